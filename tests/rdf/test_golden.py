"""The RDF of a small story, kept as files: every change of it is seen, and meant."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from aiactors.dossier import read_dossiers
from aiactors.model import DossierSet
from aiactors.rdf import from_text, to_nquads, to_ntriples, to_trig, to_turtle

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
FORMATS: dict[str, Callable[[DossierSet], str]] = {
    "ttl": to_turtle,
    "trig": to_trig,
    "nq": to_nquads,
    "nt": to_ntriples,
}


@pytest.mark.parametrize("ending", FORMATS)
def test_the_files_are_what_the_story_makes(ending: str, renew: bool) -> None:
    """Byte for byte; after a change that is meant, run with ``--renew`` and read the difference."""
    path = GOLDEN / f"story.{ending}"
    made = FORMATS[ending](read_dossiers(GOLDEN))
    if renew:
        path.write_bytes(made.encode())
    assert path.read_bytes() == made.encode()


def test_the_files_are_read_back() -> None:
    """What was released once is still understood."""
    dossiers = read_dossiers(GOLDEN)
    for ending, format_ in (("trig", ox.RdfFormat.TRIG), ("nq", ox.RdfFormat.N_QUADS)):
        assert from_text((GOLDEN / f"story.{ending}").read_bytes(), format_) == dossiers


def test_the_same_bytes_in_any_process() -> None:
    """Whatever the seed of Python's hashes, the order of the files and the local language."""
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from aiactors.dossier import read_dossiers\n"
        "from aiactors.rdf import to_nquads, to_ntriples, to_trig, to_turtle\n"
        "files = sorted(Path(sys.argv[1]).glob('*.yaml'), reverse=sys.argv[2] == '1')\n"
        "dossiers = read_dossiers(files)\n"
        "for write in (to_turtle, to_trig, to_nquads, to_ntriples):\n"
        "    sys.stdout.buffer.write(write(dossiers).encode())\n"
    )
    expected = b"".join(write(read_dossiers(GOLDEN)).encode() for write in FORMATS.values())
    for seed, language in (("0", "C"), ("1", "tr_TR.UTF-8")):
        done = subprocess.run(
            [sys.executable, "-c", code, str(GOLDEN), seed],
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": language, "TZ": "Asia/Tokyo"},
            capture_output=True,
            check=True,
        )
        assert done.stdout == expected

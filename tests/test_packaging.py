"""What is installed is what the repository holds, and it works without the repository."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from aiactors.resources import dossiers_path, ontology_path, release_path

pytestmark = pytest.mark.heavy

ROOT = Path(__file__).resolve().parent.parent
RELEASE = ("ai-actors.trig", "ai-actors.ttl", "positions.json")
CACHES = {"__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache", "node_modules"}
BUNDLED = re.compile(r"view/(src/.*|[^/]*\.json|LICENSE-oxigraph\.txt)")
"""What the page's bundles are made of: they ship, it does not."""


def files(folder: str) -> dict[str, Path]:
    """Return the files that ship from a folder of the checkout, by their path in it."""
    top = ROOT / folder
    return {
        path.relative_to(top).as_posix(): path
        for path in sorted(top.rglob("*"))
        if path.is_file() and CACHES.isdisjoint(path.parts)
    }


def shipped() -> dict[str, Path]:
    """Return every file that the wheel must hold, by its path in it."""
    return {
        **{
            f"aiactors/{name}": path
            for name, path in files("graph/aiactors").items()
            if BUNDLED.fullmatch(name) is None
        },
        **{f"aiactors/dossiers/{name}": path for name, path in files("graph/dossiers").items()},
        **{f"aiactors/ontology/{name}": path for name, path in files("ontology").items()},
        **{f"aiactors/release/{name}": ROOT / "exports" / name for name in RELEASE},
    }


def run(*command: str | Path, cwd: Path, **environ: str) -> str:
    """Run a command and return what it prints; a failure shows all of it."""
    done = subprocess.run(
        command, cwd=cwd, env=os.environ | environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that was built from it and nothing else."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    """The wheel."""
    (wheel,) = built.glob("aiactors-*.whl")
    return wheel


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel installed, and none of the checkout."""
    target = tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps"]
    run(*pip, "--target", target, wheel, cwd=target)
    return target


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    """A file forgotten breaks an installation; a file too many ends up on every machine."""
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        assert names == set(shipped())
        changed = [
            name for name, path in shipped().items() if archive.read(name) != path.read_bytes()
        ]
    assert changed == []


def test_the_wheel_carries_both_licences(wheel: Path) -> None:
    """Code and data are licensed differently, and both texts must travel."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    licences = {name.split("/licenses/")[1] for name in names if "/licenses/" in name}
    assert licences == {"LICENSE", "LICENSE-DATA"}


def test_the_sdist_holds_what_it_needs_and_no_big_files(built: Path) -> None:
    """The drawings and exports are rebuilt from the dossiers, so they do not ship as source."""
    (sdist,) = built.glob("aiactors-*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    assert {"pyproject.toml", "README.md", "LICENSE", "LICENSE-DATA", "constraints.txt"} <= names
    assert {f"tests/{name}" for name in files("tests")} <= names
    assert {name for name in names if name.startswith("exports")} == {
        f"exports/{name}" for name in RELEASE
    }


def test_resources_are_found_in_the_checkout() -> None:
    """Whoever edits the ontology must see the change at once."""
    assert ontology_path() == ROOT / "ontology"
    assert dossiers_path() == ROOT / "graph" / "dossiers"
    assert release_path() == ROOT / "exports"


def test_resources_are_found_where_it_is_installed(installed: Path) -> None:
    """Without this, a ``pip install`` would need a checkout beside it."""
    code = (
        "from aiactors import resources as r;"
        "print(r.ontology_path(), r.dossiers_path(), r.release_path(), sep='\\n')"
    )
    printed = run(sys.executable, "-c", code, cwd=installed, PYTHONPATH=str(installed))
    folders = [str(installed / "aiactors" / n) for n in ("ontology", "dossiers", "release")]
    assert printed.splitlines() == folders


def test_it_answers_where_it_is_installed(installed: Path, tmp_path: Path) -> None:
    """``pip install aiactors``, then a question: no build step, no store, no network."""
    module = [sys.executable, "-m", "aiactors"]
    version = run(*module, "version", cwd=tmp_path, PYTHONPATH=str(installed))
    assert "0.1.0" in version
    query = 'ASK { ?x skos:prefLabel "OpenAI"@en }'
    answer = run(
        *module, "query", query, "--format", "json", cwd=tmp_path, PYTHONPATH=str(installed)
    )
    assert "true" in answer

"""The whole run, on a little suite of our own, against servers that run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from conformance.client import Server
from conformance.description import _misfit
from conformance.manifest import SUITES, read_cases
from conformance.servers import STARTED
from conformance.updates import run_update

pytestmark = pytest.mark.heavy

SUITE = Path(__file__).parent / "suite"
COUNTS = {
    "query": "5 of 7 (4 as written)",
    "results": "2 of 2",
    "update": "4 of 6",
    "protocol": "1 of 2",
    "graph store": "1 of 2",
    "description": "3 of 3",
}
FAILED = [
    "bind/wrong",
    "bind/not-refused",
    "add/wrong",
    "add/refused",
    "protocol/wrong",
    "graph-store-protocol/wrong",
]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run it as the script does."""
    command = [sys.executable, "-m", "conformance", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize("server", STARTED)
def test_counts_and_failures(server: str) -> None:
    """What passes is counted, and what fails is named with the reason."""
    done = run(str(SUITE), "--server", server, "--verbose")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    failures = [line.split(":")[0].strip() for line in lines if line.startswith("  ")]
    counts = [" ".join(line.split()) for line in lines if not line.startswith("  ")]
    assert failures == FAILED, done.stdout
    assert counts == [f"{server} {suite} {count}" for suite, count in COUNTS.items()]


def test_a_server_that_is_not_there() -> None:
    """Every test fails, and the run comes to its end."""
    done = run(str(SUITE), "--endpoint", "http://127.0.0.1:9/", "--suite", "update")
    assert done.returncode == 0
    assert "0 of 6" in done.stdout


@pytest.mark.parametrize("checkout", ["/nowhere", "."])
def test_no_checkout(checkout: str) -> None:
    """In words."""
    done = run(checkout)
    assert done.returncode == 1
    assert done.stderr.startswith("w3c: ")
    assert "w3c/rdf-tests" in done.stderr


def test_every_case_has_a_name() -> None:
    """Its folder, and what the manifest calls it."""
    cases = list(read_cases(SUITE, list(SUITES)))
    assert len({case.name for case in cases}) == len(cases) == 22
    with pytest.raises(OSError):
        run_update(cases[9], Server("none", "http://127.0.0.1:9/", "http://127.0.0.1:9/"))


@pytest.mark.parametrize(
    ("turtle", "why"),
    [
        ("[] a sd:Service ; sd:endpoint <urn:e>", ""),
        ("[] sd:endpoint <urn:e>", ""),
        ("[] a sd:Server", "no class"),
        ("[] sd:endpiont <urn:e>", "no property"),
        ("[] a sd:Dataset ; sd:endpoint <urn:e>", "no sd:Service"),
        ("[] sd:defaultDataset [ a sd:Graph ]", "no sd:Dataset"),
        ("[] sd:feature sd:Speed", "no sd:Speed"),
    ],
)
def test_the_vocabulary_of_descriptions(turtle: str, why: str) -> None:
    """What is against it is found."""
    text = f"@prefix sd: <http://www.w3.org/ns/sparql-service-description#> . {turtle} ."
    triples = [quad.triple for quad in ox.parse(text, ox.RdfFormat.TURTLE)]
    found = "; ".join(filter(None, (_misfit(triple, triples) for triple in triples)))
    assert why in found
    assert bool(why) is bool(found)

"""Run the tests, and print counts: ``scripts/w3c CHECKOUT``."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from conformance.client import Server
from conformance.description import run_description
from conformance.http_tests import run_graph_store, run_protocol
from conformance.manifest import SUITES, Case, read_cases
from conformance.queries import run_query
from conformance.servers import STARTED, preset, started
from conformance.updates import run_update
from conformance.verdict import Verdict, failed

RUNS: dict[str, Callable[[Case, Server], Verdict]] = {
    "query": run_query,
    "results": run_query,
    "update": run_update,
    "protocol": run_protocol,
    "graph store": run_graph_store,
    "description": run_description,
}
"""Name of a suite → what runs a test of it."""


def run(case: Case, server: Server) -> Verdict:
    """Run a test; what a server answers cannot end the run."""
    try:
        return RUNS[case.suite](case, server)
    except (OSError, ValueError, SyntaxError, KeyError) as error:
        return failed(f"{type(error).__name__}: {error}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/w3c", description="Run the W3C's tests of SPARQL 1.1 against a server."
    )
    parser.add_argument("checkout", type=Path, help="a checkout of w3c/rdf-tests")
    parser.add_argument(
        "--server", action="append", choices=STARTED, default=[],
        help="start this one, empty, and test it; may be repeated; aiactors by default",
    )  # fmt: skip
    parser.add_argument("--endpoint", metavar="URL", help="test this one; its data is lost")
    parser.add_argument("--update-endpoint", metavar="URL", help="where updates go, if elsewhere")
    parser.add_argument("--store-endpoint", metavar="URL", help="where its graph store is")
    parser.add_argument("--like", choices=STARTED, help="--endpoint is the address of such a one")
    parser.add_argument("--token", default="", help="shown to --endpoint")
    parser.add_argument("--suite", action="append", choices=list(SUITES), default=[])
    parser.add_argument("--verbose", action="store_true", help="name what failed, and why")
    return parser.parse_args()


def _servers(arguments: argparse.Namespace) -> Iterator[contextlib.AbstractContextManager[Server]]:
    for name in arguments.server or ([] if arguments.endpoint else STARTED[:1]):
        yield started(name)
    if arguments.endpoint and arguments.like:
        base = arguments.endpoint.rstrip("/")
        yield contextlib.nullcontext(preset(arguments.like, base, arguments.token))
    elif arguments.endpoint:
        query, update = arguments.endpoint, arguments.update_endpoint or arguments.endpoint
        store = arguments.store_endpoint or ""
        yield contextlib.nullcontext(Server(query, query, update, store, arguments.token))


def measure(cases: list[Case], server: Server, *, verbose: bool) -> Iterator[str]:
    """Yield the counts of each suite, and before them what failed."""
    verdicts = []
    for case in cases:
        verdict = run(case, server)
        verdicts.append((case, verdict))
        if verbose and not verdict.passed:
            yield f"  {case.name}: {verdict.why}"
    for suite in SUITES:
        of_suite = [verdict for case, verdict in verdicts if case.suite == suite]
        if of_suite:
            passed, exact = (sum(map(bool, n)) for n in zip(*map(_both, of_suite), strict=True))
            written = "" if exact == passed else f" ({exact} as written)"
            yield f"{server.name:10} {suite:12} {passed:4} of {len(of_suite)}{written}"


def _both(verdict: Verdict) -> tuple[bool, bool]:
    return verdict.passed, verdict.passed and verdict.exact


def main() -> None:
    """Test every server that is named."""
    arguments = _arguments()
    try:
        cases = list(read_cases(arguments.checkout, arguments.suite or list(SUITES)))
        for opened in _servers(arguments):
            with opened as server:
                for line in measure(cases, server, verbose=arguments.verbose):
                    print(line, flush=True)
    except OSError as error:
        sys.exit(f"w3c: {error}")


if __name__ == "__main__":
    main()

"""``python -m aiactors.reference``: write the reference pages, or check that they are current."""

from __future__ import annotations

import argparse
import sys

from aiactors.errors import AiActorsError
from aiactors.reference.pages import PAGES, renew, stale


def main(arguments: list[str] | None = None) -> int:
    """Write or check the pages; with ``--check``, the exit code is 1 if a page is stale."""
    parser = argparse.ArgumentParser(
        prog="scripts/docs", description="Write the reference pages from what they describe."
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; end with 1 if a page is stale"
    )
    parser.add_argument("pages", nargs="*", metavar="PAGE", help=f"of {', '.join(PAGES)}")
    options = parser.parse_args(arguments)
    try:
        if not options.check:
            sys.stdout.writelines(f"{name} written\n" for name in renew(options.pages))
            return 0
        old = stale(options.pages)
    except AiActorsError as error:
        sys.stderr.write(f"docs: {error}\n")
        return error.exit_code
    sys.stderr.writelines(f"docs: {name} is stale: run scripts/docs\n" for name in old)
    return 1 if old else 0


if __name__ == "__main__":
    sys.exit(main())

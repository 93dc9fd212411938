"""What Virtuoso answers wrongly: such queries are answered by our own engine, from a copy.

Which rows are lost depends on the plan that it makes, so no other wording of a query is safe.
What was found, with Virtuoso 7.2.12, is listed in ``docs/server.md``, under *Other servers*.
"""

from __future__ import annotations

import re

from aiactors.errors import QueryError
from aiactors.store.guard import code_of

_NO_PATH = re.compile(
    r"\bselect\s+(?:distinct\s+|reduced\s+)?\*|\bcount\s*\(\s*(?:distinct\s+)?\*", re.IGNORECASE
)
_DOUBTFUL = re.compile(
    r"""
    [*+?]                                   # a path of any length, or of none
  | [<>]                                    # days that are compared
  | \b(?:year|month|day|hours|minutes|seconds|tz|timezone|concat)\s*\(   # of what is not bound
  | \bexists\b (?=.*(?:\|\||&&)) | (?:\|\||&&) (?=.*\bexists\b)         # EXISTS in a condition
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def is_doubtful(sparql: str) -> bool:
    """Tell whether Virtuoso may answer a query wrongly; False only if it is known not to.

    Example:
        >>> is_doubtful("SELECT * { ?lab a ai:ResearchLab }")
        False
        >>> is_doubtful("SELECT ?lab { ?lab a/rdfs:subClassOf* ai:Organization }")
        True
    """
    try:
        return _DOUBTFUL.search(_NO_PATH.sub(" ", code_of(sparql))) is not None
    except QueryError:
        return True

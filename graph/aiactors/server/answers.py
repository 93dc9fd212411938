"""Answers that are kept for those who ask the same again.

What is read does not change until the next snapshot, so the same question has the same answer. It
is kept with the name of its snapshot, and the answers that nobody asked for longest go first.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Hashable

from aiactors.server.reply import Reply

_OVERHEAD = 1_000
"""Bytes that an answer takes beside its text and that of the question."""

# The front itself looks, so it must be quick whatever is asked: what is in a comment is not told
# from what follows it.
_EACH_OTHER = re.compile(r"(?:now|rand|uuid|bnode)\s*+[(#]", re.IGNORECASE)


def is_lasting(sparql: str) -> bool:
    """Return whether a query has the same answer as long as nothing is written.

    False if it may ask for the time, a random number or a new name.

    Example:
        >>> is_lasting("SELECT ?who { ?who foaf:knows ?whom }")
        True
        >>> is_lasting("SELECT (NOW() AS ?now) {}")
        False
    """
    return _EACH_OTHER.search(sparql) is None


class Answers:
    """Keeps answers by their questions, up to a size.

    ``most`` is in bytes, questions included; 0 keeps nothing. An answer is kept if ``together`` of
    its size have room.

    Example:
        >>> answers = Answers(100_000)
        >>> answers.keep("question", Reply(200, "text/csv", b"a"), size=8)
        >>> answers.get("question").body
        b'a'
    """

    def __init__(self, most: int, together: int = 64) -> None:
        """Start empty."""
        self._most = most
        self._together = together
        self._left = most
        self._kept: OrderedDict[Hashable, tuple[Reply, int]] = OrderedDict()

    def get(self, question: Hashable) -> Reply | None:
        """Return the answer to a question, if it is kept."""
        found = self._kept.get(question)
        if found is None:
            return None
        self._kept.move_to_end(question)
        return found[0]

    def keep(self, question: Hashable, reply: Reply, size: int) -> None:
        """Keep an answer if it is not too large; ``size`` is in bytes, with the question."""
        size += len(reply.body) + _OVERHEAD
        if reply.status != 200 or size * self._together > self._most or question in self._kept:
            return
        self._kept[question] = reply, size
        self._left -= size
        while self._left < 0:
            self._left += self._kept.popitem(last=False)[1][1]

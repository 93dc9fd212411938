"""Replies as they are sent, and as they are kept for the next who asks the same."""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Hashable

from aiactors.server.reply import Reply
from aiactors.server.site.visit import Visit

_FROM = 1_000
_COMPRESSIBLE = ("text/", "application/json", "application/ld+json", "image/svg+xml")
_PART = 4
"""A reply larger than this part of all is not kept."""


class Kept:
    """The replies that were last asked for.

    Args:
        most: how many bytes they may have together.

    Example:
        >>> kept = Kept(8)
        >>> kept.put("a", Reply(200, body=b"1")); kept.put("b", Reply(200, body=b"123456789"))
        >>> kept.get("a").body, kept.get("b")
        (b'1', None)
    """

    def __init__(self, most: int) -> None:
        """Keep nothing yet."""
        self._most = most
        self._size = 0
        self._replies: OrderedDict[Hashable, Reply] = OrderedDict()

    def get(self, key: Hashable) -> Reply | None:
        """Return what is kept.

        Args:
            key: what was asked.

        Returns:
            The reply; None where it is not kept.
        """
        reply = self._replies.get(key)
        if reply is not None:
            self._replies.move_to_end(key)
        return reply

    def put(self, key: Hashable, reply: Reply) -> None:
        """Keep a reply, in the place of those that nobody has asked for the longest.

        Args:
            key: what was asked.
            reply: the reply; only those that succeeded are kept.
        """
        if reply.status != 200 or len(reply.body) > self._most // _PART or key in self._replies:
            return
        self._replies[key] = reply
        self._size += len(reply.body)
        while self._size > self._most:
            self._size -= len(self._replies.popitem(last=False)[1].body)


def compressed(reply: Reply, visit: Visit) -> Reply:
    """Return a reply with a tag, and compressed where that is accepted and worth it.

    Args:
        reply: the reply.
        visit: what it answers.

    Returns:
        The reply; one that failed is left as it is.
    """
    if reply.status != 200:
        return reply
    tag = f'W/"{hashlib.sha256(reply.body).hexdigest()[:20]}"'
    vary = "accept, accept-encoding, accept-language"
    headers = {"etag": tag, "vary": vary, "cache-control": "no-cache", **reply.headers}
    worth = len(reply.body) >= _FROM and reply.media.startswith(_COMPRESSIBLE)
    if worth and "gzip" in visit.headers.get("accept-encoding", ""):
        body = gzip.compress(reply.body, 6, mtime=0)
        return Reply(200, reply.media, body, {**headers, "content-encoding": "gzip"})
    return Reply(200, reply.media, reply.body, headers)


def sent(reply: Reply, visit: Visit) -> Reply:
    """Return a reply, without its body where the client has it.

    Args:
        reply: the reply.
        visit: what it answers.

    Returns:
        The reply.
    """
    known = {tag.strip() for tag in visit.headers.get("if-none-match", "").split(",")}
    if reply.status == 200 and reply.headers.get("etag") in known:
        kept = ("etag", "vary", "cache-control")
        return Reply(304, headers={k: v for k, v in reply.headers.items() if k in kept})
    return reply

"""Replies as they are sent: compressed, and without what the client has."""

from __future__ import annotations

import gzip
import hashlib

from aiactors.server.reply import Reply
from aiactors.server.site.request import PageRequest

_FROM = 1_000
_COMPRESSIBLE = ("text/", "application/json", "application/ld+json", "image/svg+xml")


def compressed(reply: Reply, visit: PageRequest) -> Reply:
    """Return a reply with a tag, and compressed where that is accepted and worth it.

    One that failed is left as it is.
    """
    if reply.status != 200:
        return reply
    tag = f'W/"{hashlib.sha256(reply.body).hexdigest()[:20]}"'
    vary = "accept, accept-encoding, accept-language"
    headers = {"etag": tag, "vary": vary, "cache-control": "no-cache", **reply.headers}
    worth = len(reply.body) >= _FROM and reply.media.startswith(_COMPRESSIBLE)
    if worth and visit.takes_gzip:
        body = gzip.compress(reply.body, 6, mtime=0)
        return Reply(200, reply.media, body, {**headers, "content-encoding": "gzip"})
    return Reply(200, reply.media, reply.body, headers)


def sent(reply: Reply, visit: PageRequest) -> Reply:
    """Return a reply, without its body where the client has it."""
    known = {tag.strip() for tag in visit.headers.get("if-none-match", "").split(",")}
    if reply.status == 200 and reply.headers.get("etag") in known:
        kept = ("etag", "vary", "cache-control")
        return Reply(304, headers={k: v for k, v in reply.headers.items() if k in kept})
    return reply

"""The graph over HTTP.

A front process speaks HTTP and computes nothing; processes that can be killed do the work. So no
query, however long or large it gets, stops the others from being answered.

::

    client ── HTTP ──> front (asyncio) ── a socket each ──> workers ──> a snapshot, read-only
"""

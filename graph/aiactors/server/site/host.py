"""The worker that holds the whole graph, and answers visits of the site."""

from __future__ import annotations

import contextlib
import gc
from functools import partial
from pathlib import Path

from aiactors.errors import AiActorsError, AmbiguousNameError, InputError, NotFoundError
from aiactors.graph import Graph
from aiactors.opening import positions_beside
from aiactors.server.answers import Answers
from aiactors.server.limits import Limits
from aiactors.server.reply import HttpError, Reply
from aiactors.server.site.network import overview
from aiactors.server.site.request import PageRequest
from aiactors.server.site.routes import ROUTER
from aiactors.server.site.sending import compressed, sent
from aiactors.store import Store

_KEPT = 48 << 20
"""Bytes of replies that are kept for the next who asks the same."""

_TOGETHER = 4
"""So many of the largest replies that are kept have room: whole networks are some megabytes."""


class Ready:
    """A job without a visit: to have read the whole graph of a snapshot."""


class Host:
    """Answers visits, of the snapshot that each job names."""

    def __init__(self, limits: Limits) -> None:
        """Prepare; snapshots are opened when asked for."""
        self._graphs: dict[str, Graph] = {}
        self._kept = Answers(_KEPT, _TOGETHER)

    def __call__(self, snapshot: str, visit: PageRequest | Ready) -> Reply:
        """Answer a visit: compressed where that is accepted, empty where the client has it.

        ``snapshot`` is the folder of the store.
        """
        graph = self._graph(snapshot)
        if isinstance(visit, Ready):
            return _read(graph)
        self._graphs = {snapshot: graph}  # one after the other: nobody asks the one before
        key = (snapshot, *visit.key)
        reply = self._kept.get(key)
        if reply is None:
            reply = compressed(self._reply(graph, visit), visit)
            self._kept.keep(key, reply, len(repr(key)))
        return sent(reply, visit)

    def _graph(self, snapshot: str) -> Graph:
        """The graph of a snapshot; that of the one before stays until a visit asks this one."""
        if snapshot not in self._graphs:
            store = Store.on_disk(Path(snapshot), read_only=True)
            positions = partial(positions_beside, Path(snapshot))
            last = list(self._graphs.items())[-1:]
            self._graphs = {**dict(last), snapshot: Graph(store, positions=positions)}
        return self._graphs[snapshot]

    def _reply(self, graph: Graph, visit: PageRequest) -> Reply:
        try:
            return ROUTER.reply(graph, visit)
        except AmbiguousNameError as error:
            raise HttpError(300, str(error)) from None
        except NotFoundError as error:
            raise HttpError(404, str(error)) from None
        except InputError as error:
            raise HttpError(400, str(error)) from None
        except HttpError:
            raise
        except AiActorsError as error:
            raise HttpError(503, str(error)) from None


def _read(graph: Graph) -> Reply:
    """Read all that pages need, so that the first visitor need not wait for it."""
    with contextlib.suppress(AiActorsError):  # of another model, or what draws is not installed
        graph.search_index.search("a")
        overview(graph)
        graph.mentions_of("id:")
    gc.collect()
    gc.freeze()  # the graph stays: the collector need not go through it again and again
    return Reply(204)

"""A network that a notebook draws by itself."""

from __future__ import annotations

import html
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from aiactors.errors import InputError, MissingExtraError
from aiactors.network.model import Network

if TYPE_CHECKING:
    from aiactors.graph.reader import GraphReader

HEIGHT = 640
"""Height of the frame in a notebook, in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnNetwork(Network):
    """A network, and where its nodes stand.

    Attributes:
        positions: gives id → place, when it is drawn.
        left_out: how much of the network this is, in words; empty where it is all of it.

    Example:
        >>> DrawnNetwork.of(Network(title={"en": "None"}, nodes=(), edges=()), dict).title
        {'en': 'None'}
    """

    positions: Callable[[], Mapping[str, tuple[float, float]]] = field(
        default=dict, repr=False, compare=False
    )

    left_out: str = field(default="", compare=False)

    @classmethod
    def of(
        cls,
        network: Network,
        positions: Callable[[], Mapping[str, tuple[float, float]]],
        left_out: str | None = None,
    ) -> DrawnNetwork:
        """Return a network that can be drawn.

        Args:
            network: the network.
            positions: gives id → place, for the nodes whose place is known.
            left_out: how much of it this is; as the network says, if left out.

        Returns:
            The same network.
        """
        parts = {part.name: getattr(network, part.name) for part in fields(network)}
        more = {} if left_out is None else {"left_out": left_out}
        return cls(**parts | {"positions": positions} | more)

    def show(self) -> None:
        """Show it in a notebook: its page in a frame."""
        from IPython.display import display

        display(self)  # type: ignore[no-untyped-call]

    def _repr_html_(self) -> str:
        """Return its page in a frame, or what is missing for it."""
        try:
            return self._frame()
        except MissingExtraError as missing:
            return f"<p>{html.escape(str(missing))}</p>"

    def _frame(self) -> str:
        """Its page in a frame, where nothing of it can reach the notebook around it."""
        from aiactors.network.places import placed
        from aiactors.view.page import render_page

        page = render_page(self, placed(self, self.positions()))
        return (
            f'<iframe srcdoc="{html.escape(page)}" '
            'sandbox="allow-scripts allow-popups allow-downloads" '
            f'style="width:100%;height:{HEIGHT}px;border:0" title="network"></iframe>'
        )


def network_of(
    graph: GraphReader,
    focus: Iterable[str],
    hops: int,
    kinds: Collection[str],
    *,
    bulk: bool,
    most: int | None,
) -> DrawnNetwork:
    """Return the network of a graph, or of what is around some entities: see ``Graph.network``.

    Raises:
        InputError: if a kind is unknown, no statement may be drawn, or nothing is drawn around
            the entities.
    """
    if most is not None and most < 1:
        raise InputError(f"most {most}: use a number from 1")
    from aiactors.network.parts import part_in_words, title_of_part

    middle = {entity.ref: entity for entity in map(graph.entity, focus)}
    edges = graph.edges(middle, hops, kinds, bulk=bulk)
    shown = edges.drawn(most)
    if middle and not shown.degrees:
        names = " and ".join(repr(entity.name()) for entity in middle.values())
        left_out = not bulk and graph.has_bulk
        more = "; bulk dossiers are left out unless they are asked for" if left_out else ""
        why = f"no relation leads to what is drawn{more}"
        raise InputError(f"nothing is drawn around {names}: {why}")
    part_of = part_in_words(len(shown.degrees), edges.entities, len(shown.statements), edges.total)
    part = graph.holding(shown.statements, shown.degrees)
    network = part.projector.drawn(title_of_part(part_of), *shown)
    return DrawnNetwork.of(network, lambda: graph.positions, part_of.get("en", ""))

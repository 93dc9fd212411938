"""A small picture of what is around an entity: drawn here, so that it needs no script."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aiactors.network.kinds import DRAWN
from aiactors.record.data import Line

MOST = 14
"""How many neighbours are drawn."""

_WIDTH, _HEIGHT = 640, 340
_RADIUS = (210, 118)
_LABEL = 22


@dataclass(frozen=True, slots=True)
class Spoke:
    """A neighbour in the picture.

    Attributes:
        ref: its reference.
        name: its name, shortened.
        title: its whole name, and the relations to it.
        x: where it stands, in pixels.
        y: where it stands, in pixels.
        side: how its name is set: ``start``, ``middle`` or ``end``.
        family: the family of the relation that is drawn, for its colour.
        style: the kind of line, see :func:`style_of`; of several statements, that of the firmest.
        width: how thick the line is, in pixels.
    """

    ref: str
    name: str
    title: str
    x: float
    y: float
    side: str
    family: str
    style: str
    width: float


def spokes(groups: Iterable[tuple[str, Sequence[Line]]], kinds: Mapping[str, str]) -> list[Spoke]:
    """Place the neighbours of which most is said around an entity, clockwise from the top.

    Documents and propositions are not drawn.
    """
    about: dict[str, list[tuple[str, Line]]] = defaultdict(list)
    for family, lines in groups:
        for line in lines:
            if line.other_ref is not None and kinds[line.other_ref] in DRAWN:
                about[line.other_ref].append((family, line))
    chosen = sorted(about.items(), key=lambda item: (-len(item[1]), item[0]))[:MOST]
    chosen.sort(key=lambda item: (item[1][0][0], item[0]))  # families side by side
    return [_spoke(ref, told, n / len(chosen)) for n, (ref, told) in enumerate(chosen)]


def _spoke(ref: str, told: Sequence[tuple[str, Line]], turn: float) -> Spoke:
    angle = 2 * math.pi * turn - math.pi / 2
    x = _WIDTH / 2 + _RADIUS[0] * math.cos(angle)
    y = _HEIGHT / 2 + _RADIUS[1] * math.sin(angle)
    name = told[0][1].other
    relations = dict.fromkeys(f"{line.relation} {line.when}".strip() for _, line in told)
    leaning = math.cos(angle)
    return Spoke(
        ref=ref,
        name=name if len(name) <= _LABEL else name[: _LABEL - 1].rstrip() + "…",
        title=f"{name}: {'; '.join(relations)}",
        x=round(x, 1),
        y=round(y, 1),
        side="start" if leaning > 0.2 else "end" if leaning < -0.2 else "middle",
        family=told[0][0],
        style=min((style_of(line) for _, line in told), key=_STYLES.index),
        width=round(min(1.2 + 0.5 * math.log2(len(told)), 3), 1),
    )


_STYLES = ("firm", "disputed", "claimed", "unrealised", "denied")


def style_of(line: Line) -> str:
    """Return how a statement is drawn: firm, disputed, claimed, unrealised or denied."""
    if line.status in ("denied", "unknown", "retracted"):
        return "denied"
    if line.status == "disputed":
        return "disputed"
    if line.modality != "actual":
        return "unrealised"
    return "claimed" if line.status == "claimed" else "firm"

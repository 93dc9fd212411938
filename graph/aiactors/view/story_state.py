"""The states of a story: readable keys, or the part of an address after ``#``.

=================  ===================================================================
key                value
=================  ===================================================================
``focus``          names of actors: what is around them is shown
``hops``           how far around them, 0 to 9
``scope``          ``top``, ``all`` or ``communities``, where there is no focus
``more, less``     names of actors: their neighbours are added; they are taken out
``open``           names of actors whose communities are unfolded
``actor``          the name of the actor that is chosen
``relation``       the relation that is chosen: its hash, or ``[SUBJECT, RELATION, OBJECT]``
``path``           names of actors: the best paths between them
``firm, rank``     ``yes``: without what is disputed; which of the paths is shown, from 1
``held-on``        a day: what may have held on it
``known-by``       a day: what was public by then
``stance``         the name of a party: what it tells
``off``            kinds of actor, families of relation, standings that are filtered out
``step``           of the clocks: ``day``, ``month`` or ``year``
``side``           ``read``, ``timeline``, ``paths`` or ``ask``
``camera``         x, y and magnification
=================  ===================================================================

What they become is told in ``src/address.ts``, which reads it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import quote, unquote

from aiactors.errors import (
    AmbiguousNameError,
    DateError,
    NotFoundError,
    did_you_mean,
    nearest,
)
from aiactors.model import parse_day
from aiactors.network.model import Edge, Network
from aiactors.view.payload import KINDS, STANDINGS

Place = tuple[str | int, ...]
Report = Callable[[Place, str, str], None]
Part = tuple[str, list[str]]

CHOICES = {
    "scope": ("top", "all", "communities"),
    "step": ("day", "month", "year"),
    "side": ("read", "timeline", "paths", "ask"),
    "firm": ("yes", "no"),
}
"""Values of keys that have a few."""

ACTORS = ("focus", "more", "less", "open", "path")
"""Keys of the address that list actors by their ids; those of a story, by any of their names."""

ONE_TEXT = ("hops", "rank", "actor", "stance", "held-on", "known-by", *CHOICES)
"""Keys of a story that have one value."""

IN_ADDRESS = (
    *ACTORS, "hops", "scope", "pin", "no-kind", "no-family", "no-standing", "held", "known",
    "step", "told", "actor", "relation", "firm", "rank", "side", "camera",
)  # fmt: skip
"""Keys of the address that a step may set."""

LEFT_TO_READER = ("story", "embed", "lang", "theme")
"""Those that are no part of a step."""

_NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,6})?")


class StateReader:
    """Reads the states of a story that is told of a network.

    ``find`` gives the reference of a named entity; ``report`` is told the place of each problem,
    what is wrong, and what to do.
    """

    def __init__(self, network: Network, find: Callable[[str], str], report: Report) -> None:
        """Index the network."""
        self._find, self._report = find, report
        self._nodes = {node.id for node in network.nodes}
        self._edges = {edge.id: edge for edge in network.edges}
        self._parties = {ref for edge in network.edges for ref, _, _ in edge.told}
        off = {"no-kind": KINDS, "no-family": (*network.families,), "no-standing": STANDINGS}
        self._filters = {key: facet for facet, keys in off.items() for key in keys}
        self._readers: dict[str, Callable[[Place, str, Any], list[Part]]] = {
            **dict.fromkeys(ACTORS, self._actors),
            **dict.fromkeys(CHOICES, self._choice),
            "actor": self._actor_alone,
            "relation": self._relation,
            "stance": self._stance,
            "held-on": self._day,
            "known-by": self._day,
            "off": self._off,
            "hops": self._count,
            "rank": self._count,
            "camera": self._camera,
        }

    def read(self, place: Place, state: Any) -> str:
        """Return a state as the part of an address after ``#``.

        It is a mapping of readable keys, a part of an address, or None for the page as it opens.
        """
        if state is None:
            return ""
        if isinstance(state, str):
            return self._address(place, state)
        if not isinstance(state, dict):
            self._report(place, "a state is a mapping (key: value)", "Write focus: [NAME]")
            return ""
        parts: list[Part] = []
        for key, value in state.items():
            if key in ONE_TEXT and not isinstance(value, str):
                self._report((*place, key), f"{key} is no text", "Write one value")
            elif key in self._readers:
                parts += self._readers[key]((*place, key), key, value)
            else:
                self._unknown((*place, key), key, self._readers)
        return "&".join(f"{key}={','.join(map(_encoded, values))}" for key, values in parts)

    def _unknown(self, place: Place, key: str, keys: Iterable[str]) -> None:
        near = did_you_mean(nearest(key, keys)).strip()
        do = near or f"A state has {', '.join(keys)}"
        self._report(place, f"the key {key!r} is not known here", do)

    def _address(self, place: Place, text: str) -> str:
        """The part of an address, checked."""
        kept: list[str] = []
        for pair in filter(None, text.strip().lstrip("#").split("&")):
            key, _, value = pair.partition("=")
            if key in LEFT_TO_READER:
                continue
            if key not in IN_ADDRESS:
                self._unknown(place, key, IN_ADDRESS)
            else:
                self._check_ids(place, key, [unquote(part) for part in value.split(",")])
                kept.append(pair)
        return "&".join(kept)

    def _check_ids(self, place: Place, key: str, ids: Sequence[str]) -> None:
        if key in (*ACTORS, "actor"):
            there: Iterable[str] = self._nodes
        elif key == "relation":
            there = self._edges
        elif key == "told":
            there = {ref.removeprefix("id:") for ref in self._parties}
        else:
            return
        for id_ in ids:
            if id_ not in there:
                self._report(place, f"{key}: nothing that is drawn has the id {id_!r}", "")

    def _texts(self, place: Place, value: Any) -> list[tuple[Place, str]]:
        """One text or several, each with its place."""
        several = value if isinstance(value, list) else [value]
        found = [((*place, n), one) for n, one in enumerate(several) if isinstance(one, str)]
        if len(found) < len(several) or not several:
            self._report(place, f"{place[-1]} is no text and no list of texts", "")
        return found

    def _named(self, place: Place, name: str) -> str | None:
        """The reference of what a name stands for."""
        try:
            return self._find(name)
        except (NotFoundError, AmbiguousNameError) as error:
            self._report(place, str(error), "")
            return None

    def _actor(self, place: Place, name: str) -> str | None:
        ref = self._named(place, name)
        id_ = None if ref is None else ref.removeprefix("id:")
        if id_ is None or id_ in self._nodes:
            return id_
        self._report(place, f"{name!r} is not in this network", "Draw it as well, or leave it out")
        return None

    def _actors(self, place: Place, key: str, value: Any) -> list[Part]:
        found = [self._actor(where, name) for where, name in self._texts(place, value)]
        return [(key, [id_ for id_ in found if id_ is not None])]

    def _actor_alone(self, place: Place, key: str, value: Any) -> list[Part]:
        id_ = self._actor(place, value)
        return [] if id_ is None else [(key, [id_])]

    def _stance(self, place: Place, _: str, value: Any) -> list[Part]:
        ref = self._named(place, value)
        if ref is None:
            return []
        if ref not in self._parties:
            self._report(place, f"{value!r} tells nothing in this network", "Name another party")
        return [("told", [ref.removeprefix("id:")])]

    def _day(self, place: Place, key: str, value: Any) -> list[Part]:
        try:
            day = parse_day(value)
        except DateError as error:
            self._report(place, f"{key}: {error}", "")
            return []
        return [(key.partition("-")[0], [day.isoformat()])]

    def _choice(self, place: Place, key: str, value: Any) -> list[Part]:
        if value not in CHOICES[key]:
            self._report(place, f"{key}: {value!r} is not known", f"Use {', '.join(CHOICES[key])}")
        if key == "firm":
            return [(key, ["1"])] if value == "yes" else []
        return [(key, [str(value)])]

    def _count(self, place: Place, key: str, value: Any) -> list[Part]:
        least, most = (0, 9) if key == "hops" else (1, 99)
        if not (value.isascii() and value.isdigit() and least <= int(value[:9]) <= most):
            do = f"Write a whole number from {least} to {most}"
            self._report(place, f"{key}: {value!r} is out of range", do)
        return [(key, [value])]

    def _camera(self, place: Place, key: str, value: Any) -> list[Part]:
        numbers = [text.strip() for _, text in self._texts(place, value)]
        if len(numbers) == 1:
            numbers = [number.strip() for number in numbers[0].split(",")]
        if len(numbers) != 3 or not all(map(_NUMBER.fullmatch, numbers)):
            self._report(place, f"{key}: three numbers are needed", "Write [X, Y, MAGNIFICATION]")
        return [(key, numbers)]

    def _off(self, place: Place, _: str, value: Any) -> list[Part]:
        parts: dict[str, list[str]] = {}
        for where, text in self._texts(place, value):
            key = next((k for k in (text, f"{text}-relation") if k in self._filters), None)
            if key is None:
                near = did_you_mean(nearest(text, self._filters)).strip()
                do = near or f"Use {', '.join(self._filters)}"
                self._report(where, f"off: {text!r} is no filter", do)
            else:
                parts.setdefault(self._filters[key], []).append(key)
        return list(parts.items())

    def _relation(self, place: Place, key: str, value: Any) -> list[Part]:
        if isinstance(value, list):
            return self._between(place, key, value)
        fitting = [id_ for id_ in self._edges if id_.startswith(str(value))] if value else []
        if len(fitting) != 1:
            what = "several relations begin" if fitting else "no relation of this network begins"
            do = "Write its hash, or [SUBJECT, RELATION, OBJECT]"
            self._report(place, f"relation: {what} with {value!r}", do)
        return [(key, fitting[:1])]

    def _between(self, place: Place, key: str, value: list[Any]) -> list[Part]:
        """The relation that a subject, a relation and an object name."""
        named = self._texts(place, value)
        if len(named) != 3:
            self._report(place, "relation: three parts are needed", "[SUBJECT, RELATION, OBJECT]")
            return []
        (_, subject), (_, relation), (_, object_) = named
        ends = [self._actor(*named[0]), self._actor(*named[2])]
        if None in ends:
            return []
        every = [e for e in self._edges.values() if [e.source, e.target] == ends]
        fitting = [edge for edge in every if edge.relation == _kebab(relation)]
        if len(fitting) != 1:
            what = "no relation" if not fitting else f"{len(fitting)} relations"
            where = f"relation: {what} {relation!r} between {subject!r} and {object_!r}"
            self._report(place, where, _offered(fitting or every))
        return [(key, [edge.id for edge in fitting[:1]])]


def _encoded(text: str) -> str:
    """A text as it stands in an address, as browsers write it."""
    return quote(text, safe="!~*'()")


def _kebab(relation: str) -> str:
    return re.sub("[A-Z]", lambda found: f"-{found[0].lower()}", relation)


def _offered(edges: Sequence[Edge]) -> str:
    """The possible meanings, each by its hash."""
    named = [f"{edge.relation} {edge.when or ''}".strip() + f" ({edge.id})" for edge in edges]
    return (
        f"Write the hash: {', '.join(named[:5])}"
        if named
        else "There is none from one to the other"
    )

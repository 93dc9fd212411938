"""Building an index and searching it: ``python -m bench.searches COUNT FOLDER``, as JSON."""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

import pyoxigraph as ox
from rapidfuzz import process
from rapidfuzz.distance import OSA

from aiactors.search import IndexWriter, SearchIndex
from aiactors.search.kinds import OF_STATEMENTS, parts_of
from aiactors.search.text import words
from bench.measure import timed
from bench.names import asked, named

T = TypeVar("T")
NAMES = 60
"""How many names are asked for, in each way."""

_SAID = (
    "the company said that it will buy a stake in the lab after talks on chips models data court "
    "filed board left joined hired shares plan report round lawsuit chief officer agreement"
).split()
_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"


def _spent(things: Iterable[T], take: Callable[[T], None]) -> float:
    """Hand things over; return the CPU seconds of that alone, not of how they are made."""
    left, spent = iter(things), 0.0
    while some := list(islice(left, 10_000)):
        begun = time.process_time()
        for thing in some:
            take(thing)
        spent += time.process_time() - begun
    return spent


def _gists(count: int) -> Iterator[tuple[str, str, str, list[str]]]:
    """Statements on people and companies, few of which are often named, with what is said."""
    rng = random.Random(11)
    some = [" ".join(rng.choices(_SAID, k=rng.randint(3, 6))) for _ in range(5_000)]
    for number in range(count):
        subject, object_ = (f"id:{kind}{int(count / 2 * rng.random() ** 3)}" for kind in "po")
        gists = [f"{rng.choice(some)} {rng.choice(some)}, {rng.randrange(10**5)}." for _ in "12"]
        yield f"st:{number:020x}", subject, object_, gists[: 1 + (rng.random() < 0.4)]


def build(count: int, path: Path) -> dict[str, float]:
    """Write the index of so many entities, and of as many statements with 1.4 gists each."""
    with IndexWriter(path) as writer:

        def entity(one: tuple[str, str, tuple[tuple[str, str], ...]]) -> None:
            id_, kind, names = one
            number = writer.thing(f"id:{id_}", (kind,))
            for at, (lang, name) in enumerate(names):
                part = parts_of((kind,))["alias" if at else "name"]
                writer.text(number, part, lang, name)

        def statement(one: tuple[str, str, str, list[str]]) -> None:
            ref, subject, object_, gists = one
            number = writer.thing(ref, OF_STATEMENTS, len(gists), (subject, "founded", object_))
            for gist in gists:
                writer.text(number, "gist", "en", gist)

        cpu = _spent(named(count), entity) + _spent(_gists(count), statement)
        cpu += timed(writer.finish)[0]
    return {"cpu": cpu, "size": path.stat().st_size}


def search(count: int, path: Path) -> dict[str, Any]:
    """Search for names in every way that people write them."""
    names = [name for _, _, ((_, name), *_) in named(count)]
    shown = random.Random(5).sample(names, NAMES)
    opening, index = timed(lambda: SearchIndex.open(path))
    first = opening + timed(partial(index.search, "altmann"))[0]
    costs: dict[str, list[float]] = {}
    for how, text in asked(shown):
        if words(text):
            costs.setdefault(how, []).append(timed(partial(index.search, text))[0])
    return {"first": first, "asked": costs, "others": _others(names, shown[:5])}


def _others(names: list[str], shown: list[str]) -> dict[str, float]:
    """What the same names cost where there is no index: a scan in SPARQL, and each one compared."""
    store = ox.Store()
    label = ox.NamedNode(_LABEL)
    store.bulk_extend(
        ox.Quad(ox.NamedNode(f"http://x.example/{n}"), label, ox.Literal(name, language="en"))
        for n, name in enumerate(names)
    )
    folded = ["".join(words(name)) for name in names]

    def contains(name: str) -> None:
        text = ox.Literal(name.lower())
        sparql = (
            f"SELECT ?s {{ ?s <{_LABEL}> ?n FILTER CONTAINS(LCASE(STR(?n)), {text}) }} LIMIT 10"
        )
        assert list(store.query(sparql)) is not None  # type: ignore[arg-type]

    def compared(name: str) -> None:
        near = "".join(words(name))
        assert process.extract(near, folded, scorer=OSA.distance, score_cutoff=2, limit=10)

    return {
        "contains": median(timed(partial(contains, name))[0] for name in shown),
        "compared": median(timed(partial(compared, name))[0] for name in shown),
    }


if __name__ == "__main__":
    task = {"build": build, "search": search}[sys.argv[1]]
    json.dump(task(int(sys.argv[2]), Path(sys.argv[3])), sys.stdout)

"""Pages to measure: networks of any size as pages of ours, and as pages of pyvis.

``python -m bench.pages KIND NODES EDGES OUT``: each page is written by a process of its own.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from aiactors.network.model import Attributed, Edge, Network, Node

Paper = tuple[str, str, str, str]

OURS, GIVEN, DEFAULT = "aiactors", "pyvis, places given", "pyvis"

_KINDS = ("person", "organization", "organization", "product", "event")
_FAMILIES = {
    "role-relation": ("worked-for", "works for"),
    "money-relation": ("invested-in", "invested in"),
    "conflict-relation": ("sued", "sued"),
    "alliance-relation": ("partnered-with", "is a partner of"),
}
_STATUSES = ("established",) * 12 + ("reported",) * 5 + ("claimed", "disputed", "denied")
_STANCES = {"asserts": {"en": "asserts"}, "denies": {"en": "denies"}}
_WORDS = (
    "board chip cloud compute contract court deal founder funding judge lab lawsuit letter "
    "licence model office partner patent product ruling share stake talks team testimony"
).split()


def network(nodes: int, edges: int, seed: int = 7) -> Network:
    """Return a network in the project's own shape: dates, statuses, who says so."""
    import numpy as np

    from bench.networks import planted

    rng = random.Random(seed)
    ends, _ = planted(nodes, edges / nodes * 1.02, seed)
    pairs = ends[:edges].tolist()
    papers = [_paper(rng) for _ in range(edges * 7 // 10 + 1)]
    degrees = np.bincount(ends[:edges].ravel(), minlength=nodes).tolist()
    actors = tuple(_node(i, degrees[i], rng) for i in range(nodes))
    return Network(
        title={"en": f"{nodes:,} actors"},
        nodes=actors,
        edges=tuple(
            _edge(actors[a].id, actors[b].id, papers, i, rng) for i, (a, b) in enumerate(pairs)
        ),
        families={key: {"en": key.split("-")[0]} for key in _FAMILIES},
        statuses={key: {"en": key} for key in dict.fromkeys(_STATUSES)},
        modalities={"actual": {"en": "happened"}},
    )


def _name(rng: random.Random) -> str:
    parts = ("ba", "ce", "di", "fo", "gu", "ka", "lem", "mir", "nov", "or", "pas", "ri", "so", "tu")
    return " ".join("".join(rng.choices(parts, k=3)).capitalize() for _ in range(2))


def _node(number: int, degree: int, rng: random.Random) -> Node:
    name = _name(rng)
    return Node(
        id=f"{name.lower().replace(' ', '-')}-{number}",
        iri=f"https://w3id.org/ai-actors/id/{number}",
        kind=rng.choice(_KINDS),  # type: ignore[arg-type]
        labels={"en": f"{name} {number}"},
        degree=degree,
    )


def _edge(
    source: str, target: str, papers: Sequence[Paper], number: int, rng: random.Random
) -> Edge:
    family, (relation, words) = rng.choice([*_FAMILIES.items()])
    year, month, status = rng.randint(2010, 2026), rng.randint(1, 12), rng.choice(_STATUSES)
    key = f"{rng.getrandbits(48):012x}"
    day = f"{year}-{month:02}-{rng.randint(1, 28):02}"
    said = tuple(_said(rng, papers, n) for n in range(rng.choice((1, 1, 1, 2, 3))))
    return Edge(
        id=key,
        iri=f"https://w3id.org/ai-actors/statement/{key}",
        source=source,
        target=target,
        relation=relation,
        labels={"en": words},
        inverse_labels={"en": words},
        family=family,
        status=status,
        when=day if number % 3 else str(year),
        start=day if number % 3 else f"{year}-01-01",
        end=day if number % 3 else f"{year}-12-31",
        known_since=f"{year}-{month:02}-28",
        source_count=len(said),
        attributions=said,
    )


def _paper(rng: random.Random) -> Paper:
    """Return title, publisher, date and address of an article."""
    publisher, year = rng.randint(1, 400), rng.randint(2010, 2026)
    title = " ".join(rng.choices(_WORDS, k=6)).capitalize()
    address = f"https://paper{publisher}.example/{year}/{rng.getrandbits(24):06x}"
    return title, f"Paper {publisher}", f"{year}-{rng.randint(1, 12):02}", address


def _said(rng: random.Random, papers: Sequence[Paper], number: int) -> Attributed:
    stance = "denies" if number and rng.random() < 0.1 else "asserts"
    title, publisher, day, address = rng.choice(papers)
    return Attributed(
        by=None,
        stance=stance,
        stance_labels=_STANCES[stance],
        document=title,
        publisher=publisher,
        date=day,
        url=address,
        gist={"en": " ".join(rng.choices(_WORDS, k=12)).capitalize() + "."},
    )


def places(found: Network, kept: Path) -> dict[str, tuple[float, float]]:
    """Return where its nodes stand; it is worked out once."""
    if not kept.exists():
        ties = [(edge.source, edge.target) for edge in found.edges]
        from aiactors.network.layout import layout

        kept.write_text(json.dumps(layout([node.id for node in found.nodes], ties)), "utf-8")
    return {key: (x, y) for key, (x, y) in json.loads(kept.read_text("utf-8")).items()}


def as_pyvis(found: Network, positions: dict[str, tuple[float, float]] | None) -> str:
    """Return the page that pyvis itself writes: everything in line, evidence as titles."""
    from pyvis.network import Network as PyvisNetwork

    drawn = PyvisNetwork("800px", "100%", directed=True, cdn_resources="in_line")
    drawn.toggle_physics(positions is None)
    # Its own add_node and add_edge search lists at every call, which would take hours.
    for node in found.nodes:
        place = {} if positions is None else dict(zip("xy", positions[node.id], strict=True))
        drawn.nodes.append(
            {"id": node.id, "label": node.labels["en"], "shape": "dot", "size": 10, **place}
        )
    for edge in found.edges:
        said = "\n".join(
            f"{each.publisher}, {each.date}: {each.gist['en']} {each.url}"
            for each in edge.attributions
            if isinstance(each.gist, dict)
        )
        title = f"{edge.labels['en']} ({edge.status}, {edge.when})\n{said}"
        drawn.edges.append({"from": edge.source, "to": edge.target, "arrows": "to", "title": title})
    return str(drawn.generate_html())


def main() -> None:
    """Write one page."""
    kind, nodes, edges, out = sys.argv[1:]
    found = network(int(nodes), int(edges))
    positions = places(found, Path(out).with_name(f"places-{nodes}.json"))
    if kind == OURS:
        from aiactors.view import render_page

        page = render_page(found, positions)
    else:
        page = as_pyvis(found, positions if kind == GIVEN else None)
    Path(out).write_text(page, encoding="utf-8")
    print("{}")


if __name__ == "__main__":
    main()

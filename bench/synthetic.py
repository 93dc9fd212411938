"""Dossiers of any size, from a seed: a few hubs, many leaves, disputes, several sources."""

from __future__ import annotations

import random
from collections.abc import Iterator

from bench.relations import DENIED, MODALITIES, SECOND, VOICED, hub

_RELATIONS = (
    ("works-for", "p", "o", True),
    ("founded", "p", "o", False),
    ("invested-in", "o", "o", False),
    ("board-member-of", "p", "o", True),
    ("competes-with", "o", "o", True),
    ("sued", "o", "o", False),
    ("left", "p", "o", False),
)


def dossiers(statements: int, seed: int = 7, size: int = 1000) -> Iterator[tuple[str, str]]:
    """Yield dossiers as YAML."""
    rng = random.Random(seed)
    people, bodies, documents = (max(20, statements // n) for n in (8, 12, 6))
    yield "world.yaml", _world(people, bodies, documents, rng)
    for number in range(0, statements, size):
        name = f"story-{number // size}"
        count = min(size, statements - number)
        lines = [f"dossier: {name}", f"title: {{en: Story {number}, fr: Récit {number}}}"]
        lines.append("statements:")
        for index in range(count):
            lines.append(_statement(number + index, people, bodies, documents, rng))
        yield f"{name}.yaml", "\n".join(lines) + "\n"


def _world(people: int, bodies: int, documents: int, rng: random.Random) -> str:
    lines = ["dossier: world", "title: {en: World, fr: Monde}", "entities:"]
    lines += [f"  p{i}:\n    kind: person\n    names: Person {i}" for i in range(people)]
    lines += [f"  o{i}:\n    kind: company\n    names: Company {i}" for i in range(bodies)]
    lines.append("documents:")
    for i in range(documents):
        day = f"20{rng.randrange(10, 27):02d}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}"
        lines.append(
            f"  d{i}:\n    title: Report {i}\n    publisher: o{hub(bodies, rng)}\n"
            f"    published: {day}\n    url: https://news.example/{i}"
        )
    return "\n".join(lines) + "\n"


def _statement(number: int, people: int, bodies: int, documents: int, rng: random.Random) -> str:
    relation, left, right, lasting = rng.choice(_RELATIONS)
    counts = {"p": people, "o": bodies}
    year = rng.randrange(2010, 2026)
    when = f"{year}-{rng.randrange(1, 13):02d}"
    if lasting:
        when += f"/{year + rng.randrange(1, 5)}" if rng.random() < 0.6 else "/.."
    lines = [
        f"  - subject: {left}{hub(counts[left], rng)}",
        f"    relation: {relation}",
        f"    object: {right}{hub(counts[right], rng)}",
        f"    when: {when}",
    ]
    modality = rng.choice(MODALITIES)
    if modality != "Actual":
        lines.append(f"    modality: {modality.lower()}")
    # The number keeps two statements from being the same one.
    lines.append(f"    role: part {number}")
    lines.append("    sources:")
    for _ in range(1 + (rng.random() < SECOND)):
        lines.append(_source(number, people, documents, rng, "asserts"))
    if rng.random() < DENIED:
        lines.append(_source(number, people, documents, rng, "denies"))
    return "\n".join(lines)


def _source(number: int, people: int, documents: int, rng: random.Random, stance: str) -> str:
    lines = [f"      - in: d{hub(documents, rng)}"]
    if stance == "denies" or rng.random() < VOICED:
        lines.append(f"        by: p{rng.randrange(people)}")
    if stance != "asserts":
        lines.append(f"        stance: {stance}")
    lines.append(f"        where: paragraph {rng.randrange(1, 30)}")
    lines.append(f"        gist: Line {number} of the synthetic record, taken {rng.random():.6f}.")
    return "\n".join(lines)

"""Synthetic records of any size, from a seed: ``python -m bench.records N OUT.jsonl``.

JSON Lines in the form that ``aiactors build`` reads. Nothing is kept but the dossier that is being
written, so memory does not grow with the number of statements.

- Entities and documents come in as the story goes on. Each statement ties what is new, or was
  drawn among all that is there, to another that was drawn: the older, the likelier. So the number
  of statements of an entity follows a power law (:func:`bench.shape.hub`): a few hubs are named by
  thousands, and most entities once or twice.
- Each dossier of about 1,000 statements has documents of its own, some of them copies, by
  publishers of all tiers, some of which have one owner. Every fifth dossier is one in bulk.
- One statement in a thousand is said again in the next dossier, from another document: it is one
  statement in two dossiers, and not counted twice.
- The rules of the graph are kept: ``aiactors check`` finds nothing.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from aiactors.cli.progress import shown_progress
from bench.documents import Papers, attributions, papers, source
from bench.names import artifact, company, person
from bench.relations import DENIED, MODALITIES, Relation, hub, qualifier, value, weighted, when

SIZE = 1000
"""Statements in one dossier, about."""

BULK = 5
"""Of so many dossiers, one is in bulk."""

YEARS = (2010, 2025)
"""When the first and the last dossier are told."""

_FIRST = {"p": 5, "o": 5, "t": 3}
"""How many entities are there before the first statement."""

_NEW = ("p", "o", "p", "o", "p", "t", "p", "o", "p", "o", "p", "t", "p", "o", "p")
"""Of which kind the new ones are, in turn: people, companies, products."""

_KINDS = {"p": ("Person", person), "o": ("Company", company), "t": ("Product", artifact)}


class RecordGenerator:
    """Generates records dossier by dossier, with as little state as it takes."""

    def __init__(self, statements: int, entities: int, seed: int) -> None:
        """Begin."""
        self.statements, self.entities = statements, entities
        self.documents = max(4, statements // 4)
        self.rng = random.Random(seed)
        self.count = dict.fromkeys(_FIRST, 0)
        self.lines: list[str] = []
        self.head = ""
        self.papers = Papers(0)

    def dossiers(self) -> Iterator[str]:
        """Yield the records of each dossier, as one text."""
        many = max(1, self.statements // SIZE)
        before: list[str] = []
        for number in range(many):
            begin, end = (self.statements * n // many for n in (number, number + 1))
            year = YEARS[0] + (YEARS[1] - YEARS[0]) * (number + 1) // many
            before = self._dossier(number, begin, end, year, before)
            yield "".join(self.lines)

    def _dossier(
        self, number: int, begin: int, end: int, year: int, before: list[str]
    ) -> list[str]:
        """Write one dossier; return what the next one says again."""
        self.head = head = f'{{"dossier":"story-{number}",'
        bulk = ',"bulk":true' if number % BULK == BULK - 1 else ""
        titles = f'"en":"Story {number}","fr":"Récit {number}"'
        self.lines = [f'{head}"title":{{{titles}}}{bulk}}}\n']
        first, last = (self.documents * at // self.statements for at in (begin, end))
        self.papers = papers(head, first, last, year, self.rng)
        self.lines += self.papers.lines
        if not number:
            for kind, many in _FIRST.items():
                for _ in range(many):
                    self._introduced(kind)
        said = [self._statement(at, year) for at in range(begin, end)]
        for body in before:
            # A person's word: the document may be of the same owner as the one before.
            by = f'"claimant":"id:p{hub(self.count["p"], self.rng)}",'
            told = source(self.papers, self.papers.other(0, None) or 0, by, begin, self.rng)
            self.lines.append(f"{body}{told}]}}}}\n")
        return [body.replace(head, f'{{"dossier":"story-{number + 1}",') for body in said[7::SIZE]]

    def _introduced(self, kind: str) -> str:
        """A new entity."""
        number = self.count[kind]
        self.count[kind] = number + 1
        class_, named = _KINDS[kind]
        id_, name = f"{kind}{number}", named(number)
        self.lines.append(
            f'{self.head}"entity":{{"id":"{id_}","kinds":["{class_}"],'
            f'"names":{{"en":"{name}","fr":"{name}"}}}}}}\n'
        )
        return id_

    def _statement(self, at: int, year: int) -> str:
        """Write one statement; return it without who says so."""
        turn = at * self.entities // self.statements
        fresh = None
        if (at + 1) * self.entities // self.statements > turn:
            fresh = self._introduced(_NEW[turn % len(_NEW)])
        random_ = self.rng.random
        relations = weighted(None if fresh is None else fresh[0])
        relation = relations[int(len(relations) * random_())]
        modality = MODALITIES[int(len(MODALITIES) * random_())]
        denied = random_() < DENIED
        body = (
            f'{self.head}"statement":{{{self._ends(relation, fresh, at)}'
            f"{when(relation, year, modality == 'Actual', self.rng)}"
            + ("" if modality == "Actual" else f'"modality":"{modality}",')
            + qualifier(relation, at, fresh is None or denied, self.rng)
            + '"attributions":['
        )
        said = attributions(self.papers, self._paper(at), at, self.count["p"], denied, self.rng)
        self.lines.append(f"{body}{said}]}}}}\n")
        return body

    def _paper(self, at: int) -> int:
        """The document that a statement comes from: each new one once, and then any before it."""
        number = at * self.documents // self.statements
        place = number - self.papers.first
        if (at + 1) * self.documents // self.statements > number:
            return place
        return hub(max(1, place), self.rng)

    def _ends(self, relation: Relation, fresh: str | None, at: int) -> str:
        """Subject, relation and object of a statement."""
        left, right = relation.subject, relation.object
        if right not in self.count:
            one = f"{left}{hub(self.count[left], self.rng)}"
            return (
                f'"subject":"id:{one}","predicate":"{relation.name}","object":{value(right, at)},'
            )
        if left == right:
            subject, object_ = self._pair(relation, fresh)
        else:
            subject, object_ = (
                int(fresh[1:])
                if fresh is not None and fresh[0] == kind
                else hub(self.count[kind], self.rng)
                for kind in (left, right)
            )
        return (
            f'"subject":"id:{left}{subject}","predicate":"{relation.name}",'
            f'"object":"id:{right}{object_}",'
        )

    def _pair(self, relation: Relation, fresh: str | None) -> tuple[int, int]:
        """Two entities of one kind, in the order that their relation asks for."""
        count = self.count[relation.subject]
        one = hub(count, self.rng) if fresh is None else int(fresh[1:])
        two = hub(count, self.rng)
        if one == two:
            two = two - 1 if two else 1
        return (two, one) if (one - two) * relation.order < 0 else (one, two)


def records(statements: int, entities: int | None = None, seed: int = 7) -> Iterator[str]:
    """Yield records, dossier by dossier."""
    wanted = statements * 3 // 8 if entities is None else entities
    yield from RecordGenerator(statements, min(wanted, statements), seed).dossiers()


def write_records(path: Path, statements: int, entities: int | None = None, seed: int = 7) -> None:
    """Write records into a file, and show how far it is where somebody looks on."""
    with (
        shown_progress().step("writing records", statements, "statements") as advance,
        path.open("w", encoding="utf-8", newline="\n") as out,
    ):
        for text in records(statements, entities, seed):
            out.write(text)
            advance(min(SIZE, statements))


def main() -> None:
    """Write as many records as the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m bench.records", description=main.__doc__)
    parser.add_argument("statements", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--entities", type=int, help="people, companies and products, about")
    arguments = parser.parse_args()
    write_records(arguments.out, arguments.statements, arguments.entities, arguments.seed)


if __name__ == "__main__":
    main()

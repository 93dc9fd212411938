"""What other vocabularies call the same things: the mappings beside the ontology.

Source: SSSOM, the simple standard for sharing ontological mappings,
https://mapping-commons.github.io/sssom/.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from aiactors.reference.markdown import code, link, text

SIGNS: Mapping[str, tuple[str, str, str]] = {
    "skos:exactMatch": ("=", "the same", "le même"),
    "skos:closeMatch": ("≈", "nearly the same", "presque le même"),
    "skos:broadMatch": ("⊂", "the other is wider", "l’autre est plus large"),
    "skos:narrowMatch": ("⊃", "the other is narrower", "l’autre est plus étroit"),
    "owl:inverseOf": ("⇄", "the same, the other way round", "le même, en sens inverse"),
    "skos:relatedMatch": ("⋯", "related, not to be translated", "apparenté, à ne pas traduire"),
}
"""Predicate of a mapping → sign, and what it means in English and French."""

NOTHING = "sssom:NoTermFound"
_PREFIX = re.compile(r"#\s+([\w-]+):\s+(\S+)")


@dataclass(frozen=True, slots=True)
class Other:
    """A term of another vocabulary.

    Attributes:
        predicate: how it relates to ours: ``skos:exactMatch`` …
        id: its short address: ``wd:P112``.
        address: its full address.
        label: its name there.
        vocabulary: name of the file that maps it.
    """

    predicate: str
    id: str
    address: str
    label: str
    vocabulary: str

    def markdown(self) -> str:
        """Return it with the sign of its relation, as Markdown."""
        if self.id == NOTHING:
            return f"∅ {text(self.vocabulary)}"
        sign = SIGNS.get(self.predicate, (text(self.predicate),))[0]
        named = self.label and self.label != self.id.partition(":")[2]
        label = f" {text(self.label)}" if named else ""
        return f"{sign} {link(code(self.id), self.address)}{label}"


def read_mappings(folder: Path) -> Mapping[str, tuple[Other, ...]]:
    """Read all ``.sssom.tsv`` files of a folder: short address → similar terms, file by file."""
    found: dict[str, list[Other]] = defaultdict(list)
    for path in sorted(folder.glob("*.sssom.tsv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        header = [line for line in lines if line.startswith("#")]
        prefixes = {m[1]: m[2] for m in map(_PREFIX.match, header) if m is not None}
        rows = csv.DictReader(lines[len(header) :], delimiter="\t")
        for row in rows:
            prefix, _, local = row["object_id"].partition(":")
            other = Other(
                predicate=row["predicate_id"],
                id=row["object_id"],
                address=prefixes.get(prefix, "") + local,
                label=row["object_label"],
                vocabulary=path.name.removesuffix(".sssom.tsv"),
            )
            found[row["subject_id"]].append(other)
    return {subject: tuple(others) for subject, others in found.items()}

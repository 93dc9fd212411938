"""What the page of the ontology is made from, and how its terms are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from aiactors.dossier import read_dossiers
from aiactors.model import DossierSet, Statement
from aiactors.network.project import Projector
from aiactors.rdf import derive
from aiactors.reference.mappings import Other, read_mappings
from aiactors.reference.markdown import anchor, code, link, text
from aiactors.reference.turtle import Turtle
from aiactors.resources import dossiers_path, ontology_path

LANGUAGES = ("en", "fr")
Worth = tuple[bool, bool, int, int, str]


def examples(dossiers: DossierSet) -> Mapping[str, Mapping[str, str]]:
    """Choose an example for every relation that a curated dossier uses, by local name and language.

    What is told of persons goes by how well it stands: what holds goes before what is contested or
    was only tried, then what more sources tell, then what is shorter.
    """
    projector = Projector(dossiers, derive(dossiers))
    best: dict[str, tuple[Worth, Statement]] = {}
    for ref in dossiers.curated.statements:
        statement = dossiers.statements[ref]
        worth = _worth(statement, projector)
        known = best.get(statement.predicate)
        if known is None or worth < known[0]:
            best[statement.predicate] = (worth, statement)
    return {
        predicate: {lang: _in_words(statement, projector, lang) for lang in LANGUAGES}
        for predicate, (_, statement) in sorted(best.items())
    }


def _worth(statement: Statement, projector: Projector) -> Worth:
    """Sort key of examples: the smallest is the best."""
    assessment = projector.derived.assessments[statement.ref]
    holds = statement.modality == "Actual" and assessment.status in ("Established", "Reported")
    length = len(projector.sentence(statement))
    return (not holds, statement.when is None, -assessment.source_count, length, statement.id)


def _in_words(statement: Statement, projector: Projector, lang: str) -> str:
    label = projector.ontology.label
    said = (statement.subject, statement.object)
    subject, object_ = (projector.words(value, lang) for value in said)
    remarks = [statement.when.edtf] if statement.when is not None else []
    remarks += [label(statement.modality, lang)] if statement.modality != "Actual" else []
    remarks.append(label(projector.derived.assessments[statement.ref].status, lang))
    relation = label(statement.predicate, lang)
    return f"{subject} — {relation} — {object_} ({', '.join(remarks)})"


@dataclass(frozen=True)
class Sources:
    """All that the page is made from.

    Attributes:
        terms: ``ai.ttl``.
        mappings: short address of a term → what is like it elsewhere.
        examples: local name of a relation → language → an example.
        folder: the folder of the ontology.
    """

    terms: Turtle
    mappings: Mapping[str, Sequence[Other]]
    examples: Mapping[str, Mapping[str, str]]
    folder: Path

    def both(self, term: str) -> list[str]:
        """Return the cells of a term in English and French: its label and what it means."""
        cells = []
        for lang in ("en", "fr"):
            label, comment = self.terms.label(term, lang), self.terms.comment(term, lang)
            cells.append(f"**{text(label)}**<br>{self.linked(comment)}")
        return cells

    def title(self, term: str) -> str:
        """Return the labels of a term in both languages, as one heading."""
        labels = [text(self.terms.label(term, lang)) for lang in ("en", "fr")]
        return " · ".join(dict.fromkeys(labels))

    def named(self, term: str, lang: str = "en") -> str:
        """Return a term as a link to its place, or as code where it is none of ours."""
        if term not in self.terms or not term.startswith("ai:"):
            return code(term)
        return link(text(self.terms.label(term, lang)), f"#{local(term)}")

    def linked(self, comment: str) -> str:
        """Return a comment with the terms that it names as links."""
        words = []
        for word in comment.split(" "):
            bare = word.rstrip(".,;:?!)")
            ours = bare.startswith("ai:") and bare in self.terms
            tail = text(word[len(bare) :])
            words.append(link(code(bare), f"#{local(bare)}") + tail if ours else text(word))
        return " ".join(words)

    def elsewhere(self, term: str) -> str:
        """Return what is like a term in other vocabularies."""
        return "<br>".join(other.markdown() for other in self.mappings.get(term, ()))


def local(term: str) -> str:
    """Return the local name of a short address: the name of the term's place on the page."""
    return term.partition(":")[2]


def place(term: str, short_name: str | None = None) -> str:
    """Return the first cell of a term: its place, its address, its short name."""
    names = "<br>".join(code(name) for name in (term, short_name) if name)
    return anchor(local(term)) + names


def read_sources() -> Sources:
    """Read all that the page is made from."""
    folder = ontology_path()
    return Sources(
        terms=Turtle((folder / "ai.ttl").read_bytes()),
        mappings=read_mappings(folder / "mappings"),
        examples=examples(read_dossiers(dossiers_path())),
        folder=folder,
    )

"""The relations on the page of the ontology: what may be the predicate of a statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from aiactors.reference.markdown import anchor, code, link, table, text
from aiactors.reference.sources import Sources, local
from aiactors.schema import short

_INTRODUCTION = """\
A relation may be the predicate of a statement, and of a direct triple where the statement holds. \
Each example is from the dossiers, with when it was and how it stands.

Une relation peut être le prédicat d’un énoncé, et d’un triplet direct là où l’énoncé tient. \
Chaque exemple vient des dossiers, avec sa date et sa solidité.
"""
_OR = {"en": "or", "fr": "ou"}


def relations_part(sources: Sources) -> str:
    """Return all relations, family by family."""
    terms = sources.terms
    families: dict[str, list[str]] = defaultdict(list)
    for term in terms.of("ai:EdgeProperty"):
        families[next(iter(terms.values(term, "ai:family")), "")].append(term)
    ordered = sorted(families, key=[*terms.of("skos:Concept"), ""].index)
    blocks = [_INTRODUCTION, _index(sources, {family: families[family] for family in ordered})]
    for family in ordered:
        blocks.append(f"### {_family(sources, family)}\n")
        blocks += [_relation(sources, term) for term in families[family]]
    return "\n".join(blocks)


def _family(sources: Sources, family: str) -> str:
    return sources.title(family) if family else "others · autres"


def _index(sources: Sources, families: dict[str, list[str]]) -> str:
    rows = [
        [_family(sources, family), *(_links(sources, members, lang) for lang in ("en", "fr"))]
        for family, members in families.items()
    ]
    return table(["family · famille", "English", "français"], rows)


def _links(sources: Sources, members: Iterable[str], lang: str) -> str:
    return ", ".join(sources.named(term, lang) for term in members)


def _relation(sources: Sources, term: str) -> str:
    terms = sources.terms
    directed = "false" not in terms.values(term, "ai:directed")
    hints = terms.values(term, "ai:family") + terms.values(term, "ai:aspect")
    links = [link(sources.title(hint), f"#{local(hint)}") for hint in hints]
    facts = [code(term), code(short(local(term))), *links, "→" if directed else "↔"]
    lines = [anchor(local(term)), "", f"#### {sources.title(term)}", "", " · ".join(facts), ""]
    lines.append(table(["", "English", "français"], _rows(sources, term)))
    if elsewhere := sources.elsewhere(term).replace("<br>", ", "):
        lines.append(f"elsewhere · ailleurs: {elsewhere}\n")
    return "\n".join(lines)


def _rows(sources: Sources, term: str) -> list[list[str]]:
    terms = sources.terms
    inverse = terms.texts(term, "ai:inverseLabel")
    example = sources.examples.get(local(term), {})
    above = terms.values(term, "rdfs:subPropertyOf")
    rows = {
        "means · sens": {lang: sources.linked(terms.comment(term, lang)) for lang in _OR},
        "reads · se lit": {lang: _reading(sources, term, lang) for lang in _OR},
        "inverse": {lang: text(inverse.get(lang, "")) for lang in _OR},
        "below · sous": {lang: _links(sources, above, lang) for lang in _OR},
        "example · exemple": {lang: text(example.get(lang, "")) for lang in _OR},
    }
    return [[name, *cells.values()] for name, cells in rows.items() if any(cells.values())]


def _reading(sources: Sources, term: str, lang: str) -> str:
    """What may stand before the relation and after it."""
    terms = sources.terms
    subjects = terms.values(term, "ai:subjectClass")
    objects = terms.values(term, "ai:objectClass") + terms.values(term, "ai:objectScheme")
    label = f"**{text(terms.label(term, lang))}**"
    return f"{_any(sources, subjects, lang)} — {label} — {_any(sources, objects, lang)}"


def _any(sources: Sources, classes: list[str], lang: str) -> str:
    *most, last = (sources.named(class_, lang) for class_ in classes) if classes else ("…",)
    return f"{', '.join(most)} {_OR[lang]} {last}" if most else last

"""One example for each relation, from the dossiers."""

from __future__ import annotations

from collections.abc import Mapping

from aiactors.model import DossierSet, Statement
from aiactors.network.project import Projector
from aiactors.rdf import derive

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

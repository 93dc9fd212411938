"""The form as JSON Schema, so that editors complete and check dossiers while they are written."""

from __future__ import annotations

from typing import Any

from aiactors.dossier.form import DossierForm
from aiactors.model.ids import SLUG
from aiactors.schema import Ontology
from aiactors.vocabulary import BASE


def _enumerations(ontology: Ontology) -> dict[tuple[str, str], list[str]]:
    """Definition and key → the short names that may stand there."""
    entities = [s for s, n in ontology.kinds.items() if "Document" not in ontology.ancestors(n)]
    documents = [s for s, n in ontology.kinds.items() if "Document" in ontology.ancestors(n)]
    return {
        ("EntityForm", "kind"): sorted(entities),
        ("EntityForm", "tier"): sorted(ontology.concept_names("TierScheme")),
        ("DocumentForm", "kind"): sorted(documents),
        ("StatementForm", "relation"): sorted(ontology.relation_names),
        ("StatementForm", "modality"): sorted(ontology.concept_names("ModalityScheme")),
        ("StatementForm", "rank"): sorted(ontology.concept_names("RankScheme")),
        ("StatementForm", "bound"): sorted(ontology.concept_names("BoundScheme")),
        ("StatementForm", "response"): sorted(ontology.concept_names("ResponseScheme")),
        ("SourceForm", "stance"): sorted(ontology.concept_names("StanceScheme")),
        ("SourceForm", "speaks-of"): sorted(ontology.concept_names("TenseScheme")),
        ("StatusForm", "is"): sorted(ontology.concept_names("StatusScheme")),
    }


def _restrict(schema: dict[str, Any], names: list[str]) -> dict[str, Any]:
    """Replace the plain strings of a key by the names that may stand there."""
    branches = schema.get("anyOf", [schema])
    for branch in branches:
        if branch.get("type") == "string":
            branch.pop("minLength", None)
            branch["enum"] = names
        elif branch.get("type") == "array":
            branch["items"] = {"enum": names}
    return schema


def json_schema(ontology: Ontology) -> dict[str, Any]:
    """Return the JSON Schema of a dossier.

    Example:
        >>> from aiactors.schema import load_ontology
        >>> json_schema(load_ontology())["title"]
        'aiactors dossier'
    """
    schema = DossierForm.model_json_schema(by_alias=True)
    for (form, key), names in _enumerations(ontology).items():
        _restrict(schema["$defs"][form]["properties"][key], names)
    for part in ("entities", "documents"):
        schema["properties"][part]["propertyNames"] = {"pattern": f"^{SLUG}$"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": BASE + "dossier.schema.json",
        **schema,
        "title": "aiactors dossier",
    }

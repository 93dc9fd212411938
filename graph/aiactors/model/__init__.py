"""The model: entities, documents, statements, and who says so.

Everything here is frozen: a change makes a new object. References between things are short
addresses in text, the same as in Turtle and SPARQL: ``id:elon-musk``, ``st:…``, ``ai:Rejected``.
"""

from aiactors.model.dossier import Dossier, DossierSet
from aiactors.model.entity import Document, Entity
from aiactors.model.ids import content_hash, is_slug, slug, text_hash
from aiactors.model.money import Money, parse_money
from aiactors.model.sources import Sources
from aiactors.model.statement import (
    Attribution,
    Evidence,
    Object,
    Override,
    Statement,
    Text,
    object_key,
)
from aiactors.model.status import Assessment, assess, holds
from aiactors.model.text import LangString, in_language, texts
from aiactors.model.time import Bounds, Time, bounds, parse_day, parse_time

__all__ = [
    "Assessment",
    "Attribution",
    "Bounds",
    "Document",
    "Dossier",
    "DossierSet",
    "Entity",
    "Evidence",
    "LangString",
    "Money",
    "Object",
    "Override",
    "Sources",
    "Statement",
    "Text",
    "Time",
    "assess",
    "bounds",
    "content_hash",
    "holds",
    "in_language",
    "is_slug",
    "object_key",
    "parse_day",
    "parse_money",
    "parse_time",
    "slug",
    "text_hash",
    "texts",
]

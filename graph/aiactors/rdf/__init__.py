"""The model as RDF, and RDF as the model: identity on a round trip."""

from aiactors.rdf.derived import Derived, derive
from aiactors.rdf.hearing import Hearing
from aiactors.rdf.read import from_quads, from_text
from aiactors.rdf.standpoint import Standpoint, seen_from
from aiactors.rdf.turtle import to_nquads, to_ntriples, to_trig, to_turtle

__all__ = [
    "Derived",
    "Hearing",
    "Standpoint",
    "derive",
    "from_quads",
    "from_text",
    "seen_from",
    "to_nquads",
    "to_ntriples",
    "to_trig",
    "to_turtle",
]

"""The model as RDF, and RDF as the model: identity on a round trip."""

from aiactors.rdf.derived import Derived, derive
from aiactors.rdf.read import from_quads, from_text
from aiactors.rdf.turtle import to_nquads, to_ntriples, to_trig, to_turtle

__all__ = [
    "Derived",
    "derive",
    "from_quads",
    "from_text",
    "to_nquads",
    "to_ntriples",
    "to_trig",
    "to_turtle",
]

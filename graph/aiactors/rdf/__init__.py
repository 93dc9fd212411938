"""The model as RDF, and RDF as the model: identity on a round trip."""

from aiactors.rdf.derived import Derived, derive
from aiactors.rdf.excerpt import excerpt, statements_about, statements_in
from aiactors.rdf.quads import to_nquads, to_ntriples, write_lines
from aiactors.rdf.read import from_quads, from_text, occurrences_in
from aiactors.rdf.standpoint import Standpoint, seen_from
from aiactors.rdf.status_history import StatusHistory
from aiactors.rdf.turtle import iter_trig, iter_turtle, to_trig, to_turtle

__all__ = [
    "Derived",
    "Standpoint",
    "StatusHistory",
    "derive",
    "excerpt",
    "from_quads",
    "from_text",
    "iter_trig",
    "iter_turtle",
    "occurrences_in",
    "seen_from",
    "statements_about",
    "statements_in",
    "to_nquads",
    "to_ntriples",
    "to_trig",
    "to_turtle",
    "write_lines",
]

"""The ontology as Python sees it: classes, relations and concepts, read from ``ai.ttl``.

Nothing here is typed in: a new class or relation in the ontology is understood at once by the
dossiers, the checks and the views.
"""

from aiactors.schema.reading import load_ontology, read_ontology
from aiactors.schema.terms import Ontology, Relation, Term, short, short_concept

__all__ = [
    "Ontology",
    "Relation",
    "Term",
    "load_ontology",
    "read_ontology",
    "short",
    "short_concept",
]

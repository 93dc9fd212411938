"""Answers for programs: what the graph says as plain data, with the sources of all of it.

The JSON of the server and the tools of assistants are the same answers.
"""

from aiactors.answers.entity import about_entity, about_statement
from aiactors.answers.models import (
    EntityAnswer,
    Found,
    NetworkAnswer,
    PathAnswer,
    SearchAnswer,
    StatementAnswer,
    Tie,
)
from aiactors.answers.network import network_around
from aiactors.answers.parts import Concept, Named, Source, Stance, Statement
from aiactors.answers.path import ties_between
from aiactors.answers.search import found

__all__ = [
    "Concept",
    "EntityAnswer",
    "Found",
    "Named",
    "NetworkAnswer",
    "PathAnswer",
    "SearchAnswer",
    "Source",
    "Stance",
    "Statement",
    "StatementAnswer",
    "Tie",
    "about_entity",
    "about_statement",
    "found",
    "network_around",
    "ties_between",
]

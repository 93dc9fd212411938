"""Statements as sentences, in English and French."""

from __future__ import annotations

from aiactors.model import DossierSet, Money, Statement, in_language
from aiactors.network.kinds import kind_of
from aiactors.network.model import Labels
from aiactors.network.words import COLON, LANGUAGES, QUOTED, money_in_words, number_in_words
from aiactors.schema import load_ontology


class Sentences:
    """Puts the statements of dossiers into words."""

    def __init__(self, dossiers: DossierSet) -> None:
        """Keep them, and the kind of every entity."""
        self.dossiers = dossiers
        self.ontology = load_ontology()
        self.kinds = {ref: kind_of(e, self.ontology) for ref, e in dossiers.entities.items()}

    def sentences(self, statement: Statement) -> Labels:
        """Return a statement (subject, relation, object) as a sentence by language."""
        return {lang: self.sentence(statement, lang) for lang in LANGUAGES}

    def sentence(self, statement: Statement, lang: str = "en") -> str:
        """Return a statement as a sentence."""
        subject = self.words(statement.subject, lang)
        relation = self.ontology.label(statement.predicate, lang)
        object_ = self.object_words(statement, lang)
        if statement.object_ref is None or statement.object_ref.startswith("ai:"):
            # Relations to values and concepts are named by nouns: valuation, outcome.
            return f"{subject}, {relation}{COLON[lang]} {object_}"
        return f"{subject} {relation} {object_}"

    def object_words(self, statement: Statement, lang: str = "en") -> str:
        """Return the object of a statement in words, with ``more than`` and the like.

        Those words are left out where they are about a share or an amount.
        """
        text = self.words(statement.object, lang)
        if statement.bound is None or (statement.share, statement.amount) != (None, None):
            return text
        return f"{self.ontology.label(statement.bound, lang)} {text}"

    def words(self, value: object, lang: str = "en") -> str:
        """Return the subject or the object of a statement in words.

        A name, a thought in quotation marks, a sentence in brackets, or the value itself.
        """
        if isinstance(value, Money):
            return money_in_words(value, lang)
        if isinstance(value, int):
            return number_in_words(value, lang)
        if not isinstance(value, str):
            return str(value)
        if value in self.dossiers.entities:
            name = in_language(self.dossiers.entities[value].names, lang) or value
            return QUOTED[lang].format(name) if self.kinds[value] == "proposition" else name
        if value in self.dossiers.statements:
            return f"({self.sentence(self.dossiers.statements[value], lang)})"
        name = value.removeprefix("ai:")
        return self.ontology.label(name, lang) if name in self.ontology.concepts else value

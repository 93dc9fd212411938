"""Documents as a record cites them."""

from __future__ import annotations

from dataclasses import dataclass, field

from aiactors.model import Document, DossierSet
from aiactors.network.words import date_in_words
from aiactors.record.data import Citation


@dataclass
class Sources:
    """Numbers documents in the order in which they are first named."""

    dossiers: DossierSet
    lang: str
    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, ref: str) -> int:
        """Return the number of a document."""
        return self.numbers.setdefault(ref, len(self.numbers) + 1)

    def citations(self) -> tuple[Citation, ...]:
        """Return how each is cited, from number 1."""
        return tuple(citation(self.dossiers, ref, self.lang) for ref in self.numbers)


def citation(dossiers: DossierSet, ref: str, lang: str = "en") -> Citation:
    """Return a document as it is cited."""
    document = dossiers.entities.get(ref)
    if document is None:
        return Citation(ref, None, ref)
    title = document.name(lang)
    if not isinstance(document, Document):
        return Citation(title, document.homepage, ref)
    text = ", ".join(filter(None, (title, published(dossiers, document, lang))))
    return Citation(text, document.url, ref)


def published(dossiers: DossierSet, document: Document, lang: str = "en") -> str:
    """Return who published a document, and when."""
    publisher = dossiers.entities.get(document.publisher or "")
    parts = [publisher.name(lang)] if publisher is not None else []
    if document.published is not None:
        parts.append(date_in_words(document.published.edtf, lang))
    return ", ".join(parts)

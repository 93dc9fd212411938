"""Statements, and who says so: the stance ledger."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from aiactors.errors import InputError
from aiactors.model.entity import Sha256
from aiactors.model.frozen import Frozen
from aiactors.model.ids import (
    EntityRef,
    Ref,
    StatementRef,
    TermName,
    content_hash,
    text_hash,
)
from aiactors.model.money import Amount, Money
from aiactors.model.text import Texts, in_language
from aiactors.model.time import When


class Text(Frozen):
    """A plain text as the object of a statement: a name that something was given.

    Example:
        >>> Text(text="Meta").text
        'Meta'
    """

    text: str = Field(min_length=1)

    def __str__(self) -> str:
        """Return the text."""
        return self.text


Object = Ref | int | Money | Text
"""The object of a statement: a reference, a whole number, an amount of money, or a text."""


def object_key(value: Object) -> str:
    """Return an object as one text, different for different objects.

    A reference stays as it is; a number in digits, money as written, a text in quotes.

    Example:
        >>> object_key("id:openai"), object_key(100), object_key(Text(text="X"))
        ('id:openai', '100', '"X"')
    """
    return f'"{value.text}"' if isinstance(value, Text) else f"{value}"


class Evidence(Frozen):
    """A passage of a document: where it stands, and what it says in the project's own words.

    Attributes:
        document: the document in which the passage stands.
        where: section or paragraph, in words.
        start: position of its first character in the text, in Unicode code points from 0.
        end: position after its last character.
        quote_hash: hash of the passage.
        gist: what it says, in one's own words.
        quote: the exact words; only in a workspace of one's own.
    """

    document: EntityRef
    where: str | None = None
    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=1)
    quote_hash: Sha256 | None = None
    gist: Texts = ()
    quote: str | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Evidence:
        if (self.start is None) != (self.end is None):
            raise InputError("a position needs a start and an end")
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise InputError("the passage ends before it starts")
        if self.quote is not None and self.quote_hash not in (None, text_hash(self.quote)):
            raise InputError(f"the hash is not that of the quote, which is {text_hash(self.quote)}")
        return self

    @cached_property
    def id(self) -> str:
        """Hash of all that it holds."""
        return content_hash(
            self.document,
            self.where or "",
            "" if self.start is None else f"{self.start}-{self.end}",
            self.quote_hash or "",
            *[f"{lang}:{text}" for lang, text in self.gist],
            self.quote or "",
        )


def _by_id(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    # One alone is in order, and most are alone: its hash is not made before it is needed.
    return evidence if len(evidence) < 2 else tuple(sorted(evidence, key=lambda e: e.id))


class Attribution(Frozen):
    """One agent takes one stance on a statement, in one document.

    Attributes:
        stance: local name of the concept: ``Asserts``, ``Denies`` …
        claimant: who takes it; None where the document speaks in its own voice.
        said_in: the document in which it is taken.
        via: the document that relays it, and that was read.
        speaks_of: local name of the concept: ``Present`` if the passages tell what is so on the day
            of the document, ``Past`` if they tell what was over by then; None where the date of the
            statement says it all. Not part of its id.
        evidence: the passages, in the document that was read.
    """

    stance: TermName = "Asserts"
    claimant: EntityRef | None = None
    said_in: EntityRef
    via: EntityRef | None = None
    speaks_of: TermName | None = None
    evidence: Annotated[tuple[Evidence, ...], AfterValidator(_by_id)] = Field(min_length=1)

    @property
    def read_in(self) -> str:
        """The document in which its passages stand."""
        return self.via or self.said_in

    @property
    def sort_key(self) -> tuple[str, ...]:
        """What attributions of one statement are ordered by; to keep it takes longer."""
        passages = [e.id for e in self.evidence]
        return (self.said_in, self.claimant or "", self.stance, self.via or "", *passages)


def _in_order(attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    if len(attributions) < 2:
        return attributions
    return tuple(sorted(attributions, key=lambda attribution: attribution.sort_key))


Ties = Annotated[tuple[StatementRef, ...], AfterValidator(lambda refs: tuple(sorted(set(refs))))]
"""References to other statements, in order: equal content is equal."""


Share = Annotated[Decimal, Field(ge=0, le=1, decimal_places=12), AfterValidator(Decimal.normalize)]
"""A part of a whole, between 0 and 1: equal parts have the same digits."""


class Override(Frozen):
    """A status that an editor sets, against what the attributions give.

    Attributes:
        status: local name of the concept.
        reason: why, in languages.
    """

    status: TermName
    reason: Texts = Field(min_length=1)


class Statement(Frozen):
    """A proposition with its facets, and the attributions that carry it.

    Its id is the hash of what it says (subject, predicate, object, modality, time and
    qualifiers), not of who says so: a second source makes it stronger, not another one.

    Attributes:
        subject: a reference to an entity or a statement.
        predicate: local name of an edge property.
        object: a reference, a number, money or a text.
        when: the time at which it held or happened.
        modality: local name of the concept: ``Actual``, ``Attempted`` …
        rank: ``Normal``, ``Preferred`` or ``Deprecated``.
        role: the position, in words.
        share: the part that is owned, between 0 and 1.
        amount: the money that went with it.
        bound: local name of the concept: ``MoreThan`` …
        condition: the statement that it depends on.
        date_expression: the words of the source for its time.
        contradicts: statements that cannot hold together with it.
        supports: statements that it makes likelier.
        override: a status set by an editor.
        response: local name of the concept: what became of the search for an answer to it.
        note: a remark in the project's own words.
        attributions: who says so, in which document.

    Example:
        >>> said = Attribution(said_in="id:the-times", evidence=(
        ...     Evidence(document="id:the-times", where="page 1", gist=(("en", "They did."),)),))
        >>> Statement(subject="id:elon-musk", predicate="founded", object="id:openai",
        ...           when="2015-12-11", attributions=(said,)).ref
        'st:dafa20c743552bd3e3cb'
    """

    subject: Ref
    predicate: TermName
    object: Object
    when: When | None = None
    modality: TermName = "Actual"
    rank: TermName = "Normal"
    role: Texts = ()
    share: Share | None = None
    amount: Amount | None = None
    bound: TermName | None = None
    condition: StatementRef | None = None
    date_expression: Texts = ()
    contradicts: Ties = ()
    supports: Ties = ()
    override: Override | None = None
    response: TermName | None = None
    note: Texts = ()
    attributions: Annotated[tuple[Attribution, ...], AfterValidator(_in_order)] = Field(
        min_length=1
    )

    @cached_property
    def id(self) -> str:
        """Hash of what it says."""
        return content_hash(
            self.subject,
            self.predicate,
            object_key(self.object),
            self.modality,
            self.when.edtf if self.when is not None else "",
            *[f"{lang}:{text}" for lang, text in self.role],
            "" if self.share is None else f"share={self.share.normalize():f}",
            "" if self.amount is None else f"amount={self.amount}",
            "" if self.bound is None else f"bound={self.bound}",
            "" if self.condition is None else f"condition={self.condition}",
        )

    @property
    def ref(self) -> str:
        """Its reference: ``st:`` and the hash."""
        return f"st:{self.id}"

    @property
    def object_ref(self) -> str | None:
        """Its object, if that is a reference."""
        return self.object if isinstance(self.object, str) else None

    @property
    def parties(self) -> set[str]:
        """References of its subject and object, and of the documents that carry it."""
        documents = {ref for a in self.attributions for ref in (a.said_in, a.via)}
        return {ref for ref in (self.subject, self.object_ref, *documents) if ref is not None}

    def as_written(self, lang: str = "en") -> str | None:
        """Return the source's words for its time."""
        return in_language(self.date_expression, lang)

    def attribution_id(self, attribution: Attribution) -> str:
        """Return the id of one of its attributions: a hash of both, 20 hexadecimal digits."""
        return content_hash(self.id, *attribution.sort_key)

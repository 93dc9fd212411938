"""A statement without its words: what is needed to tell how well it stands, and no more.

A record holds the words of passages and remarks, which say nothing about status, source count,
known since and direct triples. Between machines a statement travels as a tenth of its record.
"""

from __future__ import annotations

from typing import Any

from pydantic_core import from_json, to_json

from aiactors.model import (
    Attribution,
    Money,
    Object,
    Override,
    Statement,
    Text,
    parse_time,
)


def packed(statement: Statement) -> bytes:
    """Return, as a line of JSON, what status, columns and direct triples need of a statement."""
    when, override = statement.when, statement.override
    return to_json(
        (
            statement.subject,
            statement.predicate,
            _packed_object(statement.object),
            statement.modality,
            statement.rank,
            None if when is None else when.edtf,
            None if override is None else override.status,
            [(a.stance, a.claimant, a.said_in, a.via) for a in statement.attributions],
        )
    )


def unpacked(id_: str, line: bytes) -> Statement:
    """Return a statement that stands as the packed one does.

    It has no passages, remarks and qualifiers. The id is given, as it cannot be told from the rest.

    Example:
        >>> line = b'["id:a","founded","id:b","Actual","Normal",null,null,[]]'
        >>> unpacked("0" * 20, line).ref
        'st:00000000000000000000'
    """
    subject, predicate, said, modality, rank, when, override, attributions = from_json(line)
    made = _STATEMENT.model_copy(
        update={
            "subject": subject,
            "predicate": predicate,
            "object": _unpacked_object(said),
            "modality": modality,
            "rank": rank,
            "when": None if when is None else parse_time(when),
            "override": None
            if override is None
            else _OVERRIDE.model_copy(update={"status": override}),
            "attributions": tuple(map(_unpacked_attribution, attributions)),
        }
    )
    return with_id(made, id_)


# A copy costs a third of what model_construct takes, which looks at every field.
_STATEMENT = Statement.model_construct(subject="", predicate="", object="", attributions=())
_OVERRIDE = Override.model_construct(status="", reason=())
_ATTRIBUTION = Attribution.model_construct(said_in="", evidence=())


def _unpacked_attribution(told: list[str | None]) -> Attribution:
    stance, claimant, said_in, via = told
    return _ATTRIBUTION.model_copy(
        update={"stance": stance, "claimant": claimant, "said_in": said_in, "via": via}
    )


def with_id(statement: Statement, id_: str) -> Statement:
    """Return a statement that knows its id without the words that it is a hash of."""
    statement.__dict__["id"] = id_
    return statement


def references(line: bytes) -> tuple[list[str], list[str]]:
    """Return the documents, then the agents, whose facts bear on the status of a packed statement.

    Example:
        >>> references(b'["id:a","founded","id:b","Actual","Normal",null,null,[]]')
        ([], ['id:a', 'id:b'])
    """
    subject, _, said, *_, attributions = from_json(line)
    documents = {said_in for _, _, said_in, _ in attributions}
    documents.update(via for _, _, _, via in attributions if via is not None)
    agents = {subject, said} if isinstance(said, str) else {subject}
    return sorted(documents), sorted(agents)


def _packed_object(value: Object) -> Any:
    if isinstance(value, Money):
        return ["", value.currency, f"{value.value:f}"]
    return [value.text] if isinstance(value, Text) else value


def _unpacked_object(value: Any) -> Object:
    if not isinstance(value, list):
        return value  # type: ignore[no-any-return]
    if len(value) == 1:
        return Text.model_construct(text=value[0])
    return Money(currency=value[1], value=value[2])

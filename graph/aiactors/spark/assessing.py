"""How statements stand: all tellings of each are brought together with the facts of its documents.

Nothing is looked up while a statement is assessed. What it needs is joined to it before, so that
neither entities nor documents need fit into the memory of one machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import pydantic_core
from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from aiactors.columns import statement_row
from aiactors.model import Sources, Statement, assess, holds
from aiactors.model.dossier import merge
from aiactors.model.sources import DocumentFacts
from aiactors.rdf.describe import object_term
from aiactors.rdf.pieces import assessment_lines, direct_lines
from aiactors.spark import rows
from aiactors.spark.manifest import unpacked, with_id
from aiactors.spark.parts import as_batch, values
from aiactors.vocabulary import DERIVED

if TYPE_CHECKING:
    import pyarrow as pa


def assessed(told: DataFrame, facts: DataFrame, ends: DataFrame, parts: int) -> DataFrame:
    """Assess all statements, in ``parts`` parts by the hash of their ids.

    Takes rows of :data:`aiactors.spark.rows.TOLD`, returns rows of
    :data:`aiactors.spark.rows.ASSESSED`.
    """
    tellings = told.select("id", sql.lit(rows.TELLING).alias("kind"), "dossier", "bulk", "told")
    asked = told.select("id", sql.explode("documents").alias("ref"))
    documents = asked.join(facts, "ref").withColumn("kind", sql.lit(rows.DOCUMENT))
    owned = ends.where("owner is not null").select("ref", sql.col("owner").alias("origin"))
    agents = told.select("id", sql.explode("agents").alias("ref"))
    owners = agents.join(owned, "ref").withColumn("kind", sql.lit(rows.OWNER))
    every = tellings.unionByName(documents, True).unionByName(owners, True)
    grouped = (
        every.withColumn("kind", sql.col("kind").cast("byte"))
        .select(*rows.FACTS.names)
        .repartition(parts, "id")
        .sortWithinPartitions("id", "kind", "dossier")
    )
    return grouped.mapInArrow(_assess, rows.ddl(rows.ASSESSED))


class _Fact(NamedTuple):
    """A row of :data:`aiactors.spark.rows.FACTS`."""

    id: str
    kind: int
    dossier: str
    bulk: bool
    told: bytes
    ref: str
    origin: str
    tier: str | None
    is_record: bool
    public: date | None


def _assess(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    made = []
    for id_, found in groupby(map(_Fact._make, values(batches)), attrgetter("id")):
        made.append(_assessed(id_, list(found)))
        if len(made) == 2048:
            yield as_batch(made, rows.ASSESSED)
            made = []
    yield as_batch(made, rows.ASSESSED)


class _Documents(dict[str, DocumentFacts]):
    def __missing__(self, ref: str) -> DocumentFacts:
        return DocumentFacts(ref)


class _Owners(dict[str, str]):
    def __missing__(self, ref: str) -> str:
        return ref


def _assessed(id_: str, found: list[_Fact]) -> tuple[Any, ...]:
    documents, owners = _Documents(), _Owners()
    tellings: list[_Fact] = []
    for fact in found:
        if fact.kind == rows.TELLING:
            tellings.append(fact)
        elif fact.kind == rows.DOCUMENT:
            documents[fact.ref] = DocumentFacts(fact.origin, fact.tier, fact.is_record, fact.public)
        else:
            owners[fact.ref] = fact.origin
    statement = _merged(id_, tellings)
    assessment = assess(statement, Sources(documents, owners))
    home, bulk = tellings[0].dossier, all(telling.bulk for telling in tellings)
    (lines,) = assessment_lines(statement.ref, assessment, DERIVED)
    return (
        id_,
        statement.subject,
        statement.predicate,
        home,
        statement.rank == "Preferred",
        _direct(statement) if holds(statement, assessment.status) else None,
        lines.splitlines(keepends=True),
        pydantic_core.to_json(statement_row(statement, assessment, home, bulk)),
    )


def _merged(id_: str, tellings: list[_Fact]) -> Statement:
    first, *others = (unpacked(id_, telling.told) for telling in tellings)
    for other in others:
        first = with_id(merge(first, other), id_)
    return first


def _direct(statement: Statement) -> str:
    pairs = {f"ai:{statement.predicate}": [object_term(statement.object)]}
    (line,) = direct_lines(statement.subject, pairs, DERIVED)
    return line

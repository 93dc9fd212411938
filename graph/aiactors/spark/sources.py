"""What documents count as, of all documents: their facts, joined from what dossiers declare.

Chains (copies of copies, owners of owners) are walked by the one function of the model that does
so, in one task: it holds the ties of those that are copies or are owned, and no entity.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from aiactors.model.sources import Links, last_owner, original
from aiactors.spark.parts import BATCH, as_batch
from aiactors.spark.rows import ddl

ENDS = pa.schema([("ref", pa.string()), ("original", pa.string()), ("owner", pa.string())])
"""Where the chains end that begin at a copy, or at an agent that is owned."""


def chain_ends(things: DataFrame) -> DataFrame:
    """Return where chains of copies and of owners end.

    Columns ``ref``, ``original`` (of a copy) and ``owner`` (the last one), for those that have
    either.
    """
    tied = things.where("copy_of is not null or owner is not null")
    return tied.select("ref", "copy_of", "owner").repartition(1).mapInArrow(_walk, ddl(ENDS))


def _walk(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    links = {
        ref: Links(copy_of=copy_of, owner=owner)
        for batch in batches
        for ref, copy_of, owner in zip(*(c.to_pylist() for c in batch.columns), strict=True)
    }
    made: list[tuple[Any, ...]] = []
    for ref, link in links.items():
        end = None if link.copy_of is None else original(ref, links.get)
        owner = None if link.owner is None else last_owner(ref, links.get)
        made.append((ref, end, owner))
        if len(made) == BATCH:
            yield as_batch(made, ENDS)
            made = []
    yield as_batch(made, ENDS)


def document_facts(things: DataFrame, ends: DataFrame) -> DataFrame:
    """Return what counts of each document; see :class:`aiactors.model.sources.DocumentFacts`."""
    documents = things.where("is_document or is_record")
    published = documents.select("ref", "publisher")
    copies = (
        ends.where("original is not null and original != ref")
        .select("ref", "original")
        .join(published.withColumnRenamed("ref", "original"), "original", "left")
        .select("ref", "original", sql.col("publisher").alias("original_publisher"))
    )
    agents = (
        things.where("tier is not null or owner is not null")
        .select("ref", "tier")
        .join(ends.where("owner is not null").select("ref", "owner"), "ref", "left")
        .select(sql.col("ref").alias("publisher"), "tier", "owner")
    )
    publisher = sql.when(sql.col("original").isNull(), sql.col("publisher")).otherwise(
        sql.col("original_publisher")
    )
    known = (
        documents.select("ref", "publisher", "is_record", "public")
        .join(copies, "ref", "left")
        .withColumn("publisher", publisher)
        .join(agents, "publisher", "left")
    )
    origin = sql.coalesce("owner", "publisher", "original", "ref")
    return known.select("ref", origin.alias("origin"), "tier", "is_record", "public")

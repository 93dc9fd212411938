"""Records as Spark reads them: from text and from Parquet, on any path that Spark knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as sql

from aiactors.errors import FileError
from aiactors.records.read import ENDINGS
from aiactors.spark.session import FAILURES, in_short

PARQUET = ".parquet"
TEXT_IN_PARQUET = "record"
"""A column of Parquet that holds records as text, where their fields are no columns."""


@dataclass(frozen=True, slots=True)
class Input:
    """What is read.

    Attributes:
        paths: files and folders, in the order in which they were named.
        bytes: how much they hold.
        files: how many files they are.
        stamp: the same for the same files: where they lie, their sizes and times of change.
        text: whether some hold JSON Lines.
        parquet: whether some hold Parquet.
        whole: whether the paths are files, whatever they are named.
    """

    paths: tuple[str, ...]
    bytes: int
    files: int
    stamp: str
    text: bool
    parquet: bool
    whole: bool


def find(spark: SparkSession, paths: Sequence[str]) -> Input:
    """List the files to read, without reading them; FileError if there are none."""
    name, size = sql.col("path"), sql.col("length")
    stamp = sql.xxhash64("path", "length", "modificationTime").cast("decimal(38)")
    like_text = sql.lit(False)
    for ending in ENDINGS:
        like_text |= name.endswith(ending)
    try:
        listed = spark.read.format("binaryFile").load(list(paths))
        found = listed.agg(
            sql.count("*"),
            sql.sum(size),
            sql.sum(stamp),
            sql.sum(like_text.cast("long")),
            sql.sum(name.endswith(PARQUET).cast("long")),
        ).first()
    except FAILURES as error:
        raise FileError(", ".join(paths), f"cannot be read: {in_short(error)}") from None
    files, held, stamps, texts, tables = (int(value or 0) for value in found or (0,) * 5)
    whole = files == len(paths) and not texts and not tables
    if not (texts or tables or whole) or not files:
        what = ", ".join((*ENDINGS, PARQUET))
        raise FileError(", ".join(paths), f"holds no records: name a file or a folder of {what}")
    return Input(
        tuple(paths),
        held,
        files,
        f"{files}-{held}-{stamps}",
        bool(texts or whole),
        bool(tables),
        whole,
    )


def read(spark: SparkSession, found: Input) -> DataFrame:
    """Return records as rows: ``dossier`` (may be null), ``record`` (bytes), ``file``, ``place``.

    Ordered by ``place``, they come as one machine reads them.
    """
    parts = [_text(spark, found)] if found.text else []
    parts += [_parquet(spark, found)] if found.parquet else []
    return parts[0] if len(parts) == 1 else parts[0].unionByName(parts[1])


def _text(spark: SparkSession, found: Input) -> DataFrame:

    reader = spark.read.option("lineSep", "\n")
    if not found.whole:
        names = ",".join(ending[1:] for ending in ENDINGS)
        reader = reader.option("pathGlobFilter", f"*.{{{names}}}")
    lines = reader.text(list(found.paths))
    dossier = sql.get_json_object("value", "$.dossier")
    return lines.select(dossier.alias("dossier"), *_placed(sql.col("value").cast("binary")))


def _parquet(spark: SparkSession, found: Input) -> DataFrame:

    reader = spark.read.option("pathGlobFilter", f"*{PARQUET}").option("mergeSchema", "true")
    rows = reader.parquet(*found.paths)
    if TEXT_IN_PARQUET in rows.columns:
        text = sql.col(TEXT_IN_PARQUET).cast("string")
        dossier = sql.get_json_object(text, "$.dossier")
    else:
        text = sql.to_json(sql.struct(*rows.columns))
        dossier = sql.col("dossier") if "dossier" in rows.columns else sql.lit(None).cast("string")
    return rows.select(dossier.alias("dossier"), *_placed(text.cast("binary")))


def _placed(record: Column) -> list[Column]:

    file = sql.col("_metadata.file_path")
    block = sql.lpad(sql.col("_metadata.file_block_start").cast("string"), 15, "0")
    number = sql.lpad(sql.monotonically_increasing_id().cast("string"), 19, "0")
    # As one machine orders files: by their names as they are. A sign that is in no name ends them.
    name = sql.url_decode(sql.regexp_replace(file, "[+]", "%2B"))
    place = sql.concat_ws("\x01", name, block, number)
    return [record.alias("record"), file.alias("file"), place.alias("place")]

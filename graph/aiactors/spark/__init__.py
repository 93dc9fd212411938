"""Records of any number to canonical files, on Apache Spark: what one machine cannot hold.

What is derived, checked and written is derived, checked and written by the functions of the model
and of RDF, as on one machine; Spark brings together what they need, sorts, and does again what
failed.
"""

from aiactors.errors import MissingExtraError

try:
    from aiactors.spark.make import build_with_spark
except ModuleNotFoundError as error:
    raise MissingExtraError("spark", "building on Apache Spark") from error

__all__ = ["build_with_spark"]

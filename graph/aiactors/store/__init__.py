"""Where the graph is kept and asked."""

from aiactors.store.store import FORMATS, Store, rdf_format

__all__ = ["FORMATS", "Store", "rdf_format"]

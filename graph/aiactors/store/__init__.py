"""Where the graph is kept and asked."""

from aiactors.store.formats import FORMATS, rdf_format
from aiactors.store.release import ReleaseStore
from aiactors.store.store import Store

__all__ = ["FORMATS", "ReleaseStore", "Store", "rdf_format"]

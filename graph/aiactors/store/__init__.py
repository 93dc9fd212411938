"""Where the graph is kept and asked."""

from aiactors.store.release import ReleaseStore
from aiactors.store.store import FORMATS, Store, rdf_format

__all__ = ["FORMATS", "ReleaseStore", "Store", "rdf_format"]

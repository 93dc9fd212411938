"""The graph as rdflib knows it, over the engine and without a copy."""

from aiactors.rdflib_store.store import RdflibStore
from aiactors.rdflib_store.view import as_dataset

__all__ = ["RdflibStore", "as_dataset"]

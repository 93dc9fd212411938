"""A graph of this project as a dataset of rdflib, which looks at it and does not change it."""

from __future__ import annotations

import rdflib

from aiactors.rdflib_store.reading import DEFAULT
from aiactors.rdflib_store.store import RdflibStore
from aiactors.store import Store
from aiactors.vocabulary import PREFIXES


def as_dataset(store: Store) -> rdflib.Dataset:
    """Look at a store through rdflib.

    Args:
        store: the store.

    Returns:
        A dataset that is read-only and copies nothing; its default graph is the union of all
        graphs, with the ontology where the store has it.

    Example:
        >>> store = Store()
        >>> len(as_dataset(store)) == len(list(store.inner))
        True
    """
    inner = store.inner
    united = next(inner.quads_for_pattern(None, None, None, DEFAULT), None) is not None
    own = RdflibStore(engine=inner, read_only=True, united=united)
    dataset = rdflib.Dataset(store=own, default_union=True)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, replace=True)
    return dataset

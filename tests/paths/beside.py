"""Stores on disk with columns beside them, as a build of records leaves them."""

from __future__ import annotations

from pathlib import Path

from aiactors.columns import ColumnsWriter, seal
from aiactors.model import DossierSet
from aiactors.rdf import derive, to_trig
from aiactors.search.sidecar import stamp
from aiactors.store import FORMATS, Store


def store_with_columns(dossiers: DossierSet, folder: Path) -> Path:
    """Make a store of dossiers, and write its columns into its folder."""
    store = Store.on_disk(folder)
    store.load(to_trig(dossiers).encode(), FORMATS[".trig"])
    store.inner.flush()
    del store  # which lets go of the folder
    assessments = derive(dossiers).assessments
    writer = ColumnsWriter(folder / "columns")
    for dossier in dossiers.dossiers:
        for entity in (*dossier.entities, *dossier.documents):
            writer.add_entity(entity, dossier.bulk)
    for ref, statement in dossiers.statements.items():
        first = next(d.name for d in dossiers.dossiers if ref in {s.ref for s in d.statements})
        bulk = ref not in dossiers.curated.statements
        writer.add(statement, assessments[ref], first, bulk)
    writer.finish()
    seal(folder / "columns", stamp(folder))
    return folder

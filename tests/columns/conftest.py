"""What the tests of columns share."""

from __future__ import annotations

from pathlib import Path

import pytest

from aiactors.columns import ColumnsWriter
from aiactors.dossier import read_dossiers
from aiactors.model import DossierSet
from aiactors.rdf import Derived, derive

GOLDEN = Path(__file__).resolve().parent.parent / "golden"


@pytest.fixture(scope="session")
def golden() -> DossierSet:
    """The golden story."""
    return read_dossiers(GOLDEN)


@pytest.fixture
def folder(golden: DossierSet, tmp_path: Path) -> Path:
    """The columns of the golden story, in files."""
    return written(golden, derive(golden), tmp_path / "columns")


def written(dossiers: DossierSet, derived: Derived, folder: Path, step: int = 1) -> Path:
    """Write the columns of a model as a program would that is told of one thing after another.

    Args:
        dossiers: the model.
        derived: what follows from it.
        folder: where the files go.
        step: 1 for the order of the model, -1 for the other way round.

    Returns:
        The folder.
    """
    writer = ColumnsWriter(folder)
    curated = dossiers.curated
    for ref, statement in [*dossiers.statements.items()][::step]:
        home = next(
            d.name for d in dossiers.dossiers if statement.id in {s.id for s in d.statements}
        )
        bulk = ref not in curated.statements
        writer.add(statement, derived.assessments[ref], home, bulk)
    for ref, entity in [*dossiers.entities.items()][::step]:
        writer.add_entity(entity, ref not in curated.entities)
    writer.finish()
    return folder

"""The files of columns: what they hold, and what is said of those that are broken."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given

from aiactors.columns import (
    ENTITIES,
    MISSING,
    STATEMENTS,
    Columns,
    ColumnsWriter,
    columns_of,
    day_number,
    entity_row,
    entity_table,
    seal,
    statement_row,
    statement_table,
    write_parquet,
)
from aiactors.errors import FileError
from aiactors.model import DossierSet
from aiactors.rdf import derive
from aiactors.rdf.describe import object_term
from tests.columns.conftest import written
from tests.strategies import dossier_sets, examples

FILES = ("statements.parquet", "entities.parquet")


def same(one: Columns, other: Columns) -> bool:
    """Whether two columns hold the same."""
    days = ("earliest_start", "latest_start", "earliest_end", "latest_end", "known_since")
    coded = ("predicate", "modality", "status", "rank", "dossier")
    rest = ("subject", "object", "source_count", "bulk", "direct", "holds")
    return (
        one.refs.texts() == other.refs.texts()
        and one.statement_refs() == other.statement_refs()
        and one.values() == other.values()
        and all((getattr(one, n) == getattr(other, n)).all() for n in (*days, *rest))
        and all((getattr(one, n).codes == getattr(other, n).codes).all() for n in coded)
        and all(getattr(one, n).names == getattr(other, n).names for n in coded)
        and one.names(range(len(one.refs))) == other.names(range(len(other.refs)))
    )


@examples(25)
@given(dossier_sets(6))
def test_files_hold_what_the_model_says(
    tmp_path_factory: pytest.TempPathFactory, dossiers: DossierSet
) -> None:
    """In the order of the model, whatever the order in which they came; byte for byte."""
    derived = derive(dossiers)
    one = written(dossiers, derived, tmp_path_factory.mktemp("one"))
    other = written(dossiers, derived, tmp_path_factory.mktemp("other"), step=-1)
    assert [(one / f).read_bytes() for f in FILES] == [(other / f).read_bytes() for f in FILES]
    columns = Columns.read(one)
    assert same(columns, columns_of(dossiers, derived))
    assert columns.statement_refs() == list(dossiers.statements)
    assert len(columns) == len(dossiers.statements)
    refs, values = columns.refs.texts(), columns.values()
    for at, (ref, s) in enumerate(dossiers.statements.items()):
        bounds = s.when.bounds[:4] if s.when is not None else (None,) * 4
        numbers = [MISSING if day is None else day_number(day) for day in bounds]
        names = ("earliest_start", "latest_start", "earliest_end", "latest_end")
        assert [getattr(columns, name)[at] for name in names] == numbers
        assert refs[columns.subject[at]] == s.subject
        code = columns.object[at]
        assert (refs[code] if code >= 0 else values[at]) == object_term(s.object)
        assert (values[at] is None) == (s.object_ref is not None)
        since = derived.assessments[ref].known_since
        assert columns.known_since[at] == (MISSING if since is None else day_number(since))
        assert columns.source_count[at] == derived.assessments[ref].source_count
        said = (s.predicate, s.modality, derived.assessments[ref].status, s.rank)
        found = (columns.predicate, columns.modality, columns.status, columns.rank)
        assert tuple(c.names[c.codes[at]] for c in found) == said
    for at, ref in enumerate(refs):
        assert columns.refs.code(ref) == at


def test_other_tools_read_them(golden: DossierSet, folder: Path) -> None:
    """They are plain Parquet of the schema that is promised."""
    for file, schema in zip(FILES, (STATEMENTS, ENTITIES), strict=True):
        table = pq.read_table(folder / file)
        assert table.schema.names == schema.names
        assert table.schema.equals(schema)
    table = pq.read_table(folder / FILES[0]).to_pylist()
    [row] = [r for r in table if r["predicate"] == "founded" and r["direct"]]
    assert (row["subject"], row["object"], row["value"]) == ("id:mira", "id:orion", None)
    assert row["earliest_start"] == date(2015, 12, 1)
    assert f"st:{row['statement'].hex()}" in golden.statements


def test_parts_of_a_table_are_one_table(golden: DossierSet, folder: Path, tmp_path: Path) -> None:
    """Each part has the statements of some subjects, and its own codes; or plain texts."""
    derived = derive(golden)
    subjects = sorted({s.subject for s in golden.statements.values()})
    for number in range(3):
        mine = set(subjects[number::3])
        rows = [
            statement_row(s, derived.assessments[ref], "orion", False)
            for ref, s in golden.statements.items()
            if s.subject in mine
        ]
        table = statement_table(rows)
        if number == 1:
            plain = [pa.field(f.name, _plain(f.type)) for f in table.schema]
            table = table.cast(pa.schema(plain))
        write_parquet(table, tmp_path / FILES[0] / f"part-{number}.parquet")
    (tmp_path / FILES[0] / "_SUCCESS").touch()
    entities = [entity_row(e, False) for e in golden.entities.values()]
    write_parquet(entity_table(entities), tmp_path / FILES[1])
    parts, whole = Columns.read(tmp_path), Columns.read(folder)
    assert sorted(parts.statement_refs()) == sorted(whole.statement_refs())
    assert parts.refs.texts() == whole.refs.texts()
    for day in (None, date(2016, 1, 1)):
        assert parts.counts(day) == whole.counts(day)
        found = [list(c.triples(c.on(day).direct)) for c in (parts, whole)]
        assert found[0] == found[1] != []


def _plain(type_: pa.DataType) -> pa.DataType:
    return pa.string() if pa.types.is_dictionary(type_) else type_


def test_many_rows_come_in_batches(
    golden: DossierSet, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a batch ends does not show."""
    for module in ("writer", "tables"):
        monkeypatch.setattr(f"aiactors.columns.{module}.BATCH", 3)
    small = written(golden, derive(golden), folder.parent / "small")
    assert [(small / f).read_bytes() for f in FILES] == [(folder / f).read_bytes() for f in FILES]
    assert same(columns_of(golden, derive(golden)), Columns.read(folder))


def test_nothing_is_read_before_it_is_needed(folder: Path) -> None:
    """Nor anything else than what is."""
    columns = Columns.read(folder)
    assert {*vars(columns)} == {"_source"}
    columns.known_by(date(2024, 3, 1))
    assert {*vars(columns)} == {"_source", "known_since"}


# --- broken, missing, old --------------------------------------------------------------------


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_is_missing(file: str, folder: Path) -> None:
    """Is named, with what to do."""
    (folder / file).unlink()
    with pytest.raises(FileError, match=rf"{file}: no such file: build .* anew"):
        Columns.read(folder)


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("data", [b"", b"PAR1", b"<html>", b"PAR1" + bytes(200) + b"PAR1"])
def test_a_file_that_is_no_parquet(file: str, data: bytes, folder: Path) -> None:
    """Is named; what its reader said is told."""
    (folder / file).write_bytes(data)
    with pytest.raises(FileError, match=rf"{file}: cannot be read as columns .*anew"):
        Columns.read(folder)


@pytest.mark.parametrize("file", FILES)
def test_a_file_with_other_columns(file: str, folder: Path) -> None:
    """One that is missing is named; one of another type cannot be read."""
    table = pq.read_table(folder / file)
    pq.write_table(table.drop_columns(["bulk"]), folder / file)
    with pytest.raises(FileError, match=f"{file}: has no column 'bulk'"):
        Columns.read(folder)
    texts = pa.array([["x"]] * len(table))
    name = {"statements.parquet": "known_since", "entities.parquet": "name_en"}[file]
    place = table.column_names.index(name)
    pq.write_table(table.set_column(place, name, texts), folder / file)
    columns = Columns.read(folder)
    with pytest.raises(FileError, match=f"{file}: cannot be read"):
        _ = columns.known_since if name == "known_since" else columns.names([0])


def test_a_column_with_gaps(folder: Path) -> None:
    """Where each row must have a value, one that has none is told."""
    table = pq.read_table(folder / FILES[0])
    place = table.column_names.index("subject")
    gaps = pa.nulls(len(table), pa.string())
    pq.write_table(table.set_column(place, "subject", gaps), folder / FILES[0])
    with pytest.raises(FileError, match="has gaps in the column 'subject': build"):
        Columns.read(folder).counts()


def test_data_that_is_damaged(folder: Path) -> None:
    """The end of the file is whole, and a column is not."""
    path = folder / FILES[0]
    data = bytearray(path.read_bytes())
    data[4:400] = bytes(396)
    path.write_bytes(data)
    columns = Columns.read(folder)
    with pytest.raises(FileError, match="cannot be read as columns"):
        columns.statement_refs()


def test_one_sign_that_is_wrong(folder: Path) -> None:
    """Wherever it stands among the values, it is told and not read as another value."""
    path, whole = folder / FILES[0], Columns.read(folder)
    data = path.read_bytes()
    end = len(data) - 8 - int.from_bytes(data[-8:-4], "little")  # there Parquet says what is where
    told = 0
    for at in range(4, end, end // 40):
        path.write_bytes(data[:at] + bytes([data[at] ^ 64]) + data[at + 1 :])
        try:
            assert same(Columns.read(folder), whole), at
        except FileError:
            told += 1
    assert told > 20


@pytest.mark.parametrize("file", FILES)
def test_files_that_are_replaced_while_they_are_open(file: str, folder: Path) -> None:
    """Columns of two states are never put together."""
    columns = Columns.read(folder)
    assert columns.known_since is not None
    other = folder.parent / "other"
    ColumnsWriter(other).finish()
    (other / file).replace(folder / file)
    with pytest.raises(FileError, match=f"{file}: was replaced since it was opened: open .* again"):
        columns.names([0])


def test_rows_of_what_is_no_statement(golden: DossierSet, folder: Path) -> None:
    """There are none, whatever is beside it."""
    columns = Columns.read(folder)
    ref = columns.statement_refs()[1]
    for other in ("st:", "st:00", "st:zz", "id:mira", "", "st:" + "é" * 20, ref + "00", ref[3:]):
        assert columns.rows_of([other]).tolist() == []
        assert columns.rows_of([ref, other]).tolist() == [1]


def test_a_seal_tells_the_state_of_a_store(folder: Path) -> None:
    """Columns without one were not finished; those of another state are not used."""
    assert len(Columns.read(folder))
    with pytest.raises(FileError, match="not finished"):
        Columns.read(folder, "now")
    seal(folder, "now")
    assert len(Columns.read(folder, "now"))
    with pytest.raises(FileError, match="not of what the store holds now"):
        Columns.read(folder, "later")


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """Leaves nothing behind."""
    (tmp_path / "columns").write_text("a file")
    with pytest.raises(FileError, match="cannot be written"):
        ColumnsWriter(tmp_path / "columns").finish()
    there = tmp_path / "there"
    (there / FILES[1]).mkdir(parents=True)
    (there / FILES[1] / "x").touch()
    with pytest.raises(FileError, match="cannot be written"):
        ColumnsWriter(there).finish()
    assert not [path for path in there.iterdir() if path.name.endswith(".tmp")]
    shutil.rmtree(there)

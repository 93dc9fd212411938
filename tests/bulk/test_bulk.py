"""Records as a stream: the same store, columns, index and files as from the model in memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given

import aiactors
from aiactors import bulk
from aiactors.bulk import build_folder, build_store, reference_index, state
from aiactors.columns import Columns, columns_of
from aiactors.dossier import read_dossiers
from aiactors.errors import DossierError, FileError, QueryError
from aiactors.model import DossierSet, Statement
from aiactors.progress import Advance
from aiactors.rdf import derive, to_nquads, to_ntriples
from aiactors.records import read_records, record_lines
from aiactors.resources import ontology_path
from aiactors.search import SearchIndex
from aiactors.store import Store
from aiactors.vocabulary import DERIVED, iri
from bench.records import write_records
from tests.strategies import dossier_sets, examples


def write(dossiers: DossierSet, folder: Path) -> Path:
    """A file of records."""
    file = folder / "records.jsonl"
    file.write_text("".join(record_lines(dossiers)), encoding="utf-8")
    return file


def triples(store: ox.Store) -> set[ox.Triple]:
    """All triples of a store, without those of the ontology."""
    ontology = ox.parse((ontology_path() / "ai.ttl").read_bytes(), ox.RdfFormat.TURTLE)
    return {quad.triple for quad in store} - {quad.triple for quad in ontology}


def check_store(dossiers: DossierSet, folder: Path) -> None:
    """A store made of records holds what the model says, and so do its columns and its index."""
    store = Store.on_disk(folder, read_only=True)
    expected = ox.parse(
        to_ntriples(dossiers, derive(dossiers).without_facts()).encode(), ox.RdfFormat.N_TRIPLES
    )
    assert triples(store.inner) == {quad.triple for quad in expected}
    made, wanted = Columns.read(folder / "columns"), columns_of(dossiers, derive(dossiers))
    assert made.statement_refs() == wanted.statement_refs()
    for name in ("status", "predicate", "rank", "dossier", "modality"):
        column, other = getattr(made, name), getattr(wanted, name)
        assert [column.names[c] for c in column.codes] == [other.names[c] for c in other.codes]
    for name in ("direct", "bulk", "known_since", "source_count", "latest_end"):
        assert (getattr(made, name) == getattr(wanted, name)).all()
    assert (made.names(range(len(made.refs))), made.values()) == (
        wanted.names(range(len(wanted.refs))),
        wanted.values(),
    )


def lines_of(text: str) -> list[str]:
    """The lines of a text; a literal may hold what Python takes for an end as well."""
    return [f"{line}\n" for line in text.split("\n")[:-1]]


def check_folder(dossiers: DossierSet, folder: Path) -> None:
    """The files are the N-Quads of the model, graph by graph, and tell of themselves."""
    lines: dict[str, list[str]] = {}
    for line in lines_of(to_nquads(dossiers, derive(dossiers).without_facts())):
        lines.setdefault(line.rsplit(" <", 1)[1][:-4], []).append(line)
    derived = lines.pop(DERIVED, [])
    names = {dossier.name for dossier in dossiers.dossiers}
    assert {path.stem for path in folder.glob("graphs/*.nq")} == names
    for name in names:
        text = (folder / f"graphs/{name}.nq").read_text("utf-8")
        assert text == "".join(lines[iri(f"dossier:{name}")])
    found = [lines_of(path.read_text("utf-8")) for path in folder.glob("derived/*")]
    assert all(one == sorted(set(one)) for one in found)
    assert sorted(line for one in found for line in one) == derived
    told = json.loads((folder / "build.json").read_text("utf-8"))
    files = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    assert {one["file"] for one in told["files"]} == files - {"build.json", state.NAME}
    assert told["counts"]["statements"] == len(dossiers.statements)
    assert told["counts"]["lines"] == sum(map(len, lines.values())) + len(derived)


@examples(10)
@given(dossiers=dossier_sets(8))
@pytest.mark.heavy
def test_the_same_as_in_memory(
    dossiers: DossierSet, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever the records: several dossiers that tell one statement among them."""
    folder = tmp_path_factory.mktemp("bulk")
    records = write(dossiers, folder)
    built = build_store(records, folder / "store")
    assert (built.dossiers, built.statements) == (len(dossiers.dossiers), len(dossiers.statements))
    check_store(dossiers, folder / "store")
    build_folder(records, folder / "out")
    check_folder(dossiers, folder / "out")
    assert {path.name for path in folder.iterdir()} == {"records.jsonl", "store", "out"}


@pytest.mark.heavy
def test_many_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three dossiers that tell some statements twice, cut into parts, spread over files."""
    monkeypatch.setattr(reference_index, "PART", 600)
    monkeypatch.setattr(bulk.load, "AT_ONCE", 1 << 20)
    monkeypatch.setattr(bulk.spill, "AT_ONCE", 1 << 18)
    write_records(tmp_path / "all.jsonl", 2200)
    dossiers = read_records(tmp_path / "all.jsonl")
    lines = (tmp_path / "all.jsonl").read_text("utf-8").splitlines(keepends=True)
    records = tmp_path / "records"
    records.mkdir()
    for number in range(3):
        part = lines[number::3]  # a dossier stands in all of them
        (records / f"{number}.jsonl").write_text("".join(part), encoding="utf-8")
    build_store(records, tmp_path / "store")
    check_store(dossiers, tmp_path / "store")
    build_folder(records, tmp_path / "out")
    check_folder(dossiers, tmp_path / "out")
    made = aiactors.open(tmp_path / "store")
    whole = SearchIndex.of_store(Store.on_disk(tmp_path / "store", read_only=True))
    name = next(iter(dossiers.entities.values())).name()
    for words in (name, name[:-1], name.split()[0]):
        assert [hit.ref for hit in made.search(words)] == [h.ref for h in whole.search(words)]


def test_what_is_said_of_a_statement_told_twice(tmp_path: Path) -> None:
    """Direct triples of which it is the subject stay when it is merged."""
    said = {"said_in": "id:d", "evidence": [{"document": "id:d", "where": "p. 1"}]}
    first = {"subject": "id:a", "predicate": "founded", "object": "id:b", "attributions": [said]}
    ref = Statement.model_validate(first).ref
    about = {"subject": ref, "predicate": "motivatedBy", "object": "id:b", "attributions": [said]}
    document = {"id": "d", "kinds": ["Article"], "names": {"en": "D"}}
    things = [{"id": id_, "kinds": ["Company"], "names": {"en": id_}} for id_ in "ab"]
    records = [
        {"dossier": "one", "document": document},
        *({"dossier": "one", "entity": thing} for thing in things),
        *({"dossier": "one", "statement": statement} for statement in (first, about)),
        {"dossier": "two", "statement": first},
    ]
    file = tmp_path / "a.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    build_store(file, tmp_path / "store")
    check_store(read_records(file), tmp_path / "store")
    store = Store.on_disk(tmp_path / "store", read_only=True)
    assert bool(store.query(f"ASK {{ {ref} ai:motivatedBy id:b }}"))


class StopsError(Exception):
    """What ends a run in the middle."""


class Stops:
    """Ends a run when a step has come so far."""

    def __init__(self, what: str, after: int) -> None:
        """Keep when."""
        self.what, self.after = what, after
        self.steps: dict[str, int] = {}

    @contextmanager
    def step(self, what: str, total: int | None = None, unit: str = "") -> Iterator[Advance]:
        """Count the calls of a step."""
        self.steps.setdefault(what, 0)

        def advance(_: int) -> None:
            self.steps[what] += 1
            if what == self.what and self.steps[what] > self.after:
                raise StopsError

        yield advance


@pytest.mark.parametrize("build", [build_store, build_folder])
@pytest.mark.parametrize(
    "what", ["reading statements", "loading", "writing columns", "indexing texts"]
)
def test_going_on(
    build: object, what: str, world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that is cut off leaves nothing in its place, and the next one ends its work."""
    monkeypatch.setattr("aiactors.bulk.reference_index.PART", 5)
    monkeypatch.setattr("aiactors.bulk.load.AT_ONCE", 1 << 10)
    dossiers = read_dossiers(world)
    records = write(dossiers, tmp_path)
    out = tmp_path / "built"
    with suppress(StopsError):
        build(records, out, Stops(what, 2))  # type: ignore[operator]
    if not out.exists():
        assert (tmp_path / "built.building").exists()
        build(records, out)  # type: ignore[operator]
    (check_store if build is build_store else check_folder)(dossiers, out)
    assert {path.name for path in tmp_path.iterdir()} == {"records.jsonl", "built"}


def test_other_records_begin_anew(world: Path, tmp_path: Path) -> None:
    """What was begun of other records is no part of the store."""
    dossiers = read_dossiers(world)
    records = write(dossiers, tmp_path)
    with pytest.raises(StopsError):
        build_store(records, tmp_path / "built", Stops("writing columns", 0))
    first = DossierSet(dossiers=dossiers.dossiers[1:])
    left = {e.ref for e in first.entities.values()}
    if all(s.subject in left and s.object in left for s in first.statements.values()):
        dossiers = first
    records.write_text("".join(record_lines(dossiers)) + "\n", encoding="utf-8")
    build_store(records, tmp_path / "built")
    check_store(dossiers, tmp_path / "built")


def test_wrong_records_leave_nothing(world: Path, tmp_path: Path) -> None:
    """The store that was there is there still, and every problem is told."""
    records = write(read_dossiers(world), tmp_path)
    build_store(records, tmp_path / "store")
    text = records.read_text("utf-8").replace('"predicate":"founded"', '"predicate":"fonded"')
    records.write_text(text, encoding="utf-8")
    for build, out in ((build_store, "store"), (build_folder, "out")):
        with pytest.raises(DossierError, match="unknown relation 'fonded'"):
            build(records, tmp_path / out)
    check_store(read_dossiers(world), tmp_path / "store")
    assert {path.name for path in tmp_path.iterdir()} == {"records.jsonl", "store"}


def test_a_folder_of_other_things(world: Path, tmp_path: Path) -> None:
    """Nothing that is no build is ever replaced."""
    records = write(read_dossiers(world), tmp_path)
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.tex").write_text("x")
    for build in (build_store, build_folder):
        with pytest.raises(FileError, match="holds other things"):
            build(records, tmp_path / "home")
        with pytest.raises(FileError, match="is a file"):
            build(records, records)
    (tmp_path / "new.building").mkdir()
    (tmp_path / "new.building" / "thesis.tex").write_text("x")
    with pytest.raises(FileError, match="is in the way"):
        build_store(records, tmp_path / "new")


def test_a_store_of_records_is_a_graph(world: Path, tmp_path: Path) -> None:
    """Its model is that of the dossiers, all in one, since it keeps no graphs."""
    dossiers = read_dossiers(world)
    build_store(write(dossiers, tmp_path), tmp_path / "store")
    graph = aiactors.open(tmp_path / "store")
    assert graph.dossiers.statements == dossiers.statements
    assert graph.dossiers.entities == dossiers.entities
    assert {s.ref: graph.derived.assessments[s.ref] for s in graph.statements()} == dict(
        derive(dossiers).assessments
    )
    with pytest.raises(QueryError, match="keeps no named graphs"):
        graph.query("SELECT * { GRAPH ?g { ?s ?p ?o } }")

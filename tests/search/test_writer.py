"""Indexes that are written thing by thing, in whatever order."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.errors import FileError
from aiactors.graph import Graph
from aiactors.model import Document, DossierSet, Entity, Money, Statement, Text, texts
from aiactors.rdf import derive
from aiactors.search import IndexWriter, SearchIndex
from aiactors.search.writer import object_words
from aiactors.store import Store
from tests.strategies import dossier_sets, examples

TABLES = ("kinds", "things", "labels", "told", "texts", "vocabulary", "alike", "runs")
WORDS = ("names", "titles", "gists", "notes")


def content(index: SearchIndex) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of an index, but for the numbers of kinds."""
    connection = index._connection
    kinds = dict(connection.execute("SELECT id, kind FROM kinds"))
    found = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}
    del found["kinds"]
    for table in ("things", "texts"):
        found[table] = [(*row[:2], kinds[row[2]], *row[3:]) for row in found[table]]
    for field in WORDS:
        found[field] = connection.execute(f"SELECT * FROM {field}_counts").fetchall()
    return found


def written(dossiers: DossierSet, order: list[object] | None = None) -> SearchIndex:
    """Write an index of dossiers, in memory."""
    found = derive(dossiers).assessments
    things = order or [*dossiers.entities.values(), *dossiers.statements.values()]
    with IndexWriter() as writer:
        for thing in things:
            if isinstance(thing, Entity):
                writer.entity(thing)
            elif isinstance(thing, Statement):
                writer.statement(thing, found[thing.ref].source_count)
        return SearchIndex(writer.finish())


@given(st.data())
@examples(25)
def test_the_order_does_not_count_and_a_store_gives_the_same(data: st.DataObject) -> None:
    """Statements may come before what they are about; rows are the same, one by one."""
    dossiers = data.draw(dossier_sets())
    things: list[object] = [*dossiers.entities.values(), *dossiers.statements.values()]
    plain = content(written(dossiers))
    assert content(written(dossiers, data.draw(st.permutations(things)))) == plain
    assert content(SearchIndex.of_store(Graph.of_dossiers(dossiers).store)) == plain


def test_the_story_is_the_same_from_its_model(golden: Graph, story: SearchIndex) -> None:
    """Every field of the form, names of documents among them."""
    assert content(written(golden.dossiers)) == content(story)


def test_a_text_that_comes_twice_counts_once() -> None:
    """As where two sources have the same gist."""
    with IndexWriter() as writer:
        number = writer.thing("id:a", ("Company",))
        for part in ("name", "name", "alias"):
            writer.text(number, part, "en", "Orion")
        index = SearchIndex(writer.finish())
    assert len(content(index)["texts"]) == 2
    assert [hit.field for hit in index.search("orion")] == ["name"]


def test_titles_are_names_of_documents() -> None:
    """And a document is shown under the first of its names."""
    report = Document(
        id="r", kinds=("Article",), names=texts({"en": "The Report"}), aliases=texts({"en": "Aaa"})
    )
    with IndexWriter() as writer:
        writer.entity(report)
        index = SearchIndex(writer.finish())
    (hit,) = index.search("aaa")
    assert (hit.field, hit.name, hit.text) == ("title", "The Report", "Aaa")


@pytest.mark.parametrize(
    ("value", "said"),
    [("id:a", "id:a"), (12, "12"), (Text(text="X"), "X")],
)
def test_objects_are_told(value: str | int | Text, said: str) -> None:
    """Whatever they are."""
    assert object_words(value) == said


def test_an_amount_is_told_as_a_store_gives_it() -> None:
    """As a reference to it."""
    amount = Money.model_validate({"currency": "USD", "value": "1000000"})
    assert object_words(amount) == "money:USD1000000"


# --- files ---------------------------------------------------------------------------------


def test_a_file_is_there_when_it_is_whole(tmp_path: Path) -> None:
    """And nothing else; the old one is there until then."""
    path = tmp_path / "search.sqlite"
    path.write_text("before")
    with IndexWriter(path) as writer:
        writer.entity(Entity(id="a", kinds=("Person",), names=texts({"en": "Ada"})))
        assert path.read_text() == "before"
        writer.finish("state")
        assert [hit.ref for hit in SearchIndex.open(path, "state").search("ada")] == ["id:a"]
    assert [p.name for p in tmp_path.iterdir()] == ["search.sqlite"]
    with pytest.raises(FileError, match="another state"):
        SearchIndex.open(path, "other")


def test_what_is_not_finished_leaves_nothing(tmp_path: Path) -> None:
    """Whether by an error or for want of a call."""
    path = tmp_path / "search.sqlite"
    with IndexWriter(path) as writer:
        writer.thing("id:a", ("Person",))
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(RuntimeError), IndexWriter(path):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    """As an error of ours."""
    with pytest.raises(FileError, match="cannot be written"), IndexWriter(tmp_path / "no" / "a"):
        pass


def test_where_there_is_no_room_it_is_said(tmp_path: Path) -> None:
    """Before the end as well; nothing is left."""
    with (
        pytest.raises(FileError, match=r"cannot be written: .*full"),
        IndexWriter(tmp_path / "a") as writer,
    ):
        writer._connection.execute("PRAGMA temp.max_page_count = 20")
        for _ in range(20_000):
            writer.text(0, "name", "en", "a name")
    assert list(tmp_path.iterdir()) == []


def test_many_rows_are_written_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """None is lost between them."""
    monkeypatch.setattr("aiactors.search.writer._AT_ONCE", 3)
    with IndexWriter() as writer:
        for n in range(20):
            number = writer.thing(f"id:n{n}", ("Person",))
            for m in range(n % 5 + 1):
                writer.text(number, "alias", "en", f"Name {n} {m}")
        connection = writer.finish()
    assert connection.execute("SELECT COUNT(*) FROM things").fetchone() == (20,)
    assert connection.execute("SELECT COUNT(*) FROM texts").fetchone() == (60,)
    connection.close()


def test_nothing_of_what_was_staged_is_kept(story: SearchIndex) -> None:
    """A written file has the tables of an index alone."""
    names = story._connection.execute("SELECT name FROM sqlite_master").fetchall()
    assert not [name for (name,) in names if name.startswith(("staged", "places", "ends"))]


def test_an_empty_one_is_an_index(tmp_path: Path) -> None:
    """Of nothing."""
    with IndexWriter(tmp_path / "empty.sqlite") as writer:
        writer.finish()
    assert SearchIndex.open(tmp_path / "empty.sqlite").search("a b") == []
    assert SearchIndex.of_store(Store()).search("x") == []
    with closing(sqlite3.connect(tmp_path / "empty.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)

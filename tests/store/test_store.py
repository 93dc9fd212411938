"""One body of tests for every store: in memory, on disk, and on disk to be read only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from aiactors.errors import FileError, InputError, QueryError, RdfError
from aiactors.query import Result
from aiactors.store import FORMATS, Store, rdf_format
from aiactors.store.store import BUILT, Graphs
from aiactors.vocabulary import PREFIXES, iri

TRIG = ox.RdfFormat.TRIG
HEAD = "".join(f"@prefix {prefix}: <{name}> .\n" for prefix, name in PREFIXES.items())
DATA = (
    HEAD
    + """
dossier:a {
  id:orion a ai:Company ; skos:prefLabel "Orion"@en , "猎户座"@zh .
  id:x ai:founded id:orion .
}
dossier:b { id:orion a ai:Company ; skos:prefLabel "Orion"@en . }
<https://w3id.org/ai-actors/graph/derived> { id:mira ai:founded id:orion }
"""
).encode()
GRAPHS = [iri("dossier:a"), iri("dossier:b"), "https://w3id.org/ai-actors/graph/derived"]
Make = Callable[[bytes], Store]


def on_disk(folder: Path, data: bytes, *, read_only: bool) -> Store:
    """A store on disk with some data."""
    store = Store.on_disk(folder)
    store.load(data, TRIG)
    if not read_only:
        return store
    store.inner.flush()
    del store
    return Store.on_disk(folder, read_only=True)


def in_memory(data: bytes) -> Store:
    """A store in memory with some data."""
    store = Store()
    store.load(data, TRIG)
    return store


@pytest.fixture(scope="module", params=["memory", "disk", "read only"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with the data, to be read."""
    if request.param == "memory":
        return in_memory(DATA)
    folder = tmp_path_factory.mktemp("store") / "deep" / "store"
    return on_disk(folder, DATA, read_only=request.param == "read only")


@pytest.fixture(params=["memory", "disk"])
def writable(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """A store with the data, to be written."""
    if request.param == "memory":
        return in_memory(DATA)
    return on_disk(tmp_path / "store", DATA, read_only=False)


def rows(
    store: Store, query: str, **bindings: ox.NamedNode | ox.Literal
) -> list[tuple[object, ...]]:
    """The rows of a query, in order."""
    return sorted(Result(store.query(query, bindings)), key=str)


class TestReading:
    """What every store answers."""

    def test_its_size_and_its_graphs(self, store: Store) -> None:
        """Of the named graphs: the rest follows from them."""
        assert len(store) == len(list(store.quads())) == 7
        assert store.graphs() == GRAPHS

    def test_the_default_graph_is_the_union(self, store: Store) -> None:
        """A triple that stands in two graphs counts once."""
        founders = rows(store, "SELECT ?who { ?who ai:founded id:orion }")
        assert founders == [("id:mira",), ("id:x",)]
        assert rows(store, "SELECT (COUNT(*) AS ?n) { id:orion skos:prefLabel ?name }") == [(2,)]
        assert rows(store, "SELECT ?g { GRAPH ?g { id:orion a ai:Company } }") == [
            ("dossier:a",),
            ("dossier:b",),
        ]

    def test_the_ontology_is_there_and_is_no_named_graph(self, store: Store) -> None:
        """Queries answer with its labels."""
        label = 'SELECT ?label { ai:founded rdfs:label ?label FILTER (lang(?label) = "fr") }'
        assert rows(store, label) == [("a fondé",)]
        assert rows(store, "SELECT ?g { GRAPH ?g { ai:founded ?p ?o } }") == []

    def test_prefixes_are_known(self, store: Store) -> None:
        """All of the project's; a query may declare them all the same, or others."""
        for prefix in PREFIXES:
            Result(store.query(f"ASK {{ ?s ?p {prefix}:x }}"))
        declared = "PREFIX id: <http://other.example/> ASK { ?s ?p id:orion }"
        assert not Result(store.query(declared))

    def test_bindings(self, store: Store) -> None:
        """Values of all kinds, also such as would break out of a text."""
        query = "SELECT ?who { ?who ai:founded ?what }"
        what = ox.NamedNode(iri("id:orion"))
        assert rows(store, query, what=what) == [("id:mira",), ("id:x",)]
        assert rows(store, query, what=ox.NamedNode(iri("id:nothing"))) == []
        label = "SELECT ?s { ?s skos:prefLabel ?label }"
        assert rows(store, label, label=ox.Literal("猎户座", language="zh")) == [("id:orion",)]
        evil = ox.Literal('" } SELECT * { ?s ?p ?o } #')
        assert rows(store, label, label=evil) == []
        assert rows(store, query, unknown=evil) != []

    def test_all_kinds_of_queries(self, store: Store) -> None:
        """Rows, truth values, triples."""
        assert bool(store.query("ASK { id:mira ai:founded ?x }")) is True
        construct = Result(store.query("CONSTRUCT { ?o ai:founder ?s } { ?s ai:founded ?o }"))
        assert (construct.kind, len(construct)) == ("triples", 2)
        assert len(Result(store.query("DESCRIBE id:mira"))) == 1

    @pytest.mark.parametrize(
        ("query", "line", "column", "what"),
        [
            ("SELECT * { ?s ?p }", 1, 12, "it does not parse here"),
            ("SELECT *\n{\n  ?s ?p ?o ?x\n}", 3, 12, "it does not parse here"),
            ("SELECT *\r\n{ ?s ?p ?o .\r\n  FOO ?x }", 3, 3, "it does not parse here"),
            ("SELEC * { }", 1, 1, "it does not parse here"),
            ("SELECT * { ?s ?p ?o", 1, 20, 'it does not parse here; expected ",", "."'),
            ("", 1, 1, "it does not parse here"),
            ("\n  \n", 1, 1, "it does not parse here"),
            ("SELECT * { ?s evil:p ?o . ?a ?b ?c }", 1, 15, "this prefix is not known"),
            ("SELECT * { ?s ?p 'a:b'^^c:d # e:f\n}", 1, 25, "this prefix is not known"),
            ("PREFIX a: <http://a.example/> ASK { a:b _:c <d:e> . f:g a ?x }", 1, 53, "prefix"),
            ("SELECT * {\n  SERVICE <http://x.example/> { } }", 2, 3, "SERVICE is not allowed"),
            ("SELECT * { ?s ?p 'open }", 1, 18, "this quotation mark belongs to no text"),
        ],
    )
    def test_errors_have_their_place(
        self, store: Store, query: str, line: int, column: int, what: str
    ) -> None:
        """Line and column, and the line itself with a pointer where the engine gives the place."""
        with pytest.raises(QueryError) as caught:
            store.query(query)
        error = caught.value
        assert what in error.why
        assert (error.line, error.column) == (line, column)
        assert str(error).startswith(f"SPARQL: line {line}, column {column}: ")
        if what.startswith("it does"):
            *_, text, pointer = str(error).split("\n")
            assert text == "  " + query.replace("\r", "").split("\n")[line - 1]
            assert pointer == " " * (column + 1) + "^"

    @pytest.mark.parametrize(
        "query",
        ["INSERT DATA { id:a ai:b id:c }", "DROP ALL", "LOAD <http://127.0.0.1:9/x>", "CLEAR ALL"],
    )
    def test_a_query_changes_nothing(self, store: Store, query: str) -> None:
        """Updates are no queries."""
        with pytest.raises(QueryError):
            store.query(query)
        assert len(store) == 7

    def test_what_was_wrong_does_not_matter_for_the_next(self, store: Store) -> None:
        """A store lives on after an error."""
        for wrong in ("SELECT", "{" * 2000, "ASK { SERVICE ?x { } }"):
            with pytest.raises(QueryError):
                store.query(wrong)
        assert len(rows(store, "SELECT ?who { ?who ai:founded id:orion }")) == 2

    @pytest.mark.parametrize("ending", [ending for ending in FORMATS if ending != ".jsonld"])
    def test_every_format(self, store: Store, ending: str, tmp_path: Path) -> None:
        """A file of each is loaded by its ending, in capitals too."""
        quads = [q for q in store.quads() if q.graph_name == ox.NamedNode(GRAPHS[0])]
        path = tmp_path / f"x{ending.upper()}"
        format_ = rdf_format(path)
        with_graphs = format_.supports_datasets
        written = ox.serialize(
            iter(quads) if with_graphs else (q.triple for q in quads), format=format_
        )
        path.write_bytes(written or b"")
        assert {q.triple for q in Store.of_file(path).quads()} == {q.triple for q in quads}


class TestWriting:
    """What can be written, all of it or nothing."""

    @pytest.mark.parametrize(
        "data",
        [
            b"<http://a.example/> { <http://a.example/> a 1 } oops",
            b"<http://a.example/> { <http://a.example/> a <http://a.example/%zz> }",
            b"<http://a.example/> { <http://a.example/> a \xff }",
            b"\x00",
        ],
    )
    def test_an_error_leaves_everything_as_it_was(self, writable: Store, data: bytes) -> None:
        """Whether data are added or put in the place of others."""
        before = set(writable.inner)
        with pytest.raises(RdfError) as caught:
            writable.load(data, TRIG, file="x.trig")
        assert str(caught.value).startswith("x.trig:1: ")
        with pytest.raises(RdfError):
            writable.replace(data, TRIG)
        assert set(writable.inner) == before

    def test_an_error_at_the_end_of_much(self, writable: Store) -> None:
        """The engine writes in batches; none of them stays."""
        many = "".join(f"<http://a.example/{n}> a <http://a.example/> .\n" for n in range(30_000))
        before = len(writable.inner)
        with pytest.raises(RdfError) as caught:
            writable.load((many + "oops").encode(), ox.RdfFormat.TURTLE)
        assert caught.value.line == 30_001
        assert len(writable.inner) == before

    def test_what_is_loaded_is_added(self, writable: Store) -> None:
        """The same again changes nothing; the union follows."""
        writable.load(DATA, TRIG)
        assert len(writable) == 7
        writable.load(f"{HEAD} dossier:c {{ id:tom ai:founded id:orion }}".encode(), TRIG)
        assert len(writable) == 8
        assert ("id:tom",) in rows(writable, "SELECT ?who { ?who ai:founded id:orion }")

    def test_what_is_replaced_is_gone(self, writable: Store) -> None:
        """From its graph and from the union; the ontology stays."""
        writable.replace(f"{HEAD} dossier:c {{ id:tom ai:founded id:orion }}".encode(), TRIG)
        assert writable.graphs() == [iri("dossier:c")]
        assert rows(writable, "SELECT ?who { ?who ai:founded id:orion }") == [("id:tom",)]
        assert Result(writable.query("ASK { ai:founded rdfs:label ?label }"))
        writable.replace(b"", TRIG)
        assert len(writable) == 0
        assert rows(writable, "SELECT ?who { ?who ai:founded id:orion }") == []

    def test_replacing_what_others_wrote(self, writable: Store) -> None:
        """Blank nodes and hostile texts among it."""
        text = "\"'''\\\n\x00{}<>"
        for graph in (ox.NamedNode("http://g.example/"), ox.DefaultGraph()):
            writable.inner.add(
                ox.Quad(ox.BlankNode(), ox.NamedNode("http://p.example/"), ox.Literal(text), graph)
            )
            writable.inner.add(
                ox.Quad(
                    ox.NamedNode("http://s.example/"),
                    ox.NamedNode("http://p.example/"),
                    ox.Literal(text),
                    graph,
                )
            )
        writable.replace(DATA, TRIG)
        assert set(writable.inner) == set(in_memory(DATA).inner)

    def test_data_without_graph_are_put_in_one(self, writable: Store) -> None:
        """Turtle and N-Triples name none."""
        data = f"{HEAD} id:tom ai:founded id:orion .".encode()
        writable.replace(data, ox.RdfFormat.TURTLE)
        assert writable.graphs() == [iri("dossier:union")]
        assert len(rows(writable, "SELECT ?who { ?who ai:founded id:orion }")) == 1


class TestFiles:
    """Folders and files that are not there, not stores, or not readable."""

    def test_a_store_on_disk_keeps_what_it_holds(self, tmp_path: Path) -> None:
        """For the next one that opens it; several may read at once."""
        on_disk(tmp_path / "deep" / "store", DATA, read_only=False).inner.flush()
        readers = [Store.on_disk(tmp_path / "deep" / "store", read_only=True) for _ in range(2)]
        assert [len(reader) for reader in readers] == [7, 7]

    def test_a_store_that_is_only_read_cannot_be_written(self, tmp_path: Path) -> None:
        """Neither added to nor replaced."""
        reader = on_disk(tmp_path / "store", DATA, read_only=True)
        with pytest.raises(FileError, match="cannot be written"):
            reader.load(DATA, TRIG)
        with pytest.raises(FileError, match="cannot be written"):
            reader.replace(b"", TRIG)
        assert len(reader) == 7

    def test_a_store_that_another_program_has_open(self, tmp_path: Path) -> None:
        """Said in words."""
        code = (
            "import sys\n"
            "from pathlib import Path\n"
            "from aiactors.store import Store\n"
            "store = Store.on_disk(Path(sys.argv[1]))\n"
            "print('open', flush=True)\n"
            "sys.stdin.read()\n"
        )
        with subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path / "store")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as other:
            assert other.stdout is not None
            assert other.stdout.readline() == "open\n"
            with pytest.raises(FileError) as caught:
                Store.on_disk(tmp_path / "store")
            assert str(caught.value).endswith(
                "store: cannot be opened as a store: another program has it open"
            )
            other.communicate("")

    @pytest.mark.parametrize("read_only", [False, True])
    def test_a_broken_store(self, tmp_path: Path, read_only: bool) -> None:
        """Whatever of it is broken, the process lives on and says so."""
        on_disk(tmp_path / "good", DATA, read_only=False).inner.flush()
        names = sorted(p.name for p in (tmp_path / "good").iterdir() if p.is_file())
        for name in names:
            if not name.startswith(("CURRENT", "MANIFEST")):
                continue
            for garbage in (b"", b"garbage", os.urandom(4000)):
                folder = tmp_path / "broken"
                shutil.copytree(tmp_path / "good", folder)
                (folder / name).write_bytes(garbage)
                with pytest.raises(FileError, match="cannot be opened as a store"):
                    Store.on_disk(folder, read_only=read_only)
                shutil.rmtree(folder)

    def test_what_is_no_folder(self, tmp_path: Path) -> None:
        """A file, something below a file, a folder that is not there, a name that is none."""
        file = tmp_path / "file"
        file.write_text("x", "utf-8")
        for folder in (file, file / "below", Path("a\0b")):
            for read_only in (False, True):
                with pytest.raises(FileError, match="cannot be opened as a store"):
                    Store.on_disk(folder, read_only=read_only)
        with pytest.raises(FileError):
            Store.on_disk(tmp_path / "missing", read_only=True)
        assert not (tmp_path / "missing").exists()

    def test_a_full_disk(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """What the system says is passed on, and nothing has changed."""
        store = on_disk(tmp_path / "store", DATA, read_only=False)

        class Full:
            """An engine that cannot write."""

            def __init__(self, inner: ox.Store) -> None:
                self.inner = inner

            def __getattr__(self, name: str) -> object:
                if name in ("bulk_load", "extend", "update", "remove"):
                    raise OSError(28, "No space left on device")
                return getattr(self.inner, name)

            def __iter__(self) -> object:
                return iter(self.inner)

        before = set(store.inner)
        monkeypatch.setattr(store, "_inner", Full(store.inner))
        with pytest.raises(FileError, match="No space left on device"):
            store.load(DATA, TRIG)
        with pytest.raises(FileError, match="No space left on device"):
            store.replace(b"", TRIG)
        assert set(store.inner) == before

    @pytest.mark.parametrize("name", ["x", "x.txt", "x.ttl.gz", "ttl", ".ttl"])
    def test_unknown_endings(self, name: str) -> None:
        """The known ones are listed."""
        with pytest.raises(InputError, match=r"name the file \.ttl, \.trig, \.nt, \.nq"):
            rdf_format(Path(name))

    def test_files_that_cannot_be_loaded(self, tmp_path: Path) -> None:
        """Missing, a folder, no RDF, and JSON-LD that wants something from the web."""
        (tmp_path / "folder.ttl").mkdir()
        (tmp_path / "wrong.ttl").write_text("<a> <b>\n<c>", "utf-8")
        (tmp_path / "web.jsonld").write_text(
            '{"@context": "http://127.0.0.1:9/c", "a": 1}', "utf-8"
        )
        for name, error in (
            ("missing.ttl", FileError),
            ("folder.ttl", FileError),
            ("wrong.ttl", RdfError),
            ("web.jsonld", RdfError),
        ):
            with pytest.raises(error) as caught:
                Store.of_file(tmp_path / name)
            assert str(caught.value).startswith(str(tmp_path / name))

    @pytest.mark.parametrize("ending", [".ttl", ".trig", ".jsonld", ".rdf"])
    def test_nesting_bombs(self, ending: str) -> None:
        """A file that nests deeply is an error, and no end of the process."""
        bombs = {
            ".ttl": b"<http://a.example/> <http://a.example/> " + b"(" * 200_000,
            ".trig": b"{ <http://a.example/> <http://a.example/> "
            + b"[ <http://p.example/> " * 99_999,
            ".jsonld": b'{"@graph":' + b"[" * 200_000,
            ".rdf": b"<a>" * 200_000,
        }
        with pytest.raises(RdfError):
            Store().load(bombs[ending], FORMATS[ending])


def in_bulk(folder: Path, *, named: bool = False, filled: bool = True) -> Store:
    """A store on disk as it is filled in bulk."""
    store = ox.Store(str(folder))
    if filled:
        turtle = f"{HEAD} id:mira ai:founded id:orion .".encode()
        store.bulk_load(turtle, ox.RdfFormat.TURTLE)
    if named:
        store.bulk_load(DATA, TRIG)
    store.flush()
    del store
    (folder / BUILT).write_text("{}", "utf-8")
    return Store.on_disk(folder, read_only=True)


NAMING = [
    "SELECT ?s { GRAPH ?g { ?s ?p ?o } }",
    "SELECT ?s FROM dossier:a { ?s ?p ?o }",
    "ASK FROM NAMED dossier:a { GRAPH dossier:a { ?s ?p ?o } }",
]


class TestFilledInBulk:
    """A store that keeps the union alone says so, and does not answer with nothing."""

    @pytest.mark.parametrize("query", NAMING)
    def test_named_graphs_are_refused(self, tmp_path: Path, query: str) -> None:
        """With what to do; all else is answered."""
        store = in_bulk(tmp_path / "store")
        with pytest.raises(QueryError, match=r"keeps no named graphs, .* ask without GRAPH"):
            store.query(query)
        assert rows(store, "SELECT ?graph { ?graph ai:founded id:orion }") == [("id:mira",)]

    def test_graphs_that_are_named_otherwise(self, tmp_path: Path) -> None:
        """As the protocol does; the default graph is no named one."""
        store = in_bulk(tmp_path / "store")
        ask, graph = "ASK { id:mira ai:founded id:orion }", ox.NamedNode(GRAPHS[0])
        named: list[Graphs] = [([graph], None), ([ox.DefaultGraph()], [graph])]
        for graphs in named:
            with pytest.raises(QueryError, match="keeps no named graphs"):
                store.query(ask, graphs=graphs)
        assert bool(store.query(ask, graphs=([ox.DefaultGraph()], None)))

    @pytest.mark.parametrize("query", NAMING)
    def test_other_stores_answer(self, tmp_path: Path, query: str) -> None:
        """Built with named graphs, empty, filled in another way, or in memory."""
        for number, store in enumerate(
            [
                in_bulk(tmp_path / "named", named=True),
                in_bulk(tmp_path / "empty", filled=False),
                on_disk(tmp_path / "other", DATA, read_only=True),
                in_memory(DATA),
                Store(),
            ]
        ):
            found = Result(store.query(query))
            assert bool(found) is (number in (0, 2, 3))


class TestUnion:
    """Whether the default graph is filled is known where it is, and found out where it is not."""

    def test_what_others_fill(self, tmp_path: Path) -> None:
        """Their named graphs are joined until the default graph holds something."""
        inner = ox.Store(str(tmp_path / "store"))
        store = Store(inner)
        ask = "ASK { <urn:a> <urn:b> <urn:c> }"
        assert not store.query(ask)
        inner.update("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> <urn:c> } }")
        assert bool(store.query(ask))
        inner.update("INSERT DATA { <urn:x> <urn:y> <urn:z> }")
        assert not store.query(ask)
        inner.update("CLEAR DEFAULT")
        assert bool(store.query(ask))

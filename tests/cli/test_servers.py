"""The commands, on a graph that lies on a server."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from aiactors.remote.server import Server
from aiactors.remote.store import RemoteStore
from aiactors.store import FORMATS
from tests.cli.conftest import Run
from tests.server.conftest import serving
from tests.servers import Served, free_port
from tests.waiting import until

pytestmark = pytest.mark.heavy


@pytest.fixture(scope="module")
def published(oxigraph: Served, release: Path) -> str:
    """The small world, on a server; its address."""
    oxigraph.cleared().replace((release / "ai-actors.trig").read_bytes(), _TRIG)
    return oxigraph.address


_TRIG = FORMATS[".trig"]
COMMANDS = [
    ["query", "founders", "organization=mindful", "--format", "csv"],
    ["query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "--limit", "1"],
    ["query", "ASK { ?s a ai:Person }"],
    ["query", "CONSTRUCT WHERE { ?s ai:founded ?o }", "--format", "nt"],
    ["query", "founders", "organization=mindful", "--as-of", "2016-01-01"],
    ["queries"],
    ["show", "Mindful"],
    ["show", "Mindful", "--lang", "fr"],
    ["path", "Ada Gray", "Mindful"],
    ["search", "gray"],
    ["stats", "--format", "json"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_says_the_same(
    command: list[str], published: str, trig: Path, aiactors: Run
) -> None:
    """As of the file."""
    there = [] if command[0] == "queries" else ["--store"]
    one = aiactors(*command, *there, *([published] if there else []))
    other = aiactors(*command, *there, *([trig] if there else []))
    assert (one.code, one.out) == (other.code, other.out)
    assert one.code == 0, one.err


@pytest.mark.parametrize(
    "command", [["export", "one.ttl"], ["draw", "one.html", "--focus", "Mindful"]], ids=" ".join
)
def test_every_file_is_the_same(
    command: list[str],
    published: str,
    trig: Path,
    aiactors: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As of the file."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(trig, "alone.trig")  # places in a drawing are those of the release for both
    written = []
    for store in (published, "alone.trig"):
        assert aiactors(*command, "--store", store).code == 0
        written.append((tmp_path / command[1]).read_bytes())
    assert written[0] == written[1]


def test_what_was_needed_is_kept_for_the_next_time(
    published: str,
    release: Path,
    aiactors: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And not used when the server has changed."""
    monkeypatch.setenv("AIACTORS_CACHE", str(tmp_path))
    first = aiactors("search", "gray", "-s", published)
    assert first.code == 0
    (folder,) = tmp_path.glob("server-*")
    assert (folder / "search.sqlite").is_file()
    assert aiactors("search", "gray", "-s", published) == first
    shown = aiactors("show", "Mindful", "-s", published)
    assert (folder / "copy" / "CURRENT").is_file()
    assert aiactors("show", "Mindful", "-s", published) == shown
    more = RemoteStore(published)
    changed = (release / "ai-actors.trig").read_bytes().replace(b"Mindful", b"Mindless")
    more.replace(changed, _TRIG)
    assert "Mindless" in aiactors("show", "Mindless", "-s", published).out
    (other,) = tmp_path.glob("server-*")
    assert other != folder
    more.replace((release / "ai-actors.trig").read_bytes(), _TRIG)


def test_build_publishes(
    oxigraph: Served, aiactors: Run, world: Path, tmp_path: Path, published: str
) -> None:
    """Once, and then what changed."""
    oxigraph.cleared()
    dossiers = tmp_path / "dossiers"
    shutil.copytree(world, dossiers)
    command = ("build", dossiers, "-o", tmp_path / "out", "--store", oxigraph.address)
    first = aiactors(*command)
    assert first.code == 0, first.err
    assert "graphs written, 0 taken away, 0 as they were" in first.err
    assert "nothing has changed" in aiactors(*command).err
    story = dossiers / "story.yaml"
    story.write_text(story.read_text("utf-8") + "# a remark changes nothing\n", "utf-8")
    assert "nothing has changed" in aiactors(*command).err
    out = aiactors("query", "ASK { ?s a ai:Person }", "-s", oxigraph.address).out
    assert out == "yes\n"


@pytest.fixture
def without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is not there is asked again at once."""
    monkeypatch.setattr("aiactors.remote.client.time.sleep", lambda _: None)


@pytest.mark.usefixtures("without_pauses")
def test_build_writes_nothing_where_the_server_is_not_there(
    aiactors: Run, world: Path, tmp_path: Path
) -> None:
    """Neither files nor graphs."""
    address = f"http://me:secret@127.0.0.1:{free_port()}/sparql"
    done = aiactors("build", world, "-o", tmp_path / "out", "--store", address)
    assert (done.code, "cannot be reached" in done.err) == (4, True)
    assert "secret" not in done.err
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("without_pauses")
@pytest.mark.parametrize(
    ("store", "code", "words"),
    [
        ("ftp://x.example/", 1, "write http:// or https://"),
        ("http://", 1, "no address of a server"),
        ("http://127.0.0.1:1/sparql", 4, "cannot be reached"),
    ],
)
def test_what_is_wrong_is_said(store: str, code: int, words: str, aiactors: Run) -> None:
    """In one line."""
    for command in (["query", "ASK {}"], ["show", "x"]):
        done = aiactors(*command, "--store", store)
        assert (done.code, words in done.err) == (code, True), done.err
    assert aiactors("serve", "--writable", "--store", store).code == 1


def test_without_what_speaks_http(
    aiactors: Run, monkeypatch: pytest.MonkeyPatch, published: str
) -> None:
    """It is said which extra brings it."""
    for name in [*sys.modules]:
        if name.startswith(("httpx2", "aiactors.remote.")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "httpx2", None)
    done = aiactors("query", "ASK {}", "-s", published)
    assert (done.code, "pip install 'aiactors[remote]'" in done.err) == (3, True)


def test_serve_stands_before_a_server(oxigraph: Served, release: Path) -> None:
    """It serves a snapshot, and turns to what is published next."""
    data = (release / "ai-actors.trig").read_bytes()
    oxigraph.cleared().replace(data, _TRIG)
    with serving("--store", oxigraph.address) as front:
        count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        before = int(front.ask(count).text.split()[1])
        (row,) = Server(oxigraph.address).select(count, ("n",))
        assert before == int(row[0].value)
        assert front.send("GET", "/id/mindful", {"accept": "text/turtle"}).status == 200
        more = data + b"<urn:g> { <urn:s> <urn:p> <urn:o> }"
        oxigraph.store().replace(more, _TRIG)
        after = str(before + 1)
        until(lambda: front.ask(count).text.split()[1] == after, "the new one is served")

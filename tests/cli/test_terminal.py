"""What a person sees in a terminal of any width, and what hostile names cannot do there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

if TYPE_CHECKING:
    from tests.cli.conftest import Done, Run

pytestmark = pytest.mark.heavy

WIDTHS = [60, 80, 160]

EVIL = r"\u001b[2J\u001b]0;owned\u0007Evil \u202Ename\u0000"
HOSTILE = f"""
@prefix ai: <https://w3id.org/ai-actors/ns#> . @prefix id: <https://w3id.org/ai-actors/id/> .
@prefix st: <https://w3id.org/ai-actors/statement/> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix at: <https://w3id.org/ai-actors/attribution/> .
@prefix ev: <https://w3id.org/ai-actors/evidence/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix schema: <https://schema.org/> . @prefix dcterms: <http://purl.org/dc/terms/> .
id:a a ai:Person ; skos:prefLabel "A {EVIL}"@en ; skos:altLabel "Alias {EVIL}"@en ;
    skos:note "Note {EVIL} [red]"@en .
id:a2 a ai:Person ; skos:prefLabel "Twin {EVIL}"@en . id:a3 a ai:Person ;
    skos:prefLabel "Twin {EVIL}"@en .
id:b a ai:Company ; skos:prefLabel "[bold red]B[/] :smile: {EVIL}"@en .
id:d a ai:Article ; skos:prefLabel "Title {EVIL}"@en ; dcterms:publisher id:b .
st:1 a ai:Statement ; rdf:subject id:a ; rdf:predicate ai:founded ; rdf:object id:b ;
    ai:role "role {EVIL}"@en ; ai:modality ai:Actual ; ai:rank ai:Normal ;
    ai:attribution at:1 , at:2 .
at:1 a ai:Attribution ; ai:stance ai:Asserts ; ai:saidIn id:d ; ai:evidence ev:1 .
at:2 a ai:Attribution ; ai:stance ai:Denies ; ai:claimant id:a2 ; ai:saidIn id:d ;
    ai:evidence ev:2 .
ev:1 a ai:Evidence ; oa:hasSource id:d ; ai:locator "1" ; ai:gist "Gist {EVIL}"@en .
ev:2 a ai:Evidence ; oa:hasSource id:d ; ai:locator "2" ; ai:gist "Other {EVIL}"@en .
"""


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A graph that somebody made to do harm where it is shown."""
    path = tmp_path / "hostile.ttl"
    path.write_text(HOSTILE, "utf-8")
    return path


def steers(text: str) -> list[str]:
    """Return what in a text could steer a terminal, colours aside."""
    colours = re.sub(r"\x1b\[[0-9;]*m", "", text)
    return re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", colours)


# --- widths ---------------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "Mindful"),
        ("show", "courier-2021", "--lang", "fr"),
        ("query", "DESCRIBE id:ada-gray id:mindful"),
    ],
    ids=lambda a: " ".join(a[:2]),
)
def test_nothing_is_wider_than_the_terminal_and_nothing_is_cut(
    arguments: tuple[str, ...],
    width: int,
    terminal: Callable[..., Done],
    plain: Callable[[str], str],
    aiactors: Run,
    trig: Path,
) -> None:
    """The same words as without a terminal, in as many lines as it takes."""
    done = terminal(width, *arguments, "-s", trig)
    assert done.code == 0
    lines = plain(done.out).splitlines()
    # Addresses are left in one piece, so that they can be clicked.
    assert all(cell_len(line) <= width for line in lines if "http" not in line)
    assert "…" not in done.out
    whole = aiactors(*arguments, "-s", trig).out
    assert sorted(re.sub(r"[\s─]", "", "".join(lines))) == sorted(re.sub(r"[\s─]", "", whole))


def test_rows_with_more_columns_than_fit_are_blocks(
    terminal: Callable[..., Done], plain: Callable[[str], str], trig: Path
) -> None:
    """One line for each column that has a value, and no word is broken."""
    names = "?relation ?something ?organization ?unbound ?remark ?document"
    rows = """("disagreement" "considerable" "International" UNDEF "nothing of the kind was said" 5)
        ("a" "b" "c" "d" "e" 6)"""
    query = f"SELECT {names} {{ VALUES ({names}) {{ {rows} }} }}"
    lines = [
        line.rstrip() for line in plain(terminal(60, "query", query, "-s", trig).out).splitlines()
    ]
    assert lines == [
        "relation      disagreement",
        "something     considerable",
        "organization  International",
        "remark        nothing of the kind was said",
        "document      5",
        "",
        "relation      a",
        "something     b",
        "organization  c",
        "unbound       d",
        "remark        e",
        "document      6",
        "",
        "2 rows",
    ]
    assert len(plain(terminal(100, "query", query, "-s", trig).out).splitlines()) == 5


def test_columns_are_aligned_all_the_way_down(
    terminal: Callable[..., Done], plain: Callable[[str], str], trig: Path
) -> None:
    """From one group of relations to the next."""
    shown = plain(terminal(120, "show", "Mindful", "-s", trig).out)
    lines = shown[shown.index("ROLES") : shown.index("BOTH SIDES")].splitlines()
    starts = {
        word: {line.index(word) for line in lines if word in line and line.startswith("  ")}
        for word in ("reported", "Rival  ", "Ada Gray (")
    }
    assert starts["reported"] == {lines[1].index("reported")}
    assert starts["Rival  "] == starts["Ada Gray ("]


def test_a_terminal_has_colours_and_a_pipe_has_none(
    terminal: Callable[..., Done], process: Callable[..., Done], trig: Path
) -> None:
    """Files and other programs get text."""
    assert "\x1b[" in terminal(80, "show", "Mindful", "-s", trig).out
    assert "\x1b[" not in process("show", "Mindful", "-s", trig).out


def test_a_pipe_is_not_wrapped(process: Callable[..., Done], trig: Path) -> None:
    """However narrow the terminal is from which it was started: one row, one line."""
    query = f"SELECT ?long {{ VALUES ?long {{ '{'word ' * 2000}' }} }}"
    done = process("query", query, "-s", trig, env={"COLUMNS": "40"})
    header, _, row, count = done.out.splitlines()
    assert (header, count) == ("long", "1 row")
    assert row == ("word " * 2000).rstrip()


def test_the_list_of_queries_fits(
    terminal: Callable[..., Done], plain: Callable[[str], str]
) -> None:
    """It is what people look at first."""
    done = terminal(60, "queries", "--lang", "fr")
    assert done.code == 0
    lines = plain(done.out).splitlines()
    assert all(cell_len(line) <= 60 for line in lines)


# --- hostile names --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "a"),
        ("show", "d"),
        ("query", "SELECT * { ?s ?p ?o . ?s a ?c FILTER (STRSTARTS(STR(?s), STR(id:))) }"),
        ("query", "DESCRIBE id:a"),
        ("show", "Twin"),
        ("show", "Alas"),
        ("draw", "/dev/null", "--focus", "twim"),
    ],
    ids=lambda a: " ".join(a[:2]),
)
def test_names_cannot_steer_the_terminal(
    arguments: tuple[str, ...], terminal: Callable[..., Done], aiactors: Run, hostile: Path
) -> None:
    """Neither in the output nor in an error, on a terminal or in a pipe."""
    shown = terminal(100, *arguments, "-s", hostile)
    assert steers(shown.out) == []
    piped = aiactors(*arguments, "-s", hostile)
    assert steers(piped.out + piped.err) == []
    assert "\x1b" not in piped.out + piped.err


def test_names_are_shown_as_they_are(aiactors: Run, hostile: Path) -> None:
    """What looks like markup or an emoji is text."""
    out = aiactors("show", "a", "-s", hostile).out
    assert "[bold red]B[/] :smile: �[2J�]0;owned�Evil �name�" in out
    assert "Note �[2J�]0;owned�Evil �name� [red]" in out
    assert aiactors("show", "Twin", "-s", hostile).err.count("\n") == 3


@pytest.mark.parametrize("format_", ["csv", "json", "ttl"])
def test_other_formats_keep_every_character(format_: str, aiactors: Run, hostile: Path) -> None:
    """They are for programs, and programs need what is there."""
    query = "DESCRIBE id:a" if format_ == "ttl" else "SELECT ?n { id:a skos:prefLabel ?n }"
    out = aiactors("query", query, "-f", format_, "-s", hostile).out
    assert "\x1b" in out or "\\u001b" in out.lower()


def test_what_a_person_types_cannot_steer_either(aiactors: Run, trig: Path) -> None:
    """It may have been pasted."""
    for arguments in (
        ("show", "\x1b[2J", "-s", trig),
        ("query", "ASK { \x1b[2J }", "-s", trig),
        ("query", "founders", "\x1b[2J=x", "-s", trig),
        ("export", "\x1b[2J", "-s", trig),
        ("query", "ASK {}", "-s", "\x1b[2J.ttl"),
    ):
        done = aiactors(*arguments)
        assert done.code != 0
        assert "\x1b" not in done.err


def test_a_broken_file_cannot_steer_either(aiactors: Run, tmp_path: Path) -> None:
    """Its text stands in the message."""
    for name, text in (("a.ttl", "id:\x1b[2Jx a"), ("a.yaml", "\x1b[2J: \x1b]0;x\x07")):
        (tmp_path / name).write_text(text)
        done = aiactors("query", "ASK {}", "-s", tmp_path / name)
        assert done.code != 0
        assert steers(done.err) == []

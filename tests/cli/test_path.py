"""``aiactors path``: how actors are tied, from the terminal."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aiactors.cli.path import WORDS

if TYPE_CHECKING:
    from tests.cli.conftest import Done, Run

NOTHING = "Nothing ties them so; --disputed, --bulk or --longest looks further.\n"
ADA = """\
Ada Gray and Rival

 1.  Ada Gray  2 hops
     founded Mindful      2019-04, established, 2 sources [1], best of 2
     competes with Rival  established, 2 sources [2]

SOURCES
  [1]  How Mindful began, The Gazette, 2020-03-01
       https://gazette.example/2020/03/01/mindful
  [2]  The quarrel, The Courier, about 2021
       https://courier.example/quarrel
"""


def test_every_word_is_there_in_both_languages() -> None:
    """One that lacks would be an error in that language only."""
    assert WORDS["en"].keys() == WORDS["fr"].keys()


def test_a_tie_is_shown(aiactors: Run, trig: Path) -> None:
    """Each hop with relation, time, status and source; the weakest; then the sources."""
    done = aiactors("path", "Ada Gray", "Rival", "-k", "1", "-s", trig)
    assert (done.code, done.out, done.err) == (0, ADA, "")


def test_the_weakest_hop_is_named(aiactors: Run, trig: Path) -> None:
    """Where one stands less well than another."""
    out = aiactors("path", "Ada Gray", "Bob Gray", "-s", trig).out
    assert "\n     weakest: Bob Gray works for Mindful (since 2020)\n" in out
    french = aiactors("path", "Ada Gray", "Bob Gray", "-s", trig, "-l", "fr").out
    assert "le plus faible\u00a0: Bob Gray travaille pour Mindful" in french


def test_it_is_told_in_french(aiactors: Run, trig: Path) -> None:
    """Relations, dates and statuses."""
    out = aiactors("path", "Ada Gray", "Rival", "-k", "1", "-s", trig, "-l", "fr").out
    assert out.startswith("Ada Gray et Rival\n\n 1.  Ada Gray  2 pas\n     a fondé Mindful ")
    for english in ("founded", "established", "reported", "hops"):
        assert english not in out


def test_nothing_is_no_mistake(aiactors: Run, trig: Path) -> None:
    """As a query without rows is none; what is not tied is said."""
    done = aiactors("path", "Ada Gray", "Lone Wolf", "-s", trig)
    assert (done.code, done.err) == (0, "")
    assert done.out == f"Ada Gray and Lone Wolf\n{NOTHING}"
    done = aiactors("path", "Ada Gray", "Lone Wolf", "-s", trig, "-f", "json")
    assert json.loads(done.out)["ties"] == []


def test_several_actors(aiactors: Run, trig: Path) -> None:
    """Each two of them."""
    out = aiactors("path", "Ada Gray", "Rival", "Bob Gray", "-k", "1", "-s", trig).out
    heads = [line for line in out.splitlines() if " and " in line and not line.startswith(" ")]
    assert heads == ["Ada Gray and Rival", "Ada Gray and Bob Gray", "Rival and Bob Gray"]
    assert out.count("SOURCES") == 1


def test_json(aiactors: Run, trig: Path) -> None:
    """All that is known of a tie, each statement with its source."""
    found = json.loads(aiactors("path", "Ada Gray", "Rival", "-s", trig, "-f", "json").out)
    assert found["names"] == {"id:ada-gray": "Ada Gray", "id:rival": "Rival"}
    assert found["pairs"] == [["id:ada-gray", "id:rival"]]
    hop = found["ties"][0]["hops"][0]
    assert (hop["start"], hop["end"]) == ("id:ada-gray", "id:mindful")
    best = hop["supports"][0]
    assert best["statement"].startswith("st:")
    assert found["sources"][best["source"] - 1]["text"]


def test_conditions(aiactors: Run, trig: Path) -> None:
    """Status, day, relations, length."""
    arguments: list[str | Path] = ["path", "Ada Gray", "Rival", "-s", trig]
    assert NOTHING in aiactors(*arguments, "--without", "competes-with").out
    assert "founded" not in aiactors(*arguments, "-w", "founded", "-w", "owns").out
    assert "founded Mindful" not in aiactors(*arguments, "--as-of", "2018-01-01").out
    assert NOTHING in aiactors(*arguments, "--longest", "1").out
    assert "reported" not in aiactors(*arguments, "--only", "established").out
    assert aiactors(*arguments, "--disputed", "--bulk").code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ([], 2, "FROM"),
        (["Ada Gray"], 2, "TO"),
        (["Ada Gray", "Ada Gray"], 1, "name two different ones"),
        (["Ada Gray", "Adda Grey"], 2, "no entity is named 'Adda Grey'"),
        (["Ada Gray", ""], 2, "no entity is named ''"),
        (["Ada Gray", "Gray"], 2, "name one by its id"),
        (["Ada Gray", "leaked-mail"], 1, "ties lead between people"),
        (["Ada Gray", "Rival", "--without", "competes"], 2, "Did you mean competes-with"),
        (["Ada Gray", "Rival", "--as-of", "yesterday"], 1, "yesterday"),
        (["Ada Gray", "Rival", "--only", "claimed"], 1, "unknown status 'claimed'"),
        (["Ada Gray", "Rival", "-k", "0"], 1, "k 0: use a number from 1 to 100"),
        (["Ada Gray", "Rival", "--longest", "99"], 1, "longest 99"),
        (["Ada Gray", "Rival", "-f", "xml"], 1, "unknown format 'xml'"),
        (["Ada Gray", "\udcff"], 2, "no entity is named"),
    ],
)
def test_what_is_wrong_is_said(
    arguments: list[str], code: int, says: str, aiactors: Run, trig: Path
) -> None:
    """In one line, with what to do."""
    done = aiactors("path", *arguments, "-s", trig)
    assert (done.code, done.out) == (code, "")
    assert says in done.err


@pytest.mark.parametrize("width", [30, 80, 120])
def test_nothing_is_wider_than_the_screen(
    width: int, terminal: Callable[..., Done], plain: Callable[[str], str], trig: Path
) -> None:
    """But addresses, which the terminal breaks, so that they can be copied."""
    done = terminal(width, "path", "Ada Gray", "Rival", "-s", trig)
    assert done.code == 0
    lines = plain(done.out).splitlines()
    assert all(len(line) <= width for line in lines if "https://" not in line)


@pytest.mark.heavy
def test_the_release_is_tied(aiactors: Run) -> None:
    """Whatever is in it by then."""
    done = aiactors("path", "Elon Musk", "Google DeepMind", "-k", "2")
    assert (done.code, done.err) == (0, "")
    assert "Elon Musk" in done.out

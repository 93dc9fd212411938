"""Passages are found again in the texts at hand, or it is said what became of them."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest

import aiactors
from aiactors.check import DocumentCheck, PassageCheck, check_passages
from aiactors.errors import FileError
from aiactors.model import (
    Attribution,
    Document,
    Dossier,
    DossierSet,
    Evidence,
    LangString,
    Statement,
    text_hash,
)

TEXT = Path(__file__).with_name("gazette.txt").read_text("utf-8")
FIRST, SECOND = "Ada Gray founded Mindful.", "She has run the company herself."


@pytest.fixture(scope="module")
def dossiers(world: Path) -> DossierSet:
    """The small world: two of its passages stand in ``gazette.txt``."""
    return aiactors.open(world).dossiers


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the text of the one document that has one."""
    (tmp_path / "gazette.txt").write_text(TEXT, "utf-8", newline="")
    return tmp_path


def only(checks: Iterable[DocumentCheck]) -> DocumentCheck:
    """Return the only check."""
    (found,) = checks
    return found


def outcomes(checks: Iterable[DocumentCheck]) -> list[str]:
    """Return what became of the passages of the only document."""
    return [str(passage.outcome) for passage in only(checks).passages]


def with_passage(*predicates: str, **passage: object) -> DossierSet:
    """Return dossiers with one document, ``gazette.txt``, and one passage of it."""
    evidence = Evidence.model_validate({"document": "id:d", "gist": (("en", "x"),), **passage})
    said = Attribution(said_in="id:d", evidence=(evidence,))
    document = Document(
        id="d", kinds=("Article",), names=(LangString("en", "D"),), file="gazette.txt"
    )
    statements = tuple(
        Statement(subject="id:d", predicate=predicate, object="id:d", attributions=(said,))
        for predicate in predicates or ("p",)
    )
    title = (LangString("en", "T"),)
    return DossierSet(
        dossiers=(Dossier(name="a", title=title, documents=(document,), statements=statements),)
    )


# --- what became of a passage ---------------------------------------------------------------


def test_passages_that_stand_where_they_stood_are_found(dossiers: DossierSet, folder: Path) -> None:
    """In the text as it was."""
    check = only(check_passages(dossiers, folder))
    assert (check.document, check.file, check.changed) == ("id:gazette-2020", "gazette.txt", False)
    assert [(p.start, p.end, p.outcome) for p in check.passages] == [
        (0, 25, "found"),
        (27, 59, "found"),
    ]


def test_passages_that_stand_elsewhere_have_moved(dossiers: DossierSet, folder: Path) -> None:
    """A line was put on top: the hash finds them, and tells where they are now."""
    (folder / "gazette.txt").write_text("Updated.\n" + TEXT, "utf-8", newline="")
    check = only(check_passages(dossiers, folder))
    assert check.changed
    assert [(p.outcome, p.new_start) for p in check.passages] == [("moved", 9), ("moved", 36)]
    assert str(check.passages[0]) == (
        "gazette.txt: passage 0-25 of id:gazette-2020: moved, now at 9"
    )


def test_passages_that_are_gone_have_vanished(dossiers: DossierSet, folder: Path) -> None:
    """The text was rewritten; what still stands is found all the same."""
    (folder / "gazette.txt").write_text(TEXT.replace("has run", "runs"), "utf-8")
    check = only(check_passages(dossiers, folder))
    assert check.changed
    assert [p.outcome for p in check.passages] == ["found", "vanished"]
    assert check.passages[1].new_start is None


def test_of_two_places_the_nearest_is_the_new_one(dossiers: DossierSet, folder: Path) -> None:
    """A sentence may be said twice."""
    (folder / "gazette.txt").write_text(f"{SECOND}{'.' * 40}{SECOND}", "utf-8")
    check = only(check_passages(dossiers, folder))
    assert [(p.outcome, p.new_start) for p in check.passages][1] == ("moved", 0)


def test_the_nearest_place_may_be_a_later_one(dossiers: DossierSet, folder: Path) -> None:
    """The passage stood at 27: 40 is nearer than 0."""
    (folder / "gazette.txt").write_text(f"{SECOND}{'.' * 8}{SECOND}", "utf-8")
    check = only(check_passages(dossiers, folder))
    assert [(p.outcome, p.new_start) for p in check.passages][1] == ("moved", 40)


@pytest.mark.parametrize("text", ["", "x", "Ada"])
def test_a_text_that_is_shorter_than_the_passage_lacks_it(
    text: str, dossiers: DossierSet, folder: Path
) -> None:
    """An empty file as well."""
    (folder / "gazette.txt").write_text(text, "utf-8")
    assert outcomes(check_passages(dossiers, folder)) == ["vanished", "vanished"]


# --- which text belongs to which document ---------------------------------------------------


def test_a_text_under_another_name_is_known_by_its_hash(dossiers: DossierSet, folder: Path) -> None:
    """People rename what they download."""
    (folder / "gazette.txt").rename(folder / "Renamed copy (2).txt")
    check = only(check_passages(dossiers, folder))
    assert (check.file, check.changed) == ("Renamed copy (2).txt", False)


def test_the_hash_goes_before_the_name(dossiers: DossierSet, folder: Path) -> None:
    """A newer version took its name, and the old text is still there."""
    (folder / "gazette.txt").rename(folder / "old.txt")
    (folder / "gazette.txt").write_text("Another text.", "utf-8")
    assert only(check_passages(dossiers, folder)).file == "old.txt"


def test_a_document_without_text_here_is_told(dossiers: DossierSet, tmp_path: Path) -> None:
    """It was not checked, and that is not the same as being right."""
    check = only(check_passages(dossiers, tmp_path))
    assert (check.document, check.file, check.passages) == ("id:gazette-2020", None, ())


def test_what_is_no_text_is_passed_over(dossiers: DossierSet, folder: Path) -> None:
    """Pictures, hidden files, folders, pipes."""
    (folder / "picture.png").write_bytes(b"\x89PNG\xff\xfe")
    (folder / ".hidden").write_text("x")
    (folder / "gazette.txt.d").mkdir()
    os.mkfifo(folder / "pipe")
    assert outcomes(check_passages(dossiers, folder)) == ["found", "found"]


@pytest.mark.parametrize("name", ["missing", "gazette.txt"])
def test_what_is_no_folder_is_said(name: str, dossiers: DossierSet, folder: Path) -> None:
    """A check of nothing must not pass."""
    with pytest.raises(FileError, match="is not a folder: name the one that holds the documents"):
        list(check_passages(dossiers, folder / name))


# --- what there is to look for --------------------------------------------------------------


def test_a_passage_is_told_once_however_often_it_is_used(folder: Path) -> None:
    """One sentence may carry several statements."""
    given = with_passage("p", "q", start=0, end=25, quote_hash=text_hash(FIRST))
    assert len(given.statements) == 2
    assert outcomes(check_passages(given, folder)) == ["found"]


def test_a_passage_with_neither_hash_nor_quote_is_left_out(folder: Path) -> None:
    """There is nothing to compare with."""
    assert list(check_passages(with_passage(start=0, end=25), folder)) == []
    assert list(check_passages(with_passage(where="paragraph 1"), folder)) == []


@pytest.mark.parametrize(
    ("passage", "outcome"),
    [
        ({"quote": SECOND}, "found"),
        ({"quote": SECOND, "start": 27, "end": 59}, "found"),
        ({"quote": SECOND, "start": 0, "end": 32}, "moved"),
        ({"quote": "She never did."}, "vanished"),
        ({"quote_hash": text_hash(SECOND), "start": 0, "end": 32}, "moved"),
        ({"quote_hash": text_hash(SECOND), "start": 0, "end": 31}, "vanished"),
    ],
)
def test_quotes_are_found_by_their_words(
    passage: dict[str, object], outcome: str, folder: Path
) -> None:
    """And hashes by their length."""
    assert outcomes(check_passages(with_passage(**passage), folder)) == [outcome]


def test_a_hash_alone_cannot_be_looked_for(folder: Path) -> None:
    """It does not say how long the passage is: neither found nor gone."""
    given = with_passage(quote_hash=text_hash(SECOND), where="paragraph 2")
    assert outcomes(check_passages(given, folder)) == ["unchecked"]


def test_accents_may_be_written_in_two_ways(folder: Path) -> None:
    """Some systems take letters and accents apart."""
    (folder / "gazette.txt").write_text(unicodedata.normalize("NFD", TEXT), "utf-8")
    assert outcomes(check_passages(with_passage(quote="À bientôt."), folder)) == ["found"]
    start = unicodedata.normalize("NFD", TEXT).index("A\u0300 ")
    length = len(unicodedata.normalize("NFD", "À bientôt."))
    given = with_passage(start=start, end=start + length, quote_hash=text_hash("À bientôt."))
    assert outcomes(check_passages(given, folder)) == ["found"]


def test_a_place_is_that_of_the_text_as_it_is_written(folder: Path) -> None:
    """Where accents that stand before it are signs of their own, they count."""
    text = unicodedata.normalize("NFD", "Été, été. À bientôt. " + TEXT)
    (folder / "gazette.txt").write_text(text, "utf-8")
    given = with_passage(start=1, end=3, quote="À bientôt.", quote_hash=text_hash("À bientôt."))
    [document] = check_passages(given, folder)
    assert [p.new_start for p in document.passages] == [text.index("A\u0300 ")]


def test_a_long_text_is_searched_in_little_time(folder: Path) -> None:
    """A book of half a million characters, and a passage that is not in it."""
    (folder / "gazette.txt").write_text("All work and no play. " * 24_000, "utf-8")
    given = with_passage(start=9, end=59, quote_hash=text_hash("x" * 50))
    assert outcomes(check_passages(given, folder)) == ["vanished"]


def test_a_passage_says_where_it_was() -> None:
    """In one line, whatever is known."""
    check = PassageCheck("id:d", "d.txt", "0", None, None, "vanished")
    assert str(check) == "d.txt: passage of id:d: vanished"

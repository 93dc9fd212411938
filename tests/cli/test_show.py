"""``aiactors show``: the record of an entity, for people to read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aiactors.cli.show import WORDS
from aiactors.rdf import to_trig
from tests.facts.world import dossiers, told

if TYPE_CHECKING:
    from tests.cli.conftest import Run

ADA = """\
Ada Gray
person · also: A. Gray, Mme Gray
https://ada.example/
https://other.example/ada
An engineer.

ROLES
  is chief executive officer of  Mindful (interim)  2019-04 to 2021  reported     [1]
  founded                        Mindful            2019-04          established  [1] [2]

MONEY
  funded  Mindful (USD 250,000)    disputed  [2]

BOTH SIDES
  Ada Gray funded Mindful (USD 250,000) — disputed
    asserts  Ada Gray  She says that she paid.       [2]
    denies   Rival     Rival says that she did not.  [2]

SOURCES
  [1]  How Mindful began, The Gazette, 2020-03-01
       https://gazette.example/2020/03/01/mindful
  [2]  The quarrel, The Courier, about 2021
       https://courier.example/quarrel
"""


def test_a_record_is_shown(aiactors: Run, trig: Path) -> None:
    """Names, roles with dates, relations grouped, disputes with both sides, sources."""
    done = aiactors("show", "Ada Gray", "--store", trig)
    assert (done.code, done.out, done.err) == (0, ADA, "")


def test_a_record_is_shown_in_french(aiactors: Run, trig: Path) -> None:
    """Headings, relations, numbers, dates; what has no French is in English."""
    out = aiactors("show", "mindful", "--lang", "fr", "--store", trig).out
    assert "\nentreprise · laboratoire de recherche · aussi\u00a0: Mindful AI\n" in out
    assert "  a pour PDG  Ada Gray (par intérim)  2019-04 à 2021  rapporté  [1]\n" in out
    assert "  Ada Gray a financé Mindful (250\u00a0000 USD) — contesté\n" in out
    assert "\nLES DEUX CÔTÉS\n" in out
    assert "  acquis par    Rival                       2021  tenté     [3]" in out
    for english in ("BOTH SIDES", "established", "since", "founded"):
        assert english not in out


def test_every_word_is_there_in_both_languages() -> None:
    """One that lacks would be an error in that language only."""
    assert {frozenset(texts) for texts in WORDS.values()} == {frozenset({"en", "fr"})}


def test_an_entity_of_which_nothing_is_said_says_so(aiactors: Run, trig: Path) -> None:
    """It is known, and that is all."""
    done = aiactors("show", "Lone Wolf", "-s", trig)
    assert done.out == "Lone Wolf\nperson · also: Loup solitaire\nnothing is said of it yet\n"
    done = aiactors("show", "Lone Wolf", "-s", trig, "-l", "fr")
    assert done.out.endswith("\nrien n’en est encore dit\n")


def test_a_document_shows_what_it_says(aiactors: Run, trig: Path) -> None:
    """And who published it, when, and where it is."""
    done = aiactors("show", "leaked-mail", "-s", trig)
    assert done.out == (
        "E-mail by Ada Gray\n"
        "e-mail · also: Courriel d’Ada Gray\n"
        "2019-05\n"
        "\n"
        "WHAT IT SAYS\n"
        "  Bob Gray supported “Openness pays”  Ada Gray  asserts\n"
    )


@pytest.mark.parametrize(
    ("name", "lang"),
    [("Elon Musk", "en"), ("OpenAI", "fr"), ("fusion-avortee-openai-tesla", "fr"), ("Grok", "en")],
)
@pytest.mark.heavy
def test_the_release_is_shown(name: str, lang: str, aiactors: Run) -> None:
    """Whole records, of all kinds of entity."""
    done = aiactors("show", name, "-l", lang)
    assert (done.code, done.err) == (0, "")
    assert not any(line != line.rstrip() for line in done.out.splitlines())
    assert len(done.out.splitlines()) > 15


@pytest.mark.parametrize("name", ["noe leger", "NOÉ LÉGER", "id:noe-leger", "Léger"])
def test_names_are_found_without_accents_and_case(name: str, aiactors: Run, trig: Path) -> None:
    """By id, name, alias or a word of one."""
    assert aiactors("show", name, "-s", trig).out.startswith("Noé Léger\n")


def test_a_name_of_several_is_not_guessed(aiactors: Run, trig: Path) -> None:
    """They are listed with the ids by which one can be named."""
    done = aiactors("show", "Gray", "-s", trig)
    assert (done.code, done.out) == (2, "")
    lines = done.err.splitlines()
    assert lines[0].endswith("entities; name one by its id:")
    assert "  ada-gray  Ada Gray" in lines
    assert "  bob-gray  Bob Gray" in lines


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["Adda Gray"], 2, "no entity is named 'Adda Gray'. Did you mean Ada Gray"),
        (["xyzzy"], 2, "no entity is named 'xyzzy'."),
        ([""], 2, "no entity is named ''."),
        (["\udcff"], 2, "no entity is named '\\udcff'."),
        (["Ada Gray", "--lang", "de"], 1, "unknown language 'de'. Use en, fr."),
        (["Ada Gray", "--lang", "FR"], 1, "unknown language 'FR'. Did you mean fr?"),
    ],
)
def test_what_is_unknown_is_named(
    arguments: list[str], code: int, says: str, aiactors: Run, trig: Path
) -> None:
    """With what is near."""
    done = aiactors("show", *arguments, "-s", trig)
    assert (done.code, done.out) == (code, "")
    assert says in done.err


@pytest.mark.parametrize("store", ["store", "ai-actors.trig", "ai-actors.ttl"])
def test_it_is_the_same_from_every_kind_of_store(store: str, aiactors: Run, release: Path) -> None:
    """On disk, TriG, Turtle."""
    assert aiactors("show", "Ada Gray", "-s", release / store).out == ADA


def test_it_is_the_same_from_dossiers(aiactors: Run, world: Path) -> None:
    """Before anything is built."""
    assert aiactors("show", "Ada Gray", "-s", world).out == ADA


def test_it_can_be_shown_from_a_standpoint(aiactors: Run, world: Path) -> None:
    """What had ended is not there, nor what was not yet told, nor what others say."""
    whole = aiactors("show", "Mindful", "--store", world).out
    early = aiactors("show", "Mindful", "--as-of", "2018-01-01", "--store", world).out
    known = aiactors("show", "Mindful", "--known-by", "2020-03-01", "--store", world).out
    told = aiactors("show", "Mindful", "--stance", "Ada Gray", "--store", world).out
    assert "interim" in whole
    assert "interim" not in early
    assert "interim" in known
    assert "USD 250,000" in told
    assert "interim" not in told


def test_a_record_opens_with_it(aiactors: Run, tmp_path: Path) -> None:
    """In the terminal; from a standpoint there are no facts, and nothing is said of now."""
    path = tmp_path / "lab.trig"
    path.write_text(to_trig(dossiers(told("ada", "chiefExecutiveOf", "lab", "2021-04/"))))
    head = "lab\ncompany\n\nNOW, 2025-01-10\n"
    head += "  has chief executive officer  ada  since 2021-04  last seen 2021-04\n\nROLES\n"
    assert aiactors("show", "lab", "-s", path).out.startswith(head)
    assert "NOW" not in aiactors("show", "lab", "-s", path, "--as-of", "2024-01-01").out
    french = aiactors("show", "lab", "-s", path, "-l", "fr").out
    assert "\nÀ PRÉSENT, 2025-01-10\n" in french
    assert "  a pour PDG  ada  depuis 2021-04  dernière mention 2021-04\n" in french

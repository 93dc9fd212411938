"""Persons in two spellings are found, and persons who merely have like names are not."""

from __future__ import annotations

import pytest

from aiactors.check import two_spellings
from aiactors.model import Dossier, DossierSet, Entity


def person(name: str, at: int, *aliases: str) -> Entity:
    """A person; the id tells nothing of the name."""
    return Entity.model_validate(
        {
            "id": f"person-{at}",
            "kinds": ("Person",),
            "names": (("en", name), ("fr", name)),
            "aliases": tuple(("en", alias) for alias in aliases),
        }
    )


def found(*entities: Entity) -> list[tuple[str, ...]]:
    """The pairs that are found among some entities."""
    dossier = Dossier.model_validate(
        {"name": "d", "title": (("en", "D"),), "entities": tuple(entities)}
    )
    findings = list(two_spellings(DossierSet(dossiers=(dossier,))))
    assert not any(f.error for f in findings)
    return [(f.about, *f.details) for f in findings]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergey Brin", "Sergei Brin"),
        ("Anna Müller", "Muller, Anna"),
        ("Dario Amodei", "Dario J. Amodei"),
        ("Zhang Peng", "Peng Zhang"),
        ("Ilya Sutskever", "Ilya Sutskevar"),
        ("Ilya Sutskever", "Ilya Sutsskever"),
        ("Łukasz Kaiser", "ŁUKASZ KAISER"),
    ],
)
def test_one_name_in_two_spellings(one: str, other: str) -> None:
    """Order, marks, capitals, initials, or one letter of a long word."""
    assert found(person(one, 1), person(other, 2)) == [("id:person-1", "id:person-2")]
    assert found(person(other, 1), person(one, 2)) == [("id:person-1", "id:person-2")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zhang Peng", "Zhang Feng"),
        ("Dario Amodei", "Daniela Amodei"),
        ("Sam Altman", "Jack Altman"),
        ("Musk", "Musks"),
        ("Anna Müller", "Anna Maria Müller"),
    ],
)
def test_two_names(one: str, other: str) -> None:
    """Short words that differ in a letter are other words, and more words another name."""
    assert found(person(one, 1), person(other, 2)) == []


def test_aliases_count_and_organisations_do_not() -> None:
    """An alias is a name under which the other one was entered."""
    alias = person("Robert Gray", 1, "Bobby Gray")
    assert found(alias, person("Gray, Bobby", 2)) == [("id:person-1", "id:person-2")]
    company = person("Gray Bobby", 3).model_copy(update={"kinds": ("Company",)})
    assert found(alias, company) == []


def test_the_very_same_name_is_left_to_another_rule() -> None:
    """It is an error there, and need not be told twice."""
    assert found(person("Ada Gray", 1), person("Ada Gray", 2)) == []
    alias = person("Ada Gray", 3, "Adda Graye")
    assert found(person("Ada Gray", 1), person("Ada Gray", 2), alias) == []
    other = person("Graye, Adda", 4)
    assert found(person("Ada Gray", 1), alias, other) == [("id:person-3", "id:person-4")]


def test_thousands_of_the_very_same_name_are_no_pairs() -> None:
    """Nor is each compared with each other."""
    crowd = [person("Wei Zhang", n) for n in range(3_000)]
    assert found(*crowd, person("Zhange, Wei", 3_000))[:1] == [("id:person-0", "id:person-3000")]

"""The bulk dossiers that ship: marked, told from the others by name, and read through a table."""

from __future__ import annotations

from tests.strategies import shipped_dossiers


def test_their_names_say_what_they_are() -> None:
    """Whoever looks at the folder sees which dossiers nobody wrote by hand."""
    named = {d.name for d in shipped_dossiers().dossiers if d.name.startswith("bulk-")}
    assert {d.name for d in shipped_dossiers().in_bulk.dossiers} == named


def test_they_say_how_they_were_made() -> None:
    """In both languages."""
    for dossier in shipped_dossiers().in_bulk.dossiers:
        assert [text.lang for text in dossier.about] == ["en", "fr"], dossier.name


def test_what_was_read_is_what_was_opened() -> None:
    """Every passage stands in a table or a feed that has a day on which it was read."""
    dossiers = shipped_dossiers()
    for statement in dossiers.in_bulk.statements.values():
        for attribution in statement.attributions:
            document = dossiers.documents[attribution.read_in]
            assert document.accessed is not None, (statement.ref, document.id)
            assert attribution.claimant is None

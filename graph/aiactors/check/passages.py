"""Evidence against the texts at hand: does each passage still stand where it stood?

A passage is looked for at its position, then by its hash all over the text, since a hash says
how long nothing is but the position's length does; then, where a quote is at hand, by its words.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from aiactors.errors import FileError
from aiactors.model import Document, DossierSet, Evidence, text_hash

Outcome = Literal["found", "moved", "vanished", "unchecked"]


@dataclass(frozen=True, slots=True)
class PassageCheck:
    """What became of one passage.

    Attributes:
        document: reference of the document.
        file: the file that was looked into.
        evidence: id of the passage.
        start: where it should stand.
        end: where it should end.
        outcome: ``found``: it stands where it stood; ``moved``: it stands elsewhere;
            ``vanished``: it is nowhere in the text; ``unchecked``: it has a hash and no
            position, and a hash does not say how long the passage is.
        new_start: where it stands now, if it moved.
    """

    document: str
    file: str
    evidence: str
    start: int | None
    end: int | None
    outcome: Outcome
    new_start: int | None = None

    def __str__(self) -> str:
        """Return it in one line."""
        where = "" if self.start is None else f" {self.start}-{self.end}"
        now = "" if self.new_start is None else f", now at {self.new_start}"
        return f"{self.file}: passage{where} of {self.document}: {self.outcome}{now}"


@dataclass(frozen=True, slots=True)
class DocumentCheck:
    """What became of one document.

    Attributes:
        document: reference of the document.
        file: the file of its text; None where none was at hand.
        changed: whether the text has another hash than it had.
        passages: what became of its passages.
    """

    document: str
    file: str | None
    changed: bool
    passages: tuple[PassageCheck, ...]


def _texts(folder: Path) -> dict[str, str]:
    """Name of each file of text in a folder → its text."""
    if not folder.is_dir():
        raise FileError(folder, "is not a folder: name the one that holds the documents' texts")
    texts = {}
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.name.startswith("."):
            try:
                texts[path.name] = path.read_bytes().decode("utf-8")
            except UnicodeDecodeError:
                continue  # not a text: a picture, a PDF
            except OSError as error:
                raise FileError(path, f"cannot be read: {error.strerror or error}") from None
    return texts


def check_passages(dossiers: DossierSet, folder: Path) -> Iterator[DocumentCheck]:
    """Look for the passages of all documents whose texts are in a folder.

    A text belongs to a document by its hash, or by the name of its file.

    Yields one check for each document that has passages with a position, a hash or a quote.
    """
    texts = _texts(folder)
    by_hash = {text_hash(text): name for name, text in texts.items()}
    for ref, evidence in sorted(_by_document(dossiers).items()):
        document = dossiers.documents.get(ref)
        if document is None:
            continue
        name = _file_of(document, texts, by_hash)
        if name is None:
            yield DocumentCheck(ref, None, False, ())
            continue
        text = texts[name]
        changed = document.text_hash not in (None, text_hash(text))
        checks = tuple(_check(e, text, name) for e in evidence)
        yield DocumentCheck(ref, name, changed, checks)


def _by_document(dossiers: DossierSet) -> dict[str, list[Evidence]]:
    found: dict[str, dict[str, Evidence]] = {}
    for statement in dossiers.statements.values():
        for attribution in statement.attributions:
            for e in attribution.evidence:
                if e.quote_hash is not None or e.quote is not None:
                    found.setdefault(e.document, {})[e.id] = e
    return {
        ref: sorted(table.values(), key=lambda e: (e.start or 0, e.id))
        for ref, table in found.items()
    }


def _file_of(document: Document, texts: dict[str, str], by_hash: dict[str, str]) -> str | None:
    if document.text_hash in by_hash:
        return by_hash[document.text_hash]
    return document.file if document.file in texts else None


def _check(evidence: Evidence, text: str, file: str) -> PassageCheck:
    def outcome(what: Outcome, new_start: int | None = None) -> PassageCheck:
        return PassageCheck(
            evidence.document, file, evidence.id, evidence.start, evidence.end, what, new_start
        )

    wanted = evidence.quote_hash or (evidence.quote and text_hash(evidence.quote))
    if evidence.start is not None and text_hash(text[evidence.start : evidence.end]) == wanted:
        return outcome("found")
    if evidence.start is None and evidence.quote is None:
        return outcome("unchecked")
    start = _search(evidence, wanted, text)
    if start is None:
        return outcome("vanished")
    return outcome("found" if evidence.start is None else "moved", start)


def _search(evidence: Evidence, wanted: str | None, text: str) -> int | None:
    """Where the passage stands now: by its words, or else by its hash and length."""
    if evidence.quote is not None:
        if (at := text.find(evidence.quote)) >= 0:
            return at
        at = _composed(text).find(_composed(evidence.quote))
        return _as_written(text, at) if at >= 0 else None
    if wanted is None or evidence.start is None or evidence.end is None:
        return None
    length = evidence.end - evidence.start
    starts = sorted(range(len(text) - length + 1), key=lambda at: abs(at - (evidence.start or 0)))
    return next((at for at in starts if text_hash(text[at : at + length]) == wanted), None)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _as_written(text: str, at: int) -> int:
    """Where a place of the composed text is in the text, which may have accents apart."""
    every = range(len(text) + 1)
    return bisect_right(every, at, key=lambda end: len(_composed(text[:end]))) - 1

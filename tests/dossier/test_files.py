"""Files: which are read, and what is said of those that cannot be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from aiactors.dossier import dossier_files, read_dossiers, read_text
from aiactors.dossier import parse as parsing
from aiactors.errors import DossierError, FileError
from aiactors.model import DossierSet

GOOD = "dossier: NAME\ntitle: {en: Case, fr: Affaire}\n"


def write(folder: Path, name: str, text: str | bytes = GOOD) -> Path:
    """Write a dossier."""
    path = folder / name
    if isinstance(text, str):
        text = text.replace("NAME", path.stem).encode()
    path.write_bytes(text)
    return path


def problems(where: Path | list[Path]) -> list[str]:
    """What is wrong in files, without their folder."""
    with pytest.raises(DossierError) as caught:
        read_dossiers(where)
    folder = where.parent if isinstance(where, Path) else where[0].parent
    return [str(p).replace(f"{folder}{os.sep}", "") for p in caught.value.problems]


def test_a_folder_a_file_or_several(tmp_path: Path) -> None:
    """In alphabetical order; other files, and folders, are passed over."""
    for name in ("b.yaml", "a.yml", "notes.txt", "c.yaml.bak"):
        write(tmp_path, name)
    (tmp_path / "d.yaml").mkdir()
    assert [path.name for path in dossier_files(tmp_path)] == ["a.yml", "b.yaml"]
    assert dossier_files(tmp_path / "b.yaml") == [tmp_path / "b.yaml"]
    for where in (tmp_path, str(tmp_path), [tmp_path / "b.yaml", tmp_path / "a.yml"]):
        assert [d.name for d in read_dossiers(where).dossiers] == ["a", "b"]
    assert read_dossiers([]) == DossierSet()


@pytest.mark.parametrize("where", ["missing", "missing/deeper", "a.yaml/below", "x" * 5000, "a\0b"])
def test_nothing_to_read(tmp_path: Path, where: str) -> None:
    """An error of the file, with its name."""
    write(tmp_path, "a.yaml")
    with pytest.raises(FileError) as caught:
        read_dossiers(tmp_path / where)
    assert where in caught.value.path


def test_what_is_neither_file_nor_folder(tmp_path: Path) -> None:
    """A device is none of both, and would never end."""
    with pytest.raises(FileError, match="name a dossier or a folder of dossiers"):
        read_dossiers(Path("/dev/null"))


def test_a_folder_without_dossiers(tmp_path: Path) -> None:
    """Nothing found is said, and not taken for an empty graph."""
    with pytest.raises(FileError, match=r"holds no dossier: expected files that end in \.yaml"):
        read_dossiers(tmp_path)


def test_an_unreadable_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system says no."""

    def refuse(self: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(FileError, match="cannot be read: Permission denied"):
        read_dossiers(tmp_path)


def test_an_unreadable_file_hides_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a problem among those of the run."""
    secret, wrong = write(tmp_path, "a.yaml"), write(tmp_path, "b.yaml", "dossier: b\n")
    read_bytes = Path.read_bytes

    def refuse(self: Path) -> bytes:
        if self == secret:
            raise PermissionError(13, "Permission denied")
        return read_bytes(self)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert problems([secret, wrong]) == [
        "a.yaml: cannot be read: Permission denied",
        "b.yaml:1: the key 'title' is missing here. Add it.",
    ]


def test_a_folder_named_as_a_file(tmp_path: Path) -> None:
    """Where it is named as one of several files."""
    folder = tmp_path / "x.yaml"
    folder.mkdir()
    assert problems([folder]) == ["x.yaml: cannot be read: Is a directory"]
    assert problems([tmp_path / "gone.yaml"]) == [
        "gone.yaml: cannot be read: No such file or directory"
    ]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"dossier: a\ntitle: \xe9t\xe9\n", "a.yaml:2: byte 0xe9 is not UTF-8"),
        (b"\xff\xfed\x00", "a.yaml:1: byte 0xff is not UTF-8"),
        ("dossier: a\n".encode("utf-16"), "a.yaml:1: byte 0xff is not UTF-8"),
        (b"dossier: a\n\n\n\xc3", "a.yaml:4: byte 0xc3 is not UTF-8"),
        (b"dossier: \xed\xa0\x80\n", "a.yaml:1: byte 0xed is not UTF-8"),
        (b"\x00\x01\x02", "a.yaml:1: the character U+0000 is not allowed in YAML"),
        (b"\x89PNG\r\n", "a.yaml:1: byte 0x89 is not UTF-8"),
    ],
)
def test_what_is_not_utf_8_text(tmp_path: Path, data: bytes, problem: str) -> None:
    """With the line of the first byte that is not."""
    [found] = problems(write(tmp_path, "a.yaml", data))
    assert found.startswith(problem)


def test_a_byte_order_mark_and_windows_line_breaks(tmp_path: Path) -> None:
    """As some editors write them; lines are counted all the same."""
    text = "dossier: a\r\ntitle:\r\n  en: A\r\n  fr: B\r\n"
    good = write(tmp_path, "a.yaml", b"\xef\xbb\xbf" + text.encode())
    assert read_dossiers(good).dossiers[0].title[0].text == "A"
    bad = write(tmp_path, "a.yaml", b"\xef\xbb\xbf" + (text + "x: 1\r\n").encode())
    assert problems(bad) == [
        "a.yaml:5: the key 'x' is not known here. See docs/dossiers.md for the keys."
    ]


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not even opened."""
    monkeypatch.setattr(parsing, "MOST_BYTES", 1 << 20)
    large = write(tmp_path, "a.yaml", b"#" * ((1 << 20) + 1))
    assert problems(large) == ["a.yaml: larger than 1 MiB: split the dossier"]


@pytest.mark.parametrize(
    "text", ["[" * 200_000, "a: &a [*a, *a]\n" * 100], ids=["nesting", "anchors"]
)
def test_bombs(tmp_path: Path, text: str) -> None:
    """In a file as in a text."""
    [found] = problems(write(tmp_path, "a.yaml", text))
    assert found.startswith("a.yaml:1: ")


HOSTILE = """\
dossier: a
title: {en: "</script><script>alert(1)</script>", fr: "\\e[31m rouge"}
entities:
  m:
    kind: person
    names: {en: "\\" . <http://evil.example/> a <b", fr: "{{7*7}} ${x} %s"}
    aliases: [no, "null", 'true', 0x1F, "<img src=x onerror=alert(1)>", "\\u202eevil", "../../etc"]
    note: |
      Line one: "quoted" \\ back
      \t# no comment
"""


def test_hostile_labels_are_kept_as_text() -> None:
    """Whatever they would do elsewhere, here they are characters."""
    dossier = read_text(HOSTILE, "a.yaml").dossiers[0]
    [entity] = dossier.entities
    assert dossier.title[0].text == "</script><script>alert(1)</script>"
    assert dossier.title[1].text == "\x1b[31m rouge"
    assert entity.name("en") == '" . <http://evil.example/> a <b'
    assert entity.name("fr") == "{{7*7}} ${x} %s"
    assert {a.text for a in entity.aliases} == {
        "no",
        "null",
        "true",
        "0x1F",
        "<img src=x onerror=alert(1)>",
        "\u202eevil",
        "../../etc",
    }
    assert entity.note[0].text == 'Line one: "quoted" \\ back\n\t# no comment\n'

"""Tables for people: Markdown and HTML in which nothing of a value is markup."""

from __future__ import annotations

import html.parser
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiactors.query.text import counted, is_number, markdown, page, shown, table
from tests.strategies import HOSTILE, TEXT, examples


class Reader(html.parser.HTMLParser):
    """What a browser would see: elements, attributes, and the text of each cell."""

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__()
        self.elements: list[str] = []
        self.attributes: list[str] = []
        self.cells: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the element."""
        self.elements.append(tag)
        self.attributes += [name for name, _ in attrs]
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        """Leave the cell."""
        if tag in ("td", "th"):
            self.elements.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        if self.cells and self.elements[-1] in ("td", "th", "a"):
            self.cells[-1] += data


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (7, "7"),
        (Decimal("1.50"), "1.50"),
        ("id:orion", "id:orion"),
        ("http://www.w3.org/2000/01/rdf-schema#label", "rdfs:label"),
        ("http://www.w3.org/2000/01/rdf-schema#", "http://www.w3.org/2000/01/rdf-schema#"),
        ("http://x.example/#y", "http://x.example/#y"),
        ("https is a word", "https is a word"),
    ],
)
def test_values_as_people_read_them(value: Any, text: str) -> None:
    """Addresses short, nothing for nothing."""
    assert shown(value) == text


@pytest.mark.parametrize(("rows", "text"), [(0, "0 rows"), (1, "1 row"), (12345, "12,345 rows")])
def test_numbers_of_rows(rows: int, text: str) -> None:
    """In words."""
    assert counted(rows) == text


def test_numbers() -> None:
    """A truth value is none."""
    assert [is_number(v) for v in (1, 1.5, Decimal(2), True, None, "3")] == [True] * 3 + [False] * 3


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("a|b", r"a\|b"),
        ("*a* _b_ `c` ~~d~~ # e", r"\*a\* \_b\_ \`c\` \~\~d\~\~ \# e"),
        ("[x](javascript:alert(1))", r"\[x\](javascript:alert(1))"),
        ("![x](http://x.example/i.png)", r"\!\[x\](http://x.example/i.png)"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("R&D &lt;", "R&amp;D &amp;lt;"),
        ("a\\|b", r"a\\\|b"),
        ("two\nlines", "two<br>lines"),
        ("two\r\nlines", "two<br>lines"),
        ("https://x.example/a_b?c=d", "<https://x.example/a_b?c=d>"),
        ("https://x.example/a|b", "<https://x.example/a%7Cb>"),
        ("https://x.example/ and more", "https://x.example/ and more"),
        ("a\x00\x1b[31m", "a\ufffd\ufffd\\[31m"),
    ],
)
def test_markdown_escapes(value: str, cell: str) -> None:
    """What Markdown, or the HTML in it, would take for its own."""
    assert markdown(["x"], [[value]]).splitlines()[2] == f"| {cell} |"


@examples(200)
@given(st.lists(st.lists(TEXT, min_size=2, max_size=2), max_size=3))
def test_a_table_of_markdown_has_its_rows_and_columns(rows: list[list[str]]) -> None:
    """Whatever the texts are: one line a row, and no bar more than there are columns."""
    lines = markdown(["a", "b|c"], rows).split("\n")
    assert len(lines) == len(rows) + 3
    for line in lines[:-1]:
        bare = line.replace("\\\\", "").replace("\\|", "")
        assert bare.count("|") == 3


def test_a_table_without_columns_is_one() -> None:
    """A query may ask of nothing but what is there."""
    assert markdown([], [()]) == "|  |\n| --- |\n|  |\n"
    assert "<tr></tr>" in table([], [()])


@pytest.mark.parametrize("text", HOSTILE)
def test_a_page_holds_nothing_but_its_own_elements(text: str) -> None:
    """A text is text, in cells, in the names of columns and in the title."""
    read = Reader(page([text], [[text]], text))
    assert {name.strip("/") for name in read.elements} <= {
        *("html", "head", "meta", "title", "style", "body", "h1", "p"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
    assert set(read.attributes) <= {"lang", "charset", "name", "content", "scope"}
    assert "\x00" not in page([text], [[text]], text)


@examples(200)
@given(TEXT)
def test_a_cell_says_what_the_value_says(text: str) -> None:
    """To the letter, where it can be seen at all."""
    read = Reader(table(["x"], [[text]]))
    if text.isprintable():
        assert read.cells == ["x", text]


def test_addresses_can_be_followed() -> None:
    """Those of the web, and no others."""
    made = table(["x"], [['https://x.example/?a="b'], ["javascript:alert(1)"], ["id:orion"]])
    assert made.count("<a ") == 1
    assert '<a href="https://x.example/?a=&quot;b">' in made


def test_numbers_stand_to_the_right() -> None:
    """And nothing else."""
    made = table(["x"], [[1], [True], ["1"]])
    assert '<td class="n">1</td>' in made
    assert made.count("class=") == 1

"""Whatever a text holds, in Markdown it stays that text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from aiactors.reference.markdown import code, console, fenced, flat, link, table, text

if TYPE_CHECKING:
    from markdown_it.token import Token

HOSTILE = (
    "a|b",
    "a\\|b",
    "`a`|``b``",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    "[x]: https://example.org",
    "https://example.org www.example.org",
    "**b** _i_ ~~s~~ `c`",
    "# heading",
    "- item",
    "1. item",
    "---",
    "> quote",
    "&lt;b&gt; &copy;",
    "two\nlines\r\n\r\n| and | a table |\n|---|---|",
    "right\u202eleft",
    "trailing\\",
)
SPICED = st.text(st.sampled_from("ab 1|\\`*_~#[]<>&()!:/.-+=\n\t\u00a0\u202e\"'é"), max_size=30)


def parse(markdown: str) -> list[Token]:
    """Return the tokens of Markdown, as GitHub reads it: with HTML and tables."""
    return MarkdownIt("commonmark", {"html": True}).enable("table").parse(markdown)


def shown(tokens: list[Token]) -> str:
    """Return what is shown; a test fails if any of it is markup."""
    children = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in children} <= {"text", "text_special"}
    return "".join(child.content for child in children)


def assert_stays(value: str) -> None:
    """A text is one plain paragraph of itself, or nothing."""
    tokens = parse(text(value))
    assert [token.type for token in tokens] in (["paragraph_open", "inline", "paragraph_close"], [])
    assert shown(tokens) == flat(value)


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_texts_stay_texts(value: str) -> None:
    """Names come from outside, and the page is opened in browsers."""
    assert_stays(value)


@given(st.one_of(SPICED, st.text(max_size=30)))
def test_any_text_stays_a_text(value: str) -> None:
    """Nobody can think of everything that Markdown gives a meaning to."""
    assert_stays(value)


@pytest.mark.parametrize("value", HOSTILE)
def test_addresses_do_not_become_links(value: str) -> None:
    """GitHub makes links of bare addresses; a name must not smuggle one in."""
    assert "://" not in text(value)
    assert "www." not in text(value)


def cells(markdown: str) -> list[list[str]]:
    """Return the cells of the one table of a text, row by row, as they are shown."""
    rows: list[list[str]] = []
    for token in parse(markdown):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            kept = (c for c in token.children or () if c.type != "html_inline")
            rows[-1].append("".join(child.content for child in kept))
    return rows


@given(st.lists(SPICED, min_size=2, max_size=2))
def test_any_text_stays_in_its_cell(values: list[str]) -> None:
    """A bar in a name must not shift the cells after it, be it text or code."""
    first, second = values
    markdown = table(["a", "b"], [[text(first), code(second)], [code(first), text(second)]])
    assert cells(markdown) == [["a", "b"], *[[flat(first), flat(second)]] * 2]


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_code_is_no_html(value: str) -> None:
    """Where backticks cannot hold a text, HTML must not open a hole."""
    (paragraph,) = (token for token in parse(code(value)) if token.type == "inline")
    tags = {c.content for c in paragraph.children or () if c.type == "html_inline"}
    assert tags <= {"<code>", "</code>"}


def test_a_link_leads_where_it_says() -> None:
    """Spaces and brackets in an address would end it."""
    (paragraph,) = (
        t for t in parse(link("here", "https://a.example/x y(z)")) if t.type == "inline"
    )
    opening = (paragraph.children or [])[0]
    assert opening.attrs == {"href": "https://a.example/x%20y%28z%29"}


def test_output_cannot_end_its_block() -> None:
    """A command may print the three backticks that close a block."""
    block = console("aiactors show x", "```\n<script>   \n")
    (fence,) = parse(block)
    assert fence.content == "$ aiactors show x\n```\n<script>\n"
    assert parse(fenced("sh", "````"))[0].content == "````\n"

"""Texts as Markdown: whatever they hold, they stay texts.

Source: GitHub Flavored Markdown, https://github.github.com/gfm/.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from urllib.parse import quote

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_ESCAPED = re.compile(r"[\\`*_~#\[\]<>&]|(?<=])\(|(?<=:)//|(?<=www)\.")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_OPENING = re.compile(r"^(\d{1,9}(?=[.)])|(?=[-+=]))(.)(?=[-+= ]|$)")
_NOT_IN_ADDRESSES = re.compile(r"[\s()<>\[\]\\|`\"]")
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})


def flat(value: str) -> str:
    r"""Return a text on one line, without characters that cannot be seen.

    Spaces inside of it that do not break are kept.

    Example:
        >>> flat("two\nlines\u202e")
        'two lines'
    """
    joined = _BLANKS.sub(" ", value)
    seen = "".join(c for c in joined if unicodedata.category(c) not in _HIDDEN)
    return _BLANKS.sub(" ", seen).strip()


def text(value: str) -> str:
    r"""Return a text, which may be hostile, as Markdown on one line without markup, HTML or links.

    Example:
        >>> print(text("<b>*5*</b> [a](b)"))
        &lt;b&gt;\*5\*&lt;/b&gt; \[a\]\(b)
    """
    escaped = _ESCAPED.sub(lambda m: _ENTITIES.get(m[0], "\\" + m[0]), flat(value))
    return _OPENING.sub(r"\1\\\2", escaped)


def code(value: str) -> str:
    """Return a text as code.

    Example:
        >>> code("ai:founded"), code("a|b")
        ('`ai:founded`', '<code>a|b</code>')
    """
    plain = flat(value)
    # Between backticks nothing can be escaped; what would need it is written as HTML.
    if not plain or set(plain) & {"`", "|", "\\"}:
        return f"<code>{text(plain)}</code>"
    return f"`{plain}`"


def anchor(name: str) -> str:
    """Return an empty HTML element that links can name.

    Example:
        >>> anchor("founded")
        '<a id="founded"></a>'
    """
    return f'<a id="{html.escape(name)}"></a>'


def link(label: str, target: str) -> str:
    """Return a link to an address, or to ``#`` and a name; the label is Markdown.

    Example:
        >>> link("founded", "#founded")
        '[founded](#founded)'
    """
    return f"[{label}]({_NOT_IN_ADDRESSES.sub(lambda m: quote(m[0]), flat(target))})"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Return a table; cells are Markdown, of which bars are escaped.

    Example:
        >>> print(table(["a", "b"], [["1", "x|y"]]), end="")
        | a | b |
        |---|---|
        | 1 | x\|y |
    """
    lines = [_row(header), "|" + "---|" * len(header), *map(_row, rows)]
    return "\n".join(lines) + "\n"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def console(command: str, output: str) -> str:
    """Return a block with a command and what it prints."""
    lines = [line.rstrip() for line in output.strip("\n").splitlines()]
    return fenced("console", "\n".join([f"$ {command}", *lines]))


def fenced(language: str, content: str) -> str:
    """Return a fenced block of code.

    Example:
        >>> print(fenced("sh", "ls"), end="")
        ```sh
        ls
        ```
    """
    longest = max((len(run) for run in re.findall(r"`{3,}", content)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{content.rstrip()}\n{fence}\n"

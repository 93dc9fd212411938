"""YAML to plain values: nothing guessed, lines right, bombs refused."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from aiactors.dossier import text as module
from aiactors.dossier.text import DEEPEST, Path, TextError, line_of, load
from tests.strategies import TEXT, examples

quick = examples(80)
TREES = st.recursive(
    TEXT | st.just(""),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=10,
)
STYLES = st.fixed_dictionaries(
    {
        "default_flow_style": st.sampled_from([True, False, None]),
        "default_style": st.sampled_from([None, '"', "'"]),
        "indent": st.sampled_from([2, 4]),
        "width": st.sampled_from([20, 1000]),
        "line_break": st.sampled_from(["\n", "\r\n", "\r"]),
    }
)
SCRAPS = st.lists(
    st.sampled_from(
        ["a", "b: ", "- ", "\n", "  ", ": ", "[", "]", "{", "}", ", ", "? ", "'", '"', "#", "|\n"]
    )
    | st.sampled_from(
        ["&x ", "*x", "!t ", "~", "null", "---\n", "...\n", "%YAML 1.1\n", "<<: ", "1", "no", "\t"]
    ),
    max_size=14,
).map("".join)


LOADERS = {"fast": yaml.CSafeLoader, "plain": yaml.SafeLoader}


@contextmanager
def using(name: str) -> Iterator[None]:
    """Read with libyaml, or with Python's own parser as where there is none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_LOADER", LOADERS[name])
        yield


@pytest.fixture(params=sorted(LOADERS))
def parser(request: pytest.FixtureRequest) -> Iterator[str]:
    """A test that takes this runs with both parsers."""
    with using(request.param):
        yield request.param


both = pytest.mark.parametrize("name", sorted(LOADERS))


def breaks_kept(tree: Any) -> bool:
    """Whether PyYAML's own dumper can write a tree: it loses line breaks of other scripts."""
    return not any(sign in repr(tree) for sign in ("\\x85", "\\u2028", "\\u2029", "\\ufeff"))


@both
@quick
@given(TREES.filter(breaks_kept), STYLES)
def test_any_tree_of_texts_is_read_back(name: str, tree: Any, style: dict[str, Any]) -> None:
    """In all the ways in which YAML can write it."""
    written = yaml.safe_dump(tree, allow_unicode=True, **style)
    with using(name):
        assert load(written) == tree


def lines_of(node: Any, path: Path = ()) -> dict[Path, int]:
    """The line of every path, read off PyYAML's tree of nodes."""
    found = {path: node.start_mark.line + 1}
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            found |= lines_of(value, (*path, key.value))
            found[(*path, key.value)] = key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            found |= lines_of(value, (*path, index))
    return found


@both
@quick
@given(TREES.filter(breaks_kept), STYLES)
def test_the_line_of_every_path(name: str, tree: Any, style: dict[str, Any]) -> None:
    """Of a key, its own line; of an item, the line on which its value begins."""
    written = yaml.safe_dump(tree, allow_unicode=True, **style)
    lines: dict[Path, int] = {}
    with using(name):
        load(written, lines)
    assert lines == lines_of(yaml.compose(written, Loader=yaml.BaseLoader))


@both
@examples(200)
@example("a: ~\nb:\nc: null\nd: 'null'")
@example("- ~\n-\n- ''")
@given(SCRAPS)
def test_any_text_is_read_as_pyyaml_reads_it_or_refused(name: str, text: str) -> None:
    """Where PyYAML sees another tree, or none, this must be an error and not a guess."""
    try:
        with using(name):
            tree = load(text)
    except TextError as error:
        assert error.line >= 0
        assert error.what
        return
    loader = yaml.CBaseLoader if name == "fast" else yaml.BaseLoader
    assert tree == nulls_of(yaml.compose(text, Loader=loader))


def nulls_of(node: Any) -> Any:
    """The tree of a node, with None for what is left empty and plain."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: nulls_of(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [nulls_of(value) for value in node.value]
    if node is None or (node.value in ("", "~", "null") and not node.style):
        return None
    return node.value


def test_nothing_is_guessed(parser: str) -> None:
    """YAML's numbers, dates and truth values are texts."""
    text = "a: no\nb: 2017-12-04\nc: 0x1F\nd: 1e3\ne: .inf\nf: 0o17\ng: 12:30\nh: =\ni: <<\n"
    assert load(text) == {
        "a": "no",
        "b": "2017-12-04",
        "c": "0x1F",
        "d": "1e3",
        "e": ".inf",
        "f": "0o17",
        "g": "12:30",
        "h": "=",
        "i": "<<",
    }


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a: &x 1\nb: 2", 1, "anchors and aliases are not read"),
        ("a: 1\nb: &x [1]\n", 2, "anchors and aliases are not read"),
        ("a: 1\n\nb: *x", 3, "anchors and aliases are not read"),
        ("&x a: 1", 1, "anchors and aliases are not read"),
        ("a: &a [*a]", 1, "anchors and aliases are not read"),
        ("a: !!str 1", 1, "the tag tag:yaml.org,2002:str is not read"),
        ("a:\n  - !!python/name:os.system x", 2, "is not read"),
        ("a: !!binary aGk=", 1, "is not read"),
        ("a: ! b", 1, "the tag ! is not read"),
        ("a: 1\nb: 2\na: 3", 3, "the key 'a' stands here a second time"),
        ("x: {a: 1, 'a': 2}", 1, "the key 'a' stands here a second time"),
        ("? [a]\n: b", 1, "a key is not a plain word"),
        ("? {a: b}\n: c", 1, "a key is not a plain word"),
        ("a: 1\n---\nb: 2", 2, "a second document begins with ---"),
        ("a: 'b\n", 2, "not YAML"),
        ("a: [b\nc: d", 2, "not YAML"),
        ("a:\n\t- b", 2, "not YAML"),
        ("a: b: c", 1, "not YAML"),
        ("@a", 1, "not YAML"),
        ("a: 1\nb: x\x00y", 2, "the character U+0000 is not allowed in YAML"),
        ("a: 1\nb: x\x1b[31my", 2, "the character U+001B is not allowed in YAML"),
        ("a: 1\nb: \ufeffx", 2, "the character U+FEFF is not allowed in YAML"),
        ("a: 1\n\nb: \ud800", 3, "the character U+D800 is not allowed in YAML"),
        ('a: "\\q"', 1, "not YAML"),
        ("a: b\n" + "k" * 2000 + "\nc: d", 3, "not YAML"),
    ],
)
def test_what_is_refused(parser: str, text: str, line: int, what: str) -> None:
    """With its line, and what to do."""
    with pytest.raises(TextError) as caught:
        load(text)
    assert what in caught.value.what
    assert caught.value.line == line
    assert caught.value.do


def test_empty_texts(parser: str) -> None:
    """Nothing, or comments alone, is nothing."""
    for text in ("", "\n", "# a comment\n", "---\n", "--- ~"):
        assert load(text) is None


def test_nesting_up_to_the_limit(parser: str) -> None:
    """One level more is refused."""
    deep = "[" * DEEPEST + "]" * DEEPEST
    assert load(deep) is not None
    with pytest.raises(TextError, match="nested deeper"):
        load(f"[{deep}]")


@pytest.mark.parametrize(
    "bomb",
    [
        "[" * 200_000,
        "{" * 200_000,
        "{a: " * 200_000,
        "- " * 200_000,
        "? " * 200_000,
        "[[]," * 99_999,
    ],
    ids=["lists", "mappings", "mappings of mappings", "items", "keys", "half closed"],
)
def test_a_nesting_bomb_is_refused_where_it_is_too_deep(
    parser: str, bomb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No stack overflows, and the rest of it is not read."""
    read: list[yaml.Event] = []
    add = module._Builder.add

    def counted(builder: module._Builder, event: yaml.Event) -> None:
        read.append(event)
        add(builder, event)

    monkeypatch.setattr(module._Builder, "add", counted)
    with pytest.raises(TextError):
        load(bomb)
    assert 0 < len(read) < 4 * DEEPEST


def test_a_bomb_does_not_end_the_process(parser: str) -> None:
    """In a process of its own, so that a crash would be seen as one."""
    code = (
        "from aiactors.dossier.text import TextError, load\n"
        "try: load('[' * 200_000)\n"
        "except TextError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"nested deeper than {DEEPEST} levels\n")


def test_a_billion_laughs_are_refused(parser: str) -> None:
    """At the first anchor: nothing unfolds."""
    laughs = "\n".join(
        ["a0: &a0 ha"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    )
    with pytest.raises(TextError, match="anchors and aliases"):
        load(laughs)


def test_huge_scalars_are_read(parser: str) -> None:
    """A long text is a text."""
    long = "x" * 1_000_000
    assert load(f"a: {long}\nb: '{long}'") == {"a": long, "b": long}


def test_windows_line_breaks_and_no_last_line_break(parser: str) -> None:
    """As editors leave them."""
    lines: dict[Path, int] = {}
    assert load("a: 1\r\nb:\r\n  - x\r\n  - y", lines) == {"a": "1", "b": ["x", "y"]}
    assert lines[("b", 1)] == 4


def test_line_of_falls_back_to_what_is_around(parser: str) -> None:
    """A missing key is looked for in its mapping, and the mapping in the file."""
    lines: dict[Path, int] = {}
    load("a:\n  - b: 1\n    c: 2\n", lines)
    assert line_of(lines, ("a", 0, "c")) == 3
    assert line_of(lines, ("a", 0, "missing", "deeper")) == 2
    assert line_of(lines, ("missing",)) == 1
    assert line_of({}, ("a",)) == 1

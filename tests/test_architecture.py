"""The code is built as ``docs/architecture.md`` says: layers, sizes. No test goes by the clock."""

from __future__ import annotations

import ast
import functools
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "graph" / "aiactors"
PAGE = ROOT / "docs" / "architecture.md"
LAYERS = re.findall(r"^\| `(\w+)` \| .+ \| .+ \|$", PAGE.read_text("utf-8"), re.MULTILINE)
MODULES = sorted(PACKAGE.rglob("*.py"))
TOP = {"__init__", "__main__"}
TESTS = ROOT / "tests"
CLOCKS = re.compile(
    r"(?<!def )\b(?:sleep\((?!0\))|monotonic\(|perf_counter|process_time|time\.time|getrusage"
    r"|wait_for_timeout|setTimeout|performance\.now)"
)
"""What waits for so long, or measures how long something takes: in Python, and in the page."""


@functools.cache
def parsed(module: Path) -> ast.Module:
    """Return what a module says."""
    return ast.parse(module.read_text("utf-8"))


def layer(module: Path) -> str:
    """Return the layer of a module: the first part of its path."""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(module: Path) -> Iterator[tuple[int, str]]:
    """Yield line and name of everything of ours that a module imports, wherever in it."""
    for node in ast.walk(parsed(module)):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name) for alias in names)
            case ast.ImportFrom(module="aiactors", names=names):
                yield from ((node.lineno, f"aiactors.{alias.name}") for alias in names)
            case ast.ImportFrom(module=origin, level=level):
                yield node.lineno, "." * level + (origin or "")
            case ast.Call(
                func=ast.Attribute(attr="import_module") | ast.Name(id="import_module"),
                args=[ast.Constant(value=str(origin)), *_],
            ):
                yield node.lineno, origin


def test_the_page_lists_every_layer() -> None:
    """A package that the page does not name has no place in the order."""
    on_disk = {layer(module) for module in MODULES} - TOP
    assert on_disk == set(LAYERS)
    assert len(LAYERS) == len(set(LAYERS))


def test_imports_go_one_way() -> None:
    """A layer that imports from below cannot be understood, tested or replaced alone."""
    assert [wrong for module in MODULES for wrong in wrong_imports(module)] == []


def wrong_imports(module: Path) -> Iterator[str]:
    """Yield what a module imports from a layer below its own."""
    ours = layer(module)
    allowed = set(LAYERS) if ours in TOP else set(LAYERS[: LAYERS.index(ours) + 1])
    if ours == LAYERS[-1]:
        allowed.add("")  # the last layer describes the package as people see it, from the top
    for line, origin in imports(module):
        first, second, *_ = *origin.split("."), ""
        if origin.startswith(".") or (first == "aiactors" and second not in allowed):
            yield f"{module.relative_to(ROOT)}:{line}: {ours} imports {origin}"


def test_sizes() -> None:
    """Long modules and functions hide what they do."""
    lines = {str(m.relative_to(ROOT)): m.read_text("utf-8").count("\n") for m in MODULES}
    assert {module: count for module, count in lines.items() if count > 500} == {}
    functions = [(m.relative_to(ROOT), *found) for m in MODULES for found in sizes(m)]
    assert [found for found in functions if found[-1] > 60] == []


def test_classes_inherit_little() -> None:
    """Who reads a class should not have to read a chain of others first."""
    bases = {
        node.name: [base.id for base in node.bases if isinstance(base, ast.Name)]
        for module in MODULES
        if layer(module) != "errors"  # a tree on purpose: people catch whole branches
        for node in ast.walk(parsed(module))
        if isinstance(node, ast.ClassDef)
    }

    def depth(name: str) -> int:
        return 1 + max(map(depth, bases[name]), default=0) if name in bases else 0

    assert {name: depth(name) for name in bases if depth(name) > 4} == {}


def test_most_functions_are_short() -> None:
    """Half of all functions say what they do in ten lines."""
    lines = [lines for module in MODULES for _, lines in sizes(module)]
    assert statistics.median(lines) <= 10


def sizes(module: Path) -> Iterator[tuple[str, int]]:
    """Yield each function and its lines, docstring left out."""
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            docstring = node.body[0] if ast.get_docstring(node) is not None else None
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if docstring is not None:
                lines -= (docstring.end_lineno or docstring.lineno) - docstring.lineno + 1
            yield node.name, lines


def test_no_test_depends_on_how_quick_the_machine_is() -> None:
    """One that sleeps, or compares times, fails one day on a busy machine.

    Wait for what happens with ``tests/waiting.py``, set the clock (``Opened.pass_time`` in the
    page, ``monkeypatch`` in Python), or count what is done. How long it takes is for ``bench/``.
    """
    modules = sorted({*TESTS.rglob("*.py")} - {TESTS / "waiting.py", Path(__file__).resolve()})
    found = [
        f"{module.relative_to(ROOT)}:{number}: {match[0]}"
        for module in modules
        for number, line in enumerate(module.read_text("utf-8").splitlines(), 1)
        if (match := CLOCKS.search(line)) is not None
    ]
    assert found == []

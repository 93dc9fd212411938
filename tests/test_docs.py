"""The documents are true: commands, examples, links, words."""

from __future__ import annotations

import ast
import doctest
import fnmatch
import functools
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from aiactors.cli import app
from aiactors.graph import Graph
from tests.commands import COMMANDS

pytestmark = pytest.mark.usefixtures("kept_release")

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "graph" / "aiactors"
COMMANDS_PAGE = ROOT / "docs" / "commands.md"
GLOSSARY = ROOT / "docs" / "glossary.md"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("ontology/**/*.md")])


def name(path: Path) -> str:
    """Return what a test is called after a file."""
    return path.relative_to(ROOT).as_posix()


def aiactors(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a command of the project, as it was installed."""
    command = [str(Path(sys.executable).with_name("aiactors")), *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@functools.cache
def help_of(command: str) -> str:
    """Return the help of a command, without spaces at the ends of lines."""
    done = CliRunner().invoke(app, [command, "--help"], prog_name="aiactors")
    assert done.exit_code == 0, done.output
    return "".join(line.rstrip() + "\n" for line in done.stdout.strip().splitlines())


# --- commands -------------------------------------------------------------------------------


def test_every_command_is_known_here() -> None:
    """The list is what the other tests go through."""
    listed = re.findall(r"^│ ([a-z]+) +\S", aiactors("--help").stdout, re.MULTILINE)
    assert sorted(listed) == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_is_in_the_documents(command: str, renew: bool) -> None:
    """A page that tells of options which do not exist is worse than none."""
    page = COMMANDS_PAGE.read_text("utf-8")
    block = re.compile(
        rf"(?<=^```console\n\$ aiactors {command} --help\n).*?(?=^```$)", re.MULTILINE | re.DOTALL
    )
    shown = block.search(page)
    assert f"\n## aiactors {command}\n" in page
    assert shown is not None, f"docs/commands.md does not show aiactors {command} --help"
    if renew:
        COMMANDS_PAGE.write_text(block.sub(lambda _: help_of(command), page, count=1), "utf-8")
    else:
        assert shown.group() == help_of(command), "scripts/test --renew tests/test_docs.py"


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_has_an_example(command: str) -> None:
    """An example is read first, and often alone."""
    assert f"aiactors {command}" in help_of(command).split("Example", 1)[1]


# --- examples -------------------------------------------------------------------------------


class Example(NamedTuple):
    """A command in a document, and what is shown beneath it."""

    command: str
    shown: str


def examples(page: Path) -> list[Example]:
    """Return the commands of the ``console`` blocks of a page."""
    blocks = re.findall(r"^```console\n(.*?)^```$", page.read_text("utf-8"), re.M | re.S)
    parts = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.M)[1:]]
    return [Example(*part.partition("\n")[::2]) for part in parts]


@pytest.mark.parametrize("example", examples(ROOT / "README.md"), ids=lambda e: e.command)
@pytest.mark.heavy
def test_the_commands_of_the_readme_work(example: Example, tmp_path: Path) -> None:
    """What people try first must do what it shows; ``...`` stands for what is left out."""
    program, *arguments = shlex.split(example.command)
    if program != "aiactors":
        assert (ROOT / program).is_file() or program in {"pip", "git", "cd"}
        return
    done = aiactors(*arguments, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    if example.shown.strip():
        flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
        same = doctest.OutputChecker().check_output(example.shown, done.stdout, flags)
        assert same, f"{example.command} prints\n{done.stdout}"


@pytest.mark.parametrize("page", ["README.md", "docs/records.md"])
@pytest.mark.heavy
def test_the_commands_for_records_work(page: str, tmp_path: Path) -> None:
    """One after the other, on the records that the page on them shows."""
    (records,) = blocks("records.md", "json")
    (tmp_path / "news.jsonl").write_text(records, "utf-8")
    (commands,) = re.findall(r"^```sh\n(.*?)^```$", (ROOT / page).read_text("utf-8"), re.M | re.S)
    for command in commands.splitlines():
        program, *arguments = shlex.split(command, comments=True)
        assert program == "aiactors"
        done = aiactors(*arguments, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert done.stdout


def blocks(page: str, language: str) -> list[str]:
    """Return the blocks of code of a page that are in a language."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.M | re.S)


@pytest.fixture(scope="module")
def release(shared_release: Graph) -> Graph:
    """The graph that ships."""
    return shared_release


@pytest.mark.parametrize("sparql", blocks("sparql.md", "sparql"))
def test_the_queries_of_the_page_on_sparql_find_something(release: Graph, sparql: str) -> None:
    """An example without an answer teaches nothing."""
    assert len(release.query(sparql)) > 0


def test_the_file_of_the_page_on_sparql_can_be_asked(release: Graph, tmp_path: Path) -> None:
    """Its header is understood, and its columns are those that it names."""
    (text,) = blocks("sparql.md", "text")
    file = tmp_path / "board.rq"
    file.write_text(text, "utf-8")
    assert len(release.query(file, organization="OpenAI")) > 0


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_commands_that_documents_name_exist(page: Path) -> None:
    """Renaming a command must not leave its old name behind."""
    named = set(
        re.findall(r"(?:^\$ |`|^ {4})aiactors ([a-z][a-z-]*)", page.read_text("utf-8"), re.M)
    )
    assert named - set(COMMANDS) == set()


# --- links ----------------------------------------------------------------------------------


def without_code(text: str) -> str:
    """Return Markdown without what stands as code."""
    text = re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S)
    text = re.sub(r"^(?: {4}|\t).*$", "", text, flags=re.M)
    return re.sub(r"`[^`\n]*`|<code>.*?</code>", "`code`", text)


def prose(text: str) -> str:
    """Return Markdown without code, addresses and tags: what people read."""
    return re.sub(r"\]\([^)\n]*\)|<[^<>\n]*>", "", without_code(text))


def anchors(page: Path) -> set[str]:
    """Return what a link may name after ``#`` in a page."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.M)
    named = re.findall(r'<a (?:id|name)="([^"]+)"', page.read_text("utf-8"))
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in plain} | set(named)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    """A reader who follows a link and finds nothing does not follow the next."""
    links = re.findall(r"\]\(<?([^)\s>]+)>?[^)]*\)", without_code(page.read_text("utf-8")))
    broken = []
    for link in links:
        path, _, anchor = link.partition("#")
        target = page if not path else (page.parent / path).resolve()
        if re.match(r"[a-z]+:", link):
            continue
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


# --- words ----------------------------------------------------------------------------------


class Word(NamedTuple):
    """A word that is not to be used, what to use instead, and where it may stand all the same."""

    word: str
    instead: str
    allowed: tuple[str, ...]

    @property
    def pattern(self) -> re.Pattern[str]:
        """What finds it, in the singular and the plural, but not in an allowed phrase."""
        phrases = [re.escape(phrase) for phrase in self.allowed if "/" not in phrase]
        skip = "".join(rf"(?:{phrase})s?\b|" for phrase in phrases)
        return re.compile(rf"(?i){skip}(?<![\w-])(?P<word>{re.escape(self.word)}s?)(?![\w-])")

    def found(self, text: str) -> list[str]:
        """Return the places of the text where it is used."""
        hits = (hit for hit in self.pattern.finditer(text) if hit["word"] is not None)
        return [text[max(0, hit.start() - 30) : hit.end() + 30].strip() for hit in hits]


def words() -> Iterator[Word]:
    """Yield the words of the glossary's column *not*."""
    for line in GLOSSARY.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == 4 and "`" in cells[2]:
            allowed = tuple(re.findall(r"`([^`]+)`", cells[3]))
            yield from (Word(word, cells[0], allowed) for word in re.findall(r"`(.+?)`", cells[2]))


WORDS = list(words())


def misused(path: Path, text: str) -> list[str]:
    """Return the words that a file should not use, each with what to use instead."""
    return [
        f"{name(path)}: {place!r}: say {word.instead}, not {word.word}"
        for word in WORDS
        if not any(fnmatch.fnmatch(name(path), glob) for glob in word.allowed)
        for place in word.found(text)
    ]


def messages(module: Path) -> str:
    """Return the texts of a module that people may see: its sentences, docstrings left out."""
    tree = ast.parse(module.read_text("utf-8"))
    documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    texts = (
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if id(node) not in docstrings and " " in node.value
    )
    return "\n".join(texts)


def test_the_glossary_has_words() -> None:
    """If the table could not be read, nothing below would be tested."""
    assert {"entity", "statement", "dossier"} <= {word.instead for word in WORDS}
    assert Word("node", "entity", ("blank node",)).found("Blank nodes, and a node.") != []
    assert Word("node", "entity", ("blank node",)).found("Blank nodes, and a blank node.") == []


@pytest.mark.parametrize("page", [page for page in PAGES if page != GLOSSARY], ids=name)
def test_documents_use_the_words_of_the_glossary(page: Path) -> None:
    """Two names for one thing make two things of it in a reader's mind."""
    assert misused(page, prose(page.read_text("utf-8"))) == []


def test_messages_use_the_words_of_the_glossary() -> None:
    """The messages are the documents that people read in trouble."""
    modules = sorted(PACKAGE.rglob("*.py"))
    assert [wrong for module in modules for wrong in misused(module, messages(module))] == []

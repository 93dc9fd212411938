"""SPARQL updates, taken apart.

An update speaks of the engine's default graph. Where rdflib means another graph, and where the
forms of literals shall stay, it is carried out in parts: what is to come and what is to go is
asked first, and then added and removed. That is done for the common operations alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from aiactors.errors import QueryError
from aiactors.rdflib_store.asked import TOKEN, Asked
from aiactors.rdflib_store.terms import has_blank

_BLOCK = "{}"
_SHAPES = {
    ("INSERT", "DATA", _BLOCK): "add",
    ("DELETE", "DATA", _BLOCK): "take",
    ("DELETE", "WHERE", _BLOCK): "match",
    ("DELETE", _BLOCK, "WHERE", _BLOCK): "delete",
    ("INSERT", _BLOCK, "WHERE", _BLOCK): "insert",
    ("DELETE", _BLOCK, "INSERT", _BLOCK, "WHERE", _BLOCK): "both",
}


@dataclass
class Operation:
    """One operation of an update.

    Attributes:
        prologue: the prefixes that stand before it, and before those that go ahead of it.
        words: its words, and ``{}`` for each block.
        blocks: what stands in the blocks.
    """

    prologue: str
    words: list[str] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)

    @property
    def does(self) -> str:
        """``add`` and ``take`` data; ``match``, ``delete``, ``insert``, ``both``; or nothing."""
        return _SHAPES.get(tuple(self.words), "")

    @property
    def is_data(self) -> bool:
        """Whether all that it changes stands in it."""
        return self.does in ("add", "take")

    @property
    def is_of_graphs(self) -> bool:
        """Whether it makes, empties, copies or drops whole graphs."""
        return self.words[0] in ("ADD", "CLEAR", "COPY", "CREATE", "DROP", "MOVE")

    def templates(self) -> Iterator[tuple[bool, str]]:
        """Yield CONSTRUCT queries, each with whether its triples are to come, or to go."""
        where = self.blocks[-1]
        if self.does in ("match", "delete", "both"):
            yield False, f"{self.prologue} CONSTRUCT {{{self.blocks[0]}}} WHERE {{{where}}}"
        if self.does in ("insert", "both"):
            yield True, f"{self.prologue} CONSTRUCT {{{self.blocks[-2]}}} WHERE {{{where}}}"


def operations(text: str) -> list[Operation]:
    """Take an update apart.

    Args:
        text: the update.

    Returns:
        Its operations.

    Example:
        >>> [made] = operations("PREFIX a: <http://x.example/> INSERT DATA { a:s a:p 1 }")
        >>> made.does, made.blocks
        ('add', [' a:s a:p 1 '])
    """
    found, prologue, depth, start, declares = [Operation("")], "", 0, 0, False
    for match in TOKEN.finditer(text):
        token, kind = match[0], match.lastgroup
        if token == "{" and kind == "sign":
            start = match.end() if depth == 0 else start
            depth += 1
        elif token == "}" and kind == "sign" and depth > 0:
            depth -= 1
            if depth == 0:
                found[-1].words.append(_BLOCK)
                found[-1].blocks.append(text[start : match.start()])
        elif depth == 0 and token == ";":
            found.append(Operation(prologue))
        elif depth == 0 and kind == "word" and token.upper() in ("PREFIX", "BASE"):
            declares, prologue = True, f"{prologue} {token}"
        elif depth == 0 and declares and kind in ("name", "quiet") and token[0] != "#":
            prologue += f" {token}"
            declares = kind == "name"
            found[-1].prologue = prologue
        elif depth == 0 and not token.isspace() and token[0] != "#":
            found[-1].words.append(token.upper())
    return [operation for operation in found if operation.words]


def data(operation: Operation, made: Asked) -> list[ox.Quad]:
    """Read the data of an operation, to the letter.

    Args:
        operation: one that adds or takes data.
        made: the update.

    Returns:
        Its quads.

    Raises:
        QueryError: if it does not parse.

    Example:
        >>> made = Asked("INSERT DATA { <http://x.example/> <http://x.example/> 01.0 }", {})
        >>> data(operations(made.text)[0], made)[0].object.value
        '01.0'
    """
    known = "".join(f"PREFIX {name}: <{space}>\n" for name, space in made.prefixes.items())
    text = known + operation.prologue + "\n" + "\n".join(_pieces(operation.blocks[0]))
    try:
        found = ox.parse(
            text, ox.RdfFormat.TRIG, base_iri=made.base, rename_blank_nodes=operation.does == "add"
        )
        quads = list(found)
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"the data does not parse: {error}") from None
    if any(isinstance(quad.object, ox.Triple) for quad in quads):
        raise QueryError("the data has triple terms, and rdflib has none")
    if operation.does == "take" and any(map(has_blank, quads)):
        raise QueryError("DELETE DATA has a blank node, which names nothing; use DELETE WHERE")
    return quads


def _pieces(body: str) -> Iterator[str]:
    """What the same is in TriG, whose graphs stand beside each other and need no word."""
    start, depth, graph = 0, 0, False
    for match in TOKEN.finditer(body):
        token, kind = match[0], match.lastgroup
        if kind == "word" and token.upper() == "GRAPH" and depth == 0:
            yield from _piece(body[start : match.start()])
            start, graph = match.start(), True
        elif kind == "sign" and token in "{}":
            depth += 1 if token == "{" else -1
            if depth == 0 and graph:
                yield body[start : match.end()]
                start, graph = match.end(), False
    yield from _piece(body[start:])


def _piece(text: str) -> Iterator[str]:
    text = text.strip().removeprefix(".").strip()
    if text:
        yield f"{{ {text}\n}}"

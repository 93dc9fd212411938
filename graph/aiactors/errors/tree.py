"""The classes of errors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from aiactors.errors.nearest import did_you_mean


class AiActorsError(Exception):
    """The root: catch it to catch all that this package raises on purpose."""

    exit_code = 1


class InputError(AiActorsError, ValueError):
    """Something that was given is wrong; the message says where, what, and what to do."""


class DateError(InputError):
    """A date or interval that cannot be used.

    Args:
        value: what was written.
        why: what is wrong with it, and what to write instead.
    """

    def __init__(self, value: str, why: str) -> None:
        """Keep the value and the reason."""
        super().__init__(f"date {value!r}: {why}")
        self.value = value
        self.why = why


class MoneyError(InputError):
    """An amount of money that cannot be used.

    Args:
        value: what was written.
        why: what is wrong with it, and what to write instead.
    """

    def __init__(self, value: str, why: str) -> None:
        """Keep the value and the reason."""
        super().__init__(f"amount {value!r}: {why}")
        self.value = value
        self.why = why


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong at one place.

    Attributes:
        file: the file, as the user named it.
        line: its line, from 1; 0 where the whole file is meant.
        what: what is wrong, and why.
        do: what to do about it.
    """

    file: str
    line: int
    what: str
    do: str = ""

    def __str__(self) -> str:
        """Return one line: ``file:line: what. What to do.`` and nothing else."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.what}" + (
            f". {self.do}{'' if self.do.endswith('?') else '.'}" if self.do else ""
        )


class DossierError(InputError):
    """All that is wrong in the dossiers of one run, in the order of files and lines.

    Args:
        problems: at least one.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Sort the problems and keep them."""
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class StoryError(DossierError):
    """All that is wrong in a story, in the order of lines."""


class RdfError(InputError):
    """RDF that does not parse, or does not hold this package's model.

    Args:
        file: the file or the name of the input.
        why: what is wrong, and what to do.
        line: the line, from 1; 0 where not known.
    """

    def __init__(self, file: str, why: str, line: int = 0) -> None:
        """Keep the place and the reason."""
        super().__init__(f"{file}:{line}: {why}" if line else f"{file}: {why}")
        self.file = file
        self.why = why
        self.line = line


class QueryError(InputError):
    """SPARQL that does not parse, or that the store cannot answer.

    Args:
        why: the reason.
        line: the line of the query, from 1; 0 where not known.
        column: the column, from 1; 0 where not known.
    """

    def __init__(self, why: str, line: int = 0, column: int = 0) -> None:
        """Keep the place and the reason."""
        where = f"line {line}, column {column}: " if line else ""
        super().__init__(f"SPARQL: {where}{why}")
        self.why = why
        self.line = line
        self.column = column


class CheckError(InputError):
    """The graph was read and breaks rules that it must keep.

    Args:
        findings: each in one line.
    """

    def __init__(self, findings: Iterable[str]) -> None:
        """Keep the findings."""
        self.findings = tuple(findings)
        super().__init__("\n".join(self.findings))


class NotFoundError(AiActorsError, LookupError):
    """A name that stands for nothing here.

    Args:
        kind: what was looked for: ``entity``, ``query`` …
        name: the name.
        near: the nearest names that exist.
        hint: what to do where no name is near.
    """

    exit_code = 2

    def __init__(self, kind: str, name: str, near: Sequence[str] = (), hint: str = "") -> None:
        """Keep the name and what is near it."""
        super().__init__(
            f"no {kind} is named {name!r}.{did_you_mean(near) or (hint and ' ' + hint)}"
        )
        self.kind = kind
        self.name = name
        self.near = tuple(near)


class AmbiguousNameError(NotFoundError):
    """A name that stands for several things: the caller must choose.

    Args:
        kind: what was looked for.
        name: the name.
        matches: the ids that it stands for.
    """

    def __init__(self, kind: str, name: str, matches: Sequence[str]) -> None:
        """Keep the matches."""
        super().__init__(kind, name)
        self.matches = tuple(matches)
        lines = "".join(f"\n  {match}" for match in self.matches)
        self.args = (
            f"{name!r} stands for {len(self.matches)} entities; name one by its id:{lines}",
        )


class MissingExtraError(AiActorsError, ImportError):
    """An optional package is not installed.

    Args:
        extra: the extra that brings it.
        needed_for: what it is needed for.
    """

    exit_code = 3

    def __init__(self, extra: str, needed_for: str) -> None:
        """Keep both, and say how to install."""
        super().__init__(f"{needed_for} needs an extra: pip install 'aiactors[{extra}]'")
        self.extra = extra
        self.needed_for = needed_for


class FileError(AiActorsError, OSError):
    """A file that cannot be read or written.

    Args:
        path: the file.
        why: the reason, in words.
    """

    exit_code = 4

    def __init__(self, path: str | Path, why: str) -> None:
        """Keep the path and the reason."""
        super().__init__(f"{path}: {why}")
        self.path = str(path)
        self.why = why

    def __str__(self) -> str:
        """Return the message alone (an ``OSError`` would print its arguments)."""
        return f"{self.path}: {self.why}"


class ServerError(AiActorsError, OSError):
    """A server that cannot be asked or written to.

    Args:
        address: its address, without anything secret.
        why: the reason, in words, and what to do.
    """

    exit_code = 4

    def __init__(self, address: str, why: str) -> None:
        """Keep the address and the reason."""
        super().__init__(f"{address}: {why}")
        self.address = address
        self.why = why

    def __str__(self) -> str:
        """Return the message alone."""
        return f"{self.address}: {self.why}"


class ResourceError(AiActorsError, OSError):
    """A file that ships with the package is missing: the installation is broken.

    Args:
        name: the file, relative to the package.
    """

    exit_code = 4

    def __init__(self, name: str) -> None:
        """Keep the name."""
        super().__init__(f"{name} is missing from this installation: install aiactors again")
        self.name = name


class DeadlineError(AiActorsError, TimeoutError):
    """Something took longer than it was given.

    Args:
        what: what it was: ``the query`` …
        seconds: how long it was given.
        hint: what to do.
    """

    exit_code = 5

    def __init__(self, what: str, seconds: float, hint: str = "") -> None:
        """Keep both."""
        super().__init__(
            f"{what} took longer than {seconds:g} s and was stopped{hint and ': ' + hint}"
        )
        self.seconds = seconds

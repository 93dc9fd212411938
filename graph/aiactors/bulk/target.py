"""Where a build goes: made beside it, and renamed when it is whole."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from aiactors.errors import FileError
from aiactors.store.store import BUILT

SUMMARY = BUILT
"""What tells, in the folder of a build, what it is and what it holds."""

STATE = ".state.sqlite"
"""What a folder of canonical files keeps for its next build."""

JOURNAL = "journal.jsonl"
"""What tells, in the folder of an unfinished build, what is done of it."""

_BUILDING = ".building"

_OLD = ".old"
"""Where a build lies, in the folder of the new one, while that takes its place."""


def check_target(folder: Path, mark: str = SUMMARY, files: Iterable[Path] = ()) -> None:
    """Check that a build may take a folder; FileError if something else is there."""
    try:
        place = _real(folder)
        if place.exists():
            _check_place(folder, place, mark)
    except FileError:
        raise
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise FileError(folder, f"cannot be used: {why}") from None
    for file in files:
        if place in _real(file).parents:
            why = f"holds {file.name}, which is read: what is built would take its place"
            raise FileError(folder, f"{why}; name another folder")
    _clear(place)


def _check_place(folder: Path, place: Path, mark: str) -> None:
    if not place.is_dir():
        raise FileError(folder, "is a file: name a folder")
    if _is_in(place):
        raise FileError(folder, "is the folder that you are in, or holds it: name one in it")
    if place.is_mount():
        raise FileError(folder, "is a disk of its own, and cannot be replaced: name a folder in it")
    if any(place.iterdir()) and not _is_build(place, mark):
        raise FileError(folder, "holds other things than a build: name a new or an empty folder")


def _clear(place: Path) -> None:
    """Remove what a run leaves that was killed when its build had just taken its place."""
    with suppress(OSError):  # where it may not be written, it is told later
        (place / JOURNAL).unlink(missing_ok=True)
        if (place / _OLD).exists():
            shutil.rmtree(place / _OLD)


def _is_in(place: Path) -> bool:
    with suppress(OSError):  # the folder that we are in may be there no more
        here = Path.cwd()
        return place == here or place in here.parents
    return False


def _is_build(place: Path, mark: str) -> bool:
    """Whether a folder is one that we made: other programs name files as we do."""
    if not (place / mark).is_file():
        return False
    if mark == SUMMARY:
        return (place / STATE).is_file() or _begins(place / SUMMARY, b'{"counts": {"dossiers"')
    options = any(b'"id2str"' in path.read_bytes() for path in place.glob("OPTIONS-*"))
    return options or _begins(place / SUMMARY, b'{"aiactors"')


def _begins(path: Path, start: bytes) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(start)) == start


def _real(path: Path) -> Path:
    """Where something lies: links stay, and what they lead to is replaced."""
    return Path(os.path.realpath(path))


def unfinished(folder: Path) -> Path:
    """Return the folder beside a target in which a build is made; a link is followed.

    Example:
        >>> unfinished(Path("stores/news")).name
        'news.building'
    """
    place = _real(folder)
    return place.with_name(f"{place.name}{_BUILDING}")


def begin_anew(folder: Path, mark: str) -> None:
    """Make the folder of an unfinished build; what an earlier one left there is deleted."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        left = list(folder.iterdir())
        # Of a build that was cut off as it took its place, the mark is gone.
        if left and not ((folder / mark).exists() or _is_whole(folder)):
            why = "is in the way: it was not made by a build; move it elsewhere"
            raise FileError(folder, why)
        for path in sorted(left, key=lambda path: path.name == mark):  # until then, it is known
            _remove(path)
    except FileError:
        raise
    except OSError as error:
        raise FileError(folder, f"cannot be made: {error.strerror or error}") from None


def _is_whole(folder: Path) -> bool:
    return _is_build(folder, SUMMARY) or _is_build(folder, "CURRENT")


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def clear_temporary(folder: Path) -> None:
    """Remove temporary files of a run that was killed."""
    for pattern in (".*.tmp*", "*/.*.tmp*"):
        for path in folder.glob(pattern):
            path.unlink(missing_ok=True)


def put_back(made: Path) -> None:
    """Restore the old build, if a run was killed while it replaced that one."""
    place = made.with_name(made.name.removesuffix(_BUILDING))
    if (made / _OLD).exists() and not place.exists():
        with writing(place):
            (made / _OLD).rename(place)


def take_place(made: Path, folder: Path) -> None:
    """Move a build to its folder in place of the old one, which stays if that fails."""
    place, old = _real(folder), made / _OLD
    try:
        _keep(made)
        if place.exists():
            place.rename(old)
        made.rename(place)
    except OSError as error:
        raise FileError(folder, f"cannot be replaced: {error.strerror or error}") from None
    finally:
        if old.exists() and not place.exists():  # an interruption among the reasons
            old.rename(place)
    shutil.rmtree(place / _OLD, ignore_errors=True)


def _keep(made: Path) -> None:
    """See that all of a folder is on the disk: a power cut must not take the old and the new."""
    for folder, _, names in os.walk(made):
        for name in names:
            with (Path(folder) / name).open("rb") as file:
                os.fsync(file.fileno())


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turn errors of the system while something is written into FileError.

    Example:
        >>> with writing(Path("out")):
        ...     raise PermissionError(13, "Permission denied")
        Traceback (most recent call last):
            ...
        aiactors.errors.tree.FileError: out: cannot be written: Permission denied
    """
    try:
        yield
    except FileError:
        raise
    except OSError as error:
        why = f"cannot be written: {error.strerror or error}"
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            why += "; make room and run the same again: it goes on from here"
        raise FileError(error.filename or folder, why) from None
    except sqlite3.Error as error:
        raise FileError(folder, f"cannot be written: {error}") from None

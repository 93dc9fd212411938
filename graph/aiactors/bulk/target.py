"""Where a build goes: made beside it, and renamed when it is whole."""

from __future__ import annotations

import shutil
from pathlib import Path

from aiactors.errors import FileError
from aiactors.store.store import BUILT

SUMMARY = BUILT
"""What tells, in the folder of a build, what it is and what it holds."""


def check_target(folder: Path, mark: str = SUMMARY) -> None:
    """See that a build may take a folder.

    Args:
        folder: where it shall be.
        mark: the file by which an older build is known: that one may be replaced.

    Raises:
        FileError: if something else is there.
    """
    if folder.exists() and not folder.is_dir():
        raise FileError(folder, "is a file: name a folder")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / mark).exists():
        raise FileError(folder, "holds other things than a build: name a new or an empty folder")


def unfinished(folder: Path) -> Path:
    """Return where a build is made before it takes its folder.

    Args:
        folder: where it shall be.

    Returns:
        A folder beside that one.

    Example:
        >>> unfinished(Path("stores/news")).name
        'news.building'
    """
    return folder.with_name(f"{folder.name}.building")


def begin_anew(folder: Path, mark: str) -> None:
    """Make the folder of an unfinished build; what an earlier one left there goes.

    Args:
        folder: the folder.
        mark: the file in it by which an unfinished build is known.

    Raises:
        FileError: if something else is there, or it cannot be made.
    """
    try:
        if folder.exists():
            if not (folder / mark).exists():
                why = "is in the way: it was not made by a build; move it elsewhere"
                raise FileError(folder, why)
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
    except FileError:
        raise
    except OSError as error:
        raise FileError(folder, f"cannot be made: {error.strerror or error}") from None


def take_place(made: Path, folder: Path) -> None:
    """Give what was made its folder; what was there goes.

    Args:
        made: what was made.
        folder: where it shall be.

    Raises:
        FileError: if it cannot be.
    """
    old = folder.with_name(f"{folder.name}.old")
    try:
        shutil.rmtree(old, ignore_errors=True)
        if folder.exists():
            folder.rename(old)
        made.rename(folder)
    except OSError as error:
        raise FileError(folder, f"cannot be replaced: {error.strerror or error}") from None
    shutil.rmtree(old, ignore_errors=True)

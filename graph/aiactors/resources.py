"""Where the files are that ship with the package, and which version of it this is.

Installed, they lie inside the package: ``aiactors/ontology``, ``aiactors/dossiers`` and
``aiactors/release``. In a checkout they lie where people look for them: ``ontology/``,
``graph/dossiers/`` and ``exports/``.
"""

from __future__ import annotations

from pathlib import Path

from aiactors.errors import ResourceError

__all__ = ["dossiers_path", "ontology_path", "package_version", "release_path"]

# Plain paths and no importlib.resources: the store opens these files by name, and that import
# alone would cost a command a tenth of the time it may take.
_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


def ontology_path() -> Path:
    """Return the folder of the ontology: ``ai.ttl``, shapes, queries, rules.

    Example:
        >>> (ontology_path() / "ai.ttl").is_file()
        True
    """
    return _folder("ontology", "ontology", "ai.ttl")


def dossiers_path() -> Path:
    """Return the folder of the curated dossiers, one YAML file each.

    Example:
        >>> (dossiers_path() / "actors.yaml").is_file()
        True
    """
    return _folder("dossiers", "graph/dossiers", "actors.yaml")


def release_path() -> Path:
    """Return the folder of the release, absolute; ResourceError if it was never built.

    Example:
        >>> (release_path() / "ai-actors.trig").is_file()
        True
    """
    return _folder("release", "exports", "ai-actors.trig")


def package_version() -> str:
    """Return the version of this package; ``0`` where it is not installed.

    Example:
        >>> package_version().count(".")
        2
    """
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("aiactors")
    except PackageNotFoundError:
        return "0"


def _folder(packaged: str, checkout: str, witness: str) -> Path:
    """Return the first of the two folders that holds the file by which it is known."""
    for folder in (_PACKAGE / packaged, _CHECKOUT / checkout):
        if (folder / witness).is_file():
            return folder
    raise ResourceError(f"{packaged}/{witness}")

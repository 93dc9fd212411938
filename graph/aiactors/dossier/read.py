"""Reading dossiers: all files of a run together, all problems at once, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources.abc import Traversable
from pathlib import Path

from aiactors.collection import paused_collection
from aiactors.dossier.entities import EntityResolver, declares_head
from aiactors.dossier.languages import in_languages
from aiactors.dossier.names import Names
from aiactors.dossier.parse import ParsedFile, parse_file, parse_text
from aiactors.dossier.statements import StatementResolver
from aiactors.errors import DossierError, FileError
from aiactors.model import Dossier, DossierSet
from aiactors.schema import load_ontology

ENDINGS = (".yaml", ".yml")


def dossier_files(where: Path | Traversable) -> list[Path]:
    """Return the YAML files in a folder (not below it), sorted, or the file itself."""
    folder = Path(str(where))
    try:
        if folder.is_file():
            return [folder]
        files = sorted(p for p in folder.iterdir() if p.suffix in ENDINGS and p.is_file())
    except (FileNotFoundError, NotADirectoryError, ValueError):
        why = "no such file or folder: name a dossier or a folder of dossiers"
        raise FileError(folder, why) from None
    except OSError as error:
        raise FileError(folder, f"cannot be read: {error.strerror or error}") from None
    if not files:
        raise FileError(folder, "holds no dossier: expected files that end in .yaml")
    return files


def read_dossiers(where: Path | Traversable | str | Iterable[Path]) -> DossierSet:
    """Read a folder of dossiers, one file or several; DossierError has every problem of all.

    Example:
        >>> from aiactors.resources import dossiers_path
        >>> dossiers = read_dossiers(dossiers_path())
        >>> dossiers.entities["id:openai"].name("fr")
        'OpenAI'
    """
    if isinstance(where, str):
        where = Path(where)
    paths = dossier_files(where) if isinstance(where, Path | Traversable) else list(where)
    with paused_collection():
        return _resolve([parse_file(path) for path in paths])


def read_text(text: str, name: str = "dossier.yaml") -> DossierSet:
    r"""Read one dossier from its text; what it names must be declared in it.

    Example:
        >>> read_text("dossier: a\ntitle: {en: A, fr: A}", "a.yaml").dossiers[0].name
        'a'
    """
    return _resolve([parse_text(text, name)])


def read_texts(texts: Iterable[tuple[str, str]]) -> DossierSet:
    """Read several dossiers from their texts."""
    with paused_collection():
        return _resolve([parse_text(text, name) for name, text in texts])


def _resolve(files: list[ParsedFile]) -> DossierSet:
    _report_repeated(files)
    names = Names(files, load_ontology())
    entities = EntityResolver(names)
    statements = StatementResolver(files, names)
    dossiers = [
        made
        for index, file in enumerate(files)
        if (made := _dossier(index, file, entities, statements)) is not None
    ]
    problems = [problem for file in files for problem in file.problems]
    if problems:
        raise DossierError(problems)
    return DossierSet.model_construct(dossiers=tuple(sorted(dossiers, key=lambda d: d.name)))


def _report_repeated(files: list[ParsedFile]) -> None:
    seen: dict[str, str] = {}
    for file in files:
        if file.head is None:
            continue
        if file.dossier in seen:
            what = f"the dossier {file.dossier!r} is also in {seen[file.dossier]}"
            file.report(("dossier",), what, "Give each dossier a name of its own")
        seen.setdefault(file.dossier, file.name)


def _dossier(
    index: int, file: ParsedFile, entities: EntityResolver, statements: StatementResolver
) -> Dossier | None:
    usable = declares_head(file)
    made = [entities.entity(file, key, form) for key, form in file.entities.items()]
    documents = [entities.document(file, key, form) for key, form in file.documents.items()]
    said = statements.statements(index)
    file.statements.clear()  # the forms of a large dossier take more room than what they became
    if not usable or file.head is None or file.problems:
        return None
    return Dossier(
        name=file.head.dossier,
        title=in_languages(file.head.title),
        about=in_languages(file.head.about),
        bulk=file.head.bulk,
        entities=tuple(e for e in made if e is not None),
        documents=tuple(d for d in documents if d is not None),
        statements=said,
    )

"""From dossiers to a release: read, check, and write every file of it, or none."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from aiactors.check import Finding, check_store, two_spellings
from aiactors.dossier import read_dossiers
from aiactors.errors import CheckError, FileError, RdfError
from aiactors.export import description
from aiactors.files import write_together
from aiactors.graph import Graph, Positions
from aiactors.model import DossierSet
from aiactors.model.dossier import Occurrences
from aiactors.network.kinds import TITLE
from aiactors.network.places import placed
from aiactors.network.project import Projector
from aiactors.opening import read_positions
from aiactors.progress import SILENT, Progress
from aiactors.rdf import Derived, derive, occurrences_in, to_ntriples, to_trig, to_turtle
from aiactors.remote import is_address, open_server
from aiactors.resources import package_version
from aiactors.search import keep_beside
from aiactors.store import FORMATS, Store
from aiactors.store.lazy import LazyStore
from aiactors.view.story_cast import cast_of

_TURTLE, _TRIG = "ai-actors.ttl", "ai-actors.trig"

Step = Callable[[str], None]
"""Is told what begins, in words."""


@dataclass(frozen=True, slots=True)
class Built:
    """A release, ready to be written.

    Attributes:
        dossiers: what it was made of.
        derived: what follows from them.
        files: name → bytes.
        warnings: what the checks found that does not fail the build.
    """

    dossiers: DossierSet
    derived: Derived
    files: Mapping[str, bytes]
    warnings: tuple[Finding, ...]


def check_graph(
    dossiers: DossierSet, derived: Derived | None = None, progress: Progress = SILENT
) -> tuple[Finding, ...]:
    """Check the graph of some dossiers against all rules and shapes.

    Args:
        dossiers: the dossiers.
        derived: what follows from them, if already at hand.
        progress: is told how far it is.

    Returns:
        All findings: errors first, by rule; :class:`Words` says which statements they mean.
    """
    derived = derived or derive(dossiers)
    return _check(_store_of(_texts(dossiers, derived)), dossiers, progress)


def _texts(dossiers: DossierSet, derived: Derived) -> dict[str, bytes]:
    """The graph in Turtle and in TriG."""
    return {
        _TURTLE: to_turtle(dossiers, derived).encode(),
        _TRIG: to_trig(dossiers, derived).encode(),
    }


def _store_of(texts: Mapping[str, bytes]) -> Store:
    """The graph in memory: its union, and its named graphs if any of them is asked for."""
    return LazyStore(texts[_TURTLE], lambda: texts[_TRIG])


def _check(store: Store, dossiers: DossierSet, progress: Progress) -> tuple[Finding, ...]:
    found = [*check_store(store, progress), *two_spellings(dossiers)]
    return tuple(sorted(found, key=lambda finding: (not finding.error, finding)))


class Words:
    """Says in findings which statement a hash stands for, and in which dossier it is.

    Args:
        dossiers: the dossiers.
        derived: what follows from them, if already at hand.
    """

    def __init__(self, dossiers: DossierSet, derived: Derived | None = None) -> None:
        """Store the arguments."""
        self._projector = Projector(dossiers, derived or derive(dossiers))
        self._homes = {s.ref: d.name for d in dossiers.dossiers for s in d.statements}

    def finding(self, finding: Finding) -> Finding:
        """Return a finding in which statements are told in words.

        Args:
            finding: the finding.

        Returns:
            The same, with sentences in the place of references.
        """
        details = tuple(self.name(detail) for detail in finding.details)
        return replace(finding, about=self.name(finding.about), details=details)

    def name(self, ref: str) -> str:
        """Return the sentence of a statement, with its dossier and its date.

        Args:
            ref: a reference.

        Returns:
            The sentence; what is no statement of the dossiers stays as it is.
        """
        statement = self._projector.dossiers.statements.get(ref)
        if statement is None:
            return ref
        when = f", {statement.when}" if statement.when is not None else ""
        sentence = self._projector.sentence(statement)
        return f"{self._homes[ref]}.yaml: “{sentence}”{when}"


def positions(dossiers: DossierSet, derived: Derived, known: Positions) -> dict[str, list[int]]:
    """Return where each entity is drawn: known ones stay, new ones are placed beside theirs.

    Args:
        dossiers: the dossiers.
        derived: what follows from them.
        known: places of the release before.

    Returns:
        Id → [x, y], in the order of ids.

    Raises:
        MissingExtraError: if entities must be placed and scipy is not installed.
    """
    network = Projector(dossiers, derived).network(TITLE)
    places = placed(network, known)
    return {id_: [round(x), round(y)] for id_, (x, y) in sorted(places.items())}


def make(
    where: Path,
    known: Positions,
    step: Step = lambda _: None,
    *,
    occurrences: Occurrences | None = None,
) -> Built:
    """Make a release of dossiers, in memory.

    Args:
        where: a folder of dossiers.
        known: places of the release before.
        step: is told what begins.
        occurrences: numbers of facts in the release before.

    Returns:
        The release.

    Raises:
        DossierError: if anything is wrong in the dossiers, or in a story told of them.
        CheckError: if the graph breaks a rule.
    """
    step("reading dossiers")
    dossiers = read_dossiers(where).with_occurrences(occurrences or {})
    step("deriving statuses, direct triples and facts")
    derived = derive(dossiers)
    step("checking")
    texts = _texts(dossiers, derived)
    store = _store_of(texts)
    findings = _check(store, dossiers, SILENT)
    words = Words(dossiers, derived)
    errors = [str(words.finding(f)) for f in findings if f.error]
    if errors:
        raise CheckError(errors)
    step("placing the network")
    places = positions(dossiers, derived, known)
    step("writing")
    graph = Graph(store, dossiers, {k: (x, y) for k, (x, y) in places.items()})
    files = texts | _pages(graph, stories_of(where))
    triples = to_ntriples(dossiers, derived).count("\n")
    files["description.ttl"] = description(dossiers, triples, files, package_version()).encode()
    files["positions.json"] = _positions_text(places).encode()
    warnings = tuple(f for f in findings if not f.error)
    return Built(dossiers, derived, files, warnings)


def stories_of(where: Path) -> list[Path]:
    """Return the stories that are told of the dossiers in a folder.

    Args:
        where: a folder of dossiers.

    Returns:
        The files of YAML in its folder ``stories``, in order of their names.
    """
    return sorted((where / "stories").glob("*.yaml"))


def _pages(graph: Graph, stories: Iterable[Path]) -> dict[str, bytes]:
    """The pages."""
    files = {"ai-actors.html": graph.page().encode()}
    for story in stories:
        page = graph.page(cast_of(story), hops=0, story=story, sparql=False)
        files[f"{story.stem}.html"] = page.encode()
    return files


def _positions_text(places: Mapping[str, list[int]]) -> str:
    """One entity a line, so that a new one is one line in a diff."""
    lines = (f"{json.dumps(key)}: {json.dumps(place)}" for key, place in places.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def write(built: Built, folder: Path, store: str | Path | None = None) -> str:
    """Write a release.

    Args:
        built: the release.
        folder: where to; made where it does not exist.
        store: a store to fill as well: its folder on disk, or the address of a server.

    Returns:
        What was sent to the server, in words; empty if none was named.

    Raises:
        FileError: if anything cannot be written; then the release that was there is there still.
        ServerError: if the server cannot be written to.
    """
    if isinstance(store, str) and is_address(store):
        server = open_server(store)
        server.read_state()  # whatever is wrong with it, before anything is written
        write(built, folder)
        return str(server.publish(built.files[_TRIG], FORMATS[".trig"]))
    filled = None if store is None else _to_be_filled(Path(store))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(folder, f"cannot be made: {error.strerror or error}") from None
    write_together({folder / name: data for name, data in built.files.items()})
    if store is not None and filled is not None:
        try:
            filled.replace(built.files[_TRIG], FORMATS[".trig"])
        except OSError as error:
            raise FileError(str(store), f"cannot be filled: {error}") from None
        del filled  # its files are those of the new state when it is closed
        keep_beside(Path(store))
    return ""


def _to_be_filled(folder: Path) -> Store:
    """Open a store on disk, in a folder where its files hit upon no others."""
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "CURRENT").exists():
        raise FileError(folder, "holds other things than a store: name a new or an empty folder")
    return Store.on_disk(folder)


def known_occurrences(folder: Path) -> Occurrences:
    """Return the numbers of facts of the release in a folder, so that their IRIs are kept.

    Args:
        folder: the folder of a release.

    Returns:
        The numbers; empty where there is no release.

    Raises:
        FileError: if there is a release that cannot be read.
        RdfError: if it is no Turtle.
    """
    path = folder / _TURTLE
    if not path.exists():
        return {}
    try:
        return occurrences_in(ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE))
    except OSError as error:
        raise FileError(path, f"cannot be read: {error.strerror or error}") from None
    except SyntaxError as error:
        raise RdfError(str(path), str(error.msg), error.lineno or 0) from None


def known_positions(folder: Path) -> Positions:
    """Return the places of the release in a folder, so that they are kept.

    Args:
        folder: the folder of a release.

    Returns:
        Id → place; empty where there is no release.

    Raises:
        FileError: if there are places that cannot be read: all would be drawn elsewhere.
    """
    path = folder / "positions.json"
    return read_positions(path) if path.exists() else {}

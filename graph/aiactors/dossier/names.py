"""What short names stand for: ids across all files, and terms of the ontology."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aiactors.dossier.parse import ParsedFile
from aiactors.dossier.text import Path
from aiactors.errors import did_you_mean, nearest
from aiactors.schema import Ontology, short


@dataclass(frozen=True, slots=True)
class Declared:
    """Where an id is declared, and as what.

    Attributes:
        file: the file that declares it.
        path: the path of its declaration.
        kinds: local names of its classes; empty where they could not be read.
    """

    file: ParsedFile
    path: Path
    kinds: tuple[str, ...]


class Names:
    """Every id that the files declare, and every term of the ontology, by short name."""

    def __init__(self, files: Iterable[ParsedFile], ontology: Ontology) -> None:
        """Collect the ids; report the ones that are declared twice."""
        self.ontology = ontology
        self.declared: dict[str, Declared] = {}
        for file in files:
            for key, entity in file.entities.items():
                self._declare(file, ("entities", key), entity.kind)
            for key, document in file.documents.items():
                self._declare(file, ("documents", key), document.kind)
            for key in file.broken:
                self.declared.setdefault(key, Declared(file, (), ()))

    def _declare(self, file: ParsedFile, path: Path, kinds: list[str]) -> None:
        key = str(path[-1])
        known = self.declared.get(key)
        if known is not None and known.path:
            first = f"{known.file.name}:{known.file.line(known.path)}"
            what = f"the id {key!r} is declared a second time; the first is at {first}"
            file.report(path, what, "Declare it once; every dossier may name it")
            return
        self.declared[key] = Declared(file, path, self._kinds(file, path, kinds))

    def _kinds(self, file: ParsedFile, path: Path, kinds: list[str]) -> tuple[str, ...]:
        section, wanted = path[0], "Document" if path[0] == "documents" else "Entity"
        found = []
        for name in kinds:
            local = self.term(file, (*path, "kind"), name, self.ontology.kinds, "kind")
            if local is None:
                continue
            ancestors = self.ontology.ancestors(local)
            if wanted not in ancestors:
                file.report((*path, "kind"), f"{name!r} is not a kind of document", "")
            elif section == "entities" and "Document" in ancestors:
                file.report(
                    (*path, "kind"), f"{name!r} is a kind of document", "Move it to documents"
                )
            found.append(local)
        return self.ontology.most_specific(found)

    def term(
        self, file: ParsedFile, path: Path, name: str, table: Mapping[str, str], what: str
    ) -> str | None:
        """Return the local name that a short name stands for; None, with a report, if unknown."""
        local = table.get(name)
        if local is None:
            near = did_you_mean(nearest(name, table)).strip()
            known = f"Write one of {', '.join(table)}" if len(table) <= 12 else ""
            file.report(path, f"unknown {what} {name!r}", near or known)
        return local

    def entity(
        self, file: ParsedFile, path: Path, name: str, classes: Iterable[str], what: str
    ) -> str | None:
        """Return the reference of an id; None, with a report, if unknown or of another class."""
        declared = self.declared.get(name)
        if declared is None:
            near = did_you_mean(nearest(name, self.declared)).strip()
            do = near or "Declare it in this dossier or in graph/dossiers/actors.yaml"
            file.report(path, f"{what} {name!r} is declared in no dossier", do)
            return None
        wanted = frozenset(classes)
        if declared.kinds and not self.ontology.is_a(declared.kinds, wanted):
            is_ = " and ".join(short(k) for k in declared.kinds)
            may = ", ".join(sorted(short(c) for c in wanted))
            file.report(path, f"{what} {name!r} is of the kind {is_}", f"It must be one of: {may}")
            return None
        return f"id:{name}"

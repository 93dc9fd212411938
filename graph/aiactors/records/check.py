"""What a record may name: terms of the ontology, and things that some record declares."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from aiactors.errors import Problem, did_you_mean, nearest
from aiactors.model import Document, Entity, Money, Object, Statement, Text
from aiactors.records.form import Record
from aiactors.records.read import Line
from aiactors.schema import Relation, load_ontology

SCHEMES = {
    "modality": "ModalityScheme",
    "rank": "RankScheme",
    "bound": "BoundScheme",
    "response": "ResponseScheme",
    "stance": "StanceScheme",
    "status": "StatusScheme",
    "tier": "TierScheme",
}


class Checker:
    """Finds what no form can tell: terms that there are not, and references that lead nowhere.

    Records come in any order: what is named before it is declared is kept in mind.

    Example:
        >>> checker = Checker()
        >>> record = Record.model_validate(
        ...     {"dossier": "a", "entity": {"id": "x", "kinds": ["Persn"], "names": {"en": "X"}}})
        >>> print(*checker.add(Line("a.jsonl", 1, b""), record))
        a.jsonl:1: kinds: unknown class 'Persn'. Did you mean Person?
    """

    def __init__(self) -> None:
        """Read the ontology."""
        ontology = load_ontology()
        self._relations = ontology.relations
        self._kinds = frozenset(ontology.kinds.values())
        self._concepts = {
            key: frozenset(ontology.concepts_of(scheme)) for key, scheme in SCHEMES.items()
        }
        self._schemes = {
            scheme: frozenset(ontology.concepts_of(scheme))
            for relation in ontology.relations.values()
            if (scheme := relation.scheme) is not None
        }
        self.documents: set[str] = set()
        self.entities: set[str] = set()
        self._awaited: dict[tuple[str, bool], Line] = {}

    def add(self, line: Line, record: Record) -> list[Problem]:
        """Check a record, remember what it declares, and return what is wrong."""
        if record.statement is not None:
            return self.statement(line, record.statement)
        entity = record.entity or record.document
        return [] if entity is None else self.entity(line, entity)

    def entity(self, line: Line, entity: Entity) -> list[Problem]:
        """Check an entity or a document, remember it, and return what is wrong."""
        ref = entity.ref
        is_document = isinstance(entity, Document)
        found = [
            line.problem(f"kinds: unknown class {kind!r}.{_near(kind, self._kinds)}")
            for kind in entity.kinds
            if kind not in self._kinds
        ]
        if ref in self.entities or ref in self.documents:
            found.append(line.problem(f"the id {entity.id!r} is declared twice", "Keep one"))
        (self.documents if is_document else self.entities).add(ref)
        if entity.tier is not None:
            found += self._concept(line, "tier", entity.tier)
        if entity.owner is not None:
            self._names(line, entity.owner)
        if isinstance(entity, Document):
            if entity.publisher is not None:
                self._names(line, entity.publisher)
            if entity.copy_of is not None:
                self._names_document(line, entity.copy_of)
        return found

    def statement(self, line: Line, statement: Statement) -> list[Problem]:
        """Check a statement, remember what it names, and return what is wrong."""
        found: list[Problem] = []
        relation = self._relations.get(statement.predicate)
        if relation is None:
            near = _near(statement.predicate, self._relations)
            found.append(line.problem(f"unknown relation {statement.predicate!r}.{near}"))
        elif (why := self._misfit(relation, statement.object)) is not None:
            found.append(line.problem(f"{relation.name}: {why}"))
        for key in ("modality", "rank", "bound", "response"):
            value = getattr(statement, key)
            if value is not None and value not in self._concepts[key]:
                found += self._concept(line, key, value)
        if statement.override is not None:
            found += self._concept(line, "status", statement.override.status)
        for attribution in statement.attributions:
            if attribution.stance not in self._concepts["stance"]:
                found += self._concept(line, "stance", attribution.stance)
        self._refer(line, statement)
        return found

    def take_awaited(self) -> list[tuple[str, bool]]:
        """Return what was named and not declared, and forget it.

        Each reference comes with whether it must be a document; it may be declared on another
        machine.
        """
        awaited, self._awaited = list(self._awaited), {}
        return awaited

    def missing(self, statements: Container[str] | None = None) -> Iterator[Problem]:
        """Yield a problem for what no record declares, where it was named first.

        References of statements are only looked up where ``statements`` is given.
        """
        for (ref, document), line in self._awaited.items():
            if ref[:3] == "st:":
                if statements is None or ref in statements:
                    continue
            if not self._is_declared(ref, document=document):
                what = "document" if document else "statement" if ref[:3] == "st:" else "entity"
                yield line.problem(f"no record declares the {what} {ref}", "Add one")

    def _refer(self, line: Line, statement: Statement) -> None:
        self._names(line, statement.subject)
        object_ref = statement.object_ref
        if object_ref is not None:
            self._names(line, object_ref)
        for attribution in statement.attributions:
            if attribution.claimant is not None:
                self._names(line, attribution.claimant)
            self._names_document(line, attribution.said_in)
            if attribution.via is not None:
                self._names_document(line, attribution.via)
            for evidence in attribution.evidence:
                self._names_document(line, evidence.document)
        for ref in (*statement.contradicts, *statement.supports, statement.condition):
            if ref is not None:
                self._names(line, ref)

    def _names(self, line: Line, ref: str) -> None:
        if ref not in self.entities and not self._is_declared(ref, document=False):
            self._awaited.setdefault((ref, False), line)

    def _names_document(self, line: Line, ref: str) -> None:
        if ref not in self.documents:
            self._awaited.setdefault((ref, True), line)

    def _is_declared(self, ref: str, *, document: bool) -> bool:
        if ref in self.documents:
            return True
        if document:
            return False
        return ref in self.entities or ref[:3] == "ai:"

    def _concept(self, line: Line, key: str, value: str) -> list[Problem]:
        known = self._concepts[key]
        if value in known:
            return []
        return [line.problem(f"{key}: unknown {value!r}.{_near(value, known)}")]

    def _misfit(self, relation: Relation, value: Object) -> str | None:
        """Why a relation cannot have an object of its kind."""
        if isinstance(value, Money):
            return None if relation.takes_money else f"{value} is money, which it does not take"
        if isinstance(value, int):
            return None if relation.datatype == "integer" else f"{value} is a number"
        if isinstance(value, Text):
            return None if relation.datatype == "string" else f"{value.text!r} is a text"
        if value.startswith("ai:"):
            known = self._schemes.get(relation.scheme or "", frozenset())
            name = value.removeprefix("ai:")
            return None if name in known else f"unknown concept {name!r}.{_near(name, known)}"
        if value.startswith("st:"):
            return None if "Statement" in relation.object_classes else f"{value} is a statement"
        return None if relation.takes_entity else f"{value} is an entity, which it does not take"


def _near(name: str, known: Iterable[str]) -> str:
    return did_you_mean(nearest(name, sorted(known)))

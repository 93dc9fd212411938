"""From the model back to the YAML that people write: the identity on a round trip."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from aiactors.model import (
    Attribution,
    Document,
    Dossier,
    DossierSet,
    Entity,
    Evidence,
    LangString,
    Statement,
)
from aiactors.schema import short, short_concept

_RARE_BREAKS = re.compile("[\x85\u2028\u2029\ufeff]")


class _Dumper(yaml.SafeDumper):
    """Writes every text plain where YAML allows it: nothing is guessed when it is read."""

    def ignore_aliases(self, data: object) -> bool:
        """Write a value out each time: aliases are not read."""
        return True


def _write_text(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    """Quote what would be read back as a plain line break."""
    style = '"' if _RARE_BREAKS.search(value) is not None else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _write_text)
_Dumper.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith(":null")]
    for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


def _some(**values: Any) -> dict[str, Any]:
    """Keep the keys that have a value, with the names of the form."""
    return {
        key.removesuffix("_").replace("_", "-"): value
        for key, value in values.items()
        if value not in (None, (), [], {})
    }


def _texts(values: Iterable[LangString], plain: tuple[str, ...] = ("en",)) -> Any:
    """A plain text where the key gives it just these languages, or else language → text."""
    table = {value.lang: value.text for value in values}
    if table and tuple(sorted(table)) == plain and len(set(table.values())) == 1:
        return next(iter(table.values()))
    return table


def _aliases(values: Iterable[LangString], plain: str) -> Any:
    table: dict[str, list[str]] = {}
    for value in values:
        table.setdefault(value.lang, []).append(value.text)
    return table[plain] if set(table) == {plain} else table


def _slug(ref: str | None) -> str | None:
    return None if ref is None else ref.removeprefix("id:")


def _kinds(entity: Entity) -> Any:
    names = [short(kind) for kind in entity.kinds]
    return names[0] if len(names) == 1 else names


def entity_form(entity: Entity) -> dict[str, Any]:
    """Return an entity in the form of dossiers."""
    return _some(
        kind=_kinds(entity),
        names=_texts(entity.names, ("en", "fr")),
        aliases=_aliases(entity.aliases, "en"),
        same_as=list(entity.same_as),
        homepage=entity.homepage,
        tier=entity.tier and short_concept(entity.tier, "TierScheme"),
        owner=_slug(entity.owner),
        note=_texts(entity.note),
    )


def document_form(document: Document) -> dict[str, Any]:
    """Return a document in the form of dossiers."""
    lang = document.language or "en"
    return _some(
        kind=_kinds(document),
        title=_texts(document.names, (lang,)),
        aliases=_aliases(document.aliases, lang),
        publisher=_slug(document.publisher),
        published=None if document.published is None else document.published.edtf,
        language=document.language,
        url=document.url,
        copy_of=_slug(document.copy_of),
        file=document.file,
        text_hash=document.text_hash,
        accessed=None if document.accessed is None else document.accessed.isoformat(),
        same_as=list(document.same_as),
        homepage=document.homepage,
        note=_texts(document.note),
    )


def _passage(evidence: Evidence) -> dict[str, Any]:
    return _some(
        where=evidence.where,
        at=None if evidence.start is None else f"{evidence.start}-{evidence.end}",
        hash=evidence.quote_hash,
        gist=_texts(evidence.gist),
        quote=evidence.quote,
    )


def _source(attribution: Attribution) -> dict[str, Any]:
    stance = short(attribution.stance)
    source = _some(
        in_=_slug(attribution.said_in),
        by=_slug(attribution.claimant),
        stance=None if stance == "asserts" else stance,
        via=_slug(attribution.via),
        speaks_of=attribution.speaks_of and short(attribution.speaks_of),
    )
    passages = [_passage(evidence) for evidence in attribution.evidence]
    return source | (passages[0] if len(passages) == 1 else {"passages": passages})


class _Ids:
    """The ids that statements get in YAML, where others refer to them."""

    def __init__(self, dossiers: DossierSet) -> None:
        self.home: dict[str, str] = {}
        self.wanted: set[str] = set()
        for dossier in dossiers.dossiers:
            for statement in dossier.statements:
                self.home.setdefault(statement.ref, dossier.name)
                self.wanted.update(_refs(statement))

    @staticmethod
    def local(ref: str) -> str:
        return "s-" + ref.removeprefix("st:")

    def name(self, ref: str, dossier: Dossier) -> str:
        """What a statement is called in a dossier."""
        here = any(s.ref == ref for s in dossier.statements)
        return self.local(ref) if here else f"{self.home[ref]}/{self.local(ref)}"


def _refs(statement: Statement) -> Iterable[str]:
    for ref in (statement.subject, statement.object, statement.condition):
        if isinstance(ref, str) and ref.startswith("st:"):
            yield ref
    yield from statement.contradicts
    yield from statement.supports


def _value(value: Any, ids: _Ids, dossier: Dossier) -> Any:
    if isinstance(value, str):
        kind, _, name = value.partition(":")
        if kind == "st":
            return {"statement": ids.name(value, dossier)}
        return short(name) if kind == "ai" else name
    return str(value)


def _statement(statement: Statement, ids: _Ids, dossier: Dossier) -> dict[str, Any]:
    override = statement.override

    def names(refs: Iterable[str]) -> list[str]:
        return [ids.name(ref, dossier) for ref in refs]

    return _some(
        id=ids.local(statement.ref) if statement.ref in ids.wanted else None,
        subject=_value(statement.subject, ids, dossier),
        relation=short(statement.predicate),
        object=_value(statement.object, ids, dossier),
        when=None if statement.when is None else statement.when.edtf,
        as_written=_texts(statement.date_expression),
        modality=None if statement.modality == "Actual" else short(statement.modality),
        role=_texts(statement.role),
        share=None if statement.share is None else f"{statement.share:f}",
        amount=None if statement.amount is None else str(statement.amount),
        bound=None if statement.bound is None else short(statement.bound),
        condition=None if statement.condition is None else ids.name(statement.condition, dossier),
        contradicts=names(statement.contradicts),
        supports=names(statement.supports),
        rank=None if statement.rank == "Normal" else short(statement.rank),
        status=None
        if override is None
        else {"is": short(override.status), "because": _texts(override.reason)},
        response=statement.response and short(statement.response),
        note=_texts(statement.note),
        sources=[_source(a) for a in statement.attributions],
    )


def _form(dossier: Dossier, ids: _Ids) -> dict[str, Any]:
    return _some(
        dossier=dossier.name,
        title=_texts(dossier.title, ()),
        about=_texts(dossier.about),
        bulk="yes" if dossier.bulk else None,
        entities={e.id: entity_form(e) for e in dossier.entities},
        documents={d.id: document_form(d) for d in dossier.documents},
        statements=[_statement(s, ids, dossier) for s in dossier.statements],
    )


def to_yaml(dossiers: DossierSet) -> Mapping[str, str]:
    r"""Return dossiers by name as YAML, in the form in which people write them.

    Example:
        >>> from aiactors.dossier.read import read_text
        >>> print(to_yaml(read_text("dossier: a\ntitle: {en: A, fr: B}", "a.yaml"))["a"])
        dossier: a
        title:
          en: A
          fr: B
        <BLANKLINE>
    """
    ids = _Ids(dossiers)
    return {
        dossier.name: yaml.dump(
            _form(dossier, ids),
            Dumper=_Dumper,
            allow_unicode=True,
            default_flow_style=False,
            sort_keys=False,
            width=100,
        )
        for dossier in dossiers.dossiers
    }

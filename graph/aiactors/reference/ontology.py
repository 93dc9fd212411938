"""``docs/ontology.md``: every term of the ontology, in English and French."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from aiactors.reference.mappings import SIGNS
from aiactors.reference.markdown import anchor, code, link, table, text
from aiactors.reference.relations import relations_part
from aiactors.reference.rules import rules_part
from aiactors.reference.sources import Sources, local, place, read_sources
from aiactors.reference.turtle import Turtle
from aiactors.schema import short, short_concept
from aiactors.vocabulary import ONTOLOGY

TOP = "ai:Entity"
PROPERTY_TYPES = ("owl:ObjectProperty", "owl:DatatypeProperty")
_INTRODUCTION = """\
<!-- Made by scripts/docs from ontology/ai.ttl and what lies beside it: edit those, not this. -->

# The ontology · L’ontologie

{description}

Version {version} · [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/) · \
[`ai.ttl`](../ontology/ai.ttl) · [how it is laid out](../ontology/README.md) · \
[changes](../ontology/CHANGELOG.md)

| English | français |
|---|---|
| The terms have addresses that begin with `{namespace}` (prefix `ai:`). \
**The redirect is not registered at w3id.org yet**: the addresses are stable names, and opening \
one leads nowhere. | Les termes ont des adresses qui commencent par `{namespace}` (préfixe `ai:`). \
**La redirection n’est pas encore enregistrée chez w3id.org** : les adresses sont des noms \
stables, et en ouvrir une ne mène nulle part. |
| In [dossiers](dossiers.md) and commands, terms have short names: `ai:ResearchLab` is \
`research-lab`. | Dans les [dossiers](dossiers.md) et les commandes, les termes ont des noms \
courts : `ai:ResearchLab` est `research-lab`. |
| Every term is a place on this page: `ontology.md#founded`. | Chaque terme est un endroit de \
cette page : `ontology.md#founded`. |

On this page · Sur cette page: {contents}

### Signs · Signes

The column *elsewhere · ailleurs* says what other vocabularies call the same; the tables are in \
[`ontology/mappings`](../ontology/mappings).

La colonne *elsewhere · ailleurs* dit comment d’autres vocabulaires nomment la même chose.

{signs}"""
_NOTES = {
    "ai:StatusScheme": (
        "The status follows from who says so, by [a published table](status.md); an editor may set "
        "another with [`ai:editorStatus`](#editorStatus), and must say why.",
        "Le statut découle de qui le dit, selon [une table publiée](status.md) ; la rédaction peut "
        "en fixer un autre avec [`ai:editorStatus`](#editorStatus), et doit dire pourquoi.",
    ),
    "ai:ModalityScheme": (
        "Modality and status are apart: that an offer was made may be well established, and that a "
        "merger took place may be disputed.",
        "Modalité et statut sont séparés : qu’une offre ait été faite peut être bien établi, et "
        "qu’une fusion ait eu lieu peut être contesté.",
    ),
    "ai:RankScheme": (
        "A direct triple is there if and only if a statement is actual, established or reported, "
        "and of the best rank among those of its subject and relation; a deprecated one never is.",
        "Un triplet direct existe si et seulement si un énoncé est effectif, établi ou rapporté, "
        "et du meilleur rang parmi ceux de son sujet et de sa relation ; un énoncé déprécié n’en "
        "fait jamais.",
    ),
    "ai:StanceScheme": (
        "A statement that something is *not* so is the positive statement with an attribution that "
        "denies it.",
        "Un énoncé qui dit qu’une chose *n’est pas* ainsi est l’énoncé positif, avec une "
        "attribution qui le nie.",
    ),
}


def ontology_page(sources: Sources | None = None) -> str:
    """Return the page of the ontology."""
    sources = read_sources() if sources is None else sources
    parts = {
        "Classes · Les classes": _classes(sources),
        "Relations · Les relations": relations_part(sources),
        "Structural properties · Les propriétés de structure": _structure(sources),
        "Concepts · Les concepts": _schemes(sources),
        "What is checked, what follows · Ce qui est vérifié, ce qui s’ensuit": rules_part(
            sources.folder
        ),
    }
    body = [f"## {heading}\n\n{part}" for heading, part in parts.items()]
    return "\n".join([_introduction(sources, parts), *body])


def _introduction(sources: Sources, headings: Iterable[str]) -> str:
    terms = sources.terms
    described = terms.texts(ONTOLOGY, "dcterms:description")
    signs = [[sign, english, french] for sign, english, french in SIGNS.values()]
    signs += [["∅", "looked for and not found", "cherché et non trouvé"]]
    signs += [["→", "drawn as an arrow", "tracée comme une flèche"]]
    signs += [["↔", "holds both ways", "vaut dans les deux sens"]]
    return _INTRODUCTION.format(
        description="\n\n".join(
            text(described[lang]) for lang in ("en", "fr") if lang in described
        ),
        version=text("".join(terms.values(ONTOLOGY, "owl:versionInfo"))),
        namespace=f"{ONTOLOGY}#",
        contents=", ".join(link(heading, f"#{slug(heading)}") for heading in headings),
        signs=table(["sign · signe", "English", "français"], signs),
    )


def slug(heading: str) -> str:
    """Return the place that GitHub gives to a heading.

    Example:
        >>> slug("Classes · Les classes")
        'classes--les-classes'
    """
    kept = (c for c in heading.lower() if c.isalnum() or c in "-_ ")
    return "".join(kept).replace(" ", "-")


# --- classes --------------------------------------------------------------------------------


def _classes(sources: Sources) -> str:
    groups: dict[str, list[str]] = defaultdict(list)
    for term in sources.terms.of("owl:Class"):
        groups[_branch(sources.terms, term)].append(term)
    blocks = []
    for branch, members in groups.items():
        heading = sources.title(branch) if branch else "What the rest is made of · Le reste"
        rows = [_class_row(sources, term) for term in members]
        header = ["class · classe", "English", "français", "is a · est", "elsewhere · ailleurs"]
        blocks.append(f"### {heading}\n\n{table(header, rows)}")
    return "\n".join(blocks)


def _branch(terms: Turtle, term: str) -> str:
    """The class just below the top from which a class descends; itself for the top."""
    if term == TOP:
        return term
    for parent in _own(terms.values(term, "rdfs:subClassOf")):
        if parent == TOP:
            return term
        if branch := _branch(terms, parent):
            return branch
    return ""


def _own(terms: Iterable[str]) -> list[str]:
    return [term for term in terms if term.startswith("ai:")]


def _class_row(sources: Sources, term: str) -> list[str]:
    parents = sources.terms.values(term, "rdfs:subClassOf")
    short_name = short(local(term)) if _branch(sources.terms, term) else None
    above = "<br>".join(sources.named(parent) for parent in parents)
    return [place(term, short_name), *sources.both(term), above, sources.elsewhere(term)]


# --- structural properties and concepts -----------------------------------------------------


def _structure(sources: Sources) -> str:
    terms = sources.terms
    edges = set(terms.of("ai:EdgeProperty"))
    groups: dict[str, list[str]] = defaultdict(list)
    for term in terms.of(*PROPERTY_TYPES):
        if term.startswith("ai:") and term not in edges:
            groups[next(iter(terms.values(term, "schema:domainIncludes")), "")].append(term)
    header = [
        "property · propriété",
        "English",
        "français",
        "value · valeur",
        "elsewhere · ailleurs",
    ]
    blocks = [
        "They carry a statement and its facets, and are never the predicate of one.\n\n"
        "Elles portent un énoncé et ses facettes, et n’en sont jamais le prédicat.\n"
    ]
    for domain, members in groups.items():
        rows = [_property_row(sources, term) for term in members]
        heading = f"of: {sources.title(domain)}" if domain else "others · autres"
        blocks.append(f"### {heading}\n\n{table(header, rows)}")
    return "\n".join(blocks)


def _property_row(sources: Sources, term: str) -> list[str]:
    values = sources.terms.values(term, "schema:rangeIncludes")
    shown = "<br>".join(sources.named(value) for value in values)
    return [place(term), *sources.both(term), shown, sources.elsewhere(term)]


def _schemes(sources: Sources) -> str:
    terms = sources.terms
    concepts: dict[str, list[str]] = defaultdict(list)
    for term in terms.of("skos:Concept"):
        for scheme in terms.values(term, "skos:inScheme"):
            concepts[scheme].append(term)
    blocks = []
    for scheme in terms.of("skos:ConceptScheme"):
        rows = [
            [place(c, short_concept(local(c), local(scheme))), *sources.both(c)]
            for c in concepts[scheme]
        ]
        comments = [sources.linked(terms.comment(scheme, lang)) for lang in ("en", "fr")]
        notes = _NOTES.get(scheme, ("", ""))
        said = "\n\n".join(f"{c} {n}".rstrip() for c, n in zip(comments, notes, strict=True))
        listed = table(["concept", "English", "français"], rows)
        heading = f"{anchor(local(scheme))}\n\n### {sources.title(scheme)}"
        blocks.append(f"{heading}\n\n{code(scheme)}. {said}\n\n{listed}")
    return "\n".join(blocks)

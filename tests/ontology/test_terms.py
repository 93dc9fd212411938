"""Every term of the ontology is complete, and nothing is used that is not defined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD

AI = rdflib.Namespace("https://w3id.org/ai-actors/ns#")
SCHEMA = rdflib.Namespace("https://schema.org/")
ITSELF = rdflib.URIRef("https://w3id.org/ai-actors/ns")
LANGUAGES = ["en", "fr"]
KINDS = {
    "class": OWL.Class,
    "edge property": AI.EdgeProperty,
    "scheme": SKOS.ConceptScheme,
    "concept": SKOS.Concept,
}


def terms(graph: rdflib.Graph) -> list[rdflib.URIRef]:
    """All terms of the ontology's own namespace that it describes."""
    return sorted(
        {s for s in graph.subjects() if isinstance(s, rdflib.URIRef) and s.startswith(str(AI))}
    )


def edges(graph: rdflib.Graph) -> list[rdflib.URIRef]:
    """All edge properties."""
    return sorted(
        s for s in graph.subjects(RDF.type, AI.EdgeProperty) if isinstance(s, rdflib.URIRef)
    )


def texts(graph: rdflib.Graph, subject: rdflib.URIRef, predicate: rdflib.URIRef) -> dict[str, str]:
    """The texts of a term, by language; a second one in a language is an error."""
    found: dict[str, str] = {}
    for value in graph.objects(subject, predicate):
        assert isinstance(value, rdflib.Literal)
        assert value.language is not None and value.language not in found, (subject, value)
        found[value.language] = str(value)
    return found


def above(graph: rdflib.Graph, term: rdflib.term.Node) -> set[rdflib.term.Node]:
    """A class and all classes above it."""
    return {node for node in graph.transitive_objects(term, RDFS.subClassOf) if node is not None}


def test_the_two_engines_read_the_same(folder: Path, ontology: rdflib.Graph) -> None:
    """The file is valid Turtle for both, without blank nodes."""
    triples = list(ox.parse(path=folder / "ai.ttl", format=ox.RdfFormat.TURTLE))
    assert len(ontology) == len(triples)
    assert not [t for t in triples if isinstance(t.subject, ox.BlankNode)]
    assert not [t for t in triples if isinstance(t.object, ox.BlankNode)]


def test_the_file_is_written_in_one_style(folder: Path) -> None:
    """Terms at the margin, predicates two spaces in, further objects four, and no tabs."""
    lines = (folder / "ai.ttl").read_text("utf-8").splitlines()
    assert {len(line) - len(line.lstrip()) for line in lines if line} == {0, 2, 4}
    assert not [line for line in lines if line != line.rstrip() or "\t" in line]


def test_terms_come_in_the_order_of_the_header(folder: Path, ontology: rdflib.Graph) -> None:
    """Classes, edge properties, structural properties, schemes; a concept follows its scheme."""
    names = re.findall(r"^ai:(\w+) a ", (folder / "ai.ttl").read_text("utf-8"), re.M)
    assert sorted(names) == [str(t)[len(AI) :] for t in terms(ontology)]

    def rank(name: str) -> int:
        types = set(ontology.objects(AI[name], RDF.type))
        if OWL.Class in types:
            return 0
        if AI.EdgeProperty in types:
            return 1
        return 3 if types & {SKOS.Concept, SKOS.ConceptScheme} else 2

    assert [rank(n) for n in names] == sorted(rank(n) for n in names)
    scheme = None
    for name in names:
        if (AI[name], RDF.type, SKOS.ConceptScheme) in ontology:
            scheme = AI[name]
        elif (AI[name], RDF.type, SKOS.Concept) in ontology:
            assert ontology.value(AI[name], SKOS.inScheme) == scheme, name


def test_every_class_comes_after_those_above_it(folder: Path, ontology: rdflib.Graph) -> None:
    """Top-down, as people read."""
    names = re.findall(r"^ai:(\w+) a ", (folder / "ai.ttl").read_text("utf-8"), re.M)
    place = {AI[name]: position for position, name in enumerate(names)}
    for class_ in ontology.subjects(RDF.type, OWL.Class):
        for parent in ontology.objects(class_, RDFS.subClassOf):
            assert isinstance(class_, rdflib.URIRef)
            assert isinstance(parent, rdflib.URIRef)
            assert parent not in place or place[parent] < place[class_], class_


def test_every_term_is_named_and_explained_in_both_languages(ontology: rdflib.Graph) -> None:
    """A label and one sentence, in English and in French."""
    for term in terms(ontology):
        concept = (term, RDF.type, SKOS.Concept) in ontology
        label = texts(ontology, term, SKOS.prefLabel if concept else RDFS.label)
        meaning = texts(ontology, term, SKOS.definition if concept else RDFS.comment)
        assert sorted(label) == sorted(meaning) == LANGUAGES, term
        for sentence in meaning.values():
            assert re.fullmatch(r"[A-ZÀÉ«].*\.", sentence), (term, sentence)
            assert not re.search(r"(?<!cf)\. ", sentence), (term, sentence)
        assert (term, RDFS.isDefinedBy, ITSELF) in ontology, term


def test_the_two_languages_are_not_the_same_text(ontology: rdflib.Graph) -> None:
    """A comment that was never translated would be the same twice."""
    for term in terms(ontology):
        for predicate in (RDFS.comment, SKOS.definition):
            both = texts(ontology, term, predicate)
            assert not both or both["en"] != both["fr"], term


@pytest.mark.parametrize("kind", [*KINDS, "structural property"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_terms_of_a_kind_have_the_same_label(
    ontology: rdflib.Graph, kind: str, language: str
) -> None:
    """Readers tell terms by their labels."""
    if kind in KINDS:
        of_kind = set(ontology.subjects(RDF.type, KINDS[kind]))
    else:
        of_kind = {
            s
            for type_ in (OWL.ObjectProperty, OWL.DatatypeProperty)
            for s in ontology.subjects(RDF.type, type_)
        } - set(edges(ontology))
    labels = Counter(
        str(label)
        for term in of_kind
        for predicate in (RDFS.label, SKOS.prefLabel)
        for label in ontology.objects(term, predicate)
        if isinstance(label, rdflib.Literal) and label.language == language
    )
    assert labels.total() == len(of_kind) > 0
    assert [label for label, times in labels.items() if times > 1] == []


def test_every_edge_property_is_complete(ontology: rdflib.Graph) -> None:
    """Classes, inverse label, family, aspect and direction."""
    families = set(ontology.subjects(SKOS.inScheme, AI.FamilyScheme))
    classes = set(ontology.subjects(RDF.type, OWL.Class))
    for edge in edges(ontology):
        subjects = set(ontology.objects(edge, AI.subjectClass))
        objects = set(ontology.objects(edge, AI.objectClass))
        scheme = ontology.value(edge, AI.objectScheme)
        assert subjects and subjects <= classes, edge
        assert (scheme is None) == bool(objects), edge
        assert objects <= classes | {XSD.integer, XSD.string}, edge
        assert scheme is None or (scheme, RDF.type, SKOS.ConceptScheme) in ontology, edge
        assert sorted(texts(ontology, edge, AI.inverseLabel)) == LANGUAGES, edge
        assert ontology.value(edge, AI.family, any=False) in families, edge
        aspects = set(ontology.subjects(SKOS.inScheme, AI.AspectScheme))
        assert ontology.value(edge, AI.aspect, any=False) in aspects, edge


def test_an_arrow_is_drawn_unless_the_relation_is_symmetric(ontology: rdflib.Graph) -> None:
    """A symmetric relation reads the same from both sides, and has the same classes there."""
    for edge in edges(ontology):
        symmetric = (edge, RDF.type, OWL.SymmetricProperty) in ontology
        assert ontology.value(edge, AI.directed, any=False) == rdflib.Literal(not symmetric), edge
        label = texts(ontology, edge, RDFS.label)
        assert (label == texts(ontology, edge, AI.inverseLabel)) == symmetric, edge
        if symmetric:
            sides = [set(ontology.objects(edge, p)) for p in (AI.subjectClass, AI.objectClass)]
            assert sides[0] == sides[1], edge


def test_a_relation_takes_a_value_or_an_entity(ontology: rdflib.Graph) -> None:
    """Its OWL type follows from its object, and a measure is of the family of measures."""
    for edge in edges(ontology):
        objects = set(ontology.objects(edge, AI.objectClass))
        literal = bool(objects & {XSD.integer, XSD.string})
        assert not literal or len(objects) == 1, edge
        type_ = OWL.DatatypeProperty if literal else OWL.ObjectProperty
        assert (edge, RDF.type, type_) in ontology, edge
        metric = (edge, RDF.type, AI.MetricProperty) in ontology
        assert metric == ((edge, AI.family, AI.MeasureRelation) in ontology), edge


def test_a_narrower_relation_asks_for_no_wider_classes(ontology: rdflib.Graph) -> None:
    """Whoever may be the subject of a relation may be the subject of those above it."""
    for edge in edges(ontology):
        for parent in ontology.objects(edge, RDFS.subPropertyOf):
            if (parent, RDF.type, AI.EdgeProperty) not in ontology:
                continue
            for side in (AI.subjectClass, AI.objectClass):
                wider = set(ontology.objects(parent, side))
                for class_ in ontology.objects(edge, side):
                    assert above(ontology, class_) & wider, (edge, class_)
            same = [ontology.value(e, AI.aspect) for e in (edge, parent)]
            assert same[0] == same[1], edge


def test_no_scheme_is_unused(ontology: rdflib.Graph) -> None:
    """Some property takes its values from it, and it has values to choose from."""
    for scheme in ontology.subjects(RDF.type, SKOS.ConceptScheme):
        takers = [*ontology.subjects(AI.objectScheme, scheme)]
        takers += ontology.subjects(SCHEMA.rangeIncludes, scheme)
        assert takers, scheme
        assert len(list(ontology.subjects(SKOS.inScheme, scheme))) > 1, scheme


def test_every_structural_property_says_what_it_links(ontology: rdflib.Graph) -> None:
    """What has no subjectClass has a domain and a range that people can read."""
    for term in terms(ontology):
        types = set(ontology.objects(term, RDF.type))
        if not types & {OWL.ObjectProperty, OWL.DatatypeProperty} or AI.EdgeProperty in types:
            continue
        assert list(ontology.objects(term, SCHEMA.domainIncludes)), term
        ranges = set(ontology.objects(term, SCHEMA.rangeIncludes))
        literal = {r for r in ranges if not str(r).startswith(AI) and r not in RANGES_OF_OBJECTS}
        assert ranges and literal in (set(), ranges), term
        type_ = OWL.DatatypeProperty if literal else OWL.ObjectProperty
        assert type_ in types, term


RANGES_OF_OBJECTS = {OWL.Class, RDFS.Datatype, SKOS.ConceptScheme}


def used(folder: Path) -> Iterator[tuple[str, str]]:
    """The file and the local name of every use of a term, in Turtle and in queries."""
    for path in sorted([*folder.rglob("*.ttl"), *folder.rglob("*.rq")]):
        code = re.sub(r"^#.*$", "", path.read_text("utf-8"), flags=re.M)
        code = re.sub(r'"(?:[^"\\\n]|\\.)*"', '""', code)
        for name in re.findall(r"(?<![\w-])ai:(\w+)", code):
            yield path.relative_to(folder).as_posix(), name


def test_nothing_is_used_that_is_not_defined(folder: Path, ontology: rdflib.Graph) -> None:
    """In the ontology, its shapes, rules, violations, queries and examples."""
    defined = {str(term)[len(AI) :] for term in terms(ontology)}
    assert [(file, name) for file, name in used(folder) if name not in defined] == []


def test_no_published_term_is_gone(ontology: rdflib.Graph) -> None:
    """A term of a released version may be deprecated, never removed."""
    for published in sorted(Path(__file__).parent.glob("terms-*.txt")):
        names = published.read_text("utf-8").split()
        known = {str(term)[len(AI) :] for term in terms(ontology)}
        assert [name for name in names if name not in known] == [], published.name


def test_the_header_is_complete(ontology: rdflib.Graph) -> None:
    """Version, licence, title and description."""
    version = str(ontology.value(ITSELF, OWL.versionInfo, any=False))
    assert ontology.value(ITSELF, OWL.versionIRI) == rdflib.URIRef(f"{ITSELF}/{version}")
    licence = ontology.value(ITSELF, DCTERMS.license)
    assert str(licence) == "https://creativecommons.org/licenses/by/4.0/"
    for predicate in (DCTERMS.title, DCTERMS.description):
        assert sorted(texts(ontology, ITSELF, predicate)) == LANGUAGES


def test_the_changelog_tells_of_this_version(folder: Path, ontology: rdflib.Graph) -> None:
    """Its topmost version is that of the ontology."""
    headings = re.findall(r"^## (\S+)", (folder / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert headings[0] == str(ontology.value(ITSELF, OWL.versionInfo))

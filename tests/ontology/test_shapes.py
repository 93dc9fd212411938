"""The shapes accept every example, and find in a broken graph what is broken, and no more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyshacl
import pytest
import rdflib
from rdflib.namespace import RDF, SH

from aiactors.check.shacl import read_shapes, validate
from aiactors.store import Store

if TYPE_CHECKING:
    import pyoxigraph as ox

    from tests.ontology.conftest import Both

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
EXAMPLES = sorted((ONTOLOGY / "examples").glob("*.ttl"))
SHAPES = ONTOLOGY / "shapes" / "ai.shacl.ttl"
LANGUAGES = ["en", "fr"]

SOUND = """
id:gazette a ai:MediaOrganization ; skos:prefLabel "Gazette"@en , "Gazette"@fr .
id:ada a ai:Person ; skos:prefLabel "Ada"@en , "Ada"@fr .
id:lab a ai:Company ; skos:prefLabel "Lab"@en , "Labo"@fr .

id:paper a ai:Article ; skos:prefLabel "News"@en ; dcterms:title "News"@en ;
  dcterms:publisher id:gazette ; dcterms:language "en" ;
  ai:when "2024-03-05"^^edtf:EDTF ; ai:accessed "2024-04-01"^^xsd:date .
id:post a ai:BlogPost ; skos:prefLabel "Nouvelle"@fr ; dcterms:title "Nouvelle"@fr .

st:owns a ai:Statement ;
  rdf:subject id:ada ; rdf:predicate ai:owns ; rdf:object id:lab ;
  ai:modality ai:Actual ; ai:rank ai:Normal ; ai:status ai:Claimed ;
  ai:when "2015~/.."^^edtf:EDTF ;
  ai:earliestStart "2015-01-01"^^xsd:date ; ai:latestStart "2015-12-31"^^xsd:date ;
  ai:share 0.5 ; ai:amount money:USD1000 ; ai:bound ai:AtLeast ;
  ai:attribution at:one .
at:one a ai:Attribution ; ai:stance ai:Asserts ; ai:claimant id:ada ;
  ai:saidIn id:post ; ai:reportedVia id:paper ; ai:evidence ev:one .
ev:one a ai:Evidence ; oa:hasSource id:paper ; ai:locator "paragraph 1" ;
  ai:start 10 ; ai:end 20 ; ai:gist "She owns half of it."@en .

money:USD1000 a ai:Money ; ai:currency "USD" ; ai:value 1000.0 .
dossier:lab a ai:Dossier ; dcterms:title "The lab"@en , "Le labo"@fr .
"""


class Broken(NamedTuple):
    """A way to break the sound graph, and what must be found.

    Attributes:
        name: what is wrong.
        old: what to replace in the sound graph.
        new: what to put there.
        found: focus, path (empty for a whole entity) and constraint of each result.
    """

    name: str
    old: str
    new: str
    found: tuple[tuple[str, str, str], ...]


BROKEN = [
    Broken(
        "entity without any name",
        'id:gazette a ai:MediaOrganization ; skos:prefLabel "Gazette"@en , "Gazette"@fr .',
        "id:gazette a ai:MediaOrganization .",
        (("id:gazette", "skos:prefLabel", "MinCount"), ("id:gazette", "", "Or")),
    ),
    Broken(
        "entity without a French name",
        '"Lab"@en , "Labo"@fr',
        '"Lab"@en',
        (("id:lab", "", "Or"),),
    ),
    Broken(
        "name without a language",
        '"Ada"@en , "Ada"@fr',
        '"Ada"@en , "Ada"@fr , "Ada"',
        (("id:ada", "skos:prefLabel", "Datatype"),),
    ),
    Broken(
        "document without a title",
        'dcterms:title "News"@en ;',
        "",
        (("id:paper", "dcterms:title", "MinCount"),),
    ),
    Broken(
        "publisher that is no agent",
        "dcterms:publisher id:gazette",
        "dcterms:publisher id:post",
        (("id:paper", "dcterms:publisher", "Class"),),
    ),
    Broken(
        "malformed date of a document",
        '"2024-03-05"^^edtf:EDTF',
        '"2024-13-05"^^edtf:EDTF',
        (("id:paper", "ai:when", "Pattern"),),
    ),
    Broken(
        "statement without an attribution",
        "ai:attribution at:one .",
        'skos:note "Nobody says so."@en .',
        (("st:owns", "ai:attribution", "MinCount"),),
    ),
    Broken(
        "statement with two subjects",
        "rdf:subject id:ada ;",
        "rdf:subject id:ada , id:lab ;",
        (("st:owns", "rdf:subject", "MaxCount"),),
    ),
    Broken(
        "predicate that is no edge property",
        "rdf:predicate ai:owns",
        "rdf:predicate ai:stance",
        (("st:owns", "rdf:predicate", "Class"),),
    ),
    Broken(
        "statement without an object",
        "rdf:object id:lab ;",
        "",
        (("st:owns", "rdf:object", "MinCount"),),
    ),
    Broken(
        "status from another scheme",
        "ai:status ai:Claimed",
        "ai:status ai:Asserts",
        (("st:owns", "ai:status", "Node"),),
    ),
    Broken(
        "status that was not derived",
        "ai:status ai:Claimed ;",
        "",
        (("st:owns", "ai:status", "MinCount"),),
    ),
    Broken(
        "two modalities",
        "ai:modality ai:Actual",
        "ai:modality ai:Actual , ai:Planned",
        (("st:owns", "ai:modality", "MaxCount"),),
    ),
    Broken(
        "rank that is none",
        "ai:rank ai:Normal",
        "ai:rank ai:Actual",
        (("st:owns", "ai:rank", "In"),),
    ),
    Broken(
        "interval without start and end",
        '"2015~/.."^^edtf:EDTF',
        '"../.."^^edtf:EDTF',
        (("st:owns", "ai:when", "Pattern"),),
    ),
    Broken(
        "date that is no EDTF",
        '"2015~/.."^^edtf:EDTF',
        '"2015"^^xsd:string',
        (("st:owns", "ai:when", "Datatype"),),
    ),
    Broken(
        "start after its latest day",
        'ai:latestStart "2015-12-31"',
        'ai:latestStart "2014-12-31"',
        (("st:owns", "ai:earliestStart", "LessThanOrEquals"),),
    ),
    Broken(
        "share in percent",
        "ai:share 0.5",
        "ai:share 50.0",
        (("st:owns", "ai:share", "MaxInclusive"),),
    ),
    Broken(
        "override without a reason",
        "ai:status ai:Claimed ;",
        "ai:status ai:Established ; ai:editorStatus ai:Established ;",
        (("st:owns", "ai:editorReason", "MinCount"),),
    ),
    Broken(
        "two stances",
        "ai:stance ai:Asserts",
        "ai:stance ai:Asserts , ai:Denies",
        (("at:one", "ai:stance", "MaxCount"),),
    ),
    Broken(
        "attribution without a document",
        "ai:saidIn id:post ;",
        "",
        (("at:one", "ai:saidIn", "MinCount"),),
    ),
    Broken(
        "claimant that is no agent",
        "ai:claimant id:ada",
        "ai:claimant id:paper",
        (("at:one", "ai:claimant", "Class"),),
    ),
    Broken(
        "document that relays itself",
        "ai:saidIn id:post",
        "ai:saidIn id:paper",
        (("at:one", "ai:reportedVia", "Disjoint"),),
    ),
    Broken(
        "attribution without evidence",
        "ai:reportedVia id:paper ; ai:evidence ev:one .",
        "ai:reportedVia id:paper .",
        (("at:one", "ai:evidence", "MinCount"),),
    ),
    Broken(
        "passage without gist and quote",
        ' ; ai:gist "She owns half of it."@en .',
        " .",
        (("ev:one", "", "Or"),),
    ),
    Broken(
        "passage without a place",
        'ai:locator "paragraph 1" ;\n  ai:start 10 ; ai:end 20 ;',
        "",
        (("ev:one", "", "Or"),),
    ),
    Broken(
        "passage without an end",
        "ai:start 10 ; ai:end 20 ;",
        "ai:start 10 ;",
        (("ev:one", "ai:end", "MinCount"),),
    ),
    Broken(
        "passage that ends before it starts",
        "ai:start 10 ; ai:end 20 ;",
        "ai:start 20 ; ai:end 10 ;",
        (("ev:one", "ai:start", "LessThan"),),
    ),
    Broken(
        "hash of another form",
        'ai:locator "paragraph 1" ;',
        'ai:locator "paragraph 1" ; ai:quoteHash "md5:00" ;',
        (("ev:one", "ai:quoteHash", "Pattern"),),
    ),
    Broken(
        "money without a currency",
        'ai:currency "USD" ;',
        "",
        (("money:USD1000", "ai:currency", "MinCount"),),
    ),
    Broken(
        "dossier without a French title",
        '"The lab"@en , "Le labo"@fr',
        '"The lab"@en',
        (("dossier:lab", "dcterms:title", "QualifiedMinCount"),),
    ),
    Broken(
        "dossier in bulk, in words",
        '"The lab"@en , "Le labo"@fr',
        '"The lab"@en , "Le labo"@fr ; ai:bulk "yes"',
        (("dossier:lab", "ai:bulk", "Datatype"),),
    ),
]


@pytest.fixture(scope="session")
def shapes(folder: Path) -> rdflib.Graph:
    """The shapes."""
    return rdflib.Graph().parse(folder / "shapes" / "ai.shacl.ttl")


def results(store: ox.Store, short: Callable[[str], str]) -> list[tuple[str, str, str]]:
    """Return focus, path and constraint of every result, in order."""
    found = validate(Store(store), read_shapes(SHAPES.read_bytes()))
    return sorted(
        (
            short(str(one.focus.value)),
            "" if one.path is None else short(one.path.value),
            one.constraint,
        )
        for one in found
    )


def test_the_sound_graph_conforms(both: Callable[[str], Both], short: Callable[[str], str]) -> None:
    """What the broken graphs start from has nothing wrong."""
    assert results(both(SOUND).store, short) == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_conforms(
    example: Path,
    both: Callable[[str], Both],
    short: Callable[[str], str],
) -> None:
    """The examples are in the shape that they are examples of."""
    assert results(both(example.read_text("utf-8")).store, short) == []


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_what_is_broken_is_found_and_nothing_else(
    broken: Broken,
    both: Callable[[str], Both],
    short: Callable[[str], str],
) -> None:
    """Exactly the expected results."""
    assert SOUND.count(broken.old) == 1
    store = both(SOUND.replace(broken.old, broken.new)).store
    assert results(store, short) == sorted(broken.found)


def test_every_shape_has_a_message_in_both_languages(shapes: rdflib.Graph) -> None:
    """Whoever reads a finding is told what to do."""
    with_path = set(shapes.subjects(SH.path, None))
    named = {
        s for s in shapes.subjects(RDF.type, SH.NodeShape) if list(shapes.objects(s, SH["or"]))
    }
    assert len(with_path) > 60
    for shape in with_path | named:
        messages = [m for m in shapes.objects(shape, SH.message) if isinstance(m, rdflib.Literal)]
        assert sorted(str(m.language) for m in messages) == LANGUAGES, shapes.value(shape, SH.path)


def test_the_shapes_are_plain_shacl(shapes: rdflib.Graph) -> None:
    """SHACL Core, as all engines know it: no SPARQL inside, and valid by its own rules."""
    sparql = {SH.sparql, SH.select, SH.ask, SH.rule, SH.target, SH.js}
    assert not set(shapes.predicates()) & sparql
    pyshacl.validate(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True, inference="none")

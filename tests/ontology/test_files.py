"""The files beside the terms: headers of queries, mappings, the redirects of w3id.org."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import rdflib
import yaml
from rdflib.namespace import FOAF, ORG, PROV, RDFS, SDO, SKOS, DefinedNamespace

AI = rdflib.Namespace("https://w3id.org/ai-actors/ns#")
ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
QUERIES = sorted(path.relative_to(ONTOLOGY).as_posix() for path in ONTOLOGY.rglob("*.rq"))
MAPPINGS = sorted(path.name for path in (ONTOLOGY / "mappings").glob("*.sssom.tsv"))
COLUMNS = [
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "comment",
]
PREDICATES = {
    "owl:inverseOf",
    "skos:broadMatch",
    "skos:closeMatch",
    "skos:exactMatch",
    "skos:narrowMatch",
    "skos:relatedMatch",
}
VOCABULARIES: dict[str, type[DefinedNamespace]] = {
    "foaf": FOAF,
    "org": ORG,
    "prov": PROV,
    "schema": SDO,
}


# --- headers of queries ------------------------------------------------------------------------


@pytest.mark.parametrize("name", QUERIES)
def test_the_header_of_a_query_is_complete(name: str) -> None:
    """Its first lines say what it is for, in both languages; every prefix in it is used."""
    text = (ONTOLOGY / name).read_text("utf-8")
    kind = "message" if name.startswith("violations/") else "question"
    head = [re.match(r"# ([a-z-]+): (\S.*)", line) for line in text.splitlines()[:3]]
    assert [m and m[1] for m in head] == ["title", f"{kind}-en", f"{kind}-fr"]
    code = "\n".join(line for line in text.splitlines() if not line.startswith(("#", "PREFIX")))
    for prefix in re.findall(r"^PREFIX (\w+):", text, re.M):
        assert re.search(rf"(?<!\w){prefix}:", code), prefix


def test_no_two_queries_have_the_same_title() -> None:
    """Titles stand in lists."""
    titles = Counter((ONTOLOGY / name).read_text("utf-8").splitlines()[0] for name in QUERIES)
    assert [title for title, times in titles.items() if times > 1] == []


@pytest.mark.parametrize("name", [n for n in QUERIES if n.startswith("violations/")])
def test_a_message_says_what_is_wrong_and_what_to_do(name: str) -> None:
    """One sentence: what is wrong, a colon, what to do; in French with a space before it."""
    lines = (ONTOLOGY / name).read_text("utf-8").splitlines()
    english, french = (line.partition(": ")[2] for line in lines[1:3])
    assert re.fullmatch(r"[A-Z].*\w: [a-z].*\.", english)
    assert re.fullmatch(r"[A-ZÀÉ].*\w : [a-zé].*\.", french)


# --- mappings ----------------------------------------------------------------------------------


class Mappings(NamedTuple):
    """A mapping set.

    Attributes:
        head: its metadata.
        columns: names of its columns.
        rows: its mappings, by name of column.
    """

    head: dict[str, Any]
    columns: list[str]
    rows: list[dict[str, str]]


def read(name: str) -> Mappings:
    """Read an SSSOM file: metadata in YAML behind number signs, then a table."""
    lines = (ONTOLOGY / "mappings" / name).read_text("utf-8").splitlines()
    head = yaml.safe_load("\n".join(line[1:] for line in lines if line.startswith("#")))
    table = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return Mappings(head, list(table.fieldnames or []), list(table))


@pytest.mark.parametrize("name", MAPPINGS)
def test_the_metadata_of_a_mapping_set_are_complete(name: str) -> None:
    """What SSSOM requires, and the version of the ontology that the mappings are about."""
    head = read(name).head
    assert head["sssom_version"] == "1.1"
    assert head["mapping_set_id"] == f"https://w3id.org/ai-actors/mappings/{name}"
    assert head["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert head["mapping_set_title"] and head["mapping_set_description"]
    assert head["subject_source"] == "https://w3id.org/ai-actors/ns"
    assert all(isinstance(value, str) for value in head.values() if value is not head["curie_map"])


@pytest.mark.parametrize("name", MAPPINGS)
def test_a_mapping_names_a_term_of_ours_as_we_do(name: str, ontology: rdflib.Graph) -> None:
    """Subjects are defined, and their labels are ours."""
    mappings = read(name)
    assert mappings.columns == COLUMNS
    assert mappings.rows
    for row in mappings.rows:
        term = AI[row["subject_id"].removeprefix("ai:")]
        labels = [*ontology.objects(term, RDFS.label), *ontology.objects(term, SKOS.prefLabel)]
        assert rdflib.Literal(row["subject_label"], lang="en") in labels, row


@pytest.mark.parametrize("name", MAPPINGS)
def test_a_mapping_is_well_formed(name: str) -> None:
    """Its predicate is one of the few, its prefixes are declared, and it stands there once."""
    head, _, rows = read(name)
    used = {"ai"}
    for row in rows:
        assert row["predicate_id"] in PREDICATES, row
        assert row["mapping_justification"] == "semapv:ManualMappingCuration"
        assert row["object_label"] or row["object_id"] == "sssom:NoTermFound", row
        used |= {row[c].partition(":")[0] for c in COLUMNS if c.endswith(("_id", "justification"))}
    assert used == set(head["curie_map"])
    triples = Counter((r["subject_id"], r["predicate_id"], r["object_id"]) for r in rows)
    assert triples.total() == len(triples)


@pytest.mark.parametrize("name", MAPPINGS)
def test_a_mapping_that_runs_the_other_way_says_so(name: str) -> None:
    """An exact match has the same direction; an inverse one is told in words as well."""
    for row in read(name).rows:
        backwards = "the other way" in row["comment"] and row["object_id"] != "sssom:NoTermFound"
        assert backwards <= (row["predicate_id"] in ("owl:inverseOf", "skos:relatedMatch")), row
        assert (row["predicate_id"] == "owl:inverseOf") <= backwards, row


@pytest.mark.parametrize("prefix", VOCABULARIES)
def test_a_mapping_names_a_term_that_the_other_vocabulary_has(prefix: str) -> None:
    """Held against the lists that rdflib carries."""
    for row in read(f"{prefix}.sssom.tsv").rows:
        there, _, term = row["object_id"].partition(":")
        assert there == prefix
        assert term in VOCABULARIES[prefix], row


def test_properties_of_wikidata_have_the_form_of_their_ids() -> None:
    """P and a number; the labels were taken from a list of all properties."""
    for row in read("wikidata.sssom.tsv").rows:
        assert re.fullmatch(r"wd:P[1-9]\d*|sssom:NoTermFound", row["object_id"]), row


# --- redirects ---------------------------------------------------------------------------------


def test_one_line_names_the_host_of_the_redirects() -> None:
    """A placeholder, and said to be one for as long as it is."""
    text = (ONTOLOGY / "w3id" / ".htaccess").read_text("utf-8")
    assert re.findall(r"https?://(?!w3id\.org)[^\s\]]+", text) == ["https://example.org/ai-actors"]
    for page in ("README.md", "w3id/README.md"):
        assert "not registered" in (ONTOLOGY / page).read_text("utf-8").lower()


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("ns", "/ontology/"),
        ("ns/1.0.0", "/ontology/1.0.0/"),
        ("id/elon-musk", "/id/elon-musk"),
        ("fact/1c20af01de55544e39dd", "/fact/1c20af01de55544e39dd"),
        ("statement/40ae06b0fae0828f15ba", "/statement/40ae06b0fae0828f15ba"),
        ("attribution/2d70373ff452658d252a", "/attribution/2d70373ff452658d252a"),
        ("evidence/1fbf6f8d558513aa73a8", "/evidence/1fbf6f8d558513aa73a8"),
        ("dossier/openai-emails-2024", "/dossier/openai-emails-2024"),
        ("money/USD1.5", "/money/USD1.5"),
        ("mappings/wikidata.sssom.tsv", "/ontology/mappings/wikidata.sssom.tsv"),
        ("id/Elon", None),
    ],
)
def test_an_address_is_redirected(address: str, page: str | None) -> None:
    """By the first rule that matches and asks for nothing more: what a browser gets."""
    text = (ONTOLOGY / "w3id" / ".htaccess").read_text("utf-8")
    rules = re.findall(r"^(?:(RewriteCond .*)\n)?RewriteRule (\S+) (\S+) \[R=303,L\]$", text, re.M)
    found = [
        (match, target)
        for condition, pattern, target in rules
        if not condition and (match := re.search(pattern, address))
    ]
    if page is None:
        assert found == []
    else:
        match, target = found[0]
        assert match.expand(re.sub(r"\$(\d)", r"\\\1", target)) == "%{ENV:BASE}" + page

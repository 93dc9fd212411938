"""Everything that can be wrong in a dossier: file, line, what, and what to do."""

from __future__ import annotations

import pytest

from aiactors.dossier import read_text, read_texts
from aiactors.errors import DossierError, Problem
from aiactors.model import text_hash

HEAD = """\
dossier: case
title: {en: Case, fr: Affaire}
entities:
  mira: {kind: person, names: Mira}
  tom: {kind: person, names: Tom}
  lab: {kind: research-lab, names: Lab}
  suit: {kind: lawsuit, names: {en: Suit, fr: Procès}}
documents:
  gazette: {title: News, published: 2024-03-01}
  mail: {kind: email, title: Mail}
statements:
"""
SOURCE = "{in: gazette, where: p. 1, gist: So.}"


def statement(**keys: str | None) -> str:
    """A statement that is right, with other values for some keys; one key a line, from line 12."""
    plain: dict[str, str | None] = {
        "subject": "mira",
        "relation": "founded",
        "object": "lab",
        "sources": f"[{SOURCE}]",
    }
    given = {key.replace("_", "-"): value for key, value in keys.items()}
    lines = [f"{key}: {value}" for key, value in (plain | given).items() if value is not None]
    return "  - " + "\n    ".join(lines) + "\n"


def source(keys: str) -> str:
    """A statement with one source, in line 15."""
    return statement(sources=f"[{{{keys}}}]")


def problems(text: str, name: str = "case.yaml") -> list[str]:
    """What is wrong in a text."""
    try:
        read_text(text, name)
    except DossierError as error:
        return [str(problem) for problem in error.problems]
    return []


def test_the_case_itself_is_right() -> None:
    """Or the tests below would test something else."""
    assert problems(HEAD + statement()) == []


STATEMENTS = {
    "unknown relation": (
        statement(relation="opposd"),
        ["13: unknown relation 'opposd'. Did you mean opposed?"],
    ),
    "relation in the ontology's own spelling": (
        statement(relation="chiefExecutiveOf"),
        ["13: unknown relation 'chiefExecutiveOf'. Did you mean chief-executive-of?"],
    ),
    "wrong class of subject": (
        statement(subject="suit"),
        [
            "12: the subject 'suit' is of the kind lawsuit. "
            "It must be one of: agent-group, organization, person."
        ],
    ),
    "wrong class of object": (
        statement(object="tom"),
        ["14: the object 'tom' is of the kind person. It must be one of: organization."],
    ),
    "unknown entity, nearest offered": (
        statement(subject="mirra"),
        ["12: the subject 'mirra' is declared in no dossier. Did you mean mira?"],
    ),
    "unknown entity, none near": (
        statement(object="zzzzzzz"),
        [
            "14: the object 'zzzzzzz' is declared in no dossier. "
            "Declare it in this dossier or in graph/dossiers/actors.yaml."
        ],
    ),
    "end before start": (
        statement(when="2018/2017"),
        ["16: when: date '2018/2017': it ends before it starts. Write the earlier date first."],
    ),
    "impossible day": (
        statement(when="2023-02-29"),
        ["16: when: date '2023-02-29': there is no such day. Write one of the calendar."],
    ),
    "no date": (
        statement(when="yesterday"),
        [
            "16: when: date 'yesterday': 'yesterday' is not an EDTF date. Write 2017, 2017-12, "
            "2017-12-04, with ? or ~ for uncertain or about, or FROM/TO."
        ],
    ),
    "nothing known of a date": (
        statement(when="../.."),
        ["16: when: date '../..': neither start nor end is known. Leave the date out."],
    ),
    "amount without currency": (
        statement(amount="44 million"),
        [
            "16: amount: amount '44 million': it has no currency. "
            "Write the currency's code and a number: USD 44000000, EUR 1.1 billion."
        ],
    ),
    "object that is an amount without currency": (
        statement(subject="lab", relation="valuation", object="1 billion"),
        [
            "14: amount '1 billion': it has no currency. "
            "Write the currency's code and a number: USD 44000000, EUR 1.1 billion."
        ],
    ),
    "decimal comma": (
        statement(amount="EUR 1,1 billion"),
        [
            "16: amount: amount 'EUR 1,1 billion': it is not an amount of money. "
            "Write the currency's code and a number: USD 44000000, EUR 1.1 billion."
        ],
    ),
    "object that is no number": (
        statement(subject="lab", relation="headcount", object="1,5"),
        ["14: the object '1,5' is not a whole number. Write digits: 100000000."],
    ),
    "object that is no concept": (
        statement(subject="lab", relation="openness", object="zzz"),
        ["14: unknown object 'zzz'. Write one of closed, open-source, open-weights."],
    ),
    "statement without attribution": (
        statement(sources=None),
        ["12: the key 'sources' is missing here. Add it."],
    ),
    "no source in the list": (
        statement(sources="[]"),
        ["15: sources is empty. Write at least one, or leave the key out."],
    ),
    "sources that are no list": (
        statement(sources=SOURCE),
        ["15: sources: a mapping is not a list (lines that begin with -)"],
    ),
    "source without document": (
        source("where: p. 1, gist: So."),
        ["15: the key 'in' is missing here. Add it."],
    ),
    "source without gist": (
        source("in: gazette, where: p. 1"),
        ["15: a source says nothing. Add gist: what the passage says, in your words."],
    ),
    "source without place": (
        source("in: gazette, gist: So."),
        ["15: a source has no place in its document. Add where: or at:."],
    ),
    "source in an entity": (
        source("in: lab, where: p. 1, gist: So."),
        ["15: the document 'lab' is of the kind research-lab. It must be one of: document."],
    ),
    "source by a document": (
        source("in: gazette, by: mail, where: p. 1, gist: So."),
        ["15: the claimant 'mail' is of the kind email. It must be one of: agent."],
    ),
    "source via an entity": (
        source("in: mail, via: tom, where: p. 1, gist: So."),
        ["15: the document 'tom' is of the kind person. It must be one of: document."],
    ),
    "unknown stance": (
        source("in: gazette, stance: denys, where: p. 1, gist: So."),
        ["15: unknown stance 'denys'. Did you mean denies?"],
    ),
    "the same source twice": (
        statement(sources=f"[{SOURCE}, {SOURCE}]"),
        ["15: the same source stands here twice. Keep one."],
    ),
    "hash that is not that of its quote": (
        source(f"in: gazette, quote: So., hash: 'sha256:{'0' * 64}'"),
        [f"15: the hash is not that of the quote, which is {text_hash('So.')}"],
    ),
    "hash that is none": (
        source("in: gazette, where: x, gist: y, hash: abc"),
        ["15: hash: 'abc' is not a hash. Write sha256: and 64 digits 0-9 a-f."],
    ),
    "position that ends before it starts": (
        source("in: gazette, at: 9-5, gist: y"),
        ["15: the passage ends before it starts"],
    ),
    "passages beside a passage": (
        source("in: gazette, where: x, passages: [{where: p, gist: g}]"),
        ["15: passages stand beside a passage. Write each passage in the list."],
    ),
    "one passage of two": (
        source("in: gazette, passages: [{where: p, gist: g}, {where: p}]"),
        ["15: a source says nothing. Add gist: what the passage says, in your words."],
    ),
    "unknown key": (
        statement(relation=None, relatoin="founded"),
        [
            "12: the key 'relation' is missing here. Add it.",
            "15: the key 'relatoin' is not known here. Did you mean relation?",
        ],
    ),
    "unknown key in a source": (
        source("in: gazette, where: p, gist: g, stanec: denies"),
        ["15: the key 'stanec' is not known here. Did you mean stance?"],
    ),
    "unknown modality": (
        statement(modality="atempted"),
        ["16: unknown modality 'atempted'. Did you mean attempted?"],
    ),
    "unknown rank": (
        statement(rank="best"),
        ["16: unknown rank 'best'. Write one of deprecated, normal, preferred."],
    ),
    "share above one": (
        statement(share="1.5"),
        ["16: share: '1.5' is out of range. Write a number of at most 1."],
    ),
    "share in words": (statement(share="half"), ["16: share: 'half' is not a number"]),
    "override without reason": (
        statement(status="{is: established}"),
        ["16: the key 'because' is missing here. Add it."],
    ),
    "unknown status": (
        statement(status="{is: true, because: x}"),
        [
            "16: unknown status 'true'. Write one of "
            "claimed, denied, disputed, established, reported, retracted, unknown."
        ],
    ),
    "disputed by nobody": (
        statement(status="{is: disputed, because: x}"),
        [
            "16: the status is set to disputed, and no source denies or disputes it. "
            "Add that source, or leave status out."
        ],
    ),
    "disputed and affirmed by nobody": (
        source("in: gazette, stance: denies, where: p, gist: g")
        + "    status: {is: disputed, because: x}\n",
        [
            "16: the status is set to disputed, and no source affirms it. "
            "Add that source, or leave status out."
        ],
    ),
    "unknown statement": (
        statement(condition="first"),
        [
            "16: no statement has the id 'first'. "
            "Give that statement an id: in this dossier, or write DOSSIER/ID."
        ],
    ),
    "no language": (
        statement(role="{english: chair}"),
        ["16: 'english' is not a language tag. Write en, fr, zh …."],
    ),
    "the same language twice": (
        statement(role="{en: chair, EN: seat}"),
        ["16: the language 'EN' stands here a second time. Keep one."],
    ),
    "empty text": (
        statement(note="''"),
        ["16: note is empty. Write at least one, or leave the key out."],
    ),
    "text in the place of a list": (
        statement(contradicts="first"),
        ["16: contradicts: 'first' is not a list (lines that begin with -)"],
    ),
    "id that is none": (
        statement(id="First One"),
        [
            "16: id: 'First One' is not an id. "
            "Write small letters, digits and single hyphens: elon-musk."
        ],
    ),
    "two statements with one id": (
        statement(id="a") + statement(id="a", when="2017"),
        [
            "21: the id 'a' is used a second time; the first is in line 16. "
            "Give each statement an id of its own."
        ],
    ),
    "the same statement twice": (
        statement() + statement(sources="[{in: mail, where: p, gist: g}]"),
        ["16: this says the same as the statement in line 12. Put its sources there."],
    ),
    "statements in a circle": (
        statement(id="a", condition="b") + statement(id="b", when="2017", condition="a"),
        ["24: statements refer to each other in a circle over 'a'. Cut it."],
    ),
    "statement on condition of itself": (
        statement(id="a", condition="a"),
        ["17: statements refer to each other in a circle over 'a'. Cut it."],
    ),
    "statement that contradicts itself": (
        statement(id="a", contradicts="[a]"),
        ["17: a statement refers to itself. Name another one."],
    ),
    "statement in the place of an entity": (
        statement(subject="{statement: a}") + statement(id="a"),
        ["12: a statement cannot be the subject here. Name an entity."],
    ),
    "object with two values": (
        statement(object="{value: lab}"),
        [
            "14: the key 'value' is not known here. See docs/dossiers.md for the keys.",
            "14: the object is empty. Write an id, a number or an amount.",
        ],
    ),
    "statement that is a text": (
        "  - founded\n",
        ["12: statements: 'founded' is not a mapping (key: value)"],
    ),
}


@pytest.mark.parametrize("name", STATEMENTS)
def test_what_is_wrong_with_a_statement(name: str) -> None:
    """Exactly this is reported, and nothing else."""
    text, expected = STATEMENTS[name]
    assert problems(HEAD + text) == [f"case.yaml:{problem}" for problem in expected]


TOP = "dossier: case\ntitle: {en: Case, fr: Affaire}\n"
FILES = {
    "empty": ("", ["1: a dossier is a mapping (key: value). Begin with dossier: NAME."]),
    "comments alone": (
        "# to be written\n",
        ["1: a dossier is a mapping (key: value). Begin with dossier: NAME."],
    ),
    "a list at the top": (
        "- a\n- b\n",
        ["1: a dossier is a mapping (key: value). Begin with dossier: NAME."],
    ),
    "a text": ("hello\n", ["1: a dossier is a mapping (key: value). Begin with dossier: NAME."]),
    "no name": ("title: {en: a, fr: b}\n", ["1: the key 'dossier' is missing here. Add it."]),
    "no title": ("dossier: case\n", ["1: the key 'title' is missing here. Add it."]),
    "title in one language": (
        "dossier: case\ntitle: {en: a}\n",
        ["2: no title in fr. Write {en: …, fr: …}."],
    ),
    "another name than the file's": (
        "dossier: other\ntitle: {en: a, fr: b}\n",
        ["1: the dossier is named 'other', and its file 'case'. Give both the same name."],
    ),
    "name that is none": (
        "dossier: My Case\ntitle: {en: a, fr: b}\n",
        [
            "1: dossier: 'My Case' is not an id. "
            "Write small letters, digits and single hyphens: elon-musk."
        ],
    ),
    "unknown key": (
        TOP + "enttities: {}\n",
        ["3: the key 'enttities' is not known here. Did you mean entities?"],
    ),
    "entities that are a list": (
        TOP + "entities: [a]\n",
        ["3: entities is not a mapping of ids. See docs/dossiers.md for the form."],
    ),
    "statements that are a mapping": (
        TOP + "statements: {a: b}\n",
        ["3: statements is not a list. See docs/dossiers.md for the form."],
    ),
    "unknown kind": (
        TOP + "entities:\n  m: {kind: persn, names: M}\n",
        ["4: unknown kind 'persn'. Did you mean person?"],
    ),
    "document among entities": (
        TOP + "entities:\n  m: {kind: article, names: M}\n",
        ["4: 'article' is a kind of document. Move it to documents."],
    ),
    "entity among documents": (
        TOP + "documents:\n  m: {kind: person, title: M}\n",
        ["4: 'person' is not a kind of document"],
    ),
    "name in one language": (
        TOP + "entities:\n  m:\n    kind: person\n    names: {en: M}\n",
        ["6: 'm' has no name in fr. Write {en: …, fr: …}, or one plain name for both."],
    ),
    "id that is none": (
        TOP + "entities:\n  Mira M: {kind: person, names: M}\n",
        ["4: 'Mira M' is not an id. Write small letters, digits and single hyphens: elon-musk."],
    ),
    "address that runs": (
        TOP + "entities:\n  m: {kind: person, names: M, homepage: 'javascript:alert(1)'}\n",
        [
            "4: homepage: 'javascript:alert(1)' is not a web address. "
            "Write http:// or https:// and the rest."
        ],
    ),
    "address that no engine takes": (
        TOP + "entities:\n  m: {kind: person, names: M, homepage: 'http://a.example/[x]'}\n",
        [
            "4: homepage: 'http://a.example/[x]' is not a web address. Write http:// or https:// "
            "and the rest, other signs as % and two digits: [ is %5B."
        ],
    ),
    "two entities with one id in one file": (
        TOP + "entities:\n  m: {kind: person, names: M}\ndocuments:\n  m: {title: M}\n",
        [
            "6: the id 'm' is declared a second time; the first is at case.yaml:4. "
            "Declare it once; every dossier may name it."
        ],
    ),
    "the same key twice": (
        TOP + "entities:\n  m: {kind: person, names: M}\n  m: {kind: person, names: M}\n",
        ["5: the key 'm' stands here a second time. Keep one."],
    ),
    "no language tag": (
        TOP + "documents:\n  m: {title: M, language: French}\n",
        ["4: language: 'French' is not a language tag. Write en, fr, zh …."],
    ),
    "file in a folder": (
        TOP + "documents:\n  m: {title: M, file: ../secret.txt}\n",
        [
            "4: file: '../secret.txt' is not the name of a file. "
            "Write the name alone, without folders."
        ],
    ),
    "day that is none": (
        TOP + "documents:\n  m: {title: M, accessed: 0}\n  n: {title: N, accessed: 2024-02}\n",
        [
            "4: accessed: '0' is not a day. Write 2024-02-29.",
            "5: accessed: '2024-02' is not a day. Write 2024-02-29.",
        ],
    ),
    "copies in a circle": (
        TOP + "documents:\n  m: {title: M, copy-of: n}\n  n: {title: N, copy-of: m}\n"
        "  o: {title: O, copy-of: n}\n",
        [
            "4: 'm' is a copy of itself. Name the original.",
            "5: 'n' is a copy of itself. Name the original.",
        ],
    ),
    "anchor": (
        "dossier: case\ntitle: &t {en: a, fr: b}\nabout: *t\n",
        ["2: anchors and aliases are not read. Write the value out."],
    ),
    "anchor in a loop": (
        "dossier: case\ntitle: {en: a, fr: b}\nabout: &a {en: *a}\n",
        ["3: anchors and aliases are not read. Write the value out."],
    ),
    "tag": (
        "dossier: !!python/object/apply:os.system [ls]\n",
        [
            "1: the tag tag:yaml.org,2002:python/object/apply:os.system is not read. "
            "Remove it: every value is text."
        ],
    ),
    "tab": (
        "dossier: case\ntitle:\n\ten: a\n",
        [
            "3: not YAML: found character that cannot start any token. "
            "Check indentation, colons and quotes here and in the line above."
        ],
    ),
    "control character": (
        TOP + "about: a\x07b\n",
        [
            "3: the character U+0007 is not allowed in YAML. "
            'Remove it, or write "\\u0007" in double quotes.'
        ],
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_wrong_with_a_file(name: str) -> None:
    """Exactly this is reported, and nothing else."""
    text, expected = FILES[name]
    assert problems(text) == [f"case.yaml:{problem}" for problem in expected]


def test_all_problems_of_all_files_in_one_run() -> None:
    """In the order of files and lines; a file that cannot be read hides none of the others."""
    with pytest.raises(DossierError) as caught:
        read_texts(
            [
                (
                    "c.yaml",
                    "dossier: c\ntitle: {en: a, fr: b}\nstatements:\n" + statement(when="x"),
                ),
                ("b.yaml", "dossier: b\ntitle: [\n"),
                ("case.yaml", HEAD + statement(relation="x", when="2018/2017", rank="best")),
            ]
        )
    found = [(p.file, p.line) for p in caught.value.problems]
    assert found == sorted(found)
    assert {file for file, _ in found} == {"b.yaml", "c.yaml", "case.yaml"}
    assert [line for file, line in found if file == "case.yaml"] == [13, 16, 17]
    assert [line for file, line in found if file == "c.yaml"] == [8]
    assert all(isinstance(problem, Problem) for problem in caught.value.problems)
    assert str(caught.value).count("\n") == len(found) - 1


def test_one_mistake_does_not_hide_the_next_of_the_same_statement() -> None:
    """Each key of it is looked at."""
    text = statement(subject="suit", object="tom", modality="x", share="2", colour="red")
    assert [p.split(":")[1] for p in problems(HEAD + text)] == ["12", "14", "16", "17", "18"]


def test_two_entities_with_one_id_in_two_files() -> None:
    """The second names the place of the first."""
    one = TOP.replace("case", "one") + "entities:\n  m: {kind: person, names: M}\n"
    two = TOP.replace("case", "two") + "documents:\n\n  m: {title: M}\n"
    with pytest.raises(DossierError) as caught:
        read_texts([("one.yaml", one), ("two.yaml", two)])
    assert str(caught.value) == (
        "two.yaml:5: the id 'm' is declared a second time; the first is at one.yaml:4. "
        "Declare it once; every dossier may name it."
    )


def test_two_dossiers_with_one_name() -> None:
    """In two folders, say."""
    with pytest.raises(DossierError) as caught:
        read_texts([("a/case.yaml", TOP), ("b/case.yaml", TOP)])
    assert str(caught.value) == (
        "b/case.yaml:1: the dossier 'case' is also in a/case.yaml. "
        "Give each dossier a name of its own."
    )


def test_a_broken_entity_is_still_known() -> None:
    """What names it is not reported on top of what is wrong in it."""
    text = (HEAD + statement()).replace("names: Mira}", "nams: Mira}")
    assert problems(text) == [
        "case.yaml:4: the key 'names' is missing here. Add it.",
        "case.yaml:4: the key 'nams' is not known here. Did you mean names?",
    ]


def test_chains_of_statements_end_before_the_stack_does() -> None:
    """In whatever order they stand; a hundred are more than any dossier needs."""

    def chain(length: int, step: int) -> str:
        numbers = range(length)[::step]
        return HEAD + "".join(
            statement(
                id=f"s{n}", when=f"{1000 + n}", condition=f"s{n + 1}" if n < length - 1 else None
            )
            for n in numbers
        )

    assert problems(chain(100, 1)) == []
    assert problems(chain(1000, -1)) == []
    found = problems(chain(1000, 1))
    assert len(found) == 9
    assert all("more than 100 statements refer to each other in a row" in p for p in found)


@pytest.mark.parametrize("tail", ["9" * 5000, "-" * 5000, "x" * 5000])
def test_long_values_are_shown_short(tail: str) -> None:
    """No message is as long as a file."""
    for text in (statement(share=tail), source(f"in: gazette, gist: y, at: 1-{tail}")):
        for problem in problems(HEAD + text):
            assert len(problem) < 200


def test_a_text_that_no_encoding_can_hold_is_refused() -> None:
    """Half a pair of surrogates, from a caller of the Python interface."""
    assert problems(TOP + "about: \ud800\n") == [
        "case.yaml:3: the character U+D800 is not allowed in YAML. "
        'Remove it, or write "\\uD800" in double quotes.'
    ]

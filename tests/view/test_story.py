"""Stories: written with names that people know, read as states of the page, all problems told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs

import pytest

import aiactors
from aiactors.errors import FileError, StoryError
from aiactors.graph import Graph
from aiactors.network.model import Network
from aiactors.view.story import Story, read_story

Read = Callable[[str], Story]

STEP = """
title: A story
steps:
  - title: One
    text: It begins.
    state:
"""


@pytest.fixture(scope="module")
def graph(world: Path) -> Graph:
    """The small world."""
    return aiactors.open(world)


@pytest.fixture(scope="module")
def network(graph: Graph) -> Network:
    """What the stories are told of."""
    return graph.network()


@pytest.fixture
def read(graph: Graph, network: Network, tmp_path: Path) -> Read:
    """A function that reads the text of a story."""

    def read_text(text: str) -> Story:
        path = tmp_path / "story.yaml"
        path.write_text(text, "utf-8")
        return read_story(path, network, graph.find)

    return read_text


def state(read: Read, *lines: str) -> dict[str, str]:
    """The state that some lines of a step become, by key."""
    hash_ = read(STEP + "".join(f"      {line}\n" for line in lines)).steps[0].state
    return {key: values[0] for key, values in parse_qs(hash_, strict_parsing=True).items()}


def problems(read: Read, text: str) -> list[tuple[int, str]]:
    """The problems of a story: line, and what is wrong with what to do."""
    with pytest.raises(StoryError) as told:
        read(text)
    return [(p.line, f"{p.what} | {p.do}") for p in told.value.problems]


def wrong(read: Read, *lines: str) -> str:
    """The one problem of a state of these lines, which is in the last of them."""
    [(line, text)] = problems(read, STEP + "".join(f"      {line}\n" for line in lines))
    assert line == STEP.count("\n") + len(lines)
    return text


def edge_id(network: Network, relation: str) -> str:
    """The hash of the first statement with a relation."""
    return next(edge.id for edge in network.edges if edge.relation == relation)


def test_a_story_is_read(read: Read) -> None:
    """Texts in one language or two, a state or none."""
    story = read(
        """
title: {en: The quarrel, fr: La querelle}
steps:
  - title: At first
    text:
      en: All is well.
      fr: Tout va bien.
    state: {focus: Ada Gray}
  - title: {en: Then}
    text: |
      Two lines
      of it.
"""
    )
    assert story.data() == {
        "title": {"en": "The quarrel", "fr": "La querelle"},
        "steps": [
            {
                "title": {"en": "At first"},
                "text": {"en": "All is well.", "fr": "Tout va bien."},
                "state": "focus=ada-gray",
            },
            {"title": {"en": "Then"}, "text": {"en": "Two lines\nof it."}, "state": ""},
        ],
    }


def test_actors_by_any_of_their_names(read: Read) -> None:
    """One or several; as references and ids as well."""
    found = state(read, "focus: [A. Gray, id:mindful, rival]", "hops: 2", "less: Bob Gray")
    assert found == {"focus": "ada-gray,mindful,rival", "hops": "2", "less": "bob-gray"}


def test_the_clocks_and_whose_word_counts(read: Read) -> None:
    """Under the names that the command has for them."""
    found = state(
        read, "held-on: 2020-02-29", "known-by: 2021-01-01", "stance: Ada Gray", "step: year"
    )
    assert found == {
        "held": "2020-02-29",
        "known": "2021-01-01",
        "told": "ada-gray",
        "step": "year",
    }


def test_filters_by_their_keys(read: Read) -> None:
    """Kinds, families with or without their last word, standings, in one list."""
    found = state(read, "off: [event, money, conflict-relation, denied]")
    assert found == {
        "no-kind": "event",
        "no-family": "money-relation,conflict-relation",
        "no-standing": "denied",
    }


def test_a_relation_by_its_hash_or_by_what_it_says(read: Read, network: Network) -> None:
    """The beginning of the hash is enough; the relation as dossiers or the ontology write it."""
    works = edge_id(network, "works-for")
    assert state(read, f"relation: {works}") == {"relation": works}
    assert state(read, f"relation: {works[:12]}") == {"relation": works}
    assert state(read, "relation: [Bob Gray, works-for, Mindful]") == {"relation": works}
    assert state(read, "relation: [Bob Gray, worksFor, Mindful]") == {"relation": works}


def test_paths_camera_and_sides(read: Read) -> None:
    """All that a state of the page has."""
    found = state(
        read,
        "path: [Ada Gray, Bob Gray]",
        "firm: yes",
        "rank: 2",
        "side: paths",
        "camera: [12.5, -8, 1.4]",
        "actor: Mindful",
        "scope: all",
    )
    assert found == {
        "path": "ada-gray,bob-gray",
        "firm": "1",
        "rank": "2",
        "side": "paths",
        "camera": "12.5,-8,1.4",
        "actor": "mindful",
        "scope": "all",
    }


def test_an_address_is_taken_as_it_is(read: Read) -> None:
    """But for what is the reader's own."""
    story = read(
        "title: T\nsteps:\n  - {title: A, text: B, "
        'state: "#focus=ada-gray,mindful&held=2020-01-01&lang=fr&story=3&embed=1"}\n'
    )
    assert story.steps[0].state == "focus=ada-gray,mindful&held=2020-01-01"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("focus: Ada Grey", "no entity is named 'Ada Grey'. Did you mean Ada Gray"),
        ("focus: Gray", "stands for"),
        ("focus: Lone Wolf", "'Lone Wolf' is not in this network | Draw it as well"),
        ("focus: {a: b}", "focus is no text and no list of texts"),
        ("focus:", "focus is no text and no list of texts"),
        ("actor: [Ada Gray]", "actor is no text | Write one value"),
        ("hops: 10", "hops: '10' is out of range | Write a whole number from 0 to 9"),
        ("hops: -1", "hops: '-1' is out of range"),
        ("rank: 0", "rank: '0' is out of range | Write a whole number from 1 to 99"),
        ("held-on: 2020", "held-on: date '2020': this is no day"),
        ("held-on: 2020-02-30", "held-on: date '2020-02-30'"),
        ("stance: Bob Gray", "'Bob Gray' tells nothing in this network"),
        ("stance: Nobody", "no entity is named 'Nobody'"),
        ("off: [evnt]", "off: 'evnt' is no filter | Did you mean event?"),
        ("side: evidence", "side: 'evidence' is not known | Use read, timeline, paths, ask"),
        ("firm: maybe", "firm: 'maybe' is not known | Use yes, no"),
        ("camera: 1, 2", "camera: three numbers are needed"),
        ("camera: [1, 2, x]", "camera: three numbers are needed"),
        ("relation: 0123", "no relation of this network begins with '0123'"),
        ("relation: [Ada Gray, founded]", "relation: three parts are needed"),
        (
            "relation: [Ada Gray, foundd, Mindful]",
            "founded 2019-04 (",
        ),
        ("relation: [Rival, founded, Ada Gray]", "There is none from one to the other"),
        ("colour: red", "the key 'colour' is not known here"),
        ("focuss: Ada Gray", "the key 'focuss' is not known here | Did you mean focus?"),
    ],
)
def test_what_is_wrong_in_a_state_is_told(read: Read, line: str, says: str) -> None:
    """With its line, and what to do."""
    assert says in wrong(read, line)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("fokus=ada-gray", "the key 'fokus' is not known here | Did you mean focus?"),
        ("focus=ada-grey", "focus: nothing that is drawn has the id 'ada-grey'"),
        ("relation=1", "relation: nothing that is drawn has the id '1'"),
        ("told=bob-gray", "told: nothing that is drawn has the id 'bob-gray'"),
    ],
)
def test_what_is_wrong_in_an_address_is_told(read: Read, address: str, says: str) -> None:
    """It would be dropped by the page without a word."""
    [(line, text)] = problems(
        read, f"title: T\nsteps:\n  - {{title: A, text: B, state: {address}}}"
    )
    assert line == 3
    assert says in text


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "a story is a mapping"),
        ("- a", 1, "a story is a mapping"),
        ("title: T", 1, "the key 'steps' is missing here | Add it"),
        ("title: T\nsteps:", 2, "steps is not a list"),
        ("title: T\nsteps: []", 2, "steps is not a list"),
        ("title: T\nsteps: {a: b}", 2, "steps is not a list"),
        ("title: T\nsteps:\n- a", 3, "a step is a mapping"),
        ("title: T\nsteps:\n- {title: A, text: B, state: [a]}", 3, "a state is a mapping"),
        ("title: T\nsteps:\n- {title: A}", 3, "the key 'text' is missing here"),
        ("titel: T\ntitle: T\nsteps: [{title: A, text: B}]", 1, "Did you mean title?"),
        ("title: {fr: T}\nsteps: [{title: A, text: B}]", 1, "title has no English text"),
        ("title: [T]\nsteps: [{title: A, text: B}]", 1, "title has no English text"),
        ("title: {en: T,\n de: U}\nsteps: [{title: A, text: B}]", 2, "does not speak 'de'"),
        ("title: {en: T,\n fr: }\nsteps: [{title: A, text: B}]", 2, "title is no text"),
        ("title: T\nsteps: [{title: A, text: ' '}]", 2, "text is no text"),
        ("title: T\ntitle: U", 2, "'title' stands here a second time"),
        ("title: &a T", 1, "anchors and aliases are not read"),
        ("title: [a\nb: c", 2, "not YAML"),
        ("title: \x07", 1, "U+0007 is not allowed"),
    ],
)
def test_what_is_wrong_in_a_story_is_told(read: Read, text: str, line: int, says: str) -> None:
    """With its line, and what to do."""
    assert any(at == line and says in what for at, what in problems(read, text))


def test_every_problem_is_told_at_once(read: Read) -> None:
    """In the order of lines."""
    found = problems(
        read, "titel: T\nsteps:\n- title: A\n  text: B\n  state: {hops: x, focus: y}\n- {text: C}\n"
    )
    assert [line for line, _ in found] == [1, 1, 5, 5, 6]


def test_a_file_that_cannot_be_read(graph: Graph, network: Network, tmp_path: Path) -> None:
    """Because it is not there, or is no text."""
    with pytest.raises(FileError, match="cannot be read: No such file"):
        read_story(tmp_path / "none.yaml", network, graph.find)
    (tmp_path / "bytes.yaml").write_bytes(b"title: T\nsteps: \xff\n")
    with pytest.raises(StoryError, match=r"bytes\.yaml:2: byte 0xff is not UTF-8"):
        read_story(tmp_path / "bytes.yaml", network, graph.find)


def test_hostile_texts_stay_texts(graph: Graph, tmp_path: Path) -> None:
    """They reach the page as data."""
    bad = "</script><script>alert(1)</script>"
    path = tmp_path / "bad.yaml"
    path.write_text(f"title: '{bad}'\nsteps: [{{title: '{bad}', text: '{bad}'}}]", "utf-8")
    page = graph.page(story=path, sparql=False)
    assert bad not in page
    assert "\\u003c/script\\u003e" in page

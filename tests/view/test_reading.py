"""The panel: evidence and why it stands, records, citations; tabs, sheet and drawers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

import aiactors
from aiactors.model import (
    Attribution,
    Document,
    Dossier,
    DossierSet,
    Entity,
    Evidence,
    Statement,
    parse_time,
    texts,
)
from aiactors.network.model import Attributed, Edge, Network, Relay
from aiactors.network.project import Projector
from aiactors.rdf import derive
from aiactors.record import bibtex, footnote
from aiactors.view import render_page
from tests.view.conftest import PLACES, Open, Opened, both, edge, node

GOLDEN = Path(__file__).resolve().parent.parent / "golden"

STANCES = {
    "asserts": ("asserts", "affirme"),
    "reports": ("reports", "rapporte"),
    "denies": ("denies", "nie"),
    "disputes": ("disputes", "conteste"),
    "leaves-open": ("leaves open", "laisse ouvert"),
    "declines-to-say": ("declines to say", "refuse de répondre"),
    "retracts": ("retracts", "se rétracte"),
}
STATUSES = {
    "established": ("established", "établi"),
    "reported": ("reported", "rapporté"),
    "claimed": ("claimed", "affirmé par une partie"),
    "disputed": ("disputed", "contesté"),
    "denied": ("denied", "démenti"),
    "unknown": ("unknown", "inconnu"),
    "retracted": ("retracted", "rétracté"),
}


def says(
    by: str | None, stance: str = "asserts", publisher: str | None = "The Gazette", **more: Any
) -> Attributed:
    """Return what somebody says in some document."""
    details: dict[str, Any] = {
        "document": f"{publisher} of the day",
        "date": "2024-03-01",
        "gist": both((f"Gist of {by or publisher}", f"FR {by or publisher}")),
    }
    labels = both(STANCES[stance])
    details |= more
    return Attributed(by=by, stance=stance, stance_labels=labels, publisher=publisher, **details)


def network(*edges: Edge, **names: str) -> Network:
    """Return a network of the actors of the story, and some relations."""
    kinds: dict[str, Any] = {"ada-north": "person", "bo-south": "person", "model-one": "product"}
    ends = {end for one in edges for end in (one.source, one.target)}
    return Network(
        title=both(("A small affair", "Une petite affaire")),
        nodes=tuple(
            node(id_, kinds.get(id_, "organization"), names.get(id_.replace("-", "_"), id_.title()))
            for id_ in PLACES
            if id_ in ends
        ),
        edges=edges,
        families={
            "role-relation": both(("roles", "rôles")),
            "money-relation": both(("money", "argent")),
            "conflict-relation": both(("conflict", "conflit")),
        },
        statuses={key: both(pair) for key, pair in STATUSES.items()},
        modalities={
            "actual": both(("actual", "effectif")),
            "attempted": both(("attempted", "tenté")),
        },
    )


def relation(status: str, *said: Attributed, sources: int = 0, **more: Any) -> Edge:
    """Return the relation that all of these tests are about."""
    details = {"status": status, "attributions": said, "source_count": sources, "when": None}
    return edge("it", "ada-north", "founded", "acme", **(details | more))


def read(shown: Opened, selector: str) -> str:
    """Return what stands there once the page has come to rest."""
    shown.page.locator("#read:not([aria-busy])").wait_for()
    return " ".join(shown.page.locator(selector).first.inner_text().split())


# ---- why it stands as it does ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "english", "french"),
    [
        (
            relation("established", says(None), says(None, publisher="The Courier"), sources=2),
            "Established: 2 independent sources say so (The Gazette and The Courier).",
            "Établi : 2 sources indépendantes le disent (The Gazette et The Courier).",
        ),
        (
            relation("established", *(says(None, publisher=x) for x in "ABCDE"), sources=4),
            "Established: 4 independent sources say so, A and B among them.",
            "Établi : 4 sources indépendantes le disent, dont A et B.",
        ),
        (
            relation("established", says(None, document="Register"), says("Ada"), sources=1),
            "Established: it is on record in Register.",
            "Établi : un acte officiel l’atteste : Register.",
        ),
        (
            relation("established", says(None, document="Act"), says("Bo", "denies"), sources=1),
            "Established: it is on record in Act. Bo says otherwise, but weighs less.",
            "Établi : un acte officiel l’atteste : Act. Bo dit le contraire, mais pèse moins.",
        ),
        (
            relation("reported", says(None), says("Ada"), sources=1),
            "Reported: The Gazette says so in its own voice, and nobody contradicts it.",
            "Rapporté : The Gazette le dit en son propre nom, et personne ne le contredit.",
        ),
        (
            relation("reported", says(None, publisher=None, document="A leak"), sources=1),
            "Reported: “A leak” says so in its own voice, and nobody contradicts it.",
            "Rapporté : « A leak » le dit en son propre nom, et personne ne le contredit.",
        ),
        (
            relation("claimed", says("Ada"), says("Bo"), sources=2),
            "Claimed: only Ada and Bo say so. No independent source does; "
            "nobody has contradicted them so far.",
            "Affirmé par une partie : personne d’autre que Ada et Bo ne le dit. Aucune source "
            "indépendante ne le confirme ; personne ne l’a contredit jusqu’ici.",
        ),
        (
            relation("disputed", says("OpenAI"), says("Musk", "denies"), sources=1),
            "Disputed: OpenAI asserts it; Musk denies it.",
            "Contesté : OpenAI l’affirme ; Musk le nie.",
        ),
        (
            relation("disputed", says(None, "reports"), says("A"), says("B", "disputes")),
            "Disputed: The Gazette and A say so; B disputes it.",
            "Contesté : The Gazette et A le disent ; B le conteste.",
        ),
        (
            relation("disputed", says("Ada"), qualifiers=(("editor", "So be it."),)),
            "Disputed: so judged by the editors of this graph. Their reason is below.",
            "Contesté : ainsi en a jugé la rédaction de ce graphe ; sa raison est donnée plus bas.",
        ),
        (
            relation("denied", says("Musk", "denies")),
            "Denied: Musk denies it, and nobody says that it is so.",
            "Démenti : Musk le nie, et personne ne dit que c’est le cas.",
        ),
        (
            relation("denied", says("Ada"), says(None, "denies", "Register")),
            "Denied: Ada asserts it, but the record says otherwise: Register denies it.",
            "Démenti : Ada l’affirme, mais un acte officiel dit le contraire : Register le nie.",
        ),
        (
            relation("unknown", says("Ada", "declines-to-say")),
            "Unknown: Ada declines to say.",
            "Inconnu : Ada refuse de répondre.",
        ),
        (
            relation("retracted", says("Ada"), says("Ada", "retracts")),
            "Retracted: Ada took it back, and nobody else says so.",
            "Rétracté : Ada retire ce qui avait été dit, et personne d’autre ne le dit.",
        ),
    ],
)
def test_the_panel_says_why(opened: Open, one: Edge, english: str, french: str) -> None:
    """From who affirms and who denies, by name, in both languages."""
    shown = opened(render_page(network(one), PLACES), at="#relation=it")
    assert read(shown, ".verdict") == english
    shown.page.get_by_role("button", name="Français").click()
    shown.page.locator("html[lang=fr]").wait_for()
    shown.page.get_by_text("Acme", exact=True).first.wait_for()
    assert read(shown, ".verdict").replace("\u202f", " ") == french


def test_evidence_has_all_that_is_known(opened: Open) -> None:
    """Sentence, dates as precise as they are and as written, qualifiers, sources, addresses."""
    relay = Relay(title="Digest", publisher="The Courier", date="2024-03-02")
    one = relation(
        "reported",
        says(None, url="https://gazette.example/1", where="paragraph 2", via=relay),
        says(None, url="https://gazette.example/1", where="paragraph 9", via=relay),
        sources=1,
        when="2023-11~",
        as_written=both(("late last year", "fin de l’an dernier")),
        known_since="2024-03-02",
        modality="attempted",
        qualifiers=(("role", "as chair"), ("bound", "more than"), ("amount", "USD 3")),
    )
    shown = opened(render_page(network(one), PLACES), at="#relation=it")
    text = read(shown, "#read")
    for part in (
        "Ada-North founded Acme",
        "about November 2023",
        "in the words of the source: “late last year”",
        "Public since 2 March 2024",
        "1 independent source",
        "Role as chair",
        "Amount more than USD 3",
        "It was tried",
        "The Gazette asserts, in its own voice",
        "The Gazette of the day · The Gazette · 1 March 2024 gazette.example",
        "Read in Digest · The Courier · 2 March 2024",
        "paragraph 2",
        "paragraph 9",
    ):
        assert part in text, part
    # Two passages of one document are one card.
    assert shown.page.locator("article.said").count() == 1
    link = shown.page.locator("article.said cite a")
    assert link.get_attribute("href") == "https://gazette.example/1"
    assert link.get_attribute("rel") == "noopener noreferrer"


@pytest.mark.parametrize(("width", "beside"), [(1440, True), (390, False)])
def test_the_sides_of_a_dispute_stand_next_to_each_other(
    opened: Open, width: int, beside: bool
) -> None:
    """Two columns, and one above the other where there is no room."""
    one = relation("disputed", says("OpenAI"), says("Musk", "denies"), says(None, "leaves-open"))
    shown = opened(render_page(network(one), PLACES), at="#relation=it", width=width)
    read(shown, ".ledger")
    boxes = [
        shown.page.get_by_role("region", name=name).bounding_box()
        for name in ("Says so", "Says otherwise", "Does not say")
    ]
    left, right, open_ = (box for box in boxes if box is not None)
    assert (left["y"] == right["y"]) == beside
    assert (right["x"] > left["x"] + left["width"] - 1) == beside
    assert open_["y"] > left["y"]


def test_the_panel_looks_from_where_the_reader_stands(opened: Open) -> None:
    """With a clock or a stance set, only what counts from there is counted."""
    one = relation(
        "disputed",
        says("OpenAI", date="2023"),
        says("Musk", "denies", date="2024-05"),
        known_since="2023-12-31",
        start="2020-01-01",
        history=(("2023-12-31", "claimed"), ("2024-05-31", "disputed")),
        told=(("id:openai", "OpenAI", "reported"), ("id:musk", "Musk", "denied")),
    )
    other = edge("other", "bo-south", "founded", "acme", told=(("id:press", "Press", "reported"),))
    shown = opened(render_page(network(one, other), PLACES), at="#relation=it&told=musk")
    assert read(shown, ".verdict") == "As told by Musk, denied: Musk denies it."
    assert read(shown, ".today") == "For everyone, by all that is known today: disputed."
    assert read(shown, ".aside summary") == "1 document does not count from this standpoint"
    shown.kg("go", "relation=it&told=press")
    assert read(shown, ".verdict") == "Press says nothing about it."
    shown.kg("go", "relation=it&known=2024-05-30")
    assert read(shown, ".verdict").startswith("As known by 30 May 2024, claimed: only OpenAI says")
    assert "as known by 30 May 2024" in shown.page.inner_text("#dek")
    # How many sources there are is known for today alone.
    assert "ndependent sources" not in read(shown, ".facts")
    shown.kg("go", "relation=it&known=2023-12-30")
    assert read(shown, ".verdict") == "By 30 December 2023, no document had made it public."
    shown.kg("go", "relation=it&held=2019-12-31")
    assert "On 31 December 2019 it had not begun." in read(shown, "#read")
    shown.kg("go", "relation=it&no-family=role-relation")
    assert "The map does not show it now" in read(shown, "#read")


def test_the_record_of_what_was_chosen_before_is_never_seen(opened: Open) -> None:
    """Not even for a moment, however fast one goes from relation to relation."""
    edges = [
        edge(
            f"e{i}", "ada-north", "founded", "acme", attributions=(says(f"Witness {i}"),),
            qualifiers=(("note", "x" * 400 + str(i)),),
        )
        for i in range(600)
    ]  # fmt: skip
    shown = opened(render_page(network(*edges), PLACES), at="#relation=e3")
    assert "Gist of Witness 3" in read(shown, "#read")
    shown.page.evaluate(
        """async () => {
          window.seen = [];
          window.look = (id) => {
            const names = document.querySelector("#read .ledger")?.textContent ?? "";
            seen.push([id, names.match(/Gist of Witness (\\d+)/)?.[1] ?? ""]);
          };
          new MutationObserver(() => look(kg.state().selection?.relation ?? kg.selected()))
            .observe(document.querySelector("#read"), { childList: true, subtree: true });
          for (const i of [599, 4, 598, 5]) {
            kg.go(`relation=e${i}`);
            look(`e${i}`);
            await Promise.resolve();
          }
          kg.go("relation=e7");
          look("e7");
        }"""
    )
    assert "Gist of Witness 7" in read(shown, "#read")
    shown.kg("go", "relation=e597")  # it comes with the records of e598 and e599
    assert "Gist of Witness 597" in read(shown, "#read")
    seen = shown.page.evaluate("seen")
    assert ["e7", "7"] in seen
    assert [(id_, name) for id_, name in seen if name and id_ != f"e{name}"] == []
    assert "Witness 597" in shown.page.locator("#live").inner_text()


# ---- actors, and nothing chosen ------------------------------------------------------------------


def test_a_record_is_grouped_by_family_and_in_time(opened: Open) -> None:
    """In the order of the legend; what has no date comes last; each leads to its evidence."""
    dates = ("2021-01-01", None, "2019-01-01")
    edges = [
        edge(f"role-{i}", "ada-north", "founded", "acme", start=start, when=start and start[:4])
        for i, start in enumerate(dates)
    ]
    money = edge("paid", "etoile", "funded", "acme", qualifiers=(("amount", "USD 7 million"),))
    shown = opened(render_page(network(money, *edges), PLACES), at="#actor=acme")
    read(shown, "#read")
    assert shown.page.locator("#read h3").all_inner_texts() == ["ROLES 3", "MONEY 1"]
    keys = shown.page.locator("#read .item").evaluate_all(
        "items => items.map((item) => kg.data().edges.id[item.dataset.key.slice(1)])"
    )
    assert keys == ["role-2", "role-0", "role-1", "paid"]
    assert "USD 7 million" in read(shown, ".family:last-of-type .item")
    shown.page.locator("#read .item").first.click()
    assert shown.kg("selected") == "role-2"
    shown.page.get_by_role("button", name="Close and show the overview").click()
    assert shown.kg("selected") is None
    assert read(shown, "#read h2") == "How to read this map"


def test_long_lists_begin_with_some(opened: Open) -> None:
    """And show the rest when asked."""
    edges = [edge(f"e{i:02}", "ada-north", "founded", "acme") for i in range(50)]
    shown = opened(render_page(network(*edges), PLACES), at="#actor=acme")
    read(shown, "#read")
    assert shown.page.locator("#read .item").count() == 20
    shown.page.get_by_role("button", name="Show all 50").click()
    assert shown.page.locator("#read .item").count() == 50


def test_with_nothing_chosen_the_panel_tells_where_accounts_differ(opened: Open, html: str) -> None:
    """And who is most connected, of what is shown."""
    shown = opened(html)
    text = read(shown, "#read")
    assert "Where accounts differ" in text or "WHERE ACCOUNTS DIFFER" in text
    assert "Étoile merged with Acme" in text
    assert "Acme 6 relations" in text
    shown.kg("go", "no-standing=disputed")
    shown.page.get_by_role("button", name="Acme 5 relations").wait_for()
    assert "Étoile merged with" not in read(shown, "#read")


# ---- citing ----------------------------------------------------------------------------------


HOSTILE = [
    "Braces { and } and {{x}}",
    "Two\nlines\r\nand a\ttab\x85.",
    r"Back\slash \input{/etc/passwd} 100% & more_of #1 $5 ~ ^",
    "</script><script>alert(1)</script> <!-- -->",
    "a\u202eb\u2028d \ufeff Ünïcode 零一 ميرا 🦊",
]


def written(title: str) -> DossierSet:
    """Return a model with two statements, in documents of some title."""
    paper = Entity(id="paper", kinds=("MediaOrganization",), names=texts({"en": title}))
    people = [Entity(id=i, kinds=("Company",), names=texts({"en": n})) for i, n in (
        ("one", "One"), ("rival", title), ("two", "Two"),
    )]  # fmt: skip
    documents = tuple(
        Document(
            id=id_, kinds=("Article",), names=texts({"en": title, "fr": f"FR {title}"}),
            publisher="id:paper", published=parse_time(date), language="en",
            url="https://paper.example/a_b?c=%20&d=~#e",
        )
        for id_, date in (("text", "2020-03~"), ("other", "2021-04-05"))
    )  # fmt: skip
    passage = Evidence(document="id:text", gist=texts({"en": "They do."}))
    statements = tuple(
        Statement(
            subject="id:one", predicate="competesWith", object=target,
            when=parse_time(when) if when else None,
            attributions=tuple(Attribution(said_in=ref, evidence=(passage,)) for ref in refs),
        )
        for target, when, refs in (
            ("id:rival", "2015-12/..", ("id:text", "id:other")), ("id:two", None, ("id:other",)),
        )
    )  # fmt: skip
    dossier = Dossier(
        name="d", title=texts({"en": "D"}), entities=(paper, *people), documents=documents,
        statements=statements,
    )  # fmt: skip
    return DossierSet(dossiers=(dossier,))


def cited(shown: Opened, id_: str, lang: str) -> tuple[str, str, str]:
    """Return the forms of a citation as the page gives them."""
    shown.kg("go", f"relation={id_}&lang={lang}")
    name = shown.page.evaluate("id => kg.data().edges.id.indexOf(id)", id_)
    assert name >= 0
    read(shown, "#read .cite")
    footnote_, link, bib = shown.page.locator(".cited").evaluate_all(
        "(all) => all.map((e) => e.textContent)"
    )
    return footnote_, link, bib


def compare(opened: Open, projector: Projector) -> None:
    """The page must cite as Python does."""
    network_ = projector.network({"en": "Cited"})
    places = {one.id: (40.0 * i, 25.0 * (i % 7)) for i, one in enumerate(network_.nodes)}
    shown = opened(render_page(network_, places))
    statements = {one.id: one for one in projector.dossiers.statements.values()}
    for one in network_.edges:
        for lang in ("en", "fr"):
            statement = statements[one.id]
            assert cited(shown, one.id, lang) == (
                footnote(projector, statement, lang),
                one.iri,
                bibtex(projector, statement, lang),
            )


@pytest.mark.parametrize("title", HOSTILE)
def test_the_page_cites_as_python_does(opened: Open, title: str) -> None:
    """Footnote and BibTeX, whatever titles hold."""
    dossiers = written(title)
    compare(opened, Projector(dossiers, derive(dossiers)))


def test_the_page_cites_the_golden_story_as_python_does(opened: Open) -> None:
    """With everything that the form of dossiers knows."""
    dossiers = aiactors.open(GOLDEN).dossiers
    compare(opened, Projector(dossiers, derive(dossiers)))


def test_a_citation_can_be_copied(opened: Open, html: str) -> None:
    """By a button, which says that it did."""
    shown = opened(
        html, at="#relation=e-sued", permissions=["clipboard-read", "clipboard-write"], stopped=True
    )
    read(shown, ".cite")
    shown.page.get_by_role("button", name="Copy: Footnote").click()
    shown.page.get_by_text("Copied", exact=True).first.wait_for()
    copied = shown.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(
        "Ada North sued Acme (as a founder, 2024-02-29) — reported, 2 sources: "
    )
    assert copied.endswith("AI Actors, https://w3id.org/ai-actors/statement/e-sued")


# ---- tabs, sheet, drawers --------------------------------------------------------------------


def test_tabs_work_by_keyboard(opened: Open, html: str) -> None:
    """Arrow keys go round; the side is in the address; no engine, no side to ask."""
    shown = opened(html)
    tabs = shown.page.get_by_role("tab")
    assert tabs.all_inner_texts() == ["Evidence", "Timeline", "Paths"]
    tabs.nth(0).focus()
    for key, side in (("ArrowRight", "timeline"), ("End", "paths"), ("ArrowRight", "read")):
        shown.page.keyboard.press(key)
        assert shown.kg("state")["side"] == side
        chosen = shown.page.locator("[role=tab][aria-selected=true]")
        assert chosen.get_attribute("aria-controls") == side
        assert shown.page.evaluate("document.activeElement.id") == f"side-{side}"
        panel = shown.page.get_by_role("tabpanel")
        assert panel.count() == 1
        assert panel.get_attribute("id") == side
    asked = opened(render_page(network(relation("reported", says(None))), PLACES, sparql=True))
    assert asked.page.get_by_role("tab").all_inner_texts()[-1] == "Ask"


def test_on_a_phone_the_panel_is_a_sheet_and_the_legend_a_drawer(opened: Open, html: str) -> None:
    """The map comes first; what is chosen draws the sheet up."""
    shown = opened(html, width=390, height=844)
    closed = shown.page.get_by_role("button", name="Open the panel: How to read this map")
    box = closed.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 845
    assert not shown.page.locator("#read h2").is_visible()
    shown.kg("go", "relation=e-sued")
    shown.page.get_by_role("button", name="Close the panel: Ada North sued Acme").click()
    assert not shown.page.locator("#read h2").is_visible()
    # It can be drawn up and down as well.
    x, y = 180, 820
    for to, visible in ((y - 60, True), (y, False)):
        grip = shown.page.locator("#grip button").bounding_box()
        assert grip is not None
        shown.page.mouse.move(x, grip["y"] + 24)
        shown.page.mouse.down()
        shown.page.mouse.move(x, grip["y"] + 24 + (to - y or 60), steps=4)
        shown.page.mouse.up()
        assert shown.page.locator("#read h2").is_visible() == visible
    legend = shown.page.get_by_role("button", name="Legend", exact=True)
    legend.click()
    assert shown.page.get_by_role("checkbox", name="person").is_visible()
    shown.page.keyboard.press("Escape")
    shown.page.get_by_role("checkbox", name="person").wait_for(state="hidden")
    assert shown.page.evaluate("document.activeElement.className") == "legend-button"
    shown.page.get_by_role("button", name="Tools").click()
    assert shown.page.get_by_role("button", name="Table", exact=True).is_visible()


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (720, 450), (390, 844)])
def test_no_part_must_be_scrolled_sideways(
    opened: Open, html: str, width: int, height: int
) -> None:
    """At 200 % of 1440 pixels, and on phones, too."""
    shown = opened(html, width=width, height=height, at="#relation=e-merge")
    read(shown, ".cite")
    wide = shown.page.evaluate(
        "['html', 'body', '#top', '#panel', '#read', '#legend'].filter((s) => {"
        " const e = document.querySelector(s); return e.scrollWidth > e.clientWidth + 1; })"
    )
    assert wide == []
    area = shown.page.evaluate(
        "() => { const b = document.querySelector('#map').getBoundingClientRect();"
        " return [b.width, b.height]; }"
    )
    assert area[0] >= 320, area
    assert area[1] >= 200, area


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(opened: Open, html: str, scheme: str, width: int) -> None:
    """In evidence, in a record, with nothing chosen, in the table."""
    shown = opened(html, width=width, height=844, color_scheme=scheme)
    for at in ("relation=e-merge", "actor=acme", ""):
        shown.kg("go", at)
        read(shown, "#read h2")
        if width == 390 and not at:
            shown.page.locator("#grip button").click()
        assert faults(shown) == [], at
    shown.page.evaluate("document.getElementById('table').showModal()")
    shown.page.locator("#rows tbody tr").first.wait_for()
    assert faults(shown) == []


def faults(shown: Opened) -> list[str]:
    """Return what axe finds in the parts that are tested here."""
    wanted = ["#top", "#panel", "#table"]
    found = Axe().run(shown.page, context={"include": [[part] for part in wanted]})
    return [
        f"{one['id']}: {node_['html'][:200]} {node_['failureSummary'][:300]}"
        for one in found.response["violations"]
        for node_ in one["nodes"]
    ]


# ---- hostile text ------------------------------------------------------------------------------


def test_whatever_the_data_hold_stays_text(opened: Open) -> None:
    """Markup is not read, names keep their direction to themselves, only the web is linked."""
    evil = "<img src=x onerror=alert(1)>\u202e\u2066evil"
    one = relation(
        "disputed",
        says(evil, document=evil, publisher=evil, url="javascript:alert(1)", gist=evil, where=evil),
        says("Musk", "denies", url="data:text/html,x", quote=evil),
        as_written=evil,
        qualifiers=(("note", evil), (evil, evil), ("role", "r" * 10_000)),
    )
    shown = opened(
        render_page(network(one, ada_north="n" * 10_000, acme=evil), PLACES), at="#relation=it"
    )
    text = read(shown, "#read")
    assert "<img src=x onerror=alert(1)>" in text
    assert len(text) < 12_000 + len(read(shown, "#read .cite"))
    assert shown.page.locator("#read :is(img, script)").count() == 0
    assert shown.page.locator("#read a").count() == 0
    bare = shown.page.evaluate(
        r"""() => {
          const read = document.querySelector("#read");
          const walker = document.createTreeWalker(read, NodeFilter.SHOW_TEXT);
          const found = [];
          while (walker.nextNode()) {
            const { textContent, parentElement } = walker.currentNode;
            if (/[\u202e\u2066]/.test(textContent) && !parentElement.closest("bdi, [dir=auto]"))
              found.push(parentElement.outerHTML.slice(0, 200));
          }
          return found;
        }"""
    )
    assert bare == []
    assert json.loads(shown.page.evaluate("JSON.stringify(kg.selected())")) == "it"

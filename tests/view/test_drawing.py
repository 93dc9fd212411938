"""What stands on the canvas: names that do not pile up, lines that do not look like facts."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from typing import Any

from aiactors.network.layout import layout
from aiactors.network.model import Edge, Network, Node
from aiactors.view import render_page

Open = Callable[..., Any]

WATCH = """
window.names = [];
const fill = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
  const m = this.getTransform();
  const w = this.measureText(text).width * m.a;
  names.push([text, m.a * x + m.e, m.d * y + m.f, w, parseFloat(this.font.match(/(\\d+)px/)[1])]);
  fill.call(this, text, x, y);
};
const clear = CanvasRenderingContext2D.prototype.clearRect;
CanvasRenderingContext2D.prototype.clearRect = function (...box) {
  names = [];
  clear.apply(this, box);
};
"""


def crowd(count: int) -> Network:
    """Return a network of many actors with long names around a few."""
    ids = [f"actor-{i}" for i in range(count)]
    ends = [(i, i % 7) for i in range(7, count)] + [(i, i * i % count) for i in range(count)]
    nodes = tuple(
        Node(id=id_, iri="", kind="person", labels={"en": f"Somebody Longname {i}"}, degree=2)
        for i, id_ in enumerate(ids)
    )
    edges = tuple(
        Edge(
            id=f"e{n}",
            iri="",
            source=ids[a],
            target=ids[b],
            relation="knows",
            labels={"en": "knows"},
            inverse_labels={"en": "known by"},
            family="role-relation",
        )
        for n, (a, b) in enumerate(ends)
        if a != b
    )
    return Network(title={"en": "A crowd"}, nodes=nodes, edges=edges)


def page_of(network: Network) -> str:
    """Return the page of a network, laid out."""
    ends = [(edge.source, edge.target) for edge in network.edges]
    return render_page(network, layout([node.id for node in network.nodes], ends))


def test_names_never_lie_on_each_other(opened: Open) -> None:
    """Far off, near, and around one actor; more of them the nearer one is."""
    shown = opened(page_of(crowd(150)))
    shown.page.add_init_script(WATCH)
    shown.page.reload()
    shown.page.evaluate("kg.ready")
    counts = []
    for step in ("kg.frame([])", "kg.frame(['actor-3', 'actor-4', 'actor-5'])", "null"):
        shown.page.evaluate(step)
        if step == "null":
            shown.page.evaluate("location.hash = 'focus=actor-3'")
        shown.page.wait_for_timeout(150)
        names = shown.page.evaluate("names")
        for (_, ax, ay, aw, size), (_, bx, by, bw, _) in itertools.combinations(names, 2):
            apart = ax + aw <= bx or bx + bw <= ax or abs(ay - by) >= size * 0.9
            assert apart, names
        counts.append(len(names))
    assert min(counts) > 5


def test_nothing_but_a_fact_is_drawn_as_one(opened: Open) -> None:
    """Dashes, dots, double lines and marks reach the canvas."""
    shown = opened()
    shown.page.add_init_script(
        """
        window.lines = [];
        const stroke = CanvasRenderingContext2D.prototype.stroke;
        CanvasRenderingContext2D.prototype.stroke = function (...path) {
          lines.push([this.getLineDash().map((d) => d * this.getTransform().a), path.length]);
          stroke.apply(this, path);
        };
        """
    )
    shown.page.reload()
    shown.page.evaluate("kg.ready")
    shown.page.evaluate("lines = []; kg.frame(['acme'])")
    shown.page.wait_for_timeout(100)
    drawn = shown.page.evaluate("lines")
    dashes = {tuple(round(d, 1) for d in dash) for dash, _ in drawn}
    assert {(), (9.0, 5.0), (1.5, 4.0)} <= dashes
    marks = [1 for _, with_path in drawn if with_path]
    assert len(marks) >= 3, "one sign of a dispute, one crossed line in two strokes"


def test_shapes_stay_where_the_layout_put_them(opened: Open) -> None:
    """No physics moves them: distances on the screen are those of the layout, to scale."""
    network = crowd(40)
    ends = [(edge.source, edge.target) for edge in network.edges]
    places = layout([node.id for node in network.nodes], ends)
    shown = opened(render_page(network, places))
    shown.page.wait_for_timeout(400)
    points = {id_: shown.kg("nodeAt", id_) for id_ in places}
    a, b = "actor-0", "actor-1"
    scale = math.dist(points[a], points[b]) / math.dist(places[a], places[b])
    for one, two in itertools.pairwise(places):
        expected = scale * math.dist(places[one], places[two])
        assert abs(math.dist(points[one], points[two]) - expected) < 0.5

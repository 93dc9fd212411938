"""The colours of the page can be told apart, by most eyes and on both papers."""

from __future__ import annotations

import itertools
import re

import pytest

from aiactors.view import assets

Colour = tuple[float, float, float]
Matrix = tuple[Colour, Colour, Colour]

# Machado, Oliveira and Fernandes 2009, severity 1: what is seen of linear RGB.
SIGHTS: dict[str, Matrix] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE = (0.95047, 1.0, 1.08883)


def times(matrix: Matrix, colour: Colour) -> Colour:
    """Return the product of a matrix and a colour."""
    x, y, z = (sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix)
    return x, y, z


def linear(code: str) -> Colour:
    """Return linear RGB of ``#rrggbb``."""
    values = (int(code[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)
    return r, g, b


def lab(colour: Colour) -> Colour:
    """Return CIE Lab of linear RGB."""
    r, g, b = (min(max(v, 0.0), 1.0) for v in colour)
    ratios = (v / w for v, w in zip(times(XYZ, (r, g, b)), WHITE, strict=True))
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in ratios)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def contrast(a: str, b: str) -> float:
    """Return the contrast of two colours after WCAG, from 1 to 21."""
    dark, light = sorted(times(XYZ, linear(code))[1] for code in (a, b))
    return (light + 0.05) / (dark + 0.05)


def table(name: str) -> dict[str, dict[str, str]]:
    """Return a table of colours of the page: key → theme → colour."""
    text = (assets.VIEW / "src" / "palette.ts").read_text("utf-8")
    body = re.search(rf"^export const {name}: .*?= \{{(.*?)\}};$", text, re.MULTILINE | re.DOTALL)
    assert body is not None, name
    pair = r'light: "(#\w+)", dark: "(#\w+)"'
    rows = re.findall(rf"(\w+): \{{[^}}]*?{pair}", body.group(1))
    rows = rows or [("all", *found) for found in re.findall(pair, body.group(1))]
    return {key: {"light": light, "dark": dark} for key, light, dark in rows}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("name", "count", "least"), [("KIND_SIGNS", 7, 25), ("FAMILY_COLOURS", 10, 20)]
)
def test_colours_are_far_apart(name: str, count: int, least: float, theme: str) -> None:
    """In CIE Lab, for four kinds of sight; 2.3 is a difference one can just see."""
    colours = {key: row[theme] for key, row in table(name).items()}
    assert len(colours) == count
    for sight, matrix in SIGHTS.items():
        seen = {key: lab(times(matrix, linear(code))) for key, code in colours.items()}
        for a, b in itertools.combinations(seen, 2):
            apart = sum((x - y) ** 2 for x, y in zip(seen[a], seen[b], strict=True)) ** 0.5
            assert apart >= least, f"{a} and {b} look alike to {sight} sight: {apart:.1f}"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_stand_out_from_the_paper(theme: str) -> None:
    """At least 3 for shapes and lines, 4.5 for text."""
    paper = table("PAPER")["all"][theme]
    for name, least in (
        ("KIND_SIGNS", 3),
        ("FAMILY_COLOURS", 3),
        ("ALERT", 4.5),
        ("INK", 7),
        ("MUTED", 4.5),
    ):
        for key, row in table(name).items():
            assert contrast(row[theme], paper) >= least, (name, key, row[theme])

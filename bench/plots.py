"""Drawings of what was measured, as SVG: the same figures give the same bytes.

Their colours are seen on white and on black alike, and nothing is painted behind them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.growth import ScalingCase
from bench.record import Record
from bench.report import compared

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

INK, FAINT = "#7d8590", "#7d859055"
COLOURS = (
    "#3f88d4 #d07a2d #3f9a63 #9470d0 #cc5a5a #2f9aa8 "
    "#b9638f #8f8a2c #5f7fb8 #a9774a #5e9e2e #d0569f"
).split()
_STYLE = {
    **{"svg.hashsalt": "aiactors", "svg.fonttype": "none"},
    **{"font.family": "sans-serif", "font.size": 10},
    **dict.fromkeys(("text.color", "axes.labelcolor", "xtick.color", "ytick.color"), INK),
    **{"axes.edgecolor": FAINT, "axes.spines.top": False, "axes.spines.right": False},
    **{"xtick.minor.size": 0, "ytick.minor.size": 0},
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a drawing."""

    name: str  # what it shows
    points: Mapping[int, float]  # number of statements → figure
    beside: bool = False  # whether it is a baseline


def draw(record: Record, cases: Mapping[str, ScalingCase], folder: Path) -> list[Path]:
    """Draw all that was measured."""
    import matplotlib as mpl

    drawings = {
        "growth-time.svg": (_lines(record, cases, "s"), "CPU seconds"),
        "growth-answers.svg": (_lines(record, cases, "ms"), "CPU milliseconds"),
        "growth-memory.svg": (_lines(record, cases, "MiB"), "peak memory in MiB"),
    }
    written = []
    # Its types name every key there is.
    with mpl.rc_context(_STYLE):  # type: ignore[arg-type]
        for name, (lines, label) in drawings.items():
            if any(line.points for line in lines):
                draw_lines(lines, label, folder / name)
                written.append(folder / name)
        if bars := _ratios(record, cases):
            draw_bars(bars, folder / "ratios.svg")
            written.append(folder / "ratios.svg")
    return written


def _lines(record: Record, cases: Mapping[str, ScalingCase], unit: str) -> list[Line]:
    """Lines of the cases that are counted in ``s`` or in ``ms``, or the memory of the former."""
    baselines = {case.against for case in cases.values()}
    lines = []
    for case in cases.values():
        # Of a rate, the time is drawn, as of all else.
        figure = "s" if case.figure == "mb_s" else case.figure
        if case.name in record.growths and figure.endswith("ms") is (unit == "ms"):
            key, divisor = ("memory", 2**20) if unit == "MiB" else (figure, 1)
            sizes = record.growths[case.name].sizes
            points = {n: found[key] / divisor for n, found in sizes.items() if found.get(key)}
            lines.append(Line(case.title, points, case.name in baselines))
    return lines


def _ratios(record: Record, cases: Mapping[str, ScalingCase]) -> dict[str, float]:
    """What it is compared with, and how many times its time aiactors takes."""
    bars = {}
    for case in cases.values():
        if (found := compared(record, case)) is not None:
            bars[f"{case.title}, {found.at:,}\nbeside {case.beside}"] = found.ratio
    return bars


def draw_lines(lines: Sequence[Line], label: str, path: Path) -> None:
    """Draw lines over the number of statements, both axes in powers of ten."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8.6, 4.6), layout="constrained")
    axes = figure.add_subplot()
    axes.set(xscale="log", yscale="log", xlabel="statements", ylabel=label)
    axes.grid(color=FAINT, linewidth=0.5)
    ends = {}
    for line, colour in zip(lines, COLOURS * 9, strict=False):
        sizes = sorted(line.points)
        values = [line.points[n] for n in sizes]
        style = "--" if line.beside else "-"
        axes.plot(sizes, values, style, color=colour, marker="o", markersize=3.5, linewidth=1.6)
        if sizes:
            ends[line.name] = (sizes[-1], values[-1], colour)
    _linear(axes, lines)
    axes.xaxis.set_major_formatter(lambda value, _: _count(value))
    _scale(axes.yaxis, [value for line in lines for value in line.points.values()])
    _label(axes, ends)
    figure.savefig(path, transparent=True, metadata={"Date": None, "Creator": None})


def _scale(axis: Axis, values: Sequence[float]) -> None:
    """Numbers at powers of ten, and between them where there are few."""
    from matplotlib.ticker import LogLocator, NullFormatter

    is_wide = max(values) > 100 * min(values)
    axis.set_major_locator(LogLocator(subs=(1,) if is_wide else (1, 2, 5)))
    axis.set_major_formatter(lambda value, _: f"{value:.10f}".rstrip("0").rstrip("."))
    axis.set_minor_formatter(NullFormatter())


def _count(value: float) -> str:
    for unit_, word in ((1e6, " M"), (1e3, " k")):
        if value >= unit_:
            return f"{value / unit_:g}{word}"
    return f"{value:g}"


def _linear(axes: Axes, lines: Sequence[Line]) -> None:
    """What grows in line runs alongside this one."""
    sizes = sorted({n for line in lines for n in line.points})
    values = sorted(value for line in lines for value in line.points.values())
    if len(sizes) < 2:
        return
    middle = math.sqrt(values[0] * values[-1])
    centre = math.sqrt(sizes[0] * sizes[-1])
    ends = [sizes[0], sizes[-1]]
    axes.plot(ends, [middle * n / centre for n in ends], color=INK, linewidth=5, alpha=0.25)
    axes.annotate(
        "in line",
        (ends[0], middle * ends[0] / centre),
        xytext=(8, 2),
        textcoords="offset points",
        fontsize=9,
    )


def _label(axes: Axes, ends: Mapping[str, tuple[int, float, str]]) -> None:
    """Name each line at its end, right of the drawing, none over another."""
    low, high = axes.get_ylim()
    right = axes.get_xlim()[1]
    least = (math.log(high) - math.log(low)) / 24
    at = -math.inf
    for name, (n, value, colour) in sorted(ends.items(), key=lambda one: one[1][1]):
        at = max(at + least, math.log(value))
        axes.annotate(
            name,
            (n, value),
            xytext=(right * 1.15, math.exp(at)),
            textcoords="data",
            color=colour,
            fontsize=9,
            va="center",
            arrowprops={"arrowstyle": "-", "color": colour, "alpha": 0.4, "linewidth": 0.6},
            annotation_clip=False,
        )


def draw_bars(bars: Mapping[str, float], path: Path) -> None:
    """Draw how many times the time of others aiactors takes."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8.6, 0.9 + 0.48 * len(bars)), layout="constrained")
    axes = figure.add_subplot()
    places = range(len(bars))
    axes.barh(
        places,
        [ratio - 1 for ratio in bars.values()],
        left=1,
        height=0.5,
        color=[COLOURS[2] if ratio <= 1 else COLOURS[1] for ratio in bars.values()],
    )
    axes.set(xscale="log", xlabel="times the CPU time of the other: left of the line is less")
    axes.axvline(1, color=INK, linewidth=1)
    axes.set_yticks(places, list(bars), fontsize=9)
    axes.invert_yaxis()
    _scale(axes.xaxis, [*bars.values(), 1.0])
    for place, ratio in zip(places, bars.values(), strict=True):
        side = "left" if ratio > 1 else "right"
        shift = 4 if ratio > 1 else -4
        axes.annotate(
            f"{ratio:.3g}",
            (ratio, place),
            xytext=(shift, 0),
            textcoords="offset points",
            va="center",
            ha=side,
            fontsize=9,
        )
    axes.margins(x=0.25)
    figure.savefig(path, transparent=True, metadata={"Date": None, "Creator": None})

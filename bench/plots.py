"""Drawings of what was measured, as SVG: the same figures give the same bytes.

Their colours are seen on white and on black alike, and nothing is painted behind them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.growth import Growth
from bench.growth_tables import compared
from bench.record import Record

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

INK, FAINT = "#7d8590", "#7d859055"
COLOURS = (
    "#3f88d4",
    "#d07a2d",
    "#3f9a63",
    "#9470d0",
    "#cc5a5a",
    "#2f9aa8",
    "#b9638f",
    "#8f8a2c",
    "#5f7fb8",
    "#a9774a",
    "#5e9e2e",
    "#d0569f",
)
_STYLE = {
    "svg.hashsalt": "aiactors",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 10,
    "text.color": INK,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.minor.size": 0,
    "ytick.minor.size": 0,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a drawing.

    Attributes:
        name: what it shows.
        points: number of statements → figure.
        beside: whether it is what others do.
    """

    name: str
    points: Mapping[int, float]
    beside: bool = False


def draw(record: Record, growths: Mapping[str, Growth], folder: Path) -> list[Path]:
    """Draw all that was measured.

    Args:
        record: what was measured.
        growths: all paths.
        folder: where the drawings go.

    Returns:
        The files that were written.
    """
    import matplotlib as mpl

    drawings = {
        "growth-time.svg": (_lines(record, growths, "s"), "CPU seconds"),
        "growth-answers.svg": (_lines(record, growths, "ms"), "CPU milliseconds"),
        "growth-memory.svg": (_memory(record, growths), "peak memory in MiB"),
    }
    written = []
    # Its types name every key there is.
    with mpl.rc_context(_STYLE):  # type: ignore[arg-type]
        for name, (lines, label) in drawings.items():
            if any(line.points for line in lines):
                draw_lines(lines, label, folder / name)
                written.append(folder / name)
        if bars := _ratios(record, growths):
            draw_bars(bars, folder / "ratios.svg")
            written.append(folder / "ratios.svg")
    return written


def _lines(record: Record, growths: Mapping[str, Growth], scale: str) -> list[Line]:
    """Lines of what is counted in seconds, or in milliseconds."""
    beside = {growth.against for growth in growths.values()}
    lines = []
    for growth in growths.values():
        # Of what is told as a rate, the time is drawn, as of all else.
        figure = "s" if growth.figure == "mb_s" else growth.figure
        if growth.name in record.growths and figure.endswith("ms") is (scale == "ms"):
            sizes = record.growths[growth.name].sizes
            points = {n: found[figure] for n, found in sizes.items() if found.get(figure)}
            lines.append(Line(growth.title, points, growth.name in beside))
    return lines


def _memory(record: Record, growths: Mapping[str, Growth]) -> list[Line]:
    beside = {growth.against for growth in growths.values()}
    return [
        Line(
            growth.title,
            {n: found["memory"] / 2**20 for n, found in record.growths[growth.name].sizes.items()},
            growth.name in beside,
        )
        for growth in growths.values()
        if growth.name in record.growths and not growth.figure.endswith("ms")
    ]


def _ratios(record: Record, growths: Mapping[str, Growth]) -> dict[str, float]:
    """What it is compared with, and how many times its time aiactors takes."""
    bars = {}
    for growth in growths.values():
        if (found := compared(record, growth)) is not None:
            bars[f"{growth.title}, {found.at:,}\nbeside {growth.beside}"] = found.ratio
    return bars


def draw_lines(lines: Sequence[Line], label: str, path: Path) -> None:
    """Draw lines over the number of statements, both axes in powers of ten.

    Args:
        lines: what is drawn; what others do is dashed.
        label: what goes up.
        path: the file.
    """
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
    """Draw how many times the time of others aiactors takes.

    Args:
        bars: what is compared → the ratio; less is better.
        path: the file.
    """
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

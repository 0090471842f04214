"""Horizontal bars as plain geometry, drawn alike by every writer: numbers at the ends, lightness that survives grey."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from labapp.content.nodes import Chart, Series
from labapp.report import style


@dataclass(frozen=True)
class Bar:
    """One bar, in points from the chart's top left: x, y, width, height, colour, and the figure at its end."""

    x: float
    y: float
    width: float
    height: float
    color: str
    value: str


@dataclass(frozen=True)
class Label:
    """Words beside the bars: left top corner and the width they may take."""

    x: float
    y: float
    width: float
    text: str


@dataclass(frozen=True)
class Drawing:
    """A chart laid out: its height, bars, labels, and a legend of (colour, name)."""

    width: float
    height: float
    bars: tuple[Bar, ...]
    labels: tuple[Label, ...]
    legend: tuple[tuple[str, str], ...]
    places: tuple[tuple[float, float], ...] = ()  # left top corners of the legend's entries
    middle: float = 0.0  # where the line stands that parts for and against begin at; 0: there is none


_THICK, _GAP, _LEGEND, _LABELS = 13.0, 9.0, 18.0, 0.38
_LINE, _BESIDE = 13.0, 26.0  # of the legend: a line's height, and what an entry takes beside its name
_SPACES = re.compile(r"[ \t\n]+")  # what is tied by a no-break space is one word
Measure = Callable[[str], float]  # how wide a text is, in points


def number(value: float, point: str) -> str:
    """Return a figure without a needless fraction."""
    return str(int(value)) if float(value).is_integer() else f"{value:.2f}".rstrip("0").rstrip(".").replace(".", point)


def lay_out(chart: Chart, width: float, heights: tuple[float, ...], measure: Measure = len) -> Drawing:
    """Lay a chart out at a width; `heights` are the heights the labels need at `_LABELS` of it."""
    shown = [series for series in chart.series if series.values]
    names = [wrapped(s.name, measure, width - _BESIDE, 1)[0] for s in shown] if len(shown) > 1 else []
    legend = tuple((style.series_color(s.look, i), name) for i, (s, name) in enumerate(zip(shown, names, strict=False)))
    places = tuple(_side_by_side([measure(name) for name in names], width))
    left = width * _LABELS
    room = width - left - 34
    top = longest(chart)
    y = places[-1][1] + _LEGEND if places else 0.0
    bars: list[Bar] = []
    labels: list[Label] = []
    for row, (label, needed) in enumerate(zip(chart.labels, heights, strict=True)):
        lines = 1 if chart.stacked else max(1, len(shown))
        band = max(needed, lines * _THICK)
        labels.append(Label(0, y, left - 8, label))
        bars += _parted(chart, row, left, y, room) if chart.before else _row(chart, row, left, y, room, top)
        y += band + _GAP
    middle = left + room / 2 if chart.before else 0.0
    return Drawing(width, max(1.0, y - _GAP), tuple(bars), tuple(labels), legend, places, middle)


def _side_by_side(widths: list[float], width: float) -> list[tuple[float, float]]:
    """Return where the entries of a legend stand; one that would leave the page begins the next line."""
    places: list[tuple[float, float]] = []
    x = y = 0.0
    for wide in widths:
        if x and x + 12 + wide > width:
            x, y = 0.0, y + _LINE
        places.append((x, y))
        x += _BESIDE + wide
    return places


def wrapped(text: str, measure: Measure, width: float, most: int) -> list[str]:
    """Return a text in at most so many lines; a word wider than a line is broken, what has no room ends in "…"."""
    lines, words = [""], _SPACES.split(text.strip())
    while words:
        word = words.pop(0)
        longer = f"{lines[-1]} {word}".strip()
        if measure(longer) <= width:
            lines[-1] = longer
            continue
        if not lines[-1]:
            fit = _fitting(word, measure, width)
            lines[-1], words = word[:fit], [word[fit:], *words]
            word = words.pop(0)
        if len(lines) == most:
            lines[-1] = _ended(lines[-1], measure, width)
            break
        lines.append("")
        words.insert(0, word)
    return lines


def _fitting(word: str, measure: Measure, width: float) -> int:
    """Return how many letters of a word fit into a line; at least one."""
    low, high = 1, len(word) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(word[:middle]) <= width else (low, middle - 1)
    return low


def _ended(line: str, measure: Measure, width: float) -> str:
    while line and measure(line + "…") > width:
        line = line[:-1]
    return line.rstrip() + "…"


def label_width(width: float) -> float:
    """Return the width a label may take in a chart of this width."""
    return width * _LABELS - 8


def longest(chart: Chart) -> float:
    """Return the value drawn at full length."""
    if chart.top:
        return chart.top
    if chart.stacked:
        sums = [sum(series.values[row] for series in chart.series) for row in range(len(chart.labels))]
        return max(sums, default=0) or 1.0
    return max((value for series in chart.series for value in series.values), default=0) or 1.0


def _figure(series: Series, row: int, chart: Chart) -> str:
    """Return what stands at a bar: as its value is written elsewhere, or rounded here."""
    return series.figures[row] if series.figures else number(max(0.0, series.values[row]), chart.point)


def _row(chart: Chart, row: int, left: float, y: float, room: float, top: float) -> list[Bar]:
    bars: list[Bar] = []
    x = left
    for index, series in enumerate(chart.series):
        value = max(0.0, series.values[row])
        width = room * value / top
        color = style.series_color(series.look, index)
        if chart.stacked:
            bars.append(Bar(x, y, width, _THICK - 2, color, _figure(series, row, chart) if value else ""))
            x += width
        else:
            said = _figure(series, row, chart)
            bars.append(Bar(left, y + index * _THICK, max(width, 0.75), _THICK - 2, color, said))
    return bars


def _parted(chart: Chart, row: int, left: float, y: float, room: float) -> list[Bar]:
    """Lay a row to both sides of the middle line; its parts are shares of the row."""
    values = [max(0.0, series.values[row]) for series in chart.series]
    half, whole = room / 2, sum(values) or 1.0
    x = left + half * (1 - sum(values[: chart.before]) / whole)
    bars: list[Bar] = []
    for index, (series, value) in enumerate(zip(chart.series, values, strict=True)):
        width = half * value / whole
        color = style.series_color(series.look, index)
        bars.append(Bar(x, y, width, _THICK - 2, color, _figure(series, row, chart) if value else ""))
        x += width
    return bars

"""Rows of an announced result: an option's whole words, its bar, its figure, thin bars by sector below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from labapp.counting.outcome import Number
from labapp.kinds.vote import figure_words
from labapp.kinds.vote.forms.budget import amount
from labapp.kinds.vote.stage import ResultBar, SectorPart
from labapp.kinds.vote.terms import Terms
from ui.kinds.vote.diverging import diverging
from ui.stage.display import BarItem, Item, ShapeItem, line_height
from ui.stage.fitting import largest, text_item, text_width, wrap
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.stage.pieces import bar_row
from ui.theme import Pair, Weight, sector_pair
from ui.widgets.shapes import sector_shape

LABEL = 0.58
"""The share of a row that belongs to the option's words; the rest is its bar."""
_ENDLESS = 1e6
_SIDE_BY_SIDE = 3
"""How many sectors stand in one line: more would leave a bar no length to be compared by."""
_ANSWERS = (("yes", Pair.SHAPE_GOOD), ("no", Pair.SHAPE_DANGER), ("abstain", Pair.SHAPE_QUIET))


@dataclass(frozen=True)
class Place:
    """Where an option's words and its bar go: beside each other, or words over the bar where beside would cut them."""

    label: Rect
    bar: Rect
    height: float

    @classmethod
    def of(cls, text: str, size: int, area: Rect, lines: int, look: Look, weight: Weight = Weight.REGULAR) -> Place:
        """Share out a row at the top of an area; its words may take so many lines."""
        beside = wrap(text, size, int(area.w * LABEL), weight, lines)
        step = float(line_height(size))
        if not beside.cut:
            row = area.top(beside.height)
            bar = row.after(area.w * LABEL + look.gap)
            thick = min(row.h, step * 1.2)
            middle = Rect(bar.x, row.y + (row.h - thick) / 2, bar.w, thick)
            return cls(row.left(area.w * LABEL), middle, row.h)
        above = float(wrap(text, size, int(area.w), weight, max(1, lines - 1)).height)
        return cls(area.top(above), area.below(above).top(step), above + step)


@dataclass(frozen=True)
class Rows:
    """How the bars of one result are drawn: at which size, against which longest bar, under which terms."""

    terms: Terms
    most: Number
    size: int
    lines: int
    """The lines an option's words may take: as many as a page holds, so that none is cut."""
    figure: float
    """The width kept for the widest figure of all bars: equal scores must have equal bars."""
    thin_figure: float = 0.0
    """The same for the figures of sectors."""
    thin_most: Number = 0
    """The highest figure of any sector for any option: thin bars compare down the page too."""
    places: int = 0
    """How many decimals every figure has."""

    def height(self, bar: ResultBar, width: float, look: Look) -> float:
        """Return the height of one row."""
        return self._place(bar, Rect(0, 0, width, _ENDLESS), look).height + thin_height(bar, look)

    def items(self, bar: ResultBar, area: Rect, look: Look) -> list[Item]:
        """Lay one row out."""
        row = self._place(bar, area, look)
        items: list[Item] = [
            text_item(row.label, _label(bar), self.size, weight=_weight(bar), role="option", max_lines=self.lines)
        ]
        place, below = row.bar, area.below(row.height)
        if bar.steps and self.terms.form_id == "agreement":
            return [*items, *self._steps(bar, place, below, look)]
        pair = Pair.SHAPE_WARNING if bar.tied else Pair.SHAPE_ACCENT if bar.won else Pair.SHAPE_QUIET
        part = _share(bar.score, self.most)
        items += bar_row(place, figure_of(bar, self.terms, look, self.places), part, look, pair=pair, size=self.size,
                          value_width=self.figure)  # fmt: skip
        return [*items, *thin_bars(bar.sectors, self.thin_most, below, look, self.places)]

    def _steps(self, bar: ResultBar, place: Rect, below: Rect, look: Look) -> list[Item]:
        support = int(self.terms.limits["support"])
        value = figure_words.score(bar.steps, bar.score, self.terms, look.translate)
        items = diverging(place, bar.steps, support, value, look, self.size, self.figure)
        for part, box in _shared(bar.sectors, below, look):
            marked, rest = marks(part.marks, box, look)
            said = figure_words.score(part.steps, part.score, self.terms, look.translate)
            items += [*marked, *diverging(rest, part.steps, support, said, look, look.small, self.thin_figure)]
        return items

    def _place(self, bar: ResultBar, area: Rect, look: Look) -> Place:
        return Place.of(_label(bar), self.size, area, self.lines, look, _weight(bar))


def figure_of(bar: ResultBar, terms: Terms, look: Look, places: int = 0) -> str:
    """Return what stands at the end of a bar."""
    _ = look.translate
    if bar.answers:
        return " : ".join(figure_words.number(n, _) for n in bar.answers)
    value = figure_words.score(bar.steps, bar.score, terms, _, places)
    if terms.form_id == "budget" and bar.cost:
        value += " · " + figure_words.money(amount(bar.cost) or 0, terms, _)
    return value


def thin_height(bar: ResultBar, look: Look) -> float:
    """Return the height of an option's sectors, a few in a line."""
    return -(-len(bar.sectors) // _SIDE_BY_SIDE) * line_height(look.small)


def one_motion(bar: ResultBar, area: Rect, look: Look) -> list[list[Item]]:
    """A single motion: three bars, for, against, abstaining; its sectors below them, or on a page of their own."""
    thin = thin_height(bar, look) + look.gap if bar.sectors else 0.0
    below = area.h - thin >= line_height(look.small) * len(_ANSWERS)
    room = area.top(area.h - thin) if below else area
    size = largest((look.body, look.small), lambda s: line_height(s) * len(_ANSWERS) <= room.h)
    row = min(line_height(size) + look.gap * 2, room.h / len(_ANSWERS))
    most = max((part.score for part in bar.sectors), default=0)
    items = _answers(bar, room, row, size, look)
    if below:
        under = area.below(row * len(_ANSWERS) + look.gap)
        return [[*items, *thin_bars(bar.sectors, most, under, look)]]
    return [items, thin_bars(bar.sectors, most, area, look)]


def _answers(bar: ResultBar, area: Rect, row: float, size: int, look: Look) -> list[Item]:
    _ = look.translate
    items: list[Item] = []
    labels = [figure_words.answer(name, _) for name, _pair in _ANSWERS]
    wide = max(text_width(label, size) for label in labels) + look.gap * 2
    whole = max(1, sum(Fraction(n) for n in bar.answers))
    figure = max(text_width(figure_words.number(n, _), size, Weight.SEMIBOLD) for n in bar.answers)
    for label, (_name, pair), count in zip(labels, _ANSWERS, bar.answers, strict=True):
        line = area.top(row)
        items.append(text_item(line.left(wide), label, size, valign="middle", role="option", max_lines=1))
        part = float(Fraction(count) / whole)
        items += bar_row(line.after(wide), figure_words.number(count, _), part, look, pair=pair, size=size,
                         value_width=figure)  # fmt: skip
        area = area.below(row)
    return items


def thin_bars(
    parts: Sequence[SectorPart], most: Number, area: Rect, look: Look, places: int = 0
) -> list[Item]:
    """Thin bars side by side, one a sector (or several counted together), each with its marks and its figure."""
    _ = look.translate
    items: list[Item] = []
    wide = max((text_width(figure_words.number(part.score, _, places), look.small) for part in parts), default=0.0) + 2
    for part, box in _shared(parts, area, look):
        marked, rest = marks(part.marks, box, look)
        value = figure_words.number(part.score, _, places)
        room = max(1.0, rest.w - wide - look.gap * 2)
        bar = Rect(rest.x, rest.y + rest.h * 0.38, room, rest.h * 0.24)
        share = _share(part.score, most)
        end = Rect(bar.x + room * share + look.gap, rest.y, wide, rest.h)
        items += [*marked, BarItem(bar, share, sector_pair(part.marks[0]))]
        items.append(text_item(end, value, look.small, role="value", max_lines=1))
    return items


def _shared(parts: Sequence[SectorPart], area: Rect, look: Look) -> list[tuple[SectorPart, Rect]]:
    """Give every sector its place: equal columns, a few in a line, so that bars can be compared down the page."""
    columns = min(len(parts), _SIDE_BY_SIDE)
    step = line_height(look.small)
    places = area.columns(columns, look.gap * 3) if columns else []
    return [
        (part, places[n % columns]._replace(y=area.y + n // columns * step, h=step)) for n, part in enumerate(parts)
    ]


def marks(of: Sequence[str], box: Rect, look: Look) -> tuple[list[Item], Rect]:
    """Return a sector's shapes and the room right of them."""
    side = look.small * 0.6
    items: list[Item] = []
    x = box.x
    for mark in of:
        place = Rect(x, box.y + (box.h - side) / 2, side, side)
        items.append(ShapeItem(place, sector_shape(mark), sector_pair(mark)))
        x += side + look.gap / 2
    return items, box.after(x - box.x + look.gap / 2)


def _label(bar: ResultBar) -> str:
    return f"{bar.number}  {bar.title}"


def _weight(bar: ResultBar) -> Weight:
    return Weight.SEMIBOLD if bar.won or bar.tied else Weight.REGULAR


def _share(score: Number, most: Number) -> float:
    return float(Fraction(score) / Fraction(most)) if most else 0.0

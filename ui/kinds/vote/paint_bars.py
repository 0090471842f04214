"""Rows of an announced result: an option's whole words, its bar, its figure, thin bars by sector below or beside."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from labapp.counting.outcome import Number
from labapp.kinds.vote import figure_words
from labapp.kinds.vote.forms.budget import amount
from labapp.kinds.vote.stage import ResultBar, SectorPart
from labapp.kinds.vote.terms import Terms
from ui.kinds.vote.diverging import diverging
from ui.kinds.vote.paint_sectors import Thin, marks, of_parts, thin_bars
from ui.stage.display import Item, line_height
from ui.stage.fitting import largest, text_item, text_width, wrap
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.stage.pieces import bar_row
from ui.theme import Pair, Weight

LABEL = 0.58
"""The share of a row that belongs to the option's words; the rest is its bar."""
OVER = 0.34
"""The share of the line under an option's words that belongs to its bar where its sectors stand beside it."""
_ENDLESS = 1e6
_ANSWERS = (("yes", Pair.SHAPE_GOOD), ("no", Pair.SHAPE_DANGER), ("abstain", Pair.SHAPE_QUIET))


@dataclass(frozen=True)
class Place:
    """Where an option's words and its bar go: beside each other, or words over the bar where beside would cut them.

    `over` puts words over the bar on purpose, with the sectors beside it.
    """

    label: Rect
    bar: Rect
    height: float

    beside: Rect | None = None
    """Where sectors go beside the bar; None: they go below the row."""

    @classmethod
    def over(cls, text: str, size: int, area: Rect, lines: int, share: float, look: Look, weight: Weight) -> Place:
        """Put the words over their bar, which has so much of the line under them."""
        step = float(line_height(size))
        above = float(wrap(text, size, int(area.w), weight, max(1, lines - 1)).height)
        line = area.below(above).top(step)
        wide, thin = _beside(area.w, look), float(line_height(look.small))
        beside = Rect(area.right - wide, line.y + (step - thin) / 2, wide, thin) if share < 1 else None
        return cls(area.top(above), line.left(area.w * share), above + step, beside)

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
        under = area.below(above).top(step).after(area.w * LABEL + look.gap)  # as long as beside: bars are compared
        return cls(area.top(above), under, above + step)


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
    gap: float
    """The distance between rows."""
    thin: Thin = field(default_factory=Thin)
    """What the bars of sectors share."""
    places: int = 0
    """How many decimals every figure has."""
    over: bool = False
    """Whether all words stand over their bars, sectors beside these where all of them have one line there: long words
    and many sectors take least room so."""

    def height(self, bar: ResultBar, width: float, look: Look) -> float:
        """Return the height of one row."""
        row = self._place(bar, Rect(0, 0, width, _ENDLESS), look)
        return row.height + (0.0 if row.beside is not None else self.thin.height(len(_parts(bar)), width, look))

    def items(self, bar: ResultBar, area: Rect, look: Look) -> list[Item]:
        """Lay one row out."""
        row = self._place(bar, area, look)
        said = text_item(
            row.label, _label(bar), self.size, weight=_weight(bar), role="option", max_lines=self.lines, even=True
        )
        items: list[Item] = [said]
        place, thin = row.bar, row.beside or area.below(row.height)
        if bar.steps and self.terms.form_id == "agreement":
            return [*items, *self._steps(bar, place, thin, look)]
        pair = Pair.SHAPE_WARNING if bar.tied else Pair.SHAPE_ACCENT if bar.won else Pair.SHAPE_QUIET
        part = _share(bar.score, self.most)
        items += bar_row(place, figure_of(bar, self.terms, look, self.places), part, look, pair=pair, size=self.size,
                          value_width=self.figure)  # fmt: skip
        return [*items, *thin_bars(_parts(bar), self.thin, thin, look, self.places)]

    def _steps(self, bar: ResultBar, place: Rect, thin: Rect, look: Look) -> list[Item]:
        support = int(self.terms.limits["support"])
        value = figure_words.score(bar.steps, bar.score, self.terms, look.translate)
        items = diverging(place, bar.steps, support, value, look, self.size, self.figure)
        for part, box in self.thin.shared(bar.sectors, thin, look):
            marked, rest = marks(part.marks, box, look)
            said = figure_words.score(part.steps, part.score, self.terms, look.translate)
            items += [*marked, *diverging(rest, part.steps, support, said, look, look.small, self.thin.figure)]
        return items

    def _place(self, bar: ResultBar, area: Rect, look: Look) -> Place:
        if self.over and (bar.score or _parts(bar)):  # nothing to draw under the words: they keep their line
            share = OVER if self.thin.in_one_line(_beside(area.w, look), look) else 1.0  # else they go below
            return Place.over(_label(bar), self.size, area, self.lines, share, look, _weight(bar))
        return Place.of(_label(bar), self.size, area, self.lines, look, _weight(bar))


def _parts(bar: ResultBar) -> tuple[SectorPart, ...]:
    """Return the sectors to be drawn: of what nobody supports every one is zero, which its own figure says."""
    return bar.sectors if bar.score or any(part.score or part.steps for part in bar.sectors) else ()


def _beside(width: float, look: Look) -> float:
    """Return what is left of a line for sectors beside their option's bar."""
    return width * (1 - OVER) - look.gap * 3


def figure_of(bar: ResultBar, terms: Terms, look: Look, places: int = 0) -> str:
    """Return what stands at the end of a bar."""
    _ = look.translate
    if bar.answers:
        return " : ".join(figure_words.number(n, _) for n in bar.answers)
    value = figure_words.score(bar.steps, bar.score, terms, _, places)
    if terms.form_id == "budget" and bar.cost:
        value += " · " + figure_words.money(amount(bar.cost) or 0, terms, _)
    return value


def one_motion(bar: ResultBar, area: Rect, look: Look, named: str = "") -> list[list[Item]]:
    """A single motion: its words where the question did not say them (`named`), then its bars; or a page for each."""
    if not named:
        return _bars_of_motion(bar, area, look)
    sectors = _sectors_height(bar, area, look)
    least = line_height(look.small) * len(_ANSWERS)
    for below in (least + sectors, least):  # the sectors may go on a page of their own
        for size in (look.body, look.small):
            high = wrap(named, size, int(area.w), Weight.SEMIBOLD).height + look.gap
            if high + below <= area.h:
                said = text_item(area, named, size, weight=Weight.SEMIBOLD, role="option", even=True)
                first, *more = _bars_of_motion(bar, area.below(high), look)
                return [[said, *first], *more]
    said = text_item(area, named, look.small, weight=Weight.SEMIBOLD, role="option", even=True)
    return [[said], *_bars_of_motion(bar, area, look)]


def _sectors_height(bar: ResultBar, area: Rect, look: Look) -> float:
    thin = of_parts(bar.sectors, look)
    return thin.height(len(bar.sectors), area.w, look) + look.gap if bar.sectors else 0.0


def _bars_of_motion(bar: ResultBar, area: Rect, look: Look) -> list[list[Item]]:
    """Three bars, for, against, abstaining; the sectors below them, or on a page of their own."""
    thin = of_parts(bar.sectors, look)
    high = _sectors_height(bar, area, look)
    below = area.h - high >= line_height(look.small) * len(_ANSWERS)
    room = area.top(area.h - high) if below else area
    size = largest((look.body, look.small), lambda s: line_height(s) * len(_ANSWERS) <= room.h)
    row = min(line_height(size) + look.gap * 2, room.h / len(_ANSWERS))
    items = _answers(bar, room, row, size, look)
    if below:
        under = area.below(row * len(_ANSWERS) + look.gap)
        return [[*items, *thin_bars(bar.sectors, thin, under, look)]]
    return [items, thin_bars(bar.sectors, thin, area, look)]


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


def _label(bar: ResultBar) -> str:
    return f"{bar.number}  {bar.title}"


def _weight(bar: ResultBar) -> Weight:
    return Weight.SEMIBOLD if bar.won or bar.tied else Weight.REGULAR


def _share(score: Number, most: Number) -> float:
    return float(Fraction(score) / Fraction(most)) if most else 0.0

"""Bars of an outcome for the console: words, bar, figure; drawn with the tokens, read aloud as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from labapp.counting.outcome import Number
from labapp.kinds.vote import figure_words, groups, sector_words
from labapp.kinds.vote.forms.budget import amount
from labapp.kinds.vote.result import Bar, Result, decimals
from labapp.wording.translate import Translator
from ui import theme as t
from ui.stage.fitting import clean
from ui.theme import Pair, Theme, Token

_LABEL = 0.5
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_FIGURE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_STEPS = (Pair.SHAPE_GOOD, Pair.SHAPE_WARNING, Pair.SHAPE_DANGER)


@dataclass(frozen=True)
class _Row:
    """One line: an option, a sector under it, or the word over a group."""

    label: str
    value: str = ""
    part: float = 0.0
    pair: Pair = Pair.SHAPE_QUIET
    steps: tuple[float, ...] = ()
    """Support, reservations and blocks as shares of all who marked it: drawn to both sides of a middle line."""
    sector: bool = False
    head: bool = False


class Bars(QWidget):
    """One row an option, longest first; agreement to both sides of a line and by sector; grows with its words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[_Row] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def show_result(self, found: Result, sectors: Mapping[str, str], _: Translator) -> None:
        """Show an outcome's bars; `sectors` are their names."""
        self._rows = _budget(found, _) if found.round.terms.form_id == "budget" else []
        if not self._rows:
            for bar in found.bars:
                self._rows += [_row(bar, found, _), *_by_sector(bar, found, sectors, _)]
        figures = "; ".join(f"{row.label} {row.value}".strip() for row in self._rows)
        self.setAccessibleName(_("Result: {figures}", figures=figures))
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as all rows at the present width."""
        return QSize(320, sum(self._heights()))

    def minimumSizeHint(self) -> QSize:
        """Never lower than all rows."""
        return QSize(160, sum(self._heights()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for words that wrap otherwise now."""
        super().resizeEvent(event)
        self._fit()

    # --- drawing ---------------------------------------------------------------------------------------------------
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows."""
        painter = QPainter(self)
        y = 0
        split = int(self.width() * _LABEL)
        widest = max((self.fontMetrics().horizontalAdvance(row.value) for row in self._rows), default=0) + t.SPACE_S
        room = max(1, self.width() - split - t.SPACE_M - widest)
        for row, height in zip(self._rows, self._heights(), strict=True):
            painter.setFont(self._font(row))
            painter.setPen(self._theme.color(Token.QUIET if row.sector else Token.INK))
            wide = self.width() if row.head else split
            painter.drawText(QRect(self._indent(row), y, wide - self._indent(row), height), _WRAP, row.label)
            if not row.head:
                end = self._bar(painter, row, QRect(split + t.SPACE_M, y, room, height))
                painter.drawText(QRect(end, y, widest, height), _FIGURE, row.value)
            y += height
        painter.end()

    def _bar(self, painter: QPainter, row: _Row, box: QRect) -> int:
        """Draw one bar and return where its figure begins."""
        thick = t.SPACE_M if row.sector else t.SPACE_L
        line = QRect(box.x(), box.y() + (box.height() - thick) // 2, box.width(), thick)
        if not row.steps:
            long = max(2, int(line.width() * row.part)) if row.part else 0
            painter.fillRect(QRect(line.x(), line.y(), long, thick), self._theme.ink(row.pair))
            return line.x() + long + t.SPACE_S
        half = line.width() // 2
        right = middle = line.x() + half
        for place, (share, pair) in enumerate(zip(row.steps, _STEPS, strict=True)):
            long = int(half * share)
            painter.fillRect(QRect(right if place else middle - long, line.y(), long, thick), self._theme.ink(pair))
            right += long if place else 0
        painter.fillRect(QRect(middle, box.y() + 2, 1, box.height() - 4), self._theme.color(Token.INK))
        return line.right() + t.SPACE_S

    def _font(self, row: _Row) -> QFont:
        font = QFont(self.font())
        font.setBold(row.head)
        return font

    def _indent(self, row: _Row) -> int:
        return t.SPACE_L if row.sector else 0

    def _fit(self) -> None:
        self.setFixedHeight(max(1, sum(self._heights())))

    def _heights(self) -> list[int]:
        found: list[int] = []
        for row in self._rows:
            wide = max(80, int(self.width() * (1 if row.head else _LABEL)) - self._indent(row))
            measure = QFontMetrics(self._font(row))
            words_high = measure.boundingRect(QRect(0, 0, wide, 10_000), _WRAP, row.label).height()
            found.append(max(t.SPACE_XL if row.sector else t.ROW, words_high + t.SPACE_S))
        return found


# --- what the rows say ---------------------------------------------------------------------------------------------
def _row(bar: Bar, found: Result, _: Translator) -> _Row:
    terms = found.round.terms
    value = figure_words.score(bar.steps, bar.score, terms, _, decimals(found))
    if bar.answers is not None:
        value = " : ".join(figure_words.number(n, _) for n in bar.answers)
    if terms.form_id == "budget" and bar.choice.cost:
        value += " · " + figure_words.money(amount(bar.choice.cost) or 0, terms, _)
    label = f"{bar.choice.number}.  {clean(bar.choice.title)}"
    if found.between is not None and bar.choice.id in found.between.divided:
        label += f"\n{sector_words.divided(_)}"  # with the figure it would leave the bars no length
    most = max((Fraction(each.score) for each in found.bars), default=Fraction(0))
    part = float(Fraction(bar.score) / most) if most else 0.0
    pair = Pair.SHAPE_WARNING if bar.tied else Pair.SHAPE_ACCENT if bar.won else Pair.SHAPE_QUIET
    return _Row(label, value, part, pair, _shares(bar.steps, found))


def _shares(steps: Sequence[Number], found: Result) -> tuple[float, ...]:
    if found.round.terms.form_id != "agreement" or not steps:
        return ()
    people = sum((Fraction(step) for step in steps), Fraction(0)) or Fraction(1)
    return tuple(float(Fraction(part) / people) for part in figure_words.agreement(steps, found.round.terms))


def _by_sector(bar: Bar, found: Result, sectors: Mapping[str, str], _: Translator) -> list[_Row]:
    """Agreement is about who carries it: every sector gets its own line under the option."""
    if found.round.terms.form_id != "agreement":
        return []
    rows: list[_Row] = []
    for cell in found.by_sector:
        steps = cell.steps.get(bar.choice.id, ())
        label = f"{sector_words.name(cell.sectors, sectors, _)} ({cell.voted}/{cell.entitled})"
        value = figure_words.score(steps, cell.scores.get(bar.choice.id, 0), found.round.terms, _)
        rows.append(_Row(label, value, steps=_shares(steps, found), sector=True))
    return rows


def _budget(found: Result, _: Translator) -> list[_Row]:
    """What was bought, then what was not, each group with its word, how many they are and what they cost together."""
    rows: list[_Row] = []
    for code, bars in groups.grouped(found.bars):
        word = groups.head_of(code, found, _)
        costs = [bar.choice.cost for bar in bars]
        rows.append(_Row(figure_words.bought(word, costs, found.round.terms, _), head=True))
        rows += [_row(bar, found, _) for bar in bars]
    return rows

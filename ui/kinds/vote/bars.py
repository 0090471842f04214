"""Bars of an outcome for the console: words, bar, figure; drawn with the tokens, read aloud as text."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from labapp.kinds.vote import words
from labapp.kinds.vote.result import Bar
from labapp.kinds.vote.terms import Terms
from labapp.wording.translate import Translator
from ui import theme as t
from ui.theme import Pair, Theme, Token

_LABEL = 0.5
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Bars(QWidget):
    """One row an option, longest first; grows with its words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[tuple[str, str, float, Pair]] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def show_bars(self, bars: Sequence[Bar], terms: Terms, _: Translator) -> None:
        """Show an outcome's bars."""
        most = max((Fraction(bar.score) for bar in bars), default=Fraction(0))
        self._rows = []
        for bar in bars:
            value = words.score(bar.steps, bar.score, terms, _)
            if bar.answers is not None:
                value = " : ".join(words.number(n, _) for n in bar.answers)
            pair = Pair.SHAPE_WARNING if bar.tied else Pair.SHAPE_ACCENT if bar.won else Pair.SHAPE_QUIET
            part = float(Fraction(bar.score) / most) if most else 0.0
            self._rows.append((f"{bar.choice.number}.  {bar.choice.title}", value, part, pair))
        self.setAccessibleName(_("Result: {figures}", figures="; ".join(f"{row[0]} {row[1]}" for row in self._rows)))
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

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows."""
        painter = QPainter(self)
        y = 0
        split = int(self.width() * _LABEL)
        widest = max((self.fontMetrics().horizontalAdvance(row[1]) for row in self._rows), default=0) + t.SPACE_S
        room = max(1, self.width() - split - t.SPACE_M - widest)
        for (label, value, part, pair), height in zip(self._rows, self._heights(), strict=True):
            painter.setPen(self._theme.color(Token.INK))
            painter.drawText(QRect(0, y, split, height), _WRAP, label)
            thick = t.SPACE_L
            bar = QRect(split + t.SPACE_M, y + (height - thick) // 2, max(2, int(room * part)) if part else 0, thick)
            painter.fillRect(bar, self._theme.ink(pair))
            end = QRect(bar.x() + bar.width() + t.SPACE_S, y, widest, height)
            painter.drawText(end, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), value)
            y += height
        painter.end()

    def _fit(self) -> None:
        self.setFixedHeight(max(1, sum(self._heights())))

    def _heights(self) -> list[int]:
        measure = QFontMetrics(self.font())
        width = max(80, int(self.width() * _LABEL))
        return [
            max(t.ROW, measure.boundingRect(QRect(0, 0, width, 10_000), _WRAP, label).height() + t.SPACE_S)
            for label, _value, _part, _pair in self._rows
        ]

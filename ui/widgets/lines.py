"""Titles on as many lines as there may be: in words while words fit, the last one cut where it must be."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QWidget

from ui import theme as t
from ui.widgets.elided import Elided
from ui.widgets.fonts import font
from ui.widgets.style import px, restyle, text_scale

_SLACK = 1.25  # two lines never share their words out evenly
_BAR_LETTERS = 28  # of a line of the bar's title


def in_lines(text: str, face: QFont, width: int, most: int = 2) -> list[str]:
    """Return a text as the lines of this width it takes; what does not fit ends in "…"."""
    layout = QTextLayout(text, face)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    units = text.encode("utf-16-le")  # Qt counts in these
    found: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        start, end = 2 * line.textStart(), 2 * (line.textStart() + line.textLength())
        if len(found) == most - 1:
            rest = units[start:].decode("utf-16-le", "ignore").strip()
            found.append(QFontMetrics(face).elidedText(rest, Qt.TextElideMode.ElideRight, max(1, width)))
            break
        found.append(units[start:end].decode("utf-16-le", "ignore").rstrip())
    layout.endLayout()
    return found


class Title(Elided):
    """A page's title: large on one line or two, smaller where that is not enough, and only then cut."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, letters: int) -> None:
        super().__init__(text, parent, letters=letters)
        self.setProperty("role", "title")

    def minimumSizeHint(self) -> QSize:
        """Wide enough for all words on two lines of the smaller size, if that is not wider than some letters."""
        least = super().minimumSizeHint()
        half = QFontMetrics(_face(t.CONSOLE_SECTION)).horizontalAdvance(self._full) / 2 * _SLACK
        most = QFontMetrics(_face(t.CONSOLE_TITLE)).averageCharWidth() * 2 * self._letters
        return QSize(max(least.width(), min(round(half), most)), least.height())

    def _elide(self) -> None:
        _set_first(self, self._full, (("title", t.CONSOLE_TITLE, 2), ("section", t.CONSOLE_SECTION, 2)))


class BarTitle(Elided):
    """The meeting's title in the bar: on one line, else on two small ones that are no higher than a button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, modest=True, letters=_BAR_LETTERS)
        self.setProperty("role", "section")

    def hold(self, whole: bool) -> None:
        """Keep room for the words, or, where something else has to be read too, for the beginning of them."""
        letters = _BAR_LETTERS if whole else _BAR_LETTERS // 2
        if letters != self._letters:
            self._letters = letters
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as all the words on one line, as high as either way needs."""
        large, small = QFontMetrics(_face(t.CONSOLE_SECTION)), QFontMetrics(_face(t.CONSOLE_SECONDARY))
        return QSize(large.horizontalAdvance(self._full) + 2, max(large.height(), 2 * small.height()))

    def minimumSizeHint(self) -> QSize:
        """Wide enough for all words on the two lines, if that is not wider than some letters."""
        small = QFontMetrics(_face(t.CONSOLE_SECONDARY))
        half = round(small.horizontalAdvance(self._full) / 2 * _SLACK)
        least = min(half, small.averageCharWidth() * self._letters)
        return QSize(min(least, self.sizeHint().width()), self.sizeHint().height())

    def _elide(self) -> None:
        _set_first(self, self._full, (("section", t.CONSOLE_SECTION, 1), ("small", t.CONSOLE_SECONDARY, 2)))


def _set_first(label: QLabel, words: str, ways: Sequence[tuple[str, int, int]]) -> None:
    """Show words in the first way (role, size, lines) in which they fit, else cut in the last one."""
    lines: list[str] = []
    for role, size, most in ways:
        lines = in_lines(words, _face(size), max(0, label.width()), most)
        if not (lines and lines[-1].endswith("…")) or role == ways[-1][0]:
            break
    if label.property("role") != role:
        label.setProperty("role", role)
        restyle(label)
    label.setText("\n".join(lines))


def _face(size: int) -> QFont:
    return font(px(size, text_scale()), t.Weight.SEMIBOLD)

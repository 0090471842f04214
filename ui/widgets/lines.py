"""Titles on as many lines as there may be: in words while words fit, the last one cut where it must be."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption
from PySide6.QtWidgets import QWidget

from ui import theme as t
from ui.widgets.elided import Elided
from ui.widgets.fonts import font
from ui.widgets.style import px, restyle, text_scale

_SLACK = 1.25  # two lines never share their words out evenly


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
        width = max(0, self.width())
        for role, size in (("title", t.CONSOLE_TITLE), ("section", t.CONSOLE_SECTION)):
            lines = in_lines(self._full, _face(size), width)
            if not (lines and lines[-1].endswith("…")) or role == "section":
                break
        if self.property("role") != role:
            self.setProperty("role", role)
            restyle(self)
        self.setText("\n".join(lines))


def _face(size: int) -> QFont:
    return font(px(size, text_scale()), t.Weight.SEMIBOLD)

"""One strip under the bar for what holds all the time: this meeting is only looked at, or this is a rehearsal."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ui import theme as t
from ui.context import Context
from ui.theme import Token
from ui.widgets.icons import icon


class Banner(QFrame):
    """Hidden until something is to be said; one sentence, one way out."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = context.theme
        self.setProperty("role", "bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(t.SPACE_M, t.SPACE_XS, t.SPACE_M, t.SPACE_XS)
        row.setSpacing(t.SPACE_S)
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setProperty("role", "warning")
        self._text.setWordWrap(True)
        self._out = QPushButton()
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._out)
        self.hide()

    @property
    def text(self) -> str:
        """Return what is said."""
        return self._text.text()

    def say(self, text: str, name: str, way_out: str, leave: Callable[[], object]) -> None:
        """Say it until the window is closed."""
        self._icon.setPixmap(icon(name, self._theme, Token.WARNING).pixmap(18, 18))
        self._text.setText(text)
        self._out.setText(way_out)
        self._out.setObjectName("banner-out")
        self._out.clicked.connect(lambda: leave())
        self.setAccessibleName(text)
        self.show()

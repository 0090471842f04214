"""The line at the foot: what was just done, with undo beside it, and what went wrong, until something else is said."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ui import theme as t
from ui.console.actions import tip
from ui.context import Context
from ui.theme import Token
from ui.widgets.elided import Elided
from ui.widgets.icons import icon, icon_pixmap
from ui.widgets.style import restyle

_ICONS = {"info": "info", "good": "circle-check", "warning": "triangle-alert", "danger": "circle-alert"}
_TOKENS = {"info": Token.QUIET, "good": Token.GOOD, "warning": Token.WARNING, "danger": Token.DANGER}
_STAYS_MS = 12_000


class MessageLine(QFrame):
    """One sentence; the newest one counts. In a low window it comes and goes, so that its row is not empty."""

    undo_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = context.theme
        _ = context._
        row = QHBoxLayout(self)
        row.setContentsMargins(t.SPACE_M, 0, t.SPACE_M, 0)
        row.setSpacing(t.SPACE_S)
        self._icon = QLabel()
        self._text = Elided()
        self._undo = QPushButton(icon("undo-2", self._theme), _("Undo"))
        self._undo.setProperty("variant", "quiet")
        self._undo.setToolTip(tip(_("Undo"), "Ctrl+Z"))
        self._undo.clicked.connect(self.undo_asked)
        self._close = QPushButton(icon("x", self._theme), "")
        self._close.setProperty("variant", "quiet")
        self._close.setToolTip(_("Put the message away"))
        self._close.setAccessibleName(_("Put the message away"))
        self._close.clicked.connect(self.clear)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._undo)
        row.addWidget(self._close)
        self.setFixedHeight(self._undo.sizeHint().height() + 2)
        self._sticky = False
        self._low = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_STAYS_MS)
        self._soon.timeout.connect(self._pass)
        self.clear()

    def set_low(self, low: bool) -> None:
        """Take no room while nothing is said."""
        if low != self._low:
            self._low = low
            self._settle()

    def _settle(self) -> None:
        away = self._low and not self.text
        if self.parentWidget() is not None and away is not self.isHidden():
            self.setVisible(not away)
        if self._low and self.text and not self._sticky:
            self._soon.start()
        else:
            self._soon.stop()

    def _pass(self) -> None:
        """What was said has been read; Undo is in the menu and on its key."""
        if not self.underMouse() and not self._undo.hasFocus():
            self.clear()
        else:
            self._soon.start()

    @property
    def text(self) -> str:
        """Return what is said now, empty when nothing is."""
        return self._text.toolTip()

    def say(self, text: str, tone: str = "info", undo: bool = False) -> None:
        """Say a sentence in place of the last one: a warning stands until the next gesture, so Undo is never lost."""
        self._sticky = tone in ("warning", "danger")
        self._icon.setPixmap(icon_pixmap(_ICONS[tone], self._theme.hex(_TOKENS[tone])))
        self._text.set_full(text)
        role = tone if self._sticky else "secondary"
        if self._text.property("role") != role:
            self._text.setProperty("role", role)
            restyle(self._text)
        self._undo.setVisible(undo)
        self._close.setVisible(self._sticky)
        self._settle()
        QAccessible.updateAccessibility(QAccessibleEvent(self._text, QAccessible.Event.Alert))

    def clear(self) -> None:
        """Say nothing."""
        self._sticky = False
        self._icon.clear()
        self._text.set_full("")
        self._undo.hide()
        self._close.hide()
        self._settle()

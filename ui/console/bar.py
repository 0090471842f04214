"""The bar across the top: which meeting, what time it is, how late we are, what the room sees, how old the copy is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from labapp.document import Document, Status
from labapp.model.timing import Schedule
from labapp.wording.translate import Translator
from ui import theme as t
from ui.console.actions import tip
from ui.console.clock import age_words, delay_words, left_words
from ui.context import Context
from ui.theme import Token
from ui.widgets.icons import icon
from ui.widgets.plain import tip_text
from ui.widgets.style import restyle

_STALE = 120.0


class Elided(QLabel):
    """A label that ends with "…" where there is no room, and says all of it in its tooltip."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full = ""
        self.setTextFormat(Qt.TextFormat.PlainText)  # titles and names are shown as typed
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_full(text)

    def set_full(self, text: str) -> None:
        """Show a text as far as it fits."""
        self._full = text
        self.setToolTip(tip_text(text))
        self.setAccessibleName(text)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics = QFontMetrics(self.font())
        self.setText(metrics.elidedText(self._full, Qt.TextElideMode.ElideRight, max(0, self.width())))


class TopBar(QFrame):
    """Says, and offers freeze and blank; the console does."""

    title_clicked = Signal()
    copy_clicked = Signal()
    freeze_toggled = Signal(bool)
    blank_toggled = Signal(bool)
    live_clicked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._ = context._
        self.setProperty("role", "bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(t.SPACE_M, t.SPACE_XS, t.SPACE_M, t.SPACE_XS)
        row.setSpacing(t.SPACE_S)
        self._title = Elided()
        self._title.setProperty("role", "section")
        row.addWidget(self._title, 3)
        self._clock = QLabel()
        self._clock.setProperty("role", "section")
        self._left = QLabel()
        self._delay = QLabel()
        for label in (self._clock, self._left, self._delay):
            row.addWidget(label)
        row.addStretch(1)
        self._stage_part(row)
        self._copy = QPushButton()
        self._copy.setProperty("variant", "quiet")
        self._copy.clicked.connect(self.copy_clicked)
        row.addWidget(self._copy)

    def _stage_part(self, row: QHBoxLayout) -> None:
        _ = self._
        self._live = QPushButton()
        self._live.setProperty("variant", "quiet")
        self._live.clicked.connect(self.live_clicked)
        self._freeze = QPushButton(_("Freeze"))
        self._freeze.setToolTip(tip(_("Freeze the picture the room sees"), "F12"))
        self._blank = QPushButton(_("Blank"))
        self._blank.setToolTip(tip(_("Make the room's screen dark"), "F11"))
        for button, name in ((self._freeze, "snowflake"), (self._blank, "monitor-off")):
            button.setCheckable(True)
            button.setIcon(icon(name, self._context.theme))
            button.setAccessibleName(button.toolTip())
        self._freeze.clicked.connect(self.freeze_toggled)
        self._blank.clicked.connect(self.blank_toggled)
        for widget in (self._live, self._freeze, self._blank):
            row.addWidget(widget)

    def show_title(self, title: str) -> None:
        """Show the meeting's title."""
        self._title.set_full(title or self._("Untitled meeting"))

    def show_time(self, plan: Schedule) -> None:
        """Show the hour, the time left of what runs, and the delay."""
        _ = self._
        self._clock.setText(plan.local(plan.now))
        self._clock.setAccessibleName(_("Time: {time}", time=plan.local(plan.now)))
        left = plan.left
        self._left.setText(left_words(left, _))
        self._role(self._left, "danger" if left is not None and left.total_seconds() < 0 else "")
        delay = delay_words(plan.delay, _)
        self._delay.setText(delay)
        self._delay.setVisible(bool(delay))
        self._role(self._delay, "warning" if plan.delay.total_seconds() > 0 else "secondary")

    def show_stage(self, words: str, tone: str, frozen: bool, blank: bool) -> None:
        """Say what the room sees."""
        _ = self._
        self._live.setText(_("Room: {state}", state=words))
        self._live.setToolTip(_("Where the room's screen is shown"))
        token = {"good": Token.GOOD, "warning": Token.WARNING, "danger": Token.DANGER}.get(tone, Token.QUIET)
        self._live.setIcon(icon("circle-dot" if tone == "good" else "monitor-x", self._context.theme, token))
        self._freeze.setChecked(frozen)
        self._blank.setChecked(blank)

    def show_copy(self, document: Document) -> None:
        """Say how old the copies are; loudly when one cannot be written."""
        _ = self._
        status = document.status()
        text, tone = copy_words(status, _)
        self._copy.setText(text)
        self._copy.setToolTip(tip_text(_copy_tip(status, _)))
        token = Token.DANGER if tone == "danger" else Token.WARNING if tone == "warning" else Token.QUIET
        self._copy.setIcon(icon("triangle-alert" if tone else "hard-drive", self._context.theme, token))

    def _role(self, label: QLabel, role: str) -> None:
        if label.property("role") != role:
            label.setProperty("role", role)
            restyle(label)


def copy_words(status: Status, _: Translator) -> tuple[str, str]:
    """Return the words for the copies' age and their tone ("" while all is well)."""
    if status.file.failure is not None or status.choice:
        return _("Copy cannot be written"), "danger"
    if status.second is not None and status.second.failure is not None:
        return _("Second copy missing"), "warning"
    ages = [place.age for place in (status.file, status.second) if place is not None and place.age is not None]
    if not status.pending:
        return _("All saved"), ""
    age = max(ages, default=0.0)
    return _("Copy: {age}", age=age_words(age, _)), "warning" if age > _STALE else ""


def _copy_tip(status: Status, _: Translator) -> str:
    lines = [_("Everything is kept on this computer the moment it is done.")]
    lines.append(_("File: {path}", path=status.file.path))
    if status.second is not None:
        lines.append(_("Second place: {path}", path=status.second.path))
    else:
        lines.append(_("No second place yet: choose a stick or a folder."))
    return "\n".join(lines)

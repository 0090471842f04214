"""The bar across the top: which meeting, what time it is, how late we are, what the room sees, how old the copy is."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from labapp.document import Document, Status
from labapp.model import countdown
from labapp.model.timing import Schedule
from labapp.wording.errors import error_sentence
from labapp.wording.translate import Translator
from ui import theme as t
from ui.console.actions import tip
from ui.console.clock import age_words, both_words, delay_words
from ui.context import Context
from ui.theme import Token
from ui.widgets.icons import icon
from ui.widgets.lines import BarTitle
from ui.widgets.plain import tip_text
from ui.widgets.style import restyle

_STALE = 120.0


class TopBar(QFrame):
    """Says, and offers freeze and blank; the console does. In a narrow window words give way to icons."""

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
        self._row = row = QHBoxLayout(self)
        self._fitted: tuple[object, ...] = ()
        self._words: dict[QPushButton, str] = {}
        row.setContentsMargins(t.SPACE_M, t.SPACE_XS, t.SPACE_M, t.SPACE_XS)
        row.setSpacing(t.SPACE_S)
        self._title = BarTitle()
        row.addWidget(self._title)
        row.addSpacing(t.SPACE_S)
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
        self._freeze, self._blank = QPushButton(), QPushButton()
        self._words |= {self._freeze: _("Freeze"), self._blank: _("Blank")}
        self._freeze.setToolTip(tip(_("Freeze the picture the room sees"), "F12"))
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
        self._fit()

    def show_time(self, plan: Schedule, resuming: timedelta | None = None) -> None:
        """Show the hour, the time left of what runs and on the timer, and the delay.

        `resuming`: until when the room was promised to go on after a break; it counts before the point's minutes.
        """
        _ = self._
        self._clock.setText(plan.local(plan.now))
        self._clock.setAccessibleName(_("Time: {time}", time=plan.local(plan.now)))
        left = plan.left if resuming is None else resuming
        lab = self._context.lab
        timer = countdown.face(lab.read, lab.clock())
        self._left.setText(both_words(left, timer.text if timer is not None else "", _))
        self._role(self._left, "danger" if left is not None and left.total_seconds() < 0 else "")
        delay = delay_words(plan.delay, _)
        self._delay.setText(delay)
        self._delay.setVisible(bool(delay))
        self._role(self._delay, "warning" if plan.delay.total_seconds() > 0 else "secondary")
        self._fit()

    def show_stage(self, words: str, tone: str, frozen: bool, blank: bool) -> None:
        """Say what the room sees."""
        _ = self._
        self._words[self._live] = _("Room: {state}", state=words)
        self._live.setAccessibleName(self._words[self._live])
        self._live.setToolTip(_("Where the room's screen is shown"))
        token = {"good": Token.GOOD, "warning": Token.WARNING, "danger": Token.DANGER}.get(tone, Token.QUIET)
        self._live.setIcon(icon("circle-dot" if tone == "good" else "monitor-x", self._context.theme, token))
        self._freeze.setChecked(frozen)
        self._blank.setChecked(blank)
        self._fit()

    def show_copy(self, document: Document) -> None:
        """Say how old the copies are; loudly when one cannot be written."""
        _ = self._
        status = document.status()
        text, tone = copy_words(status, _)
        self._words[self._copy] = text
        self._copy.setAccessibleName(text)
        self._copy.setToolTip(tip_text(_copy_tip(status, _)))
        token = Token.DANGER if tone == "danger" else Token.WARNING if tone == "warning" else Token.QUIET
        self._copy.setIcon(icon("triangle-alert" if tone else "hard-drive", self._context.theme, token))
        self._fit()

    # --- how it fits -------------------------------------------------------------------------------------------------
    def minimumSizeHint(self) -> QSize:
        """As narrow as the window gets: what does not fit is left out."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out or bring back words."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show as many words as fit: freeze and blank give theirs up first, then room and title, copies last."""
        passing = (self._left.text(), self._delay.text())  # seconds run: as long as before is as wide as before
        fitted = (self.width(), self._title.toolTip(), *self._words.values(), *map(len, passing))
        if fitted == self._fitted:
            return
        self._fitted = fitted
        short: set[QPushButton] = set()
        for more, whole in (
            ((), True), ((self._freeze, self._blank), True), ((self._live,), True), ((), False), ((self._copy,), False),
        ):  # fmt: skip
            short.update(more)
            self._title.hold(whole)
            for button, text in self._words.items():
                button.setText("" if button in short else text)
            if self._row.minimumSize().width() <= self.width():
                return

    def _role(self, label: QLabel, role: str) -> None:
        if label.property("role") != role:
            label.setProperty("role", role)
            restyle(label)


def copy_words(status: Status, _: Translator) -> tuple[str, str]:
    """Return the words for the copies' age and their tone ("" while all is well)."""
    if status.file.failure is not None or status.choice:
        return _("Copy cannot be written"), "danger"
    if status.second is not None and status.second.failure is not None:
        if status.second.failure.code == "document.changed-elsewhere":
            return _("Second copy: worked on elsewhere"), "warning"
        return _("Second copy missing"), "warning"
    ages = [place.age for place in (status.file, status.second) if place is not None and place.age is not None]
    if not status.pending:
        return _("All saved"), ""
    age = max(ages, default=0.0)
    return _("Copy: {age}", age=age_words(age, _)), "warning" if age > _STALE else ""


def _copy_tip(status: Status, _: Translator) -> str:
    lines = [_("Everything is kept on this computer the moment it is done.")]
    lines.append(_("File: {path}", path=status.file.path))
    lines += [error_sentence(place.failure, _) for place in (status.file, status.second) if place and place.failure]
    if status.second is not None:
        lines.append(_("Second place: {path}", path=status.second.path))
    else:
        lines.append(_("No second place yet: choose a stick or a folder."))
    return "\n".join(lines)

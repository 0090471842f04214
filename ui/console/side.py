"""The right side: what the room sees, the room's timer, and what only the moderator knows. Folds away when narrow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from labapp.changes import Change
from labapp.model import agenda, countdown
from labapp.settings import Settings
from ui import theme as t
from ui.console.life_box import LifeBox
from ui.context import Context
from ui.kinds.base import looks
from ui.stage.miniature import StageMiniature
from ui.widgets.icons import icon
from ui.widgets.style import ease, restyle

_PAUSE_MS = 900  # a breath between words: notes are kept while typing, without a change per letter


class Side(QFrame):
    """Miniature, timer and notes of one activity, and the history of the card chosen in it."""

    def __init__(
        self, context: Context, settings: Settings, miniature: StageMiniature, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._ = context._
        self.setProperty("role", "side")
        self._activity = ""
        self._unkept: dict[str, str] = {}  # notes that could not be written down yet, by activity
        layout = QVBoxLayout(self)
        layout.setContentsMargins(t.SPACE_M, t.SPACE_M, t.SPACE_M, t.SPACE_M)
        layout.setSpacing(t.SPACE_S)
        self._sees = _heading(self._("The room sees"))
        layout.addWidget(self._sees)
        self._miniature = miniature
        miniature.setAccessibleName(self._("What the room sees"))
        layout.addWidget(miniature)
        self.pages = PageRow(context)
        miniature.pages_changed.connect(self.pages.show_pages)
        layout.addWidget(self.pages)
        self.timer = TimerBox(context)
        layout.addWidget(self.timer)
        layout.addWidget(_heading(self._("Moderator's notes")))
        layout.addWidget(self._notes_edit(), 1)
        self.life = LifeBox(context, settings)
        layout.addWidget(self.life)

    def _notes_edit(self) -> QPlainTextEdit:
        self._notes = QPlainTextEdit()
        self._notes.setTabChangesFocus(True)
        self._notes.setPlaceholderText(self._("Only the moderator sees this: what to say, what to watch for."))
        self._notes.setAccessibleName(self._("Moderator's notes"))
        self._notes.installEventFilter(self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE_MS)
        self._later.timeout.connect(self.keep)
        self._notes.textChanged.connect(self._later.start)
        return self._notes

    def show_stage(self, visible: bool, frozen: bool, blank: bool) -> None:
        """Say over the miniature whether the room sees it at all."""
        _ = self._
        words, tone = _("The room sees"), "secondary"
        ribbon = _.context("stage", "blanked") if blank else _.context("stage", "frozen") if frozen else ""
        self._miniature.set_ribbon(ribbon.upper())
        if not visible:
            words = _("The room would see (screen off)")
        elif blank:
            words, tone = _("The room sees nothing: blanked"), "warning"
        elif frozen:
            words, tone = _("The room sees: frozen"), "warning"
        self._sees.setText(words.upper())
        self._sees.setProperty("role", tone)
        restyle(self._sees)

    def show_activity(self, activity_id: str) -> None:
        """Show another activity's notes (what was typed into the last one's is kept first)."""
        if activity_id != self._activity:
            self.keep()
        self._activity = activity_id
        text = self._unkept[activity_id] if activity_id in self._unkept else self._stored(activity_id) or ""
        self._notes.setEnabled(bool(activity_id))
        if text != self._notes.toPlainText() and not self._later.isActive():
            self._notes.blockSignals(True)
            self._notes.setPlainText(text)
            self._notes.blockSignals(False)

    def keep(self) -> None:
        """Write down what was typed; what the world refuses stays typed, and is written with what comes next."""
        self._later.stop()
        if self._activity:
            self._unkept[self._activity] = self._notes.toPlainText()
        if self._context.lab.scrubbing:
            self._later.start()
            return
        for ident, text in list(self._unkept.items()):
            if self._stored(ident) in (text, None) or self._write(ident, text) or self._context.readonly:
                self._unkept.pop(ident, None)

    def _stored(self, ident: str) -> str | None:
        try:
            return agenda.activity(self._context.lab.read, ident).notes
        except KeyError:  # its making was undone
            return None

    def _write(self, ident: str, text: str) -> bool:
        def write(tx: Change) -> bool:
            agenda.edit_activity(tx, ident, notes=text)
            return True

        return bool(self._context.run("activity.notes", write, activity=ident))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the notes when the cursor leaves them."""
        if watched is self._notes and event.type() == QEvent.Type.FocusOut:
            self.keep()
        return super().eventFilter(watched, event)


class PageRow(QWidget):
    """Which page of its picture the room sees, with a step back and on; away while there is one page."""

    step_asked = Signal(bool)  # forward

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = context._
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(t.SPACE_XS)
        self._label = QLabel()
        row.addStretch(1)
        for name, words, forward in (
            ("chevron-left", self._("Page before on the room's screen (PageUp)"), False),
            ("chevron-right", self._("Next page on the room's screen (PageDown)"), True),
        ):
            button = QPushButton(icon(name, context.theme), "")
            button.setProperty("variant", "quiet")
            looks(button)
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.clicked.connect(lambda _checked=False, on=forward: self.step_asked.emit(on))
            row.addWidget(button)
            if not forward:
                row.addWidget(self._label)
        row.addStretch(1)
        self.hide()

    def show_pages(self, page: int, pages: int) -> None:
        """Show where we are."""
        self._label.setText(f"{page + 1}/{pages}")
        self._label.setAccessibleName(self._("Page {page} of {pages}", page=page + 1, pages=pages))
        self.setVisible(pages > 1)


class TimerBox(QWidget):
    """The timer for the room: minutes, start, pause, one more minute, away."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._ = context._
        _ = self._
        self._faces = QStackedLayout(self)  # as wide as the wider one: the column does not move when the timer starts
        self._minutes = QSpinBox()
        ease(self._minutes)
        self._minutes.setRange(1, 240)
        self._minutes.setValue(5)
        self._minutes.setSuffix(" " + _("min"))
        self._minutes.setAccessibleName(_("Minutes of the timer"))
        self._start = self._button("timer", _("Start"), _("Start a timer for the room"), self._started)
        self._face = QLabel("00:00")
        self._face.setProperty("role", "section")
        self._face.ensurePolished()
        self._face.setMinimumWidth(self._face.sizeHint().width())
        self._pause = self._small("pause", "", _("Pause the timer"), self._paused)
        self._more = self._small("", "+1", _("One more minute"), self._added)
        self._much = self._small("", "+5", _("Five more minutes"), self._added_five)
        self._stop = self._small("x", "", _("Take the timer away"), self._stopped)
        self._faces.addWidget(_in_a_row((self._minutes, self._start), 2))
        self._faces.addWidget(_in_a_row((self._face, self._pause, self._more, self._much, self._stop), 1))
        self.refresh()

    def _button(self, name: str, text: str, tip: str, handler: object) -> QPushButton:
        button = QPushButton(text)
        self._fit_out(button, name, tip, handler)
        return button

    def _small(self, name: str, text: str, tip: str, handler: object) -> QToolButton:
        """Return a narrow button: four stand beside the time."""
        button = QToolButton()
        button.setText(text)
        self._fit_out(button, name, tip, handler)
        return button

    def _fit_out(self, button: QAbstractButton, name: str, tip: str, handler: object) -> None:
        if name:
            button.setIcon(icon(name, self._context.theme))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.clicked.connect(handler)

    def refresh(self) -> None:
        """Show how the timer stands."""
        face = countdown.face(self._context.lab.read, self._context.lab.clock())
        self._faces.setCurrentIndex(0 if face is None else 1)
        if face is not None:
            self._face.setText(face.text)
            self._face.setAccessibleName(self._("Timer: {time}", time=face.text))
            self._pause.setIcon(icon("pause" if face.running else "play", self._context.theme))

    def _started(self) -> None:
        seconds = self._minutes.value() * 60
        self._context.run("timer.start", lambda tx: countdown.start(tx, seconds), undoable=False)

    def _paused(self) -> None:
        self._context.run("timer.pause", countdown.pause, undoable=False)

    def _added(self) -> None:
        self._context.run("timer.add", lambda tx: countdown.add(tx, 60), undoable=False)

    def _added_five(self) -> None:
        self._context.run("timer.add", lambda tx: countdown.add(tx, 300), undoable=False)

    def _stopped(self) -> None:
        self._context.run("timer.clear", countdown.clear, undoable=False)


def _in_a_row(parts: tuple[QWidget, ...], stretched: int) -> QWidget:
    """Put widgets side by side; what is left over lies behind the first `stretched` of them."""
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(t.SPACE_XS)
    for place, part in enumerate(parts):
        if place == stretched:
            row.addStretch(1)
        row.addWidget(part)
    if stretched >= len(parts):
        row.addStretch(1)
    return held


def _heading(text: str) -> QLabel:
    label = QLabel(text.upper())
    label.setProperty("role", "secondary")
    label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    return label

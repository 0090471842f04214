"""The talk's page: what form it has, when a break ends, and a line for what is said meanwhile."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTime
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from labapp.changes import ChangeSet
from labapp.kinds.talk import kind as talk
from labapp.kinds.talk import stage
from labapp.model import notes
from ui import theme as t
from ui.context import Context
from ui.kinds.base import KindPage, PageAction
from ui.widgets.carrying import carry
from ui.widgets.style import ease

_ID = Qt.ItemDataRole.UserRole
_STEP = 5


class TalkPage(KindPage):
    """Form, the break's end, and notes written while people talk."""

    def __init__(self, context: Context, activity_id: str, parent: QWidget | None = None) -> None:
        super().__init__(context, activity_id, parent)
        self._settings = talk.Talk().upgrade(self.activity.settings)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(t.SPACE_M)
        layout.addLayout(self._form_row())
        self._break = self._break_card()
        layout.addWidget(self._break)
        self._notes_title = QLabel(self._("Written down here"))
        self._notes_title.setProperty("role", "section")
        layout.addWidget(self._notes_title)
        layout.addWidget(self._notes_area(), 1)
        layout.addWidget(self._capture_line())
        self.refresh()

    # --- parts -----------------------------------------------------------------------------------------------------
    def _form_row(self) -> QHBoxLayout:
        _ = self._
        row = QHBoxLayout()
        label = QLabel(_("What it is"))
        label.setProperty("role", "secondary")
        self._form = QComboBox()
        self._form.setAccessibleName(_("What it is"))
        for form, name in talk.FORMS.items():
            self._form.addItem(_(name), form)
        self._form.activated.connect(self._form_chosen)
        row.addWidget(label)
        row.addWidget(self._form)
        row.addStretch(1)
        return row

    def _break_card(self) -> QFrame:
        _ = self._
        card = QFrame()
        card.setProperty("role", "card")
        row = QHBoxLayout(card)
        row.setContentsMargins(t.SPACE_L, t.SPACE_M, t.SPACE_L, t.SPACE_M)
        label = QLabel(_("We resume at"))
        label.setProperty("role", "section")
        self._resume = QTimeEdit()
        self._resume.setDisplayFormat("HH:mm")
        ease(self._resume)
        self._resume.setAccessibleName(_("We resume at"))
        self._resume.setKeyboardTracking(False)
        self._resume.timeChanged.connect(self._resume_typed)
        self._more = QPushButton(_("+5 minutes"))
        self._more.setToolTip(_("Resume five minutes later") + " (Ctrl+Alt++)")
        self._more.clicked.connect(lambda: self._shift(_STEP))
        self._less = QPushButton(_("−5 minutes"))
        self._less.clicked.connect(lambda: self._shift(-_STEP))
        for widget in (label, self._resume, self._more, self._less):
            row.addWidget(widget)
        row.addStretch(1)
        return card

    def _notes_area(self) -> QStackedWidget:
        _ = self._
        self._area = QStackedWidget()
        self._empty = QLabel(_("Nothing written down yet. Type below and press Enter; it goes into the report."))
        self._empty.setProperty("role", "secondary")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._list = QListWidget()
        self._list.setWordWrap(True)
        self._list.setAccessibleName(_("Written down here"))
        self._list.itemChanged.connect(self._edited)
        self._area.addWidget(self._empty)
        self._area.addWidget(self._list)
        return self._area

    def _capture_line(self) -> QLineEdit:
        _ = self._
        self._line = QLineEdit()
        self._line.setPlaceholderText(_("Write a note for the report and press Enter"))
        self._line.setAccessibleName(_("Note for the report"))
        self._line.returnPressed.connect(self._capture)
        return self._line

    # --- what is shown -----------------------------------------------------------------------------------------------
    def refresh(self, changes: ChangeSet | None = None) -> None:
        """Redraw form, break and notes when they changed."""
        if changes is not None and not changes.touches("notes", "activities", "lab"):
            return
        activity = self.activity
        self._settings = talk.Talk().upgrade(activity.settings)
        self._form.setCurrentIndex(max(0, self._form.findData(self._settings["form"])))
        pause = self._settings["form"] == "break"
        self._break.setVisible(pause)
        if pause:
            clock = QTime.fromString(stage.resume_at(self.context.lab.read, activity, self._settings), "HH:mm")
            self._resume.blockSignals(True)
            self._resume.setTime(clock)
            self._resume.blockSignals(False)
        if changes is None or changes.touches("notes"):
            self._fill_notes()

    def _fill_notes(self) -> None:
        written = [n for n in notes.notes(self.context.lab.read, "note") if n.activity == self.activity_id]
        self._list.blockSignals(True)
        self._list.clear()
        for note in written:
            item = QListWidgetItem(note.text)
            item.setData(_ID, note.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self._list.addItem(item)
        self._list.blockSignals(False)
        self._list.scrollToBottom()
        self._area.setCurrentWidget(self._list if written else self._empty)

    # --- gestures ----------------------------------------------------------------------------------------------------
    def _form_chosen(self, index: int) -> None:
        form = self._form.itemData(index)
        if form != self._settings["form"]:
            self.context.run("talk.form", lambda tx: talk.set_form(tx, self.activity, form))

    def _resume_typed(self, clock: QTime) -> None:
        self.context.run("talk.resume", lambda tx: talk.set_resume(tx, self.activity, clock.toString("HH:mm")))

    def _shift(self, minutes: int) -> None:
        self._resume.setTime(self._resume.time().addSecs(minutes * 60))

    def _capture(self) -> None:
        text = self._line.text().strip()
        if text and self.context.run(
            "note.add", lambda tx: notes.add(tx, "note", text, activity=self.activity_id), kind="note"
        ):
            self._line.clear()

    def _edited(self, item: QListWidgetItem) -> None:
        note, text = str(item.data(_ID)), item.text().strip()
        if text:
            self.context.run("note.edit", lambda tx: notes.edit(tx, note, text))
        else:
            self.context.run("note.retire", lambda tx: notes.retire(tx, note))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the chosen note away; undo brings it back."""
        item = self._list.currentItem()
        if event.key() == Qt.Key.Key_Delete and self._list.hasFocus() and item is not None:
            note = str(item.data(_ID))
            self.context.run("note.retire", lambda tx: notes.retire(tx, note))
            return
        super().keyPressEvent(event)

    # --- what the console asks ---------------------------------------------------------------------------------------
    def page_actions(self) -> list[PageAction]:
        """A break can be made longer by one key."""
        _ = self._
        if self._settings["form"] != "break":
            return []
        return [
            PageAction(
                "talk.longer", _("Resume five minutes later"), lambda: self._shift(_STEP), "Ctrl+Alt++", "coffee"
            )
        ]

    def half_done(self) -> bool:
        """Tell whether a note is being typed."""
        return bool(self._line.text())

    def go_on(self, before: TalkPage) -> None:
        """Take over the note that is being typed."""
        carry(before._line, self._line)

    def focus_capture(self) -> None:
        """Typing writes a note."""
        self._line.setFocus()

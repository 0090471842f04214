"""What was said in between and still is open: each thing gets into the plan, is done, or is dropped.

Nothing is lost at the end of a meeting: before its last point ends and before a report is written, this list is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from labapp.changes import Change
from labapp.kinds.registry import KINDS
from labapp.model import agenda, notes, people
from labapp.model.agenda import Activity
from labapp.model.notes import Note
from ui import theme as t
from ui.console.quick_line import note_names
from ui.context import Context
from ui.widgets.icons import icon

_NOTE = Qt.ItemDataRole.UserRole


def still_open(context: Context) -> list[Note]:
    """Return parking, questions and declarations that nobody has settled, in the order they were said."""
    return [note for note in notes.notes(context.lab.read) if note.open]


def takers(context: Context) -> list[Activity]:
    """Return the points of the agenda that take in what was said (plans): running and coming ones first."""
    found = [item for item in agenda.activities(context.lab.read)
             if item.kind in KINDS and KINDS[item.kind].takes_notes]  # fmt: skip
    return sorted(found, key=lambda item: item.state in (agenda.DONE, agenda.SKIPPED))


class BetweenDialog(QDialog):
    """One list, three answers; `go_on` names what waits behind it (finish, write the report)."""

    def __init__(self, context: Context, go_on: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        _ = context._
        self._context = context
        self._ = _
        self._names = {person.id: person.name for person in people.participants(context.lab.read, retired=True)}
        self.setWindowTitle(_("Said in between"))
        self.resize(640, 460)
        layout = QVBoxLayout(self)
        layout.setSpacing(t.SPACE_S)
        self._head = QLabel()
        self._head.setWordWrap(True)
        layout.addWidget(self._head)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.list.setAccessibleName(_("Said in between"))
        layout.addWidget(self.list, 1)
        layout.addLayout(self._answers())
        layout.addLayout(self._foot(go_on))
        self.fill()

    def _answers(self) -> QHBoxLayout:
        _ = self._
        row = QHBoxLayout()
        self.plan = QComboBox()
        self.plan.setAccessibleName(_("Which plan"))
        for item in takers(self._context):
            self.plan.addItem(item.title, item.id)
        self.plan.setVisible(self.plan.count() > 1)
        self.into_plan = self._button("clipboard-list", _("Into the &plan"), self.assign)
        self.into_plan.setToolTip(_("As an action in the speaker's words, to be accepted in the room"))
        self.done_ = self._button("check", _("&Done"), lambda: self._settle("done"))
        self.drop = self._button("x", _("D&rop"), lambda: self._settle("dropped"))
        self.edit = self._button("pencil", _("&Edit…"), self._reword)
        self.reopen = self._button("undo-2", _("&Open again"), lambda: self._settle("open"))
        self.all = QCheckBox(_("&settled too"))
        self.all.toggled.connect(self.fill)
        for widget in (self.into_plan, self.plan, self.done_, self.drop, self.edit, self.reopen):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.all)
        return row

    def _foot(self, go_on: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        close = QPushButton(self._("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        row.addWidget(close)
        self.go_on = QPushButton(go_on)
        self.go_on.setProperty("variant", "primary")
        self.go_on.setVisible(bool(go_on))
        self.go_on.clicked.connect(self.accept)
        row.addWidget(self.go_on)
        return row

    def _button(self, name: str, text: str, handler: Callable[[], object]) -> QPushButton:
        button = QPushButton(icon(name, self._context.theme), text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: handler())
        return button

    # --- what is shown -----------------------------------------------------------------------------------------------
    def fill(self) -> None:
        """Show what is still open; the choice stays where it was."""
        _ = self._
        row = max(0, self.list.currentRow())
        self.list.clear()
        waiting = still_open(self._context)
        said = [note for note in notes.notes(self._context.lab.read) if note.kind != "note"]
        listed = said if self.all.isChecked() else waiting
        names = note_names(_)
        for note in listed:
            title, _invite, name = names[note.kind]
            who = self._names.get(note.participant or "", note.who)
            words = f"{title} · {who}: {note.text}" if who else f"{title}: {note.text}"
            state = {"assigned": _("in the plan"), "done": _("done"), "dropped": _("dropped")}.get(note.state)
            item = QListWidgetItem(icon(name, self._context.theme), f"{words}  ·  {state}" if state else words)
            item.setData(_NOTE, note)
            self.list.addItem(item)
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        for button in (self.done_, self.drop, self.edit):
            button.setEnabled(bool(listed))
        self.reopen.setVisible(self.all.isChecked())
        self.into_plan.setEnabled(bool(listed) and bool(self.plan.count()))
        self.go_on.setEnabled(not waiting)
        self._head.setText(self._words(len(waiting)))
        (self.list if listed else self.go_on).setFocus()

    def _words(self, count: int) -> str:
        _ = self._
        if not count:
            return _("Nothing is left open.")
        words = _.plural("{n} thing is still open. What becomes of it?", "{n} things are still open. What becomes of "
                         "them?", count)  # fmt: skip
        if not self.plan.count():
            words += " " + _("There is no action plan on the agenda; with one, they could become actions.")
        return words

    def chosen(self) -> list[Note]:
        """Return the chosen things, in the order of the list."""
        rows = sorted(index.row() for index in self.list.selectedIndexes())
        return [self.list.item(row).data(_NOTE) for row in rows]

    # --- gestures ----------------------------------------------------------------------------------------------------
    def assign(self) -> None:
        """Make actions of the chosen things."""
        target, listed = str(self.plan.currentData() or ""), [note for note in self.chosen() if note.open]
        if not target or not listed:
            return
        kind = KINDS[agenda.activity(self._context.lab.read, target).kind]
        self._run("plan.from-notes", listed, lambda tx, note: kind.take_note(tx, target, note))

    def _reword(self) -> None:
        chosen = self.chosen()[:1]
        if not chosen:
            return
        text, kept = QInputDialog.getMultiLineText(self, self.windowTitle(), self._("The words"), chosen[0].text)
        if kept and text.strip() and text.strip() != chosen[0].text:
            self.reword(chosen[0], text)

    def reword(self, note: Note, text: str) -> None:
        """Put other words in the place of those written down in a hurry."""
        self._run("note.edit", [note], lambda tx, chosen: notes.edit(tx, chosen.id, text))

    def _settle(self, state: str) -> None:
        self._run("note.settle", self.chosen(), lambda tx, note: notes.settle(tx, note.id, state))

    def _run(self, code: str, listed: Sequence[Note], step: Callable[[Change, Note], object]) -> None:
        def operation(tx: Change) -> bool:
            for note in listed:
                step(tx, note)
            return True

        if not listed:
            return
        if self._context.run(code, operation, n=len(listed)):
            self.fill()

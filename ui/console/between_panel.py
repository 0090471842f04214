"""What was said in between, as a list with its answers: into the plan, done, dropped, other words, open again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
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
from labapp.clock import moment
from labapp.kinds.registry import KINDS
from labapp.model import agenda, facts, notes, people
from labapp.model.agenda import Activity
from labapp.model.notes import Note
from ui import theme as t
from ui.console.note_names import note_names
from ui.context import Context
from ui.kinds.base import looks
from ui.widgets.folding import Folding
from ui.widgets.icons import icon
from ui.widgets.wrapped import wrap_rows

_NOTE = Qt.ItemDataRole.UserRole


def still_open(context: Context) -> list[Note]:
    """Return parking, questions and declarations that nobody has settled, in the order they were said."""
    return [note for note in notes.notes(context.lab.read) if note.open]


def takers(context: Context) -> list[Activity]:
    """Return the points of the agenda that take in what was said (plans): running and coming ones first."""
    found = [item for item in agenda.activities(context.lab.read)
             if item.kind in KINDS and KINDS[item.kind].takes_notes]  # fmt: skip
    return sorted(found, key=lambda item: item.state in (agenda.DONE, agenda.SKIPPED))


class BetweenPanel(QWidget):
    """Shows rows from the document; every answer is one change."""

    filled = Signal(int)  # how many are still open

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._ = _ = context._
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(t.SPACE_S)
        self._head = QLabel()
        self._head.setWordWrap(True)
        self.all = QCheckBox(_("se&ttled too"))
        self.all.toggled.connect(self.fill)
        looks(self.all)
        head = QHBoxLayout()
        head.addWidget(self._head, 1)
        head.addWidget(self.all)
        layout.addLayout(head)
        self.list = QListWidget()
        wrap_rows(self.list)
        self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.list.setAccessibleName(_("Said in between"))
        self.list.itemActivated.connect(self._reword)
        self.list.itemSelectionChanged.connect(self._offer_answers)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._answers())

    def _answers(self) -> QWidget:
        _ = self._
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(t.SPACE_S)
        self.plan = QComboBox()
        self.plan.setAccessibleName(_("Which plan"))
        self.into_plan = self._button("clipboard-list", _("Into the pla&n"), self.assign)
        self.into_plan.setToolTip(_("As an action in the speaker's words, to be accepted in the room"))
        self.done_ = self._button("check", _("&Done"), lambda: self._settle("done"))
        self.drop = self._button("x", _("D&rop"), lambda: self._settle("dropped"))
        self.edit = self._button("pencil", _("Ed&it…"), self._reword)
        self.reopen = self._button("undo-2", _("&Open again"), lambda: self._settle("open"))
        for widget in (self.into_plan, self.plan, self.done_, self.drop, self.edit, self.reopen):
            row.addWidget(widget)
        row.addStretch(1)
        self.everything = self._button("list-checks", _("Select all (Ctrl+A)"), self._select_all)
        self.everything.setProperty("variant", "quiet")
        looks(self.everything)
        return Folding(buttons, self.everything)

    def _button(self, name: str, text: str, handler: Callable[[], object]) -> QPushButton:
        button = QPushButton(icon(name, self._context.theme), text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: handler())
        return button

    # --- what is shown -----------------------------------------------------------------------------------------------
    def fill(self) -> None:
        """Show what is still open, on demand all that was said; the choice stays where it was."""
        row = max(0, self.list.currentRow())
        waiting = still_open(self._context)
        said = [note for note in notes.notes(self._context.lab.read) if note.kind != "note"]
        listed = said if self.all.isChecked() else waiting
        self._offer_plans()
        self.list.clear()
        self._list(listed)
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self._offer_answers()
        self._head.setText(self._words(len(waiting)))
        self.filled.emit(len(waiting))

    def _offer_answers(self) -> None:
        """What is open can be answered, what is settled opened again."""
        chosen = self.chosen()
        settled = any(not note.open for note in chosen)
        answers = any(note.open for note in chosen) or not settled
        for widget in (self.into_plan, self.done_, self.drop):
            widget.setVisible(answers)
            widget.setEnabled(bool(chosen))
        self.into_plan.setEnabled(bool(chosen) and bool(self.plan.count()))
        self.plan.setVisible(answers and self.plan.count() > 1)
        self.edit.setEnabled(bool(chosen))
        self.reopen.setVisible(settled)
        self.everything.setVisible(self.list.count() > 1)
        self.everything.setEnabled(len(chosen) < self.list.count())

    def _select_all(self) -> None:
        self.list.selectAll()
        self.list.setFocus()

    def _offer_plans(self) -> None:
        chosen = self.plan.currentData()
        self.plan.clear()
        for item in takers(self._context):
            self.plan.addItem(item.title, item.id)
        self.plan.setCurrentIndex(max(0, self.plan.findData(chosen)))

    def _list(self, listed: Sequence[Note]) -> None:
        _, read = self._, self._context.lab.read
        people_names = {person.id: person.name for person in people.participants(read, retired=True)}
        points = {item.id: item.title for item in agenda.activities(read)}
        zone, names = facts.facts(read).timezone, note_names(_)
        states = {"assigned": _("in the plan"), "done": _("done"), "dropped": _("dropped")}
        for note in listed:
            title, _invite, name = names[note.kind]
            who = people_names.get(note.participant or "", note.who)
            words = f"{title} · {who}: {note.text}" if who else f"{title}: {note.text}"
            at = moment(note.created).astimezone(zone).strftime("%H:%M")
            about = [part for part in (at, points.get(note.activity or "", ""), states.get(note.state, "")) if part]
            item = QListWidgetItem(icon(name, self._context.theme), f"{words}\n{'  ·  '.join(about)}")
            item.setData(_NOTE, note)
            self.list.addItem(item)

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

    def _reword(self, *_item: object) -> None:
        chosen = self.chosen()[:1]
        if not chosen:
            return
        text, kept = QInputDialog.getMultiLineText(self, self._("Said in between"), self._("The words"), chosen[0].text)
        if kept and text.strip() and text.strip() != chosen[0].text:
            self.reword(chosen[0], text)

    def reword(self, note: Note, text: str) -> None:
        """Put other words in the place of those written down in a hurry."""
        self._run("note.edit", [note], lambda tx, chosen: notes.edit(tx, chosen.id, text))

    def _settle(self, state: str) -> None:
        self._run("note.settle", self.chosen(), lambda tx, note: notes.settle(tx, note.id, state), state=state)

    def _run(self, code: str, listed: Sequence[Note], step: Callable[[Change, Note], object], **params: Any) -> None:  # noqa: ANN401
        def operation(tx: Change) -> bool:
            for note in listed:
                step(tx, note)
            return True

        if not listed:
            return
        if self._context.run(code, operation, n=len(listed), **params):
            self.fill()

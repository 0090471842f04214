"""Earlier states kept on this computer: look into one, restore one into a new file; the open meeting is not touched."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from labapp.document import open_document, restore
from labapp.errors import UserError
from labapp.jobs import Progress
from labapp.model import agenda, facts, people
from labapp.wording import dates
from labapp.wording.errors import error_sentence
from labapp.wording.translate import N_, Translator
from ui.context import Context
from ui.safety.frame import SafetyDialog

_REASONS = {
    "opening": N_("on opening"), "migration": N_("before the file was brought to a new version"),
    "import": N_("before an import"), "join": N_("before joining with another state"),
    "change": N_("during work"), "second-place": N_("what lay at the second place"),
}  # fmt: skip


def look_into(job: tuple[Path, Translator], progress: Progress) -> str:
    """Open a backup for reading in the pool and return what is in it, in words."""
    path, _ = job
    progress.check()
    with open_document(path, readonly=True) as document:
        read = document.lab.read
        cards = int(read.value("SELECT count(*) FROM ideas WHERE retired = 0"))
        points = agenda.activities(read)
        done = sum(item.state == "done" for item in points)
        return "\n".join((
            str(facts.get(read, "title")),
            _("points of the agenda: {all}, finished: {done}", all=len(points), done=done),
            _("people: {n}", n=len(people.participants(read))),
            _("cards: {n}", n=cards),
        ))  # fmt: skip


class BackupsDialog(SafetyDialog):
    """The last twenty, newest first."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        _ = context._
        super().__init__(
            _("Earlier states of this meeting"),
            _("Kept on this computer: on opening, before an import, and every ten minutes of work; the last twenty. "
              "Restoring writes a new file and leaves the open meeting as it is."), _, parent,
        )  # fmt: skip
        self._context = context
        self._backups = context.document.backups()
        self._holding = {item.path for item in context.document.holding()}
        self._table = self._filled()
        self.body.addWidget(self._table)
        self._look = self.add_button(_("Look into it"), QDialogButtonBox.ButtonRole.ActionRole)
        action = QDialogButtonBox.ButtonRole.ActionRole
        self._restore = self.add_button(_("Restore into a new file…"), action, "primary")
        self._look.clicked.connect(self.look)
        self._restore.clicked.connect(self._ask)
        for button in (self._look, self._restore):
            button.setEnabled(bool(self._backups))
        self._delete = self.add_button(_("Delete it"), QDialogButtonBox.ButtonRole.DestructiveRole, "danger")
        self._delete.setVisible(bool(self._holding))
        self._delete.clicked.connect(self.delete)
        self._table.currentCellChanged.connect(self._chosen)
        if self._backups:
            self._table.selectRow(0)
        else:
            self.say(_("None yet."))

    def _filled(self) -> QTableWidget:
        _ = self._
        zone = facts.facts(self._context.lab.read).timezone
        table = QTableWidget(len(self._backups), 3)
        table.setAccessibleName(self.windowTitle())
        table.setHorizontalHeaderLabels([_("When"), _("Why"), _("Size")])
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setMinimumHeight(220)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for row, item in enumerate(self._backups):
            when = datetime.strptime(item.at[:15], "%Y%m%dT%H%M%S").replace(tzinfo=UTC).astimezone(zone)
            why = _(_REASONS[item.reason]) if item.reason in _REASONS else item.reason
            if item.path in self._holding:
                why = _("holds somebody removed; {why}", why=why)  # first: the end may be cut
            size = _("{n} kB", n=max(1, item.path.stat().st_size // 1000))
            for column, text in enumerate((dates.moment(when, _, seconds=True), why, size)):
                table.setItem(row, column, QTableWidgetItem(text))
        table.resizeColumnsToContents()
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        return table

    def look(self) -> None:
        """Say what is in the chosen one."""
        chosen = self._backups[self._table.currentRow()]
        self._context.jobs.start(look_into, (chosen.path, self._), self.say, self._failed)

    def _chosen(self, row: int) -> None:
        self._delete.setEnabled(0 <= row < len(self._backups) and self._backups[row].path in self._holding)

    def delete(self) -> None:
        """Remove the chosen one, which still holds somebody who was removed for good."""
        row = self._table.currentRow()
        try:
            self._context.document.drop_backup(self._backups[row])
        except UserError as problem:
            self._failed(problem)
            return
        del self._backups[row]
        self._table.removeRow(row)
        self._chosen(self._table.currentRow())
        for button in (self._look, self._restore):
            button.setEnabled(bool(self._backups))
        self.say(self._("Deleted."), "good")

    def _ask(self) -> None:
        now = self._context.document.path
        name = now.with_name(f"{now.stem} – {self._('earlier state')}{now.suffix}")
        target, _kind = QFileDialog.getSaveFileName(self, self._restore.text(), str(name), "*.lab")
        if target:
            self.restore_to(Path(target))

    def restore_to(self, target: Path) -> None:
        """Put the chosen one into a new file; a file that is there already is never replaced."""
        chosen = self._backups[self._table.currentRow()]

        def write(_values: None, progress: Progress) -> Path:
            progress.check()
            restore(chosen, target)
            return target

        # methods, no closures: Qt lets go of them when the dialog is closed meanwhile
        self._context.jobs.start(write, None, self._restored_into, self._failed)

    def _restored_into(self, path: Path) -> None:
        self.say(self._('Restored into "{path}". It opens like any meeting.', path=path), "good")

    def _failed(self, problem: UserError) -> None:
        self.say(error_sentence(problem, self._), "danger")

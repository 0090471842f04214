"""A damaged file: read what can be read into a new one, say what was lost, leave the damaged one alone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialogButtonBox, QWidget

from labapp.errors import UserError
from labapp.jobs import Progress
from labapp.salvage import Salvaged, salvage_file
from labapp.wording.errors import error_sentence
from labapp.wording.translate import Translator
from ui.jobs import Jobs
from ui.safety.frame import SafetyDialog, plain, table_words

DAMAGE = frozenset({"store.damaged", "store.truncated", "store.not-a-database"})


def free_name(path: Path, _: Translator) -> Path:
    """Return a name beside the damaged file that nothing has yet."""
    for number in range(1, 100):
        addition = _("salvaged") if number == 1 else f"{_('salvaged')} {number}"
        found = path.with_name(f"{path.stem} – {addition}.lab")
        if not found.exists():
            return found
    raise FileExistsError(path)


def salvage_job(job: tuple[Path, Path], progress: Progress) -> list[Salvaged]:
    """Salvage in the pool."""
    progress.check()
    return salvage_file(*job)


class SalvageDialog(SafetyDialog):
    """Accepted: `target` is the new file, to be opened."""

    def __init__(self, path: Path, problem: UserError, _: Translator, parent: QWidget | None) -> None:
        super().__init__(
            _("The file is damaged"),
            _("What can still be read is put into a new file; the damaged one stays as it is. What could not be read "
              "is named, table by table."), _, parent,
        )  # fmt: skip
        self._jobs = Jobs(self)
        self._path = path
        self.target = free_name(path, _)
        self.body.addWidget(plain(error_sentence(problem, _)))
        self.body.addWidget(plain(_("New file: {name}", name=self.target.name)))
        self._begin = self.add_button(_("Read what can be read"), QDialogButtonBox.ButtonRole.ActionRole, "primary")
        self.body.addStretch(1)
        self._begin.setDefault(True)
        self._begin.clicked.connect(self.begin)
        self._open = self.buttons.addButton(_("Open the new file"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._open.hide()
        self.buttons.accepted.connect(self.accept)
        self.finished.connect(lambda _result: self._jobs.shut_down())

    def begin(self) -> None:
        """Salvage beside the window."""
        self._begin.setEnabled(False)
        self.say(self._("Reading…"))
        self._jobs.start(salvage_job, (self._path, self.target), self._done, self._failed)

    def _done(self, results: list[Salvaged]) -> None:
        _ = self._
        rescued = sum(item.rescued for item in results)
        lost = any(item.lost for item in results)
        self.say(
            _.plural("{n} row was rescued.", "{n} rows were rescued.", rescued)
            + " " + (_("Something is missing: see the list.") if lost else _("Nothing was found missing.")),
            "warning" if lost else "good",
        )  # fmt: skip
        self.list_lines([self._line(item) for item in results if item.read or item.from_journal or item.damaged])
        self._begin.hide()
        self._open.show()
        self._open.setDefault(True)

    def _line(self, item: Salvaged) -> str:
        _ = self._
        parts = [_("{n} read", n=item.read)]
        if item.from_journal:
            parts.append(_("{n} more from the history", n=item.from_journal))
        if item.damaged:
            parts.append(_("not every row could be reached"))
        if item.dropped:
            parts.append(_("{n} left out, what they point to is gone", n=item.dropped))
        if item.unreadable:
            parts.append(_("{n} left out, they cannot be understood", n=item.unreadable))
        if item.kept:
            parts.append(_("{n} values are not what belongs there and stay as they are", n=item.kept))
        if item.replaced:
            parts.append(_("{n} values cannot be understood, the default stands instead", n=item.replaced))
        return f"{table_words(item.table, _)}: {', '.join(parts)}"

    def _failed(self, problem: UserError) -> None:
        self.say(error_sentence(problem, self._), "danger")

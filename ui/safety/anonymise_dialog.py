"""An anonymous copy of the meeting, and the list of what was done to it; the meeting itself is not touched."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QFileDialog, QWidget

from labapp.anonymise import Done, anonymise
from labapp.errors import UserError
from labapp.jobs import Progress
from labapp.wording.errors import error_sentence
from ui.context import Context
from ui.safety.frame import SafetyDialog, plain, table_words


def anonymise_job(job: tuple[Path, Path, bool], progress: Progress) -> list[Done]:
    """Write the copy in the pool."""
    source, target, logos = job
    progress.check()
    return anonymise(source, target, logos=logos)


class AnonymiseDialog(SafetyDialog):
    """Asks where to, writes, lists."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        _ = context._
        super().__init__(
            _("Anonymous copy"),
            _("A new file without names, contacts, notes and history. What was said, voted and decided stays; people "
              "become their codes, also where they are mentioned in texts."), _, parent,
        )  # fmt: skip
        self._context = context
        self._target = Path()
        self.logos = QCheckBox(_("keep the logos"))
        self.logos.setChecked(True)
        self.body.addWidget(self.logos)
        self.body.addWidget(plain(_("Looked for are people who are or were on the list: names in all their endings, "
                                    "e-mail addresses and telephones; of anybody else e-mail addresses, and telephone "
                                    "numbers with + or 00 in front or after a word like “tel.”")))  # fmt: skip
        self.body.addWidget(plain(_("Not looked for: initials, nicknames, hints (“our mayor”), names of people on no "
                                    "list, and their bare telephone numbers (600 123 456). Read the copy before "
                                    "giving it away.")))  # fmt: skip
        self._write = self.add_button(_("Write the copy…"), QDialogButtonBox.ButtonRole.ActionRole, "primary")
        self.body.addStretch(1)
        self._write.setDefault(True)
        self._write.clicked.connect(self._ask)

    def _ask(self) -> None:
        now = self._context.document.path
        name = now.with_name(f"{now.stem} – {self._('anonymous')}{now.suffix}")
        target, _kind = QFileDialog.getSaveFileName(self, self.windowTitle(), str(name), "*.lab")
        if target:
            self.write_to(Path(target))

    def write_to(self, target: Path) -> None:
        """Write the copy beside the window; a file that is there already is never replaced."""
        document = self._context.document
        document.snapshot_now(wait=True)  # the copy is made of the user's file, which must hold what was just done
        failure = document.status().file.failure
        if failure is not None:
            self._failed(failure)
            return
        self._write.setEnabled(False)
        self.say(self._("Writing the copy…"))
        self._target = target
        # methods, no closures: Qt lets go of them when the dialog is closed meanwhile
        job = (document.path, target, self.logos.isChecked())
        self._context.jobs.start(anonymise_job, job, self._done, self._failed)

    def _done(self, done: list[Done]) -> None:
        _ = self._
        self._write.setEnabled(True)
        self.say(_('Written: "{path}". Done to it:', path=self._target), "good")
        self.list_lines([self._line(line) for line in done])

    def _line(self, line: Done) -> str:
        _ = self._
        said = {
            "emptied": lambda n: _.plural("{n} value emptied", "{n} values emptied", n),
            "rows-removed": lambda n: _.plural("{n} row removed", "{n} rows removed", n),
            "mentions": lambda n: _.plural("{n} mention replaced", "{n} mentions replaced", n),
            "blurred": lambda n: _.plural("of {n} time only the day is left", "of {n} times only the day is left", n),
            "tables-removed": lambda n: _("removed, its kind is unknown here"),
        }[line.what](line.count)
        place = table_words(line.table, _) + (f" ({line.column})" if line.column else "")
        return f"{place}: {said}"

    def _failed(self, problem: UserError) -> None:
        self._write.setEnabled(True)
        self.say(error_sentence(problem, self._), "danger")

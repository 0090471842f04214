"""The report: language, for whom, format; written beside the window with progress, then its folder is opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from labapp.content.nodes import Document
from labapp.errors import UserError
from labapp.jobs import Progress
from labapp.kinds.base import ReportOptions
from labapp.model import facts
from labapp.report.build import build
from labapp.report.write import ENDINGS, write
from labapp.settings import Settings
from labapp.wording.errors import error_sentence
from labapp.wording.translate import translator
from ui.console.form_dialog import FormDialog
from ui.context import Context
from ui.jobs import Work
from ui.theme import Token
from ui.widgets.icons import icon
from ui.widgets.place_row import PlaceRow
from ui.widgets.style import restyle

_LANGUAGES = (("pl", "Polski"), ("en", "English"))


def write_report(job: tuple[Document, Path], progress: Progress) -> tuple[Path, list[str]]:
    """Write a built report in the pool; values in, a path and warnings out."""
    document, out = job
    return out, write(document, out, progress.step)


class ReportDialog(FormDialog):
    """Enter writes; Esc cancels what is being written, then closes."""

    written = Signal(object)  # the path

    def __init__(self, context: Context, settings: Settings, parent: QWidget | None) -> None:
        _ = context._
        super().__init__(context, _("Report"), _("Write the report"), parent)
        self._settings = settings
        self._work: Work | None = None
        self._last: Path | None = None
        self._place = context.document.path.parent
        self._fields()
        self._bar = QProgressBar()
        self._bar.setAccessibleName(_("Progress of the report"))
        self._bar.setTextVisible(False)
        self._bar.hide()
        self._said = QLabel()
        self._said.setWordWrap(True)
        self._said.hide()
        self._after = self._after_row()
        for index, widget in enumerate((self._bar, self._said, self._after)):
            self.outer.insertWidget(2 + index, widget)
        self.buttons.accepted.disconnect()
        self.buttons.rejected.disconnect()
        self.buttons.accepted.connect(self.begin)
        self.buttons.rejected.connect(self._leave)

    def _fields(self) -> None:
        _ = self._
        self._kind = QComboBox()
        self._kind.addItem(_("Full report"), "full")
        self._kind.addItem(_("Note of the meeting: what was agreed"), "note")
        self._language = QComboBox()
        for code, name in _LANGUAGES:
            self._language.addItem(name, code)
        # Proposed for this meeting, whatever the last one had: in its language, unless its own report was written in
        # another one, and without what only its leader reads.
        own = self._settings.report_language(self.context.document.uid)
        own = own or facts.get(self.context.lab.read, "language")
        self._language.setCurrentIndex(max(0, self._language.findData(own)))
        self._format = QComboBox()
        for ending in ENDINGS:
            self._format.addItem(ending.lstrip(".").upper(), ending)
        self._public = QCheckBox(_("for the public: without names and contacts"))
        self._notes = QCheckBox(_("with the moderator's notes"))
        self._public.toggled.connect(lambda on: self._notes.setEnabled(not on))
        self._file = PlaceRow(_, self._elsewhere)
        self.form.addRow(_("What"), self._kind)
        self.form.addRow(_("Language"), self._language)
        self.form.addRow(_("Format"), self._format)
        self.form.addRow("", self._public)
        self.form.addRow("", self._notes)
        self.form.addRow(_("File"), self._file)
        for box in (self._kind, self._language, self._format):
            box.activated.connect(self._show_place)
        self._public.toggled.connect(self._show_place)
        self._show_place()

    def _after_row(self) -> QWidget:
        _ = self._
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        look = self._look = QPushButton(icon("eye", self.context.theme), _("Open the report"))
        look.clicked.connect(lambda: self._open(self._last))
        folder = QPushButton(icon("folder-open", self.context.theme), _("Open the folder"))
        folder.clicked.connect(lambda: self._open(self._last.parent if self._last else None))
        for button in (look, folder):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        whole.hide()
        return whole

    @property
    def path(self) -> Path:
        """Return where the report will lie: beside the meeting, told apart by what it is."""
        _ = translator(str(self._language.currentData()))
        parts = [self.context.document.path.stem]
        parts.append(_("note") if self._kind.currentData() == "note" else _("report"))
        if self._public.isChecked():
            parts.append(_("public"))
        return self._place / f"{' – '.join(parts)}{self._format.currentData()}"

    def _show_place(self) -> None:
        self._file.say(self.path)

    def _elsewhere(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self._("Where to put the report"), str(self._place))
        if name:
            self._place = Path(name)
            self._show_place()

    # --- writing -----------------------------------------------------------------------------------------------------
    def begin(self) -> None:
        """Read the meeting now, write the report in the pool."""
        language = str(self._language.currentData())
        self._settings.set_report_language(self.context.document.uid, language)
        options = ReportOptions(self._public.isChecked(), self._notes.isChecked() and not self._public.isChecked())
        with self.context.lab.reading() as read:
            document = build(read, options, translator(language), str(self._kind.currentData()))
        self.keep.setEnabled(False)
        self._after.hide()
        self._bar.setRange(0, 0)
        self._bar.show()
        self._say(self._("Writing…"), "secondary")
        self._work = self.context.jobs.start(write_report, (document, self.path), self._done, self._failed)
        self._work.progressed.connect(self._progressed)
        self._work.cancelled.connect(lambda: self._say(self._("Cancelled; nothing was written."), "secondary"))
        self._work.ended.connect(self._ended)

    def _progressed(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _done(self, result: tuple[Path, list[str]]) -> None:
        path, warnings = result
        self._last = path
        self._say("\n".join([self._("The report is ready: {file}", file=path.name), *warnings]), "good")
        self._after.show()
        self._ready()
        self.context.tell(self._("The report is ready: {file}", file=path), "good")
        self.written.emit(path)

    def _ready(self) -> None:
        """What comes next is to read it, not to write it again."""
        self.keep.setProperty("variant", "")
        self.keep.setDefault(False)
        self.keep.setText(self._("Write it again"))
        self.cancel.setText(self._("Close"))
        self._look.setProperty("variant", "primary")
        self._look.setIcon(icon("eye", self.context.theme, Token.ON_ACCENT))
        self._look.setDefault(True)
        for button in (self.keep, self._look):
            restyle(button)
        self._look.setFocus()

    def _failed(self, problem: UserError) -> None:
        self._say(error_sentence(problem, self._), "danger")

    def _ended(self) -> None:
        self._work = None
        self._bar.hide()
        self.keep.setEnabled(True)

    def _say(self, text: str, role: str) -> None:
        self._said.setText(text)
        self._said.setProperty("role", role)
        restyle(self._said)
        self._said.show()

    def _leave(self) -> None:
        if self._work is not None:
            self._work.cancel()
        else:
            self.reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing cancels what is being written."""
        if self._work is not None:
            self._work.cancel()
        super().closeEvent(event)

    def _open(self, path: Path | None) -> None:
        if path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

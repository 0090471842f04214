"""A list on its way in: what was read, which column is what, who is refused and why; nothing until confirmed.

One dialog for every kind of list; what differs is an `ImportSource`. The file is chosen here or dropped anywhere on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from labapp.errors import UserError
from labapp.exchange.table import ENCODINGS, SEPARATORS, Sheet
from labapp.jobs import Progress
from labapp.wording.errors import error_sentence, warning_sentence
from ui import theme as t
from ui.context import Context
from ui.theme import Token
from ui.widgets.icons import icon
from ui.widgets.import_preview import ListPreview
from ui.widgets.import_source import ImportSource, Judged
from ui.widgets.import_twins import TwinsPage

_AT_ONCE = 512 * 1024  # bytes read while the window waits; more is read beside it


class ImportDialog(QDialog):
    """The whole way from a file to one change; raises UserError when a file given at once cannot be read at all."""

    def __init__(self, context: Context, source: ImportSource, path: Path | None, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context, self._source = context, source
        self._ = context._
        self._words = source.words(self._)
        self._path = path
        self._sheet: Sheet | None = None
        self._judged = Judged(0)
        self.setWindowTitle(self._words.title)
        self.resize(860, 540)
        self.setAcceptDrops(True)
        self._build()
        if path is not None:
            self._show(source.read(path, "", ""))

    # --- the parts ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._pages = QStackedWidget()
        self._pages.addWidget(self._start_page())
        self._listed = self._list_page()
        self._pages.addWidget(self._listed)
        layout = QVBoxLayout(self)
        layout.setSpacing(t.SPACE_S)
        layout.addWidget(self._pages, 1)
        self._problem = QLabel()
        self._problem.setProperty("role", "danger")
        self._problem.setWordWrap(True)
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.hide()
        layout.addWidget(self._problem)
        layout.addWidget(self._button_box())

    def _start_page(self) -> QWidget:
        _, page = self._, QWidget()
        invite = QLabel(self._words.invite)
        invite.setProperty("role", "secondary")
        invite.setWordWrap(True)
        invite.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._choose = QPushButton(icon("folder-open", self._context.theme, Token.ON_ACCENT), _("Choose a file…"))
        self._choose.setProperty("variant", "primary")
        self._choose.clicked.connect(self.choose)
        layout = QVBoxLayout(page)
        layout.addStretch(1)
        layout.addWidget(invite)
        layout.addSpacing(t.SPACE_M)
        layout.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        return page

    def _list_page(self) -> QWidget:
        _, page = self._, QWidget()
        self._table = ListPreview(self._words.fields, _)
        self._table.columns_changed.connect(self._judge)
        self._told = QPlainTextEdit()
        self._told.setReadOnly(True)
        self._told.setAccessibleName(_("Refused lines and remarks"))
        self._twins = TwinsPage(self._words.same, _)
        self._twins.changed.connect(self._sum_up)
        self._tabs = QTabWidget()
        self._tabs.addTab(self._table, _("Preview of the list"))
        self._tabs.addTab(self._twins, "")
        self._tabs.addTab(self._told, "")
        self._sum = QLabel()
        self._sum.setProperty("role", "section")
        self._sum.setWordWrap(True)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(t.SPACE_S)
        layout.addLayout(self._reading_row())
        layout.addWidget(self._tabs, 1)
        extra = self._source.extra()
        if extra is not None:
            layout.addWidget(extra)
        layout.addWidget(self._sum)
        return page

    def _reading_row(self) -> QHBoxLayout:
        _ = self._
        row = QHBoxLayout()
        row.setSpacing(t.SPACE_S)
        self._encoding, self._separator = QComboBox(), QComboBox()
        names = {"utf-8": "UTF-8", "cp1250": "Windows-1250", "utf-8 twice": _("UTF-8 twice"), "utf-16": "UTF-16"}
        for code in ENCODINGS:
            self._encoding.addItem(names[code], code)
        marks = {";": _("semicolon"), ",": _("comma"), "\t": _("tab"), "|": _("vertical bar")}
        for mark in SEPARATORS:
            self._separator.addItem(marks[mark], mark)
        for label, box in ((_("Letters"), self._encoding), (_("Columns parted by"), self._separator)):
            box.setAccessibleName(label)
            row.addWidget(QLabel(label))
            row.addWidget(box)
            box.activated.connect(self._read_again)
        row.addStretch(1)
        other = QPushButton(icon("folder-open", self._context.theme), _("Another file…"))
        other.setProperty("variant", "quiet")
        other.setAutoDefault(False)
        other.clicked.connect(self.choose)
        row.addWidget(other)
        return row

    def _button_box(self) -> QDialogButtonBox:
        _ = self._
        box = QDialogButtonBox()
        self._confirm: QPushButton = box.addButton(
            self._words.confirm(0, _), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._confirm.setProperty("variant", "primary")
        self._confirm.hide()
        box.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.confirm)
        box.rejected.connect(self.reject)
        return box

    # --- reading --------------------------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for a file."""
        folder = (self._path or self._context.document.path).parent
        name, _chosen = QFileDialog.getOpenFileName(
            self, self._words.title, str(folder), self._words.file_filter
        )
        if name:
            self.load(Path(name))

    def load(self, path: Path) -> None:
        """Read a file with everything guessed; a refusal is said here and another file can be chosen."""
        self._path = path
        self._begin("", "")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file of this computer."""
        if self._dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        path = self._dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.load(path)

    @staticmethod
    def _dropped(event: QDropEvent) -> Path | None:
        urls = event.mimeData().urls()
        return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None

    def _read_again(self) -> None:
        self._begin(str(self._encoding.currentData()), str(self._separator.currentData()))

    def _begin(self, encoding: str, separator: str) -> None:
        path = self._path
        if path is None:
            return
        self._refuse_more()
        try:
            large = path.stat().st_size > _AT_ONCE
        except OSError:
            large = False  # reading says what is wrong with it
        if large:
            values = (self._source, path, encoding, separator)
            work = self._context.jobs.start(_read, values, lambda sheet: self._arrived(path, sheet), self._failed)
            self.finished.connect(work.cancel)
            return
        try:
            sheet = self._source.read(path, encoding, separator)
        except UserError as problem:
            self._failed(problem)
            return
        self._show(sheet)

    def _arrived(self, path: Path, sheet: Sheet) -> None:
        if path == self._path and self.result() == 0:  # else it was read for nothing: another one is wanted by now
            self._show(sheet)

    def _refuse_more(self) -> None:
        self._problem.hide()
        self._confirm.setEnabled(False)

    def _failed(self, problem: UserError) -> None:
        self._problem.setText(error_sentence(problem, self._))
        self._problem.show()
        self._confirm.setEnabled(False)

    # --- showing --------------------------------------------------------------------------------------------------

    def _show(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._problem.hide()
        self.setWindowTitle(f"{self._words.title}: {sheet.file}")
        for box, value in ((self._encoding, sheet.encoding), (self._separator, sheet.separator)):
            box.setEnabled(bool(value))
            box.setCurrentIndex(max(0, box.findData(value)))
        self._table.show_sheet(sheet, self._source.guess(sheet))
        self._pages.setCurrentIndex(1)
        self._confirm.show()
        self._confirm.setDefault(True)
        self._judge()

    def _judge(self) -> None:
        """Ask what would happen and say it."""
        if self._sheet is None:
            return
        _ = self._
        self._judged = self._source.judge(self._sheet, self._table.columns)
        self._twins.show_twins(self._judged.twins)
        self._told.setPlainText("\n".join(self._sentences()))
        told, twins = len(self._sentences()), len(self._judged.twins)
        for place, words, n in ((1, _("Already here"), twins), (2, _("Left out, remarks"), told)):
            self._tabs.setTabText(place, f"{words} ({n})" if n else words)
            self._tabs.setTabEnabled(place, bool(n))
        self._sum_up()

    def _sentences(self) -> Sequence[str]:
        """Return the refused rows first, then what was mended or is worth knowing."""
        said = [warning_sentence(reason, self._) for reason in (*self._judged.refused, *self._judged.warnings)]
        return [*said, *self._judged.remarks]

    def _sum_up(self) -> None:
        _, judged = self._, self._judged
        same = len(judged.twins) - len(self._twins.apart)
        fresh = judged.fresh + len(self._twins.apart)
        words = [self._words.fresh(fresh, _)]
        if same:
            words.append(self._words.twins(same, _))
        if judged.refused:
            words.append(_.plural("{n} line refused", "{n} lines refused", len(judged.refused)))
        if judged.warnings:  # somebody's sector may be at stake
            words.append(_.plural("{n} remark", "{n} remarks", len(judged.warnings)))
        self._sum.setText("  ·  ".join(words))
        count = fresh + (same if self._source.twins_count else 0)
        self._confirm.setText(self._words.confirm(count, _))
        self._confirm.setEnabled(count > 0)
        self._count = count

    # --- writing --------------------------------------------------------------------------------------------------

    def confirm(self) -> None:
        """Import everything in one change, after keeping a copy of the meeting as it was; the console offers undo."""
        beside = self._context.document.backup_beside("import")
        if beside is not None:
            self._refuse_more()
            self._listed.setEnabled(False)
            self._sum.setText(self._("Keeping a copy of the meeting as it is now…"))
            work = self._context.jobs.start(beside, None, lambda _kept: self._write(), self._failed)
            work.ended.connect(self._unlock)
            self.finished.connect(work.cancel)  # then nothing is written
            return
        try:
            self._context.document.backup("import")
        except UserError as problem:
            self._failed(problem)
            return
        self._write()

    def _unlock(self) -> None:
        self._listed.setEnabled(True)

    def _write(self) -> None:
        apart = self._twins.apart
        code, source = self._source.code, self._source
        if self._context.run(code, lambda tx: source.write(tx, apart), n=self._count) is not None:
            self.accept()


def _read(values: tuple[ImportSource, Path, str, str], progress: Progress) -> Sheet:
    source, path, encoding, separator = values
    return source.read(path, encoding, separator)

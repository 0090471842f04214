"""People from a spreadsheet: what was read, which column is what, who is refused and why; nothing until confirmed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from labapp.errors import UserError
from labapp.exchange import people as exchange
from labapp.exchange.table import ENCODINGS, SEPARATORS, Sheet, read_sheet
from labapp.wording.errors import error_sentence, warning_sentence
from labapp.wording.translate import Translator
from ui import theme as t
from ui.context import Context

_SHOWN_ROWS = 200


def import_people(context: Context, parent: QWidget | None) -> bool:
    """Ask for a file, show the preview, import what was confirmed."""
    _ = context._
    name, _chosen = QFileDialog.getOpenFileName(
        parent, _("Import participants"), str(context.document.path.parent), _("Lists (*.csv *.txt *.xlsx *.xlsm)")
    )
    if not name:
        return False
    try:
        dialog = ImportDialog(context, Path(name), parent)
    except UserError as problem:
        QMessageBox.warning(parent, "labapp", error_sentence(problem, _))
        return False
    return bool(dialog.exec())


def field_names(_: Translator) -> dict[str, str]:
    """Return what a column of a list can be."""
    return {
        "name": _("first and last name"),
        "first_name": _("first name"),
        "last_name": _("last name"),
        "entity": _("organisation or unit"),
        "sector": _("sector"),
        "role": _("role"),
        "function": _("function"),
        "email": _("e-mail"),
        "phone": _("telephone"),
        "needs": _("needs"),
        "code": _("code"),
        "note": _("note"),
    }


class ImportDialog(QDialog):
    """The preview; raises UserError when the file cannot be read at all."""

    def __init__(self, context: Context, path: Path, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context = context
        self._ = context._
        self._path = path
        self._sheet: Sheet = read_sheet(path)
        self._columns: list[QComboBox] = []
        self.setWindowTitle(self._("Import participants: {file}", file=path.name))
        self.resize(820, 560)
        layout = QVBoxLayout(self)
        layout.setSpacing(t.SPACE_S)
        layout.addLayout(self._reading_row())
        self._table = QTableWidget()
        self._table.setAccessibleName(self._("Preview of the list"))
        self._table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._table.verticalHeader().setDefaultSectionSize(t.ROW)
        layout.addWidget(self._table, 3)
        self._sum = QLabel()
        self._sum.setProperty("role", "section")
        self._sum.setWordWrap(True)
        layout.addWidget(self._sum)
        self._merge = QCheckBox(self._("complete people who are on the list already instead of adding them again"))
        self._merge.setChecked(True)
        self._merge.toggled.connect(lambda: self._judge())
        layout.addWidget(self._merge)
        self._told = QPlainTextEdit()
        self._told.setReadOnly(True)
        self._told.setAccessibleName(self._("Refused lines and remarks"))
        layout.addWidget(self._told, 1)
        layout.addWidget(self._button_box())
        self._fill()

    def _reading_row(self) -> QHBoxLayout:
        _ = self._
        row = QHBoxLayout()
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
        return row

    def _button_box(self) -> QDialogButtonBox:
        _ = self._
        box = QDialogButtonBox()
        self._confirm: QPushButton = box.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self._confirm.setProperty("variant", "primary")
        box.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.confirm)
        box.rejected.connect(self.reject)
        return box

    # --- reading -----------------------------------------------------------------------------------------------------
    def _read_again(self) -> None:
        try:
            self._sheet = read_sheet(
                self._path, encoding=str(self._encoding.currentData()), separator=str(self._separator.currentData())
            )
        except UserError as problem:
            self._told.setPlainText(error_sentence(problem, self._))
            self._confirm.setEnabled(False)
            return
        self._fill()

    def _fill(self) -> None:
        sheet, _ = self._sheet, self._
        for box, value in ((self._encoding, sheet.encoding), (self._separator, sheet.separator)):
            box.setEnabled(bool(value))
            box.setCurrentIndex(max(0, box.findData(value)))
        shown = sheet.rows[:_SHOWN_ROWS]
        self._table.clear()
        self._table.setColumnCount(len(sheet.header))
        self._table.setRowCount(len(shown) + 1)
        self._table.setHorizontalHeaderLabels(list(sheet.header))
        self._table.setVerticalHeaderLabels([_("is"), *(str(row.line) for row in shown)])
        guessed = {index: field for field, index in exchange.guess(sheet).items()}
        self._columns = []
        for index, name in enumerate(sheet.header):
            box = QComboBox()
            box.setAccessibleName(_("Column {name} is", name=name))
            box.addItem(_("(leave out)"), "")
            for field, words in field_names(_).items():
                box.addItem(words, field)
            box.setCurrentIndex(max(0, box.findData(guessed.get(index, ""))))
            box.activated.connect(lambda _index: self._judge())
            self._columns.append(box)
            self._table.setCellWidget(0, index, box)
            for row, line in enumerate(shown, 1):
                self._table.setItem(row, index, QTableWidgetItem(line.cell(index)))
        self._table.resizeColumnsToContents()
        self._judge()

    @property
    def columns(self) -> dict[str, int]:
        """Return which field each column is said to be; the first of two wins."""
        found: dict[str, int] = {}
        for index, box in enumerate(self._columns):
            field = str(box.currentData(Qt.ItemDataRole.UserRole) or "")
            if field:
                found.setdefault(field, index)
        return found

    def _judge(self) -> None:
        """Say what would happen."""
        _ = self._
        self._preview = exchange.preview(self._context.lab.read, self._sheet, self.columns)
        taken, twins, refused = len(self._preview.taken), len(self._preview.twins), len(self._preview.refused)
        words = [_.plural("{n} person to import", "{n} people to import", taken)]
        if twins:
            words.append(_.plural("{n} is on the list already", "{n} are on the list already", twins))
        if refused:
            words.append(_.plural("{n} line refused", "{n} lines refused", refused))
        self._sum.setText("  ·  ".join(words))
        self._merge.setVisible(bool(twins))
        told = [warning_sentence(reason, _) for reason in (*self._preview.refused, *self._preview.warnings)]
        if self._preview.entities:
            told.append(_("New organisations: {names}", names=", ".join(self._preview.entities)))
        self._told.setPlainText("\n".join(told))
        self._told.setVisible(bool(told))
        self._confirm.setText(_.plural("Import {n} person", "Import {n} people", taken))
        self._confirm.setEnabled(bool(taken))

    def confirm(self) -> None:
        """Import everything in one change, after keeping a copy of the meeting as it was."""
        rows, merge = self._preview.taken, self._merge.isChecked()
        self._context.document.backup("import")
        done = self._context.run(
            "person.import", lambda tx: exchange.apply(tx, rows, merge_twins=merge), n=len(rows)
        )
        if done is not None:
            self.accept()

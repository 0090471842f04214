"""The first rows of a list on its way in, and over each column what it is said to be."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QTableWidget, QTableWidgetItem, QWidget

from labapp.exchange.table import Sheet
from labapp.wording.translate import Translator
from ui import theme as t

_SHOWN_ROWS = 200
_WIDEST = 320


class ListPreview(QTableWidget):
    """Shows one sheet after another; what was said of the columns of the last one is forgotten."""

    columns_changed = Signal()

    def __init__(self, fields: Mapping[str, str], _: Translator, parent: QWidget | None = None) -> None:
        """`fields` are what a column can be: codes and their names."""
        super().__init__(parent)
        self._fields = fields
        self._ = _
        self._boxes: list[QComboBox] = []
        self.setAccessibleName(_("Preview of the list"))
        self.setWordWrap(False)  # rows have one line: Qt would break it and cut after the first word
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.verticalHeader().setDefaultSectionSize(t.ROW)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    @property
    def columns(self) -> dict[str, int]:
        """Return which field each column is said to be; the first of two wins."""
        found: dict[str, int] = {}
        for index, box in enumerate(self._boxes):
            field = str(box.currentData(Qt.ItemDataRole.UserRole) or "")
            if field:
                found.setdefault(field, index)
        return found

    def show_sheet(self, sheet: Sheet, guessed: Mapping[str, int]) -> None:
        """Show the first rows; `guessed` says which column each field seems to be."""
        shown = sheet.rows[:_SHOWN_ROWS]
        self.clear()
        self.setColumnCount(0)  # forgets the order of another list's columns
        self.setColumnCount(len(sheet.header))
        self.setRowCount(len(shown) + 1)
        self.setHorizontalHeaderLabels([_short(name) for name in sheet.header])
        self.setVerticalHeaderLabels([self._("is"), *(str(row.line) for row in shown)])
        fields = {index: field for field, index in guessed.items()}
        self._boxes = []
        for index, name in enumerate(sheet.header):
            box = self._box(name, fields.get(index, ""))
            self._boxes.append(box)
            self.setCellWidget(0, index, box)
            for row, line in enumerate(shown, 1):
                self.setItem(row, index, QTableWidgetItem(_short(line.cell(index))))
        self._measure()
        header = self.horizontalHeader()
        for place, index in enumerate(sorted(fields)):  # what matters stands first, however wide the list
            header.moveSection(header.visualIndex(index), place)

    def _box(self, name: str, field: str) -> QComboBox:
        _ = self._
        box = QComboBox()
        box.setAccessibleName(_("Column {name} is", name=_short(name)))
        box.addItem(_("(leave out)"), "")
        for code, words in self._fields.items():
            box.addItem(words, code)
        box.setCurrentIndex(max(0, box.findData(field)))
        box.activated.connect(lambda _index: self.columns_changed.emit())
        return box

    def _measure(self) -> None:
        self.resizeColumnsToContents()
        for index, box in enumerate(self._boxes):
            box.ensurePolished()  # the style sheet's padding counts
            width = max(self.columnWidth(index), box.sizeHint().width() + t.SPACE_L)
            self.setColumnWidth(index, min(width, _WIDEST))
        heights = [box.sizeHint().height() + t.SPACE_S for box in self._boxes]
        self.setRowHeight(0, max([t.ROW, *heights]))


def _short(text: str) -> str:
    """Return one line a cell can show; the whole text is what is imported."""
    line = " ".join(text[:400].split())
    return line if len(line) <= 160 else f"{line[:159]}…"

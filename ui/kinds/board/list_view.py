"""All cards of a board as one table: the accessible form, and the one to read from top to bottom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from PySide6.QtCore import QItemSelectionModel, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from labapp.wording.translate import Translator
from ui import theme as t
from ui.kinds.board.model import Face
from ui.kinds.board.spans import span
from ui.kinds.board.spoken import spoken

_WIDTHS = {1: 104, 2: 118, 3: 110}  # group, voice and marks, where there is room; more of it in a wide list
_SIDE, _SIDE_WIDE = 0.56, 0.45  # of the width, for those three: at most, and where it is more than the above
_MOST_LINES = 4  # of a row
_PAD = 2 * t.SPACE_M  # around the words of a cell


class ListView(QTableWidget):
    """Words, group, voice and marks in rows; the same keys as on cards in columns."""

    wanted = Signal(str)

    def __init__(self, keys: dict[Qt.Key, str], _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(0, 4, parent)
        self._ = _
        self._keys = keys
        self._faces: list[Face] = []
        self._rows: list[tuple[Face, str]] = []
        self._widths: list[tuple[int, ...]] = []  # of the words of each row, measured once
        self.setAccessibleName(_("All cards"))
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setHorizontalHeaderLabels([_("Words"), _("Group"), _("Speaker"), _("Marks")])
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave nearly half the width to the words, however narrow the list is."""
        super().resizeEvent(event)
        room = self.viewport().width()
        all_three = sum(_WIDTHS.values())
        part = max(min(1.0, room * _SIDE / all_three), room * _SIDE_WIDE / all_three)
        for column, width in _WIDTHS.items():
            self.horizontalHeader().resizeSection(column, int(width * part))
        self._make_room(range(len(self._rows)))

    def show_faces(self, faces: Sequence[Face], titles: dict[str | None, str]) -> None:
        """Show cards; what was selected stays so, and rows that stay as they are are not made again."""
        kept = {face.card.placement for face in self.chosen()}
        rows = [(face, titles.get(face.card.cluster, titles.get(None, ""))) for face in faces]
        start, gone, come = span(self._rows, rows)
        self._rows, self._faces = rows, list(faces)
        self._widths[start : start + gone] = [()] * come
        for _row in range(come - gone):
            self.insertRow(start)
        for _row in range(gone - come):
            self.removeRow(start)
        for row in range(start, start + come):
            self._fill(row, *rows[row])
        before = [self.isColumnHidden(column) for column in (2, 3)]
        self.setColumnHidden(2, not any(face.sector or face.author for face in self._faces))
        self.setColumnHidden(3, not any(face.small for face in self._faces))  # the words need the room
        same = before == [self.isColumnHidden(column) for column in (2, 3)]
        self._make_room(range(start, start + come) if same else range(len(rows)))
        if kept != {face.card.placement for face in self.chosen()}:
            self._select_again(kept)

    def _fill(self, row: int, face: Face, group: str) -> None:
        cells = (face.card.text, group, face.sector or face.author, face.small)
        shown = [" ".join(text.split())[:400] for text in cells]
        for column, text in enumerate(shown):
            item = QTableWidgetItem(text)
            item.setToolTip(face.card.note if column == 0 else "")
            if column == 0:
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken(face, self._, group))
            self.setItem(row, column, item)
        measure = self.fontMetrics()
        self._widths[row] = tuple(measure.horizontalAdvance(text) for text in shown)

    def _lines(self, row: int, column: int, wide: int, room: int) -> int:
        """Return how many lines words take, by breaking them unless their width says that they are too many."""
        least = ceil(wide / room)
        if least < _MOST_LINES:
            item, measure = self.item(row, column), self.fontMetrics()
            words, wrapped = item.text() if item is not None else "", Qt.TextFlag.TextWordWrap
            least = measure.boundingRect(QRect(0, 0, room, 0), wrapped, words).height() // measure.lineSpacing()
        return min(_MOST_LINES, least)

    def _make_room(self, rows: Iterable[int]) -> None:
        """Make rows as high as their words, up to four lines; the dialog of a card has longer ones whole."""
        header = self.verticalHeader()
        base, more = header.defaultSectionSize(), self.fontMetrics().lineSpacing()
        rooms = [0 if self.isColumnHidden(column) else self.columnWidth(column) - _PAD for column in range(4)]
        for row in rows:
            sides = enumerate(zip(self._widths[row], rooms, strict=True))
            lines = max((self._lines(row, at, wide, room) for at, (wide, room) in sides if wide > room > 0), default=1)
            height = base + (lines - 1) * more
            if header.sectionSize(row) != height:
                header.resizeSection(row, height)

    def _select_again(self, placements: set[str]) -> None:
        current = self.currentRow()
        self.clearSelection()
        if 0 <= current < len(self._faces):
            self.setCurrentCell(current, 0)
        for row, face in enumerate(self._faces):
            if face.card.placement in placements:
                self.selectRow(row)

    def chosen(self) -> list[Face]:
        """Return the selected cards from top to bottom."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        return [self._faces[row] for row in rows if row < len(self._faces)]

    def select(self, placement: str) -> bool:
        """Select one card; False when it is not shown."""
        row = next((row for row, face in enumerate(self._faces) if face.card.placement == placement), -1)
        if row >= 0:
            this_one = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self.model().index(row, 0), this_one)  # whatever keys are held down
            self.setFocus()
        return row >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act with a plain letter, let the rest walk."""
        key = Qt.Key(event.key())
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and key in self._keys:
            self.wanted.emit(self._keys[key])
        else:
            super().keyPressEvent(event)

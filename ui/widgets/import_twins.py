"""Rows of a list that seem to be here already: each can be called the same or another one, or all at once."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from labapp.wording.translate import Translator
from ui import theme as t
from ui.widgets.layouts import cell

_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


@dataclass(frozen=True)
class Twin:
    """One such row: its line, what the list says, what is here."""

    line: int
    said: str
    here: str


class TwinsPage(QWidget):
    """A tick says "the same"; `apart` are the lines whose tick was taken away."""

    changed = Signal()

    def __init__(self, same: str, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all = QCheckBox(same)
        self._all.setChecked(True)
        self._all.clicked.connect(self._set_all)
        self._table = QTableWidget(0, 3)
        self._table.setHorizontalHeaderLabels([_("Line"), _("In the list"), _("Here")])
        self._table.setAccessibleName(_("Already here"))
        self._table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setDefaultSectionSize(t.ROW)
        self._table.setWordWrap(False)  # Qt would cut after the first word
        self._table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (1, 2):
            self._table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self._table.itemChanged.connect(lambda item: self._ticked())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, t.SPACE_XS, 0, 0)
        layout.setSpacing(t.SPACE_XS)
        layout.addWidget(self._all)
        layout.addWidget(self._table, 1)
        self._lines: list[int] = []

    @property
    def apart(self) -> frozenset[int]:
        """Return the lines that are no twins after all."""
        rows = range(len(self._lines))
        return frozenset(self._lines[row] for row in rows if cell(self._table, row, 0).checkState() == _UNCHECKED)

    def show_twins(self, twins: tuple[Twin, ...]) -> None:
        """Show rows; a tick that was taken away stays away while its line is shown."""
        apart = self.apart
        self._table.blockSignals(True)
        self._lines = [twin.line for twin in twins]
        self._table.setRowCount(len(twins))
        for row, twin in enumerate(twins):
            tick = QTableWidgetItem(str(twin.line))
            tick.setFlags(tick.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            tick.setCheckState(_UNCHECKED if twin.line in apart else _CHECKED)
            self._table.setItem(row, 0, tick)
            self._table.setItem(row, 1, QTableWidgetItem(twin.said))
            self._table.setItem(row, 2, QTableWidgetItem(twin.here))
        self._table.blockSignals(False)
        self._show_all()

    def tick(self, line: int, same: bool) -> None:
        """Call one row the same or another one."""
        cell(self._table, self._lines.index(line), 0).setCheckState(_CHECKED if same else _UNCHECKED)

    def _set_all(self) -> None:
        # A click on a half-ticked box means all of them.
        state = _UNCHECKED if self._all.checkState() == _UNCHECKED else _CHECKED
        self._table.blockSignals(True)
        for row in range(len(self._lines)):
            cell(self._table, row, 0).setCheckState(state)
        self._table.blockSignals(False)
        self._ticked()

    def _ticked(self) -> None:
        self._show_all()
        self.changed.emit()

    def _show_all(self) -> None:
        apart = len(self.apart)
        whole = _CHECKED if apart == 0 else _UNCHECKED
        self._all.setCheckState(whole if apart in (0, len(self._lines)) else Qt.CheckState.PartiallyChecked)

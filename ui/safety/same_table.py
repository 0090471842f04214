"""Who may have been written down on both laptops: a line each, one only where it is ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from labapp.joining import Comparison, Twin
from labapp.wording.errors import error_sentence
from labapp.wording.translate import Translator
from ui.safety.compare_words import row_words
from ui.safety.frame import dress_table, table_words

_WHAT, _HERE, _THERE, _ONE = range(4)
_CHECKED = Qt.CheckState.Checked


class SameTable(QTableWidget):
    """Nothing is ticked before a person ticks it: names are no proof."""

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(0, 4, parent)
        self._ = _
        self._twins: Sequence[Twin] = ()
        headings = [_("What"), _("This meeting"), _("Other state"), _("The same?")]
        dress_table(self, _("Written down on both"), headings, 96)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().setSectionResizeMode(_WHAT, QHeaderView.ResizeMode.ResizeToContents)

    @property
    def accepted(self) -> list[Twin]:
        """Return those a person has called one."""
        return [twin for row, twin in enumerate(self._twins) if self._tick(row).checkState() == _CHECKED]

    def show_twins(self, comparison: Comparison, twins: Sequence[Twin]) -> None:
        """Show who may be one; where nothing can make them one, the reason stands instead of the tick."""
        _ = self._
        self._twins = twins
        self.setRowCount(len(twins))
        for row, twin in enumerate(twins):
            here, there = twin.rows if twin.other not in comparison.mine.rows.get(twin.table, {}) else twin.rows[::-1]
            words = (table_words(twin.table, _), row_words(twin.table, here, comparison),
                     row_words(twin.table, there, comparison))  # fmt: skip
            for column, text in enumerate(words):
                self.setItem(row, column, QTableWidgetItem(text))
            tick = QTableWidgetItem(_("one and the same"))
            if twin.obstacle is None:
                tick.setFlags(tick.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                tick.setCheckState(Qt.CheckState.Unchecked)
            else:
                tick.setText(error_sentence(twin.obstacle, _))
            self.setItem(row, _ONE, tick)

    def tick(self, row: int) -> None:
        """Call the two of a line one."""
        self._tick(row).setCheckState(_CHECKED)

    def _tick(self, row: int) -> QTableWidgetItem:
        item = self.item(row, _ONE)
        assert item is not None
        return item

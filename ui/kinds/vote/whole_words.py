"""Rows as high as all their words: Qt's views reckon without the padding of the style sheet and cut the last line."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui import theme as t

_PADDING = 2 * t.SPACE_S + 12
"""What the style sheet and Qt's own text margins take from a row's width."""


class WholeWords(QStyledItemDelegate):
    """For a list the whole width of the view, for a table that of the column."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the width there is and as many lines as the words need in it."""
        view = self.parent()
        assert isinstance(view, QAbstractItemView)
        there = view.columnWidth(index.column()) if isinstance(view, QTableView) else view.viewport().width()
        room = QRect(0, 0, max(80, there - _PADDING), 10_000)
        words = str(index.data() or "")
        high = option.fontMetrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), words).height()
        return QSize(there, max(t.ROW, high + t.SPACE_S))

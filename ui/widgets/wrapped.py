"""Rows of a list as high as their words need at its width: Qt forgets the padding of a style sheet when it wraps."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QListWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui import theme as t
from ui.widgets.style import px, text_scale

_SIDES = 2 * (t.SPACE_S + 1) + 2 * 3 + 2  # padding and frame of the style sheet, Qt's own margin

_BESIDE = (Qt.ItemDataRole.CheckStateRole, Qt.ItemDataRole.DecorationRole)


def wrap_rows(view: QListWidget) -> None:
    """Let a list show all the words of its rows, whatever its width."""
    view.setWordWrap(True)
    view.setTextElideMode(Qt.TextElideMode.ElideNone)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setItemDelegate(_Wrapped(view))


class _Wrapped(QStyledItemDelegate):
    """Measures the words between the paddings, each text once: Qt asks for every row whenever one comes in."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._measured_for: tuple[int, str] = (0, "")
        self._sizes: dict[tuple[str, int], QSize] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the words need."""
        view = self.parent()
        assert isinstance(view, QListWidget)
        beside = sum(index.data(role) is not None for role in _BESIDE)
        measured_for = (view.viewport().width(), view.font().key())
        if measured_for != self._measured_for:
            self._measured_for, self._sizes = measured_for, {}
        words = str(index.data() or "")
        size = self._sizes.get((words, beside))
        if size is None:
            room = max(40, view.viewport().width() - _SIDES - beside * px(t.ICON_BOX + t.SPACE_S, text_scale()))
            wrap = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)
            needed = view.fontMetrics().boundingRect(QRect(0, 0, room, 10_000), wrap, words)
            size = QSize(room, max(px(t.ROW, text_scale()), needed.height() + t.SPACE_S))
            self._sizes[words, beside] = size
        return size

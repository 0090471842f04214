"""The table of a plan: columns as wide as their words ask for, rows as high as all their lines.

Qt's own rows are reckoned with the widths of before and without the padding of the style sheet: too high when a plan
is opened, too low when it is drawn again. Here both come from the widths there are.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.kinds.plan.model import STATUS, WHAT, WHEN, WHO, PlanModel
from ui.theme import ROW, SPACE_S, SPACE_XS

if TYPE_CHECKING:
    from ui.kinds.plan.page import PlanPage

_ICON = 16
_STEPS, _WEIGHED = 4, 30  # widths tried of each column; rows that decide
_LEAST_WHAT = 0.4  # of the width that status leaves: what is to be done comes first
_FLAGS = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignVCenter)
_Index = QModelIndex | QPersistentModelIndex


class Cells(QStyledItemDelegate):
    """Draws a cell with all its words, beside its icon where it has one."""

    def words_in(self, cell: QRect, index: _Index) -> QRect:
        """Return the part of a cell that its words may take."""
        drawn = index.data(Qt.ItemDataRole.DecorationRole) is not None
        return cell.adjusted(SPACE_S + (_ICON + SPACE_XS if drawn else 0), SPACE_XS, -SPACE_S, -SPACE_XS)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the width there is and the height of all lines in it."""
        view = self.parent()
        assert isinstance(view, QTableView)
        width = view.columnWidth(index.column())
        room = self.words_in(QRect(0, 0, width, 10_000), index)
        high = option.fontMetrics.boundingRect(room, _FLAGS, str(index.data() or "")).height()
        return QSize(width, max(ROW, high + 2 * SPACE_XS + 2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw ground, icon and words."""
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        words, drawn = shown.text, QIcon(shown.icon)
        shown.text, shown.icon = "", QIcon()
        shown.features &= ~QStyleOptionViewItem.ViewItemFeature.HasDecoration
        style = shown.widget.style() if shown.widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        room = self.words_in(shown.rect, index)
        if not drawn.isNull():
            middle = shown.rect.center().y() - _ICON // 2
            drawn.paint(painter, QRect(shown.rect.left() + SPACE_S, middle, _ICON, _ICON))
        painter.save()
        painter.setFont(shown.font)
        painter.setPen(shown.palette.color(QPalette.ColorRole.Text))
        painter.drawText(room, _FLAGS, words)
        painter.restore()


class PlanTable(QTableView):
    """The table; Enter edits, A accepts, H tells the history, Ctrl+arrows carry, Delete takes out."""

    def __init__(self, page: PlanPage, model: PlanModel) -> None:
        super().__init__()
        self._page, self._model = page, model
        self.cells = Cells(self)
        self.setItemDelegate(self.cells)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(1)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def arrange(self) -> None:
        """Give columns and rows the sizes their words ask for in the room there is."""
        for column, width in self._widths(self.viewport().width()).items():
            self.setColumnWidth(column, width)
        self.resizeRowsToContents()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width out."""
        super().resizeEvent(event)
        self.arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in letters of another size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "cells"):
            self.arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on one action; the rest walks."""
        carried = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if carried and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._page.carry(carried)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._page.edit_action()
        elif event.key() == Qt.Key.Key_Delete:
            self._page.retire()
        elif event.key() == Qt.Key.Key_A and not event.modifiers():
            self._page.accept()
        elif event.key() == Qt.Key.Key_H and not event.modifiers():
            self._page.show_life()
        else:
            super().keyPressEvent(event)

    def _widths(self, room: int) -> dict[int, int]:
        """Return the width of each column: status as its longest word, the others so that rows are as low as can be."""
        measure = self.fontMetrics()
        padding = 2 * SPACE_S + 2
        heads = {column: self.horizontalHeader().sectionSizeHint(column) for column in (WHO, WHEN, STATUS)}
        status = _ICON + SPACE_XS + padding + max(map(measure.horizontalAdvance, self._model.status_words()))
        status = max(status, heads[STATUS])
        who = max(map(measure.horizontalAdvance, self._texts(WHO)), default=0)
        dates = [part for text in self._texts(WHEN) for part in text.replace(" – ", " –\n").split("\n")]
        when = max(map(measure.horizontalAdvance, dates), default=0)  # "– overdue" may stand below
        least = [max(heads[column], padding + self._word(column, measure)) for column in (WHO, WHEN)]
        wanted = [max(low, padding + asked) for low, asked in zip(least, (who, when), strict=True)]
        slack = [max(0, want - low) for want, low in zip(wanted, least, strict=True)]
        tried = [[low + round(more * part / _STEPS) for low, more, part in zip(least, slack, parts, strict=True)]
                 for parts in product(range(_STEPS + 1), repeat=2)]  # fmt: skip
        most = room - status - round((room - status) * _LEAST_WHAT)
        tried = [one for one in tried if sum(one) <= most] or [least]
        best = min(tried, key=lambda one: (self._high(room - status - sum(one), *one), -sum(one)))
        return {WHAT: max(1, room - status - sum(best)), WHO: best[0], WHEN: best[1], STATUS: status}

    def _high(self, what: int, who: int, when: int) -> int:
        """Return how high the rows would be with columns of these widths."""
        measure, columns = self.fontMetrics(), ((WHAT, what), (WHO, who), (WHEN, when))
        return sum(
            max(measure.boundingRect(QRect(0, 0, width - 2 * SPACE_S, 10_000), _FLAGS, text).height() for text, width in
                zip(texts, (width for _column, width in columns), strict=True))
            for texts in zip(*(self._texts(column)[:_WEIGHED] for column, _width in columns), strict=True)
        )  # fmt: skip

    def _texts(self, column: int) -> list[str]:
        return [str(self._model.index(row, column).data() or "") for row in range(self._model.rowCount())]

    def _word(self, column: int, measure: QFontMetrics) -> int:
        words = [word for text in self._texts(column) for word in text.replace("-", "- ").split()]
        return max(map(measure.horizontalAdvance, words), default=0)

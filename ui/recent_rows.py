"""The rows of recent meetings: a title, shortened where it must be, and the day it was opened, as people say it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDate, QLocale, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from labapp.wording.translate import Translator
from ui import theme as t

PATH = Qt.ItemDataRole.UserRole
WHEN = PATH + 1


class RecentRows(QStyledItemDelegate):
    """A title, shortened where it must be, with the day it was opened at the right."""

    # The row alone is being drawn. Qt's own painting is asked for it and not the style: naming QStyle, with its six
    # hundred words, takes longer than all the rest of this window.
    _bare = False

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Leave the text out while the row alone is drawn."""
        super().initStyleOption(option, index)
        if self._bare:
            option.text = ""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row as ever, without its text, then both texts."""
        drawn = QStyleOptionViewItem(option)
        super().initStyleOption(drawn, index)
        title = drawn.text
        self._bare = True
        super().paint(painter, option, index)
        self._bare = False
        area = drawn.rect.adjusted(t.SPACE_S, 0, -t.SPACE_S, 0)
        when = str(index.data(WHEN) or "")
        metrics = QFontMetrics(drawn.font)
        room = area.width() - metrics.horizontalAdvance(when) - t.SPACE_M
        painter.save()
        painter.setFont(drawn.font)
        painter.setPen(drawn.palette.color(QPalette.ColorRole.Text))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignLeft,
                         metrics.elidedText(title, Qt.TextElideMode.ElideRight, room))  # fmt: skip
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight, when)
        painter.restore()


def when_words(stamp: str, now: datetime, _: Translator) -> str:
    """Return the day of a UTC stamp as people say it: today, yesterday, 12 Nov, 12 Nov 2025; Qt knows it at once."""
    try:
        then = datetime.fromisoformat(stamp).astimezone(now.tzinfo)
    except ValueError:
        return ""
    days = (now.date() - then.date()).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    day = QDate(then.year, then.month, then.day)
    return QLocale(_.language).toString(day, "d MMM" if then.year == now.year else "d MMM yyyy")

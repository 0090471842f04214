"""All shortcuts on one printed page: a sheet to lie beside the laptop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSaveFile, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter

from ui.widgets.fonts import font

_POINTS = 72
_COLUMNS = 2
_GAP = 28.0
_LARGEST, _LEAST = 10.0, 6.0


@dataclass(frozen=True)
class Group:
    """A menu's actions that have keys: name and keys of each."""

    title: str
    rows: tuple[tuple[str, str], ...]


def write_sheet(path: Path, title: str, foot: str, groups: Sequence[Group]) -> bool:
    """Write one A4 page; False when the place cannot be written to (what was there before stays whole)."""
    out = QSaveFile(str(path))
    if not out.open(QSaveFile.OpenModeFlag.WriteOnly):
        return False
    writer = QPdfWriter(out)
    writer.setResolution(_POINTS)
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait,
                                     QMarginsF(40, 36, 40, 36), QPageLayout.Unit.Point))  # fmt: skip
    writer.setTitle(title)
    writer.setCreator("labapp")
    painter = QPainter(writer)
    _draw(painter, QRectF(0, 0, writer.width(), writer.height()), title, foot, groups)
    painter.end()
    return out.commit()


def _draw(painter: QPainter, page: QRectF, title: str, foot: str, groups: Sequence[Group]) -> None:
    _line(painter, QRectF(0, 0, page.width(), 28), title, _sized(18, bold=True))
    _line(painter, QRectF(0, page.height() - 16, page.width(), 16), foot, _sized(8))
    body = QRectF(0, 40, page.width(), page.height() - 64)
    columns, size = _shared(groups, body.height())
    width = (body.width() - _GAP * (_COLUMNS - 1)) / _COLUMNS
    for index, column in enumerate(columns):
        _column(painter, QRectF(body.x() + index * (width + _GAP), body.y(), width, body.height()), column, size)


def _shared(groups: Sequence[Group], height: float) -> tuple[list[list[Group]], float]:
    """Share groups out over the columns, at the largest size at which all stand on the page."""
    size = _LARGEST
    while True:
        columns = _split(groups, height, size)
        if len(columns) <= _COLUMNS or size <= _LEAST:
            return columns, size
        size -= 0.5


def _split(groups: Sequence[Group], height: float, size: float) -> list[list[Group]]:
    columns: list[list[Group]] = [[]]
    used = 0.0
    for group in groups:
        needed = _step(size) * (len(group.rows) + 2)
        if used and used + needed > height:
            columns.append([])
            used = 0.0
        columns[-1].append(group)
        used += needed
    return columns


def _step(size: float) -> float:
    return size * 1.7


def _column(painter: QPainter, area: QRectF, groups: Sequence[Group], size: float) -> None:
    y, step = area.y(), _step(size)
    for group in groups:
        _line(painter, QRectF(area.x(), y, area.width(), step), group.title, _sized(size, bold=True))
        y += step
        for name, keys in group.rows:
            row = QRectF(area.x(), y, area.width(), step)
            kept = _line(painter, row, keys, _sized(size, bold=True), right=True)
            _line(painter, row.adjusted(0, 0, -kept - 8, 0), name, _sized(size))
            y += step
        y += step


def _line(painter: QPainter, area: QRectF, text: str, face: QFont, *, right: bool = False) -> float:
    """Draw one line, shortened where it must be, and return its width."""
    painter.setFont(face)
    metrics = painter.fontMetrics()
    words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, words)
    return float(metrics.horizontalAdvance(words))


def _sized(points: float, *, bold: bool = False) -> QFont:
    made = QFont(font(12))
    made.setPointSizeF(points)  # at 72 dots an inch a point is a dot
    made.setBold(bold)
    return made

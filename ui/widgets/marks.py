"""Icons of the sectors' drawn marks, for lists and menus of the console."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from ui.theme import Theme, sector_pair
from ui.widgets.shapes import sector_shape, shape_path


@lru_cache(maxsize=64)
def sector_icon(look: str, theme: Theme) -> QIcon:
    """Return a sector's shape in its colour."""
    made = QIcon()
    for density in (1, 2):
        pixmap = QPixmap(16 * density, 16 * density)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(2 * density, 2 * density, 12 * density, 12 * density)
        painter.fillPath(shape_path(sector_shape(look), rect), theme.ink(sector_pair(look)))
        painter.end()
        pixmap.setDevicePixelRatio(density)
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):  # Qt would tint it in a chosen row
            made.addPixmap(pixmap, mode)
    return made

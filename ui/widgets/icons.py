"""Lucide outlines from our own resources, tinted with the theme's colours and cached."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from labapp import paths
from ui.theme import Theme, Token

SIZE = 18
_SIZES = (16, SIZE)  # a button's and ours; whatever is larger asks for its own picture
_DENSITIES = (1, 2)


def icon(name: str, theme: Theme, token: Token = Token.INK, disabled: Token = Token.FADED) -> QIcon:
    """Return an icon by Lucide's name in a colour of the theme; raises FileNotFoundError for one we don't ship."""
    return _icon(name, theme.hex(token), theme.hex(disabled))


def icon_pixmap(name: str, color: str, size: int = SIZE, density: float = 1.0) -> QPixmap:
    """Return one picture of an icon, `size` logical pixels wide, for a `#RRGGBB` of the theme."""
    return _pixmap(name, color, size, density)


@lru_cache(maxsize=512)
def _icon(name: str, color: str, disabled: str) -> QIcon:
    made = QIcon()
    for size in _SIZES:
        for density in _DENSITIES:
            made.addPixmap(_pixmap(name, color, size, density), QIcon.Mode.Normal)
            made.addPixmap(_pixmap(name, disabled, size, density), QIcon.Mode.Disabled)
    return made


@lru_cache(maxsize=2048)
def _pixmap(name: str, color: str, size: int, density: float) -> QPixmap:
    source = _source(name).replace(b"currentColor", QColor(color).name().encode())
    renderer = QSvgRenderer(QByteArray(source))
    pixmap = QPixmap(QSize(round(size * density), round(size * density)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(density)
    return pixmap


@lru_cache(maxsize=256)
def _source(name: str) -> bytes:
    return paths.resource("icons", f"{name}.svg").read_bytes()


def icon_file(name: str, color: str) -> str:
    """Write a tinted icon into the user's folder once and return its path: style sheets can only name files."""
    folder = paths.data_folder() / "look"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{name}-{color.lstrip('#').lower()}.svg"
    if not target.exists():
        target.write_bytes(_source(name).replace(b"currentColor", QColor(color).name().encode()))
    return target.as_posix()

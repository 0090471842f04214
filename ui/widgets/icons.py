"""Lucide outlines from our own resources, tinted with the theme's colours and cached."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from labapp import paths
from ui.theme import ICON, ICON_BOX, Theme, Token

SIZE = 18
SCALE = "labapp-scale"  # property of the application: the size of text that is worn
_DENSITIES = (1, 2)


def icon(name: str, theme: Theme, token: Token = Token.INK, disabled: Token = Token.FADED) -> QIcon:
    """Return an icon by Lucide's name in a colour of the theme; raises FileNotFoundError for one we don't ship.

    It has the sizes that are asked for at the size of text that is worn: a button's, with room around it, and ours.
    """
    return _icon(name, theme.hex(token), theme.hex(disabled), worn_scale())


def no_icon() -> QIcon:
    """Return an icon of the usual size on which nothing is drawn: words beside it line up with those beside icons."""
    side = round(SIZE * worn_scale())
    empty = QPixmap(side, side)
    empty.fill(Qt.GlobalColor.transparent)
    return QIcon(empty)


def worn_scale() -> float:
    """Return the user's size of text as it is worn now, 1.0 at 100 %."""
    app = QGuiApplication.instance()
    return float((app.property(SCALE) if app is not None else 0) or 1.0)


def icon_pixmap(name: str, color: str, size: int = SIZE, density: float = 1.0) -> QPixmap:
    """Return one picture of an icon, `size` logical pixels wide, for a `#RRGGBB` of the theme."""
    return _pixmap(name, color, size, density)


@lru_cache(maxsize=512)
def _icon(name: str, color: str, disabled: str, scale: float) -> QIcon:
    made = QIcon()
    box, picture = round(ICON_BOX * scale), round(ICON * scale)
    for size, inner in ((box, picture), (round(SIZE * scale),) * 2):
        for density in _DENSITIES:
            for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):  # Qt would tint it in a row that is chosen
                made.addPixmap(_pixmap(name, color, size, density, inner), mode)
            made.addPixmap(_pixmap(name, disabled, size, density, inner), QIcon.Mode.Disabled)
    return made


@lru_cache(maxsize=2048)
def _pixmap(name: str, color: str, size: int, density: float, inner: int = 0) -> QPixmap:
    outline = _outline(name, color)
    pixmap = QPixmap(QSize(round(size * density), round(size * density)))
    pixmap.fill(Qt.GlobalColor.transparent)
    edge = (size - (inner or size)) // 2 * density
    painter = QPainter(pixmap)
    outline.render(painter, QRectF(pixmap.rect()).adjusted(edge, edge, -edge, -edge))
    painter.end()
    pixmap.setDevicePixelRatio(density)
    return pixmap


@lru_cache(maxsize=64)
def _outline(name: str, color: str) -> QSvgRenderer:
    # Read once for all the sizes of an icon.
    return QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", QColor(color).name().encode())))


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

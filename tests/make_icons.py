"""Draws the program's icon anew from `resources/look/labapp.svg`: `python -m tests.make_icons`.

Windows wants `.ico` and macOS `.icns` in the build; the window takes the PNG, which needs no plugin and no drawing.
"""

from __future__ import annotations

import io
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

from labapp import paths

_WINDOW, _LARGEST = 128, 1024
_WINDOWS_SIZES = (16, 24, 32, 48, 64, 128, 256)


def drawn(size: int) -> Image.Image:
    """Return the icon at a size, drawn rather than scaled: small ones stay crisp."""
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(paths.resource("look", "labapp.svg"))).render(painter)
    painter.end()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture)
    return Image.open(io.BytesIO(bytes(held.data())))


def main() -> int:
    """Write the three files."""
    app = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    folder = paths.resource("look")
    drawn(_WINDOW).save(folder / "labapp.png")
    sizes = [drawn(size) for size in _WINDOWS_SIZES]
    sizes[-1].save(folder / "labapp.ico", append_images=sizes[:-1], sizes=[(size, size) for size in _WINDOWS_SIZES])
    drawn(_LARGEST).save(folder / "labapp.icns")
    del app
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Przepisz ze zdjęcia: a picture of cards beside the work, to be typed over; it is kept as evidence for the report.

Pictures are turned upright, made small enough to read and written anew, so that what a telephone adds (place, time,
owner) never gets into the laboratory.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from labapp.changes import Change
from labapp.model import files, ideas
from ui import theme as t
from ui.context import Context
from ui.widgets.icons import icon
from ui.widgets.style import ease

ENDINGS = (".jpg", ".jpeg", ".png")
EVIDENCE = "evidence"
_LONGEST, _QUALITY = 2400, 85
_ZOOMS = (0.15, 0.25, 0.4, 0.6, 0.8, 1.0, 1.5, 2.0)


def read_picture(path: Path) -> tuple[QImage, bytes] | None:
    """Return a picture upright and without anything but its dots, as an image and as JPEG; None when it is none."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    image = reader.read()
    if image.isNull():
        return None
    if max(image.width(), image.height()) > _LONGEST:
        image = image.scaled(QSize(_LONGEST, _LONGEST), Qt.AspectRatioMode.KeepAspectRatio,
                             Qt.TransformationMode.SmoothTransformation)  # fmt: skip
    plain = QImage(image.convertToFormat(QImage.Format.Format_RGB32))
    for key in plain.textKeys():
        plain.setText(key, "")
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpeg"))
    writer.setQuality(_QUALITY)
    writer.write(plain)
    return plain, bytes(held.data())


class PhotoPanel(QFrame):
    """Away until a picture is opened or dropped; the cursor stays in the capture line."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._ = context._
        self._activity = self._link = ""
        self._image = QImage()
        self._zoom = 2
        self._before = 0
        self.setProperty("role", "side")
        self.setMinimumWidth(280)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(t.SPACE_S, t.SPACE_S, t.SPACE_S, t.SPACE_S)
        layout.setSpacing(t.SPACE_XS)
        layout.addLayout(self._head())
        self._view = QLabel()
        self._area = QScrollArea()
        self._area.setWidget(self._view)
        self._area.setAccessibleName(self._("Picture to type over"))
        layout.addWidget(self._area, 1)
        self._alt = QLineEdit()
        self._alt.setPlaceholderText(self._("What does the picture show? (goes into the report)"))
        self._alt.setAccessibleName(self._("What does the picture show? (goes into the report)"))
        self._alt.editingFinished.connect(self._keep_alt)
        layout.addWidget(self._alt)
        self.hide()

    def _head(self) -> QHBoxLayout:
        _ = self._
        row = QHBoxLayout()
        self.typed = QLabel()
        self.typed.setProperty("role", "section")
        self.total = QSpinBox()
        ease(self.total)
        self.total.setRange(0, 999)
        self.total.setSpecialValueText(_("how many?"))
        self.total.setAccessibleName(_("How many cards the picture shows"))
        self.total.setToolTip(_("How many cards the picture shows"))
        self.total.valueChanged.connect(lambda _value: self.refresh())
        row.addWidget(self.typed)
        row.addWidget(self.total)
        row.addStretch(1)
        for name, words, step in (("zoom-out", _("Smaller"), -1), ("zoom-in", _("Larger"), 1), ("x", _("Close"), 0)):
            button = QPushButton(icon(name, self._context.theme), "")
            button.setProperty("variant", "quiet")
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.clicked.connect(lambda _on=False, by=step: self.zoom(by) if by else self.hide())
            row.addWidget(button)
        return row

    def open(self, path: Path, activity: str) -> bool:
        """Keep a picture as evidence of an activity and show it; False with a sentence when it is none."""
        found = read_picture(path)
        if found is None:
            self._context.tell(self._("{file} is no PNG or JPEG picture.", file=path.name), "warning")
            return False
        image, data = found

        def operation(tx: Change) -> str:
            return files.link(tx, files.add(tx, path.stem + ".jpg", "image/jpeg", data), EVIDENCE, activity=activity)

        link = self._context.run("file.add", operation, n=1)
        if link is None:
            return False
        self._link, self._activity, self._image = link, activity, image
        self._before = len(ideas.cards(self._context.lab.read, activity))
        self._alt.clear()
        self.total.setValue(0)
        self.zoom(0)
        self.show()
        self.refresh()
        return True

    def zoom(self, step: int) -> None:
        """Show the picture larger or smaller."""
        self._zoom = max(0, min(len(_ZOOMS) - 1, self._zoom + step))
        size = self._image.size() * _ZOOMS[self._zoom]
        scaled = self._image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio,
                                    Qt.TransformationMode.SmoothTransformation)  # fmt: skip
        self._view.setPixmap(QPixmap.fromImage(scaled))
        self._view.resize(scaled.size())

    def refresh(self) -> None:
        """Count what was typed since the picture came."""
        if not self._activity:
            return
        count = max(0, len(ideas.cards(self._context.lab.read, self._activity)) - self._before)
        of = self.total.value()
        self.typed.setText(self._("typed {n} of {total}", n=count, total=of) if of else self._("typed {n}", n=count))

    def _keep_alt(self) -> None:
        link, alt = self._link, self._alt.text().strip()
        if link and self._context.lab.read.value("SELECT alt FROM file_links WHERE id = ?", link) != alt:
            self._context.run("file.describe", lambda tx: tx.update("file_links", link, alt=alt))


def pictures(data: QMimeData) -> list[Path]:
    """Return the picture files among what is dragged here."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in ENDINGS]

"""Przepisz ze zdjęcia: a picture of cards beside the work, to be typed over; it is kept as evidence for the report.

What was kept can be opened again, one picture of the point after another, and taken away; undo brings it back.
Pictures are read beside the window (`photo_reading`); how, and what of a telephone's notes stays outside, is said in
`labapp.exchange.photo`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QPixmap, QShowEvent
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
from labapp.exchange.photo import ENDINGS, Photo
from labapp.model import agenda, files, ideas
from labapp.model.files import Link
from ui import theme as t
from ui.console.photo_reading import PhotoReading, Wish
from ui.context import Context
from ui.widgets.elided import Elided
from ui.widgets.folding import Folding
from ui.widgets.icons import icon
from ui.widgets.style import ease

EVIDENCE = "evidence"
_LEAST = 280
_ZOOMS = (0.15, 0.25, 0.4, 0.6, 0.8, 1.0, 1.5, 2.0)


class PhotoPanel(QFrame):
    """Away until a picture is opened or dropped; the cursor stays in the capture line."""

    turned = Signal()  # it came, or went

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._ = context._
        self._activity = self._link = ""
        self._image = QImage()
        self._zoom = 2
        self._before: dict[str, int] = {}  # by link: cards of the point when its typing began
        self._totals: dict[str, int] = {}  # by link: how many cards it shows, as said while it was typed
        self._first = False  # the next picture to arrive is the first of those dropped together: it is shown
        self.reading = PhotoReading(context, self)
        self.reading.arrived.connect(self._arrived)
        self.reading.moved.connect(self._show_reading)
        self.setProperty("role", "side")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(t.SPACE_S, t.SPACE_S, t.SPACE_S, t.SPACE_S)
        layout.setSpacing(t.SPACE_XS)
        layout.addWidget(self._head())
        layout.addWidget(self._kept_row())
        layout.addWidget(self._reading_row())
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

    def minimumSizeHint(self) -> QSize:
        """Wide enough for a picture to be read, and for its own words."""
        least = super().minimumSizeHint()
        return least.expandedTo(QSize(_LEAST, least.height()))

    def showEvent(self, event: QShowEvent) -> None:
        """Let the window make room."""
        super().showEvent(event)
        self.turned.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the window give the room back."""
        super().hideEvent(event)
        self.turned.emit()

    def _head(self) -> Folding:
        """How far the typing is, and beside or below it how large the picture is shown."""
        _ = self._
        self.typed = QLabel()
        self.typed.setProperty("role", "section")
        self.total = QSpinBox()
        ease(self.total)
        self.total.setRange(0, 999)
        self.total.setSpecialValueText(_("how many?"))
        self.total.setAccessibleName(_("How many cards the picture shows"))
        self.total.setToolTip(_("How many cards the picture shows"))
        self.total.valueChanged.connect(self._counted)
        sizes = [self._quiet(name, words, partial(self.zoom, step))
                 for name, words, step in (("zoom-out", _("Smaller"), -1), ("zoom-in", _("Larger"), 1))]  # fmt: skip
        self.remove = self._quiet("trash-2", _("Remove this picture"), self._remove)
        close = self._quiet("x", _("Close"), self.hide)
        return Folding(_row(self.typed, self.total), _row(*sizes, self.remove, close))

    def _kept_row(self) -> QWidget:
        """Which picture of the point this is, the one before and after it."""
        _ = self._
        self.which = QLabel()
        self.which.setProperty("role", "secondary")
        self.previous = self._quiet("chevron-left", _("Picture before"), lambda: self._turn(-1))
        self.following = self._quiet("chevron-right", _("Next picture"), lambda: self._turn(1))
        self._several = _row(self.previous, self.which, self.following)
        return self._several

    def _reading_row(self) -> QWidget:
        """What is being read, and the way to stop it."""
        self._under_way = QWidget()
        row = QHBoxLayout(self._under_way)
        row.setContentsMargins(0, 0, 0, 0)
        self._said = Elided()
        self._said.setProperty("role", "secondary")
        self.stop_reading = QPushButton(self._("Stop reading"))
        self.stop_reading.setProperty("variant", "quiet")
        self.stop_reading.clicked.connect(self.reading.stop)
        row.addWidget(self._said, 1)
        row.addWidget(self.stop_reading)
        self._under_way.hide()
        return self._under_way

    def _quiet(self, name: str, words: str, handler: Callable[[], object]) -> QPushButton:
        button = QPushButton(icon(name, self._context.theme), "")
        button.setProperty("variant", "quiet")
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda _on=False: handler())
        return button

    # --- pictures kept -----------------------------------------------------------------------------------------------
    def kept(self) -> list[Link]:
        """Return the pictures of the point, in the order in which they came."""
        return files.links(self._context.lab.read, EVIDENCE, self._activity) if self._activity else []

    def open_kept(self, activity: str) -> bool:
        """Show the newest picture of a point again; False when it has none."""
        self._activity = activity
        listed = self.kept()
        if not listed:
            return False
        self._show(listed[-1])
        return True

    def _show(self, link: Link) -> None:
        image = QImage.fromData(files.content(self._context.lab.read, link.file))
        if image.isNull():  # a file from elsewhere may carry what we do not write
            self._context.tell(self._("{file} is no PNG or JPEG picture.", file=link.name), "warning")
            return
        self._link, self._image = link.id, image
        self._enable(True)
        self._before.setdefault(link.id, len(ideas.cards(self._context.lab.read, self._activity)))
        self._alt.setText(link.alt)
        self.total.blockSignals(True)
        self.total.setValue(self._totals.get(link.id, 0))
        self.total.blockSignals(False)
        self.zoom(0)
        self.show()
        self.refresh()

    def _turn(self, step: int) -> None:
        self._keep_alt()
        listed = self.kept()
        place = next((index for index, link in enumerate(listed) if link.id == self._link), 0) + step
        if 0 <= place < len(listed):
            self._show(listed[place])

    def _remove(self) -> None:
        link = self._link
        self._context.run("file.remove", lambda tx: files.unlink(tx, link))

    def _counted(self, total: int) -> None:
        self._totals[self._link] = total
        self.refresh()

    # --- pictures come -----------------------------------------------------------------------------------------------
    def open(self, wishes: list[Wish]) -> None:
        """Read pictures, each for a point of the agenda; the first is shown, the others wait beside it."""
        if not wishes:
            return
        if self.isHidden():
            self._blank()
        self._first = True
        self.show()
        self.reading.add(wishes)

    def _show_reading(self) -> None:
        self._said.set_full(self.reading.words)
        self._under_way.setVisible(self.reading.busy)
        if not self.reading.busy and not self._link:
            self.hide()

    def _blank(self) -> None:
        """Show no picture: the one that was shown is gone, or another one is on its way."""
        self._activity = self._link = ""
        self._image = QImage()
        self._view.clear()
        self._alt.clear()
        self.typed.clear()
        self._several.hide()
        self._enable(False)

    def _enable(self, on: bool) -> None:
        for widget in (self.total, self.remove, self._alt):
            widget.setEnabled(on)

    def _arrived(self, photo: Photo, activity: str) -> None:
        """Keep a picture as evidence of its point."""
        if all(item.id != activity for item in agenda.activities(self._context.lab.read)):
            gone = self._("{file} is not kept: its point was taken off the agenda.", file=photo.name)
            self._context.tell(gone, "warning")
            return

        def operation(tx: Change) -> str:
            return files.link(tx, files.add(tx, photo.name, "image/jpeg", photo.data), EVIDENCE, activity=activity)

        link = self._context.run("file.add", operation, n=1)
        if link is not None and self._first:
            self._keep_alt()
            self._first, self._activity = False, activity
            self._show(next(kept for kept in self.kept() if kept.id == link))

    def zoom(self, step: int) -> None:
        """Show the picture larger or smaller."""
        if self._image.isNull():
            return
        self._zoom = max(0, min(len(_ZOOMS) - 1, self._zoom + step))
        size = self._image.size() * _ZOOMS[self._zoom]
        scaled = self._image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio,
                                    Qt.TransformationMode.SmoothTransformation)  # fmt: skip
        self._view.setPixmap(QPixmap.fromImage(scaled))
        self._view.resize(scaled.size())

    def refresh(self) -> None:
        """Count what was typed since the picture came, and follow what was taken away or brought back."""
        if not self._activity:
            return
        listed = self.kept()
        place = next((index for index, link in enumerate(listed) if link.id == self._link), None)
        if place is None:
            if listed:
                self._show(listed[-1])
            else:
                self._blank()
                self.setVisible(self.reading.busy)
            return
        _ = self._
        self.which.setText(_("Picture {n} of {count}", n=place + 1, count=len(listed)))
        self.previous.setEnabled(place > 0)
        self.following.setEnabled(place + 1 < len(listed))
        self._several.setVisible(len(listed) > 1)
        now = len(ideas.cards(self._context.lab.read, self._activity))
        count, of = max(0, now - self._before.get(self._link, now)), self.total.value()
        self.typed.setText(_("typed {n} of {total}", n=count, total=of) if of else _("typed {n}", n=count))

    def _keep_alt(self) -> None:
        link, alt = self._link, self._alt.text().strip()
        if any(kept.id == link and kept.alt != alt for kept in self.kept()):
            self._context.run("file.describe", lambda tx: tx.update("file_links", link, alt=alt))


def _row(*parts: QWidget) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        layout.addWidget(part)
    layout.addStretch(1)
    return row


def pictures(data: QMimeData) -> list[Path]:
    """Return the picture files among what is dragged here."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in ENDINGS]

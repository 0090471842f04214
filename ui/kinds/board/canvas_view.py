"""The canvas on the console: cards in the plane, drawn by ourselves, read out by Qt as the list they are.

It is an item view, so that a screen reader finds a list with its cards, their words and which one is current, and so
that selection and writing in place work as everywhere. Geometry, drawing and keys are its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from labapp.kinds.board.canvas_area import HEAD, HEIGHT, WIDTH, Area, Point, around, card_area
from ui.kinds.board.canvas_model import CanvasModel
from ui.kinds.board.canvas_paint import Painting
from ui.kinds.board.canvas_plane import Plane, of
from ui.kinds.board.model import Face
from ui.theme import CORNER, Theme

_Index = QModelIndex | QPersistentModelIndex
ZOOM_LEAST, ZOOM_MOST = 0.04, 3.0
STEP = 1.15
_REST_MS = 140  # after the last step of a zoom pictures are made anew
_MARGIN = 24.0
_RING = 8  # px around a card that its outlines may take
_Select = QItemSelectionModel.SelectionFlag


class CanvasView(QListView):
    """Geometry and zoom of the plane; gestures come from the class below it."""

    zoomed = Signal(float)
    looked = Signal()  # another part of the plane is in sight

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = CanvasModel()
        self.plane = Plane()
        self.groups: list[tuple[str, str, Area]] = []
        self.zoom = 1.0
        self.painting = Painting(self, theme)
        self._zooming = QTimer(self)
        self._zooming.setSingleShot(True)
        self._zooming.setInterval(_REST_MS)
        self._zooming.timeout.connect(self._rested)
        self._fitted = True  # until somebody moves, the whole is shown when the window changes its size
        self._going_on = False  # begun where another window was: the first cards do not change that
        self._room = QSize()  # the size of the window that the offsets are meant for
        self._chosen: list[int] | None = None  # selected rows, worked out once: every frame asks
        self.setModel(self.cards)
        self.selectionModel().selectionChanged.connect(self._choose_anew)
        for moved in (self.cards.rowsRemoved, self.cards.modelReset):
            moved.connect(self._choose_anew)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.viewport().setMouseTracking(True)

    # --- what lies there ------------------------------------------------------------------------------------------
    def show_plan(self, spots: Sequence[Point], groups: Sequence[tuple[str, str, Area]]) -> None:
        """Take the spots of all rows of `cards` and the groups as (id, title, area)."""
        first = not self.plane.spots and not self.groups
        self.plane.show(spots)
        self.groups = list(groups)
        self.painting.forget()
        self.updateGeometries()
        if first and not self._going_on:  # later on what comes in moves nothing that is looked at
            self.fit_all()
        self.viewport().update()

    def add_spots(self, spots: Sequence[Point], groups: Sequence[tuple[str, str, Area]]) -> None:
        """Take the spots of rows that came in while all others lie where they lay: only what is new is drawn."""
        before, labels = {group: area for group, _title, area in self.groups}, self.painting.labels()
        touched = [area for group, _title, area in groups if group not in before]
        edges = [edge for group, _title, area in groups if before.get(group, area) != area
                 for edge in (before[group], area)]  # fmt: skip
        touched += [Area(area.x, area.y, area.w, HEAD) for group, title, area in groups
                    if (group, title, area) not in self.groups]  # fmt: skip
        self.plane.add(spots)
        self.painting.grow(len(self.plane.spots) - len(spots))
        self.groups = list(groups)
        self.updateGeometries()
        for area in [*touched, *map(card_area, spots)]:
            self._redraw(self.to_view(area))
        now = self.painting.labels()
        for box, _words in [label for label in (*labels, *now) if (label in labels) is not (label in now)]:
            self._redraw(box)
        for old, new in zip(edges[::2], edges[1::2], strict=True):
            self._redraw_between(old, new)

    def _redraw(self, at: QRectF) -> None:
        self.viewport().update(at.toAlignedRect().adjusted(-_RING, -_RING, _RING, _RING))

    def _redraw_between(self, old: Area, new: Area) -> None:
        """Draw an area anew that grew: its old and new edge and what lies between, not all of its cards."""
        before, now = self.to_view(old).toAlignedRect(), self.to_view(new).toAlignedRect()
        inner = before.intersected(now).adjusted(CORNER, CORNER, -CORNER, -CORNER)
        self.viewport().update(QRegion(before.united(now).adjusted(-2, -2, 2, 2)).subtracted(QRegion(inner)))

    def bounds(self) -> Area:
        """Return the rectangle around all cards and groups."""
        areas = [area for _, _, area in self.groups]
        return around([self.plane.bounds(), *areas]) if self.plane.spots else around(areas)

    def chosen_rows(self) -> list[int]:
        """Return the selected rows."""
        if self._chosen is None:
            self._chosen = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        return self._chosen

    def chosen(self) -> list[Face]:
        """Return the selected cards, the current one first: it speaks for the others in a merge."""
        rows = self.chosen_rows()
        current = self.currentIndex().row()
        if current in rows:
            rows = [current, *(row for row in rows if row != current)]
        return [self.cards.faces[row] for row in rows]

    def select_rows(self, rows: Sequence[int], flags: _Select = _Select.ClearAndSelect) -> None:
        """Select rows, or change the selection by them."""
        wanted = QItemSelection()
        for row in rows:
            index = self.cards.index(row)
            wanted.select(index, index)
        self.selectionModel().select(wanted, flags)

    def select(self, placement: str) -> bool:
        """Select one card and make it current; False when it is not there."""
        row = self.cards.rows.get(placement, -1)
        if row >= 0:
            self.selectionModel().setCurrentIndex(self.cards.index(row), _Select.ClearAndSelect)
            self.scrollTo(self.cards.index(row))
        return row >= 0

    # --- the plane and the window ---------------------------------------------------------------------------------
    def to_plane(self, point: QPointF | QPoint) -> Point:
        """Return what lies under a point of the viewport."""
        return ((point.x() + self.horizontalOffset()) / self.zoom, (point.y() + self.verticalOffset()) / self.zoom)

    def to_view(self, area: Area) -> QRectF:
        """Return where an area is drawn."""
        return QRectF(area.x * self.zoom - self.horizontalOffset(), area.y * self.zoom - self.verticalOffset(),
                      area.w * self.zoom, area.h * self.zoom)  # fmt: skip

    def in_sight(self) -> Area:
        """Return the part of the plane that can be seen."""
        x, y = self.to_plane(QPoint(0, 0))
        return Area(x, y, self.viewport().width() / self.zoom, self.viewport().height() / self.zoom)

    def is_zooming(self) -> bool:
        """Tell whether the zoom is still changing: then old pictures are good enough."""
        return self._zooming.isActive()

    def set_zoom(self, zoom: float, about: QPointF | None = None) -> None:
        """Zoom so that what lies under a point (the middle) stays there."""
        self._fitted = False
        self._set_zoom(zoom, about)

    def _set_zoom(self, zoom: float, about: QPointF | None = None) -> None:
        zoom = min(ZOOM_MOST, max(ZOOM_LEAST, zoom))
        point = about if about is not None else QPointF(self.viewport().rect().center())
        fixed = self.to_plane(point)
        if zoom != self.zoom:
            self.zoom = zoom
            self._zooming.start()
            self.updateGeometries()
            self.zoomed.emit(zoom)
        self._scroll_to(fixed[0] * zoom - point.x(), fixed[1] * zoom - point.y())
        self.viewport().update()

    def fit(self, area: Area, most: float = 1.0) -> None:
        """Show a part of the plane as large as it fits, at most at `most`."""
        room = self.viewport().size()
        zoom = min((room.width() - 2 * _MARGIN) / area.w, (room.height() - 2 * _MARGIN) / area.h, most)
        self._set_zoom(max(zoom, ZOOM_LEAST))
        self._scroll_to((area.x + area.w / 2) * self.zoom - room.width() / 2,
                        (area.y + area.h / 2) * self.zoom - room.height() / 2)  # fmt: skip
        self._zooming.stop()

    def fit_all(self) -> None:
        """Show everything; it stays so until somebody moves or zooms."""
        self.fit(self.bounds())
        self._fitted = True

    def shows_all(self) -> bool:
        """Tell whether everything is shown whatever size the window has."""
        return self._fitted

    def go_on(self, before: CanvasView) -> None:
        """Look at the part of the plane that another window of it looks at, at the same zoom."""
        if before._fitted:
            return
        seen = before.in_sight()
        self._fitted, self._going_on = False, True
        self._set_zoom(before.zoom)
        self._room = self.viewport().size()
        self._scroll_to((seen.x + seen.w / 2) * self.zoom - self._room.width() / 2,
                        (seen.y + seen.h / 2) * self.zoom - self._room.height() / 2)  # fmt: skip

    def fit_chosen(self) -> None:
        """Show the selected cards as large as they fit."""
        rows = self.chosen_rows()
        if rows:
            self._fitted = False
            self.fit(of([self.plane.spots[row] for row in rows]).grown(32), 1.5)

    def pan(self, dx: float, dy: float) -> None:
        """Move the window over the plane by pixels."""
        self._fitted = False
        self._scroll_to(self.horizontalOffset() + dx, self.verticalOffset() + dy)

    def _scroll_to(self, x: float, y: float) -> None:
        for bar, value in ((self.horizontalScrollBar(), round(x)), (self.verticalScrollBar(), round(y))):
            bar.setRange(min(bar.minimum(), value), max(bar.maximum(), value))
            bar.setValue(value)

    def _rested(self) -> None:
        self.viewport().update()

    def _choose_anew(self) -> None:
        self._chosen = None

    # --- Qt's own questions ---------------------------------------------------------------------------------------
    def horizontalOffset(self) -> int:
        """Return how far the window stands to the right of the plane's origin."""
        return self.horizontalScrollBar().value()

    def verticalOffset(self) -> int:
        """Return how far the window stands below the plane's origin."""
        return self.verticalScrollBar().value()

    def visualRect(self, index: _Index) -> QRect:
        """Return where a card is drawn."""
        if not 0 <= index.row() < len(self.plane.spots):
            return QRect()
        x, y = self.plane.spots[index.row()]
        return self.to_view(Area(x, y, WIDTH, HEIGHT)).toRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Return the topmost card under a point."""
        row = self.plane.at(self.to_plane(point))
        return self.cards.index(row) if 0 <= row < len(self.cards.faces) else QModelIndex()

    def isIndexHidden(self, index: _Index) -> bool:
        """No card is hidden."""
        return False

    def scrollTo(
        self, index: _Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a card into sight, no further than needed."""
        rect, room = self.visualRect(index), self.viewport().rect().adjusted(16, 16, -16, -16)
        if rect.isNull() or room.contains(rect):
            return
        dx = min(0, rect.left() - room.left()) or max(0, min(rect.right() - room.right(), rect.left() - room.left()))
        dy = min(0, rect.top() - room.top()) or max(0, min(rect.bottom() - room.bottom(), rect.top() - room.top()))
        self.pan(dx, dy)

    def setSelection(self, rect: QRect, command: _Select) -> None:
        """Select what a rubber band touches."""
        x, y = self.to_plane(rect.topLeft())
        area = Area(x, y, max(1, rect.width()) / self.zoom, max(1, rect.height()) / self.zoom)
        self.select_rows(self.plane.within(area), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Everything may look different: the window is drawn as a whole."""
        return QRegion(self.viewport().rect())

    def doItemsLayout(self) -> None:
        """There is nothing to lay out: spots come from the document."""
        QAbstractItemView.doItemsLayout(self)

    def rowsInserted(self, parent: _Index, start: int, end: int) -> None:
        """Tell screen readers; nothing is laid out or drawn anew for it."""
        QAbstractItemView.rowsInserted(self, parent, start, end)

    def updateGeometries(self) -> None:
        """Let the scroll bars reach a window's width beyond the cards; where one looks now stays reachable."""
        whole, room = self.bounds(), self.viewport().size()
        bars = ((self.horizontalScrollBar(), whole.x, whole.right, room.width()),
                (self.verticalScrollBar(), whole.y, whole.bottom, room.height()))  # fmt: skip
        for bar, begin, end, size in bars:
            low, high = round(begin * self.zoom - size * 0.75), round(end * self.zoom - size * 0.25)
            bar.setRange(min(low, bar.value()), max(high, bar.value()))
            bar.setPageStep(max(1, size))
            bar.setSingleStep(40)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Draw the window anew where it stands now."""
        self.updateEditorGeometries()
        self.viewport().update()
        self.looked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep showing everything while nobody has moved, afterwards the middle of what is looked at."""
        super().resizeEvent(event)
        self.updateGeometries()
        before, self._room = self._room, self.viewport().size()
        if self._fitted:
            self.fit_all()
        elif before.isValid():  # not the event's old size: that says nothing of sizes a window had while it was hidden
            self._scroll_to(self.horizontalOffset() + (before.width() - self._room.width()) / 2,
                            self.verticalOffset() + (before.height() - self._room.height()) / 2)  # fmt: skip
        self.looked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is in sight."""
        painter = QPainter(self.viewport())
        torn = cast("Iterable[QRect]", event.region())  # it is one; its type stub does not say so
        self.painting.paint(painter, [QRectF(part) for part in torn])
        painter.end()

"""Hands on the canvas: dragging one or many, rubber band, panning; keys are in the class below it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QPinchGesture, QWidget

from labapp.kinds.board.canvas_area import HEAD, HEIGHT, WIDTH, Area, card_area, heirs
from labapp.wording.translate import Translator
from ui.kinds.board.canvas_view import STEP, CanvasView
from ui.theme import Theme

_Mod, _Button = Qt.KeyboardModifier, Qt.MouseButton
_Select = QItemSelectionModel.SelectionFlag
_EDGE, _DRIFT, _DRIFT_MS = 24, 18, 30  # near the window's edge a drag moves the window along


class CanvasMouse(CanvasView):
    """What a press began goes on until the button is let go or Esc; only then the document hears of it."""

    moved = Signal(dict)  # placement -> (x, y)
    merged = Signal(list, str)  # placements, the card that is to speak for them
    shifted = Signal(str, float, float)  # group, right, down
    renamed = Signal(str)  # group

    def __init__(self, theme: Theme, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._ = _
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._doing = ""  # "", drag, group, band, pan
        self._group = ""
        self._kept: list[int] = []  # selected before a rubber band that adds
        self._alone = False  # a press on one of several selected cards selects it alone, unless it was a drag
        self.space_held = False
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self._drift = QTimer(self)
        self._drift.setInterval(_DRIFT_MS)
        self._drift.timeout.connect(self._drifted)

    # --- press ----------------------------------------------------------------------------------------------------
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to pan, to drag cards or a group, or to draw a rubber band."""
        self._pressed = self._last = event.position()
        self._doing = ""
        if event.button() == _Button.MiddleButton or (event.button() == _Button.LeftButton and self.space_held):
            self._doing = "pan"
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        row = self.plane.at(self.to_plane(event.position()))
        if event.button() == _Button.RightButton:
            if row >= 0 and row not in self.chosen_rows():
                self._current(row, _Select.ClearAndSelect)
            self._pressed = None
            return
        if row >= 0:
            self._press_card(row, event.modifiers())
        else:
            self._group = self.group_at(event.position())
            self._kept = self.chosen_rows() if event.modifiers() & (_Mod.ControlModifier | _Mod.ShiftModifier) else []
            if not self._group and not self._kept:
                self.clearSelection()

    def _press_card(self, row: int, held: Qt.KeyboardModifier) -> None:
        chosen = row in self.chosen_rows()
        self._group, self._alone = "", chosen and not held & _Mod.ControlModifier
        if held & _Mod.ControlModifier:
            self._current(row, _Select.Toggle)
        elif held & _Mod.ShiftModifier:
            self._current(row, _Select.Select)
        else:
            self._current(row, _Select.NoUpdate if chosen else _Select.ClearAndSelect)

    def _current(self, row: int, how: _Select) -> None:
        self.selectionModel().setCurrentIndex(self.cards.index(row), how)

    def group_at(self, point: QPointF) -> str:
        """Return the group whose title is under a point, empty when none is."""
        at = self.to_plane(point)
        for group, _title, area in reversed(self.groups):
            strip = max(HEAD, 28 / self.zoom)
            if Area(area.x, area.y, area.w, min(strip, area.h)).holds(at):
                return group
        return ""

    # --- move -----------------------------------------------------------------------------------------------------
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with what the press began."""
        if self._pressed is None:
            over = bool(self.group_at(event.position())) and self.plane.at(self.to_plane(event.position())) < 0
            shape = Qt.CursorShape.OpenHandCursor if over or self.space_held else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            return
        step, self._last = event.position() - self._last, event.position()
        if self._doing == "pan":
            self.pan(-step.x(), -step.y())
            return
        if not self._doing:
            if (event.position() - self._pressed).manhattanLength() < QApplication.startDragDistance():
                return
            self._begin()
        self._follow(event.modifiers())

    def _begin(self) -> None:
        rows = self.chosen_rows()
        assert self._pressed is not None
        if self._group:
            self._doing = "group"
            self.painting.dragged = frozenset(self.rows_of(self._group))
        elif self.plane.at(self.to_plane(self._pressed)) in rows:
            self._doing = "drag"
            self.painting.dragged = frozenset(rows)
        else:
            self._doing = "band"
        self._begun = self.to_plane(self._pressed)
        self._drift.start()

    def rows_of(self, group: str) -> list[int]:
        """Return the rows of a group's cards."""
        return [row for row, face in enumerate(self.cards.faces) if face.card.cluster == group]

    def _follow(self, held: Qt.KeyboardModifier) -> None:
        x, y = self.to_plane(self._last)
        if self._doing == "band":
            left, top = min(x, self._begun[0]), min(y, self._begun[1])
            area = Area(left, top, abs(x - self._begun[0]), abs(y - self._begun[1]))
            self.painting.band = self.to_view(area)
            self.select_rows([*self._kept, *self.plane.within(area)])
        elif self._doing in ("drag", "group"):
            self.painting.shift = (x - self._begun[0], y - self._begun[1])
            self._aim(held)
        self.viewport().update()

    def _aim(self, held: Qt.KeyboardModifier) -> None:
        """Show what would happen on letting go: which group takes the cards in, or which card speaks for them."""
        painting = self.painting
        painting.target, painting.says = None, ""
        if self._doing != "drag":
            return
        under = self._under()
        if under >= 0 and held & _Mod.ShiftModifier:
            painting.target, painting.says = card_area(self.plane.spots[under]), self._("Merge into this card")
            return
        row = min(painting.dragged, default=-1)
        if row >= 0:
            x, y = self.plane.spots[row]
            areas = {group: area for group, _title, area in self.groups}
            into = heirs((x + painting.shift[0], y + painting.shift[1]), areas)
            if into is not None and into != self.cards.faces[row].card.cluster:
                painting.target = areas[into]

    def _under(self) -> int:
        """Return the row of the card under the pointer that is not dragged itself."""
        x, y = self.to_plane(self._last)
        rows = self.plane.within(Area(x, y, 0.001, 0.001))
        return max((row for row in rows if row not in self.painting.dragged), default=-1)

    def _drifted(self) -> None:
        room, at = self.viewport().rect(), self._last
        dx = -_DRIFT if at.x() < _EDGE else _DRIFT if at.x() > room.width() - _EDGE else 0
        dy = -_DRIFT if at.y() < _EDGE else _DRIFT if at.y() > room.height() - _EDGE else 0
        if dx or dy:
            self.pan(dx, dy)
            self._follow(QApplication.keyboardModifiers())

    # --- let go ---------------------------------------------------------------------------------------------------
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do it."""
        doing, self._doing = self._doing, ""
        pressed, self._pressed = self._pressed, None
        self._drift.stop()
        if doing == "pan":
            self.viewport().unsetCursor()
        elif doing == "drag":
            self._drop(event.modifiers())
        elif doing == "group":
            shift = self.painting.shift
            self.put_down()
            self.shifted.emit(self._group, *shift)
        elif not doing and pressed is not None and self._alone:
            self._current(self.plane.at(self.to_plane(pressed)), _Select.ClearAndSelect)
        self._alone = False
        self.painting.band = None
        self.viewport().update()

    def _drop(self, held: Qt.KeyboardModifier) -> None:
        under, faces = self._under(), self.cards.faces
        dragged = [faces[row].card.placement for row in sorted(self.painting.dragged)]
        if under >= 0 and held & _Mod.ShiftModifier:
            self.put_down()
            self.merged.emit(dragged, faces[under].card.placement)
        else:
            self.lay_down()

    def lay_down(self) -> None:
        """Tell where the cards on their way lie now."""
        (dx, dy), spots = self.painting.shift, self.plane.spots
        places = {self.cards.faces[row].card.placement: (spots[row][0] + dx, spots[row][1] + dy)
                  for row in sorted(self.painting.dragged)}  # fmt: skip
        self.put_down()
        if (dx or dy) and places:
            self.moved.emit(places)

    def put_down(self) -> None:
        """End a drag: cards are drawn where the document says they lie."""
        painting = self.painting
        painting.dragged, painting.shift, painting.target, painting.says = frozenset(), (0.0, 0.0), None, ""
        self.viewport().update()

    def give_up(self) -> bool:
        """Leave everything as it was before the press; False when nothing was under way."""
        busy = bool(self._doing or self.painting.dragged)
        self._doing, self._pressed, self.painting.band = "", None, None
        self._drift.stop()
        self.put_down()
        return busy

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Write on the card in place, or rename the group."""
        row = self.plane.at(self.to_plane(event.position()))
        if event.button() != _Button.LeftButton:
            return
        if row >= 0:
            self.edit(self.cards.index(row))
        elif group := self.group_at(event.position()):
            self.renamed.emit(group)

    def card_room(self, row: int) -> QRectF:
        """Return where a card may be written on: as large as it is drawn, never smaller than at its own size."""
        at = self.to_view(Area(*self.plane.spots[row], WIDTH, HEIGHT))
        room = QRectF(at.x(), at.y(), max(at.width(), WIDTH), max(at.height(), HEIGHT))
        whole = QRectF(self.viewport().rect())
        room.moveLeft(max(0.0, min(room.left(), whole.right() - room.width())))
        room.moveTop(max(0.0, min(room.top(), whole.bottom() - room.height())))
        return room

    # --- wheel and two fingers ------------------------------------------------------------------------------------
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else move: Shift turns it sideways."""
        delta = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * STEP ** (event.angleDelta().y() / 120), event.position())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not delta.x():
            self.pan(-delta.y(), 0)
        else:
            self.pan(-delta.x(), -delta.y())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Zoom by two fingers, on touch screens and touch pads."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.set_zoom(self.zoom * (1 + event.value()), event.position())
                return True
        elif event.type() == QEvent.Type.Gesture:
            pinch = event.gesture(Qt.GestureType.PinchGesture)  # type: ignore[attr-defined]
            if isinstance(pinch, QPinchGesture):
                centre = self.viewport().mapFromGlobal(pinch.centerPoint().toPoint())
                self.set_zoom(self.zoom * pinch.scaleFactor(), QPointF(centre))
                return True
        return super().viewportEvent(event)

"""What the canvas draws in which order: areas and their names, cards, what is selected, what is under way."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPen

from labapp.kinds.board.canvas_area import HEAD, HEIGHT, PAD, WIDTH, Area, Point
from ui.kinds.board.canvas_draw import CardPictures
from ui.theme import CONSOLE_BODY, CONSOLE_SECTION, CORNER, CORNER_NOTE, SPACE_S, Theme, Token, Weight, note_ground
from ui.widgets.fonts import font, metrics

if TYPE_CHECKING:
    from ui.kinds.board.canvas_view import CanvasView

FAR = 0.25
"""From here on outwards no word would fit a card that could be read: only paper is drawn."""

_TITLED = 0.5  # from here on outwards a group's name no longer fits into its strip
_FADED = 0.22


class Painting:
    """One frame of the canvas; gestures leave here what is to be seen of them."""

    def __init__(self, view: CanvasView, theme: Theme) -> None:
        self._view = view
        self.theme = theme
        self.pictures = CardPictures(theme)
        self.matched: Collection[str] | None = None  # placements a search found; None: nobody searches
        self.dragged: frozenset[int] = frozenset()
        self.shift: Point = (0.0, 0.0)
        self.band: QRectF | None = None
        self.target: Area | None = None  # what would take in the cards dragged now
        self.says = ""  # and what it would do, in a word
        self._far: dict[tuple[Token, bool], list[QRectF]] | None = None
        self._labelled: tuple[object, object, list[tuple[QRectF, str]]] | None = None  # groups, where the view stands

    def forget(self) -> None:
        """Cards lie elsewhere or look different: work out the view from afar anew."""
        self._far = None

    def grow(self, first: int) -> None:
        """Rows came in: the view from afar has a few cards more."""
        if self._far is not None:
            self._sort(self._far, range(first, len(self._view.plane.spots)))

    def match(self, placements: Collection[str] | None) -> None:
        """Fade all cards but these; None: fade none."""
        if placements != self.matched:
            self.matched = placements
            self.forget()
            self._view.viewport().update()

    def paint(self, painter: QPainter, parts: Sequence[QRectF]) -> None:
        """Draw what lies in parts of the window: all of it in most frames, at a key a card and an edge or two."""
        view = self._view
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sights: list[Area] = []
        for room in parts:
            painter.fillRect(room, self.theme.color(Token.PAPER))
            sights.append(Area(*view.to_plane(room.topLeft()), room.width() / view.zoom, room.height() / view.zoom))
        self._areas(painter, sights)
        self.pictures.begin()
        if view.zoom < FAR:
            torn = sum(room.width() * room.height() for room in parts)
            whole = torn * 3 > view.viewport().width() * view.viewport().height()
            self._from_afar(painter, None if whole else self._within(sights))
        else:
            for row in self._within(sights):
                if row not in self.dragged and row < len(view.cards.faces):
                    self._card(painter, row, (0.0, 0.0))
        self._outlines(painter, sights)
        self._labels(painter, parts)
        for row in sorted(self.dragged):
            self._card(painter, row, self.shift, lifted=True)
        self._under_way(painter)
        if self.pictures.owing:
            QTimer.singleShot(0, view.viewport().update)

    def _within(self, sights: Sequence[Area]) -> list[int]:
        """Return the rows in sight as they lie one over the other."""
        within = self._view.plane.within
        return within(sights[0]) if len(sights) == 1 else sorted({row for sight in sights for row in within(sight)})

    def _card(self, painter: QPainter, row: int, shift: Point, *, lifted: bool = False) -> None:
        view = self._view
        face, (x, y) = view.cards.faces[row], view.plane.spots[row]
        at = view.to_view(Area(x + shift[0], y + shift[1], WIDTH, HEIGHT))
        faded = self.matched is not None and face.card.placement not in self.matched
        painter.setOpacity(_FADED if faded else 1.0)
        if lifted:
            painter.fillRect(at.translated(3, 4), self.theme.color(Token.LINE))
        if view.zoom < FAR:
            self.pictures.plain(painter, face, at)
        else:
            density = view.devicePixelRatioF()
            self.pictures.draw(painter, face, at, view.zoom, density, exact=not view.is_zooming())
        painter.setOpacity(1.0)
        if lifted:
            self._ring(painter, at, 0)

    def _from_afar(self, painter: QPainter, rows: list[int] | None) -> None:
        view = self._view
        if rows is None and self._far is None:
            self._far = {}
            self._sort(self._far, range(len(view.plane.spots)))
        drawn = self._far or {}
        if rows is not None:
            drawn = {}
            self._sort(drawn, rows)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.translate(-view.horizontalOffset(), -view.verticalOffset())
        painter.scale(view.zoom, view.zoom)
        painter.setPen(QPen(self.theme.color(Token.BORDER), 0))
        for (token, faded), rects in drawn.items():
            painter.setOpacity(_FADED if faded else 1.0)
            painter.setBrush(self.theme.color(token))
            painter.drawRects(rects)
        painter.restore()

    def _sort(self, found: dict[tuple[Token, bool], list[QRectF]], rows: Iterable[int]) -> None:
        faces, spots = self._view.cards.faces, self._view.plane.spots
        for row in rows:
            face, (x, y) = faces[row], spots[row]
            faded = self.matched is not None and face.card.placement not in self.matched
            key = (note_ground(face.card.color, face.mark), faded)
            found.setdefault(key, []).append(QRectF(x, y, WIDTH, HEIGHT))

    def _areas(self, painter: QPainter, sights: Sequence[Area]) -> None:
        view, theme = self._view, self.theme
        for _group, title, area in view.groups:
            if any(map(area.meets, sights)):
                at = view.to_view(area)
                painter.setPen(QPen(theme.color(Token.LINE), 1))
                painter.setBrush(theme.color(Token.HOVER))
                painter.drawRoundedRect(at, CORNER, CORNER)
                if view.zoom >= _TITLED:
                    self._title(painter, at, title)

    def _title(self, painter: QPainter, at: QRectF, title: str) -> None:
        size = min(2 * CONSOLE_SECTION, max(CONSOLE_BODY, round(CONSOLE_SECTION * self._view.zoom)))
        measure, zoom = metrics(size, Weight.BOLD), self._view.zoom
        words = measure.elidedText(title, Qt.TextElideMode.ElideRight, at.width() - 2 * PAD * zoom)
        painter.setPen(self.theme.color(Token.INK))
        painter.setFont(font(size, Weight.BOLD))
        top = at.top() + (HEAD * zoom - measure.height()) / 2
        painter.drawText(QPointF(at.left() + PAD * zoom, top + measure.ascent()), words)

    def labels(self) -> list[tuple[QRectF, str]]:
        """Return the groups' labels: from afar a name stands above its cards, for no strip is left to write in."""
        view = self._view
        if view.zoom >= _TITLED:
            return []
        if self._labelled is not None and self._labelled[:2] == (view.groups, self._stands()):
            return self._labelled[2]
        measure, made = metrics(CONSOLE_BODY, Weight.BOLD), list[tuple[QRectF, str]]()
        for _group, title, area in view.groups:
            at = view.to_view(area)
            room = max(90.0, at.width() - 2 * SPACE_S)
            words = title if measure.horizontalAdvance(title) <= room else title.rpartition(" · ")[0]
            words = measure.elidedText(words, Qt.TextElideMode.ElideRight, room)
            box = QRectF(0, 0, measure.horizontalAdvance(words) + 2 * SPACE_S, measure.height() + 2)
            box.moveCenter(QPointF(at.center().x(), 0))
            box.moveBottom(at.top() + HEAD * view.zoom)  # rather over the frame than over the first cards' words
            while any(box.intersects(other) for other, _words in made):
                box.translate(0, box.height() + 1)
            made.append((box, words))
        self._labelled = (view.groups, self._stands(), made)
        return made

    def _stands(self) -> tuple[float, int, int]:
        return (self._view.zoom, self._view.horizontalOffset(), self._view.verticalOffset())

    def _labels(self, painter: QPainter, parts: Sequence[QRectF]) -> None:
        painter.setFont(font(CONSOLE_BODY, Weight.BOLD))
        for box, words in self.labels():
            if any(map(box.adjusted(-1, -1, 1, 1).intersects, parts)):
                painter.setPen(QPen(self.theme.color(Token.LINE), 1))
                painter.setBrush(self.theme.color(Token.SURFACE))
                painter.drawRoundedRect(box, CORNER_NOTE, CORNER_NOTE)
                painter.setPen(self.theme.color(Token.INK))
                painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)

    def _outlines(self, painter: QPainter, sights: Sequence[Area]) -> None:
        view = self._view
        rows = view.chosen_rows()
        seen = set(self._within(sights)).intersection(rows) if len(rows) > 1 else set(rows)
        for row in seen - self.dragged:
            if row < len(view.plane.spots):
                self._ring(painter, view.to_view(Area(*view.plane.spots[row], WIDTH, HEIGHT)), 0)
        current = view.currentIndex().row()
        if view.hasFocus() and 0 <= current < len(view.plane.spots) and current not in self.dragged:
            self._ring(painter, view.to_view(Area(*view.plane.spots[current], WIDTH, HEIGHT)), 4)

    def _ring(self, painter: QPainter, at: QRectF, out: float) -> None:
        painter.setPen(QPen(self.theme.color(Token.ACCENT), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(at.adjusted(-out, -out, out, out), CORNER_NOTE + out, CORNER_NOTE + out)

    def _under_way(self, painter: QPainter) -> None:
        theme = self.theme
        if self.target is not None:
            at = self._view.to_view(self.target)
            painter.setPen(QPen(theme.color(Token.ACCENT), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(at, CORNER, CORNER)
            if self.says:
                self._label(painter, QPointF(at.left(), at.top()))
        if self.band is not None:
            painter.setPen(QPen(theme.color(Token.ACCENT), 1))
            shade = theme.color(Token.ACCENT)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setOpacity(0.12)
            painter.fillRect(self.band, shade)
            painter.setOpacity(1.0)
            painter.drawRect(self.band)

    def _label(self, painter: QPainter, corner: QPointF) -> None:
        measure = metrics(CONSOLE_BODY, Weight.SEMIBOLD)
        box = QRectF(corner.x(), corner.y() - measure.height() - SPACE_S,
                     measure.horizontalAdvance(self.says) + 2 * SPACE_S, measure.height() + 4)  # fmt: skip
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.color(Token.ACCENT))
        painter.drawRoundedRect(box, CORNER_NOTE, CORNER_NOTE)
        painter.setPen(self.theme.color(Token.ON_ACCENT))
        painter.setFont(font(CONSOLE_BODY, Weight.SEMIBOLD))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self.says)

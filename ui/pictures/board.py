"""A board in each layout, on the console and before the room; sorting, similar cards, its menus and dialogs."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QToolButton, QWidget

from labapp.kinds.board import canvas, layouts, sorting
from labapp.model import agenda, ideas, marks
from ui.console.window import ConsoleWindow
from ui.kinds.base import PageAction
from ui.kinds.board.card_menu import card_menu
from ui.kinds.board.column import Column
from ui.kinds.board.page import BoardPage
from ui.pictures.camera import Camera
from ui.widgets.fonts import font

_DIALOGS = ("settings", "edit", "life", "split", "carry", "group", "also", "column", "sort")
_PLACED = 14  # cards on the matrix
_PHOTO = QRect(0, 0, 900, 700)


def every(window: ConsoleWindow, camera: Camera) -> None:
    """The board with the most cards, running."""
    context, read = window.context, window.context.lab.read
    board = max(
        (item.id for item in agenda.activities(read) if item.kind == "board"),
        key=lambda ident: int(read.value("SELECT count(*) FROM placements WHERE activity = ?", ident)),
    )
    context.run("activity.start", lambda tx: agenda.start(tx, board), undoable=False)
    window.show_activity(board)
    window.resize(*camera.look.size)
    window.show()
    for layout in layouts.LAYOUTS:
        context.run("board.layout", lambda tx, to=layout: canvas.switch(tx, board, to))  # type: ignore[misc]
        if layout == layouts.CANVAS:
            camera.settle()
            camera.until(lambda: not _page(window).canvas.view.painting.pictures.owing)  # cards come a few in a frame
        camera.take(window, f"board-{layout}")
        camera.stage(window, f"stage-board-{layout}")
        if layout == layouts.MATRIX:
            _placed(window, camera, board)
    context.run("board.layout", lambda tx: canvas.switch(tx, board, layouts.COLUMNS))
    camera.settle()
    _dialogs(window, camera)
    _menus(window, camera)
    _photo(window, camera)
    _twins(window, camera, board)
    context.run("sort.begin", lambda tx: sorting.begin(tx, board, _fullest(window, board)))
    camera.take(window, "board-sorting")
    camera.stage(window, "stage-board-sorting")
    context.run("sort.end", lambda tx: sorting.end(tx, board))
    _covered(window, camera, board)


def _placed(window: ConsoleWindow, camera: Camera, board: str) -> None:
    """Cards at their points, one of them twice as near to another as its number is wide; some bear marks."""
    with window.context.lab.change("idea.place") as tx:
        for at, card in enumerate(ideas.cards(tx, board)[:_PLACED]):
            ideas.put_at(tx, card.placement, at * 37 % 101 / 100, at * 53 % 97 / 96)
            if at % 3 == 0:
                marks.toggle(tx, [card.idea], board, "star" if at % 2 else "visionary")
    camera.take(window, "board-matrix-placed")
    camera.stage(window, "stage-board-matrix-placed")


def _dialogs(window: ConsoleWindow, camera: Camera) -> None:
    first = next(column for column in _page(window).findChildren(Column) if column.model.rowCount())
    first.list.setCurrentIndex(first.model.index(0))
    for name in _DIALOGS:
        camera.asked(f"board-dialog-{name}", _page_action(window, f"board.{name}").trigger)


def _menus(window: ConsoleWindow, camera: Camera) -> None:
    """What the buttons of the board open, and the menu of a card."""
    page = _page(window)
    column = next(iter(page.findChildren(Column)))
    places: tuple[tuple[str, QWidget], ...] = (("bar", page.bar), ("line", page.capture), ("column", column))
    for name, part in places:
        menus = [button.menu() for button in part.findChildren(QToolButton) if button.isVisible() and button.menu()]
        for number, menu in enumerate(menus, 1):
            camera.popped(menu, f"board-menu-{name}-{number}")
    camera.popped(card_menu(page), "board-menu-card")


def _photo(window: ConsoleWindow, camera: Camera) -> None:
    """A picture of a wall beside the capture line."""
    path = window.context.document.path.with_name(f"wall {camera.look.name}.png")
    image = QImage(_PHOTO.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.lightGray)
    painter = QPainter(image)
    painter.setFont(font(28))
    for at in range(6):
        note = QRect(40 + at % 3 * 290, 60 + at // 3 * 320, 240, 240)
        painter.fillRect(note, Qt.GlobalColor.white)
        painter.drawText(note, Qt.AlignmentFlag.AlignCenter, str(at + 1))
    painter.end()
    image.save(str(path))
    window.handlers.around.open_photos([path])
    camera.until(lambda: not window.photo.reading.busy)
    camera.take(window, "board-photo")
    window.photo.hide()


def _twins(window: ConsoleWindow, camera: Camera, board: str) -> None:
    """Two cards that say nearly the same as two others."""
    with window.context.lab.change("idea.add") as tx:
        for card in ideas.cards(tx, board)[:2]:
            ideas.add(tx, board, f"{card.text.rstrip('.')}!", cluster=card.cluster)
    hints = _page_action(window, "board.twins")
    hints.trigger()
    page = _page(window)
    camera.until(lambda: page.twins.isVisible())
    camera.take(window, "board-twins")
    hints.trigger()


def _covered(window: ConsoleWindow, camera: Camera, board: str) -> None:
    """Cards collected covered: the room sees how many there are."""
    settings = agenda.activity(window.context.lab.read, board).settings
    with window.context.lab.change("idea.add") as tx:
        agenda.edit_activity(tx, board, settings={**settings, "covered": True})
        for card in ideas.cards(tx, board)[:5]:
            ideas.add(tx, board, card.text, cluster=card.cluster, covered=True)
    camera.take(window, "board-covered")
    camera.stage(window, "stage-board-covered")


def _fullest(window: ConsoleWindow, board: str) -> str:
    query = "SELECT cluster FROM placements WHERE activity = ? GROUP BY cluster ORDER BY count(*) DESC LIMIT 1"
    return str(window.context.lab.read.value(query, board))


def _page(window: ConsoleWindow) -> BoardPage:
    page = window.middle.page
    assert isinstance(page, BoardPage)
    return page


def _page_action(window: ConsoleWindow, ident: str) -> PageAction:
    return next(action for action in _page(window).page_actions() if action.id == ident)

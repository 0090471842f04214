"""A board in each layout, on the console and before the room; sorting, similar cards, and its dialogs."""

from __future__ import annotations

from labapp.kinds.board import canvas, layouts, sorting
from labapp.model import agenda
from ui.console.window import ConsoleWindow
from ui.kinds.base import PageAction
from ui.kinds.board.column import Column
from ui.pictures.camera import Camera

_DIALOGS = ("settings", "edit", "life", "split", "carry", "group", "also", "column")


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
        camera.take(window, f"board-{layout}")
        camera.stage(window, f"stage-board-{layout}")
    context.run("board.layout", lambda tx: canvas.switch(tx, board, layouts.COLUMNS))
    camera.settle()
    _dialogs(window, camera)
    _page_action(window, "board.twins").trigger()
    camera.take(window, "board-twins")
    context.run("sort.begin", lambda tx: sorting.begin(tx, board, _fullest(window, board)))
    camera.take(window, "board-sorting")
    camera.stage(window, "stage-board-sorting")
    context.run("sort.end", lambda tx: sorting.end(tx, board))


def _dialogs(window: ConsoleWindow, camera: Camera) -> None:
    assert window.middle.page is not None
    first = next(column for column in window.middle.page.findChildren(Column) if column.model.rowCount())
    first.list.setCurrentIndex(first.model.index(0))
    for name in _DIALOGS:
        camera.asked(f"board-dialog-{name}", _page_action(window, f"board.{name}").trigger)


def _fullest(window: ConsoleWindow, board: str) -> str:
    query = "SELECT cluster FROM placements WHERE activity = ? GROUP BY cluster ORDER BY count(*) DESC LIMIT 1"
    return str(window.context.lab.read.value(query, board))


def _page_action(window: ConsoleWindow, ident: str) -> PageAction:
    page = window.middle.page
    assert page is not None
    return next(action for action in page.page_actions() if action.id == ident)

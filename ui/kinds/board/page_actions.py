"""What can be done on a board, as rows of data: for menu, palette and shortcuts, as things are now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from labapp.kinds.board import layouts, sorting
from labapp.wording.translate import N_
from ui.kinds.base import PageAction

if TYPE_CHECKING:
    from ui.kinds.board.page import BoardPage

ALWAYS, CARD, COVERED, LIFE, ASIDE, CANVAS, CANVAS_CARD = range(7)  # what an action needs on the board


@dataclass(frozen=True)
class _Row:
    id: str
    text: str
    does: Callable[[BoardPage], object]
    shortcut: str
    icon: str
    needs: int = CARD
    reads: bool = False


_ROWS = (
    _Row("board.column", N_("New column…"), lambda page: page.add_column(), "Ctrl+Shift+C", "columns-3", ALWAYS),
    _Row("board.sort", N_("Sort card by card"), lambda page: page.sort(), "Ctrl+Shift+G", "layout-grid"),
    _Row("board.cover", N_("Collect covered"), lambda page: page.toggle_covered(), "", "eye-off", ALWAYS),
    _Row("board.reveal", N_("Reveal covered cards"), lambda page: page.reveal(), "Ctrl+Shift+R", "eye", COVERED),
    _Row("board.edit", N_("Edit card…"), lambda page: page.edit_card(), "", "pencil"),
    _Row("board.group", N_("Group and name…"), lambda page: page.group_chosen(), "Ctrl+G", "group"),
    _Row("board.merge", N_("Merge cards"), lambda page: page.merge(), "Ctrl+M", "merge"),
    _Row("board.order", N_("Put cards in order"), lambda page: page.put_in_order(), "", "layout-grid", CANVAS_CARD),
    _Row("board.as-list", N_("Canvas as a list, and back"), lambda page: page.toggle_list(), "", "list", CANVAS,
         reads=True),
    _Row("board.twins", N_("Look for similar cards"), lambda page: page.look_for_twins(), "Ctrl+Shift+M", "copy"),
    _Row("board.carry", N_("Carry over to…"), lambda page: page.carry_over(), "Ctrl+Shift+P", "arrow-right"),
    _Row("board.split", N_("Split card…"), lambda page: page.split_card(), "", "shuffle"),
    _Row("board.also", N_("Put into a second group too…"), lambda page: page.also_into(), "", "copy"),
    _Row("board.star", N_("Star"), lambda page: page.mark("star"), "", "star"),
    _Row("board.visionary", N_("Visionary"), lambda page: page.mark("visionary"), "", "target"),
    _Row("board.life", N_("History of the card…"), lambda page: page.show_life(), "", "history", LIFE, reads=True),
    _Row("board.retire", N_("Set card aside"), lambda page: page.retire(), "", "archive"),
    _Row("board.restore", N_("Bring back"), lambda page: page.restore(), "", "undo-2", ASIDE),
    _Row("board.follow", N_("The room follows the chosen card"), lambda page: page.toggle_following(), "Ctrl+Shift+F",
         "projector", reads=True),
    _Row("board.find", N_("Find a card"), lambda page: page.find_card(), "Ctrl+F", "search", ALWAYS, reads=True),
    _Row("board.import", N_("Import cards…"), lambda page: page.import_cards(), "", "upload", ALWAYS),
    _Row("board.settings", N_("Board settings…"), lambda page: page.edit_settings(), "", "settings", ALWAYS),
)  # fmt: skip


def page_actions(page: BoardPage) -> list[PageAction]:
    """Return what can be done on a board now; while sorting, only to end it."""
    _, settings = page.context._, page.settings()
    if sorting.is_on(settings):
        return [PageAction("board.sort-end", _("End sorting"), page.end_sorting, "", "check")]
    aside, canvas = page.shows_aside(), settings["layout"] == layouts.CANVAS
    card = page.view.total > 0 and not aside
    met = {ALWAYS: True, CARD: card, COVERED: page.view.covered > 0, LIFE: card or aside, ASIDE: aside,
           CANVAS: canvas, CANVAS_CARD: canvas and card}  # fmt: skip
    texts = {
        "board.cover": N_("Stop collecting covered") if settings["covered"] else "",
        "board.follow": N_("The room stays where it is") if page.follows() else
                        N_("The room follows the view") if page.on_canvas() else "",
    }  # fmt: skip
    return [
        PageAction(row.id, _(texts.get(row.id) or row.text), partial(_do, row, page), row.shortcut, row.icon,
                   enabled=met[row.needs], reads=row.reads)
        for row in _ROWS
    ]  # fmt: skip


def _do(row: _Row, page: BoardPage) -> None:
    row.does(page)

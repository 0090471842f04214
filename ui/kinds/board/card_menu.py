"""The menu of the selected cards: the page's own actions with their plain letters, and dots by meaning."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu

from ui.kinds.board.gestures import CardGestures

_LETTERS = {
    "board.edit": "Enter", "board.merge": "M", "board.split": "D", "board.also": "A", "board.star": "S",
    "board.visionary": "W", "board.retire": "Del", "board.group": "Ctrl+G", "board.life": "H",
    "board.carry": "Ctrl+Shift+P",
}  # fmt: skip
_LETTERS_ASIDE = {"board.restore": "R", "board.life": "H"}


def card_menu(page: CardGestures) -> QMenu:
    """Return the menu for what is selected now."""
    _ = page.context._
    menu = QMenu(page)
    aside = page.shows_aside()
    fit = _LETTERS_ASIDE if aside else _LETTERS
    for action in (item for item in page.page_actions() if item.id in fit):
        entry = menu.addAction(f"{action.text}\t{fit[action.id]}", action.trigger)
        entry.setEnabled(action.enabled)
    if aside:
        return menu
    dots = menu.addMenu(_("Dots"))
    for meaning in page.meanings():
        name = meaning or _("a dot")
        dots.addAction(f"+ {name}", partial(page.dot, 1, meaning))
        dots.addAction(f"− {name}", partial(page.dot, -1, meaning))
    return menu

"""Sorting a board card by card: what the panel's keys do to the document."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from labapp.errors import UserError
from labapp.kinds.board import sorting
from labapp.kinds.board.sorting import Sorting
from labapp.model import ideas
from labapp.wording.errors import error_sentence
from ui.kinds.board.dialogs import choose
from ui.kinds.board.gestures import CardGestures
from ui.kinds.board.sort_panel import SortPanel


class SortMode(QObject):
    """Begins, runs and ends the sorting; every key is one named change, so Backspace and undo agree."""

    begun = Signal()
    ended = Signal()

    def __init__(self, page: CardGestures, panel: SortPanel) -> None:
        super().__init__(page)
        self._page = page
        self._context = page.context
        self._panel = panel
        panel.put.connect(self._put)
        panel.also.connect(lambda number: self._put(number, also=True))
        panel.named.connect(self._named)
        panel.postponed.connect(self._postponed)
        panel.taken_back.connect(self._taken_back)
        panel.ended.connect(self.end)

    def show_now(self) -> None:
        """Show the next card and the groups."""
        self._panel.show_sorting(self._now(), self._page.word)

    def begin(self) -> None:
        """Sort the cards that lie in no group; when all lie in some, ask which group's."""
        page, source = self._page, None
        if not any(card.cluster is None and not card.covered for card in page.cards()):
            _ = self._context._
            filled = {card.cluster for card in page.cards() if not card.covered}
            clusters = [one for one in ideas.clusters(self._context.lab.read, page.activity_id) if one.id in filled]
            if not clusters:
                self._context.tell(_("There are no cards to sort yet."), "warning")
                return
            titles = [cluster.title or _("Untitled column") for cluster in clusters]
            at = choose(page, _("Sort card by card"), _("Whose cards should be sorted"), titles, _)
            if at is None:
                return
            source = clusters[at].id
        self._context.run("sort.begin", lambda tx: sorting.begin(tx, page.activity_id, source))
        self._panel.setFocus()
        self.begun.emit()

    def end(self) -> None:
        """Show the board again; cards that still wait stay where they were."""
        self._context.run("sort.end", lambda tx: sorting.end(tx, self._page.activity_id))
        self.ended.emit()

    def _now(self) -> Sorting:
        return sorting.sorting(self._context.lab.read, self._page.activity_id, self._page.settings())

    def _put(self, number: int, *, also: bool = False) -> None:
        now = self._now()
        card = now.card
        if card is None or number not in now.numbers:
            _ = self._context._
            self._context.tell(_("There is no group {number}. N makes one.", number=number), "warning")
            return
        cluster = now.groups[now.numbers.index(number)][0].id
        if also:
            self._context.run("sort.also", lambda tx: ideas.also(tx, card.placement, cluster))
        else:
            self._context.run("sort.put", lambda tx: sorting.put(tx, card.placement, cluster))

    def _named(self, title: str) -> None:
        card, activity = self._now().card, self._page.activity_id
        if card is not None:
            self._context.run("sort.group", lambda tx: sorting.put_new(tx, activity, card.placement, title))

    def _postponed(self) -> None:
        card = self._now().card
        if card is not None:
            self._context.run("sort.postpone", lambda tx: sorting.postpone(tx, card.placement))

    def _taken_back(self) -> None:
        entry = self._context.lab.next_undo()
        if entry is None or entry.code not in sorting.STEPS:
            return
        try:
            self._context.lab.undo()
        except UserError as problem:
            self._context.tell(error_sentence(problem, self._context._), "danger")

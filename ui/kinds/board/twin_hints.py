"""Hints at near-duplicates: searched for beside the window, shown at the side, accepted or refused for good."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from labapp.kinds.board import hints
from ui.kinds.board.gestures import CardGestures
from ui.kinds.board.twins_panel import TwinsPanel


class TwinHints(QObject):
    """Keeps what the last search found; hints whose cards are gone or told apart are not shown."""

    closed = Signal()

    def __init__(self, page: CardGestures, panel: TwinsPanel) -> None:
        super().__init__(page)
        self._page = page
        self._panel = panel
        self._found: list[hints.Hint] = []
        self._searching = False
        panel.accepted.connect(page.merge_twins)
        panel.refused.connect(page.refuse_twins)
        panel.closed.connect(self.close)

    def look(self) -> None:
        """Search for near-duplicates; covered cards are left in peace."""
        texts = hints.Texts(tuple(self._open_cards().items()), frozenset(self._refused()))
        self._searching = True
        self._panel.show()
        self._panel.show_searching()
        self._panel.pairs.setFocus()
        self._page.context.jobs.start(hints.find, texts, self._take)

    def close(self) -> None:
        """Put the hints away."""
        self._panel.hide()
        self.closed.emit()

    def show_now(self) -> None:
        """Show what was found and still stands; when that is nothing, say so in a line and give the room back."""
        if self._searching:
            return
        refused = self._refused()
        left = [hint for hint in self._found if frozenset((hint.one, hint.other)) not in refused]
        if not self._panel.show_hints(left, self._open_cards()) and not self._panel.isHidden():
            _ = self._page.context._
            self._page.context.tell(_("No more similar cards.") if self._found else _("No similar cards"))
            self.close()

    def _take(self, found: list[hints.Hint]) -> None:
        self._found, self._searching = found, False
        self.show_now()

    def _open_cards(self) -> dict[str, str]:
        return {card.idea: card.text for card in self._page.cards() if not card.covered}

    def _refused(self) -> set[frozenset[str]]:
        listed = self._page.settings()["not_twins"]
        return {frozenset(str(idea) for idea in pair) for pair in listed} if isinstance(listed, list) else set()

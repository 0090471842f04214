"""When the room's picture turns to its next page by itself: every ten seconds, unless somebody has just turned it."""

from __future__ import annotations

import time
from collections.abc import Callable

EVERY = 10.0
AFTER_HAND = 30.0


class PageTurner:
    """Told what is shown and when a hand turned it; asked once a second whether the next page is due."""

    def __init__(self, ticker: Callable[[], float] = time.monotonic) -> None:
        self._ticker = ticker
        self._since = ticker()
        self._hand = float("-inf")
        self._shown: tuple[object, int] = (None, 0)

    def by_hand(self) -> None:
        """Note that somebody turned the page: it stays for a while."""
        self._hand = self._ticker()

    def due(self, scene_kind: object, page: int, pages: int) -> bool:
        """Tell whether the next page should come now; `scene_kind` names what is shown, cards apart."""
        now = self._ticker()
        if (scene_kind, page) != self._shown:
            self._shown, self._since = (scene_kind, page), now
        return pages > 1 and now - self._since >= EVERY and now - self._hand >= AFTER_HAND

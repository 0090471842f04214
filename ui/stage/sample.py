"""A board as a laboratory fills it, to tell a moderator beforehand what larger letters cost."""

from __future__ import annotations

from functools import lru_cache

from labapp.kinds.board.stage import BoardScene, StageCard, StageColumn
from labapp.stage.state import StageState
from labapp.wording.translate import translator
from ui.stage.painters import compose

_CARDS = 40


@lru_cache(maxsize=32)
def notes_on_a_page(smallest: float, size: tuple[int, int], language: str) -> int:
    """Return how many of forty ideas of a line's length stand on the first page at these letters."""
    _ = translator(language)
    cards = tuple(StageCard(_("One place where every call for grants is announced")) for _n in range(_CARDS))
    scene = BoardScene(_("What should change?"), "idea", (StageColumn(1, "", cards),))
    picture = compose(StageState("", language, scene, smallest=smallest), size)
    return sum(item.role == "note" for item in picture.texts)

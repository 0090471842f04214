"""`Look`: what a layout may know about the screen it lays out for: sizes, words, page; no colours, no document."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from labapp.stage.state import SMALLEST, TimerFace
from labapp.wording.translate import Translator
from ui.stage.geometry import Rect
from ui.theme import STAGE_BODY, STAGE_CLOCK, STAGE_SMALL, STAGE_TITLE


@dataclass(frozen=True)
class Look:
    """Sizes in pixels for one screen, the room's translator, the page asked for, and the corner the timer takes."""

    width: int
    height: int
    translate: Translator
    page: int = 0
    smallest: float = SMALLEST
    corner: Rect | None = None
    """The rectangle at the top right that belongs to the timer; `pieces.headline` keeps clear of it."""
    timer: TimerFace | None = None
    """The timer, for scenes that draw it themselves (`draws_timer`); otherwise None."""
    view: tuple[float, float, float, float] | None = None
    """The part of a plane to be shown, for scenes that have one."""
    shapes: bool = True
    """Whether notes keep a place for a sector's shape; False where no note of the scene bears one."""

    @cached_property
    def unit(self) -> float:
        """Return H: the height of the picture, less where the picture is narrower than 4:3."""
        return min(self.height, self.width * 0.75)

    @cached_property
    def small(self) -> int:
        """Return the smallest size that may be used."""
        return -int(-self.unit * max(self.smallest, STAGE_SMALL) // 1)

    @cached_property
    def body(self) -> int:
        """Return the size of body text."""
        return max(self.small, round(self.unit * STAGE_BODY))

    @cached_property
    def title(self) -> int:
        """Return the size of titles and questions."""
        return max(self.small, round(self.unit * STAGE_TITLE))

    @cached_property
    def clock(self) -> int:
        """Return the size of a clock that fills the screen."""
        return max(self.small, round(self.unit * STAGE_CLOCK))

    @cached_property
    def steps(self) -> tuple[int, ...]:
        """Return sizes from title down to the smallest, for what is shown as large as fits."""
        middle = round((self.title + self.body) / 2)
        below = round((self.body + self.small) / 2)
        return tuple(sorted({self.title, middle, self.body, below, self.small}, reverse=True))

    @cached_property
    def gap(self) -> int:
        """Return the common distance between things."""
        return max(4, round(self.unit / 60))

    @cached_property
    def edge(self) -> int:
        """Return the width of a note's coloured edge (4 px at 720 lines)."""
        return max(3, round(self.unit / 180))

    def page_of(self, pages: int) -> int:
        """Return the page to show of `pages`, counted from 0 and going round."""
        return self.page % max(1, pages)

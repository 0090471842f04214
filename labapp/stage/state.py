"""`StageState`: what the room may see, as one frozen value made of plain public data and nothing else.

Kinds build scenes from the document (`labapp/kinds/x/stage.py`); one painter turns a state into pictures. Because a
state is a value, freezing the screen, the miniature, pictures and privacy tests all work on the same thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

NOTE_COLOURS = ("", "blue", "orange", "green", "violet", "grey", "yellow")
"""Tints a note may carry; '' is plain paper (or, where the painter wants it, the sector's own tint)."""

SMALLEST = 1 / 24
"""The smallest text of the stage as a part of its height; a room check may only enlarge it."""


class TimerState(StrEnum):
    """How the time stands; the stage says it by a word and a shape, never by colour alone."""

    NORMAL = "normal"
    LOW = "low"
    LAST = "last"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class TimerFace:
    """A clock as the room sees it: seconds left (negative once over), of how many, and whether it runs."""

    remaining_seconds: int
    total_seconds: int
    running: bool = True

    @property
    def state(self) -> TimerState:
        """Return normal, low (20 % or less left), last (5 % or less left) or over."""
        if self.remaining_seconds <= 0:
            return TimerState.OVER
        if self.remaining_seconds * 20 <= self.total_seconds:
            return TimerState.LAST
        if self.remaining_seconds * 5 <= self.total_seconds:
            return TimerState.LOW
        return TimerState.NORMAL

    @property
    def text(self) -> str:
        """Return the digits: `12:35`, `1:05:00`, and once over `+2:10`."""
        seconds = abs(self.remaining_seconds)
        hours, rest = divmod(seconds, 3600)
        minutes, seconds = divmod(rest, 60)
        digits = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
        return f"+{digits}" if self.remaining_seconds < 0 else digits


@dataclass(frozen=True, slots=True)
class Scene:
    """Base of every scene: a frozen dataclass of public texts, numbers, truth values and tuples of the same."""

    kind: ClassVar[str] = ""
    draws_timer: ClassVar[bool] = False
    """Whether the scene shows the timer itself (large), so that the corner stays free."""


@dataclass(frozen=True, slots=True)
class StageState:
    """Everything the stage shows at one moment.

    `page` counts from 0 and is taken modulo the pages the scene turns out to have. `smallest` is the smallest text
    as a part of the picture's height, set from the room check. `notice` is a short public line ("5 minut"). `view` is
    the part of a plane to be shown, by x, y, width and height; without one a scene shows the whole, or pages.
    """

    lab_title: str
    language: str
    scene: Scene
    timer: TimerFace | None = None
    page: int = 0
    notice: str | None = None
    smallest: float = SMALLEST
    view: tuple[float, float, float, float] | None = None

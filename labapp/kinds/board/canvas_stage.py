"""What the room may see of a canvas: cards and groups where they lie in the plane."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat
from operator import attrgetter
from typing import Any, ClassVar

from labapp.changes import Reader
from labapp.kinds.board import canvas
from labapp.kinds.board.stage import Faces, StageCard
from labapp.model import ideas
from labapp.model.agenda import Activity
from labapp.stage.state import Scene


@dataclass(frozen=True, slots=True)
class StageArea:
    """A group: its number and title, and where it lies in units of the plane."""

    number: int
    title: str
    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True, slots=True)
class CanvasScene(Scene):
    """The plane. `spots` are the top left corners of `cards`, `homes` the numbers of their groups (0: in none).

    Three tuples side by side, because a scene of 2 000 cards is made and compared at every key.
    """

    kind: ClassVar[str] = "board-canvas"

    question: str
    noun: str
    cards: tuple[StageCard, ...] = ()
    spots: tuple[tuple[float, float], ...] = ()
    homes: tuple[int, ...] = ()
    groups: tuple[StageArea, ...] = ()
    covered: int = 0

    def __hash__(self) -> int:
        """Return what tells canvases apart at a glance: at every key all cards of one would be too many to look at."""
        return hash((self.question, len(self.cards), len(self.groups), self.covered))


def scene(read: Reader, activity: Activity, settings: dict[str, Any]) -> CanvasScene:
    """Return the canvas's scene: covered cards are counted, and keep their places to themselves."""
    cards = ideas.cards(read, activity.id)
    plan = canvas.plan_of(read, activity.id, cards)
    faces = Faces(read, activity.id, settings)
    groups = ideas.clusters(read, activity.id)
    numbers: dict[str | None, int] = {group.id: number for number, group in enumerate(groups, 1)}
    shown = [card for card in cards if not card.covered]
    return CanvasScene(
        activity.question or activity.title,
        settings["noun"],
        tuple(faces.all(shown)),
        tuple(map(plan.spots.__getitem__, map(attrgetter("placement"), shown))),
        tuple(map(numbers.get, map(attrgetter("cluster"), shown), repeat(0))),
        tuple(StageArea(numbers[group.id], group.title, *plan.areas[group.id]) for group in groups),
        len({card.idea for card in cards if card.covered}),
    )

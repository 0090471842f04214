"""Scenes that belong to no kind: between things, dark, break, tables, and the card that tests legibility."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from labapp.stage.state import Scene


@dataclass(frozen=True, slots=True)
class TitleScene(Scene):
    """Between things: the laboratory's title, what comes next, who organises; quiet."""

    kind: ClassVar[str] = "title"

    title: str
    subtitle: str = ""
    next_activity: str = ""
    next_at: str = ""
    organisers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlankScene(Scene):
    """A dark screen, on purpose."""

    kind: ClassVar[str] = "blank"


@dataclass(frozen=True, slots=True)
class BreakScene(Scene):
    """A break: when we resume (`HH:MM`, in the laboratory's time) and with what: what goes on, or what comes next."""

    kind: ClassVar[str] = "break"
    draws_timer: ClassVar[bool] = True

    resume_at: str
    title: str = ""
    next_activity: str = ""
    goes_on: str = ""


@dataclass(frozen=True, slots=True)
class ContractScene(Scene):
    """What the group agreed on for the day, recalled in the middle of anything."""

    kind: ClassVar[str] = "contract"

    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TestCardScene(Scene):
    """A card stepped through in the room: what the last row can read decides the smallest text size.

    `step` counts from 0, the smallest: the first one the row reads is the least the room needs. The words are the
    room's own language and hold every Polish letter.
    """

    __test__: ClassVar[bool] = False  # pytest would take the name for a test class
    kind: ClassVar[str] = "test-card"
    draws_timer: ClassVar[bool] = True  # none is wanted on it

    step: int = 0
    steps: tuple[float, ...] = (1 / 24, 1 / 22, 1 / 20, 1 / 18, 1 / 16, 1 / 14)  # the last: `legibility.LARGEST`


@dataclass(frozen=True, slots=True)
class Seat:
    """One chair: the code on the badge and the mark of the sector; a name never reaches the room's screen."""

    code: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class TableCard:
    """One table as the room finds it: its name, what it works on, who sits there; `host` comes first among them.

    `state` is open, working, handed or typed.
    """

    name: str
    topic: str = ""
    seats: tuple[Seat, ...] = ()
    host: str = ""
    state: str = "working"


@dataclass(frozen=True, slots=True)
class TablesScene(Scene):
    """Who sits where, in codes: every table of the round going on; closed ones are not shown."""

    kind: ClassVar[str] = "tables"

    tables: tuple[TableCard, ...]
    title: str = ""
    turn: int = 1
    turns: int = 1


@dataclass(frozen=True, slots=True)
class ReportBackScene(Scene):
    """One table reports to all: which one, on what, the how-manieth of how many; its time stands large."""

    kind: ClassVar[str] = "tables-report"
    draws_timer: ClassVar[bool] = True

    table: str
    topic: str = ""
    number: int = 1
    count: int = 1

"""What the room may see of a vote: before, while open (how many, never what), counted but not announced, the result.

Scenes carry the terms themselves; the painter says them in the room's language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from labapp.changes import Reader
from labapp.counting.outcome import Number
from labapp.kinds.vote import entitled, hands, options, rounds
from labapp.kinds.vote.result import Bar, Cell, Result, result
from labapp.kinds.vote.rounds import Round
from labapp.kinds.vote.terms import Terms, terms
from labapp.model import people
from labapp.model.agenda import Activity
from labapp.stage.scenes import TitleScene
from labapp.stage.state import Scene


@dataclass(frozen=True, slots=True)
class Numbered:
    """An option as the room sees it."""

    number: int
    title: str


@dataclass(frozen=True, slots=True)
class VoteBefore(Scene):
    """Before opening: what will be asked, of whom, how, and by which rule it is decided."""

    kind: ClassVar[str] = "vote-before"

    question: str
    terms: Terms
    entitled: int
    options: tuple[Numbered, ...]
    repeats: str = ""


@dataclass(frozen=True, slots=True)
class VoteOpen(Scene):
    """While open: the same, and how many have voted."""

    kind: ClassVar[str] = "vote-open"

    question: str
    terms: Terms
    voted: int
    exact: bool
    entitled: int
    options: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True)
class VoteClosed(Scene):
    """Ended, not announced: only how many voted. `void` when it cannot be counted and will be repeated."""

    kind: ClassVar[str] = "vote-closed"

    question: str
    voted: int
    exact: bool
    entitled: int
    void: bool = False


@dataclass(frozen=True, slots=True)
class SectorPart:
    """A thin bar: a sector's marks (one, or several where small sectors are counted together) and its score."""

    marks: tuple[str, ...]
    score: Number


@dataclass(frozen=True, slots=True)
class ResultBar:
    """One option of the result; `answers` are for, against, abstaining where it was a motion."""

    number: int
    title: str
    score: Number
    won: bool
    tied: bool
    answers: tuple[Number, ...] = ()
    sectors: tuple[SectorPart, ...] = ()


@dataclass(frozen=True, slots=True)
class VoteResult(Scene):
    """Announced: bars longest first, the verdict by a word, turnout and rule."""

    kind: ClassVar[str] = "vote-result"

    question: str
    terms: Terms
    bars: tuple[ResultBar, ...]
    voted: int
    exact: bool
    entitled: int


def scene(read: Reader, activity: Activity) -> Scene:
    """Return what the room may see of this vote now."""
    now = rounds.latest(read, activity.id)
    if now is None:
        agreed = terms(activity.settings)
        count = len(entitled.roll(read, activity.settings))
        return VoteBefore(activity.question or activity.title, agreed, count, ())
    if now.state == rounds.DRAFT:
        count = len(entitled.roll(read, activity.settings))
        return VoteBefore(now.question, now.terms, count, _numbered(read, now), now.reason)
    if now.state == rounds.ANNOUNCED:
        return announced(read, result(read, now.id))
    voted, exact = hands.voted(read, now.id)
    of = len(entitled.frozen(read, now.id))
    if now.state == rounds.OPEN:
        return VoteOpen(now.question, now.terms, voted, exact, of, _numbered(read, now))
    if now.state in (rounds.CLOSED, rounds.VOID):
        return VoteClosed(now.question, voted, exact, of, now.state == rounds.VOID)
    return TitleScene(now.question)


def announced(read: Reader, found: Result) -> VoteResult:
    """Return the scene of a result (also for pictures before it is announced; the caller decides who sees it)."""
    now = found.round
    cells = found.by_sector if now.terms.show_sectors else ()
    looks = {sector.id: sector.look for sector in people.sectors(read, retired=True)}
    bars = tuple(_bar(bar, cells, looks) for bar in found.bars)
    return VoteResult(now.question, now.terms, bars, found.voted, found.exact, found.entitled)


def _bar(bar: Bar, cells: tuple[Cell, ...], looks: dict[str, str]) -> ResultBar:
    parts = tuple(
        SectorPart(tuple(looks.get(sector, "I") for sector in cell.sectors), cell.scores.get(bar.choice.id, 0))
        for cell in cells
    )
    return ResultBar(
        bar.choice.number, bar.choice.title, bar.score, bar.won, bar.tied, tuple(bar.answers or ()), parts
    )


def _numbered(read: Reader, now: Round) -> tuple[Numbered, ...]:
    return tuple(Numbered(choice.number, choice.title) for choice in options.of_vote(read, now.id))

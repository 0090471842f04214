"""What the room may see of a vote: before, while open (how many, never what), counted but not announced, the result.

Scenes carry the terms themselves; the painter says them in the room's language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import ClassVar

from labapp.changes import Reader
from labapp.counting.outcome import Number
from labapp.kinds.vote import entitled, groups, hands, options, rounds, sector_words, ties
from labapp.kinds.vote import result as result_of
from labapp.kinds.vote.cells import Cell
from labapp.kinds.vote.result import Bar, Result, result, spent
from labapp.kinds.vote.rounds import Round
from labapp.kinds.vote.terms import Terms, terms
from labapp.kinds.vote.why import Told, told
from labapp.model import facts, people
from labapp.model.agenda import Activity
from labapp.stage.scenes import TitleScene
from labapp.stage.state import Scene
from labapp.wording.translate import translator


@dataclass(frozen=True, slots=True)
class Numbered:
    """An option as the room sees it."""

    number: int
    title: str
    cost: str = ""


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
    steps: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True)
class RankingStage:
    """One stage of a ranking count: votes by option, who is out after it, who is elected."""

    number: int
    votes: tuple[tuple[int, str, Number], ...]
    excluded: tuple[int, ...]
    elected: tuple[int, ...]
    tied: tuple[int, ...] = ()
    """Who was level where the count stopped."""


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
    steps: tuple[Number, ...] = ()
    cost: str = ""


@dataclass(frozen=True, slots=True)
class GroundBar:
    """An option of the common ground: its lowest support (part of a full bar, and figure), the marks of whose it is."""

    number: int
    title: str
    part: Fraction
    figure: Fraction
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """What sectors have in common: options by their lowest support, the highest first; `unit` is of the figures."""

    unit: str
    bars: tuple[GroundBar, ...]


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
    hidden: int = 0
    """Places not shown yet, where a result is announced from the last; nothing of them is in the scene."""
    reasons: tuple[Told, ...] = ()
    """Sentences in which options stand as their numbers: the painter says how each is named."""
    stages: tuple[RankingStage, ...] = ()
    spent: tuple[Number, ...] = ()
    """Budget, spent and left, where money was voted on."""
    tied_out: tuple[int, ...] = ()
    """Numbers of the options level for going out of a ranking, where that decides who wins."""
    places: int = 0
    """How many decimals all figures have."""
    tied_places: tuple[int, ...] = ()
    """First and last place a tie is about, where that is known."""
    settled: tuple[tuple[str, str], ...] = ()
    """How ties were settled: the way, and the body where one decided."""
    ground: Ground | None = None
    """What sectors have in common, while the room is shown it."""
    legend: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    """What the sectors' marks mean: marks and names, an empty name for people of no sector."""


def scene(read: Reader, activity: Activity) -> Scene:
    """Return what the room may see of this vote now."""
    now = rounds.latest(read, activity.id)
    if now is None:
        agreed = terms(activity.settings)
        count = len(entitled.roll(read, activity.settings))
        return VoteBefore(activity.question or activity.title, agreed, count, ())
    if now.state == rounds.DRAFT:
        count, choices = len(entitled.roll(read, activity.settings)), options.of_vote(read, now.id)
        agreed = terms(options.fitted(activity.settings, choices)) if choices else now.terms  # as they will be frozen
        return VoteBefore(now.question, agreed, count, _numbered(read, now), now.reason)
    if now.state == rounds.ANNOUNCED:
        return _veiled(announced(read, result(read, now.id)), now)
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
    sectors = people.sectors(read, retired=True)
    looks = {sector.id: sector.look for sector in sectors}
    bars = tuple(_bar(bar, cells, looks) for bar in found.bars)
    reasons: tuple[Told, ...] = ()
    if now.why:
        numbers = {bar.choice.id: bar.choice.number for bar in found.bars}
        reasons = told(found.outcome, numbers, translator(facts.get(read, "language")))
    return VoteResult(
        now.question, now.terms, bars, found.voted, found.exact, found.entitled, reasons=reasons,
        stages=_stages(found), spent=spent(found), tied_places=groups.tied_places(found), settled=_settled(found),
        ground=_ground(found, looks) if now.ground else None, legend=_legend(found, sectors, now),
        tied_out=groups.tied_out(found), places=result_of.decimals(found),
    )  # fmt: skip


def _veiled(shown: VoteResult, now: Round) -> VoteResult:
    """Take out of the scene what the room shall not know yet."""
    if now.revealed is None:
        return shown
    hidden = len(shown.bars) - now.revealed
    seen = shown.bars[hidden:]
    places = shown.tied_places if any(bar.tied for bar in seen) else ()
    return replace(
        shown, bars=seen, hidden=hidden, reasons=(), stages=(), spent=(), tied_places=places, settled=(),
        tied_out=(), ground=None,
    )  # fmt: skip


def _stages(found: Result) -> tuple[RankingStage, ...]:
    choices = {bar.choice.id: bar.choice for bar in found.bars}
    rows = [row for row in found.outcome.rounds if "votes" in row and "excluded" in row]
    return tuple(
        RankingStage(
            int(row["round"]),
            tuple(sorted(
                ((choices[o].number, choices[o].title, n) for o, n in row["votes"].items()),
                key=lambda item: (-item[2], item[0]),
            )),
            tuple(choices[o].number for o in row["excluded"]),
            tuple(choices[o].number for o in row["elected"]),
            () if row["excluded"] or row["elected"] else tuple(choices[o].number for o in row.get("tie", ())),
        )
        for row in rows
    )  # fmt: skip


def _legend(
    found: Result, sectors: Sequence[people.Sector], now: Round
) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    if not (now.terms.show_sectors or now.ground):
        return ()
    known = {sector.id: (sector.look, sector.name) for sector in sectors}
    cells = [[known.get(sector, ("I", "")) for sector in cell.sectors] for cell in found.by_sector]
    return tuple((tuple(look for look, _name in cell), tuple(name for _look, name in cell)) for cell in cells)


def _ground(found: Result, looks: dict[str, str]) -> Ground | None:
    between = found.between
    if between is None or not between.lowest:
        return None
    bars = [
        GroundBar(bar.choice.number, bar.choice.title, share / between.top, between.scale.figure(share),
                  tuple(looks.get(sector, "I") for cell in sector_words.least(found, bar.choice.id)
                        for sector in cell.sectors))
        for bar in sector_words.by_ground(found)
        if (share := between.lowest.get(bar.choice.id)) is not None
    ]  # fmt: skip
    return Ground(between.scale.unit, tuple(bars))


def _settled(found: Result) -> tuple[tuple[str, str], ...]:
    decision = ties.read(found.round.decision)
    ways = dict.fromkeys(tie.decided_by for tie in found.outcome.ties if tie.decided_by is not None)
    return tuple((way, decision.body if decision is not None and way == ties.BODY else "") for way in ways)


def _bar(bar: Bar, cells: tuple[Cell, ...], looks: dict[str, str]) -> ResultBar:
    parts = tuple(
        SectorPart(
            tuple(looks.get(sector, "I") for sector in cell.sectors), cell.scores.get(bar.choice.id, 0),
            cell.steps.get(bar.choice.id, ()),
        )
        for cell in cells
    )  # fmt: skip
    return ResultBar(
        bar.choice.number, bar.choice.title, bar.score, bar.won, bar.tied, tuple(bar.answers or ()), parts, bar.steps,
        bar.choice.cost,
    )  # fmt: skip


def _numbered(read: Reader, now: Round) -> tuple[Numbered, ...]:
    return tuple(Numbered(choice.number, choice.title, choice.cost) for choice in options.of_vote(read, now.id))

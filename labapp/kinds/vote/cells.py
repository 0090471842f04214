"""A round by sector: what may be shown side by side, and what follows from it; nothing where that is not safe.

Cells that are too small are counted together before anything is compared, so that every figure, gap, word and order
is of a cell that may be shown. Ballots of a vote by sector bear no names: of them dissent is said only where no one
ballot makes it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from labapp.changes import Reader
from labapp.counting.outcome import Number, Outcome, Reason
from labapp.counting.profile import Profile, Tally
from labapp.counting.sector_support import Scale
from labapp.counting.sectors import BySector, by_sector
from labapp.kinds.vote import entitled, hands, paper
from labapp.kinds.vote.rounds import Round
from labapp.kinds.vote.terms import OPEN, SECRET
from labapp.model import people as sectors_of


@dataclass(frozen=True)
class Cell:
    """A sector, or several counted together because one alone would show how somebody voted.

    `support` is by option, 0 to 1; `won` and `tied` are what would have come out had it voted alone; `divided` names
    the options on which opinions in it lie far apart.
    """

    sectors: tuple[str, ...]
    voted: int
    entitled: int
    scores: Mapping[str, Number]
    steps: Mapping[str, tuple[Number, ...]] = field(default_factory=dict)
    support: Mapping[str, Fraction] = field(default_factory=dict)
    won: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    divided: tuple[str, ...] = ()
    exact: bool = True
    name: str = ""
    """What reasons call it."""


@dataclass(frozen=True)
class Between:
    """What lies between the cells: gaps, common ground (best first, equal ones together), dissent in the whole room.

    `top` is the support of a full bar.
    """

    scale: Scale
    top: Fraction
    gaps: Mapping[str, Fraction]
    lowest: Mapping[str, Fraction]
    ground: tuple[tuple[str, ...], ...]
    divided: tuple[str, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Sides:
    """All cells of a round and what lies between them; no cells where they may not be shown."""

    cells: tuple[Cell, ...] = ()
    between: Between | None = None


def sides(read: Reader, now: Round, counted: Profile, given: Mapping[str, Any]) -> Sides:
    """Count sector by sector; where the vote is not open, cells too small are merged by turnout, never dropped."""
    if now.terms.secrecy == SECRET:
        return Sides()
    people = Counter(voter.cell for voter in entitled.frozen(read, now.id))
    if None in {tally.sector for tally in counted.tallies} or paper.papers(read, now.id).issued:
        return Sides()  # hands counted as a whole, and paper, say nothing about sectors
    raised = hands.by_sector(read, now.id)
    voted = _turnout(read, now) + Counter({sector: many for sector, (many, _exact) in raised.items()})
    nameless = 0 if now.terms.secrecy == OPEN else now.terms.minimum_cell
    into = entitled.merged_cells({cell: voted[cell] for cell in people}, nameless)
    if len(set(into.values())) < 2:
        return Sides()
    limits = now.terms.limits
    found = by_sector(
        now.terms.rule, _named(counted, into), given, (int(limits.get("low", 0)), int(limits.get("high", 10))),
        _known(raised, into), nameless,
    )  # fmt: skip
    rank = {sector.id: place for place, sector in enumerate(sectors_of.sectors(read, retired=True))}
    cells = [
        _cell(name, tuple(sorted(name.split("+"), key=lambda sector: rank.get(sector, len(rank)))),
              [cell for cell, where in into.items() if where == name], people, voted, raised, found)
        for name in sorted(set(into.values()))
    ]  # fmt: skip
    cells.sort(key=lambda cell: rank.get(cell.sectors[0], len(rank)))
    between = Between(
        found.scale, found.top, found.gaps, found.lowest, found.common_ground, found.divided[None],
        tuple(found.reasons()),
    )  # fmt: skip
    return Sides(tuple(cells), between if len(found.sectors) > 1 else None)


def steps_of(outcome: Outcome, option: str) -> tuple[Number, ...]:
    """Return how many marked each step of agreement."""
    rows = [row for row in outcome.rounds if row.get("option") == option and "counts" in row]
    return tuple(rows[0]["counts"].values()) if rows else ()


def _cell(
    name: str, sectors: tuple[str, ...], parts: Sequence[str], people: Counter[str], voted: Counter[str],
    raised: Mapping[str, tuple[int, bool]], found: BySector,
) -> Cell:  # fmt: skip
    outcome = found.sectors.get(name)
    turnout, entitled_here = sum(voted[part] for part in parts), sum(people[part] for part in parts)
    if outcome is None:
        return Cell(sectors, turnout, entitled_here, {}, name=name)
    return Cell(
        sectors, turnout, entitled_here, outcome.scores,
        {option: steps_of(outcome, option) for option in found.support},
        {option: shares[name] for option, shares in found.support.items() if name in shares},
        outcome.winners,
        tuple(option for tie in outcome.ties if tie.decided_by is None for option in tie.among),
        found.divided[name],
        all(raised[part][1] for part in parts if part in raised),
        name,
    )  # fmt: skip


def _named(counted: Profile, into: Mapping[str, str]) -> Profile:
    """Give ballots and hands the name of the cell they are shown in."""
    ballots = tuple(replace(ballot, sector=into.get(ballot.sector or "")) for ballot in counted.ballots)
    hands_of: Counter[tuple[str, str, str]] = Counter()
    for tally in counted.tallies:
        hands_of[tally.option, tally.answer, into.get(tally.sector or "", "")] += tally.count
    tallies = tuple(Tally(option, many, answer, cell) for (option, answer, cell), many in hands_of.items())
    return replace(counted, ballots=ballots, tallies=tallies)


def _known(raised: Mapping[str, tuple[int, bool]], into: Mapping[str, str]) -> dict[str, int]:
    """Return how many people's hands a cell's are, where that is exact for all its sectors."""
    found: Counter[str] = Counter()
    for sector, (many, _exact) in raised.items():
        found[into.get(sector, "")] += many
    return {cell: many for cell, many in found.items() if all(raised[s][1] for s in raised if into.get(s, "") == cell)}


def _turnout(read: Reader, now: Round) -> Counter[str]:
    rows = read.rows(
        "SELECT e.cell FROM vote_turnout t JOIN vote_entitled e ON e.vote = t.vote AND e.voter = t.voter"
        " WHERE t.vote = ?", now.id,
    )  # fmt: skip
    return Counter(str(row["cell"]) for row in rows)

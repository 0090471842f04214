"""What is counted: options and ballots, the same value whatever channel, file or table they came from.

A ballot's marks have one of six shapes; a rule says which it can count. Tallies are counts per option without
ballots (a show of hands); only additive rules take them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from labapp.counting.outcome import Number


@dataclass(frozen=True)
class Option:
    """Something that can be chosen; `cost` only where the rule spends a budget."""

    id: str
    title: str = ""
    cost: Fraction | None = None


@dataclass(frozen=True)
class Approvals:
    """A set of chosen options (choose one, choose up to k, approval); empty = blank."""

    chosen: tuple[str, ...]


@dataclass(frozen=True)
class Answers:
    """Yes, no or abstain to each option put as a motion."""

    answers: Mapping[str, str]  # option id -> "yes" | "no" | "abstain"


@dataclass(frozen=True)
class Points:
    """Points or dots per option; options left out have none."""

    points: Mapping[str, Number]


@dataclass(frozen=True)
class Ranking:
    """Levels of preference, best first; several options in a level are equal; options left out are unranked."""

    levels: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Grades:
    """Scores by criterion and option; None means "no opinion" and is counted apart, never as zero."""

    grades: Mapping[str, Mapping[str, int | None]]  # criterion -> option id -> grade


@dataclass(frozen=True)
class Agreement:
    """A step of an agreement scale per option: 1 is the strongest support, the last step a block."""

    steps: Mapping[str, int]


Marks = Approvals | Answers | Points | Ranking | Grades | Agreement


@dataclass(frozen=True)
class Ballot:
    """Equal ballots may be bundled by `count`; `sector` and `entity` are None where the vote is secret."""

    marks: Marks
    count: int = 1
    sector: str | None = None
    entity: str | None = None
    weight: Fraction = Fraction(1)


@dataclass(frozen=True)
class Tally:
    """A counted number of hands (or stickers) for one option; `answer` is "yes" where only support is counted."""

    option: str
    count: int
    answer: str = "yes"
    sector: str | None = None


@dataclass(frozen=True)
class Profile:
    """Everything one count needs; ballots are already checked against the limits of their form.

    `memo` holds what counts derive from the ballots and the next rule can use again (see `grouping`).
    """

    options: tuple[Option, ...]
    ballots: tuple[Ballot, ...] = ()
    tallies: tuple[Tally, ...] = ()
    invalid: int = 0
    budget: Fraction | None = None
    present: int | None = None
    entitled: int | None = None
    meta: Mapping[str, str] = field(default_factory=dict)
    memo: dict[str, object] = field(default_factory=dict, init=False, repr=False, compare=False)

"""What every rule with costs starts from: options as numbers, equal ballots as one class, all amounts as integers.

Costs and weights become whole numbers over a common denominator, so that the loops below add and compare integers
only. A ranking of r options gives them r, r-1 … 1 points (the convention of Kraków); a ballot that says nothing still
belongs to somebody who voted, and has its share of the budget.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any

from labapp.counting.checks import SHAPES, tidy
from labapp.counting.outcome import BallotCount, Number, Reason
from labapp.counting.profile import Approvals, Ballot, Marks, Option, Points, Profile, Ranking
from labapp.counting.settings import NUMBER, CountError, Setting

NEEDS = (Approvals, Points, Ranking)
BUDGET = Setting("budget", NUMBER, "profile", ("profile",), maximum=10**18)
_ONE = Ballot(Approvals(())).weight  # the default: comparing identities spares a Fraction comparison per ballot
MIN_SCORE = Setting("min-score", NUMBER, "none", ("none", "profile"), maximum=10**18)


@dataclass(frozen=True)
class Case:
    """One count with costs; `voices[i]` people marked `marks[i]` (places of options), with `points[i]` if not all 1.

    `costs` and `budget` are whole numbers: money times `scale`. A voice is a whole number too: a weight times `unit`.
    """

    options: tuple[Option, ...]
    costs: list[int]
    budget: int
    scale: int
    unit: int
    voices: list[int]
    marks: list[tuple[int, ...]]
    points: list[tuple[int, ...]] | None
    point_scale: int
    people: int
    ballots: BallotCount
    warnings: tuple[Reason, ...]
    _memo: dict[str, Any] = field(default_factory=dict, repr=False)

    @cached_property
    def supporters(self) -> list[list[int]]:
        """Return for each option the classes of ballots that support it."""
        found: list[list[int]] = [[] for _ in self.options]
        for who, marked in enumerate(self.marks):
            for option in marked:
                found[option].append(who)
        return found

    @cached_property
    def weights(self) -> list[list[int]] | None:
        """Return the points each supporter gives, beside `supporters`; None where every mark weighs the same."""
        if self.points is None:
            return None
        found: list[list[int]] = [[] for _ in self.options]
        for marked, given in zip(self.marks, self.points, strict=True):
            for option, weight in zip(marked, given, strict=True):
                found[option].append(weight)
        return found

    @cached_property
    def votes(self) -> list[int]:
        """Return the voices behind each option (times `unit`)."""
        voice = self.voices.__getitem__
        return [sum(map(voice, who)) for who in self.supporters]

    @cached_property
    def scores(self) -> list[int]:
        """Return the points of each option (times `unit` and `point_scale`); without points, its votes."""
        weights = self.weights
        if weights is None:
            return self.votes
        voices = self.voices
        return [
            sum(voices[i] * w for i, w in zip(who, given, strict=True))
            for who, given in zip(self.supporters, weights, strict=True)
        ]

    def score(self, option: int) -> Number:
        """Return the score of an option as people know it."""
        return tidy(Fraction(self.scores[option], self.unit * (1 if self.points is None else self.point_scale)))

    def money(self, scaled: int | Fraction) -> Number:
        """Return an amount of money as people know it."""
        return tidy(Fraction(scaled) / self.scale)

    def ids(self, places: Sequence[int]) -> tuple[str, ...]:
        """Return the ids of options."""
        return tuple(self.options[place].id for place in places)

    def total(self, places: Sequence[int]) -> int:
        """Return what options cost together, scaled."""
        return sum(self.costs[place] for place in places)

    @cached_property
    def place(self) -> dict[str, int]:
        """Return the place of each option by its id."""
        return {option.id: place for place, option in enumerate(self.options)}


def read_case(profile: Profile, settings: Mapping[str, Any]) -> Case:
    """Turn a profile into a case, or refuse: no budget, an option without a cost, marks that make no sense."""
    given = settings.get("budget", "profile")
    budget = profile.budget if given == "profile" else Fraction(given)
    if budget is None:
        raise CountError("budget-missing")
    if budget < 0:
        raise CountError("budget-negative", {"budget": budget})
    missing = tuple(option.id for option in profile.options if option.cost is None)
    if missing:
        raise CountError("cost-missing", {"options": missing})
    costs = [Fraction(option.cost) for option in profile.options if option.cost is not None]
    for option, cost in zip(profile.options, costs, strict=True):
        if cost < 0:
            raise CountError("cost-negative", {"option": option.id, "cost": cost})
    pile = _Pile({option.id: place for place, option in enumerate(profile.options)})
    for number, ballot in enumerate(profile.ballots, 1):
        if ballot.count < 0 or (ballot.weight is not _ONE and ballot.weight < 0):
            raise CountError("bad-count", {"count": min(ballot.count, ballot.weight), "ballot": number})
        pile.add(number, ballot.marks, ballot.count, ballot.weight)
    scale = lcm(budget.denominator, *(cost.denominator for cost in costs))
    doubled = (Reason("doubled-marks", {"ballots": pile.doubled}),) if pile.doubled else ()
    unit = lcm(*(voice.denominator for voice in pile.voices.values()))
    voices = [int(voice * unit) for voice in pile.voices.values()]
    marks, points, point_scale = pile.split()
    return Case(
        profile.options,
        [int(cost * scale) for cost in costs],
        int(budget * scale),
        scale,
        unit,
        voices,
        marks,
        points,
        point_scale,
        sum(voices),
        BallotCount(pile.count - pile.blank, profile.invalid, pile.blank),
        doubled,
    )


class _Pile:
    """Gathers equal ballots; the same marks in another order stay apart, which costs time but changes nothing."""

    def __init__(self, place: dict[str, int]) -> None:
        self._place = place
        self._seen: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        self.voices: dict[tuple[Any, ...], int | Fraction] = {}
        self.count = self.blank = self.doubled = 0
        self._plain = True

    def add(self, number: int, marks: Marks, count: int, weight: Fraction) -> None:
        """Put a bundle of equal ballots on the pile."""
        if isinstance(marks, Approvals):
            raw: tuple[Any, ...] = marks.chosen
        elif isinstance(marks, Points):
            raw = tuple(marks.points.items())
        elif isinstance(marks, Ranking):
            raw = marks.levels
        else:
            needs = tuple(SHAPES[shape] for shape in NEEDS)
            raise CountError("wrong-marks", {"found": SHAPES.get(type(marks), "?"), "ballot": number, "needs": needs})
        key = self._seen.get(raw)
        if key is None:
            key = self._seen[raw] = self._understand(number, marks)
        if isinstance(marks, Approvals) and len(key) < len(raw):
            self.doubled += count
        self.count += count
        if not key:
            self.blank += count
        voice = count if weight is _ONE or weight == 1 else count * weight
        self.voices[key] = self.voices.get(key, 0) + voice

    def _understand(self, number: int, marks: Marks) -> tuple[Any, ...]:
        place = self._place
        try:
            if isinstance(marks, Approvals):
                return tuple(sorted({place[option] for option in marks.chosen}))
            self._plain = False
            if isinstance(marks, Points):
                return self._points(number, marks)
            assert isinstance(marks, Ranking)
            left = sum(len(level) for level in marks.levels)
            given: dict[int, int] = {}
            for level in marks.levels:
                if len(level) > 1:
                    raise CountError("equal-ranks", {"ballot": number, "options": level})
                for option in level:
                    given.setdefault(place[option], left)
                left -= len(level)
            return tuple(sorted(given.items()))
        except KeyError as error:
            raise CountError("unknown-option", {"id": error.args[0], "ballot": number}) from error

    def _points(self, number: int, marks: Points) -> tuple[Any, ...]:
        if any(given < 0 for given in marks.points.values()):
            raise CountError("negative-points", {"ballot": number})
        return tuple(sorted((self._place[option], given) for option, given in marks.points.items() if given))

    def split(self) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]] | None, int]:
        """Return marks and points of the classes, points as whole numbers over a common denominator."""
        if self._plain:
            return list(self.voices), None, 1
        keys = [[pair if isinstance(pair, tuple) else (pair, 1) for pair in key] for key in self.voices]
        scale = lcm(*(Fraction(given).denominator for key in keys for _, given in key))
        marks = [tuple(place for place, _ in key) for key in keys]
        return marks, [tuple(int(given * scale) for _, given in key) for key in keys], scale

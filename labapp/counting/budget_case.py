"""What every rule with costs starts from: options as numbers, equal ballots as one class, all amounts as integers.

Costs and weights become whole numbers over a common denominator, so that the loops below add and compare integers
only. A ranking of r options gives them r, r-1 … 1 points (the convention of Kraków); a ballot that says nothing still
belongs to somebody who voted, and has its share of the budget.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from operator import lt
from typing import Any, NoReturn

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
    currency: str

    def said(self, reasons: Sequence[Reason]) -> tuple[Reason, ...]:
        """Return reasons that know the currency of their amounts, and whether scores are points."""
        known = {"currency": self.currency, "pointed": self.points is not None}
        return tuple(Reason(reason.code, {**reason.params, **known}) for reason in reasons)

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
        scale = self.unit * (1 if self.points is None else self.point_scale)
        return self.scores[option] if scale == 1 else tidy(Fraction(self.scores[option], scale))

    def money(self, scaled: int | Fraction) -> Number:
        """Return an amount of money as people know it."""
        if isinstance(scaled, int):
            return scaled if self.scale == 1 else tidy(Fraction(scaled, self.scale))
        return tidy(scaled if self.scale == 1 else scaled / self.scale)

    def heads(self, voices: int) -> Number:
        """Return so many voices as people know them."""
        return voices if self.unit == 1 else tidy(Fraction(voices, self.unit))

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
    costs = [option.cost for option in profile.options if option.cost is not None]
    for option, cost in zip(profile.options, costs, strict=True):
        if cost.numerator < 0:
            raise CountError("cost-negative", {"option": option.id, "cost": cost})
    pile = _Pile({option.id: place for place, option in enumerate(profile.options)})
    pile.gather(profile.ballots)
    pile.understand(profile.ballots)
    scale = lcm(budget.denominator, *(cost.denominator for cost in costs))
    doubled = (Reason("doubled-marks", {"ballots": pile.doubled}),) if pile.doubled else ()
    unit = lcm(*(voice.denominator for voice in pile.voices.values())) if pile.weighted else 1
    voices = [int(voice * unit) if pile.weighted else int(voice) for voice in pile.voices.values()]
    marks, points, point_scale = pile.split()
    return Case(
        profile.options,
        [cost.numerator * (scale // cost.denominator) for cost in costs],
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
        profile.meta.get("currency", "PLN"),
    )


class _Pile:
    """Gathers equal ballots in two passes: first as they were written, then as they are understood."""

    def __init__(self, place: dict[str, int]) -> None:
        self._place = place
        self._raw: dict[type, dict[tuple[Any, ...], int]] = {Approvals: {}, Points: {}, Ranking: {}}
        self._extra: dict[type, dict[tuple[Any, ...], Fraction]] = {Approvals: {}, Points: {}, Ranking: {}}
        self.voices: dict[tuple[Any, ...], int | Fraction] = {}
        self.count = self.blank = self.doubled = 0
        self.weighted = False

    def gather(self, ballots: Sequence[Ballot]) -> None:
        """Add up ballots that are written alike."""
        approvals, points, rankings = self._raw[Approvals], self._raw[Points], self._raw[Ranking]
        for number, ballot in enumerate(ballots, 1):
            marks, voice = ballot.marks, ballot.count
            if type(marks) is Approvals:
                raw: tuple[Any, ...] = marks.chosen
                found = approvals
            elif isinstance(marks, Points):
                raw, found = tuple(marks.points.items()), points
            elif isinstance(marks, Ranking):
                raw, found = marks.levels, rankings
            else:
                self._wrong(number, marks)
            if voice < 0:
                raise CountError("bad-count", {"count": voice, "ballot": number})
            found[raw] = found.get(raw, 0) + voice
            if ballot.weight is not _ONE:
                self._weigh(number, ballot, raw)

    def _weigh(self, number: int, ballot: Ballot, raw: tuple[Any, ...]) -> None:
        """Note what a ballot weighs beyond one voice for each person."""
        if ballot.weight < 0:
            raise CountError("bad-count", {"count": ballot.weight, "ballot": number})
        self.weighted = True
        extra = self._extra[type(ballot.marks)]
        extra[raw] = extra.get(raw, Fraction(0)) + ballot.count * (ballot.weight - 1)

    @staticmethod
    def _wrong(number: int, marks: Marks) -> NoReturn:
        needs = tuple(SHAPES[shape] for shape in NEEDS)
        raise CountError("wrong-marks", {"found": SHAPES.get(type(marks), "?"), "ballot": number, "needs": needs})

    def understand(self, ballots: Sequence[Ballot]) -> None:
        """Turn what is written into places of options; refuse what makes no sense, with the number of the ballot."""
        ways = ((Approvals, self._approvals), (Points, self._points), (Ranking, self._ranking))
        for shape, read in ways:
            extra = self._extra[shape]
            voices = self.voices
            for raw, heads in self._raw[shape].items():
                try:
                    key = read(raw)
                except KeyError as error:
                    raise CountError("unknown-option", {"id": error.args[0], "ballot": _at(ballots, raw)}) from error
                except _Nonsense as error:
                    raise CountError(error.code, {"ballot": _at(ballots, raw)}) from error
                if len(key) < len(raw) and shape is Approvals:
                    self.doubled += heads
                voices[key] = voices.get(key, 0) + (heads + extra.get(raw, 0) if extra else heads)
                if not key:
                    self.blank += heads
                self.count += heads

    def _approvals(self, raw: tuple[Any, ...]) -> tuple[int, ...]:
        key = tuple(map(self._place.__getitem__, raw))
        return key if all(map(lt, key, key[1:])) else tuple(sorted(set(key)))

    def _points(self, raw: tuple[Any, ...]) -> tuple[Any, ...]:
        if any(given < 0 for _, given in raw):
            raise _Nonsense("negative-points")
        return tuple(sorted((self._place[option], given) for option, given in raw if given))

    def _ranking(self, raw: tuple[Any, ...]) -> tuple[Any, ...]:
        if any(len(level) > 1 for level in raw):
            raise _Nonsense("equal-ranks")
        named = dict.fromkeys(self._place[level[0]] for level in raw if level)
        return tuple(sorted((place, len(named) - above) for above, place in enumerate(named)))

    def split(self) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]] | None, int]:
        """Return marks and points of the classes, points as whole numbers over a common denominator."""
        if not self._raw[Points] and not self._raw[Ranking]:
            return list(self.voices), None, 1
        keys = [[pair if isinstance(pair, tuple) else (pair, 1) for pair in key] for key in self.voices]
        scale = lcm(*(Fraction(given).denominator for key in keys for _, given in key))
        marks = [tuple(place for place, _ in key) for key in keys]
        return marks, [tuple(int(given * scale) for _, given in key) for key in keys], scale


class _Nonsense(Exception):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _at(ballots: Sequence[Ballot], raw: tuple[Any, ...]) -> int:
    """Return the number of the first ballot that is written so."""
    for number, ballot in enumerate(ballots, 1):
        marks = ballot.marks
        if isinstance(marks, Approvals) and marks.chosen == raw:
            return number
        if isinstance(marks, Points) and tuple(marks.points.items()) == raw:
            return number
        if isinstance(marks, Ranking) and marks.levels == raw:
            return number
    return 0

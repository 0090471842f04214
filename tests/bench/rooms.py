"""Rooms of 30 options and 300 ballots for the rules without costs: every sort of ballot, the worst found included."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product

from labapp.counting.profile import (
    Agreement,
    Answers,
    Approvals,
    Ballot,
    Grades,
    Marks,
    Option,
    Points,
    Profile,
    Ranking,
)

IDS = [f"option {n}" for n in range(30)]
Maker = Callable[[random.Random, int], Marks]  # chance, number of the ballot


def ranked(options: Sequence[str]) -> Ranking:
    """Rank options, the first best."""
    return Ranking(tuple((option,) for option in options))


def _favoured(chance: random.Random, length: int) -> Ranking:
    weights = [1 / (n + 1) for n in range(30)]
    return ranked(list(dict.fromkeys(chance.choices(IDS, weights, k=length))))


def _levels(chance: random.Random) -> Ranking:
    levels: list[tuple[str, ...]] = []
    for option in chance.sample(IDS, chance.randint(0, 30)):
        if levels and chance.random() < 0.3:
            levels[-1] = (*levels[-1], option)
        else:
            levels.append((option,))
    return Ranking(tuple(levels))


def _circle(number: int, length: int = 30) -> Ranking:
    return ranked([IDS[(number + n) % 30] for n in range(length)])


def _opinion(number: int, of: int, length: int) -> Ranking:
    return ranked(random.Random(number % of).sample(IDS, length))


def _first(chance: random.Random, number: int) -> Ranking:
    first = IDS[number % 30]
    return ranked([first, *chance.sample([option for option in IDS if option != first], 29)])


RANKINGS: dict[str, Maker] = {
    "full": lambda chance, n: ranked(chance.sample(IDS, 30)),
    "some": lambda chance, n: ranked(chance.sample(IDS, chance.randint(1, 30))),
    "short": lambda chance, n: ranked(chance.sample(IDS, chance.randint(1, 5))),
    "three": lambda chance, n: ranked(chance.sample(IDS, 3)),
    "favourites": lambda chance, n: _favoured(chance, 6),
    "many favourites": lambda chance, n: _favoured(chance, 20),
    "equal ranks": lambda chance, n: _levels(chance),
    "five opinions": lambda chance, n: _opinion(n, 5, 30),
    "sixty opinions": lambda chance, n: _opinion(n, 60, 30),
    "short opinions": lambda chance, n: _opinion(n, 60, 4),
    "circle": lambda chance, n: _circle(n),
    "short circle": lambda chance, n: _circle(n, 5),
    "two circles": lambda chance, n: _circle(n) if n % 2 else ranked([IDS[(n - m) % 30] for m in range(30)]),
    "equal firsts": _first,
    "pairs": lambda chance, n: ranked([IDS[n % 30], IDS[n % 30 ^ 1], *chance.sample(IDS[:10], 3)]),
    "bullets": lambda chance, n: ranked([IDS[n % 30]]),
    "all the same": lambda chance, n: ranked(IDS),
    "one named": lambda chance, n: ranked(IDS[:1]),
    "blank": lambda chance, n: Ranking(()),
}
CHOICES: dict[str, Maker] = {
    "one": lambda chance, n: Approvals((chance.choice(IDS),)),
    "wide": lambda chance, n: Approvals(tuple(chance.sample(IDS, chance.randint(0, 30)))),
}
POINTS: dict[str, Maker] = {"points": lambda chance, n: Points({option: chance.randint(0, 100) for option in IDS})}
GRADES: dict[str, Maker] = {
    "grades": lambda chance, n: Grades({x: {o: chance.choice([None, *range(101)]) for o in IDS} for x in "vwxyz"})
}
ANSWERS: dict[str, Maker] = {
    "answers": lambda chance, n: Answers({o: chance.choice(["yes", "no", "abstain"]) for o in IDS})
}
STEPS: dict[str, Maker] = {"steps": lambda chance, n: Agreement({o: chance.randint(1, 8) for o in IDS})}

_SEATS = [{"seats": seats} for seats in (1, 10, 29)]
_STV = [
    {"seats": seats, "transfer": transfer, "exclude-ties": ties}
    for seats, transfer, ties in product((1, 5, 20), ("wig", "gregory"), ("backwards", "open"))
]
_STV += [{"seats": 10, "quota": "hare", "precision": 5}, {"seats": 3, "precision": 0}, {"seats": 25}]
_IRV = [
    {"exclude-ties": ties, "overvote": overvote}
    for ties, overvote in product(("open", "backwards"), ("exhaust", "exhaust-if-multiple"))
]
ROOMS: dict[str, tuple[Mapping[str, Maker], Sequence[Mapping[str, object]]]] = {
    "plurality": ({"one": CHOICES["one"]}, _SEATS),
    "approval": ({**CHOICES, **POINTS}, _SEATS),
    "dots": (POINTS, _SEATS),
    "nominal-group": ({**POINTS, **RANKINGS}, [{}, {"picks": 30}]),
    "score-mean": (GRADES, _SEATS),
    "score-median": (GRADES, _SEATS),
    "agreement": (STEPS, [{}, {"level": "4/5", "block": "counts"}]),
    "motion": (ANSWERS, [{}, {"majority": "absolute"}]),
    "borda": (RANKINGS, [{"unranked": way, "seats": 10} for way in ("zero", "average", "count-down")]),
    "copeland": (RANKINGS, [{}, {"unranked": "no-opinion"}]),
    "condorcet": (RANKINGS, [{}, {"unranked": "no-opinion"}]),
    "schulze": (RANKINGS, [{"seats": 10}, {"strength": "winning-votes"}]),
    "irv": (RANKINGS, _IRV),
    "stv": (RANKINGS, _STV),
}
"""By rule: kinds of ballots and settings."""


def rooms(rule: str) -> Iterator[tuple[str, Callable[[], Profile], Mapping[str, object]]]:
    """Yield every room of a rule: what it is, a maker of a new profile each time, and the settings."""
    kinds, settings = ROOMS[rule]
    options = tuple(map(Option, IDS))
    for name, make in kinds.items():
        chance = random.Random(name)
        ballots = tuple(
            Ballot(make(chance, n), sector=f"sector {n % 7}", entity=f"entity {chance.randint(0, 36)}")
            for n in range(300)
        )
        for chosen, per in product(settings, ("person", "entity") if rule == "stv" else ("person", "entity", "sector")):
            yield name, lambda ballots=ballots: Profile(options, ballots), {**chosen, "per": per}

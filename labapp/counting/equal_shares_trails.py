"""What runs of Equal Shares leave behind, and the trails of an endowment: what was bought in the orders counted so far.

Orders of equals part and meet again: options that everybody paid in full for leave the same in whatever order they were
bought. So a run in another order walks along what is known, and counts only what no order bought before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

Place = tuple[int, tuple[int, ...]]
START: Place = (0, ())


class Step(NamedTuple):
    """One purchase: the option, its key (lower is better) and its price.

    `mass` is about the voices times points of those who paid in full; `full`: surely everybody did. Where options were
    compared exactly, `exact` is the best key, `equals` are those that have it, if more than one, and `tied` those of
    them that the option is tied with (see equal_shares_tied): between the others order makes no difference.
    """

    option: int
    key: float
    price: float
    mass: int
    full: bool
    exact: Fraction | None = None
    equals: frozenset[int] = frozenset()
    tied: frozenset[int] = frozenset()


class Moment(NamedTuple):
    """What a run knew at one moment, for other runs to use: see equal_shares_bounds.

    `bought`: the options bought so far, as bits. `keys` are lower bounds on keys, with `slopes`: how much each falls
    for every unit that all purses are fuller. `lacks`: what the supporters of an option lack together, where known.
    Taken over from a run with more money, it holds the purses of that one: those here have `less` each.
    """

    bought: int
    keys: list[float]
    slopes: list[float]
    lacks: list[float]
    purses: list[float]
    error: float
    less: float = 0.0

    def own(self) -> list[float]:
        """Return the purses of the run that has this moment."""
        return [purse - self.less for purse in self.purses] if self.less else self.purses

    def taken_over(self, less: float, error: float) -> Moment:
        """Return it for a run whose purses held so much less, and are known so much less exactly."""
        if not less:
            return self
        keys, slopes = list(self.keys), list(self.slopes)  # what is found out here is not so there
        return self._replace(keys=keys, slopes=slopes, error=self.error + error, less=self.less + less)


@dataclass
class Run:
    """What one endowment buys.

    `moments` tell what was known just before each purchase, and at the end; they are kept only where runs are compared.
    """

    share: Fraction
    steps: list[Step] = field(default_factory=list)
    moments: list[Moment] = field(default_factory=list)

    @property
    def bought(self) -> list[int]:
        """Return the options in the order of purchase."""
        return [step.option for step in self.steps]

    @cached_property
    def choices(self) -> list[tuple[frozenset[int], int]]:
        """Return between which equals a whole run chose, and whom, where their order may decide something."""
        return [(step.tied, step.option) for step in self.steps if step.tied]

    def alike(self, order: Sequence[int]) -> bool:
        """Say whether another order of equals chooses the same wherever that may decide something."""
        return all(min(equals, key=order.__getitem__) == option for equals, option in self.choices)

    def parts(self) -> bool:
        """Say whether equals were met that are tied, so that another order may buy something else."""
        return any(step.tied for step in self.steps)


class Spot(NamedTuple):
    """A place some run came by: what it knew there, and what was bought next in one order or another.

    Nothing was at the end of a run, in any order.
    """

    moment: Moment
    then: dict[int, Step]

    @property
    def end(self) -> bool:
        """Say whether runs end here."""
        return not self.then

    def next(self, order: Sequence[int]) -> Step | None:
        """Return what is bought next in an order of equals, None if that is not known here or nothing is."""
        for step in self.then.values():
            if not step.tied or min(step.tied, key=order.__getitem__) == step.option:
                return step
        return None


class Trails:
    """All known places by endowment: what was bought so far, as bits while everybody paid in full, then in order."""

    def __init__(self) -> None:
        self._spots: dict[Fraction, dict[Place, Spot]] = {}

    def at(self, share: Fraction) -> dict[Place, Spot]:
        """Return the places known with an endowment."""
        return self._spots.get(share, {})

    def store(self, run: Run) -> None:
        """Add the places of a run that kept its moments."""
        spots, place = self._spots.setdefault(run.share, {}), START
        for step, moment in zip(run.steps, run.moments, strict=False):
            spots.setdefault(place, Spot(moment, {})).then.setdefault(step.option, step)
            place = after(place, step)
        spots.setdefault(place, Spot(run.moments[-1], {}))


def walk(
    run: Run, spots: Mapping[Place, Spot], order: Sequence[int], place: Place = START
) -> tuple[Place, Spot | None]:
    """Let a run go on along what was bought before, as far as its order of equals chooses alike; return where it is.

    The moment of that place is not added, unless the run is at its end there.
    """
    spot = spots.get(place)
    if spot is None:
        return place, None
    while step := spot.next(order):
        run.steps.append(step)
        run.moments.append(spot.moment)
        place = after(place, step)
        spot = spots[place]
    if spot.end:
        run.moments.append(spot.moment)
    return place, spot


def after(place: Place, step: Step) -> Place:
    """Return the place a purchase leads to."""
    in_full, others = place
    if step.full and not others:
        return in_full | 1 << step.option, others
    return in_full, (*others, step.option)

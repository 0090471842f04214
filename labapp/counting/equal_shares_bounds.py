"""What a run of Equal Shares knows about options it does not look at: lower bounds on their keys.

Keys only rise while a run goes on, because purses only shrink. And what another run knew when it had bought the same
options, in whatever order, can be carried over: let no purse here be fuller than there by more than d. The supporters
who could not pay in full there have at most d more each; the others together owe at least the rest. So the key is at
least what it was there, less d times the voices of the former over the mass of the latter (its slope).
"""

from __future__ import annotations

from fractions import Fraction
from math import inf

from labapp.counting.equal_shares_plan import Plan
from labapp.counting.equal_shares_price import Priced
from labapp.counting.equal_shares_purses import CERTAIN, CERTAIN_LACK, Purses
from labapp.counting.equal_shares_trails import Moment, Run

_ROUNDED = 1 - 1e-6  # a bound is lowered by so much: more than floats are wrong, see CERTAIN


class Bounds:
    """Lower bounds on the keys of all options in one run; infinite for what is bought or cannot be paid any more."""

    def __init__(self, plan: Plan, share: float) -> None:
        """Begin with what is known before anything is bought: who lacks money even then is never looked at."""
        self._plan = plan
        self.keys = list(plan.first_keys)
        self._facts = list(plan.first_keys)
        self._slopes = [0.0] * len(self.keys)
        self._lacks = [0.0] * len(self.keys)
        votes, costs = plan.case.votes, plan.costs
        for q in [q for q in plan.buyable if costs[q] * _ROUNDED > share * votes[q]]:
            self.keys[q], self._lacks[q] = inf, costs[q] * _ROUNDED - share * votes[q]

    def looked(self, q: int, found: Priced) -> float:
        """Take over what a look at an option found; return its key."""
        missing, mass, price, poor = found
        if not mass:
            self._lacks[q] = missing * (1 - 2 * CERTAIN_LACK)
            self.keys[q] = inf
            return inf
        unit = self._plan.units[q]
        key = self.keys[q] = price / unit
        self._facts[q] = key * _ROUNDED
        self._slopes[q] = poor / mass / unit
        return key

    def moment(self, bought: int, purses: Purses) -> Moment:
        """Return what is known now, for other runs."""
        return Moment(
            bought, list(self._facts), list(self._slopes), list(self._lacks), list(purses.left), purses.error
        )

    def carry_over(self, known: Moment, more: float) -> None:
        """Raise the bounds by what another run knew after the same purchases; `more`: no purse is fuller by more."""
        votes, keys, facts, slopes = self._plan.case.votes, self.keys, self._facts, self._slopes
        for q, key in enumerate(keys):
            if key == inf:
                continue
            slope = known.slopes[q]
            least = known.keys[q] - more * slope
            if least > key:
                keys[q] = facts[q] = least
                slopes[q] = slope
            lack = known.lacks[q] - more * votes[q]
            if lack > 0:
                keys[q], self._lacks[q] = inf, lack * _ROUNDED


class Neighbour:
    """A run to compare with, and how much fuller than there a purse can be here at most.

    A purse is the endowment less the prices of what its owner supports, or empty, in whatever order they were paid. So
    where both runs have bought the same, only the prices need to be compared.
    """

    def __init__(self, plan: Plan, run: Run, share: Fraction) -> None:
        self._plan = plan
        self._moments = run.moments
        self._prices = {step.option: step.price for step in run.steps}
        self._more = max(0.0, float(share - run.share))

    def paid(self, q: int, price: float) -> None:
        """Note a purchase: who supports the option has more by the difference, if it was dearer there."""
        there = self._prices.get(q)
        if there is None:
            self._moments = []  # never again have both bought the same
        else:
            self._more += (max(0.0, there - price) + 4 * CERTAIN * there) * self._plan.heaviest[q]

    def raise_bounds(self, bounds: Bounds, at: int, bought: int, error: float) -> bool:
        """Raise the bounds of the own run, if the neighbour had bought the same options by then, in whatever order."""
        if at >= len(self._moments) or self._moments[at].bought != bought:
            return False
        known = self._moments[at]
        bounds.carry_over(known, self._more + 2 * (error + known.error))
        return True

"""What everybody has left during one run of Equal Shares: floats with a proved bound on their error.

A purse (`left`) is never further than `error` from the truth, and 0.0 is exactly 0. Where the price of an option is not
sure to `CERTAIN` of itself, the purses can be filled anew from the exact `Ledger`; if that is not enough, the ledger
says the price.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import compress, repeat
from math import inf
from operator import and_, lt, mul, not_

from labapp.counting.equal_shares_ledger import Ledger
from labapp.counting.equal_shares_plan import ROUNDING, Plan
from labapp.counting.equal_shares_price import Priced
from labapp.counting.equal_shares_trails import Moment

CERTAIN = 1e-7
CERTAIN_LACK = 1 / 64  # so sure it is what supporters lack together


class Purses:
    """The purses of one run; `bought` is what they have paid for."""

    def __init__(self, plan: Plan, share: Fraction, tick: Callable[[int], None] | None = None) -> None:
        self._plan = plan
        self._tick = tick
        self._share = share
        self.left = [float(share)] * len(plan.purses)
        self._fresh = float(share) * ROUNDING
        self.error = self._fresh
        self._found: dict[int, Priced] = {}  # prices of this moment that floats alone are sure of
        self._ledger: Ledger | None = None
        self.bought: list[int] = []

    @classmethod
    def at(cls, plan: Plan, moment: Moment) -> Purses:
        """Return the purses of a run at a moment, to ask for prices; nothing can be bought."""
        purses = cls.__new__(cls)
        purses._plan, purses._found = plan, {}
        purses.left, purses.error = moment.own(), moment.error
        return purses

    def price(self, q: int, guess: float = 0.0, enough: float = inf) -> Priced | None:
        """Return the price of an option to within CERTAIN, begun from a guess; None where floats cannot tell.

        A price above `enough` is only a lower bound: others come first then, and by how much is not asked.
        """
        plan = self._plan
        solved = missing, mass, price, poor = plan.ask[q](self.left, guess, enough)
        allowed, doubt = missing * (CERTAIN if mass else CERTAIN_LACK), plan.rounding[q]
        if poor * self.error + doubt > allowed and self._alive(q, poor) * self.error + doubt > allowed:
            return None
        if price <= enough:
            if (poor + mass) * self.error + doubt > price * CERTAIN and not self._borne(q, price, poor):
                return None
            self._found[q] = solved
        return solved

    def _borne(self, q: int, price: float, poor: float) -> bool:
        """Say whether those who surely can pay in full bear what all others may lack, without a dearer price.

        Who is on the edge of paying in full may have less by the error, and gives no more when the price rises.
        """
        plan, purses = self._plan, self._plan.pick[q](self.left)
        low = self._low(q, purses, price * (1 + CERTAIN) + self.error)
        if sum(compress(plan.heads[q], low)) == poor:
            return True  # nobody is on the edge
        alive = sum(compress(plan.heads[q], map(and_, low, map(bool, purses))))
        safe = sum(compress(plan.masses[q], map(not_, low)))
        return alive * self.error + plan.rounding[q] <= price * CERTAIN * safe

    def start_from(self, other: Moment, bought: list[int]) -> None:
        """Start at a moment taken over from another run, where until then everybody paid in full in both."""
        self.left, self.error = list(other.own()), other.error
        self.bought = bought

    def refresh(self) -> bool:
        """Fill the purses from the exact ledger, so that their error is that of one division; False if it is that."""
        if self.error <= self._fresh:
            return False
        ledger = self._exact()
        below = ledger.denominator
        left = [amount / below for amount in ledger.left]
        self.left = [left[i] for i in self._plan.purses]
        self.error = self._fresh
        self._found.clear()
        return True

    def solve(self, q: int) -> Priced:
        """Return about the price of an option."""
        return self._plan.ask[q](self.left, 0.0, inf)

    def missing(self, q: int) -> float:
        """Return about what all supporters together lack, below 0 if they have more."""
        together: float = sum(map(mul, self._plan.pick[q](self.left), self._plan.heads[q]))
        return self._plan.costs[q] - together

    def _low(self, q: int, purses: Sequence[float], price: float) -> list[bool]:
        points = self._plan.points
        if points is None:
            return [purse < price for purse in purses]
        return list(map(lt, purses, map(mul, repeat(price), points[q])))

    def _alive(self, q: int, poor: float) -> float:
        """Return the voices of those who have something, but not the full price: only their purses can be wrong."""
        purses = self._plan.pick[q](self.left)
        if self._plan.ones:
            return poor - purses.count(0.0)
        return poor - sum(compress(self._plan.heads[q], map(not_, purses)))

    def poor_with(self, q: int, price: float, least: float) -> float:
        """Return at most the voices of those who have more than `least` and cannot pay the price in full."""
        purses, margin = self._plan.pick[q](self.left), 2 * self.error
        low = self._low(q, [purse + margin for purse in purses], price * (1 - 2 * CERTAIN))
        rows = zip(purses, low, self._plan.heads[q], strict=True)
        return sum(heads for purse, poor, heads in rows if poor and purse > least + margin)

    def rich_mass(self, q: int, price: float) -> float:
        """Return at least the mass of those who can pay the price in full."""
        purses, margin = self._plan.pick[q](self.left), 2 * self.error
        low = self._low(q, [purse + margin for purse in purses], price * (1 - 2 * CERTAIN))
        return float(sum(compress(self._plan.masses[q], map(not_, low))))

    def full_mass(self, q: int, price: float) -> int | None:
        """Return the mass of those who surely can pay in full and keep something, if all others have exactly 0."""
        plan = self._plan
        purses, points = plan.pick[q](self.left), plan.points
        due, edge = price * (1 + 2 * CERTAIN), 2 * self.error
        if points is None:
            rich = [purse - due > edge for purse in purses]
        else:
            rich = [purse - due * own > edge for purse, own in zip(purses, points[q], strict=True)]
        if rich.count(True) + purses.count(0.0) < len(purses):
            return None
        return sum(compress(plan.masses[q], rich)) or None

    def exact_price(self, q: int) -> Fraction | None:
        """Return the price of an option as the exact ledger has it."""
        return self._exact().price(q)

    def _exact(self) -> Ledger:
        if self._ledger is None:
            tick = self._tick
            self._ledger = Ledger(
                self._plan.case, self._share, 1, (lambda: None) if tick is None else lambda: tick(len(self.bought))
            )
        for q in self.bought[len(self._ledger.bought) :]:
            self._ledger.buy(q)
        return self._ledger

    def pay(self, q: int) -> tuple[float, int, bool] | None:
        """Charge the supporters; None if the option is not affordable after all.

        Returns the price, about the mass of those who paid in full, and whether surely everybody did.
        """
        purses = self._plan.pick[q](self.left)
        paid = self._pay_about(q, purses)
        if paid is None:
            exact = self.exact_price(q)
            if exact is None:
                for i, purse in zip(self._plan.who[q], purses, strict=True):
                    self.left[i] = purse  # as before: nobody paid
                return None
            price = float(exact)
            wrong = 2 * price * ROUNDING * self._plan.heaviest[q]
            edge = self.error + wrong
            if self._charge(q, purses, price, edge):
                self.error = 2 * edge
            self.error += wrong + self._fresh
            paid = price, 1, False
        self.bought.append(q)
        self._found.clear()
        return paid

    def _pay_about(self, q: int, purses: Sequence[float]) -> tuple[float, int, bool] | None:
        """Charge a price that floats are sure of, and add to the error; None (nothing is lost) where they are not.

        Too high the price is by no more than doubt / mass: so much lower, the full payers would give less by the
        doubt, and nobody has more than the doubt says. Too low by no more than twice that: those who surely keep
        something even then would pay the difference; who is on the edge of paying in full may have less by the error.
        """
        _, mass, price, poor = self._found.get(q, (0.0, 0, 0.0, 0.0))
        if not mass:
            return None
        plan = self._plan
        doubt = (self._alive(q, poor) * self.error if poor else 0.0) + plan.rounding[q]
        wrong = 2 * doubt / mass
        edge = self.error + wrong * plan.heaviest[q]
        near = self._charge(q, purses, price, edge)
        if near:
            is_near = list(map(near.__contains__, plan.who[q]))
            safe = mass - sum(compress(plan.masses[q], is_near))
            if safe * wrong < doubt + self.error * sum(compress(plan.heads[q], is_near)):
                return None
            self.error = 2 * edge
        else:
            wrong /= 2
        self.error += wrong * plan.heaviest[q] + self._fresh
        return price, mass, not near and not poor

    def _charge(self, q: int, purses: Sequence[float], price: float, edge: float) -> set[int]:
        """Take the price; return those so near to it that it is open whether anything is left.

        They keep half the edge: that is no further from the truth than twice the edge, which the error becomes.
        """
        left, who, points = self.left, self._plan.who[q], self._plan.points
        near: set[int] = set()
        dues = repeat(price) if points is None else map(mul, repeat(price), points[q])
        for i, purse, due in zip(who, purses, dues):  # noqa: B905 - dues may be endless
            rest = purse - due
            if rest > edge:
                left[i] = rest
            elif rest < -edge:
                left[i] = 0.0
            else:
                left[i] = edge / 2
                near.add(i)
        return near

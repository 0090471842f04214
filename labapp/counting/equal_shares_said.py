"""What Equal Shares has to say for itself: each purchase with its exact price, and where the money of a loser went.

All amounts come from the exact ledger, which replays the purchases one by one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import prod
from operator import mul
from typing import Any

from labapp.counting.budget_case import Case
from labapp.counting.checks import tidy
from labapp.counting.equal_shares_growth import Growth
from labapp.counting.equal_shares_ledger import Ledger, Payment
from labapp.counting.equal_shares_run import NEAR
from labapp.counting.grouping import picked
from labapp.counting.outcome import Reason
from labapp.counting.rule import Progress
from labapp.counting.spending import Spent

_NAMED = 3  # so many purchases are named in the sentence about a loser


def explain(
    case: Case,
    growth: Growth,
    step: Fraction,
    filled: Spent | None,
    winners: set[int],
    is_open: bool,
    progress: Progress | None = None,
) -> tuple[tuple[Mapping[str, Any], ...], tuple[Reason, ...]]:
    """Return the rounds and the reasons of one count; while a tie is open, only what is certain."""
    run = growth.run
    tick = progress or (lambda done, total: None)
    factor = prod(step.mass or 1 for step in run.steps)
    ledger = Ledger(case, run.share, factor, lambda: tick(len(ledger.bought), len(run.steps)))
    losers = [q for q in range(len(case.options)) if q not in winners]
    top, below = run.share.numerator, run.share.denominator * case.unit
    rich_enough = [q for q in losers if top * case.votes[q] >= case.costs[q] * below]
    spent = _Spent(case, rich_enough)  # of the others it is enough to say what they had together
    rounds: list[dict[str, Any]] = []
    for done, (q, _, price, *_) in enumerate(run.steps):
        if q not in winners:
            break
        tick(done, len(run.steps))
        paid = ledger.buy(q, price / NEAR)
        tick(done, len(run.steps))
        spent.add(q, paid, ledger.denominator)
        tick(done, len(run.steps))
        rounds.append(_round(case, ledger, q, paid))
    said = _opening(case, growth, step)
    said += [_won(case, row) for row in rounds]
    if filled:
        for q in filled.winners:
            if q in winners:
                rounds.append({"option": case.options[q].id, "cost": case.money(case.costs[q]), "added": True})
                params = {"option": case.options[q].id, "cost": case.money(case.costs[q]), "score": case.score(q)}
                said.append(case.reason("es-added", params))
    if not is_open:
        whole = ledger.denominator * case.unit
        for done, (q, money) in enumerate(ledger.money_left(losers)):
            tick(done, len(losers))
            said.append(_lost(case, q, (money, whole), (top * case.votes[q], below), spent))
        total = case.total(list(winners))
        if filled and any(word == "too-dear" for _, _, word in filled.rounds):
            said.append(case.reason("es-rest-too-small", {"left": case.money(case.budget - total)}))
        amounts = {"budget": case.budget, "spent": total, "left": case.budget - total}
        said.append(case.reason("budget-left", {name: case.money(amount) for name, amount in amounts.items()}))
    return tuple(rounds), tuple(said)


class _Spent:
    """Sums what the supporters of each loser paid for each purchase, in whole numbers until it is asked for.

    Who pays the full price pays it per point: so points are counted, for all purchases at once in one long number per
    class with a field for each purchase, and multiplied by heads and by the price at the end.
    """

    def __init__(self, case: Case, losers: Sequence[int]) -> None:
        self._case = case
        self._wanted = frozenset(losers)
        self._width = max(case.scores, default=0).bit_length() + 1
        self._fields = [0] * len(case.voices)
        self._prices: list[tuple[int, int, int]] = []  # what was bought, at which price, over which denominator
        self._poor: dict[tuple[int, int], int] = {}

    def add(self, bought: int, paid: Payment, denominator: int) -> None:
        """Add one purchase: the price per point, who paid it in full, and what the others gave."""
        case, at = self._case, len(self._prices)
        fields, voices, shift = self._fields, case.voices, at * self._width
        if case.weights is None:
            one = 1 << shift
            for who in paid.full:
                fields[who] += one
        else:
            points = dict(zip(case.supporters[bought], case.weights[bought], strict=True))
            for who in paid.full:
                fields[who] += points[who] << shift
        poor, wanted = self._poor, self._wanted
        for who, amount in paid.rest.items():
            money = amount * voices[who]
            for q in wanted.intersection(case.marks[who]):
                poor[q, at] = poor.get((q, at), 0) + money
        self._prices.append((bought, paid.price, denominator))

    def on(self, loser: int) -> tuple[list[tuple[int, Fraction]], Fraction]:
        """Return the largest payments of a loser's supporters, by purchase, and the sum of the others."""
        rows = self._rows(loser)
        last = rows[-1][2] if rows else 1  # each denominator divides the ones after it
        amounts = sorted(((-money * (last // below), bought) for bought, money, below in rows))
        whole = last * self._case.unit
        named = [(bought, Fraction(-money, whole)) for money, bought in amounts[:_NAMED]]
        return named, Fraction(-sum(money for money, _ in amounts[_NAMED:]), whole)

    def _rows(self, loser: int) -> list[tuple[int, int, int]]:
        who = self._case.supporters[loser]
        counted = sum(map(mul, picked(self._fields, who), picked(self._case.voices, who)))
        mask = (1 << self._width) - 1
        rows: list[tuple[int, int, int]] = []
        for at, (bought, price, denominator) in enumerate(self._prices):
            money = (counted >> at * self._width & mask) * price + self._poor.get((loser, at), 0)
            if money:
                rows.append((bought, money, denominator))
        return rows


def _round(case: Case, ledger: Ledger, q: int, paid: Payment) -> dict[str, Any]:
    price = Fraction(paid.price, ledger.denominator)
    if case.point_scale != 1:
        price *= case.point_scale
    payers = sum(picked(case.voices, paid.full)) + sum(picked(case.voices, list(paid.rest)))
    return {
        "option": case.options[q].id,
        "cost": case.money(case.costs[q]),
        "price": case.money(price),
        "support": tidy(case.costs[q] / price),
        "score": case.score(q),
        "payers": case.heads(payers),
        "poor": case.heads(paid.poor_voices),
    }


def _opening(case: Case, growth: Growth, step: Fraction) -> list[Reason]:
    if not case.ballots.valid:
        return [case.reason("no-ballots", {})]
    people = tidy(Fraction(case.people, case.unit))
    share = {"share": case.money(growth.run.share), "people": people, "budget": case.money(case.budget)}
    grown = {**share, "steps": growth.steps, "step": case.money(step)}
    said = [case.reason("es-grown", grown) if growth.steps else case.reason("es-share", share)]
    if growth.ended:
        over = {} if growth.refused is None else {"cost": case.money(case.total(growth.refused.bought))}
        said.append(case.reason(f"es-ended-{growth.ended}", over))
    return said


def _won(case: Case, row: Mapping[str, Any]) -> Reason:
    return case.reason("es-won", {name: row[name] for name in ("option", "cost", "price", "support", "payers", "poor")})


def _lost(case: Case, q: int, left: tuple[int, int], had: tuple[int, int], spent: _Spent) -> Reason:
    """Say why an option lost; what its supporters have left, and had, are numerators and denominators."""
    cost = case.costs[q]
    params: dict[str, Any] = {"option": case.options[q].id}
    if not case.votes[q]:
        return case.reason("no-support", params)
    params["needed"] = case.money(cost)
    if left[0] >= cost * left[1]:
        return case.reason("below-threshold", {**params, "cost": params["needed"], "score": case.score(q)})
    params |= {"left": case.money(Fraction(*left)), "had": case.money(Fraction(*had))}
    if had[0] < cost * had[1]:
        return case.reason("es-too-few", {**params, "votes": case.votes[q] // case.unit})
    paid, rest = spent.on(q)
    named = tuple((case.options[bought].id, case.money(amount)) for bought, amount in paid)
    return case.reason("es-lost", {**params, "rest": case.money(rest), "spent_on": named})

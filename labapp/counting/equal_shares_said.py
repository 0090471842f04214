"""What Equal Shares has to say for itself: each purchase with its exact price, and where the money of a loser went.

All amounts come from the exact ledger, which replays the purchases one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from operator import mul
from typing import Any

from labapp.counting.budget_case import Case
from labapp.counting.checks import tidy
from labapp.counting.equal_shares_ledger import Ledger, Payment
from labapp.counting.equal_shares_run import NEAR
from labapp.counting.equal_shares_settling import Settled
from labapp.counting.grouping import picked
from labapp.counting.outcome import Number, Reason
from labapp.counting.rule import Progress

_NAMED = 3  # so many purchases are named in the sentence about a loser


@dataclass(frozen=True)
class Known:
    """What is sure of a count: who takes part with at least which score, who wins, and who is in an open tie."""

    part: Sequence[int]
    least: Number
    winners: frozenset[int]
    maybe: frozenset[int]
    tied: frozenset[int]
    too_many: bool

    @property
    def open(self) -> bool:
        """Tell whether a tie is left open."""
        return bool(self.tied)

    def surely_lost(self, option: int) -> bool:
        """Tell whether an option is not chosen whatever a tie decides."""
        return not self.too_many and option not in self.winners and option not in self.maybe


def explain(
    case: Case, settled: Settled, known: Known, progress: Progress | None = None
) -> tuple[tuple[Mapping[str, Any], ...], tuple[Reason, ...], set[int]]:
    """Return the rounds and the reasons of one count, and of which options that tells all there is.

    While a tie is open, only what is certain: purchases as far as the first of the tie, for prices after it depend on
    who comes first.
    """
    growth, winners = settled.growth, known.winners
    run = growth.run
    tick = progress or (lambda done, total: None)
    factor = prod(step.mass or 1 for step in run.steps)
    ledger = Ledger(case, run.share, factor, lambda: tick(len(ledger.bought), len(run.steps)))
    losers = [q for q in range(len(case.options)) if q not in winners]
    top, below = run.share.numerator, run.share.denominator * case.unit
    rich_enough = [q for q in losers if top * case.votes[q] >= case.costs[q] * below]
    spent = _Spent(case, rich_enough)  # of the others it is enough to say what they had together
    free = [q for q in settled.free if q in winners]
    rounds = [{"option": case.options[q].id, "cost": 0, "score": case.score(q)} for q in free]
    said = [*_opening(case, settled, known), *(case.reason("es-free", _scored(case, q)) for q in free)]
    told = set(free)
    for done, (q, _, price, *_) in enumerate(run.steps):
        if q not in winners or q in known.tied:
            break
        tick(done, len(run.steps))
        paid = ledger.buy(q, price / NEAR)
        tick(done, len(run.steps))
        spent.add(q, paid, ledger.denominator)
        tick(done, len(run.steps))
        rounds.append(_round(case, ledger, q, paid))
        said.append(_won(case, rounds[-1]))
        told.add(q)
    if settled.filled and len(ledger.bought) == len(run.steps):
        for q in settled.filled.winners:
            if q in winners:
                rounds.append({"option": case.options[q].id, "cost": case.money(case.costs[q]), "added": True})
                said.append(case.reason("es-added", _scored(case, q)))
                told.add(q)
    whole = ledger.denominator * case.unit
    for done, (q, money) in enumerate(ledger.money_left(losers)):
        tick(done, len(losers))
        had = top * case.votes[q], below
        why = _kept_out(case, q, had, settled, known)
        if why is None and not known.open:
            why = _lost(case, q, (money, whole), had, spent)
        if why is not None:
            said.append(why)
            told.add(q)
    if not known.open:
        said += _left(case, settled, known)
    return tuple(rounds), tuple(said), told


def _left(case: Case, settled: Settled, known: Known) -> Iterator[Reason]:
    """Say what is left, and that nothing more fits where it was to be filled up."""
    total = case.total(list(known.winners))
    if settled.filled and any(word == "too-dear" for _, _, word in settled.filled.rounds):
        yield case.reason("es-rest-too-small", {"left": case.money(case.budget - total), **_limited(case, known)})
    amounts = {"budget": case.budget, "spent": total, "left": case.budget - total}
    yield case.reason("budget-left", {name: case.money(amount) for name, amount in amounts.items()})


def _limited(case: Case, known: Known) -> dict[str, bool]:
    """Tell whether a least score keeps somebody out who has supporters: then "nobody" is nobody who takes part."""
    return {"limited": len(known.part) < sum(1 for score in case.scores if score)}


def _scored(case: Case, q: int) -> dict[str, Any]:
    return {"option": case.options[q].id, "cost": case.money(case.costs[q]), "score": case.score(q)}


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


def hangs_on(settled: Settled, tied: frozenset[int]) -> bool:
    """Tell whether a tie that is open was met while shares were raised, so that they may hang on it."""
    return any(group & tied for group, _ in settled.growth.choices)


def _opening(case: Case, settled: Settled, known: Known) -> list[Reason]:
    """Say what everybody has; how far shares are raised only where no open tie can change it."""
    if not case.ballots.valid:
        return [case.reason("no-ballots", {})]
    growth = settled.growth
    doubtful = hangs_on(settled, known.tied)
    people = tidy(Fraction(case.people, case.unit))
    share = case.money(settled.start if doubtful else growth.run.share)
    params = {"share": share, "people": people, "budget": case.money(case.budget)}
    if not growth.steps or doubtful:
        said = [case.reason("es-share", params)]
    else:
        step = {"step": case.money(settled.step)} if settled.percent is None else {"percent": settled.percent}
        said = [case.reason("es-grown", {**params, "steps": growth.steps, **step})]
    if growth.ended and not doubtful:
        over = {} if growth.refused is None else {"cost": case.money(case.total(growth.refused.bought))}
        said.append(case.reason(f"es-ended-{growth.ended}", {**over, **_limited(case, known)}))
    return said


def _won(case: Case, row: Mapping[str, Any]) -> Reason:
    return case.reason("es-won", {name: row[name] for name in ("option", "cost", "price", "support", "payers", "poor")})


def _kept_out(
    case: Case, q: int, had: tuple[int, int], settled: Settled, known: Known
) -> Reason | None:  # fmt: skip
    """Say why an option lost that could not win in any way: no support, too little of it, or supporters too poor."""
    if not case.votes[q]:
        return case.reason("no-support", {"option": case.options[q].id})
    if q not in known.part:
        return case.reason("below-threshold", {**_scored(case, q), "least": known.least})
    poor = had[0] < case.costs[q] * had[1] and not settled.growth.ended
    return _too_few(case, q, had) if poor and known.surely_lost(q) else None


def _too_few(case: Case, q: int, had: tuple[int, int]) -> Reason:
    params = {"option": case.options[q].id, "needed": case.money(case.costs[q]), "had": case.money(Fraction(*had))}
    return case.reason("es-too-few", {**params, "votes": case.votes[q] // case.unit})


def _lost(case: Case, q: int, left: tuple[int, int], had: tuple[int, int], spent: _Spent) -> Reason:
    """Say what the supporters of a loser had, spent and have left: both sums as numerator and denominator."""
    if had[0] < case.costs[q] * had[1]:
        return _too_few(case, q, had)
    paid, rest = spent.on(q)
    named = tuple((case.options[bought].id, case.money(amount)) for bought, amount in paid)
    params: dict[str, Any] = {"option": case.options[q].id, "needed": case.money(case.costs[q])}
    params |= {"had": case.money(Fraction(*had)), "left": case.money(Fraction(*left))}
    params |= {"rest": case.money(rest), "spent_on": named}
    return case.reason("es-lost", params)

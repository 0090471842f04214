"""Equal Shares straight from the definition: `Fraction` money of every single voter, no classes, no bounds, no order.

Slow and plain on purpose. It takes ballots of {option: points}; approvals give 1 point each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

Ballots = Sequence[Mapping[str, int]]


def price_of(money: Mapping[int, Fraction], weights: Mapping[int, int], cost: Fraction) -> Fraction | None:
    """Return the least price per point at which min(money, price x points) adds up to the cost."""
    if sum(money[i] for i in weights) < cost:
        return None
    for limit in sorted({money[i] / w for i, w in weights.items()}):
        paid = sum(min(money[i], limit * w) for i, w in weights.items())
        if paid >= cost:
            poor = [i for i, w in weights.items() if money[i] / w < limit]
            rest = sum(w for i, w in weights.items() if i not in poor)
            return (cost - sum(money[i] for i in poor)) / rest
    return None


def equal_shares(
    costs: Mapping[str, Fraction],
    ballots: Ballots,
    share: Fraction,
    by_cost: bool,
    rank: Callable[[str], object],
) -> tuple[list[str], dict[int, Fraction], list[dict[int, Fraction]]]:
    """Return what is bought in order, what everybody has left, and who paid what for each purchase."""
    money = dict.fromkeys(range(len(ballots)), share)
    supporters = {o: {i: b[o] for i, b in enumerate(ballots) if b.get(o)} for o in costs}
    bought: list[str] = []
    payments: list[dict[int, Fraction]] = []
    while True:
        prices = {}
        for option, weights in supporters.items():
            if option not in bought and weights and costs[option] > 0:
                price = price_of(money, weights, costs[option])
                if price is not None:
                    prices[option] = (price / costs[option] if by_cost else price, rank(option), price)
        if not prices:
            return bought, money, payments
        best = min(prices, key=lambda option: prices[option][:2])
        price = prices[best][2]
        paid = {i: min(money[i], price * w) for i, w in supporters[best].items()}
        for i, amount in paid.items():
            money[i] -= amount
        bought.append(best)
        payments.append(paid)


def phragmen(
    costs: Mapping[str, Fraction], ballots: Ballots, budget: Fraction, rank: Callable[[str], object]
) -> list[str]:
    """Return what is bought, in order."""
    load = {i: Fraction(0) for i in range(len(ballots))}
    supporters = {o: [i for i, b in enumerate(ballots) if b.get(o)] for o in costs if costs[o] <= budget}
    bought: list[str] = []
    while True:
        left = budget - sum((costs[o] for o in bought), Fraction(0))
        loads = {
            o: (costs[o] + sum(load[i] for i in who)) / len(who)
            for o, who in supporters.items()
            if who and o not in bought
        }
        if not loads:
            return bought
        least = min(loads.values())
        tied = [o for o, value in loads.items() if value == least]
        if any(costs[o] > left for o in tied):
            return bought
        best = min(tied, key=rank)
        bought.append(best)
        for i in supporters[best]:
            load[i] = least

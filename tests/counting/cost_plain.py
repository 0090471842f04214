"""Rules with costs straight from the definition: `Fraction` money of every single voter, no classes, bounds or states.

Slow and plain on purpose. It takes ballots of {option: points}; approvals give 1 point each. `rank` orders equals.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import floor

from labapp.counting.profile import Profile
from tests.counting.cost_cases import costs_of, plain_ballots

Rank = Callable[[str], object]
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
    rank: Rank,
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
    costs: Mapping[str, Fraction], ballots: Ballots, budget: Fraction, rank: Rank
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


def greedy(
    costs: Mapping[str, Fraction], scores: Mapping[str, Fraction], budget: Fraction, rank: Rank, rule: str
) -> list[str]:
    """Return what is bought of the options that have a score, in order."""
    bought: list[str] = []
    left = budget
    for option in sorted(scores, key=lambda o: (-scores[o], rank(o))):
        if costs[option] <= left or (rule == "poznan" and 5 * left >= 4 * costs[option]):
            bought.append(option)
            left -= costs[option]
            if left < 0:
                break
        elif rule in ("poznan", "greedy-no-skip"):
            break
    return bought


def grown(
    costs: Mapping[str, Fraction],
    budget: Fraction,
    settings: Mapping[str, str],
    run: Callable[[Fraction], list[str]],
    share: Fraction,
    step: Fraction,
) -> tuple[list[str], int, str]:
    """Raise the shares step by step; return what the last run that counts buys, after how many steps, and its end."""
    steps, bought = 0, run(share)
    while True:
        left = budget - sum(costs[o] for o in bought)
        rest = [o for o in costs if o not in bought]
        if not rest:
            return bought, steps, "all"
        if settings["stop"] == "exhaustive" and all(costs[o] > left for o in rest):
            return bought, steps, "exhaustive"
        after = run(share + (steps + 1) * step)
        if sum(costs[o] for o in after) > budget:
            return bought, steps, "overspent"
        steps, bought = steps + 1, after


def whole_equal_shares(profile: Profile, settings: Mapping[str, str], rank: Rank) -> tuple[list[str], int, str]:
    """Count by Equal Shares with every setting: what is free, what is bought together, what fills up."""
    ballots, budget, scores = plain_ballots(profile), profile.budget, scores_of(profile, settings)
    costs = {option: cost for option, cost in costs_of(profile).items() if option in scores}
    paid = {option: cost for option, cost in costs.items() if cost}
    people = sum(ballot.count * ballot.weight for ballot in profile.ballots)
    if not people or not costs:
        return [], 0, ""
    share, step = budget / people, settings["step"]
    raised = share * Fraction(step[:-1]) / 100 if step.endswith("%") else Fraction(step)
    share = Fraction(floor(share)) if settings["start"] == "floor" else share
    by_cost = settings["utility"] == "cost"

    def run(each: Fraction) -> list[str]:
        return equal_shares(paid, ballots, each * people / len(ballots), by_cost, rank)[0]

    bought, steps, ended = run(share), 0, ""
    if settings["completion"] in ("add1", "add1u") and raised and paid:
        bought, steps, ended = grown(paid, budget, settings, run, share, raised)
    rest = {o: scores[o] if by_cost else scores[o] / paid[o] for o in paid if o not in bought}
    if settings["completion"] in ("utilitarian", "add1u"):
        bought += greedy(costs, rest, budget - sum(costs[o] for o in bought), rank, "greedy")
    return [*(option for option in costs if not costs[option]), *bought], steps, ended


def scores_of(profile: Profile, settings: Mapping[str, str]) -> dict[str, Fraction]:
    """Return the points, or votes, of the options that take part."""
    ballots = plain_ballots(profile)
    people = sum(ballot.count * ballot.weight for ballot in profile.ballots)
    one = people / len(ballots) if ballots else Fraction(0)
    scores = {option.id: sum(b.get(option.id, 0) for b in ballots) * one for option in profile.options}
    least = Fraction(settings["min-score"].replace("none", "0"))
    return {option: score for option, score in scores.items() if score and score >= least}


def winners_of(rule: str, profile: Profile, settings: Mapping[str, str], rank: Rank) -> list[str]:
    """Return what a rule buys with these settings, equals in this order."""
    costs = costs_of(profile)
    if rule == "phragmen":
        return phragmen(costs, plain_ballots(profile), profile.budget, rank)
    if rule == "equal-shares":
        return whole_equal_shares(profile, settings, rank)[0]
    return greedy(costs, scores_of(profile, settings), profile.budget, rank, rule)

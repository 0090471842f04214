"""How far two runs of Equal Shares, and all runs with an endowment between theirs, surely buy the same.

With more money and the same purchases so far, every price is lower or equal. So what the run with less money chose is
never dearer in between, and an option that is dearer than that even with more money is never the better one.
"""

from __future__ import annotations

from fractions import Fraction

from labapp.counting.equal_shares_ledger import Ledger
from labapp.counting.equal_shares_plan import Plan
from labapp.counting.equal_shares_purses import CERTAIN, Purses
from labapp.counting.equal_shares_run import NEAR
from labapp.counting.equal_shares_trails import Moment, Run, Step


def shared_rounds(plan: Plan, lower: Run, upper: Run, known: int) -> tuple[int, float]:
    """Return in how many rounds both runs and all in between buy alike, `known` at least, and about where they part.

    That is a part of the way from the lower to the upper one, and only a guess.
    """
    gain = float(upper.share - lower.share)
    growth = gain  # no purse is fuller by more in the upper run
    for at, (step, other) in enumerate(zip(lower.steps, upper.steps, strict=False)):
        if step.option != other.option:  # also of known ones: equals that are not tied come in any order
            return at, _turn(plan, (lower.moments[at], upper.moments[at]), step, other)
        if at >= known and _rival(plan, step, other, upper.moments[at], (gain, growth)) is not None:
            return at, 0.5
        growth += (max(0.0, step.price - other.price) + 4 * CERTAIN * step.price) * plan.heaviest[step.option]
    rounds = min(len(lower.steps), len(upper.steps))
    if len(upper.steps) == rounds:
        return rounds, 0.5
    return rounds, _turn(plan, (lower.moments[rounds], upper.moments[rounds]), None, upper.steps[rounds])


def _turn(plan: Plan, moments: tuple[Moment, Moment], step: Step | None, other: Step) -> float:
    """Guess where what is bought with more money gets ahead of what is bought with less, or can be paid at all."""
    lower, upper = (Purses.at(plan, moment) for moment in moments)
    _, mass, price, _ = lower.solve(other.option)
    if mass and step is not None:
        behind = price / plan.units[other.option] - step.key
        ahead = other.key - upper.solve(step.option)[2] / plan.units[step.option]
    else:
        behind, ahead = lower.missing(other.option), upper.missing(other.option)
    return behind / (behind - ahead) if behind > 0 > ahead else 0.5


def _rival(plan: Plan, step: Step, other: Step, moment: Moment, growth: tuple[float, float]) -> int | None:
    """Return an option that might be bought instead for some endowment in between, if there is one.

    There is none where the key of the chosen one is exactly the same at both ends: it is so all the way, and with most
    money, when all others are cheapest, it was chosen.
    """
    if (step.full and other.full) or (step.exact is not None and step.exact == other.exact):
        return None
    limit = step.key * NEAR
    doubtful = [
        q
        for q, key in enumerate(moment.keys)
        if key <= limit and q != step.option and not moment.bought >> q & 1 and not moment.lacks[q]
    ]
    if not doubtful:
        return None
    purses = Purses.at(plan, moment)
    for q in doubtful:
        unit = plan.units[q]
        found = purses.price(q, moment.keys[q] * unit, limit * unit)
        if found is None:
            return q
        _, mass, price, poor = found
        if not mass:
            continue
        key = price / unit
        moment.keys[q], moment.slopes[q] = key / NEAR, poor / mass / unit
        if key <= limit and not _kept_apart(plan, purses, (q, key), (step, other), growth):
            return q
    return None


def _kept_apart(
    plan: Plan, purses: Purses, rival: tuple[int, float], chosen: tuple[Step, Step], growth: tuple[float, float]
) -> bool:
    """Prove for all endowments in between that the chosen option stays ahead of a rival that comes near.

    A purse that is not empty grows at least as fast as the endowment. Going up from the lower run, the price of the
    chosen option falls at least by what its poor supporters gain, over the mass of those who pay in full in the upper
    one; going down from the upper, the rival's poor lose at least the difference. Both bounds are straight lines:
    holding at both ends, they hold in between. Whoever has more in the upper run than the greatest growth of a purse
    had something in the lower one.
    """
    (q, key), (step, other), (gain, most) = rival, chosen, growth
    own, price, unit = other.key * plan.units[step.option], key * plan.units[q], plan.units[step.option]
    falls = purses.poor_with(step.option, own, most) / purses.rich_mass(step.option, own) * gain
    if (step.key - falls / unit * (1 - CERTAIN)) * NEAR >= key:
        return False
    rises = purses.poor_with(q, price, gain) / purses.rich_mass(q, price) * gain
    return step.key * NEAR < key + rises / plan.units[q] * (1 - CERTAIN)


def shared_exactly(plan: Plan, lower: Run, upper: Run) -> int:
    """Return in how many rounds both runs and all in between surely buy alike, by exact numbers alone.

    With more money no key is higher: what is dearer with most money than the chosen one with least is so in between,
    and keys that are equal at both ends are equal all the way.
    """
    poor, rich = Ledger(plan.case, lower.share), Ledger(plan.case, upper.share)
    rest = set(plan.buyable)
    for at, (step, other) in enumerate(zip(lower.steps, upper.steps, strict=False)):
        first = _exact_key(plan, poor, step.option)
        if step.option != other.option or first is None:
            return at
        rest.discard(step.option)
        for q in rest:
            key = _exact_key(plan, rich, q)
            if key is None or key > first:
                continue
            if key != first or {_exact_key(plan, poor, q), _exact_key(plan, rich, step.option)} != {first}:
                return at
        poor.buy(step.option)
        rich.buy(step.option)
    return min(len(lower.steps), len(upper.steps))


def _exact_key(plan: Plan, ledger: Ledger, q: int) -> Fraction | None:
    price = ledger.price(q)
    return price if price is None or not plan.by_cost else price / (plan.case.costs[q] * plan.case.unit)

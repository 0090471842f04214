"""One run of Equal Shares by exact numbers alone: where no float can hold the amounts; in tests the other way."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from labapp.counting.equal_shares_ledger import Ledger
from labapp.counting.equal_shares_plan import Plan
from labapp.counting.equal_shares_tied import tied_exactly
from labapp.counting.equal_shares_trails import Run, Step


def buy_exactly(plan: Plan, run: Run, tick: Callable[[int], None] | None = None) -> Run:
    """Carry out a run whose amounts no float can hold, by the exact ledger alone."""
    case = plan.case
    ledger = Ledger(case, run.share)
    rest = set(plan.buyable)
    while rest:
        if tick is not None:
            tick(len(run.steps))
        prices = {q: price for q in sorted(rest) if (price := ledger.price(q)) is not None}
        if not prices:
            break
        keys = {q: price / (case.costs[q] * case.unit) if plan.by_cost else price for q, price in prices.items()}
        best = min(keys.values())
        equal = [q for q, key in keys.items() if key == best]
        chosen = min(equal, key=plan.order.__getitem__)
        ties = tied_exactly(ledger, {q: prices[q] for q in equal}, chosen)
        ledger.buy(chosen)
        rest.discard(chosen)
        run.steps.append(Step(chosen, 0.0, 0.0, 1, False, best, several(equal), ties))
    return run


def several(equal: Sequence[int]) -> frozenset[int]:
    """Return equals as a group; one alone is none."""
    return frozenset(equal if len(equal) > 1 else ())

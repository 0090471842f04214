"""Small random votes with costs, and short ways to write them down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from hypothesis import strategies as st

from labapp.counting.budget_case import read_case
from labapp.counting.equal_shares_plan import Plan
from labapp.counting.profile import Approvals, Ballot, Option, Points, Profile, Ranking

NAMES = "abcdefg"


def vote(costs: Mapping[str, object], ballots: Sequence[object], budget: object, counts: Sequence[int] = ()) -> Profile:
    """Write a vote: costs by option; a ballot is a text of option letters, or a mapping of points."""
    marks = [Points(dict(b)) if isinstance(b, Mapping) else Approvals(tuple(b)) for b in ballots]
    numbers = counts or [1] * len(marks)
    options = tuple(Option(name, cost=Fraction(cost)) for name, cost in costs.items())
    return Profile(options, tuple(map(Ballot, marks, numbers)), budget=Fraction(budget))


@st.composite
def votes(draw: st.DrawFn, points: bool = False, people: int = 9, most: int = len(NAMES)) -> Profile:
    """Draw a vote with few, often equal, costs, so that ties and exact budgets come up."""
    names = NAMES[: draw(st.integers(1, most))]
    cost = st.one_of(st.integers(1, 6), st.integers(1, 60), st.fractions(1, 9, max_denominator=3))
    costs = {name: draw(cost) for name in names}
    one = st.dictionaries(st.sampled_from(names), st.integers(1, 4)) if points else st.sets(st.sampled_from(names))
    ballots = draw(st.lists(one, min_size=1, max_size=people))
    marks = [b if points else "".join(sorted(b)) for b in ballots]
    return vote(costs, marks, draw(st.one_of(st.integers(1, 60), st.fractions(1, 60, max_denominator=4))))


@st.composite
def any_votes(draw: st.DrawFn, most: int = len(NAMES)) -> Profile:
    """Draw a vote by choices, points or rankings, with weights now and then."""
    profile = draw(votes(most=most) | votes(points=True, most=most))
    if draw(st.booleans()):
        ranked = st.lists(st.sampled_from([option.id for option in profile.options]), unique=True, max_size=most)
        orders = [tuple((name,) for name in draw(ranked)) for _ in profile.ballots]
        profile = replace(profile, ballots=tuple(Ballot(Ranking(order)) for order in orders))
    weight = st.sampled_from([Fraction(1), Fraction(1), Fraction(1, 2), Fraction(3)])
    return replace(profile, ballots=tuple(replace(ballot, weight=draw(weight)) for ballot in profile.ballots))


def plan_of(profile: Profile, by_cost: bool = True) -> Plan:
    """Return what runs of Equal Shares are carried out on, equals in the order of the list."""
    case = read_case(profile, {})
    rank = list(range(len(case.options)))
    return Plan(case, rank, by_cost, rank, [(q,) for q in rank])


@st.composite
def settings_of(draw: st.DrawFn, rule: str) -> dict[str, str]:
    """Draw the settings of a rule, ties left open or parted without a lot."""
    drawn = {"ties": draw(st.sampled_from(["open", "lowest-cost", "most-votes"]))}
    if rule != "phragmen":
        drawn["min-score"] = draw(st.sampled_from(["none", "2", "5/2"]))
    if rule == "equal-shares":
        drawn |= {
            "utility": draw(st.sampled_from(["cost", "cardinality"])),
            "completion": draw(st.sampled_from(["none", "utilitarian", "add1", "add1u"])),
            "stop": draw(st.sampled_from(["overspend", "exhaustive"])),
            "start": draw(st.sampled_from(["exact", "floor"])),
            "step": draw(st.sampled_from(["1", "10%"])),
        }
    return drawn


def plain_ballots(profile: Profile) -> list[dict[str, int]]:
    """Return ballots one by one as points; half a vote is one ballot and a whole vote two where some are halves."""
    halves = 2 if any(ballot.weight.denominator == 2 for ballot in profile.ballots) else 1
    found = []
    for ballot in profile.ballots:
        marks = ballot.marks
        if isinstance(marks, Ranking):
            given = {level[0]: len(marks.levels) - place for place, level in enumerate(marks.levels)}
        else:
            given = marks.points if isinstance(marks, Points) else dict.fromkeys(marks.chosen, 1)
        found += [dict(given)] * int(ballot.count * ballot.weight * halves)
    return found


def costs_of(profile: Profile) -> dict[str, Fraction]:
    """Return costs by id."""
    return {option.id: option.cost for option in profile.options}

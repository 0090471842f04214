"""Small random votes with costs, and short ways to write them down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from hypothesis import strategies as st

from labapp.counting.profile import Approvals, Ballot, Option, Points, Profile

NAMES = "abcdefg"


def vote(costs: Mapping[str, object], ballots: Sequence[object], budget: object, counts: Sequence[int] = ()) -> Profile:
    """Write a vote: costs by option; a ballot is a text of option letters, or a mapping of points."""
    marks = [Points(dict(b)) if isinstance(b, Mapping) else Approvals(tuple(b)) for b in ballots]
    numbers = counts or [1] * len(marks)
    options = tuple(Option(name, cost=Fraction(cost)) for name, cost in costs.items())
    return Profile(options, tuple(map(Ballot, marks, numbers)), budget=Fraction(budget))


@st.composite
def votes(draw: st.DrawFn, points: bool = False, people: int = 9) -> Profile:
    """Draw a vote with few, often equal, costs, so that ties and exact budgets come up."""
    names = NAMES[: draw(st.integers(1, len(NAMES)))]
    cost = st.one_of(st.integers(1, 6), st.integers(1, 60), st.fractions(1, 9, max_denominator=3))
    costs = {name: draw(cost) for name in names}
    one = st.dictionaries(st.sampled_from(names), st.integers(1, 4)) if points else st.sets(st.sampled_from(names))
    ballots = draw(st.lists(one, min_size=1, max_size=people))
    marks = [b if points else "".join(sorted(b)) for b in ballots]
    return vote(costs, marks, draw(st.one_of(st.integers(1, 60), st.fractions(1, 60, max_denominator=4))))


def plain_ballots(profile: Profile) -> list[dict[str, int]]:
    """Return ballots one by one as points."""
    found = []
    for ballot in profile.ballots:
        marks = ballot.marks
        given = marks.points if isinstance(marks, Points) else dict.fromkeys(marks.chosen, 1)
        found += [dict(given)] * ballot.count
    return found


def costs_of(profile: Profile) -> dict[str, Fraction]:
    """Return costs by id."""
    return {option.id: option.cost for option in profile.options}

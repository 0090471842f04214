"""What the lowest cost settles where a count of rankings could end in several ways."""

from fractions import Fraction

import pytest

from labapp.counting.outcome import Tie
from labapp.counting.profile import Ballot, Option, Profile, Ranking
from labapp.counting.rules import count


def bullets(costs: dict[str, int], *votes: str) -> Profile:
    """One paper for each letter, with nobody else on it."""
    options = tuple(Option(name, cost=Fraction(cost)) for name, cost in costs.items())
    return Profile(options, tuple(Ballot(Ranking(((name,),))) for name in votes))


def told(outcome) -> list[tuple[str, object, object]]:
    return [(reason.code, reason.params.get("winners"), reason.params.get("places")) for reason in outcome.reasons]


@pytest.mark.parametrize("way", ["open", "backwards"])
def test_the_cheapest_that_cost_the_same_are_chosen_together_where_all_have_a_place(way):
    """They were left open as a tie for one place, though there were two."""
    costs = {"a": 20, "b": 30, "c": 10, "d": 20, "e": 10}
    outcome = count("stv", bullets(costs, *"bbbbb"), {"seats": 3, "ties": "lowest-cost", "exclude-ties": way})
    assert set(outcome.winners) == {"b", "c", "e"}
    assert outcome.ties == (Tie(("a", "c", "d", "e"), "lowest cost", ("c", "e")),)
    assert told(outcome)[-1] == ("tie-by-cost", ("c", "e"), None)


def test_more_that_cost_the_same_than_there_are_places_stay_open_for_all_of_these():
    costs = {"a": 10, "b": 30, "c": 10, "d": 20, "e": 10}
    outcome = count("stv", bullets(costs, *"bbbbb"), {"seats": 3, "ties": "lowest-cost", "exclude-ties": "open"})
    assert outcome.winners == ("b",)
    assert outcome.ties[-1] == Tie(("a", "c", "e"))
    assert told(outcome)[-3:] == [("ends-differ", None, 2), ("tie-narrowed", None, 2), ("tie-costs-equal", None, 2)]


def test_the_next_place_is_settled_among_what_is_possible_after_the_first():
    costs = {"a": 20, "b": 30, "c": 10, "d": 20, "e": 40}
    outcome = count("stv", bullets(costs, *"bbbbb"), {"seats": 4, "ties": "lowest-cost", "exclude-ties": "open"})
    assert set(outcome.winners) == {"b", "c", "a", "d"}
    assert [tie.winners for tie in outcome.ties] == [("c",), ("a", "d")]


def test_one_place_is_not_for_two_that_cost_the_same():
    outcome = count("irv", bullets({"a": 10, "b": 10, "c": 20}, *"abc"), {"ties": "lowest-cost"})
    assert outcome.winners == ()
    assert outcome.ties == (Tie(("a", "b", "c"), "lowest cost"), Tie(("a", "b")))
    assert told(outcome)[-1] == ("tie-costs-equal", None, 1)

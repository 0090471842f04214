"""Choices, support, dots and group points: sums, ties, and what is said about odd ballots."""

from fractions import Fraction

import pytest
from hypothesis import given

from labapp.counting.outcome import BallotCount, Tie
from labapp.counting.profile import Approvals, Ballot, Option, Points, Profile, Ranking, Tally
from labapp.counting.rules import count
from labapp.counting.settings import CountError
from tests.counting.strategies import APPROVALS, POINTS, codes, profiles, ranking_profile

OPTIONS = tuple(Option(i, cost=Fraction(cost)) for i, cost in (("a", 30), ("b", 20), ("c", 10)))


def choices(*marks: str) -> Profile:
    """One ballot for each text, a letter for each option marked."""
    return Profile(OPTIONS, tuple(Ballot(Approvals(tuple(text))) for text in marks))


def test_the_most_votes_win_and_the_others_are_told_what_a_place_took():
    outcome = count("plurality", choices("a", "a", "b"))
    assert outcome.winners == ("a",)
    assert outcome.scores == {"a": 2, "b": 1, "c": 0}
    assert codes(outcome) == ["plurality-won", "plurality-lost", "no-support"]
    assert outcome.reasons[1].params["needed"] == 2


def test_more_than_one_choice_is_invalid_and_said():
    outcome = count("plurality", choices("a", "ab", "", "bb"))
    assert outcome.ballots == BallotCount(valid=2, invalid=1, blank=1)
    assert {warning.code: warning.params["ballots"] for warning in outcome.warnings} == {
        "overmarked": 1,
        "doubled-marks": 1,
    }


def test_of_a_ranking_only_an_unshared_first_place_counts():
    outcome = count("plurality", ranking_profile("2:ab", "1:(ab)", "3:ba"))
    assert outcome.scores == {"a": 2, "b": 3}
    assert outcome.ballots.invalid == 1


def test_a_tie_is_left_open():
    outcome = count("plurality", choices("a", "b", "c", "a", "b"))
    assert outcome.winners == ()
    assert outcome.ties == (Tie(("a", "b")),)
    assert codes(outcome)[-1] == "tie-open"


@pytest.mark.parametrize(
    ("options", "winner", "way"),
    [
        ({"ties": "lot", "lot": "b,c,a"}, "b", "lot"),
        ({"ties": "run-off", "run-off-result": ["a", "b"]}, "a", "run-off"),
        ({"ties": "lowest-cost"}, "b", "lowest cost"),
    ],
)
def test_a_tie_is_settled_only_as_declared_and_the_outcome_names_it(options, winner, way):
    outcome = count("plurality", choices("a", "b", "c", "a", "b"), options)
    assert outcome.winners == (winner,)
    assert outcome.ties == (Tie(("a", "b"), way, (winner,)),)


@pytest.mark.parametrize(("way", "code"), [("lot", "tie-needs-lot"), ("run-off", "tie-needs-run-off")])
def test_until_its_result_is_entered_a_tie_stays_open(way, code):
    outcome = count("plurality", choices("a", "b"), {"ties": way})
    assert outcome.winners == ()
    assert codes(outcome)[-1] == code


def test_a_lot_decides_nothing_where_there_is_no_tie():
    outcome = count("plurality", choices("a", "a", "b"), {"ties": "lot", "lot": "b,a"})
    assert outcome.winners == ("a",)
    assert outcome.ties == ()


def test_equal_costs_leave_the_tie_open_among_them():
    options = tuple(Option(i, cost=Fraction(cost)) for i, cost in (("a", 5), ("b", 5), ("c", 1)))
    profile = Profile(options, tuple(Ballot(Approvals((i,))) for i in "abc"))
    outcome = count("plurality", profile, {"ties": "lowest-cost", "seats": 2})
    assert outcome.winners == ("c",)
    assert outcome.ties == (Tie(("a", "b", "c"), "lowest cost", ("c",)), Tie(("a", "b")))


def priced(costs: str, marks: str) -> Profile:
    """Options named a, b, c … of so many złoty each, and one ballot for each letter."""
    options = tuple(Option(i, cost=Fraction(cost)) for i, cost in zip("abcd", costs, strict=False))
    return Profile(options, tuple(Ballot(Approvals((i,))) for i in marks))


def test_what_the_cost_has_decided_is_told_before_what_it_leaves_open():
    part = count("plurality", priced("551", "abc"), {"ties": "lowest-cost", "seats": 2})
    assert codes(part)[-2:] == ["tie-by-cost", "tie-costs-equal"]
    assert part.reasons[-2].params["winners"] == ("c",)
    none = count("plurality", priced("155", "abcbc"), {"ties": "lowest-cost", "seats": 1})
    assert codes(none)[-1] == "tie-costs-equal"
    assert none.ties == (Tie(("b", "c")),)  # a cost that is equal has decided nothing
    narrowed = count("plurality", priced("511", "abc"), {"ties": "lowest-cost"})
    assert [(reason.code, reason.params) for reason in narrowed.reasons[-2:]] == [
        ("tie-narrowed", {"among": ("a", "b", "c"), "left": ("b", "c")}),
        ("tie-costs-equal", {"among": ("b", "c"), "places": 1}),
    ]


@pytest.mark.parametrize(
    ("options", "code"),
    [({"ties": "lot", "lot": "a"}, "order-incomplete"), ({"ties": "lot", "lot": "a,z"}, "unknown-option")],
)
def test_a_lot_that_misses_somebody_is_refused(options, code):
    with pytest.raises(CountError) as refused:
        count("plurality", choices("a", "b"), options)
    assert refused.value.code == code


def test_costs_must_be_known_where_they_decide():
    profile = Profile((Option("a"), Option("b")), tuple(Ballot(Approvals((i,))) for i in "ab"))
    with pytest.raises(CountError) as refused:
        count("plurality", profile, {"ties": "lowest-cost"})
    assert refused.value.code == "cost-missing"


def test_seats_are_filled_from_the_top_and_nobody_wins_without_support():
    outcome = count("approval", choices("ab", "ab", "a"), {"seats": 3})
    assert outcome.winners == ("a", "b")
    assert codes(outcome)[-1] == "seats-unfilled"


def test_equal_winners_are_not_a_tie_but_their_order_is_said_to_mean_nothing():
    outcome = count("approval", choices("ab", "ab", "c"), {"seats": 2})
    assert outcome.winners == ("a", "b")
    assert outcome.ties == ()
    assert "level-winners" in codes(outcome)


def test_hands_are_added_to_ballots():
    profile = Profile(OPTIONS, (Ballot(Approvals(("a",)), 2),), (Tally("b", 3), Tally("b", 1)))
    outcome = count("plurality", profile)
    assert outcome.scores == {"a": 2, "b": 4, "c": 0}
    assert outcome.winners == ("b",)


def test_weights_are_exact():
    ballots = (Ballot(Approvals(("a",)), 3, weight=Fraction(1, 3)), Ballot(Approvals(("b",))))
    assert count("approval", Profile(OPTIONS, ballots)).ties == (Tie(("a", "b")),)


def test_huge_numbers_are_exact():
    ballots = (Ballot(Approvals(("a",)), 10**40), Ballot(Approvals(("b",)), 10**40 + 1))
    assert count("approval", Profile(OPTIONS, ballots)).winners == ("b",)


@given(profiles(APPROVALS))
def test_support_is_the_number_of_ballots_that_mark_an_option(profile):
    wanted = {
        option.id: sum(ballot.count for ballot in profile.ballots if option.id in ballot.marks.chosen)
        for option in profile.options
    }
    outcome = count("approval", profile, {"seats": 2})
    assert outcome.scores == wanted
    above = sorted(wanted.values(), reverse=True)[:2]
    assert [wanted[winner] for winner in outcome.winners] == [n for n in above if n][: len(outcome.winners)]


@given(profiles(POINTS, weights=True))
def test_dots_are_the_sum_of_points(profile):
    outcome = count("dots", profile)
    for option in profile.options:
        each = (b.count * b.weight * b.marks.points.get(option.id, 0) for b in profile.ballots)
        assert outcome.scores[option.id] == sum(each)


def test_negative_points_are_refused():
    with pytest.raises(CountError) as refused:
        count("dots", Profile(OPTIONS, (Ballot(Points({"a": -1})),)))
    assert refused.value.params["ballot"] == 1


def test_group_points_count_down_from_the_number_of_picks():
    outcome = count("nominal-group", ranking_profile("1:abcdefg", "1:b", ids="abcdefg"))
    assert outcome.scores == {"a": 5, "b": 9, "c": 3, "d": 2, "e": 1, "f": 0, "g": 0}


def test_equal_group_points_are_told_apart_by_the_number_of_people():
    ballots = (Ballot(Points({"a": 4})), Ballot(Points({"b": 2})), Ballot(Points({"b": 2})))
    outcome = count("nominal-group", Profile(OPTIONS, ballots))
    assert outcome.winners == ("b",)
    assert outcome.ties == ()
    assert "tie-by-voters" in codes(outcome)


def test_points_split_between_highest_and_lowest_are_flagged():
    """The example of the source: three fives and three ones for one idea."""
    ballots = (Ballot(Points({"a": 5, "b": 4}), 3), Ballot(Points({"a": 1, "b": 4}), 3))
    outcome = count("nominal-group", Profile(OPTIONS, ballots))
    assert [reason.params["option"] for reason in outcome.reasons if reason.code == "nominal-split"] == ["a"]
    assert outcome.rounds[0]["spread"] == {5: 3, 1: 3}


def test_marks_twice_in_a_ranking_count_where_they_stand_first():
    outcome = count("nominal-group", Profile(OPTIONS, (Ballot(Ranking((("a",), ("a",), ("b",)))),)), {"picks": 3})
    assert outcome.scores == {"a": 3, "b": 2, "c": 0}
    assert [warning.code for warning in outcome.warnings] == ["doubled-marks"]


@pytest.mark.parametrize(
    ("high", "low", "between", "split"), [(1, 1, 1, True), (1, 1, 2, False), (2, 0, 1, False), (0, 2, 1, False)]
)
def test_points_are_split_from_a_third_at_each_end(high, low, between, split):
    ballots = tuple(Ballot(Points({"a": n}), many) for n, many in ((5, high), (1, low), (3, between)) if many)
    outcome = count("nominal-group", Profile(OPTIONS, ballots))
    assert outcome.rounds[0]["split"] is split
    assert ("nominal-split" in codes(outcome)) is split


def test_one_pick_has_no_ends_to_be_split_between():
    assert "nominal-split" not in codes(count("nominal-group", ranking_profile("2:a", ids="abc"), {"picks": 1}))


def test_group_points_name_each_idea_once_with_its_reason():
    profile = ranking_profile("3:ab", "2:ba", "1:c", ids="abcd")
    outcome = count("nominal-group", profile, {"seats": 2})
    said = [(reason.code, reason.params["option"]) for reason in outcome.reasons if "option" in reason.params]
    assert said == [
        ("nominal-group-won", "a"), ("nominal-group-won", "b"), ("nominal-group-lost", "c"), ("no-support", "d"),
    ]  # fmt: skip
    assert outcome.warnings == ()


def test_places_that_no_idea_can_take_are_told():
    outcome = count("nominal-group", ranking_profile("2:a", "1:ba", ids="abc"), {"seats": 3})
    assert outcome.winners == ("a", "b")
    [told] = [reason.params for reason in outcome.reasons if reason.code == "seats-unfilled"]
    assert told == {"seats": 3, "winners": 2}


def test_an_idea_nobody_chose_takes_no_place_and_a_tie_is_no_loss():
    alone = count("nominal-group", ranking_profile("2:a", ids="ab"), {"seats": 2})
    assert (alone.winners, alone.ties) == (("a",), ())
    tied = count("nominal-group", ranking_profile("1:a", "1:b", ids="abc"))
    assert [set(tie.among) for tie in tied.ties] == [{"a", "b"}]
    assert not {"nominal-group-lost", "tie-by-voters"} & set(codes(tied))


@pytest.mark.parametrize("rule", ["approval", "dots"])
def test_an_open_tie_is_told_of_nobody_as_a_loss(rule):
    marks = (Points({"a": 1, "b": 1}), Points({"c": 1}), Points({"c": 1}))
    outcome = count(rule, Profile((*map(Option, "abcd"),), tuple(map(Ballot, marks))), {"seats": 2})
    assert outcome.winners == ("c",)
    assert [set(tie.among) for tie in outcome.ties] == [{"a", "b"}]
    said = {reason.params["option"]: reason.code for reason in outcome.reasons if "option" in reason.params}
    assert said == {"c": f"{rule}-won", "d": "no-support"}

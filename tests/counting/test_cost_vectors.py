"""Worked examples: equalshares.net (both), the four greedy rules, and what a moderator may meet."""

from fractions import Fraction

import pytest

from labapp.counting.profile import Approvals, Ballot, Option, Profile, Ranking
from labapp.counting.rules import count
from labapp.counting.settings import CountError
from tests.counting.cost_cases import vote

COSTS = {"bike": 700, "gym": 400, "park": 250, "play": 200, "lib": 100}
FIRST_TEN = [
    ["bike", "gym"], ["bike", "gym", "park"], ["bike", "gym"], ["bike", "gym", "park"], ["bike", "gym", "park"],
    ["bike", "gym"], ["park", "play", "lib"], ["play"], ["play", "lib"], ["park", "play", "lib"],
]  # fmt: skip


def example(last: str) -> Profile:
    return vote(COSTS, [*FIRST_TEN, [last]], 1100)


def test_example_1() -> None:
    out = count("equal-shares", example("bike"))
    assert out.winners == ("bike", "play", "lib")
    assert [row["support"] for row in out.rounds] == [7, 4, 3]
    assert out.rounds[0]["price"] == 100
    assert count("greedy", example("bike")).winners == ("bike", "gym")


def test_example_2() -> None:
    out = count("equal-shares", example("gym"))
    assert out.winners == ("gym", "park", "play")
    assert [row["support"] for row in out.rounds] == [7, Fraction(70, 17), Fraction(56, 17)]
    assert out.rounds[0]["price"] == Fraction(400, 7)
    grown = count("equal-shares", example("gym"), {"completion": "add1", "stop": "exhaustive"})
    assert grown.winners[-1] == "lib"
    assert set(grown.winners) == {"gym", "park", "play", "lib"}
    assert (grown.settings["final-share"], grown.settings["steps-taken"]) == (117, 17)
    assert count("phragmen", example("gym")).winners == ("lib", "gym", "play", "park")
    assert count("greedy", example("gym")).winners == ("gym", "bike")


def test_a_loser_hears_who_used_the_money() -> None:
    out = count("equal-shares", example("bike"))
    lost = next(r for r in out.reasons if r.code == "es-lost" and r.params["option"] == "gym")
    assert lost.params["spent_on"] == (("bike", 600),)
    assert (lost.params["left"], lost.params["needed"]) == (0, 400)


def test_a_cost_of_exactly_the_budget_is_not_lost() -> None:
    profile = vote({"a": 100}, ["a"] * 61, 100)
    assert count("equal-shares", profile).winners == ("a",)
    third = vote({"a": "0.1", "b": "0.2"}, ["ab"] * 3, "0.3")
    assert set(count("equal-shares", third).winners) == {"a", "b"}


LADDER = {"a": 60, "b": 50, "c": 40, "d": 10}
STEPS = ["abcd", "abc", "ab", "a", "abc", "abcd"]


@pytest.mark.parametrize(
    ("rule", "winners"),
    [("greedy", "ac"), ("greedy-no-skip", "a"), ("poznan", "ab"), ("greedy-threshold", "ac")],
)
def test_greedy_variants(rule: str, winners: str) -> None:
    profile = vote(LADDER, STEPS, 100)  # scores 6, 5, 4, 2; after a 40 is left: exactly 80 % of b
    assert count(rule, profile).winners == tuple(winners)


def test_poznan_needs_eighty_percent() -> None:
    assert count("poznan", vote(LADDER, STEPS, "99.99")).winners == ("a",)


def test_threshold_comes_with_the_file_or_is_set() -> None:
    profile = vote(LADDER, STEPS, 200)
    assert count("greedy-threshold", profile, {"min-score": "5"}).winners == ("a", "b")
    brought = Profile(profile.options, profile.ballots, budget=profile.budget, meta={"min-score": "4"})
    assert count("greedy-threshold", brought).winners == ("a", "b", "c")
    assert count("greedy", brought).winners == ("a", "b", "c", "d")
    out = count("greedy-threshold", brought)
    assert [r.params["option"] for r in out.reasons if r.code == "below-threshold"] == ["d"]


def test_tie_lowest_cost_then_open() -> None:
    profile = vote({"a": 60, "b": 50}, ["ab", "ab"], 70)
    out = count("greedy", profile)
    assert out.winners == ("b",)
    assert [(tie.among, tie.decided_by) for tie in out.ties] == [(("a", "b"), "lowest cost")]
    assert count("greedy", profile, {"ties": "open"}).winners == ()
    same = vote({"a": 60, "b": 60, "c": 5}, ["abc", "ab"], 70)
    out = count("greedy", same)
    assert out.winners == ("c",)
    assert [(tie.among, tie.decided_by) for tie in out.ties] == [(("a", "b"), None)]


def test_tie_that_decides_nothing_is_not_named() -> None:
    assert count("greedy", vote({"a": 30, "b": 30}, ["ab"], 70)).ties == ()
    assert count("equal-shares", vote({"a": 30, "b": 30}, ["ab"], 70)).ties == ()
    assert count("phragmen", vote({"a": 30, "b": 30}, ["ab"], 70)).ties == ()


@pytest.mark.parametrize("rule", ["greedy", "equal-shares", "phragmen", "poznan", "greedy-no-skip"])
def test_all_tied_is_left_open_and_a_lot_decides(rule: str) -> None:
    profile = vote({"a": 60, "b": 60, "c": 60}, ["abc", "abc"], 60)
    out = count(rule, profile)
    assert out.winners == ()
    assert [tie.decided_by for tie in out.ties] == [None]
    drawn = count(rule, profile, {"ties": "lot", "lot": "b,a,c"})
    assert drawn.winners == ("b",)
    two = Profile(profile.options, profile.ballots, budget=Fraction(130))
    with pytest.raises(CountError, match="order-incomplete"):  # the second place is open between a and c
        count(rule, two, {"ties": "lot", "lot": "b"})


def test_ranking_gives_points_three_two_one() -> None:
    options = tuple(Option(name, cost=Fraction(1)) for name in "abcd")
    ballot = Ballot(Ranking((("b",), ("a",), ("d",))), 2)
    out = count("greedy", Profile(options, (ballot,), budget=Fraction(9)))
    assert out.scores == {"a": 4, "b": 6, "c": 0, "d": 2}


def test_step_is_a_currency_unit_or_a_part_of_the_share() -> None:
    profile = example("gym")
    one = count("equal-shares", profile, {"completion": "add1"})
    hundredth = count("equal-shares", profile, {"completion": "add1", "step": "1%"})
    assert one.settings["step-size"] == 1
    assert hundredth.settings["step-size"] == 1
    assert hundredth.settings["step"] == "1%"


@pytest.mark.parametrize(
    ("options", "budget", "code"),
    [
        ((Option("a"),), Fraction(1), "cost-missing"),
        ((Option("a", cost=Fraction(1)),), None, "budget-missing"),
        ((Option("a", cost=Fraction(-1)),), Fraction(1), "cost-negative"),
    ],
)
def test_refusals(options: tuple[Option, ...], budget: Fraction | None, code: str) -> None:
    with pytest.raises(CountError) as caught:
        count("greedy", Profile(options, (Ballot(Approvals(("a",))),), budget=budget))
    assert caught.value.code == code


@pytest.mark.parametrize("rule", ["greedy", "equal-shares", "phragmen", "poznan"])
def test_nothing_to_count(rule: str) -> None:
    assert count(rule, vote({"a": 1}, [], 5)).winners == ()
    assert count(rule, vote({"a": 1, "b": 0}, ["", ""], 5)).winners == ()
    assert count(rule, vote({"a": 10, "b": 0}, ["ab"], 5)).winners == ("b",)
    huge = vote({"a": 10**30, "b": 10**30 + 1}, ["a", "ab"], 10**30)
    assert count(rule, huge).winners == ("a",)


def test_who_had_just_enough_spent_it() -> None:
    """Whoever supports b had all of its 2; 1.50 of it went to a."""
    outcome = count("equal-shares", vote({"a": 3, "b": 2}, ["ab", "a"], 4))
    [lost] = [reason for reason in outcome.reasons if reason.params.get("option") == "b"]
    assert (lost.code, lost.params["had"], lost.params["left"]) == ("es-lost", 2, Fraction(1, 2))
    assert lost.params["spent_on"] == (("a", Fraction(3, 2)),)


def test_a_step_is_told_as_it_was_set() -> None:
    for step, told in (("10%", {"percent": 10}), ("10", {"step": 10})):
        outcome = count("equal-shares", example("gym"), {"completion": "add1", "step": step})
        [grown] = [reason.params for reason in outcome.reasons if reason.code == "es-grown"]
        assert {name: grown[name] for name in ("percent", "step") if name in grown} == told


def test_where_nobody_voted_it_is_said_so_before_all_else() -> None:
    told = [reason.code for reason in count("equal-shares", vote({"a": 1}, [], 5)).reasons]
    assert told == ["no-ballots", "no-support", "budget-left"]


def test_a_price_is_told_for_a_whole_point_where_points_are_parts() -> None:
    outcome = count("equal-shares", vote({"a": 3}, [{"a": Fraction(1, 2)}, {"a": Fraction(1, 2)}], 5))
    [won] = [reason.params for reason in outcome.reasons if reason.code == "es-won"]
    assert (won["price"], won["support"], won["payers"]) == (3, 1, 2)


def test_doubled_marks_count_once_and_are_said() -> None:
    out = count("greedy", vote({"a": 1}, [("a", "a"), ("a",)], 5))
    assert out.scores == {"a": 2}
    assert [(r.code, r.params["ballots"]) for r in out.warnings] == [("doubled-marks", 1)]


@pytest.mark.parametrize("rule", ["greedy", "equal-shares", "phragmen"])
def test_an_option_ranked_twice_counts_where_it_stands_first_and_is_said(rule: str) -> None:
    twice = (Ranking((("a",), ("b",), ("a",))), Ranking((("b", "b"), (), ("a",))))
    options = tuple(Option(i, cost=Fraction(1)) for i in "ab")
    out = count(rule, Profile(options, tuple(Ballot(marks, 2) for marks in twice), budget=Fraction(2)))
    assert out.scores == ({"a": 4, "b": 4} if rule == "phragmen" else {"a": 6, "b": 6})
    assert [(r.code, r.params["ballots"]) for r in out.warnings] == [("doubled-marks", 4)]


def test_long_counts_can_be_cancelled() -> None:
    class Cancelled(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        count("equal-shares", example("gym"), {"completion": "add1"}, stop)


@pytest.mark.parametrize("rule", ["equal-shares", "phragmen"])
def test_equals_that_nobody_supports_together_need_no_lot(rule: str) -> None:
    ids = [f"p{n:02d}" for n in range(40)]
    options = tuple(Option(i, cost=Fraction(1)) for i in ids)
    ballots = tuple(Ballot(Approvals((i,))) for i in ids)
    found = count(rule, Profile(options, ballots, budget=Fraction(40)), {"ties": "open"})
    assert sorted(found.winners) == ids
    assert found.ties == ()


def test_equals_that_share_supporters_are_still_a_tie() -> None:
    options = tuple(Option(i, cost=Fraction(2)) for i in "abcd")
    ballots = tuple(Ballot(Approvals(tuple(marks))) for marks in ("ab", "ab", "c", "c", "d", "d"))
    found = count("equal-shares", Profile(options, ballots, budget=Fraction(6)), {"ties": "open"})
    assert sorted(found.winners) == ["c", "d"]
    assert [sorted(tie.among) for tie in found.ties] == [["a", "b"]]


class Cancelled(Exception):
    pass


@pytest.mark.parametrize("rule", ["greedy", "equal-shares", "phragmen"])
def test_a_count_with_costs_can_be_cancelled_while_it_reads_and_while_it_buys(rule: str) -> None:
    options = tuple(Option(i, cost=Fraction(1)) for i in "abc")
    single = tuple(Ballot(Approvals((i,))) for i in "abcabc")  # not bundled, so reading is told too
    told: list[tuple[int, int]] = []
    count(rule, Profile(options, single, budget=Fraction(3)), {}, lambda done, total: told.append((done, total)))
    assert (0, 6) in told
    for at in range(len(told)):

        def stop(done: int, total: int, left: list[int] = [at]) -> None:  # noqa: B006 - counts down once
            left[0] -= 1
            if left[0] < 0:
                raise Cancelled

        with pytest.raises(Cancelled):
            count(rule, Profile(options, single, budget=Fraction(3)), {}, stop)


@pytest.mark.parametrize("rule", ["greedy", "greedy-no-skip", "poznan"])
def test_of_a_tie_too_large_to_follow_nothing_is_said_but_that(rule: str) -> None:
    names = [f"o{n}" for n in range(30)]
    options = tuple(Option(name, cost=Fraction(100 + 37 * n * n % 991)) for n, name in enumerate(names))
    profile = Profile(options, (Ballot(Approvals(tuple(names)), 9),), budget=Fraction(5000))
    outcome = count(rule, profile, {"ties": "open"})
    assert outcome.winners == ()
    assert [set(tie.among) for tie in outcome.ties] == [set(names)]
    assert [reason.code for reason in outcome.reasons] == ["cost-tie-too-large"]
    parted = count(rule, profile, {"ties": "lowest-cost"})
    assert [tie.decided_by for tie in parted.ties] == ["lowest cost"]

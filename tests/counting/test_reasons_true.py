"""A reason is a statement about the count: each is checked against the scores, rounds and duels it speaks of."""

from contextlib import suppress
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.counting.profile import (
    Agreement,
    Answers,
    Approvals,
    Ballot,
    Grades,
    Option,
    Points,
    Profile,
    Ranking,
)
from labapp.counting.rules import PLAIN_RULES, count
from labapp.counting.settings import CountError, parse
from labapp.wording.reasons import sentence
from labapp.wording.saying import figure
from labapp.wording.translate import translator
from tests.counting.cost_cases import costs_of, plain_ballots, votes
from tests.counting.naive import over
from tests.counting.strategies import SHAPES, possible, profiles, rankings

SCORED = ("plurality", "approval", "dots", "borda", "copeland", "score-mean", "score-median")


@pytest.mark.parametrize("rule", SCORED)
@given(data=st.data())
def test_winners_have_what_a_place_took_and_losers_have_less(rule, data):
    outcome = count(rule, data.draw(profiles(SHAPES[rule], weights=True)), {"seats": data.draw(st.integers(1, 3))})
    told = {}
    for reason in outcome.reasons:
        if reason.code in (f"{rule}-won", f"{rule}-lost"):
            assert reason.params["score"] == outcome.scores[reason.params["option"]]
            told[reason.params["option"]] = reason
    for option, reason in told.items():
        assert (reason.code == f"{rule}-won") == (option in outcome.winners)
        if reason.code == f"{rule}-lost":
            assert reason.params["score"] < reason.params["needed"]
            assert reason.params["needed"] == min(outcome.scores[o] for o in possible(outcome))
    silent = set(outcome.scores) - set(told) - possible(outcome)
    assert all(outcome.scores[option] <= 0 for option in silent)


@given(profiles(rankings(), weights=True))
def test_duels_are_told_as_they_are(profile):
    for reason in count("condorcet", profile).reasons:
        p = reason.params
        if reason.code == "condorcet-lost":
            one, other = p["option"], p["other"]
            assert p["votes"] == over(profile, one, other) < over(profile, other, one) == p["against"]
        elif reason.code == "condorcet-circle":
            around = (*p["circle"], p["circle"][0])
            for (one, other), votes in zip(pairwise(around), p["votes"], strict=True):
                assert votes == over(profile, one, other) > over(profile, other, one)
    for reason in count("schulze", profile).reasons:
        if reason.code == "schulze-lost":
            assert reason.params["there"] > reason.params["back"]


@given(profiles(rankings()), st.sampled_from(["open", "backwards"]))
def test_rounds_of_a_run_off_are_told_as_they_are(profile, way):
    outcome = count("irv", profile, {"exclude-ties": way})
    for reason in outcome.reasons:
        p = reason.params
        if reason.code == "irv-excluded":
            row = outcome.rounds[p["round"] - 1]
            assert p["option"] in row["excluded"]
            assert row["votes"][p["option"]] == p["votes"] <= p["next"]
        elif reason.code in ("excluded-together", "excluded-alike"):
            place = next(n for n, row in enumerate(outcome.rounds) if row["excluded"] == p["options"])
            before, after = outcome.rounds[place]["votes"], outcome.rounds[place + 1]["votes"]
            if reason.code == "excluded-together":
                assert sum(before[option] for option in p["options"]) < min(before[option] for option in after)
            else:
                assert len({before[option] for option in p["options"]}) == 1
                assert {option: before[option] for option in after} == after
        elif reason.code == "irv-won":
            row = outcome.rounds[p["round"] - 1]
            assert 2 * row["votes"][p["option"]] > row["active"] == p["active"]


@given(profiles(rankings()), st.integers(1, 3))
def test_stages_of_a_transferable_vote_are_told_as_they_are(profile, seats):
    outcome = count("stv", profile, {"seats": seats})
    for reason in outcome.reasons:
        p = reason.params
        if reason.code in ("stv-elected", "stv-elected-last"):
            assert (p["votes"] >= p["quota"]) == (reason.code == "stv-elected")
            assert p["option"] in outcome.rounds[p["round"] - 1]["elected"]
            assert p["option"] in outcome.winners
        elif reason.code == "stv-excluded":
            row = outcome.rounds[p["round"] - 1]
            assert p["option"] in row["excluded"]
            assert p["option"] not in outcome.winners


GREEDY = ("greedy", "greedy-no-skip", "greedy-threshold", "poznan")


@pytest.mark.parametrize("rule", GREEDY)
@given(profile=votes() | votes(points=True), ties=st.sampled_from(["open", "lowest-cost", "most-votes"]))
def test_what_is_left_and_allotted_is_told_as_it_is(rule, profile, ties):
    outcome = count(rule, profile, {"ties": ties})
    undecided = [tie for tie in outcome.ties if tie.decided_by is None]
    costs = costs_of(profile)
    left = profile.budget
    for reason in outcome.reasons:
        p = reason.params
        if "score" in p:
            assert p["score"] == outcome.scores[p["option"]]
            assert p["cost"] == costs[p["option"]]
        if reason.code in ("greedy-won", "greedy-won-beyond"):
            assert p["option"] in outcome.winners
            equals = [o for o in outcome.winners if outcome.scores[o] == p["score"]]
            told = p.get("left", left)  # before the first of equals, which have no order
            assert told <= left + sum(costs[o] for o in equals) - p["cost"]
            assert told >= left or undecided  # one of equals that nothing parts was bought before, whichever
            if reason.code == "greedy-won-beyond":
                assert p["cost"] > told >= Fraction(4, 5) * p["cost"]
            left -= p["cost"]
        elif reason.code == "greedy-too-dear":
            assert p["cost"] > p["left"]
        elif reason.code == "below-threshold":
            assert p["score"] < p["least"]
        elif reason.code == "budget-left":
            assert (p["spent"], p["left"]) == (outcome.total_cost, left)
            english = translator("en")
            assert Fraction(p["spent"]).denominator > 1 or figure(english, p["spent"]) in sentence(reason, english)


@given(votes() | votes(points=True))
def test_what_supporters_carry_is_told_as_it_is(profile):
    outcome = count("phragmen", profile)
    costs, ballots = costs_of(profile), plain_ballots(profile)
    loads = dict.fromkeys(range(len(ballots)), Fraction(0))
    told, left = [], profile.budget
    for reason in outcome.reasons:
        p = reason.params
        if reason.code == "phragmen-won":
            who = [place for place, ballot in enumerate(ballots) if ballot.get(p["option"])]
            assert p["load"] == (costs[p["option"]] + sum(loads[place] for place in who)) / len(who)
            loads.update(dict.fromkeys(who, p["load"]))
            told.append({"option": p["option"], "load": p["load"], "cost": costs[p["option"]], "left": left})
            left -= costs[p["option"]]
        elif reason.code == "budget-left":
            assert (p["spent"], p["left"]) == (outcome.total_cost, profile.budget - outcome.total_cost)
    assert list(outcome.rounds) == told
    _check_ending(outcome, profile, loads)
    assert sum(loads.values()) == outcome.total_cost or outcome.ties


def _check_ending(outcome, profile, loads):
    """Check of every option that is not chosen what is said of it, by what its supporters would carry at the end."""
    costs, ballots, budget = costs_of(profile), plain_ballots(profile), profile.budget
    codes = {reason.params["option"]: reason.code for reason in outcome.reasons if "option" in reason.params}
    who = {option: [place for place, ballot in enumerate(ballots) if ballot.get(option)] for option in costs}
    waiting = [o for o in costs if who[o] and costs[o] <= budget and o not in outcome.winners]
    then = {o: (costs[o] + sum(loads[place] for place in who[o])) / len(who[o]) for o in waiting}
    for option in set(costs) - set(outcome.winners) - set(waiting):
        assert codes[option] == ("dearer-than-budget" if who[option] else "no-support")
    if any(tie.decided_by is None for tie in outcome.ties):
        assert not {"phragmen-ended", "phragmen-not-reached"}.intersection(codes.values())
        return
    ended = [option for option in waiting if codes[option] == "phragmen-ended"]
    assert bool(ended) == bool(waiting)
    assert len({costs[option] for option in ended}) <= 1, "the lowest cost comes first"
    assert all(codes[option] == "phragmen-not-reached" for option in waiting if option not in ended)
    assert all(then[o] == min(then.values()) and costs[o] > budget - outcome.total_cost for o in ended)


@given(profiles(SHAPES["agreement"], weights=True), st.sampled_from([Fraction(1, 2), Fraction(1)]))
def test_support_reservations_and_blocks_are_told_as_they_are(profile, level):
    outcome = count("agreement", profile, {"level": level})
    for reason in outcome.reasons:
        p = reason.params
        if reason.code in ("no-ballots", "agreement-unmarked"):
            continue
        marked = [ballot for ballot in profile.ballots if p["option"] in ballot.marks.steps]
        steps = [(ballot.marks.steps[p["option"]], ballot.count * ballot.weight) for ballot in marked]
        told = {
            "people": sum(weight for _, weight in steps),
            "support": sum(weight for step, weight in steps if step <= 4),
            "reservations": sum(weight for step, weight in steps if 4 < step < 8),
            "blocks": sum(weight for step, weight in steps if step == 8),
        }
        assert {name: p[name] for name in told if name in p} == {name: told[name] for name in told if name in p}
        if "step" in p:
            reached = sum(weight for step, weight in steps if step <= p["step"])
            assert reached >= level * told["people"]


@pytest.mark.parametrize("rule", sorted(PLAIN_RULES))
@given(data=st.data())
def test_any_text_as_a_setting_is_a_value_or_a_refusal(rule, data):
    for setting in PLAIN_RULES[rule].options:
        text = data.draw(st.text(max_size=12) | st.sampled_from(["1", "0", "-1", "1/3", "1e9", "a=1", "a,b", "∞", "²"]))
        with suppress(CountError):  # anything else that is raised fails the test
            parse(setting, text)


@pytest.mark.parametrize("rule", sorted(PLAIN_RULES))
def test_every_long_count_tells_its_progress(rule):
    told = []
    profile = SAMPLES[rule]
    count(rule, profile, progress=lambda done, total: told.append((done, total)))
    assert told
    assert all(0 <= done <= total for done, total in told)


def _sample(rule):
    marks = {
        Approvals: Approvals(("a",)),
        Answers: Answers({"a": "yes"}),
        Points: Points({"a": 1}),
        Ranking: Ranking((("a",), ("b",))),
        Grades: Grades({"x": {"a": 1}}),
        Agreement: Agreement({"a": 1}),
    }
    return Profile((Option("a"), Option("b")), (Ballot(marks[PLAIN_RULES[rule].needs[0]]),))


SAMPLES = {rule: _sample(rule) for rule in PLAIN_RULES}

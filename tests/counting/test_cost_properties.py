"""What must hold for every vote with costs, on random small ones; and that two independent ways agree."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.counting.budget_case import read_case
from labapp.counting.equal_shares_ending import is_exhaustive
from labapp.counting.equal_shares_growth import Growth, grow
from labapp.counting.equal_shares_ledger import Ledger
from labapp.counting.equal_shares_plan import Plan
from labapp.counting.equal_shares_run import buy
from labapp.counting.profile import Ballot, Option, Profile
from labapp.counting.rules import count
from labapp.wording.reasons import explanation
from labapp.wording.rule_texts import setting_name
from labapp.wording.translate import translator
from tests.counting import cost_plain
from tests.counting.cost_cases import costs_of, plain_ballots, votes

RULES = ["greedy", "greedy-no-skip", "greedy-threshold", "poznan", "equal-shares", "phragmen"]
VARIANTS = [
    {"utility": utility, "completion": completion, "start": start, "stop": stop}
    for utility in ("cost", "cardinality")
    for completion in ("none", "utilitarian", "add1", "add1u")
    for start in ("exact", "floor")
    for stop in ("overspend", "exhaustive")
]


def lot(profile: Profile) -> dict[str, object]:
    return {"ties": "lot", "lot": tuple(option.id for option in profile.options)}


def plain(plan: Plan, start: Fraction, step: Fraction, exhaustive: bool) -> Growth:
    """Raise the endowment one step after another and run each: the definition."""
    at = 0
    run = buy(plan, start)
    supported = sum(1 for q in plan.options if plan.case.scores[q])
    while True:
        if len(run.steps) == supported:
            return Growth(run, at, "all")
        if exhaustive and is_exhaustive(plan, run.bought):
            return Growth(run, at, "exhaustive")
        after = buy(plan, start + (at + 1) * step)
        if plan.case.total(after.bought) > plan.case.budget:
            return Growth(run, at, "overspent", after)
        at, run = at + 1, after


@given(votes(), votes(points=True), st.sampled_from(RULES))
def test_the_budget_is_kept(approvals: Profile, points: Profile, rule: str) -> None:
    for profile in (approvals, points):
        out = count(rule, profile)
        costs = costs_of(profile)
        spent = sum(costs[winner] for winner in out.winners)
        assert spent == out.total_cost
        assert len(set(out.winners)) == len(out.winners)
        if rule == "poznan" and out.winners:
            last = costs[out.winners[-1]]
            assert spent <= profile.budget + last / 5
            assert spent - last <= profile.budget
        else:
            assert spent <= profile.budget


@given(votes(), st.sampled_from(VARIANTS))
def test_equal_shares_keeps_the_budget_in_every_variant(profile: Profile, variant: dict[str, str]) -> None:
    out = count("equal-shares", profile, variant)
    assert out.total_cost <= profile.budget


@given(votes(points=True), st.booleans(), st.booleans())
def test_equal_shares_agrees_with_the_definition(profile: Profile, by_cost: bool, approve: bool) -> None:
    ballots = plain_ballots(profile)
    if approve:
        ballots = [dict.fromkeys(ballot, 1) for ballot in ballots]
        profile = Profile(profile.options, tuple(Ballot(_approvals(b)) for b in profile.ballots), budget=profile.budget)
    place = {option.id: n for n, option in enumerate(profile.options)}
    share = profile.budget / len(ballots)
    bought, money, paid = cost_plain.equal_shares(costs_of(profile), ballots, share, by_cost, place.__getitem__)
    settings = {"utility": "cost" if by_cost else "cardinality", **lot(profile)}
    out = count("equal-shares", profile, settings)
    assert list(out.winners) == bought
    for row, payments in zip(out.rounds, paid, strict=True):
        assert sum(payments.values()) == row["cost"]
        assert sum(1 for amount in payments.values() if amount) == row["payers"]
    for reason in out.reasons:  # what is said about money is what the definition has in its purses
        if reason.code == "es-lost":
            who = [i for i, ballot in enumerate(ballots) if ballot.get(reason.params["option"])]
            assert reason.params["left"] == sum(money[i] for i in who)
            spent = {b: sum(p.get(i, 0) for i in who) for b, p in zip(bought, paid, strict=True)}
            assert all(spent[bought_id] == amount for bought_id, amount in reason.params["spent_on"])
            named = sum(amount for _, amount in reason.params["spent_on"]) + reason.params["rest"]
            assert named == sum(spent.values()) == reason.params["had"] - reason.params["left"]


def _approvals(ballot: Ballot) -> object:
    from labapp.counting.profile import Approvals

    return Approvals(tuple(ballot.marks.points))


@given(votes(), st.booleans(), st.sampled_from([Fraction(1), Fraction(1, 3), Fraction(1, 50)]), st.booleans())
def test_passing_over_steps_changes_nothing(profile: Profile, by_cost: bool, step: Fraction, exhaustive: bool) -> None:
    case = read_case(profile, {})
    rank = list(range(len(case.options)))
    plan = Plan(case, rank, by_cost, rank, [(q,) for q in rank])
    start = Fraction(case.budget, case.people)
    size = max(step * start / 4, Fraction(1, 4))
    slow, fast = plain(plan, start, size, exhaustive), grow(plan, start, size, exhaustive)
    assert (fast.run.bought, fast.steps, fast.ended) == (slow.run.bought, slow.steps, slow.ended)


@given(votes(points=True, people=14), st.integers(1, 40))
def test_passing_over_steps_changes_nothing_with_points(profile: Profile, pieces: int) -> None:
    case = read_case(profile, {})
    rank = list(range(len(case.options)))
    plan = Plan(case, rank, True, rank, [(q,) for q in rank])
    start = Fraction(case.budget, case.people)
    slow, fast = plain(plan, start, start / pieces, True), grow(plan, start, start / pieces, True)
    assert (fast.run.bought, fast.steps, fast.ended) == (slow.run.bought, slow.steps, slow.ended)


@given(votes(points=True))
def test_the_ledger_pays_every_cost_to_the_last_grosz(profile: Profile) -> None:
    case = read_case(profile, {})
    rank = list(range(len(case.options)))
    run = buy(Plan(case, rank, True, rank, [(q,) for q in rank]), Fraction(case.budget, case.people))
    ledger = Ledger(case, run.share)
    for q in run.bought:
        paid = ledger.buy(q)
        given = dict(zip(case.supporters[q], case.weights[q] if case.weights else [], strict=case.weights is not None))
        total = sum(paid.price * given.get(who, 1) * case.voices[who] for who in paid.full)
        total += sum(amount * case.voices[who] for who, amount in paid.rest.items())
        assert Fraction(total, ledger.denominator) == case.costs[q]
    assert min(ledger.left, default=0) >= 0


@given(votes())
def test_phragmen_agrees_with_the_definition(profile: Profile) -> None:
    place = {option.id: n for n, option in enumerate(profile.options)}
    plain_way = cost_plain.phragmen(costs_of(profile), plain_ballots(profile), profile.budget, place.__getitem__)
    assert list(count("phragmen", profile, lot(profile)).winners) == plain_way


@given(votes(points=True), st.sampled_from(["greedy", "greedy-no-skip", "poznan"]), st.randoms(use_true_random=False))
def test_what_is_certain_wins_whatever_the_lot(profile: Profile, rule: str, random: object) -> None:
    left_open = count(rule, profile, {"ties": "open"})
    drawn = [option.id for option in profile.options]
    random.shuffle(drawn)
    settled = count(rule, profile, {"ties": "lot", "lot": tuple(drawn)})
    assert set(left_open.winners) <= set(settled.winners)
    if not left_open.ties:
        assert set(left_open.winners) == set(settled.winners)


@given(votes(), st.sampled_from([{}, {"completion": "add1u"}]), st.randoms(use_true_random=False))
def test_open_ties_of_equal_shares_hold_for_every_lot(
    profile: Profile, completion: dict[str, str], random: object
) -> None:
    left_open = count("equal-shares", profile, {"ties": "open", **completion})
    drawn = [option.id for option in profile.options]
    random.shuffle(drawn)
    settled = count("equal-shares", profile, {"ties": "lot", "lot": tuple(drawn), **completion})
    assert set(left_open.winners) <= set(settled.winners)
    if not left_open.ties:
        assert set(left_open.winners) == set(settled.winners)


@given(votes(), st.sampled_from(RULES), st.randoms(use_true_random=False))
def test_neutral_and_anonymous(profile: Profile, rule: str, random: object) -> None:
    options, ballots = list(profile.options), list(profile.ballots)
    random.shuffle(options)
    random.shuffle(ballots)
    turned = count(rule, Profile(tuple(options), tuple(ballots), budget=profile.budget))
    first = count(rule, profile)
    assert set(turned.winners) == set(first.winners)
    assert {frozenset(tie.among) for tie in turned.ties} == {frozenset(tie.among) for tie in first.ties}


@given(votes(), st.sampled_from(RULES))
def test_bundles_and_weights_are_only_ways_of_writing(profile: Profile, rule: str) -> None:
    three = Profile(profile.options, tuple(Ballot(b.marks, 3) for b in profile.ballots), budget=profile.budget)
    heavy = tuple(Ballot(b.marks, 6, weight=Fraction(1, 2)) for b in profile.ballots)
    weighted = Profile(profile.options, heavy, budget=profile.budget)
    assert count(rule, three).winners == count(rule, weighted).winners == count(rule, profile).winners


@given(votes(), votes(points=True), st.lists(st.integers(1, 4), min_size=9, max_size=9), st.sampled_from(VARIANTS))
def test_bundled_ballots_count_like_single_ones(
    approvals: Profile, points: Profile, counts: list[int], variant: dict[str, str]
) -> None:
    for profile in (approvals, points):
        bundled = tuple(Ballot(b.marks, n) for b, n in zip(profile.ballots, counts, strict=False))
        single = tuple(Ballot(b.marks) for b in bundled for _ in range(b.count))
        one = count("equal-shares", Profile(profile.options, bundled, budget=profile.budget), variant)
        other = count("equal-shares", Profile(profile.options, single, budget=profile.budget), variant)
        assert (one.winners, one.ties, one.rounds) == (other.winners, other.ties, other.rounds)


@given(votes(points=True), votes(), st.sampled_from(RULES), st.sampled_from(VARIANTS), st.sampled_from(["open", "lot"]))
def test_every_outcome_explains_itself_in_both_languages(
    points: Profile, approvals: Profile, rule: str, variant: dict[str, str], ties: str
) -> None:
    settings = {**(variant if rule == "equal-shares" else {}), "ties": ties}
    for profile in (points, approvals):
        outcome = count(rule, profile, settings)
        for language in ("pl", "en"):
            sentences = explanation(outcome, translator(language))
            assert len(sentences) == len(outcome.reasons) > 0
            assert not any("{" in sentence for sentence in sentences)
        for name in outcome.settings:
            assert setting_name(name, translator("pl"))


@pytest.mark.parametrize("rule", RULES)
def test_an_option_nobody_supports_is_never_bought(rule: str) -> None:
    options = (Option("a", cost=Fraction(0)), Option("b", cost=Fraction(1)))
    assert count(rule, Profile(options, (), budget=Fraction(5))).winners == ()

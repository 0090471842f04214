"""Borda, Copeland, Condorcet and Schulze against their definitions, tried out in full on small profiles."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.counting.outcome import Tie
from labapp.counting.profile import Ballot, Option, Profile, Ranking
from labapp.counting.rules import count
from tests.counting.naive import over, schulze_relation, single_ballots
from tests.counting.strategies import possible, profiles, ranking_profile, rankings

CIRCLE = ranking_profile("3:abc", "2:bca", "2:cab")
PROFILES = profiles(rankings(), weights=True)
FOUR = profiles(rankings(ids="abcd"), ids="abcd")


def beats(profile, one, other):
    return over(profile, one, other) > over(profile, other, one)


@given(PROFILES)
def test_duels_are_what_every_ballot_says_one_by_one(profile):
    for row in count("copeland", profile).rounds:
        for other, votes in row["over"].items():
            assert votes == over(profile, row["option"], other)


@given(PROFILES)
def test_condorcet_elects_exactly_who_beats_everybody(profile):
    ids = [option.id for option in profile.options]
    wanted = [one for one in ids if all(beats(profile, one, other) for other in ids if other != one)]
    outcome = count("condorcet", profile)
    assert list(outcome.winners) == wanted
    if single_ballots(profile) and not wanted:
        (tie,) = outcome.ties
        assert all(beats(profile, one, other) for one in tie.among for other in ids if other not in tie.among)


@given(PROFILES)
def test_a_winner_of_all_duels_wins_by_copeland_and_schulze_too(profile):
    winners = count("condorcet", profile).winners
    if winners:
        assert count("copeland", profile).winners == winners
        for strength in ("margins", "winning-votes"):
            assert count("schulze", profile, {"strength": strength}).winners == winners


@pytest.mark.parametrize("strength", ["margins", "winning-votes"])
@given(profile=FOUR)
def test_schulze_equals_the_search_over_all_paths(profile, strength):
    if not single_ballots(profile):
        return
    best = schulze_relation(profile, strength)
    ids = [option.id for option in profile.options]
    wanted = {one for one in ids if all(best[one, other] >= best[other, one] for other in ids if other != one)}
    outcome = count("schulze", profile, {"strength": strength})
    assert possible(outcome) == wanted
    assert outcome.winners == (tuple(wanted) if len(wanted) == 1 else ())
    for row in outcome.rounds:
        assert row["chains"] == {other: best[row["option"], other] for other in ids if other != row["option"]}


def test_a_circle_is_named():
    outcome = count("condorcet", CIRCLE)
    assert outcome.winners == ()
    assert outcome.ties == (Tie(("a", "b", "c")),)
    (circle,) = [reason for reason in outcome.reasons if reason.code == "condorcet-circle"]
    assert circle.params == {"circle": ("a", "b", "c"), "votes": (5, 5, 4)}
    assert count("schulze", CIRCLE).winners == ("a",)


def test_margins_and_winning_votes_can_differ():
    """Found by search: partial rankings where the strongest chains depend on how a duel is measured."""
    profile = ranking_profile("6:ab", "4:bc", "1:c", "3:c", "2:ca", ids="abc")
    margins = count("schulze", profile).rounds[0]["chains"]
    winning = count("schulze", profile, {"strength": "winning-votes"}).rounds[0]["chains"]
    assert margins != winning


def test_options_not_ranked_can_be_left_out_of_duels():
    profile = ranking_profile("3:a", "2:ba", ids="ab")
    assert count("condorcet", profile).winners == ("a",)
    assert count("condorcet", profile, {"unranked": "no-opinion"}).winners == ("b",)


def test_schulze_fills_seats_level_by_level():
    outcome = count("schulze", ranking_profile("5:abc", "4:acb", ids="abcd"), {"seats": 2})
    assert outcome.winners == ("a", "b")
    assert [reason.code for reason in outcome.reasons] == [
        "schulze-won-duels", "schulze-won-later", "schulze-lost", "schulze-lost"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "scores"),
    [
        ({}, {"a": 3, "b": 1, "c": 1, "d": 0}),
        ({"unranked": "average"}, {"a": 3, "b": Fraction(3, 2), "c": Fraction(3, 2), "d": 0}),
        ({"unranked": "count-down"}, {"a": 3, "b": 1, "c": 1, "d": 0}),
        ({"equal": "average"}, {"a": 3, "b": Fraction(3, 2), "c": Fraction(3, 2), "d": 0}),
    ],
)
def test_borda_of_equal_ranks(options, scores):
    assert count("borda", ranking_profile("1:a(bc)", ids="abcd"), options).scores == scores


@pytest.mark.parametrize(
    ("options", "scores"),
    [
        ({}, {"a": 3, "b": 0, "c": 0, "d": 0}),
        ({"unranked": "average"}, {"a": 3, "b": 1, "c": 1, "d": 1}),
        ({"unranked": "count-down"}, {"a": 1, "b": 0, "c": 0, "d": 0}),
    ],
)
def test_borda_of_a_short_ranking(options, scores):
    assert count("borda", ranking_profile("1:a", ids="abcd"), options).scores == scores


@given(PROFILES)
def test_borda_average_is_half_of_duels_won_and_evened(profile):
    """Every place is worth one point for each option below and half a point for each beside it."""
    outcome = count("borda", profile, {"unranked": "average"})
    weight = sum(weight for _, weight in single_ballots(profile))
    ids = [option.id for option in profile.options]
    for one in ids:
        wanted = sum(
            over(profile, one, other) + (weight - over(profile, one, other) - over(profile, other, one)) / Fraction(2)
            for other in ids
            if other != one
        )
        assert outcome.scores[one] == wanted


def test_a_lane_never_overflows_into_the_next_option():
    ballots = (Ballot(Ranking((("a",), ("b",), ("c",))), 2**40), Ballot(Ranking((("c",), ("b",), ("a",))), 1))
    outcome = count("copeland", Profile(tuple(Option(i) for i in "abc"), ballots))
    assert outcome.rounds[1]["over"] == {"a": 1, "c": 2**40}


@given(profile=PROFILES, unranked=st.sampled_from(["last", "no-opinion"]))
def test_circles_and_smallest_groups_are_true_of_the_duels(profile, unranked):
    outcome = count("condorcet", profile, {"unranked": unranked})
    rows = {row["option"]: row["over"] for row in outcome.rounds}
    for reason in outcome.reasons:
        around = reason.params.get("circle", ())
        assert len(around) != 1
        assert len(set(around)) == len(around)
        for one, other in zip(around, (*around[1:], *around[:1]), strict=True):
            assert rows[one][other] > rows[other][one]
    told = {reason.code for reason in outcome.reasons}
    if outcome.ties and "condorcet-circle" not in told:
        graph = {o: [x for x in outcome.ties[0].among if x != o and rows[o][x] > rows[x][o]] for o in rows}
        assert not any(o in reached(graph, o) for o in outcome.ties[0].among)


def reached(graph, start):
    """Return everything a chain of duels leads to from one option."""
    found, ahead = set(), [start]
    while ahead:
        fresh = set(graph[ahead.pop()]) - found
        found |= fresh
        ahead.extend(fresh)
    return found


@pytest.mark.parametrize("most", [1, 2**62, 2**63, 2**64, 2**140])
def test_lanes_hold_votes_of_any_size(most):
    """Words of one, two and four bytes, of eight, and several words to a lane."""
    ballots = (Ballot(Ranking((("a",), ("b",), ("c",))), most), Ballot(Ranking((("c",), ("b",))), 3))
    profile = Profile(tuple(Option(i) for i in "abc"), ballots)
    for rule in ("copeland", "condorcet", "schulze"):
        for row in count(rule, profile).rounds:
            for other, votes in row["over"].items():
                assert votes == over(profile, row["option"], other)


@pytest.mark.parametrize("rule", ["copeland", "condorcet", "schulze"])
def test_of_very_many_options_the_rounds_give_the_duels_that_tell_and_say_so(rule):
    """Of 301 options each loses to all before it; the first 20 and 10 neighbours on each side are kept."""
    ids = [f"o{number:03d}" for number in range(301)]
    for size, whole in ((300, True), (301, False)):
        ballot = Ballot(Ranking(tuple((option,) for option in ids[:size])), 2)
        outcome = count(rule, Profile(tuple(map(Option, ids[:size])), (ballot,)))
        assert outcome.winners == ("o000",)
        assert ("duels-left-out" in {reason.code for reason in outcome.reasons}) is not whole
        row = outcome.rounds[200]
        kept = ids[:size] if whole else [*ids[:20], *ids[190:211]]
        assert list(row["over"]) == [option for option in kept if option != "o200"]
        assert row.get("left_out") == (None if whole else 260)
        assert {option for option, votes in row["over"].items() if votes} == {o for o in kept if o > "o200"}
        assert sum(outcome.scores.values()) == (0 if rule == "copeland" else size * (size - 1) // 2)


@pytest.mark.parametrize("rule", ["copeland", "condorcet", "schulze"])
def test_thousands_of_duels_tell_progress_on_the_way(rule):
    """So that a cancel is heard: ballots are few here, and most of the time goes into the duels."""
    chance = random.Random(3)
    ids = [f"o{number:03d}" for number in range(400)]
    ballots = tuple(Ballot(Ranking(tuple((o,) for o in chance.sample(ids, 5)))) for _ in range(400))
    told = []
    count(rule, Profile(tuple(map(Option, ids)), ballots), progress=lambda done, total: told.append((done, total)))
    assert sum(total == len(ids) and done > 0 for done, total in told) >= 6
    assert all(done <= total for done, total in told)

"""Ties on the way of IRV and STV: every way they can fall is followed, by labapp and by a plain second search."""

import random
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.counting import excluding
from labapp.counting.profile import Ballot, Option, Profile, Ranking
from labapp.counting.rules import count
from tests.counting.naive import irv_winners, stv_ends
from tests.counting.strategies import codes, possible, profiles, ranking_profile, rankings

LEAST = {"ways": 100_000}
PROFILES = profiles(rankings(), weights=True)


def test_a_tie_that_changes_nothing_does_not_stop_the_count():
    outcome = count("irv", ranking_profile("5:a", "2:ba", "2:ca", "4:d"))
    assert outcome.winners == ("a",)
    assert outcome.ties == ()
    assert "stage-tie-harmless" in codes(outcome)


def test_tied_options_go_together_when_they_are_fewer_than_the_next():
    outcome = count("irv", ranking_profile("5:a", "1:ba", "1:ca", "4:d"))
    assert outcome.rounds[0]["excluded"] == ("b", "c")
    assert "excluded-together" in codes(outcome)


def test_equals_whose_papers_name_nobody_who_is_left_go_together_and_say_so():
    """Together they have more than the next one, so the other reason would not be true of them."""
    bullets = count("irv", ranking_profile("6:a", "3:b", "3:c", "4:d"))
    assert bullets.rounds[0]["excluded"] == ("b", "c")
    assert codes(bullets) == ["excluded-alike", "irv-excluded", "irv-excluded", "irv-won"]


def test_a_tie_that_matters_is_open_and_names_who_can_win():
    profile = ranking_profile("4:a", "3:ba", "3:cb")
    outcome = count("irv", profile)
    assert outcome.winners == ()
    assert set(outcome.ties[0].among) == irv_winners(profile)
    assert codes(outcome)[-2:] == ["stage-tie-matters", "ends-differ"]


def test_a_lot_excludes_the_last_drawn():
    profile = ranking_profile("4:a", "3:ba", "3:cb")
    assert count("irv", profile, {"exclude-ties": "lot", "lot": "b,c,a"}).winners == ("b",)
    outcome = count("irv", profile, {"exclude-ties": "lot", "lot": "c,b,a"})
    assert outcome.winners == ("a",)
    assert outcome.ties[0].decided_by == "lot"


def test_earlier_stages_can_decide():
    profile = ranking_profile("5:a", "3:bc", "2:cb", "1:dc", ids="abcd")
    outcome = count("irv", profile, {"exclude-ties": "backwards"})
    assert outcome.ties[0].decided_by == "earlier stages"
    assert outcome.rounds[1]["excluded"] == ("c",)


def test_two_last_options_with_equal_votes_are_a_tie_for_the_ties_setting():
    profile = ranking_profile("2:a", "2:b")
    assert count("irv", profile).winners == ()
    assert count("irv", profile, {"ties": "lot", "lot": "b,a"}).winners == ("b",)


def test_too_many_ways_leave_the_tie_open():
    circle = ranking_profile(*(f"1:{'abcdef'[n:]}{'abcdef'[:n]}" for n in range(6)))
    outcome = count("irv", circle, {"ways": 1})
    assert outcome.winners == ()
    assert codes(outcome)[-1] == "too-many-ways"


@pytest.mark.parametrize("overvote", ["exhaust", "exhaust-if-multiple"])
@given(profile=PROFILES)
def test_irv_ends_as_a_plain_search_over_all_exclusions(overvote, profile):
    wanted = irv_winners(profile, overvote)
    outcome = count("irv", profile, {"overvote": overvote, **LEAST})
    if outcome.ballots.valid:
        assert possible(outcome) == wanted
        assert set(outcome.winners) == (wanted if len(wanted) == 1 else set())


def test_where_equals_stand_on_a_paper_it_matters_who_went_first():
    """With a out before e the paper of a ends at the two equals; after e it counts for f: so c and f are both possible.

    Found against the plain search: the ways were taken for one because the same stood at their end.
    """
    papers = ("1:(bd)e(fca)", "1:a(fe)c", "3:fd", "1:(db)caf", "1:e", "3:ce")
    for rule, options in (("irv", {}), ("stv", {"exclude-ties": "open"})):
        outcome = count(rule, ranking_profile(*papers), {"overvote": "exhaust-if-multiple", **options})
        assert (outcome.winners, possible(outcome)) == ((), {"c", "f"}), rule


@pytest.mark.parametrize("overvote", ["exhaust", "exhaust-if-multiple"])
@pytest.mark.parametrize("exclude_ties", ["open", "backwards"])
@pytest.mark.parametrize("seats", [1, 2, 3])
@given(profile=PROFILES)
def test_stv_ends_as_a_plain_count_paper_by_paper(seats, exclude_ties, overvote, profile):
    settings = {"seats": seats, "exclude-ties": exclude_ties, "overvote": overvote, **LEAST}
    outcome = count("stv", profile, settings)
    ends = stv_ends(profile, seats, overvote, exclude_ties == "backwards")
    if not ends:
        assert outcome.winners == ()
        return
    assert set(outcome.winners) == frozenset.intersection(*ends)
    assert possible(outcome) == frozenset.union(*ends)


@pytest.mark.parametrize(("rule", "options"), [("irv", {}), ("stv", {"exclude-ties": "open"})])
@pytest.mark.parametrize("first", ["b", "c"])
def test_a_lot_between_two_ends_settles_all(rule, options, first):
    """Without b its papers make c win, without c b: who is drawn is chosen, and nothing is open beside."""
    profile = ranking_profile("3:a", "2:bc", "2:cb")
    lot = [first, *("bc".replace(first, ""))]
    outcome = count(rule, profile, {"ties": "lot", "lot": lot, **options})
    assert outcome.winners == (first,)
    assert [(set(tie.among), tie.decided_by, tie.winners) for tie in outcome.ties] == [({"b", "c"}, "lot", (first,))]


def test_a_quota_reached_exactly_while_equals_go_is_looked_at():
    """f has just the quota when a and e are gone: all ways end alike, so no earlier stage is asked about b and c."""
    papers = "1:fdbeca", "1:afc", "1:ebafd", "1:cefadb", "2:bad", "2:fc", "1:c", "1:caefdb"
    profile = ranking_profile(*papers, ids="abcdef")
    assert stv_ends(profile, 2, looks_back=True) == {frozenset("cf")}
    outcome = count("stv", profile, {"seats": 2})
    assert (outcome.winners, outcome.ties) == (("f", "c"), ())


@pytest.mark.parametrize(("rule", "seats"), [("irv", 1), ("stv", 1), ("stv", 2)])
@given(profile=PROFILES)
def test_what_is_said_without_following_the_ways_is_true(rule, seats, profile):
    """With one stage to be followed, whoever is called chosen or out is so in every way."""
    ends = stv_ends(profile, seats) if rule == "stv" else {frozenset((won,)) for won in irv_winners(profile)}
    outcome = count(rule, profile, {"seats": seats, "exclude-ties": "open", "ways": 1})
    if ends and outcome.ballots.valid:
        assert set(outcome.winners) <= frozenset.intersection(*ends)
        assert possible(outcome) >= frozenset.union(*ends)


@pytest.mark.parametrize("rule", ["irv", "stv"])
def test_who_outlasts_all_others_wins_whichever_way_ties_fall(rule):
    """b and c have more together than d, so their order could matter; but nobody can come to have as many as a."""
    outcome = count(rule, ranking_profile("10:a", "3:bc", "3:cb", "5:d"), {"exclude-ties": "open", "ways": 1})
    assert outcome.winners == ("a",)
    assert codes(outcome)[0] == "stage-tie-harmless"


@pytest.mark.parametrize("rule", ["irv", "stv"])
def test_all_left_being_equal_can_not_all_win_where_their_papers_name_each_other(rule):
    """Once d or e is out four are equal; but c passes on to b, and e to nobody."""
    profile = ranking_profile("2:ab", "2:ba", "2:cb", "1:de", "1:ed")
    assert irv_winners(profile) == {"a", "b"}
    assert possible(count(rule, profile, {"exclude-ties": "open"})) == {"a", "b"}


@pytest.mark.parametrize("rule", ["irv", "stv"])
def test_where_too_many_ways_remain_it_is_open_only_between_those_who_can_still_win(rule):
    """Nobody ranks x before y but those who start with x: x goes out before y whatever happens."""
    circle = [f"3:{'abcdef'[n:]}{'abcdef'[:n]}yx" for n in range(6)]
    profile = ranking_profile(*circle, "8:x", "9:y")
    outcome = count(rule, profile, {"exclude-ties": "open", "ways": 1})
    assert codes(outcome)[-1] == "too-many-ways"
    assert [set(tie.among) for tie in outcome.ties] == [set("abcdefy")]
    assert outcome.reasons[-1].params["standing"] == outcome.ties[0].among


@given(profile=PROFILES, lot=st.permutations("abcde"))
def test_a_lot_between_ends_takes_the_first_drawn_who_still_fit(profile, lot):
    ends = stv_ends(profile, 2)
    outcome = count("stv", profile, {"seats": 2, "exclude-ties": "open", "ties": "lot", "lot": lot, **LEAST})
    left = set(ends)
    while len(left) > 1:
        sure = frozenset.intersection(*left)
        first = next(o for o in lot if o not in sure and any(o in end for end in left))
        left = {end for end in left if first in end}
    assert set(outcome.winners) == (left.pop() if left else set())


@pytest.mark.parametrize(("lot", "winners"), [("bdfaec", {"c", "f"}), ("aecfbd", {"a", "e"})])
def test_one_lot_can_settle_both_places(lot, winners):
    """The two ends have nobody in common: whoever is drawn first of those possible brings the other along."""
    profile = ranking_profile("2:fbd", "2:de", "4:ec", "4:baf", "4:cf", "3:c", "4:a", "3:fe")
    assert stv_ends(profile, 2) == {frozenset("ae"), frozenset("cf")}
    outcome = count("stv", profile, {"seats": 2, "exclude-ties": "open", "ties": "lot", "lot": ",".join(lot)})
    assert set(outcome.winners) == winners


@pytest.mark.parametrize("marked", [0, 2])
def test_equals_whose_papers_name_nobody_else_are_all_named_at_once(marked):
    """Twenty-nine options of which any two are chosen: hundreds of ends, known without following one."""
    ids = [f"o{n}" for n in range(30)]
    ballots = [Ballot(Ranking((("o0",),)), 300)]
    ballots += [Ballot(Ranking(((option,),)), marked) for option in ids[1:]]
    outcome = count("stv", Profile(tuple(map(Option, ids)), tuple(ballots)), {"seats": 3, "ways": 30})
    assert outcome.winners == ("o0",)
    assert [(set(tie.among), tie.decided_by) for tie in outcome.ties] == [(set(ids[1:]), None)]
    lot = {"ties": "lot", "lot": ids[:10:-1] + ids[:11]}
    drawn = count("stv", Profile(tuple(map(Option, ids)), tuple(ballots)), {"seats": 3, "ways": 30, **lot})
    assert set(drawn.winners) == {"o0", "o29", "o28"}
    assert [tie for tie in drawn.ties if tie.decided_by is None] == []


def test_who_stood_when_an_option_was_elected_without_a_surplus_decides_later_ties():
    """With d out first, d's papers fill f's quota and e's reach c; with e out first, e's papers do, and c falls."""
    papers = ("1:fca", "2:efcdba", "2:fe", "2:df", "2:f", "3:b", "2:c")
    outcome = count("stv", ranking_profile(*papers), {"seats": 2, "quota": "hare", "exclude-ties": "open"})
    assert outcome.winners == ("f",)
    assert [(set(tie.among), tie.decided_by) for tie in outcome.ties] == [({"b", "c"}, None)]


@pytest.mark.parametrize("transfer", ["wig", "gregory"])
@pytest.mark.parametrize("next_one", [30, 20])
@pytest.mark.parametrize("exclude_ties", ["backwards", "open"])
def test_a_crowd_of_equals_at_the_bottom_does_not_leave_stv_open(exclude_ties, next_one, transfer):
    """Twelve with two papers each can go in half a billion orders, each of which ends alike.

    They have 24 together; but none of them can come to have as many as the next one, for no paper goes among them.
    """
    small = [f"2:{letter}{'abc'[n % 3]}" for n, letter in enumerate("defghijklmno")]
    settings = {"seats": 2, "exclude-ties": exclude_ties, "transfer": transfer}
    outcome = count("stv", ranking_profile("50:a", "35:b", f"{next_one}:c", *small), settings)
    assert outcome.winners == ("a", "b")
    assert [tie for tie in outcome.ties if tie.decided_by is None] == []


@pytest.mark.parametrize("exclude_ties", ["backwards", "open"])
def test_equals_that_rise_again_are_followed_in_few_ways(exclude_ties):
    """Pairs of equals one above the other: where the ways meet again they are one way."""
    pairs = [f"{number}:{option}a" for number, both in enumerate(("bc", "de", "fg", "hi", "jk"), 3) for option in both]
    settings = {"seats": 2, "exclude-ties": exclude_ties, "ways": 150}
    outcome = count("stv", ranking_profile("40:a", *pairs, "30:l"), settings)
    assert outcome.winners == ("a", "l")
    assert "too-many-ways" not in codes(outcome)


@pytest.mark.parametrize("transfer", ["wig", "gregory"])
def test_who_gained_first_while_a_crowd_went_is_not_asked(transfer):
    """Two who gain alike from a crowd are equal after it; who had more on the way depends on whose order nobody set.

    Looking back for their tie ends there, and as it changes nothing the count goes on.
    """
    crowd = [f"2:{letter}{'xy'[n % 2]}" for n, letter in enumerate("defghijklmno")]
    papers = ("60:a", "50:b", "9:xa", "9:ya", *crowd)
    outcome = count("stv", ranking_profile(*papers), {"seats": 2, "transfer": transfer, "ways": 5})
    assert outcome.winners == ("a", "b")
    assert [tie for tie in outcome.ties if tie.decided_by] == []


@pytest.mark.parametrize(("rule", "seats"), [("irv", 1), ("stv", 5)])
def test_an_entered_lot_decides_at_once_what_could_fall_in_too_many_ways(rule, seats):
    """A long list with many equals at the bottom; with `ways` at 1 nothing can be followed, and nothing has to be."""
    chance = random.Random(1)
    ids = [f"o{number:03d}" for number in range(200)]
    papers = (dict.fromkeys(chance.choices(ids, [1 / (n + 1) for n in range(200)], k=6)) for _ in range(3000))
    ballots = tuple(Ballot(Ranking(tuple((option,) for option in paper))) for paper in papers)
    profile = Profile(tuple(map(Option, ids)), ballots)
    lot = {"exclude-ties": "lot", "lot": chance.sample(ids, len(ids)), "ways": 1, "seats": seats}
    drawn = count(rule, profile, lot)
    assert len(drawn.winners) == seats
    assert {tie.decided_by for tie in drawn.ties} == {"lot"}
    assert "stage-tie-by-lot" in codes(drawn)
    undrawn = count(rule, profile, {"exclude-ties": "lot", "ways": 1, "seats": seats})
    assert "too-many-ways" in codes(undrawn)


@given(profile=PROFILES)
def test_ways_are_the_same_where_what_is_sure_is_looked_at_only_now_and_then(profile):
    """As it is where hundreds stand; here as if a single one were a crowd."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(excluding, "_CROWD", 1)
        single = count("irv", profile, LEAST)
        several = count("stv", profile, {"seats": 2, "exclude-ties": "open", **LEAST})
    if single.ballots.valid:
        assert possible(single) == irv_winners(profile)
        ends = stv_ends(profile, 2)
        assert (set(several.winners), possible(several)) == (frozenset.intersection(*ends), frozenset.union(*ends))


@pytest.mark.parametrize(("rule", "options"), [("irv", {}), ("stv", {"exclude-ties": "open"})])
def test_hundreds_of_equals_do_not_fill_the_memory(rule, options):
    """Each of 300 has one paper that goes on to another: at each stage some hundred ways, of which few are followed."""
    chance = random.Random(2)
    ids = [f"o{number:03d}" for number in range(300)]
    ballots = tuple(Ballot(Ranking(((option,), (chance.choice(ids),)))) for option in ids)
    profile = Profile(tuple(map(Option, ids)), ballots)
    tracemalloc.start()
    try:
        outcome = count(rule, profile, {"ways": 150, **options})
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert "too-many-ways" in codes(outcome)
    assert most < 30_000_000

"""The weight of a vote as a declared choice: entities or sectors that weigh the same, and what cannot be weighed."""

from dataclasses import replace
from fractions import Fraction

import pytest

from labapp.counting.profile import Answers, Approvals, Ballot, Profile, Tally
from labapp.counting.rules import count
from labapp.counting.sectors import by_sector
from labapp.counting.settings import CountError
from labapp.counting.weights import weigh
from tests.counting.sector_cases import OPTIONS, ROOM


def test_every_sector_or_entity_may_weigh_the_same():
    assert count("approval", weigh(ROOM, "person")).scores == {"a": 11, "b": 6}
    assert count("approval", weigh(ROOM, "sector")).scores == {"a": Fraction(5, 4), "b": Fraction(6, 5)}
    ballots = (Ballot(Approvals(("a",)), 3, entity="gmina"), Ballot(Approvals(("b",)), entity="klub"))
    assert count("approval", weigh(Profile(OPTIONS, ballots), "entity")).scores == {"a": 1, "b": 1}


def test_the_weight_is_a_declared_choice_that_the_outcome_states():
    outcome = count("approval", ROOM, {"per": "sector"})
    assert outcome.scores == {"a": Fraction(5, 4), "b": Fraction(6, 5)}
    assert outcome.settings["per"] == "sector"
    assert "per" not in count("approval", ROOM).settings
    inside = by_sector("approval", ROOM, {"per": "sector"}).sectors  # a sector's own weight changes nothing in it
    assert inside["jst"].scores == {"a": 10, "b": 2}


def test_sectors_counted_together_weigh_as_many_as_they_are_but_are_told_in_people():
    weights = {"jst": Fraction(2), "ngo": Fraction(1)}
    together = replace(ROOM, ballots=tuple(replace(ballot, weight=weights[ballot.sector]) for ballot in ROOM.ballots))
    assert count("approval", together, {"per": "sector"}).scores == {"a": Fraction(9, 4), "b": Fraction(7, 5)}
    assert by_sector("approval", together, {"per": "sector"}).sectors["jst"].scores == {"a": 10, "b": 2}


def test_entities_weigh_the_same_inside_their_sector_too():
    ballots = (
        Ballot(Approvals(("a",)), 3, sector="ngo", entity="klub"),
        Ballot(Approvals(("b",)), 1, sector="ngo", entity="chór"),
    )
    result = by_sector("approval", Profile(OPTIONS, ballots), {"per": "entity"})
    assert result.sectors["ngo"].scores == {"a": 1, "b": 1}
    assert result.support["a"]["ngo"] == Fraction(1, 2)


@pytest.mark.parametrize("base", ["cast", "present", "entitled"])
def test_heads_cannot_measure_weighed_votes(base):
    profile = Profile(OPTIONS[:1], (Ballot(Answers({"a": "yes"}), sector="ngo"),), present=9, entitled=9)
    with pytest.raises(CountError) as refused:
        count("motion", profile, {"per": "sector", "majority": "absolute", "base": base})
    assert refused.value.code == "weighed-base"
    assert count("motion", profile, {"per": "sector", "base": base}).winners == ("a",)  # simple: no base is asked for


@pytest.mark.parametrize(
    ("profile", "per", "code"),
    [
        (Profile(OPTIONS, (Ballot(Approvals(("a",))),)), "sector", "group-missing"),
        (Profile(OPTIONS, tallies=(Tally("a", 3),)), "entity", "tallies-not-weighted"),
        (ROOM, "table", "bad-setting"),
    ],
)
def test_what_cannot_be_weighed_is_refused(profile, per, code):
    with pytest.raises(CountError) as refused:
        weigh(profile, per)
    assert refused.value.code == code
    assert refused.value.params.get("ballot", 1) == 1


def test_a_bundle_of_nobody_has_no_share_of_a_vote():
    empty = Ballot(Approvals(("a",)), 0, sector="inne")
    profile = replace(ROOM, ballots=(*ROOM.ballots, empty))
    assert count("approval", profile, {"per": "sector"}).scores == count("approval", ROOM, {"per": "sector"}).scores

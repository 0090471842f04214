"""What the room is told of ties before it votes is what the count then does, by every rule and setting."""

import pytest

from labapp.counting.excluding import BACKWARDS
from labapp.counting.rules import RULES
from labapp.kinds.base import ReportOptions
from labapp.kinds.vote import box, options, result, tie_words
from labapp.kinds.vote.forms import FORMS
from labapp.kinds.vote.kind import Vote
from labapp.kinds.vote.terms import terms
from labapp.kinds.vote.ties import may_be_equal
from labapp.model import agenda
from labapp.wording.translate import translator

CHEAPER = "In a tie the cheaper option comes first"
LEVEL = "What is still level is settled by a run-off, a lot or a named body."
MONEY = [(rule, way) for rule in FORMS["budget"].rules for way in ("choose", "points")]


def agreed(form, language="en", **settings):
    return tie_words.agreed(terms({"form": form, **settings}), translator(language))


def spending(room, rule, way="choose", costs=("90", "80"), **counting):
    """Hold a vote about 100 in which two options are level and only one fits."""
    limits = {"sum": "100", "way": way, "n": 1, "cap": 1}
    here = room(titles="", form="budget", rule=rule, limits=limits, counting={"completion": "none", **counting})
    with here.lab.change("vote.edit") as tx:
        for title, cost in zip("ab", costs, strict=True):
            options.add(tx, here.activity, title, cost=cost)
    box.open_vote(here.lab, here.vote)
    both = [{"1": 1}, {"2": 1}] if way == "points" else [[1], [2]]
    for person, ballot in zip(here.people, both * 7, strict=False):
        box.cast(here.lab, here.vote, person, ballot)
    box.close_vote(here.lab, here.vote)
    return here


@pytest.mark.parametrize(("rule", "way"), MONEY)
def test_about_money_the_cheaper_comes_first_and_the_room_knows(room, rule, way):
    here = spending(room, rule, way)
    found = result.result(here.lab.read, here.vote)
    said = tie_words.agreed(found.round.terms, translator("en"))
    if rule not in ("equal-shares", "phragmen"):  # by these half of the money buys none, or the dearer costs more each
        assert [tie.decided_by for tie in found.outcome.ties] == ["lowest cost"]
    assert {bar.choice.title for bar in found.bars if bar.won} <= {"b"}
    assert said.startswith(CHEAPER)
    assert said.endswith(LEVEL)
    assert "equal places" not in said
    named = " ".join(agreed("budget", "pl", rule=rule, limits={"way": way}).split("\u00a0"))
    assert named.startswith("W razie remisu pierwszeństwo ma opcja tańsza")
    assert ("punkty dało więcej osób" in named) == (way == "points")


def test_what_cost_the_same_is_left_to_the_room_and_said_so_in_the_report(room):
    here = spending(room, "greedy", costs=("90", "90"))
    found = result.result(here.lab.read, here.vote)
    assert [tie.decided_by for tie in found.outcome.ties] == [None]
    assert agreed("budget", rule="greedy") == f"{CHEAPER}. {LEVEL}"
    box.announce(here.lab, here.vote)
    point = agenda.activity(here.lab.read, here.activity)
    assert f"{CHEAPER}. {LEVEL}" in repr(Vote().section(here.lab.read, point, ReportOptions(), translator("en")))


@pytest.mark.parametrize("declared", ["open", "lot", "run-off", "most-votes"])
def test_another_way_agreed_for_ties_about_money_is_told_in_its_place(declared):
    said = agreed("budget", rule="greedy", counting={"ties": declared})
    assert said == {
        "lot": "A tie is settled by a lot.", "run-off": "A tie is settled by a run-off.",
    }.get(declared, "A tie is settled by a run-off, a lot or a named body.")  # fmt: skip
    votes = agreed("budget", rule="equal-shares", counting={"ties": "most-votes"})
    assert votes == f"In a tie the option with more votes comes first. {LEVEL}"
    points = agreed("budget", rule="greedy", limits={"way": "points"}, counting={"ties": "most-votes"})
    assert points == f"In a tie the option that more people gave points to comes first. {LEVEL}"


@pytest.mark.parametrize("weight", ["entity", "sector"])
def test_of_weighed_points_no_people_are_said_to_be_counted(weight):
    """Two people of one entity share a vote: it is not more people, but more weight that parts equals."""
    settings = {"rule": "greedy", "limits": {"way": "points"}, "weight": weight}
    said = f"{CHEAPER}, of equal costs the one given points by votes of more weight. {LEVEL}"
    assert agreed("budget", **settings) == said
    said = agreed("budget", **settings, counting={"ties": "most-votes"})
    assert said == f"In a tie the option given points by votes of more weight comes first. {LEVEL}"
    polish = agreed("budget", "pl", **settings).replace("\u00a0", " ")
    assert "punkty dały głosy o większej łącznej wadze" in polish
    assert "osób" not in polish


@pytest.mark.parametrize("declared", ["lot", "run-off"])
def test_a_way_agreed_for_ties_is_told_also_where_there_is_no_money(declared):
    named = {"lot": "a lot", "run-off": "a run-off"}[declared]
    for form, rule in (("choose", "approval"), ("dots", "dots"), ("score", "score-mean"), ("ranking", "borda")):
        assert agreed(form, rule=rule, counting={"ties": declared}) == f"A tie is settled by {named}."
    for rule in ("irv", "stv"):
        said = agreed("ranking", rule=rule, counting={"ties": declared, "exclude-ties": "open"})
        assert said == f"A tie that decides what is chosen is settled by {named}."


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["pl", "en"])
def test_equal_places_are_promised_by_no_rule_that_has_none(form, language):
    for rule in FORMS[form].rules:
        said = agreed(form, language, rule=rule)
        promised = "equal places" in said or "równorzędne" in said
        assert promised == (form not in ("answers", "agreement") and may_be_equal(terms({"form": form, "rule": rule})))
        assert rule in RULES


def test_where_votes_pass_on_only_a_tie_that_decides_is_settled():
    plain = "A tie that decides what is chosen is settled by a run-off, a lot or a named body."
    assert agreed("ranking", rule="irv") == plain
    assert agreed("ranking", rule="stv", counting={"exclude-ties": "open"}) == plain
    backwards = agreed("ranking", rule="irv", counting={"exclude-ties": "backwards"})
    assert backwards == f"In a tie on the way the earlier stages decide. {plain}"
    assert agreed("ranking", rule="stv") == backwards  # its rule looks back unless agreed otherwise
    assert agreed("ranking", rule="irv", counting={"exclude-ties": "lot"}) == "A tie is settled by a lot."


def test_a_tie_that_earlier_stages_decided_is_told_in_the_language_of_the_room(room):
    """Before the room stood "Remis rozstrzygnięto earlier stages."."""
    here = room(titles="abcd", form="ranking", rule="stv")
    box.open_vote(here.lab, here.vote)
    ballots = [[1]] * 4 + [[2, 3]] * 3 + [[3, 2]] * 2 + [[4, 3]]
    for person, ballot in zip(here.people, ballots, strict=False):
        box.cast(here.lab, here.vote, person, ballot)
    box.close_vote(here.lab, here.vote)
    box.announce(here.lab, here.vote)
    assert [tie.decided_by for tie in result.result(here.lab.read, here.vote).outcome.ties] == [BACKWARDS]
    point = agenda.activity(here.lab.read, here.activity)
    for language, said in (("pl", "według głosów na wcześniejszych etapach"), ("en", "by the votes at earlier stages")):
        _ = translator(language)
        assert said in repr(Vote().section(here.lab.read, point, ReportOptions(), _))
        assert said in repr(Vote().essence(here.lab.read, point, ReportOptions(), _))

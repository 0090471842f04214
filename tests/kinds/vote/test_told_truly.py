"""What is said of a rule, of ties and of figures holds of that rule: points are no votes, several places are named."""

from fractions import Fraction

import pytest

from labapp.content.nodes import Items, Paragraph, Table
from labapp.counting.profile import Answers, Ballot, Option, Profile
from labapp.counting.rules import count
from labapp.kinds.base import ReportOptions
from labapp.kinds.vote import box, comparing, figure_words, options, result, tie_words, words
from labapp.kinds.vote.kind import Vote
from labapp.kinds.vote.terms import terms
from labapp.model import agenda
from labapp.wording.translate import translator
from tests.kinds.vote.test_result import held

PL, EN = translator("pl"), translator("en")


def pointed(room, rule, costs, ballots, **settings):
    """Hold a vote about 100 zł by points."""
    limits = {"sum": "100", "way": "points", "n": 10, "cap": 10}
    here = room(titles="", form="budget", rule=rule, limits=limits, **settings)
    with here.lab.change("vote.edit") as tx:
        for title, cost in zip("abcdef", costs, strict=False):
            options.add(tx, here.activity, title, cost=str(cost))
    box.open_vote(here.lab, here.vote)
    for person, ballot in zip(here.people, ballots, strict=False):
        box.cast(here.lab, here.vote, person, ballot)
    box.close_vote(here.lab, here.vote)
    return here


def report(here, _=PL):
    point = agenda.activity(here.lab.read, here.activity)
    return Vote().section(here.lab.read, point, ReportOptions(), _).nodes


@pytest.mark.parametrize(("weight", "said"), [
    ("person", "według większej liczby osób, które dały punkty"),
    ("entity", "według większej łącznej wagi głosów, które dały punkty"),
])  # fmt: skip
def test_a_tie_of_points_is_not_said_to_be_settled_by_votes(room, weight, said):
    ballots = [{"1": 4}, {"2": 2}, {"2": 2}] if weight == "person" else [{"1": 2}, {"1": 2}, {"2": 1}, {"2": 1}]
    here = pointed(room, "greedy", (60, 60), ballots, weight=weight, sectors="SOMEI")
    found = result.result(here.lab.read, here.vote)
    agreed = found.round.terms
    assert tie_words.how("most votes", "", agreed, PL) == said
    assert tie_words.foot("most votes", "", agreed, PL) == f"Remis rozstrzygnięto {said}."
    plain = terms({"form": "budget", "rule": "greedy"})
    assert tie_words.how("most votes", "", plain, EN) == "by the larger number of votes"


def test_the_report_says_that_more_people_gave_points(room):
    here = pointed(room, "greedy", (60, 60), [{"1": 4}, {"2": 2}, {"2": 2}])
    assert [tie.decided_by for tie in result.result(here.lab.read, here.vote).outcome.ties] == ["most votes"]
    said = [node.text for node in report(here) if isinstance(node, Paragraph)]
    assert "Remis: a; b. Rozstrzygnięty według większej liczby osób, które dały punkty." in said


def test_by_even_loads_bars_of_points_count_who_gave_them(room):
    """Four people with 9 points each stood below six with one: 4 and 6 were called points."""
    here = pointed(room, "phragmen", (50, 90), [{"1": 1}, {"2": 9}, {"1": 1}, {"2": 9}, {"1": 1}] * 2)
    found = result.result(here.lab.read, here.vote)
    assert [(bar.choice.title, bar.score) for bar in found.bars] == [("a", 6), ("b", 4)]
    agreed = found.round.terms
    assert (figure_words.unit(agreed, PL), figure_words.unit(agreed, EN)) == ("Osoby", "People")
    counted = [figure_words.counted(bar, agreed, PL) for bar in found.bars]
    assert counted == ["punkty dało 6 osób", "punkty dały 4 osoby"]
    assert figure_words.figures(agreed, 2, PL) == "Liczby: ile osób dało punkty."
    assert "everybody who gave points, however many" in words.rule_line(agreed, EN)
    tables = [node for node in report(here) if isinstance(node, Table) and node.header[-1] == "Koszt"]
    assert {table.header[2] for table in tables} == {"Osoby"}
    assert found.between is not None
    assert found.between.scale.unit == "people"  # and no share of the points
    box.announce(here.lab, here.vote)
    point = agenda.activity(here.lab.read, here.activity)
    assert Vote().essence(here.lab.read, point, ReportOptions(), PL)[0] == Items(("1. a (punkty dało 6 osób)",))


def test_by_even_loads_weighed_points_are_told_as_votes():
    agreed = terms({"form": "budget", "rule": "phragmen", "limits": {"way": "points"}, "weight": "entity"})
    assert figure_words.unit(agreed, PL) == "Głosy"
    assert figure_words.figures(agreed, 2, PL) == "Liczby: ile ważą głosy, które dały punkty."
    bar = result.Bar(options.Choice("a", 1, "a", "", "", "", None, "5"), Fraction(5, 2), True, False)
    assert figure_words.counted(bar, agreed, PL) == "2,5 głosu"
    by_votes = terms({"form": "budget", "rule": "phragmen"})
    assert (figure_words.unit(by_votes, EN), figure_words.figures(by_votes, 2, EN)) == ("Votes", "")


@pytest.mark.parametrize(("form", "rule"), [
    ("score", "score-mean"), ("score", "score-median"), ("ranking", "borda"), ("ranking", "schulze"),
    ("ranking", "copeland"), ("ranking", "stv"), ("choose", "approval"), ("dots", "dots"), ("ranking", "nominal-group"),
])  # fmt: skip
def test_the_room_hears_how_many_are_chosen_by_every_rule_that_can_choose_several(form, rule):
    """Of grades and rankings it was told that the highest wins, also where three did."""
    for places, polish in ((1, ""), (3, "3 opcje"), (5, "5 opcji"), (22, "22 opcje")):
        agreed = terms({"form": form, "rule": rule, "counting": {"seats": str(places)}})
        assert polish in words.rule_line(agreed, PL)
        assert ("option is chosen" in words.rule_line(agreed, EN)) is False


def test_several_dots_of_one_person_count_as_one_vote_where_votes_are_counted():
    said = "Several dots of one person on one option count as one vote."
    by_votes = {"form": "dots", "rule": "approval"}
    assert words.rule_line(terms(by_votes), EN).endswith(said)
    assert said not in words.rule_line(terms({**by_votes, "channels": ["hands"]}), EN)  # stickers are nobody's
    assert said not in words.rule_line(terms({"form": "dots"}), EN)


@pytest.mark.parametrize(("form", "rule", "score", "pl", "en"), [
    ("score", "score-mean", Fraction(77, 24), "średnia 3,21", "mean 3.21"),
    ("score", "score-median", 4, "mediana 4", "median 4"),
    ("ranking", "schulze", 1, "przewaga nad 1 opcją", "ahead of 1 option"),
    ("ranking", "schulze", 5, "przewaga nad 5 opcjami", "ahead of 5 options"),
    ("ranking", "copeland", -2, "pojedynki wygrane minus przegrane: -2", "duels won minus lost: -2"),
    ("ranking", "condorcet", 3, "wygrane pojedynki: 3", "duels won: 3"),
])  # fmt: skip
def test_page_one_says_what_a_figure_is(form, rule, score, pl, en):
    """The outcome of chains of duels stood on page one of the report as "5. Park (4)"."""
    agreed = terms({"form": form, "rule": rule})
    bar = result.Bar(options.Choice("a", 1, "a", "", "", "", None, "5"), score, True, False)
    assert (figure_words.counted(bar, agreed, PL), figure_words.counted(bar, agreed, EN)) == (pl, en)


@pytest.mark.parametrize(("score", "places", "said"), [
    (Fraction(77, 8), 2, "9,63"), (Fraction(77, 8), 0, "9,63"), (Fraction(5, 8), 2, "0,63"), (7, 2, "7,00"),
    (Fraction(-1, 8), 2, "-0,13"), (12345, 0, "12345"), (Fraction(1, 3), 4, "0,3333"),
])  # fmt: skip
def test_a_half_is_rounded_up_as_people_do_and_as_the_reasons_do(score, places, said):
    """9.625 votes were 9.62 in the table and 9.63 in the sentence below it."""
    assert figure_words.number(score, PL, places) == said


def test_rules_compared_with_points_are_called_by_points(room):
    here = pointed(room, "phragmen", (50, 90), [{"1": 1}, {"2": 9}])
    names = [name for name, _said in comparing.other_rules(here.lab.read, result.result(here.lab.read, here.vote), PL)]
    assert "Najwięcej punktów w granicach kwoty" in names
    assert not [name for name in names if "głosów" in name]


@pytest.mark.parametrize(("level", "pl", "en"), [
    ("1", "Zgoda wszystkich oceniających", "Agreed when everybody who marked it supports it"),
    ("3/4", "Zgoda, gdy popiera co najmniej 75% oceniających",
     "Agreed when at least 75% of those who marked it support it"),
    ("2/3", "co najmniej 2/3 oceniających", "at least 2/3 of those who"),
])  # fmt: skip
def test_agreement_is_measured_by_those_who_marked_a_step(level, pl, en):
    """Who leaves a proposal out is no part of "everybody", nor of the voters whose share is asked for."""
    agreed = terms({"form": "agreement", "counting": {"level": level}})
    assert pl in words.rule_line(agreed, PL)
    assert en in words.rule_line(agreed, EN)


def test_by_stages_figures_say_at_which_stage_for_together_they_are_more_than_all_votes(room):
    """11, 9, 7, 5, 3 and twice 2 of 24 votes; by STV 7 beside "chosen with 8"."""
    for rule, said in (("irv", "Liczby: głosy na ostatnim etapie, w którym była dana opcja."),
                       ("stv", "bez nadwyżki ponad próg, która przeszła dalej.")):  # fmt: skip
        assert figure_words.figures(terms({"form": "ranking", "rule": rule}), 4, PL).endswith(said)
    ballots = [[1, 3]] * 8 + [[2]] * 3 + [[3]] * 2 + [[4]]
    limits = {"max": 0}
    here = held(room, ballots, titles="abcd", form="ranking", rule="stv", counting={"seats": "2"}, limits=limits)
    found = result.result(here.lab.read, here.vote)
    assert {bar.choice.number: bar.score for bar in found.bars} == {1: 5, 2: 3, 3: 5, 4: 1}


@pytest.mark.parametrize(("value", "pl", "needed"), [
    ("12,0", "co najmniej 12 osób", 12), ("1,0", "co najmniej 1 osoba", 1), ("1,5", "co najmniej 2 osoby", 2),
    ("7/2", "co najmniej 4 osoby", 4), ("33,5%", "33,5% uprawnionych", 10), ("33.33%", "33,33% uprawnionych", 10),
    ("0,5", "50% uprawnionych", 14), ("1/3", "1/3 uprawnionych", 10), ("1%", "1% uprawnionych", 1),
])  # fmt: skip
def test_a_quorum_is_said_as_it_is_counted(value, pl, needed):
    """12,0 was "12,0 of those entitled", 1,0 all of them, though one person was enough; 33.33% was 3333/10000."""
    agreed = terms({"form": "answers", "counting": {"quorum": value}})
    assert pl in words.rule_line(agreed, PL)
    votes = Profile((Option("a"),), (Ballot(Answers({"a": "yes"})),), present=20, entitled=28)
    assert count("motion", votes, dict(agreed.counting)).reasons[0].params["needed"] == needed

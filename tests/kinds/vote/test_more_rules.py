"""Rules a form offers besides the usual ones: 80 % as in Poznań, the sheet of a nominal group, a quorum of so many."""

import pytest

from labapp.content.nodes import Paragraph, Table
from labapp.errors import UserError
from labapp.kinds.base import ReportOptions
from labapp.kinds.vote import box, comparing, export, figure_words, groups, options, result, rounds, words
from labapp.kinds.vote.essence import essence
from labapp.kinds.vote.kind import Vote
from labapp.kinds.vote.stage import VoteBefore
from labapp.kinds.vote.terms import terms
from labapp.kinds.vote.ties import LOT, Decision
from labapp.model import agenda
from labapp.wording.errors import error_sentence
from labapp.wording.translate import translator
from tests.kinds.vote.test_result import held, scene

PL, EN = translator("pl"), translator("en")


def plain(text):
    return text.replace("\u00a0", " ")


def section(here, _):
    point = agenda.activity(here.lab.read, here.activity)
    return Vote().section(here.lab.read, point, ReportOptions(), _).nodes


def said(here, _):
    return [plain(node.text) for node in section(here, _) if isinstance(node, Paragraph)]


def tables(here, _=EN):
    return [node for node in section(here, _) if isinstance(node, Table)]


def bought(room, costs, ballots, **more):
    """Hold a vote about money by the rule of Poznań."""
    here = room(titles="", form="budget", rule="poznan", limits={"sum": "100", **more})
    with here.lab.change("vote.edit") as tx:
        for letter, cost in zip("abcdef", costs, strict=False):
            options.add(tx, here.activity, letter, cost=cost)
    box.open_vote(here.lab, here.vote)
    for person, ballot in zip(here.people, ballots, strict=False):
        box.cast(here.lab, here.vote, person, ballot)
    box.close_vote(here.lab, here.vote)
    return here


# --- Poznań ----------------------------------------------------------------------------------------------------------
def test_what_goes_beyond_the_sum_is_never_said_to_lie_within_it(room):
    """60 are spent on the first, 40 are left: four fifths of the second's 50. The third does not get its turn."""
    here = bought(room, ("60", "50", "10"), [[1], [1], [1], [2], [2], [3]])
    found = result.result(here.lab.read, here.vote)
    assert [bar.choice.number for bar in found.bars if bar.won] == [1, 2]
    assert "Rozdzielono 110 zł, o 10 zł więcej niż 100 zł." in said(here, PL)
    assert "Allotted 110 zł, which is 10 zł more than 100 zł." in said(here, EN)
    assert [groups.head_of(code, found, EN) for code, _bars in groups.grouped(found.bars)] == ["Chosen", "Not chosen"]
    assert plain(tables(here)[0].caption) == "Chosen: 2, together 110 zł"
    box.announce(here.lab, here.vote)
    assert figure_words.spent(scene(here).spent, found.round.terms, EN).startswith("Allotted 110")
    point = agenda.activity(here.lab.read, here.activity)
    assert "10 zł more than 100 zł" in plain(repr(essence(here.lab.read, point, EN))).replace("\\xa0", " ")
    assert "within the sum" not in repr(section(here, EN)).lower()


def test_an_option_beyond_the_sum_may_stand_beside_what_costs_nothing(room):
    """Both can win, so both may be chosen; two that cost something must fit the sum together."""
    here = bought(room, ("120", "0", "10"), [[1, 2], [1, 2], [2]])
    assert [bar.choice.number for bar in result.result(here.lab.read, here.vote).bars if bar.won] == [2, 1]
    agreed = rounds.get(here.lab.read, here.vote).terms
    with pytest.raises(UserError, match="over-sum"):
        agreed.form.check([1, 3], agreed.limits, [1, 2, 3])


def test_the_rule_is_told_by_votes_and_by_points_with_its_end():
    for way, counted in (("choose", "głosów"), ("points", "punktów")):
        agreed = terms({"form": "budget", "rule": "poznan", "limits": {"way": way}})
        line = words.rule_line(agreed, PL)
        assert f"Od największej liczby {counted} w dół" in line
        assert "co najmniej 80% jej kosztu, i na tym wybór się kończy" in line


def test_an_option_of_which_four_fifths_are_there_can_be_chosen_alone(room):
    """Else the rule could never choose it, and a run-off about what is left could not be held."""
    here = bought(room, ("120", "30", "126"), [[1], [1], [2]])
    found = result.result(here.lab.read, here.vote)
    assert [bar.choice.number for bar in found.bars if bar.won] == [1]
    again = room(titles="", form="budget", rule="poznan", limits={"sum": "100"})
    with again.lab.change("vote.edit") as tx:
        for cost in ("120", "30", "126"):
            options.add(tx, again.activity, f"costs {cost}", cost=cost)
    box.open_vote(again.lab, again.vote)
    for refused in ([1, 2], [3]):
        with pytest.raises(UserError, match="over-sum"):
            box.cast(again.lab, again.vote, again.people[0], refused)
    greedy = room(titles="", form="budget", limits={"sum": "100"})
    with greedy.lab.change("vote.edit") as tx:
        options.add(tx, greedy.activity, "a", cost="120")
    box.open_vote(greedy.lab, greedy.vote)
    with pytest.raises(UserError, match="over-sum"):
        box.cast(greedy.lab, greedy.vote, greedy.people[0], [1])


def test_the_tie_of_a_last_option_is_run_off_for_what_is_left(room):
    here = bought(room, ("60", "50", "50"), [[1], [1], [1], [2], [3]])
    assert [bar.choice.number for bar in result.result(here.lab.read, here.vote).bars if bar.tied] == [2, 3]
    box.announce(here.lab, here.vote)
    again = box.repeat(here.lab, here.vote, "tie", only_tied=True)
    box.open_vote(here.lab, again)
    for person, ballot in zip(here.people, [[1], [1], [2]], strict=False):
        box.cast(here.lab, again, person, ballot)
    box.close_vote(here.lab, again)
    found = result.result(here.lab.read, again)
    assert [bar.choice.number for bar in found.bars if bar.won] == [1]


@pytest.mark.parametrize(("rule", "won"), [("greedy", [1]), ("poznan", [1]), ("equal-shares", [1])])
def test_an_option_below_the_minimum_takes_no_part_whatever_is_left(room, rule, won):
    here = room(titles="", form="budget", rule=rule, limits={"sum": "100"}, counting={"min-score": "2"})
    with here.lab.change("vote.edit") as tx:
        for letter in "ab":
            options.add(tx, here.activity, letter, cost="20")
    box.open_vote(here.lab, here.vote)
    for person, ballot in zip(here.people, [[1], [1], [2]], strict=False):
        box.cast(here.lab, here.vote, person, ballot)
    box.close_vote(here.lab, here.vote)
    found = result.result(here.lab.read, here.vote)
    assert [bar.choice.number for bar in found.bars if bar.won] == won
    assert "Opcje poniżej 2 głosów nie biorą udziału." in words.rule_line(found.round.terms, PL)
    assert groups.head_of(groups.LOST, found, EN) == "Not chosen", "it would have fitted"
    assert "takes no part: 1 vote" in repr(section(here, EN))


# --- nominal group ---------------------------------------------------------------------------------------------------
def group(room, ballots, places=3, **more):
    settings = {"titles": "abcd", "form": "ranking", "rule": "nominal-group", "limits": {"max": places}}
    return held(room, ballots, **{**settings, **more})


def test_the_first_place_of_a_sheet_is_worth_as_many_points_as_it_has_places(room):
    here = group(room, [[1, 2, 3], [2, 1], [2, 4, 1]])
    found = result.result(here.lab.read, here.vote)
    assert {bar.choice.number: bar.score for bar in found.bars} == {1: 6, 2: 8, 3: 1, 4: 2}
    assert found.outcome.settings["picks"] == 3
    assert tables(here)[0].header == ("No.", "Option", "Points", "People", "Mean", "Result")
    assert tables(here)[0].rows[0] == ("2", "option b", "8", "3", "2.67", "chosen")
    assert [row[3] for row in tables(here)[0].rows] == ["3", "3", "1", "1"]


def test_equal_sums_are_parted_by_people_and_said_so(room):
    here = group(room, [[1], [2, 1, 3], [2], [3, 4, 1]], counting={"seats": "2"})
    found = result.result(here.lab.read, here.vote)
    assert {bar.choice.number: bar.score for bar in found.bars} == {1: 6, 2: 6, 3: 4, 4: 2}
    assert words.rule_line(found.round.terms, PL) == (
        "Wygrywają 2 opcje z największą liczbą punktów. Przy równej sumie wyżej jest opcja, którą wskazało więcej osób."
    )
    assert "Points" in export.csv_of(here.lab.read, agenda.activity(here.lab.read, here.activity), EN).decode()
    assert "Points for places" in dict(comparing.other_rules(here.lab.read, found, EN))


@pytest.mark.parametrize(
    ("limits", "count", "places"), [({}, 8, 5), ({"max": 0}, 8, 5), ({"max": 3}, 8, 3), ({}, 4, 4)]
)
def test_a_sheet_has_five_places_unless_agreed_otherwise_and_no_more_than_options(room, limits, count, places):
    here = room(titles="abcdefgh"[:count], form="ranking", rule="nominal-group", limits=limits)
    before = scene(here)
    assert isinstance(before, VoteBefore)
    assert before.terms.limits["max"] == places, "the room is told before what it is asked then"
    box.open_vote(here.lab, here.vote)
    agreed = rounds.get(here.lab.read, here.vote).terms
    assert agreed.limits["max"] == places
    points = "4 punkty" if places == 4 else f"{places} punkty" if places == 3 else f"{places} punktów"
    assert f"pierwsza dostaje {points}, każda następna o punkt mniej" in words.how(agreed, PL)
    if places < count:
        with pytest.raises(UserError, match="too-many"):
            box.cast(here.lab, here.vote, here.people[0], list(range(1, places + 2)))


def test_other_rules_give_points_for_the_places_the_ballot_had(room):
    """With five places for two the second option would have come first, a sheet nobody had."""
    here = held(room, [[1, 2]] * 3 + [[2]], titles="abc", form="ranking", rule="irv", limits={"max": 2})
    found = result.result(here.lab.read, here.vote)
    assert dict(comparing.other_rules(here.lab.read, found, EN))["Nominal group (points)"] == "the same"


def test_a_ranking_says_how_many_places_it_has():
    assert words.how(terms({"form": "ranking", "limits": {"max": 3}}), EN) == (
        "Put up to 3 options in order, the best first."
    )
    assert words.how(terms({"form": "ranking", "limits": {"max": 1}}), EN) == "Name the best option."
    assert words.how(terms({"form": "ranking"}), EN) == "Put the options in order, the best first."


def test_one_motion_alone_is_not_answered_option_by_option():
    agreed = terms({"form": "answers"})
    assert words.how(agreed, PL, 1) == "Za, przeciw albo wstrzymanie się od głosu."
    assert words.how(agreed, PL, 2) == "Za, przeciw albo wstrzymanie się od głosu – przy każdej opcji."


# --- a quorum --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("quorum", "carried"), [("15", True), ("16", False), ("1/2", True), ("33%", True)])
def test_a_quorum_is_a_part_of_the_entitled_or_a_number_of_people_present(room, quorum, carried):
    here = held(room, [{"1": "yes"}] * 6, titles="a", form="answers", limits={}, counting={"quorum": quorum})
    found = result.result(here.lab.read, here.vote)
    assert bool(found.outcome.winners) is carried
    needed = {"1/2": 8, "33%": 5}.get(quorum, quorum)
    assert f"15 present, {needed} needed" in repr(section(here, EN))


@pytest.mark.parametrize(
    ("quorum", "pl", "en"),
    [("12", "Kworum: co najmniej 12 osób obecnych.", "Quorum: at least 12 people present."),
     ("1/2", "Kworum: co najmniej 50% uprawnionych.", "Quorum: at least 50% of those entitled."), ("none", "", ""),
     ("33%", "Kworum: co najmniej 33% uprawnionych.", "Quorum: at least 33% of those entitled.")],
)  # fmt: skip
def test_a_quorum_is_a_sentence(quorum, pl, en):
    agreed = terms({"form": "answers", "counting": {"quorum": quorum}})
    for _, line in ((PL, pl), (EN, en)):
        said = words.rule_line(agreed, _)
        assert said.endswith(line)
        assert ("quorum" in said.lower() or "kworum" in said.lower()) is bool(line)


# --- an order that lacks somebody ------------------------------------------------------------------------------------
@pytest.mark.parametrize("form", ["choose", "budget"])
def test_an_order_that_lacks_a_tied_option_names_it_by_its_title(room, form):
    if form == "choose":
        here, drawn = held(room, [[1], [2], [3]]), 2
    else:
        here, drawn = room(titles="", form="budget", limits={"sum": "100"}), 1  # of three equals two fit
        with here.lab.change("vote.edit") as tx:
            for letter in "abc":
                options.add(tx, here.activity, f"option {letter}", cost="45")
        box.open_vote(here.lab, here.vote)
        for person, ballot in zip(here.people, [[1], [2], [3]], strict=False):
            box.cast(here.lab, here.vote, person, ballot)
        box.close_vote(here.lab, here.vote)
    ids = [choice.id for choice in options.of_vote(here.lab.read, here.vote)]
    with pytest.raises(UserError) as refused:
        box.decide_tie(here.lab, here.vote, Decision(LOT, tuple(ids[:drawn]), witnesses="Anna"))
    assert error_sentence(refused.value, PL).startswith(
        "We wpisanej kolejności brakuje opcji, których też dotyczy remis: „option"
    )
    said = error_sentence(refused.value, EN)
    assert said.startswith("The order that was entered lacks what is level too: “option")
    assert said.endswith("“option c”.")
    assert not any(ident in said for ident in ids)

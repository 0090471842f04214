"""A tie is settled by what others did, and that is kept and told: a lot, a run-off, a named body, equal places."""

import json
from fractions import Fraction

import pytest

from labapp.errors import UserError
from labapp.kinds.base import ReportOptions
from labapp.kinds.vote import box, options, result, rounds
from labapp.kinds.vote.kind import Vote
from labapp.kinds.vote.ties import BODY, EQUAL, LOT, RUN_OFF, Decision
from labapp.model import agenda, ideas, people
from labapp.wording.errors import error_sentence
from labapp.wording.history import history_line
from labapp.wording.translate import translator

KIND = Vote()


def tied(room, ballots=((2,), (1,)), **settings):
    """Hold a vote that ends in a tie and return the room with the ids of its options by number."""
    here = room(**{"titles": "abc", "limits": {"min": 1, "max": 1}, **settings})
    box.open_vote(here.lab, here.vote)
    for person, ballot in zip(here.people, ballots, strict=False):
        box.cast(here.lab, here.vote, person, list(ballot))
    box.close_vote(here.lab, here.vote)
    return here, {choice.number: choice.id for choice in options.of_vote(here.lab.read, here.vote)}


def report(here, language="en", **more):
    point = agenda.activity(here.lab.read, here.activity)
    return repr(KIND.section(here.lab.read, point, ReportOptions(**more), translator(language)))


def scene(here):
    return KIND.scene(here.lab.read, agenda.activity(here.lab.read, here.activity))


def last_line(here, language="en"):
    entry = here.lab.history(1)[0]
    about = here.lab.told([entry])[entry.number]
    return history_line(entry.code, json.loads(entry.params), about.things, about.more, translator(language))


def test_a_lot_needs_its_witnesses_and_names_them_to_the_moderator_only(room):
    here, ids = tied(room)
    with pytest.raises(UserError, match="decision-witnesses"):
        box.decide_tie(here.lab, here.vote, Decision(LOT, (ids[2], ids[1]), witnesses="  "))
    box.decide_tie(here.lab, here.vote, Decision(LOT, (ids[2], ids[1]), witnesses="Anna, Jan"))
    found = result.result(here.lab.read, here.vote)
    assert found.outcome.winners == (ids[2],)
    assert found.outcome.ties[0].decided_by == "lot"
    assert "Settled by lot" in report(here)
    assert "Anna, Jan" in report(here)
    assert "Anna, Jan" not in report(here, public=True)
    assert last_line(here) == "tie settled by lot: “Which one?”"


def test_a_named_body_is_named_in_outcome_report_history_and_on_the_stage(room):
    here, ids = tied(room)
    here.clock.forward(minutes=7)
    box.decide_tie(here.lab, here.vote, Decision(
        BODY, (ids[1], ids[2]), body="  Komisja   konkursowa ", words="uchwała 3/2026", recorded="Ewa Zapisująca",
    ))  # fmt: skip
    found = result.result(here.lab.read, here.vote)
    assert found.outcome.winners == (ids[1],)
    assert [tie.decided_by for tie in found.outcome.ties] == ["body"]
    assert not any(bar.tied for bar in found.bars)
    said = report(here)
    assert "Settled by Komisja konkursowa" in said
    assert "Komisja konkursowa decided for “option a”" in said  # among the reasons
    assert "uchwała 3/2026" in said
    assert "Written down by: Ewa Zapisująca" in said
    assert rounds.get(here.lab.read, here.vote).decision["at"].startswith("2026-11-22T09:07")
    assert "Entered: 22 Nov 2026, 10:07" in said  # in the laboratory's own zone
    public = report(here, "pl", public=True)
    assert "Komisja konkursowa" in public
    assert "Ewa" not in public
    assert last_line(here, "pl") == "remis rozstrzygnęło wskazane gremium: „Komisja konkursowa”"
    assert "Komisja" not in here.lab.history(1)[0].params
    box.announce(here.lab, here.vote)
    assert scene(here).settled == ((BODY, "Komisja konkursowa"),)
    point = agenda.activity(here.lab.read, here.activity)
    page_one = repr(KIND.essence(here.lab.read, point, ReportOptions(public=True), translator("pl")))
    assert "Remis rozstrzygnięto decyzją: Komisja konkursowa." in page_one


@pytest.mark.parametrize(("body", "recorded", "refused"), [
    ("", "Ewa", "decision-body"),
    ("Komisja", " ", "decision-recorded"),
    ("Prowadzący", "Ewa", "decision-moderator"),
    ("anna  prowadzaca", "Ewa", "decision-moderator"),
])  # fmt: skip
def test_no_body_no_decision_and_the_moderator_is_none(room, body, recorded, refused):
    here, ids = tied(room)
    with here.lab.change("people") as tx:
        people.add_participant(tx, name="Anna Prowadząca", role="moderator")
    with pytest.raises(UserError, match=refused) as problem:
        box.decide_tie(here.lab, here.vote, Decision(BODY, (ids[1], ids[2]), body=body, recorded=recorded))
    assert error_sentence(problem.value, translator("pl")) != error_sentence(problem.value, translator("en"))
    assert result.result(here.lab.read, here.vote).outcome.winners == ()


def test_equal_places_choose_all_of_them_and_say_so(room):
    here, ids = tied(room, [(1,), (1,), (2,), (3,)], counting={"seats": "2"})
    assert [bar.tied for bar in result.result(here.lab.read, here.vote).bars] == [False, True, True]
    box.decide_tie(here.lab, here.vote, Decision(EQUAL))
    found = result.result(here.lab.read, here.vote)
    assert set(found.outcome.winners) == set(ids.values())
    assert not any(bar.tied for bar in found.bars)
    said = report(here)
    assert "Settled as equal places" in said
    assert "left open" not in said
    box.announce(here.lab, here.vote)
    assert scene(here).settled == ((EQUAL, ""),)


def test_equal_places_leave_no_word_of_a_tie_left_open(room):
    here = room(titles="abc", limits={"min": 1, "max": 1}, counting={"seats": "2", "ties": "lowest-cost"})
    with here.lab.change("vote.edit") as tx:
        for choice, cost in zip(options.of_vote(tx, here.vote), ("5", "5", "1"), strict=True):
            options.edit(tx, choice.id, cost=cost)
    box.open_vote(here.lab, here.vote)
    for person, ballot in zip(here.people, ([1], [2], [3]), strict=False):
        box.cast(here.lab, here.vote, person, ballot)
    box.close_vote(here.lab, here.vote)
    assert "left open" in report(here)
    box.decide_tie(here.lab, here.vote, Decision(EQUAL))
    assert len(result.result(here.lab.read, here.vote).outcome.winners) == 3
    assert "left open" not in report(here)


def test_money_cannot_be_spent_twice(room):
    here = room(titles="ab", form="budget", limits={"sum": "100"})
    with here.lab.change("vote.edit") as tx:
        for choice in options.of_vote(tx, here.vote):
            options.edit(tx, choice.id, cost="60")
    box.open_vote(here.lab, here.vote)
    box.cast(here.lab, here.vote, here.people[0], [1])
    box.cast(here.lab, here.vote, here.people[1], [2])
    box.close_vote(here.lab, here.vote)
    first, second = (choice.id for choice in options.of_vote(here.lab.read, here.vote))
    with pytest.raises(UserError, match="decision-equal"):
        box.decide_tie(here.lab, here.vote, Decision(EQUAL))
    box.decide_tie(here.lab, here.vote, Decision(BODY, (second, first), body="Zarząd", recorded="Ewa"))
    found = result.result(here.lab.read, here.vote)
    assert found.outcome.winners == (second,)
    assert "Zarząd" in report(here)


@pytest.mark.parametrize("way", [LOT, BODY])
def test_an_order_for_one_tie_leaves_the_one_that_the_lowest_cost_settled(room, way):
    """It was refused for want of the other two, and an order of all four would have replaced the declared way."""
    here = room(titles="abcd", form="budget", limits={"sum": "70"})
    with here.lab.change("vote.edit") as tx:
        for choice, cost in zip(options.of_vote(tx, here.vote), ("50", "40", "30", "30"), strict=True):
            options.edit(tx, choice.id, cost=cost)
    box.open_vote(here.lab, here.vote)
    for person, ballot in zip(here.people, ([1], [1], [2], [2], [3, 4]), strict=False):
        box.cast(here.lab, here.vote, person, ballot)
    box.close_vote(here.lab, here.vote)
    a, b, c, d = (choice.id for choice in options.of_vote(here.lab.read, here.vote))
    before = result.result(here.lab.read, here.vote).outcome
    assert [(set(tie.among), tie.decided_by) for tie in before.ties] == [({a, b}, "lowest cost"), ({c, d}, None)]
    vouched = {"witnesses": "Anna"} if way == LOT else {"body": "Zarząd", "recorded": "Ewa"}
    box.decide_tie(here.lab, here.vote, Decision(way, (d, c), **vouched))
    found = result.result(here.lab.read, here.vote).outcome
    assert found.winners == (b, d)
    assert [(set(tie.among), tie.decided_by) for tie in found.ties] == [({a, b}, "lowest cost"), ({c, d}, way)]


def test_what_does_not_fit_the_tie_is_refused_and_changes_nothing(room):
    here, ids = tied(room)
    for given, refused in (
        (Decision("moderator", (ids[1], ids[2])), "decision-empty"),
        (Decision(LOT, (), witnesses="Anna"), "decision-empty"),
        (Decision(RUN_OFF, (ids[1],)), "not-countable"),  # the other one of the two is missing
    ):
        with pytest.raises(UserError, match=refused):
            box.decide_tie(here.lab, here.vote, given)
    assert rounds.get(here.lab.read, here.vote).decision == {}


def test_a_decision_can_be_entered_anew_and_undone(room):
    here, ids = tied(room)
    box.decide_tie(here.lab, here.vote, Decision(RUN_OFF, (ids[1], ids[2])))
    box.decide_tie(here.lab, here.vote, Decision(RUN_OFF, (ids[2], ids[1])))
    assert result.result(here.lab.read, here.vote).outcome.winners == (ids[2],)
    here.lab.undo()
    assert result.result(here.lab.read, here.vote).outcome.winners == (ids[1],)


def test_while_places_are_still_hidden_nothing_says_how_the_tie_ended(room):
    here, ids = tied(room)
    box.decide_tie(here.lab, here.vote, Decision(LOT, (ids[2], ids[1]), witnesses="Anna"))
    box.announce(here.lab, here.vote, stepwise=True)
    assert scene(here).settled == ()
    for _place in range(3):
        box.reveal(here.lab, here.vote)
    assert scene(here).settled == ((LOT, ""),)


@pytest.mark.parametrize("way", [LOT, EQUAL])
def test_nothing_is_settled_where_the_votes_have_decided(room, way):
    here, ids = tied(room, ballots=((2,), (2,), (1,)))
    order = () if way == EQUAL else (ids[2], ids[1], ids[3])
    with pytest.raises(UserError, match=r"vote\.no-tie"):
        box.decide_tie(here.lab, here.vote, Decision(way, order, witnesses="Anna"))
    assert rounds.get(here.lab.read, here.vote).decision == {}


def test_a_run_off_keeps_its_votes_for_the_report(room):
    here, ids = tied(room)
    with pytest.raises(UserError, match="decision-votes"):
        box.decide_tie(here.lab, here.vote, Decision(RUN_OFF, (ids[2], ids[1]), votes=(3, 5)))
    box.decide_tie(here.lab, here.vote, Decision(RUN_OFF, (ids[2], ids[1]), votes=(5, 3)))
    assert "Votes in the run-off: option b 5, option a 3" in report(here, public=True)


def test_a_run_off_as_a_round_has_the_tied_options_for_the_places_they_are_tied_about(room):
    here, _ids = tied(room, [(1,), (1,), (2,), (3,)], counting={"seats": "2"}, titles="abcd")
    box.announce(here.lab, here.vote)
    first = here.vote
    box.repeat(here.lab, first, "dogrywka", only_tied=True)
    assert [choice.title for choice in options.of_vote(here.lab.read, here.vote)] == ["option b", "option c"]
    assert rounds.get(here.lab.read, here.vote).terms.counting["seats"] == "1"
    assert rounds.get(here.lab.read, first).terms.counting["seats"] == "2"
    box.open_vote(here.lab, here.vote)
    for person, number in zip(here.people, (2, 2, 1), strict=False):
        box.cast(here.lab, here.vote, person, [number])
    box.close_vote(here.lab, here.vote)
    box.announce(here.lab, here.vote)
    point = agenda.activity(here.lab.read, here.activity)
    page_one = KIND.essence(here.lab.read, point, ReportOptions(), translator("pl"))
    assert page_one[0].items == ("1. option a (2 głosy)", "option c (2 głosy), w dogrywce")
    earlier = KIND.section(here.lab.read, point, ReportOptions(), translator("pl")).sections[0]
    said = [node.text for node in earlier.nodes if hasattr(node, "text")]
    assert "Remis: option b; option c. Rozstrzygnęła dogrywka, tura 2: option c." in said
    assert not any("Nierozstrzygnięty" in text for text in said)


def test_a_run_off_that_ends_in_a_tie_says_so_in_the_first_round(room):
    here, _ids = tied(room, [(1,), (2,)], titles="abc")
    box.announce(here.lab, here.vote)
    box.repeat(here.lab, here.vote, "dogrywka", only_tied=True)
    box.open_vote(here.lab, here.vote)
    for person, number in zip(here.people, (1, 2), strict=False):
        box.cast(here.lab, here.vote, person, [number])
    box.close_vote(here.lab, here.vote)
    box.announce(here.lab, here.vote)
    point = agenda.activity(here.lab.read, here.activity)
    earlier = KIND.section(here.lab.read, point, ReportOptions(), translator("en")).sections[0]
    said = [node.text for node in earlier.nodes if hasattr(node, "text")]
    assert "Tie between: option a; option b. The run-off, round 2, ended in a tie too." in said


def test_without_a_tie_there_is_nothing_to_run_off(room):
    here, _ids = tied(room, ballots=((2,), (2,), (1,)))
    with pytest.raises(UserError, match="no-tie"):
        box.repeat(here.lab, here.vote, "dogrywka", only_tied=True)


@pytest.mark.parametrize("rule", ["stv", "schulze", "copeland", "borda"])
def test_a_run_off_of_a_ranking_is_for_the_places_that_are_left(room, rule):
    ballots = ((1,), (1,), (1,), (2,), (3,)) if rule == "stv" else ((1, 2), (1, 3), (1, 2), (1, 3))
    here, _ids = tied(
        room, ballots, form="ranking", rule=rule, limits={"min": 1, "max": 0}, counting={"seats": "2"}
    )
    found = result.result(here.lab.read, here.vote)
    assert [bar.choice.number for bar in found.bars if bar.won] == [1]
    box.announce(here.lab, here.vote)
    box.repeat(here.lab, here.vote, "dogrywka", only_tied=True)
    box.open_vote(here.lab, here.vote)
    for person, ballot in zip(here.people, ([1], [1], [2]), strict=False):
        box.cast(here.lab, here.vote, person, ballot)
    box.close_vote(here.lab, here.vote)
    won = [bar.choice.title for bar in result.result(here.lab.read, here.vote).bars if bar.won]
    assert won == ["option b"]  # one place was left, not two


def test_a_run_off_of_a_budget_spends_what_the_first_round_has_left(room):
    here = room(titles="abc", form="budget", limits={"sum": "100,50"})
    with here.lab.change("vote.edit") as tx:
        for choice in options.of_vote(here.lab.read, here.vote):
            options.edit(tx, choice.id, cost="50")
    box.open_vote(here.lab, here.vote)
    for person, ballot in zip(here.people, ([1], [1], [2], [3]), strict=False):
        box.cast(here.lab, here.vote, person, ballot)
    box.close_vote(here.lab, here.vote)
    first = result.result(here.lab.read, here.vote)
    assert ([bar.choice.number for bar in first.bars if bar.won], result.spent(first)[2]) == ([1], Fraction("50.5"))
    box.announce(here.lab, here.vote)
    box.repeat(here.lab, here.vote, "dogrywka", only_tied=True)
    box.open_vote(here.lab, here.vote)
    assert rounds.get(here.lab.read, here.vote).terms.limits["sum"] == "50.5"
    for person, ballot in zip(here.people, ([1], [1], [2]), strict=False):
        box.cast(here.lab, here.vote, person, ballot)
    box.close_vote(here.lab, here.vote)
    second = result.result(here.lab.read, here.vote)
    assert [bar.choice.title for bar in second.bars if bar.won] == ["option b"]
    assert result.spent(second)[2] == Fraction("0.5")


@pytest.mark.parametrize("rule", ["irv", "condorcet"])
def test_places_set_for_another_rule_do_not_keep_a_ranking_from_being_counted(room, rule):
    here = room(titles="abc", form="ranking", rule="stv", limits={"min": 1, "max": 0}, counting={"seats": "2"})
    here.set(rule=rule)  # where one option wins
    box.open_vote(here.lab, here.vote)
    for person, ballot in zip(here.people, ([2, 1], [2], [1]), strict=False):
        box.cast(here.lab, here.vote, person, ballot)
    box.close_vote(here.lab, here.vote)
    assert [bar.choice.number for bar in result.result(here.lab.read, here.vote).bars if bar.won] == [2]


def test_what_a_first_round_chose_goes_on_together_with_its_run_off(room):
    here = room(titles="", limits={"min": 1, "max": 1}, counting={"seats": "2"})
    with here.lab.change("ideas") as tx:
        cards = [ideas.add(tx, here.activity, f"idea {letter}") for letter in "abcd"]
        options.add_ideas(tx, here.activity, cards)
    box.open_vote(here.lab, here.vote)
    for person, number in zip(here.people, (1, 1, 2, 3), strict=False):
        box.cast(here.lab, here.vote, person, [number])
    box.close_vote(here.lab, here.vote)
    box.announce(here.lab, here.vote)
    box.repeat(here.lab, here.vote, "dogrywka", only_tied=True)
    box.open_vote(here.lab, here.vote)
    for person, number in zip(here.people, (2, 2, 1), strict=False):
        box.cast(here.lab, here.vote, person, [number])
    box.close_vote(here.lab, here.vote)
    point = agenda.activity(here.lab.read, here.activity)
    a, b, c, d = cards
    assert [item.idea for item in KIND.left(here.lab.read, point) if item.chosen] == [a, c]
    assert list(KIND.handed_on(here.lab.read, point)) == [a, c, b, d]


def test_a_tie_that_was_put_to_another_round_is_settled_in_no_other_way_as_well(room):
    here, ids = tied(room)
    box.announce(here.lab, here.vote)
    first = here.vote
    box.repeat(here.lab, first, "dogrywka", only_tied=True)
    box.open_vote(here.lab, here.vote)
    with pytest.raises(UserError, match="repeated-already"):
        box.decide_tie(here.lab, first, Decision(LOT, (ids[2], ids[1]), witnesses="Anna, Jan"))
    assert not rounds.get(here.lab.read, first).decision

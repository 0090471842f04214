"""Agreement, scores, rankings, budgets; the reconciliation; results told one by one: from settings to scene."""

from fractions import Fraction

import pytest

from labapp.content.nodes import Items, Table
from labapp.counting.rules import count
from labapp.errors import UserError
from labapp.exchange.pabulib import parse_pabulib
from labapp.exchange.pabulib_write import META_ORDER
from labapp.exchange.source import Notes
from labapp.kinds.base import ReportOptions
from labapp.kinds.vote import box, export, figure_words, options, pace, paper, reconcile, result, rounds, why, words
from labapp.kinds.vote.kind import Vote
from labapp.kinds.vote.stage import VoteResult
from labapp.kinds.vote.terms import terms
from labapp.model import agenda, people
from labapp.report import budget_file
from labapp.wording.errors import error_sentence
from labapp.wording.translate import translator

KIND = Vote()
EN = translator("en")


def held(room, ballots, **settings):
    here = room(**{"titles": "abc", **settings})
    if settings.get("form") == "budget":
        with here.lab.change("vote.edit") as tx:
            for choice, cost in zip(options.of_vote(tx, here.vote), ("60", "50", "40"), strict=True):
                options.edit(tx, choice.id, cost=cost)
    box.open_vote(here.lab, here.vote)
    for person, ballot in zip(here.people, ballots, strict=False):
        box.cast(here.lab, here.vote, person, ballot)
    box.close_vote(here.lab, here.vote)
    return here


def scene(here):
    return KIND.scene(here.lab.read, agenda.activity(here.lab.read, here.activity))


def everything(section):
    parts = [*section.nodes, *(node for part in section.sections for node in part.nodes)]
    return "\n".join(repr(part) for part in parts)


def report(here, **more):
    point = agenda.activity(here.lab.read, here.activity)
    return KIND.section(here.lab.read, point, ReportOptions(**more), translator("en"))


@pytest.mark.parametrize("secrecy", ["open", "secret"])
def test_agreement_counts_steps_and_keeps_reasons_for_low_marks(room, secrecy):
    ballots = [{"1": 1, "2": 4}, {"1": 2, "2": ["5", "x"]}]
    here = room(titles="ab", form="agreement", secrecy=secrecy, limits={"steps": 5, "support": 2})
    box.open_vote(here.lab, here.vote)
    with pytest.raises(UserError, match="ballot-shape"):
        box.cast(here.lab, here.vote, here.people[0], ballots[1])
    for person, ballot in zip(here.people, [
        {"1": 1, "2": [4, " too \n dear "]}, {"1": [2, "support needs no reason"], "2": 5}, {"1": 2, "2": 1},
    ], strict=False):  # fmt: skip
        box.cast(here.lab, here.vote, person, ballot)
    box.close_vote(here.lab, here.vote)
    found = result.result(here.lab.read, here.vote)
    assert {bar.choice.number: bar.steps for bar in found.bars} == {1: (1, 2, 0, 0, 0), 2: (1, 0, 0, 1, 1)}
    assert [bar.won for bar in found.bars] == [True, False]
    assert result.reasons_given(here.lab.read, here.vote) == {2: [(4, "too dear")]}
    assert "too dear" in everything(report(here))
    box.announce(here.lab, here.vote)
    assert scene(here).bars[1].steps == (1, 0, 0, 1, 1)
    assert "too dear" not in repr(scene(here))


def test_two_rounds_of_agreement_on_an_amended_text(room):
    here = held(room, [{"1": 5}, {"1": 1}], titles="a", form="agreement")
    assert not result.result(here.lab.read, here.vote).bars[0].won
    again = box.repeat(here.lab, here.vote, "the text was amended")
    with here.lab.change("vote.edit") as tx:
        options.edit(tx, options.of_vote(tx, again)[0].id, title="an amended text")
    box.open_vote(here.lab, again)
    for person in here.people:
        box.cast(here.lab, again, person, {"1": 2})
    box.close_vote(here.lab, again)
    assert result.result(here.lab.read, again).bars[0].won
    said = everything(report(here))
    assert "an amended text" in said
    assert "option a" in said  # the first round stays as it was
    assert "the text was amended" in said


def test_a_scale_needs_as_many_words_as_steps(room):
    here = room(titles="a", form="agreement", limits={"words": ["yes", "no"]})
    with pytest.raises(UserError, match="step-words"):
        box.open_vote(here.lab, here.vote)


def test_criteria_weigh_and_no_opinion_is_no_zero(room):
    limits = {"low": 0, "high": 4, "criteria": ["impact", "cost"], "weights": ["3", "1"]}
    ballots = [{"impact": {"1": 4, "2": 0}, "cost": {"1": 0, "2": 4}}, {"impact": {"1": 4, "2": None}}]
    here = held(room, ballots, titles="ab", form="score", limits=limits)
    scores = {bar.choice.number: bar.score for bar in result.result(here.lab.read, here.vote).bars}
    assert scores == {1: 3, 2: 1}


def test_a_ranking_shows_its_stages(room):
    ballots = [[1, 2], [1, 2], [1], [2, 1], [2], [2], [3, 2], [3, 2]]
    here = held(room, ballots, form="ranking", rule="irv")
    box.announce(here.lab, here.vote)
    shown = scene(here)
    assert [(bar.number, bar.won) for bar in shown.bars] == [(2, True), (1, False), (3, False)]
    assert [(stage.excluded, stage.elected) for stage in shown.stages] == [((3,), ()), ((), (2,))]
    assert [votes for _n, _t, votes in shown.stages[1].votes] == [5, 3]
    assert any(isinstance(node, Table) and "Stage 1" in node.header for node in report(here).nodes)


def test_a_budget_is_spent_and_written_for_others(room):
    limits = {"sum": "100", "way": "choose"}
    here = held(room, [[1, 3], [1, 3], [1], [2, 3]], form="budget", limits=limits)
    found = result.result(here.lab.read, here.vote)
    assert sorted(bar.choice.number for bar in found.bars if bar.won) == [1, 3]
    box.announce(here.lab, here.vote)
    assert scene(here).spent == (100, 100, 0)
    text = budget_file.text(here.lab.read, export.counted(here.lab.read, here.vote))
    meta = dict(line.split(";", 1) for line in text.partition("PROJECTS")[0].splitlines()[2:])
    assert set(meta) <= set(META_ORDER)
    assert (meta["budget"], meta["num_projects"], meta["num_votes"]) == ("100", "3", "4")
    assert meta["currency"] == "PLN"
    assert "Person" not in text


def test_money_has_one_currency_on_ballot_stage_report_and_in_the_file(room):
    limits = {"sum": "100", "way": "choose", "currency": "EUR"}
    here = held(room, [[1, 3], [1, 3], [2]], form="budget", limits=limits)
    box.announce(here.lab, here.vote)
    now = rounds.get(here.lab.read, here.vote)
    for said in (words.how(now.terms, EN), words.titled("Park", "40", now.terms, EN), repr(report(here)),
                 figure_words.spent(scene(here).spent, now.terms, EN)):  # fmt: skip
        assert "\N{NO-BREAK SPACE}EUR" in said or "\\xa0EUR" in said
        assert "zł" not in said
    assert "currency;EUR" in budget_file.text(here.lab.read, export.counted(here.lab.read, here.vote))
    with pytest.raises(UserError) as refused:
        now.terms.form.check([1, 2, 3], {**now.terms.limits, "sum": "10"}, [1, 2, 3])
    assert error_sentence(refused.value, EN) == "That costs more than there is: 10\N{NO-BREAK SPACE}EUR."


def test_equal_shares_in_a_room_spend_what_is_left_and_say_so(room):
    """Four have 25 each: two supporters have 50 of the 60 they need, so nothing is bought before shares are raised."""
    ballots = [[1], [1], [3], []]
    limits = {"sum": "100", "way": "choose"}
    here = held(room, ballots, form="budget", rule="equal-shares", limits=limits)
    found = result.result(here.lab.read, here.vote)
    assert sorted(bar.choice.number for bar in found.bars if bar.won) == [1, 3]
    assert (found.outcome.settings["completion"], found.outcome.settings["step-size"]) == ("add1u", Fraction(1, 4))
    reasons = why.sentences(found.outcome, {}, translator("en"))
    raised = (
        "So that less of 100 zł stays unspent, the share of each person (4 people) is reckoned higher: "
        "after 60 steps of 1% of the first share it is 40 zł."
    )
    assert raised in [line.replace("\xa0", " ") for line in reasons]
    said = words.rule_line(found.round.terms, translator("en"))
    assert said.endswith("Money that is left: shares are raised, the rest goes to the most votes.")


def test_a_vote_comes_out_as_it_was_agreed_whatever_a_room_goes_by_later(room, monkeypatch):
    limits = {"sum": "100", "way": "choose"}
    with monkeypatch.context() as then:
        then.setattr("labapp.kinds.vote.terms.ROOM", {})
        before = held(room, [[1], [1], [3], []], form="budget", rule="equal-shares", limits=limits)
        assert result.result(before.lab.read, before.vote).outcome.winners == ()
    with before.lab.change("activity.edit") as tx:  # so that it is counted anew
        agenda.edit_activity(tx, before.activity, title="Yesterday's vote")
    assert result.result(before.lab.read, before.vote).outcome.winners == ()
    assert "Money that is left" not in words.rule_line(rounds.get(before.lab.read, before.vote).terms, translator("en"))


def test_what_a_room_goes_by_is_kept_with_the_round(room, monkeypatch):
    limits = {"sum": "100", "way": "choose"}
    here = held(room, [[1], [1], [3], []], form="budget", rule="equal-shares", limits=limits)
    monkeypatch.setattr("labapp.kinds.vote.terms.ROOM", {})
    assert rounds.get(here.lab.read, here.vote).terms.counting["completion"] == "add1u"


def test_money_that_is_left_may_stay_unspent(room):
    limits = {"sum": "100", "way": "choose"}
    here = held(room, [[1], [1], [3], []], form="budget", rule="equal-shares", limits=limits,
                counting={"completion": "none"})  # fmt: skip
    assert result.result(here.lab.read, here.vote).outcome.winners == ()


def test_what_becomes_of_money_is_said_only_by_the_rule_that_asks(room):
    of_shares = {"completion": "none", "step": "1%"}
    here = room(titles="abc", form="budget", limits={"sum": "100", "way": "choose"}, rule="greedy", counting=of_shares)
    agreed = rounds.get(here.lab.read, here.vote).terms
    assert agreed.counting == {}
    assert "Money that is left" not in words.rule_line(agreed, translator("en"))


def test_other_rules_count_as_a_room_does(room):
    here = held(room, [[1], [1], [3], []], form="budget", limits={"sum": "100", "way": "choose"})
    found = result.result(here.lab.read, here.vote)
    shares = next(o.outcome for o in result.other_rules(here.lab.read, found) if o.outcome.rule == "equal-shares")
    assert set(shares.winners) == set(found.outcome.winners)


@pytest.mark.parametrize(("rule", "rows"), [("equal-shares", 4), ("greedy", 2)])
def test_who_chose_nothing_has_a_share_in_the_file_too(room, rule, rows):
    """Of 100 among four, two supporters of an option have 50 together; among two they had 100."""
    terms_ = {"form": "budget", "rule": rule, "limits": {"sum": "100", "way": "choose"}}
    here = held(room, [[1], [1], [], []], **terms_, counting={"completion": "none"})
    mine = export.counted(here.lab.read, here.vote)
    text = budget_file.text(here.lab.read, mine)
    assert len(text.partition("VOTES\n")[2].splitlines()) == rows + 1
    again = count(rule, parse_pabulib(text, Notes("x")), {})
    assert tuple(again.winners) == tuple(mine.outcome.winners)
    assert ("comment;\"#1: An empty vote" in text) is (rule == "equal-shares")


def test_a_budget_nobody_voted_on_is_no_file(room):
    here = held(room, [[], []], form="budget", limits={"sum": "100", "way": "choose"})
    with pytest.raises(UserError, match="no-votes"):
        budget_file.text(here.lab.read, export.counted(here.lab.read, here.vote))


def test_a_ballot_never_spends_more_than_there_is(room):
    here = room(titles="ab", form="budget", limits={"sum": "100"})
    with pytest.raises(UserError, match="cost-missing"):
        box.open_vote(here.lab, here.vote)
    with here.lab.change("vote.edit") as tx:
        for choice in options.of_vote(tx, here.vote):
            options.edit(tx, choice.id, cost="60.50")
    box.open_vote(here.lab, here.vote)
    with pytest.raises(UserError, match="over-sum"):
        box.cast(here.lab, here.vote, here.people[0], [1, 2])
    box.cast(here.lab, here.vote, here.people[0], [2])


def test_points_in_a_budget_are_limited(room):
    here = held(room, [{"1": 5, "2": 5}], form="budget", limits={"sum": "100", "way": "points", "n": 10, "cap": 5})
    assert result.result(here.lab.read, here.vote).bars[0].score == 5
    assert "max_sum_points;10" in budget_file.text(here.lab.read, export.counted(here.lab.read, here.vote))


def test_from_last_to_first_the_scene_holds_no_more_than_the_room_knows(room):
    here = held(room, [[1], [1], [2]], limits={"min": 1, "max": 1})
    box.announce(here.lab, here.vote, stepwise=True)
    for shown in range(3):
        now = scene(here)
        assert isinstance(now, VoteResult)
        assert (now.hidden, len(now.bars)) == (3 - shown, shown)
        assert "option a" not in repr(now)
        box.reveal(here.lab, here.vote)
    assert (scene(here).hidden, scene(here).bars[0].title) == (0, "option a")
    box.reveal(here.lab, here.vote)
    assert rounds.get(here.lab.read, here.vote).revealed is None


def test_reasons_come_to_the_room_only_when_asked(room):
    here = held(room, [[1], [1], [2]], limits={"min": 1, "max": 1})
    with pytest.raises(UserError, match=r"vote\.state"):
        box.show_why(here.lab, here.vote, True)
    box.announce(here.lab, here.vote)
    assert scene(here).reasons == ()
    box.show_why(here.lab, here.vote, True)
    assert scene(here).reasons[0] == ("Wybrano ", 1, ": 2 głosy.")


def test_a_ballot_that_never_came_back_is_explained_before_announcing(room):
    here = room(channels=["paper"], limits={"min": 1, "max": 1}, secrecy="secret")
    box.open_vote(here.lab, here.vote)
    paper.issue(here.lab, here.vote, here.people[:3])
    paper.enter(here.lab, here.vote, "1")
    paper.spoil(here.lab, here.vote, "torn")
    box.close_vote(here.lab, here.vote)
    found = reconcile.reconcile(here.lab.read, here.vote)
    assert (found.entitled, found.voted, found.missing, dict(found.channels)) == (15, 2, 1, {"paper": 2})
    with pytest.raises(UserError, match="unexplained"):
        box.announce(here.lab, here.vote)
    with pytest.raises(UserError, match="explanation-empty"):
        box.explain(here.lab, here.vote, "  ")
    box.explain(here.lab, here.vote, "Person 1 took it home")
    box.announce(here.lab, here.vote)
    assert "took it home" in everything(report(here))
    assert "torn" in everything(report(here))
    assert "took it home" not in everything(report(here, public=True))


def test_who_left_stays_entitled_and_is_named_to_the_moderator_only(room):
    here = room(limits={"min": 1, "max": 1})
    box.open_vote(here.lab, here.vote)
    with here.lab.change("presence.leave") as tx:
        people.leave(tx, here.people[4])
    box.close_vote(here.lab, here.vote)
    found = reconcile.reconcile(here.lab.read, here.vote)
    assert (found.entitled, found.left) == (15, (here.people[4],))
    assert "Person 4" in everything(report(here))
    assert "Person 4" not in everything(report(here, public=True))


def test_paper_is_proposed_where_the_booth_would_take_over_ten_minutes():
    secret = terms({"form": "dots", "secrecy": "secret", "channels": ["booth"]})
    assert pace.quickest(secret, 8, 8) == "booth"
    assert pace.quickest(secret, 8, 40) == "paper"
    assert pace.seconds(secret, 8, 40)["booth"] > pace.BOOTH_TOO_LONG
    assert pace.quickest(terms({"form": "answers"}), 1, 40) == "hands"
    assert "hands" not in pace.seconds(secret, 8, 40)
    assert "paper" not in pace.seconds(terms({"secrecy": "sector"}), 8, 40)


def test_dots_on_a_poster_in_three_colours(room):
    from labapp.kinds.vote import hands

    here = room(titles="ab", form="dots", limits={"n": 3, "cap": 3}, channels=["hands"], show_sectors=True)
    box.open_vote(here.lab, here.vote)
    first, second = (choice.id for choice in options.of_vote(here.lab.read, here.vote))
    with here.lab.change("vote.hands") as tx:
        for place, count in enumerate((10, 5, 0)):
            hands.enter(tx, here.vote, first, count, sector=here.sectors[place])
        hands.enter(tx, here.vote, second, 5, sector=here.sectors[0])
    with here.lab.change("vote.hands") as tx, pytest.raises(UserError, match="hands-above"):
        hands.enter(tx, here.vote, second, 6, sector=here.sectors[0])  # five people of a sector have 15 dots
    box.close_vote(here.lab, here.vote)
    assert {bar.choice.number: bar.score for bar in result.result(here.lab.read, here.vote).bars}[1] == 15


def test_other_rules_stand_in_the_report_alone(room):
    here = held(room, [[1, 2, 3], [2, 1, 3], [2, 3, 1]], form="ranking", rule="borda")
    box.announce(here.lab, here.vote)
    assert "For comparison only" in everything(report(here))
    assert "comparison" not in repr(scene(here))
    assert any(isinstance(node, Items) for node in report(here).nodes)

"""What came out, what the room may see of it and when, what the report says, what `lab check` finds."""

import dataclasses
import hashlib
import sqlite3

import pytest

from labapp.content.nodes import Chart, Table
from labapp.errors import UserError
from labapp.kinds.base import Handed, ReportOptions
from labapp.kinds.vote import box, options, result, rounds
from labapp.kinds.vote.kind import Vote
from labapp.kinds.vote.schema import OWNER, TABLES
from labapp.kinds.vote.stage import VoteBefore, VoteClosed, VoteOpen, VoteResult
from labapp.model import agenda, ideas
from labapp.wording.translate import translator

KIND = Vote()


def held(room, ballots, **settings):
    here = room(**{"titles": "abc", "limits": {"min": 1, "max": 1}, **settings})
    box.open_vote(here.lab, here.vote)
    for person, ballot in zip(here.people, ballots, strict=False):
        box.cast(here.lab, here.vote, person, ballot)
    box.close_vote(here.lab, here.vote)
    return here


def scene(here):
    return KIND.scene(here.lab.read, agenda.activity(here.lab.read, here.activity))


def test_tables_are_what_the_migration_builds():
    built, declared = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
    for step in OWNER.migrations:
        for statement in step.statements:
            built.execute(statement)
    for statement in (statement for table in TABLES for statement in table.sql()):
        declared.execute(statement)
    for table in TABLES:
        for asked in ("table_info", "index_list", "foreign_key_list"):
            ask = f"PRAGMA {asked}({table.name})"
            assert built.execute(ask).fetchall() == declared.execute(ask).fetchall(), table.name
    built.close()
    declared.close()


def test_the_first_step_is_frozen():
    # Files out there have been through it: change the schema by a new step, never this one.
    text = "\n".join(OWNER.migrations[0].statements)
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == "5ba25bc65b1a602c"


def test_bars_are_longest_first_and_ties_are_ties(room):
    here = held(room, [[2], [2], [1], [3]])
    found = result.result(here.lab.read, here.vote)
    assert [(bar.choice.number, bar.score, bar.won, bar.tied) for bar in found.bars] == [
        (2, 2, True, False), (1, 1, False, False), (3, 1, False, False),
    ]  # fmt: skip
    tied = held(room, [[2], [2], [1], [1]])
    found = result.result(tied.lab.read, tied.vote)
    assert [bar.choice.number for bar in found.bars if bar.tied] == [1, 2]
    assert found.outcome.winners == ()


def test_the_room_sees_how_many_while_open_and_what_only_once_announced(room):
    here = room(titles="abc", limits={"min": 1, "max": 1}, show_sectors=True)
    assert isinstance(scene(here), VoteBefore)
    box.open_vote(here.lab, here.vote)
    box.cast(here.lab, here.vote, here.people[0], [2])
    seen = scene(here)
    assert isinstance(seen, VoteOpen)
    assert (seen.voted, seen.entitled) == (1, 15)
    other = room(titles="abc", limits={"min": 1, "max": 1}, show_sectors=True)
    box.open_vote(other.lab, other.vote)
    box.cast(other.lab, other.vote, other.people[7], [3])
    assert scene(other) == seen  # the scene depends on how many, not on who or what
    box.close_vote(here.lab, here.vote)
    closed = scene(here)
    assert isinstance(closed, VoteClosed)
    assert "option" not in repr(closed)
    box.announce(here.lab, here.vote)
    shown = scene(here)
    assert isinstance(shown, VoteResult)
    assert shown.bars[0].title == "option b"
    assert "Person" not in repr(shown)
    assert dataclasses.is_dataclass(shown)
    hash(shown)  # painters cache by scene


def test_small_sectors_are_shown_together_and_nothing_follows_by_subtraction(room):
    ballots = [[1]] * 5 + [[2]] * 5 + [[3]] * 2
    here = held(room, ballots, sectors="SSSSSOOOOOMM", secrecy="sector")
    cells = result.result(here.lab.read, here.vote).by_sector
    assert cells
    assert all(cell.voted >= 5 for cell in cells)
    # only three of sector M come to vote: at the end it takes the next smallest along
    late = held(room, [[1]] * 5 + [[2]] * 5 + [[3]] * 3, sectors="SSSSSOOOOOMMMMM", secrecy="sector")
    cells = result.result(late.lab.read, late.vote).by_sector
    assert sorted(len(cell.sectors) for cell in cells) == [1, 2]
    assert sum(cell.voted for cell in cells) == 13
    assert held_sectors(room, "secret") == ()


def held_sectors(room, secrecy):
    here = held(room, [[1]] * 15, secrecy=secrecy)
    return result.result(here.lab.read, here.vote).by_sector


def test_other_rules_count_the_same_ballots(room):
    here = held(room, [[1], [1], [3]], limits={"min": 1, "max": 1})
    read = here.lab.read
    others = result.other_rules(read, result.result(read, here.vote))
    assert {other.outcome.rule for other in others} == {"plurality"}
    assert all(other.same for other in others)
    several = held(room, [[1, 2], [1, 2], [3]], limits={"min": 1, "max": 2})
    read = several.lab.read
    assert "plurality" not in {o.outcome.rule for o in result.other_rules(read, result.result(read, several.vote))}


def test_the_report_tells_everything_beside_the_chart(room):
    here = held(room, [[2], [2], [1]], secrecy="secret")
    activity = agenda.activity(here.lab.read, here.activity)
    for language in ("pl", "en"):
        section = KIND.section(here.lab.read, activity, ReportOptions(), translator(language))
        chart = next(node for node in section.nodes if isinstance(node, Chart))
        table = next(node for node in section.nodes if isinstance(node, Table))
        assert chart.series[0].values == (2.0, 1.0, 0.0)
        assert [row[2] for row in table.rows] == ["2", "1", "0"]
        assert "option b: 2" in chart.alt
        assert "Person" not in repr(section)


def test_a_mean_is_rounded_alike_in_chart_and_table(room):
    """2.125 was 2.12 at its bar and 2.13 in the table below."""
    grades = [{"": {"1": 2, "2": 3}}] * 7 + [{"": {"1": 3, "2": 3}}]
    here = held(room, grades, form="score", titles="ab")
    section = KIND.section(here.lab.read, agenda.activity(here.lab.read, here.activity), ReportOptions(),
                           translator("en"))  # fmt: skip
    chart = next(node for node in section.nodes if isinstance(node, Chart))
    table = next(node for node in section.nodes if isinstance(node, Table))
    assert list(chart.series[0].figures) == [row[2] for row in table.rows] == ["3.00", "2.13"]


def test_stages_of_a_long_count_stand_in_several_tables(room):
    titles = "abcdefghijklmnop"
    ballots = [[number] for number in range(1, 15) for _more in range(number)]
    here = held(room, ballots, form="ranking", rule="irv", titles=titles, sectors="S" * len(ballots))
    section = KIND.section(here.lab.read, agenda.activity(here.lab.read, here.activity), ReportOptions(),
                           translator("en"))  # fmt: skip
    stages = [node for node in section.nodes if isinstance(node, Table) and "Stage" in node.header[1]]
    assert [len(table.header) - 1 for table in stages] == [10, 4]
    assert [table.caption for table in stages] == ["Stages of the count", ""]
    assert len(stages[1].rows) < len(stages[0].rows) == len(titles)  # who went out before has no row of dashes


def test_stages_with_fractions_have_as_many_decimals_as_the_result(room):
    ballots = [[1, 2]] * 7 + [[1], [3], [3], [4]]
    here = held(room, ballots, form="ranking", rule="stv", titles="abcd", counting={"seats": "2"}, limits={"max": 0})
    section = KIND.section(here.lab.read, agenda.activity(here.lab.read, here.activity), ReportOptions(),
                           translator("en"))  # fmt: skip
    result_table, stages = [node for node in section.nodes if isinstance(node, Table)][:2]
    said = {row[2] for row in result_table.rows} | {figure for row in stages.rows for figure in row[1:]} - {"–"}
    assert "8.00" in said
    assert {len(figure.partition(".")[2]) for figure in said} == {2}


@pytest.mark.parametrize(("form", "ballot", "said", "polish"), [
    ("score", {"": {"1": 2, "2": 3}}, ("Lowest grade", "Where it is lowest"),
     ("Najniższa ocena", "Gdzie jest najniższa")),
    ("ranking", [1, 2], ("Worst mean place", "Where it is worst"),
     ("Najdalsze średnie miejsce", "Gdzie jest najdalsze")),
    ("choose", [1], ("Lowest support", "Where it is lowest"), ("Najniższe poparcie", "Gdzie jest najniższe")),
])  # fmt: skip
def test_the_common_ground_is_headed_by_what_it_is_measured_in(room, form, ballot, said, polish):
    """A mean place of 12.67 stood under "Lowest support"."""
    limits = {} if form == "score" else {"min": 1, "max": 2}
    here = held(room, [ballot] * 15, form=form, titles="ab", limits=limits)
    for language, heads in (("en", said), ("pl", polish)):
        section = KIND.section(here.lab.read, agenda.activity(here.lab.read, here.activity), ReportOptions(),
                               translator(language))  # fmt: skip
        assert [node.header[1:] for node in section.nodes if isinstance(node, Table)].count(heads) == 1


def test_the_agreement_of_a_sector_begins_with_the_sector(room):
    here = held(room, [{"1": 1}] * 15, form="agreement", titles="a")
    section = KIND.section(here.lab.read, agenda.activity(here.lab.read, here.activity), ReportOptions(),
                           translator("en"))  # fmt: skip
    chart = [node for node in section.nodes if isinstance(node, Chart)][-1]
    assert chart.labels[0].startswith("sector S: 1. option a")


def test_rounds_stay_in_the_report(room):
    here = held(room, [[2], [1]])
    box.repeat(here.lab, here.vote, "run-off")
    box.open_vote(here.lab, here.vote)
    box.cast(here.lab, here.vote, here.people[0], [1])
    box.close_vote(here.lab, here.vote)
    section = KIND.section(here.lab.read, agenda.activity(here.lab.read, here.activity), ReportOptions(),
                           translator("en"))  # fmt: skip
    assert [part.title for part in section.sections] == ["Round 1"]
    assert "run-off" in repr(section.nodes)


def test_chosen_ideas_are_handed_on_first(room):
    here = room(titles="")
    with here.lab.change("test") as tx:
        found = [ideas.add(tx, here.activity, words) for words in ("one", "two")]
        options.add_ideas(tx, here.activity, found)
        rounds.configure(tx, here.activity, limits={"min": 1, "max": 1})
    activity = agenda.activity(here.lab.read, here.activity)
    assert list(KIND.handed_on(here.lab.read, activity)) == []
    box.open_vote(here.lab, here.vote)
    box.cast(here.lab, here.vote, here.people[0], [2])
    box.close_vote(here.lab, here.vote)
    assert list(KIND.handed_on(here.lab.read, activity)) == [found[1], found[0]]


def test_what_was_typed_or_amended_goes_on_in_the_words_that_were_voted_on(room):
    here = room(titles="", limits={"min": 1, "max": 3}, counting={"seats": "2"})
    long = "Ławki\nprzy każdym przystanku"
    with here.lab.change("test") as tx:
        whole, amended = (ideas.add(tx, here.activity, words) for words in (long, "Zieleń w gminie"))
        options.add_ideas(tx, here.activity, [whole, amended])
        options.add(tx, here.activity, "Zespół do maja")
        second = options.of_vote(tx, here.vote)[1]
        options.edit(tx, second.id, title="Zieleń przy szkołach")
    box.open_vote(here.lab, here.vote)
    for person, ballot in zip(here.people, ([2, 3], [2, 3], [1]), strict=False):
        box.cast(here.lab, here.vote, person, ballot)
    box.close_vote(here.lab, here.vote)
    left = KIND.left(here.lab.read, agenda.activity(here.lab.read, here.activity))
    assert list(left) == [
        Handed("Zieleń przy szkołach", amended, True), Handed("Zespół do maja", None, True), Handed(long, whole),
    ]  # fmt: skip
    with here.lab.change("test") as tx:
        again = agenda.add_activity(tx, agenda.days(tx)[0].id, "vote", "Next")
        assert KIND.take_left(tx, again, left) == 3
        assert KIND.take_left(tx, again, left) == 0
        now = rounds.latest(tx, again)
        assert now is not None
        assert [(o.title, o.source_id) for o in options.of_vote(tx, now.id)] == [
            ("Zieleń przy szkołach", amended), ("Zespół do maja", None), ("Ławki przy każdym przystanku", whole),
        ]  # fmt: skip


def test_a_template_says_it_in_short_words(room):
    here = room(titles="")
    with here.lab.change("test") as tx:
        agenda.edit_activity(tx, here.activity, settings={**KIND.defaults(), "form": "choose", "most": 3})
        KIND.set_up(tx, here.activity, {"options": ["a", "b", "c"]})
    now = rounds.get(here.lab.read, here.vote)
    assert now.terms.limits == {"min": 1, "max": 3}
    assert now.terms.counting == {"seats": "3"}
    assert len(options.of_vote(here.lab.read, here.vote)) == 3


def test_check_finds_what_does_not_add_up(room):
    here = held(room, [[2], [1]], secrecy="secret")
    activity = agenda.activity(here.lab.read, here.activity)
    assert KIND.problems(here.lab.read, activity) == []
    here.lab.store.execute("INSERT INTO vote_turnout VALUES (?, 'a stranger', '')", [here.vote])
    codes = {problem.code for problem in KIND.problems(here.lab.read, activity)}
    assert codes == {"vote.not-entitled-voted", "vote.ballots-differ"}
    here.lab.store.execute("UPDATE vote_ballots SET voter = ?", [here.people[0]])
    assert "vote.secret-named" in {problem.code for problem in KIND.problems(here.lab.read, activity)}


def test_terms_of_a_vote_being_prepared_are_tried_once_and_anew_after_each_change(room):
    """Each look at the page asks twice; what was tried before must hide nothing of what was changed since."""
    here = room(titles="", form="budget", limits={"sum": "100"})
    with here.lab.change("vote.edit") as tx:
        park = options.add(tx, here.activity, "Park", cost="50")

    def look(**values):
        if values:
            with here.lab.change("vote.edit") as tx:
                options.edit(tx, park, **values)
        now = rounds.get(here.lab.read, here.vote)
        result.check_countable(now.terms, options.of_vote(here.lab.read, here.vote))

    def tried():
        known = result._tried.cache_info()
        return known.misses, known.hits

    result._tried.cache_clear()
    look()
    look()
    assert tried() == (1, 1)
    for _again in range(2):  # refused each time, not only the first
        with pytest.raises(UserError, match="not-countable"):
            look(cost="")
    look(cost="50")
    assert tried() == (3, 2)
    look(cost="60")
    assert tried() == (4, 2)
    here.set(limits={"sum": "90"})
    look()
    assert tried() == (5, 2)

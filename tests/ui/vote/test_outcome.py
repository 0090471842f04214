"""A result on the console: one line for each winner, one thing unfolded at a time and in sight, agreement by sector."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel

from labapp.kinds.vote import box, keys, options, paper
from labapp.kinds.vote.ties import LOT, Decision
from labapp.model import agenda
from ui.kinds.base import PageAction
from ui.kinds.vote.outcome_panel import OutcomePanel
from ui.theme import Pair

TITLES = [f"Remont nawierzchni i oświetlenia przy ulicy numer {n}, razem z nasadzeniami drzew" for n in range(1, 8)]


@pytest.fixture
def panel(qtbot, context):
    def new(here, ballots, language="pl", issued=0):
        box.open_vote(here.lab, here.vote)
        if issued:
            paper.issue(here.lab, here.vote, here.people[:issued])
        for person, ballot in zip(here.people, ballots, strict=False):
            box.cast(here.lab, here.vote, person, ballot)
        box.close_vote(here.lab, here.vote)
        made = OutcomePanel(context(here, language))
        qtbot.addWidget(made)
        made.resize(591, 411)
        made.refresh(here.vote)
        made.show()
        qtbot.waitExposed(made)
        QApplication.processEvents()
        return made

    return new


def named(room, **settings):
    here = room(titles="", **settings)
    with here.lab.change("vote.edit") as tx:
        for title in TITLES:
            options.add(tx, here.activity, title)
    return here


VOTES = [[1, 2, 3], [1, 2, 4], [1, 2, 3], [4, 1, 2], [5, 6, 1]]


def test_every_winner_has_a_line_and_a_tie_its_place(room, panel):
    shown = panel(named(room, limits={"min": 1, "max": 3}, counting={"seats": "3"}), VOTES)
    assert shown.verdict.text().split("\n") == [
        "Wybrano:", f"1.  {TITLES[0]}", f"2.  {TITLES[1]}",
        "Remis o 3. miejsce:", f"3.  {TITLES[2]}", f"4.  {TITLES[3]}",
    ]  # fmt: skip
    assert shown.tie.isVisible()


def test_one_thing_is_unfolded_at_a_time_and_comes_into_sight(room, panel, qtbot):
    shown = panel(named(room, limits={"min": 1, "max": 3}, counting={"seats": "3"}), VOTES)
    for button, label in ((shown.why, shown.reasons), (shown.others, shown.other_rules), (shown.checks, shown.checked)):
        button.click()
        qtbot.waitUntil(lambda label=label: label.isVisible() and not label.visibleRegion().isEmpty())
        assert [each.isVisible() for each in (shown.reasons, shown.other_rules, shown.checked)].count(True) == 1
        top = label.mapTo(shown.viewport(), QPoint(0, 0)).y()
        assert 0 <= top < shown.viewport().height()
    shown.checks.click()
    assert not shown.checked.isVisible()


def test_what_does_not_add_up_shows_itself(room, panel):
    here = named(room, channels=["paper"], limits={"min": 1, "max": 3})
    shown = panel(here, [], issued=3)
    assert shown.differs.isVisible()
    assert shown.differs.text().endswith(": 3")
    assert shown.explain.isVisible()
    assert not shown.checked.isVisible()  # the other lines add up: they must not push the result out of sight


def test_agreement_stands_to_both_sides_and_by_sector(room, panel):
    marks = [{"1": 1, "2": 3}, {"1": 1, "2": 5}, {"1": 2, "2": 5}] * 5
    shown = panel(room(titles="ab", form="agreement", limits={"steps": 5}), marks)
    said = shown.bars.accessibleName()
    assert "1.  option a 15 : 0 : 0" in said
    assert "2.  option b 0 : 5 : 10" in said
    assert said.count("sector S (5/5)") == 2
    assert shown.sectors.isVisible()  # gaps and common ground stand beside the bars
    image = shown.bars.grab().toImage()
    found = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    theme = shown.context.theme
    wanted = {QColor(theme.ink(pair)).name() for pair in (Pair.SHAPE_GOOD, Pair.SHAPE_WARNING, Pair.SHAPE_DANGER)}
    assert wanted <= found


def test_a_budget_is_grouped_by_what_was_bought(room, panel):
    here = room(titles="", form="budget", limits={"sum": "100"})
    with here.lab.change("vote.edit") as tx:
        for title, cost in (("a", "60"), ("b", "70"), ("c", "30")):
            options.add(tx, here.activity, title, cost=cost)
    shown = panel(here, [[1, 3], [1, 3], [1], [2, 3]])
    assert shown.verdict.text().replace("\u00a0", " ") == "Rozdzielono 90 zł z 100 zł, zostało 10 zł"
    said = shown.bars.accessibleName().replace("\u00a0", " ")
    told = ("W ramach kwoty: 2, razem 90 zł", "3.  c 3", "Nie wybrano: 1, razem 70 zł")
    assert sorted(told, key=said.index) == list(told)


def test_other_rules_that_agree_say_so_in_two_words(room, panel):
    shown = panel(room(titles="abc", limits={"min": 1, "max": 1}), [[1], [1], [2]])
    assert shown.other_rules.text() == ""  # nothing is counted that nobody asked for
    shown.others.click()
    assert "to samo" in shown.other_rules.text()


SIDES = [[1]] * 4 + [[2]] + [[2]] * 3 + [[3]] * 2


def texts(table):
    """Every word of the table: the words over a row of figures and the figures, row by row."""
    grid = table._grid
    rows, over = [], []
    for row in range(grid.rowCount()):
        cells = [grid.itemAtPosition(row, column) for column in range(grid.columnCount())]
        widgets = list(dict.fromkeys(cell.widget() for cell in cells if cell is not None))
        labels = [widget.text() for widget in widgets if isinstance(widget, QLabel)]
        if labels and len(widgets) == 1:
            over = labels
        elif labels:
            rows.append([*over, *labels])
            over = []
    return rows


def test_sectors_stand_side_by_side_in_three_orders(room, panel, qtbot):
    shown = panel(room(sectors="SSSSSOOOOO", titles="abc", limits={"min": 1, "max": 1}), SIDES)
    table = shown.sectors
    assert texts(table)[1:] == [
        ["1.  option a", "4 · 80%", "0 · 0%", "80 pkt proc."], ["2.  option b", "1 · 20%", "3 · 60%", "40 pkt proc."],
        ["3.  option c", "0 · 0%", "2 · 40%", "40 pkt proc."], ["Głosowało", "5 z 5", "5 z 5"],
    ]  # fmt: skip
    table.orders["ground"].click()
    assert [row[0][:1] for row in texts(table)[1:-1]] == ["2", "1", "3"]
    assert texts(table)[1][-1] == "20%"
    table.orders["gap"].click()
    assert texts(table)[1][0] == "1.  option a"
    assert "„option a”: sector S 80%, sector O 0% – największa różnica (80 pkt proc.)." in table.said.text()
    alone = [label.text() for label in table.findChildren(QLabel) if " – Wybrano" in label.text()]
    assert alone == ["sector S – Wybrano: option a", "sector O – Wybrano: option b"]


@pytest.mark.parametrize("language", ["pl", "en"])
def test_sectors_push_the_result_no_wider_than_the_smallest_laptop_shows_it(room, panel, language):
    shown = panel(room(sectors="SSSSSOOOOO", titles="abc", limits={"min": 1, "max": 1}), SIDES, language)
    shown.sectors.offer(PageAction("vote.ground", "Pokaż sali wspólny grunt", lambda: None, "", "eye"))
    assert shown.sectors.minimumSizeHint().width() <= shown.width() - 32


def test_beside_five_sectors_an_option_keeps_its_words_in_a_line_or_two(room, panel):
    here = room(sectors="SSOOMMEEII", titles="", limits={"min": 1, "max": 1})
    with here.lab.change("vote.edit") as tx:
        for title in TITLES[:2]:
            options.add(tx, here.activity, title)
    shown = panel(here, [[1 + n % 2] for n in range(10)])
    named = [label for label in shown.sectors.findChildren(QLabel) if label.text() == f"1.  {TITLES[0]}"]
    assert [label.width() > shown.width() * 0.8 for label in named] == [True]


def test_the_colours_are_those_of_the_sectors(room, panel):
    shown = panel(room(sectors="SSSSSOOOOO", titles="abc", limits={"min": 1, "max": 1}), SIDES)
    image = shown.sectors.grab().toImage()
    found = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(0, image.height(), 2)}
    theme = shown.context.theme
    assert {QColor(theme.ink(pair)).name() for pair in (Pair.SECTOR_S, Pair.SECTOR_O)} <= found


def test_a_secret_vote_shows_no_sectors(room, panel):
    shown = panel(room(sectors="SSSSSOOOOO", titles="abc", limits={"min": 1, "max": 1}, secrecy="secret"), SIDES)
    assert not shown.sectors.isVisible()
    assert not shown.has_sectors()


def test_an_announced_result_is_not_said_to_be_seen_once_its_point_is_over(room, panel):
    here = room(limits={"min": 1, "max": 3})
    with here.lab.change("activity.start") as tx:
        agenda.start(tx, here.activity)
    shown = panel(here, [[1], [1], [2]], "en")
    assert shown.shown.text() == "The room does not see this result yet."
    box.announce(here.lab, here.vote)
    shown.refresh(here.vote)
    assert shown.shown.text() == "The room sees this result."
    with here.lab.change("activity.finish") as tx:
        agenda.finish(tx, here.activity)
    shown.refresh(here.vote)
    said = "The result is announced. The room sees it while this point runs, later by “Show the room”."
    assert shown.shown.text() == said


def test_from_the_last_place_on_it_says_how_much_the_room_has_seen(room, panel):
    here = room(limits={"min": 1, "max": 3})
    with here.lab.change("activity.start") as tx:
        agenda.start(tx, here.activity)
    shown = panel(here, [[1], [1], [2]], "en")
    box.announce(here.lab, here.vote, stepwise=True)
    box.reveal(here.lab, here.vote)
    shown.refresh(here.vote)
    assert shown.shown.text() == "The room sees the result from the last place on. Shown so far: 1."


def test_a_round_given_up_is_not_said_to_wait_for_being_shown(room, panel):
    here = room(limits={"min": 1, "max": 1}, secrecy="secret", channels=["booth"])
    shown = panel(here, [[1]], "en")
    box.repeat(here.lab, here.vote, "again")
    box.open_vote(here.lab, here.vote)
    keys.file_of(here.lab.read, here.vote).unlink()
    box.give_up(here.lab, here.vote)
    shown.refresh(here.vote)
    assert shown.shown.text() == ""


def test_how_a_tie_was_settled_stands_under_what_came_out(room, panel):
    """A lot had been entered, and the console showed two options of 2 votes, one of them chosen."""
    here = room(titles="ab", limits={"min": 1, "max": 1})
    shown = panel(here, [[1], [1], [2], [2]], "pl")
    assert not shown.settled.isVisible()
    order = tuple(choice.id for choice in options.of_vote(here.lab.read, here.vote))
    box.decide_tie(here.lab, here.vote, Decision(LOT, order[::-1], witnesses="Anna, Jan"))
    shown.refresh(here.vote)
    assert shown.settled.text() == "Remis rozstrzygnięto losowaniem.\nŚwiadkowie: Anna, Jan"
    assert shown.settled.isVisible()
    assert shown.verdict.text() == "Wybrano: option b"

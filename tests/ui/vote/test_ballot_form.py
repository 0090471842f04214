"""Forms of ballots without the booth around them: grades and their reasons, criteria, money, points."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from labapp.kinds.vote import box, options, rounds, words
from labapp.wording.translate import translator
from tests.ui.vote.voter import opened
from ui.booth.ballot import BallotForm
from ui.theme import LIGHT


def filled(qtbot, here):
    form = BallotForm(
        rounds.get(here.lab.read, here.vote).terms, options.of_vote(here.lab.read, here.vote), LIGHT, translator("en")
    )
    qtbot.addWidget(form)
    form.show()
    qtbot.waitExposed(form)
    return form


def test_a_low_mark_may_say_why_and_nothing_moves(room, qtbot):
    here = opened(room, form="agreement", limits={"steps": 5, "support": 2})
    form = filled(qtbot, here)
    places = [row.y() for row in form.rows.values()]
    reason = form._reasons[2]
    assert not reason.isVisible()
    buttons = form.rows[2].findChildren(QPushButton)
    buttons[3].click()
    assert reason.isVisible()
    reason.setText("too dear")
    form.rows[1].findChildren(QPushButton)[0].click()
    assert form.body() == {"1": 1, "2": [4, "too dear"]}
    assert [row.y() for row in form.rows.values()] == places
    buttons[0].click()
    assert form.body() == {"1": 1, "2": 1}, "who changed to support gives no reason"
    box.cast(here.lab, here.vote, here.people[0], form.body())


def test_each_criterion_has_rows_of_its_own(room, qtbot):
    here = opened(room, form="score", limits={"low": 1, "high": 3, "criteria": ["impact", "cost"]})
    form = filled(qtbot, here)
    assert len(form.rows) == 8
    next(iter(form.rows.values())).findChildren(QPushButton)[2].click()
    list(form.rows.values())[4].findChildren(QPushButton)[3].click()
    assert form.body() == {"impact": {"1": 3}, "cost": {"1": None}}
    box.cast(here.lab, here.vote, here.people[0], form.body())


def test_what_no_longer_fits_the_sum_is_not_marked(room, qtbot):
    here = room(titles="abc", form="budget", limits={"sum": "100"})
    with here.lab.change("vote.edit") as tx:
        for choice, cost in zip(options.of_vote(tx, here.vote), ("60", "50", "40"), strict=True):
            options.edit(tx, choice.id, cost=cost)
    box.open_vote(here.lab, here.vote)
    form = filled(qtbot, here)
    for row in form.rows.values():
        row.click()
    assert (form.body(), form.left()) == ([1, 3], 0)
    form.rows[1].click()
    form.rows[2].click()
    assert (form.body(), form.left()) == ([2, 3], 10)
    with qtbot.waitSignal(form.full):
        form.rows[1].click()
    assert words.full(rounds.get(here.lab.read, here.vote).terms, translator("en")).startswith("This does not fit")
    box.cast(here.lab, here.vote, here.people[0], form.body())


def test_points_are_given_by_keys(room, qtbot):
    here = room(titles="ab", form="budget", limits={"sum": "100", "way": "points", "n": 3, "cap": 2})
    with here.lab.change("vote.edit") as tx:
        for choice in options.of_vote(tx, here.vote):
            options.edit(tx, choice.id, cost="60")
    box.open_vote(here.lab, here.vote)
    form = filled(qtbot, here)
    for _again in range(4):
        QTest.keyClick(form.rows[1], Qt.Key.Key_Plus)
    assert (form.body(), form.left()) == ({"1": 2}, 1)


def test_below_the_edge_grades_are_counted_as_grades(room, booth, qtbot):
    here = opened(room, form="score", limits={"criteria": ["impact", "cost"]}, titles="abcdefg")
    window = booth(here)
    window.choose(here.people[0])
    qtbot.waitUntil(window.filling.more.isVisible)
    assert window.filling.more.text() == f"↓ {window.ballot.hidden_below()} more grades below"

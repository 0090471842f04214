"""What of a ballot is seen and reached: rows as high as a thumb, long questions, what lies below the edge."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from labapp.kinds.vote import box
from labapp.model import agenda
from tests.ui.vote.voter import opened


def test_rows_are_56_high_and_wrap_whole(room, booth):
    here = room(titles="", limits={"min": 1, "max": 1})
    from labapp.kinds.vote import options

    with here.lab.change("test") as tx:
        options.add(tx, here.activity, "short")
        options.add(tx, here.activity, "a long option that goes on " * 14)
    box.open_vote(here.lab, here.vote)
    window = booth(here)
    window.choose(here.people[0])
    QApplication.processEvents()
    short, long = window.ballot.rows[1], window.ballot.rows[2]
    assert short.height() >= 56
    assert long.height() > short.height()
    title = long.findChildren(QLabel)[1]
    assert title.height() >= title.heightForWidth(title.width())


QUESTION = "Which of the measures in the programme for the year 2027 matter most to those who live here, all told?"


@pytest.mark.parametrize(("width", "height", "drawn"), [
    (1093, 614, "compact"), (1366, 768, "plain"), (1920, 1080, "large"),
])  # fmt: skip
def test_seven_options_are_seen_at_once_and_the_question_grows_with_the_screen(room, booth, width, height, drawn):
    here = room(titles="abcdefg", limits={"min": 1, "max": 3})
    with here.lab.change("test") as tx:
        agenda.edit_activity(tx, here.activity, question=QUESTION)
    box.open_vote(here.lab, here.vote)
    window = booth(here)
    window.resize(width, height)
    window.choose(here.people[0])
    QApplication.processEvents()
    ballot = window.ballot
    assert window.property("drawn") == drawn
    assert (ballot.hidden_below(), window.filling.more.isVisible()) == (0, False)
    assert ballot.verticalScrollBar().maximum() == 0
    assert min(row.height() for row in ballot.rows.values()) >= 56
    sizes = {"compact": 20, "plain": 24, "large": 32}
    assert window.filling.question.fontInfo().pixelSize() == sizes[drawn]
    question = window.filling.question
    assert question.height() >= question.heightForWidth(question.width())
    for label in (window.filling.how, window.filling.secrecy):
        assert label.height() >= label.heightForWidth(label.width())


def test_what_is_below_the_edge_is_counted_and_reached_by_the_strip(room, booth, qtbot):
    here = opened(room, titles="abcdefghijkl", limits={"min": 1, "max": 1})
    window = booth(here)
    window.choose(here.people[0])
    qtbot.waitUntil(window.filling.more.isVisible)
    assert window.filling.more.text() == f"↓ {window.ballot.hidden_below()} more options below"
    edge = window.ballot.viewport().height()
    below = sum(row.y() + row.height() > edge for row in window.ballot.rows.values())
    assert window.ballot.hidden_below() == below > 1
    places = [row.geometry() for row in window.ballot.rows.values()]
    for _again in range(3):
        window.filling.more.click()
    qtbot.waitUntil(lambda: window.filling.more.text().startswith("↑"))
    assert window.ballot.hidden_below() == 0
    assert [row.geometry() for row in window.ballot.rows.values()] == places, "nothing moved but the view"
    window.filling.more.click()
    assert window.ballot.verticalScrollBar().value() == 0


def test_a_chosen_answer_is_ticked_and_nothing_moves(room, booth):
    here = opened(room, form="answers")
    window = booth(here)
    window.choose(here.people[0])
    QApplication.processEvents()
    buttons = window.ballot.rows[1].findChildren(QPushButton)
    before = [button.geometry() for button in buttons]
    QTest.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert [button.text() for button in buttons] == ["For", "✓ Against", "Abstain"]
    assert [button.geometry() for button in buttons] == before
    QTest.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert window.ballot.body() == {}

"""The booth driven as a person does: keys and clicks on the real window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from labapp.kinds.vote import box, entitled
from tests.ui.vote.voter import bodies, code_of, enter, everything_seen, keys, opened


def test_a_person_votes_by_keys_alone_and_nothing_remains(room, booth, qtbot):
    here = opened(room, secrecy="secret")
    window = booth(here)
    keys(window.who.line, code_of(here, 3))
    enter(window.who.line)
    assert window.pages.currentWidget() is window.filling
    ballot = window.ballot
    keys(ballot.rows[1], "3")
    assert ballot.rows[3].hasFocus() or window.focusWidget() is ballot.rows[3]
    QTest.keyClick(ballot.rows[3], Qt.Key.Key_Space)
    QTest.keyClick(ballot.rows[3], Qt.Key.Key_Down)
    QTest.keyClick(ballot.rows[4], Qt.Key.Key_Space)
    assert ballot.body() == [3, 4]
    assert window.filling.remains.text() == "Choices left: 0"
    enter(ballot.rows[4])
    assert window.focusWidget() is window.cast
    QTest.keyClick(window.cast, Qt.Key.Key_Space)
    assert window.pages.currentWidget() is window.thanks
    assert here.people[3] in entitled.voted(here.lab.read, here.vote)
    assert window.ballot is None
    QTest.keyClick(window.thanks.button, Qt.Key.Key_Space)
    assert window.pages.currentWidget() is window.who
    assert window.who.line.text() == ""
    assert not window.who.line.isUndoAvailable()
    assert "option" not in everything_seen(window)
    box.close_vote(here.lab, here.vote)
    assert bodies(here) == ["[3,4]"]


def test_a_person_votes_by_touch_and_name(room, booth):
    here = opened(room)
    window = booth(here)
    item = window.who.list.findItems("Person 5", Qt.MatchFlag.MatchStartsWith)[0]
    window.who.list.itemClicked.emit(item)
    for number in (1, 2, 3):  # the third is one too many: it is not marked, and the limit is said
        QTest.mouseClick(window.ballot.rows[number], Qt.MouseButton.LeftButton)
    assert window.ballot.body() == [1, 2]
    assert not window.ballot.rows[3].isChecked()
    assert "At most 2" in window.filling.message.text()
    QTest.mouseClick(window.ballot.rows[1], Qt.MouseButton.LeftButton)
    assert window.filling.message.text() == ""
    QTest.mouseClick(window.cast, Qt.MouseButton.LeftButton)
    assert bodies(here) == ["[2]"]


@pytest.mark.parametrize(
    ("form", "limits", "said"),
    [("ranking", {"min": 1, "max": 1}, "At most 1 can be"), ("dots", {"n": 1, "cap": 1}, "Dots: at most 1, 1 to one")],
)
def test_what_is_one_too_many_is_said_in_every_form(room, booth, form, limits, said):
    here = opened(room, form=form, limits=limits)
    window = booth(here)
    window.choose(here.people[0])
    window.ballot.rows[1].click()
    assert window.filling.message.text() == ""
    window.ballot.rows[2].click()
    assert said in window.filling.message.text()


def test_the_ballot_says_whose_it_is_until_it_is_cast(room, booth):
    here = opened(room, secrecy="secret")
    window = booth(here)
    window.choose(here.people[3])
    assert window.filling.whose.text() == f"Voting: {code_of(here, 3)} Person 3"
    window.ballot.rows[1].click()
    QTest.mouseClick(window.filling.not_me, Qt.MouseButton.LeftButton)
    assert window.pages.currentWidget() is window.who
    assert window.filling.whose.text() == ""
    assert entitled.voted(here.lab.read, here.vote) == set()
    window.choose(here.people[4])
    window.cast_ballot()
    assert window.pages.currentWidget() is window.thanks
    assert window.filling.whose.text() == ""


def test_dots_by_keys_and_buttons(room, booth):
    here = opened(room, form="dots", limits={"n": 3, "cap": 2})
    window = booth(here)
    window.choose(here.people[0])
    row = window.ballot.rows[2]
    for _ in range(4):
        QTest.keyClick(row, Qt.Key.Key_Plus)
    assert window.ballot.body() == {"2": 2}
    QTest.keyClick(row, Qt.Key.Key_Minus)
    QTest.mouseClick(window.ballot.rows[4], Qt.MouseButton.LeftButton)
    assert window.ballot.body() == {"2": 1, "4": 1}
    assert window.filling.remains.text() == "Dots left: 1"


@pytest.mark.parametrize(
    ("form", "limits", "presses", "body"),
    [
        ("answers", {}, [Qt.Key.Key_Right, Qt.Key.Key_Right], {"1": "no"}),
        ("agreement", {"steps": 5}, [Qt.Key.Key_Left], {"1": 5}),
        ("score", {"low": 1, "high": 3, "criteria": [""]}, [Qt.Key.Key_Left], {"": {"1": None}}),
        ("ranking", {"min": 1, "max": 0}, [Qt.Key.Key_Space], [1]),
    ],
)
def test_other_forms_by_keys(room, booth, form, limits, presses, body):
    here = opened(room, form=form, limits=limits)
    window = booth(here)
    window.choose(here.people[0])
    for key in presses:
        QTest.keyClick(window.ballot.rows[1], key)
    assert window.ballot.body() == body
    window.cast_ballot()
    assert window.pages.currentWidget() is window.thanks


def test_a_ranking_closes_up_when_one_is_taken_out(room, booth):
    here = opened(room, form="ranking", limits={"min": 1, "max": 0})
    window = booth(here)
    window.choose(here.people[0])
    for number in (3, 1, 4):
        window.ballot.rows[number].click()
    window.ballot.rows[3].click()
    assert window.ballot.body() == [1, 4]
    assert window.ballot.rows[1].mark.text() == "1."


def test_too_few_is_said_and_what_was_marked_stays(room, booth):
    here = opened(room, limits={"min": 2, "max": 3})
    window = booth(here)
    window.choose(here.people[0])
    window.ballot.rows[1].click()
    window.cast_ballot()
    assert "at least 2" in window.filling.message.text()
    assert window.ballot.body() == [1]
    window.ballot.rows[2].click()
    assert window.filling.message.text() == ""


def test_an_empty_ballot_is_said_to_be_empty(room, booth):
    here = opened(room)
    window = booth(here)
    window.choose(here.people[0])
    assert window.cast.text() == "Cast an empty vote"
    assert window.cast.property("variant") == ""
    window.ballot.rows[1].click()
    assert window.cast.text() == "Cast the vote"
    assert window.cast.property("variant") == "primary"


def test_an_empty_ballot_is_cast_only_when_asked_for_twice(room, booth):
    here = opened(room)
    window = booth(here)
    window.choose(here.people[0])
    window.cast.click()
    assert "once more" in window.filling.message.text()
    window.ballot.rows[1].click()  # whoever marks something and takes it back is asked anew
    window.ballot.rows[1].click()
    window.cast.click()
    assert entitled.voted(here.lab.read, here.vote) == set()
    window.cast.click()
    assert entitled.voted(here.lab.read, here.vote) == {here.people[0]}

"""Who stands at the booth: codes, names, entities, and who is turned away kindly."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget

from labapp.kinds.vote import box, entitled, paper
from labapp.model import people
from tests.ui.vote.voter import code_of, enter, keys, opened


def test_wrong_code_used_vote_and_uninvited_get_a_friendly_sentence(room, booth):
    here = opened(room)
    with here.lab.change("test") as tx:
        people.add_participant(tx, name="Late", code="999")
    window = booth(here)
    for typed, said in (("000", "Nobody has this code"), ("999", "not on the list")):
        keys(window.who.line, typed)
        enter(window.who.line)
        assert said in window.who.message.text()
        assert window.who.line.text() == ""
    box.cast(here.lab, here.vote, here.people[0], [1])
    keys(window.who.line, code_of(here, 0))
    enter(window.who.line)
    assert "cast already" in window.who.message.text()
    assert window.pages.currentWidget() is window.who


def test_whoever_was_taken_off_the_list_is_told_so_and_keeps_a_vote_that_had_begun(room, booth):
    """Named for the vote and taken off the list before it, one was told that nobody has the code."""
    here = room(channels=["booth"], entitled="people")
    here.set(people=here.people[:3])
    with here.lab.change("person.retire") as tx:
        people.retire_participant(tx, here.people[0])
    box.open_vote(here.lab, here.vote)
    with here.lab.change("person.retire") as tx:
        people.retire_participant(tx, here.people[1])
    window = booth(here)
    keys(window.who.line, code_of(here, 0))
    enter(window.who.line)
    assert "was taken off the list" in window.who.message.text()
    assert "a new round" in window.who.message.text()
    keys(window.who.line, code_of(here, 1))
    enter(window.who.line)
    assert window.pages.currentWidget() is window.filling
    assert entitled.by_code(here.lab.read, here.vote, code_of(here, 1)).participant == here.people[1]


@pytest.mark.parametrize(
    ("secrecy", "listed", "said"),
    [("open", "has a paper ballot", "votes on paper"), ("secret", "vote cast or on paper", "or a paper ballot")],
)
def test_whoever_holds_a_paper_ballot_is_not_said_to_have_voted(room, booth, secrecy, listed, said):
    here = opened(room, secrecy=secrecy, channels=["booth", "paper"])
    paper.issue(here.lab, here.vote, here.people[:1])
    window = booth(here)
    rows = [window.who.list.item(index).text() for index in range(window.who.list.count())]
    assert [row.partition("  ·  ")[2] for row in rows] == [""] * (len(rows) - 1) + [listed]
    keys(window.who.line, code_of(here, 0))
    enter(window.who.line)
    assert said in window.who.message.text()
    assert window.pages.currentWidget() is window.who


def test_a_name_that_fits_several_leads_to_nobody_before_the_arrows_say_who(room, booth):
    here = opened(room)
    window = booth(here)
    keys(window.who.line, "person 1")
    enter(window.who.line)
    enter(window.who.line)
    assert window.pages.currentWidget() is window.who
    assert "6 people fit. Choose with the arrows" in window.who.message.text()
    QTest.keyClick(window.who.line, Qt.Key.Key_Down)
    QTest.keyClick(window.who.list, Qt.Key.Key_Down)
    wanted = window.who.list.item(1).text()
    enter(window.who.list)
    assert wanted in window.filling.whose.text()


def test_names_are_as_easy_to_touch_as_options(room, booth):
    window = booth(opened(room))
    assert window.who.list.visualItemRect(window.who.list.item(0)).height() >= 56


def test_an_entity_is_named_and_its_delegate_listed(room, booth):
    here = opened(room, sectors="SSSS", entitled="entities")
    window = booth(here)
    listed = [window.who.list.item(row).text() for row in range(window.who.list.count())]
    assert listed == ["entity 0 – Person 0", "entity 1 – Person 2"]
    keys(window.who.line, code_of(here, 2))
    enter(window.who.line)
    assert "On behalf of: entity 1" in window.filling.whose.text()
    assert isinstance(window.who.list, QListWidget)

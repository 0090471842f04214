"""The vote's page after a first count: ties, further rounds, what was lost or taken back."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from labapp.kinds.vote import box, entitled, rounds
from tests.ui.vote.hand import answer_box, primary, titles
from ui.kinds.vote.small_dialogs import ReasonDialog
from ui.kinds.vote.tie_dialog import TieDialog


def test_a_tie_is_settled_by_what_the_room_drew(room, page, qtbot):
    here = room(titles="ab", limits={"min": 1, "max": 1})
    shown = page(here)
    primary(shown).trigger()
    for person, number in zip(here.people, [1, 2] * 7, strict=False):
        box.cast(here.lab, here.vote, person, [number])
    answer_box("End all the same (1 missing)")
    primary(shown).trigger()
    assert shown.outcome.verdict.text().split("\n") == ["Tie:", "1.  option a", "2.  option b"]
    assert any("tie" in text for _tone, text in shown.said)
    assert shown.outcome.tie.isVisibleTo(shown.outcome)

    def draw():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, TieDialog)
        dialog.list.setCurrentRow(1)
        QTest.keyClick(dialog.list, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
        dialog.witnesses.setText("Anna")
        dialog.accept()

    QTimer.singleShot(0, draw)
    shown.outcome.tie.click()
    assert shown.outcome.verdict.text() == "Chosen: option b"
    shown.repeat_because("to be sure")
    assert primary(shown).id == "vote.open"
    assert rounds.get(here.lab.read, here.vote).number == 2


def test_a_tie_goes_into_a_round_of_the_tied_options(room, page, qtbot):
    here = room(titles="abc", limits={"min": 1, "max": 1})
    shown = page(here)
    primary(shown).trigger()
    for person, number in zip(here.people, (1, 2), strict=False):
        box.cast(here.lab, here.vote, person, [number])
    box.close_vote(here.lab, here.vote)

    def ask_round():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, TieDialog)
        dialog.choose_way("run-off")
        QTimer.singleShot(0, give_reason)
        dialog.new_round.click()

    def give_reason():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReasonDialog)
        assert (dialog.tied.text(), dialog.only_tied()) == ("Only the 2 tied options", True)
        dialog.accept()

    QTimer.singleShot(0, ask_round)
    shown.outcome.tie.click()
    assert titles(here) == ["option a", "option b"]
    assert rounds.get(here.lab.read, here.vote).reason == "run-off between tied options"


def test_another_delegate_in_the_next_round_is_said(room, page):
    here = room(titles="ab", sectors="SSSS", entitled="entities", limits={"min": 1, "max": 1})
    shown = page(here)
    primary(shown).trigger()
    first = entitled.frozen(here.lab.read, here.vote)[0]
    busy = {voter.participant for voter in entitled.frozen(here.lab.read, here.vote)}
    other = next(person for person in here.people if person not in busy)
    shown.open.refresh(here.vote)
    shown.open.change_delegate(first.voter, other)
    box.close_vote(here.lab, here.vote)
    shown.repeat_because("once more")
    assert "Another delegate than in the round before: entity" in shown.setup.terms.count.text()


def test_taking_a_ballot_back(room, page):
    here = room(titles="ab", limits={"min": 1, "max": 1})
    shown = page(here)
    primary(shown).trigger()
    box.cast(here.lab, here.vote, here.people[0], [1])
    assert shown.open.take_back.isVisibleTo(shown.open)
    shown.open.take_back_of(here.people[0])
    assert entitled.voted(here.lab.read, here.vote) == set()


def test_a_lost_key_is_said_and_ends_in_a_repeat(room, page):
    from labapp.kinds.vote import keys

    here = room(titles="ab", limits={"min": 1, "max": 1}, secrecy="secret")
    shown = page(here)
    primary(shown).trigger()
    keys.destroy(here.lab, here.vote)
    shown.refresh()
    assert shown.open.lost.isVisibleTo(shown.open)
    shown.open.give_up.click()
    assert rounds.get(here.lab.read, here.vote).state == rounds.VOID
    shown.repeat_because("the key was lost")
    assert primary(shown).enabled

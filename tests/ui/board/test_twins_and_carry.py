"""Hints at the side and carrying over: accepted or refused by a key, never by themselves; nothing goes twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from labapp.errors import UserError
from labapp.kinds.plan import actions
from labapp.kinds.registry import KINDS
from labapp.kinds.vote import box, hands, options, rounds
from labapp.model import agenda, ideas, marks, people
from labapp.wording.translate import translator
from tests.ui.board.boards import shown
from tests.ui.rooms import context
from ui.kinds.board.carry_dialog import CarryDialog
from ui.kinds.board.page import BoardPage


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[BoardPage]:
    with context(tmp_path / "a.lab") as made:
        lab = made.lab
        activity = agenda.activities(lab.read)[0].id
        with lab.change("idea.add") as tx:
            day = agenda.days(tx)[0].id
            for kind, title in (("board", "Druga"), ("vote", "Wybór"), ("plan", "Plan")):
                agenda.add_activity(tx, day, kind, title)
            column = ideas.add_cluster(tx, activity, "Park")
            for words in ("Ławki w parku", "Festyn sąsiedzki", "Więcej ławek w parkach", "Ławka w parku miejskim"):
                ideas.add(tx, activity, words, cluster=column)
            ideas.add(tx, activity, "Ławki w parku, tajne", cluster=column, covered=True)
        with shown(qtbot, made) as board:
            yield board


def _texts(page: BoardPage) -> list[str]:
    return [card.text for card in ideas.cards(page.context.lab.read, page.activity_id)]


def _target(page: BoardPage, title: str) -> str:
    return next(item.id for item in agenda.activities(page.context.lab.read) if item.title == title)


def _answer(monkeypatch: pytest.MonkeyPatch, what: str, title: str, page: BoardPage, top: int = 5) -> None:
    def fill(dialog: QDialog) -> QDialog.DialogCode:
        assert isinstance(dialog, CarryDialog)
        names = [dialog.what.itemText(row) for row in range(dialog.what.count())]
        dialog.what.setCurrentIndex(names.index(what))
        dialog.top.setValue(top)
        dialog.where.setCurrentIndex(dialog.where.findData(_target(page, title)))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QDialog, "exec", fill)


def test_hints_are_accepted_and_refused_by_keys_and_refusals_are_remembered(qtbot: QtBot, page: BoardPage) -> None:
    before = _texts(page)
    page.look_for_twins()
    pairs = page.twins.pairs
    qtbot.waitUntil(lambda: pairs.count() > 0)
    assert _texts(page) == before, "nothing is merged by itself"
    count = pairs.count()
    qtbot.keyClick(pairs, Qt.Key.Key_Delete)
    assert pairs.count() == count - 1
    assert _texts(page) == before
    qtbot.keyClick(pairs, Qt.Key.Key_Return)
    assert len(_texts(page)) == len(before) - 1
    qtbot.keyClick(pairs, Qt.Key.Key_Escape)
    assert page.twins.isHidden()
    left = pairs.count()
    page.look_for_twins()
    qtbot.waitUntil(lambda: not page.context.jobs.busy)
    assert pairs.count() == left
    assert all("tajne" not in page.twins.pairs.item(row).text() for row in range(pairs.count()))


def test_all_open_cards_are_carried_to_another_board_and_stay_here(
    page: BoardPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    _answer(monkeypatch, "Wszystkie kartki", "Druga", page)
    page.carry_over()
    second = ideas.cards(page.context.lab.read, _target(page, "Druga"))
    assert [card.text for card in second] == _texts(page)[:4]
    page.carry_over()  # nothing twice
    assert len(ideas.cards(page.context.lab.read, _target(page, "Druga"))) == 4


def test_a_group_and_what_is_selected_go_alone_and_a_filter_holds_nothing_back(
    page: BoardPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, here = page.context.lab.read, ideas.cards(page.context.lab.read, page.activity_id)
    with page.context.lab.change("idea.move") as tx:
        other = ideas.add_cluster(tx, page.activity_id, "Szkoła")
        ideas.append(tx, here[2].placement, other)
    page.reselect(here[1].placement)
    _answer(monkeypatch, "Zaznaczone kartki", "Druga", page)
    page.carry_over()
    there = _target(page, "Druga")
    assert [card.idea for card in ideas.cards(read, there)] == [here[1].idea]
    _answer(monkeypatch, "Grupa: Szkoła", "Druga", page)
    page.carry_over()
    assert [card.idea for card in ideas.cards(read, there)] == [here[1].idea, here[2].idea]
    page.bar.search.setText("nikt tego nie napisał")
    assert page._view.shown == []
    _answer(monkeypatch, "Wszystkie kartki", "Druga", page)
    page.carry_over()
    assert {card.idea for card in ideas.cards(read, there)} == {card.idea for card in here if not card.covered}


def test_the_best_of_a_vote_go_on_in_the_order_of_the_result(page: BoardPage, monkeypatch: pytest.MonkeyPatch) -> None:
    lab, vote = page.context.lab, _target(page, "Wybór")
    here = ideas.cards(lab.read, page.activity_id)
    with lab.change("vote.edit") as tx:
        for number in range(9):
            people.arrive(tx, people.add_participant(tx, name=f"Osoba {number}"))
        rounds.configure(tx, vote, channels=["hands"], limits={"min": 1, "max": 1})
        KINDS["vote"].take(tx, vote, [card.idea for card in here[:3]])
    now = rounds.latest(lab.read, vote)
    assert now is not None
    box.open_vote(lab, now.id)
    with lab.change("vote.hands") as tx:
        for option, raised in zip(options.of_vote(tx, now.id), (3, 1, 5), strict=True):
            hands.enter(tx, now.id, option.id, raised, "yes", None)
    box.close_vote(lab, now.id)
    _answer(monkeypatch, "Najlepsze w głosowaniu: Wybór", "Druga", page, top=2)
    page.carry_over()
    assert [card.idea for card in ideas.cards(lab.read, _target(page, "Druga"))] == [here[2].idea, here[0].idea]


def test_a_typed_option_that_won_goes_on_as_a_card_and_as_an_action(
    page: BoardPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    lab, vote = page.context.lab, _target(page, "Wybór")
    card = ideas.cards(lab.read, page.activity_id)[0]
    with lab.change("vote.edit") as tx:
        for number in range(9):
            people.arrive(tx, people.add_participant(tx, name=f"Osoba {number}"))
        rounds.configure(tx, vote, channels=["hands"], limits={"min": 1, "max": 1})
        options.add(tx, vote, "Zespół do maja")
        KINDS["vote"].take(tx, vote, [card.idea])
    now = rounds.latest(lab.read, vote)
    assert now is not None
    box.open_vote(lab, now.id)
    with lab.change("vote.hands") as tx:
        for option, raised in zip(options.of_vote(tx, now.id), (5, 3), strict=True):
            hands.enter(tx, now.id, option.id, raised, "yes", None)
    box.close_vote(lab, now.id)
    for target in ("Plan", "Druga", "Druga"):
        _answer(monkeypatch, "Najlepsze w głosowaniu: Wybór", target, page, top=2)
        page.carry_over()
    made = actions.actions(lab.read, _target(page, "Plan"))
    assert [(item.what, item.idea) for item in made] == [("Zespół do maja", None), (card.text, card.idea)]
    there = [item.text for item in ideas.cards(lab.read, _target(page, "Druga"))]
    assert sorted(there) == sorted(["Zespół do maja", card.text])


def test_marked_cards_become_options_and_actions(page: BoardPage, monkeypatch: pytest.MonkeyPatch) -> None:
    cards = ideas.cards(page.context.lab.read, page.activity_id)
    with page.context.lab.change("idea.mark") as tx:
        marks.toggle(tx, [cards[1].idea], page.activity_id, marks.STAR)
        for place, dots in ((0, 1), (1, 7), (2, 3)):
            marks.dot(tx, cards[place].idea, page.activity_id, "", dots)
    _answer(monkeypatch, "Kartki z największą liczbą kropek", "Wybór", page, top=2)
    page.carry_over()
    vote = rounds.latest(page.context.lab.read, _target(page, "Wybór"))
    assert vote is not None
    assert [o.title for o in options.of_vote(page.context.lab.read, vote.id)] == [cards[1].text, cards[2].text]
    _answer(monkeypatch, "Kartki z gwiazdką", "Plan", page)
    page.carry_over()
    page.carry_over()
    made = actions.actions(page.context.lab.read, _target(page, "Plan"))
    assert [item.what for item in made] == [cards[1].text]
    said = list(KINDS["plan"].life(page.context.lab.read, cards[1].idea, translator("pl")))
    assert said == ["Zaproponowano w punkcie Plan: Festyn sąsiedzki"]


def test_an_opened_vote_refuses_and_says_so(page: BoardPage, monkeypatch: pytest.MonkeyPatch) -> None:
    vote = _target(page, "Wybór")
    with page.context.lab.change("vote.edit") as tx:
        tx.update("vote_votes", rounds.draft(tx, vote), state=rounds.OPEN)
    said: list[str] = []
    page.context.signals.message.connect(lambda text, tone: said.append(tone))
    _answer(monkeypatch, "Wszystkie kartki", "Wybór", page)
    page.carry_over()
    assert said == ["danger"]
    with pytest.raises(UserError), page.context.lab.change("vote.edit") as tx:
        KINDS["vote"].take(tx, vote, [])

"""Cards in a room: ninety typed from three pictures and carried on, silent writing revealed, impact against effort."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget
from pytestqt.qtbot import QtBot

from labapp.kinds.plan import actions
from labapp.kinds.vote import options, rounds
from labapp.model import agenda, files, ideas
from tests.shared_data import shared_data
from tests.stories import vote_room as room
from tests.stories.counted import Effort, Hand
from tests.stories.driver import Moderator
from ui.kinds.board.carry_dialog import CarryDialog
from ui.kinds.board.page import BoardPage
from ui.stage.checking import check
from ui.stage.painters import compose

BOARD = {"pl": ("Pomysły", "Wybór"), "en": ("Ideas", "The choice")}
NAMES = {
    "education": "Edukacja", "public space": "Przestrzeń", "urban greenery": "Zieleń", "sport": "Sport",
    "public transit and roads": "Transport", "culture": "Kultura", "environmental protection": "Ochrona przyrody",
    "welfare": "Wsparcie",
}  # fmt: skip
SILENT = {"writing": Effort(1193, 24, 2), "revealing": Effort(0, 3, 0)}
MATRIX = Effort(0, 27, 8)
"""Twelve cards into four fields, and those of one field into the plan, a key a card."""
NINETY = {
    "typing": Effort(5222, 90, 6), "sorting": Effort(77, 109, 0), "marking": Effort(0, 21, 0),
    "carrying": Effort(0, 4, 2),
}  # fmt: skip
"""Ninety cards with 58 letters each: 16 minutes to type, 44 seconds to sort, six to mark, five to carry on."""


def real_cards(count: int) -> list[tuple[str, str]]:
    """Return titles of real projects and the first word of what they were filed under."""
    with shared_data("ideas", "pl_pomysly.csv").open(encoding="utf-8-sig") as source:
        rows = list(csv.DictReader(source, delimiter=";"))
    return [(row["nazwa"], row["kategoria"].split(",")[0]) for row in rows[:count]]


def board(who: Moderator, language: str) -> BoardPage:
    """Go to the board of the template and return its page."""
    who.go_to(BOARD[language][0])
    assert isinstance(who.page, BoardPage)
    return who.page


def picture(path: Path, number: int) -> Path:
    """Return a picture as a telephone makes one."""
    place = path / f"sciana-{number}.jpg"
    Image.new("RGB", (1600, 1200), (40 * number, 120, 90)).save(place)
    return place


@pytest.mark.parametrize("language", ["pl", "en"])
def test_ninety_cards_from_three_pictures(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    cards = real_cards(90)
    who = room.begin(tmp_path, qtbot, monkeypatch, language, 12)
    hand, page = Hand(who), board(who, language)
    _typed(hand, page, tmp_path, [text for text, _kind in cards])
    assert hand.effort() == NINETY["typing"]
    _sorted(hand, page, dict(cards))
    sorting = hand.effort()
    assert sorting == NINETY["sorting"]
    assert sorting.seconds < 300
    best = _marked(hand, page)
    assert hand.effort() == NINETY["marking"]
    _carried(hand, page, language, best)
    assert hand.effort() == NINETY["carrying"]
    assert "90" in room.report(who)
    room.leave(who)


def _typed(hand: Hand, page: BoardPage, path: Path, texts: list[str]) -> None:
    panel = hand.who.console.photo
    for number in range(3):
        hand.drops(picture(path, number + 1))
        assert panel.isVisible()
        panel.total.setValue(30)
        hand.picks()
        for text in texts[30 * number : 30 * number + 30]:
            hand.types(page.capture.edit, text)
        assert panel.typed.text().endswith("30") or "30 " in panel.typed.text()
    assert len(files.links(hand.who.lab.read, "evidence", page.activity_id)) == 3
    assert [card.text for card in page.cards()] == texts
    assert texts[0].split()[0] in hand.who.stage_says()


def _sorted(hand: Hand, page: BoardPage, kinds: dict[str, str]) -> None:
    who, panel = hand.who, page.sorter
    who.will_answer(QDialog, lambda dialog: hand.presses(dialog.findChildren(QListWidget)[0], Qt.Key.Key_Return))
    hand.strikes("board.sort")
    made: list[str] = []
    postponed = False
    while (card := (now := page._sorting._now()).card) is not None:
        assert card.text.split()[0] in who.stage_says()
        kind = kinds[card.text]
        if kind == "welfare" and not postponed:
            postponed = True
            hand.presses(panel, Qt.Key.Key_Space)
        elif kind in made:
            hand.presses(panel, getattr(Qt.Key, f"Key_{now.numbers[made.index(kind)]}"))
        else:
            hand.presses(panel, Qt.Key.Key_N)
            hand.types(panel.name, NAMES[kind])
            made.append(kind)
    hand.presses(panel, Qt.Key.Key_Backspace)  # the last step is taken back, group and all, and done with more thought
    hand.presses(panel, Qt.Key.Key_Plus)
    hand.presses(panel, Qt.Key.Key_2)  # 1 is the column the cards come from
    hand.presses(panel, Qt.Key.Key_N)
    hand.types(panel.name, NAMES["welfare"])
    hand.presses(panel, Qt.Key.Key_Escape)
    groups = {cluster.id: cluster.title for cluster in ideas.clusters(who.lab.read, page.activity_id)}
    assert list(groups.values())[1:] == [NAMES[kind] for kind in made]
    lying = [(groups[card.cluster or ""], kinds[card.text]) for card in page.cards()]
    assert {pair for pair in lying if pair[1] == "sport"} == {("Sport", "sport")}
    assert len(lying) == 91


def _marked(hand: Hand, page: BoardPage) -> list[str]:
    """Give dots as the room points: five cards get 5, 4, 3, 2 and 1; another one a star."""
    columns = [column for column in page._columns.values() if len(column.model.faces()) > 3]
    best = []
    for dots, column in zip(range(5, 0, -1), columns, strict=False):
        listed = column.list
        listed.setCurrentIndex(column.model.index(0))
        hand.presses(listed, Qt.Key.Key_Down)
        best.append(column.chosen()[0].card.idea)
        hand.presses(listed, Qt.Key.Key_Plus, times=dots)
    hand.presses(columns[0].list, Qt.Key.Key_S)
    return best


def _carried(hand: Hand, page: BoardPage, language: str, best: list[str]) -> None:
    who = hand.who

    def most_dots(dialog: CarryDialog) -> None:
        texts = [dialog.what.itemText(index) for index in range(dialog.what.count())]
        dialog.what.setCurrentIndex(texts.index("Kartki z największą liczbą kropek" if language == "pl"
                                                else "Cards with most dots"))  # fmt: skip
        hand.picks(2)
        assert [item.idea for item in dialog.chosen()] == best
        assert agenda.activity(who.lab.read, dialog.target()).title == BOARD[language][1]

    who.will_answer(CarryDialog, most_dots)
    hand.strikes("board.carry")
    hand.presses(page, Qt.Key.Key_Return)  # the dialog's own button has the Enter
    vote = next(item for item in agenda.activities(who.lab.read) if item.kind == "vote")
    rounds_ = rounds.latest(who.lab.read, vote.id)
    assert rounds_ is not None
    assert [option.source_id for option in options.of_vote(who.lab.read, rounds_.id)] == best


@pytest.mark.parametrize("language", ["pl", "en"])
def test_silent_writing_is_covered_then_revealed(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    texts = [text for text, _kind in real_cards(24)]
    who = room.begin(tmp_path, qtbot, monkeypatch, language, 12)
    hand, page = Hand(who), board(who, language)
    hand.chooses("board.cover")
    for number, text in enumerate(texts, 1):
        hand.types(page.capture.edit, text)
        said = flat(who.stage_says())
        assert str(number) in said
        assert not any(known in said for known in texts[:number])
    assert hand.effort() == SILENT["writing"]
    state = who.console.stage.window.state
    hand.strikes("board.reveal")
    assert hand.effort() == SILENT["revealing"]
    assert who.console.stage.window.state != state
    assert texts[0] in _all_pages(who)
    assert texts[-1] in _all_pages(who)
    hand.strikes("undo")
    assert texts[0] not in _all_pages(who)
    hand.strikes("redo")
    assert texts[0] in _all_pages(who)
    room.leave(who)


def _all_pages(who: Moderator, size: tuple[int, int] = (1280, 800)) -> str:
    """Return the words of every page the room can turn to, each proven readable."""
    state = who.console.stage.window.state
    assert state is not None
    found = []
    for page in range(compose(state, size).pages):
        display = compose(replace(state, page=page), size)
        assert check(display) == []
        found += [item.text for item in display.texts]
    return flat("\n".join(found))


def flat(text: str) -> str:
    """Return words as they were before the painter broke them into lines."""
    return " ".join(text.split())


@pytest.mark.parametrize("language", ["pl", "en"])
def test_impact_against_effort(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    texts = [text for text, _kind in real_cards(12)]
    who = room.begin(tmp_path, qtbot, monkeypatch, language, 12)
    hand, page = Hand(who), board(who, language)
    for text in texts:
        hand.types(page.capture.edit, text)
    hand.effort()
    page.arrange("matrix")
    hand.picks(2)
    hand.clicks(page.matrix.list.viewport())
    page.matrix.list.setCurrentRow(0)
    for number in range(12):
        where = (7, 9, 1, 3)[number % 4]
        hand.presses(page.matrix.list, getattr(Qt.Key, f"Key_{where}"))
        hand.presses(page.matrix.list, Qt.Key.Key_Down)
    placed = {card.text: (card.x, card.y) for card in page.cards()}
    assert len(set(placed.values())) == 12, "cards put into one field lie beside one another"
    assert all(x is not None and y is not None for x, y in placed.values())
    corner = [text for text, (x, y) in placed.items() if x is not None and x < 0.5 and y is not None and y < 0.5]
    assert corner == texts[::4]
    said = _all_pages(who)
    assert all(text.split()[0] in said for text in texts)
    _now_first(hand, page, language, corner)
    assert hand.effort() == MATRIX
    room.leave(who)


def _now_first(hand: Hand, page: BoardPage, language: str, corner: list[str]) -> None:
    """What costs little and brings much is chosen and carried into the plan."""
    who, listed = hand.who, page.matrix.list
    rows = [row for row, face in enumerate(page.matrix.faces) if face.card.text in corner]
    listed.clearSelection()
    for row in rows:
        listed.item(row).setSelected(True)
        hand.picks()

    def into_plan(dialog: CarryDialog) -> None:
        targets = [dialog.where.itemData(index) for index in range(dialog.where.count())]
        plan = next(item.id for item in agenda.activities(who.lab.read) if item.kind == "plan")
        dialog.where.setCurrentIndex(targets.index(plan))
        hand.picks(2)
        assert len(dialog.chosen()) == len(corner)

    who.will_answer(CarryDialog, into_plan)
    hand.strikes("board.carry")
    plan = next(item for item in agenda.activities(who.lab.read) if item.kind == "plan")
    assert [action.what for action in actions.actions(who.lab.read, plan.id)] == corner

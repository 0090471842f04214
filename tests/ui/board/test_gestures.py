"""Capture at the speed of speech, covering, sorting, groups, marks and layouts, by keys."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from labapp.kinds.board.kind import Board
from labapp.model import agenda, ideas, marks, people
from labapp.wording.history import history_sentence
from tests.ui.rooms import context, type_words
from ui.kinds.board.apart import apart
from ui.kinds.board.page import BoardPage
from ui.kinds.board.settings_dialog import SettingsDialog
from ui.kinds.board.split_dialog import SplitDialog

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[BoardPage]:
    with context(tmp_path / "a.lab") as made:
        lab = made.lab
        activity = agenda.activities(lab.read)[0].id
        with lab.change("cluster.add") as tx:
            for title in ("Działa", "Nie działa", "Marzenia"):
                ideas.add_cluster(tx, activity, title)
            sector = people.add_sector(tx, "Samorząd", "S", "S")
            people.add_sector(tx, "Organizacje", "O", "O")
            people.add_participant(tx, name="Anna Próbna", sector=sector)
        board = BoardPage(made, activity)
        qtbot.addWidget(board)
        end = lab.subscribe(board.refresh)
        board.resize(900, 500)
        board.show()
        qtbot.waitExposed(board)
        board.activateWindow()
        yield board
        end()


def _shown(page: BoardPage) -> list[list[str]]:
    return [[face.card.text for face in column.model.faces()] for column in page._columns.values()]


def _type(page: BoardPage, *lines: str) -> None:
    for words in lines:
        type_words(page.capture.edit, words)
        QTest.keyClick(page.capture.edit, Qt.Key.Key_Return)


def _cards(page: BoardPage) -> list[ideas.Card]:
    return ideas.cards(page.context.lab.read, page.activity_id)


def _loose(page: BoardPage, *texts: str) -> None:
    with page.context.lab.change("idea.add") as tx:
        for text in texts:
            ideas.add(tx, page.activity_id, text)


def _answer(monkeypatch: pytest.MonkeyPatch, answer: object) -> None:
    def exec_(dialog: QDialog) -> QDialog.DialogCode:
        said = answer(dialog)  # type: ignore[operator]
        return QDialog.DialogCode.Rejected if said is False else QDialog.DialogCode.Accepted

    monkeypatch.setattr(QDialog, "exec", exec_)


def test_a_number_and_a_space_change_the_column_and_it_stays(qtbot: QtBot, page: BoardPage) -> None:
    qtbot.keyClicks(page.capture.edit, "3 ")
    _type(page, "marzenie", "drugie")
    assert _shown(page) == [[], [], ["marzenie", "drugie"]]


def test_backspace_makes_the_number_a_word_again(qtbot: QtBot, page: BoardPage) -> None:
    qtbot.keyClicks(page.capture.edit, "2 ")
    qtbot.keyClick(page.capture.edit, Qt.Key.Key_Backspace)
    assert page.capture.edit.text() == "2 "
    _type(page, "lawki")
    assert _shown(page) == [["2 lawki"], [], []]
    qtbot.keyClicks(page.capture.edit, "9 ")  # there is no ninth column
    _type(page, "kosze")
    assert _shown(page)[0] == ["2 lawki", "9 kosze"]


def test_sector_keys_and_the_voice_before(qtbot: QtBot, page: BoardPage) -> None:
    qtbot.keyClick(page.capture.edit, Qt.Key.Key_1, ALT)
    _type(page, "a")
    qtbot.keyClick(page.capture.edit, Qt.Key.Key_2, ALT)
    _type(page, "b")
    qtbot.keyClick(page.capture.edit, Qt.Key.Key_A, CTRL | Qt.KeyboardModifier.ShiftModifier)
    _type(page, "c")
    qtbot.keyClick(page.capture.edit, Qt.Key.Key_0, ALT)
    _type(page, "d")
    qtbot.keyClick(page.capture.edit, Qt.Key.Key_A, CTRL | Qt.KeyboardModifier.ShiftModifier)
    _type(page, "e")
    one, two = (sector.id for sector in people.sectors(page.context.lab.read))
    assert [card.sector for card in _cards(page)] == [one, two, one, None, one]


def test_with_more_than_ten_groups_a_number_may_have_two_digits(page: BoardPage) -> None:
    _loose(page, "a", "b", "c", "d")
    with page.context.lab.change("cluster.add") as tx:
        for number in range(4, 13):
            ideas.add_cluster(tx, page.activity_id, f"Grupa {number}")
    page.sort()
    sorter, keys = page.sorter, Qt.Key
    assert "1–12" in sorter.hint.text()
    QTest.keyClick(sorter, keys.Key_3)  # no number begins with it: at once
    QTest.keyClick(sorter, keys.Key_1)
    assert "1…" in sorter.hint.text()
    QTest.keyClick(sorter, keys.Key_2)
    QTest.keyClick(sorter, keys.Key_1)
    QTest.keyClick(sorter, keys.Key_Return)
    QTest.keyClick(sorter, keys.Key_1)
    QTest.keyClick(sorter, keys.Key_Escape)  # forgets the digit, does not end the sorting
    assert sorter.isVisible()
    QTest.keyClick(sorter, keys.Key_1)
    sorter._wait.timeout.emit()
    order = [cluster.id for cluster in ideas.clusters(page.context.lab.read, page.activity_id)]
    where = {card.text: order.index(card.cluster or "") + 1 for card in _cards(page)}
    assert where == {"a": 3, "b": 12, "c": 1, "d": 1}
    assert sorter._end.property("variant") == "primary"


def test_a_first_matrix_says_how_a_card_is_put_there_and_a_drag_from_the_list_puts_one(page: BoardPage) -> None:
    _type(page, "park", "kino")
    page.arrange("matrix")
    plot = page.matrix.plot
    assert "Cyfra klawiatury numerycznej" in plot._hint
    page.matrix.list.setCurrentRow(1)
    data = page.matrix.list.model().mimeData(page.matrix.list.selectedIndexes())
    copy, button, held = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    at = plot.area().center()
    QApplication.sendEvent(plot, QDragEnterEvent(at.toPoint(), copy, data, button, held))
    QApplication.sendEvent(plot, QDropEvent(at, copy, data, button, held))
    placed = next(card for card in _cards(page) if card.x is not None)
    assert (placed.text, round(placed.x or 0, 1), round(placed.y or 0, 1)) == ("kino", 0.5, 0.5)
    assert plot._hint == ""


def test_a_card_not_yet_on_the_matrix_says_so_beside_its_other_marks(page: BoardPage) -> None:
    _type(page, "park", "kino")
    with page.context.lab.change("idea.edit") as tx:
        ideas.edit(tx, _cards(page)[0].idea, note="tylko dla mnie")
    page.arrange("matrix")
    said = [page.matrix.list.item(row).text() for row in range(2)]
    assert said == ["–  park  (bez miejsca, ✎)", "–  kino  (bez miejsca)"]


def test_sorting_asks_only_among_groups_with_cards_that_wait(
    page: BoardPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr("ui.kinds.board.sort_mode.choose", lambda *words: asked.append(words[3]))
    told: list[str] = []
    page.context.signals.message.connect(lambda words, tone: told.append(words))
    page.sort()
    assert (asked, told) == ([], ["Nie ma jeszcze kartek do posortowania."])
    _type(page, "park")
    page.sort()
    assert asked == [[ideas.clusters(page.context.lab.read, page.activity_id)[0].title]]


def test_numbers_on_the_matrix_cover_neither_each_other_nor_the_names_of_fields(page: BoardPage) -> None:
    _type(page, *(f"myśl {number}" for number in range(24)))
    page.arrange("matrix")
    with page.context.lab.change("idea.at") as tx:
        for number, card in enumerate(_cards(page)):
            ideas.put_at(tx, card.placement, 0.02 + 0.01 * (number % 3), 0.02 + 0.3 * (number % 4))
    plot = page.matrix.plot
    boxes = [plot.tag(card.placement) for card in _cards(page)] + plot.names()
    assert len(plot.names()) == 4
    assert not any(one.intersects(other) for at, one in enumerate(boxes) for other in boxes[:at])


def test_a_reveal_ends_covering_and_undo_brings_both_back(page: BoardPage) -> None:
    page.put_settings(covered=True)
    _type(page, "zakryta")
    page.reveal()
    _type(page, "jawna")
    assert [card.covered for card in _cards(page)] == [False, False]
    page.context.lab.undo()
    page.context.lab.undo()
    assert [card.covered for card in _cards(page)] == [True]
    assert page.settings()["covered"] is True


def test_covered_cards_are_counted_and_revealed_by_one_action(page: BoardPage) -> None:
    page.toggle_covered()
    _type(page, "sekret", "tajne")
    assert "Odkryj" in page.bar.reveal.text()
    assert not page.bar.reveal.isHidden()
    assert all("zakryta" in face.small for face in page._view.shown)
    page.reveal()
    assert page.bar.reveal.isHidden()
    assert not any(card.covered for card in _cards(page))
    page.context.lab.undo()
    assert all(card.covered for card in _cards(page))
    page.toggle_covered()
    _type(page, "jawna")
    assert [card.covered for card in _cards(page)] == [True, True, False]


def test_sorting_by_keys(qtbot: QtBot, page: BoardPage) -> None:
    _loose(page, "a", "b", "c", "d")
    page.sort()
    panel = page.sorter
    qtbot.keyClick(panel, Qt.Key.Key_Space)  # a waits
    qtbot.keyClick(panel, Qt.Key.Key_2)  # b
    qtbot.keyClick(panel, Qt.Key.Key_Plus)
    qtbot.keyClick(panel, Qt.Key.Key_1)  # c into a second group …
    qtbot.keyClick(panel, Qt.Key.Key_N)
    qtbot.keyClicks(panel.name, "Nowa")
    qtbot.keyClick(panel.name, Qt.Key.Key_Return)  # … and its own
    qtbot.keyClick(panel, Qt.Key.Key_3)  # d
    qtbot.keyClick(panel, Qt.Key.Key_Backspace)  # no: back
    assert panel.card.text() == "d"
    qtbot.keyClick(panel, Qt.Key.Key_4)
    qtbot.keyClick(panel, Qt.Key.Key_N)
    qtbot.keyClick(panel.name, Qt.Key.Key_Escape)  # leaves the name, not the sorting
    assert panel.card.text() == "a"
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert _shown(page) == [["c"], ["b"], [], ["c", "d"], ["a"]]


def test_a_number_without_a_group_moves_nothing(qtbot: QtBot, page: BoardPage) -> None:
    _loose(page, "a")
    page.sort()
    said: list[str] = []
    page.context.signals.message.connect(lambda text, tone: said.append(text))
    qtbot.keyClick(page.sorter, Qt.Key.Key_9)
    assert page.sorter.card.text() == "a"
    assert said


def test_ninety_cards_are_sorted_in_a_keystroke_each(qtbot: QtBot, page: BoardPage) -> None:
    _loose(page, *(f"kartka {number}" for number in range(90)))
    page.sort()
    keys = 0
    for number in range(90):
        if number % 18 == 0 and number:
            for key in (Qt.Key.Key_N,):
                qtbot.keyClick(page.sorter, key)
            name = f"Grupa {number}"
            qtbot.keyClicks(page.sorter.name, name)
            qtbot.keyClick(page.sorter.name, Qt.Key.Key_Return)
            keys += len(name) + 2
        else:
            qtbot.keyClick(page.sorter, getattr(Qt.Key, f"Key_{1 + number % 3}"))
            keys += 1
    assert page.sorter.waiting.text() == ""
    assert keys <= 130  # at two keys a second about a minute; the bar is five
    assert len(_cards(page)) == 90
    assert not any(card.cluster is None for card in _cards(page))


def test_selected_cards_become_a_named_group(page: BoardPage, monkeypatch: pytest.MonkeyPatch) -> None:
    _type(page, "a", "b", "c")
    next(iter(page._columns.values())).list.selectAll()

    def name(dialog: QDialog) -> None:
        edit = dialog.findChild(QLineEdit)
        assert edit is not None
        edit.setText("Razem")

    _answer(monkeypatch, name)
    page.group_chosen()
    assert _shown(page) == [[], [], [], ["a", "b", "c"]]
    page.context.lab.undo()
    assert _shown(page) == [["a", "b", "c"], [], []]


def test_a_card_is_split_at_lines_and_at_the_selection(qtbot: QtBot, page: BoardPage,
                                                       monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    _type(page, "lampy i lawki, kosze")
    column = next(iter(page._columns.values()))
    column.select(_cards(page)[0].placement)

    def cut(dialog: SplitDialog) -> None:
        dialog.words.setPlainText("lampy\nlawki, kosze")
        cursor = dialog.words.textCursor()
        cursor.setPosition(11)
        cursor.setPosition(18, cursor.MoveMode.KeepAnchor)
        dialog.words.setTextCursor(cursor)
        dialog.cut_out()

    _answer(monkeypatch, cut)
    qtbot.keyClick(column.list, Qt.Key.Key_D)
    assert _shown(page)[0] == ["lampy", "lawki", "kosze"]


def test_marks_by_letters_filter_and_order(qtbot: QtBot, page: BoardPage) -> None:
    _type(page, "a", "b", "c")
    column = next(iter(page._columns.values()))
    column.select(_cards(page)[2].placement)
    qtbot.keyClick(column.list, Qt.Key.Key_S)
    qtbot.keyClick(column.list, Qt.Key.Key_Plus)
    qtbot.keyClick(column.list, Qt.Key.Key_Plus)
    qtbot.keyClick(column.list, Qt.Key.Key_Minus)
    column.select(_cards(page)[1].placement)
    qtbot.keyClick(column.list, Qt.Key.Key_W)
    found = marks.of_board(page.context.lab.read, page.activity_id)
    third, second = _cards(page)[2].idea, _cards(page)[1].idea
    assert found == {third: marks.Marks(True, False, (("", 1),)), second: marks.Marks(False, True)}
    page.bar.want(order="marks")
    assert _shown(page)[0] == ["c", "b", "a"]
    page.bar.want(mark="visionary", order="place")
    assert _shown(page)[0] == ["b"]


def test_a_sector_filter(qtbot: QtBot, page: BoardPage) -> None:
    qtbot.keyClick(page.capture.edit, Qt.Key.Key_2, ALT)
    _type(page, "nasze")
    qtbot.keyClick(page.capture.edit, Qt.Key.Key_0, ALT)
    _type(page, "niczyje")
    page.bar.want(sector=people.sectors(page.context.lab.read)[1].id)
    assert _shown(page)[0] == ["nasze"]


def test_layouts_change_without_loss(qtbot: QtBot, page: BoardPage) -> None:
    _type(page, "a", "b")
    before = _shown(page)
    page.arrange("list")
    assert [page.list_view.item(row, 0).text() for row in range(2)] == ["a", "b"]
    page.list_view.select(_cards(page)[1].placement)
    qtbot.keyClick(page.list_view, Qt.Key.Key_S)
    assert [face.card.text for face in page.chosen()] == ["b"]
    page.arrange("matrix")
    assert page.matrix.list.count() == 2
    page.arrange("columns")
    assert _shown(page) == before


def test_the_matrix_by_keys_and_by_mouse(qtbot: QtBot, page: BoardPage) -> None:
    _type(page, "a", "b")
    page.arrange("matrix")
    first = _cards(page)[0].placement
    page.matrix.select(first)
    for _ in range(3):
        qtbot.keyClick(page.matrix.list, Qt.Key.Key_Right, CTRL)
    qtbot.keyClick(page.matrix.list, Qt.Key.Key_Up, CTRL)
    card = _cards(page)[0]
    assert (round(card.x or 0, 2), round(card.y or 0, 2)) == (0.6, 0.45)
    plot = page.matrix.plot
    start = plot.point(page.matrix.faces[0]).toPoint()
    end = plot.area().topLeft().toPoint()
    QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(plot, end)
    QTest.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=end)
    card = _cards(page)[0]
    assert (round(card.x or 0, 1), round(card.y or 0, 1)) == (0.0, 0.0)
    page.matrix.select(first)
    qtbot.keyClick(page.matrix.list, Qt.Key.Key_Delete, CTRL)
    assert _cards(page)[0].x is None


def test_fields_of_swot_are_added_in_the_meetings_language(page: BoardPage) -> None:
    page.add_fields("swot")
    titles = [cluster.title for cluster in ideas.clusters(page.context.lab.read, page.activity_id)]
    assert titles[-4:] == ["Mocne strony", "Słabe strony", "Szanse", "Zagrożenia"]
    assert page.settings()["layout"] == "fields"


def test_settings_keep_what_they_do_not_know(page: BoardPage, monkeypatch: pytest.MonkeyPatch) -> None:
    with page.context.lab.change("activity.settings") as tx:
        agenda.edit_activity(tx, page.activity_id, settings={"v": 1, "future": 7})

    def fill(dialog: SettingsDialog) -> None:
        dialog.covered.setChecked(True)
        dialog.dots.setText("ważne, pilne")
        dialog.axes.setCurrentIndex(dialog.axes.findData("own"))
        for line, words in zip(dialog.words, ("Koszt", "Zysk", "1", "2", "3", "4"), strict=True):
            line.setText(words)

    _answer(monkeypatch, fill)
    page.edit_settings()
    kept = page.activity.settings
    assert (kept["future"], kept["covered"], kept["dots"]) == (7, True, ["ważne", "pilne"])
    assert kept["own_axes"] == {"across": "Koszt", "down": "Zysk", "corners": ["1", "2", "3", "4"]}
    assert Board().upgrade(kept)["noun"] == "idea"


def test_the_history_of_a_card_is_shown(qtbot: QtBot, page: BoardPage, monkeypatch: pytest.MonkeyPatch) -> None:
    _type(page, "a")
    column = next(iter(page._columns.values()))
    column.select(_cards(page)[0].placement)
    said: list[str] = []

    def read(dialog: QDialog) -> None:
        listed = dialog.findChild(QListWidget)
        assert listed is not None
        said.extend(listed.item(row).text() for row in range(listed.count()))

    _answer(monkeypatch, read)
    qtbot.keyClick(column.list, Qt.Key.Key_H)
    assert said == ["Zapisano w punkcie: Pomysły", "Pomysły – w grupie: Działa"]


def test_undo_in_an_empty_line_is_left_to_the_window(qtbot: QtBot, page: BoardPage) -> None:
    _type(page, "Ławka")
    line = page.capture.edit
    assert not line.isUndoAvailable()  # the words are a card now and must not come back as a second one
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, CTRL)
    QApplication.sendEvent(line, asked)
    assert not asked.isAccepted()
    type_words(line, "Drzewo")
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, CTRL)
    QApplication.sendEvent(line, asked)
    assert asked.isAccepted()


def test_another_layout_is_said_as_such(page: BoardPage) -> None:
    for layout, said in (("matrix", "układ: matryca"), ("list", "układ: lista"), ("canvas", "układ: plansza")):
        page.arrange(layout)
        entry = page.context.lab.history(1)[0]
        assert history_sentence(entry.code, json.loads(entry.params), page.context._) == said


def test_a_matrix_too_full_for_its_numbers_is_laid_out_in_no_time() -> None:
    points = [(str(n), float(n * 7919 % 900), float(n * 104729 % 600)) for n in range(2_000)]
    begun = time.process_time()
    laid = apart(points, QSizeF(34, 24), QRectF(0, 0, 900, 600), [QRectF(0, 0, 90, 24)])
    assert time.process_time() - begun < 1.0
    firsts = [laid[name] for name, _x, _y in points[:200]]
    assert not any(one.intersects(other) for at, one in enumerate(firsts) for other in firsts[:at])
    x, y = points[-1][1:]
    assert laid["1999"].contains(QPointF(x, y)), "there is no room left: it lies on its point"

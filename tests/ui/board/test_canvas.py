"""The canvas driven as a moderator drives it, by mouse and by keys; what it leaves is read from the document."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from labapp.kinds.board import canvas as document_canvas
from labapp.kinds.board.canvas_area import HEIGHT, WIDTH, Area, card_area
from labapp.model import agenda, ideas, marks, people
from tests.ui.board.boards import shown
from tests.ui.rooms import context, type_words
from ui.kinds.board import canvas as canvas_module
from ui.kinds.board import page as page_module
from ui.kinds.board.canvas_keys import CanvasKeys
from ui.kinds.board.page import BoardPage

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
WORDS = ("ławka", "drzewo", "przystanek", "ścieżka", "dyżur", "konkurs", "park", "świetlica")


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[BoardPage]:
    with context(tmp_path / "a.lab") as made:
        lab = made.lab
        activity = agenda.activities(lab.read)[0].id
        with lab.change("idea.add") as tx:
            groups = [ideas.add_cluster(tx, activity, title) for title in ("Zieleń", "Drogi")]
            sector = people.add_sector(tx, "Samorząd", "S", "S")
            for number, words in enumerate(WORDS):
                home = groups[number // 3] if number < 6 else None
                ideas.add(tx, activity, words, cluster=home, sector=sector if number % 2 else None)
        with shown(qtbot, made, (1100, 700)) as board:
            board.arrange("canvas")
            board.canvas.view.setFocus()
            yield board


def _view(page: BoardPage) -> CanvasKeys:
    return page.canvas.view


def _spot(page: BoardPage, words: str) -> Area:
    cards = {card.text: card.placement for card in page.cards()}
    return card_area(document_canvas.plan(page.context.lab.read, page.activity_id).spots[cards[words]])


def _point(page: BoardPage, words: str) -> QPoint:
    return _view(page).to_view(_spot(page, words)).center().toPoint()


def _home(page: BoardPage, words: str) -> str:
    titles = {group.id: group.title for group in ideas.clusters(page.context.lab.read, page.activity_id)}
    return next(titles.get(card.cluster or "", "") for card in page.cards() if card.text == words)


def _drag(qtbot: QtBot, page: BoardPage, start: QPoint, stop: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
    port = _view(page).viewport()
    qtbot.mousePress(port, LEFT, pos=start)
    for part in (0.3, 0.7, 1.0):
        point = start + (QPointF(stop - start) * part).toPoint()
        _move(port, point, held)
    qtbot.mouseRelease(port, LEFT, held, pos=stop)


def _move(port: QWidget, point: QPoint, held: Qt.KeyboardModifier = NONE, button: Qt.MouseButton = LEFT) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    where = QPointF(point)
    event = QMouseEvent(QEvent.Type.MouseMove, where, QPointF(port.mapToGlobal(point)), button, button, held)
    QApplication.sendEvent(port, event)


def _chosen(page: BoardPage) -> set[str]:
    return {face.card.text for face in page.chosen()}


def test_a_card_dragged_lies_where_it_was_let_go_and_undo_names_and_takes_it_back(
    qtbot: QtBot, page: BoardPage
) -> None:
    before, start = _spot(page, "park"), _point(page, "park")
    _drag(qtbot, page, start, start + QPoint(150, 60))
    after = _spot(page, "park")
    zoom = _view(page).zoom
    assert (after.x - before.x, after.y - before.y) == pytest.approx((150 / zoom, 60 / zoom), abs=2 / zoom)
    assert _point(page, "park") == start + QPoint(150, 60)
    assert [entry.code for entry in page.context.lab.history(1)] == ["canvas.move"]
    page.context.lab.undo()
    assert _spot(page, "park") == before


def test_several_cards_are_dragged_together_into_another_group(qtbot: QtBot, page: BoardPage) -> None:
    port = _view(page).viewport()
    qtbot.mouseClick(port, LEFT, pos=_point(page, "ławka"))
    qtbot.mouseClick(port, LEFT, CTRL, pos=_point(page, "drzewo"))
    assert _chosen(page) == {"ławka", "drzewo"}
    gap = _spot(page, "drzewo").x - _spot(page, "ławka").x
    # seized by the second card, so that its middle ends inside the other group
    _drag(qtbot, page, _point(page, "drzewo"), _point(page, "dyżur") + QPoint(0, 12))
    assert _spot(page, "drzewo").x - _spot(page, "ławka").x == pytest.approx(gap)
    assert _home(page, "drzewo") == _home(page, "ławka") == "Drogi"
    page.context.lab.undo()
    assert _home(page, "drzewo") == _home(page, "ławka") == "Zieleń"


def test_escape_in_the_middle_of_a_drag_leaves_everything_as_it_was(qtbot: QtBot, page: BoardPage) -> None:
    view, start, before = _view(page), _point(page, "park"), _spot(page, "park")
    qtbot.mousePress(view.viewport(), LEFT, pos=start)
    _move(view.viewport(), start + QPoint(80, 80))
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.mouseRelease(view.viewport(), LEFT, pos=start + QPoint(80, 80))
    assert _spot(page, "park") == before


def test_a_rubber_band_selects_what_it_touches(qtbot: QtBot, page: BoardPage) -> None:
    view = _view(page)
    one, other = view.to_view(_spot(page, "park")), view.to_view(_spot(page, "świetlica"))
    start = one.united(other).toRect().bottomRight() + QPoint(10, 10)
    _drag(qtbot, page, start, one.united(other).toRect().topLeft() + QPoint(5, 5))
    assert _chosen(page) == {"park", "świetlica"}
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert _chosen(page) == set()


def test_arrows_walk_to_the_card_beside_and_shift_takes_it_along(qtbot: QtBot, page: BoardPage) -> None:
    view = _view(page)
    page.reselect(_card(page, "ławka"))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert _chosen(page) == {"drzewo"}
    qtbot.keyClick(view, Qt.Key.Key_Left, SHIFT)
    assert _chosen(page) == {"ławka", "drzewo"}
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert _chosen(page) == {"przystanek"}
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert _chosen(page) == {"ławka"}


def _card(page: BoardPage, words: str) -> str:
    return next(card.placement for card in page.cards() if card.text == words)


def test_ctrl_arrows_push_what_is_selected_and_each_push_is_one_undo(qtbot: QtBot, page: BoardPage) -> None:
    view, before = _view(page), _spot(page, "park")
    page.reselect(_card(page, "park"))
    qtbot.keyClick(view, Qt.Key.Key_Right, CTRL)
    qtbot.keyClick(view, Qt.Key.Key_Down, CTRL | SHIFT)
    assert _spot(page, "park") == before._replace(x=before.x + 32, y=before.y + 4)
    page.context.lab.undo()
    page.context.lab.undo()
    assert _spot(page, "park") == before


def test_ctrl_and_wheel_zoom_about_the_pointer_and_the_plain_wheel_pans(qtbot: QtBot, page: BoardPage) -> None:
    view = _view(page)
    point = _point(page, "dyżur")
    under, zoom = view.to_plane(point), view.zoom

    def turn(angle: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
        where = QPointF(point)
        wheel = QWheelEvent(where, QPointF(view.viewport().mapToGlobal(point)), QPoint(), angle,
                            Qt.MouseButton.NoButton, held, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
        QApplication.sendEvent(view.viewport(), wheel)

    turn(QPoint(0, 240), CTRL)
    assert view.zoom > zoom * 1.2
    assert view.to_plane(point) == pytest.approx(under, abs=2 / view.zoom)
    offset = (view.horizontalOffset(), view.verticalOffset())
    turn(QPoint(0, -120))
    assert (view.horizontalOffset(), view.verticalOffset()) == (offset[0], offset[1] + 120)
    turn(QPoint(0, -120), SHIFT)
    assert view.horizontalOffset() == offset[0] + 120


@pytest.mark.parametrize("way", ["middle", "space"])
def test_the_plane_is_seized_by_the_middle_button_or_with_space(qtbot: QtBot, page: BoardPage, way: str) -> None:
    view, start = _view(page), QPoint(300, 300)
    offset, places = (view.horizontalOffset(), view.verticalOffset()), _spot(page, "park")
    if way == "space":
        qtbot.keyPress(view, Qt.Key.Key_Space)
    button = MIDDLE if way == "middle" else LEFT
    qtbot.mousePress(view.viewport(), button, pos=start)
    _move(view.viewport(), start + QPoint(70, -40), button=button)
    qtbot.mouseRelease(view.viewport(), button, pos=start + QPoint(70, -40))
    if way == "space":
        qtbot.keyRelease(view, Qt.Key.Key_Space)
    assert (view.horizontalOffset(), view.verticalOffset()) == (offset[0] - 70, offset[1] + 40)
    assert _spot(page, "park") == places


def test_keys_zoom_and_fit_the_whole_or_what_is_selected(qtbot: QtBot, page: BoardPage) -> None:
    view = _view(page)
    qtbot.keyClick(view, Qt.Key.Key_Plus, CTRL)
    larger = view.zoom
    qtbot.keyClick(view, Qt.Key.Key_Minus, CTRL)
    assert view.zoom < larger
    qtbot.keyClick(view, Qt.Key.Key_0, CTRL)
    assert view.zoom == 1.0
    page.reselect(_card(page, "park"))
    qtbot.keyClick(view, Qt.Key.Key_Z)
    assert view.zoom == pytest.approx(1.5)
    assert view.viewport().rect().contains(view.to_view(_spot(page, "park")).toRect())
    qtbot.keyClick(view, Qt.Key.Key_F)
    assert all(view.viewport().rect().contains(_point(page, words)) for words in WORDS)


def test_from_afar_a_groups_name_lies_over_none_of_its_cards(qtbot: QtBot, page: BoardPage) -> None:
    view = _view(page)
    while view.zoom > 0.3:
        qtbot.keyClick(view, Qt.Key.Key_Minus, CTRL)
    labels = [box for box, _words in view.painting.labels()]
    cards = [view.to_view(_spot(page, words)) for words in WORDS[:6]]
    assert len(labels) == 2
    assert not [1 for box in labels for card in cards if box.intersects(card)]


def test_a_new_card_lands_on_a_free_spot_and_nothing_else_stirs(qtbot: QtBot, page: BoardPage) -> None:
    view = _view(page)
    view.set_zoom(0.8)
    before = {words: _spot(page, words) for words in WORDS}
    shown = {words: _point(page, words) for words in WORDS}
    type_words(page.capture.edit, "nowa kartka")
    qtbot.keyClick(page.capture.edit, Qt.Key.Key_Return)
    assert {words: _spot(page, words) for words in WORDS} == before
    assert {words: _point(page, words) for words in WORDS} == shown
    assert not any(_spot(page, "nowa kartka").meets(area) for area in before.values())
    assert _card(page, "nowa kartka") in document_canvas.spots(page.context.lab.read, page.activity_id)
    page.context.lab.undo()
    assert len(view.cards.faces) == len(WORDS)


def test_pasted_lines_lie_apart_at_once(qtbot: QtBot, page: BoardPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_module, "confirm_many", lambda *asked: True)
    page.add_many([f"wiersz {number}" for number in range(9)])
    known = document_canvas.spots(page.context.lab.read, page.activity_id)
    areas = [card_area(known[card.placement]) for card in page.cards()]
    assert len(areas) == len(WORDS) + 9
    assert not any(one.meets(two) for index, one in enumerate(areas) for two in areas[:index])
    page.context.lab.undo()
    assert len(page.canvas.view.cards.faces) == len(WORDS)


def test_a_key_groups_the_selected_cards_under_a_name(
    qtbot: QtBot, page: BoardPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(canvas_module, "ask_text", lambda *asked: "Razem")
    port = _view(page).viewport()
    qtbot.mouseClick(port, LEFT, pos=_point(page, "park"))
    qtbot.mouseClick(port, LEFT, CTRL, pos=_point(page, "ławka"))
    qtbot.keyClick(_view(page), Qt.Key.Key_G)
    assert _home(page, "park") == _home(page, "ławka") == "Razem"
    assert any(title.endswith("Razem · 2") for _, title, _ in _view(page).groups)
    page.context.lab.undo()
    assert (_home(page, "park"), _home(page, "ławka")) == ("", "Zieleń")


def test_words_are_written_in_place_and_escape_keeps_the_old_ones(qtbot: QtBot, page: BoardPage) -> None:
    view = _view(page)
    page.reselect(_card(page, "park"))
    for key, words in ((Qt.Key.Key_Escape, "park"), (Qt.Key.Key_Return, "park kieszonkowy")):
        qtbot.keyClick(view, Qt.Key.Key_F2)
        pen = view.findChildren(QPlainTextEdit)[-1]
        assert pen.width() >= WIDTH - 2
        assert pen.height() >= HEIGHT - 2
        pen.setPlainText("park kieszonkowy")
        qtbot.keyClick(pen, key)
        QApplication.processEvents()
        assert words in {card.text for card in page.cards()}
    assert page.context.lab.history(1)[0].code == "idea.edit"


def test_letters_mark_and_set_aside_as_in_every_layout(qtbot: QtBot, page: BoardPage) -> None:
    view = _view(page)
    page.reselect(_card(page, "park"))
    qtbot.keyClick(view, Qt.Key.Key_S)
    idea = next(card.idea for card in page.cards() if card.text == "park")
    assert marks.of_board(page.context.lab.read, page.activity_id)[idea].star
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert "park" not in {card.text for card in page.cards()}
    page.context.lab.undo()
    assert _spot(page, "park") is not None


def test_dropped_on_another_a_card_only_covers_it_unless_shift_merges(qtbot: QtBot, page: BoardPage) -> None:
    goal = _point(page, "świetlica") + QPoint(6, 4)
    _drag(qtbot, page, _point(page, "park"), goal)
    assert "park" in {card.text for card in page.cards()}
    page.context.lab.undo()
    _drag(qtbot, page, _point(page, "park"), goal, SHIFT)
    assert "park" not in {card.text for card in page.cards()}
    keep = next(card.idea for card in page.cards() if card.text == "świetlica")
    assert [ideas.text(page.context.lab.read, other) for other in ideas.merged(page.context.lab.read, keep)] == ["park"]
    assert _chosen(page) == {"świetlica"}


def test_a_group_is_dragged_by_its_title_with_all_its_cards(qtbot: QtBot, page: BoardPage) -> None:
    view = _view(page)
    before = {words: _spot(page, words) for words in WORDS}
    area = next(area for _, title, area in view.groups if "Drogi" in title)
    title = view.to_view(area).topLeft().toPoint() + QPoint(40, 8)
    _drag(qtbot, page, title, title + QPoint(30, 120))
    moved = {words for words in WORDS if _spot(page, words) != before[words]}
    assert moved == set(WORDS[3:6])
    assert {_home(page, words) for words in moved} == {"Drogi"}


def test_u_puts_everything_in_order_as_one_step(qtbot: QtBot, page: BoardPage) -> None:
    _drag(qtbot, page, _point(page, "park"), _point(page, "ławka") + QPoint(0, 5))
    messy = {words: _spot(page, words) for words in WORDS}
    qtbot.keyClick(_view(page), Qt.Key.Key_U)
    tidy = {words: _spot(page, words) for words in WORDS}
    assert not any(one.meets(two) for a, one in tidy.items() for b, two in tidy.items() if a < b)
    page.context.lab.undo()
    assert {words: _spot(page, words) for words in WORDS} == messy


def test_l_shows_the_same_cards_as_a_list_and_the_room_keeps_the_canvas(qtbot: QtBot, page: BoardPage) -> None:
    page.reselect(_card(page, "dyżur"))
    qtbot.keyClick(_view(page), Qt.Key.Key_L)
    assert page.list_view.isVisible()
    assert page.list_view.rowCount() == len(WORDS)
    assert _chosen(page) == {"dyżur"}
    assert page.settings()["layout"] == "canvas"
    qtbot.keyClick(page.list_view, Qt.Key.Key_L)
    assert _view(page).isVisible()
    assert _chosen(page) == {"dyżur"}


def test_a_search_fades_the_others_and_hides_none(qtbot: QtBot, page: BoardPage) -> None:
    page.bar.search.setText("SCIEZ")
    view = _view(page)
    assert len(view.cards.faces) == len(WORDS)
    assert set(view.painting.matched or ()) == {_card(page, "ścieżka")}
    page.bar.search.clear()
    assert view.painting.matched is None


def test_a_screen_reader_finds_a_list_with_every_card_its_group_and_voice(qtbot: QtBot, page: BoardPage) -> None:
    view = _view(page)
    told = QAccessible.queryAccessibleInterface(view)
    assert told.role() == QAccessible.Role.List
    assert told.text(QAccessible.Text.Name) == "Plansza z kartkami"
    assert told.childCount() == len(WORDS)
    names = {told.child(row).text(QAccessible.Text.Name) for row in range(len(WORDS))}
    assert "drzewo, Zieleń, Samorząd" in names
    item = told.child(view.cards.rows[_card(page, "park")])
    assert item.role() == QAccessible.Role.ListItem
    centre = view.viewport().mapToGlobal(_point(page, "park"))
    assert item.rect().contains(centre)
    page.reselect(_card(page, "park"))
    assert item.state().selected


def test_the_pointer_over_a_card_tells_all_of_it_as_plain_words(page: BoardPage) -> None:
    lab, view = page.context.lab, _view(page)
    with lab.change("idea.edit") as tx:
        ideas.edit(tx, next(card.idea for card in page.cards() if card.text == "park"), text="<b>park</b>", note="cień")
    index = view.cards.index(view.cards.rows[_card(page, "<b>park</b>")])
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;park" in tip
    assert "cień" in tip

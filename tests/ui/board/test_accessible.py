"""A board without eyes: whatever takes the focus has a name and a role, and every card says all that is seen of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from labapp.kinds.board import sorting
from labapp.kinds.board.layouts import CANVAS, COLUMNS, FIELDS, LAYOUTS, LIST, MATRIX
from labapp.model import agenda, ideas, marks, people
from tests.ui.board.boards import shown
from tests.ui.rooms import context
from ui.kinds.board.page import BoardPage

_NAMELESS = (QAccessible.Role.NoRole, QAccessible.Role.Client)


@pytest.fixture(params=["pl", "en"])
def page(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path) -> Iterator[BoardPage]:
    with context(tmp_path / "a.lab", request.param) as made:
        lab = made.lab
        activity = agenda.activities(lab.read)[0].id
        with lab.change("idea.add") as tx:
            sector = people.add_sector(tx, "Organizacje", "O", "O")
            people.arrive(tx, people.add_participant(tx, name="Ola", sector=sector))
            park, school = (ideas.add_cluster(tx, activity, title) for title in ("Park", "Szkoła"))
            bench = ideas.add(tx, activity, "Ławka", cluster=park, sector=sector)
            other = ideas.add(tx, activity, "Ławki", cluster=park)
            ideas.merge(tx, bench, [other])
            ideas.edit(tx, bench, note="sprawdzić")
            marks.toggle(tx, [bench], activity, marks.STAR)
            marks.dot(tx, bench, activity, "pilne", 3)
            ideas.add(tx, activity, "Rower", cluster=school, covered=True)
            ideas.add(tx, activity, "Luźna")
            for card in ideas.cards(tx, activity):
                if card.text == "Ławka":
                    ideas.put_at(tx, card.placement, 0.25, 0.25)
        with shown(qtbot, made) as board:
            yield board


def _focusable(root: QWidget) -> list[QWidget]:
    QApplication.processEvents()
    return [w for w in root.findChildren(QWidget) if w.isVisible() and w.focusPolicy() != Qt.FocusPolicy.NoFocus]


def _name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def _said(root: QWidget) -> str:
    """Return what all lists and tables say of their rows."""
    lines: list[str] = []
    for widget in _focusable(root):
        face = QAccessible.queryAccessibleInterface(widget)
        if face.role() in (QAccessible.Role.List, QAccessible.Role.Table):
            lines += [face.child(row).text(QAccessible.Text.Name) for row in range(face.childCount())]
    return "\n".join(lines)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_whatever_takes_the_focus_has_a_name_and_a_role(page: BoardPage, layout: str) -> None:
    page.arrange(layout)
    without = [w for w in _focusable(page) if not _name(w).strip()]
    assert without == []
    roles = {QAccessible.queryAccessibleInterface(w).role() for w in _focusable(page)}
    assert not roles & set(_NAMELESS)
    names = [_name(w) for w in _focusable(page)]
    assert len(names) == len(set(names)), "nothing is called as something else is"


@pytest.mark.parametrize("layout", [LIST, COLUMNS, FIELDS, CANVAS, MATRIX])
def test_a_card_says_its_words_its_column_who_speaks_and_what_it_bears(page: BoardPage, layout: str) -> None:
    page.arrange(layout)
    line = next(line for line in _said(page).split("\n") if line.startswith("Ławka"))
    assert "Organizacje" in line
    assert "Park" in line or layout == MATRIX
    assert "pilne" in line
    if layout == MATRIX:
        assert "25 %" in line
        assert "75 %" in line
    if layout != CANVAS:
        polish = page._.language == "pl"
        assert ("zawiera jeszcze 1 kartkę" if polish else "speaks for 1 more card") in line
        assert ("z gwiazdką" if polish else "with a star") in line
        assert ("z notatką" if polish else "with a note") in line
        assert not set(line) & set("★✎●+"), "signs are said in words"


def test_sorting_says_the_card_that_is_on_the_table(page: BoardPage) -> None:
    with page.context.lab.change("sort.begin") as tx:
        sorting.begin(tx, page.activity_id, None)
    face = QAccessible.queryAccessibleInterface(page.sorter)
    assert face.text(QAccessible.Text.Name)
    assert face.text(QAccessible.Text.Description) == "Luźna"


def test_hints_say_both_cards(page: BoardPage, qtbot: QtBot) -> None:
    with page.context.lab.change("idea.paste") as tx:
        for words in ("Zielony przystanek", "Zielone przystanki"):
            ideas.add(tx, page.activity_id, words)
    page.look_for_twins()
    qtbot.waitUntil(lambda: page.twins.pairs.count() > 0)
    said = _said(page.twins)
    assert "Zielony przystanek" in said
    assert "Zielone przystanki" in said
    assert all(_name(widget) for widget in _focusable(page.twins))

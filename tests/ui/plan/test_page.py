"""The plan's page: one line for the next action, one dialog for the rest, ideas ticked into actions."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QDialog, QListWidget
from pytestqt.qtbot import QtBot

from labapp.kinds.base import Handed
from labapp.kinds.plan import actions
from labapp.kinds.vote import box, options, rounds
from labapp.lab import Lab
from labapp.model import agenda, ideas, people
from labapp.wording.translate import translator
from tests.ui.rooms import context, type_words
from ui.kinds.plan.action_dialog import ActionDialog
from ui.kinds.plan.page import PlanPage
from ui.kinds.plan.source_dialog import SourceDialog
from ui.kinds.plan.sources import Offer, Source, sources
from ui.theme import LIGHT
from ui.widgets import style


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[PlanPage]:
    with context(tmp_path / "a.lab") as made:
        lab = made.lab
        board = agenda.activities(lab.read)[0]
        with lab.change("activity.add") as tx:
            plan = agenda.add_activity(tx, board.day, "plan", "Plan")
            for words in ("Park kieszonkowy", "Dyżury w urzędzie"):
                ideas.add(tx, board.id, words)
            people.add_participant(tx, name="Anna Próbna")
            people.add_entity(tx, "Urząd Miasta")
        shown = PlanPage(made, plan)
        qtbot.addWidget(shown)
        end = lab.subscribe(shown.refresh)
        shown.resize(800, 500)
        shown.show()
        yield shown
        end()


def _texts(page: PlanPage, column: int) -> list[str]:
    return [page.model.data(page.model.index(row, column)) for row in range(page.model.rowCount())]


def test_an_owner_taken_off_the_list_stays_when_something_else_is_changed(
    page: PlanPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    lab = page.context.lab
    anna = people.participants(lab.read)[0].id
    with lab.change("plan.add") as tx:
        ident = actions.add(tx, page.activity_id, "Mapa", person=anna, mandate="accepted")
        people.retire_participant(tx, anna)
    page.refresh()
    page.table.selectRow(0)
    _fills(monkeypatch, lambda dialog: dialog.resources.setText("500 zł"))
    page.edit_action()
    kept = actions.action(lab.read, ident)
    assert (kept.person, kept.mandate, kept.resources) == (anna, "accepted", "500 zł")


def test_another_owner_has_not_agreed_by_what_the_one_before_said(
    page: PlanPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    lab = page.context.lab
    with lab.change("plan.add") as tx:
        anna = people.participants(lab.read)[0].id
        jan = people.add_participant(tx, name="Jan Próbny")
        ident = actions.add(tx, page.activity_id, "Mapa", person=anna, mandate="accepted", mandate_by="Anna")
    page.refresh()
    page.table.selectRow(0)
    _fills(monkeypatch, lambda dialog: dialog.who.setCurrentText("Jan Próbny (102)"))
    page.edit_action()
    kept = actions.action(lab.read, ident)
    assert (kept.person, kept.mandate, kept.mandate_by) == (jan, "proposed", "")

    def accepted_at_once(dialog: ActionDialog) -> None:
        dialog.who.setEditText("Rada Sołecka")
        dialog.mandate.setCurrentIndex(dialog.mandate.findData("accepted"))

    _fills(monkeypatch, accepted_at_once)
    page.edit_action()
    kept = actions.action(lab.read, ident)
    assert (kept.person, kept.who, kept.mandate) == (None, "Rada Sołecka", "accepted")


def test_of_two_organisations_of_one_name_the_owner_stays(page: PlanPage, monkeypatch: pytest.MonkeyPatch) -> None:
    lab = page.context.lab
    with lab.change("plan.add") as tx:
        other = people.add_entity(tx, "Urząd Miasta", teryt="0463")
        ident = actions.add(tx, page.activity_id, "Mapa", entity=other)
    page.refresh()
    page.table.selectRow(0)
    for entity in {item.id for item in people.entities(lab.read)}:
        with lab.change("plan.edit") as tx:
            actions.edit(tx, ident, entity=entity)
        _fills(monkeypatch, lambda dialog: dialog.resources.setText("500 zł"))
        page.edit_action()
        assert actions.action(lab.read, ident).entity == entity


def test_the_other_of_two_organisations_of_one_name_has_not_agreed(
    page: PlanPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    lab = page.context.lab
    with lab.change("plan.add") as tx:
        one, other = (people.add_entity(tx, "Rada Osiedla", teryt=code) for code in ("0463", "0464"))
        ident = actions.add(tx, page.activity_id, "Mapa", entity=one, mandate="accepted", mandate_by="Jan Lis")
    page.refresh()
    page.table.selectRow(0)

    def choose(dialog: ActionDialog) -> None:
        places = [place for place in range(dialog.who.count()) if dialog.who.itemText(place) == "Rada Osiedla"]
        assert len(places) == 2
        dialog.who.setCurrentIndex(next(place for place in places if place != dialog.who.currentIndex()))

    _fills(monkeypatch, choose)
    page.edit_action()
    kept = actions.action(lab.read, ident)
    assert (kept.entity, kept.mandate, kept.mandate_by) == (other, "proposed", "")


def _fills(monkeypatch: pytest.MonkeyPatch, fill: Callable[[ActionDialog], object]) -> None:
    """Let the next dialog be filled in and kept."""

    def exec_(dialog: ActionDialog) -> int:
        fill(dialog)
        dialog.accept()
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(ActionDialog, "exec", exec_)


def test_enter_writes_the_action_and_selects_it(qtbot: QtBot, page: PlanPage) -> None:
    assert page._stack.currentIndex() == 1
    type_words(page.line, "Powołać zespół")
    qtbot.keyClick(page.line, Qt.Key.Key_Return)
    assert _texts(page, 0) == ["Powołać zespół"]
    assert page.line.text() == ""
    chosen = page.chosen()
    assert chosen is not None
    assert chosen.what == "Powołać zespół"


def test_the_dialog_sets_owner_mandate_and_quarter(
    qtbot: QtBot, page: PlanPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_words(page.line, "Powołać zespół")
    qtbot.keyClick(page.line, Qt.Key.Key_Return)

    def fill(dialog: ActionDialog) -> QDialog.DialogCode:
        dialog.who.setCurrentText("Urząd Miasta")
        dialog.mandate.setCurrentIndex(dialog.mandate.findData("accepted"))
        dialog.due._kind.setCurrentIndex(dialog.due._kind.findData("quarter"))
        dialog.due._year.setValue(2027)
        dialog.due._part.setCurrentIndex(1)
        dialog.measure.setText("zespół działa")
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(ActionDialog, "exec", fill)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert (_texts(page, 1), _texts(page, 2)) == (["Urząd Miasta (przyjęte)"], ["II kw. 2027"])
    kept = actions.actions(page.context.lab.read, page.activity_id)[0]
    assert (kept.person, kept.who, kept.measure) == (None, "", "zespół działa")


def test_opening_and_saving_an_action_changes_nothing(
    qtbot: QtBot, page: PlanPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    lab = page.context.lab
    person = people.participants(lab.read)[0].id
    with lab.change("plan.add") as tx:
        made = actions.add(
            tx, page.activity_id, "a", person=person, mandate="pending", mandate_by="rada", mandate_until="2027-01-15",
            due_kind="half", due="2027-H2", status="underway", resources="r", measure="m", partners="p",
        )  # fmt: skip
    before = actions.action(lab.read, made)
    monkeypatch.setattr(ActionDialog, "exec", lambda self: QDialog.DialogCode.Accepted)
    page._select(made)
    page.edit_action()
    assert actions.action(lab.read, made) == before


def test_ticked_ideas_become_actions_with_their_link(
    qtbot: QtBot, page: PlanPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tick(dialog: SourceDialog) -> QDialog.DialogCode:
        shown = dialog.findChild(QListWidget)
        assert isinstance(shown, QListWidget)
        shown.item(2).setCheckState(Qt.CheckState.Checked)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(SourceDialog, "exec", tick)
    page.add_from_ideas()
    made = actions.actions(page.context.lab.read, page.activity_id)
    assert [item.what for item in made] == ["Dyżury w urzędzie"]
    assert made[0].idea is not None
    left = sources(page.context.lab.read, page.activity_id)
    assert [offer.handed.words for offer in left[0].offers] == ["Park kieszonkowy"]


def test_actions_are_carried_and_taken_out_by_keys(qtbot: QtBot, page: PlanPage) -> None:
    for words in ("a", "b", "c"):
        type_words(page.line, words)
        qtbot.keyClick(page.line, Qt.Key.Key_Return)
    qtbot.keyClick(page.table, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert _texts(page, 0) == ["a", "c", "b"]
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert _texts(page, 0) == ["a", "b"]
    page.context.lab.undo()
    assert _texts(page, 0) == ["a", "c", "b"]


def test_one_key_accepts_a_row_and_chooses_the_next_but_not_without_an_owner(qtbot: QtBot, page: PlanPage) -> None:
    lab = page.context.lab
    with lab.change("plan.add") as tx:
        anna = people.participants(tx)[0].id
        for words in ("Zwołać zespół", "Zamówić salę"):
            ident = actions.add(tx, page.activity_id, words)
            actions.edit(tx, ident, person=anna)
        actions.add(tx, page.activity_id, "Bez nikogo")
    page.table.selectRow(0)
    for expected in ([True, False, False], [True, True, False], [True, True, False]):
        qtbot.keyClick(page.table, Qt.Key.Key_A)
        assert [action.confirmed for action in actions.actions(lab.read, page.activity_id)] == expected
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_A)
    assert not actions.actions(lab.read, page.activity_id)[0].confirmed, "the same key takes it back"


def test_a_pasted_page_is_no_action(qtbot: QtBot, page: PlanPage) -> None:
    page.line.setText("Powołać zespół " * 100)
    qtbot.keyClick(page.line, Qt.Key.Key_Return)
    assert _texts(page, 0) == []
    assert page.line.text(), "nothing that was typed is lost"


def _plan_of_six(page: PlanPage) -> None:
    long = ("Przygotować regulamin konsultacji, opublikować go w Biuletynie Informacji Publicznej i przesłać wszystkim "
            "organizacjom z prośbą o uwagi w ciągu trzydziestu dni")  # fmt: skip
    day = {"due_kind": "day", "due": "2020-09-30"}
    with page.context.lab.change("plan.add") as tx:
        anna = people.participants(tx)[0].id
        office = people.add_entity(tx, "Centrum Współpracy z Organizacjami Pozarządowymi")
        for n, status in enumerate(("planned", "underway", "done", "held", "dropped", "planned")):
            made = actions.add(tx, page.activity_id, long if n % 2 else "Zwołać zespół", **day)
            owner = {"person": anna, "mandate": "accepted"} if n % 3 else {"entity": office, "mandate": "proposed"}
            actions.edit(tx, made, status=status, **owner)


def _cut(page: PlanPage) -> list[str]:
    """Return the words of all cells that have no room for them."""
    table, found = page.table, []
    flags = int(Qt.TextFlag.TextWordWrap)
    for row in range(page.model.rowCount()):
        for column in range(4):
            index = page.model.index(row, column)
            room = table.cells.words_in(QRect(0, 0, table.columnWidth(column), table.rowHeight(row)), index)
            needs = table.fontMetrics().boundingRect(QRect(0, 0, room.width(), 10_000), flags, index.data() or "")
            if needs.height() > room.height() or needs.width() > room.width() + 1:
                found.append(index.data())
    return found


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize(("size", "scale"), [
    ((536, 450), 1.0), ((768, 600), 1.0), ((1115, 900), 1.0), ((664, 360), 1.5), ((937, 520), 1.5), ((1080, 830), 1.5),
], ids=str)  # fmt: skip
def test_no_cell_of_the_plan_loses_a_word(
    qtbot: QtBot, tmp_path: Path, size: tuple[int, int], language: str, scale: float
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    with context(tmp_path / "b.lab", language) as made:
        style.apply(app, LIGHT, scale)
        with made.lab.change("activity.add") as tx:
            people.add_participant(tx, name="Katarzyna Wiśniewska-Próbna")
            plan = agenda.add_activity(tx, agenda.activities(made.lab.read)[0].day, "plan", "Plan")
        shown = PlanPage(made, plan)
        qtbot.addWidget(shown)
        shown.resize(*size)
        shown.show()
        _plan_of_six(shown)
        shown.refresh()
        opened = [shown.table.rowHeight(row) for row in range(6)]
        assert _cut(shown) == []
        shown.refresh()
        assert [shown.table.rowHeight(row) for row in range(6)] == opened, "drawn again, it stands as it stood"
        shown.resize(size[0] + 90, size[1])
        assert _cut(shown) == []
        widths = [shown.table.columnWidth(column) for column in range(4)]
        assert sum(widths) <= shown.table.viewport().width()
    style.apply(app, LIGHT)


def test_a_status_has_a_shape_and_its_whole_word(page: PlanPage) -> None:
    _plan_of_six(page)
    page.refresh()
    cells = [page.model.index(row, 3) for row in range(6)]
    assert [cell.data() for cell in cells][:5] == ["planowane", "w toku", "wykonane", "wstrzymane", "zaniechane"]
    shapes = [cell.data(Qt.ItemDataRole.DecorationRole).cacheKey() for cell in cells]
    assert len(set(shapes)) == 5
    assert shapes[0] == shapes[5]


def test_what_a_vote_has_chosen_is_marked_stands_first_and_can_be_shown_alone(qtbot: QtBot) -> None:
    groups = [
        Source("Głosowanie", (
            Offer(Handed("Ławki", "a")), Offer(Handed("Zieleń", "b"), ("Głosowanie",)),
            Offer(Handed("Mapa"), ("Sonda",)),
        )),
        Source("Tablica", (Offer(Handed("Scena", "d")),)),
    ]
    dialog = SourceDialog(groups, LIGHT, translator("pl"), None)
    qtbot.addWidget(dialog)
    rows = [dialog._list.item(row) for row in range(dialog._list.count())]
    assert [row.text() for row in rows] == [
        "Głosowanie", "Zieleń – wybrane w głosowaniu", "Mapa – wybrane w głosowaniu: Sonda",
        "Ławki", "Tablica", "Scena",
    ]  # fmt: skip
    assert not dialog.only.isHidden()
    dialog.only.setChecked(True)
    assert [row.text() for row in rows if not row.isHidden()] == [
        "Głosowanie", "Zieleń – wybrane w głosowaniu", "Mapa – wybrane w głosowaniu: Sonda",
    ]  # fmt: skip
    dialog.only.setChecked(False)
    dialog._search.setText("sce")
    assert [row.text() for row in rows if not row.isHidden()] == ["Tablica", "Scena"]
    plain = SourceDialog(groups[1:], LIGHT, translator("pl"), None)
    qtbot.addWidget(plain)
    assert plain.only.isHidden()


def test_a_click_on_the_words_ticks_as_the_box_does(qtbot: QtBot) -> None:
    dialog = SourceDialog([Source("Tablica", (Offer(Handed("Scena", "d")),))], LIGHT, translator("pl"), None)
    qtbot.addWidget(dialog)
    dialog.show()
    shown = dialog._list
    row = shown.visualItemRect(shown.item(1))
    box_of = QPoint(row.left() + 16, row.center().y())
    for place, ticked in ((row.center(), 1), (row.center(), 0), (box_of, 1), (box_of, 0)):
        qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert len(dialog.chosen()) == ticked
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=shown.visualItemRect(shown.item(0)).center())
    assert dialog.chosen() == []


def _held(lab: Lab, title: str, winners: int, listed: list[str], *, typed: str = "", amended: str = "") -> None:
    """Hold a vote over ideas, in which the first so many win."""
    with lab.change("activity.add") as tx:
        vote = agenda.add_activity(tx, agenda.days(tx)[0].id, "vote", title)
        rounds.configure(tx, vote, limits={"min": 0, "max": 9}, counting={"seats": str(winners)})
        if typed:
            options.add(tx, vote, typed)
        options.add_ideas(tx, vote, listed)
        now = rounds.draft(tx, vote)
        if amended:
            options.edit(tx, options.of_vote(tx, now)[-1].id, title=amended)
        voter = people.add_participant(tx, name=title)
        people.arrive(tx, voter)
    box.open_vote(lab, now)
    box.cast(lab, now, voter, list(range(1, winners + 1)))
    box.close_vote(lab, now)


def test_the_plan_is_offered_typed_and_amended_options_and_what_yesterday_chose(page: PlanPage) -> None:
    lab = page.context.lab
    park, hours = (card.idea for card in ideas.cards(lab.read, agenda.activities(lab.read)[0].id))
    _held(lab, "Wczoraj", 1, [hours, park])
    _held(lab, "Dziś", 2, [park, hours], typed="Zespół do maja", amended="Dyżury w środy")
    found = sources(lab.read, page.activity_id)
    assert [(o.handed.words, o.handed.idea, o.by) for source in found for o in source.offers] == [
        ("Zespół do maja", None, ("Dziś",)), ("Park kieszonkowy", park, ("Dziś",)),
        ("Dyżury w środy", hours, ("Wczoraj",)),
    ]  # fmt: skip
    assert [source.title for source in found] == ["Dziś"]

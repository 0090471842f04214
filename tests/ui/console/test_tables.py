"""The dialog of tables in real windows: dividing, hosts, topics, late comers, rounds by one key, sheets to print."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTableWidget

from labapp.model import agenda, groups, people
from labapp.stage.scenes import TablesScene
from ui.console import chime
from ui.console.tables_dialog import TablesDialog


def seat_people(console, count=20, start=0):
    with console.context.lab.change("person.import", n=count) as tx:
        sides = [sector.id for sector in people.sectors(tx)]
        made = []
        for number in range(start, start + count):
            made.append(people.add_participant(tx, name=f"Osoba {number}", sector=sides[number % len(sides)]))
            people.arrive(tx, made[-1])
    return made


@pytest.fixture
def dialog(console, qtbot):
    seat_people(console)
    made = TablesDialog(console.context, console.middle.activity_id, console.stage, console,
                        console.actions_by_id["tables_next"].trigger)  # fmt: skip
    qtbot.addWidget(made)
    made.show()
    yield made
    made.reject()


def divided(dialog, qtbot, tables=4, rounds=3):
    dialog._count.setValue(tables)
    dialog._rounds.setValue(rounds)
    qtbot.mouseClick(dialog.divide, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog._work is None and dialog.seats.rowCount() > 0, timeout=20_000)
    return groups.plan(dialog._context.lab.read, dialog.activity)


def test_dividing_seats_everybody_and_undo_takes_it_back(dialog, console, qtbot):
    plan = divided(dialog, qtbot)
    assert [table.name for table in plan.tables] == ["Stolik 1", "Stolik 2", "Stolik 3", "Stolik 4"]
    assert [sorted(map(len, turn)) for turn in plan.rounds] == [[5, 5, 5, 5]] * 3
    assert dialog.seats.rowCount() == 20
    assert dialog.seats.columnCount() == 5
    assert "190" in dialog.said.text()
    console.handlers.undo()
    assert groups.plan(console.context.lab.read, dialog.activity).rounds == ()
    assert dialog.seats.rowCount() == 0
    assert not dialog.shown.isEnabled()


def test_headings_of_tables_and_seats_stand_over_their_words(dialog):
    heads = [table.horizontalHeader() for table in dialog.findChildren(QTableWidget)]
    assert len(heads) == 2
    assert all(head.defaultAlignment() & Qt.AlignmentFlag.AlignLeft for head in heads)


def test_rows_that_went_and_came_back_have_their_boxes(dialog, console, qtbot):
    divided(dialog, qtbot)
    for _ in range(2):
        console.handlers.undo()
        console.handlers.redo()
    rows = range(dialog.tables.rowCount())
    assert len(rows) == 4
    assert all(dialog.tables.cellWidget(row, column) is not None for row in rows for column in (2, 3))
    assert [dialog.tables.cellWidget(row, 3).currentData() for row in rows] == ["open"] * 4


def test_hosts_stay_and_topics_are_kept(dialog, console, qtbot):
    divided(dialog, qtbot)
    first = dialog.tables
    first.item(0, 1).setText("  Sport   i rekreacja ")
    box = first.cellWidget(0, 2)
    assert box.count() == 1, "the room is listed when somebody looks"
    box.fill()
    assert box.count() == 21
    box.setCurrentIndex(3)
    host = box.currentData()
    box.activated.emit(3)
    plan = divided(dialog, qtbot)
    assert (plan.tables[0].topic, plan.tables[0].host) == ("Sport i rekreacja", host)
    assert all(plan.table_of(host, turn) == 0 for turn in range(3))


def test_a_host_chosen_after_dividing_stays_at_their_table(dialog, console, qtbot):
    """A list of hosts is there only once people are divided; the host went round the tables like everybody else."""
    before = divided(dialog, qtbot)
    host = before.rounds[0][2][0]
    with console.context.lab.change("tables.edit") as tx:
        groups.edit_table(tx, before.tables[0].id, host=host)
    after = groups.plan(console.context.lab.read, dialog.activity)
    assert [after.table_of(host, turn) for turn in range(3)] == [0, 0, 0]
    assert [sorted(map(len, turn)) for turn in after.rounds] == [[5, 5, 5, 5]] * 3
    for turn, old in zip(after.rounds, before.rounds, strict=True):
        assert sorted(sum(turn, ())) == sorted(sum(old, ()))


def test_a_host_chosen_while_people_sit_moves_nobody_now(dialog, console, qtbot):
    before = divided(dialog, qtbot)
    host = before.rounds[0][2][0]
    console.actions_by_id["tables_next"].trigger()
    with console.context.lab.change("tables.edit") as tx:
        groups.edit_table(tx, before.tables[0].id, host=host)
    after = groups.plan(console.context.lab.read, dialog.activity)
    assert after.rounds[0] == before.rounds[0]
    assert [after.table_of(host, turn) for turn in (1, 2)] == [0, 0]


def test_once_rounds_have_begun_enter_does_not_divide_anew(dialog, console, qtbot):
    divided(dialog, qtbot)
    assert dialog.divide.isDefault()
    console.actions_by_id["tables_next"].trigger()
    assert not dialog.divide.isDefault()
    assert dialog.course.step.isDefault()
    assert dialog.divide.text() == "Podziel 20 osób na nowo"
    dialog.open_table()
    assert groups.plan(console.context.lab.read, dialog.activity).tables[-1].state == "working"
    assert dialog._count.value() == 5, "dividing anew keeps the table that was opened"


def test_rounds_longer_than_their_point_are_said(dialog, console, qtbot):
    divided(dialog, qtbot)
    dialog.course.round_.setValue(20)
    point = agenda.activity(console.context.lab.read, dialog.activity)
    assert f"Rundy i relacje zajmą 60 min, a punkt ma {point.minutes} min." in dialog.said.text()
    assert dialog.said.property("role") == "warning"


def test_people_come_by_their_key_while_the_tables_lie_open(console, qtbot):
    seat_people(console, 4)
    console.show()
    console.actions_by_id["tables"].trigger()
    made = next(one for one in console.findChildren(TablesDialog) if one.isVisible())
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    qtbot.keyClick(made, Qt.Key.Key_F3)
    assert console.quick.isVisible()
    qtbot.waitUntil(console.quick._line.hasFocus)
    made.reject()


def test_the_step_at_the_tables_is_said_by_its_name(dialog, console, qtbot):
    divided(dialog, qtbot)
    console.actions_by_id["tables_next"].trigger()
    assert "Rozpoczęto rundę 1 przy stolikach" in console.message._text.text()


def test_latecomers_get_a_chair_and_nobody_moves(dialog, console, qtbot):
    before = divided(dialog, qtbot)
    assert dialog.late.isHidden()
    late = seat_people(console, 2, 20)
    assert not dialog.late.isHidden()
    dialog.late.click()
    after = groups.plan(console.context.lab.read, dialog.activity)
    for old, new in zip(before.rounds, after.rounds, strict=True):
        assert [set(t) - set(late) for t in new] == [set(t) for t in old]
        assert sum(person in table for table in new for person in late) == 2
    assert dialog.late.isHidden()


def test_tables_open_and_close_from_the_round_going_on(dialog, console, qtbot):
    before = divided(dialog, qtbot)
    dialog._turn.setValue(2)
    dialog.open_table()
    opened = groups.plan(console.context.lab.read, dialog.activity)
    assert [len(turn[4]) for turn in opened.rounds] == [0, 4, 4]
    assert opened.rounds[0][:4] == before.rounds[0]
    dialog.tables.setCurrentCell(0, 0)
    dialog.close_table()
    closed = groups.plan(console.context.lab.read, dialog.activity)
    assert closed.tables[0].closed
    assert [len(turn[0]) for turn in closed.rounds] == [5, 0, 0]
    assert all(sum(map(len, turn)) == 20 for turn in closed.rounds)


def test_wishes_are_used_at_the_next_dividing(dialog, console, qtbot):
    ids = [person.id for person in people.present(console.context.lab.read)]
    dialog.wishes.choose(ids[0], ids[1])
    dialog.wishes.put_together()
    dialog.wishes.choose(ids[2], ids[7])
    dialog.wishes.put_apart()
    plan = divided(dialog, qtbot)
    assert plan.together == ((ids[0], ids[1]),)
    assert (plan.quality.apart, plan.quality.together) == ((), ())
    assert dialog.wishes._list.count() == 2
    remove = next(button for button in dialog.wishes.findChildren(QPushButton) if button.text() == "Usuń")
    assert not remove.isEnabled()  # nothing is chosen
    dialog.wishes._list.setCurrentRow(0)
    remove.click()
    assert not remove.isEnabled()
    assert groups.plan(console.context.lab.read, dialog.activity).apart == ()


def test_too_many_tables_are_refused_with_a_sentence(dialog, qtbot):
    dialog._count.setValue(30)
    dialog.begin()
    qtbot.waitUntil(lambda: dialog._work is None, timeout=10_000)
    assert "20" in dialog.said.text()
    assert "30" in dialog.said.text()


def test_the_room_sees_codes_and_nobodys_name(dialog, console, qtbot):
    divided(dialog, qtbot)
    dialog.shown.click()
    scene = console.stage.state().scene
    assert isinstance(scene, TablesScene)
    assert "Osoba" not in repr(scene)
    assert sum(len(table.seats) for table in scene.tables) == 20
    assert scene.turns == 3
    dialog._turn.setValue(2)
    assert console.stage.state().scene.turn == 2
    gone = people.present(console.context.lab.read)[0]
    console.context.run("person.leave", lambda tx: people.leave(tx, gone.id))
    assert gone.code not in repr(console.stage.state().scene)
    console.steps.step(True)
    assert console.stage.state().page == 1
    dialog.shown.click()
    assert not isinstance(console.stage.state().scene, TablesScene)


def test_who_sits_where_leaves_the_wall_with_its_point(dialog, console, qtbot):
    divided(dialog, qtbot)
    ident = dialog.activity
    console.context.run("activity.start", lambda tx: agenda.start(tx, ident))
    dialog.shown.click()
    console.context.run("facts.edit", lambda tx: agenda.edit_activity(tx, ident, question="Co dalej?"))
    assert isinstance(console.stage.state().scene, TablesScene)
    console.context.run("activity.finish", lambda tx: agenda.finish(tx, ident))
    assert not isinstance(console.stage.state().scene, TablesScene)
    assert not console.stage.tables
    console.stage.show_tables(ident)  # on purpose, afterwards
    console.context.run("facts.edit", lambda tx: agenda.edit_activity(tx, ident, question="I co jeszcze?"))
    assert isinstance(console.stage.state().scene, TablesScene)


def test_sheets_are_printed_without_names_unless_asked(dialog, qtbot, tmp_path, monkeypatch):
    from labapp.report import sheets

    opened = []
    monkeypatch.setattr("ui.console.tables_dialog.QDesktopServices.openUrl", opened.append)
    divided(dialog, qtbot)
    dialog.write_to(tmp_path / "stoliki.pdf")
    qtbot.waitUntil(lambda: bool(opened), timeout=20_000)
    assert (tmp_path / "stoliki.pdf").read_bytes().startswith(b"%PDF")
    read = dialog._context.lab.read
    plain = repr(sheets.build(read, dialog.activity, dialog._))
    assert "Osoba" not in plain
    assert plain.count("PageBreak") == 4
    assert "Osoba 7" in repr(sheets.build(read, dialog.activity, dialog._, names=True))


def test_one_key_begins_a_round_with_its_time_and_the_button_says_what_comes(dialog, console, clock, qtbot):
    divided(dialog, qtbot, rounds=2)
    course = dialog.course
    course.round_.setValue(12)
    course.report.setValue(2)
    assert course.step.text() == "Zacznij rundę 1"
    qtbot.mouseClick(course.step, Qt.MouseButton.LeftButton)
    assert console.stage.state().timer.remaining_seconds == 12 * 60
    assert console.stage.tables == dialog.activity
    console.actions_by_id["tables_next"].trigger()
    assert groups.plan(console.context.lab.read, dialog.activity).now == 1
    assert course.step.text() == "Relacja: Stolik 1"
    for _ in range(5):
        console.actions_by_id["tables_next"].trigger()
    assert not course.step.isEnabled()
    assert console.stage.tables == ""
    console.actions_by_id["tables_next"].trigger()
    assert "od nowa" in console.message.text
    course.again.click()
    assert course.step.text() == "Zacznij rundę 1"


def test_five_minutes_are_told_by_themselves_and_rung_once(dialog, console, clock, qtbot, monkeypatch):
    rung = []
    monkeypatch.setattr(chime, "ring", lambda: rung.append(1))
    divided(dialog, qtbot, rounds=2)
    dialog.course.round_.setValue(12)
    console.actions_by_id["tables_next"].trigger()
    assert console.stage.state().notice is None
    for minutes, notice, rings in ((7, "Zostało 5 minut", 1), (1, "Zostało 5 minut", 1), (4, "Czas zmienić stolik", 2)):
        clock.now += timedelta(minutes=minutes)
        console.tick()
        assert console.stage.state().notice == notice
        assert len(rung) == rings
    console.actions_by_id["timer_five"].trigger()
    assert console.stage.state().notice == "Zostało 5 minut"


def test_without_tables_the_keys_say_what_to_do(console):
    for name in ("tables_next", "tables_stage"):
        console.actions_by_id[name].trigger()
        assert "Ctrl+T" in console.message.text
        assert not console.actions_by_id["tables_stage"].isChecked()


def test_who_sits_where_comes_and_goes_by_one_key_and_goes_when_the_next_point_starts(dialog, console, qtbot):
    divided(dialog, qtbot)
    show = console.actions_by_id["tables_stage"]
    show.trigger()
    assert show.isChecked()
    assert isinstance(console.stage.state().scene, TablesScene)
    show.trigger()
    assert not isinstance(console.stage.state().scene, TablesScene)
    show.trigger()
    other = next(item for item in agenda.activities(console.context.lab.read) if item.id != dialog.activity)
    console.handlers.start_id(other.id)
    assert not isinstance(console.stage.state().scene, TablesScene)


def test_a_pasted_page_for_a_name_does_not_widen_the_dialog(dialog, console):
    with console.context.lab.change("person.add") as tx:
        people.arrive(tx, people.add_participant(tx, name="Ala ma kota " * 800))
    dialog.adjustSize()
    assert dialog.minimumSizeHint().width() <= 1093
    assert dialog.sizeHint().width() <= 1093


def test_a_board_for_tables_without_any_leads_to_dividing(console, qtbot):
    board = next(item.id for item in agenda.activities(console.context.lab.read) if item.kind == "board")
    console.show_activity(board)
    page = console.middle.page
    assert page.capture.divide.isHidden()
    page.put_settings(attribution="table")
    assert not page.capture.divide.isHidden()
    assert "Ctrl+T" in page.capture.divide.text()
    qtbot.mouseClick(page.capture.divide, Qt.MouseButton.LeftButton)
    dialog = console.findChild(TablesDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_the_tables_stand_beside_the_day_and_say_how_to_begin(console, qtbot):
    seat_people(console, 6)
    console.actions_by_id["tables"].trigger()
    dialog = console.findChild(TablesDialog)
    assert dialog.isVisible()
    assert not dialog.isModal()
    assert (dialog._count.value(), dialog._rounds.value()) == (2, 2)
    assert "Podziel" in dialog.tables.empty
    assert not dialog.close_chosen.isEnabled()
    assert not dialog._turn.isVisible()
    console.actions_by_id["presence"].trigger()  # the day goes on meanwhile
    assert console.quick.isVisible()
    seat_people(console, 1, start=6)
    assert "7" in dialog.divide.text()
    divided(dialog, qtbot, 2, 2)
    assert dialog._turn.isVisible()
    dialog.tables.setCurrentCell(0, 0)
    assert dialog.close_chosen.isEnabled()
    console.actions_by_id["tables"].trigger()  # one window only
    dialog = next(made for made in console.findChildren(TablesDialog) if made.isVisible())
    dialog.reject()


def test_dividing_can_be_stopped_and_leaves_the_seating_as_it_was(dialog, console, qtbot):
    plan = divided(dialog, qtbot, 4, 3)
    seat_people(console, 40, start=20)
    dialog._count.setValue(5)
    dialog._rounds.setValue(10)
    qtbot.mouseClick(dialog.divide, Qt.MouseButton.LeftButton)
    assert dialog.stop.isVisible()
    qtbot.mouseClick(dialog.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog._work is None, timeout=20_000)
    assert not dialog.stop.isVisible()
    assert dialog.divide.isEnabled()
    after = groups.plan(console.context.lab.read, dialog.activity)
    assert [tables[:4] for tables in after.rounds] == [tables[:4] for tables in plan.rounds]


def test_dividing_into_fewer_that_is_stopped_takes_no_table_away(dialog, console, qtbot):
    divided(dialog, qtbot, 4, 3)
    before = groups.plan(console.context.lab.read, dialog.activity)
    dialog._count.setValue(2)
    dialog.divide.click()
    dialog.stop_dividing()
    qtbot.waitUntil(lambda: dialog._work is None, timeout=20_000)
    assert groups.plan(console.context.lab.read, dialog.activity) == before


def test_a_table_opened_while_people_are_divided_does_not_stand_in_the_way(dialog, console, qtbot):
    divided(dialog, qtbot, 4, 3)
    dialog._count.setValue(3)
    dialog.divide.click()
    dialog.open_table()
    qtbot.waitUntil(lambda: dialog._work is None, timeout=20_000)
    after = groups.plan(console.context.lab.read, dialog.activity)
    assert [len(turn) for turn in after.rounds] == [3, 3, 3]
    assert [table.name for table in after.tables] == ["Stolik 1", "Stolik 2", "Stolik 3"]

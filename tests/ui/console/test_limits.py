"""Who is needed and until when: the line about a limit, and the check of the agenda, in real windows."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from labapp.clock import stamp
from labapp.model import agenda, people
from ui import theme as t
from ui.console.agenda_check_dialog import AgendaCheckDialog
from ui.console.clock import pace_of


@pytest.fixture
def late(console, clock):
    """A guest who leaves at 11:00, twenty-five minutes of something that may be left out before them, and a delay."""
    lab = console.context.lab
    with lab.change("activity.add") as tx:
        for old in agenda.activities(tx):
            agenda.retire_activity(tx, old.id)
        day = agenda.days(tx)[0].id
        agenda.edit_day(tx, day, date="2026-11-19", start="09:00")
        guest = people.add_participant(tx, name="Ewa Prezydent")
        made = [agenda.add_activity(tx, day, "talk", title, minutes=minutes, minimum=least, **more)
                for title, minutes, least, more in (
                    ("Wstęp", 60, 30, {}), ("Wykład", 30, 25, {"skippable": 1}),
                    ("Rozmowa", 20, 15, {"needs": guest, "needs_until": "11:00"}),
                    ("Plan", 40, 20, {}))]  # fmt: skip
        tx.update("activities", made[0], state="running", started=stamp(clock.now - timedelta(minutes=55)))
    clock.now += timedelta(minutes=33)  # 10:35
    console.tick()
    return made


def test_the_line_about_a_limit_leaves_air_around_its_button_and_the_point_its_one_primary(console, late):
    button = console.pacing.findChild(QPushButton, "accept-pace")
    assert console.pacing.sizeHint().height() >= button.sizeHint().height() + 2 * t.SPACE_XS
    primary = [found for found in console.findChildren(QPushButton) if found.property("variant") == "primary"]
    assert len([found for found in primary if found.isVisibleTo(console)]) == 1


def test_only_what_would_be_missed_is_asked_and_one_key_accepts(console, late):
    assert not console.pacing.isHidden()
    assert "Ewa Prezydent" in console.pacing.text
    assert "Wykład" in console.pacing.text
    console.actions_by_id["accept_pace"].trigger()
    states = {a.title: a.state for a in agenda.activities(console.context.lab.read)}
    assert states["Wykład"] == agenda.SKIPPED
    assert console.pacing.isHidden()
    console.handlers.undo()
    assert not console.pacing.isHidden()
    console.pacing.put_away()
    console.tick()
    assert console.pacing.isHidden()


def test_a_delay_within_minima_is_absorbed_and_said_only_in_the_check(console, late, qtbot):
    console.context.run("activity.edit", lambda tx: agenda.edit_activity(tx, late[2], needs_until="12:00"))
    assert console.pacing.isHidden()
    pace = pace_of(console.context.lab)
    assert set(pace.shortened) >= {late[1], late[2], late[3]}
    dialog = AgendaCheckDialog(console.context, console)
    qtbot.addWidget(dialog)
    assert "Plan 40 → 20" in dialog._now.text()


def test_the_check_tells_and_leads_to_the_point(console, late, qtbot):
    dialog = AgendaCheckDialog(console.context, console)
    qtbot.addWidget(dialog)
    told = "\n".join(dialog.sentences)
    assert "2 h 30 min" in told  # nobody rests from 9:00 to 11:30
    assert "„Wykład”" in told
    row = next(i for i, text in enumerate(dialog.sentences) if "„Plan”" in text)
    dialog._list.itemActivated.emit(dialog._list.item(row))
    assert console.middle.activity_id == late[3]


def test_the_form_of_a_point_says_who_is_needed_and_until_when(console, qtbot):
    from ui.console.activity_dialog import ActivityDialog

    with console.context.lab.change("person.add") as tx:
        guest = people.add_participant(tx, name="Ewa Prezydent")
    ident = console.middle.activity_id
    form = ActivityDialog(console.context, ident, console)
    qtbot.addWidget(form)
    assert form.values()["needs"] is None
    form._needs.person.setCurrentIndex(form._needs.person.findData(guest))
    form._needs.leaves.setChecked(True)
    values = form.values()
    assert (values["needs"], values["needs_until"]) == (guest, "14:00")
    values.pop("kind")
    console.context.run("activity.edit", lambda tx: agenda.edit_activity(tx, ident, **values))
    again = ActivityDialog(console.context, ident, console)
    qtbot.addWidget(again)
    assert again.values()["needs_until"] == "14:00"


def test_the_check_of_the_agenda_speaks_of_the_next_day_and_leads_to_the_point(console, qtbot):
    with console.context.lab.change("activity.edit", activity="") as tx:
        day = agenda.days(tx)[0]
        agenda.edit_day(tx, day.id, date="2026-11-30", start="20:00")
        for item in agenda.activities(tx):
            agenda.edit_activity(tx, item.id, minutes=240 if item.kind != "plan" else item.minutes)
    made = AgendaCheckDialog(console.context, console)
    qtbot.addWidget(made)
    assert any("następnego dnia" in sentence for sentence in made.sentences)
    assert not any("24:00" in sentence for sentence in made.sentences)
    made._list.setCurrentRow(next(row for row, said in enumerate(made.sentences) if "następnego dnia" in said))
    wanted = agenda.activities(console.context.lab.read)[-1].id  # what ends the day
    made.show()
    qtbot.mouseClick(made.show_point, Qt.MouseButton.LeftButton)
    assert console.middle.activity_id == wanted

"""A day 25 minutes late around a guest who leaves at 14:00: silent where minima allow, one question, one key."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from labapp.model import agenda, people
from labapp.model.timing import Slot
from tests.shared_clock import HeldClock
from tests.stories import vote_room as room
from tests.stories.counted import Effort, Hand
from ui.console import chime
from ui.console.activity_dialog import ActivityDialog
from ui.console.clock import pace_of, plan_of

ZONE = ZoneInfo("Europe/Warsaw")
DAY: tuple[tuple[str, int, int, dict[str, Any]], ...] = (
    ("Otwarcie", 30, 15, {}), ("Jak jest", 75, 50, {}), ("Przerwa", 15, 10, {"settings": {"form": "break"}}),
    ("Pomysły", 60, 45, {}), ("Dobra praktyka", 25, 15, {"skippable": 1}),
    ("Obiad", 40, 30, {"settings": {"form": "break"}}), ("Rozmowa z burmistrzem", 45, 35, {}),
    ("Głosowanie", 20, 12, {}), ("Plan", 40, 20, {}), ("Zamknięcie", 15, 10, {}),
)  # fmt: skip
LATE = Effort(0, 38, 0)
"""Eighteen steps of the agenda by a chord each (a point that ends, a point that begins), and one chord to accept."""


class Day:
    """A laboratory's day whose clock the story turns."""

    def __init__(self, hand: Hand, clock: HeldClock) -> None:
        self.hand, self.clock, self.console = hand, clock, hand.who.console

    def at(self, hours: str) -> None:
        """Let time go on until a local hour, second for second as far as anybody can see."""
        then = _hour(self, hours)
        while self.clock.now < then:
            self.clock.now = min(then, self.clock.now + timedelta(minutes=1))
            self.console.tick()

    def next(self, hours: str) -> None:
        """The point under way ends at an hour, and the next one begins."""
        self.at(hours)
        self.hand.strikes("next_step")
        if agenda.following(self.hand.who.lab.read) is not None:
            self.hand.strikes("next_step")

    def slot(self, title: str) -> Slot:
        """Return where a point lies now."""
        return next(slot for slot in plan_of(self.hand.who.lab).slots if slot.activity.title == title)

    def local(self, moment: datetime) -> str:
        """Return an hour as the rail shows it."""
        return moment.astimezone(ZONE).strftime("%H:%M")

    @property
    def asks(self) -> bool:
        """Whether the console asks anything about the agenda."""
        return not self.console.pacing.isHidden()


@pytest.mark.parametrize("language", ["pl", "en"])
def test_a_late_day_around_a_guest_who_leaves(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr(chime, "ring", lambda: True)
    day = _begun(tmp_path, qtbot, monkeypatch, language)
    _the_guest(day)
    day.hand.effort()
    day.hand.strikes("next_step")
    day.next("09:55")  # the mayor spoke long: 25 minutes late
    assert not day.asks
    assert pace_of(day.hand.who.lab).shortened, "the delay is taken out of what comes"
    assert day.slot("Rozmowa z burmistrzem").end <= _hour(day, "14:00")
    assert day.local(day.slot("Zamknięcie").end) == "15:05"
    day.next("11:05")
    day.next("11:17")
    assert not day.asks
    day.at("12:40")  # ideas still come, and everything after them can still be had in its least time
    assert not day.asks
    day.at("12:41")  # now the guest would be missed
    assert day.asks
    said = day.console.pacing.text
    assert "Ewa Burmistrz" in said
    assert "Dobra praktyka" in said
    day.hand.strikes("accept_pace")
    assert not day.asks
    assert day.slot("Dobra praktyka").activity.state == agenda.SKIPPED
    _after_the_question(day)
    assert day.hand.effort() == LATE
    room.leave(day.hand.who)


def _after_the_question(day: Day) -> None:
    day.next("12:45")
    day.next("13:16")
    day.next("13:52")
    guest = day.slot("Rozmowa z burmistrzem").activity
    assert guest.state == agenda.DONE
    assert day.local(datetime.fromisoformat(guest.finished or "")) == "13:52"
    day.next("14:10")
    day.next("14:48")
    day.next("15:05")
    assert agenda.current(day.hand.who.lab.read) is None
    assert not day.asks


def _begun(path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, language: str) -> Day:
    who = room.begin(path, qtbot, monkeypatch, language, 20)
    clock = HeldClock(datetime(2026, 11, 19, 9, 0, tzinfo=ZONE))
    who.lab.clock = who.lab.read.clock = clock
    with who.lab.change("activity.add") as tx:
        for old in agenda.activities(tx):
            agenda.retire_activity(tx, old.id)
        first = agenda.days(tx)[0].id
        agenda.edit_day(tx, first, date="2026-11-19", start="09:00")
        people.add_participant(tx, name="Ewa Burmistrz")
        for title, minutes, least, more in DAY:
            agenda.add_activity(tx, first, "talk", title, minutes=minutes, minimum=least, **more)
    who.console.show_current()
    return Day(Hand(who), clock)


def _the_guest(day: Day) -> None:
    """Said on the point's own form: whom it needs, and that they leave at 14:00."""
    who = day.hand.who
    talk = day.slot("Rozmowa z burmistrzem").activity

    def needs_her(form: ActivityDialog) -> None:
        box = form._needs.person
        box.setCurrentIndex(box.findData(people.named(who.lab.read, "Ewa Burmistrz")))
        form._needs.leaves.setChecked(True)
        assert form.values()["needs_until"] == "14:00"

    who.console.show_activity(talk.id)
    who.will_answer(ActivityDialog, needs_her)
    day.hand.strikes("edit_activity")
    assert day.slot("Rozmowa z burmistrzem").activity.needs


def _hour(day: Day, hours: str) -> datetime:
    return datetime.combine(day.clock.now.astimezone(ZONE).date(), time.fromisoformat(hours), ZONE)

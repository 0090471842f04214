"""Clocks that are set, sleep, zones, midnight, the hour that comes twice: timers, breaks and delays are right."""

import os
import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from labapp.clock import SteppingClock, seeded_ids, system_clock
from labapp.document import new_document, open_document
from labapp.model import agenda, countdown, facts, jumps, pacing, pause, rhythm, timing
from labapp.wording.history import history_sentence
from labapp.wording.translate import translator
from tests.lab_files import Ticker, again, fresh

WARSAW = ZoneInfo("Europe/Warsaw")


class Laptop:
    """A computer with a clock people set and one nobody can; `passes` is real time, awake or asleep."""

    def __init__(self, document, clock, up):
        self.document, self.lab, self.clock, self.up = document, document.lab, clock, up

    def passes(self, **amount):
        self.clock.forward(**amount)
        self.up.now += timedelta(**amount).total_seconds()

    def is_set(self, **amount):
        self.clock.forward(**amount)
        self.document.tick()

    def timer(self):
        return countdown.face(self.lab.read, self.clock()).remaining_seconds

    def resume(self):
        return pause.current(self.lab.read).face(self.clock()).remaining_seconds

    def paper(self):
        read = self.lab.read
        return timing.schedule(agenda.days(read), agenda.activities(read), WARSAW, self.clock())

    def plan(self):
        return pacing.pace(self.paper(), rhythm.ends(self.lab.read)).schedule


def laptop_at(path, local, *points, start="09:00", date=""):
    moment = datetime.fromisoformat(local).replace(tzinfo=WARSAW).astimezone(UTC)
    clock, up = SteppingClock(moment), Ticker()
    document = new_document(path, title="Zegary", clock=clock, ids=seeded_ids(3), ticker=Ticker())
    document.jumps = jumps.JumpWatch(clock, up)
    with document.lab.change("day.add") as tx:
        day = agenda.add_day(tx, date=date or local[:10], start=start)
        for title, minutes in points:
            agenda.add_activity(tx, day, "talk", title, minutes=minutes)
    return Laptop(document, clock, up)


@pytest.fixture
def laptop(tmp_path):
    made = laptop_at(tmp_path / "a.lab", "2026-11-20T09:00", ("a", 30), ("b", 45), ("c", 30))
    begin(made, 0)
    yield made
    made.document.close()


def begin(made, index):
    with made.lab.change("activity.start", undoable=False) as tx:
        agenda.start(tx, agenda.activities(tx)[index].id)


def run_everything(made):
    with made.lab.change("timer.start", undoable=False) as tx:
        countdown.start(tx, 600)
    with made.lab.change("pause.press", undoable=False) as tx:
        pause.press(tx)


@pytest.mark.parametrize("jump", [{"hours": 1}, {"hours": -1}, {"days": -400}, {"seconds": 5}, {"hours": 10}])
def test_a_clock_that_is_set_cuts_nothing_short(laptop, jump):
    run_everything(laptop)
    laptop.passes(minutes=4)
    laptop.document.tick()
    assert (laptop.timer(), laptop.resume()) == (360, 660)
    left = laptop.paper().left
    laptop.is_set(**jump)
    assert (laptop.timer(), laptop.resume()) == (360, 660)
    assert laptop.paper().left == left == timedelta(minutes=26)
    laptop.passes(minutes=6)
    laptop.document.tick()
    assert (laptop.timer(), laptop.resume()) == (0, 300)
    entries = [entry for entry in laptop.lab.history() if entry.code == jumps.CODE]
    assert len(entries) == 1
    assert not entries[0].undoable
    for language in ("pl", "en"):
        assert jumps.CODE not in history_sentence(jumps.CODE, {}, translator(language))


def test_a_clock_set_twice_and_back_again_leaves_no_trace_in_the_times(laptop):
    run_everything(laptop)
    before = [facts.get(laptop.lab.read, key) for key in ("timer", "pause")]
    laptop.is_set(hours=2)
    laptop.is_set(hours=-2)
    assert [facts.get(laptop.lab.read, key) for key in ("timer", "pause")] == before


def test_where_nothing_runs_a_set_clock_is_no_entry(tmp_path):
    made = laptop_at(tmp_path / "a.lab", "2026-11-20T09:00", ("a", 30))
    number = made.lab.history()[0].number
    made.is_set(hours=3)
    assert made.lab.history()[0].number == number
    made.document.close()


def test_a_held_timer_stays_as_it_is(laptop):
    with laptop.lab.change("timer.start", undoable=False) as tx:
        countdown.start(tx, 600)
        countdown.pause(tx)
    laptop.is_set(hours=1)
    assert laptop.timer() == 600


@pytest.mark.parametrize("asleep", [{"hours": 1}, {"hours": 9}])
def test_an_hour_of_sleep_is_an_hour(laptop, asleep):
    run_everything(laptop)
    laptop.passes(**asleep)
    laptop.document.tick()
    over = int(timedelta(**asleep).total_seconds())
    assert (laptop.timer(), laptop.resume()) == (600 - over, 900 - over)
    assert [entry.code for entry in laptop.lab.history() if entry.code == jumps.CODE] == []
    assert laptop.paper().left == timedelta(minutes=30) - timedelta(**asleep)


def test_slow_corrections_of_the_system_are_no_jumps(laptop):
    run_everything(laptop)
    for _ in range(600):
        laptop.clock.forward(seconds=1.0005)  # as fast as a system slews its clock
        laptop.up.now += 1.0
        laptop.document.tick()
    assert [entry.code for entry in laptop.lab.history() if entry.code == jumps.CODE] == []


def test_the_real_clocks_agree_and_only_the_computers_own_is_watched(tmp_path):
    watch = jumps.JumpWatch(system_clock)
    assert watch.look() is None
    assert jumps.uptime() <= jumps.uptime()
    document = fresh(tmp_path / "a.lab")
    assert document.jumps is None
    document.close()
    with open_document(tmp_path / "a.lab") as real:
        assert real.jumps is not None


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows cannot change the zone of one process")
def test_the_laptops_own_zone_does_not_matter(laptop, monkeypatch):
    run_everything(laptop)
    laptop.passes(minutes=7)
    before = (laptop.timer(), laptop.resume(), laptop.plan())
    for zone in ("Pacific/Auckland", "America/New_York", "UTC"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        laptop.document.tick()
        assert (laptop.timer(), laptop.resume(), laptop.plan()) == before
        assert [laptop.plan().local(slot.planned) for slot in laptop.plan().slots] == ["09:00", "09:30", "10:15"]
    monkeypatch.delenv("TZ")
    time.tzset()
    assert os.environ.get("TZ") is None


def test_the_meetings_own_zone_moves_the_plan_and_nothing_that_runs(laptop):
    run_everything(laptop)
    began = agenda.current(laptop.lab.read).started
    with laptop.lab.change("facts.edit") as tx:
        facts.put(tx, "zone", "Europe/London")
    assert (laptop.timer(), laptop.resume()) == (600, 900)
    assert agenda.current(laptop.lab.read).started == began


def test_midnight_is_no_end_for_those_who_sit_late(tmp_path):
    made = laptop_at(tmp_path / "a.lab", "2026-11-20T22:00", ("a", 60), ("b", 60), ("c", 30), start="22:00")
    begin(made, 0)
    made.passes(minutes=60)
    begin(made, 1)
    made.passes(minutes=59)  # 23:59
    before = made.plan()
    made.passes(minutes=2)  # 00:01 of the next day, one minute over
    plan = made.plan()
    assert plan.local(plan.slots[2].start) == "00:01"
    assert (plan.left, before.left) == (timedelta(minutes=-1), timedelta(minutes=1))
    assert plan.delay == timedelta(minutes=1)
    with made.lab.change("activity.finish", undoable=False) as tx:
        agenda.finish(tx, agenda.current(tx).id)
    made.passes(minutes=9)
    plan = made.plan()
    assert (plan.local(plan.slots[2].start), plan.delay) == ("00:10", timedelta(minutes=10))
    run_everything(made)
    assert (made.timer(), made.resume()) == (600, 900)
    made.passes(hours=8)  # in the morning nobody is late for last night any more
    assert made.plan().delay == timedelta()
    made.document.close()


def test_delays_are_absorbed_past_midnight_as_before_it(tmp_path):
    made = laptop_at(tmp_path / "a.lab", "2026-11-20T22:00", ("a", 60), ("b", 90), ("c", 30), start="22:00")
    begin(made, 0)
    made.passes(minutes=70)  # ten minutes late
    begin(made, 1)
    made.passes(minutes=49)
    before = made.plan()  # 23:59
    made.passes(minutes=2)
    after = made.plan()
    assert [before.local(slot.end) for slot in before.slots] == [after.local(slot.end) for slot in after.slots]
    assert before.local(before.slots[-1].end) == "01:00"
    made.document.close()


@pytest.mark.parametrize(("night", "ends"), [("2026-10-25", "02:30"), ("2026-03-29", "04:30")])
def test_the_hours_that_come_twice_or_never_are_an_hour_long(tmp_path, night, ends):
    # In October three becomes two again: 90 minutes from half past one end at "02:00" of the second two o'clock.
    made = laptop_at(tmp_path / "a.lab", f"{night}T01:30", ("a", 120), ("b", 45), start="01:30", date=night)
    begin(made, 0)
    run_everything(made)
    assert made.plan().local(made.plan().slots[0].end) == ends
    for minute in range(0, 121, 10):
        assert made.plan().left == timedelta(minutes=120 - minute)
        assert made.timer() == 600 - 60 * minute
        assert made.resume() == 900 - 60 * minute
        assert made.plan().delay == timedelta()
        made.passes(minutes=10)
        made.document.tick()
    assert [entry.code for entry in made.lab.history() if entry.code == jumps.CODE] == []
    made.document.close()


def test_a_break_over_the_october_hour_resumes_when_it_was_to(tmp_path):
    made = laptop_at(tmp_path / "a.lab", "2026-10-25T02:50", ("a", 60), start="02:00", date="2026-10-25")
    begin(made, 0)
    with made.lab.change("pause.press", undoable=False) as tx:
        until = pause.press(tx).until
    assert until.astimezone(WARSAW).strftime("%H:%M") == "02:05"  # of the second two o'clock
    made.passes(minutes=15)
    assert made.resume() == 0
    made.document.close()


def test_two_days_over_the_october_night(tmp_path):
    made = laptop_at(tmp_path / "a.lab", "2026-10-24T09:00", ("a", 60), date="2026-10-24")
    with made.lab.change("day.add") as tx:
        second = agenda.add_day(tx, start="09:00")
        agenda.add_activity(tx, second, "talk", "b", minutes=60)
    plan = made.plan()
    assert [plan.local(slot.planned) for slot in plan.slots] == ["09:00", "09:00"]
    assert plan.slots[1].planned - plan.slots[0].planned == timedelta(hours=25)
    made.document.close()


def test_what_runs_survives_a_restart_with_the_time_that_has_passed(tmp_path):
    made = laptop_at(tmp_path / "a.lab", "2026-11-20T09:00", ("a", 30))
    begin(made, 0)
    run_everything(made)
    made.document.close()
    with again(tmp_path / "a.lab") as document:
        later = made.clock() + timedelta(minutes=5)
        assert countdown.face(document.lab.read, later).remaining_seconds == 300
        assert pause.current(document.lab.read).face(later).remaining_seconds == 600

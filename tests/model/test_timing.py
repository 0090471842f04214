"""Computed times: the plan, what really happened, and how late it makes us."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from labapp.clock import stamp
from labapp.model.agenda import DONE, PLANNED, RUNNING, SKIPPED, Activity, Day
from labapp.model.timing import Schedule, minutes_of, schedule

WARSAW = ZoneInfo("Europe/Warsaw")
DATE = "2026-11-20"


def day(ident: str = "d1", date: str = DATE, start: str = "09:00") -> Day:
    return Day(ident, date, start, "", ident)


def point(ident: str, minutes: int, state: str = PLANNED, started: str = "", finished: str = "", fixed: str = "",
          day: str = "d1") -> Activity:  # fmt: skip
    return Activity(
        ident, day, ident, "talk", ident, "", "", minutes, 5, fixed, False, None, "", {}, state,
        at(started) if started else None, at(finished) if finished else None,
    )  # fmt: skip


def local(clock: str, date: str = DATE) -> datetime:
    return datetime.fromisoformat(f"{date}T{clock}").replace(tzinfo=WARSAW)


def at(clock: str, date: str = DATE) -> str:
    return stamp(local(clock, date))


def plan(*points: Activity, now: str = "08:00", days: tuple[Day, ...] = (day(),)) -> Schedule:
    return schedule(days, points, WARSAW, local(now))


def starts(made: Schedule) -> list[str]:
    return [made.local(slot.start) for slot in made.slots]


def test_before_the_day_begins_points_follow_each_other() -> None:
    made = plan(point("a", 20), point("b", 70), point("c", 15))
    assert starts(made) == ["09:00", "09:20", "10:30"]
    assert made.delay == timedelta()
    assert made.left is None


def test_a_fixed_point_waits_for_its_time() -> None:
    assert starts(plan(point("a", 20), point("b", 30, fixed="10:00"), point("c", 5))) == ["09:00", "10:00", "10:30"]


def test_a_late_start_moves_what_follows_and_is_called_delay() -> None:
    made = plan(point("a", 20, RUNNING, "09:07"), point("b", 70), now="09:10")
    assert starts(made) == ["09:07", "09:27"]
    assert minutes_of(made.delay) == 7
    assert made.left == timedelta(minutes=17)


def test_a_point_that_runs_over_delays_the_next_minute_by_minute() -> None:
    made = plan(point("a", 20, RUNNING, "09:00"), point("b", 70), now="09:32")
    assert starts(made)[1] == "09:32"
    assert minutes_of(made.delay) == 12
    assert made.left == timedelta(minutes=-12)


def test_finishing_early_is_a_negative_delay() -> None:
    made = plan(point("a", 20, DONE, "09:00", "09:10"), point("b", 70), now="09:11")
    assert starts(made)[1] == "09:11"
    assert minutes_of(made.delay) == -9


def test_a_fixed_point_swallows_the_delay_before_it() -> None:
    made = plan(point("a", 20, DONE, "09:00", "09:30"), point("b", 10, fixed="10:00"), now="09:31")
    assert starts(made)[1] == "10:00"
    assert made.delay == timedelta()


def test_a_skipped_point_gives_its_time_back() -> None:
    made = plan(point("a", 20, DONE, "09:00", "09:30"), point("b", 15, SKIPPED), point("c", 10), now="09:30")
    assert starts(made)[2] == "09:30"
    assert minutes_of(made.delay) == -5


def test_the_last_point_is_late_by_its_end() -> None:
    assert minutes_of(plan(point("a", 20, DONE, "09:00", "09:31"), now="12:00").delay) == 11


def test_days_are_timed_apart_and_an_open_date_follows_the_day_before() -> None:
    days = (day(), day("d2", "", "10:00"))
    made = plan(point("a", 20, RUNNING, "09:15"), point("b", 30, day="d2"), days=days, now="09:20")
    assert made.slots[1].start == local("10:00", "2026-11-21").astimezone(UTC)
    assert minutes_of(made.delay) == 15


def test_a_trial_at_another_hour_on_an_open_date_is_not_late() -> None:
    made = plan(point("a", 20, RUNNING, "18:00"), point("b", 10), days=(day(date=""),), now="18:05")
    assert made.delay == timedelta()
    assert starts(made) == ["18:00", "18:20"]


def test_the_hour_that_happens_twice_is_an_hour() -> None:
    """On 25 October 2026 clocks in Warsaw go back at three: 90 minutes from 02:00 end at 02:30."""
    night = (day(date="2026-10-25", start="02:00"),)
    made = schedule(night, (point("a", 90), point("b", 60)), WARSAW, local("01:00", "2026-10-25"))
    assert starts(made) == ["02:00", "02:30"]
    assert made.slots[1].start - made.slots[0].start == timedelta(minutes=90)


@given(st.lists(st.tuples(st.integers(1, 200), st.sampled_from(["", "10:00", "13:30"])), max_size=12))
def test_plans_never_overlap_and_keep_every_minute(points: list[tuple[int, str]]) -> None:
    made = plan(*(point(str(i), minutes, fixed=fixed) for i, (minutes, fixed) in enumerate(points)))
    for slot in made.slots:
        assert slot.end - slot.start == timedelta(minutes=slot.activity.minutes)
    for one, two in zip(made.slots, made.slots[1:], strict=False):
        assert one.end <= two.start
        assert one.planned_end <= two.planned


@given(st.integers(0, 300), st.integers(0, 300))
def test_delay_is_what_the_next_start_is_off_by(late: int, after: int) -> None:
    begun = local("09:00") + timedelta(minutes=min(late, 179))
    now = begun + timedelta(minutes=after)
    first = point("a", 20, RUNNING)
    first = Activity(**{**first.__dict__, "started": stamp(begun)})
    made = schedule((day(),), (first, point("b", 30)), WARSAW, now)
    assert made.delay == made.slots[1].start - made.slots[1].planned
    assert made.delay == timedelta(minutes=min(late, 179) + max(0, after - 20))


def test_a_point_left_behind_waits_without_a_time_of_its_own() -> None:
    made = plan(point("a", 20, DONE, "09:00", "09:20"), point("b", 10), point("c", 15, RUNNING, "09:25"), point("d", 5),
                now="09:30")  # fmt: skip
    assert made.passed_over == {"b"}
    assert starts(made)[3] == "09:40"
    assert plan(point("a", 20), point("b", 10)).passed_over == frozenset()


def test_leaving_out_a_later_point_beforehand_passes_nothing_over() -> None:
    made = plan(point("a", 20), point("b", 15, SKIPPED), point("c", 10), now="09:12")
    assert made.passed_over == frozenset()
    assert starts(made) == ["09:12", "09:32", "09:32"]


def test_an_old_meeting_opened_again_is_not_weeks_late() -> None:
    points = (point("a", 20, RUNNING, "09:00"), point("b", 70))
    assert minutes_of(plan(*points, now="21:20").delay) == 12 * 60
    weeks_on = schedule((day(),), points, WARSAW, local("09:00", "2026-12-25"))
    assert weeks_on.delay == timedelta()

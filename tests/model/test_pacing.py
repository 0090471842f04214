"""A delay is taken out of what is still to come, and asked about only when a limit would be missed."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from labapp.kinds.registry import KINDS
from labapp.model import agenda, people, rhythm
from labapp.model.agenda import DONE, PLANNED, RUNNING, SKIPPED, Activity
from labapp.model.pacing import Pace, accept, pace
from labapp.model.timing import Schedule
from tests.lab_files import fresh
from tests.model.test_timing import day, local, plan, point, starts


def needed(ident: str, minutes: int, until: str, least: int = 5) -> Activity:
    return replace(point(ident, minutes), needs="guest", needs_until=until, minimum=least)


def least(item: Activity, minutes: int, skippable: bool = False) -> Activity:
    return replace(item, minimum=minutes, skippable=skippable)


def done(ident: str, minutes: int, started: str, finished: str) -> Activity:
    return point(ident, minutes, DONE, started, finished)


def given_minutes(made: Pace) -> list[int]:
    return [slot.activity.minutes for slot in made.schedule.slots]


def test_a_day_in_time_is_left_alone() -> None:
    made = plan(done("a", 30, "09:00", "09:30"), point("b", 40), point("c", 30), now="09:30")
    assert pace(made) == Pace(made, {}, ())


def test_a_delay_is_shared_by_what_can_give_and_nobody_is_asked() -> None:
    late = plan(
        done("a", 30, "09:00", "09:45"), least(point("b", 40), 20), least(point("c", 20), 20),
        least(point("d", 30), 20), now="09:45",
    )  # fmt: skip
    made = pace(late)
    assert given_minutes(made) == [30, 30, 20, 25]  # 15 min: 20 and 10 to give
    assert made.shortened == {"b": 30, "d": 25}
    assert made.proposals == ()
    assert made.schedule.slots[-1].end == made.schedule.slots[-1].planned_end
    assert starts(made.schedule) == ["09:00", "09:45", "10:15", "10:35"]


def test_minima_hold_and_the_rest_is_delay() -> None:
    late = plan(done("a", 30, "09:00", "10:30"), least(point("b", 40), 30), least(point("c", 30), 30), now="10:30")
    made = pace(late)
    assert given_minutes(made)[1:] == [30, 30]
    assert made.proposals == ()
    assert made.schedule.slots[-1].end - made.schedule.slots[-1].planned_end == timedelta(minutes=50)


def test_a_fixed_point_is_kept_before_the_end_of_the_day_is_thought_of() -> None:
    late = plan(
        done("a", 30, "09:00", "09:50"), least(point("b", 30), 5), point("lunch", 60, fixed="10:00"),
        least(point("c", 60), 30), now="09:50",
    )  # fmt: skip
    made = pace(late)
    assert starts(made.schedule)[2] == "10:00"
    assert given_minutes(made)[1:] == [10, 60, 60]


def test_what_waits_for_its_hour_is_not_shortened_for_what_comes_after() -> None:
    early = plan(
        done("a", 30, "09:00", "09:30"), least(point("b", 20), 5), least(point("lunch", 30, fixed="11:00"), 10),
        least(point("c", 60), 30), now="09:30",
    )  # fmt: skip
    made = pace(early, {"d1": "12:00"})
    assert given_minutes(made)[1] == 20
    assert sum(given_minutes(made)[2:]) == 60


def test_the_point_under_way_gives_too_and_its_clock_then_counts_up() -> None:
    run = least(point("b", 40, RUNNING, "09:45"), 20)
    made = pace(plan(done("a", 30, "09:00", "09:45"), run, least(point("c", 20), 10), now="09:50"))
    assert given_minutes(made)[1:] == [30, 15]
    assert made.schedule.left == timedelta(minutes=25)
    over = pace(plan(done("a", 30, "09:00", "09:45"), run, least(point("c", 20), 10), now="10:20"))
    assert over.schedule.left == timedelta(minutes=-5)
    assert over.schedule.slots[2].start == local("10:20")
    assert over.shortened["c"] == 10


def test_a_point_over_its_time_is_not_shortened_any_more() -> None:
    """The room was told +26 minutes; a guest entered in the dialog made it +34."""
    running = replace(point("a", 60, RUNNING, "09:00"), minimum=40)
    made = pace(plan(running, least(point("b", 20), 10), needed("c", 60, "11:00", 30), now="10:26"))
    assert given_minutes(made) == [60, 10, 30]


def test_a_guest_who_leaves_is_reached_by_leaving_something_out() -> None:
    late = plan(
        done("a", 60, "12:00", "13:25"), least(point("b", 20), 15, True), least(point("c", 30), 20, True),
        least(point("d", 15), 10), needed("guest", 20, "14:00", 15), now="13:25", days=(day(start="12:00"),),
    )  # fmt: skip
    (asked,) = pace(late).proposals
    assert (asked.activity, asked.why, asked.late) == ("guest", "needed", 25)
    assert asked.skip == ("b", "c")
    assert asked.helps


def test_fewest_and_shortest_are_left_out() -> None:
    late = plan(
        done("a", 30, "09:00", "09:40"), least(point("b", 30), 20, True), least(point("c", 10), 10, True),
        point("lunch", 60, fixed="10:00"), now="09:40",
    )  # fmt: skip
    (asked,) = pace(late).proposals
    assert asked.late == 10
    assert asked.skip == ("c",)


def test_with_nothing_to_leave_out_the_guest_comes_next() -> None:
    late = plan(
        done("a", 60, "12:00", "13:25"), least(point("b", 60), 60), needed("guest", 20, "14:00", 15),
        now="13:25", days=(day(start="12:00"),),
    )  # fmt: skip
    (asked,) = pace(late).proposals
    assert asked.forward
    assert asked.skip == ()
    hopeless = pace(replace_now(late, "13:50")).proposals
    assert [(p.forward, p.helps) for p in hopeless] == [(False, False)]


def replace_now(made: Schedule, clock: str) -> Schedule:
    days, listed = (day(start="12:00"),), [slot.activity for slot in made.slots]
    return plan(*listed, now=clock, days=days)


def test_a_plan_that_does_not_fit_is_left_to_the_check_until_the_day_begins() -> None:
    ahead = plan(point("a", 120), point("lunch", 30, fixed="10:00"), now="08:00")
    assert pace(ahead) == Pace(ahead, {}, ())


def test_what_is_accepted_is_one_gesture(tmp_path: Path) -> None:
    with fresh(tmp_path / "a.lab") as document:
        lab = document.lab
        with lab.change("activity.add") as tx:
            day_id = agenda.days(tx)[0].id
            guest = people.add_participant(tx, name="Gość")
            made = [agenda.add_activity(tx, day_id, "talk", name) for name in ("b", "c", "guest")]
            agenda.edit_activity(tx, made[2], needs=guest, needs_until="14:00")
        before = [(a.id, a.state) for a in agenda.activities(lab.read)]
        skip = replace_proposal(made[2], skip=(made[0], made[1]))
        with lab.change("agenda.pace") as tx:
            accept(tx, skip)
        assert [a.state for a in agenda.activities(lab.read)] == [PLANNED, SKIPPED, SKIPPED, PLANNED]
        lab.undo()
        assert [(a.id, a.state) for a in agenda.activities(lab.read)] == before
        with lab.change("activity.start", undoable=False) as tx:
            agenda.start(tx, before[0][0])
        with lab.change("agenda.pace") as tx:
            accept(tx, replace_proposal(made[2], forward=True))
        assert [a.title for a in agenda.activities(lab.read)] == ["Pomysły", "guest", "b", "c"]


def replace_proposal(activity: str, **more: object):  # type: ignore[no-untyped-def]
    from labapp.model.pacing import Proposal

    return Proposal(activity, "needed", local("14:00"), 10, **more)  # type: ignore[arg-type]


@st.composite
def late_days(draw: st.DrawFn) -> Schedule:
    points = [point(str(i), draw(st.integers(1, 90))) for i in range(draw(st.integers(1, 8)))]
    points = [least(item, draw(st.integers(1, item.minutes)), draw(st.booleans())) for item in points]
    fixed = draw(st.lists(st.sampled_from(["10:00", "11:30", "13:00"]), max_size=3, unique=True))
    where = sorted(draw(st.lists(st.integers(0, len(points) - 1), min_size=len(fixed), max_size=len(fixed))))
    for index, clock in zip(where, sorted(fixed), strict=True):
        points[index] = replace(points[index], fixed=clock)
    begun = done("begun", 15, "09:00", "09:10")
    now = draw(st.integers(0, 200))
    return plan(begun, *points, now=f"{9 + (10 + now) // 60:02}:{(10 + now) % 60:02}")


@given(late_days())
def test_whatever_the_day_minima_hold_and_nothing_gets_later(made: Schedule) -> None:
    paced = pace(made)
    for before, after in zip(made.slots, paced.schedule.slots, strict=True):
        minutes = before.activity.minutes
        assert min(before.activity.minimum, minutes) <= after.activity.minutes <= minutes
        assert after.start <= before.start
        assert after.end <= before.end
    for before, after in zip(paced.schedule.slots[1:], paced.schedule.slots[2:], strict=False):
        assert after.start >= before.end
    missed = {p.activity for p in paced.proposals}
    for slot in paced.schedule.slots:
        if slot.activity.fixed and slot.activity.id not in missed:
            assert made.local(slot.start) == slot.activity.fixed
    closing = paced.schedule.slots[-1]
    if closing.end < closing.planned_end:  # nothing is shortened for nothing, save for a fixed hour
        assert not paced.shortened or any(slot.activity.fixed for slot in made.slots)


def codes(made: Schedule, ends: dict[str, str] | None = None) -> list[tuple[str, str, int]]:
    rests = lambda a: a.title == "break"  # noqa: E731
    found = rhythm.check(made, rests, lambda a: a.title == "idle", ends)
    return [(f.code, f.activity, f.minutes) for f in found]


def test_the_check_says_what_does_not_fit() -> None:
    made = plan(
        point("a", 100), point("break", 15), point("idle", 60), point("b", 100), point("lunch", 60, fixed="13:00"),
        needed("guest", 45, "14:00"), point("c", 20, fixed="16:00"),
    )  # fmt: skip
    assert codes(made, {"d1": "16:00"}) == [
        ("idle", "idle", 60), ("fixed", "lunch", 35), ("needed", "guest", 80), ("gap", "c", 40),
        ("no-break", "guest", 265), ("day-over", "c", 20),
    ]  # fmt: skip
    assert codes(plan(point("a", 100), point("break", 15), point("b", 120))) == []


def test_a_stretch_without_a_break_says_from_when_to_when() -> None:
    made = plan(point("a", 80), point("b", 80), point("break", 10), point("c", 30))
    (found,) = rhythm.check(made, lambda a: a.title == "break", lambda a: False)
    assert (found.code, found.minutes, found.since, found.until) == ("no-break", 160, "09:00", "11:40")
    assert found.activity == "b"


def test_kinds_know_what_rests_and_what_is_idle() -> None:
    talk = KINDS["talk"]
    forms = {form: replace(point("a", 10), settings={"v": 1, "form": form})
             for form in ("welcome", "presentation", "discussion", "break")}  # fmt: skip
    assert [talk.rests(item) for item in forms.values()] == [False, False, False, True]
    assert [talk.idle(item) for item in forms.values()] == [False, True, True, False]
    assert not KINDS["board"].idle(point("a", 10))


def test_the_end_of_a_day_is_kept_and_forgotten(tmp_path: Path) -> None:
    with fresh(tmp_path / "a.lab") as document:
        day_id = agenda.days(document.lab.read)[0].id
        with document.lab.change("day.end") as tx:
            rhythm.set_end(tx, day_id, "15:00")
        assert rhythm.ends(document.lab.read) == {day_id: "15:00"}
        with document.lab.change("day.end") as tx:
            rhythm.set_end(tx, day_id, "")
        assert rhythm.ends(document.lab.read) == {}



"""Rounds and reports by one step; what the room is told by itself; whoever comes late has a chair at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from labapp.lab import Lab
from labapp.model import agenda, arrivals, cafe, countdown, groups, people
from labapp.model.cafe import Call, Step
from labapp.model.groups_stage import scene
from labapp.stage.scenes import ReportBackScene, TablesScene
from labapp.stage.state import TimerFace
from tests.lab_files import fresh
from tests.shared_clock import HeldClock


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with fresh(tmp_path / "a.lab") as document:
        document.lab.clock = document.lab.read.clock = HeldClock(datetime(2026, 11, 19, 9, 0, tzinfo=UTC))
        yield document.lab


def divided(lab: Lab, turns: int = 2) -> str:
    """Return a point with three tables of two people who change places each round."""
    with lab.change("tables.divide") as tx:
        point = agenda.add_activity(tx, agenda.days(tx)[0].id, "board", "Stoliki")
        groups.set_count(tx, point, 3, "Stolik {n}")
        ids = [people.add_participant(tx, name=f"Osoba {n}") for n in range(6)]
        for ident in ids:
            people.arrive(tx, ident)
        groups.keep(tx, point, [tuple((ids[t], ids[3 + (t + turn) % 3]) for t in range(3)) for turn in range(turns)])
    return point


def step(lab: Lab, point: str) -> Step | None:
    with lab.change("tables.step") as tx:
        return cafe.go_on(tx, point)


def test_one_step_leads_through_rounds_and_reports(lab: Lab) -> None:
    point = divided(lab)
    with lab.change("tables.times") as tx:
        cafe.set_times(tx, point, 20, 2)
    done: list[Step] = []
    while (one := step(lab, point)) is not None:
        done.append(one)
        shown = scene(lab.read, point)
        purpose = countdown.purpose(lab.read)
        if one.what == "round":
            assert isinstance(shown, TablesScene)
            assert (shown.turn, purpose) == (one.number + 1, cafe.LAST if one.number else cafe.ROUND)
        elif one.what == "report":
            assert shown == ReportBackScene(f"Stolik {one.number + 1}", "Stoliki", one.number + 1, 3)
            assert countdown.face(lab.read, lab.clock()) == TimerFace(120, 120)
    assert done == [Step("round", 0), Step("round", 1), *(Step("report", n) for n in range(3)), Step("end")]
    assert countdown.face(lab.read, lab.clock()) is None
    with lab.change("tables.again") as tx:
        cafe.begin_again(tx, point)
    assert cafe.following(groups.plan(lab.read, point), cafe.course(lab.read, point)) == Step("round", 0)


def test_a_step_is_undone_as_one_and_a_new_dividing_begins_anew(lab: Lab) -> None:
    point = divided(lab)
    step(lab, point)
    step(lab, point)
    lab.undo()
    assert groups.plan(lab.read, point).now == 0
    assert cafe.following(groups.plan(lab.read, point), cafe.course(lab.read, point)) == Step("round", 1)
    plan = groups.plan(lab.read, point)
    with lab.change("tables.divide") as tx:
        groups.keep(tx, point, plan.rounds)
    assert cafe.course(lab.read, point).begun is False


def test_a_table_closed_before_it_reports_is_passed_over(lab: Lab) -> None:
    point = divided(lab, 1)
    step(lab, point)
    with lab.change("tables.close") as tx:
        groups.close_table(tx, groups.tables(tx, point)[0].id)
    first = step(lab, point)
    assert first == Step("report", 0)
    assert scene(lab.read, point) == ReportBackScene("Stolik 2", "Stoliki", 1, 2)


def test_nothing_is_done_before_anybody_sits(lab: Lab) -> None:
    with lab.change("activity.add") as tx:
        point = agenda.add_activity(tx, agenda.days(tx)[0].id, "talk", "Bez stolików")
    assert step(lab, point) is None


@pytest.mark.parametrize(("left", "total", "purpose", "said"), [
    (301, 1200, cafe.ROUND, Call.NONE), (300, 1200, cafe.ROUND, Call.FIVE), (1, 1200, cafe.LAST, Call.FIVE),
    (0, 1200, cafe.ROUND, Call.CHANGE), (-60, 1200, cafe.LAST, Call.END), (200, 300, cafe.ROUND, Call.NONE),
    (60, 600, cafe.REPORT, Call.NONE), (0, 120, cafe.REPORT, Call.THANKS), (0, 1200, "", Call.NONE),
])  # fmt: skip
def test_the_room_is_told_when_five_minutes_are_left_and_at_the_end(
    left: int, total: int, purpose: str, said: Call
) -> None:
    assert cafe.call(TimerFace(left, total), purpose) is said


def test_the_moderators_own_timer_calls_nothing_and_is_not_taken_away(lab: Lab) -> None:
    point = divided(lab, 1)
    with lab.change("timer.start") as tx:
        countdown.start(tx, 240)
    step(lab, point)
    assert countdown.face(lab.read, lab.clock()) == TimerFace(240, 240)
    assert countdown.purpose(lab.read) == ""
    assert cafe.call(TimerFace(240, 900), countdown.purpose(lab.read)) is Call.NONE


def test_who_comes_late_sits_down_and_who_comes_back_keeps_the_chair(lab: Lab) -> None:
    point = divided(lab)
    before = groups.plan(lab.read, point)
    with lab.change("person.add") as tx:
        late = people.add_participant(tx, name="Spóźniona")
        table = arrivals.arrive(tx, late)
    after = groups.plan(lab.read, point)
    assert table is not None
    assert late in after.rounds[0][[t.id for t in after.tables].index(table.id)]
    assert [[set(t) - {late} for t in turn] for turn in after.rounds] == [[set(t) for t in r] for r in before.rounds]
    with lab.change("person.leave") as tx:
        people.leave(tx, late)
    lab.clock.now += timedelta(minutes=5)  # type: ignore[attr-defined]
    with lab.change("person.arrive") as tx:
        again = arrivals.arrive(tx, late)
    assert again == table
    assert groups.plan(lab.read, point) == after


def test_a_host_who_comes_late_sits_at_the_own_table(lab: Lab) -> None:
    point = divided(lab)
    with lab.change("person.add") as tx:
        hosts = [people.add_participant(tx, name=name) for name in ("Olga Buk", "Lech Wiąz")]
        for table, host in zip(groups.tables(tx, point), hosts, strict=False):
            groups.edit_table(tx, table.id, host=host)
    with lab.change("person.arrive") as tx:
        for host in hosts:
            people.arrive(tx, host)
        groups.seat_latecomers(tx, point)
    made = groups.plan(lab.read, point)
    assert [made.table_of(host, turn) for turn in range(len(made.rounds)) for host in hosts] == [0, 1] * 2


def test_hosts_are_at_their_tables_where_one_was_closed_or_named_while_people_were_divided(lab: Lab) -> None:
    point = divided(lab)
    asked = groups.plan(lab.read, point)
    with lab.change("tables.edit") as tx:
        for place, table in enumerate(asked.tables):
            groups.edit_table(tx, table.id, host=asked.rounds[0][place][0])
        rounds = groups.plan(tx, point).rounds
        groups.close_table(tx, asked.tables[0].id)
    with lab.change("tables.divide") as tx:
        groups.set_count(tx, point, 3, "Stolik {n}")
        groups.edit_table(tx, groups.tables(tx, point)[3].id, host=asked.rounds[0][0][1])
        groups.keep(tx, point, rounds)
    made = groups.plan(lab.read, point)
    assert [[len(members) for members in turn] for turn in made.rounds] == [[0, 2, 2, 2]] * 2
    assert all(table.host in turn[place] for turn in made.rounds for place, table in enumerate(made.tables) if place)


def test_nobody_is_sent_to_a_table_that_is_closed_by_becoming_its_host(lab: Lab) -> None:
    point = divided(lab)
    with lab.change("tables.close") as tx:
        shut = groups.tables(tx, point)[2].id
        groups.close_table(tx, shut)
    before = groups.plan(lab.read, point).rounds
    with lab.change("tables.edit") as tx:
        groups.edit_table(tx, shut, host=before[0][0][0])
    assert groups.plan(lab.read, point).rounds == before


def test_who_makes_room_for_a_host_is_who_should_sit_apart_from_them(lab: Lab) -> None:
    point = divided(lab)
    made = groups.plan(lab.read, point)
    (host, _), (first, second) = made.rounds[0][0], made.rounds[0][1]
    for away in (first, second):
        with lab.change("tables.wishes") as tx:
            groups.set_wishes(tx, point, [(away, host)], [])
            groups.edit_table(tx, made.tables[1].id, host=host)
        now = groups.plan(lab.read, point)
        assert now.table_of(host, 0) == 1
        assert now.table_of(away, 0) != 1
        lab.undo()


def test_without_tables_nobody_is_sent_to_one_and_points_that_are_over_stay(lab: Lab) -> None:
    with lab.change("person.add") as tx:
        assert arrivals.arrive(tx, people.add_participant(tx, name="Pierwszy")) is None
    point = divided(lab)
    with lab.change("activity.start", undoable=False) as tx:
        agenda.start(tx, point)
        agenda.finish(tx, point)
    plan = groups.plan(lab.read, point)
    with lab.change("person.add") as tx:
        assert arrivals.arrive(tx, people.add_participant(tx, name="Po wszystkim")) is None
    assert groups.plan(lab.read, point) == plan

"""The agenda and the facts, asked many times at every key, are at any moment those that are in the file."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from labapp.changes import Change, Reader
from labapp.document import Document
from labapp.errors import UserError
from labapp.model import agenda, countdown, facts, pause
from tests.lab_files import fresh

_STEPS = ("add", "edit", "start", "skip", "retire", "move", "day", "title", "timer", "pause", "fail", "undo", "redo")


class _Stopped(Exception):
    """A gesture that breaks off."""


def told(read: Reader) -> list[object]:
    """Return what windows and clocks ask."""
    days, points = agenda.days(read), agenda.activities(read)
    by_day = [agenda.activities(read, day.id) for day in days]
    each = [agenda.activity(read, point.id) for point in points]
    about = [facts.get(read, key) for key in ("title", "timer", "pause", "paper")]
    return [days, points, by_day, each, agenda.current(read), agenda.following(read), about, pause.current(read)]


def write(tx: Change, what: str, pick: int) -> None:
    """Do one step; an agenda without points gets one."""
    days, points = agenda.days(tx), agenda.activities(tx)
    point = points[pick % len(points)] if points else None
    if what == "day":
        agenda.add_day(tx, date="2026-12-01")
    elif what == "title":
        facts.put(tx, "title", f"Spotkanie {tx.number}")
    elif what == "timer":
        countdown.start(tx, 60 * (pick + 1))
    elif what == "pause":
        pause.press(tx)
    elif point is None or what in ("add", "fail"):
        agenda.add_activity(tx, days[pick % len(days)].id, "talk", f"Punkt {tx.number}")
    elif what == "edit":
        agenda.edit_activity(tx, point.id, minutes=pick + 5, settings={**point.settings, "form": f"{tx.number}"})
    elif what == "move":
        agenda.move_activity(tx, point.id, days[pick % len(days)].id, None)
    else:
        {"start": agenda.start, "skip": agenda.skip, "retire": agenda.retire_activity}[what](tx, point.id)


def test_kept_points_and_facts_are_what_is_in_the_file(tmp_path: Path) -> None:
    def one(document: Document, what: str, pick: int) -> None:
        if what in ("undo", "redo"):
            getattr(document.lab, what)()
            return
        with document.lab.change("activity.edit") as tx:
            write(tx, what, pick)
            assert told(document.lab.read) == told(tx)  # inside a change nothing is kept
            if what == "fail":
                raise _Stopped

    with fresh(tmp_path / "a.lab") as document:
        with document.lab.change("day.add", undoable=False, barrier=True) as tx:
            agenda.add_day(tx)  # no undo takes the last day away

        @given(st.lists(st.tuples(st.sampled_from(_STEPS), st.integers(0, 9)), max_size=12))
        def any_steps(steps: list[tuple[str, int]]) -> None:
            for what, pick in steps:
                try:
                    one(document, what, pick)
                except (UserError, _Stopped):
                    pass
                assert told(document.lab.read) == told(Reader(document.lab.store, document.lab.clock))

        any_steps()

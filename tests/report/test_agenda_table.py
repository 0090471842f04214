"""The agenda of the report: what was planned when the day began stands beside what was, whatever was added since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from labapp import templates
from labapp.clock import SteppingClock
from labapp.content.nodes import Table
from labapp.document import Document
from labapp.kinds.base import ReportOptions
from labapp.model import agenda, ideas
from labapp.report.build import build
from labapp.wording.translate import translator
from tests.lab_files import fresh


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    with fresh(tmp_path / "day.lab") as made:
        yield made


def table(document: Document) -> list[tuple[str, ...]]:
    told = build(document.lab.read, ReportOptions(), translator("en"))
    part = next(node for node in told.sections if node.title == "Agenda")
    return [row for node in part.nodes if isinstance(node, Table) for row in node.rows]


def test_minutes_added_in_the_day_are_no_plan(document: Document) -> None:
    lab = document.lab
    clock = SteppingClock(datetime(2026, 10, 14, 7, 0, tzinfo=UTC))
    lab.clock = lab.read.clock = clock
    with lab.change("activity.add") as tx:
        day = agenda.days(tx)[0].id
        for item in agenda.activities(tx):
            agenda.retire_activity(tx, item.id)
        agenda.edit_day(tx, day, date="2026-10-14", start="09:00")
        first = agenda.add_activity(tx, day, "talk", "Opening", minutes=20)
        second = agenda.add_activity(tx, day, "talk", "Talk", minutes=30)
    assert table(document) == [("09:00", "", "Opening", "20", ""), ("09:20", "", "Talk", "30", "")]
    with lab.change("activity.start", undoable=False) as tx:
        agenda.start(tx, first)
    with lab.change("activity.edit") as tx:
        agenda.edit_activity(tx, first, minutes=35)
        agenda.add_activity(tx, day, "talk", "Surprise", after=first, minutes=15)
    clock.forward(minutes=35)
    with lab.change("activity.start", undoable=False) as tx:
        agenda.start(tx, second)
    clock.forward(minutes=10)
    with lab.change("activity.finish", undoable=False) as tx:
        agenda.finish(tx, second)
    rows = table(document)
    assert [(row[0], row[2], row[3]) for row in rows] == [
        ("09:00", "Opening", "20"), ("–", "Surprise", "–"), ("09:20", "Talk", "30"),
    ]  # fmt: skip
    assert (rows[0][4], rows[2][4]) == ("35", "10")


def test_points_never_held_have_no_chapter_and_those_held_have(tmp_path: Path) -> None:
    with fresh(tmp_path / "b.lab") as document:
        lab = document.lab
        templates.fill(lab, "sniadanie", language="pl")
        listed = agenda.activities(lab.read)

        def chapters() -> set[str]:
            told = build(lab.read, ReportOptions(), translator("en"))
            return {part.title for part in told.sections} & {item.title for item in listed}

        assert chapters() == set()
        board, vote, plan = (next(item for item in listed if item.kind == kind) for kind in ("board", "vote", "plan"))
        with lab.change("idea.add") as tx:
            ideas.add(tx, board.id, "Ławki")
        assert chapters() == {board.title}
        with lab.change("activity.start", undoable=False) as tx:
            for item in (board, vote, plan):
                agenda.start(tx, item.id)
        assert chapters() == {board.title, vote.title, plan.title}

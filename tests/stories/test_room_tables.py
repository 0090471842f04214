"""A café of 40 people at 8 tables in 4 rounds: divided, rotated by one key, two latecomers seated as they come in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from labapp.model import agenda, groups, people
from labapp.model.groups import Plan
from tests.shared_clock import HeldClock
from tests.stories import vote_room as room
from tests.stories.counted import Effort, Hand
from tests.stories.driver import Moderator
from ui.console import chime
from ui.console.tables_dialog import TablesDialog

PREPARING = Effort(5, 7, 0)
LATECOMERS = Effort(11, 4, 0)
STEP = Effort(0, 3, 0)
"""Figures and Tab to prepare; F3, a code or a name and Enter for each latecomer; one chord a step."""


@pytest.mark.parametrize("language", ["pl", "en"])
def test_a_cafe_of_forty_with_two_latecomers(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    rung: list[int] = []
    monkeypatch.setattr(chime, "ring", lambda: rung.append(1))
    who, clock = _begin(tmp_path, qtbot, monkeypatch, language)
    hand = Hand(who)
    point = _prepared(hand)
    assert hand.effort() == PREPARING
    plan = groups.plan(who.lab.read, point)
    _balanced(who, plan)
    hand.strikes("tables_next")
    assert hand.effort() == STEP
    assert "20:00" in who.stage_says()
    _latecomers(hand, plan, point, language)
    assert hand.effort() == LATECOMERS
    for turn in range(2, 5):
        clock.now += timedelta(minutes=15)
        who.console.tick()
        assert ("Zostało 5 minut" if language == "pl" else "Five minutes left") in who.stage_says()
        clock.now += timedelta(minutes=6)
        who.console.tick()
        assert ("Czas zmienić stolik" if language == "pl" else "Time to change tables") in who.stage_says()
        hand.strikes("tables_next")
        assert hand.effort() == STEP
        assert f"{turn} " in who.stage_says()
        assert groups.plan(who.lab.read, point).now == turn - 1
    assert len(rung) == 6, "twice a round, by itself"
    _reports(hand, point)
    assert hand.effort() == Effort(0, 9 * STEP.strokes, 0)
    room.leave(who)


def _begin(
    path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, language: str
) -> tuple[Moderator, HeldClock]:
    who = room.begin(path, qtbot, monkeypatch, language, 0)
    clock = HeldClock(datetime(2026, 11, 19, 9, 0, tzinfo=UTC))
    who.lab.clock = who.lab.read.clock = clock
    with who.lab.change("person.import", n=41) as tx:
        sides = [sector.id for sector in people.sectors(tx)]
        for number in range(41):
            ident = people.add_participant(tx, name=f"Osoba {number + 1:02}", sector=sides[number % len(sides)])
            if number < 40:
                people.arrive(tx, ident)
    who.go_to("Pomysły" if language == "pl" else "Ideas")
    return who, clock


def _prepared(hand: Hand) -> str:
    """Ctrl+T, tables, rounds, Enter; then the times."""
    who = hand.who

    def divide(dialog: TablesDialog) -> None:
        for box, value in ((dialog._count, 8), (dialog._rounds, 4), (dialog.course.round_, 20),
                           (dialog.course.report, 2)):  # fmt: skip
            box.setFocus()
            box.selectAll()
            hand.types(box.lineEdit(), str(value), enter=False)
            hand.presses(box, Qt.Key.Key_Tab)
        hand.presses(dialog.divide, Qt.Key.Key_Space)
        who.qtbot.waitUntil(lambda: dialog._work is None and dialog.seats.rowCount() == 40, timeout=20_000)

    hand.strikes("tables")
    dialog = next(made for made in who.console.findChildren(TablesDialog) if made.isVisible())
    divide(dialog)
    dialog.reject()
    running = agenda.current(who.lab.read)
    assert running is not None
    return running.id


def _balanced(who: Moderator, plan: Plan) -> None:
    sectors = {person.id: person.sector for person in people.participants(who.lab.read)}
    assert [[len(members) for members in turn] for turn in plan.rounds] == [[5] * 8] * 4
    for turn in plan.rounds:
        for members in turn:
            assert len({sectors[person] for person in members}) == 5, "one of each of five sectors"
    met = [frozenset(pair) for turn in plan.rounds for table in turn for pair in combinations(table, 2)]
    assert len(met) == len(set(met)), "nobody meets twice"


def _latecomers(hand: Hand, before: Plan, point: str, language: str) -> None:
    """Somebody on the list and somebody nobody expected: each is told their table in the same breath."""
    who = hand.who
    line = who.console.quick._line
    hand.strikes("presence")
    for typed in ("41", "Nowy Gość"):
        hand.types(line, typed)
        assert ("Stolik" if language == "pl" else "Table") in who.console.message.text
    hand.presses(line, Qt.Key.Key_Escape)
    after = groups.plan(who.lab.read, point)
    late = {person.id for person in people.present(who.lab.read)} - {p for t in before.rounds[0] for p in t}
    assert len(late) == 2
    for old, new in zip(before.rounds, after.rounds, strict=True):
        assert [set(table) - late for table in new] == [set(table) for table in old], "nobody else moves"
        assert sum(person in table for table in new for person in late) == 2
    for person in people.present(who.lab.read):
        assert person.code in who.stage_says()
        assert person.name not in who.stage_says()


def _reports(hand: Hand, point: str) -> None:
    who = hand.who
    tables = groups.tables(who.lab.read, point)
    for number, table in enumerate(tables, 1):
        hand.strikes("tables_next")
        said = who.stage_says()
        assert table.name in said
        assert f"{number} " in said
        assert "2:00" in said
    hand.strikes("tables_next")
    assert tables[-1].name not in who.stage_says()

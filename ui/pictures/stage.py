"""The room's screen: every kind of activity while it runs, between things, contract, break, test card."""

from __future__ import annotations

from dataclasses import replace

from labapp.model import agenda
from labapp.stage.legibility import LARGEST
from labapp.stage.state import TimerFace
from ui.console.window import ConsoleWindow
from ui.pictures.camera import Camera

_TIMERS = {"low": TimerFace(200, 1200), "last": TimerFace(30, 1200), "over": TimerFace(-130, 1200),
           "paused": TimerFace(750, 1200, running=False)}  # fmt: skip


def every(window: ConsoleWindow, camera: Camera) -> None:
    """What the room sees, one thing after another."""
    camera.stage(window, "stage-between")
    context = window.context
    seen: set[str] = set()
    for activity in agenda.activities(context.lab.read):
        form = f"{activity.kind}-{activity.settings.get('form', '')}".rstrip("-")
        if form in seen:
            continue
        seen.add(form)
        ident = activity.id
        context.run("activity.start", lambda tx, i=ident: agenda.start(tx, i), undoable=False)  # type: ignore[misc]
        camera.stage(window, f"stage-{form}")
        if form == "board":
            _told(window, camera)
    for action in ("contract_stage", "test_card"):
        window.actions_by_id[action].trigger()
        camera.stage(window, f"stage-{action}")
        window.actions_by_id[action].trigger()
    window.actions_by_id["break"].trigger()
    camera.stage(window, "stage-break")
    window.actions_by_id["end_break"].trigger()


def _told(window: ConsoleWindow, camera: Camera) -> None:
    """What changes around a scene: the state of the timer, a notice, letters for a long room."""
    state = window.stage.state()
    for name, face in _TIMERS.items():
        camera.room(replace(state, timer=face), f"stage-timer-{name}")
    notice = window.context._.context("stage", "Five minutes left")
    camera.room(replace(state, notice=notice, smallest=LARGEST, timer=TimerFace(300, 1200)), "stage-board-large")

"""The room's screen: every kind of activity while it runs, between things, contract, break, test card."""

from __future__ import annotations

from labapp.model import agenda
from ui.console.window import ConsoleWindow
from ui.pictures.camera import Camera


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
    for action in ("contract_stage", "test_card"):
        window.actions_by_id[action].trigger()
        camera.stage(window, f"stage-{action}")
        window.actions_by_id[action].trigger()
    window.actions_by_id["break"].trigger()
    camera.stage(window, "stage-break")
    window.actions_by_id["end_break"].trigger()

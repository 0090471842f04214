"""A meeting that runs: somewhat late, people at the door, the strips and lines that come and go."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from labapp.changes import Change
from labapp.model import agenda, countdown, facts, ideas, people
from ui.console.window import ConsoleWindow
from ui.pictures.camera import Camera
from ui.shell import Shell

_NAMES = ("Alina Jarzębina", "Filip Klon", "Wanda Lipa", "Irena Konwalia", "Damian Jesion", "Celina Kalina")
_IDEAS = {
    "pl": ("Park kieszonkowy przy bibliotece", "Stały zespół do spraw programu współpracy",
           "Jeden wzór wniosku na małe dotacje", "Sala w remizie wieczorami dla organizacji"),
    "en": ("A pocket park beside the library", "A standing team for the cooperation programme",
           "One form for small grants", "The fire station's hall in the evenings, for organisations"),
}  # fmt: skip
_LATE = timedelta(minutes=12)


def every(shell: Shell, camera: Camera, folder: Path) -> None:
    """The console of a meeting that began twelve minutes late."""
    title = {"pl": "Budżet obywatelski – spotkanie", "en": "Participatory budget – a meeting"}[shell.language]
    shell.make("burza", folder / f"running-{camera.look.name}.lab", title, shell.language)
    window = shell.console
    assert window is not None
    points = _begin(window)
    camera.take(window, "running")
    board = points[1]
    context = window.context
    context.run("activity.start", lambda tx: agenda.start(tx, board), undoable=False)
    window.show_activity(board)
    context.run("timer.start", lambda tx: countdown.start(tx, 300), undoable=False)
    column = ideas.clusters(context.lab.read, board)[0].id

    def say_all(tx: Change) -> None:
        for text in _IDEAS[shell.language]:
            ideas.add(tx, board, text, cluster=column)

    context.run("idea.add", say_all)
    camera.take(window, "running-board")
    window.message.say(window._("The computer runs on its battery: plug it in before the room notices."), "warning")
    camera.take(window, "running-warning")
    window.message.clear()
    for mode in ("parking", "question", "note"):
        window.quick.open(mode)
        camera.take(window, f"running-quick-{mode}")
        window.quick.put_away()
    _hurry(window, points)
    camera.take(window, "running-pace")
    window.fold_side(True)
    camera.take(window, "running-folded")
    window.fold_side(False)
    window.actions_by_id["break"].trigger()
    camera.take(window, "running-break")
    shell.rehearsal.begin()
    assert shell.console is not None
    camera.take(shell.console, "running-rehearsal")
    shell.rehearsal.end()
    path = context.document.path
    shell.leave()
    shell.open(path, readonly=True)
    assert shell.console is not None
    camera.take(shell.console, "running-looked-at")


def _begin(window: ConsoleWindow) -> list[str]:
    """Set the day to today and the first point to run since just now; return the points."""
    lab = window.context.lab
    planned = lab.clock().astimezone(facts.facts(lab.read).timezone) - _LATE
    points = [item.id for item in agenda.activities(lab.read)]
    with lab.change("activity.start", undoable=False) as tx:
        day = agenda.days(tx)[0]
        agenda.edit_day(tx, day.id, date=f"{planned:%Y-%m-%d}", start=f"{planned:%H:%M}")
        sectors = people.sectors(tx)
        for number, name in enumerate(_NAMES):
            person = people.add_participant(tx, name=name, sector=sectors[number % len(sectors)].id)
            if number % 3:
                people.arrive(tx, person)
        agenda.start(tx, points[0])
    window.show_current()
    return points


def _hurry(window: ConsoleWindow, points: list[str]) -> None:
    """Fix a later point so that it cannot be reached in time: the program asks."""
    lab = window.context.lab
    soon = f"{lab.clock().astimezone(facts.facts(lab.read).timezone) + timedelta(minutes=25):%H:%M}"
    window.context.run("activity.edit", lambda tx: agenda.edit_activity(tx, points[3], fixed=soon))
    window.context.run("activity.edit", lambda tx: agenda.edit_activity(tx, points[2], skippable=1))
    window.tick()

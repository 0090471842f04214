"""console.png and stage.png, the two pictures the README shows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from labapp.clock import moment
from labapp.demo import Wish, make_demo
from labapp.model import agenda, people
from labapp.settings import Settings
from ui.pictures.camera import Camera
from ui.pictures.looks import SIZES, Look
from ui.shell import Shell
from ui.stage.window import StageMode


def for_readme(app: QApplication, folder: Path, out: Path) -> None:
    """Draw the finished example in Polish on a common laptop, its first board running."""
    look = Look("pl", "light", SIZES[1])
    settings = Settings(folder / "readme.json")
    for key, value in (("language", look.language), ("theme", look.theme)):
        settings.put(key, value)
    demo = folder / "readme.lab"
    make_demo(demo, Wish(language=look.language))
    shell = Shell(app, settings)
    shell.open(demo)
    assert shell.console is not None
    window = shell.console
    lab = window.context.lab
    first = next(item for item in agenda.activities(lab.read) if item.kind == "board")
    lab.clock = lab.read.clock = lambda: moment(first.started or lab.now())  # that morning, not today
    with lab.change("activity.start", undoable=False) as tx:
        for person in people.participants(tx):
            people.arrive(tx, person.id)
        agenda.start(tx, first.id)
    window.show_activity(first.id)
    window.message.clear()
    window.stage.set_mode(StageMode.WINDOW)
    camera = Camera(app, look, out)
    camera.take(window, "console")
    camera.stage(window, "stage")
    for path, name in zip(camera.taken, ("console.png", "stage.png"), strict=True):
        path.replace(out / name)
    shell.close_down()

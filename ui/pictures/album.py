"""One look at the whole program, part by part, from the finished example and from a new meeting."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from labapp.demo import Wish, make_demo
from labapp.settings import Settings
from ui.console.window import ConsoleWindow
from ui.pictures import board, boxes, console, dialogs, menus, room, running, safety, stage, vote, vote_long, vote_more
from ui.pictures.camera import Camera
from ui.pictures.looks import Look
from ui.shell import Shell

_OF_THE_EXAMPLE: dict[str, Callable[[ConsoleWindow, Camera], None]] = {
    "console": console.activities, "dialogs": dialogs.every, "stage": stage.every, "board": board.every,
    "vote": vote.every, "rounds": vote_more.every, "long": vote_long.every, "room": room.every, "safety": safety.every,
    "menus": menus.every, "boxes": boxes.every,
}  # fmt: skip
"""Each part begins with the example as it was made: what one writes, the next does not meet."""


_UNSEEN = ("propagateSizeHints", "does not support raise", "does not support grabbing the keyboard")


def hush() -> None:
    """Keep to ourselves what Qt's screenless platform says of windows nobody sees; pass everything else on."""

    def told(_kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
        if not any(words in text for words in _UNSEEN):
            sys.stderr.write(f"{text}\n")

    qInstallMessageHandler(told)


def draw(app: QApplication, look: Look, folder: Path, out: Path, parts: Collection[str]) -> int:
    """Draw the screens of these parts in one look and the sheet of them; return how many."""
    settings = Settings(folder / f"{look.name}.json")
    for key, value in (("language", look.language), ("theme", look.theme), ("stage_theme", look.theme)):
        settings.put(key, value)
    example = folder / f"{look.name}.lab"
    make_demo(example, Wish(language=look.language))
    camera = Camera(app, look, out)
    with _program(app, settings) as shell:
        if "welcome" in parts:
            console.welcome(shell, camera, example)
    for part, shoot in _OF_THE_EXAMPLE.items():
        if part in parts:
            copy = folder / f"{look.name} {part}.lab"
            shutil.copyfile(example, copy)
            with _program(app, settings) as shell:
                shell.open(copy)
                assert shell.console is not None
                shoot(shell.console, camera)
    if "empty" in parts:
        with _program(app, settings) as shell:
            console.empty(shell, camera, folder)
    if "running" in parts:
        with _program(app, settings) as shell:
            running.every(shell, camera, folder)
    camera.sheet()
    shutil.rmtree(folder / "data" / "work", ignore_errors=True)
    return len(camera.taken)


@contextmanager
def _program(app: QApplication, settings: Settings) -> Iterator[Shell]:
    shell = Shell(app, settings)
    try:
        yield shell
    finally:
        shell.close_down()

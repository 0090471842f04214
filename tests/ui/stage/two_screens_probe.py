"""Run by test_two_screens in a process of its own: puts the stage on one of the invented screens, prints JSON."""

from __future__ import annotations

import json
import sys

from PySide6.QtWidgets import QApplication, QWidget

from labapp.stage.scenes import TitleScene
from labapp.stage.state import StageState
from ui.stage.screens import present
from ui.stage.window import StageMode, StageWindow
from ui.theme import LIGHT


def main(remembered: str) -> None:
    """Show console and stage, then tell where they are."""
    app = QApplication([])
    screens = {screen.name: screen for screen in present()}
    console = QWidget()
    console.setGeometry(100, 100, 800, 500)  # on the laptop
    console.show()
    stage = StageWindow(LIGHT, console, remembered)
    placed: list[str] = []
    stage.placed.connect(lambda place: placed.append(place.screen))
    stage.show_state(StageState("Toruń", "pl", TitleScene("Toruń")))
    stage.set_mode(StageMode.SCREEN)
    app.processEvents()
    picture = stage.picture()
    result = {
        "screens": sorted(screens),
        "console": console.screen().name(),
        "stage": list(stage.geometry().getRect()),
        "full": stage.isFullScreen(),
        "visible": stage.isVisible(),
        "console_visible": console.isVisible(),
        "picture": list(picture.size) if picture else None,
        "placed": list(placed),
        "mirrored": stage.place.mirrored,
    }
    stage.set_mode(StageMode.OFF)
    result["off"] = not stage.isVisible()
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")

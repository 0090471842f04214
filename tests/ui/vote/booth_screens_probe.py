"""Run by test_booth_screens in a process of its own: opens the booth among invented screens, prints JSON."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any, cast

from PySide6.QtWidgets import QApplication

from labapp.kinds.vote import box
from labapp.stage.scenes import TitleScene
from labapp.stage.state import StageState
from labapp.wording.translate import translator
from tests.kinds.vote.room import make
from ui.booth import pin
from ui.context import Context
from ui.kinds.vote.page import VotePage
from ui.stage.window import StageMode, StageWindow
from ui.theme import LIGHT


class Snapshots:
    """Stands where the document is."""

    def __init__(self, lab: object) -> None:
        self.lab = lab

    def snapshot(self, now: bool = False) -> None:
        """Take none."""


def main(secrecy: str, channel: str) -> None:
    """Open the booth and tell where it went."""
    app = QApplication([])
    channels = ["booth", "stage"] if secrecy == "open" else ["booth"]
    room = make(Path(tempfile.mkdtemp()) / "a.lab", titles="ab", secrecy=secrecy, limits={"min": 1, "max": 1},
                channels=channels)  # fmt: skip
    context = Context(cast(Any, Snapshots(room.lab)), translator("en"), LIGHT, cast(Any, None))
    said: list[str] = []
    context.signals.message.connect(lambda text, _tone: said.append(text))
    pin.keep(context, "1234")
    page = VotePage(context, room.activity)
    page.setGeometry(100, 100, 600, 500)  # on the laptop
    page.show()
    stage = StageWindow(LIGHT, page)
    stage.show_state(StageState("T", "en", TitleScene("T")))
    stage.set_mode(StageMode.SCREEN)
    app.processEvents()
    box.open_vote(room.lab, room.vote)
    page.open_booth(channel)
    app.processEvents()
    booth = page.door.booth
    result = {
        "booth": list(booth.geometry().getRect()) if booth is not None else None,
        "locked": booth is not None and booth.locked,
        "console": page.isVisible(),
        "stage": stage.isVisible(),
        "said": said,
    }
    page.door.shut()
    result["after"] = page.isVisible()
    sys.stdout.write(json.dumps(result))
    stage.set_mode(StageMode.OFF)
    page.close()
    room.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

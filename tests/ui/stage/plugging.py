"""The cable pulled and put back for real, under Xvfb; needs xvfb and x11-xserver-utils, so it is run by hand:

    python -m tests.ui.stage.plugging

It starts its own X server, plugs a monitor in and out while the program runs, and says what happened after each.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

DISPLAY = ":77"
MONITORS = {
    "laptop": ["1280/300x720/200+0+0", "screen"],
    "hall": ["1920/500x1080/280+1280+0", "none"],
}


@contextmanager
def server() -> Iterator[None]:
    """Run an X server with room for two screens."""
    # -noreset: without it the server forgets its monitors when the last client, an xrandr, leaves
    running = subprocess.Popen(
        ["Xvfb", DISPLAY, "-screen", "0", "3200x1080x24", "+extension", "RANDR", "-noreset"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.environ.update(DISPLAY=DISPLAY, QT_QPA_PLATFORM="xcb")
    try:
        for _attempt in range(100):
            if subprocess.run(["xrandr"], capture_output=True, check=False).returncode == 0:
                break
            time.sleep(0.05)
        yield
    finally:
        running.terminate()
        running.wait()


def plug(name: str) -> None:
    """Put a monitor in."""
    subprocess.run(["xrandr", "--setmonitor", name, *MONITORS[name]], check=True, capture_output=True)


def unplug(name: str) -> None:
    """Pull a monitor out."""
    subprocess.run(["xrandr", "--delmonitor", name], check=True, capture_output=True)


def main() -> int:
    """Pull and plug twenty times; return 1 when the stage ever was in the wrong place or the console gone."""
    from PySide6.QtWidgets import QApplication, QLineEdit

    from labapp.stage.scenes import TitleScene
    from labapp.stage.state import StageState
    from ui.stage.window import StageMode, StageWindow
    from ui.theme import LIGHT

    app = QApplication([])
    console = QLineEdit()
    console.setGeometry(100, 100, 800, 500)
    console.show()
    console.activateWindow()
    stage = StageWindow(LIGHT, console)
    stage.show_state(StageState("Toruń", "pl", TitleScene("Toruń")))
    stage.set_mode(StageMode.SCREEN)
    worst, failures = 0.0, 0

    def await_(what: str, good: Callable[[], bool]) -> None:
        nonlocal worst, failures
        start = time.monotonic()
        while not good() and time.monotonic() - start < 5:
            app.processEvents()
            time.sleep(0.002)
        reached = good()
        worst = max(worst, time.monotonic() - start)
        fine = reached and console.isVisible() and console.geometry().x() == 100
        failures += not fine
        sys.stdout.write(f"{what}: {'ok' if fine else 'WRONG'} {stage.geometry().getRect()}\n")

    def in_hall() -> bool:
        return stage.isVisible() and stage.isFullScreen() and stage.geometry().getRect() == (1280, 0, 1920, 1080)

    await_("start with hall", in_hall)
    for turn in range(10):
        unplug("hall")
        await_(f"{turn} out", lambda: not stage.isVisible())
        plug("hall")
        await_(f"{turn} in", in_hall)
    for _burst in range(5):  # faster than anyone can
        unplug("hall")
        plug("hall")
    await_("burst", in_hall)
    sys.stdout.write(f"worst wait {worst:.2f} s, failures {failures}\n")
    stage.set_mode(StageMode.OFF)
    app.processEvents()
    return 1 if failures else 0


if __name__ == "__main__":
    with server():
        plug("laptop")
        plug("hall")
        raise SystemExit(main())

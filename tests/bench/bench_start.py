"""How long until the welcome window is usable, beside a bare window: `python -m tests.bench.bench_start`.

Each start is a process of its own, alternated, the median of five. "Usable" means that the recent meetings are painted
and a click on the first template has reached its handler. The bar is twice a bare window.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS, BAR = 5, 2.0
_BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        app.exit(0)
window = Window()
window.resize(900, 600)
window.show()
app.exec()
"""
_WELCOME = """
import sys
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from ui.app import make_app
app = make_app()
from ui.shell import Shell
shell = Shell(app)
shell.new = lambda template: app.exit(0)
shell.show_welcome()
app.processEvents()
button = shell.welcome.findChild(QPushButton, "template-laboratorium")
assert button is not None and button.isVisible()
QTimer.singleShot(0, button.click)
app.exec()
"""


def start(script: str, data: Path) -> float:
    """Return seconds from the birth of a process to its end."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LABAPP_DATA": str(data)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", script], check=True, env=environment, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main() -> int:
    """Print the ratio; 1 when the bar is broken."""
    with tempfile.TemporaryDirectory() as name:
        data = Path(name)
        (data / "config").mkdir()
        recents = [{"path": f"/tmp/spotkanie-{n}.lab", "title": f"Spotkanie {n}", "at": "2026-11-22"} for n in range(8)]
        (data / "config" / "settings.json").write_text(json.dumps({"language": "pl", "recents": recents}))
        start(_BARE, data), start(_WELCOME, data)  # bytecode and caches, as on the second morning
        pairs = [(start(_BARE, data), start(_WELCOME, data)) for _round in range(ROUNDS)]
    bare, welcome = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(b / a for a, b in pairs)
    print(f"start: bare {bare * 1000:.0f} ms, welcome {welcome * 1000:.0f} ms, x {ratio:.2f} (bar {BAR})")
    return int(ratio > BAR)


if __name__ == "__main__":
    sys.exit(main())

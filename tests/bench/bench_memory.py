"""Memory above a bare window, with console and a 1080p stage on 500 cards: `python -m tests.bench.bench_memory`.

Both processes report their own resident memory after painting; the bar is 120 MB more. Linux only: it reads /proc.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

BAR_MB = 120.0
_BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow(); window.resize(1366, 768); window.show()
app.processEvents(); window.repaint(); app.processEvents()
"""
_FULL = """
import sys
from pathlib import Path
from ui.app import make_app
app = make_app()
from ui.shell import Shell
from ui.stage.window import StageMode
shell = Shell(app)
assert shell.open(Path(sys.argv[1]))
shell.console.resize(1366, 768)
room = shell.console.stage.window
room.set_mode(StageMode.WINDOW)
room.resize(1920, 1080)
app.processEvents(); shell.console.repaint(); room.repaint(); app.processEvents()
"""
_SAY = """
with open("/proc/self/statm") as statm: print(int(statm.read().split()[1]) * 4096)
import os; sys.stdout.flush(); os._exit(0)
"""


def resident(script: str, *arguments: str) -> float:
    """Return the resident megabytes a script reports at its end."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", script + _SAY, *arguments]
    said = subprocess.run(command, check=True, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return int(said.stdout.split()[-1]) / 1e6


def main() -> int:
    """Print the difference; 1 when the bar is broken."""
    from tests.bench.bench_capture import prepared

    with tempfile.TemporaryDirectory() as name:
        os.environ["LABAPP_DATA"] = str(Path(name) / "data")
        path = Path(name) / "a.lab"
        prepared(path)
        bare, full = resident(_BARE), resident(_FULL, str(path))
    more = full - bare
    print(f"memory: bare {bare:.0f} MB, with console and stage {full:.0f} MB, + {more:.0f} MB (bar {BAR_MB:.0f})")
    return int(full - bare > BAR_MB)


if __name__ == "__main__":
    sys.exit(main())

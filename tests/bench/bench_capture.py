"""From Enter to durable and painted on console and stage, with 500 cards: `python -m tests.bench.bench_capture`.

The probes of the same run: one commit of one row in a file beside it, and one blank frame of each window. The bar: the
95th percentile is at most one commit + one blank frame + 30 ms.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from labapp import templates
from labapp.document import new_document
from labapp.model import agenda, ideas
from labapp.store.connection import Store
from ui.app import make_app
from ui.kinds.board.page import BoardPage
from ui.shell import Shell
from ui.stage.window import StageMode

CARDS, TYPED, MARGIN_MS = 500, 60, 30.0


def prepared(path: Path) -> None:
    """Make a laboratory with 500 cards in four columns, its board running."""
    with new_document(path, language="pl") as document:
        templates.fill(document.lab, "laboratorium", language="pl", title="Pomiar")
        board = [item for item in agenda.activities(document.lab.read) if item.kind == "board"][1]
        with document.lab.change("idea.import", n=CARDS) as tx:
            columns = ideas.clusters(tx, board.id)
            for number in range(CARDS):
                words = f"Pomysł {number}: bezpieczne przejście i oświetlenie ścieżki do przystanku"
                ideas.add(tx, board.id, words, cluster=columns[number % len(columns)].id)
        with document.lab.change("activity.start", undoable=False) as tx:
            agenda.start(tx, board.id)


def frame(window: QWidget) -> float:
    """Return seconds of one blank frame of a window of this size."""
    blank = QWidget()
    blank.resize(window.size())
    blank.show()
    begun = time.perf_counter()
    blank.repaint()
    taken = time.perf_counter() - begun
    blank.close()
    return taken


class Painted(QObject):
    """Notes which of the watched widgets were painted."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.seen: set[int] = set()
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.seen.add(id(watched))
        return False


def percentile(values: list[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(values, n=20)[-1]


def main() -> int:
    """Print the figures; 1 when the bar is broken."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["LABAPP_DATA"] = str(Path(name) / "data")
        path = Path(name) / "a.lab"
        prepared(path)
        app = make_app()
        shell = Shell(app)
        assert shell.open(path)
        console = shell.console
        assert console is not None
        console.resize(1366, 768)
        room = console.stage.window
        room.set_mode(StageMode.WINDOW)
        room.resize(1920, 1080)
        page = console.middle.page
        assert isinstance(page, BoardPage)
        app.processEvents()
        column = next(iter(page._columns.values()))
        painted = Painted(room, column.list.viewport())
        probe = Store(Path(name) / "probe.db")
        probe.execute("CREATE TABLE probe (words TEXT)")
        commits, times = [], []
        for number in range(TYPED):
            begun = time.perf_counter()
            with probe.atomic():
                probe.execute("INSERT INTO probe VALUES (?)", [f"{number}"])
            commits.append(time.perf_counter() - begun)
            page.capture.edit.setText(f"Nowa kartka {number}: ławka w cieniu przy szkole")
            app.processEvents()
            begun = time.perf_counter()
            painted.seen.clear()
            QTest.keyClick(page.capture.edit, Qt.Key.Key_Return)  # returns once committed: durable
            app.processEvents()
            times.append(time.perf_counter() - begun)
            assert painted.seen >= {id(room), id(column.list.viewport())}, "a window was not painted"
        bar = statistics.median(commits) * 1000 + (frame(console) + frame(room)) * 1000 + MARGIN_MS
        probe.close()
        shell.close_down()
    found = percentile(times) * 1000
    print(f"capture: p95 {found:.1f} ms, median {statistics.median(times) * 1000:.1f} ms (bar {bar:.1f} ms)")
    return int(found > bar)


if __name__ == "__main__":
    sys.exit(main())

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
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

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


def opened(path: Path) -> tuple[Shell, BoardPage]:
    """Open the window at 1366 × 768 and the stage at 1920 × 1080, turned to the last page: there the new card lies."""
    shell = Shell(make_app())
    assert shell.open(path)
    console = shell.console
    assert console is not None
    console.resize(1366, 768)
    room = console.stage.window
    room.set_mode(StageMode.WINDOW)
    room.resize(1920, 1080)
    console.steps.step(False)  # one page back from the first is the last
    page = console.middle.page
    assert isinstance(page, BoardPage)
    QApplication.processEvents()
    return shell, page


@dataclass
class Found:
    """Seconds of each key, on the wall and of this process alone (other work on the machine aside), and of commits."""

    times: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    commits: list[float] = field(default_factory=list)


def typed(shell: Shell, page: BoardPage, probe: Store) -> Found:
    """Type cards one by one: each time until the words stand in the file, on the console and before the room."""
    assert shell.console is not None
    room, column, found = shell.console.stage.window, next(iter(page._columns.values())), Found()
    painted = Painted(room, column.list.viewport())
    for number in range(TYPED):
        begun = time.perf_counter()
        with probe.atomic():
            probe.execute("INSERT INTO probe VALUES (?)", [f"{number}"])
        found.commits.append(time.perf_counter() - begun)
        words = f"Nowa kartka {number}: ławka w cieniu przy szkole"
        page.capture.edit.setText(words)
        QApplication.processEvents()
        painted.seen.clear()
        begun, cpu = time.perf_counter(), time.process_time()
        QTest.keyClick(page.capture.edit, Qt.Key.Key_Return)  # returns once committed: durable
        QApplication.processEvents()
        found.times.append(time.perf_counter() - begun)
        found.cpu.append(time.process_time() - cpu)
        picture = room.picture()
        assert painted.seen >= {id(room), id(column.list.viewport())}, "a window was not painted"
        assert picture is not None
        assert words in {item.words for item in picture.texts}, "the room does not see the card"
        assert column.model.faces()[-1].card.text == words, "the column does not show the card"
    return found


def main() -> int:
    """Print the figures; 1 when the bar is broken."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["LABAPP_DATA"] = str(Path(name) / "data")
        prepared(Path(name) / "a.lab")
        shell, page = opened(Path(name) / "a.lab")
        probe = Store(Path(name) / "probe.db")
        probe.execute("CREATE TABLE probe (words TEXT)")
        found = typed(shell, page, probe)
        assert shell.console is not None
        blank = frame(shell.console) + frame(shell.console.stage.window)
        bar = (statistics.median(found.commits) + blank) * 1000 + MARGIN_MS
        probe.close()
        shell.close_down()
    slow = percentile(found.times) * 1000
    middle, cpu = (statistics.median(values) * 1000 for values in (found.times, found.cpu))
    print(f"capture: p95 {slow:.1f} ms, median {middle:.1f} ms, of it {cpu:.1f} ms of this process (bar {bar:.1f} ms)")
    return int(slow > bar)


if __name__ == "__main__":
    sys.exit(main())

"""`python -m ui.pictures OUT [--quick]`: a contact sheet of every screen, both languages, three sizes, three themes.

Drawn without a screen from the finished demo, so that every picture can be looked at after every change.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from ui.console.window import ConsoleWindow
    from ui.shell import Shell

SIZES = ((1093, 614), (1366, 768), (1920, 1080))
LANGUAGES = ("pl", "en")
THEMES = ("light", "dark", "contrast")
_COLUMNS, _THUMB = 3, 640


@dataclass(frozen=True)
class Look:
    """One way to look at every screen."""

    language: str
    theme: str
    size: tuple[int, int]

    @property
    def name(self) -> str:
        """Return the look as part of a file name."""
        return f"{self.language}-{self.theme}-{self.size[0]}x{self.size[1]}"


def looks(quick: bool) -> Iterator[Look]:
    """Return all looks; quick: one of each dimension, so that all are seen somewhere."""
    if quick:
        yield from (Look("pl", "light", SIZES[0]), Look("en", "dark", SIZES[1]), Look("pl", "contrast", SIZES[2]))
        return
    for language in LANGUAGES:
        for theme in THEMES:
            for size in SIZES:
                yield Look(language, theme, size)


def main(argv: Sequence[str] | None = None) -> int:
    """Draw all pictures and one sheet per look."""
    parser = argparse.ArgumentParser(prog="python -m ui.pictures", description="Pictures of every screen.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--quick", action="store_true", help="three looks instead of eighteen")
    parser.add_argument("--readme", action="store_true", help="only the two pictures of the README")
    wanted = parser.parse_args(argv)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    wanted.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["LABAPP_DATA"] = str(Path(folder) / "data")
        from ui.app import make_app

        app = make_app()
        _hush()
        if wanted.readme:
            for_readme(app, Path(folder), wanted.out)
            return 0
        for look in looks(wanted.quick):
            count = draw(app, look, Path(folder), wanted.out)
            sys.stderr.write(f"{look.name}: {count} pictures\n")
    return 0


def _hush() -> None:
    """Keep to ourselves what Qt's screenless platform says of windows nobody sees; pass everything else on."""
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    def told(_kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
        if "propagateSizeHints" not in text:
            sys.stderr.write(f"{text}\n")

    qInstallMessageHandler(told)


def for_readme(app: QApplication, folder: Path, out: Path) -> None:
    """Draw console.png and stage.png: the finished example in Polish on a common laptop, its first board running."""
    from labapp.clock import moment
    from labapp.demo import Wish, make_demo
    from labapp.model import agenda
    from labapp.settings import Settings
    from ui.shell import Shell
    from ui.stage.window import StageMode

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
    board = first.id
    window.context.run("activity.start", lambda tx: agenda.start(tx, board), undoable=False)
    window.show_activity(board)
    window.message.clear()
    window.stage.set_mode(StageMode.WINDOW)
    camera = _Camera(app, look, out)
    camera.take(window, "console")
    camera.stage(window, "stage")
    for path, name in zip(camera.taken, ("console.png", "stage.png"), strict=True):
        path.replace(out / name)
    shell.close_down()


def draw(app: QApplication, look: Look, folder: Path, out: Path) -> int:
    """Draw every screen in one look and the sheet of them; return how many."""
    from labapp.demo import Wish, make_demo
    from labapp.settings import Settings
    from ui.shell import Shell

    settings = Settings(folder / f"{look.name}.json")
    for key, value in (("language", look.language), ("theme", look.theme), ("stage_theme", look.theme)):
        settings.put(key, value)
    demo = folder / f"{look.name}.lab"
    make_demo(demo, Wish(language=look.language))
    shell = Shell(app, settings)
    camera = _Camera(app, look, out)
    _welcome(shell, camera)
    shell.open(demo)
    assert shell.console is not None
    for shoot in (_activities, _people, _quick_lines, _dialogs, _stage):
        shoot(shell.console, camera)
    shell.close_down()
    _empty(shell, camera, folder)
    camera.sheet()
    shutil.rmtree(folder / "data" / "work", ignore_errors=True)
    return len(camera.taken)


class _Camera:
    def __init__(self, app: QApplication, look: Look, out: Path) -> None:
        self._app, self._look, self._out = app, look, out
        self.taken: list[Path] = []

    def take(self, widget: QWidget, name: str, *, resize: bool = True) -> None:
        """Show a widget at the look's size, let it settle, and keep its picture."""
        if resize:
            widget.resize(*self._look.size)
        widget.show()
        self.settle()
        path = self._out / f"{self._look.name}-{len(self.taken):02}-{name}.png"
        widget.grab().save(str(path))
        self.taken.append(path)

    def settle(self) -> None:
        """Let layouts, deferred pictures and zero timers happen."""
        from PySide6.QtCore import QDeadlineTimer

        deadline = QDeadlineTimer(300)
        while not deadline.hasExpired():
            self._app.processEvents()

    def stage(self, window: ConsoleWindow, name: str) -> None:
        """Keep the room's picture at the look's size."""
        from PySide6.QtGui import QImage, QPainter

        from ui.stage.painters import paint
        from ui.theme import THEMES

        image = QImage(*self._look.size, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        paint(painter, self._look.size, window.stage.state(), THEMES[self._look.theme])
        painter.end()
        path = self._out / f"{self._look.name}-{len(self.taken):02}-{name}.png"
        image.save(str(path))
        self.taken.append(path)

    def sheet(self) -> None:
        """Put all pictures of the look on one sheet."""
        from PySide6.QtCore import QRect, Qt
        from PySide6.QtGui import QImage, QPainter

        width, height = _THUMB, round(_THUMB * self._look.size[1] / self._look.size[0])
        rows = -(-len(self.taken) // _COLUMNS)
        sheet = QImage(_COLUMNS * (width + 8), rows * (height + 8), QImage.Format.Format_RGB32)
        sheet.fill(Qt.GlobalColor.gray)
        painter = QPainter(sheet)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for index, path in enumerate(self.taken):
            image = QImage(str(path))
            size = image.size().scaled(width, height, Qt.AspectRatioMode.KeepAspectRatio)
            x, y = index % _COLUMNS * (width + 8), index // _COLUMNS * (height + 8)
            painter.drawImage(QRect(x, y, size.width(), size.height()), image)
        painter.end()
        sheet.save(str(self._out / f"sheet-{self._look.name}.png"))


def _welcome(shell: Shell, camera: _Camera) -> None:
    shell.show_welcome()
    assert shell.welcome is not None
    camera.take(shell.welcome, "welcome", resize=False)


def _activities(window: ConsoleWindow, camera: _Camera) -> None:
    """The console with one activity of each kind, and what the room would see of it."""
    from labapp.model import agenda

    seen: set[str] = set()
    for activity in agenda.activities(window.context.lab.read):
        form = f"{activity.kind}-{activity.settings.get('form', '')}".rstrip("-")
        if form not in seen:
            seen.add(form)
            window.show_activity(activity.id)
            camera.take(window, form)


def _people(window: ConsoleWindow, camera: _Camera) -> None:
    window.show_people()
    camera.take(window, "people")
    window.show_people()


def _quick_lines(window: ConsoleWindow, camera: _Camera) -> None:
    for mode in ("presence", "declaration"):
        window.quick.open(mode)
        camera.take(window, f"quick-{mode}")
        window.quick.put_away()


def _dialogs(window: ConsoleWindow, camera: _Camera) -> None:
    from labapp.model import agenda, people
    from ui.console.activity_dialog import ActivityDialog
    from ui.console.day_dialog import DayDialog
    from ui.console.facts_dialog import FactsDialog
    from ui.console.history_dialog import HistoryDialog
    from ui.console.person_dialog import PersonDialog
    from ui.console.places_dialog import PlacesDialog
    from ui.console.report_dialog import ReportDialog
    from ui.console.sectors_dialog import SectorsDialog
    from ui.console.shortcuts_dialog import ShortcutsDialog
    from ui.new_dialog import NewDialog

    context, read = window.context, window.context.lab.read
    activity = agenda.activities(read)[0]
    person = people.participants(read)[0].id
    makers: dict[str, Callable[[], QWidget]] = {
        "dialog-activity": lambda: ActivityDialog(context, activity.id, window),
        "dialog-day": lambda: DayDialog(context, activity.day, window),
        "dialog-facts": lambda: FactsDialog(context, window),
        "dialog-history": lambda: HistoryDialog(context, window),
        "dialog-person": lambda: PersonDialog(context, person, window),
        "dialog-places": lambda: PlacesDialog(context, window),
        "dialog-report": lambda: ReportDialog(context, window.shell.settings, window),
        "dialog-sectors": lambda: SectorsDialog(context, window),
        "dialog-shortcuts": lambda: ShortcutsDialog(context, window.actions_by_id, window),
        "dialog-new": lambda: NewDialog(context._, "laboratorium", context._.language, Path.home(), window),
        "dialog-import": lambda: _import_dialog(window),
    }
    for name, make in makers.items():
        dialog = make()
        camera.take(dialog, name, resize=False)
        dialog.close()
        dialog.deleteLater()


def _import_dialog(window: ConsoleWindow) -> QWidget:
    from ui.console.import_dialog import ImportDialog

    path = window.context.document.path.with_name("lista.csv")
    path.write_text(
        "Imię i nazwisko;Organizacja;Sektor;E-mail\nAnna Nowak;Fundacja Ład;Organizacje pozarządowe;a@example.org\n"
        "Jan Żak;Urząd Miasta;Samorząd;jan\n;Nikt;;\n",
        encoding="cp1250",
    )
    return ImportDialog(window.context, path, window)


def _stage(window: ConsoleWindow, camera: _Camera) -> None:
    """Every activity as the room would see it while it runs, and between things."""
    from labapp.model import agenda

    camera.stage(window, "stage-between")
    context = window.context
    seen: set[str] = set()
    for activity in agenda.activities(context.lab.read):
        form = f"{activity.kind}-{activity.settings.get('form', '')}".rstrip("-")
        if form in seen:
            continue
        seen.add(form)
        ident = activity.id
        context.run("activity.start", lambda tx, i=ident: agenda.start(tx, i), undoable=False)  # type: ignore[misc]
        camera.stage(window, f"stage-{form}")
    window.handlers.test_card()
    camera.stage(window, "stage-test-card")
    window.handlers.test_card()


def _empty(shell: Shell, camera: _Camera, folder: Path) -> None:
    """What a new meeting shows before anything is in it."""
    from labapp.model import agenda

    shell.make("laboratorium", folder / f"empty-{len(camera.taken)}-{shell.language}.lab", "", shell.language)
    assert shell.console is not None
    window = shell.console
    camera.take(window, "empty-start")
    for kind in ("board", "vote", "plan"):
        ident = next(item.id for item in agenda.activities(window.context.lab.read) if item.kind == kind)
        window.show_activity(ident)
        camera.take(window, f"empty-{kind}")
    _people(window, camera)
    shell.close_down()


if __name__ == "__main__":
    sys.exit(main())

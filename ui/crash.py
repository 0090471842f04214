"""When a bug of ours strikes: the work is safe already; a report is kept, and the person is told plainly.

The report holds the program's version, the system and the places in our code; never a text, a name or a value.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler, qVersion
from PySide6.QtWidgets import QWidget

from labapp import __version__, paths
from labapp.wording.translate import N_, Translator
from ui.widgets.asking import ask

_KEPT = 20
WORDS = N_("Something went wrong in the program. The work is safe: everything done so far is kept.")


class _Teller(QObject):
    """Carries the news to the window's thread, whichever thread it struck."""

    struck = Signal(str)


class Watch:
    """Installed once; remembers what was being done."""

    def __init__(self, translate: Callable[[], Translator], parent: Callable[[], QWidget | None]) -> None:
        self._translate = translate
        self._parent = parent
        self._telling = False
        self._told: set[str] = set()
        self.doing = "start"
        self._teller = _Teller()
        self._teller.struck.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Catch what nobody caught: here, in threads, in Qt."""
        sys.excepthook = self._caught
        threading.excepthook = lambda args: self._caught(args.exc_type, args.exc_value, args.exc_traceback)
        qInstallMessageHandler(self._qt_said)

    def _caught(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        sys.__excepthook__(kind, error or kind(), trace)
        report = keep_report(kind, trace, self.doing)
        last = trace
        while last is not None and last.tb_next is not None:
            last = last.tb_next
        place = f"{kind.__name__} {last.tb_frame.f_code.co_filename}:{last.tb_lineno}" if last is not None else ""
        if place not in self._told:  # what fails each second is told once
            self._told.add(place)
            self._teller.struck.emit(str(report))

    def _qt_said(self, kind: QtMsgType, where: QMessageLogContext, text: str) -> None:
        if kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
            keep_words(f"Qt {kind.name}: {where.category}")
        if sys.stderr is not None:  # absent in a windowed build
            sys.stderr.write(f"{text}\n")

    def _tell(self, path: str) -> None:
        if self._telling:
            return
        self._telling = True
        _ = self._translate()
        show(_(WORDS), path, self._parent(), _)
        self._telling = False


_watch: list[Watch] = []


def watch(translate: Callable[[], Translator], parent: Callable[[], QWidget | None]) -> Watch:
    """Install the watch of this process."""
    made = Watch(translate, parent)
    made.install()
    _watch[:] = [made]
    return made


def doing(what: str) -> None:
    """Note the code of what is being done, for the report: a code, never a content."""
    if _watch:
        _watch[0].doing = what


def tell(error: Exception, words: str, parent: QWidget | None, _: Translator) -> None:
    """Keep a report of a bug that was caught where it struck, and say what it means for whoever sits here."""
    sys.__excepthook__(type(error), error, error.__traceback__)
    report = keep_report(type(error), error.__traceback__, _watch[0].doing if _watch else "")
    show(words, str(report), parent, _)


def show(words: str, report: str, parent: QWidget | None, _: Translator) -> None:
    """Say it in a box; `report` is where what happened is kept."""
    from PySide6.QtWidgets import QMessageBox  # late, like everything a start does not need

    box = QMessageBox(parent)
    box.setWindowTitle("labapp")
    box.setIcon(QMessageBox.Icon.Warning)
    box.setText(words)
    box.setInformativeText(_("It is all right to go on. A report without names or contents lies in:\n{path}",
                             path=report))  # fmt: skip
    box.addButton(_("Go on"), QMessageBox.ButtonRole.AcceptRole)
    ask(box)


def keep_report(kind: type[BaseException], trace: TracebackType | None, what: str) -> Path:
    """Write a report and return its path: places in the code, never values (messages may hold them)."""
    import traceback  # late, like everything a start does not need

    places = [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    return keep_words("\n".join([f"doing: {what}", f"error: {kind.__module__}.{kind.__qualname__}", *places]))


def keep_words(words: str) -> Path:
    """Write words into a report of their own, oldest reports leave, and return its path."""
    import platform

    folder = paths.data_folder() / "crashes"
    folder.mkdir(parents=True, exist_ok=True)
    for old in sorted(folder.glob("*.txt"))[: -_KEPT + 1]:
        old.unlink(missing_ok=True)
    now = datetime.now(UTC)
    path = folder / f"{now:%Y%m%d-%H%M%S-%f}.txt"
    system = f"labapp {__version__}, Qt {qVersion()}, Python {platform.python_version()}, {platform.platform()}"
    path.write_text(f"{now:%Y-%m-%d %H:%M:%S}Z\n{system}\n{words}\n", encoding="utf-8")
    return path

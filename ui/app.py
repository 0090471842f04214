"""The start of the window: arguments, fonts, crash report, then welcome or the named meeting."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from labapp import __version__, paths
from ui.widgets import style

if TYPE_CHECKING:
    import argparse


def main(argv: Sequence[str] | None = None) -> int:
    """Run the window until it is closed and return the exit status."""
    given = list(sys.argv[1:] if argv is None else argv)
    file = ""
    if given:
        arguments = _arguments().parse_args(given)
        file = arguments.file or ""
        if arguments.self_test:
            from ui.selftest import run

            return run()
    app = make_app()
    from ui import crash
    from ui.shell import Shell

    shell = Shell(app)
    crash.watch(lambda: shell.translate, lambda: shell.console or shell.welcome)
    if not file or not shell.open(file):
        shell.show_welcome()
    status = app.exec()
    shell.close_down()
    return status


def make_app() -> QApplication:
    """Return the application, made when there is none yet."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    # Named here, Qt makes the style itself; asked for later it would hand it to Python, and all its names with it.
    app = QApplication([*sys.argv[:1], "-style", style.NAME])
    app.setProperty(style.WORN, True)
    app.setApplicationName("labapp")
    app.setApplicationDisplayName("labapp")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("labapp")
    app.setWindowIcon(QIcon(str(paths.resource("look", "labapp.png"))))
    return app


def _arguments() -> argparse.ArgumentParser:
    import argparse  # only where something was asked for: every start pays for what it imports

    parser = argparse.ArgumentParser(prog="labapp", description="Run a workshop: ideas, votes, action plan, report.")
    parser.add_argument("file", nargs="?", help="a meeting to open (*.lab)")
    parser.add_argument("--self-test", action="store_true", help="try the program without a screen and exit")
    parser.add_argument("--version", action="version", version=f"labapp {__version__}")
    return parser

"""Windows a test leaves behind: open ones, and closed ones nobody let go of. Every one costs all tests after it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


@contextmanager
def watched() -> Iterator[list[str]]:
    """Fill the list, at the end, with the names of windows that were not there before; costs nothing without Qt."""
    before = set(_windows())
    left: list[str] = []
    yield left
    if _app() is None:
        return
    visible = [window for window in _windows() if window not in before and window.isVisible()]
    left += [f"{_name(window)} open" for window in visible]
    for window in visible:
        window.close()
        window.deleteLater()
    del visible
    _let_go()
    if _remaining(before):
        gc.collect()  # what lives only in a circle of references is nobody's; looked for when there is something
        _let_go()
    remaining = _remaining(before)
    left += [f"{_name(window)} alive" for window in remaining]
    for window in remaining:
        window.deleteLater()
    del remaining
    _let_go()


def _app() -> object:
    widgets = sys.modules.get("PySide6.QtWidgets")
    return widgets.QApplication.instance() if widgets is not None else None


def _windows() -> list[QWidget]:
    if _app() is None:
        return []
    from PySide6.QtWidgets import QApplication

    return QApplication.topLevelWidgets()


def _remaining(before: set[QWidget]) -> list[QWidget]:
    """Windows of their own: menus, popups and dialogs that belong to another window live as long as that one."""
    return [window for window in _windows() if window not in before and window.parentWidget() is None]


def _let_go() -> None:
    """Do what `deleteLater` asked for: without an event loop nobody else does."""
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _name(window: QWidget) -> str:
    return f"{type(window).__name__} {window.windowTitle()!r}".strip()

"""The menu of what can be done in the point that is shown, as its page offers it; shortcuts and palette follow it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from ui.kinds.base import READS, KindPage, PageAction
from ui.theme import Theme
from ui.widgets.icons import icon


class PageMenu:
    """Made anew only when what is offered looks different: after most keys it does not."""

    def __init__(self, window: QMainWindow, menu: QMenu, theme: Theme) -> None:
        self._window = window
        self._menu = menu
        self._theme = theme
        self._offered: list[PageAction] | None = None
        self._triggers: dict[str, Callable[[], None]] = {}
        self.actions: list[QAction] = []

    def fill(self, page: KindPage | None) -> None:
        """Offer what this page offers now; None: nothing."""
        offered = page.page_actions() if page is not None else []
        self._triggers = {action.id: action.trigger for action in offered}  # today's, though they look alike
        if offered == self._offered:
            return
        self._offered = offered
        for action in self.actions:
            self._window.removeAction(action)
            action.deleteLater()
        self._menu.clear()
        self.actions = [self._made(action) for action in offered]
        for action in self.actions:
            self._menu.addAction(action)
            self._window.addAction(action)
        self._menu.menuAction().setEnabled(bool(self.actions))

    def _made(self, offered: PageAction) -> QAction:
        action = QAction(offered.text, self._window)
        action.setObjectName(offered.id)
        action.setEnabled(offered.enabled)
        action.setProperty(READS, offered.reads)
        if offered.icon:
            action.setIcon(icon(offered.icon, self._theme))
        if offered.shortcut:
            action.setShortcut(QKeySequence(offered.shortcut))
        action.triggered.connect(lambda _checked=False, ident=offered.id: self._triggers[ident]())
        return action

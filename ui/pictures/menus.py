"""What opens over the console: every menu of the bar, those of the right button and of buttons, and a tooltip."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton

from labapp.model import agenda
from ui.console.window import ConsoleWindow
from ui.pictures.camera import Camera


def every(window: ConsoleWindow, camera: Camera) -> None:
    """Menus as they open over a board, and over a vote and a plan where they are others."""
    window.resize(*camera.look.size)
    window.show()
    for kind in ("board", "vote", "plan"):
        window.show_activity(next(item.id for item in agenda.activities(window.context.lab.read) if item.kind == kind))
        camera.settle()
        for name, menu in window.menus.items():
            if kind == "board" or name == "activity":
                camera.popped(menu, f"menu-{name}" if name != "activity" else f"menu-{name}-{kind}")
    window.handlers.stage_menu()
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, QMenu)
    camera.popped(opened, "menu-of-the-room")
    line = window.findChild(QLineEdit)
    assert line is not None
    words = line.createStandardContextMenu()
    camera.popped(words, "menu-of-a-line")
    words.deleteLater()
    button = next(one for one in window.bar.findChildren(QPushButton) if one.toolTip())
    camera.tip(button, "tooltip")

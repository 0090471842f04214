"""How a box that asks or warns looks: our icons in the theme's colours, one primary button, what destroys in red.

Qt draws its own yellow triangle and blue disc there, of another family and of no theme.
"""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from ui.theme import THEMES, Token
from ui.widgets.icons import icon_pixmap
from ui.widgets.style import px, restyle, text_scale, worn_theme

_SIZE = 32  # px at 100 %
_ICONS = {
    QMessageBox.Icon.Question: ("circle-question-mark", Token.ACCENT),
    QMessageBox.Icon.Information: ("info", Token.ACCENT),
    QMessageBox.Icon.Warning: ("triangle-alert", Token.WARNING),
    QMessageBox.Icon.Critical: ("circle-alert", Token.DANGER),
}


def dress(box: QMessageBox) -> None:
    """Give a box our icon and its buttons their looks; what has an icon of its own already keeps it."""
    theme = THEMES[worn_theme()]
    if box.icon() in _ICONS:
        name, token = _ICONS[box.icon()]
        app = QGuiApplication.instance()
        density = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
        box.setIconPixmap(icon_pixmap(name, theme.hex(token), px(_SIZE, text_scale()), density))
    for button in box.buttons():
        role, default = box.buttonRole(button), button is box.defaultButton()
        if role is QMessageBox.ButtonRole.DestructiveRole:
            button.setProperty("variant", "danger")
        elif default and role is QMessageBox.ButtonRole.AcceptRole:
            button.setProperty("variant", "primary")
        restyle(button)

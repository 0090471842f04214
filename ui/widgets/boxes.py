"""How buttons of a box that asks or warns look: one primary, what destroys in red. Icons are in the style sheet."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox

from ui.widgets.style import restyle


def dress(box: QMessageBox) -> None:
    """Give a box's buttons the looks that buttons of such meaning have elsewhere."""
    for button in box.buttons():
        role, default = box.buttonRole(button), button is box.defaultButton()
        if role is QMessageBox.ButtonRole.DestructiveRole:
            button.setProperty("variant", "danger")
        elif default and role is QMessageBox.ButtonRole.AcceptRole:
            button.setProperty("variant", "primary")
        restyle(button)

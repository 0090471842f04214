"""A meeting that is only looked at: what stays possible, and how everything else is put out of reach.

The document itself refuses every change; this is for the eyes, so that nothing looks as if it could be done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow

READS = frozenset({
    "new", "open", "open_read", "close", "report", "palette", "shortcuts", "previous_activity", "next_activity",
    "people", "stage_screen", "stage_window", "freeze", "blank", "stage_time", "test_card", "contract_stage",
    "room_check", "rehearsal", "stage_light", "stage_dark", "stage_contrast", "fold_side", "larger", "smaller",
    "theme_light", "theme_dark", "theme_contrast", "language_pl", "language_en",
})  # fmt: skip
"""Actions that change nothing in the document."""

KEEP = "reads"
"""A widget with this property true only looks or searches, so it stays alive (`setProperty("reads", True)`)."""


def still(window: ConsoleWindow) -> None:
    """Put every gesture out of reach; called again whenever the window made new widgets."""
    for ident, action in window.actions_by_id.items():
        if ident not in READS:
            action.setEnabled(False)
    for action in window.page_actions:
        action.setEnabled(False)
    for part in (window.middle, window.people, window.side):
        quiet(part)
    window.rail.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)


def quiet(part: QWidget) -> None:
    """Let lists be walked and texts be read, but nothing be pressed, typed or dragged."""
    for child in part.findChildren(QWidget):
        if child.property(KEEP):
            continue
        if isinstance(child, QAbstractItemView):
            child.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
            child.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        elif isinstance(child, QPlainTextEdit):
            child.setReadOnly(True)
        elif isinstance(child, QAbstractButton | QLineEdit | QComboBox | QAbstractSpinBox):
            child.setEnabled(False)

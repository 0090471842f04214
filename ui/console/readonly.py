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

from ui.kinds.base import READS

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow

ACTIONS = frozenset({
    "new", "open", "open_read", "close", "report", "palette", "shortcuts", "previous_activity", "next_activity",
    "people", "stage_screen", "stage_window", "freeze", "blank", "stage_time", "test_card", "contract_stage",
    "recall",
    "room_check", "rehearsal", "stage_light", "stage_dark", "stage_contrast", "fold_side", "larger", "smaller",
    "history", "check_agenda", "between", "backups", "anonymise", "tables_stage", "sound",
    "theme_light", "theme_dark", "theme_contrast", "language_pl", "language_en",
})  # fmt: skip
"""Actions that change nothing in the document."""


def still(window: ConsoleWindow) -> None:
    """Put every gesture out of reach; called again whenever the window made new widgets."""
    for ident, action in window.actions_by_id.items():
        if ident not in ACTIONS:
            action.setEnabled(False)
    for action in window.page_menu.actions:
        if not action.property(READS):
            action.setEnabled(False)
    for part in (window.middle, window.people, window.between, window.side):
        quiet(part)
    window.rail.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)


def quiet(part: QWidget) -> None:
    """Let lists be walked, texts be read and what only looks be used, but nothing else be pressed, typed or dragged."""
    for child in part.findChildren(QWidget):
        if child.property(READS):
            continue
        if isinstance(child, QAbstractItemView):
            child.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
            child.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        elif isinstance(child, QPlainTextEdit):
            child.setReadOnly(True)
        elif isinstance(child, QAbstractButton | QLineEdit | QComboBox | QAbstractSpinBox):
            child.setEnabled(False)

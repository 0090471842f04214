"""The frame of a small dialog: a title, a form, one primary button and Cancel."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui import theme as t
from ui.context import Context
from ui.widgets.scrolled import Scrolled, fit_screen


class FormDialog(QDialog):
    """Fill `self.form`; Enter keeps, Esc leaves. Where the screen is low the form scrolls above the buttons."""

    def __init__(self, context: Context, title: str, keep: str, parent: QWidget | None, note: str = "") -> None:
        super().__init__(parent)
        self.context = context
        self._ = context._
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        self.outer = QVBoxLayout(self)
        self.outer.setSpacing(t.SPACE_M)
        if note:
            label = QLabel(note)
            label.setWordWrap(True)
            label.setProperty("role", "secondary")
            self.outer.addWidget(label)
        self.form = QFormLayout()
        self.form.setSpacing(t.SPACE_S)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.inside = QVBoxLayout()
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.addLayout(self.form)
        self.scrolled = Scrolled(self.inside)
        self.outer.addWidget(self.scrolled, 1)
        self.buttons = QDialogButtonBox()
        self.keep: QPushButton = self.buttons.addButton(keep, QDialogButtonBox.ButtonRole.AcceptRole)
        self.keep.setProperty("variant", "primary")
        self.keep.setDefault(True)
        self.cancel: QPushButton = self.buttons.addButton(self._("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.cancel.setAutoDefault(False)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.outer.addWidget(self.buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor into the first field, and long texts at their beginning."""
        fit_screen(self)
        super().showEvent(event)
        for line in self.findChildren(QLineEdit):
            line.setCursorPosition(0)
        item = self.form.itemAt(0, QFormLayout.ItemRole.FieldRole) if self.form.rowCount() else None
        if item is not None:
            row = item.layout()  # a field may stand in a row with others
            parts = [item] if row is None else [row.itemAt(place) for place in range(row.count())]
            fields = (part.widget() for part in parts if part is not None)
            first = next((field for field in fields if field is not None and field.isEnabled()), None)
            if first is not None:
                first.setFocus()

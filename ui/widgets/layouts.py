"""Small helps with layouts and tables whose Qt types say "perhaps None" where we know better."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QTableWidget, QTableWidgetItem


def clear(layout: QLayout) -> None:
    """Take all widgets out of a layout, at once for the eye, later for Qt."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def cell(table: QTableWidget, row: int, column: int) -> QTableWidgetItem:
    """Return a cell, made empty when there is none."""
    found = table.item(row, column)
    if found is None:
        found = QTableWidgetItem()
        table.setItem(row, column, found)
    return found

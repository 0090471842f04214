"""What it means that a dialog fits the smallest screen: all of it in sight or scrolled to, no word and no field cut."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QWidget,
)

WIDTH, HEIGHT = 1093, 614 - 32  # less a title bar
_LETTERS = 8  # a field shows at least so many


class Looked:
    """Stands where a dialog is answered: looks at it, writes down what is wrong, and says no."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.seen: set[str] = set()

    def look(self, dialog: QDialog) -> int:
        """Show a dialog as a small screen would, and go through its parts."""
        dialog.show()
        QApplication.processEvents()
        name = type(dialog).__name__
        self.seen.add(name)
        least = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
        if least.width() > WIDTH or least.height() > HEIGHT:
            self.problems.append(f"{name}: {least.width()}×{least.height()}")
        dialog.resize(min(dialog.width(), WIDTH), min(dialog.height(), HEIGHT))
        QApplication.processEvents()
        self.problems += [f"{name}: {said}" for part in dialog.findChildren(QWidget) if (said := cut(part))]
        dialog.reject()
        return 0


def cut(part: QWidget) -> str:
    """Return what of a visible part is cut, empty when nothing is."""
    if not part.isVisible():
        return ""
    if isinstance(part, QPushButton | QCheckBox | QRadioButton):
        return f"{part.text()!r} is cut" if part.width() < part.minimumSizeHint().width() else ""
    if isinstance(part, QAbstractSpinBox):
        words = part.findChild(QLineEdit)
        on_frame = words is not None and not words.textMargins().left()
        return f"{part.accessibleName()!r} touches its frame" if on_frame else ""
    if isinstance(part, QLabel) and part.text():
        high = part.heightForWidth(part.width()) if part.wordWrap() else part.minimumSizeHint().height()
        short = part.height() < high and not _scrolled(part)
        narrow = not part.wordWrap() and part.width() < part.minimumSizeHint().width()
        return f"{part.text()[:40]!r} is cut: {part.width()}×{part.height()}, needs {high}" if short or narrow else ""
    if isinstance(part, QLineEdit | QComboBox) and not isinstance(part.parentWidget(), QComboBox | QAbstractSpinBox):
        wanted = min(_LETTERS, part.maxLength()) if isinstance(part, QLineEdit) else _LETTERS
        least = part.fontMetrics().averageCharWidth() * wanted
        return f"the field {part.accessibleName()!r} has {part.width()} px" if part.width() < least else ""
    return ""


def _scrolled(part: QWidget) -> bool:
    above = part.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above is not None

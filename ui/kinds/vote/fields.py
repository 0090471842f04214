"""Fields of the forms of a vote: lists, numbers and lines that tell of every change, except of being filled in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from ui import theme as t
from ui.widgets.style import ease

_WIDEST = 240
"""What a field may ask for: a little less than the form is wide on a small laptop."""
MOST_NUMBER = 2**31 - 1
"""The greatest number Qt's field takes."""
_NARROW = 68
"""Two figures, their arrows and the frame: what lets two numbers stand side by side on a small laptop."""


def choice(name: str, values: Sequence[tuple[str, str]], chosen: Callable[[str], None]) -> QComboBox:
    """Return a list; `chosen` hears of every change, however it was made, but not of `put`."""
    combo = _Choice()
    combo.setAccessibleName(name)
    combo.setMinimumContentsLength(6)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for value, text in values:
        combo.addItem(text, value)
    # not `activated`: what is shown must be what is kept, also when it was not a click that changed it
    combo.currentIndexChanged.connect(lambda index: chosen(str(combo.itemData(index))) if index >= 0 else None)
    return combo


class _Choice(QComboBox):
    """Asks for the width of what is chosen, so that a form gives it a row of its own rather than cut it."""

    def minimumSizeHint(self) -> QSize:
        """Return the room of the chosen words and of the arrow, within what a small laptop has."""
        least = super().minimumSizeHint()
        # the form weighs a row by its own label, but sets it behind the longest one
        wanted = room_for(self, self.currentText()) + t.SPACE_XS + self._beside()
        return QSize(max(least.width(), wanted), least.height())

    def _beside(self) -> int:
        """Return what the frame, the arrow and the gap before it take of the width."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        words = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        return self.width() - words.width() + t.SPACE_XS

    def paintEvent(self, event: QPaintEvent) -> None:
        """End words that are too long for any row with "…"."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = max(0, self.width() - self._beside())
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


def room_for(field: QWidget, text: str) -> int:
    """Return the width of words in a field, as far as the form of a small laptop is wide."""
    return min(field.fontMetrics().horizontalAdvance(text) + t.SPACE_M, _WIDEST)


def offer(combo: QComboBox, values: Sequence[tuple[str, str]]) -> None:
    """Offer other values without telling anybody; the same ones stay untouched."""
    if [(combo.itemData(index), combo.itemText(index)) for index in range(combo.count())] == list(values):
        return
    with QSignalBlocker(combo):
        combo.clear()
        for value, text in values:
            combo.addItem(text, value)


def put(combo: QComboBox, value: str) -> None:
    """Show a value in a list without telling anybody."""
    with QSignalBlocker(combo):
        combo.setCurrentIndex(max(0, combo.findData(value)))
    combo.updateGeometry()  # a list of fixed width does not ask for room anew when other words are chosen


def number(name: str, low: int, high: int, changed: Callable[[int], None]) -> QSpinBox:
    """Return a field for a whole number."""
    spin = QSpinBox()
    spin.setRange(low, high)
    spin.setMinimumWidth(_NARROW)
    ease(spin)
    spin.setAccessibleName(name)
    spin.setKeyboardTracking(False)
    spin.valueChanged.connect(changed)
    return spin


def put_number(spin: QSpinBox, value: int) -> None:
    """Show a number without telling anybody; one that is being typed and equal already stays untouched.

    One beyond what may be typed was set by a template: what is kept is shown.
    """
    if spin.value() != value:
        with QSignalBlocker(spin):
            spin.setMaximum(max(spin.maximum(), min(value, MOST_NUMBER)))
            spin.setValue(min(value, MOST_NUMBER))


def words() -> QLabel:
    """Return a quiet line below a field that says what it comes to."""
    label = _Words()
    label.setWordWrap(True)
    label.setProperty("role", "secondary")
    return label


class _Words(QLabel):
    """Asks for the lines its words take: a form that was shown before gives a second line no room by itself."""

    def setText(self, text: str) -> None:
        """Show other words, with room for all of them."""
        super().setText(text)
        self._ask_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width takes another number of lines."""
        super().resizeEvent(event)
        self._ask_room()

    def _ask_room(self) -> None:
        self.setMinimumHeight(max(0, self.heightForWidth(self.width())))


def pair(first: QWidget, between: str, second: QWidget) -> QWidget:
    """Return two fields in one row."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(t.SPACE_S)
    row.addWidget(first, 1)
    if between:
        row.addWidget(QLabel(between))
    row.addWidget(second, 1 if isinstance(second, QSpinBox) else 0)
    return holder

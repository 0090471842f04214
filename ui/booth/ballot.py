"""The ballot on screen: rows of 56 px for mouse, touch and keys; limits are kept while it is filled in.

Keys: an option's number goes to it, arrows walk, Space marks, + and − give and take dots, Enter goes to casting.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from labapp.kinds.vote import figure_words
from labapp.kinds.vote.forms.agreement import REASON_LIMIT
from labapp.kinds.vote.forms.budget import amount
from labapp.kinds.vote.options import Choice
from labapp.kinds.vote.terms import Terms
from labapp.wording.translate import Translator
from ui import theme as t
from ui.booth.marks import CRITERION, Marks
from ui.booth.rows import Row, Segments
from ui.booth.sizes import Size
from ui.theme import Theme

_MORE, _LESS = (Qt.Key.Key_Plus, Qt.Key.Key_Right), (Qt.Key.Key_Minus, Qt.Key.Key_Left)


class BallotForm(QScrollArea):
    """Rows of one ballot; `body` is what would be cast now."""

    changed = Signal()
    full = Signal()
    """A mark was refused: there is no choice, dot or money left for it."""
    done = Signal()
    laid_out = Signal()
    """Rows were moved or have another height: what can be seen of them may be something else."""

    def __init__(self, terms: Terms, choices: Sequence[Choice], theme: Theme, _: Translator) -> None:
        super().__init__()
        self._terms = terms
        self._ = _
        self._theme = theme
        self._typed = ""
        self.marks = Marks(terms)
        self.rows: dict[int, Row] = {}
        self._segments: dict[int, Segments] = {}
        self._reasons: dict[int, QLineEdit] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        for place, criterion in enumerate(self.marks.criteria):
            if criterion:
                head = QLabel(criterion)
                head.setProperty("role", "section")
                self._column.addWidget(head)
            for choice in choices:
                self._add(choice, place * CRITERION + choice.number)
        self._column.addStretch(1)
        self.setWidget(self._inside)
        self._inside.installEventFilter(self)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.laid_out.emit())
        self._show()

    def resize_rows(self, size: Size) -> None:
        """Draw rows as large as the booth is drawn."""
        self._column.setSpacing(size.between)
        for row in self.rows.values():
            row.setMinimumHeight(size.row)
        self._keep_room()

    def needed(self) -> int:
        """Return the height in which every row could be seen."""
        return self._column.totalHeightForWidth(self.viewport().width())

    def hidden_below(self) -> int:
        """Return how many rows are below the edge, wholly or in part: the last one, half seen, is not yet read."""
        edge = self.verticalScrollBar().value() + self.viewport().height()
        return sum(row.geometry().bottom() > edge for row in self.rows.values())

    def body(self) -> Any:  # noqa: ANN401 - JSON
        """Return the ballot as filled in."""
        said = {number: line.text().strip() for number, line in self._reasons.items() if line.isVisible()}
        return self.marks.body(said)

    def left(self) -> int | None:
        """Return how much may still be given."""
        return self.marks.left()

    def is_blank(self) -> bool:
        """Whether nothing is marked."""
        return self.marks.blank

    def showEvent(self, event: QShowEvent) -> None:
        """Keep room for the tick in every answer, so that nothing moves under the voter's hand."""
        super().showEvent(event)
        self._keep_room()

    def focus_first(self) -> None:
        """Put the focus into the first row."""
        for row in self.rows.values():
            self._focus(row)
            return

    # --- rows ------------------------------------------------------------------------------------------------------
    def _add(self, choice: Choice, key: int) -> None:
        cost = figure_words.money(amount(choice.cost) or 0, self._terms, self._) if choice.cost else ""
        row = Row(choice, checkable=self.marks.simple, key=key, cost=cost)
        row.installEventFilter(self)
        self.rows[key] = row
        self._column.addWidget(row)
        if self._terms.limits.get("reasons"):
            self._add_reason(key)
        if self.marks.simple:
            row.clicked.connect(lambda _checked: self._told(self.marks.toggle(key)))
        elif self.marks.dotted:
            row.add_dots(self._theme, self._, lambda by: self._told(self.marks.give(key, by)))
        else:
            self._segments[key] = Segments(row, self.marks.segments(self._), lambda value: self._answer(key, value))

    def _add_reason(self, key: int) -> None:
        line = QLineEdit()
        line.setMaxLength(REASON_LIMIT)
        line.setProperty("small", "true")
        line.setPlaceholderText(self._("If you like: why? (your words will be read as they are)"))
        line.setAccessibleName(self._("Reason") + f": {key}")
        policy = line.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # nothing moves under the voter's hand
        line.setSizePolicy(policy)
        line.hide()
        line.textChanged.connect(lambda _text: self.changed.emit())
        self._reasons[key] = line
        self._column.addWidget(line)

    def _keep_room(self) -> None:
        for segments in self._segments.values():
            segments.keep_room()

    # --- marking ---------------------------------------------------------------------------------------------------
    def _told(self, allowed: bool) -> None:
        """Show what stands now; what was refused is said after it, for showing takes old words away."""
        self._show()
        if not allowed:
            self.full.emit()

    def _answer(self, key: int, value: Any) -> None:  # noqa: ANN401 - JSON
        self.marks.answer(key, value)
        self._show()

    def _step(self, key: int, by: int) -> None:
        self.marks.step(key, by, [value for value, _text in self.marks.segments(self._)])
        self._show()

    def _show(self) -> None:
        for key, row in self.rows.items():
            mark = self.marks.of(key)
            if key in self._reasons:
                self._reasons[key].setVisible(self.marks.wants_reason(key))
            if self.marks.dotted:
                row.show_dots(int(mark or 0), int(self._terms.limits["cap"]))
            elif self.marks.simple:
                row.show_mark(self.marks.has(key), mark if self._terms.form_id == "ranking" else None)
            else:
                self._segments[key].show(self.marks.has(key), mark)
        self.changed.emit()

    # --- keys ------------------------------------------------------------------------------------------------------
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk, mark and finish by keys."""
        if isinstance(watched, Row) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(watched, event)
        if watched is self._inside and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.laid_out.emit()
        return super().eventFilter(watched, event)

    def _key(self, row: Row, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.text().isascii() and event.text().isdigit():
            self._jump(event.text())
            return True
        self._typed = ""
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._walk(row.key, 1 if key == Qt.Key.Key_Down else -1)
        else:
            return self._mark_by_key(row.key, key)
        return True

    def _mark_by_key(self, number: int, key: Qt.Key) -> bool:
        if self.marks.dotted and key in (*_MORE, *_LESS):
            self._told(self.marks.give(number, 1 if key in _MORE else -1))
        elif number in self._segments and key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self._step(number, 1 if key == Qt.Key.Key_Right else -1)
        elif number in self._segments and key == Qt.Key.Key_Space:
            self._step(number, 1)
        else:
            return False
        return True

    def _jump(self, digit: str) -> None:
        longer = self._typed + digit
        self._typed = longer if longer.lstrip("0") and int(longer) in self.rows else digit
        if int(self._typed) in self.rows:
            self._focus(self.rows[int(self._typed)])

    def _walk(self, number: int, by: int) -> None:
        order = list(self.rows)
        place = order.index(number) + by
        if 0 <= place < len(order):
            self._focus(self.rows[order[place]])

    def _focus(self, row: Row) -> None:
        row.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(row, 0, t.SPACE_XL)

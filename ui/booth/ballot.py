"""The ballot on screen: rows of 56 px for mouse, touch and keys; limits are kept while it is filled in.

Keys: an option's number goes to it, arrows walk, Space marks, + and − give and take dots, Enter goes to casting.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from labapp.kinds.vote import words
from labapp.kinds.vote.forms import form as form_by_id
from labapp.kinds.vote.forms.agreement import REASON_LIMIT
from labapp.kinds.vote.forms.budget import amount
from labapp.kinds.vote.options import Choice
from labapp.kinds.vote.terms import Terms
from labapp.wording.translate import Translator
from ui import theme as t
from ui.theme import Theme
from ui.widgets.icons import icon

_DOT, _NONE, _TICK = "●", "○", "✓ "
_CRITERION = 1_000  # rows of the second criterion are numbered from here: more options than anybody ranks
_MORE, _LESS = (Qt.Key.Key_Plus, Qt.Key.Key_Right), (Qt.Key.Key_Minus, Qt.Key.Key_Left)


class Row(QPushButton):
    """One option: its number, its words, and what is marked; a checkable button as high as its words need."""

    def __init__(self, choice: Choice, *, checkable: bool, key: int | None = None, cost: str = "") -> None:
        super().__init__()
        self.choice = choice
        self.key = choice.number if key is None else key
        self.setCheckable(checkable)
        self.setAccessibleName(f"{choice.number}. {choice.title}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(t.SPACE_L, t.SPACE_S, t.SPACE_L, t.SPACE_S)
        self.line.setSpacing(t.SPACE_L)
        number, title = QLabel(str(choice.number)), QLabel(choice.title)
        number.setProperty("role", "title")
        number.setMinimumWidth(t.SPACE_XXL)
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        title.setWordWrap(True)
        title.setTextFormat(Qt.TextFormat.PlainText)
        self.line.addWidget(number)
        self.line.addWidget(title, 1)
        if cost:
            price = QLabel(cost)
            price.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self.line.addWidget(price)
        self.mark = QLabel()
        self.mark.setProperty("role", "title")
        self.line.addWidget(self.mark)
        for label in (number, title, self.mark):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """At least a booth's row, more where the words need it."""
        needed = self.line.totalHeightForWidth(max(200, self.width()))
        return QSize(super().sizeHint().width(), max(t.ROW_BOOTH, needed))

    def minimumSizeHint(self) -> QSize:
        """Never lower than its words."""
        return QSize(200, self.sizeHint().height())

    def resizeEvent(self, event: Any) -> None:  # noqa: ANN401 - QResizeEvent
        """Ask anew for height when words wrap otherwise."""
        super().resizeEvent(event)
        self.updateGeometry()


class BallotForm(QScrollArea):
    """Rows of one ballot; `body` is what would be cast now."""

    changed = Signal()
    full = Signal()
    """A mark was refused: there is no choice, dot or money left for it."""
    done = Signal()

    def __init__(self, terms: Terms, choices: Sequence[Choice], theme: Theme, _: Translator) -> None:
        super().__init__()
        self._terms = terms
        self._ = _
        self._theme = theme
        self._form = form_by_id(terms.form_id)
        self._typed = ""
        self._marks: dict[int, Any] = {}
        self._shows: dict[int, Callable[[], None]] = {}
        self._segment_texts: dict[QPushButton, str] = {}
        self.rows: dict[int, Row] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, t.SPACE_M, 0)
        self._column.setSpacing(t.SPACE_S)
        self._costs = {choice.number: choice.cost for choice in choices}
        self._criteria = list(terms.limits["criteria"]) if terms.form_id == "score" else [""]
        self._reasons: dict[int, QLineEdit] = {}
        for place, criterion in enumerate(self._criteria):
            if criterion:
                head = QLabel(criterion)
                head.setProperty("role", "section")
                self._column.addWidget(head)
            for choice in choices:
                self._add(choice, place * _CRITERION + choice.number)
        self._column.addStretch(1)
        self.setWidget(inside)
        self._show()

    def body(self) -> Any:  # noqa: ANN401 - JSON
        """Return the ballot as filled in."""
        if self._terms.form_id == "choose" or (self._simple and self._terms.form_id == "budget"):
            return sorted(self._marks)
        if self._terms.form_id == "ranking":
            return sorted(self._marks, key=lambda number: self._marks[number])
        body = {str(number): mark for number, mark in sorted(self._marks.items())}
        if self._terms.form_id == "score":
            return self._by_criterion()
        if self._terms.form_id == "agreement":
            said = {number: line.text().strip() for number, line in self._reasons.items() if line.isVisible()}
            return {key: [step, said[int(key)]] if said.get(int(key)) else step for key, step in body.items()}
        return body

    def _by_criterion(self) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for key, grade in sorted(self._marks.items()):
            place, number = divmod(key, _CRITERION)
            found.setdefault(self._criteria[place], {})[str(number)] = grade
        return found

    @property
    def _simple(self) -> bool:
        """Whether an option is only marked or not."""
        form, limits = self._terms.form_id, self._terms.limits
        return form in ("choose", "ranking") or (form == "budget" and limits["way"] == "choose")

    def left(self) -> int | None:
        """Return how much may still be given."""
        return self._form.left(self.body(), self._terms.limits)

    def is_blank(self) -> bool:
        """Whether nothing is marked."""
        return not self._marks

    def showEvent(self, event: QShowEvent) -> None:
        """Keep room for the tick in every answer, so that nothing moves under the voter's hand."""
        super().showEvent(event)
        for button, text in self._segment_texts.items():
            now = button.text()
            button.setText(_TICK + text)
            button.ensurePolished()
            button.setMinimumWidth(button.sizeHint().width())
            button.setText(now)

    def focus_first(self) -> None:
        """Put the focus into the first row."""
        for row in self.rows.values():
            self._focus(row)
            return

    # --- rows ------------------------------------------------------------------------------------------------------
    def _add(self, choice: Choice, number: int) -> None:
        cost = words.money(amount(choice.cost) or 0, self._) if choice.cost else ""
        simple = self._simple
        row = Row(choice, checkable=simple, key=number, cost=cost)
        row.installEventFilter(self)
        self.rows[number] = row
        self._column.addWidget(row)
        if self._terms.limits.get("reasons"):
            self._add_reason(number)
        if simple:
            row.clicked.connect(lambda _checked: self._toggle(number))
        elif self._terms.form_id in ("dots", "budget"):
            self._add_dots(row, number)
        else:
            self._add_segments(row, number)

    def _add_reason(self, number: int) -> None:
        line = QLineEdit()
        line.setMaxLength(REASON_LIMIT)
        line.setPlaceholderText(self._("If you like: why? (your words will be read as they are)"))
        line.setAccessibleName(self._("Reason") + f": {number}")
        policy = line.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # nothing moves under the voter's hand
        line.setSizePolicy(policy)
        line.hide()
        line.textChanged.connect(lambda _text: self.changed.emit())
        self._reasons[number] = line
        self._column.addWidget(line)

    def _add_dots(self, row: Row, number: int) -> None:
        _ = self._
        row.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row.clicked.connect(lambda: self._dot(number, 1))
        for sign, by, name in (("minus", -1, _("One dot less")), ("plus", 1, _("One dot more"))):
            button = QPushButton(icon(sign, self._theme), "")
            button.setAccessibleName(f"{name}: {number}")
            button.setFixedWidth(t.ROW_BOOTH)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, by=by: self._dot(number, by))
            row.line.addWidget(button)

    def _add_segments(self, row: Row, number: int) -> None:
        buttons: dict[Any, QPushButton] = {}
        for value, text in self._segments():
            button = QPushButton(text)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAccessibleName(f"{number}: {text}")
            button.clicked.connect(lambda _checked=False, value=value: self._answer(number, value))
            row.line.addWidget(button)
            buttons[value] = button
            self._segment_texts[button] = text

        def show() -> None:
            for value, button in buttons.items():
                chosen = number in self._marks and self._marks[number] == value
                button.setChecked(chosen)
                button.setText(_TICK + self._segment_texts[button] if chosen else self._segment_texts[button])

        self._shows[number] = show

    def _segments(self) -> list[tuple[Any, str]]:
        _ = self._
        limits = self._terms.limits
        if self._terms.form_id == "answers":
            return [(value, words.answer(value, _)) for value in ("yes", "no", "abstain")]
        if self._terms.form_id == "agreement":
            return [(step, str(step)) for step in range(1, int(limits["steps"]) + 1)]
        grades: list[tuple[Any, str]] = [(g, str(g)) for g in range(int(limits["low"]), int(limits["high"]) + 1)]
        return [*grades, (None, _("no opinion"))]

    # --- marking ---------------------------------------------------------------------------------------------------
    def _toggle(self, number: int) -> None:
        if number in self._marks:
            gone = self._marks.pop(number)
            if self._terms.form_id == "ranking":
                self._marks = {n: rank - (rank > gone) for n, rank in self._marks.items()}
        elif self._fits(number):
            self._marks[number] = len(self._marks) + 1
        else:
            self._show()
            self.full.emit()
            return
        self._show()

    def _fits(self, number: int) -> bool:
        """Whether one more option may be marked: another choice, and enough money."""
        if self._terms.form_id != "budget":
            return self.left() != 0
        most = int(self._terms.limits["max"])
        return (not most or len(self._marks) < most) and (amount(self._costs[number]) or 0) <= (self.left() or 0)

    def _dot(self, number: int, by: int) -> None:
        now = int(self._marks.get(number, 0)) + by
        if now < 0:
            return
        if now > int(self._terms.limits["cap"]) or (by > 0 and self.left() == 0):
            self.full.emit()
            return
        self._marks[number] = now
        if not now:
            del self._marks[number]
        self._show()

    def _answer(self, number: int, value: Any) -> None:  # noqa: ANN401 - JSON
        if number in self._marks and self._marks[number] == value:
            del self._marks[number]
        else:
            self._marks[number] = value
        self._show()

    def _step(self, number: int, by: int) -> None:
        values = [value for value, _text in self._segments()]
        place = values.index(self._marks[number]) + by if number in self._marks else (0 if by > 0 else len(values) - 1)
        self._marks[number] = values[max(0, min(place, len(values) - 1))]
        self._show()

    def _show(self) -> None:
        for number, row in self.rows.items():
            if number in self._reasons:
                mark = self._marks.get(number)
                self._reasons[number].setVisible(mark is not None and mark > int(self._terms.limits["support"]))
            if not row.isCheckable() and self._terms.form_id in ("dots", "budget"):
                dots, cap = int(self._marks.get(number, 0)), int(self._terms.limits["cap"])
                row.mark.setText(_DOT * dots + _NONE * (cap - dots) if cap <= 6 else f"{_DOT} {dots}")
            elif row.isCheckable():
                row.setChecked(number in self._marks)
                ranked = self._terms.form_id == "ranking" and number in self._marks
                row.mark.setText(f"{self._marks[number]}." if ranked else "✓" if number in self._marks else "")
            else:
                self._shows[number]()
        self.changed.emit()

    # --- keys ------------------------------------------------------------------------------------------------------
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk, mark and finish by keys."""
        if isinstance(watched, Row) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, row: Row, event: QKeyEvent) -> bool:
        number = row.key
        key = Qt.Key(event.key())
        if event.text().isascii() and event.text().isdigit():
            self._jump(event.text())
            return True
        self._typed = ""
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._walk(number, 1 if key == Qt.Key.Key_Down else -1)
        elif not row.isCheckable() and self._terms.form_id in ("dots", "budget") and key in _MORE:
            self._dot(number, 1)
        elif not row.isCheckable() and self._terms.form_id in ("dots", "budget") and key in _LESS:
            self._dot(number, -1)
        elif number in self._shows and key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self._step(number, 1 if key == Qt.Key.Key_Right else -1)
        elif number in self._shows and key == Qt.Key.Key_Space:
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

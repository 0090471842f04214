"""One option of the ballot on screen: number, words, and what is marked; as high as its words need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy

from labapp.kinds.vote.options import Choice
from labapp.wording.translate import Translator
from ui import theme as t
from ui.stage.fitting import clean
from ui.theme import Theme
from ui.widgets.guard import OWN_ENTER
from ui.widgets.icons import icon

_DOT, _NONE, _TICK = "●", "○", "✓ "
_SHOWN_DOTS = 6


class Row(QPushButton):
    """One option; a checkable button where it is only marked or not."""

    def __init__(self, choice: Choice, *, checkable: bool, key: int | None = None, cost: str = "") -> None:
        super().__init__()
        self.setProperty(OWN_ENTER, True)  # it leads on to casting
        self.choice = choice
        self.key = choice.number if key is None else key
        self.setMinimumHeight(t.ROW_BOOTH)
        self.setCheckable(checkable)
        self.setAccessibleName(f"{choice.number}. {choice.title}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(t.SPACE_M, t.SPACE_XS, t.SPACE_M, t.SPACE_XS)
        self.line.setSpacing(t.SPACE_M)
        number, title = QLabel(str(choice.number)), QLabel(clean(choice.title))
        number.setProperty("role", "section")
        number.setMinimumWidth(t.SPACE_XL)
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
        self.mark.setProperty("role", "section")
        if cost:
            self.mark.setMinimumWidth(t.SPACE_L)  # the room of the tick: no amount moves when it comes
        self.line.addWidget(self.mark)
        for label in (number, title, self.mark):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def add_dots(self, theme: Theme, _: Translator, give: Callable[[int], None]) -> None:
        """Put minus and plus behind the words; the row itself gives one more."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(lambda: give(1))
        for sign, by, name in (("minus", -1, _("One dot less")), ("plus", 1, _("One dot more"))):
            button = QPushButton(icon(sign, theme), "")
            button.setAccessibleName(f"{name}: {self.choice.number}")
            button.setFixedWidth(t.ROW_BOOTH)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, by=by: give(by))
            self.line.addWidget(button)

    def show_dots(self, dots: int, cap: int) -> None:
        """Show the dots given, and the places left where they can be seen at a glance."""
        self.mark.setText(_DOT * dots + _NONE * (cap - dots) if cap <= _SHOWN_DOTS else f"{_DOT} {dots}")

    def show_mark(self, marked: bool, rank: int | None) -> None:
        """Show that the option is marked, or which place it has."""
        self.setChecked(marked)
        self.mark.setText(("✓" if rank is None else f"{rank}.") if marked else "")

    def sizeHint(self) -> QSize:
        """At least a booth's row, more where words or buttons need it: a button's own hint knows of neither."""
        needed = self.line.totalHeightForWidth(max(200, self.width()))
        return QSize(super().sizeHint().width(), max(self.minimumHeight(), needed))

    def minimumSizeHint(self) -> QSize:
        """Never lower than its words."""
        return QSize(200, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask anew for height when words wrap otherwise."""
        super().resizeEvent(event)
        self.updateGeometry()


class Segments:
    """The answers of one row as buttons side by side; the chosen one carries a tick."""

    def __init__(
        self, row: Row, values: Sequence[tuple[Any, str]], choose: Callable[[Any], None]
    ) -> None:
        self._texts: dict[QPushButton, str] = {}
        self._values: dict[QPushButton, Any] = {}
        for value, text in values:
            button = QPushButton(text)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAccessibleName(f"{row.key}: {text}")
            button.clicked.connect(lambda _checked=False, value=value: choose(value))
            row.line.addWidget(button)
            self._texts[button], self._values[button] = text, value

    def show(self, marked: bool, mark: Any) -> None:  # noqa: ANN401 - JSON
        """Tick the chosen answer."""
        for button, text in self._texts.items():
            chosen = marked and self._values[button] == mark
            button.setChecked(chosen)
            button.setText(_TICK + text if chosen else text)

    def keep_room(self) -> None:
        """Make every answer as wide as with its tick, so that nothing moves under the voter's hand."""
        for button, text in self._texts.items():
            now = button.text()
            button.setText(_TICK + text)
            button.ensurePolished()
            button.setMinimumWidth(button.sizeHint().width())
            button.setText(now)

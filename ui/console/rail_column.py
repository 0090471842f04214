"""The left column: the agenda, and below it what is counted all day: things said in between, and who is here."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from labapp.model import notes, people
from ui import theme as t
from ui.console.actions import tip
from ui.console.rail import Rail
from ui.context import Context
from ui.widgets.icons import icon
from ui.widgets.style import px

_RAIL = 220  # px at 100 %: a time and the beginning of a title


class RailColumn(QWidget):
    """Offers and counts; the console shows the pages behind it."""

    add_asked = Signal()
    people_asked = Signal()
    between_asked = Signal()

    def __init__(self, context: Context, scale: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._ = _ = context._
        self.rail = Rail(context)
        self.rail.setMinimumWidth(px(_RAIL, scale))
        self.add = self._button("plus", tip(_("Add a point of the agenda"), "Ctrl+Shift+N"), self.add_asked)
        self.add.setText(_("Add"))
        self.add.setAccessibleName(_("Add a point of the agenda"))
        self.people = self._button("users", tip(_("List of participants"), "Ctrl+L"), self.people_asked)
        self.between = self._button(
            "message-square", tip(_("Said in between: what is still open…"), "Ctrl+J"), self.between_asked
        )
        self.between.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for button in (self.people, self.between):
            button.setCheckable(True)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        foot.addWidget(self.people)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, t.SPACE_S, 0, t.SPACE_XS)
        layout.setSpacing(t.SPACE_XS)
        layout.addWidget(self.rail, 1)
        beside = QVBoxLayout()
        beside.setContentsMargins(t.SPACE_S, 0, t.SPACE_S, 0)
        beside.setSpacing(t.SPACE_XS)
        beside.addWidget(self.between)
        beside.addLayout(foot)
        layout.addLayout(beside)

    def _button(self, name: str, words: str, asked: object) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name, self._context.theme))
        button.setToolTip(words)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setProperty("variant", "quiet")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(asked)
        return button

    def count_people(self) -> None:
        """Say how many of those on the list are here."""
        _, read = self._, self._context.lab.read
        here, all_ = len(people.present(read)), len(people.participants(read))
        self.people.setText(_("Here {here}/{all}", here=here, all=all_))
        self.people.setAccessibleName(_("{here} of {all} people are here", here=here, all=all_))

    def count_between(self) -> None:
        """Say how many things said in between are still open."""
        _ = self._
        count = sum(note.open for note in notes.notes(self._context.lab.read))
        self.between.setText(_("Said in between: {n}", n=count))
        self.between.setAccessibleName(_.plural(
            "{n} thing said in between is still open", "{n} things said in between are still open", count
        ))  # fmt: skip

    def mark(self, shown: QToolButton | None) -> None:
        """Show which of the pages below the agenda is open, None: a point of the agenda is."""
        for button in (self.people, self.between):
            button.setChecked(button is shown)

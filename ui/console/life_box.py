"""The history of the chosen card, short, below the moderator's notes: born, merged, voted, decided, done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from labapp.changes import ChangeSet
from labapp.model import ideas
from labapp.settings import Settings
from ui import theme as t
from ui.context import Context
from ui.kinds.base import looks
from ui.widgets.asking import ask
from ui.widgets.icons import icon
from ui.widgets.life_dialog import LifeDialog, told
from ui.widgets.plain import shortened
from ui.widgets.scrolled import Scrolled

_WORDS, _LINES = 70, 5  # letters of the card and sentences of its life that stand at the side; the dialog has all
_REST_MS = 120  # whoever walks through a board by arrow keys waits for nothing
_TOLD = ("ideas", "placements", "clusters", "marks", "activities", "vote_votes", "plan_actions")
_FOLDED = "life_folded"


class LifeBox(QWidget):
    """There while a card is chosen; folds to its heading, and stays folded until it is opened again."""

    def __init__(self, context: Context, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._settings = context, settings
        self._ = context._
        self.idea_now: Callable[[], str] = lambda: ""  # set by the console: the idea chosen in what is shown
        self._idea = ""
        self._stale = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_REST_MS)
        self._later.timeout.connect(self.look)
        self._build()
        context.signals.chosen_changed.connect(self._later.start)
        self.hide()

    def _build(self) -> None:
        _ = self._
        self.heading = QPushButton(_("History of the card").upper())
        self.heading.setProperty("variant", "heading")
        self.heading.clicked.connect(self._turn)
        self.whole = QPushButton(icon("history", self._context.theme), "")
        self.whole.setProperty("variant", "quiet")
        self.whole.setToolTip(_("All of the card's history (H on the card)"))
        self.whole.setAccessibleName(_("All of the card's history (H on the card)"))
        self.whole.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.whole.clicked.connect(self._show_all)
        looks(self.heading, self.whole)
        self._card, self.lines = QLabel(), QLabel()
        for label in (self._card, self.lines):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._card.setProperty("role", "emphasis")
        inner = QVBoxLayout()
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(t.SPACE_XS)
        inner.addWidget(self._card)
        inner.addWidget(self.lines)
        inner.addStretch(1)
        self._body = _Body(inner)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.whole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(t.SPACE_XS)
        layout.addLayout(head)
        layout.addWidget(self._body)
        self._fold()

    @property
    def folded(self) -> bool:
        """Whether only the heading is seen."""
        return bool(self._settings.get(_FOLDED))

    def follow(self, changes: ChangeSet) -> None:
        """Tell anew, a moment later, what a change may have touched."""
        if changes.touches(*_TOLD):
            self._stale = True
            self._later.start()

    def look(self) -> None:
        """Show the life of the idea that is chosen now."""
        idea = self.idea_now()
        if idea == self._idea and not self._stale:
            return
        self._idea, self._stale = idea, False
        self.setVisible(bool(idea))
        self._tell()

    def _tell(self) -> None:
        if not self._idea or self.folded:
            return
        read, _ = self._context.lab.read, self._
        try:
            words, said = ideas.text(read, self._idea), told(read, self._idea, _)
        except KeyError:  # its writing was undone
            words, said = "", []
        left = len(said) - _LINES
        if left > 0:  # how it began and what came of it; the middle is in the dialog
            more = _.plural("… {n} more line", "… {n} more lines", left + 1)
            said = [*said[:2], more, *said[-(_LINES - 3) :]]
        self._card.setText(shortened(words, _WORDS))
        self.lines.setText("\n".join(f"• {shortened(line, 2 * _WORDS)}" for line in said))
        self.lines.setAccessibleName("\n".join(said))
        self._body.updateGeometry()

    def _turn(self) -> None:
        self._settings.put(_FOLDED, not self.folded)
        self._fold()
        self._tell()

    def _fold(self) -> None:
        self._body.setVisible(not self.folded)
        self.heading.setIcon(icon("chevron-right" if self.folded else "chevron-down", self._context.theme))
        state = self._.context("folded", "closed") if self.folded else self._.context("folded", "open")
        self.heading.setAccessibleName(f"{self._('History of the card')}, {state}")

    def _show_all(self) -> None:
        if self._idea:
            ask(LifeDialog(self._context.lab.read, self._idea, self._, self))


class _Body(Scrolled):
    """As high as its words at this width; where the column is low, they scroll."""

    def __init__(self, inner: QVBoxLayout) -> None:
        super().__init__(inner)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """Wrapped words are higher the narrower the column is."""
        wanted = super().sizeHint()
        room = self.viewport().width()
        return QSize(wanted.width(), self._held.heightForWidth(room) if room > 0 else wanted.height())

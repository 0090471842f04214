"""One line above the work when a fixed point or somebody who must leave would be missed: what to do, by one key.

A delay that minima absorb is never mentioned here; it is seen in the times of the agenda.
"""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from labapp.model import agenda, pacing, people
from labapp.model.pacing import Pace, Proposal
from ui import theme as t
from ui.console.actions import tip
from ui.context import Context
from ui.theme import Token
from ui.widgets.elided import Elided
from ui.widgets.icons import icon, icon_pixmap

ACCEPT_KEY = "Alt+Return"


class PacingBar(QFrame):
    """Shows the first proposal; hidden while there is none, or once it was put away and stays the same."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._ = context._
        self._asked: Proposal | None = None
        self._away: set[tuple[str, tuple[str, ...], bool]] = set()
        row = QHBoxLayout(self)
        row.setContentsMargins(t.SPACE_M, t.SPACE_XS, t.SPACE_M, t.SPACE_XS)
        row.setSpacing(t.SPACE_S)
        sign = QLabel()
        sign.setPixmap(icon_pixmap("clock", context.theme.hex(Token.WARNING)))
        self._text = Elided()
        self._text.setProperty("role", "warning")
        self._accept = QPushButton()
        self._accept.setObjectName("accept-pace")
        self._accept.clicked.connect(self.accept)
        later = QPushButton(icon("x", context.theme), "")
        later.setProperty("variant", "quiet")
        later.setToolTip(self._("Not now"))
        later.setAccessibleName(self._("Not now"))
        later.clicked.connect(self.put_away)
        row.addWidget(sign)
        row.addWidget(self._text, 1)
        row.addWidget(self._accept)
        row.addWidget(later)
        self.hide()

    @property
    def text(self) -> str:
        """Return what is asked, empty when nothing is."""
        return self._text.toolTip() if self._asked is not None else ""

    def refresh(self, pace: Pace) -> None:
        """Show what is to be decided now; the same question is not asked anew each second."""
        offered = () if self._context.readonly else pace.proposals  # what is only looked at cannot be decided
        asked = next((one for one in offered if _key(one) not in self._away), None)
        if asked == self._asked:
            return
        new = asked is not None and (self._asked is None or _key(asked) != _key(self._asked))
        self._asked = asked
        self.setVisible(asked is not None)
        if asked is None:
            return
        self._text.set_full(proposal_words(self._context, asked, pace))
        self._accept.setVisible(asked.helps)
        words = self._("Take it next") if asked.forward else self._("Leave out")
        self._accept.setText(words)
        self._accept.setToolTip(tip(words, ACCEPT_KEY))
        if new:
            QAccessible.updateAccessibility(QAccessibleEvent(self._text, QAccessible.Event.Alert))

    def accept(self) -> None:
        """Do what is proposed; undo takes it back whole."""
        asked = self._asked
        if asked is not None and asked.helps:
            self._context.run("agenda.pace", lambda tx: pacing.accept(tx, asked))

    def put_away(self) -> None:
        """Do not ask this again."""
        if self._asked is not None:
            self._away.add(_key(self._asked))
            self._asked = None
            self.hide()


def proposal_words(context: Context, asked: Proposal, pace: Pace) -> str:
    """Return what would be missed and what to do about it."""
    _, read = context._, context.lab.read
    point = agenda.activity(read, asked.activity)
    at = pace.schedule.local(asked.limit)
    if asked.why == "fixed":
        said = _("“{title}” was to start at {time}, it would be {n} min late.",
                 title=point.title, time=at, n=asked.late)  # fmt: skip
    else:
        who = people.participant(read, point.needs).name if point.needs else ""
        said = _(
            "“{title}” needs {who}, who leaves at {time}: it would end {n} min too late.",
            title=point.title, who=who or _("somebody"), time=at, n=asked.late,
        )  # fmt: skip
    if asked.skip:
        titles = ", ".join(_("“{title}”", title=agenda.activity(read, ident).title) for ident in asked.skip)
        return said + " " + _("Leave out: {titles}?", titles=titles)
    if asked.forward:
        return said + " " + _("Take it next?")
    return said + " " + _("Shortening does not help any more.")


def _key(asked: Proposal) -> tuple[str, tuple[str, ...], bool]:
    return asked.activity, asked.skip, asked.forward

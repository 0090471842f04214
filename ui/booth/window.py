"""The booth's window: who votes, the ballot, thanks; then the next person, and nothing of the last is left.

A ballot is sealed before it leaves memory (`box.cast`). A pause leads back to the beginning without casting. On the
laptop's own screen the window stays until the PIN is typed; the stage and its timer go on meanwhile.
"""

from __future__ import annotations

from random import SystemRandom

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from labapp.changes import ChangeSet
from labapp.errors import UserError
from labapp.kinds.vote import box, entitled, options, rounds
from labapp.kinds.vote.rounds import Round
from labapp.kinds.vote.terms import BOOTH, OPEN
from labapp.wording.errors import error_sentence
from ui import theme as t
from ui.booth import pin, voters
from ui.booth.ballot import BallotForm
from ui.booth.filling import FillingPage
from ui.booth.pages import PinPage, SayPage, WhoPage
from ui.booth.sizes import size_for
from ui.context import Context
from ui.widgets.style import restyle

PAUSE_MS = 60_000
THANKS_MS = 4_000
_STIRS = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.TouchBegin,
    QEvent.Type.Wheel,
})  # fmt: skip


class BoothWindow(QWidget):
    """One vote's booth. `locked`: it stands on the console's own screen, and only the PIN leads out."""

    left = Signal()

    def __init__(self, context: Context, vote: str, channel: str = BOOTH, *, locked: bool = True) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.context = context
        self._ = context._
        self._vote = vote
        self._channel = channel
        self.locked = locked
        self._leaving = False
        self._voter = ""
        self.ballot: BallotForm | None = None
        self.setProperty("booth", "true")
        self.setWindowTitle(self._("Booth"))
        self.setMinimumSize(640, 480)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        self._pause = self._timer(PAUSE_MS, self._paused)
        self._thanked = self._timer(THANKS_MS, self.begin)
        self._build()
        self._unsubscribe = context.lab.subscribe(self._changed)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        self.begin()

    def _timer(self, after: int, what: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(what)
        return timer

    def _build(self) -> None:
        _ = self._
        layout = QVBoxLayout(self)
        self.pages = QStackedWidget()
        layout.addWidget(self.pages)
        self.who = WhoPage(_)
        self.who.chosen.connect(self.choose)
        self.who.refused.connect(self._refused)
        self.who.leave.connect(self.ask_leave)
        self.filling = FillingPage(_)
        self.filling.given_up.connect(lambda: self.begin())
        self.filling.cast_asked.connect(self.cast_ballot)
        self.cast = self.filling.cast
        self.thanks = SayPage(_("Thank you. The vote has been cast."), _("The next person may come."), _("Next person"))
        self.thanks.gone_on.connect(self.begin)
        self.ended = SayPage(_("The vote has ended."), _("Thank you."), _("Back to the console…"))
        self.ended.gone_on.connect(self.ask_leave)
        self.pin = PinPage(_)
        self.pin.typed.connect(self._pin_typed)
        self.pin.back.connect(self.begin)
        for page in (self.who, self.filling, self.thanks, self.ended, self.pin):
            self.pages.addWidget(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw as large as the screen allows, and keep words and marks near each other on a wide one."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        rows = len(self.ballot.rows) if self.ballot is not None else 0
        size = size_for(self.height(), rows)
        side = max(size.margin + t.SPACE_S, (self.width() - size.widest) // 2)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(side, size.margin, side, size.margin)
        if self.property("drawn") != size.name:
            self.setProperty("drawn", size.name)
            for widget in (self, *self.findChildren(QWidget)):
                restyle(widget)
        self.filling.resize_to(size)

    # --- the round of one person -----------------------------------------------------------------------------------
    def begin(self, message: str = "", role: str = "warning") -> None:
        """Wait for the next person; whatever was filled in is gone."""
        self._forget()
        now = self._now()
        if now.state != rounds.OPEN:
            self.pages.setCurrentWidget(self.ended)
            self.ended.button.setFocus()
            return
        self.pages.setCurrentWidget(self.who)
        self._fit()
        self.who.begin(now.question, voters.names(self.context.lab.read, self._vote, self._), message, role)

    def choose(self, voter: str) -> None:
        """Give one person the ballot, unless that vote has been cast."""
        read = self.context.lab.read
        refused = voters.refusal(read, self._vote, voter)
        if refused is not None:
            self.begin(error_sentence(refused, self._))
            return
        self._forget()
        now = self._now()
        self._voter = voter
        choices = options.of_vote(read, self._vote)
        if now.terms.shuffle:  # anew for every voter, never reproducible: an order must not point at anybody
            SystemRandom().shuffle(choices)
        self.ballot = BallotForm(now.terms, choices, self.context.theme, self._)
        self.filling.fill(now, voters.whose(read, self._vote, voter, self._), self.ballot)
        self.pages.setCurrentWidget(self.filling)
        self._fit()
        self.ballot.focus_first()
        self._pause.start()

    def cast_ballot(self) -> None:
        """Cast what is filled in; what is refused is said, and nothing is lost of it."""
        if self.ballot is None:
            return
        try:
            box.cast(self.context.lab, self._vote, self._voter, self.ballot.body(), self._channel)
        except UserError as problem:
            self.filling.say(error_sentence(problem, self._))
            return
        self._forget()
        self.pages.setCurrentWidget(self.thanks)
        self.thanks.button.setFocus()
        self._thanked.start()

    # --- leaving ---------------------------------------------------------------------------------------------------
    def ask_leave(self) -> None:
        """Ask for the PIN, or leave at once where the console was never locked."""
        self._forget()
        if not self.locked:
            self.leave()
            return
        self.pages.setCurrentWidget(self.pin)
        self.pin.begin()
        self._pause.start()

    def leave(self) -> None:
        """Close for good; whoever opened it shows the console again first."""
        self._part()
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Refuse to be closed by the window system while the console is locked."""
        if self._leaving or not self.locked:
            self._part()
            event.accept()
            return
        event.ignore()
        self.ask_leave()

    def _part(self) -> None:
        if self._leaving:
            return
        self._forget()
        self._leaving = True
        self._unsubscribe()
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever does something is not pausing."""
        here = isinstance(watched, QWidget) and watched.window() is self  # at the console works somebody else
        if here and event.type() in _STIRS and self._pause.isActive():
            self._pause.start()
        return super().eventFilter(watched, event)

    # --- helpers ---------------------------------------------------------------------------------------------------
    def _now(self) -> Round:
        return rounds.get(self.context.lab.read, self._vote)

    def _forget(self) -> None:
        self._pause.stop()
        self._thanked.stop()
        self._voter = ""
        self.ballot = None
        self.filling.empty()

    def _paused(self) -> None:
        if self.pages.currentWidget() is self.filling:
            self.begin(self._("After a pause the booth went back to the beginning. Nothing was cast."))
        else:
            self.begin()

    def _refused(self, typed: str) -> None:
        """Say kindly why this code leads to no ballot."""
        try:
            self.choose(entitled.by_code(self.context.lab.read, self._vote, typed).voter)
        except UserError as problem:
            self.begin(error_sentence(problem, self._))

    def _pin_typed(self, typed: str) -> None:
        if pin.check(self.context, typed):
            self.leave()
        else:
            self.pin.begin(self._("This is not the PIN."))

    def _changed(self, changes: ChangeSet) -> None:
        """Follow the vote: ended on the console, it is over here too."""
        if changes.touches("vote_votes") and self._now().state != rounds.OPEN:
            self.begin()


def is_secret(now: Round) -> bool:
    """Whether a vote may be seen by nobody else while it is cast."""
    return now.terms.secrecy != OPEN

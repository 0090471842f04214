"""The booth's window: who votes, the ballot, thanks; then the next person, and nothing of the last is left.

A ballot is sealed before it leaves memory (`box.cast`). A pause leads back to the beginning without casting. On the
laptop's own screen the window stays until the PIN is typed; the stage and its timer go on meanwhile.
"""

from __future__ import annotations

from random import SystemRandom

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from labapp.changes import ChangeSet
from labapp.errors import UserError
from labapp.kinds.vote import box, entitled, options, rounds, words
from labapp.kinds.vote.rounds import Round
from labapp.kinds.vote.terms import BOOTH, OPEN
from labapp.model import people
from labapp.wording.errors import error_sentence
from ui import theme as t
from ui.booth import pin
from ui.booth.ballot import BallotForm
from ui.booth.pages import Name, PinPage, SayPage, WhoPage
from ui.context import Context

PAUSE_MS = 60_000
THANKS_MS = 4_000
_WIDEST = 1_200
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
        self.filling = self._filling_page()
        self.thanks = SayPage(_("Thank you. The vote has been cast."), _("The next person may come."), _("Next person"))
        self.thanks.gone_on.connect(self.begin)
        self.ended = SayPage(_("The vote has ended."), _("Thank you."), _("Back to the console…"))
        self.ended.gone_on.connect(self.ask_leave)
        self.pin = PinPage(_)
        self.pin.typed.connect(self._pin_typed)
        self.pin.back.connect(self.begin)
        for page in (self.who, self.filling, self.thanks, self.ended, self.pin):
            self.pages.addWidget(page)

    def _filling_page(self) -> QWidget:
        _ = self._
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(t.SPACE_M)
        self.whose = QLabel()
        self.whose.setProperty("role", "section")
        self.whose.setWordWrap(True)
        self.whose.setTextFormat(Qt.TextFormat.PlainText)
        self.not_me = QPushButton(_("This is not me"))
        self.not_me.setProperty("variant", "quiet")
        self.not_me.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes through the ballot first of all
        self.not_me.clicked.connect(lambda: self.begin())
        person = QHBoxLayout()
        person.addWidget(self.whose, 1)
        person.addWidget(self.not_me)
        head = QHBoxLayout()
        self.question = QLabel()
        self.question.setProperty("role", "title")
        self.question.setWordWrap(True)
        self.question.setTextFormat(Qt.TextFormat.PlainText)
        self.remains = QLabel()
        self.remains.setProperty("role", "title")
        head.addWidget(self.question, 1)
        head.addWidget(self.remains, 0, Qt.AlignmentFlag.AlignTop)
        self.how = QLabel()
        self.how.setWordWrap(True)
        self._rows = QVBoxLayout()
        foot = QHBoxLayout()
        foot.setSpacing(t.SPACE_M)
        self.secrecy = QLabel()
        self.secrecy.setWordWrap(True)
        self.back = QPushButton(_("Go back"))
        self.back.setToolTip(_("Leave without voting"))
        self.back.clicked.connect(lambda: self.begin())
        self.cast = QPushButton(_("Cast the vote"))
        self.cast.setProperty("variant", "primary")
        self.cast.setAutoDefault(True)
        self.cast.clicked.connect(self.cast_ballot)
        self.message = QLabel()
        self.message.setProperty("role", "warning")
        self.message.setWordWrap(True)
        foot.addWidget(self.secrecy, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.cast)
        column.addLayout(person)
        column.addLayout(head)
        column.addWidget(self.how)
        column.addLayout(self._rows, 1)
        column.addWidget(self.message)
        column.addLayout(foot)
        return page

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep words and marks near each other on a wide screen."""
        super().resizeEvent(event)
        side = max(t.SPACE_XL, (self.width() - _WIDEST) // 2)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(side, t.SPACE_XL, side, t.SPACE_XL)

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
        self.who.begin(now.question, self._names(now), message, role)

    def choose(self, voter: str) -> None:
        """Give one person the ballot, unless that vote has been cast."""
        read = self.context.lab.read
        if voter in entitled.voted(read, self._vote):
            self.begin(error_sentence(UserError("vote.already-voted"), self._))
            return
        now = self._now()
        self._voter = voter
        choices = options.of_vote(read, self._vote)
        if now.terms.shuffle:  # anew for every voter, never reproducible: an order must not point at anybody
            SystemRandom().shuffle(choices)
        self.ballot = BallotForm(now.terms, choices, self.context.theme, self._)
        self.ballot.changed.connect(self._show_left)
        self.ballot.full.connect(self._say_full)
        self.ballot.done.connect(self.cast.setFocus)
        self._rows.addWidget(self.ballot)
        self.question.setText(now.question + self._for_whom(voter))
        self.whose.setText(self._("Voting: {name}", name=self._who_votes(voter)))
        self.how.setText(words.how(now.terms, self._))
        self.secrecy.setText(words.secrecy(now.terms, self._))
        self.message.setText("")
        self._show_left()
        self.pages.setCurrentWidget(self.filling)
        self.ballot.focus_first()
        self._pause.start()

    def cast_ballot(self) -> None:
        """Cast what is filled in; what is refused is said, and nothing is lost of it."""
        if self.ballot is None:
            return
        try:
            box.cast(self.context.lab, self._vote, self._voter, self.ballot.body(), self._channel)
        except UserError as problem:
            self.message.setText(error_sentence(problem, self._))
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
        if self.ballot is not None:
            self._rows.removeWidget(self.ballot)
            self.ballot.hide()
            self.ballot.deleteLater()
            self.ballot = None
        self.question.setText("")
        self.whose.setText("")
        self.remains.setText("")
        self.message.setText("")

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

    def _show_left(self) -> None:
        _ = self._
        if self.ballot is None:
            return
        left = self.ballot.left()
        self.remains.setText("" if left is None else self._remaining(left))
        self.cast.setText(_("Cast an empty vote") if self.ballot.is_blank() else _("Cast the vote"))
        self.message.setText("")

    def _say_full(self) -> None:
        """Say which limit refused the last mark: a click without any effect looks like a broken booth."""
        self.message.setText(words.full(self._now().terms, self._))

    def _remaining(self, left: int) -> str:
        agreed = self._now().terms
        if agreed.form_id == "dots":
            return self._("Dots left: {n}", n=left)
        if agreed.form_id == "budget" and agreed.limits["way"] == "points":
            return self._("Points left: {n}", n=left)
        if agreed.form_id == "budget":
            return self._("Money left: {sum}", sum=words.money(left, self._))
        return self._("Choices left: {n}", n=left)

    def _for_whom(self, voter: str) -> str:
        names = {entity.id: entity.name for entity in people.entities(self.context.lab.read)}
        return "\n" + self._("On behalf of: {entity}", entity=names[voter]) if voter in names else ""

    def _who_votes(self, voter: str) -> str:
        """Return code and name of whoever casts this vote, so that nobody fills in a neighbour's ballot."""
        read = self.context.lab.read
        casts = next((v.participant for v in entitled.frozen(read, self._vote) if v.voter == voter), None)
        person = people.participant(read, casts) if casts else None
        return f"{person.code} {person.name}".strip() if person else ""

    def _names(self, now: Round) -> list[Name]:
        """List whom the booth waits for; a sealed vote and an open one alike, for that somebody voted is no secret."""
        read = self.context.lab.read
        done = entitled.voted(read, now.id)
        persons = {person.id: person for person in people.participants(read, retired=True)}
        entities = {entity.id: entity.name for entity in people.entities(read)}
        names: list[Name] = []
        for voter in entitled.frozen(read, now.id):
            person = persons.get(voter.participant or "")
            if person is None:
                continue
            text = person.name or person.code
            if voter.entity:
                text = f"{entities.get(voter.entity, '')} – {text}"
            names.append(Name(text, voter.voter, person.code, voter.voter in done))
        return sorted(names, key=lambda name: (name.voted, name.text))

    def _changed(self, changes: ChangeSet) -> None:
        """Follow the vote: ended on the console, it is over here too."""
        if changes.touches("vote_votes") and self._now().state != rounds.OPEN:
            self.begin()


def is_secret(now: Round) -> bool:
    """Whether a vote may be seen by nobody else while it is cast."""
    return now.terms.secrecy != OPEN

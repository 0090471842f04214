"""The page on which one person fills the ballot in: whose it is, the question, the rows, and casting at the foot."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from labapp.kinds.vote import figure_words, words
from labapp.kinds.vote.rounds import Round
from labapp.kinds.vote.terms import Terms
from labapp.wording.translate import Translator
from ui import theme as t
from ui.booth.ballot import BallotForm
from ui.booth.sizes import PLAIN, Size
from ui.widgets.style import restyle

_ONE_LINE = 60  # letters; longer names of entities go on in a second line


def _label(role: str = "") -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


class FillingPage(QWidget):
    """Everything around one ballot; the window says whose it is and casts it."""

    given_up = Signal()
    cast_asked = Signal()

    def __init__(self, _: Translator) -> None:
        super().__init__()
        self._ = _
        self._size = PLAIN
        self._terms: Terms | None = None
        self.ballot: BallotForm | None = None
        self._sure = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._head())
        self.question, self.how = _label("title"), _label()
        self._column.addWidget(self.question)
        self._column.addWidget(self.how)
        self._holder = QWidget()
        self._holder.installEventFilter(self)
        self._later = QTimer(self)  # rows have their place only after the layout has been at work
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._show_more)
        self._rows = QVBoxLayout(self._holder)
        self._rows.setContentsMargins(0, t.SPACE_XS, 0, t.SPACE_XS)
        self._rows.setSpacing(0)
        self.more = QPushButton()
        self.more.setProperty("small", "true")
        self.more.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys walk through the options themselves
        self.more.clicked.connect(self._turn)
        self.more.hide()
        self._rows.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(self._holder, 1)
        self._column.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        _ = self._
        self.whose, self.remains = _label("section"), _label("section")
        self.whose.setWordWrap(False)
        self.remains.setWordWrap(False)
        self.not_me = QPushButton(_("This is not me"))
        self.not_me.setProperty("small", "true")
        self.not_me.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes through the ballot first of all
        self.not_me.clicked.connect(self.given_up)
        head = QHBoxLayout()
        head.setSpacing(t.SPACE_M)
        head.addWidget(self.whose)
        head.addWidget(self.not_me)
        head.addStretch(1)
        head.addWidget(self.remains)
        return head

    def _foot(self) -> QHBoxLayout:
        """One place for the sentence about secrecy and for what is refused, so that nothing moves when it is."""
        _ = self._
        self.secrecy, self.message = _label("secondary"), _label("warning")
        self.message.hide()
        self.back = QPushButton(_("Go back"))
        self.back.setToolTip(_("Leave without voting"))
        self.back.clicked.connect(self.given_up)
        self.cast = QPushButton(_("Cast the vote"))
        self.cast.setAutoDefault(True)
        self.cast.clicked.connect(self._cast)
        foot = QHBoxLayout()
        foot.setSpacing(t.SPACE_M)
        foot.addWidget(self.secrecy, 1)
        foot.addWidget(self.message, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.cast)
        return foot

    def fill(self, now: Round, whose: str, ballot: BallotForm) -> None:
        """Show one person's ballot, empty."""
        self._terms = now.terms
        self.ballot = ballot
        ballot.resize_rows(self._size)
        ballot.changed.connect(self._show_left)
        ballot.full.connect(self._say_full)
        ballot.done.connect(self.cast.setFocus)
        ballot.laid_out.connect(self._later.start)
        self._rows.insertWidget(0, ballot, 1)
        self.question.setText(now.question)
        self.whose.setText(whose)
        self.whose.setWordWrap(len(whose) > _ONE_LINE)
        self.how.setText(words.how(now.terms, self._, len(ballot.rows)))
        self.secrecy.setText(words.secrecy(now.terms, self._))
        self._show_left()

    def empty(self) -> None:
        """Forget the ballot and whose it was; nothing of it stays on the page."""
        if self.ballot is not None:
            self._rows.removeWidget(self.ballot)
            self.ballot.hide()
            self.ballot.deleteLater()
            self.ballot = None
        for label in (self.question, self.whose, self.remains):
            label.setText("")
        self.say("")
        self.more.hide()

    def say(self, message: str) -> None:
        """Say what is refused, in the place of the sentence about secrecy."""
        self.message.setText(message)
        self.message.setVisible(bool(message))
        self.secrecy.setVisible(not message)

    def resize_to(self, size: Size) -> None:
        """Take over a size of the booth."""
        self._size = size
        self._column.setSpacing(size.space)
        if self.ballot is not None:
            self.ballot.resize_rows(size)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again at what does not fit when there is more or less room."""
        if watched is self._holder and event.type() == QEvent.Type.Resize:
            self._later.start()
        return super().eventFilter(watched, event)

    def _show_left(self) -> None:
        _ = self._
        if self.ballot is None:
            return
        left = self.ballot.left()
        self.remains.setText("" if left is None else self._remaining(left))
        blank = self.ballot.is_blank()
        self.cast.setText(_("Cast an empty vote") if blank else _("Cast the vote"))
        if self.cast.property("variant") != ("" if blank else "primary"):
            self.cast.setProperty("variant", "" if blank else "primary")
            restyle(self.cast)
        self._sure = False
        self.say("")

    def _cast(self) -> None:
        """Cast; an empty ballot only when asked for twice: the big button is easily taken for "next"."""
        if self.ballot is not None and self.ballot.is_blank() and not self._sure:
            self._sure = True
            self.say(self._("Nothing is marked. Pressing the button once more casts an empty vote."))
            return
        self.cast_asked.emit()

    def _say_full(self) -> None:
        """Say which limit refused the last mark: a click without any effect looks like a broken booth."""
        if self._terms is not None:
            self.say(words.full(self._terms, self._))

    def _remaining(self, left: int) -> str:
        agreed = self._terms
        if agreed is None:
            return ""
        if agreed.form_id == "dots":
            return self._("Dots left: {n}", n=left)
        if agreed.form_id == "budget" and agreed.limits["way"] == "points":
            return self._("Points left: {n}", n=left)
        if agreed.form_id == "budget":
            return self._("Left of the sum: {sum}", sum=figure_words.money(left, agreed, self._))
        return self._("Choices left: {n}", n=left)

    def _show_more(self) -> None:
        """Say how many options are below the edge; the strip stays while not all fit, so that rows keep their place."""
        if self.ballot is None:
            return
        margins = self._rows.contentsMargins()
        room = self._holder.height() - margins.top() - margins.bottom()  # with the strip's own place
        self.more.setVisible(self.ballot.needed() > room)
        hidden = self.ballot.hidden_below()
        if self.ballot.marks.several_criteria:  # each option has a row for each of them
            below = self._.plural("↓ {n} more grade below", "↓ {n} more grades below", hidden)
        else:
            below = self._.plural("↓ {n} more option below", "↓ {n} more options below", hidden)
        self.more.setText(below if hidden else self._("↑ Back to the first option"))

    def _turn(self) -> None:
        """Go down by a page, or to the first option from the last."""
        if self.ballot is None:
            return
        bar = self.ballot.verticalScrollBar()
        bar.setValue(bar.value() + bar.pageStep() - t.ROW_BOOTH if self.ballot.hidden_below() else 0)

"""An open vote on the console: how many have voted, who has not, hands counted by keyboard; never a result."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from labapp.changes import Change
from labapp.errors import UserError
from labapp.kinds.vote import box, entitled, figure_words, hand_words, hands, keys, paper, rounds, words
from labapp.kinds.vote.entitled import Voter
from labapp.kinds.vote.rounds import Round
from labapp.kinds.vote.terms import BOOTH, ENTITIES, HANDS, PAPER, STAGE
from labapp.model import people
from labapp.wording.errors import error_sentence
from ui import theme as t
from ui.context import Context
from ui.kinds.vote.hands_side import HandsSide
from ui.kinds.vote.paper_panel import PaperPanel
from ui.kinds.vote.small_dialogs import ChooseDialog
from ui.widgets.icons import icon
from ui.widgets.wrapped import wrap_rows


class OpenPanel(QWidget):
    """Progress, doors to the booth, the table of hands, the list of those without a vote."""

    booth_asked = Signal(str)  # the channel: booth or stage
    give_up_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._ = context._
        self._vote = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(t.SPACE_M)
        layout.addLayout(self._top())
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(t.SPACE_S)
        layout.addWidget(self.bar)
        self.lost = QLabel()
        self.lost.setProperty("role", "danger")
        self.lost.setWordWrap(True)
        self.lost.setText(self._("The key of this vote is not on this computer: the ballots cannot be opened."))
        self.give_up = QPushButton(self._("Declare void, so that it can be repeated"))
        self.give_up.setProperty("variant", "danger")
        self.give_up.clicked.connect(self.give_up_asked)
        layout.addWidget(self.lost)
        layout.addWidget(self.give_up, 0, Qt.AlignmentFlag.AlignLeft)
        below = QHBoxLayout()
        below.setSpacing(t.SPACE_L)
        self.paper = PaperPanel(context, lambda voter: _shown(voter, self._names()))
        below.addWidget(self.paper, 2)
        self.hands_holder = HandsSide(context)
        self.table, self.by_sector = self.hands_holder.table, self.hands_holder.by_sector
        below.addWidget(self.hands_holder, 2)
        below.addWidget(self._without_side(), 1)
        layout.addLayout(below, 1)

    def typing(self) -> QWidget:
        """Return where the cursor goes: to ballots or hands that can be typed in, else to those who are waited for."""
        channels = rounds.get(self.context.lab.read, self._vote).terms.channels
        if PAPER in channels and self.paper.line.isEnabled():  # as soon as one is issued
            return self.paper.line
        return self.table if HANDS in channels else self.without

    def _top(self) -> QHBoxLayout:
        _ = self._
        row = QHBoxLayout()
        self.progress = QLabel()
        self.progress.setProperty("role", "title")
        self.secrecy = QLabel()
        self.secrecy.setProperty("role", "secondary")
        self.secrecy.setWordWrap(True)
        words_side = QVBoxLayout()
        words_side.setSpacing(0)
        words_side.addWidget(self.progress)
        words_side.addWidget(self.secrecy)
        row.addLayout(words_side, 1)
        self.booth = QPushButton(icon("monitor", self.context.theme), _("Open the booth"))
        self.booth.setToolTip(_("A window where one person votes unseen") + " (Ctrl+B)")
        self.booth.clicked.connect(lambda: self.booth_asked.emit(BOOTH))
        self.stage = QPushButton(icon("projector", self.context.theme), _("Vote on the room's screen"))
        self.stage.clicked.connect(lambda: self.booth_asked.emit(STAGE))
        doors = QVBoxLayout()  # one under the other: side by side their words have no room on a small laptop
        doors.setSpacing(t.SPACE_S)
        doors.addWidget(self.booth)
        doors.addWidget(self.stage)
        doors.addStretch(1)
        row.addLayout(doors)
        return row

    def _without_side(self) -> QWidget:
        self.without_holder = QWidget()
        side = QVBoxLayout(self.without_holder)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(t.SPACE_S)
        self.without_title = QLabel()
        self.without_title.setProperty("role", "section")
        self.without_title.setWordWrap(True)
        self.without_note = QLabel()
        self.without_note.setProperty("role", "secondary")
        self.without_note.setWordWrap(True)
        self.without = QListWidget()
        wrap_rows(self.without)
        self.without.setAccessibleName(self._("Without a ballot"))
        self.take_back = QPushButton(self._("Take back a ballot…"))
        self.take_back.clicked.connect(self._ask_take_back)
        side.addWidget(self.without_title)
        side.addWidget(self.without_note)
        side.addWidget(self.without, 1)
        side.addWidget(self.take_back, 0, Qt.AlignmentFlag.AlignLeft)
        self.delegate = QPushButton(self._("Change a delegate…"))
        self.delegate.clicked.connect(self._ask_delegate)
        side.addWidget(self.delegate, 0, Qt.AlignmentFlag.AlignLeft)
        return self.without_holder

    # --- showing ---------------------------------------------------------------------------------------------------
    def refresh(self, vote: str) -> None:
        """Show how the vote stands."""
        self._vote = vote
        if not vote:
            return
        _ = self._
        read = self.context.lab.read
        now = rounds.get(read, vote)
        voted, exact = hands.voted(read, vote)
        everybody = entitled.frozen(read, vote)
        done = entitled.voted(read, vote)
        self.progress.setText(_("Voted: {progress}", progress=figure_words.progress(voted, len(everybody), exact, _)))
        self.bar.setMaximum(max(1, len(everybody)))
        self.bar.setValue(voted)
        self.secrecy.setText(words.secrecy(now.terms, _))
        key_lost = now.terms.sealed and not keys.usable(self.context.lab, vote)
        self.lost.setVisible(key_lost)
        self.give_up.setVisible(key_lost)
        self.booth.setVisible(BOOTH in now.terms.channels and not key_lost)
        self.stage.setVisible(STAGE in now.terms.channels)
        self.paper.setVisible(PAPER in now.terms.channels)
        if PAPER in now.terms.channels:
            self.paper.refresh(vote)
        self.hands_holder.setVisible(HANDS in now.terms.channels)
        if HANDS in now.terms.channels:
            self.hands_holder.refresh(now)
        self._show_without(now, [voter for voter in everybody if voter.voter not in done])
        self.take_back.setVisible(not now.terms.sealed and bool(done))
        self.delegate.setVisible(now.terms.entitled == ENTITIES and len(done) < len(everybody))

    def _show_without(self, now: Round, voters: list[Voter]) -> None:
        """Say how many have not voted, and name those without a ballot; hands belong to nobody and take no name off."""
        _ = self._
        read = self.context.lab.read
        by_hand = HANDS in now.terms.channels
        raised, exact = hands.people(read, now.id)
        n = max(0, len(voters) - raised)
        left = str(n) if exact else _("at most {n}", n=n)
        if paper.papers(read, now.id).issued:  # to hold a ballot is not to have voted
            self.without_title.setText(_("Neither voted nor given a paper ballot: {n}", n=left))
        else:
            self.without_title.setText(_("Not voted yet: {n}", n=left))
        self.without_note.setText(hand_words.no_names(now.terms, _))
        # by hands alone no name would ever leave the list
        self.without_holder.setVisible(now.terms.channels != (HANDS,) or now.terms.entitled == ENTITIES)
        self.without_note.setVisible(by_hand)
        self.without.clear()
        names = self._names()
        for text in sorted(_shown(voter, names, "\n") for voter in voters):
            self.without.addItem(text)

    def _names(self) -> dict[str, str]:
        read = self.context.lab.read
        names = {p.id: f"{p.code}  {p.name}".strip() for p in people.participants(read, retired=True)}
        return names | {entity.id: entity.name for entity in people.entities(read)}

    # --- gestures --------------------------------------------------------------------------------------------------
    def _ask_take_back(self) -> None:
        """Offer those who have voted; choosing one takes the ballot back."""
        read = self.context.lab.read
        done = entitled.voted(read, self._vote)
        names = self._names()
        voters = [voter for voter in entitled.frozen(read, self._vote) if voter.voter in done]
        items = sorted((_shown(voter, names), voter.voter) for voter in voters)
        title = self._("Whose ballot is taken back, so that they can vote again?")
        dialog = ChooseDialog(title, self._("Take back"), items, self._, self)
        if dialog.exec() == ChooseDialog.DialogCode.Accepted and dialog.chosen():
            self.take_back_of(dialog.chosen())

    def _ask_delegate(self) -> None:
        """Choose the entity, then who casts its vote from now on."""
        _ = self._
        read = self.context.lab.read
        done = entitled.voted(read, self._vote)
        frozen = entitled.frozen(read, self._vote)
        names = self._names()
        items = sorted((_shown(voter, names), voter.voter) for voter in frozen if voter.voter not in done)
        first = ChooseDialog(_("Whose delegate changes?"), _.context("vote", "Go on"), items, _, self)
        if first.exec() != ChooseDialog.DialogCode.Accepted or not first.chosen():
            return
        entity = first.chosen()
        busy = {voter.participant for voter in frozen}
        here = [p for p in people.present(read) if p.id not in busy and p.role in people.VOTING_ROLES]
        # people of the entity first; anybody else may be sent in as well
        ordered = sorted(here, key=lambda p: (p.entity != entity, p.name))
        second = ChooseDialog(_("Who casts the vote?"), _("Change the delegate"),
                              [(names[p.id], p.id) for p in ordered], _, self)  # fmt: skip
        if second.exec() == ChooseDialog.DialogCode.Accepted and second.chosen():
            self.change_delegate(entity, second.chosen())

    def change_delegate(self, entity: str, participant: str) -> None:
        """Let somebody else cast an entity's vote."""
        vote = self._vote

        def write(tx: Change) -> bool:
            entitled.change_delegate(tx, vote, entity, participant)
            return True

        self.context.run("vote.delegate", write)

    def take_back_of(self, voter: str) -> None:
        """Take one ballot back."""
        try:
            box.take_back(self.context.lab, self._vote, voter)
        except UserError as problem:
            self.context.tell(error_sentence(problem, self._), "danger")


def _shown(voter: Voter, names: dict[str, str], between: str = "") -> str:
    """Return who votes; of an entity also its delegate, in brackets or in a line of their own."""
    person = names.get(voter.participant or "", "")
    if not voter.entity:
        return person
    entity = names.get(voter.entity, "")
    return f"{entity}{between}{person}" if between else f"{entity} ({person})"

"""The vote on the console: prepared, open, ended, announced; one primary button leads from each state to the next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QStackedLayout, QWidget

from labapp.changes import ChangeSet
from labapp.errors import UserError
from labapp.kinds.vote import (
    box,
    entitled,
    export,
    hands,
    paper,
    reconcile,
    result,
    rounds,
    run_offs,
    second,
    ties,
)
from labapp.kinds.vote.rounds import Round
from labapp.kinds.vote.terms import BOOTH
from labapp.report import budget_file
from labapp.wording.errors import error_sentence
from ui.booth.door import Door
from ui.context import Context
from ui.kinds.base import KindPage, PageAction
from ui.kinds.vote.open_panel import OpenPanel
from ui.kinds.vote.outcome_panel import OutcomePanel
from ui.kinds.vote.page_steps import of_result, offered
from ui.kinds.vote.paper_panel import print_ballots
from ui.kinds.vote.setup import SetupPanel, refusal
from ui.kinds.vote.small_dialogs import ExplainDialog, ReasonDialog
from ui.kinds.vote.tie_dialog import TieDialog
from ui.widgets.carrying import carry

_WATCHED = (
    "vote_votes", "vote_options", "vote_entitled", "vote_turnout", "vote_ballots", "vote_tallies",
    "vote_paper",
    "activities", "participants", "presence", "entities", "sectors",
)  # fmt: skip


class VotePage(KindPage):
    """One vote with all its rounds; the newest is worked on."""

    def __init__(self, context: Context, activity_id: str, parent: QWidget | None = None) -> None:
        super().__init__(context, activity_id, parent)
        self._stage_page = 0
        self._try(lambda: box.finish_interrupted(context.lab))
        self.setup = SetupPanel(context, activity_id)
        self.open = OpenPanel(context)
        self.outcome = OutcomePanel(context)
        self.outside = self.door = Door(context, self)
        self._stack = QStackedLayout(self)
        for panel in (self.setup, self.open, self.outcome):
            self._stack.addWidget(panel)
        self.open.booth_asked.connect(self.open_booth)
        self.open.give_up_asked.connect(self.give_up)
        self.outcome.repeat_asked.connect(lambda: self.repeat())
        self.outcome.tie_asked.connect(self.settle_tie)
        self.outcome.explain_asked.connect(self.explain)
        self.refresh()

    # --- what the console asks -------------------------------------------------------------------------------------
    def refresh(self, changes: ChangeSet | None = None) -> None:
        """Show the panel of the newest round's state."""
        if changes is not None and not changes.touches(*_WATCHED):
            return
        now = self._now()
        if now is None or now.state == rounds.DRAFT:
            self._stack.setCurrentWidget(self.setup)
            self.setup.refresh()
            self.setup.terms.show_ready(refusal(self.context, self.activity_id))
        elif now.state == rounds.OPEN:
            self._stack.setCurrentWidget(self.open)
            self.open.refresh(now.id)
        else:
            self._stack.setCurrentWidget(self.outcome)  # shown first: a hidden panel would keep a stale width
            self.outcome.refresh(now.id)
            steps = {action.id: action for action in of_result(self, now)}
            self.outcome.offer(steps.get("vote.announce-steps") or steps.get("vote.why"))
            self.outcome.sectors.offer(steps.get("vote.ground"))

    def page_actions(self) -> list[PageAction]:
        """Return the one step that leads on, and what else can be done now."""
        return offered(self, self._now())

    def focus_capture(self) -> None:
        """Put the cursor where typing goes now."""
        now = self._now()
        if now is None or now.state == rounds.DRAFT:
            self.setup.line.setFocus()
        elif now.state == rounds.OPEN:
            self.open.typing().setFocus()

    def half_done(self) -> bool:
        """Tell whether an option or a ballot is being typed, or ballots were that may be taken back."""
        return bool(self.setup.line.text() or self.open.paper.half_done())

    def go_on(self, before: VotePage) -> None:
        """Take over the option and the ballot that are being typed."""
        carry(before.setup.line, self.setup.line)
        self.open.paper.go_on(before.open.paper)

    def stage_page(self) -> int:
        """Return the page the room sees."""
        return self._stage_page

    def show_stage_page(self, page: int) -> None:
        """Go on from the page that the room sees now."""
        self._stage_page = page

    def step(self, forward: bool) -> bool:
        """Turn the stage's page; a clicker never starts, ends or announces a vote."""
        self._stage_page = max(0, self._stage_page + (1 if forward else -1))
        self.context.signals.stage_changed.emit()
        return True

    # --- gestures --------------------------------------------------------------------------------------------------
    def start(self) -> None:
        """Open the vote."""
        now = self._now()
        if now is None:
            self.context.tell(error_sentence(UserError("vote.no-options"), self._), "danger")
            return
        if self.setup.settled() and self._try(lambda: box.open_vote(self.context.lab, now.id)):
            self._stage_page = 0
            self.focus_capture()  # the first count or ballot can be typed at once
            self.context.document.snapshot(now=False)

    def end(self) -> None:
        """Close the vote; when somebody has not voted yet, ask first."""
        now = self._now()
        if now is None or not (self.open.table.keep_typed() and self.open.paper.settled() and self._sure(now)):
            return
        self.door.shut()
        self._try(lambda: box.close_vote(self.context.lab, now.id))
        ended = self._now()
        if ended is not None and ended.state != rounds.OPEN:  # even if its traces could not all be removed yet
            self.outcome.setFocus()  # else the next Enter presses whatever button comes first in the window
            self.context.document.snapshot(now=False)  # begun now; a stick that takes its time holds up nobody
            self._say_tie(now.id)

    def announce(self) -> None:
        """Let the room see the result at once."""
        self._announce(stepwise=False)

    def announce_stepwise(self) -> None:
        """Let the room see the result from the last place to the first."""
        self._announce(stepwise=True)

    def _announce(self, *, stepwise: bool) -> None:
        now = self._now()
        self._try(lambda: box.finish_interrupted(self.context.lab))
        if now is None or not self._explained(now):
            return
        if self._try(lambda: box.announce(self.context.lab, now.id, stepwise=stepwise)):
            self._stage_page = 0
            self.context.signals.stage_changed.emit()

    def _explained(self, now: Round) -> bool:
        """Ask what happened to what does not add up; nothing is announced without an answer."""
        found = reconcile.reconcile(self.context.lab.read, now.id)
        return found.settled or self.explain()

    def explain(self) -> bool:
        """Ask for the words that go into the report beside the differences."""
        now = self._now()
        if now is None:
            return False
        found = reconcile.reconcile(self.context.lab.read, now.id)
        known = [sheet.number for sheet in found.missing_sheets if sheet.number is not None]
        dialog = ExplainDialog(found.missing, found.explained, self._, self, sheets=known)
        if dialog.exec() != ExplainDialog.DialogCode.Accepted:
            return False
        return self._try(lambda: box.explain(self.context.lab, now.id, dialog.words(), dialog.numbers()))

    def reveal(self) -> None:
        """Show the next place."""
        now = self._now()
        if now is not None:
            self._try(lambda: box.reveal(self.context.lab, now.id))

    def show_why(self) -> None:
        """Show the room the reasons on pages of their own, or put them away."""
        now = self._now()
        if now is None or not self._try(lambda: box.show_why(self.context.lab, now.id, not now.why)):
            return
        self._stage_page = 0  # the reasons come first while they are shown
        self.context.signals.stage_changed.emit()

    def show_ground(self) -> None:
        """Show the room what sectors have in common on pages of their own, or put them away."""
        now = self._now()
        if now is None or not self._try(lambda: box.show_ground(self.context.lab, now.id, not now.ground)):
            return
        self._stage_page = 0
        self.context.signals.stage_changed.emit()

    def save_pb(self) -> None:
        """Write a budget vote in the format of the Pabulib library."""
        now = self._now()
        name, _chosen = QFileDialog.getSaveFileName(self, self._("Save as .pb…"), "", "Pabulib (*.pb)")
        if now is not None and name:
            self.write_pb(now.id, Path(name))

    def write_pb(self, vote: str, target: Path) -> None:
        """Write it, or say what the format refuses."""
        read = self.context.lab.read
        if self._try(lambda: budget_file.write(read, export.counted(read, vote), target)):
            self.context.tell(self._("Saved: {path}", path=str(target)), "good")

    def give_up(self) -> None:
        """Declare a vote void whose key is lost."""
        now = self._now()
        if now is not None:
            self.door.shut()
            self._try(lambda: box.give_up(self.context.lab, now.id))

    def repeat(self, *, run_off: bool = False) -> None:
        """Prepare a new round, with its reason; after a tie of the tied options only, where that is wished."""
        now = self._now()
        tied = run_offs.options(self.context.lab.read, now.id) if now is not None else ()
        dialog = ReasonDialog(self._, self, tied=len(tied), run_off=run_off)
        if dialog.exec() == ReasonDialog.DialogCode.Accepted:
            self.repeat_because(dialog.reason(), only_tied=dialog.only_tied())

    def repeat_because(self, reason: str, *, only_tied: bool = False) -> None:
        """Prepare a new round for a reason."""
        now = self._now()
        if now is not None:
            self._try(lambda: box.repeat(self.context.lab, now.id, reason, only_tied=only_tied))

    def settle_tie(self) -> None:
        """Enter how the room settled the tie."""
        now = self._now()
        if now is None:
            return
        read = self.context.lab.read
        found = result.result(read, now.id)
        level = result.level(found.outcome)
        named = [(f"{b.choice.number}.  {b.choice.title}", b.choice.id) for b in found.bars if b.choice.id in level]
        dialog = TieDialog(
            named, self._, self, equal=ties.may_be_equal(now.terms), places=run_offs.places(found),
            again=bool(run_offs.options(read, now.id)), sure=now.terms.rule != "stv" or run_offs.places(found) == 1,
        )  # fmt: skip
        if dialog.exec() != TieDialog.DialogCode.Accepted:
            return
        if dialog.round_asked:
            self.repeat(run_off=True)
            return
        entered = dialog.decision()
        self._try(lambda: box.decide_tie(self.context.lab, now.id, entered))

    def print_ballots(self) -> None:
        """Write paper ballots as PDF."""
        if self.setup.settled():
            print_ballots(self.context, self.activity_id, self)

    def open_booth(self, channel: str = BOOTH) -> None:
        """Turn a screen into the booth."""
        now = self._now()
        if now is not None and now.state == rounds.OPEN:
            self.door.open(now.id, channel)

    # --- helpers ---------------------------------------------------------------------------------------------------
    def _now(self) -> Round | None:
        return rounds.latest(self.context.lab.read, self.activity_id)

    def _try(self, operation: Callable[[], object]) -> bool:
        try:
            operation()
        except UserError as problem:
            self.context.tell(error_sentence(problem, self._), "danger")
            return False
        return True

    def _sure(self, now: Round) -> bool:
        read = self.context.lab.read
        voted, _exact = hands.voted(read, now.id)
        everybody = len(entitled.frozen(read, now.id))
        _ = self._
        missing = everybody - voted
        said = []
        if missing > 0:
            said.append(_.plural("{n} vote has not been cast.", "{n} votes have not been cast.", missing))
        if second.going_on(read, now.id):
            again, of = second.count(read, now.id), paper.papers(read, now.id).returned
            said.append(_("The second reading has not been compared: read again {n} of {of}.", n=again, of=of))
        if not said:
            return True
        question = QMessageBox(QMessageBox.Icon.Question, _("End the vote"), " ".join(said), parent=self)
        question.setInformativeText(_("A vote that has ended is never opened again, only repeated."))
        anyway = _("End all the same ({n} missing)", n=missing) if missing > 0 else _("End all the same")
        end = question.addButton(anyway, QMessageBox.ButtonRole.AcceptRole)
        on = question.addButton(_("Go on voting"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(on)  # what cannot be undone never hangs on a stray Enter
        question.setEscapeButton(on)
        question.exec()
        return question.clickedButton() is end

    def _say_tie(self, vote: str) -> None:
        try:
            found = result.result(self.context.lab.read, vote)
        except UserError as problem:
            self.context.tell(error_sentence(problem, self._), "danger")
            return
        if any(bar.tied for bar in found.bars):
            said = self._("There is a tie; the moderator never settles it. Enter how it was, or repeat the vote.")
            self.context.tell(said, "warning")

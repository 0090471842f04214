"""Paper on the console: ballots printed and issued, then typed in one after another without looking up.

`3 3 7 9 11` and Enter is a ballot, Enter alone a blank one, `n` with a reason a void one. A second reading is typed
the same way; where it differs from the first, both are shown.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from labapp.errors import UserError
from labapp.kinds.vote import entitled, envelopes, options, paper, rounds, second, typed
from labapp.kinds.vote.entitled import Voter
from labapp.kinds.vote.second import Difference
from labapp.wording.errors import error_sentence
from ui import theme as t
from ui.context import Context
from ui.kinds.vote.small_dialogs import ChooseDialog, PrintDialog
from ui.widgets.asking import ask
from ui.widgets.carrying import carry
from ui.widgets.flow_row import FlowRow
from ui.widgets.style import restyle

_VOID = "n"


class PaperPanel(QWidget):
    """Issuing, entering, taking back, reading again."""

    def __init__(self, context: Context, names: Callable[[Voter], str]) -> None:
        super().__init__()
        self.context = context
        self._ = context._
        self._name_of = names
        self._vote = ""
        self._last: list[str] = []
        self._reading = False
        self._found: list[Difference] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(t.SPACE_S)
        self.title = self._label("section")
        self.totals = self._label("")
        self.line = QLineEdit()
        self.line.setAccessibleName(self._("Ballot"))
        self.line.returnPressed.connect(self.enter)
        self.said = self._label("secondary")
        for widget in (self.title, self.totals, self.line, self.said):
            layout.addWidget(widget)
        layout.addLayout(self._buttons())
        layout.addStretch(1)

    def _buttons(self) -> FlowRow:
        _ = self._
        self.issue_all = self._button("", self.issue_to_all)
        self.issue_one = self._button(_("Issue one…"), self._ask_issue)
        self.undo = self._button(_("Take back the last one"), self.take_back)
        self.second = self._button(_("Second reading"), self.begin_second)
        self.compare = self._button(_("Compare the readings"), self.end_second)
        self.fix = self._button(_("Correct by the second reading…"), self._ask_fix)
        row = FlowRow()
        for button in (self.issue_all, self.issue_one, self.undo, self.second, self.compare, self.fix):
            row.addWidget(button)
        return row

    def _button(self, text: str, what: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: what())
        return button

    def _label(self, role: str) -> QLabel:
        label = QLabel()
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            label.setProperty("role", role)
        return label

    # --- showing ---------------------------------------------------------------------------------------------------
    def refresh(self, vote: str) -> None:
        """Show how the ballots stand; what is being typed stays."""
        _ = self._
        if vote != self._vote:
            self._go_on(vote)
        read = self.context.lab.read
        stand = paper.papers(read, vote)
        reading = self._reading
        self.title.setText(_("Second reading") if reading else _("Paper ballots"))
        if reading:
            self.totals.setText(_("Read again: {n} of {of}", n=second.count(read, vote), of=stand.returned))
        else:
            self.totals.setText(
                _("Read: {n} of {of} issued · void: {void} · not back yet: {missing}",
                  n=stand.returned, of=stand.issued, void=stand.void, missing=stand.missing)
            )  # fmt: skip
        self._invite(typed.example(rounds.get(read, vote).terms, [o.number for o in options.of_vote(read, vote)]))
        self.line.setEnabled(stand.missing > 0 or reading)
        here = len(paper.waiting(read, vote))
        self.issue_all.setText(_("Issue to all present ({n})", n=here))
        self.issue_all.setEnabled(here > 0)
        self.issue_one.setEnabled(here > 0)
        for button, visible in (
            (self.issue_all, not reading), (self.issue_one, not reading), (self.undo, True),
            (self.second, not reading and stand.returned > 0), (self.compare, reading),
            (self.fix, bool(self._found) and not reading),
        ):  # fmt: skip
            button.setVisible(visible)
        self.undo.setEnabled(bool(self._last))

    def _invite(self, example: str) -> None:
        """Say how a ballot is typed: an example that this vote takes, and a void one only where it is asked for."""
        _ = self._
        if self._reading:
            self.line.setPlaceholderText(_("{example} Enter · Enter alone: blank", example=example))
            self.line.setToolTip("")
        else:
            self.line.setPlaceholderText(
                _("{example} Enter · Enter alone: blank · n and a reason: void", example=example)
            )
            self.line.setToolTip(_("n #12 and a reason: the void ballot with number 12"))

    def _go_on(self, vote: str) -> None:
        """Take a vote up where it stands: a second reading and its finds outlive a closed program."""
        self._vote, self._last, self._found = vote, [], []
        read = self.context.lab.read
        self._reading = bool(vote) and second.going_on(read, vote)
        self._say(self._("The second reading goes on where it stopped.") if self._reading else "")
        now = rounds.get(read, vote)
        if now.state == rounds.OPEN and now.second and envelopes.may_look(self.context.lab, now):
            self._found = second.differences(self.context.lab, vote)

    def _say(self, text: str, role: str = "secondary") -> None:
        self.said.setText(text)
        self.said.setProperty("role", role)
        restyle(self.said)

    def half_done(self) -> bool:
        """Tell whether a ballot is being typed, or some were typed here and may be taken back."""
        return bool(self.line.text() or self._last)

    def go_on(self, before: PaperPanel) -> None:
        """Take over the ballot being typed, and those that may be taken back, from the same vote's panel before."""
        if before._vote == self._vote:
            carry(before.line, self.line)
            self._last = [*before._last]
            self.undo.setEnabled(bool(self._last))

    # --- issuing ---------------------------------------------------------------------------------------------------
    def issue_to_all(self) -> None:
        """Give a ballot to everybody in the room who has neither voted nor got one."""
        voters = [voter.voter for voter in paper.waiting(self.context.lab.read, self._vote)]
        if self._try(lambda: paper.issue(self.context.lab, self._vote, voters)):
            self.line.setFocus()

    def _ask_issue(self) -> None:
        _ = self._
        items = sorted((self._name_of(v), v.voter) for v in paper.waiting(self.context.lab.read, self._vote))
        dialog = ChooseDialog(_("Who is given a ballot?"), _("Issue"), items, _, self)
        if ask(dialog) and dialog.chosen():
            self._try(lambda: paper.issue(self.context.lab, self._vote, [dialog.chosen()]))

    # --- reading ---------------------------------------------------------------------------------------------------
    def settled(self) -> bool:
        """Tell whether every ballot that was typed is read in: after the end one left behind could be read no more."""
        if not (self.line.isVisible() and self.line.isEnabled() and self.line.text().strip()):
            return True
        said = self._("A ballot is typed but not read in yet: Enter reads it; one that is not wanted is cleared.")
        self.context.tell(said, "danger")
        self.line.setFocus()
        return False

    def enter(self) -> None:
        """Read in what was typed; what cannot be stays in the line.

        `setText` also empties the line's undo: Ctrl+Z would bring back the ballots of a secret vote in their order.
        """
        _ = self._
        text = self.line.text().strip()
        void = text.partition(" ")[0].lower() == _VOID
        if self._reading:
            if void:
                self._say(_("Void ballots are passed over in the second reading."), "warning")
                self.line.setText("")
            else:
                self._enter_second(text)
            return
        if void:
            done = self._try(lambda: paper.spoil(self.context.lab, self._vote, text[len(_VOID) :]))
            mark, said = "", _("Void: {reason}", reason=text[len(_VOID) :].strip())
        else:
            marks: list[str] = []
            done = self._try(lambda: marks.append(paper.enter(self.context.lab, self._vote, text)))
            mark, said = (marks or [""])[0], _("Read: {ballot}", ballot=text or _("blank"))
        if done:
            self._last.append(mark)
            self.line.setText("")
            self._say("✓ " + said)
            self.undo.setEnabled(True)

    def take_back(self) -> None:
        """Take the last ballot out again, and the one before it next time."""
        taken = second.take_back if self._reading else paper.take_back
        if self._last and self._try(lambda: taken(self.context.lab, self._vote, self._last[-1])):
            self._last.pop()
            self.undo.setEnabled(bool(self._last))
            self._say(self._("Taken back."))
            self.refresh(self._vote)
            self.line.setFocus()

    # --- second reading --------------------------------------------------------------------------------------------
    def begin_second(self) -> None:
        """Read the same ballots again, in any order."""
        if not self._try(lambda: second.begin(self.context.lab, self._vote)):
            return
        self._reading, self._found, self._last = True, [], []
        self._say(self._("Type all ballots again, in any order; void ones are passed over."))
        self.refresh(self._vote)
        self.line.setFocus()

    def _enter_second(self, text: str) -> None:
        marks: list[str] = []
        if self._try(lambda: marks.append(second.enter(self.context.lab, self._vote, text))):
            self._last += marks
            self.line.setText("")
            self._say("✓ " + self._("Read: {ballot}", ballot=text or self._("blank")))
            self.refresh(self._vote)

    def end_second(self) -> None:
        """Say whether both readings agree, and on which ballots they do not."""
        _ = self._
        found: list[Difference] = []
        if not self._try(lambda: found.extend(second.end(self.context.lab, self._vote))):
            return
        self._reading, self._found, self._last = False, found, []
        if not self._found:
            self._say(_("Both readings agree."), "good")
        else:
            n = len(self._found)
            said = _.plural("The readings differ on {n} ballot:", "The readings differ on {n} ballots:", n)
            self._say("\n".join([said, *map(self._difference, self._found)]), "warning")
        self.refresh(self._vote)

    def _difference(self, found: Difference) -> str:
        _ = self._
        first, second = (
            _.context("reading", "none") if side is None else side or _("blank") for side in (found.first, found.second)
        )
        return _("first: {first} – second: {second}", first=first, second=second)

    def _ask_fix(self) -> None:
        _ = self._
        items = [(self._difference(found), str(at)) for at, found in enumerate(self._found)]
        dialog = ChooseDialog(_("Which ballot is counted as read the second time?"), _("Correct"), items, _, self)
        if ask(dialog) and dialog.chosen():
            self.correct(int(dialog.chosen()))

    def correct(self, place: int) -> None:
        """Count one ballot as it was read the second time."""
        if self._try(lambda: second.correct(self.context.lab, self._vote, self._found[place])):
            del self._found[place]
            self._last.clear()
            self._say("\n".join(map(self._difference, self._found)) or self._("Both readings agree."))
            self.refresh(self._vote)

    def _try(self, operation: Callable[[], object]) -> bool:
        try:
            operation()
        except UserError as problem:
            self._say(error_sentence(problem, self._), "danger")
            return False
        return True


def print_ballots(context: Context, activity_id: str, parent: QWidget) -> None:
    """Ask how many and how large, then write the sheets where the user wants them."""
    _ = context._
    try:
        now = options.printable(context.lab.read, activity_id)
    except UserError as problem:
        context.tell(error_sentence(problem, _), "warning")
        return
    if now.state == rounds.DRAFT:
        people = len(entitled.roll(context.lab.read, context_settings(context, activity_id)))
    else:
        people = len(entitled.frozen(context.lab.read, now.id))
    dialog = PrintDialog(people, _, parent)
    if not ask(dialog):
        return
    name, _chosen = QFileDialog.getSaveFileName(parent, _("Print ballots"), _("ballots") + ".pdf", "PDF (*.pdf)")
    if name:
        write_ballots(context, now.id, Path(name), dialog.count.value(), large=dialog.large.isChecked())


def context_settings(context: Context, activity_id: str) -> dict[str, object]:
    """Return the settings of a vote being prepared."""
    from labapp.model import agenda

    return dict(agenda.activity(context.lab.read, activity_id).settings)


def write_ballots(context: Context, vote: str, target: Path, count: int, *, large: bool) -> None:
    """Write the sheets and say how many there are."""
    from labapp.report import ballots

    _ = context._
    try:
        sheets = ballots.write(context.lab.read, vote, target, count, _, large=large)
    except UserError as problem:
        context.tell(error_sentence(problem, _), "danger")
        return
    context.tell(
        _.plural("{n} sheet is ready to print: {path}", "{n} sheets are ready to print: {path}", sheets,
                 path=str(target)), "good",
    )  # fmt: skip

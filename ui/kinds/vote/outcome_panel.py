"""The outcome on the console: verdict, turnout, bars, sectors; on request why, and what other rules would say."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from labapp.errors import UserError
from labapp.kinds.vote import (
    comparing,
    figure_words,
    groups,
    reconcile,
    reconcile_words,
    result,
    rounds,
    tie_words,
    ties,
    words,
)
from labapp.kinds.vote.result import Result
from labapp.kinds.vote.rounds import Round
from labapp.kinds.vote.section import verdict
from labapp.kinds.vote.why import sentences
from labapp.model import agenda, people
from labapp.wording.errors import error_sentence
from ui import theme as t
from ui.context import Context
from ui.kinds.base import PageAction, looks
from ui.kinds.vote.bars import Bars
from ui.kinds.vote.sector_table import SectorTable
from ui.widgets.icons import icon
from ui.widgets.style import restyle


class OutcomePanel(QScrollArea):
    """One round that has ended; the console shows it before the room does."""

    repeat_asked = Signal()
    tie_asked = Signal()
    explain_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._ = context._
        self._offered: PageAction | None = None
        self._found: Result | None = None
        self.setWidgetResizable(True)
        self.setProperty("role", "read")  # by the keys too, so it shows that it has the focus
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self._layout = QVBoxLayout(inside)
        self._layout.setContentsMargins(0, 0, t.SPACE_M, 0)
        self._layout.setSpacing(t.SPACE_M)
        self._build()
        self._layout.addStretch(1)
        self.setWidget(inside)

    def _build(self) -> None:
        _ = self._
        head = QHBoxLayout()
        self.shown = self._label("secondary", head)
        self.room = QPushButton()
        self.room.clicked.connect(lambda: self._offered.trigger() if self._offered is not None else None)
        head.addWidget(self.room)
        self._layout.addLayout(head)
        self.verdict = self._label("title")
        self.tie = self._button(_("Enter how the tie was settled…"))
        self.tie.clicked.connect(self.tie_asked)
        self.settled = self._label("")
        self.turnout = self._label("")
        self.differs = self._label("danger")
        self.explain = self._button(_("Explain the difference…"))
        self.explain.clicked.connect(self.explain_asked)
        buttons = QHBoxLayout()
        self.why = self._toggle(_("Why?"), buttons)
        self.others = self._toggle(_("Other rules"), buttons)
        self.checks = self._toggle(_("Do the numbers add up?"), buttons)
        buttons.addStretch(1)
        self._layout.addLayout(buttons)
        self.reasons = self._label("")
        self.other_rules = self._label("")
        self.checked = self._label("")
        self._folds = {self.why: self.reasons, self.others: self.other_rules, self.checks: self.checked}
        for button in self._folds:
            button.toggled.connect(lambda on, pressed=button: self._unfold(pressed, on))
        self.bars = Bars(self.context.theme)
        self._layout.addWidget(self.bars)
        self.rule = self._label("secondary")
        self.sectors = SectorTable(self.context.theme, _)
        self._layout.addWidget(self.sectors)
        self.earlier = self._label("secondary")
        self.repeat = self._button(_("Repeat the vote…"))
        self.repeat.clicked.connect(self.repeat_asked)

    def _label(self, role: str, into: QHBoxLayout | None = None) -> QLabel:
        label = QLabel()
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if role:
            label.setProperty("role", role)
        if into is None:
            self._layout.addWidget(label)
        else:
            into.addWidget(label, 1)
        return label

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text)
        self._layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button

    def _toggle(self, text: str, row: QHBoxLayout) -> QPushButton:
        button = QPushButton(text)
        button.setCheckable(True)
        button.setProperty("variant", "toggle")
        looks(button)
        row.addWidget(button)
        return button

    # --- one thing unfolded at a time --------------------------------------------------------------------------------
    def _unfold(self, pressed: QPushButton, on: bool) -> None:
        if on:
            for button in self._folds:
                if button is not pressed:
                    button.setChecked(False)
            self._compare()
        self._show_folds()
        if on:
            QTimer.singleShot(0, self, self._bring_up)  # the layout has made room by then

    def _show_folds(self) -> None:
        for button, label in self._folds.items():
            label.setVisible(button.isChecked() and not button.isHidden())

    def _bring_up(self) -> None:
        """Scroll so that what was asked for is seen: its button on top where it is long."""
        opened = next((label for label in self._folds.values() if not label.isHidden()), None)
        if opened is None:
            return
        if opened.height() > self.viewport().height() - t.ROW * 2:
            self.verticalScrollBar().setValue(opened.y() - t.ROW - t.SPACE_XL)
        else:
            self.ensureWidgetVisible(opened, 0, t.SPACE_M)

    def offer(self, action: PageAction | None) -> None:
        """Offer what else can be done with the room's screen now, besides the one big step."""
        self._offered = action
        self.room.setVisible(action is not None)
        if action is not None:
            self.room.setText(action.text)
            self.room.setIcon(icon(action.icon, self.context.theme))
            self.room.setToolTip(f"{action.text} ({action.shortcut})")

    def has_sectors(self) -> bool:
        """Tell whether the result can be compared by sector."""
        return self._found is not None and self._found.between is not None

    # --- showing ---------------------------------------------------------------------------------------------------
    def refresh(self, vote: str) -> None:
        """Show a closed, announced or void round."""
        _ = self._
        read = self.context.lab.read
        now = rounds.get(read, vote)
        self.shown.setText(self._seen(now))
        self._show_earlier(now.activity, vote)
        self._show_checked(now)
        self._found = None
        try:
            found = result.result(read, vote)
        except UserError as problem:
            self._show_refusal(error_sentence(problem, _))
            return
        self._show_found(found)

    def _seen(self, now: Round) -> str:
        """Say whether the room sees it: an announced result goes off the screen with its point."""
        _ = self._
        if now.state == rounds.VOID:
            return ""  # there is no result to be seen
        if now.state != rounds.ANNOUNCED:
            return _("The room does not see this result yet.")
        if agenda.activity(self.context.lab.read, now.activity).state != agenda.RUNNING:
            return _("The result is announced. The room sees it while this point runs, later by “Show the room”.")
        if now.revealed is not None:
            return _("The room sees the result from the last place on. Shown so far: {n}.", n=now.revealed)
        return _("The room sees this result.")

    def _show_checked(self, now: Round) -> None:
        """Entitled, present, voted, paper, line by line, with whoever has left by name; the room never sees it.

        What does not add up is not left to be asked for: it stands in a line of its own above the result.
        """
        _ = self._
        read = self.context.lab.read
        found = reconcile.reconcile(read, now.id)
        lines = [f"{what}: {value}" for what, value in reconcile_words.reconciliation(found, _)]
        names = {p.id: p.name or p.code for p in people.participants(read, retired=True)}
        names |= {entity.id: entity.name for entity in people.entities(read)}
        if gone := sorted(names.get(voter, "") for voter in found.left):
            lines.append(_("Entitled, not in the room at the end: {who}", who=", ".join(gone)))
        self.checked.setText("\n".join(lines))
        self.differs.setText(reconcile_words.not_returned(found, _))
        self.differs.setVisible(not found.settled)
        self.explain.setVisible(bool(found.missing))

    def _show_refusal(self, said: str) -> None:
        self._say([said], single=True)
        for widget in (self.bars, self.why, self.others, self.tie, self.settled, self.sectors, self.turnout, self.rule):
            widget.hide()
        self._show_folds()

    def _show_found(self, found: Result) -> None:
        _ = self._
        self._show_verdict(found)
        self._show_settled(found)
        counted = found.outcome.ballots
        said = figure_words.turnout(found.voted, found.entitled, found.exact, _)
        if counted.blank or counted.invalid:
            said += " · " + _("blank: {blank}, void: {invalid}", blank=counted.blank, invalid=counted.invalid)
        self.turnout.setText(said)
        sectors = people.sectors(self.context.lab.read, retired=True)
        self.bars.show_result(found, {sector.id: sector.name for sector in sectors}, _)
        self.sectors.show_result(found, sectors)
        figures = figure_words.figures(found.round.terms, len(found.bars), _)
        self.rule.setText(" ".join(filter(None, (words.rule_line(found.round.terms, _), figures))))
        self.reasons.setText(self._why(found))
        self._found = found
        self._compare()
        for widget in (self.bars, self.why, self.others, self.turnout, self.rule):
            widget.show()
        self._show_folds()
        self.tie.setVisible(any(bar.tied for bar in found.bars))

    def _show_verdict(self, found: Result) -> None:
        """Say it in one sentence where one option is named; else name them line by line under their word."""
        _ = self._
        if money := result.spent(found):
            # the bars below are grouped by what was bought
            tied = any(bar.tied for bar in found.bars)
            self._say([figure_words.spent(money, found.round.terms, _, tied=tied)], single=True)
            return
        named = [(code, bars) for code, bars in groups.grouped(found.bars) if code != groups.LOST]
        if sum(len(bars) for _code, bars in named) < 2:
            self._say([verdict(found, _)], single=True)
            return
        lines: list[str] = []
        for code, bars in named:
            lines.append(groups.head_of(code, found, _) + ":")
            lines += [f"{bar.choice.number}.  {bar.choice.title}" for bar in bars]
        self._say(lines, single=False)

    def _show_settled(self, found: Result) -> None:
        """Say how a tie was settled, so that a wrong entry is seen before it is announced."""
        titles = {bar.choice.id: bar.choice.title for bar in found.bars}
        decision = ties.read(found.round.decision)
        lines = tie_words.told(found.outcome.ties, decision, found.round.terms, titles, self._)
        self.settled.setText("\n".join(lines))
        self.settled.setVisible(bool(lines))

    def _say(self, lines: list[str], *, single: bool) -> None:
        self.verdict.setText("\n".join(lines))
        self.verdict.setProperty("role", "title" if single else "section")
        restyle(self.verdict)

    def _why(self, found: Result) -> str:
        _ = self._
        titles = {bar.choice.id: bar.choice.title for bar in found.bars}
        given = [
            _("No. {number}, step {step}: {words}", number=number, step=step, words=said)
            for number, marks in result.reasons_given(self.context.lab.read, found.round.id).items()
            for step, said in marks
        ]
        return "\n".join(f"• {said}" for said in [*sentences(found.outcome, titles, _), *given])

    def _compare(self) -> None:
        """Count by the other rules once somebody asks: every rule takes its time, and mostly nobody does."""
        if self.others.isChecked() and self._found is not None:
            self.other_rules.setText(self._others(self._found))

    def _others(self, found: Result) -> str:
        """Compare; never shown to the room, and never more than what the same ballots can say."""
        _ = self._
        others = comparing.other_rules(self.context.lab.read, found, _)
        lines = [f"• {rule}: {said}" for rule, said in others]
        return "\n".join(lines) if lines else _("No other rule fits these ballots.")

    def _show_earlier(self, activity: str, vote: str) -> None:
        _ = self._
        read = self.context.lab.read
        lines: list[str] = []
        for held in rounds.of_activity(read, activity):
            if held.id == vote:
                break
            said = _.context("vote", "void")
            if held.state in (rounds.CLOSED, rounds.ANNOUNCED):
                try:
                    said = verdict(result.result(read, held.id), _)
                except UserError as problem:
                    said = error_sentence(problem, _)
            lines.append(_("Round {n}", n=held.number) + f": {said}")
        self.earlier.setText("\n".join(lines))
        self.earlier.setVisible(bool(lines))

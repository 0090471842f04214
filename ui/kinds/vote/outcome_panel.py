"""The outcome on the console: verdict, turnout, bars, sectors; on request why, and what other rules would say."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from labapp.errors import UserError
from labapp.kinds.vote import reconcile, result, rounds, words
from labapp.kinds.vote.result import Result
from labapp.kinds.vote.rounds import Round
from labapp.kinds.vote.section import cell_name, cell_score, verdict
from labapp.kinds.vote.why import sentences
from labapp.model import people
from labapp.wording import rule_texts
from labapp.wording.errors import error_sentence
from ui import theme as t
from ui.context import Context
from ui.kinds.vote.bars import Bars
from ui.widgets.style import restyle

_SHOWN_TITLES = 6


class OutcomePanel(QScrollArea):
    """One round that has ended; the console shows it before the room does."""

    repeat_asked = Signal()
    tie_asked = Signal()
    explain_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._ = context._
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
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
        self.shown = self._label("secondary")
        self.verdict = self._label("title")
        self.turnout = self._label("")
        buttons = QHBoxLayout()
        self.why = self._toggle(_("Why?"), buttons)
        self.others = self._toggle(_("Other rules"), buttons)
        self.tie = QPushButton(_("Enter how the tie was settled…"))
        self.tie.clicked.connect(self.tie_asked)
        self.repeat = QPushButton(_("Repeat the vote…"))
        self.repeat.clicked.connect(self.repeat_asked)
        buttons.addStretch(1)
        self._layout.addLayout(buttons)
        self._layout.addWidget(self.tie, 0, Qt.AlignmentFlag.AlignLeft)
        self.checked = self._label("")
        self.left = self._label("secondary")
        self.explain = QPushButton(_("Explain the difference…"))
        self.explain.clicked.connect(self.explain_asked)
        self._layout.addWidget(self.explain, 0, Qt.AlignmentFlag.AlignLeft)
        self.reasons = self._label("")
        self.other_rules = self._label("")
        self.bars = Bars(self.context.theme)
        self._layout.addWidget(self.bars)
        self.rule = self._label("secondary")
        self.sectors_title = self._label("section")
        self.sectors_title.setText(_("By sector"))
        self.sectors = QWidget()
        self._grid = QGridLayout(self.sectors)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(t.SPACE_L)
        self._layout.addWidget(self.sectors)
        self.sectors_note = self._label("secondary")
        self.earlier = self._label("secondary")
        self._layout.addWidget(self.repeat, 0, Qt.AlignmentFlag.AlignLeft)
        self.why.toggled.connect(self.reasons.setVisible)
        self.others.toggled.connect(self.other_rules.setVisible)

    def _label(self, role: str) -> QLabel:
        label = QLabel()
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if role:
            label.setProperty("role", role)
        self._layout.addWidget(label)
        return label

    def _toggle(self, text: str, row: QHBoxLayout) -> QPushButton:
        button = QPushButton(text)
        button.setCheckable(True)
        button.setProperty("variant", "toggle")
        row.addWidget(button)
        return button

    # --- showing ---------------------------------------------------------------------------------------------------
    def refresh(self, vote: str) -> None:
        """Show a closed, announced or void round."""
        _ = self._
        read = self.context.lab.read
        now = rounds.get(read, vote)
        self.shown.setText(
            _("The room sees this result.") if now.state == rounds.ANNOUNCED
            else _("The room does not see this result yet.")
        )  # fmt: skip
        self._show_earlier(now.activity, vote)
        self._show_checked(now)
        try:
            found = result.result(read, vote)
        except UserError as problem:
            self._show_refusal(error_sentence(problem, _))
            return
        self._show_found(found)

    def _show_checked(self, now: Round) -> None:
        """Entitled, present, voted, paper: side by side, with whoever has left by name; the room never sees it."""
        _ = self._
        read = self.context.lab.read
        found = reconcile.reconcile(read, now.id)
        self.checked.setText(" · ".join(f"{what}: {value}" for what, value in words.reconciliation(found, _)))
        self.checked.setProperty("role", "secondary" if found.settled else "danger")
        restyle(self.checked)
        names = {p.id: p.name or p.code for p in people.participants(read, retired=True)}
        names |= {entity.id: entity.name for entity in people.entities(read)}
        gone = sorted(names.get(voter, "") for voter in found.left)
        self.left.setText(_("Entitled, not in the room at the end: {who}", who=", ".join(gone)))
        self.left.setVisible(bool(gone))
        self.explain.setVisible(bool(found.missing))

    def _show_refusal(self, said: str) -> None:
        self.verdict.setText(said)
        for widget in (self.bars, self.why, self.others, self.tie, self.reasons, self.other_rules, self.sectors_title,
                       self.sectors, self.sectors_note, self.turnout, self.rule):  # fmt: skip
            widget.hide()

    def _show_found(self, found: Result) -> None:
        _ = self._
        titles = {bar.choice.id: bar.choice.title for bar in found.bars}
        self.verdict.setText(verdict(found, _))
        counted = found.outcome.ballots
        said = words.turnout(found.voted, found.entitled, found.exact, _)
        if counted.blank or counted.invalid:
            said += " · " + _("blank: {blank}, void: {invalid}", blank=counted.blank, invalid=counted.invalid)
        self.turnout.setText(said)
        self.bars.show_bars(found.bars, found.round.terms, _)
        self.rule.setText(words.rule_line(found.round.terms, _))
        given = [
            _("{number}: step {step}: {words}", number=number, step=step, words=said)
            for number, marks in result.reasons_given(self.context.lab.read, found.round.id).items()
            for step, said in marks
        ]
        self.reasons.setText("\n".join(f"• {said}" for said in [*sentences(found.outcome, titles, _), *given]))
        self.reasons.setVisible(self.why.isChecked())
        self.other_rules.setText(self._others(found, titles))
        self.other_rules.setVisible(self.others.isChecked())
        for widget in (self.bars, self.why, self.others, self.turnout, self.rule):
            widget.show()
        self.tie.setVisible(any(bar.tied for bar in found.bars))
        self._show_sectors(found)

    def _others(self, found: Result, titles: dict[str, str]) -> str:
        """Compare; never shown to the room, and never more than what the same ballots can say."""
        _ = self._
        lines: list[str] = []
        for other in result.other_rules(self.context.lab.read, found.round.id):
            won = [titles[option] for option in other.winners]
            tied = [titles[option] for tie in other.ties if tie.decided_by is None for option in tie.among]
            said = words.verdict(won[:_SHOWN_TITLES], tied[:_SHOWN_TITLES], terms=found.round.terms, single=False,
                                 tie=_("Tie"), _=_)  # fmt: skip
            lines.append(f"• {rule_texts.rule_name(other.rule, _)}: {said}")
        return "\n".join(lines) if lines else _("No other rule fits these ballots.")

    def _show_sectors(self, found: Result) -> None:
        _ = self._
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        shown = bool(found.by_sector)
        for widget in (self.sectors_title, self.sectors, self.sectors_note):
            widget.setVisible(shown)
        if not shown:
            return
        names = {sector.id: sector.name for sector in people.sectors(self.context.lab.read, retired=True)}
        rows = [[_("Option"), *(cell_name(cell.sectors, names, _) for cell in found.by_sector)]]
        for bar in found.bars:
            scores = (cell_score(cell, bar, found, _) for cell in found.by_sector)
            rows.append([f"{bar.choice.number}.  {bar.choice.title}", *scores])
        rows.append([_("Voted"), *(f"{cell.voted}/{cell.entitled}" for cell in found.by_sector)])
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                label = QLabel(text)
                label.setWordWrap(True)
                label.setTextFormat(Qt.TextFormat.PlainText)
                if row in (0, len(rows) - 1):
                    label.setProperty("role", "secondary")
                if column:
                    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(label, row, column)
        self._grid.setColumnStretch(0, 2)
        merged = any(len(cell.sectors) > 1 for cell in found.by_sector)
        n = found.round.terms.minimum_cell
        self.sectors_note.setText(_("Sectors with fewer than {n} votes are counted together.", n=n) if merged else "")

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

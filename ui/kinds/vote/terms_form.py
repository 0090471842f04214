"""The form of what is agreed about a vote: ballot, where and how secret, who is entitled, how it is counted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from labapp.changes import Change
from labapp.errors import UserError
from labapp.kinds.vote import entitled, motion_words, rounds, words
from labapp.kinds.vote.entitled import Voter
from labapp.kinds.vote.forms import FORMS, OFFERED
from labapp.kinds.vote.terms import CHARACTERS, DEFAULTS, ENTITIES, OPEN, PRESENT, Terms
from labapp.kinds.vote.terms import ENTITLED as WHO
from labapp.kinds.vote.terms import terms as read_terms
from labapp.model import agenda, people
from labapp.wording.errors import error_sentence
from ui import theme as t
from ui.context import Context
from ui.kinds.vote import fields
from ui.kinds.vote.cells_form import CellRows
from ui.kinds.vote.count_form import CountRows, has_seats
from ui.kinds.vote.entitled_dialog import EntitledDialog
from ui.kinds.vote.limits_form import LimitRows
from ui.kinds.vote.way_form import WayRows
from ui.widgets.asking import ask
from ui.widgets.style import restyle

_LEAST_FIRST = (("min", "max"), ("cap", "n"))
"""Limits of which the first is never above the second: changing one carries the other along."""


class TermsForm(QScrollArea):
    """Every field is kept as soon as it is changed; `ready` says what stands in the way of starting."""

    def __init__(self, context: Context, activity_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.activity_id = activity_id
        self._ = context._
        self._options = self._voters = 0
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, t.SPACE_M, 0)
        layout.setSpacing(t.SPACE_S)
        self.ready = QLabel()
        self.ready.setWordWrap(True)  # whoever shows the form places it where it does not scroll away
        form = QFormLayout()
        form.setSpacing(t.SPACE_S)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        layout.addLayout(form)
        self._build(form)
        layout.addStretch(1)
        self.setWidget(inside)

    # --- building --------------------------------------------------------------------------------------------------
    def _build(self, form: QFormLayout) -> None:
        """Add the rows: what changes from vote to vote first, so that a small laptop shows it without scrolling."""
        _ = self._
        self._rows = form
        self.form = fields.choice(_("Ballot"), [(i, _(FORMS[i].name)) for i in OFFERED], lambda v: self._set(form=v))
        form.addRow(_("Ballot"), self.form)
        self.limits = LimitRows(_, form, self)
        self.limits.limits_changed.connect(self._limits)
        self.counted = CountRows(_, form, self)
        for rows in (self.limits, self.counted):
            rows.counting_changed.connect(self._counting)
        self.counted.rule_changed.connect(lambda rule: self._set(rule=rule))
        self.counted.weight_changed.connect(lambda weight: self._set(weight=weight))
        self.counted.add_seats()
        self.way = WayRows(_, form, self)
        self.way.settings_changed.connect(lambda found: self._set(**found))
        self.way.add_rows()
        self.cells = CellRows(_, form, self)
        self.cells.settings_changed.connect(lambda found: self._set(**found))
        self._add_entitled(form)
        self.counted.add_rest()
        characters = [(value, words.character(value, _)) for value in CHARACTERS]
        self.character = fields.choice(_("Character"), characters, lambda v: self._set(character=v))
        form.addRow(_("Character"), self.character)
        self.way.add_shuffle()
        self.by_sector = QCheckBox(_("Show by sector"))
        self.by_sector.setToolTip(_("Thin bars by sector under each option on the room's screen"))
        self.by_sector.clicked.connect(lambda checked: self._set(show_sectors=checked))
        form.addRow(self.by_sector)
        self._name_fields()

    def keep_typed(self) -> None:
        """Keep what is still being typed: a menu, and a button on macOS, leave the cursor where it is."""
        self.limits.keep_typed()
        for spin in self.findChildren(QSpinBox):
            spin.interpretText()

    def _name_fields(self) -> None:
        """Name here the fields that stand in the parts, for whoever drives the form."""
        spins = self.limits.spins
        self.low, self.high = spins["choose.min"], spins["choose.max"]
        self.dots, self.cap = spins["dots.n"], spins["dots.cap"]
        self.seats, self.majority = self.counted.seats, self.counted.majority
        self.secrecy, self.secrecy_text, self.channels = self.way.secrecy, self.way.secrecy_text, self.way.channels
        self.pace, self.take_quickest = self.way.pace, self.way.take_quickest

    def _add_entitled(self, form: QFormLayout) -> None:
        _ = self._
        names = {PRESENT: _("Everybody present"), "sectors": _("Chosen sectors"), "people": _("Chosen people"),
                 ENTITIES: _("One vote an entity")}  # fmt: skip
        self.entitled = fields.choice(_("Entitled"), [(value, names[value]) for value in WHO], self._entitled_chosen)
        self.choose = QPushButton(_("Choose…"))
        self.choose.clicked.connect(self.choose_entitled)
        self.count = fields.words()
        form.addRow(_("Entitled"), fields.pair(self.entitled, "", self.choose))
        form.addRow(self.count)

    # --- showing ---------------------------------------------------------------------------------------------------
    def refresh(self, count: int) -> None:
        """Show the settings as they are, and what they come to."""
        self._options = count
        settings = self._settings()
        try:
            agreed = read_terms(settings)
        except UserError as problem:
            self.ready.setText(error_sentence(problem, self._))
            return
        fields.put(self.form, agreed.form_id)
        fields.put(self.character, agreed.character)
        fields.put(self.entitled, agreed.entitled)
        self.choose.setVisible(agreed.entitled != PRESENT)
        self.by_sector.setChecked(agreed.show_sectors)
        self._rows.setRowVisible(self.by_sector, agreed.secrecy != "secret")
        roll = entitled.roll(self.context.lab.read, settings)
        voters = len(roll)
        self._voters = voters
        self.count.setText("\n".join([words.entitled(agreed, voters, self._), *self._refilled(roll)]))
        self.cells.show_terms(agreed, roll, {s.id: s.name for s in people.sectors(self.context.lab.read, retired=True)})
        self.limits.show_terms(agreed)
        self.counted.show_terms(agreed, voters)
        self.way.show_terms(agreed, count, voters)

    def _refilled(self, roll: list[Voter]) -> list[str]:
        """Say which entities somebody else would vote for than in the round before."""
        read = self.context.lab.read
        now = rounds.latest(read, self.activity_id)
        if now is None or now.follows is None:
            return []
        names = {p.id: p.name or p.code for p in people.participants(read, retired=True)}
        names |= {entity.id: entity.name for entity in people.entities(read)}
        changed = entitled.refilled(read, now.follows, roll)
        who = ", ".join(f"{names.get(v.entity or '', '')} – {names.get(v.participant or '', '')}" for v in changed)
        return [self._("Another delegate than in the round before: {who}.", who=who)] if changed else []

    def show_ready(self, problem: UserError | None) -> None:
        """Say what stands in the way of starting, or that nothing does, with what one may have overlooked."""
        _ = self._
        remark = "" if problem else self._remark(read_terms(self._settings()))
        said = error_sentence(problem, _) if problem else " ".join(filter(None, (_("Ready to start."), remark)))
        self.ready.setText(said)
        self.ready.setProperty("role", "warning" if problem or remark else "good")
        restyle(self.ready)

    def _remark(self, agreed: Terms) -> str:
        """Say where all options would win, where a limit comes out lower than it was set, where few keep no secret."""
        _ = self._
        remarks: list[str] = []
        if has_seats(agreed) and 1 < self._options <= int(agreed.counting.get("seats", "1")):
            remarks.append(_("All options will win. Lower the number of winners."))
        fitted = agreed.form.fitted(agreed.limits, self._options)
        if fitted.get("max") != agreed.limits.get("max"):
            remarks.append(_.plural(
                "There is only {n} option to choose from.", "There are only {n} options: up to {n} can be chosen.",
                self._options,
            ))  # fmt: skip
        if agreed.rule == "motion" and self._voters < (
            heads := motion_words.heads(agreed.counting.get("quorum", "none"))
        ):
            remarks.append(_("There can be no quorum of {heads}: entitled are {n}.", heads=heads, n=self._voters))
        if agreed.secrecy != OPEN and 0 < self._voters < agreed.minimum_cell:
            remarks.append(_.plural(
                "With {n} vote the result itself says how it was cast.",
                "With {n} votes, and where all agree, the result itself may say how each was cast.", self._voters,
            ))  # fmt: skip
        return " ".join(remarks)

    # --- gestures --------------------------------------------------------------------------------------------------
    def _settings(self) -> dict[str, Any]:
        return {**DEFAULTS, **agenda.activity(self.context.lab.read, self.activity_id).settings}

    def _set(self, **settings: Any) -> None:  # noqa: ANN401 - JSON
        now = self._settings()
        if all(now[name] == value for name, value in settings.items()):
            return

        def write(tx: Change) -> None:
            rounds.configure(tx, self.activity_id, **settings)

        self.context.run("vote.edit", write)

    def _limits(self, found: dict[str, Any]) -> None:
        limits = {**read_terms(self._settings()).limits, **found}
        for least, most in _LEAST_FIRST:
            if least in limits and most in limits and limits[least] > limits[most]:
                limits[least] = limits[most] = found.get(least, limits[most])
        self._set(limits=limits)

    def _counting(self, found: dict[str, str]) -> None:
        self._set(counting={**self._settings()["counting"], **found})

    def _entitled_chosen(self, value: str) -> None:
        self._set(entitled=value)
        if value not in (PRESENT, ENTITIES):
            self.choose_entitled()

    def choose_entitled(self) -> None:
        """Tick sectors or people, or name delegates."""
        dialog = EntitledDialog(self.context, self._settings(), self)
        if ask(dialog):
            self._set(**dialog.chosen())

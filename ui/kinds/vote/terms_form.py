"""The form of what is agreed about a vote: ballot, count, character, secrecy, channels, who is entitled."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from labapp.changes import Change
from labapp.counting.rules import RULES
from labapp.errors import UserError
from labapp.kinds.vote import entitled, pace, rounds, words
from labapp.kinds.vote.forms import FORMS, OFFERED
from labapp.kinds.vote.terms import (
    BOOTH,
    CHANNELS,
    CHARACTERS,
    DEFAULTS,
    ENTITIES,
    HANDS,
    PRESENT,
    SECRECIES,
    UNSEEN,
    Terms,
)
from labapp.kinds.vote.terms import ENTITLED as WHO
from labapp.kinds.vote.terms import terms as read_terms
from labapp.model import agenda
from labapp.wording.errors import error_sentence
from ui import theme as t
from ui.context import Context
from ui.kinds.vote.entitled_dialog import EntitledDialog
from ui.kinds.vote.limits_form import LimitsForm
from ui.widgets.style import ease, restyle

_MAJORITIES = ("simple", "absolute", "two-thirds")
_BASES = ("valid", "cast", "present", "entitled")
_QUORUMS = ("none", "1/2", "1/3", "2/3")


class TermsForm(QScrollArea):
    """Every field is kept as soon as it is changed; below, what stands in the way of starting."""

    def __init__(self, context: Context, activity_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.activity_id = activity_id
        self._ = context._
        self._options = 0
        self._quickest = BOOTH
        self.ready = QLabel()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._make_fields()
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, t.SPACE_M, 0)
        layout.setSpacing(t.SPACE_S)
        layout.addWidget(self.ready)
        layout.addLayout(self._rows())
        layout.addStretch(1)
        self.setWidget(inside)

    # --- building --------------------------------------------------------------------------------------------------
    def _make_fields(self) -> None:
        _ = self._
        self.form = self._combo(_("Ballot"), [(i, _(FORMS[i].name)) for i in OFFERED], self._form_chosen)
        self.low, self.high = self._spin(_("At least")), self._spin(_("At most"))
        self.dots, self.cap = self._spin(_("Dots each")), self._spin(_("At most on one option"))
        self.seats = self._spin(_("How many are chosen"))
        self.more = LimitsForm(_)
        self.more.limits_changed.connect(self._limits)
        self.more.counting_changed.connect(lambda found: self._set(counting={**self._settings()["counting"], **found}))
        self.more.rule_changed.connect(lambda rule: self._set(rule=rule))
        for spin, name in ((self.low, "min"), (self.high, "max"), (self.dots, "n"), (self.cap, "cap")):
            spin.valueChanged.connect(lambda value, key=name: self._limit(key, value))
        self.seats.valueChanged.connect(lambda value: self._counting("seats", str(value)))
        self.majority = self._combo(_("Majority"), self._majorities(), lambda v: self._counting("majority", v))
        self.base = self._combo(_("Counted from"), self._bases(), lambda v: self._counting("base", v))
        self.quorum = self._combo(_("Quorum"), self._quorums(), lambda v: self._counting("quorum", v))
        characters = [(value, words.character(value, _)) for value in CHARACTERS]
        self.character = self._combo(_("Character"), characters, lambda v: self._set(character=v))
        secrecies = [(value, words.secrecy_name(value, _)) for value in SECRECIES]
        self.secrecy = self._combo(_("Secrecy"), secrecies, self._secrecy_chosen)
        self.secrecy_text = self._text()
        self.channels = {name: QCheckBox(words.channel(name, _)) for name in CHANNELS}
        for box in self.channels.values():
            box.clicked.connect(lambda _checked: self._channels_chosen())
        self.entitled = self._combo(_("Entitled"), self._who(), self._entitled_chosen)
        self.choose = QPushButton(_("Choose…"))
        self.choose.clicked.connect(self.choose_entitled)
        self.count = self._text()
        self.by_sector = QCheckBox(_("Show by sector"))
        self.by_sector.setToolTip(_("Thin bars by sector under each option on the room's screen"))
        self.by_sector.clicked.connect(lambda checked: self._set(show_sectors=checked))
        self.shuffle = QCheckBox(_("Another order for every voter at the booth"))
        self.shuffle.setToolTip(_("Numbers stay the same everywhere; only the order of the rows differs"))
        self.shuffle.clicked.connect(lambda checked: self._set(shuffle=checked))
        self.pace = self._text()
        self.take_quickest = QPushButton()
        self.take_quickest.setProperty("variant", "quiet")
        self.take_quickest.clicked.connect(self._take_quickest)
        self.rule = self._text()
        self.ready.setWordWrap(True)

    def _rows(self) -> QFormLayout:
        _ = self._
        form = QFormLayout()
        form.setSpacing(t.SPACE_S)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form_rows = form
        form.addRow(_("Ballot"), self.form)
        self._choose_row = self._pair(self.low, _.context("vote", "to"), self.high)
        self._dots_row = self._pair(self.dots, _("on one:"), self.cap)
        form.addRow(_("Choices"), self._choose_row)
        form.addRow(_("Dots each"), self._dots_row)
        form.addRow(self.more)
        form.addRow(_.context("vote", "Chosen"), self.seats)
        form.addRow(_("Majority"), self.majority)
        form.addRow(_("Counted from"), self.base)
        form.addRow(_("Quorum"), self.quorum)
        form.addRow("", self.rule)
        form.addRow(_("Character"), self.character)
        form.addRow(_("Entitled"), self._pair(self.entitled, "", self.choose))
        form.addRow("", self.count)
        form.addRow(_("Secrecy"), self.secrecy)
        form.addRow("", self.secrecy_text)
        boxes = QVBoxLayout()
        boxes.setSpacing(0)
        for box in self.channels.values():
            boxes.addWidget(box)
        form.addRow(_("How to vote"), boxes)
        form.addRow("", self.shuffle)
        form.addRow("", self.pace)
        form.addRow("", self.take_quickest)
        form.addRow("", self.by_sector)
        return form

    def _combo(self, name: str, values: list[tuple[str, str]], chosen: Any) -> QComboBox:  # noqa: ANN401 - a slot
        combo = QComboBox()
        combo.setAccessibleName(name)
        combo.setMinimumContentsLength(6)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for value, text in values:
            combo.addItem(text, value)
        combo.activated.connect(lambda index: chosen(combo.itemData(index)))
        return combo

    def _spin(self, name: str) -> QSpinBox:
        spin = QSpinBox()
        spin.setRange(1, 99)
        ease(spin)
        spin.setAccessibleName(name)
        spin.setKeyboardTracking(False)
        return spin

    def _text(self) -> QLabel:
        label = QLabel()
        label.setWordWrap(True)
        label.setProperty("role", "secondary")
        return label

    def _pair(self, first: QWidget, between: str, second: QWidget) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(first, 1)
        if between:
            row.addWidget(QLabel(between))
        row.addWidget(second, 1 if isinstance(second, QSpinBox) else 0)
        return holder

    def _majorities(self) -> list[tuple[str, str]]:
        _ = self._
        names = {"simple": _("More for than against"), "absolute": _("More than half"), "two-thirds": _("Two thirds")}
        return [(value, names[value]) for value in _MAJORITIES]

    def _bases(self) -> list[tuple[str, str]]:
        _ = self._
        names = {"valid": _.context("vote", "valid votes"), "cast": _("all ballots cast"),
                 "present": _("those present"), "entitled": _("those entitled")}  # fmt: skip
        return [(value, names[value]) for value in _BASES]

    def _quorums(self) -> list[tuple[str, str]]:
        _ = self._
        names = {"none": _.context("quorum", "none"), "1/2": _("half of those entitled"),
                 "1/3": _("a third of those entitled"), "2/3": _("two thirds of those entitled")}  # fmt: skip
        return [(value, names[value]) for value in _QUORUMS]

    def _who(self) -> list[tuple[str, str]]:
        _ = self._
        names = {PRESENT: _("Everybody present"), "sectors": _("Chosen sectors"), "people": _("Chosen people"),
                 ENTITIES: _("One vote an entity")}  # fmt: skip
        return [(value, names[value]) for value in WHO]

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
        self._show_values(agreed)
        self._show_rows(agreed)
        _ = self._
        self.rule.setText(words.how(agreed, _) + " " + words.rule_line(agreed, _))
        said = words.secrecy(agreed, _)
        if agreed.sealed:
            said += " " + _("The key stays on this computer: if it is lost before the end, the vote is repeated.")
            said += " " + _("This holds against whoever has a copy of the file and against the moderator; "
                            "not against somebody who tampers with this computer during the vote.")  # fmt: skip
        self.secrecy_text.setText(said)
        voters = entitled.roll(self.context.lab.read, settings)
        self.count.setText(words.entitled(agreed, len(voters), _))
        self._show_pace(agreed, len(voters))

    def _show_pace(self, agreed: Terms, people: int) -> None:
        """Say how long each channel would take for those present, and offer the quickest."""
        _ = self._
        shown = bool(people and self._options)
        self.pace.setVisible(shown)
        self.take_quickest.setVisible(False)
        if not shown:
            return

        def name(channel: str) -> str:
            return words.channel("poster" if channel == HANDS and agreed.form_id == "dots" else channel, _)

        found = pace.seconds(agreed, self._options, people)
        listed = ", ".join(f"{name(channel)}: {words.minutes(value, _)}" for channel, value in found.items())
        self.pace.setText(_("For {n} people: {estimates}.", n=people, estimates=listed))
        self._quickest = pace.quickest(agreed, self._options, people)
        self.take_quickest.setText(_("Use the quickest: {channel}", channel=name(self._quickest)))
        self.take_quickest.setVisible(agreed.channels != (self._quickest,))

    def show_ready(self, problem: UserError | None) -> None:
        """Say what stands in the way of starting, or that nothing does."""
        _ = self._
        self.ready.setText(error_sentence(problem, _) if problem else _("Ready to start.") + self._remark())
        self.ready.setProperty("role", "warning" if problem else "good")
        restyle(self.ready)

    def _remark(self) -> str:
        """Say where a limit comes out lower than it was set."""
        agreed = read_terms(self._settings())
        fitted = agreed.form.fitted(agreed.limits, self._options)
        if fitted.get("max") == agreed.limits.get("max"):
            return ""
        return " " + self._.plural(
            "There is only {n} option to choose from.", "There are only {n} options: up to {n} can be chosen.",
            self._options,
        )  # fmt: skip

    def _show_values(self, agreed: Terms) -> None:
        limits, counting = agreed.limits, agreed.counting
        combos = ((self.form, agreed.form_id), (self.character, agreed.character), (self.secrecy, agreed.secrecy),
                  (self.entitled, agreed.entitled), (self.majority, counting.get("majority", "simple")),
                  (self.base, counting.get("base", "valid")),
                  (self.quorum, counting.get("quorum", "none")))  # fmt: skip
        for combo, value in combos:
            combo.setCurrentIndex(max(0, combo.findData(value)))
        spins = ((self.low, limits.get("min", 1)), (self.high, limits.get("max", 1)), (self.dots, limits.get("n", 1)),
                 (self.cap, limits.get("cap", 1)), (self.seats, int(counting.get("seats", "1"))))  # fmt: skip
        for spin, number in spins:
            if spin.value() != int(number):
                with QSignalBlocker(spin):
                    spin.setValue(int(number))
        self.low.setMinimum(0)
        for name, box in self.channels.items():
            box.setChecked(name in agreed.channels)
            box.setEnabled(name in UNSEEN or not agreed.sealed)
            if name == HANDS:
                box.setText(words.channel("poster" if agreed.form_id == "dots" else name, self._))
        self.by_sector.setChecked(agreed.show_sectors)
        self.shuffle.setChecked(agreed.shuffle)

    def _show_rows(self, agreed: Terms) -> None:
        motion = agreed.rule == "motion"
        shown = {
            self._choose_row: agreed.form_id == "choose",
            self._dots_row: agreed.form_id == "dots",
            self.seats: _has_seats(agreed.rule),
            self.majority: motion,
            self.base: motion and agreed.counting.get("majority", "simple") != "simple",
            self.quorum: motion,
            self.shuffle: BOOTH in agreed.channels,
            self.by_sector: agreed.secrecy != "secret",
        }
        self.more.show_terms(agreed)
        for widget, visible in shown.items():
            self._form_rows.setRowVisible(widget, visible)
        self.choose.setVisible(agreed.entitled != PRESENT)

    # --- gestures --------------------------------------------------------------------------------------------------
    def _settings(self) -> dict[str, Any]:
        return {**DEFAULTS, **agenda.activity(self.context.lab.read, self.activity_id).settings}

    def _set(self, **settings: Any) -> None:  # noqa: ANN401 - JSON
        def write(tx: Change) -> None:
            rounds.configure(tx, self.activity_id, **settings)

        self.context.run("vote.edit", write)

    def _form_chosen(self, value: str) -> None:
        if value != self._settings()["form"]:
            self._set(form=value)

    def _limit(self, name: str, value: int) -> None:
        now = read_terms(self._settings())
        limits = {**now.limits, name: value}
        if "min" in limits and limits["min"] > limits["max"]:
            limits["min" if name == "max" else "max"] = value
        if "cap" in limits and limits["cap"] > limits["n"]:
            limits["cap" if name == "n" else "n"] = value
        self._set(limits=limits)

    def _take_quickest(self) -> None:
        self._set(channels=[self._quickest])

    def _limits(self, found: dict[str, Any]) -> None:
        self._set(limits={**read_terms(self._settings()).limits, **found})

    def _counting(self, name: str, value: str) -> None:
        self._set(counting={**self._settings()["counting"], name: value})

    def _secrecy_chosen(self, value: str) -> None:
        if value == "open":
            self._set(secrecy=value)
        else:
            kept = [name for name in UNSEEN if name in self._settings()["channels"]]
            self._set(secrecy=value, channels=kept or [BOOTH])  # hands and the screen show how people vote

    def _channels_chosen(self) -> None:
        self._set(channels=[name for name, box in self.channels.items() if box.isChecked()])

    def _entitled_chosen(self, value: str) -> None:
        self._set(entitled=value)
        if value not in (PRESENT, ENTITIES):
            self.choose_entitled()

    def choose_entitled(self) -> None:
        """Tick sectors or people, or name delegates."""
        dialog = EntitledDialog(self.context, self._settings(), self)
        if dialog.exec() == EntitledDialog.DialogCode.Accepted:
            self._set(**dialog.chosen())


def _has_seats(rule: str) -> bool:
    """Whether one may say how many are chosen under this rule."""
    return rule in RULES and any(each.name == "seats" and each.maximum > 1 for each in RULES[rule].options)

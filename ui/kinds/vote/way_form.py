"""Rows of where people vote and what is kept of it: channels, secrecy, and how long each channel would take."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QPushButton, QVBoxLayout

from labapp.kinds.vote import figure_words, pace, words
from labapp.kinds.vote.terms import (
    BOOTH,
    BY_SECTOR,
    CHANNELS,
    HANDS,
    OPEN,
    PAPER,
    PERSON,
    SECRECIES,
    UNSEEN,
    Terms,
    weights,
)
from labapp.wording.translate import Translator
from ui.kinds.vote import fields


class WayRows(QObject):
    """Adds its rows to a form; a secret vote leaves only the channels nobody looks into."""

    settings_changed = Signal(dict)

    def __init__(self, _: Translator, form: QFormLayout, parent: QObject) -> None:
        super().__init__(parent)
        self._ = _
        self._form = form
        self._quickest = BOOTH
        self._kept: tuple[str, ...] = ()
        self._weight = PERSON
        secrecies = [(value, words.secrecy_name(value, _)) for value in SECRECIES]
        self.secrecy = fields.choice(_("Secrecy"), secrecies, self._secrecy_chosen)
        self.secrecy_text = fields.words()
        self.channels = {name: QCheckBox(words.channel(name, _)) for name in CHANNELS}
        for box in self.channels.values():
            box.clicked.connect(lambda _checked: self._channels_chosen())
        self.no_paper = fields.words()
        self.no_paper.setText(_("Paper ballots do not say which sector they come from."))
        self.no_hands = fields.words()
        self.no_hands.setText(_("This ballot cannot be counted by raised hands."))
        self.pace = fields.words()
        self.take_quickest = QPushButton()
        self.take_quickest.clicked.connect(lambda: self.settings_changed.emit({"channels": [self._quickest]}))
        self.shuffle = QCheckBox(_("Another order for every voter"))
        self.shuffle.setToolTip(_("At the booth. Numbers stay the same everywhere; only the order of the rows differs"))
        self.shuffle.clicked.connect(lambda checked: self.settings_changed.emit({"shuffle": checked}))

    def add_rows(self) -> None:
        """Add the rows: where to vote comes first, it is what people ask first."""
        _ = self._
        boxes = QVBoxLayout()
        boxes.setSpacing(0)
        for name, box in self.channels.items():
            boxes.addWidget(box)
            if name == PAPER:
                boxes.addWidget(self.no_paper)
        boxes.addWidget(self.no_hands)  # below them all: every box is seen without scrolling
        self._form.addRow(_("How to vote"), boxes)
        self._form.addRow(_("Secrecy"), self.secrecy)
        self._form.addRow(self.secrecy_text)
        self._form.addRow(self.pace)
        self._form.addRow(self.take_quickest)

    def add_shuffle(self) -> None:
        """Add the row of the booth's order."""
        self._form.addRow(self.shuffle)

    def show_terms(self, agreed: Terms, count: int, people: int) -> None:
        """Show the values for so many options and people."""
        _ = self._
        self._kept, self._weight = agreed.channels, agreed.weight
        fields.put(self.secrecy, agreed.secrecy)
        said = words.secrecy(agreed, _)
        if agreed.sealed:
            said += " " + _("The key stays on this computer: if it is lost before the end, the vote is repeated.")
            said += " " + _("This holds against whoever has a copy of the file and against the moderator; "
                            "not against somebody who tampers with this computer during the vote.")  # fmt: skip
        self.secrecy_text.setText(said)
        for name, box in self.channels.items():
            box.setChecked(name in agreed.channels)
            # what is ticked from before can always be taken off
            box.setEnabled(name in agreed.channels or name in _possible(agreed))
            box.setText(self._name(name, agreed))
            box.setMinimumWidth(box.sizeHint().width())  # else the end of a long name is cut on a small laptop
        self.no_paper.setVisible(agreed.secrecy == BY_SECTOR)
        self.no_hands.setVisible(agreed.secrecy == OPEN and not agreed.form.hand_answers)
        self.shuffle.setChecked(agreed.shuffle)
        self._form.setRowVisible(self.shuffle, BOOTH in agreed.channels)
        self._show_pace(agreed, count, people)

    def _show_pace(self, agreed: Terms, count: int, people: int) -> None:
        """Say how long each channel would take for those present, and offer the quickest."""
        _ = self._
        shown = bool(people and count)
        self._form.setRowVisible(self.pace, shown)
        self._form.setRowVisible(self.take_quickest, False)
        if not shown:
            return
        found = pace.seconds(agreed, count, people)
        listed = ", ".join(
            f"{_lower(self._name(name, agreed))} – {figure_words.minutes(n, _)}" for name, n in found.items()
        )
        said = _("For {n} people: {estimates}.", n=people, estimates=listed)
        if pace.booth_too_long(agreed, count, people):
            said += " " + _("At the booth it would take over ten minutes.")
        self.pace.setText(said)
        self._quickest = pace.quickest(agreed, count, people)
        self.take_quickest.setText(_("Use the quickest: {channel}", channel=_lower(self._name(self._quickest, agreed))))
        self._form.setRowVisible(self.take_quickest, agreed.channels != (self._quickest,))

    def _name(self, channel: str, agreed: Terms) -> str:
        return words.channel("poster" if channel == HANDS and agreed.form_id == "dots" else channel, self._)

    # --- gestures --------------------------------------------------------------------------------------------------
    def _secrecy_chosen(self, value: str) -> None:
        if value == OPEN:
            self.settings_changed.emit({"secrecy": value})
            return
        left = [name for name in _kept_secret(value) if name in self._kept] or [BOOTH]
        weight = self._weight if self._weight in weights(value) else PERSON  # by what is not kept nobody can weigh
        self.settings_changed.emit({"secrecy": value, "channels": left, "weight": weight})

    def _channels_chosen(self) -> None:
        self.settings_changed.emit({"channels": [name for name, box in self.channels.items() if box.isChecked()]})


def _lower(name: str) -> str:
    """Return a name as it stands within a sentence."""
    return name[:1].lower() + name[1:]


def _possible(agreed: Terms) -> Sequence[str]:
    """Return where one can vote: hands only where one answer at a time can be counted."""
    if agreed.secrecy != OPEN:
        return _kept_secret(agreed.secrecy)
    return [name for name in CHANNELS if name != HANDS or agreed.form.hand_answers]


def _kept_secret(secrecy: str) -> Sequence[str]:
    """Return where nobody looks on: hands and the screen show how people vote, paper does not say of which sector."""
    return (BOOTH,) if secrecy == BY_SECTOR else UNSEEN

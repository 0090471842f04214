"""The room check before people come: legibility, screens, clicker, sound, printer, power, second place; a verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QLabel, QPushButton, QWidget

from labapp.settings import Settings
from labapp.stage.legibility import LARGEST, can_be_read, smallest_text
from labapp.stage.scenes import TestCardScene
from labapp.stage.state import SMALLEST
from labapp.wording.translate import Translator
from ui.console import chime
from ui.console.form_dialog import FormDialog
from ui.console.room_clicker import ClickerTrial
from ui.console.stage_control import StageControl
from ui.context import Context
from ui.stage.awake import Power, read_power
from ui.stage.clicker import Clicker
from ui.stage.sample import notes_on_a_page
from ui.stage.screens import Choice, choose, describe, present
from ui.widgets.asking import ask
from ui.widgets.screen_room import screen_of
from ui.widgets.style import ease, restyle

_CARD = TestCardScene()


@dataclass(frozen=True)
class Finding:
    """One line of the check: what was found, and whether that is "good", a "warning", a "danger" or "secondary"."""

    words: str
    tone: str


def screens_finding(count: int, choice: Choice, _: Translator) -> Finding:
    """Judge the screens."""
    if choice.mirrored:
        return Finding(_("The screens show the same picture: the room would see this panel. Set “extend” instead of "
                         "“duplicate” in the system."), "danger")  # fmt: skip
    if choice.screen is None:
        return Finding(_("There is one screen only: connect the projector."), "warning")
    where = f"{choice.screen.model or choice.screen.name} {choice.screen.width}×{choice.screen.height}"
    return Finding(_.plural("{n} screen; the room sees {where}", "{n} screens; the room sees {where}", count,
                            where=where), "good")  # fmt: skip


def power_finding(power: Power, _: Translator) -> Finding:
    """Judge the power supply."""
    if power.plugged is False:
        return Finding(_("The computer runs on its battery: plug it in before the room notices."), "warning")
    if power.plugged is None:
        return Finding(_("the system does not say"), "secondary")  # not looked at is not a good sign
    return Finding(_("plugged in"), "good")


def printer_finding(names: Sequence[str], chosen: str, _: Translator) -> Finding:
    """Judge the printers; without one everything can still be saved as PDF."""
    if not names:
        return Finding(_("No printer: ballots and sheets can be saved as PDF and printed elsewhere."), "warning")
    return Finding(chosen or names[0], "good")


def printers() -> tuple[list[str], str]:
    """Ask the system for its printers and the one it prefers."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return list(QPrinterInfo.availablePrinterNames()), QPrinterInfo.defaultPrinterName()


class RoomCheck(FormDialog):
    """Everything that can be looked at is looked at; the last row, the sound and the clicker need somebody's word."""

    def __init__(
        self, context: Context, stage: StageControl, clicker: Clicker, settings: Settings,
        shortcuts: Mapping[str, str], parent: QWidget | None,
    ) -> None:  # fmt: skip
        """`shortcuts` name what each key of the console does, so that a clicker's key that collides can be named."""
        _ = context._
        note = _("Before people come: what the room will see, whether the last row can read it, and whether the "
                 "computer will last.")  # fmt: skip
        super().__init__(context, _("Room check"), _("Use these sizes"), parent, note)
        self._stage, self._settings = stage, settings
        self.findings: dict[str, Finding] = {}
        keys = ("legible", "screens", "clicker", "sound", "printer", "power", "copy")
        self._labels = {key: QLabel() for key in keys}
        for label in self._labels.values():
            label.setWordWrap(True)
        self.height_ = self._metres("room_height", _("Height of the picture"))
        self.row = self._metres("room_row", _("To the last row"))
        self._said = float(settings.get("room_smallest"))  # what the last row read from the test card, 0: nothing
        self._looked = bool(self._said)  # lengths nobody has put in say nothing of this room
        self.again = QPushButton(_("Look again"))
        self.again.clicked.connect(self.look)
        self.choose_place = QPushButton(_("Choose a place…"))
        self.choose_place.clicked.connect(self._lead_to_place)
        self.trial = ClickerTrial(clicker, settings, shortcuts, _)
        self.trial.told.connect(self._clicker_told)
        self.play = QPushButton(_("Play it"))
        self.play.clicked.connect(self._played)
        self._build()
        self._first_look()

    def _build(self) -> None:
        _ = self._
        for text, widget in (
            (_("Height of the picture"), self.height_), (_("To the last row"), self.row),
            (_("Test card"), self._card_row()), (_("Legibility"), self._labels["legible"]),
            (_("Screens"), self._beside(self.again, "screens")), (_("Clicker"), self._beside(self.trial, "clicker")),
            (_("Sound"), self._beside(self.play, "sound")), (_("Printer"), self._labels["printer"]),
            (_("Power"), self._labels["power"]), (_("Second place"), self._beside(self.choose_place, "copy")),
        ):  # fmt: skip
            self.form.addRow(text, widget)
        self.verdict = QLabel()
        self.verdict.setWordWrap(True)
        self.outer.insertWidget(self.outer.count() - 1, self.verdict)
        self.setMinimumWidth(620)
        self.accepted.connect(self._use)
        self.finished.connect(lambda _code: self._leave())

    def _beside(self, button: QPushButton, key: str) -> QWidget:
        button.setAutoDefault(False)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(button)
        row.addWidget(self._labels[key], 1)
        return box

    def _card_row(self) -> QWidget:
        """The card is stepped by the clicker or the two buttons; what the last row reads is said by one more."""
        _ = self._
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        self.card = QPushButton(_("Show it"))
        self.card.setCheckable(True)
        self.card.toggled.connect(self._show_card)
        self.larger, self.smaller = QPushButton(_("Larger")), QPushButton(_("Smaller"))
        self.reads = QPushButton(_("The last row reads this"))
        for button, step in ((self.larger, 1), (self.smaller, -1)):
            button.clicked.connect(lambda _on=False, by=step: self._step_card(by))
        self.reads.clicked.connect(self._read_aloud)
        for button in (self.card, self.larger, self.smaller, self.reads):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        return box

    def _metres(self, key: str, name: str) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        ease(box)
        box.setRange(0.3, 60)
        box.setSingleStep(0.5)
        box.setDecimals(1)
        box.setSuffix(" m")
        box.setValue(float(self._settings.get(key)))
        box.setAccessibleName(name)
        box.valueChanged.connect(lambda _value: self._measured())
        return box

    # --- what is found -----------------------------------------------------------------------------------------------
    def _first_look(self) -> None:
        _ = self._
        forward, back = self.trial.remembered()
        learnt = _("learnt earlier: forward {one}, back {two}; not tried today", one=forward, two=back)
        self._set("clicker", Finding(learnt if forward or back else _("not tried"), "warning"))
        self._set("sound", Finding(_("not tried"), "warning"))
        self._set("power", power_finding(read_power(), _))
        self._set("printer", printer_finding(*printers(), _))
        self.card.setChecked(self._stage.test_card is not None)
        self._enable_card()
        self.look()

    @property
    def smallest(self) -> float:
        """Return the smallest text that follows: what the last row has read, else what the two lengths ask for."""
        if self._said:
            return min(LARGEST, max(SMALLEST, self._said))
        return smallest_text(self.height_.value(), self.row.value())

    def look(self) -> None:
        """Look at everything that may have changed and give the verdict."""
        _ = self._
        parent: QWidget | None = self.parentWidget()
        own = describe(screen_of(parent)) if parent is not None else None
        listed = present()
        self._set("screens", screens_finding(len(listed), choose(listed, own), _))
        self._set("legible", self._legible())
        second = self.context.document.status().second
        self._set("copy", Finding(_("No second place yet: choose a stick or a folder."), "warning") if second is None
                  else Finding(str(second.path), "warning" if second.failure else "good"))  # fmt: skip
        tones = [found.tone for found in self.findings.values()]
        self._judge("danger" if "danger" in tones else "warning" if "warning" in tones else "good")

    def _legible(self) -> Finding:
        _ = self._
        size = round(1 / self.smallest)
        if self._said:
            words = _("Read from the last row; the smallest text will be 1/{n} of the picture's height.", n=size)
            return Finding(f"{words} {self._cost()}", "good")
        if not self._looked:
            words = _("Not measured yet: step through the test card with somebody in the last row, or put in the "
                      "lengths.")  # fmt: skip
            return Finding(words, "warning")
        if can_be_read(self.height_.value(), self.row.value()):
            words = _("The smallest text will be 1/{n} of the picture's height.", n=size)
            return Finding(f"{words} {self._cost()}", "good")
        return Finding(_("The last row is too far for this picture: a larger one is needed, or closer chairs."),
                       "danger")  # fmt: skip

    def _cost(self) -> str:
        """Say what larger letters cost: how many ideas still stand on one page of the room's screen."""
        window, _ = self._stage.window, self._
        cards = notes_on_a_page(self.smallest, (window.width(), window.height()), self._stage.state().language)
        return _.plural("A board will show about {n} card a page.", "A board will show about {n} cards a page.", cards)

    def _judge(self, tone: str) -> None:
        _ = self._
        words = {"good": _("The room is ready."), "warning": _("People may come, but look at what is marked."),
                 "danger": _("The room is not ready yet.")}  # fmt: skip
        self.verdict.setText(words[tone])
        self.verdict.setProperty("role", tone)
        restyle(self.verdict)

    def _set(self, key: str, found: Finding) -> None:
        self.findings[key] = found
        signs = {"good": "✓", "warning": "!", "danger": "✕", "secondary": "–"}
        self._labels[key].setText(f"{signs[found.tone]} {found.words}")
        self._labels[key].setProperty("role", found.tone)
        restyle(self._labels[key])

    # --- what needs somebody -----------------------------------------------------------------------------------------
    def _measured(self) -> None:
        """Lengths paced out anew count from now on, not what was read with other ones."""
        self._said, self._looked = 0.0, True
        self.look()

    def _show_card(self, on: bool) -> None:
        self._stage.test_card = (self._stage.test_card or 0) if on else None
        self._stage.changed()
        self._enable_card()

    def _enable_card(self) -> None:
        for button in (self.larger, self.smaller, self.reads):
            button.setEnabled(self.card.isChecked())

    def _step_card(self, by: int) -> None:
        now = self._stage.test_card or 0
        self._stage.test_card = max(0, min(len(_CARD.steps) - 1, now + by))
        self._stage.changed()

    def _read_aloud(self) -> None:
        self._said = _CARD.steps[(self._stage.test_card or 0) % len(_CARD.steps)]
        self.look()

    def _clicker_told(self, words: str, tone: str) -> None:
        self._set("clicker", Finding(words, tone))
        self.look()

    def _played(self) -> None:
        _ = self._
        self._set("sound", Finding(_("played: was it heard in the last row?"), "good") if chime.ring() else
                  Finding(_("this computer cannot play it"), "warning"))  # fmt: skip
        self.look()

    def _lead_to_place(self) -> None:
        """Choose the second place now, and see it here."""
        from ui.console.places_dialog import PlacesDialog

        ask(PlacesDialog(self.context, self))
        self.look()

    def _use(self) -> None:
        self._stage.smallest = self.smallest
        self._settings.put("room_smallest", self.smallest)
        self._settings.put("room_height", self.height_.value())
        self._settings.put("room_row", self.row.value())

    def _leave(self) -> None:
        self.trial.setChecked(False)
        self.card.setChecked(False)

"""The room check before people come: screens, legibility from the last row, clicker, power, second place; a verdict."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDoubleSpinBox, QFormLayout, QLabel, QPushButton, QWidget

from labapp.stage.legibility import can_be_read, smallest_text
from labapp.wording.translate import Translator
from ui.console.form_dialog import FormDialog
from ui.console.stage_control import StageControl
from ui.context import Context
from ui.stage.awake import Power, read_power
from ui.stage.clicker import Clicker
from ui.stage.screens import Choice, choose, describe, present
from ui.widgets.style import ease, restyle


@dataclass(frozen=True)
class Finding:
    """One line of the check: what was found, and whether it is "good", a "warning" or a "danger"."""

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
    return Finding(_("plugged in") if power.plugged else _("the system does not say"), "good")


class RoomCheck(FormDialog):
    """Everything that can be looked at is looked at; the two lengths and the clicker need a hand."""

    def __init__(self, context: Context, stage: StageControl, clicker: Clicker, parent: QWidget | None) -> None:
        _ = context._
        note = _("Before people come: what the room will see, whether the last row can read it, and whether the "
                 "computer will last.")  # fmt: skip
        super().__init__(context, _("Room check"), _("Use these sizes"), parent, note)
        self._stage, self._clicker = stage, clicker
        self.findings: dict[str, Finding] = {}
        self._labels = {key: QLabel() for key in ("screens", "legible", "clicker", "power", "copy")}
        for label in self._labels.values():
            label.setWordWrap(True)
        self.height_, self.row = self._metres(1.5, _("Height of the picture")), self._metres(8.0, _("To the last row"))
        self._learn = QPushButton(_("Press the clicker's buttons now"))
        self._learn.setCheckable(True)
        self._learn.setAutoDefault(False)
        self._learn.toggled.connect(self._learning)
        self._pressed: set[int] = set()
        form: QFormLayout = self.form
        form.addRow(_("Height of the picture"), self.height_)
        form.addRow(_("To the last row"), self.row)
        form.addRow(_("Legibility"), self._labels["legible"])
        form.addRow(_("Screens"), self._labels["screens"])
        form.addRow(_("Clicker"), self._learn)
        form.addRow("", self._labels["clicker"])
        form.addRow(_("Power"), self._labels["power"])
        form.addRow(_("Second place"), self._labels["copy"])
        self.verdict = QLabel()
        self.verdict.setWordWrap(True)
        self.outer.insertWidget(self.outer.count() - 1, self.verdict)
        self.accepted.connect(self._use)
        self.finished.connect(lambda _code: self._learning(False))
        self._set("clicker", Finding(_("not tried"), "warning"))
        self._set("power", power_finding(read_power(), _))
        self.look()

    def _metres(self, value: float, name: str) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        ease(box)
        box.setRange(0.3, 60)
        box.setSingleStep(0.5)
        box.setDecimals(1)
        box.setSuffix(" m")
        box.setValue(value)
        box.setAccessibleName(name)
        box.valueChanged.connect(lambda _value: self.look())
        return box

    # --- what is found -----------------------------------------------------------------------------------------------
    def look(self) -> None:
        """Look at everything again and give the verdict."""
        _ = self._
        parent: QWidget | None = self.parentWidget()
        own = parent.screen() if parent is not None else None
        listed = present()
        self._set("screens", screens_finding(len(listed), choose(listed, describe(own) if own else None), _))
        readable = can_be_read(self.height_.value(), self.row.value())
        size = round(1 / smallest_text(self.height_.value(), self.row.value()))
        self._set("legible", Finding(_("The smallest text will be 1/{n} of the picture's height.", n=size), "good")
                  if readable else Finding(_("The last row is too far for this picture: a larger one is needed, or "
                                             "closer chairs."), "danger"))  # fmt: skip
        second = self.context.document.status().second
        self._set("copy", Finding(_("No second place yet: choose a stick or a folder."), "warning") if second is None
                  else Finding(str(second.path), "warning" if second.failure else "good"))  # fmt: skip
        tones = [found.tone for found in self.findings.values()]
        self._judge("danger" if "danger" in tones else "warning" if "warning" in tones else "good")

    def _judge(self, tone: str) -> None:
        _ = self._
        words = {"good": _("The room is ready."), "warning": _("People may come, but look at what is marked."),
                 "danger": _("The room is not ready yet.")}  # fmt: skip
        self.verdict.setText(words[tone])
        self.verdict.setProperty("role", tone)
        restyle(self.verdict)

    def _set(self, key: str, found: Finding) -> None:
        self.findings[key] = found
        signs = {"good": "✓", "warning": "!", "danger": "✕"}
        self._labels[key].setText(f"{signs[found.tone]} {found.words}")
        self._labels[key].setProperty("role", found.tone)
        restyle(self._labels[key])

    # --- the clicker -------------------------------------------------------------------------------------------------
    def _learning(self, on: bool) -> None:
        app = QApplication.instance()
        if app is None:
            return
        self._clicker.enabled = not on
        if on:
            self._pressed.clear()
            app.installEventFilter(self)
        else:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Catch what the clicker sends while it is tried; Esc and Tab stay with the window."""
        if not self._learn.isChecked() or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab) or not watched.isWidgetType():
            return False
        self._pressed.add(event.key())
        both = {Qt.Key.Key_PageUp.value, Qt.Key.Key_PageDown.value} <= self._pressed
        self._set("clicker", Finding(self._("forward and back arrive"), "good") if both else
                  Finding(self._("one button arrived, now the other"), "warning"))  # fmt: skip
        self.look()
        if both:
            self._learn.setChecked(False)
        return True

    def _use(self) -> None:
        self._stage.smallest = smallest_text(self.height_.value(), self.row.value())
        self._stage.changed()

"""Settings of one board: what cards are called, whose voice they keep, covering, what dots and axes mean."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from labapp.kinds.board import layouts
from labapp.kinds.board.kind import Board
from labapp.kinds.board.voices import NOBODY
from labapp.model import agenda
from labapp.model.agenda import Activity
from labapp.wording.nouns import NOUNS
from labapp.wording.translate import Translator
from ui.context import Context
from ui.widgets.asking import ask
from ui.widgets.scrolled import Scrolled, fit_screen
from ui.widgets.style import px, text_scale


def settings_dialog(parent: QWidget, context: Context, activity: Activity) -> None:
    """Ask, and write what was chosen; keys this version does not know are kept."""
    dialog = SettingsDialog(Board().upgrade(activity.settings), context._, parent)
    if ask(dialog):
        chosen = {**activity.settings, **dialog.value()}
        context.run("activity.settings", lambda tx: agenda.edit_activity(tx, activity.id, settings=chosen))


class SettingsDialog(QDialog):
    """One form; the words of the axes can be written only when they are one's own."""

    def __init__(self, settings: dict[str, Any], _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self.setWindowTitle(_("Board settings"))
        self.setMinimumWidth(px(460, min(text_scale(), 1.3)))
        self.nouns = _combo({code: word.many(_) for code, word in NOUNS.items()}, settings["noun"])
        voices = {"nobody": _("nobody's"), "sector": _("the sector's"), "person": _("the person's"),
                  "table": _("the table's, and in which round")}  # fmt: skip
        self.voices = _combo(voices, settings["attribution"])
        self.turns = QCheckBox(_("One after another"))
        self.turns_hint = QLabel(_("After each card the line goes on to the next voice."))
        self.turns_hint.setProperty("role", "secondary")
        self.turns_hint.setWordWrap(True)
        self.turns.setChecked(bool(settings["turns"]))
        self.voices.currentIndexChanged.connect(lambda index: self._voices_chosen())
        self.covered = QCheckBox(_("Collect covered: the room sees only how many there are"))
        self.covered.setChecked(bool(settings["covered"]))
        self.dots = QLineEdit(", ".join(str(text) for text in settings["dots"]))
        self.dots.setPlaceholderText(_("important, urgent"))
        self.on_stage = QCheckBox(_("Show marks to the room"))
        self.on_stage.setChecked(bool(settings["marks_on_stage"]))
        names = {"impact": _("Impact and effort"), "visionary": _("Visionary and realistic"), "own": _("Own words")}
        self.axes = _combo(names, settings["axes"])
        now = layouts.axes(settings)
        self.words = [QLineEdit(_(text) if text else "") for text in (now.across, now.down, *now.corners)]
        self.axes.currentIndexChanged.connect(lambda index: self._axes_chosen())
        self._build()
        self._axes_chosen()
        self._voices_chosen()

    def value(self) -> dict[str, Any]:
        """Return the settings chosen."""
        across, down, *corners = [line.text().strip() for line in self.words]
        own = {"across": across, "down": down, "corners": corners}
        return {
            "noun": self.nouns.currentData(),
            "attribution": self.voices.currentData(),
            "turns": self.turns.isChecked() and self.turns.isEnabled(),
            "covered": self.covered.isChecked(),
            "dots": [text.strip() for text in self.dots.text().split(",") if text.strip()][:5],
            "marks_on_stage": self.on_stage.isChecked(),
            "axes": self.axes.currentData(),
            **({"own_axes": own} if self.axes.currentData() == "own" else {}),
        }

    def showEvent(self, event: QShowEvent) -> None:
        """Take the room the form wants, as far as the screen has it."""
        fit_screen(self)
        super().showEvent(event)

    def _voices_chosen(self) -> None:
        self.turns.setEnabled(self.voices.currentData() != NOBODY)

    def _axes_chosen(self) -> None:
        code = self.axes.currentData()
        preset = layouts.PRESETS.get(code)
        names = (preset.across, preset.down, *preset.corners) if preset is not None else ()
        for line, text in zip(self.words, names, strict=False):
            line.setText(self._(text))
        for line in self.words:  # a set that is known needs no six lines that cannot be written in
            self._form.setRowVisible(line, preset is None)
        if self.isVisible():
            fit_screen(self)

    def _build(self) -> None:
        _ = self._
        form = self._form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(_("Cards are called"), self.nouns)
        form.addRow(_("A card keeps whose voice it is"), self.voices)
        form.addRow(self.turns)
        form.addRow(self.turns_hint)
        form.addRow(self.covered)
        form.addRow(_("What dots mean, with commas"), self.dots)
        form.addRow(self.on_stage)
        form.addRow(_("Axes of the matrix"), self.axes)
        labels = (_("Across"), _("Upwards"), _("Top left"), _("Top right"), _("Bottom left"), _("Bottom right"))
        for label, line in zip(labels, self.words, strict=True):
            line.setMaxLength(60)
            form.addRow(label, line)
        hint = QLabel(_("People's names never reach the stage, whatever is chosen."))
        hint.setProperty("role", "secondary")
        hint.setWordWrap(True)
        buttons = QDialogButtonBox()
        save = buttons.addButton(_("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        save.setProperty("variant", "primary")
        save.setDefault(True)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(Scrolled(form), 1)
        layout.addWidget(hint)
        layout.addWidget(buttons)


def _combo(options: dict[str, str], chosen: object) -> QComboBox:
    box = QComboBox()
    for code, name in options.items():
        box.addItem(name, code)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box

"""Rows of a ballot's limits, form by form: how many choices, dots, steps, grades, how much money."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QSpinBox, QWidget

from labapp.kinds.vote.forms.budget import ZLOTY, currency, typed
from labapp.kinds.vote.terms import Terms
from labapp.wording.translate import Translator
from ui import theme as t
from ui.kinds.vote.fields import choice, number, pair, put, put_number, room_for

_LEVELS = ("1", "3/4", "2/3", "1/2")


class LimitRows(QObject):
    """Adds its rows to a form; only those of the present form of ballot are shown."""

    limits_changed = Signal(dict)
    counting_changed = Signal(dict)

    def __init__(self, _: Translator, form: QFormLayout, parent: QObject) -> None:
        super().__init__(parent)
        self._ = _
        self._form = form
        self._shown: dict[str, list[QWidget]] = {}
        self.spins: dict[str, QSpinBox] = {}
        self._lines: dict[str, QLineEdit] = {}
        self._combos: dict[str, QComboBox] = {}
        self._build_simple()
        self._build()

    # --- building --------------------------------------------------------------------------------------------------
    def _build_simple(self) -> None:
        _ = self._
        low, high = self._number("choose.min", _("At least"), 0, 99), self._number("choose.max", _("At most"), 1, 99)
        self._row("choose", _("Choices"), pair(low, _.context("vote", "to"), high))
        dots, cap = (
            self._number("dots.n", _("Dots each"), 1, 99),
            self._number("dots.cap", _("At most on one option"), 1, 99),
        )
        self._row("dots", _("Dots each"), pair(dots, _("on one:"), cap))

    def _build(self) -> None:
        _ = self._
        self._spin("score", _("Lowest grade"), "low", 0, 99)
        self._spin("score", _("Highest grade"), "high", 1, 100)
        self._line("score", _("Criteria"), "criteria", _("for example: impact = 2, cost = 1"), self._criteria)
        self._spin("ranking", _("Places to rank"), "max", 0, 99)
        self._combo("agreement", _("Steps"), "steps", [(str(n), str(n)) for n in (5, 7, 8)], self._steps)
        self._spin("agreement", _("Support up to step"), "support", 1, 7)
        blocks = [("binds", _("a block stops it")), ("counts", _("a block counts as no support"))]
        self._combo("agreement", _("The last step"), "block", blocks, lambda v: self._limit("block", v))
        levels = [(level, _("everybody") if level == "1" else level) for level in _LEVELS]
        self._combo("agreement", _("Support needed"), "level", levels,
                    lambda v: self.counting_changed.emit({"level": v}))  # fmt: skip
        for form in ("score", "agreement"):
            self._line(form, _("Words of the scale"), "words", _("separated by commas, from the first step"),
                       lambda text: self._limit("words", _parts(text)))  # fmt: skip
        self.reasons = QCheckBox(_("Low marks may say why"))
        self.reasons.clicked.connect(lambda on: self._limit("reasons", on))
        self._row("agreement", "", self.reasons)
        ways = [("choose", _("Choose within the sum")), ("points", _("Points"))]
        self._combo("budget", _("Way"), "way", ways, lambda v: self._limit("way", v))
        total = self._field("budget.sum", _("for example 50,000"), lambda text: self._limit("sum", self._typed(text)))
        money = self._field("budget.currency", "PLN", lambda text: self._limit("currency", currency(text)))
        total.setAccessibleName(_("Sum to share out"))
        money.setAccessibleName(_("Currency"))
        money.setToolTip(_("The currency: zł, or a code of three letters such as EUR"))
        money.setMaximumWidth(money.minimumWidth() + t.SPACE_L)
        self._row("budget", _("Sum to share out"), pair(total, "", money))
        self._spin("budget", _("Options each"), "max", 0, 99).setSpecialValueText(_("as many as wanted"))
        self._spin("budget", _("Points each"), "n", 1, 100)
        self._spin("budget", _("At most on one option"), "cap", 1, 100)

    def _row(self, form: str, name: str, widget: QWidget) -> None:
        widget.setAccessibleName(widget.accessibleName() or name)
        if name:
            self._form.addRow(name, widget)
        else:
            self._form.addRow(widget)
        self._shown.setdefault(form, []).append(widget)

    def _number(self, key: str, name: str, low: int, high: int) -> QSpinBox:
        limit = key.partition(".")[2]
        self.spins[key] = number(name, low, high, lambda value: self._limit(limit, value))
        return self.spins[key]

    def _spin(self, form: str, name: str, key: str, low: int, high: int) -> QSpinBox:
        spin = self._number(f"{form}.{key}", name, low, high)
        self._row(form, name, spin)
        return spin

    def _line(self, form: str, name: str, key: str, hint: str, kept: Callable[[str], None]) -> None:
        self._row(form, name, self._field(f"{form}.{key}", hint, kept))

    def _field(self, key: str, hint: str, kept: Callable[[str], None]) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(hint)
        line.setMinimumWidth(room_for(line, hint) + t.SPACE_M)

        def finish() -> None:
            if line.isModified():
                line.setModified(False)  # once: a vote that is open by the time the cursor leaves refuses changes
                kept(line.text())

        line.editingFinished.connect(finish)
        self._lines[key] = line
        return line

    def keep_typed(self) -> None:
        """Keep the words that are still being typed."""
        for line in self._lines.values():
            line.editingFinished.emit()

    def _typed(self, text: str) -> str:
        return typed(text, currency(self._lines["budget.currency"].text())) or text.strip()

    def _combo(
        self, form: str, name: str, key: str, values: list[tuple[str, str]], kept: Callable[[str], None]
    ) -> None:
        combo = choice(name, values, kept)
        self._row(form, name, combo)
        self._combos[f"{form}.{key}"] = combo

    # --- gestures --------------------------------------------------------------------------------------------------
    def _limit(self, key: str, value: Any) -> None:  # noqa: ANN401 - JSON
        self.limits_changed.emit({key: value})

    def _steps(self, value: str) -> None:
        steps = int(value)
        self.limits_changed.emit({"steps": steps, "support": steps // 2, "words": []})

    def _criteria(self, text: str) -> None:
        pairs = [part.partition("=") for part in _parts(text)]
        names = [name.strip() for name, _equals, _weight in pairs] or [""]
        weights = [weight.strip() or "1" for _name, _equals, weight in pairs]
        weighed = any(equals for _name, equals, _weight in pairs)
        self.limits_changed.emit({"criteria": names, "weights": weights if weighed else []})

    # --- showing ---------------------------------------------------------------------------------------------------
    def show_terms(self, agreed: Terms) -> None:
        """Show the values of the present form and hide the rows of the others."""
        limits = agreed.limits
        for form, widgets in self._shown.items():
            for widget in widgets:
                self._form.setRowVisible(widget, form == agreed.form_id)
        places, all_of_them = self.spins["ranking.max"], agreed.rule != "nominal-group"
        with QSignalBlocker(places):  # the sheet of a nominal group has so many places and no more
            places.setMinimum(0 if all_of_them else 1)
            places.setSpecialValueText(self._("all") if all_of_them else "")
        for name, spin in self.spins.items():
            form, _dot, key = name.partition(".")
            if form == agreed.form_id:
                put_number(spin, int(limits[key]))
        for name, line in self._lines.items():
            form, _dot, key = name.partition(".")
            if form == agreed.form_id and not line.hasFocus():
                line.setText(_text(key, limits))
                line.setCursorPosition(0)  # a long list shows its beginning
        for name, combo in self._combos.items():
            form, _dot, key = name.partition(".")
            if form == agreed.form_id:
                put(combo, agreed.counting.get("level", "1") if key == "level" else str(limits[key]))
        self.reasons.setChecked(bool(limits.get("reasons")))
        points = limits.get("way") == "points"
        if agreed.form_id == "budget":
            for key, visible in (("n", points), ("cap", points), ("max", not points)):
                self._form.setRowVisible(self.spins[f"budget.{key}"], visible)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _text(key: str, limits: dict[str, Any]) -> str:
    if key == "criteria":
        weights = limits["weights"]
        names = [f"{name} = {weights[at]}" if weights else name for at, name in enumerate(limits["criteria"])]
        return ", ".join(name for name in names if name)
    value = limits[key]
    if key == "currency" and value == ZLOTY:
        return "zł"
    return ", ".join(value) if isinstance(value, list | tuple) else str(value)

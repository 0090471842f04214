"""By when, as people say it: a day, a month, a quarter, a half-year, or an event with a name."""

from __future__ import annotations

from datetime import date

from babel.dates import get_month_names
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QLineEdit, QSpinBox, QStackedWidget, QWidget

from labapp.wording import due as dues
from labapp.wording.translate import Translator
from ui.widgets.calendar import open_calendar
from ui.widgets.day_format import day_format
from ui.widgets.style import ease


class DueEdit(QWidget):
    """A choice of period and the field that fits it; `value` is what the plan keeps."""

    def __init__(self, kind: str, due: str, today: date, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._kind = QComboBox()
        names = (_("no date"), _("a day"), _("a month"), _("a quarter"), _("a half-year"), _("an event"))
        for code, name in zip(dues.KINDS, names, strict=True):
            self._kind.addItem(name, code)
        self._kind.setAccessibleName(_("Kind of date"))
        self._day = QDateEdit(QDate(today.year, today.month, today.day).addMonths(1))
        open_calendar(self._day)
        self._day.setDisplayFormat(day_format(_))
        self._event = QLineEdit()
        self._event.setPlaceholderText(_("e.g. adoption of the budget"))
        self._part = QComboBox()
        self._year = QSpinBox()
        ease(self._year)
        ease(self._day)
        self._year.setRange(2000, 2100)
        self._year.setValue(today.year)
        for box in (self._day, self._year):
            ease(box)
        self._months = [name for _number, name in sorted(get_month_names("wide", "stand-alone", _.language).items())]
        self._fields = QStackedWidget()
        self._build()
        self._set(kind, due)

    def value(self) -> tuple[str, str]:
        """Return the kind and the due text."""
        kind, year, part = self._kind.currentData(), self._year.value(), self._part.currentIndex() + 1
        texts = {
            "none": "",
            "day": self._day.date().toString("yyyy-MM-dd"),
            "month": f"{year}-{part:02d}",
            "quarter": f"{year}-Q{part}",
            "half": f"{year}-H{part}",
            "event": self._event.text().strip(),
        }
        return (kind, texts[kind]) if texts[kind] else ("none", "")

    def _build(self) -> None:
        period = QWidget()
        row = QHBoxLayout(period)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._part, 1)
        row.addWidget(self._year)
        for widget in (QWidget(), self._day, period, self._event):
            self._fields.addWidget(widget)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._kind)
        layout.addWidget(self._fields, 1)
        self._kind.currentIndexChanged.connect(self._show)

    def _show(self) -> None:
        kind = self._kind.currentData()
        parts = {"month": self._months, "quarter": ["I", "II", "III", "IV"], "half": ["I", "II"]}.get(kind, [])
        self._part.clear()
        self._part.addItems(parts)
        self._part.setCurrentIndex((self._today.month - 1) * len(parts) // 12)  # the period that runs, not a past one
        self._fields.setCurrentIndex({"none": 0, "day": 1, "event": 3}.get(kind, 2))

    def _set(self, kind: str, due: str) -> None:
        self._kind.setCurrentIndex(max(0, self._kind.findData(kind)))
        self._show()
        if kind == "day":
            self._day.setDate(QDate.fromString(due, "yyyy-MM-dd"))
        elif kind in ("month", "quarter", "half"):
            self._year.setValue(int(due[:4]))
            self._part.setCurrentIndex(int(due[-2:] if kind == "month" else due[-1]) - 1)
        elif kind == "event":
            self._event.setText(due)

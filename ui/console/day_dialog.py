"""Date and hour of a day; the times of its points are computed from them."""

from __future__ import annotations

from PySide6.QtCore import QDate, QTime
from PySide6.QtWidgets import QCheckBox, QDateEdit, QHBoxLayout, QLineEdit, QTimeEdit, QWidget

from labapp.model import agenda
from ui.console.form_dialog import FormDialog
from ui.context import Context
from ui.widgets.day_format import day_format
from ui.widgets.style import ease


class DayDialog(FormDialog):
    """The date may stay open until it is known."""

    def __init__(self, context: Context, day_id: str, parent: QWidget | None) -> None:
        _ = context._
        super().__init__(context, _("Date and hour of the day"), _("Save"), parent)
        day = next(item for item in agenda.days(context.lab.read) if item.id == day_id)
        self._known = QCheckBox(_("the date is known"))
        self._known.setChecked(bool(day.date))
        self._date = QDateEdit()
        self._date.setDisplayFormat(day_format(_))
        self._date.setDate(QDate.fromString(day.date, "yyyy-MM-dd") if day.date else QDate.currentDate())
        self._date.setEnabled(bool(day.date))
        self._date.setAccessibleName(_("Date"))
        self._known.toggled.connect(self._date.setEnabled)
        row = QHBoxLayout()
        row.addWidget(self._date)
        row.addWidget(self._known)
        row.addStretch(1)
        self._start = QTimeEdit(QTime.fromString(day.start, "HH:mm"))
        self._start.setDisplayFormat("HH:mm")
        ease(self._start)
        ease(self._date)
        self._title = QLineEdit(day.title)
        self._title.setPlaceholderText(_("optional"))
        self.form.addRow(_("Date"), row)
        begin = QHBoxLayout()
        begin.addWidget(self._start)
        begin.addStretch(1)
        self._start.setAccessibleName(_("We begin at"))
        self.form.addRow(_("We begin at"), begin)
        self.form.addRow(_("Title of the day"), self._title)

    def values(self) -> dict[str, str]:
        """Return the columns of the day."""
        return {
            "date": self._date.date().toString("yyyy-MM-dd") if self._known.isChecked() else "",
            "start": self._start.time().toString("HH:mm"),
            "title": self._title.text().strip(),
        }

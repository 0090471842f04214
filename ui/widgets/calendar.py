"""The calendar that opens from a date: Qt's own paints weekends red, cuts the days' names, and has black arrows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit

_WEEKEND = (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)


def open_calendar(edit: QDateEdit) -> QCalendarWidget:
    """Let a date be chosen from a calendar too, and return the calendar; its colours are in the style sheet."""
    edit.setCalendarPopup(True)
    calendar = edit.calendarWidget()
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
    for day in _WEEKEND:
        calendar.setWeekdayTextFormat(day, QTextCharFormat())
    return calendar

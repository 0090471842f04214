"""The agenda looked through before the day: what does not fit, what leaves nothing behind, how long without a break."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from labapp.kinds.registry import KINDS
from labapp.model import agenda, people, rhythm
from labapp.model.agenda import Activity, Day
from labapp.model.rhythm import Finding
from labapp.wording.translate import Translator
from ui import theme as t
from ui.console.clock import pace_of, paper_of
from ui.context import Context
from ui.theme import Token
from ui.widgets.icons import icon_pixmap
from ui.widgets.style import ease

_MIDNIGHT = "24:00"
_GRAVE = ("fixed", "needed", "day-over")


class AgendaCheckDialog(QDialog):
    """A list of sentences; choosing one shows its point. The end of each day is set here too."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context = context
        self._ = context._
        _ = self._
        self.setWindowTitle(_("Check of the agenda"))
        self.setMinimumSize(640, 400)
        layout = QVBoxLayout(self)
        layout.setSpacing(t.SPACE_M)
        ends = QGridLayout()
        ends.setSpacing(t.SPACE_S)
        ends.setColumnStretch(2, 1)
        for number, day in enumerate(agenda.days(context.lab.read), 1):
            for column, widget in enumerate(self._end_of(day, number)):
                ends.addWidget(widget, number, column)
        layout.addLayout(ends)
        self._list = QListWidget()
        self._list.setAccessibleName(_("What to look at"))
        self._list.setWordWrap(True)
        self._list.itemActivated.connect(self._go)
        layout.addWidget(self._list, 1)
        self._now = QLabel()
        self._now.setWordWrap(True)
        self._now.setProperty("role", "secondary")
        layout.addWidget(self._now)
        buttons = QDialogButtonBox()
        self.show_point = buttons.addButton(_("Show the point"), QDialogButtonBox.ButtonRole.ActionRole)
        self.show_point.setAutoDefault(False)
        self.show_point.clicked.connect(lambda: self._go(self._list.currentItem()))
        self._list.currentItemChanged.connect(lambda item, _before: self._offer(item))
        buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.refresh()
        self._list.setFocus()

    @property
    def sentences(self) -> list[str]:
        """Return what is told, line by line."""
        return [self._list.item(row).text() for row in range(self._list.count())]

    def refresh(self) -> None:
        """Look again."""
        _, read = self._, self._context.lab.read
        self._list.clear()
        found = rhythm.check(paper_of(self._context.lab), _rests, _idle, rhythm.ends(read))
        for finding in found:
            grave = finding.code in _GRAVE
            item = QListWidgetItem(finding_words(self._context, finding))
            token = Token.DANGER if grave else Token.WARNING
            item.setIcon(icon_pixmap("circle-alert" if grave else "triangle-alert", self._context.theme.hex(token)))
            item.setData(Qt.ItemDataRole.UserRole, finding.activity)
            self._list.addItem(item)
        if not found:
            item = QListWidgetItem(_("Everything fits; every point leaves something behind."))
            item.setIcon(icon_pixmap("circle-check", self._context.theme.hex(Token.GOOD)))
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._offer(self._list.currentItem())
        self._now.setText(shortened_words(self._context))
        self._now.setVisible(bool(self._now.text()))

    def _end_of(self, day: Day, number: int) -> tuple[QCheckBox, QTimeEdit]:
        _ = self._
        kept = rhythm.ends(self._context.lab.read).get(day.id, "")
        known = QCheckBox(_("Day {n} must be over at", n=number))
        known.setChecked(bool(kept))
        clock = QTimeEdit(QTime.fromString(kept or "15:00", "HH:mm"))
        clock.setDisplayFormat("HH:mm")
        clock.setAccessibleName(known.text())
        clock.setEnabled(bool(kept))
        ease(clock)

        def keep() -> None:
            clock.setEnabled(known.isChecked())
            wanted = clock.time().toString("HH:mm") if known.isChecked() else ""
            if wanted != rhythm.ends(self._context.lab.read).get(day.id, ""):
                self._context.run("day.end", lambda tx: rhythm.set_end(tx, day.id, wanted))
                self.refresh()

        known.toggled.connect(keep)
        clock.editingFinished.connect(keep)
        return known, clock

    def _offer(self, item: QListWidgetItem | None) -> None:
        self.show_point.setEnabled(item is not None and bool(item.data(Qt.ItemDataRole.UserRole)))

    def _go(self, item: QListWidgetItem | None) -> None:
        activity = str(item.data(Qt.ItemDataRole.UserRole) or "") if item is not None else ""
        if activity:
            self.accept()
            self._context.signals.go_to.emit(activity)


def finding_words(context: Context, finding: Finding) -> str:
    """Return a finding as a sentence."""
    _, read = context._, context.lab.read
    title = agenda.activity(read, finding.activity).title if finding.activity else ""
    words = {"title": title, "n": finding.minutes, "since": finding.since, "until": finding.until}
    if finding.code == "fixed":
        return _("“{title}” starts exactly at {until}, but what comes before takes {n} min longer.", **words)
    if finding.code == "needed":
        needs = agenda.activity(read, finding.activity).needs
        who = people.participant(read, needs).name if needs else ""
        return _("“{title}” ends {n} min after {who} leaves ({until}).", who=who or _("somebody"), **words)
    if finding.code == "gap":
        return _("{n} min of waiting before “{title}” ({until}).", **words)
    if finding.code == "idle":
        return _("“{title}” takes {n} min and leaves nothing behind.", **words)
    if finding.code == "no-break":
        return _("No break for {length}: from {since} to {until}.", length=length_words(finding.minutes, _), **words)
    if finding.until == _MIDNIGHT:
        return _("The day ends at {time} the next day.", time=f"{finding.minutes // 60}:{finding.minutes % 60:02}")
    return _("The day ends {n} min after {until}.", **words)


def length_words(minutes: int, _: Translator) -> str:
    """Return a length as people say it: 2 h 40 min."""
    hours, rest = divmod(minutes, 60)
    parts = [_("{n} h", n=hours)] if hours else []
    return " ".join([*parts, _("{n} min", n=rest)] if rest or not hours else parts)


def shortened_words(context: Context) -> str:
    """Return which points a delay has shortened by itself; empty when none."""
    read = context.lab.read
    parts = []
    for ident, minutes in pace_of(context.lab).shortened.items():
        point = agenda.activity(read, ident)
        parts.append(f"{point.title} {point.minutes} → {minutes}")
    return context._("Shortened now, to catch up: {points}.", points="; ".join(parts)) if parts else ""


def _rests(activity: Activity) -> bool:
    kind = KINDS.get(activity.kind)
    return kind is not None and kind.rests(activity)


def _idle(activity: Activity) -> bool:
    kind = KINDS.get(activity.kind)
    return kind is not None and kind.idle(activity)

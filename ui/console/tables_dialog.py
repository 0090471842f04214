"""Stoliki: dividing those present among tables and rounds, who sits where, latecomers, sheets, the room's screen."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from labapp.changes import Change, ChangeSet
from labapp.content.nodes import Document
from labapp.errors import UserError
from labapp.jobs import Progress
from labapp.model import agenda, cafe, groups, people
from labapp.model.seating.divide import Seating, seat_job
from labapp.model.seating.values import Pair
from labapp.report import sheets
from labapp.report.write import write
from labapp.wording.errors import error_sentence
from ui import theme as t
from ui.console.stage_control import StageControl
from ui.console.tables_course import CourseRow
from ui.console.tables_parts import SeatList, TableList, icon_button, quiet
from ui.console.tables_told import told
from ui.console.tables_wishes import WishList
from ui.context import Context
from ui.jobs import Work
from ui.widgets.style import ease, restyle

_MOST_TABLES, _MOST_ROUNDS = 60, 12
_USUAL_ROUNDS = 3
_FEWEST = 4  # people who can sit at two tables


def write_sheets(job: tuple[Document, Path], progress: Progress) -> Path:
    """Write the sheets in the pool."""
    document, out = job
    write(document, out, progress.step)
    return out


class TablesDialog(QDialog):
    """The tables of one activity; redraws from the document, so undo and a second gesture show at once."""

    def __init__(
        self, context: Context, activity: str, stage: StageControl, parent: QWidget | None,
        go_on: Callable[[], object],
    ) -> None:  # fmt: skip
        """`go_on` is the console's next step at the tables."""
        super().__init__(parent)
        self._context = context
        self._ = context._
        self.activity = activity
        self._stage = stage
        self._work: Work | None = None
        self._open_tables = -1
        title = agenda.activity(context.lab.read, activity).title
        self.setWindowTitle(self._("Tables: {activity}", activity=title))
        self.resize(920, 560)
        layout = QVBoxLayout(self)
        layout.setSpacing(t.SPACE_S)
        layout.addLayout(self._head())
        self.said = quiet()
        layout.addWidget(self.said)
        layout.addWidget(self._tabs(), 1)
        self.course = CourseRow(context, activity, go_on)
        layout.addWidget(self.course)
        layout.addLayout(self._foot())
        self._end = context.lab.subscribe(self._changed)
        self.finished.connect(lambda _code: self._let_go())
        self.setModal(False)  # the day goes on meanwhile: people come, cards are written
        self.refresh()
        (self.course.step if self._begun else self.divide).setFocus()

    # --- putting together --------------------------------------------------------------------------------------------
    def _head(self) -> QHBoxLayout:
        _ = self._
        plan = groups.plan(self._context.lab.read, self.activity)
        open_ = sum(1 for table in plan.tables if not table.closed)
        self._count = self._spin(_("Number of tables"), open_ or self._proposed(), _MOST_TABLES)
        rounds = len(plan.rounds) or min(_USUAL_ROUNDS, self._count.value())
        self._rounds = self._spin(_("Number of rounds"), rounds, _MOST_ROUNDS)
        self.divide = QPushButton()
        self.divide.setProperty("variant", "primary")
        self.divide.setDefault(True)
        self.divide.clicked.connect(self.begin)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress of dividing"))
        self._bar.hide()
        self.stop = icon_button(self._context, "x", _("Stop dividing"), self.stop_dividing)
        self.stop.hide()
        row = QHBoxLayout()
        row.setSpacing(t.SPACE_S)
        for label, box in ((_("Tables"), self._count), (_("Rounds"), self._rounds)):
            row.addWidget(QLabel(label))
            row.addWidget(box)
        row.addWidget(self.divide)
        row.addWidget(self._bar, 1)
        row.addWidget(self.stop)
        row.addStretch(1)
        return row

    def _spin(self, name: str, value: int, most: int) -> QSpinBox:
        box = QSpinBox()
        ease(box)
        box.setRange(1, most)
        box.setValue(value)
        box.setAccessibleName(name)
        return box

    def _proposed(self) -> int:
        """Five or six at a table talk well; one table alone is no division."""
        here = len(people.present(self._context.lab.read))
        return max(2 if here >= _FEWEST else 1, min(_MOST_TABLES, round(here / 5.5)))

    def _tabs(self) -> QTabWidget:
        _ = self._
        context = self._context
        self.tables, self.seats, self.wishes = TableList(context), SeatList(context), WishList(context)
        self.wishes.changed.connect(self._wished)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, t.SPACE_S, 0, 0)
        column.addWidget(self.tables, 1)
        row = QHBoxLayout()
        row.addWidget(icon_button(self._context, "plus", _("Open a table"), self.open_table))
        self.close_chosen = icon_button(self._context, "x", _("Close the chosen table"), self.close_table)
        self.tables.itemSelectionChanged.connect(self._offer_closing)
        row.addWidget(self.close_chosen)
        row.addStretch(1)
        column.addLayout(row)
        tabs = QTabWidget()
        tabs.addTab(page, _("Tables"))
        tabs.addTab(self.seats, _("Who sits where"))
        tabs.addTab(self.wishes, _("Apart and together"))
        tabs.setTabToolTip(2, self.wishes.about)
        return tabs

    def _offer_closing(self) -> None:
        self.close_chosen.setEnabled(bool(self.tables.chosen))

    def _foot(self) -> QHBoxLayout:
        _ = self._
        self._turn = self._spin(_("Round going on"), 1, _MOST_ROUNDS)
        self._turn.valueChanged.connect(self._turned)
        self.late = icon_button(self._context, "user-plus", "", self.seat_late)
        self.shown = icon_button(self._context, "projector", _("Show the room"), self.show_room)
        self.shown.setCheckable(True)
        self.print = icon_button(self._context, "printer", _("Sheets…"), self.ask_sheets)
        self._names = QCheckBox(_("with names"))
        self._names.setToolTip(_("Sheets lie where everybody reads them: by default they carry codes alone."))
        close = icon_button(self._context, "check", _("Close"), self.reject)
        row = QHBoxLayout()
        row.setSpacing(t.SPACE_S)
        self._turn_label = QLabel(_("Round going on"))
        row.addWidget(self._turn_label)
        row.addWidget(self._turn)
        for widget in (self.late, self.shown):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._names)
        for widget in (self.print, close):
            row.addWidget(widget)
        return row

    # --- what is shown -----------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Show the document as it is."""
        _, read = self._, self._context.lab.read
        plan = groups.plan(read, self.activity)
        here = people.present(read)
        self.tables.fill(plan, here)
        self.seats.fill(plan)
        self.wishes.fill(plan, people.participants(read))
        self.course.refresh(plan)
        self._lead(len(here))
        open_ = sum(1 for table in plan.tables if not table.closed)
        if open_ and open_ != self._open_tables:  # opened and closed ones count too when they are divided anew
            self._count.setValue(open_)
        self._open_tables = open_
        self.divide.setEnabled(bool(here) and self._work is None)
        for widget in (self._turn_label, self._turn):
            widget.setVisible(bool(plan.rounds))
        self._offer_closing()
        self._turn.blockSignals(True)
        self._turn.setMaximum(max(1, len(plan.rounds)))
        self._turn.setValue(plan.now + 1)
        self._turn.blockSignals(False)
        late = groups.unseated(read, self.activity)
        self.late.setText(_.plural("Seat {n} latecomer", "Seat {n} latecomers", len(late)))
        self.late.setVisible(bool(late))
        self.late.setToolTip(_("Nobody else changes their place."))
        self.shown.setChecked(self._stage.tables == self.activity)
        for button in (self.shown, self.print):
            button.setEnabled(bool(plan.rounds))
        self._say(*told(self._context, self.activity, plan, len(here)))

    @property
    def _begun(self) -> bool:
        return cafe.course(self._context.lab.read, self.activity).begun

    def _lead(self, here: int) -> None:
        """Give Enter to what comes next: once people sit and work, dividing them anew is nothing to do by mistake."""
        _, begun = self._, self._begun
        said = _.plural("Divide {n} person", "Divide {n} people", here)
        self.divide.setText(_("{what} anew", what=said) if begun else said)
        for button, leads in ((self.divide, not begun), (self.course.step, begun)):
            button.setDefault(leads)
            button.setProperty("variant", "primary" if leads else "")
            restyle(button)

    def _say(self, text: str, role: str) -> None:
        self.said.setText(text)
        self.said.setProperty("role", role)
        restyle(self.said)

    def _changed(self, changes: ChangeSet) -> None:
        if changes.touches("groups", "seats", "lab", "participants", "presence", "sectors"):
            self.refresh()

    # --- gestures ----------------------------------------------------------------------------------------------------
    def begin(self) -> None:
        """Divide those present, beside the window; what was is kept until the new seating is there."""
        count, rounds = self._count.value(), self._rounds.value()
        request = groups.request(self._context.lab.read, self.activity, count, rounds, secrets.randbelow(1_000_000))
        self.divide.setEnabled(False)
        self._bar.setRange(0, 0)
        self._bar.show()
        self.stop.show()
        self._work = self._context.jobs.start(seat_job, request, self._divided, self._failed)
        self._work.progressed.connect(self._progressed)
        self._work.ended.connect(self._ended)

    def _progressed(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _divided(self, made: Seating) -> None:
        seated = sum(len(table) for table in made.rounds[0])
        name = self._("Table {n}", n="{n}")

        def write(tx: Change) -> None:
            # only now, whatever was opened or closed meanwhile: who stops the dividing keeps tables and seats
            groups.set_count(tx, self.activity, len(made.rounds[0]), name)
            groups.keep(tx, self.activity, made.rounds)

        self._context.run("tables.divide", write, n=seated)

    def _failed(self, problem: UserError) -> None:
        self._say(error_sentence(problem, self._), "danger")

    def _ended(self) -> None:
        self._work = None
        self._bar.hide()
        self.stop.hide()
        self.divide.setEnabled(True)

    def stop_dividing(self) -> None:
        """Leave the seating as it was."""
        if self._work is not None:
            self._work.cancel()

    def _run(self, code: str, operation: Callable[..., object]) -> None:
        self._context.run(code, operation)

    def open_table(self) -> None:
        """Open one more table now."""
        names = {table.name for table in groups.tables(self._context.lab.read, self.activity)}
        name = next(word for n in range(1, len(names) + 2) if (word := self._("Table {n}", n=n)) not in names)
        self._run("tables.open", lambda tx: groups.open_table(tx, self.activity, name))

    def close_table(self) -> None:
        """Close the chosen table now."""
        chosen = self.tables.chosen
        if chosen:
            self._run("tables.close", lambda tx: groups.close_table(tx, chosen))

    def seat_late(self) -> None:
        """Give latecomers a chair."""
        count = len(groups.unseated(self._context.lab.read, self.activity))
        self._context.run("tables.late", lambda tx: groups.seat_latecomers(tx, self.activity), n=count)

    def _wished(self, apart: list[Pair], together: list[Pair]) -> None:
        self._run("tables.wishes", lambda tx: groups.set_wishes(tx, self.activity, apart, together))

    def _turned(self, turn: int) -> None:
        self._run("tables.round", lambda tx: groups.set_round(tx, self.activity, turn - 1))

    def show_room(self) -> None:
        """Show the room who sits where, or what runs again."""
        self._stage.show_tables("" if self._stage.tables == self.activity else self.activity)
        self.shown.setChecked(self._stage.tables == self.activity)

    # --- sheets ------------------------------------------------------------------------------------------------------
    def ask_sheets(self) -> None:
        """Ask where to put the sheets and write them."""
        place, word = self._context.document.path, self._("tables")
        proposed = place.with_name(f"{place.stem} – {word}.pdf")
        name, _kind = QFileDialog.getSaveFileName(self, self._("Sheets for the tables"), str(proposed), "PDF (*.pdf)")
        if name:
            self.write_to(Path(name).with_suffix(".pdf"))

    def write_to(self, out: Path) -> None:
        """Write the sheets, one page a table, beside the window; open them to be printed."""
        with self._context.lab.reading() as read:
            document = sheets.build(read, self.activity, self._, names=self._names.isChecked())
        self.print.setEnabled(False)
        self._context.jobs.start(write_sheets, (document, out), self._written, self._failed).ended.connect(
            lambda: self.print.setEnabled(True)
        )

    def _written(self, path: Path) -> None:
        self._say(self._("The sheets are ready: {file}", file=path.name), "good")
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _let_go(self) -> None:
        if self._work is not None:
            self._work.cancel()
        self._end()

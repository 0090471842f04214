"""The row of the tables dialog that leads through the work: time of a round, time of a report, the next step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSpinBox, QWidget

from labapp.model import cafe
from labapp.model.cafe import Course, Step
from labapp.model.groups import Plan
from labapp.wording.translate import Translator
from ui import theme as t
from ui.console.actions import tip
from ui.context import Context
from ui.widgets.icons import icon
from ui.widgets.style import ease

_KEY = "Ctrl+Shift+T"


def step_words(step: Step | None, plan: Plan, _: Translator) -> str:
    """Say what the next step will do."""
    if step is None:
        return _("Rounds and reports are over")
    if step.what == "round":
        return _("Begin round {n}", n=step.number + 1)
    if step.what == "report":
        return _("Reports: {table}", table=cafe.reporting(plan)[step.number].name)
    return _("End the reports")


class CourseRow(QWidget):
    """Writes times as they are changed; the step is the console's own action, so key and button are one thing."""

    def __init__(
        self, context: Context, activity: str, go_on: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._, self._activity = context, context._, activity
        _ = self._
        self.round_ = self._minutes(_("Minutes of a round"), 120)
        self.report = self._minutes(_("Minutes of a report"), 30)
        self.step = QPushButton(icon("skip-forward", context.theme), "")
        self.again = QPushButton(icon("undo-2", context.theme), _("Begin again"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(t.SPACE_S)
        for label, box in ((_("A round lasts"), self.round_), (_("A report lasts"), self.report)):
            row.addWidget(QLabel(label))
            row.addWidget(box)
        for button, handler in ((self.step, go_on), (self.again, self._begin_again)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, does=handler: does())
            row.addWidget(button)
        row.addStretch(1)

    def _minutes(self, name: str, most: int) -> QSpinBox:
        box = QSpinBox()
        ease(box)
        box.setRange(0, most)
        box.setKeyboardTracking(False)  # "20" is one gesture, not 2 and then 20
        box.setSuffix(" " + self._("min"))
        box.setSpecialValueText(self._("no timer"))
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.valueChanged.connect(lambda _value: self._timed())
        return box

    def refresh(self, plan: Plan) -> None:
        """Show the document as it is."""
        now: Course = cafe.course(self._context.lab.read, self._activity)
        for box, value in ((self.round_, now.round_minutes), (self.report, now.report_minutes)):
            box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(False)
        following = cafe.following(plan, now)
        words = step_words(following, plan, self._)
        self.step.setText(words.replace("&", "&&"))
        self.step.setToolTip(tip(words, _KEY))
        self.step.setEnabled(following is not None)
        self.step.setVisible(bool(plan.rounds))
        self.again.setVisible(now.begun)

    def _timed(self) -> None:
        minutes, report = self.round_.value(), self.report.value()
        self._context.run("tables.times", lambda tx: cafe.set_times(tx, self._activity, minutes, report))

    def _begin_again(self) -> None:
        self._context.run("tables.again", lambda tx: cafe.begin_again(tx, self._activity))

"""Who a point cannot do without, and until when that person is here: one row of the point's form."""

from __future__ import annotations

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QTimeEdit

from labapp.model import people
from labapp.model.agenda import Activity
from ui import theme as t
from ui.context import Context
from ui.widgets.style import ease


class NeedsRow(QHBoxLayout):
    """A person and an hour; nobody by default."""

    def __init__(self, context: Context, known: Activity | None) -> None:
        super().__init__()
        _ = context._
        self.setSpacing(t.SPACE_S)
        needs = known.needs if known is not None else None
        until = known.needs_until if known is not None else ""
        self.person = QComboBox()
        self.person.setAccessibleName(_("Person without whom this cannot run"))
        self.person.setToolTip(_("Person without whom this cannot run"))
        self.person.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.person.addItem(_("nobody in particular"), None)
        for person in people.still(people.participants(context.lab.read, retired=True), needs):
            self.person.addItem(f"{person.code} {person.name}".strip(), person.id)
        self.person.setCurrentIndex(max(0, self.person.findData(needs)))
        self.leaves = QCheckBox(_("until"))
        self.leaves.setChecked(bool(until))
        self.until = QTimeEdit(QTime.fromString(until or "14:00", "HH:mm"))
        self.until.setDisplayFormat("HH:mm")
        self.until.setAccessibleName(_("Until when that person is here"))
        ease(self.until)
        self.person.currentIndexChanged.connect(self._enable)
        self.leaves.toggled.connect(self._enable)
        self.addWidget(self.person, 1)
        self.addWidget(self.leaves)
        self.addWidget(self.until)
        self._enable()

    def _enable(self) -> None:
        somebody = self.person.currentData() is not None
        self.leaves.setEnabled(somebody)
        self.until.setEnabled(somebody and self.leaves.isChecked())

    def values(self) -> dict[str, str | None]:
        """Return columns of the activity."""
        return {
            "needs": self.person.currentData(),
            "needs_until": self.until.time().toString("HH:mm") if self.until.isEnabled() else "",
        }

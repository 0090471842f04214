"""Who should sit apart or together: the third list of the tables dialog."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from labapp.model.groups import Plan
from labapp.model.people import Participant
from labapp.model.seating.values import Pair
from ui import theme as t
from ui.console.tables_parts import ID, called, plain_button, quiet
from ui.context import Context
from ui.theme import Theme
from ui.widgets.emptiness import paint_empty


class _Rows(QListWidget):
    """The wishes; without any it says what that means."""

    def __init__(self, empty: str, theme: Theme) -> None:
        super().__init__()
        self._empty, self._theme = empty, theme

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say that nothing is wished."""
        super().paintEvent(event)
        paint_empty(self, self._empty, self._theme)


class WishList(QWidget):
    """Pairs who should sit apart or together; kept at once, used at the next dividing."""

    changed = Signal(object, object)  # apart, together

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = context._
        _ = self._
        self._apart: list[Pair] = []
        self._together: list[Pair] = []
        self._one, self._two = QComboBox(), QComboBox()
        row = QHBoxLayout()
        row.setSpacing(t.SPACE_S)
        for box, name in ((self._one, _("First person")), (self._two, _("Second person"))):
            box.setAccessibleName(name)
            row.addWidget(box, 1)
        for text, handler in ((_("Apart"), self.put_apart), (_("Together"), self.put_together)):
            row.addWidget(plain_button(text, handler))
        self.about = _("Two people who should never share a table, or always. It counts from the next dividing on; a "
                       "wish that cannot be kept is marked.")  # fmt: skip
        self._list = _Rows(_("No wishes yet: anybody may sit with anybody."), context.theme)
        self._list.setAccessibleName(_("Who sits apart or together"))
        remove = plain_button(_("Remove"), self.remove)
        remove.setEnabled(False)
        self._list.currentRowChanged.connect(lambda row: remove.setEnabled(row >= 0))
        layout = QVBoxLayout(self)
        layout.addWidget(quiet(self.about))
        layout.addLayout(row)
        layout.addWidget(self._list, 1)
        foot = QHBoxLayout()
        foot.addWidget(remove)
        foot.addStretch(1)
        layout.addLayout(foot)

    def fill(self, plan: Plan, listed: list[Participant]) -> None:
        """Show the wishes; those nobody can keep say so."""
        _ = self._
        names = {person.id: called(person) for person in listed}
        self._apart, self._together = list(plan.apart), list(plan.together)
        for box in (self._one, self._two):
            kept = box.currentData()
            box.clear()
            for person in listed:
                box.addItem(called(person), person.id)
            box.setCurrentIndex(box.findData(kept))
        self._list.clear()
        quality = plan.quality
        broken = {*quality.apart, *quality.together} if plan.rounds else set()
        for kind, pair in [*(("apart", p) for p in plan.apart), *(("together", p) for p in plan.together)]:
            if pair[0] not in names or pair[1] not in names:
                continue
            one, two = names[pair[0]], names[pair[1]]
            apart = kind == "apart"
            text = _("{one} and {two}: apart", one=one, two=two) if apart else _(
                "{one} and {two}: together", one=one, two=two
            )
            item = QListWidgetItem(_("{wish} – not kept", wish=text) if pair in broken else text)
            item.setData(ID, (*pair, kind))
            self._list.addItem(item)

    def put_apart(self) -> None:
        """The two chosen sit apart."""
        self._add(self._apart)

    def put_together(self) -> None:
        """The two chosen sit together."""
        self._add(self._together)

    def choose(self, one: str, two: str) -> None:
        """Choose two people."""
        self._one.setCurrentIndex(self._one.findData(one))
        self._two.setCurrentIndex(self._two.findData(two))

    def remove(self) -> None:
        """Forget the chosen wish."""
        item = self._list.currentItem()
        if item is not None:
            one, two, kind = item.data(ID)
            pairs = self._apart if kind == "apart" else self._together
            pairs.remove((one, two))
            self.changed.emit(self._apart, self._together)

    def _add(self, pairs: list[Pair]) -> None:
        one, two = self._one.currentData(), self._two.currentData()
        known = {frozenset(pair) for pair in (*self._apart, *self._together)}
        if one and two and one != two and frozenset((one, two)) not in known:
            pairs.append((str(one), str(two)))
            self.changed.emit(self._apart, self._together)

"""Sectors side by side on the console: figures with bars in each one's colour, gaps, common ground, and in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from labapp.counting.sector_support import GRADE, PLACE
from labapp.kinds.vote import sector_words
from labapp.kinds.vote.cells import Cell
from labapp.kinds.vote.result import Bar, Result
from labapp.model.people import Sector
from labapp.wording.translate import Translator
from ui import theme as t
from ui.kinds.base import PageAction
from ui.theme import Theme, sector_pair
from ui.widgets.flow_row import FlowRow
from ui.widgets.icons import icon
from ui.widgets.layouts import clear
from ui.widgets.marks import sector_icon

RESULT, GAP, GROUND = "result", "gap", "ground"
_BAR = t.SPACE_XS


@dataclass(frozen=True)
class _Sides:
    """What the sectors are called and drawn as."""

    names: Mapping[str, str]
    looks: Mapping[str, str]

    def marks(self, cell: Cell) -> list[str]:
        """Return a cell's marks: several where small sectors are counted together."""
        return [self.looks.get(sector, "I") for sector in cell.sectors]


class SectorTable(QWidget):
    """Shown to the moderator where a result has sectors: in the result's order, by gap, or by common ground."""

    def __init__(self, theme: Theme, _: Translator) -> None:
        super().__init__()
        self._theme = theme
        self._ = _
        self._found: Result | None = None
        self._sides = _Sides({}, {})
        self._order = RESULT
        self._offered: PageAction | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(t.SPACE_S)
        title = _label(_("Sectors side by side"), "section")
        layout.addWidget(title)
        layout.addLayout(self._orders())
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(t.SPACE_M)
        layout.addLayout(self._grid)
        self.merged = _label("", "secondary")
        self.said = _label("")
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self.merged)
        layout.addWidget(self.said)
        layout.addWidget(_label(_("If one sector alone had voted"), "secondary"))
        self._alone = QGridLayout()
        self._alone.setColumnStretch(1, 1)
        layout.addLayout(self._alone)

    def _orders(self) -> FlowRow:
        _ = self._
        row = FlowRow()
        self.orders: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        names = {RESULT: _("As in the result"), GAP: _("Largest gap first"), GROUND: _("Common ground first")}
        for order, text in names.items():
            button = QPushButton(text)
            button.setCheckable(True)
            button.setChecked(order == self._order)
            button.setProperty("variant", "toggle")
            button.clicked.connect(lambda _on, chosen=order: self.sort(chosen))
            group.addButton(button)
            row.addWidget(button)
            self.orders[order] = button
        self.orders[GROUND].setToolTip(_("By the lowest support in any sector: what all of them can live with"))
        self.room = QPushButton()
        self.room.clicked.connect(lambda: self._offered.trigger() if self._offered is not None else None)
        self.room.hide()
        row.addWidget(self.room)
        return row

    def offer(self, action: PageAction | None) -> None:
        """Offer to show the room what sectors have in common, once it has seen the result."""
        self._offered = action if action is not None and action.enabled else None
        self.room.setVisible(self._offered is not None)
        if self._offered is not None:
            self.room.setText(self._offered.text)
            self.room.setIcon(icon(self._offered.icon, self._theme))

    def show_result(self, found: Result, sectors: Sequence[Sector]) -> None:
        """Show a result's sectors, or nothing where it has none."""
        _ = self._
        self._found = found
        self._sides = _Sides({s.id: s.name for s in sectors}, {s.id: s.look for s in sectors})
        self.setVisible(bool(found.by_sector))
        for button in self.orders.values():
            button.setVisible(found.between is not None)
        n = found.round.terms.minimum_cell
        self.merged.setText(_("Sectors with fewer than {n} votes are counted together.", n=n))
        self.merged.setVisible(any(len(cell.sectors) > 1 for cell in found.by_sector))
        said = sector_words.sentences(found, self._sides.names, _)
        self.said.setText("\n".join(f"• {line}" for line in said))
        self.said.setVisible(bool(said))
        self._fill_alone(found)
        self._fill()

    def sort(self, order: str) -> None:
        """Put the options in another order; what the room sees does not change."""
        self._order = order
        self._fill()

    # --- the rows --------------------------------------------------------------------------------------------------
    def _fill(self) -> None:
        clear(self._grid)
        found = self._found
        if found is None or not found.by_sector:
            return
        _ = self._
        self._row(0, [*map(self._head, found.by_sector), *self._last(_("Gap"))])
        arranged: dict[str, Callable[[Result], list[Bar]]] = {
            GAP: sector_words.by_gap, GROUND: sector_words.by_ground,
        }  # fmt: skip
        bars = arranged[self._order](found) if self._order in arranged else list(found.bars)
        for number, bar in enumerate(bars):
            self._over(1 + 2 * number, _label(f"{bar.choice.number}.  {bar.choice.title}"))
            self._row(2 + 2 * number, self._figures(bar, found))
        voted = [_label(sector_words.turnout(cell, _), "secondary") for cell in found.by_sector]
        self._over(1 + 2 * len(bars), _label(_("Voted"), "secondary"))
        self._row(2 + 2 * len(bars), voted)
        for column in range(len(found.by_sector)):
            self._grid.setColumnStretch(column, 1)

    def _row(self, row: int, widgets: Sequence[QWidget]) -> None:
        for column, widget in enumerate(widgets):
            self._grid.addWidget(widget, row, column)

    def _over(self, row: int, label: QLabel) -> None:
        """Put words over the figures they belong to: beside five sectors a small laptop leaves them no width."""
        self._grid.addWidget(label, row, 0, 1, -1)

    def _last(self, gap: str) -> list[QWidget]:
        """Return the head of the last column: the gap, or the lowest support where the rows are ordered by it."""
        if self._found is None or self._found.between is None:
            return []
        _, unit = self._, self._found.between.scale.unit
        lowest = {GRADE: _.context("grade", "Lowest"), PLACE: _.context("place", "Worst")}.get(unit, _("Lowest"))
        return [_label(lowest if self._order == GROUND else gap, "secondary")]

    def _figures(self, bar: Bar, found: Result) -> list[QWidget]:
        _ = self._
        top = found.between.top if found.between is not None else 1
        made: list[QWidget] = []
        for cell in found.by_sector:
            colour = self._theme.ink(sector_pair(self._sides.marks(cell)[0]))
            said = sector_words.figure(cell, bar, found, _)
            made.append(_Figure(said, float(cell.support.get(bar.choice.id, 0) / top), colour))
        if found.between is not None:
            say = sector_words.lowest if self._order == GROUND else sector_words.distance
            made.append(_label(say(found, bar.choice.id, _)))
        return made

    def _head(self, cell: Cell) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._marks(cell))
        column.addWidget(_label(sector_words.name(cell.sectors, self._sides.names, self._), "secondary"))
        column.addStretch(1)
        return holder

    def _marks(self, cell: Cell) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(t.SPACE_XS)
        for mark in self._sides.marks(cell):
            shape = QLabel()
            shape.setPixmap(sector_icon(mark, self._theme).pixmap(16, 16))
            row.addWidget(shape)
        row.addStretch(1)
        return row

    def _fill_alone(self, found: Result) -> None:
        clear(self._alone)
        for number, cell in enumerate(found.by_sector):
            holder = QWidget()
            holder.setLayout(self._marks(cell))
            self._alone.addWidget(holder, number, 0, Qt.AlignmentFlag.AlignTop)
            self._alone.addWidget(_label(sector_words.alone(cell, found, self._sides.names, self._)), number, 1)


class _Figure(QLabel):
    """A figure over a thin bar as long as its share."""

    def __init__(self, text: str, share: float, colour: QColor) -> None:
        super().__init__(text)
        self._share = share
        self._colour = colour
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setContentsMargins(0, 0, 0, 2 * _BAR)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar below the words."""
        super().paintEvent(event)
        if not self._share:
            return
        painter = QPainter(self)
        words = self.fontMetrics().boundingRect(self.rect(), int(Qt.TextFlag.TextWordWrap), self.text())
        long = max(1, round(self.width() * self._share))
        painter.fillRect(QRect(0, words.height() + _BAR // 2, long, _BAR), self._colour)
        painter.end()


def _label(text: str, role: str = "") -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    if role:
        label.setProperty("role", role)
    return label

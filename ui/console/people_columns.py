"""How wide the columns of the list of participants are: names get the room, a narrow list shows sectors by letter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget

from labapp.model.people import Sector
from ui import theme as t
from ui.theme import Theme
from ui.widgets.layouts import cell
from ui.widgets.marks import sector_icon
from ui.widgets.style import px

HERE, CODE, NAME, ENTITY, SECTOR, ROLE = range(6)
_WORDS = Qt.ItemDataRole.UserRole + 1  # of a sector: its letter and its name
_WIDTHS = {HERE: 32, CODE: 56, ROLE: 96}  # px at 100 %
_LETTER = 64  # of a sector
_NAMED_SHARE = 0.3  # at most of the list for the longest name of a sector; where that is cut, all show their letters
_ROOMY = 680  # px at 100 %: from here on sectors are named
_ROLE_NARROW = 92
_TIGHT = 560  # px at 100 %: below it roles, nearly all alike, leave their room to organisations
_NAME, _NAMES_FIRST = 160, 0.65  # a name has this much first, or most of what there is
_NAMES = 0.45  # the part of the remaining room for names; the rest is for organisations


class PeopleColumns(QObject):
    """Measures a table anew whenever its width changes."""

    def __init__(self, table: QTableWidget) -> None:
        super().__init__(table)
        self._table = table
        self._roomy = False  # whether sectors are named
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setMinimumSectionSize(24)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.viewport().installEventFilter(self)

    @property
    def _scale(self) -> float:
        return self._table.font().pixelSize() / t.CONSOLE_BODY

    def _named(self) -> int:
        """Return how wide the longest name of a sector is with its shape."""
        words = {item.data(_WORDS)[1] for row in range(self._table.rowCount())
                 if (item := cell(self._table, row, SECTOR)).data(_WORDS)}  # fmt: skip
        widest = max((self._table.fontMetrics().horizontalAdvance(name) for name in words), default=0)
        beside = self._table.iconSize().width() if self._table.iconSize().isValid() else t.ICON_BOX
        return max(px(_LETTER, self._scale), widest + beside + px(2 * t.SPACE_M, self._scale))

    def measure(self) -> None:
        """Share the width out."""
        head, scale = self._table.horizontalHeader(), self._scale
        widths = {column: px(width, scale) for column, width in _WIDTHS.items()}
        whole = self._table.viewport().width()
        named = self._named()
        self._roomy = roomy = whole >= px(_ROOMY, scale) and named <= _NAMED_SHARE * whole
        widths[SECTOR] = named if roomy else px(_LETTER, scale)
        tight = whole < px(_TIGHT, scale)
        head.setSectionHidden(ROLE, tight)
        if tight:
            del widths[ROLE]
        elif not roomy:
            widths[ROLE] = px(_ROLE_NARROW, scale)
        rest = max(0, whole - sum(widths.values()))
        widths[NAME] = self._for_names(rest, scale)
        widths[ENTITY] = rest - widths[NAME]
        for column, width in widths.items():
            head.resizeSection(column, width)
        for row in range(self._table.rowCount()):
            self._say(row)

    def _for_names(self, rest: int, scale: float) -> int:
        """Names get what they need where organisations leave it, else their share."""
        share = max(round(rest * _NAMES), min(px(_NAME, scale), round(rest * _NAMES_FIRST)))
        head = self._table.horizontalHeader()
        names, others = (max(self._table.sizeHintForColumn(column), head.sectionSizeHint(column)) + t.SPACE_M
                         for column in (NAME, ENTITY))  # fmt: skip
        if names + others <= rest:
            return max(names, min(share, rest - others))
        return min(names, max(share, rest - others))  # short names, or none, leave the room to organisations

    def show_sector(self, row: int, sector: Sector, theme: Theme) -> None:
        """Put a sector into its cell: shape and letter, or shape and name."""
        item = cell(self._table, row, SECTOR)
        item.setIcon(sector_icon(sector.look, theme))
        item.setData(_WORDS, (sector.letter, sector.name))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, sector.name)
        self._say(row)

    def _say(self, row: int) -> None:
        item = cell(self._table, row, SECTOR)
        words = item.data(_WORDS)
        if words:
            item.setText(str(words[self._roomy]))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the width."""
        if event.type() is QEvent.Type.Resize:
            self.measure()
        return super().eventFilter(watched, event)

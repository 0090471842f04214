"""Rows of a vote by sector: how few may be counted on their own, and which sectors that puts together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFormLayout

from labapp.kinds.vote import entitled, sector_words
from labapp.kinds.vote.entitled import Voter
from labapp.kinds.vote.terms import BY_SECTOR, Terms
from labapp.wording.translate import Translator
from ui.kinds.vote import fields

LEAST, MOST = 3, 20


class CellRows(QObject):
    """Adds its rows to a form; seen only where votes are counted by sector."""

    settings_changed = Signal(dict)

    def __init__(self, _: Translator, form: QFormLayout, parent: QObject) -> None:
        super().__init__(parent)
        self._ = _
        self._form = form
        name = _("Smallest group")
        self.least = fields.number(name, LEAST, MOST, lambda n: self.settings_changed.emit({"minimum_cell": n}))
        self.least.setToolTip(_("A sector with fewer people takes the next smallest along, before the start and again "
                                "by who came to vote"))  # fmt: skip
        self.together = fields.words()
        form.addRow(name, self.least)
        form.addRow(self.together)

    def show_terms(self, agreed: Terms, voters: Sequence[Voter], names: Mapping[str, str]) -> None:
        """Show the number, and which sectors would be counted together if the vote began now."""
        _ = self._
        shown = agreed.secrecy == BY_SECTOR
        self._form.setRowVisible(self.least, shown)
        self._form.setRowVisible(self.together, shown and bool(voters))
        if not shown:
            return
        fields.put_number(self.least, agreed.minimum_cell)
        cells = entitled.cells_before(voters, agreed.minimum_cell)
        if len(cells) == 1:
            self.together.setText(_("Too few people for sectors: all of them are counted together."))
            return
        told = [f"{sector_words.name(tuple(sorted(sectors, key=lambda s: names.get(s, ''))), names, _)} ({n})"
                for sectors, n in cells]  # fmt: skip
        self.together.setText(_("Counted separately: {groups}.", groups=", ".join(told)))

"""Figures by sector on the console: options down, sectors across, how many voted below."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from labapp.kinds.vote.result import Result
from labapp.kinds.vote.section import cell_name, cell_score
from labapp.wording.translate import Translator
from ui import theme as t
from ui.widgets.layouts import clear


class SectorTable(QWidget):
    """Shown where a result has sectors and they do not stand beside the bars already."""

    def __init__(self, _: Translator) -> None:
        super().__init__()
        self._ = _
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(t.SPACE_S)
        title = QLabel(_("By sector"))
        title.setProperty("role", "section")
        layout.addWidget(title)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(t.SPACE_L)
        layout.addLayout(self._grid)

    def show_result(self, found: Result, names: Mapping[str, str]) -> None:
        """Show a result's sectors by name, or nothing where it has none."""
        _ = self._
        clear(self._grid)
        self.setVisible(bool(found.by_sector) and found.round.terms.form_id != "agreement")
        rows = [[_("Option"), *(cell_name(cell.sectors, dict(names), _) for cell in found.by_sector)]]
        for bar in found.bars:
            scores = (cell_score(cell, bar, found, _) for cell in found.by_sector)
            rows.append([f"{bar.choice.number}.  {bar.choice.title}", *scores])
        rows.append([_("Voted"), *(f"{cell.voted}/{cell.entitled}" for cell in found.by_sector)])
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                self._grid.addWidget(_cell(text, column, edge=row in (0, len(rows) - 1)), row, column)
        self._grid.setColumnStretch(0, 2)


def _cell(text: str, column: int, *, edge: bool) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if edge:
        label.setProperty("role", "secondary")
    if column:
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    return label

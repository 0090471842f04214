"""Ideas from a file onto a board: into the columns the file names, or into one that is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from labapp.changes import Change, Reader
from labapp.exchange import ideas as exchange
from labapp.exchange.ideas import NewIdea
from labapp.exchange.table import Sheet
from labapp.model import ideas
from labapp.wording.translate import Translator
from ui.context import Context
from ui.widgets.asking import ask
from ui.widgets.import_dialog import ImportDialog
from ui.widgets.import_source import ImportSource, ImportWords, Judged
from ui.widgets.import_twins import Twin


def import_ideas(parent: QWidget | None, context: Context, activity: str, cluster: str | None) -> bool:
    """Open the way in for a list of ideas; True when something was imported."""
    return ask(ideas_dialog(context, activity, cluster, None, parent))


def ideas_dialog(
    context: Context, activity: str, cluster: str | None, path: Path | None, parent: QWidget | None
) -> ImportDialog:
    """Return the import of ideas; without a path it asks for one."""
    return ImportDialog(context, IdeasSource(context.lab.read, activity, cluster, context._), path, parent)


@dataclass(frozen=True)
class _Words(ImportWords):
    def confirm(self, n: int, _: Translator) -> str:
        return _.plural("Import {n} card", "Import {n} cards", n)

    def fresh(self, n: int, _: Translator) -> str:
        return _.plural("{n} card to import", "{n} cards to import", n)

    def twins(self, n: int, _: Translator) -> str:
        return _.plural("{n} lies on the board already", "{n} lie on the board already", n)


class IdeasSource(ImportSource):
    """Lists of ideas; the same words twice are left out unless a person wants them."""

    code: ClassVar[str] = "idea.import"
    twins_count: ClassVar[bool] = False

    def __init__(self, read: Reader, activity: str, cluster: str | None, _: Translator) -> None:
        self._read = read
        self._ = _
        self._activity = activity
        self._into = QComboBox()
        for group in ideas.clusters(read, activity):
            self._into.addItem(group.title or _("Untitled column"), group.id)
        self._into.setCurrentIndex(max(0, self._into.findData(cluster)))
        self._fresh: tuple[NewIdea, ...] = ()
        self._doubled: tuple[NewIdea, ...] = ()

    def words(self, _: Translator) -> ImportWords:
        """Return what the dialog says of ideas."""
        fields = {"text": _("words of the card"), "group": _("column of the board")}
        return _Words(
            _("Import cards"),
            _("Drag a list here (CSV, Excel, or a text with one card a line), or choose it.\n"
              "Nothing is imported before it has been looked through."),
            fields, _("leave out what lies on the board already"), _("Lists (*.csv *.txt *.xlsx *.xlsm)"),
        )  # fmt: skip

    def extra(self) -> QWidget | None:
        """Ask for the column of cards that name none."""
        if self._into.count() == 0:
            return None
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        label = QLabel(self._("Cards that name no column go into"))
        label.setBuddy(self._into)
        self._into.setAccessibleName(label.text())
        layout.addWidget(label)
        layout.addWidget(self._into)
        layout.addStretch(1)
        return row

    def read(self, path: Path, encoding: str, separator: str) -> Sheet:
        """Read a table or a plain text."""
        return exchange.read(path, encoding=encoding, separator=separator)

    def guess(self, sheet: Sheet) -> dict[str, int]:
        """Go by the names of the columns, else the widest holds the words."""
        text, group = exchange.guess(sheet)
        return {"text": text} | ({"group": group} if group >= 0 else {})

    def judge(self, sheet: Sheet, columns: dict[str, int]) -> Judged:
        """Say which cards come in, which are refused, which lie here already."""
        if "text" not in columns:
            self._fresh = self._doubled = ()
            return Judged(0, remarks=(self._("No column holds the words of the cards."),))
        lying = exchange.lying(self._read, self._activity)
        found = exchange.preview(sheet, columns["text"], columns.get("group", -1), lying)
        self._fresh, self._doubled = found.taken, found.doubled
        twins = tuple(Twin(item.line, item.text[:200], item.text[:200]) for item in found.doubled)
        return Judged(len(found.taken), twins, found.refused, found.warnings)

    def write(self, tx: Change, apart: frozenset[int]) -> object:
        """Write the cards in the order of the list."""
        again = [item for item in self._doubled if item.line in apart]
        rows = sorted((*self._fresh, *again), key=lambda item: item.line)
        return exchange.apply(tx, self._activity, tuple(rows), cluster=self._into.currentData())

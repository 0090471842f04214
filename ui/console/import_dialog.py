"""People from a spreadsheet, into the list of participants."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from labapp.changes import Change, Reader
from labapp.exchange import people as exchange
from labapp.exchange.people import NewPerson
from labapp.exchange.table import Sheet
from labapp.model import people
from labapp.wording.translate import Translator
from ui.context import Context
from ui.widgets import import_dialog
from ui.widgets.asking import ask
from ui.widgets.import_source import ImportSource, ImportWords, Judged
from ui.widgets.import_twins import Twin


def import_people(context: Context, parent: QWidget | None) -> bool:
    """Open the way in for a list of people; True when something was imported."""
    return ask(ImportDialog(context, None, parent))


def field_names(_: Translator) -> dict[str, str]:
    """Return what a column of a list can be."""
    return {
        "name": _("first and last name"),
        "first_name": _("first name"),
        "last_name": _("last name"),
        "entity": _("organisation or unit"),
        "sector": _("sector"),
        "role": _("role"),
        "function": _("function"),
        "email": _("e-mail"),
        "phone": _("telephone"),
        "needs": _("needs"),
        "code": _("code"),
        "note": _("note"),
    }


@dataclass(frozen=True)
class _Words(ImportWords):
    def confirm(self, n: int, _: Translator) -> str:
        return _.plural("Import {n} person", "Import {n} people", n)

    def fresh(self, n: int, _: Translator) -> str:
        return _.plural("{n} person to import", "{n} people to import", n)


class PeopleSource(ImportSource):
    """Lists of participants; somebody who is here already is completed, never overwritten."""

    code: ClassVar[str] = "person.import"
    twins_count: ClassVar[bool] = True

    def __init__(self, read: Reader, _: Translator) -> None:
        self._read = read
        self._ = _
        self._rows: tuple[NewPerson, ...] = ()

    def words(self, _: Translator) -> ImportWords:
        """Return what the dialog says of people."""
        return _Words(
            _("Import participants"),
            _("Drag a list of people here (CSV or Excel), or choose it.\n"
              "A row at its top names the columns. Nothing is imported before it has been looked through."),
            field_names(_), _("complete people who are on the list already instead of adding them again"),
            _("Lists (*.csv *.txt *.xlsx *.xlsm)"),
        )  # fmt: skip

    def read(self, path: Path, encoding: str, separator: str) -> Sheet:
        """Read the table."""
        return exchange.read(path, encoding=encoding, separator=separator)

    def guess(self, sheet: Sheet) -> dict[str, int]:
        """Go by the names of the columns."""
        return exchange.guess(sheet)

    def judge(self, sheet: Sheet, columns: dict[str, int]) -> Judged:
        """Say who comes in, who is refused, who is here already."""
        found = exchange.preview(self._read, sheet, columns)
        self._rows = found.taken
        here = {person.id: person for person in people.participants(self._read)}
        twins = tuple(
            Twin(row.line, _said(row), f"{here[row.twin].code} {here[row.twin].name}".strip())
            for row in found.twins if row.twin in here
        )  # fmt: skip
        fresh = self._("New organisations: {names}", names=", ".join(found.entities))
        remarks = (fresh,) if found.entities else ()
        return Judged(len(found.taken) - len(twins), twins, found.refused, found.warnings, remarks)

    def write(self, tx: Change, apart: frozenset[int]) -> object:
        """Add and complete."""
        return exchange.apply(tx, exchange.parted(self._rows, apart))


class ImportDialog(import_dialog.ImportDialog):
    """The import of people; without a path it asks for one."""

    def __init__(self, context: Context, path: Path | None, parent: QWidget | None) -> None:
        super().__init__(context, PeopleSource(context.lab.read, context._), path, parent)


def _said(row: NewPerson) -> str:
    parts = (row.values["name"], row.values.get("email", ""), row.entity)
    return ", ".join(part for part in parts if part)

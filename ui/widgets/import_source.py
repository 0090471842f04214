"""What the import dialog is told by each sort of list: its words, its columns, how it is judged and written."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from labapp.changes import Change
from labapp.counting.outcome import Reason
from labapp.exchange.table import Sheet
from labapp.wording.translate import Translator
from ui.widgets.import_twins import Twin


@dataclass(frozen=True)
class Judged:
    """What an import would do: how many rows are new, which seem to be here already, what is refused or remarked."""

    fresh: int
    twins: tuple[Twin, ...] = ()
    refused: tuple[Reason, ...] = ()
    warnings: tuple[Reason, ...] = ()
    remarks: tuple[str, ...] = ()


class ImportSource(ABC):
    """What one sort of list needs: its words, its columns, and how it is judged and written."""

    code: ClassVar[str]  # of the change in the history
    twins_count: ClassVar[bool]  # whether a row that is here already is still something to import

    @abstractmethod
    def words(self, _: Translator) -> ImportWords:
        """Return what the dialog says."""

    @abstractmethod
    def read(self, path: Path, encoding: str, separator: str) -> Sheet:
        """Read the file; empty options are guessed."""

    @abstractmethod
    def guess(self, sheet: Sheet) -> dict[str, int]:
        """Return which column each field seems to be."""

    @abstractmethod
    def judge(self, sheet: Sheet, columns: dict[str, int]) -> Judged:
        """Say what would happen; nothing is written. Called on the document's thread."""

    @abstractmethod
    def write(self, tx: Change, apart: frozenset[int]) -> object:
        """Write what was judged last; the rows of the lines `apart` are no twins after all."""

    def extra(self) -> QWidget | None:
        """Return one more thing to choose, None when there is nothing."""
        return None


@dataclass(frozen=True)
class ImportWords(ABC):
    """The words of one sort of list, already translated; `confirm`, `fresh`, `twins` count."""

    title: str
    invite: str
    fields: dict[str, str]
    same: str  # what is done with a row that is here already
    file_filter: str

    @abstractmethod
    def confirm(self, n: int, _: Translator) -> str:
        """Return the words on the button."""

    @abstractmethod
    def fresh(self, n: int, _: Translator) -> str:
        """Return how many are new."""

    def twins(self, n: int, _: Translator) -> str:
        """Return how many are here already."""
        return _.plural("{n} is on the list already", "{n} are on the list already", n)

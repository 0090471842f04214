"""One column's cards as a Qt model: what the list view shows, what a drag carries, what a screen reader says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal

from labapp.model.ideas import Card
from labapp.model.marks import NONE, Marks

MIME = "application/x-labapp-cards"
CARD_ROLE = int(Qt.ItemDataRole.UserRole)
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Face:
    """A card as the console draws it: the card, its sector's mark, how many it speaks for besides itself, its marks.

    `small` is the line beneath, ready to be drawn and read out.
    """

    card: Card
    mark: str
    sector: str
    author: str
    merged: int
    marks: Marks = NONE
    small: str = ""


class ColumnModel(QAbstractListModel):
    """The cards of one column; replaced as a whole but told to the view in the smallest steps."""

    dropped = Signal(list, int)  # placement ids, row

    def __init__(self, cluster: str | None, speak: Callable[[Face, str], str]) -> None:
        """`speak` words a card and the title of its column for a screen reader."""
        super().__init__()
        self.cluster = cluster
        self.title = ""
        self._speak = speak
        self._faces: list[Face] = []

    def faces(self) -> list[Face]:
        """Return what is shown."""
        return self._faces

    def show(self, faces: Sequence[Face]) -> None:
        """Show these cards: one appended card is one inserted row, so 500 others are not laid out again."""
        old, new = self._faces, list(faces)
        if new == old:
            return
        if len(new) == len(old) + 1 and new[: len(old)] == old:
            self.beginInsertRows(QModelIndex(), len(old), len(old))
            self._faces = new
            self.endInsertRows()
        elif [face.card.placement for face in new] == [face.card.placement for face in old]:
            self._faces = new
            changed = [row for row, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
        else:
            self.beginResetModel()
            self._faces = new
            self.endResetModel()

    def row_of(self, placement: str) -> int:
        """Return the row of a placement, -1 when it is not here."""
        return next((row for row, face in enumerate(self._faces) if face.card.placement == placement), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of cards."""
        return 0 if parent.isValid() else len(self._faces)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401
        """Return words, face or the sentence for a screen reader."""
        face = self._faces[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return face.card.text
        if role == CARD_ROLE:
            return face
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._speak(face, self.title)
        if role == Qt.ItemDataRole.ToolTipRole:
            return face.card.note or None
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Cards can be dragged and dropped between; a drop never lands on a card."""
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return base | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        """Cards move, they are never copied."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Only cards of a board may be dropped here."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Carry the placements' ids."""
        rows = sorted(index.row() for index in indexes)
        data = QMimeData()
        data.setData(MIME, "\n".join(self._faces[row].card.placement for row in rows).encode())
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        """Ask the page to move the cards; False, so that the view removes nothing by itself."""
        if not data.hasFormat(MIME):
            return False
        placements = bytes(data.data(MIME).data()).decode().split("\n")
        self.dropped.emit(placements, row if row >= 0 else len(self._faces))
        return False

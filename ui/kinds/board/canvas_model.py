"""All cards of a board as one list of rows: what the canvas shows, selects, edits in place and reads out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from ui.kinds.board.model import CARD_ROLE, Face

_Index = QModelIndex | QPersistentModelIndex
_FEW = 40  # rows taken out one by one, so that a selection lives on


class CanvasModel(QAbstractListModel):
    """Rows keep their numbers while cards come in: the newest is the last row, whatever its group."""

    reworded = Signal(str, str)  # placement, words

    def __init__(self) -> None:
        super().__init__()
        self.faces: list[Face] = []
        self.rows: dict[str, int] = {}
        self._titles: Mapping[str | None, str] = {}

    def show(self, faces: Sequence[Face], titles: Mapping[str | None, str]) -> list[int]:
        """Show these cards, told to the view in the smallest steps; returns the rows whose card looks different now."""
        self._titles = titles
        wanted = {face.card.placement: face for face in faces}
        gone = [row for row, face in enumerate(self.faces) if face.card.placement not in wanted]
        if len(gone) > _FEW:
            self.beginResetModel()
            self.faces = list(faces)
            self._number()
            self.endResetModel()
            return list(range(len(self.faces)))
        for row in reversed(gone):
            self.beginRemoveRows(QModelIndex(), row, row)
            del self.faces[row]
            self.endRemoveRows()
        if gone:
            self._number()
        changed = self._replace(wanted)
        fresh = [face for face in faces if face.card.placement not in self.rows]
        if fresh:
            first = len(self.faces)
            self.beginInsertRows(QModelIndex(), first, first + len(fresh) - 1)
            self.faces += fresh
            self._number()
            self.endInsertRows()
        return changed

    def _replace(self, wanted: Mapping[str, Face]) -> list[int]:
        changed = []
        for row, face in enumerate(self.faces):
            new = wanted[face.card.placement]
            if new is not face:
                self.faces[row] = new
                if new != face:
                    changed.append(row)
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
        return changed

    def _number(self) -> None:
        self.rows = {face.card.placement: row for row, face in enumerate(self.faces)}

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of cards."""
        return 0 if parent.isValid() else len(self.faces)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401
        """Return words, face, or the sentence for a screen reader: words, group, voice, marks."""
        face = self.faces[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return face.card.text
        if role == CARD_ROLE:
            return face
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (face.card.text, self._titles.get(face.card.cluster, ""), face.sector, face.small)
            return ", ".join(part for part in parts if part)
        return None

    def setData(self, index: _Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:  # noqa: ANN401
        """Announce words written in place; False: the card changes only with the document."""
        face, words = self.faces[index.row()], str(value).strip()
        if role == Qt.ItemDataRole.EditRole and words and words != face.card.text:
            self.reworded.emit(face.card.placement, words)
        return False

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Every card can be selected and rewritten."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

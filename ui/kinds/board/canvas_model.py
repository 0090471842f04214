"""All cards of a board as one list of rows: what the canvas shows, selects, edits in place and reads out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from ui.kinds.board.model import CARD_ROLE, Face

_Index = QModelIndex | QPersistentModelIndex
_TIP = 600  # letters; the whole of a longer text stands in the card's own dialog
_FEW = 40  # rows taken out one by one, so that a selection lives on


class CanvasModel(QAbstractListModel):
    """Rows keep their numbers while cards come in: the newest is the last row, whatever its group."""

    reworded = Signal(str, str)  # placement, words

    def __init__(self) -> None:
        super().__init__()
        self.faces: list[Face] = []
        self.rows: dict[str, int] = {}
        self._titles: Mapping[str | None, str] = {}
        self._shown: set[int] = set()

    def show(self, faces: Sequence[Face], titles: Mapping[str | None, str]) -> list[int]:
        """Show these cards, told to the view in the smallest steps; returns the rows whose card looks different now."""
        self._titles = titles
        # Faces that did not change are the same objects: only the others are looked at, a few of thousands.
        here, self._shown = self._shown, set(map(id, faces))
        fresh, left = self._shown - here, here - self._shown
        if not fresh and not left:
            return []
        come = faces if len(fresh) == len(faces) else [face for face in faces if id(face) in fresh]
        wanted = {face.card.placement: face for face in come}
        old = [row for row, face in enumerate(self.faces) if id(face) in left] if left else []
        changed = [row for row in old if self.faces[row].card.placement in wanted]
        gone = [row for row in old if self.faces[row].card.placement not in wanted]
        if len(gone) > _FEW:
            self.beginResetModel()
            self.faces = list(faces)
            self._number(0)
            self.endResetModel()
            return list(range(len(self.faces)))
        for row in changed:
            self.faces[row] = wanted.pop(self.faces[row].card.placement)
            self.dataChanged.emit(self.index(row), self.index(row))
        for row in reversed(gone):
            self.beginRemoveRows(QModelIndex(), row, row)
            del self.faces[row]
            self.endRemoveRows()
        if gone:
            self._number(0)
        self._append(list(wanted.values()))
        return [row - sum(other < row for other in gone) for row in changed]

    def _append(self, fresh: list[Face]) -> None:
        if fresh:
            first = len(self.faces)
            self.beginInsertRows(QModelIndex(), first, first + len(fresh) - 1)
            self.faces += fresh
            self._number(first)
            self.endInsertRows()

    def _number(self, first: int) -> None:
        """Say which row a placement has, from a row onwards: those before it did not change."""
        if not first:
            self.rows = {}
        self.rows.update((face.card.placement, row) for row, face in enumerate(self.faces[first:], first))

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
        if role == Qt.ItemDataRole.ToolTipRole:
            told = [escape(face.card.text[:_TIP]), f"<i>{escape(face.card.note)}</i>" if face.card.note else ""]
            return "<qt>" + "<br>".join(part for part in told if part) + "</qt>"  # rich text breaks its lines
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

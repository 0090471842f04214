"""Lists to tick: a click on the words ticks as a click on the box does, for the box is small and the words are read."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView


def tick_anywhere(view: QAbstractItemView) -> None:
    """Let a click anywhere in a row turn its tick; Space does so by itself."""
    _Ticking(view)


class _Ticking(QObject):
    """Turns a tick that Qt has not turned itself: of a click on the box nothing is left to do."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model = view.model()
        self._before: object = None
        view.pressed.connect(self._pressed)
        view.clicked.connect(self._clicked)

    def _pressed(self, index: QModelIndex | QPersistentModelIndex) -> None:
        self._before = index.data(Qt.ItemDataRole.CheckStateRole)

    def _clicked(self, index: QModelIndex) -> None:
        now = index.data(Qt.ItemDataRole.CheckStateRole)
        if now is None or now != self._before or not index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            return
        turned = Qt.CheckState.Unchecked if Qt.CheckState(now) == Qt.CheckState.Checked else Qt.CheckState.Checked
        self._model.setData(index, turned, Qt.ItemDataRole.CheckStateRole)

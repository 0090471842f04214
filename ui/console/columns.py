"""Agenda, work and what the room sees beside each other: how wide each is, by itself or as a hand put it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from labapp.settings import Settings
from ui.widgets.style import px

_RAIL, _CENTRE, _PHOTO, _SIDE = range(4)
_SHARES = {_RAIL: (0.17, 232, 320), _SIDE: (0.22, 240, 420)}  # of the window's width, at least, at most
_KEYS = {_RAIL: "rail_width", _SIDE: "side_width"}
_PICTURE = 420
_WORK = 360  # the work gets at least this much; what does not fit in it scrolls or folds
_BESIDE = 520  # beside a picture the line to type in needs as much
NARROW = 1000  # below this the right side goes


class Columns(QSplitter):
    """Wider windows give the outer columns more, until somebody takes them by the edge: that measure is kept."""

    def __init__(
        self, settings: Settings, rail: QWidget, centre: QWidget, photo: QWidget, side: QWidget,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._settings = settings
        self._scale = settings.get("scale") / 100
        self._kept: dict[int, int] = {column: settings.get(key) for column, key in _KEYS.items()}
        self.setChildrenCollapsible(False)
        centre.setMinimumWidth(px(_WORK, min(1.0, self._scale)))
        self._columns = (rail, centre, photo, side)
        for column, widget in enumerate(self._columns):
            self.addWidget(widget)
            self.setStretchFactor(column, int(column == _CENTRE))
        self.splitterMoved.connect(self._moved)

    def narrow(self, width: int) -> bool:
        """Whether the right side leaves too little for the work in a window this wide, at this size of text."""
        if self._picture and self._left(width, _RAIL, _SIDE) < _BESIDE:
            return True
        return width < px(NARROW, self._scale)

    def crowded(self, width: int) -> bool:
        """Whether a picture to type over leaves too little for the work even beside the agenda alone."""
        return self._picture and self._left(width, _RAIL) < _BESIDE

    @property
    def _picture(self) -> bool:
        return not self._columns[_PHOTO].isHidden()

    def _left(self, width: int, *outer: int) -> int:
        return width - px(_PICTURE, min(1.0, self._scale)) - sum(self._outer(column) for column in outer)

    def _outer(self, column: int) -> int:
        return self._kept[column] or self._by_itself(column)

    def fit(self) -> None:
        """Give each column its width anew."""
        outer = {column: self._outer(column) for column in _SHARES}
        outer[_PHOTO] = self.sizes()[_PHOTO] or px(_PICTURE, min(1.0, self._scale))
        seen = {column: width for column, width in outer.items() if not self._columns[column].isHidden()}
        room = self.width() - sum(seen.values()) - len(seen) * self.handleWidth()
        seen[_CENTRE] = max(1, room)
        self.setSizes([seen.get(column, 0) for column in range(len(self._columns))])

    def remember(self) -> None:
        """Keep what a hand measured for next time."""
        for column, key in _KEYS.items():
            if self._kept[column] != self._settings.get(key):
                self._settings.put(key, self._kept[column])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self.fit()

    def _by_itself(self, column: int) -> int:
        share, least, most = _SHARES[column]
        return max(px(least, self._scale), min(px(most, self._scale), round(self.width() * share)))

    def _moved(self, _place: int, handle: int) -> None:
        """The handle left of the work measures the agenda, the one left of the side measures the side."""
        column = {_CENTRE: _RAIL, _SIDE: _SIDE}.get(handle)
        if column is not None:
            self._kept[column] = self.sizes()[column]
            self.remember()

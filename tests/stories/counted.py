"""A hand whose keys and clicks are counted, so that a story can state how long it takes the person who drives it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tests.stories.driver import Moderator
from tests.ui.rooms import type_words

SECONDS_A_LETTER = 0.18
"""Copying text with ten fingers: some 65 words of five letters a minute, slower than a secretary."""
SECONDS_A_STROKE = 0.28
"""A single key with a meaning of its own, found without looking."""
SECONDS_A_CLICK = 2.0
"""Finding a button and clicking it, or dragging a file into the window."""


@dataclass(frozen=True)
class Effort:
    """What was done by hand, and the seconds a practised person needs for it; reading and thinking are not in it."""

    letters: int
    strokes: int
    clicks: int

    @property
    def keys(self) -> int:
        """Return all keys."""
        return self.letters + self.strokes

    @property
    def seconds(self) -> int:
        """Return the seconds, rounded."""
        return round(self.letters * SECONDS_A_LETTER + self.strokes * SECONDS_A_STROKE + self.clicks * SECONDS_A_CLICK)


class Hand:
    """Does through the windows what a moderator does, and counts it."""

    def __init__(self, who: Moderator) -> None:
        self.who = who
        self._letters = self._strokes = self._clicks = 0

    def effort(self) -> Effort:
        """Return what was done since this was last asked."""
        done = Effort(self._letters, self._strokes, self._clicks)
        self._letters = self._strokes = self._clicks = 0
        return done

    def types(self, line: QLineEdit, words: str, *, enter: bool = True) -> None:
        """Type words into a line that has the cursor, and Enter."""
        type_words(line, words)
        self._letters += len(words)
        if enter:
            self.presses(line, Qt.Key.Key_Return)

    def presses(
        self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        times: int = 1,
    ) -> None:  # fmt: skip
        """Press a key, with a held one counted too."""
        for _time in range(times):
            self.who.key(widget, key, modifier)
            self._strokes += 1 + (modifier != Qt.KeyboardModifier.NoModifier)

    def strikes(self, name: str) -> None:
        """Do an action of the console or of the page by its keys; it must have some."""
        found = self.who.console.findChild(QAction, name)
        assert found is not None, name
        keys = found.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
        assert keys, f"{name} has no key"
        self._strokes += len([part for part in keys.replace("++", "+Plus").split("+") if part])
        self.who.action(name)

    def chooses(self, name: str) -> None:
        """Do an action that has no key, by the menu or the palette."""
        self._clicks += 2
        self.who.action(name)

    def clicks(self, widget: QWidget) -> None:
        """Click something that can be seen."""
        self._clicks += 1
        self.who.click(widget)

    def picks(self, times: int = 1) -> None:
        """Count choices in a dialog that a story makes directly: a list opened, an entry taken."""
        self._clicks += times

    def drops(self, path: Path) -> None:
        """Drag a file from the desktop into the console."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        at, copy = QPointF(400, 300), Qt.DropAction.CopyAction
        buttons, held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        entering = QDragEnterEvent(at.toPoint(), copy, data, buttons, held)
        QApplication.sendEvent(self.who.console, entering)
        assert entering.isAccepted()
        QApplication.sendEvent(self.who.console, QDropEvent(at, copy, data, buttons, held))
        self._clicks += 1
        self.who.qtbot.waitUntil(lambda: not self.who.console.photo.reading.busy)

"""Whose words the next card keeps: chosen from a menu or by a number, kept for the next cards, or taking turns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from labapp.kinds.board.voices import Voice, following
from labapp.wording.translate import Translator
from ui.theme import Theme
from ui.widgets.icons import icon
from ui.widgets.plain import shortened

_MOST_KEPT = 9
_MENU_LETTERS = 60
_MOST_AT_ONCE = 25  # people in one menu; more of them lie in a menu for each sector


class VoiceButton(QToolButton):
    """Holds a `Voice`; with an order each card hands on to the next one in it."""

    chosen = Signal()  # by menu or key
    moved = Signal()  # of any reason: what is said of it must be said anew

    def __init__(self, theme: Theme, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self.voice = Voice()
        self._listed: list[Voice] = []
        self._order: list[Voice] = []
        self._spoken: list[Voice] = []  # voices of cards, the newest last, each once
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIcon(icon("users", theme))
        self.setToolTip(_("Whose words these are (Alt+1…5, Alt+0: not noted; Ctrl+Shift+A: the speaker before)"))

    def offer(self, listed: Sequence[Voice], order: Sequence[Voice], last: Voice) -> None:
        """Take today's voices; the one that speaks stays while it is among them.

        `order`: those who take turns, empty where nobody does; they begin behind `last`, who spoke last.
        """
        self._listed, self._order = list(listed), list(order)
        still = [voice for voice in [*listed, *order] if voice.same(self.voice)]
        self.voice = still[0] if still and self.voice.said else Voice()
        if order and not self.voice.said:
            self.voice = following(self._order, last) or Voice()
        self.setVisible(bool(listed))
        self.setMenu(self._made_menu())
        self.moved.emit()

    def go_on(self, before: VoiceButton) -> None:
        """Let the one speak who spoke in the window before this one, and those be known who spoke there."""
        self._spoken = [*before._spoken]
        mine = [*self._listed, *self._order]
        same = [voice for voice in mine if before.voice.said and voice.same(before.voice)]
        if same or not mine or not before.voice.said:  # what is offered later keeps whoever is among it
            self.voice = same[0] if same else before.voice
            self.moved.emit()

    @property
    def next(self) -> Voice | None:
        """Return whose turn comes after this one; None where nobody takes turns."""
        return following(self._order, self.voice)

    def speak(self, voice: Voice) -> None:
        """Keep a voice for the next cards."""
        self.voice = voice
        self.moved.emit()
        self.chosen.emit()

    def numbered(self, number: int) -> None:
        """Keep the voice with this number, in the order of the menu; 0: not noted."""
        if self.isHidden():
            return
        if number == 0:
            self.speak(Voice())
        elif number <= len(self._listed):
            self.speak(self._listed[number - 1])

    def again(self) -> None:
        """Go back to the voice of the card before, when another one was chosen since: two people who take turns."""
        others = [voice for voice in self._spoken if not voice.same(self.voice)]
        if others:
            self.speak(others[-1])

    def accepted(self) -> None:
        """A card is written: remember who spoke, and hand on."""
        if self.voice.said:
            kept = [other for other in self._spoken if not other.same(self.voice)]
            self._spoken = [*kept, self.voice][-_MOST_KEPT:]
        self.hand_on()

    def hand_on(self) -> bool:
        """Go on to the next voice; False where nobody takes turns."""
        after = self.next
        if after is None:
            return False
        self.voice = after
        self.moved.emit()
        return True

    def say(self, most: int, *, narrow: bool) -> None:
        """Show who speaks in so many letters."""
        name = self.voice.name or self._("not noted")
        said = self._("Speaker: {name}", name=name)
        shown = name if narrow or self.voice.said else said
        self.setText(shortened(shown, most))
        self.setAccessibleName(said)

    def _made_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setStyleSheet("QMenu { menu-scrollable: 1; }")  # one column, however many they are
        nobody = self._("not noted")
        menu.addAction(nobody[:1].upper() + nobody[1:], partial(self.speak, Voice()))
        persons = [voice for voice in self._listed if voice.author]
        for voice in self._listed:
            if not voice.author:
                self._add(menu, voice)
        if persons:
            menu.addSeparator()
        if len(persons) <= _MOST_AT_ONCE:
            for voice in persons:
                self._add(menu, voice)
            return menu
        for title, members in self._by_sector(persons).items():
            part = menu.addMenu(shortened(title, _MENU_LETTERS).replace("&", "&&"))
            part.setStyleSheet(menu.styleSheet())
            for voice in members:
                self._add(part, voice)
        return menu

    def _add(self, menu: QMenu, voice: Voice) -> None:
        menu.addAction(shortened(voice.name, _MENU_LETTERS).replace("&", "&&"), partial(self.speak, voice))

    def _by_sector(self, persons: Sequence[Voice]) -> dict[str, list[Voice]]:
        _ = self._
        names = {voice.sector: _("People: {sector}", sector=voice.name) for voice in self._listed if not voice.author}
        found: dict[str, list[Voice]] = {}
        for voice in persons:
            found.setdefault(names.get(voice.sector, _("People without a sector")), []).append(voice)
        return found

"""Trying a clicker, or teaching one that sends other keys: press next, press back; what cannot be used is named."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from labapp.settings import Settings
from labapp.wording.translate import Translator
from ui.stage.clicker import Clicker, key_name, key_of, refusal

_LEAVES = (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_NATURAL = {Qt.Key.Key_PageDown.value: True, Qt.Key.Key_PageUp.value: False}


class ClickerTrial(QPushButton):
    """One button: first "next" is awaited, then "back"; Esc gives up. Learnt keys are kept in the settings."""

    told = Signal(str, str)  # words, tone

    def __init__(
        self, clicker: Clicker, settings: Settings, shortcuts: Mapping[str, str], _: Translator,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """`shortcuts` name what each key of the console does already."""
        super().__init__(parent)
        self._, self._clicker, self._settings, self._shortcuts = _, clicker, settings, shortcuts
        self._heard: dict[bool, int] = {}
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.toggled.connect(self._listen)
        self._say()

    def remembered(self) -> tuple[str, str]:
        """Return the keys learnt earlier, forward and back; empty when the clicker needs none."""
        return str(self._settings.get("clicker_forward")), str(self._settings.get("clicker_back"))

    def _say(self) -> None:
        _ = self._
        if not self.isChecked():
            self.setText(_("Try the clicker, or teach it"))
        elif True in self._heard:
            self.setText(_("Now press “back” on the clicker"))
        else:
            self.setText(_("Press “next” on the clicker"))

    def _listen(self, on: bool) -> None:
        app = QApplication.instance()
        assert app is not None
        self._clicker.enabled = not on
        if on:
            self._heard.clear()
            app.installEventFilter(self)
            self.setFocus()
        else:
            app.removeEventFilter(self)
        self._say()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Catch what the clicker sends; Esc gives up, Tab stays with the window."""
        if not isinstance(event, QKeyEvent) or not watched.isWidgetType():
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() is not QEvent.Type.KeyPress or event.isAutoRepeat():
            return False
        if event.key() in _LEAVES:
            self.setChecked(False)
            return event.key() == Qt.Key.Key_Escape
        self._hear(event)
        return True

    def _hear(self, event: QKeyEvent) -> None:
        _, key = self._, int(event.key())
        why = refusal(event, self._shortcuts)
        name = key_name(key)
        if why == "wait":
            return
        if why:
            self.told.emit(self._why(why, name), "warning")
            return
        forward = _NATURAL.get(key, True not in self._heard)
        if key in self._heard.values() and self._heard.get(forward) != key:
            self.told.emit(_("Both buttons send “{key}”: they cannot be told apart.", key=name), "warning")
            return
        self._heard[forward] = key
        if len(self._heard) < 2:
            self.told.emit(_("“{key}” arrived; now the other button", key=name), "warning")
            self._say()
            return
        self._keep()

    def _why(self, why: str, name: str) -> str:
        _ = self._
        if why == "typing":
            return _("This button sends “{key}”, which is needed for typing. Many clickers have a second mode with "
                     "PageUp and PageDown.", key=name)  # fmt: skip
        if why == "taken":
            return _("This button sends “{key}”, which already does: {action}.", key=name,
                     action=self._shortcuts[name])  # fmt: skip
        return _("This button sends several keys at once: they cannot turn pages.")

    def _keep(self) -> None:
        names = {on: "" if key in _NATURAL else key_name(key) for on, key in self._heard.items()}
        self._settings.put("clicker_forward", names[True])
        self._settings.put("clicker_back", names[False])
        self._clicker.learn(names[True], names[False])
        shown = {on: key_name(key) for on, key in self._heard.items()}
        self.setChecked(False)
        self.told.emit(self._("forward: {one}, back: {two}; remembered", one=shown[True], two=shown[False]), "good")


def known_keys(settings: Settings) -> tuple[str, str]:
    """Return the keys to teach a clicker at the start; names nobody knows any more are left out."""
    one, two = str(settings.get("clicker_forward")), str(settings.get("clicker_back"))
    return one if key_of(one) else "", two if key_of(two) else ""

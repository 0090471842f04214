"""Setting the PIN that leads from the booth back to the console."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from labapp.wording.translate import Translator
from ui.booth.pin import SHORTEST


class PinDialog(QDialog):
    """Four characters or more, typed twice."""

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("PIN of the booth"))
        self.setMinimumWidth(460)
        layout = QVBoxLayout(self)
        note = QLabel(
            _("While the booth is on this screen, the console is locked. The PIN leads back; it is asked for once now "
              "and kept with this meeting. If it is forgotten, close and start the program again.")
        )  # fmt: skip
        note.setWordWrap(True)
        layout.addWidget(note)
        form = QFormLayout()
        self.first, self.second = QLineEdit(), QLineEdit()
        for line in (self.first, self.second):
            line.setEchoMode(QLineEdit.EchoMode.Password)
            line.textChanged.connect(lambda _text: self._checked())
        form.addRow(_("PIN (at least {n} characters)", n=SHORTEST), self.first)
        form.addRow(_("Once more"), self.second)
        layout.addLayout(form)
        buttons = QDialogButtonBox()
        self.keep = buttons.addButton(_("Keep and open the booth"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.keep.setProperty("variant", "primary")
        self.keep.setEnabled(False)
        cancel = buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setAutoDefault(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def pin(self) -> str:
        """Return the typed PIN."""
        return self.first.text()

    def _checked(self) -> None:
        pin = self.first.text()
        self.keep.setEnabled(len(pin) >= SHORTEST and pin == self.second.text())

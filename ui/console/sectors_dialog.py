"""The sides of the table: names, letters, colours with shapes, their order; added, renamed, set aside."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from labapp.model import people
from labapp.model.people import LOOKS, Sector
from labapp.wording.translate import Translator
from ui import theme as t
from ui.context import Context
from ui.widgets.icons import icon
from ui.widgets.layouts import clear
from ui.widgets.marks import sector_icon


def look_names(_: Translator) -> dict[str, str]:
    """Return the colours with their shapes, in words."""
    return {
        "S": _("blue square"),
        "O": _("orange circle"),
        "M": _("green triangle"),
        "E": _("violet diamond"),
        "I": _("grey cross"),
    }


class SectorsDialog(QDialog):
    """Every field is a change of its own, made when the cursor leaves it."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context = context
        self._ = context._
        _ = self._
        self.setWindowTitle(_("Sectors"))
        self.setMinimumWidth(640)
        layout = QVBoxLayout(self)
        layout.setSpacing(t.SPACE_M)
        self._grid = QGridLayout()
        self._grid.setSpacing(t.SPACE_S)
        layout.addLayout(self._grid)
        add = QPushButton(icon("plus", context.theme), _("Add a sector"))
        add.setAutoDefault(False)
        add.clicked.connect(self.add)
        layout.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        box = QDialogButtonBox()
        close = box.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAutoDefault(False)
        box.rejected.connect(self.reject)
        layout.addWidget(box)
        self._fill()

    def _fill(self) -> None:
        clear(self._grid)
        self._names: list[QLineEdit] = []
        for row, sector in enumerate(people.sectors(self._context.lab.read)):
            for column, widget in enumerate(self._row(sector)):
                self._grid.addWidget(widget, row, column)
        self._grid.setColumnStretch(0, 1)

    def _row(self, sector: Sector) -> tuple[QWidget, ...]:
        _ = self._
        name, letter = QLineEdit(sector.name), QLineEdit(sector.letter)
        self._names.append(name)
        name.setAccessibleName(_("Name of the sector"))
        letter.setAccessibleName(_("Letter of the sector"))
        letter.setMaxLength(2)
        letter.setFixedWidth(48)
        name.editingFinished.connect(lambda: self._edit(sector.id, "name", name.text()))
        letter.editingFinished.connect(lambda: self._edit(sector.id, "letter", letter.text()))
        look = QComboBox()
        look.setAccessibleName(_("Colour and shape"))
        for token, words in look_names(_).items():
            look.addItem(sector_icon(token, self._context.theme), words, token)
        look.setCurrentIndex(LOOKS.index(sector.look) if sector.look in LOOKS else len(LOOKS) - 1)
        look.activated.connect(lambda index: self._edit(sector.id, "look", str(look.itemData(index))))
        away = QPushButton(icon("archive", self._context.theme), _.context("sector", "Set aside"))
        away.setAutoDefault(False)
        away.setToolTip(_("Set the sector aside; what was said in it stays"))
        away.setAccessibleName(away.toolTip())
        away.clicked.connect(lambda: self._retire(sector.id))
        return name, letter, look, away

    def _edit(self, sector: str, column: str, value: str) -> None:
        value = value.strip()
        known = next((item for item in people.sectors(self._context.lab.read) if item.id == sector), None)
        if known is not None and value and getattr(known, column) != value:
            self._context.run("sector.edit", lambda tx: people.edit_sector(tx, sector, **{column: value}))

    def _retire(self, sector: str) -> None:
        self._context.run("sector.retire", lambda tx: people.edit_sector(tx, sector, retired=1))
        self._fill()

    def add(self) -> None:
        """Append a sector, to be named at once."""
        name = self._("New sector")
        used = {sector.look for sector in people.sectors(self._context.lab.read)}
        look = next((token for token in LOOKS if token not in used), "I")
        self._context.run("sector.add", lambda tx: people.add_sector(tx, name, look, look))
        self._fill()
        last = self._names[-1]
        last.setFocus()
        last.selectAll()

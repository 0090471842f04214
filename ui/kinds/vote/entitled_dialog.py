"""Choosing who may vote: sectors or people to tick, or the delegate of each entity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from labapp.kinds.vote.terms import ENTITIES, SECTORS
from labapp.model import people
from ui import theme as t
from ui.context import Context
from ui.widgets.ticking import tick_anywhere

_ID = Qt.ItemDataRole.UserRole
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable


class EntitledDialog(QDialog):
    """One list; what it lists depends on who is to be entitled."""

    def __init__(self, context: Context, settings: Mapping[str, Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._ = context._
        self._way = str(settings["entitled"])
        self.setWindowTitle(self._("Who is entitled"))
        self.setMinimumSize(620 if self._way == ENTITIES else 460, 420)
        layout = QVBoxLayout(self)
        self.list = QListWidget()
        tick_anywhere(self.list)
        self.delegates: dict[str, QComboBox] = {}
        if self._way == ENTITIES:
            note = self._("Each entity has one vote, cast by its delegate. Only entities with somebody present vote.")
            layout.addWidget(self._note(note))
            layout.addWidget(self._delegates(settings["delegates"]), 1)
        else:
            self.list.setAccessibleName(self.windowTitle())
            self._fill(set(settings["sectors" if self._way == SECTORS else "people"]))
            layout.addWidget(self.list, 1)
        buttons = QDialogButtonBox()
        keep = buttons.addButton(self._("Keep"), QDialogButtonBox.ButtonRole.AcceptRole)
        keep.setProperty("variant", "primary")
        buttons.addButton(self._("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def chosen(self) -> dict[str, Any]:
        """Return the settings to keep."""
        if self._way == ENTITIES:
            return {"delegates": {entity: combo.currentData() for entity, combo in self.delegates.items()}}
        items = [self.list.item(row) for row in range(self.list.count())]
        ticked = [item.data(_ID) for item in items if item.checkState() == Qt.CheckState.Checked]
        return {"sectors" if self._way == SECTORS else "people": ticked}

    def _fill(self, ticked: set[str]) -> None:
        read = self.context.lab.read
        if self._way == SECTORS:
            # one set aside has its people still: not listed, it and their votes would be lost by ticking another
            sectors = people.still(people.sectors(read, retired=True), *ticked)
            listed = [(sector.id, sector.name) for sector in sectors]
        else:
            listed = [(p.id, f"{p.code}  {p.name}".strip()) for p in people.participants(read)]
        for ident, text in listed:
            item = QListWidgetItem(text)
            item.setData(_ID, ident)
            item.setFlags(_FLAGS)
            item.setCheckState(Qt.CheckState.Checked if ident in ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)

    def _delegates(self, named: Mapping[str, str]) -> QScrollArea:
        read = self.context.lab.read
        inside = QWidget()
        form = QFormLayout(inside)
        form.setSpacing(t.SPACE_S)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        here = [p for p in people.present(read) if p.role in people.VOTING_ROLES]
        for entity in people.entities(read):
            candidates = [p for p in here if p.entity == entity.id]
            if not candidates:
                continue
            combo = QComboBox()
            combo.setAccessibleName(entity.name)
            combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            for person in candidates:
                combo.addItem(f"{person.code}  {person.name}".strip(), person.id)
            combo.setCurrentIndex(max(0, combo.findData(named.get(entity.id, ""))))
            self.delegates[entity.id] = combo
            form.addRow(self._note(entity.name), combo)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        return area

    def _note(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setWordWrap(True)
        return label

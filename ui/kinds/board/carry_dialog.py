"""Carrying ideas over to another point: which ones (selected, all, a group, marked, best of a vote) and where to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from labapp.changes import Reader
from labapp.kinds.base import Handed
from labapp.kinds.registry import KINDS
from labapp.model import agenda
from labapp.model.agenda import Activity
from labapp.wording.nouns import noun
from labapp.wording.translate import Translator
from ui.kinds.board.faces import BoardView
from ui.kinds.board.model import Face
from ui.widgets.style import ease

_DEFAULT_TOP = 5


class CarryDialog(QDialog):
    """Says how many ideas would go before anything goes; covered cards never do."""

    def __init__(
        self, read: Reader, board: Activity, view: BoardView, chosen: Sequence[Face], word: str, _: Translator,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._, self._word = _, word
        self.setWindowTitle(_("Carry over to…"))
        self.setMinimumWidth(440)
        self._sets: list[tuple[Sequence[Handed], bool]] = []
        self.what, self.where, self.top = QComboBox(), QComboBox(), QSpinBox()
        self._count = QLabel()
        self._offer_sets(read, view, chosen)
        self._offer_targets(read, board)
        self._build()

    def chosen(self) -> list[Handed]:
        """Return what is to be carried, each once, in its order."""
        if self.what.currentIndex() < 0:
            return []
        listed, counted = self._sets[self.what.currentIndex()]
        return list(listed[: self.top.value()] if counted else listed)

    def target(self) -> str:
        """Return the activity they go to, empty when there is none."""
        return str(self.where.currentData() or "")

    def _offer_sets(self, read: Reader, view: BoardView, chosen: Sequence[Face]) -> None:
        _ = self._
        faces = view.shown
        self._add(_("Selected cards"), chosen)
        self._add(_("All cards"), faces)
        for cluster in view.clusters:
            self._add(_("Group: {title}", title=cluster.title or _("Untitled column")), view.faces.get(cluster.id, []))
        marked: list[tuple[str, Callable[[Face], bool]]] = [
            (_("Cards with a star"), lambda face: face.marks.star),
            (_("Visionary cards"), lambda face: face.marks.visionary),
        ]
        for text, fits in marked:
            self._add(text, [face for face in faces if fits(face)])
        dotted = sorted((f for f in faces if f.marks.total), key=lambda face: -face.marks.total)
        self._add(_("Cards with most dots"), dotted, counted=True)
        for item in agenda.activities(read):
            if item.kind == "vote" and (best := KINDS["vote"].left(read, item)):
                self._put(_("Best of the vote: {title}", title=item.title), best, counted=True)

    def _add(self, text: str, faces: Sequence[Face], *, counted: bool = False) -> None:
        told = {face.card.idea: face.card.text for face in faces if not face.card.covered}
        self._put(text, [Handed(words, idea) for idea, words in told.items()], counted=counted)

    def _put(self, text: str, listed: Sequence[Handed], *, counted: bool) -> None:
        if listed:
            self._sets.append((listed, counted))
            self.what.addItem(text)

    def _offer_targets(self, read: Reader, board: Activity) -> None:
        for item in agenda.activities(read):
            kind = KINDS.get(item.kind)
            if kind is not None and kind.takes_ideas and item.id != board.id:
                self.where.addItem(f"{item.title}  ({self._(kind.name)})", item.id)
        listed = [item.id for item in agenda.activities(read)]
        later = [i for i in range(self.where.count()) if listed.index(self.where.itemData(i)) > listed.index(board.id)]
        self.where.setCurrentIndex(later[0] if later else 0)

    def _build(self) -> None:
        _ = self._
        ease(self.top)
        self.top.setRange(1, 99)
        self.top.setValue(_DEFAULT_TOP)
        form = QFormLayout()
        form.addRow(_("What"), self.what)
        form.addRow(_("How many at most"), self.top)
        form.addRow(_("Where to"), self.where)
        buttons = QDialogButtonBox()
        self._ok = buttons.addButton(_("Carry over"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._ok.setProperty("variant", "primary")
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self._count)
        layout.addWidget(buttons)
        self.what.currentIndexChanged.connect(lambda index: self._say())
        self.top.valueChanged.connect(lambda value: self._say())
        self._say()

    def _say(self) -> None:
        _ = self._
        counted = self.what.currentIndex() >= 0 and self._sets[self.what.currentIndex()][1]
        self.top.setEnabled(counted)
        going = len(self.chosen())
        there = bool(self.target())
        text = noun(self._word).counted(_, going)
        self._count.setText(text if there else _("There is no other board, vote or plan in the agenda yet."))
        self._ok.setEnabled(bool(going) and there)

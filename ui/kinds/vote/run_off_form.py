"""The votes of a run-off held in the room: a number for each tied option, none of them there until it is typed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QSpinBox, QWidget

from labapp.wording.translate import Translator
from ui import theme as t
from ui.widgets.style import ease

_NONE = -1
_MOST = 100_000


class RunOffForm(QWidget):
    """A field an option; `places` is for how many there is room, 0 where every option needs a place of its own."""

    changed = Signal()

    def __init__(self, tied: list[tuple[str, str]], places: int, _: Translator) -> None:
        super().__init__()
        self._ = _
        self._places = places or len(tied) - 1
        self._every = not places
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(t.SPACE_S)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.votes: dict[str, QSpinBox] = {}
        for text, ident in tied:
            spin = QSpinBox()
            spin.setRange(_NONE, _MOST)
            spin.setSpecialValueText("–")
            spin.setValue(_NONE)
            spin.setAccessibleName(_("Votes in the run-off: {option}", option=text))
            ease(spin)
            spin.valueChanged.connect(lambda _value: self.changed.emit())
            label = QLabel(text)
            label.setWordWrap(True)
            form.addRow(label, spin)
            self.votes[ident] = spin

    def result(self) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """Return the options with most votes first, and their votes."""
        ranked = sorted(self.votes, key=lambda ident: -self.votes[ident].value())
        return tuple(ranked), tuple(self.votes[ident].value() for ident in ranked)

    def lacking(self) -> str:
        """Say what is missing for a result, nothing when there is one."""
        _order, votes = self.result()
        if min(votes, default=_NONE) == _NONE:
            return self._("the votes of every option")
        edges = range(1, len(votes)) if self._every else (self._places,)
        level = any(votes[at - 1] == votes[at] for at in edges if 0 < at < len(votes))
        return self._("a run-off that has decided: these votes are level too") if level else ""

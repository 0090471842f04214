"""Hands and stickers counted by the moderator: as a whole or by sector, the way asked for before it is changed."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QMessageBox, QVBoxLayout, QWidget

from labapp.changes import Change
from labapp.kinds.vote import figure_words, hand_words, hands, rounds, words
from labapp.kinds.vote.rounds import Round
from ui import theme as t
from ui.context import Context
from ui.kinds.vote.hands_table import HandsTable


class HandsSide(QWidget):
    """The table with its title, the way of counting, and what it comes to among those without a ballot."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._ = context._
        self._vote = ""
        side = QVBoxLayout(self)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(t.SPACE_S)
        head = QHBoxLayout()
        self.title = QLabel()
        self.title.setProperty("role", "section")
        self.by_sector = QCheckBox(self._("Count by sector"))
        self.by_sector.clicked.connect(self._switch)
        head.addWidget(self.title, 1)
        head.addWidget(self.by_sector)
        side.addLayout(head)
        self.table = HandsTable(context)
        side.addWidget(self.table, 1)
        self.counted = QLabel()
        self.counted.setProperty("role", "secondary")
        self.counted.setWordWrap(True)
        side.addWidget(self.counted)

    def refresh(self, now: Round) -> None:
        """Show what has been counted, in the way it was; before the first count the tick stays as it was set."""
        _ = self._
        read = self.context.lab.read
        way = hands.way(read, now.id)
        if way or now.id != self._vote:
            with QSignalBlocker(self.by_sector):
                self.by_sector.setChecked(way in (hands.SECTORS, hands.MIXED))
        self._vote = now.id
        self.title.setText(words.channel(hand_words.name(now.terms), _))
        self.table.refresh(now, by_sector=self.by_sector.isChecked())
        raised, exact = hands.people(read, now.id)
        progress = figure_words.progress(raised, hands.able(read, now.id), exact, _)
        said = _("Of those without a ballot: {progress}. Type a number, Enter goes on.", progress=progress)
        self.counted.setText(said)

    def _switch(self, by_sector: bool) -> None:
        """Count in the other way; what has been counted so far is taken away only when that is said."""
        now = rounds.get(self.context.lab.read, self._vote)
        wanted = hands.SECTORS if by_sector else hands.WHOLE
        if hands.way(self.context.lab.read, self._vote) in ("", wanted):
            self.refresh(now)
        elif self._sure(by_sector):
            self.begin_again()
        else:
            self.by_sector.setChecked(not by_sector)

    def begin_again(self) -> None:
        """Take all counts away; undo brings them back together with their way."""
        vote = self._vote

        def write(tx: Change) -> bool:
            hands.begin_again(tx, vote)
            return True

        self.context.run("vote.hands-again", write)
        self.refresh(rounds.get(self.context.lab.read, vote))

    def _sure(self, by_sector: bool) -> bool:
        _ = self._
        said = (
            _("The whole room has been counted. Count anew by sector?") if by_sector
            else _("The room has been counted by sector. Count anew as a whole?")
        )  # fmt: skip
        question = QMessageBox(QMessageBox.Icon.Question, _("Count anew"), said, parent=self)
        question.setInformativeText(_("The numbers typed so far are taken away; Ctrl+Z brings them back."))
        anew = question.addButton(_("Count anew"), QMessageBox.ButtonRole.AcceptRole)
        keep = question.addButton(_("Keep the numbers"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(keep)
        question.setEscapeButton(keep)
        question.exec()
        return question.clickedButton() is anew

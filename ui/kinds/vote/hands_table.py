"""Raised hands by keyboard: a number, Enter, the next; what is impossible is refused with a sentence and put back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from labapp.changes import Change
from labapp.kinds.vote import entitled, figure_words, hand_words, hands, options
from labapp.kinds.vote.options import Choice
from labapp.kinds.vote.rounds import Round
from labapp.model import people
from ui import theme as t
from ui.context import Context
from ui.kinds.vote.whole_words import WholeWords
from ui.stage.fitting import clean
from ui.widgets.plain import shortened
from ui.widgets.style import px

_PLACE = Qt.ItemDataRole.UserRole
_LONGEST = 120
"""Letters of an option's words in its row; they wrap, and the whole is in the tool tip."""
_NUMBER, _LETTER, _WORDS = 104, 44, 120
"""Widths by sector: of a column of numbers under a name or under a letter, and the least of the words."""
_NUMBERS = QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked


class HandsTable(QTableWidget):
    """Rows are options (and answers), columns the room as a whole or its sectors; the first column names the row."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._ = context._
        self._vote = ""
        self._filling = self._refused = False
        self._built: tuple[str, list[tuple[str, str, str]], list[tuple[str | None, str]]] = ("", [], [])
        self._letters: dict[str, str] = {}
        self.setAccessibleName(self._("Hands"))
        self.setEditTriggers(_NUMBERS)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.words = WholeWords(self)
        self.setItemDelegateForColumn(0, self.words)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setMinimumSectionSize(_LETTER - 8)
        head.setDefaultAlignment(Qt.AlignmentFlag(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap))
        self.itemChanged.connect(self._typed)

    def refresh(self, now: Round, *, by_sector: bool) -> None:
        """Show the counts; keeps the place of the cursor and what is being typed."""
        self._vote = now.id
        read = self.context.lab.read
        voters = entitled.frozen(read, now.id) if by_sector else []
        sides = {voter.sector for voter in voters}  # as they were at opening: one set aside since votes all the same
        listed = people.still(people.sectors(read, retired=True), *sides) if by_sector else []
        sectors = [(s.id, s.name) for s in listed]
        self._letters = {s.name: s.letter for s in listed}
        if sectors and None in sides:
            sectors.append((entitled.NO_SECTOR, self._("no sector")))
            self._letters[self._("no sector")] = entitled.NO_SECTOR
        whole = (None, hand_words.raised(now.terms, self._))
        columns: list[tuple[str | None, str]] = [*sectors] if sectors else [whole]
        rows = [
            (choice.id, answer, self._label(choice, answer, now))
            for choice in options.of_vote(read, now.id)
            for answer in now.terms.form.hand_answers
        ]
        if now.terms.form.hands_per_person(now.terms.limits) > 1 and not by_sector:
            rows.append(("", hands.PEOPLE, hand_words.raisers(now.terms, self._)))
        found = {(item.option or "", item.answer, item.sector): item.count for item in hands.counts(read, now.id)}
        self._filling = True
        if (now.id, rows, columns) != self._built:
            self._built = (now.id, rows, columns)
            self._build(rows, columns)
        # an editor may be open in a cell: items are kept and only their texts follow
        for row, (option, answer, _label) in enumerate(rows):
            for column, (sector, _name) in enumerate(columns, 1):
                count = found.get((option, answer, sector))
                cell = self.item(row, column)
                if cell is not None:
                    cell.setText("" if count is None else str(count))
        self._filling = False

    def _build(self, rows: list[tuple[str, str, str]], columns: list[tuple[str | None, str]]) -> None:
        self.setRowCount(len(rows))
        self.setColumnCount(1 + len(columns))
        for column, name in enumerate((self._("Option"), *(name for _sector, name in columns))):
            heading = QTableWidgetItem(name)
            if column == 0:  # over its words, which begin at the left
                heading.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            self.setHorizontalHeaderItem(column, heading)
        self._share_width()
        for row, (option, answer, label) in enumerate(rows):
            named = QTableWidgetItem(label)
            named.setFlags(Qt.ItemFlag.NoItemFlags)
            named.setForeground(self.palette().text())
            self.setItem(row, 0, named)
            for column, (sector, name) in enumerate(columns, 1):
                item = QTableWidgetItem()
                item.setData(_PLACE, (option, answer, sector or ""))
                item.setToolTip(f"{label} · {name}".replace("\n", " · "))
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(row, column, item)
        self.setCurrentCell(0, 1)

    def _share_width(self) -> None:
        """Give the words what the numbers leave, and never less than they can be read in."""
        head = self.horizontalHeader()
        numbers = self.columnCount() - 1
        if numbers < 1:
            return
        if not self._letters:
            head.setFixedHeight(head.fontMetrics().lineSpacing() + t.SPACE_M)
            head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
            head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
            return
        room, scale = self.viewport().width(), self.font().pixelSize() / t.CONSOLE_BODY
        named = room - numbers * px(_NUMBER, scale) >= px(_WORDS, scale)
        width = px(_NUMBER if named else _LETTER, scale)
        head.setFixedHeight(head.fontMetrics().lineSpacing() * (2 if named else 1) + t.SPACE_M)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for column in range(1, 1 + numbers):
            self.setColumnWidth(column, width)
            self._head(column, named)
        self.setColumnWidth(0, max(1, room - numbers * width))

    def _head(self, column: int, named: bool) -> None:
        """Name a sector over its column, a word a line, or by its letter where that is too narrow."""
        item, (_sector, name) = self.horizontalHeaderItem(column), self._built[2][column - 1]
        if item is not None:
            item.setText(name.replace(" ", "\n") if named else self._letters.get(name, name))
            item.setToolTip(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width out."""
        super().resizeEvent(event)
        self._share_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next count; the rest walks and types."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # while a number is typed, Enter comes here too, before the number is kept: closeEditor goes on then
            if self.state() != QAbstractItemView.State.EditingState:
                self.go_on()
        else:
            super().keyPressEvent(event)

    def go_on(self) -> None:
        """Put the cursor into the next count, column by column."""
        row, column = self.currentRow() + 1, self.currentColumn()
        if row >= self.rowCount():
            row, column = 0, column + 1 if column + 1 < self.columnCount() else 1
        self.setCurrentCell(row, column)

    def closeEditor(self, editor: object, hint: object) -> None:
        """End typing; after Enter the next count is due."""
        if isinstance(editor, QWidget) and isinstance(hint, QAbstractItemDelegate.EndEditHint):
            super().closeEditor(editor, hint)
            if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
                self.go_on()

    def keep_typed(self) -> bool:
        """Keep a number that is still being typed, and tell whether it could be kept."""
        self._refused = False
        for editor in self.viewport().findChildren(QLineEdit):
            if editor.isVisible():  # one that is done with lives on, hidden, until Qt takes it away
                self.commitData(editor)
        return not self._refused

    def _label(self, choice: Choice, answer: str, now: Round) -> str:
        """Name a row in full; further answers to the same option repeat its number only."""
        answers = now.terms.form.hand_answers
        number, short = choice.number, shortened(clean(choice.title), _LONGEST)
        if len(answers) == 1:
            return f"{number}.  {short}"
        said = figure_words.answer(answer, self._)
        return f"{number}.  {short}\n{number}.  {said}" if answer == answers[0] else f"{number}.  {said}"

    def _typed(self, item: QTableWidgetItem) -> None:
        if self._filling:
            return
        text = item.text().strip()
        option, answer, sector = item.data(_PLACE)
        if not text.isascii() or not (text.isdigit() or not text):
            self.context.tell(self._("Type a whole number."), "warning")
            self._put_back(item)
            return

        def write(tx: Change) -> bool:
            hands.enter(tx, self._vote, option or None, int(text or 0), answer, sector or None)
            return True

        if self.context.run("vote.hands", write) is None:
            self._put_back(item)

    def _put_back(self, item: QTableWidgetItem) -> None:
        self._refused = True
        option, answer, sector = item.data(_PLACE)
        kept = [
            str(found.count)
            for found in hands.counts(self.context.lab.read, self._vote)
            if (found.option or "", found.answer, found.sector or "") == (option, answer, sector)
        ]
        self._filling = True
        item.setText(kept[0] if kept else "")
        self._filling = False

"""The layouts of a board one above the other, of which one is seen: what is chosen there, and who wants what."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from labapp.kinds.board import layouts
from labapp.kinds.board.stage import on_matrix
from labapp.wording.translate import Translator
from ui.kinds.base import looks
from ui.kinds.board.canvas import CanvasLayout
from ui.kinds.board.column import KEYS
from ui.kinds.board.column_row import ColumnRow
from ui.kinds.board.faces import BoardView
from ui.kinds.board.gestures import CardGestures
from ui.kinds.board.list_view import ListView
from ui.kinds.board.matrix_view import MatrixView
from ui.kinds.board.model import Face
from ui.kinds.board.sort_panel import SortPanel
from ui.theme import SPACE_M, SPACE_XL

COLUMNS, EMPTY, LIST, MATRIX, SORT, CANVAS, NOTHING = range(7)  # places in the stack
_LEAST = 320


class LayoutStack(QStackedWidget):
    """Shows a BoardView in the layout it is told; the page writes what is wanted."""

    wanted = Signal(str)  # a word of KEYS, or "list"
    menu_wanted = Signal(QWidget, QPoint)
    aimed = Signal(int)
    everything_wanted = Signal()
    chosen_changed = Signal()

    def __init__(self, page: CardGestures) -> None:
        super().__init__()
        self._page, self._ = page, page.context._
        context = page.context
        self.row = ColumnRow(page)
        self.list_view = ListView({**KEYS, Qt.Key.Key_L: "list"}, context._)
        self.matrix = MatrixView(context.theme, KEYS, context._)
        self.sorter = SortPanel(context._)
        self.canvas = CanvasLayout(page, KEYS)
        self.canvas.setMinimumWidth(_LEAST)  # its row of buttons must not make the whole window wider
        self.nothing = Nothing(context._)
        for widget in (self.row, self._empty(), self.list_view, self.matrix, self.sorter, self.canvas, self.nothing):
            self.addWidget(widget)
        self._connect()

    @property
    def shown(self) -> int:
        """Return the place of the layout that is seen."""
        return self.currentIndex()

    def chosen(self) -> list[Face]:
        """Return the selected cards of the layout that is seen, column by column."""
        return self._seen().chosen()

    def reselect(self, placement: str) -> None:
        """Select one card after a change."""
        seen = self._seen()
        if isinstance(seen, ColumnRow):
            seen.reselect(placement)
        else:
            seen.select(placement)

    def _seen(self) -> ColumnRow | ListView | MatrixView | CanvasLayout:
        seen = self.currentWidget()
        return seen if isinstance(seen, ListView | MatrixView | CanvasLayout) else self.row

    def show_canvas(self, view: BoardView, matched: Collection[str] | None) -> None:
        """Show the plane; cards that are not `matched` by a search fade."""
        self.canvas.show_board(view, matched)
        self.setCurrentIndex(CANVAS)

    def show_list(self, view: BoardView) -> None:
        """Show one card a line."""
        untitled = self._("Untitled column")
        titles: dict[str | None, str] = {cluster.id: cluster.title or untitled for cluster in view.clusters}
        self.list_view.show_faces(view.shown, titles)
        self.setCurrentIndex(LIST)

    def show_matrix(self, view: BoardView, settings: dict[str, object]) -> None:
        """Show the cards between two axes, numbered as in the room."""
        numbers = {card.placement: number for number, card in enumerate(on_matrix(self._page.cards()), 1)}
        self.matrix.show_faces(view.shown, layouts.axes(settings), numbers)
        self.setCurrentIndex(MATRIX)

    def show_columns(self, view: BoardView, aimed: str | None) -> None:
        """Show the columns; without any, how to begin."""
        self.row.fill(view, aimed)
        self.setCurrentIndex(COLUMNS if self.row.columns else EMPTY)

    def show_nothing(self, words: str) -> None:
        """Say that nothing fits what is looked for, with the way out."""
        self.nothing.say(words)
        self.setCurrentIndex(NOTHING)

    def _connect(self) -> None:
        self.nothing.show_all.clicked.connect(self.everything_wanted)
        row, listed, matrix = self.row, self.list_view, self.matrix
        for changed in (row.chosen_changed, listed.itemSelectionChanged, matrix.list.itemSelectionChanged):
            changed.connect(self.chosen_changed)
        for layout in (row, listed, matrix, self.canvas):
            layout.wanted.connect(self.wanted)
        for layout in (row, self.canvas):
            layout.menu_wanted.connect(self.menu_wanted)
        row.aimed.connect(self.aimed)
        listed.doubleClicked.connect(lambda index: self.wanted.emit("edit"))
        matrix.list.itemDoubleClicked.connect(lambda item: self.wanted.emit("edit"))
        for view in (listed, matrix.list):
            view.customContextMenuRequested.connect(lambda point, view=view: self.menu_wanted.emit(view, point))

    def _empty(self) -> QWidget:
        _ = self._
        label = QLabel(_("No cards yet.\nWrite the first one below and press Enter, paste a list, or add columns."))
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setProperty("role", "secondary")
        label.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_XL)
        return label


class Nothing(QWidget):
    """A search or filter that nothing fits; one button shows the board again."""

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setProperty("role", "secondary")
        self.show_all = QPushButton(_("Show all cards"))
        looks(self.show_all)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE_M)
        layout.addStretch(1)
        layout.addWidget(self._words)
        layout.addWidget(self.show_all, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

    def say(self, words: str) -> None:
        """Show what was looked for."""
        self._words.setText(words)

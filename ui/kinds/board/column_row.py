"""The columns side by side, or as fields two by two: keeps their widgets in step, carries cards between them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QScrollArea, QWidget

from labapp.changes import Change
from labapp.model import ideas
from labapp.wording.nouns import noun
from ui.kinds.board.column import Column
from ui.kinds.board.dialogs import ask_text
from ui.kinds.board.faces import BoardView
from ui.kinds.board.gestures import CardGestures
from ui.kinds.board.model import Face
from ui.theme import SPACE_S

_LEAST_FIELD = 140  # a heading and one card; more rows of fields than fit are scrolled


class ColumnRow(QScrollArea):
    """One widget per column (None: cards in no column); columns that stay keep their widget, scroll and selection."""

    wanted = Signal(str)  # a word of KEYS
    menu_wanted = Signal(QWidget, QPoint)
    aimed = Signal(int)
    chosen_changed = Signal()

    def __init__(self, page: CardGestures) -> None:
        super().__init__()
        self._page = page
        self._context = page.context
        self.columns: dict[str | None, Column] = {}
        self._places: list[tuple[int, int]] = []
        self._placed: list[Column] = []
        inner = QWidget()
        self._row = QGridLayout(inner)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE_S)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the lists inside are the Tab stops
        self.setWidget(inner)

    def chosen(self) -> list[Face]:
        """Return the selected cards, column by column."""
        return [face for column in self.columns.values() for face in column.chosen()]

    def reselect(self, placement: str) -> None:
        """Select one card only."""
        for column in self.columns.values():
            column.list.clearSelection()
        next((column for column in self.columns.values() if column.select(placement)), None)

    def sync(self, view: BoardView, *, fields: bool = False) -> None:
        """Have a widget for each column of the board, in its order; fields lie two by two, as in the room."""
        keys = _keys(view)
        for key in [key for key in self.columns if key not in keys]:
            gone = self.columns.pop(key)
            self._row.removeWidget(gone)
            gone.hide()  # at once: Qt deletes later
            gone.deleteLater()
        for key in keys:
            if key not in self.columns:
                self.columns[key] = self._make(key)
        self.columns = {key: self.columns[key] for key in keys}
        across = 2 if fields and len(keys) > 1 else max(1, len(keys))
        places = [divmod(index, across) for index in range(len(keys))]
        if places != self._places or list(self.columns.values()) != self._placed:
            self._place(places, across)

    def _place(self, places: list[tuple[int, int]], across: int) -> None:
        for line in range(self._row.columnCount()):
            self._row.setColumnStretch(line, int(line < across))
        for line in range(self._row.rowCount()):
            self._row.setRowStretch(line, 0)
        self._places, self._placed = places, list(self.columns.values())
        for column, (down, right) in zip(self._placed, places, strict=True):
            self._row.addWidget(column, down, right)  # one that lies in the grid already moves
            self._row.setColumnStretch(right, 1)
            self._row.setRowStretch(down, 1)
            column.setMinimumHeight(_LEAST_FIELD if places[-1][0] else 0)

    def fill(self, view: BoardView, aimed: str | None) -> None:
        """Show the cards; `aimed` is the column where Enter puts the next one."""
        word, _ = noun(self._page.word), self._context._
        titles = {cluster.id: cluster.title for cluster in view.clusters}
        for number, (key, column) in enumerate(self.columns.items(), 1):
            faces = view.faces.get(key, [])
            column.show_column(
                number if key else 0, titles.get(key or "", ""), faces, word.counted(_, len(faces)),
                aimed=key == aimed and len(self.columns) > 1, alone=len(self.columns) == 1, begun=bool(view.total),
            )  # fmt: skip

    def carry(self, columns: int, rows: int) -> None:
        """Move the selected cards by columns to the right and rows down."""
        cards = self._page.chosen()
        if not cards:
            return
        keys = list(self.columns)
        source = keys.index(cards[0].card.cluster if cards[0].card.cluster in self.columns else None)
        target = keys[min(max(0, source + columns), len(keys) - 1)]
        placements = [face.card.placement for face in cards]
        if columns:
            row = self.columns[target].model.rowCount()
        else:
            first = self.columns[target].model.row_of(placements[0])
            row = max(0, first + rows) if rows < 0 else first + len(placements) + rows
        self.drop(placements, target, row)

    def drop(self, placements: list[str], cluster: str | None, row: int) -> None:
        """Put cards into a column before the card that now stands in `row`."""
        faces = self.columns[cluster].model.faces()
        ahead = [face.card.placement for face in faces[:row] if face.card.placement not in placements]
        after = ahead[-1] if ahead else None

        def write(tx: Change) -> None:
            behind = after
            for placement in placements:
                behind = ideas.move(tx, placement, cluster, behind)

        self._context.run("idea.move", write, n=len(placements))
        self._page.reselect(placements[0])

    def _make(self, cluster: str | None) -> Column:
        column = Column(cluster, self._context.theme, self._context._)
        column.model.dropped.connect(lambda placements, row: self.drop(placements, cluster, row))
        column.list.carried.connect(self.carry)
        column.list.wanted.connect(self.wanted)
        column.list.selectionModel().selectionChanged.connect(lambda *_changes: self.chosen_changed.emit())
        column.list.doubleClicked.connect(lambda index: self._page.edit_card())
        column.list.customContextMenuRequested.connect(
            lambda point: self.menu_wanted.emit(column.list.viewport(), point)
        )
        column.list.pressed.connect(lambda index: self._only(column))
        column.renamed.connect(self._rename)
        column.moved.connect(self._move)
        column.retired.connect(self._retire)
        column.aimed.connect(lambda key: self.aimed.emit(list(self.columns).index(key)))
        return column

    def _only(self, pressed: Column) -> None:
        # A selection lives in one column at a time unless Ctrl is held: otherwise Delete would hit cards out of sight.
        if not QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
            for column in self.columns.values():
                if column is not pressed:
                    column.list.clearSelection()

    def _rename(self, cluster: str) -> None:
        _ = self._context._
        clusters = ideas.clusters(self._context.lab.read, self._page.activity_id)
        title = next((item.title for item in clusters if item.id == cluster), "")
        words = ask_text(self, _("Rename column"), _("Name of the column"), title, _)
        if words:
            self._context.run("cluster.edit", lambda tx: ideas.edit_cluster(tx, cluster, title=words))

    def _move(self, cluster: str, places: int) -> None:
        self._context.run("cluster.move", lambda tx: ideas.move_cluster(tx, cluster, places))

    def _retire(self, cluster: str) -> None:
        self._context.run("cluster.retire", lambda tx: ideas.retire_cluster(tx, cluster))


def _keys(view: BoardView) -> list[str | None]:
    keys: list[str | None] = [cluster.id for cluster in view.clusters]
    if not keys or view.faces.get(None):
        keys.append(None)
    return keys if view.total or view.shown or len(keys) > 1 or keys[0] is not None else []

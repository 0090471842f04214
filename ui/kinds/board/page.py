"""The board on the console: columns of cards, the capture line below, every gesture one named change."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from labapp.changes import Change, ChangeSet
from labapp.kinds.board.kind import Board
from labapp.model import ideas, people
from labapp.wording.nouns import noun
from ui.context import Context
from ui.kinds.base import KindPage, PageAction
from ui.kinds.board.capture import CaptureLine
from ui.kinds.board.card_dialog import CardDialog
from ui.kinds.board.column import Column
from ui.kinds.board.dialogs import ask_text, confirm_many, settings_dialog
from ui.kinds.board.faces import BoardView, read_board
from ui.kinds.board.importing import import_ideas
from ui.kinds.board.model import Face
from ui.theme import SPACE_S, SPACE_XL

_WATCHED = ("ideas", "placements", "clusters", "activities", "sectors", "participants")


class BoardPage(KindPage):
    """One board. The page never owns cards: it reads them anew after each change."""

    def __init__(self, context: Context, activity_id: str, parent: QWidget | None = None) -> None:
        super().__init__(context, activity_id, parent)
        self._columns: dict[str | None, Column] = {}
        self._view = BoardView((), {}, 0)
        self._stage_page = 0
        self._count = QLabel()
        self._search = QLineEdit()
        self.capture = CaptureLine(context.theme, context._)
        self._row = QHBoxLayout()
        self._stack = QStackedLayout()
        self._build()
        self.refresh()

    # --- what the console asks ------------------------------------------------------------------------------------

    def refresh(self, changes: ChangeSet | None = None) -> None:
        """Read the board again when anything it shows has changed."""
        if changes is not None and not changes.touches(*_WATCHED):
            return
        self._view = read_board(self.context.lab.read, self.activity_id, self._settings(), self._search.text())
        self._sync_columns()
        self._fill_columns()
        self._offer()
        self._stack.setCurrentIndex(0 if self._columns else 1)

    def page_actions(self) -> list[PageAction]:
        """Return what can be done on a board."""
        _ = self._
        chosen = bool(self.chosen())
        return [
            PageAction("board.column", _("New column…"), self.add_column, "Ctrl+Shift+C", "columns-3"),
            PageAction("board.edit", _("Edit card…"), self.edit_card, "", "pencil", enabled=chosen),
            PageAction("board.merge", _("Merge cards"), self.merge, "Ctrl+M", "merge", enabled=len(self.chosen()) > 1),
            PageAction("board.retire", _("Set card aside"), self.retire, "", "archive", enabled=chosen),
            PageAction("board.find", _("Find a card"), self._find, "Ctrl+F", "search"),
            PageAction("board.import", _("Import cards…"), self.import_cards, "", "upload"),
            PageAction("board.settings", _("Board settings…"), self.edit_settings, "", "settings"),
        ]

    def focus_capture(self) -> None:
        """Put the cursor into the capture line."""
        self.capture.edit.setFocus()

    def stage_page(self) -> int:
        """Return the page the room sees."""
        return self._stage_page

    def step(self, forward: bool) -> bool:
        """Turn the stage's page."""
        self._stage_page += 1 if forward else -1
        self.context.signals.stage_changed.emit()
        return True

    # --- gestures -------------------------------------------------------------------------------------------------

    def chosen(self) -> list[Face]:
        """Return the selected cards, column by column."""
        return [face for column in self._columns.values() for face in column.chosen()]

    def add(self, words: str) -> None:
        """Put one card where the line says."""
        line, cluster = self.capture, self._aimed()
        done = self.context.run(
            "idea.add",
            lambda tx: ideas.add(tx, self.activity_id, words, cluster=cluster, author=line.author, sector=line.sector),
        )
        if done:
            line.accepted()
            self._columns[cluster].show_last()

    def add_many(self, lines: list[str]) -> None:
        """Put every pasted line on a card of its own, after one question; one step to undo."""
        if not confirm_many(self, lines, self._settings()["noun"], self._):
            return
        line, cluster = self.capture, self._aimed()

        def write(tx: Change) -> int:
            for words in lines:
                ideas.add(tx, self.activity_id, words, cluster=cluster, author=line.author, sector=line.sector)
            return len(lines)

        self.context.run("idea.paste", write, n=len(lines))
        self.focus_capture()

    def edit_card(self) -> None:
        """Open the selected card in full."""
        face = next(iter(self.chosen()), None)
        if face is None:
            return
        read, _ = self.context.lab.read, self._
        merged = [ideas.text(read, idea) for idea in ideas.merged(read, face.card.idea)]
        dialog = CardDialog(face, people.sectors(read), merged, _, self)
        if dialog.exec() != CardDialog.DialogCode.Accepted:
            return
        edit = dialog.value()
        self.context.run(
            "idea.edit",
            lambda tx: ideas.edit(
                tx, face.card.idea, text=edit.text, note=edit.note, color=edit.color, sector=edit.sector
            ),
        )
        self._reselect(face.card.placement)

    def retire(self) -> None:
        """Set the selected cards aside; undo brings them back."""
        cards = self.chosen()
        if cards:
            self._each("idea.retire", lambda tx, face: ideas.retire(tx, face.card.idea), cards)

    def merge(self) -> None:
        """Let the first selected card speak for the others; all words are kept."""
        cards = self.chosen()
        if len(cards) < 2:
            self.context.tell(self._("Select two or more cards to merge (Ctrl+click or Shift+arrows)."))
            return
        keep, others = cards[0].card, [face.card.idea for face in cards[1:]]
        self.context.run("idea.merge", lambda tx: ideas.merge(tx, keep.idea, others), n=len(cards))
        self._reselect(keep.placement)

    def carry(self, columns: int, rows: int) -> None:
        """Move the selected cards by columns to the right and rows down."""
        cards = self.chosen()
        if not cards:
            return
        keys = list(self._columns)
        source = keys.index(cards[0].card.cluster if cards[0].card.cluster in self._columns else None)
        target = keys[min(max(0, source + columns), len(keys) - 1)]
        placements = [face.card.placement for face in cards]
        if columns:
            row = self._columns[target].model.rowCount()
        else:
            first = self._columns[target].model.row_of(placements[0])
            row = max(0, first + rows) if rows < 0 else first + len(placements) + rows
        self.drop(placements, target, row)

    def drop(self, placements: list[str], cluster: str | None, row: int) -> None:
        """Put cards into a column before the card that now stands in `row`."""
        faces = self._columns[cluster].model.faces()
        ahead = [face.card.placement for face in faces[:row] if face.card.placement not in placements]
        after = ahead[-1] if ahead else None

        def write(tx: Change) -> None:
            behind = after
            for placement in placements:
                ideas.move(tx, placement, cluster, behind)
                behind = placement

        self.context.run("idea.move", write, n=len(placements))
        self._reselect(placements[0])

    def add_column(self) -> None:
        """Ask for a name and add a column."""
        title = ask_text(self, self._("New column"), self._("Name of the column"), "", self._)
        if title:
            self.context.run("cluster.add", lambda tx: ideas.add_cluster(tx, self.activity_id, title))

    def import_cards(self) -> None:
        """Take cards over from a file: preview first, nothing until confirmed."""
        import_ideas(self, self.context, self.activity_id, self._aimed())

    def edit_settings(self) -> None:
        """Choose what the cards are called and whose voice is kept."""
        settings_dialog(self, self.context, self.activity)

    # --- drawing --------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        _ = self._
        self._count.setProperty("role", "secondary")
        self._search.setPlaceholderText(_("Find a card"))
        self._search.setClearButtonEnabled(True)
        self._search.setMaximumWidth(220)
        self._search.setAccessibleName(_("Find a card"))
        self._search.textChanged.connect(lambda text: self.refresh())
        head = QHBoxLayout()
        head.addWidget(self._count, 1)
        head.addWidget(self._search)
        inner = QWidget()
        inner.setLayout(self._row)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE_S)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inner)
        self._stack.addWidget(area)
        self._stack.addWidget(self._empty())
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(SPACE_S)
        body.addLayout(head)
        body.addLayout(self._stack, 1)
        body.addWidget(self.capture)
        self.capture.captured.connect(self.add)
        self.capture.pasted.connect(self.add_many)
        self.capture.column_changed.connect(lambda index: self._fill_columns())
        for number in range(1, 10):
            keys = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(lambda index=number - 1: self._aim(index))

    def _empty(self) -> QWidget:
        _ = self._
        label = QLabel(_("No cards yet.\nWrite the first one below and press Enter, paste a list, or add columns."))
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setProperty("role", "secondary")
        label.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_XL)
        return label

    def _settings(self) -> dict[str, str]:
        return Board().upgrade(self.activity.settings)

    def _keys(self) -> list[str | None]:
        keys: list[str | None] = [cluster.id for cluster in self._view.clusters]
        if not keys or self._view.faces.get(None):
            keys.append(None)
        return keys if self._view.total or len(keys) > 1 or keys[0] is not None else []

    def _sync_columns(self) -> None:
        keys = self._keys()
        for key in [key for key in self._columns if key not in keys]:
            gone = self._columns.pop(key)
            self._row.removeWidget(gone)
            gone.deleteLater()
        for key in keys:
            if key not in self._columns:
                self._columns[key] = self._make_column(key)
        self._columns = {key: self._columns[key] for key in keys}
        for index, column in enumerate(self._columns.values()):
            if self._row.indexOf(column) != index:
                self._row.insertWidget(index, column)

    def _make_column(self, cluster: str | None) -> Column:
        column = Column(cluster, self.context.theme, self._)
        column.model.dropped.connect(lambda placements, row: self.drop(placements, cluster, row))
        column.list.carried.connect(self.carry)
        column.list.wanted.connect(self._wanted)
        column.list.doubleClicked.connect(lambda index: self.edit_card())
        column.list.customContextMenuRequested.connect(lambda point: self._menu(column, point))
        column.list.pressed.connect(lambda index: self._only(column))
        column.renamed.connect(self._rename)
        column.moved.connect(self._move_column)
        column.retired.connect(self._retire_column)
        column.aimed.connect(lambda key: self._aim(list(self._columns).index(key)))
        return column

    def _fill_columns(self) -> None:
        _ = self._
        word = noun(self._settings()["noun"])
        titles = {cluster.id: cluster.title for cluster in self._view.clusters}
        aimed = self._aimed()
        for number, (key, column) in enumerate(self._columns.items(), 1):
            faces = self._view.faces.get(key, [])
            column.show_column(
                number if key else 0, titles.get(key or "", ""), faces, word.counted(_, len(faces)), aimed=key == aimed
            )
        self._count.setText(word.counted(_, self._view.total))

    def _offer(self) -> None:
        read, settings = self.context.lab.read, self._settings()
        self.capture.offer(
            [cluster.title for cluster in self._view.clusters], people.sectors(read), people.participants(read),
            settings["attribution"],
        )  # fmt: skip
        self.capture.invite(self._("{invite} and press Enter", invite=noun(settings["noun"]).invite(self._)))

    # --- helpers --------------------------------------------------------------------------------------------------

    def _aimed(self) -> str | None:
        clusters = self._view.clusters
        return clusters[min(self.capture.column, len(clusters) - 1)].id if clusters else None

    def _aim(self, index: int) -> None:
        self.capture.aim(index)
        self.focus_capture()

    def _find(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    def _only(self, pressed: Column) -> None:
        # A selection lives in one column at a time unless Ctrl is held: otherwise Delete would hit cards out of sight.
        if not QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
            for column in self._columns.values():
                if column is not pressed:
                    column.list.clearSelection()

    def _each(self, code: str, operation: Callable[[Change, Face], None], cards: list[Face]) -> None:
        def write(tx: Change) -> None:
            for face in cards:
                operation(tx, face)

        self.context.run(code, write, n=len(cards))

    def _wanted(self, what: str) -> None:
        {"edit": self.edit_card, "retire": self.retire, "merge": self.merge, "note": self.edit_card}[what]()

    def _menu(self, column: Column, point: QPoint) -> None:
        menu = QMenu(self)
        wanted = ("board.edit", "board.merge", "board.retire")
        for action in (item for item in self.page_actions() if item.id in wanted):
            entry = menu.addAction(action.text, action.trigger)
            entry.setEnabled(action.enabled)
        menu.exec(column.list.viewport().mapToGlobal(point))

    def _reselect(self, placement: str) -> None:
        for column in self._columns.values():
            column.list.clearSelection()
        next((column for column in self._columns.values() if column.select(placement)), None)

    def _rename(self, cluster: str) -> None:
        title = next((item.title for item in self._view.clusters if item.id == cluster), "")
        words = ask_text(self, self._("Rename column"), self._("Name of the column"), title, self._)
        if words:
            self.context.run("cluster.edit", lambda tx: ideas.edit_cluster(tx, cluster, title=words))

    def _move_column(self, cluster: str, places: int) -> None:
        self.context.run("cluster.move", lambda tx: ideas.move_cluster(tx, cluster, places))

    def _retire_column(self, cluster: str) -> None:
        self.context.run("cluster.retire", lambda tx: ideas.retire_cluster(tx, cluster))

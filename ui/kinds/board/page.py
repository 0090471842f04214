"""The board on the console: its layouts, the capture line below, sorting; every gesture one named change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from labapp.changes import Change, ChangeSet
from labapp.errors import UserError
from labapp.kinds.board import hints, layouts, sorting
from labapp.kinds.board.stage import on_matrix
from labapp.model import agenda, facts, ideas, people
from labapp.wording.errors import error_sentence
from labapp.wording.nouns import noun
from labapp.wording.translate import translator
from ui.context import Context
from ui.kinds.base import PageAction
from ui.kinds.board.capture import CaptureLine
from ui.kinds.board.column import KEYS, Column
from ui.kinds.board.dialogs import ask_text, choose, confirm_many
from ui.kinds.board.faces import BoardView, read_board
from ui.kinds.board.gestures import CardGestures
from ui.kinds.board.importing import import_ideas
from ui.kinds.board.list_view import ListView
from ui.kinds.board.matrix_view import MatrixView
from ui.kinds.board.model import Face
from ui.kinds.board.sort_panel import SortPanel
from ui.kinds.board.toolbar import BoardBar
from ui.kinds.board.twins_panel import TwinsPanel
from ui.theme import SPACE_S, SPACE_XL

_WATCHED = ("ideas", "placements", "clusters", "activities", "sectors", "participants", "marks")
_COLUMNS, _EMPTY, _LIST, _MATRIX, _SORT = range(5)  # places in the stack


class BoardPage(CardGestures):
    """One board. The page never owns cards: it reads them anew after each change."""

    def __init__(self, context: Context, activity_id: str, parent: QWidget | None = None) -> None:
        super().__init__(context, activity_id, parent)
        self._columns: dict[str | None, Column] = {}
        self._view = BoardView((), {}, 0)
        self._stage_page = 0
        self.bar = BoardBar(context.theme, context._)
        self._search = self.bar.search
        self.capture = CaptureLine(context.theme, context._)
        self.list_view = ListView(KEYS, context._)
        self.matrix = MatrixView(context.theme, KEYS, context._)
        self.sorter = SortPanel(context._)
        self.twins = TwinsPanel(context._)
        self._hints: list[hints.Hint] = []
        self._row = QHBoxLayout()
        self._stack = QStackedLayout()
        self._build()
        self.refresh()

    # --- what the console asks ------------------------------------------------------------------------------------

    def refresh(self, changes: ChangeSet | None = None) -> None:
        """Read the board again when anything it shows has changed."""
        if changes is not None and not changes.touches(*_WATCHED):
            return
        settings = self.settings()
        on = sorting.is_on(settings)
        self.bar.setVisible(not on)
        self.capture.setVisible(not on)
        self.twins.setVisible(not on and self.twins.isVisibleTo(self))
        if on:  # the columns wait: nothing but the next card is drawn while the room looks at it
            self._stack.setCurrentIndex(_SORT)
            self.sorter.show_sorting(sorting.sorting(self.context.lab.read, self.activity_id, settings), self.word)
            return
        self._view = read_board(self.context.lab.read, self.activity_id, settings, self._, self.bar.wanted)
        self._sync_columns()
        self._show_layout(str(settings["layout"]), settings)
        self._offer(settings)
        if self.twins.isVisibleTo(self):
            self._show_twins(settings)

    def page_actions(self) -> list[PageAction]:
        """Return what can be done on a board now."""
        _, settings = self._, self.settings()
        end = PageAction("board.sort-end", _("End sorting"), self.end_sorting, "", "check")
        if sorting.is_on(settings):
            return [end]
        any_card, covered = self._view.total > 0, bool(self._view.covered)
        return [
            PageAction("board.column", _("New column…"), self.add_column, "Ctrl+Shift+C", "columns-3"),
            PageAction("board.sort", _("Sort card by card"), self.sort, "Ctrl+Shift+G", "layout-grid",
                       enabled=any_card),
            PageAction("board.cover", _("Stop collecting covered") if settings["covered"] else _("Collect covered"),
                       self.toggle_covered, "", "eye-off"),
            PageAction("board.reveal", _("Reveal covered cards"), self.reveal, "Ctrl+Shift+R", "eye",
                       enabled=covered),
            PageAction("board.edit", _("Edit card…"), self.edit_card, "", "pencil", enabled=any_card),
            PageAction("board.group", _("Group and name…"), self.group_chosen, "Ctrl+G", "group", enabled=any_card),
            PageAction("board.merge", _("Merge cards"), self.merge, "Ctrl+M", "merge", enabled=any_card),
            PageAction("board.twins", _("Look for similar cards"), self.look_for_twins, "Ctrl+Shift+M", "copy",
                       enabled=any_card),
            PageAction("board.carry", _("Carry over to…"), self.carry_over, "Ctrl+Shift+P", "arrow-right",
                       enabled=any_card),
            PageAction("board.split", _("Split card…"), self.split_card, "", "shuffle", enabled=any_card),
            PageAction("board.also", _("Put into a second group too…"), self.also_into, "", "copy", enabled=any_card),
            PageAction("board.star", _("Star"), lambda: self.mark("star"), "", "star", enabled=any_card),
            PageAction("board.visionary", _("Visionary"), lambda: self.mark("visionary"), "", "target",
                       enabled=any_card),
            PageAction("board.life", _("History of the card…"), self.show_life, "", "history", enabled=any_card),
            PageAction("board.retire", _("Set card aside"), self.retire, "", "archive", enabled=any_card),
            PageAction("board.find", _("Find a card"), self._find, "Ctrl+F", "search"),
            PageAction("board.import", _("Import cards…"), self.import_cards, "", "upload"),
            PageAction("board.settings", _("Board settings…"), self.edit_settings, "", "settings"),
        ]  # fmt: skip

    def focus_capture(self) -> None:
        """Put the cursor into the capture line; while sorting, onto the card."""
        (self.sorter if self._stack.currentIndex() == _SORT else self.capture.edit).setFocus()

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
        """Return the selected cards of the layout that is shown, column by column."""
        shown = self._stack.currentIndex()
        if shown == _LIST:
            return self.list_view.chosen()
        if shown == _MATRIX:
            return self.matrix.chosen()
        return [face for column in self._columns.values() for face in column.chosen()]

    def add(self, words: str) -> None:
        """Put one card where the line says."""
        line, cluster, covered = self.capture, self._aimed(), bool(self.settings()["covered"])
        done = self.context.run(
            "idea.add",
            lambda tx: ideas.add(
                tx, self.activity_id, words, cluster=cluster, author=line.author, sector=line.sector, covered=covered
            ),
        )
        if done:
            line.accepted()
            if cluster in self._columns:
                self._columns[cluster].show_last()

    def add_many(self, lines: list[str]) -> None:
        """Put every pasted line on a card of its own, after one question; one step to undo."""
        if not confirm_many(self, lines, self.word, self._):
            return
        line, cluster, covered = self.capture, self._aimed(), bool(self.settings()["covered"])

        def write(tx: Change) -> int:
            for words in lines:
                ideas.add(tx, self.activity_id, words, cluster=cluster, author=line.author, sector=line.sector,
                          covered=covered)  # fmt: skip
            return len(lines)

        self.context.run("idea.paste", write, n=len(lines))
        self.focus_capture()

    def toggle_covered(self) -> None:
        """Collect covered from now on, or openly; cards that lie there stay as they are."""
        self._put_settings(covered=not self.settings()["covered"])

    def arrange(self, layout: str) -> None:
        """Show the board in another layout, here and in the room."""
        self._put_settings(layout=layout)

    def add_fields(self, name: str) -> None:
        """Add the four groups of a set of fields, in the meeting's language, and show them two by two."""
        _ = translator(facts.get(self.context.lab.read, "language") or "pl")
        titles = [_(text) for text in layouts.FIELD_SETS[name]]

        def write(tx: Change) -> None:
            for title in titles:
                ideas.add_cluster(tx, self.activity_id, title)
            settings = agenda.activity(tx, self.activity_id).settings
            agenda.edit_activity(tx, self.activity_id, settings={**settings, "layout": layouts.FIELDS})

        self.context.run("cluster.add", write, n=len(titles))

    # --- hints ----------------------------------------------------------------------------------------------------

    def look_for_twins(self) -> None:
        """Search for near-duplicates beside the window and show them at the side; covered cards are left in peace."""
        open_cards = {card.idea: card.text for card in self._cards() if not card.covered}
        refused = frozenset(_pairs_of(self.settings()["not_twins"]))
        self.twins.show()
        self.twins.show_searching()
        self.twins.pairs.setFocus()
        self.context.jobs.start(hints.find, hints.Texts(tuple(open_cards.items()), refused), self._twins_found)

    def close_twins(self) -> None:
        """Put the hints away."""
        self.twins.hide()
        self.focus_capture()

    def _twins_found(self, found: list[hints.Hint]) -> None:
        self._hints = found
        self._show_twins(self.settings())

    def _show_twins(self, settings: dict[str, object]) -> None:
        refused = set(_pairs_of(settings["not_twins"]))
        left = [hint for hint in self._hints if frozenset((hint.one, hint.other)) not in refused]
        self.twins.show_hints(left, {card.idea: card.text for card in self._cards() if not card.covered})

    # --- sorting --------------------------------------------------------------------------------------------------

    def sort(self) -> None:
        """Sort the cards that lie in no group; when all lie in some, ask which group's."""
        source: str | None = None
        if not any(card.cluster is None and not card.covered for card in self._cards()):
            _ = self._
            titles = [cluster.title or _("Untitled column") for cluster in self._view.clusters]
            at = choose(self, _("Sort card by card"), _("Whose cards should be sorted"), titles, _)
            if at is None:
                return
            source = self._view.clusters[at].id
        self.context.run("sort.begin", lambda tx: sorting.begin(tx, self.activity_id, source))
        self._stage_page = 0
        self.sorter.setFocus()
        self.context.signals.stage_changed.emit()

    def end_sorting(self) -> None:
        """Show the board again; cards that still wait stay where they were."""
        self.context.run("sort.end", lambda tx: sorting.end(tx, self.activity_id))
        self.context.signals.stage_changed.emit()
        self.focus_capture()

    def _sort_put(self, number: int, *, also: bool = False) -> None:
        now = sorting.sorting(self.context.lab.read, self.activity_id, self.settings())
        card = now.card
        if card is None or number > len(now.groups):
            self.context.tell(self._("There is no group {number}. N makes one.", number=number), "warning")
            return
        cluster = now.groups[number - 1][0].id
        if also:
            self.context.run("sort.also", lambda tx: ideas.also(tx, card.placement, cluster))
        else:
            self.context.run("sort.put", lambda tx: sorting.put(tx, card.placement, cluster))

    def _sort_named(self, title: str) -> None:
        card = sorting.sorting(self.context.lab.read, self.activity_id, self.settings()).card
        if card is not None:
            self.context.run("sort.group", lambda tx: sorting.put_new(tx, self.activity_id, card.placement, title))

    def _sort_postponed(self) -> None:
        card = sorting.sorting(self.context.lab.read, self.activity_id, self.settings()).card
        if card is not None:
            self.context.run("sort.postpone", lambda tx: sorting.postpone(tx, card.placement))

    def _sort_taken_back(self) -> None:
        entry = self.context.lab.next_undo()
        if entry is None or entry.code not in sorting.STEPS:
            return
        try:
            self.context.lab.undo()
        except UserError as problem:
            self.context.tell(error_sentence(problem, self._), "danger")

    # --- moving ---------------------------------------------------------------------------------------------------

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
                behind = ideas.move(tx, placement, cluster, behind)

        self.context.run("idea.move", write, n=len(placements))
        self.reselect(placements[0])

    def add_column(self) -> None:
        """Ask for a name and add a column."""
        title = ask_text(self, self._("New column"), self._("Name of the column"), "", self._)
        if title:
            self.context.run("cluster.add", lambda tx: ideas.add_cluster(tx, self.activity_id, title))

    def import_cards(self) -> None:
        """Take cards over from a file: preview first, nothing until confirmed."""
        import_ideas(self, self.context, self.activity_id, self._aimed())

    # --- drawing --------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        inner = QWidget()
        inner.setLayout(self._row)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE_S)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inner)
        for widget in (area, self._empty(), self.list_view, self.matrix, self.sorter):
            self._stack.addWidget(widget)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(SPACE_S)
        body.addWidget(self.bar)
        middle = QHBoxLayout()
        middle.setSpacing(SPACE_S)
        middle.addLayout(self._stack, 1)
        middle.addWidget(self.twins)
        self.twins.hide()
        body.addLayout(middle, 1)
        body.addWidget(self.capture)
        self._connect()
        for number in range(1, 10):
            self._shortcut(f"Ctrl+{number}", partial(self._aim, number - 1))
        for number in range(10):
            self._shortcut(f"Alt+{number}", partial(self.capture.speak_numbered, number))
        self._shortcut("Ctrl+Shift+A", self.capture.speak_again)

    def _shortcut(self, keys: str, handler: Callable[[], None]) -> None:
        made = QShortcut(QKeySequence(keys), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(handler)

    def _connect(self) -> None:
        self.capture.captured.connect(self.add)
        self.capture.pasted.connect(self.add_many)
        self.capture.column_changed.connect(lambda index: self._fill_columns())
        self.bar.wanted_changed.connect(self.refresh)
        self.bar.layout_chosen.connect(self.arrange)
        self.bar.fields_chosen.connect(self.add_fields)
        self.bar.sort_asked.connect(self.sort)
        self.bar.reveal_asked.connect(self.reveal)
        self.twins.accepted.connect(self.merge_twins)
        self.twins.refused.connect(self.refuse_twins)
        self.twins.closed.connect(self.close_twins)
        self.sorter.put.connect(self._sort_put)
        self.sorter.also.connect(lambda number: self._sort_put(number, also=True))
        self.sorter.named.connect(self._sort_named)
        self.sorter.postponed.connect(self._sort_postponed)
        self.sorter.taken_back.connect(self._sort_taken_back)
        self.sorter.ended.connect(self.end_sorting)
        self.list_view.wanted.connect(self._wanted)
        self.list_view.doubleClicked.connect(lambda index: self.edit_card())
        self.list_view.customContextMenuRequested.connect(lambda point: self._menu(self.list_view, point))
        self.matrix.wanted.connect(self._wanted)
        self.matrix.list.itemDoubleClicked.connect(lambda item: self.edit_card())
        self.matrix.list.customContextMenuRequested.connect(lambda point: self._menu(self.matrix.list, point))
        self.matrix.placed.connect(self._put_at)
        self.matrix.taken_off.connect(lambda placement: self._put_at(placement, None, None))

    def _put_at(self, placement: str, x: float | None, y: float | None) -> None:
        self.context.run("idea.at", lambda tx: ideas.put_at(tx, placement, x, y))

    def _show_layout(self, layout: str, settings: dict[str, object]) -> None:
        self.bar.show_layout(layout)
        covered = self._view.covered
        word = noun(self.word)
        hidden = self._("Reveal {count}", count=word.counted(self._, covered)) if covered else ""
        self.bar.show_counts(word.counted(self._, self._view.total), hidden)
        if layout == layouts.LIST:
            titles: dict[str | None, str] = {c.id: c.title or self._("Untitled column") for c in self._view.clusters}
            self.list_view.show_faces(self._view.shown, titles)
            self._stack.setCurrentIndex(_LIST)
        elif layout == layouts.MATRIX:
            numbers = {card.placement: number for number, card in enumerate(on_matrix(self._cards()), 1)}
            self.matrix.show_faces(self._view.shown, layouts.axes(settings), numbers)
            self._stack.setCurrentIndex(_MATRIX)
        else:
            self._fill_columns()
            self._stack.setCurrentIndex(_COLUMNS if self._columns else _EMPTY)

    def _empty(self) -> QWidget:
        _ = self._
        label = QLabel(_("No cards yet.\nWrite the first one below and press Enter, paste a list, or add columns."))
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setProperty("role", "secondary")
        label.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_XL)
        return label

    def _put_settings(self, **values: object) -> None:
        chosen = {**self.activity.settings, **values}
        self.context.run(
            "activity.settings", lambda tx: agenda.edit_activity(tx, self.activity_id, settings=chosen)
        )

    def _cards(self) -> list[ideas.Card]:
        return ideas.cards(self.context.lab.read, self.activity_id)

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
        column.list.customContextMenuRequested.connect(lambda point: self._menu(column.list.viewport(), point))
        column.list.pressed.connect(lambda index: self._only(column))
        column.renamed.connect(self._rename)
        column.moved.connect(self._move_column)
        column.retired.connect(self._retire_column)
        column.aimed.connect(lambda key: self._aim(list(self._columns).index(key)))
        return column

    def _fill_columns(self) -> None:
        _ = self._
        word = noun(self.word)
        titles = {cluster.id: cluster.title for cluster in self._view.clusters}
        aimed = self._aimed()
        for number, (key, column) in enumerate(self._columns.items(), 1):
            faces = self._view.faces.get(key, [])
            column.show_column(
                number if key else 0, titles.get(key or "", ""), faces, word.counted(_, len(faces)), aimed=key == aimed
            )

    def _offer(self, settings: dict[str, object]) -> None:
        read = self.context.lab.read
        sectors = people.sectors(read)
        self.bar.offer(sectors)
        self.capture.offer(
            [cluster.title for cluster in self._view.clusters], sectors, people.participants(read),
            str(settings["attribution"]),
        )  # fmt: skip
        invite = self._("{invite} and press Enter", invite=noun(self.word).invite(self._))
        self.capture.invite(self._("Covered: {invite}", invite=invite) if settings["covered"] else invite)

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

    def _wanted(self, what: str) -> None:
        does = {
            "edit": self.edit_card, "note": self.edit_card, "retire": self.retire, "merge": self.merge,
            "star": lambda: self.mark("star"), "visionary": lambda: self.mark("visionary"),
            "dot": lambda: self.dot(1), "undot": lambda: self.dot(-1), "split": self.split_card,
            "also": self.also_into, "life": self.show_life,
        }  # fmt: skip
        does[what]()

    def _menu(self, view: QWidget, point: QPoint) -> None:
        _ = self._
        menu = QMenu(self)
        letters = {"board.edit": "Enter", "board.merge": "M", "board.split": "D", "board.also": "A",
                   "board.star": "S", "board.visionary": "W", "board.retire": "Del", "board.group": "Ctrl+G",
                   "board.life": "H",
                   "board.carry": "Ctrl+Shift+P"}  # fmt: skip
        for action in (item for item in self.page_actions() if item.id in letters):
            entry = menu.addAction(f"{action.text}\t{letters[action.id]}", action.trigger)
            entry.setEnabled(action.enabled)
        dots = menu.addMenu(_("Dots"))
        for meaning in self.meanings():
            name = meaning or _("a dot")
            dots.addAction(f"+ {name}", partial(self.dot, 1, meaning))
            dots.addAction(f"− {name}", partial(self.dot, -1, meaning))
        menu.exec(view.mapToGlobal(point))

    def reselect(self, placement: str) -> None:
        """Select one card after a change, in whatever layout is shown."""
        shown = self._stack.currentIndex()
        if shown == _LIST:
            self.list_view.select(placement)
        elif shown == _MATRIX:
            self.matrix.select(placement)
        else:
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


def _pairs_of(listed: object) -> list[frozenset[str]]:
    return [frozenset(str(idea) for idea in pair) for pair in listed] if isinstance(listed, list) else []

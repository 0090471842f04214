"""The board on the console: its layouts, the capture line below, sorting; every gesture one named change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from labapp.changes import Change, ChangeSet
from labapp.kinds.board import canvas, layouts, sorting, voices
from labapp.model import agenda, ideas, people
from labapp.wording.nouns import noun
from ui.context import Context
from ui.kinds.base import PageAction
from ui.kinds.board.canvas_warming import MANY, Warming
from ui.kinds.board.capture import CaptureLine
from ui.kinds.board.card_menu import card_menu
from ui.kinds.board.dialogs import confirm_many
from ui.kinds.board.faces import BoardView, Faces, Wanted, read_board
from ui.kinds.board.layout_stack import CANVAS, SORT, LayoutStack
from ui.kinds.board.model import Face
from ui.kinds.board.page_actions import page_actions
from ui.kinds.board.room_view import RoomView
from ui.kinds.board.sort_mode import SortMode
from ui.kinds.board.toolbar import BoardBar
from ui.kinds.board.twin_hints import TwinHints
from ui.kinds.board.twins_panel import TwinsPanel
from ui.theme import SPACE_S

_WATCHED = ("ideas", "placements", "clusters", "activities", "sectors", "participants", "presence", "groups", "seats",
            "marks", "board_spots", "board_areas")  # fmt: skip


class BoardPage(RoomView):
    """One board. The page never owns cards: it reads them anew after each change."""

    def __init__(self, context: Context, activity_id: str, parent: QWidget | None = None) -> None:
        super().__init__(context, activity_id, parent)
        self._view = BoardView((), {}, 0)
        self._faces = Faces(context._)
        self._warming: Warming | None = None
        self._warm = False  # a canvas of thousands is read in pieces the first time
        self.bar = BoardBar(context.theme, context._)
        self._search = self.bar.search
        self.capture = CaptureLine(context.theme, context._)
        self._stack = LayoutStack(self)
        self.list_view, self.matrix = self._stack.list_view, self._stack.matrix
        self.canvas, self.sorter, self._row = self._stack.canvas, self._stack.sorter, self._stack.row
        self.twins = TwinsPanel(context._)
        self._sorting = SortMode(self, self.sorter)
        self._hints = TwinHints(self, self.twins)
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
        self.unseen.setVisible(False)
        self.twins.setVisible(not on and self.twins.isVisibleTo(self))
        if on:  # the columns wait: nothing but the next card is drawn while the room looks at it
            self._stack.setCurrentIndex(SORT)
            self._sorting.show_now()
            return
        if self._still_cold(settings):
            return
        spread = self._arrangement(settings) == layouts.CANVAS  # there a search fades cards, hides none
        self._view = self._read(settings, Wanted() if spread else self._wanted())
        if self.bar.offer_aside(self._view.aside):  # the last one came back: the board is shown again
            self.refresh()
            return
        self._row.sync(self._view, fields=settings["layout"] == layouts.FIELDS)
        self._show_layout(str(settings["layout"]), settings)
        self._offer(settings)
        if self.twins.isVisibleTo(self):
            self._hints.show_now()

    def _still_cold(self, settings: dict[str, object]) -> bool:
        """Begin to read a very large canvas, and tell whether that is still going on."""
        if self._warm or self._warming is not None:
            return not self._warm
        read, activity = self.context.lab.read, self.activity_id
        count = int(read.value("SELECT count(*) FROM placements WHERE activity = ?", activity))
        self._warm = settings["layout"] != layouts.CANVAS or count <= MANY
        if not self._warm:
            self._view = BoardView((), {}, count)
            self._stack.setCurrentIndex(CANVAS)
            steps = (lambda: ideas.cards(read, activity), lambda: self._read(settings, Wanted()),
                     lambda: canvas.plan(read, activity))  # fmt: skip
            self._warming = Warming(steps, self)
            self._warming.done.connect(self._warmed)
        return not self._warm

    def _warmed(self) -> None:
        self._warm = True
        self.refresh()

    def page_actions(self) -> list[PageAction]:
        """Return what can be done on a board now."""
        return page_actions(self)

    @property
    def view(self) -> BoardView:
        """Return what of the board is shown."""
        return self._view

    def shows_aside(self) -> bool:
        """Tell whether the filter shows what was set aside."""
        return self.bar.shows_aside

    def focus_capture(self) -> None:
        """Put the cursor into the capture line; while sorting, onto the card."""
        (self.sorter if self._stack.shown == SORT else self.capture.edit).setFocus()

    def idea_chosen(self) -> str:
        """Return the idea of the chosen card, the first of several."""
        faces = self.chosen() if self._stack.shown != SORT else []
        return faces[0].card.idea if faces else ""

    # --- gestures -------------------------------------------------------------------------------------------------

    def chosen(self) -> list[Face]:
        """Return the selected cards of the layout that is shown, column by column."""
        return self._stack.chosen()

    def add_many(self, lines: list[str]) -> None:
        """Put every pasted line on a card of its own, after one question; one step to undo."""
        if not confirm_many(self, lines, self.word, self._):
            return
        cluster, covered = self.aimed(), bool(self.settings()["covered"])

        def write(tx: Change) -> int:
            for words in lines:
                self._put(tx, words, cluster, covered=covered)
            return len(lines)

        self.context.run("idea.paste", write, n=len(lines))
        self.focus_capture()

    def sort(self) -> None:
        """Begin to sort card by card."""
        self._sorting.begin()

    def end_sorting(self) -> None:
        """Show the board again; cards that still wait stay where they were."""
        self._sorting.end()

    def look_for_twins(self) -> None:
        """Search for near-duplicates and show them at the side."""
        self._hints.look()

    # --- drawing --------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(SPACE_S)
        body.addWidget(self.bar)
        middle = QHBoxLayout()
        middle.setSpacing(SPACE_S)
        middle.addWidget(self._stack, 1)
        middle.addWidget(self.twins)
        self.twins.hide()
        body.addLayout(middle, 1)
        self.unseen = QLabel(self._("The room does not see this yet; “Start this point” above shows it."))
        self.unseen.setProperty("role", "secondary")
        self.unseen.setWordWrap(True)
        body.addWidget(self.unseen)
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
        self.capture.divide.clicked.connect(self.context.signals.tables_wanted)
        self.capture.pasted.connect(self.add_many)
        self.capture.column_changed.connect(lambda index: self._row.fill(self._view, self.aimed()))
        self.bar.wanted_changed.connect(self._want_anew)
        self._stack.everything_wanted.connect(self.bar.everything)
        self.bar.layout_chosen.connect(self.arrange)
        self.bar.fields_chosen.connect(self.add_fields)
        self.bar.sort_asked.connect(self.sort)
        self.bar.reveal_asked.connect(self.reveal)
        self.bar.restore_asked.connect(self.restore)
        self._hints.closed.connect(self.focus_capture)
        self._sorting.begun.connect(self._sorting_begun)
        self._sorting.ended.connect(self._sorting_ended)
        self._stack.chosen_changed.connect(self._chosen_changed)
        self._stack.wanted.connect(self.act)
        self._stack.menu_wanted.connect(self._menu)
        self._stack.aimed.connect(self._aim)
        self.canvas.looked.connect(self.context.signals.stage_changed)
        self.canvas.view.selectionModel().selectionChanged.connect(
            lambda: self.context.signals.chosen_changed.emit()
        )
        self.matrix.placed.connect(self._put_at)
        self.matrix.taken_off.connect(lambda placement: self._put_at(placement, None, None))

    def _show_layout(self, layout: str, settings: dict[str, object]) -> None:
        self.bar.show_layout(layout)
        covered = self._view.covered
        hidden = self._("Reveal {n}", n=covered) if covered else ""
        arranged = self._arrangement(settings)
        narrows = self._wanted().narrows
        spread = arranged == layouts.CANVAS
        shown = [] if not narrows else self._read(settings, self._wanted()).shown if spread else self._view.shown
        count = len({face.card.idea for face in shown}) if narrows else self._view.total
        self.bar.show_counts(self._counted(count, narrows=narrows), hidden)
        if spread and (self._view.total or self._view.clusters):
            found = shown if narrows else None
            self._stack.show_canvas(self._view, None if found is None else {face.card.placement for face in found})
        elif narrows and not shown:
            self._stack.show_nothing(self.bar.said())
        elif arranged == layouts.LIST:
            self._stack.show_list(self._view)
        elif arranged == layouts.MATRIX:
            self._stack.show_matrix(self._view, settings)
        else:
            self._stack.show_columns(self._view, self.aimed())

    def _counted(self, shown: int, *, narrows: bool) -> str:
        total, word = self._view.total, noun(self.word)
        return word.among(self._, shown, total) if narrows and not self.shows_aside() else word.counted(self._, total)

    def _wanted(self) -> Wanted:
        """Return what the bar asks for, and what was written since."""
        return replace(self.bar.wanted, besides=self._written)

    def _want_anew(self) -> None:
        self._written = frozenset()
        self.refresh()

    def _arrangement(self, settings: dict[str, object]) -> str:
        """Return how this window shows the board: a canvas may be listed here, and cards set aside always are."""
        layout = str(settings["layout"])
        return layouts.LIST if self.shows_aside() or (self._listed and layout == layouts.CANVAS) else layout

    def _read(self, settings: dict[str, object], wanted: Wanted) -> BoardView:
        return read_board(self.context.lab.read, self.activity_id, settings, self._faces, wanted)

    def _offer(self, settings: dict[str, object]) -> None:
        read = self.context.lab.read
        self.bar.offer(people.sectors(read))
        mode = str(settings["attribution"])
        order = voices.order(read, self.activity_id, mode) if settings["turns"] else []
        self.capture.offer(
            [cluster.title for cluster in self._view.clusters], voices.voices(read, self.activity_id, mode), order,
            voices.newest(read, self.cards()) if order else voices.Voice(),
        )  # fmt: skip
        waits = self.activity.state == agenda.PLANNED and self._view.total > 0  # typed before its time, or prepared
        self.unseen.setVisible(waits and not self.context.readonly)
        self.capture.miss_tables(mode == voices.TABLE and not voices.voices(read, self.activity_id, mode))
        invite = self._("{invite} and press Enter", invite=noun(self.word).invite(self._))
        self.capture.invite(self._("Covered: {invite}", invite=invite) if settings["covered"] else invite)

    def _sorting_begun(self) -> None:
        self._stage_page = 0
        self.context.signals.stage_changed.emit()

    def _sorting_ended(self) -> None:
        self.context.signals.stage_changed.emit()
        self.focus_capture()

    # --- helpers --------------------------------------------------------------------------------------------------

    def _aim(self, index: int) -> None:
        self.capture.aim(index)
        self.focus_capture()

    def find_card(self) -> None:
        """Go to the search."""
        self._search.setFocus()
        self._search.selectAll()

    def _menu(self, view: QWidget, point: QPoint) -> None:
        card_menu(self).exec(view.mapToGlobal(point))

    def reselect(self, placement: str) -> None:
        """Select one card after a change, in whatever layout is shown."""
        self._stack.reselect(placement)

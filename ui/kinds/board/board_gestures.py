"""What is done to a board as a whole: cards come in, columns and fields are added, it is arranged otherwise."""

from __future__ import annotations

from functools import partial

from labapp.changes import Change
from labapp.kinds.board import canvas, layouts, voices
from labapp.model import agenda, facts, ideas
from labapp.wording.translate import translator
from ui.kinds.board.canvas import CanvasLayout
from ui.kinds.board.capture import CaptureLine
from ui.kinds.board.column import Column
from ui.kinds.board.dialogs import ask_text
from ui.kinds.board.gestures import CardGestures
from ui.kinds.board.importing import import_ideas
from ui.kinds.board.layout_stack import CANVAS, LayoutStack
from ui.kinds.board.toolbar import BoardBar


class BoardGestures(CardGestures):
    """A page that knows where Enter puts a card; what is shown of it is the page's."""

    bar: BoardBar
    capture: CaptureLine
    canvas: CanvasLayout
    _stack: LayoutStack
    _written: frozenset[str] = frozenset()  # ideas that are shown though a search leaves them out
    _listed = False  # a canvas looked through as a list, here only: the room goes on seeing the canvas

    def focus_capture(self) -> None:
        """Put the cursor where the next words go."""
        raise NotImplementedError

    def on_canvas(self) -> bool:
        """Tell whether the plane is seen."""
        return self._stack.shown == CANVAS

    def add(self, words: str) -> None:
        """Put one card where the line says."""
        line, cluster, covered = self.capture, self.aimed(), bool(self.settings()["covered"])
        if self.shows_aside():  # what is written now is not among the cards set aside
            self.bar.everything()
        if self.context.run("idea.add", lambda tx: self._put(tx, words, cluster, covered=covered)):
            line.accepted()
            if cluster in self._columns:
                self._columns[cluster].show_last()

    def _put(self, tx: Change, words: str, cluster: str | None, *, covered: bool) -> str:
        voice = self.capture.voice
        turn = voices.turn_now(tx, self.activity_id) if voice.table else None
        idea = ideas.add(tx, self.activity_id, words, cluster=cluster, author=voice.author, sector=voice.sector,
                         covered=covered, table=voice.table, turn=turn)  # fmt: skip
        if self.bar.wanted.narrows:
            self._written |= {idea}
        if self.on_canvas():
            self.canvas.lay(tx, idea, cluster)
        return idea

    def toggle_covered(self) -> None:
        """Collect covered from now on, or openly; cards that lie there stay as they are."""
        self.put_settings(covered=not self.settings()["covered"])

    def arrange(self, layout: str) -> None:
        """Show the board in another layout, here and in the room."""
        self._listed = False
        if layout == layouts.CANVAS:
            self.context.run("board.layout", lambda tx: canvas.switch(tx, self.activity_id, layout), layout=layout)
        else:
            chosen = {**self.activity.settings, "layout": layout}
            edit = partial(agenda.edit_activity, settings=chosen)
            self.context.run("board.layout", lambda tx: edit(tx, self.activity_id), layout=layout)

    def toggle_list(self) -> None:
        """Look through the canvas as a list, or go back to it; the room's screen stays as it is."""
        chosen = self.chosen()
        self._listed = not self._listed
        self.refresh()
        if chosen:
            self.reselect(chosen[0].card.placement)

    def put_in_order(self) -> None:
        """Put the selected cards of the canvas in rows, or all of them."""
        self.canvas.arrange()

    def act(self, what: str) -> None:
        """Do what a plain letter stands for; L leads from the canvas to its list and back."""
        if what != "list":
            super().act(what)
        elif self.settings()["layout"] == layouts.CANVAS:
            self.toggle_list()

    def group_chosen(self) -> None:
        """Name a group of the selected cards; on the canvas they are gathered, too."""
        self.canvas.group() if self.on_canvas() else super().group_chosen()

    def _put_at(self, placement: str, x: float | None, y: float | None) -> None:
        self.context.run("idea.at", lambda tx: ideas.put_at(tx, placement, x, y))

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

    def add_column(self) -> None:
        """Ask for a name and add a column."""
        title = ask_text(self, self._("New column"), self._("Name of the column"), "", self._)
        if title:
            self.context.run("cluster.add", lambda tx: ideas.add_cluster(tx, self.activity_id, title))

    def import_cards(self) -> None:
        """Take cards over from a file: preview first, nothing until confirmed."""
        import_ideas(self, self.context, self.activity_id, self.aimed())

    def aimed(self) -> str | None:
        """Return the group Enter puts a card into."""
        clusters = self._view.clusters
        return clusters[min(self.capture.column, len(clusters) - 1)].id if clusters else None

    @property
    def _columns(self) -> dict[str | None, Column]:
        return self._stack.row.columns

"""The canvas as one layout of the board: the plane, its zoom and order, and what gestures mean to the document."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from labapp.changes import Change
from labapp.kinds.board import canvas, canvas_area
from labapp.kinds.board.canvas_area import Area, Point
from labapp.kinds.board.canvas_ground import Ground
from labapp.kinds.board.canvas_plan import Plan
from labapp.model import ideas
from ui.kinds.base import looks
from ui.kinds.board.canvas_keys import CanvasKeys
from ui.kinds.board.canvas_view import STEP
from ui.kinds.board.dialogs import ask_text
from ui.kinds.board.faces import BoardView
from ui.kinds.board.gestures import CardGestures
from ui.kinds.board.model import Face
from ui.theme import SPACE_XS
from ui.widgets.icons import icon


class CanvasLayout(QWidget):
    """Shows a BoardView in the plane; every gesture is one named change."""

    wanted = Signal(str)  # a word of KEYS, or "list"
    menu_wanted = Signal(QWidget, QPoint)
    looked = Signal()  # what the room follows is another part now

    def __init__(self, page: CardGestures, keys: dict[Qt.Key, str]) -> None:
        super().__init__()
        self._page, self._context = page, page.context
        self._ = page.context._
        self._plan = Plan({}, {})
        self._ground: Ground | None = None  # for the next card's spot; kept only while cards do nothing but come in
        self._laid = 0
        self._before: Area | None = None  # what the window before this one had in sight, until this one is shown
        self.view = CanvasKeys(page.context.theme, keys, self._)
        self.follow = QToolButton()
        self._percent = QToolButton()
        self._build()
        self._connect()

    # --- what is shown --------------------------------------------------------------------------------------------
    def show_board(self, board: BoardView, matched: Collection[str] | None) -> None:
        """Show all cards of a board; those not `matched` by a search fade."""
        view, read, activity = self.view, self._context.lab.read, self._page.activity_id
        faces = board.shown
        before, plan = self._plan, canvas.plan(read, activity)
        if plan != before and len(plan.spots) != len(before.spots) + self._laid:
            self._ground = None
        self._plan, self._laid = plan, 0
        titles: dict[str | None, str] = {group.id: group.title for group in board.clusters}
        shown = len(view.cards.faces)
        if view.cards.show(faces, titles):
            view.painting.forget()
            view.viewport().update()
        view.painting.match(matched)
        named = [(group.id, self._titled(number, group.title, len(board.faces.get(group.id, ()))), plan.areas[group.id])
                 for number, group in enumerate(board.clusters, 1) if group.id in plan.areas]  # fmt: skip
        if shown and shown == len(before.spots) and _only_more(before, plan):
            view.add_spots([plan.spots[face.card.placement] for face in view.cards.faces[shown:]], named)
        else:
            view.show_plan([plan.spots[face.card.placement] for face in view.cards.faces], named)

    def chosen(self) -> list[Face]:
        """Return the selected cards, the current one first."""
        return self.view.chosen()

    def select(self, placement: str) -> bool:
        """Select one card and bring it into sight."""
        self.view.setFocus()
        return self.view.select(placement)

    def shows_all(self) -> bool:
        """Tell whether the whole plane is shown, and the room follows nothing."""
        return self.view.shows_all() and not self.follow.isChecked()

    def go_on(self, before: CanvasLayout) -> None:
        """Look at what the canvas of the window before this one looks at, and let the room follow as it did."""
        self.view.go_on(before.view)
        self._before = before.view.in_sight()
        with QSignalBlocker(self.follow):  # told when this window is shown: until then it does not know its own size
            self.follow.setChecked(before.follow.isChecked())

    def showEvent(self, event: QShowEvent) -> None:
        """From now on it is known how much is in sight here."""
        super().showEvent(event)
        self._before = None

    def in_sight(self) -> tuple[float, float, float, float] | None:
        """Return the part of the plane the room is to follow, None while it does not."""
        seen = self._before or self.view.in_sight()
        return (seen.x, seen.y, seen.w, seen.h) if self.follow.isChecked() else None

    # --- gestures -------------------------------------------------------------------------------------------------
    def lay(self, tx: Change, idea: str, cluster: str | None) -> None:
        """Give a card just written a free spot near its group, inside the same change."""
        placement = tx.value("SELECT id FROM placements WHERE idea = ? AND activity = ?", idea, self._page.activity_id)
        if self._ground is None:
            self._survey()
        assert self._ground is not None
        home = cluster if cluster in self._plan.areas else None
        loose = () if home is not None else self._loose()
        canvas.put(tx, {placement: self._ground.free(home, loose)}, {})
        self._laid += 1

    def group(self) -> None:
        """Name a new group of the selected cards and gather them."""
        cards, _ = self._page.some(), self._
        title = ask_text(self, _("New group"), _("Name of the group"), "", _) if cards else ""
        if title:
            chosen, activity = [face.card.placement for face in cards], self._page.activity_id
            self._context.run("idea.group", lambda tx: canvas.group(tx, activity, chosen, title), n=len(chosen))
            self.view.setFocus()

    def arrange(self) -> None:
        """Put all cards in order, group by group; undo brings every place back."""
        activity = self._page.activity_id
        self._context.run("canvas.arrange", lambda tx: canvas.arrange(tx, activity))
        self.view.fit_all()

    def _moved(self, places: dict[str, Point]) -> None:
        activity = self._page.activity_id
        self._context.run("canvas.move", lambda tx: canvas.move(tx, activity, places), n=len(places))

    def _merged(self, placements: list[str], into: str) -> None:
        faces = {face.card.placement: face for face in self.view.cards.faces}
        keep, others = faces[into].card.idea, [faces[card].card.idea for card in placements]
        self._context.run("idea.merge", lambda tx: ideas.merge(tx, keep, others), n=len(others) + 1)
        self.select(into)

    def _shifted(self, group: str, dx: float, dy: float) -> None:
        activity = self._page.activity_id
        if dx or dy:
            self._context.run("canvas.shift", lambda tx: canvas.shift_group(tx, activity, group, (dx, dy)))

    def _reworded(self, placement: str, words: str) -> None:
        idea = self.view.cards.faces[self.view.cards.rows[placement]].card.idea
        self._context.run("idea.edit", lambda tx: ideas.edit(tx, idea, text=words[: ideas.TEXT_LIMIT]))
        self.select(placement)

    def _rename(self, group: str) -> None:
        _ = self._
        clusters = ideas.clusters(self._context.lab.read, self._page.activity_id)
        title = next((item.title for item in clusters if item.id == group), "")
        words = ask_text(self, _("Rename group"), _("Name of the group"), title, _)
        if words:
            self._context.run("cluster.edit", lambda tx: ideas.edit_cluster(tx, group, title=words))

    def _act(self, word: str) -> None:
        own = {"fit": self.view.fit_all, "fit-chosen": self.view.fit_chosen, "arrange": self.arrange,
               "group": self.group}  # fmt: skip
        if word in own:
            own[word]()
        else:
            self.wanted.emit(word)

    def _menu(self, point: QPoint) -> None:
        group = "" if self.view.indexAt(point).isValid() else self.view.group_at(point.toPointF())
        if not group:
            self.menu_wanted.emit(self.view.viewport(), point)
            return
        _, menu = self._, QMenu(self)
        area = next(area for key, _title, area in self.view.groups if key == group)
        menu.addAction(_("Rename…"), partial(self._rename, group))
        menu.addAction(_("Select its cards"), lambda: self.view.select_rows(self.view.rows_of(group)))
        menu.addAction(_("Show it large"), lambda: self.view.fit(area.grown(canvas_area.GAP), 1.5))
        menu.addSeparator()
        menu.addAction(
            _("Dissolve the group"),
            lambda: self._context.run("cluster.retire", lambda tx: ideas.retire_cluster(tx, group)),
        )
        menu.exec(self.view.viewport().mapToGlobal(point))

    # --- helpers --------------------------------------------------------------------------------------------------
    def _titled(self, number: int, title: str, count: int) -> str:
        return f"{number}  {title or self._('Untitled column')} · {count}"

    def _survey(self) -> None:
        self._ground = Ground(self._plan.spots.values(), self._plan.areas)

    def _loose(self) -> Sequence[Point]:
        faces, spots = self.view.cards.faces, self._plan.spots
        return [spots[face.card.placement] for face in faces
                if face.card.cluster not in self._plan.areas and face.card.placement in spots]  # fmt: skip

    def _build(self) -> None:
        _, theme = self._, self._context.theme
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(SPACE_XS)
        smaller, larger, whole, order = QToolButton(), QToolButton(), QToolButton(), QToolButton()
        _dress(smaller, "", _("Smaller (Ctrl+−)"))
        _dress(self._percent, "100 %", _("At its own size (Ctrl+0)"))
        _dress(larger, "", _("Larger (Ctrl++)"))
        _dress(whole, _.context("canvas", "All"), _("Show all cards (F); the selected ones: Z"))
        _dress(order, _("Put in order"), _("Put cards in order by group (U)"))
        looks(smaller, self._percent, larger, whole, self.follow)
        for button, picture, does in (
            (smaller, "zoom-out", lambda: self.view.set_zoom(self.view.zoom / STEP**2)),
            (self._percent, "", lambda: self.view.set_zoom(1.0)),
            (larger, "zoom-in", lambda: self.view.set_zoom(self.view.zoom * STEP**2)),
            (whole, "maximize", self.view.fit_all),
            (order, "layout-grid", self.arrange),
        ):
            if picture:
                button.setIcon(icon(picture, theme))
            button.clicked.connect(does)
            foot.addWidget(button)
        foot.addStretch(1)
        _dress(self.follow, _("Room follows the view"), _("The room sees the part of the canvas that is seen here"))
        self.follow.setIcon(icon("projector", theme))
        self.follow.setCheckable(True)
        foot.addWidget(self.follow)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(SPACE_XS)
        body.addWidget(self.view, 1)
        body.addLayout(foot)

    def _connect(self) -> None:
        view = self.view
        view.moved.connect(self._moved)
        view.merged.connect(self._merged)
        view.shifted.connect(self._shifted)
        view.renamed.connect(self._rename)
        view.wanted.connect(self._act)
        view.cards.reworded.connect(self._reworded)
        view.customContextMenuRequested.connect(self._menu)
        view.zoomed.connect(lambda zoom: self._percent.setText(f"{zoom:.0%}".replace("%", " %")))
        # The room need not see every pixel of a pan on its way: four times a second, like the miniature.
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.setInterval(250)
        self._telling.timeout.connect(self.looked)
        view.looked.connect(lambda: self.follow.isChecked() and not self._telling.isActive() and self._telling.start())
        self.follow.toggled.connect(lambda on: self.looked.emit())


def _only_more(before: Plan, now: Plan) -> bool:
    """Tell whether all that lay there lies there still: asked at every key, so by lists, which compare in no time."""
    count = len(before.spots)
    same_cards = [*now.spots][:count] == [*before.spots]
    return same_cards and [*now.spots.values()][:count] == [*before.spots.values()]


def _dress(button: QToolButton, words: str, tip: str) -> None:
    button.setText(words)
    button.setToolTip(tip)
    button.setAccessibleName(words or tip)
    styles = Qt.ToolButtonStyle
    button.setToolButtonStyle(styles.ToolButtonTextBesideIcon if words else styles.ToolButtonIconOnly)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

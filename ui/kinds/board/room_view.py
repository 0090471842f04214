"""What the room sees of a board beyond the document: which page, which part of the plane, whether it follows."""

from __future__ import annotations

from labapp.kinds.board import layouts
from ui.kinds.board.board_gestures import BoardGestures
from ui.kinds.board.layout_stack import COLUMNS, LIST, MATRIX


class RoomView(BoardGestures):
    """A page that knows where the room looks."""

    _stage_page = 0
    _following = False

    def stage_page(self) -> int:
        """Return the page the room sees."""
        return self._stage_page

    def show_stage_page(self, page: int) -> None:
        """Go on from the page that the room sees now."""
        self._stage_page = page

    def half_done(self) -> bool:
        """Tell whether words are being typed or aimed, or the room follows, or only a part of a canvas is looked at."""
        return self.capture.half_done() or self._following or self._listed or not self.canvas.shows_all()

    def go_on(self, before: RoomView) -> None:
        """Take over the words being typed, what is looked at here, and whether the room follows it."""
        self._following, self._listed = before._following, before._listed
        self.capture.go_on(before.capture)
        self.canvas.go_on(before.canvas)
        self.refresh()
        if chosen := before.chosen():
            self.reselect(chosen[0].card.placement)

    def stage_focus(self) -> str:
        """Return the words of the chosen card while the room follows it."""
        followed = self._following and self._stack.shown in (COLUMNS, LIST, MATRIX)
        faces = self.chosen() if followed else []
        return faces[0].card.text if faces and not faces[0].card.covered else ""

    def follows(self) -> bool:
        """Tell whether the room follows: on the canvas what is seen here, else the chosen card."""
        return self.canvas.follow.isChecked() if self.on_canvas() else self._following

    def toggle_following(self) -> None:
        """Let the room see the page with the chosen card from now on, or stay where it is."""
        if self.on_canvas():
            self.canvas.follow.toggle()
            return
        self._following = not self._following
        self.context.tell(self._("The room follows the chosen card.") if self._following else
                          self._("The room stays on its page."))  # fmt: skip
        self.context.signals.stage_changed.emit()

    def _chosen_changed(self) -> None:
        self.context.signals.chosen_changed.emit()
        if self._following:
            self.context.signals.stage_changed.emit()

    def step(self, forward: bool) -> bool:
        """Turn the stage's page."""
        self._stage_page += 1 if forward else -1
        self.context.signals.stage_changed.emit()
        return True

    def stage_view(self) -> tuple[float, float, float, float] | None:
        """Return the part of the plane the room is to follow."""
        return self.canvas.in_sight() if self.settings()["layout"] == layouts.CANVAS else None

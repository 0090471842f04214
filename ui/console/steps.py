"""Pages of what the room sees: turned by clicker, by the buttons under the miniature, and by time. Never more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labapp.model.agenda import Activity
from ui.console import chime
from ui.console.turning import PageTurner

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow


class Steps:
    """Starts, ends and announces nothing."""

    def __init__(self, window: ConsoleWindow) -> None:
        self._window = window
        self.turner = PageTurner()

    def forward(self) -> None:
        """Turn to the next page."""
        self.step(True)

    def back(self) -> None:
        """Turn to the page before."""
        self.step(False)

    def step(self, forward: bool, *, by_hand: bool = True) -> None:
        """A clicker's step: a page of what runs, or of what is shown instead of it."""
        window, stage = self._window, self._window.stage
        if by_hand:
            self.turner.by_hand()
        if stage.test_card is not None:
            window.handlers.step_test_card(forward)
            return
        if stage.contract is not None:
            stage.contract += 1 if forward else -1
            stage.changed()
            return
        if stage.tables:
            stage.turn_tables(forward)
            return
        shown = stage.on_show()
        page = window.middle.page_of(shown.id) if shown is not None else None
        if page is not None and page.step(forward):
            stage.changed()

    def tick(self) -> None:
        """Once a second: the next page, where the room looks and nobody has just turned it."""
        stage = self._window.stage
        room = stage.window
        if not room.isVisible() or room.frozen or room.blank or stage.test_card is not None:
            return  # asked first: for a room that nobody sees nothing is laid out
        picture, shown = room.picture(), room.state
        if picture is None:
            return
        if self.turner.due(type(shown.scene) if shown is not None else None, picture.page, picture.pages):
            self.step(True, by_hand=False)

    def page_of(self, activity: Activity) -> int:
        """Return which page of an activity the room is to see."""
        page = self._window.middle.page_of(activity.id)
        return page.stage_page() if page is not None else 0

    def focus_of(self, activity: Activity) -> str:
        """Return the words of what the room is to follow in an activity; empty: nothing."""
        page = self._window.middle.page_of(activity.id)
        return page.stage_focus() if page is not None else ""

    def turn_to(self, activity: Activity, page: int) -> None:
        """Tell an activity's page which of its pages the room sees now."""
        shown = self._window.middle.page_of(activity.id)
        if shown is not None:
            shown.show_stage_page(page)

    def view_of(self, activity: Activity) -> tuple[float, float, float, float] | None:
        """Return which part of an activity's plane the room is to see; None: all of it."""
        page = self._window.middle.page_of(activity.id)
        return page.stage_view() if page is not None else None

    def ring(self) -> None:
        """Sound gently where the moderator wants it: a break or a round is over."""
        if self._window.shell.settings.get("sound"):
            chime.ring()

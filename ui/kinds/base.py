"""What the console asks of a kind's page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, Self

from PySide6.QtWidgets import QWidget

from labapp.changes import ChangeSet
from labapp.model import agenda
from labapp.model.agenda import Activity
from ui.context import Context

READS = "reads"


@dataclass(frozen=True)
class PageAction:
    """A named action a page offers to menus, palette and shortcuts; `primary` is the one big button of its state.

    Two are equal when they look alike, whatever they trigger.
    """

    id: str
    text: str
    trigger: Callable[[], None] = field(compare=False)
    shortcut: str = ""
    icon: str = ""
    primary: bool = False
    enabled: bool = True
    reads: bool = False  # changes nothing in the document: possible where it is only looked at


def looks(*widgets: QWidget) -> None:
    """Mark widgets that only look or search: they stay alive where the meeting is only looked at."""
    for widget in widgets:
        widget.setProperty(READS, True)


class Outside(Protocol):
    """What a page may have standing outside the console's window, such as a booth."""

    @property
    def stands(self) -> bool:
        """Whether anything is there now."""

    def take_over(self, before: Outside) -> None:
        """Answer from here on for what the same page in another language or theme has there."""

    def shut(self) -> None:
        """Close it: the meeting is about to be closed."""


class KindPage(QWidget):
    """The working area of one activity: holds its id, redraws from ChangeSets, never keeps rows as truth."""

    def __init__(self, context: Context, activity_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.activity_id = activity_id
        self._ = context._
        self.outside: Outside | None = None

    @property
    def activity(self) -> Activity:
        """Return the activity as it is now."""
        return agenda.activity(self.context.lab.read, self.activity_id)

    def refresh(self, changes: ChangeSet | None = None) -> None:
        """Redraw after a change (None: everything)."""

    def page_actions(self) -> list[PageAction]:
        """Return what can be done here now; asked again after each refresh."""
        return []

    def focus_capture(self) -> None:
        """Put the cursor where typing goes in this activity."""
        self.setFocus()

    def half_done(self) -> bool:
        """Tell whether something is typed, aimed at or looked at here that no document keeps."""
        return False

    def go_on(self, before: Self) -> None:
        """Go on with what is half done on the same page in another language or theme, whose place this one takes."""

    def stage_page(self) -> int:
        """Return which page of the scene the room should see."""
        return 0

    def show_stage_page(self, page: int) -> None:
        """Go on from the page that the room sees now."""

    def idea_chosen(self) -> str:
        """Return the idea whose history is told at the side: the one chosen here; empty while there is none."""
        return ""

    def stage_focus(self) -> str:
        """Return the words of what the room is to follow; empty while it follows nothing."""
        return ""

    def stage_view(self) -> tuple[float, float, float, float] | None:
        """Return the part of a plane the room should see (x, y, width, height), None for the whole."""
        return None

    def step(self, forward: bool) -> bool:
        """Clicker: do the next or previous harmless step here (a page of the stage); False when there is none."""
        return False

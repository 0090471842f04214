"""The kind `vote`: what the program asks of voting, each answer in its own file."""

from __future__ import annotations

from typing import Any, ClassVar

from labapp.changes import Reader
from labapp.content.nodes import Section
from labapp.kinds.base import Kind, ReportOptions
from labapp.kinds.vote.schema import OWNER
from labapp.model.agenda import Activity
from labapp.stage.scenes import TitleScene
from labapp.stage.state import Scene
from labapp.store.catalogue import Owner
from labapp.wording.translate import N_, Translator


class Vote(Kind):
    """Options, ballots, an outcome."""

    id = "vote"
    name = N_("Vote")
    takes_ideas = True
    owner: ClassVar[Owner | None] = OWNER

    def defaults(self) -> dict[str, Any]:
        """Return the settings of a new activity."""
        return {"v": 1}

    def scene(self, read: Reader, activity: Activity) -> Scene:
        """Return what the room may see now."""
        return TitleScene(activity.question or activity.title)

    def section(self, read: Reader, activity: Activity, options: ReportOptions, _: Translator) -> Section:
        """Return this activity's part of the report."""
        return Section(activity.title)

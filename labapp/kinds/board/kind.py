"""The board kind: its settings, and where its parts lie. Ideas belong to everybody; its own tables are the canvas's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from labapp.changes import Change, Reader
from labapp.content.nodes import Section
from labapp.kinds.base import Handed, Kind, Problem, ReportOptions
from labapp.kinds.board import canvas_schema, canvas_stage, life, section, sorting, stage
from labapp.kinds.board.layouts import CANVAS, COLUMNS, LAYOUTS
from labapp.model import ideas
from labapp.model.agenda import Activity
from labapp.stage.state import Scene
from labapp.store.catalogue import Owner
from labapp.wording.translate import N_, Translator


class Board(Kind):
    """Collects what the room says; how it is arranged, covered, marked and sorted are settings."""

    id: ClassVar[str] = "board"
    name: ClassVar[str] = N_("Board")
    takes_ideas: ClassVar[bool] = True
    owner: ClassVar[Owner | None] = canvas_schema.OWNER
    exports: ClassVar[tuple[str, ...]] = (".csv", ".txt")

    def defaults(self) -> dict[str, Any]:
        """Return the settings of a new board: ideas in columns, open, attributed by sector when the line says so."""
        return {
            "v": 1, "noun": "idea", "attribution": "sector", "covered": False, "layout": COLUMNS, "axes": "impact",
            "own_axes": {}, "dots": [], "turns": False, "marks_on_stage": False, "sorting": None, "not_twins": [],
        }  # fmt: skip

    def upgrade(self, settings: dict[str, Any]) -> dict[str, Any]:
        """Return settings of any version; a layout this version does not know is shown as columns."""
        whole = super().upgrade(settings)
        return whole if whole["layout"] in LAYOUTS else {**whole, "layout": COLUMNS}

    def scene(self, read: Reader, activity: Activity) -> Scene:
        """Return the columns and cards as the room may see them."""
        settings = self.upgrade(activity.settings)
        if settings["layout"] == CANVAS and not sorting.is_on(settings):
            return canvas_stage.scene(read, activity, settings)
        return stage.scene(read, activity, settings)

    def section(self, read: Reader, activity: Activity, options: ReportOptions, _: Translator) -> Section:
        """Return every column with its cards, merged texts beneath the card that speaks for them."""
        return section.section(read, activity, self.upgrade(activity.settings), options, _)

    def set_up(self, tx: Change, activity: str, template: Mapping[str, Any]) -> None:
        """Make the template's columns."""
        for title in template.get("columns", ()):
            ideas.add_cluster(tx, activity, title)

    def handed_on(self, read: Reader, activity: Activity) -> Sequence[str]:
        """Return all living ideas, column by column; what is still covered is not handed to anybody."""
        order = {cluster.id: index for index, cluster in enumerate(ideas.clusters(read, activity.id))}
        listed = sorted(
            ideas.cards(read, activity.id), key=lambda card: (order.get(card.cluster or "", len(order)), card.position)
        )
        return list(dict.fromkeys(card.idea for card in listed if not card.covered))

    def take(self, tx: Change, activity: str, chosen: Sequence[str]) -> int:
        """Place ideas carried over from another point, in no column yet."""
        return ideas.take(tx, activity, chosen)

    def take_left(self, tx: Change, activity: str, handed: Sequence[Handed]) -> int:
        """Place the ideas, and write a card of each line that was voted on without having been one."""
        written = {card.text for card in ideas.cards(tx, activity)}
        fresh = [words for words in dict.fromkeys(i.words for i in handed if not i.idea)
                 if ideas.clean(words) not in written]  # fmt: skip
        for words in fresh:
            ideas.add(tx, activity, words)
        return super().take_left(tx, activity, handed) + len(fresh)

    def life(self, read: Reader, idea: str, _: Translator) -> Sequence[str]:
        """Return where the idea was born, placed, merged and marked."""
        return life.life(read, idea, _)

    def problems(self, read: Reader, activity: Activity) -> list[Problem]:
        """Return cards that lie in a group of another board: only a damaged or joined file has them."""
        strays = read.value(
            "SELECT count(*) FROM placements p JOIN clusters c ON c.id = p.cluster"
            " WHERE p.activity = ? AND c.activity <> p.activity",
            activity.id,
        )
        return [Problem("board.stray-cards", {"n": strays})] if strays else []

    def export(self, read: Reader, activity: Activity, ending: str, _: Translator) -> bytes | None:
        """Write the cards as CSV (a semicolon and a BOM, as Polish offices' spreadsheets expect) or plain text."""
        if ending == ".txt":
            return "\n".join(ideas.text(read, idea) for idea in self.handed_on(read, activity)).encode()
        if ending != ".csv":
            return None
        return section.csv_of(read, activity, _)

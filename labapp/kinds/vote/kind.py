"""The kind `vote`: what the program asks of voting, each answer in its own file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from labapp.changes import Change, Reader
from labapp.content.nodes import Node, Section
from labapp.errors import UserError
from labapp.kinds.base import Counted, Handed, Kind, Problem, ReportOptions
from labapp.kinds.vote import audit, box, essence, export, keys, life, options, rounds, run_offs, section, stage
from labapp.kinds.vote.schema import OWNER
from labapp.kinds.vote.terms import DEFAULTS
from labapp.lab import Lab
from labapp.model import agenda
from labapp.model.agenda import Activity
from labapp.stage.state import Scene
from labapp.store.catalogue import Owner
from labapp.wording.translate import N_, Translator


class Vote(Kind):
    """Options from ideas, one ballot box over all channels, an outcome with its reasons."""

    id: ClassVar[str] = "vote"
    name: ClassVar[str] = N_("Vote")
    takes_ideas: ClassVar[bool] = True
    owner: ClassVar[Owner | None] = OWNER
    exports: ClassVar[tuple[str, ...]] = (".csv",)
    milestones: ClassVar[tuple[str, ...]] = ("vote.close", "vote.announce")

    def defaults(self) -> dict[str, Any]:
        """Return the settings of a new vote: choose up to three, open, at the booth, everybody present."""
        return dict(DEFAULTS)

    def scene(self, read: Reader, activity: Activity) -> Scene:
        """Return what the room may see now; never the result before it is announced."""
        return stage.scene(read, activity)

    def section(self, read: Reader, activity: Activity, options: ReportOptions, _: Translator) -> Section:
        """Return terms, turnout, outcome and reasons of every round."""
        return section.section(read, activity, options, _)

    def set_up(self, tx: Change, activity: str, template: Mapping[str, Any]) -> None:
        """Take over a template's short words (`most`, `dots`, `cap`) and its typed options."""
        settings = agenda.activity(tx, activity).settings
        rounds.configure(tx, activity, **_from_template(settings))
        for title in template.get("options", ()):
            options.add(tx, activity, title)

    def essence(self, read: Reader, activity: Activity, options: ReportOptions, _: Translator) -> Sequence[Node]:
        """Return what the announced vote came to."""
        return essence.essence(read, activity, _)

    def handed_on(self, read: Reader, activity: Activity) -> Sequence[str]:
        """Return the ideas behind the options, those chosen first, then by score; none before the end."""
        won, others = run_offs.fared(read, activity.id)
        return [c.source_id for c in (*won, *others) if c.source_kind == "idea" and c.source_id]

    def left(self, read: Reader, activity: Activity) -> Sequence[Handed]:
        """Return every option in the words that were voted on, those chosen first; what is tied is not chosen."""
        won, others = run_offs.fared(read, activity.id)
        return [options.handed(read, choice, chosen=place < len(won)) for place, choice in enumerate((*won, *others))]

    def on_moved(self, lab: Lab, before: str) -> None:
        """Hand the keys of open secret votes to the new file: the old one becomes a copy."""
        for row in lab.read.rows("SELECT id FROM vote_votes WHERE state = ?", rounds.OPEN):
            keys.hand_over(lab, str(row["id"]), before)

    def on_open(self, lab: Lab) -> None:
        """Complete closings that a power cut has cut short."""
        box.finish_interrupted(lab)

    def copied(self, tx: Change, source: str, target: str) -> None:
        """Copy the options of the newest round; rounds themselves have happened and stay where they are."""
        now = rounds.latest(tx, source)
        if now is not None:
            rounds.copy_options(tx, now.id, rounds.draft(tx, target))

    def may_finish(self, read: Reader, activity: Activity) -> UserError | None:
        """Refuse to leave a vote open behind a finished point, where nobody could end it any more."""
        now = rounds.latest(read, activity.id)
        return UserError("vote.still-open") if now is not None and now.state == rounds.OPEN else None

    def left_undone(self, read: Reader, activity: Activity) -> UserError | None:
        """Say of a result that was counted and never announced, and of a vote that was prepared and never held."""
        now = rounds.latest(read, activity.id)
        if now is not None and now.state == rounds.DRAFT and options.of_vote(read, now.id):
            return UserError("vote.not-held")
        return UserError("vote.unannounced") if now is not None and now.state == rounds.CLOSED else None

    def take(self, tx: Change, activity: str, chosen: Sequence[str]) -> int:
        """Take ideas over as options; refused once the vote is open."""
        return options.add_ideas(tx, activity, chosen)

    def take_left(self, tx: Change, activity: str, handed: Sequence[Handed]) -> int:
        """Take over what another vote has left, in its words."""
        return options.add_handed(tx, activity, handed)

    def life(self, read: Reader, idea: str, _: Translator) -> Sequence[str]:
        """Return how the idea fared in announced votes."""
        return life.life(read, idea, _)

    def export(self, read: Reader, activity: Activity, ending: str, _: Translator) -> bytes | None:
        """Write the counted round as CSV."""
        return export.csv_of(read, activity, _) if ending == ".csv" else None

    def counted(self, read: Reader, activity: Activity) -> Counted | None:
        """Return the newest counted round, options by the numbers people saw."""
        now = rounds.counted(read, activity.id)
        return None if now is None else export.counted(read, now.id)

    def problems(self, read: Reader, activity: Activity) -> list[Problem]:
        """Return what does not add up between entitled, turnout, ballots and hands."""
        return [problem for held in rounds.of_activity(read, activity.id) for problem in audit.problems(read, held)]


def _from_template(settings: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"form": settings.get("form", DEFAULTS["form"])}
    limits: dict[str, Any] = dict(settings.get("limits", {}))
    counting: dict[str, Any] = dict(settings.get("counting", {}))
    if "most" in settings:
        limits |= {"max": settings["most"], "min": min(1, settings["most"])}
        counting.setdefault("seats", str(settings["most"]))
    if "dots" in settings:
        limits |= {"n": settings["dots"], "cap": settings.get("cap", settings["dots"])}
    return found | {"limits": limits, "counting": counting}

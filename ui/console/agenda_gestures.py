"""What the moderator does to the agenda, as gestures on the document; used by rail, buttons and menus alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from labapp.changes import Change
from labapp.kinds.registry import KINDS
from labapp.model import agenda
from labapp.wording.errors import error_sentence
from ui.context import Context


def start(context: Context, activity_id: str) -> None:
    """Begin a point now: a real time, not undoable. What runs is finished by that, if it may be."""
    running = agenda.current(context.lab.read)
    if running is not None and running.id != activity_id and not _may_finish(context, running.id):
        return

    def operation(tx: Change) -> None:
        agenda.start(tx, activity_id)
        activity = agenda.activity(tx, activity_id)
        if activity.kind in KINDS:
            KINDS[activity.kind].on_start(tx, activity)

    context.run("activity.start", operation, undoable=False, activity=activity_id)
    if running is not None and running.id != activity_id:
        _tell_undone(context, running.id)


def duplicate(context: Context, activity_id: str) -> str:
    """Copy a point with its kind's own plan and return the copy's id."""

    def operation(tx: Change) -> str:
        ident = agenda.duplicate_activity(tx, activity_id)
        kind = agenda.activity(tx, activity_id).kind
        if kind in KINDS:
            KINDS[kind].copied(tx, activity_id, ident)
        return ident

    return context.run("activity.duplicate", operation) or ""


def _may_finish(context: Context, activity_id: str) -> bool:
    activity = agenda.activity(context.lab.read, activity_id)
    refused = KINDS[activity.kind].may_finish(context.lab.read, activity) if activity.kind in KINDS else None
    if refused is not None:
        context.tell(error_sentence(refused, context._), "warning")
    return refused is None


def _tell_undone(context: Context, activity_id: str) -> None:
    activity = agenda.activity(context.lab.read, activity_id)
    undone = KINDS[activity.kind].left_undone(context.lab.read, activity) if activity.kind in KINDS else None
    if undone is not None:
        context.tell(error_sentence(undone, context._), "warning")


def finish(context: Context, activity_id: str) -> str:
    """End a point now and return the id of what comes next (empty: nothing)."""
    if not _may_finish(context, activity_id):
        return ""
    context.run("activity.finish", lambda tx: agenda.finish(tx, activity_id), undoable=False, activity=activity_id)
    _tell_undone(context, activity_id)
    coming = agenda.following(context.lab.read)
    return coming.id if coming is not None else ""


def skip(context: Context, activity_id: str) -> None:
    """Leave a planned point out; undo brings it back."""
    if not _may_finish(context, activity_id):
        return
    context.run("activity.skip", lambda tx: agenda.skip(tx, activity_id), activity=activity_id)


def add(context: Context, values: dict[str, Any], after: str, set_up: Callable[[Change, str], None]) -> str:
    """Add a point behind another one (or at the end of the last day) and return its id."""

    def operation(tx: Change) -> str:
        days = agenda.days(tx)
        day = agenda.activity(tx, after).day if after else days[-1].id if days else agenda.add_day(tx)
        given = dict(values)
        kind = given.pop("kind")
        settings = KINDS[kind].defaults()
        ident = agenda.add_activity(tx, day, kind, given.pop("title"), after=after or None, settings=settings, **given)
        set_up(tx, ident)
        return ident

    return context.run("activity.add", operation) or ""


def remove(context: Context, activity_id: str) -> bool:
    """Take a point off the agenda; a running one stays until it is finished."""
    activity = agenda.activity(context.lab.read, activity_id)
    if activity.state == agenda.RUNNING:
        context.tell(context._("This point is running. Finish it before removing it."), "warning")
        return False
    if not _may_finish(context, activity_id):  # nobody could end a vote on a point that is not there
        return False

    def operation(tx: Change) -> None:
        if activity.kind in KINDS:
            KINDS[activity.kind].on_removed(tx, activity)
        agenda.retire_activity(tx, activity_id)

    context.run("activity.retire", operation, activity=activity_id)
    return True

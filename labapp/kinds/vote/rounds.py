"""Rounds of voting: what an activity has of them, in which state each is. A repeated vote never replaces the first."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from labapp.changes import Change, Reader
from labapp.errors import UserError
from labapp.kinds.vote.terms import Terms, altered, terms
from labapp.model import agenda

DRAFT, OPEN, CLOSED, ANNOUNCED, VOID = "draft", "open", "closed", "announced", "void"


@dataclass(frozen=True)
class Round:
    """One round; before opening `terms` and `question` are those of the activity, afterwards the frozen ones."""

    id: str
    activity: str
    number: int
    follows: str | None
    reason: str
    state: str
    question: str
    terms: Terms
    opened: str | None
    closed: str | None
    announced: str | None
    present: int | None
    invalid: int
    decision: dict[str, Any]
    explained: str = ""
    revealed: int | None = None
    why: bool = False
    second: int | None = None
    ground: bool = False


def of_activity(read: Reader, activity: str) -> list[Round]:
    """Return the rounds of an activity, the first first."""
    rows = read.rows("SELECT * FROM vote_votes WHERE activity = ? ORDER BY round, id", activity)
    return [_round(read, row) for row in rows]


def latest(read: Reader, activity: str) -> Round | None:
    """Return the round that matters now, None for an activity nobody has set up yet."""
    found = of_activity(read, activity)
    return found[-1] if found else None


def counted(read: Reader, activity: str) -> Round | None:
    """Return the newest round that can be counted, None before the end of a vote."""
    ended = [item for item in of_activity(read, activity) if item.state in (CLOSED, ANNOUNCED)]
    return ended[-1] if ended else None


def leading(read: Reader, activity: str) -> Round | None:
    """Return the round a report speaks of first: the newest announced one, for what comes after has decided nothing.

    Before any is announced, the newest that has opened, else the one being prepared.
    """
    found = of_activity(read, activity)
    said = [item for item in found if item.state == ANNOUNCED]
    held = [item for item in found if item.state != DRAFT]
    best = said or held or found
    return best[-1] if best else None


def get(read: Reader, vote: str) -> Round:
    """Return one round; KeyError when there is none."""
    row = read.row("SELECT * FROM vote_votes WHERE id = ?", vote)
    if row is None:
        raise KeyError(vote)
    return _round(read, row)


def in_state(read: Reader, vote: str, *states: str) -> Round:
    """Return a round that must be in one of these states; UserError names the state it is in."""
    found = get(read, vote)
    if found.state not in states:
        raise UserError("vote.state", state=found.state)
    return found


def draft(tx: Change, activity: str) -> str:
    """Return the id of the round being prepared, made when the activity has none; UserError once it has opened."""
    last = latest(tx, activity)
    if last is None:
        return tx.insert("vote_votes", activity=activity)
    if last.state != DRAFT:
        raise UserError("vote.frozen")
    return last.id


_OF_A_FORM = ("limits", "rule", "counting")  # figures that mean something else for another form


def configure(tx: Change, activity: str, **settings: Any) -> None:  # noqa: ANN401 - JSON
    """Change settings of a vote being prepared; a form starts from its own figures, or those it had here."""
    draft(tx, activity)
    now = agenda.activity(tx, activity).settings
    before, after = now.get("form"), settings.get("form", now.get("form"))
    if after != before:
        kept = {**now.get("other_forms", {}), str(before): {name: now[name] for name in _OF_A_FORM if name in now}}
        settings = {"limits": {}, "rule": "", "counting": {}, **kept.pop(after, {}), **settings, "other_forms": kept}
    agenda.edit_activity(tx, activity, settings={**now, **settings})


def repeat(tx: Change, vote: str, reason: str, only: Collection[str] = ()) -> str:
    """Prepare a new round over the same options, linked to this one and with the reason the room was given.

    `only`: the options that go on; all of them where none is named.
    """
    first = in_state(tx, vote, CLOSED, ANNOUNCED, VOID)
    if not reason.strip():
        raise UserError("vote.repeat-reason")
    last = latest(tx, first.activity)
    if last is None or last.id != vote:
        raise UserError("vote.repeated-already")
    again = tx.insert(
        "vote_votes", activity=first.activity, round=first.number + 1, follows=vote, reason=reason.strip()
    )
    copy_options(tx, vote, again, only)
    return again


def copy_options(tx: Change, source: str, target: str, only: Collection[str] = ()) -> None:
    """Copy the options of one round, or those named, into another that is being prepared."""
    for row in tx.rows("SELECT * FROM vote_options WHERE vote = ? ORDER BY position, id", source):
        if only and row["id"] not in only:
            continue
        copied = {name: row[name] for name in ("position", "source_kind", "source_id", "title", "note", "cost")}
        tx.insert("vote_options", vote=target, **copied)


def _round(read: Reader, row: Any) -> Round:  # noqa: ANN401 - sqlite3.Row
    state = row["state"]
    if state == DRAFT:
        activity = agenda.activity(read, row["activity"])
        settings, question = activity.settings, activity.question or activity.title
    else:
        settings, question = json.loads(row["settings"]), row["question"]
        # Without its terms nobody can say what the ballots mean: it counts for nothing, rather than for something else.
        state = VOID if altered(settings) else state
    decision = json.loads(row["decision"])
    if decision:
        decision["body"] = read.value("SELECT body FROM vote_bodies WHERE vote = ?", row["id"], default="")
    return Round(
        row["id"], row["activity"], row["round"], row["follows"], row["reason"], state, question,
        terms(settings, agreed=row["state"] != DRAFT), row["opened"], row["closed"], row["announced"], row["present"],
        row["invalid"], decision, row["explained"], row["revealed"], bool(row["why"]), row["second"],
        bool(row["ground"]),
    )  # fmt: skip

"""Actions of a plan: values, questions and operations. Nobody is shown as responsible who has not agreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from labapp.changes import Change, Reader
from labapp.errors import UserError
from labapp.model import ideas, notes, order
from labapp.model.notes import Note
from labapp.wording import due as dues

STATUSES = ("planned", "underway", "done", "held", "dropped")
MANDATES = ("proposed", "accepted", "pending")
_CHOICES = {"status": STATUSES, "mandate": MANDATES, "due_kind": dues.KINDS}


@dataclass(frozen=True)
class Action:
    """One action; `person` or `entity` point to the list of people, `who` is free text for anybody else."""

    id: str
    activity: str
    position: str
    idea: str | None
    note: str | None
    what: str
    person: str | None
    entity: str | None
    who: str
    partners: str
    due_kind: str
    due: str
    resources: str
    measure: str
    status: str
    mandate: str
    mandate_by: str
    mandate_until: str

    @property
    def confirmed(self) -> bool:
        """Whether the named owner has accepted the task in the room."""
        return self.mandate == "accepted" and self.has_owner

    @property
    def has_owner(self) -> bool:
        """Whether anybody is named at all."""
        return bool(self.person or self.entity or self.who)

    def overdue(self, today: date) -> bool:
        """Whether the last day that keeps the promise has passed and the action is neither done nor dropped."""
        last = dues.last_day(self.due_kind, self.due)
        return last is not None and last < today and self.status not in ("done", "dropped")


def actions(read: Reader, activity: str) -> list[Action]:
    """Return the living actions of a plan in order."""
    rows = read.rows("SELECT * FROM plan_actions WHERE activity = ? AND retired = 0 ORDER BY position, id", activity)
    return [_action(row) for row in rows]


def action(read: Reader, action_id: str) -> Action:
    """Return one action; KeyError when there is none."""
    row = read.row("SELECT * FROM plan_actions WHERE id = ?", action_id)
    if row is None:
        raise KeyError(action_id)
    return _action(row)


def add(tx: Change, activity: str, what: str, **values: Any) -> str:  # noqa: ANN401 - columns of plan_actions
    """Append an action and return its id; UserError names the field that cannot be kept."""
    values = _checked({"what": what, **values}, {})
    position = order.between(order.last(item.position for item in actions(tx, activity)), None)
    return tx.insert("plan_actions", activity=activity, position=position, **values)


def add_from_idea(tx: Change, activity: str, idea: str) -> str:
    """Append an action that grows out of an idea; the link stays, the words may be sharpened."""
    return add(tx, activity, ideas.text(tx, idea), idea=idea)


def add_from_note(tx: Change, activity: str, note: Note) -> str:
    """Append an action in the speaker's own words, proposed until accepted in the room; the note is assigned by it."""
    ident = add(tx, activity, note.text, note=note.id, person=note.participant, who=note.who, mandate="proposed")
    notes.settle(tx, note.id, "assigned", note.answer)
    return ident


def has(listed: Sequence[Action], idea: str | None, words: str) -> bool:
    """Whether an action was drawn from an idea already, or, where there is none, from these words."""
    if idea:
        return any(item.idea == idea for item in listed)
    return any(item.idea is None and item.what == ideas.clean(words) for item in listed)


def edit(tx: Change, action_id: str, **values: Any) -> None:  # noqa: ANN401 - columns of plan_actions
    """Change fields; UserError names the one that cannot be kept."""
    before = action(tx, action_id)
    tx.update("plan_actions", action_id, **_checked(values, before.__dict__))


def move(tx: Change, action_id: str, after: str | None) -> None:
    """Put an action behind another one (None: first)."""
    moved = action(tx, action_id)
    others = [item for item in actions(tx, moved.activity) if item.id != action_id]
    index = next((i + 1 for i, item in enumerate(others) if item.id == after), 0)
    tx.update("plan_actions", action_id, position=order.place([item.position for item in others], index))


def retire(tx: Change, action_id: str) -> None:
    """Take an action out of the plan; what it was made of is open again. Undo brings it back."""
    taken = action(tx, action_id)
    tx.update("plan_actions", action_id, retired=1)
    _reopen(tx, taken.note)


def give_back(tx: Change, activity: str) -> None:
    """Let whatever was said in between and became an action here be open again: the whole plan goes away."""
    for item in actions(tx, activity):
        _reopen(tx, item.note, activity)


def refused(read: Reader, activity: str, note: str) -> bool:
    """Whether an action was made of this note here and taken out again."""
    return bool(read.value("SELECT count(*) FROM plan_actions WHERE activity = ? AND note = ?", activity, note))


def _reopen(tx: Change, note: str | None, leaving: str = "") -> None:
    """Open a note again unless an action of a plan other than `leaving` still stands for it."""
    still = "SELECT count(*) FROM plan_actions JOIN activities ON activities.id = plan_actions.activity"
    still += " WHERE note = ? AND plan_actions.retired = 0 AND activities.retired = 0 AND activities.id != ?"
    if note and not tx.value(still, note, leaving):
        notes.reopen(tx, note)


def _checked(values: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    if "what" in values:
        values["what"] = ideas.clean(values["what"])
        if not values["what"]:
            raise UserError("plan.empty")
    for field, choices in _CHOICES.items():
        if field in values and values[field] not in choices:
            raise UserError("plan.choice", field=field, value=values[field])
    if "due" in values or "due_kind" in values:
        kind, due = values.get("due_kind", before.get("due_kind", "none")), values.get("due", before.get("due", ""))
        if not dues.valid(kind, due):
            raise UserError("plan.due", value=due)
    if values.get("mandate_until") and not dues.valid("day", values["mandate_until"]):
        raise UserError("plan.due", value=values["mandate_until"])
    return values


def _action(row: Any) -> Action:  # noqa: ANN401 - sqlite3.Row
    names = Action.__dataclass_fields__
    return Action(**{name: row[name] for name in names})

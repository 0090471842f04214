"""Sectors, entities and participants, and who is in the room now."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from labapp.changes import Change, Reader
from labapp.model import order

ROLES = ("participant", "moderator", "co-moderator", "recorder", "host", "expert", "observer")
LOOKS = ("S", "O", "M", "E", "I")  # the colour and drawn shape tokens of `labapp.stage` and the theme
# Roles that take part in decisions by default: the others serve the meeting.
VOTING_ROLES = ("participant", "host", "expert")


@dataclass(frozen=True)
class Sector:
    """A side of the table; `look` names its colour and drawn shape."""

    id: str
    name: str
    letter: str
    look: str
    position: str
    retired: bool


@dataclass(frozen=True)
class Entity:
    """An organisation or a unit of local government."""

    id: str
    name: str
    kind: str
    sector: str | None
    level: str
    teryt: str
    retired: bool


@dataclass(frozen=True)
class Participant:
    """A person; only `code` and `sector` may be seen by the room."""

    id: str
    code: str
    name: str
    entity: str | None
    sector: str | None
    role: str
    function: str
    email: str
    phone: str
    needs: str
    consents: dict[str, bool]
    note: str
    retired: bool


def sectors(read: Reader, *, retired: bool = False) -> list[Sector]:
    """Return the sectors in order; retired ones only when asked for."""
    where = "" if retired else "WHERE retired = 0"
    return [
        Sector(row["id"], row["name"], row["letter"], row["look"], row["position"], bool(row["retired"]))
        for row in read.rows(f"SELECT * FROM sectors {where} ORDER BY position")
    ]


def entities(read: Reader) -> list[Entity]:
    """Return the entities by name."""
    return [
        Entity(r["id"], r["name"], r["kind"], r["sector"], r["level"], r["teryt"], bool(r["retired"]))
        for r in read.rows("SELECT * FROM entities WHERE retired = 0 ORDER BY name")
    ]


def participants(read: Reader, *, retired: bool = False) -> list[Participant]:
    """Return the participants by code."""
    where = "" if retired else "WHERE retired = 0"
    return [_participant(row) for row in read.rows(f"SELECT * FROM participants {where} ORDER BY code")]


def participant(read: Reader, participant_id: str) -> Participant:
    """Return one person; KeyError when there is none."""
    row = read.row("SELECT * FROM participants WHERE id = ?", participant_id)
    if row is None:
        raise KeyError(participant_id)
    return _participant(row)


def present(read: Reader) -> list[Participant]:
    """Return those in the room now."""
    sql = (
        "SELECT p.* FROM participants p WHERE p.retired = 0 AND EXISTS"
        " (SELECT 1 FROM presence r WHERE r.participant = p.id AND r.departed IS NULL) ORDER BY p.code"
    )
    return [_participant(row) for row in read.rows(sql)]


def add_sector(tx: Change, name: str, letter: str, look: str) -> str:
    """Append a sector and return its id."""
    position = order.between(order.last(item.position for item in sectors(tx, retired=True)), None)
    return tx.insert("sectors", name=name, letter=letter, look=look, position=position)


def edit_sector(tx: Change, sector_id: str, **values: Any) -> None:  # noqa: ANN401 - columns of `sectors`
    """Change name, letter, look, position or retire a sector."""
    tx.update("sectors", sector_id, **values)


def add_entity(tx: Change, name: str, **values: Any) -> str:  # noqa: ANN401 - columns of `entities`
    """Add an entity and return its id."""
    return tx.insert("entities", name=name, **values)


def add_participant(tx: Change, **values: Any) -> str:  # noqa: ANN401 - columns of `participants`
    """Add a person and return the id; without a code the next free number is given."""
    code = values.pop("code", "") or next_code(tx)
    if "consents" in values:
        values["consents"] = json.dumps(values["consents"], ensure_ascii=False)
    return tx.insert("participants", code=code, **values)


def edit_participant(tx: Change, participant_id: str, **values: Any) -> None:  # noqa: ANN401
    """Change columns of a person."""
    if "consents" in values:
        values["consents"] = json.dumps(values["consents"], ensure_ascii=False)
    tx.update("participants", participant_id, **values)


def next_code(read: Reader) -> str:
    """Return the lowest number from 101 up that no badge carries: three digits are quick to say and to type."""
    used = {row["code"] for row in read.rows("SELECT code FROM participants")}
    return next(str(number) for number in range(101, 101 + len(used) + 1) if str(number) not in used)


def arrive(tx: Change, participant_id: str) -> None:
    """Mark as in the room; nothing happens when already there."""
    row = tx.row("SELECT 1 FROM presence WHERE participant = ? AND departed IS NULL", participant_id)
    if row is None:
        tx.insert("presence", participant=participant_id, arrived=tx.now)


def leave(tx: Change, participant_id: str) -> None:
    """Mark as gone; nothing happens when not there."""
    for row in tx.rows("SELECT id FROM presence WHERE participant = ? AND departed IS NULL", participant_id):
        tx.update("presence", row["id"], departed=tx.now)


def _participant(row: Any) -> Participant:  # noqa: ANN401 - sqlite3.Row
    return Participant(
        row["id"], row["code"], row["name"], row["entity"], row["sector"], row["role"], row["function"],
        row["email"], row["phone"], row["needs"], json.loads(row["consents"]), row["note"], bool(row["retired"]),
    )  # fmt: skip

"""Sectors, entities and participants, and who is in the room now."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from labapp.changes import Change, Reader
from labapp.model import order
from labapp.wording.folding import fold

ROLES = ("participant", "moderator", "co-moderator", "recorder", "host", "expert", "observer")
LOOKS = ("S", "O", "M", "E", "I")  # the colour and drawn shape tokens of `labapp.stage` and the theme
# Roles that take part in decisions by default: the others serve the meeting.
VOTING_ROLES = ("participant", "host", "expert")

NAME_LIMIT = 200
"""Letters of a name typed in: more is something pasted by mistake."""


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


class _Listed(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def retired(self) -> bool: ...


L = TypeVar("L", bound=_Listed)


def still(listed: Iterable[L], *held: str | None) -> list[L]:
    """Return what can be chosen: all that is not set aside, and what is held already, which must not be lost."""
    return [item for item in listed if not item.retired or item.id in held]


def sectors(read: Reader, *, retired: bool = False) -> list[Sector]:
    """Return the sectors in order; retired ones only when asked for."""
    where = "" if retired else "WHERE retired = 0"
    return [
        Sector(row["id"], row["name"], row["letter"], row["look"], row["position"], bool(row["retired"]))
        for row in read.rows(f"SELECT * FROM sectors {where} ORDER BY position, id")
    ]


def entities(read: Reader, *, retired: bool = False) -> list[Entity]:
    """Return the entities by name; retired ones only when asked for."""
    where = "" if retired else "WHERE retired = 0"
    return [
        Entity(r["id"], r["name"], r["kind"], r["sector"], r["level"], r["teryt"], bool(r["retired"]))
        for r in read.rows(f"SELECT * FROM entities {where} ORDER BY name")
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


@dataclass(frozen=True)
class Found:
    """A person a search came upon: with the entity's name, and whether in the room."""

    person: Participant
    entity: str
    present: bool
    rank: int = 0  # 0: code or first letters of the name, 1: inside the name, 2: the entity


def search(read: Reader, text: str) -> list[Found]:
    """Return people whose code, or any part of whose name or entity, begins with the letters; best first.

    Letters are folded (ł is l), so that two letters typed in a hurry find anybody. An empty text finds everybody.
    """
    wanted = fold(text).split()
    names = {item.id: item.name for item in entities(read)}
    here = {item.id for item in present(read)}
    hits: list[tuple[int, str, Found]] = []
    for person in participants(read):
        entity = names.get(person.entity or "", "")
        rank = _rank(wanted, person, entity)
        if rank is not None:
            hits.append((rank, _by_surname(person), Found(person, entity, person.id in here, rank)))
    return [hit[2] for hit in sorted(hits, key=lambda hit: hit[:2])]


def _by_surname(person: Participant) -> str:
    """A list of people is read by the last word of the name."""
    parts = fold(person.name).split()
    return " ".join([*parts[-1:], *parts[:-1]]) or person.code


def named(read: Reader, name: str) -> str | None:
    """Return the id of the one person of that name or code, None when nobody or more than one is meant."""
    wanted = _plain(name)
    hits = [p.id for p in participants(read) if wanted in (_plain(p.name), _plain(p.code))]
    return hits[0] if wanted and len(hits) == 1 else None


def _plain(text: str) -> str:
    return " ".join(fold(text).split())


def _rank(wanted: list[str], person: Participant, entity: str) -> int | None:
    """0: code or the first letters of name parts, 1: some part of the name, 2: the entity; None: not found."""
    code, parts, said = fold(person.code), fold(person.name).replace("-", " ").split(), fold(entity).split()
    whole = " ".join(parts)
    by_code = len(wanted) == 1 and code.startswith(wanted[0])  # a code or a name: "Osoba 10" is not who has code 104
    if by_code or all(any(p.startswith(w) for p in parts) for w in wanted):
        return 0
    initials = "".join(p[0] for p in parts)
    if len(wanted) == 1 and (initials.startswith(wanted[0]) or wanted[0] in whole):
        return 1
    return 2 if all(any(p.startswith(w) for p in [*parts, *said]) for w in wanted) else None


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
        values["consents"] = json.dumps(values["consents"], ensure_ascii=False, sort_keys=True)
    return tx.insert("participants", code=code, **values)


def edit_participant(tx: Change, participant_id: str, **values: Any) -> None:  # noqa: ANN401
    """Change columns of a person."""
    if "consents" in values:
        values["consents"] = json.dumps(values["consents"], ensure_ascii=False, sort_keys=True)
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


def retire_participant(tx: Change, participant_id: str) -> None:
    """Take a person off the list; what they said and decided stays, and undo brings them back."""
    leave(tx, participant_id)
    tx.update("participants", participant_id, retired=1)


def entity_named(tx: Change, name: str, sector: str | None = None) -> str | None:
    """Return the entity of that name, made when there is none; None for no name."""
    wanted = _plain(name)
    if not wanted:
        return None
    known = next((item.id for item in entities(tx) if _plain(item.name) == wanted), None)
    return known or add_entity(tx, " ".join(name.split()), sector=sector)


def _participant(row: Any) -> Participant:  # noqa: ANN401 - sqlite3.Row
    return Participant(
        row["id"], row["code"], row["name"], row["entity"], row["sector"], row["role"], row["function"],
        row["email"], row["phone"], row["needs"], json.loads(row["consents"]), row["note"], bool(row["retired"]),
    )  # fmt: skip

"""Whose words a card of a board keeps: the voices to choose from, and the order in which they take turns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from labapp.changes import Reader
from labapp.model import agenda, groups, ideas, people
from labapp.model.ideas import Card
from labapp.wording.translate import Translator

NOBODY, SECTOR, PERSON, TABLE = "nobody", "sector", "person", "table"


@dataclass(frozen=True)
class Voice:
    """Who speaks: a sector, a person of it, or a table; empty where it is not noted."""

    name: str = ""
    sector: str | None = None
    author: str | None = None
    table: str | None = None

    @property
    def said(self) -> bool:
        """Return whether somebody is named at all."""
        return bool(self.sector or self.author or self.table)

    def same(self, other: Voice) -> bool:
        """Return whether it is the same voice, whatever it is called today."""
        return (self.sector, self.author, self.table) == (other.sector, other.author, other.table)


def voices(read: Reader, activity: str, mode: str) -> list[Voice]:
    """Return what the capture line offers: sectors, behind them people where the board keeps persons; or tables."""
    if mode == NOBODY:
        return []
    if mode == TABLE:
        return [Voice(table.name, table=table.id) for table in _tables(read, activity)]
    listed = [Voice(sector.name, sector.id) for sector in people.sectors(read)]
    if mode == PERSON:
        listed += [_person(person) for person in people.participants(read)]
    return listed


def order(read: Reader, activity: str, mode: str) -> list[Voice]:
    """Return the voices that take turns: of those in the room, or of all while nobody is marked as present."""
    if mode not in (SECTOR, PERSON):
        return voices(read, activity, mode)
    here = people.present(read) or people.participants(read)
    if mode == PERSON:
        return [_person(person) for person in here]
    sectors = {person.sector for person in here}
    listed = voices(read, activity, SECTOR)
    return [voice for voice in listed if voice.sector in sectors] or listed


def following(order: list[Voice], now: Voice) -> Voice | None:
    """Return whose turn comes after somebody's, the first one's after the last; None when nobody takes turns."""
    place = next((place for place, voice in enumerate(order) if voice.same(now)), -1)
    return order[(place + 1) % len(order)] if order else None


def newest(read: Reader, cards: list[Card]) -> Voice:
    """Return who spoke last on a board: there the turns go on after a restart."""
    written = ideas.written(read, cards)
    last = max(reversed(cards), key=lambda card: written[card.idea], default=None)
    return Voice("", last.sector, last.author, last.table) if last is not None else Voice()


def turn_now(read: Reader, activity: str) -> int | None:
    """Return the round of the tables that goes on, from 1; None where nobody is seated."""
    made = groups.plan(read, _seated(read, activity))
    return made.now + 1 if made.rounds else None


def table_names(read: Reader, settings: dict[str, Any]) -> dict[str, str]:
    """Return the names of tables by id; none where the board does not attribute to tables."""
    rows = read.rows("SELECT id, name FROM groups") if settings["attribution"] == TABLE else []
    return {str(row["id"]): str(row["name"]) for row in rows}


def at_table(table: str, turn: int | None, _: Translator) -> str:
    """Return a table and its round in words."""
    return _("{table}, round {n}", table=table, n=turn) if table and turn is not None else table


def _person(person: people.Participant) -> Voice:
    return Voice(person.name or person.code, person.sector, person.id)


def _tables(read: Reader, activity: str) -> list[groups.Table]:
    return [table for table in groups.tables(read, _seated(read, activity)) if not table.closed]


def _seated(read: Reader, activity: str) -> str:
    """Return the activity whose tables speak here: its own, or those of the nearest one before it that has some."""
    found = activity
    for item in agenda.activities(read):
        has = bool(groups.tables(read, item.id))
        if item.id == activity:
            return activity if has else found
        found = item.id if has else found
    return found

"""Somebody comes through the door: present from now on, and with a chair wherever tables are already divided."""

from __future__ import annotations

from labapp.changes import Change
from labapp.model import agenda, groups, people
from labapp.model.groups import Table


def arrive(tx: Change, person: str) -> Table | None:
    """Mark somebody as here and seat them; returns the table they go to now, None where nobody sits at tables.

    Nobody else changes places. Points that are over or left out stay as they were.
    """
    people.arrive(tx, person)
    sql = "SELECT DISTINCT g.activity AS id FROM seats s JOIN groups g ON g.id = s.group_id WHERE g.retired = 0"
    rows = tx.rows(sql)
    divided = {row["id"] for row in rows}
    if not divided:
        return None
    current = agenda.current(tx)
    waiting = [item.id for item in agenda.activities(tx) if item.state in (agenda.PLANNED, agenda.RUNNING)]
    found = {ident: groups.seat(tx, ident, person) for ident in waiting if ident in divided}
    first = current.id if current is not None and current.id in found else next(iter(found), "")
    return found.get(first)

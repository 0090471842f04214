"""Brings a file to today's format: numbered steps per owner on raw tables, all in one transaction.

sqlite-utils' own Migrations class is not used: it stamps the wall clock, and our files must be reproducible.
"""

from __future__ import annotations

import json

from labapp.errors import UserError
from labapp.store.catalogue import Catalogue
from labapp.store.connection import APPLICATION_ID, FORMAT, Store

_BOOTSTRAP = "migrations"


def applied(store: Store) -> dict[str, int]:
    """Return the highest step by owner; empty for a new file."""
    exists = store.query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [_BOOTSTRAP])
    if not exists:
        return {}
    rows = store.query("SELECT owner, max(number) AS number FROM migrations GROUP BY owner")
    return {row["owner"]: row["number"] for row in rows}


def pending(store: Store, catalogue: Catalogue) -> list[tuple[str, int]]:
    """Return the (owner, number) steps this file still lacks; refuses a file with steps we do not know."""
    done = applied(store)
    known = {owner.name: max(step.number for step in owner.migrations) for owner in catalogue.owners}
    for owner, number in done.items():
        if owner in known and number > known[owner]:
            raise UserError("store.newer", path=str(store.path), owner=owner)
    return [
        (owner.name, step.number)
        for owner in catalogue.owners
        for step in owner.migrations
        if step.number > done.get(owner.name, 0)
    ]


def migrate(store: Store, catalogue: Catalogue, now: str) -> list[tuple[str, int]]:
    """Apply every pending step in one transaction and return them; nothing is changed when one fails."""
    steps = pending(store, catalogue)
    if not steps:
        return []
    was = applied(store)
    with store.atomic():
        for owner in catalogue.owners:
            for step in owner.migrations:
                if (owner.name, step.number) not in steps:
                    continue
                for statement in step.statements:
                    store.execute(statement)
                store.execute("INSERT INTO migrations VALUES (?, ?, ?)", [owner.name, step.number, now])
        if was:
            _enter(store, len(steps), now)
        store.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        store.execute(f"PRAGMA user_version = {FORMAT}")
    return steps


def _enter(store: Store, count: int, now: str) -> None:
    # The barrier that no undo crosses comes with the steps or not at all: a kill in between would leave a journal that
    # leads to what the tables no longer hold.
    store.execute(
        "INSERT INTO changes (id, at, code, params, source, undoable, barrier)"
        " SELECT coalesce(max(id), 0) + 1, ?, 'lab.migrated', ?, 'system', 0, 1 FROM changes",
        [now, json.dumps({"n": count})],
    )

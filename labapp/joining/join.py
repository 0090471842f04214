"""Writes the joined state into an open laboratory: one named change, and a backup of how it was before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labapp import disk
from labapp.changes import Change
from labapp.document import Document
from labapp.joining.compare import APART, BEHIND, Comparison, Plan
from labapp.joining.merge import THEIRS, Choices
from labapp.joining.side import Key, Row, Side, load
from labapp.model.mentions import Mentions, Person
from labapp.store import backups

JOIN = "lab.join"


@dataclass(frozen=True)
class Joined:
    """What was done: rows written, badges changed as (name, old, new), and whether undo takes it back."""

    rows: int
    codes: tuple[tuple[str, str, str], ...]
    undoable: bool


def join(document: Document, theirs: Side, choices: Choices | None = None) -> Joined:
    """Join another state into an open laboratory; UserError says what stands in the way, then nothing is changed.

    Undo takes it back as a whole, unless rounds of voting or the removal of a person came with it: then the backup
    made just before ("join") is the way back; after the removal of a person there is none.
    """
    lab = document.lab
    comparison = Comparison(load(lab), theirs)
    obstacle = comparison.obstacle
    if obstacle is not None:
        raise obstacle
    plan = comparison.plan(choices)
    if comparison.relation not in (APART, BEHIND):
        return Joined(0, (), undoable=True)
    _forget_names(comparison, plan)
    document.backup("join")
    barrier = bool(plan.erased) or THEIRS in plan.rounds.values()
    with lab.change(JOIN, undoable=not barrier, barrier=barrier) as tx:
        lab.store.execute("PRAGMA defer_foreign_keys = ON")
        written = _write(tx, comparison, plan)
        tx.note(n=len(theirs.after(comparison.since)), mark=theirs.digest[:16])
        if plan.erased:
            lab.store.execute("DELETE FROM journal WHERE change <= ?", [tx.number])
    if barrier:
        lab.scrub()
    if plan.erased:
        backups.forget(document.uid)
    people = plan.rows.get("participants", {})
    codes = tuple((str(people[key,]["name"]), old, new) for key, (old, new) in plan.tidied.codes.items())
    return Joined(written, codes, undoable=not barrier)


def joined_before(document: Document, path: Path) -> bool:
    """Whether a file as it is now was joined into this laboratory already."""
    try:
        digest = disk.fingerprint(path)
    except OSError:
        return False
    sql = "SELECT 1 FROM changes WHERE code = ? AND undone_by IS NULL AND json_extract(params, '$.mark') = ?"
    return document.lab.read.row(sql, JOIN, digest[:16]) is not None


def _write(tx: Change, comparison: Comparison, plan: Plan) -> int:
    steps: list[tuple[int, Callable[[], Any]]] = []
    # What nothing points to may go first, so that what takes its place finds it free.
    pointed = {pointer.table for shape in comparison.shapes.values() for pointer in shape.pointers}
    for digest, row in comparison.theirs.bytes.items():
        if digest not in comparison.mine.files:
            tx.insert("files", **row)
    for table, rows in plan.rows.items():
        mine = comparison.mine.rows.get(table)
        if mine is None:
            continue  # a table of a kind this program does not know, and this file has not
        for key in mine.keys() - rows.keys():
            steps.append((3 if table in pointed else 0, _step(tx.delete, table, key)))
        for key, row in rows.items():
            if key not in mine:
                steps.append((2, _step(tx.insert, table, None, row)))
            elif row != mine[key]:
                changed = {name: value for name, value in row.items() if mine[key].get(name) != value}
                if table == "participants" and "code" in changed:
                    steps.append((0, _step(tx.update, table, key, {"code": f"~{key[0]}"})))
                steps.append((1, _step(tx.update, table, key, changed)))
    for _place, step in sorted(steps, key=lambda item: item[0]):
        step()
    return len(steps)


def _step(do: Callable[..., Any], table: str, key: Key | None, values: Row | None = None) -> Callable[[], Any]:
    before = (table,) if key is None else (table, list(key))
    return lambda: do(*before, **(values or {}))


def _forget_names(comparison: Comparison, plan: Plan) -> None:
    # Somebody removed for good on one side is removed from what the other side wrote as well.
    if not plan.erased or comparison.base is None:
        return
    gone = [comparison.base["participants"][key] for key in plan.erased]
    mentions = Mentions([Person(str(row["name"]), "[…]", (str(row["email"]), str(row["phone"]))) for row in gone])
    for table, rows in plan.rows.items():
        for key, row in rows.items():
            told = {name: row[name] for name in comparison.shapes[table].texts if isinstance(row.get(name), str)}
            found = {name: mentions.replace(text) for name, text in told.items()}
            if found != told:
                rows[key] = {**row, **found}

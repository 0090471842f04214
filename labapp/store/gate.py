"""What may come in: only a whole laboratory of ours, of a format we know, with nothing in it that could run.

A stranger's file is looked at in a private copy; its schema must be, word for word, what our own migrations build.
"""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

from labapp.disk import told
from labapp.errors import UserError, WorldError
from labapp.store import values
from labapp.store.catalogue import Catalogue
from labapp.store.connection import APPLICATION_ID, FORMAT, Store, told_apart
from labapp.store.migrate import applied, pending

_MAGIC = b"SQLite format 3\x00"
_NAME = re.compile(r"[a-z_][a-z0-9_]*")
# A laboratory with hundreds of photographs stays far below this; a bomb does not.
LIMIT = 4 * 1024**3


def examine(path: Path) -> None:
    """Refuse by the first hundred bytes what is not a whole laboratory of ours; changes nothing."""
    if not path.exists():
        raise WorldError("store.missing", path=str(path))
    if path.is_dir():
        raise WorldError("store.folder", path=str(path))
    with told(path), path.open("rb") as stream:
        header = stream.read(100)
        size = stream.seek(0, 2)
    if size > LIMIT:
        raise UserError("store.too-large", path=str(path))
    if not header.startswith(_MAGIC[: len(header)]) or not header:
        raise UserError("store.not-a-database", path=str(path))
    if len(header) < 100:
        raise UserError("store.truncated", path=str(path))
    if int.from_bytes(header[68:72]) != APPLICATION_ID:
        raise UserError("store.foreign", path=str(path))
    if int.from_bytes(header[60:64]) > FORMAT:
        raise UserError("store.newer", path=str(path))
    # Versions of SQLite's own format: what it would call read-only, or a format to come, is one byte that fell over.
    if not {header[18], header[19]} <= {1, 2} or int.from_bytes(header[44:48]) > 4:
        raise UserError("store.damaged", path=str(path), detail="header")
    page = int.from_bytes(header[16:18])
    pages = int.from_bytes(header[28:32])
    if size < pages * (65536 if page == 1 else page):
        raise UserError("store.truncated", path=str(path))


# A schema whose names are no texts is nobody's work: every later question compares them with texts.
_ODD_SCHEMA = (
    "SELECT 1 FROM sqlite_master WHERE typeof(type) <> 'text' OR typeof(name) <> 'text' OR typeof(tbl_name) <> 'text'"
    " OR typeof(sql) NOT IN ('text', 'null') LIMIT 1"
)


def check(store: Store, catalogue: Catalogue, path: Path) -> None:
    """Refuse a database that is damaged, of the future, or has anything in its schema that is not ours."""
    try:
        # First of all: the other checks read through the schema, and a stranger's must not be made to work.
        if store.query(_ODD_SCHEMA):
            raise UserError("store.damaged", detail="sqlite_master")
        if not applied(store):
            raise UserError("store.damaged", detail="empty")
        odd = strange(store, catalogue)
        if odd:
            raise UserError("store.strange", name=odd[0])
        problems = [row[0] for row in store.query("PRAGMA quick_check(5)")]
        if problems != ["ok"]:
            raise UserError("store.damaged", detail="; ".join(problems))
        _readable(store)
        pending(store, catalogue)
        _judge(store, catalogue)
    except UserError as refused:  # named after the user's file, not after our private copy
        refused.params["path"] = str(path)
        raise
    except sqlite3.Error as problem:  # our own questions are sound: whatever SQLite minds here, it minds in the file
        raise UserError("store.damaged", path=str(path), detail=str(problem)) from problem


def _readable(store: Store) -> None:
    # SQLite does not look whether text is text; a broken letter must be found here, not in the middle of a workshop.
    for row in store.query("SELECT name, sql FROM sqlite_master WHERE type = 'table'"):
        with told_apart(store.path):
            quoted = str(row["name"]).replace('"', '""')
            for _ in store.connection.execute(f'SELECT * FROM "{quoted}"'):
                pass


def _judge(store: Store, catalogue: Catalogue) -> None:
    # Nobody looks twice at what the program reads of its own tables: what would make it fail there stays outside.
    grave = list(values.odd(store, catalogue, grave=True))
    if grave:
        raise UserError("store.damaged", table=grave[0].table, column=grave[0].column, n=grave[0].count, odd=grave)


def strange(store: Store, catalogue: Catalogue) -> list[str]:
    """Return names in the schema that we did not write: triggers, views, virtual tables, altered tables.

    Tables of kinds we do not know are kept, as long as they are plain.
    """
    ours = _expected(catalogue, applied(store))
    known = set(catalogue.tables)
    found: list[str] = []
    for row in store.query("SELECT type, name, tbl_name, sql FROM sqlite_master"):
        if row["name"].startswith("sqlite_autoindex_") and row["sql"] is None:
            continue
        if row["name"] in ours:
            good = ours[row["name"]] == row["sql"]
        else:
            good = row["tbl_name"] not in known and row["name"] not in known and _plain(store, row)
        if not good:
            found.append(row["name"])
    present = {row["name"] for row in store.query("SELECT name FROM sqlite_master")}
    return found + sorted(set(ours) - present)


def uid(store: Store) -> str:
    """Return the laboratory's unique id; empty when the file has none."""
    rows = store.query("SELECT json_extract(value, '$') AS uid FROM lab WHERE key = 'uid' AND json_valid(value)")
    text = rows[0]["uid"] if rows else ""
    return text if isinstance(text, str) and re.fullmatch(r"[a-z0-9-]{1,64}", text) else ""


def _expected(catalogue: Catalogue, done: dict[str, int]) -> dict[str, str]:
    memory = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for owner in catalogue.owners:
            for step in owner.migrations:
                if step.number <= done.get(owner.name, 0):
                    for statement in step.statements:
                        memory.execute(statement)
        return dict(memory.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall())
    finally:
        memory.close()


def _plain(store: Store, row: sqlite3.Row) -> bool:
    text = str(row["sql"]).upper()
    if row["type"] not in ("table", "index") or not _NAME.fullmatch(row["name"]):
        return False
    if row["type"] == "table" and not (text.startswith("CREATE TABLE ") and _named_plainly(store, row["name"])):
        return False
    return not any(word in text for word in ("GENERATED", " AS ", "AS(", "CHECK", "DEFAULT (", "WHERE", "VIRTUAL"))


def _named_plainly(store: Store, table: str) -> bool:
    # Of a table we do not know the names come from the file, and go into our own SQL as they are: the journal's
    # triggers, undo, joining, erasing.
    columns = [row["name"] for row in store.query(f'PRAGMA table_xinfo("{table}")')]
    keys = store.query(f'PRAGMA foreign_key_list("{table}")')
    pointed = [name for key in keys for name in (key["table"], key["to"]) if name is not None]
    return all(_NAME.fullmatch(str(name)) for name in (*columns, *pointed))

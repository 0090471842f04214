"""A copy of a laboratory without personal data: what was said and decided stays, who people are does not.

Goes by the catalogue: private columns are emptied, mentions of people in any other text become their codes, the
history is empty. What a machine cannot know (nicknames, "our mayor") stays: the list of what was done says so.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labapp import disk
from labapp.clock import Clock, Ids, random_id, stamp, system_clock
from labapp.errors import WorldError
from labapp.lab import Lab
from labapp.model import facts
from labapp.model.former import former, typed_before
from labapp.model.mentions import Mentions, Person, looks_like_a_name
from labapp.store import gate
from labapp.store.catalogue import Catalogue, Column, Privacy, Table
from labapp.store.connection import Store
from labapp.store.mend import mend
from labapp.store.migrate import migrate
from labapp.store.scratch import scratch
from labapp.store.working import vacuum_into

_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
_NOON = "T12:00:00.000Z"
# Public by nature: they stand on the poster and in the report.
_LOGOS = {"files": "hash IN (SELECT file FROM file_links WHERE purpose = 'logo')"}
_HISTORY = ("changes", "journal", "migrations")
Progress = Callable[[int, int], None]  # progress(done, total), in rows


@dataclass(frozen=True)
class Done:
    """One line of what was done: `emptied`, `blurred`, `rows-removed`, `mentions` or
    `tables-removed`, where, how many."""

    what: str
    table: str
    column: str
    count: int


def anonymise(
    source: Path, target: Path, *, overwrite: bool = False, logos: bool = True,
    catalogue: Catalogue | None = None, clock: Clock = system_clock, ids: Ids = random_id,
    progress: Progress | None = None,
) -> list[Done]:  # fmt: skip
    """Write an anonymous copy of `source` at `target` and return what was done; the source is only read.

    Of presence the day stays, so that attendance can still be counted; of pictures the organisers' `logos`, if wanted.
    """
    if target.exists() and not overwrite:
        raise WorldError("document.exists", path=str(target))
    known = catalogue or _all_kinds()
    gate.examine(source)
    with scratch() as folder:
        copy = folder / "copy.lab"
        with disk.told(source):
            shutil.copyfile(source, copy)
        store = Store(copy, wal=False)
        try:
            gate.check(store, known, source)
            migrate(store, known, stamp(clock()))
            done = _strip(store, known, progress or (lambda done, total: None), logos=logos)
            lab = Lab(store, known, clock, ids)
            with lab.change("lab.anonymised", undoable=False, barrier=True, source="system") as tx:
                facts.put(tx, "uid", ids())  # another document from here on, with files and backups of its own
                facts.put(tx, "pin", "")
                facts.put(tx, "tables", facts.DEFAULTS["tables"])  # who wished to sit with whom
            store.execute("DELETE FROM journal")
        finally:
            store.close()
        # Rebuilt, so that nothing deleted lingers between the rows.
        vacuum_into(copy, folder / "clean.lab")
        disk.clear_parts(target)  # what a killed run left of this copy
        disk.replace_by_copy(folder / "clean.lab", target)
    return done


def _strip(store: Store, catalogue: Catalogue, progress: Progress, *, logos: bool) -> list[Done]:
    store.execute("PRAGMA foreign_keys = OFF")
    with store.atomic():
        mentions = Mentions(_people(store, catalogue))  # before the names are gone
        done = list(_drop_unknown(store, catalogue))
        for table in catalogue.tables.values():
            done += _empty_private(store, table, "" if not logos else _LOGOS.get(table.name, ""))
        for name in ("changes", "journal"):
            done.append(Done("rows-removed", name, "", store.execute(f"DELETE FROM {name}")))
        done += [Done("rows-removed", name, "", count) for name, count in mend(store, catalogue, stubs=False).items()]
        texts = [(table, name) for table in catalogue.tables.values() for name in _texts(table)]
        total = sum(_rows(store, table) for table, _name in texts)
        read = 0
        for table, name in texts:
            done.append(_replace(store, table, name, mentions, _after(progress, read, total)))
            read += _rows(store, table)
    store.execute("PRAGMA foreign_keys = ON")
    return [line for line in done if line.count]


def _people(store: Store, catalogue: Catalogue) -> Iterator[Person]:
    codes: dict[str, str] = {}
    for row in store.query("SELECT id, code, name, email, phone FROM participants"):
        codes[row["id"]] = row["code"]
        yield Person(row["name"], row["code"], (row["email"], row["phone"]))
    yield from former(store.query, lambda key: codes.get(key, "[…]"))  # also who is on the list no more
    for name, column in catalogue.private_columns():
        if name in ("participants", "former_names") or catalogue.tables[name].column(column).type != "TEXT":
            continue
        now = store.query(f'SELECT DISTINCT "{column}" AS text FROM "{name}" WHERE "{column}" IS NOT NULL')
        for text in {*(row["text"] for row in now), *typed_before(store.query, name, column)}:
            if looks_like_a_name(text):
                yield Person(text, "", whole=True)


def _drop_unknown(store: Store, catalogue: Catalogue) -> Iterator[Done]:
    # What a table of an unknown kind holds nobody here can judge.
    for row in store.query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"):
        if row["name"] not in catalogue.tables:
            count = int(store.query(f'SELECT count(*) FROM "{row["name"]}"')[0][0])
            store.execute(f'DROP TABLE "{row["name"]}"')
            yield Done("tables-removed", row["name"], "", max(count, 1))


def _empty_private(store: Store, table: Table, spared: str) -> Iterator[Done]:
    for column in table.columns:
        if column.privacy is not Privacy.PRIVATE or table.name in _HISTORY:
            continue
        if column.blurs:
            yield Done("blurred", table.name, column.name, _blur(store, table, column))
            continue
        empty = _empty(column)
        if empty is None:
            # It cannot be empty, and the row means nothing without it: pictures, sealed ballots.
            which = f" WHERE NOT ({spared})" if spared else ""
            yield Done("rows-removed", table.name, "", store.execute(f'DELETE FROM "{table.name}"{which}'))
            return
        if column.keeps:
            yield Done("emptied", table.name, column.name, _keep_results(store, table, column))
            continue
        name = f'"{column.name}"'
        count = store.execute(f'UPDATE "{table.name}" SET {name} = {empty} WHERE {name} IS NOT {empty}')
        yield Done("emptied", table.name, column.name, count)


def _blur(store: Store, table: Table, column: Column) -> int:
    # Only the day is left of a time; what is none is left empty.
    name = f'"{column.name}"'
    return store.execute(
        f"""UPDATE "{table.name}" SET {name} = CASE WHEN {name} GLOB '{_DAY}T*' THEN substr({name}, 1, 10) || '{_NOON}'
        ELSE '' END WHERE {name} IS NOT NULL"""
    )


def _empty(column: Column) -> str | None:
    if column.nullable:
        return "NULL"
    return column.default


def _keep_results(store: Store, table: Table, column: Column) -> int:
    key = table.pk[0]
    count = 0
    for row in store.query(f'SELECT "{key}" AS key, "{column.name}" AS text FROM "{table.name}"'):
        try:
            value = json.loads(row["text"])
        except ValueError:
            value = None
        kept = {name: item for name, item in value.items() if name in column.keeps} if isinstance(value, dict) else {}
        if kept != value:
            text = json.dumps(kept, ensure_ascii=False)
            store.execute(f'UPDATE "{table.name}" SET "{column.name}" = ? WHERE "{key}" = ?', [text, row["key"]])
            count += 1
    return count


def _after(progress: Progress, before: int, total: int) -> Callable[[int], None]:
    return lambda rows: progress(before + rows, total)


def _texts(table: Table) -> list[str]:
    # Keys and codes are left alone; every other text may hold a name.
    if table.name in _HISTORY:
        return []
    return [
        column.name
        for column in table.columns
        if column.type == "TEXT" and column.privacy is Privacy.PUBLIC and column.name not in (*table.pk, "code", "kind")
    ]


def _rows(store: Store, table: Table) -> int:
    return int(store.query(f'SELECT count(*) FROM "{table.name}"')[0][0])


def _replace(store: Store, table: Table, name: str, mentions: Mentions, tick: Callable[[int], None]) -> Done:
    where = " AND ".join(f'"{key}" = ?' for key in table.pk)
    keys = ", ".join(f'"{key}"' for key in table.pk)
    before = mentions.count
    replaced = mentions.replace_in_json if table.column(name).holds.json else mentions.replace
    rows = store.query(f'SELECT {keys}, "{name}" FROM "{table.name}" WHERE "{name}" IS NOT NULL')
    for number, row in enumerate(rows, 1):
        text: Any = row[name]
        changed = replaced(text)
        if changed != text:
            store.execute(f'UPDATE "{table.name}" SET "{name}" = ? WHERE {where}', [changed, *tuple(row)[:-1]])
        tick(number)
    return Done("mentions", table.name, name, mentions.count - before)


def _all_kinds() -> Catalogue:
    # Late, as in `labapp.document`: what has tables must not be imported to read one.
    from labapp.kinds.registry import CATALOGUE

    return CATALOGUE

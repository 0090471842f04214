"""A laboratory with every kind in it, one value of which is altered past the program, and what is then asked of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from labapp.checking import check_file, problem_sentence
from labapp.clock import SteppingClock
from labapp.document import open_document
from labapp.errors import UserError
from labapp.kinds.base import ReportOptions
from labapp.kinds.registry import CATALOGUE, KINDS
from labapp.model import agenda, facts
from labapp.report import build
from labapp.stage.state import StageState
from labapp.wording.translate import translator
from tests.lab_files import START
from ui.stage.painters import compose

LANGUAGES = ("pl", "en")
_TEXTS = ("", "zzz", "null", "3", '"zzz"', "[]", "[1]", "{}", '{"form": 3}', "2026-13-45", "2026-11-22", "25:99", "NaN",
          "2026-11-22T09:00:00", "9999-12-31T23:59:59.999Z", "\0", "[" * 5000, "é" * 400)  # fmt: skip
JSON = st.recursive(
    st.sampled_from([None, True, -1, 0, 3, 10**9, 10**30, 0.5, "", "zzz", "S", "1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["1", "form", "x"]), inner, max_size=3),
    max_leaves=4,
)
_OF_TYPE = {
    "TEXT": st.sampled_from(_TEXTS) | st.text(max_size=8) | JSON.map(json.dumps),
    "INTEGER": st.sampled_from([-(2**63), -5, 0, 1, 2, 7, 10**6, 10**12, 2**63 - 1]),
    "REAL": st.floats(allow_nan=False) | st.sampled_from([1e7, -1e300]),
    "BLOB": st.binary(max_size=40),
}


def places(file: Path) -> list[tuple[str, str, str]]:
    """Return table, column and type of everything that has a value to be altered."""
    with closing(sqlite3.connect(file)) as db:
        full = {name for name in CATALOGUE.tables if db.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchone()}
    return [(t.name, c.name, c.type) for t in CATALOGUE.tables.values() if t.name in full for c in t.columns]


def values(draw: Any, file: Path, table: str, column: str, type_: str) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Draw new values for one to three rows: (value, key of the row)."""
    keys = ", ".join(f'"{name}"' for name in CATALOGUE.tables[table].pk)
    with closing(sqlite3.connect(file)) as db:
        rows = db.execute(f'SELECT "{column}", {keys} FROM "{table}"').fetchall()
    for row in draw(st.lists(st.sampled_from(rows), min_size=1, max_size=3, unique=True)):
        yield draw(st.one_of(_OF_TYPE[type_], *_inside(row[0]))), tuple(row[1:])


def _inside(value: Any) -> list[st.SearchStrategy[str]]:
    """One thing altered inside what was JSON: far more of it is understood than of anything made up."""
    try:
        known = json.loads(value)
    except (TypeError, ValueError):
        return []
    if not isinstance(known, dict) or not known:
        return []
    deep = [(name, inner) for name, item in known.items() if isinstance(item, dict) for inner in item]
    change = st.tuples(st.sampled_from(sorted(known)), JSON).map(lambda new: {**known, new[0]: new[1]})
    deeper = st.tuples(st.sampled_from(deep), JSON).map(
        lambda new: {**known, new[0][0]: {**known[new[0][0]], new[0][1]: new[1]}}
    ) if deep else change  # fmt: skip
    return [(change | deeper).map(json.dumps)]


def alter(file: Path, table: str, column: str, value: Any, key: tuple[Any, ...]) -> bool:
    """Write a value past the program; False where SQLite itself would have none of it."""
    where = " AND ".join(f'"{name}" = ?' for name in CATALOGUE.tables[table].pk)
    with closing(sqlite3.connect(file)) as db, db:
        try:
            db.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE {where}', (value, *key))
        except (sqlite3.IntegrityError, UnicodeEncodeError):
            return False
    return True


def asked(file: Path) -> UserError | None:
    """Check, open, report and paint a file; only a UserError may come out, and it is returned when nothing opened."""
    for problem in check_file(file):
        assert all(problem_sentence(problem, translator(language)) for language in LANGUAGES)
    try:
        document = open_document(file, readonly=True, clock=SteppingClock(START))
    except UserError as refused:
        return refused
    with document, document.lab.reading() as read:
        for kind in ("full", "note"):
            build(read, ReportOptions(notes=True), translator("pl"), kind)
        for activity in agenda.activities(read):
            if activity.kind in KINDS:
                try:
                    scene = KINDS[activity.kind].scene(read, activity)
                except UserError:
                    continue  # told where the activity is opened
                compose(StageState(facts.get(read, "title"), facts.get(read, "language"), scene), (640, 360))
    return None

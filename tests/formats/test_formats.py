"""Every released format has a real file that opens as it was; every step of every owner is frozen and proven."""

import hashlib
import re
from pathlib import Path

import pytest

from labapp import __version__
from labapp.checking import check_file, check_lab
from labapp.clock import SteppingClock
from labapp.document import open_document
from labapp.kinds.base import ReportOptions
from labapp.kinds.registry import CATALOGUE
from labapp.model import agenda
from labapp.report import build
from labapp.salvage import salvage_file
from labapp.store import gate
from labapp.store.catalogue import Catalogue, Owner
from labapp.store.connection import Store
from labapp.store.migrate import applied, migrate, pending
from labapp.wording.translate import translator
from tests.formats.frozen import RELEASED, STEPS
from tests.formats.make import HERE, columns_of, dump, dump_of, file_of, unpacked
from tests.lab_files import START, Ticker

CHANGES = Path(__file__).parents[2] / "CHANGELOG.md"
ALL = [(owner.name, step.number) for owner in CATALOGUE.owners for step in owner.migrations]
NOW = "2026-11-22T09:00:00.000Z"


def test_every_released_version_has_a_file_and_its_dump():
    named = re.findall(r"^## (\d+\.\d+\.\d+)", CHANGES.read_text("utf-8"), re.MULTILINE)
    assert __version__ in named
    assert set(named) <= set(RELEASED)
    assert {item.name for item in HERE.glob("*.xz")} == {file_of(number).name for number in RELEASED}
    assert {item.name for item in HERE.glob("*.txt")} == {dump_of(number).name for number in RELEASED}


def test_every_step_is_frozen():
    found = {
        (owner.name, step.number): hashlib.sha256("\n".join(step.statements).encode()).hexdigest()[:16]
        for owner in CATALOGUE.owners for step in owner.migrations
    }  # fmt: skip
    changed = [step for step in found if step in STEPS and found[step] != STEPS[step]]
    assert changed == [], "files have been through these: change the schema by a new step"
    assert found == STEPS, "add new steps to tests/formats/frozen.py"


@pytest.mark.parametrize("number", RELEASED)
def test_a_released_file_opens_as_it_was(tmp_path, number):
    path = unpacked(number, tmp_path)
    before = path.read_bytes()
    columns = columns_of(path)
    golden = dump_of(number).read_text("utf-8")
    assert dump(path) == golden
    assert check_file(path) == []
    assert path.read_bytes() == before  # looked at, it is not touched
    with open_document(path, clock=SteppingClock(START), ticker=Ticker()) as document:
        assert pending(document.lab.store, CATALOGUE) == []
        assert check_lab(document.lab) == []
        activities = agenda.activities(document.lab.read)
        for language in ("pl", "en"):
            content = build(document.lab.read, ReportOptions(public=False, notes=True), translator(language), "full")
            assert content
        with document.lab.change("note.add") as tx:  # it can be worked on
            agenda.edit_activity(tx, activities[0].id, notes="dopisane")
        document.lab.undo()
    assert _without_entries(dump(path, columns)) == _without_entries(golden)
    assert check_file(path) == []


@pytest.mark.parametrize("number", RELEASED)
def test_a_released_file_says_which_steps_it_has_been_through(tmp_path, number):
    store = Store(unpacked(number, tmp_path), readonly=True)
    assert applied(store) == RELEASED[number]
    gate.check(store, CATALOGUE, tmp_path)
    store.close()


@pytest.mark.parametrize("number", RELEASED)
def test_a_damaged_released_file_is_salvaged(tmp_path, number):
    path = unpacked(number, tmp_path)
    raw = bytearray(path.read_bytes())
    raw[:100] = bytes(100)
    path.write_bytes(raw)
    lost = [item.table for item in salvage_file(path, tmp_path / "again.lab") if item.damaged or item.dropped]
    assert lost == []
    assert check_file(tmp_path / "again.lab") == []


@pytest.mark.parametrize(("owner", "number"), ALL, ids=lambda value: str(value))
def test_every_step_keeps_every_row_and_builds_what_is_declared(tmp_path, owner, number):
    """A file that stopped just before a step, with a row in every table it has, goes through it and all later ones."""
    store = Store(tmp_path / "a.db", wal=False)
    if (owner, number) != ALL[0]:  # before the first step of all there is nothing
        migrate(store, _until(owner, number), NOW)
        _fill(store)
    before = dump(store.path, columns := columns_of(store.path))
    steps = migrate(store, CATALOGUE, NOW)
    assert (owner, number) in steps
    assert _without_entries(dump(store.path, columns)) == _without_entries(before)
    assert store.query("PRAGMA foreign_key_check") == []
    gate.check(store, CATALOGUE, store.path)
    assert migrate(store, CATALOGUE, NOW) == []  # once and for all
    store.close()


def _without_entries(text):
    """Leave out what opening, working and migrating write by themselves."""
    return [line for line in text.splitlines() if line and not line.startswith(("changes ", "migrations "))]


def _until(owner, number):
    """Return the catalogue as it was just before a step; a later owner's steps come after it."""
    kept = []
    for item in CATALOGUE.owners:
        steps = tuple(step for step in item.migrations if item.name != owner or step.number < number)
        if steps:
            kept.append(Owner(item.name, (), steps))
    return Catalogue(kept)


def _fill(store):
    """Put a row into every table there is; each points to the first rows of the others."""
    store.execute("PRAGMA foreign_keys = OFF")
    names = [name for name in columns_of(store.path) if name not in ("changes", "migrations")]
    for name in names:
        targets = {row["from"]: row for row in store.query(f'PRAGMA foreign_key_list("{name}")')}
        values = {}
        for row in store.query(f'PRAGMA table_info("{name}")'):
            value = {"INTEGER": 1, "REAL": 0.1, "BLOB": b"\x00\xff"}.get(row["type"], f"{row['name']} ą")
            columns = CATALOGUE.tables[name].columns if name in CATALOGUE.tables else ()
            for column in columns:
                if column.name == row["name"] and column.holds.json:
                    value = '{"ą": 1}'
                elif column.name == row["name"] and column.holds.grave and not column.holds.good(value):
                    value = column.holds.instead(0) if column.holds.instead else column.default.strip("'")
            if row["name"] in targets or row["name"] in ("id", "key", "hash"):
                value = "row"
            values[row["name"]] = value
        marks = ", ".join("?" * len(values))
        store.execute(f'INSERT INTO "{name}" ({", ".join(values)}) VALUES ({marks})', list(values.values()))
    assert store.query("PRAGMA foreign_key_check") == []
    store.execute("PRAGMA foreign_keys = ON")

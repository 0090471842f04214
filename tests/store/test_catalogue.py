"""The catalogue and the migrations describe the same file, and released steps never change."""

import hashlib
import json

from labapp.kinds.registry import CATALOGUE
from labapp.model import facts
from labapp.store.connection import APPLICATION_ID, FORMAT, Store
from labapp.store.core_facts import FACTS
from labapp.store.describe import describe
from labapp.store.holds import TEXT
from labapp.store.migrate import migrate, pending
from labapp.wording.translate import translator
from tests.file_format import TARGET

NOW = "2026-11-22T09:00:00.000Z"


def built(path):
    store = Store(path)
    migrate(store, CATALOGUE, NOW)
    return store


def test_migrations_build_what_the_catalogue_declares(tmp_path):
    store = built(tmp_path / "a.db")
    declared = Store(tmp_path / "b.db")
    for table in CATALOGUE.tables.values():
        for statement in table.sql():
            declared.execute(statement)
    for table in CATALOGUE.tables:
        for pragma in ("table_info", "foreign_key_list", "index_list"):
            one, other = (
                sorted(tuple(row)[1:] for row in s.query(f"PRAGMA {pragma}({table})")) for s in (store, declared)
            )
            assert one == other, (table, pragma)
    listed = (
        "SELECT name, wr, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' ORDER BY 1"
    )
    assert [tuple(r) for r in store.query(listed)] == [tuple(r) for r in declared.query(listed)]
    assert all(row["strict"] for row in store.query(listed))
    store.close()
    declared.close()


def test_every_table_has_its_step_and_every_step_is_numbered(tmp_path):
    store = built(tmp_path / "a.db")
    assert pending(store, CATALOGUE) == []
    assert store.query("SELECT name FROM sqlite_master WHERE type NOT IN ('table', 'index')") == []
    for owner in CATALOGUE.owners:
        assert [step.number for step in owner.migrations] == list(range(1, len(owner.migrations) + 1))
    assert store.query("PRAGMA application_id")[0][0] == APPLICATION_ID
    assert store.query("PRAGMA user_version")[0][0] == FORMAT
    store.close()


def test_every_table_has_a_name_that_people_say_in_both_languages():
    polish, english = translator("pl"), translator("en")
    for table in CATALOGUE.tables.values():
        assert table.noun, table.name
        assert polish(CATALOGUE.noun(table.name)) != english(CATALOGUE.noun(table.name)), table.name
    assert CATALOGUE.noun("somebody_elses") == "somebody_elses"


def test_core_migration_one_is_frozen():
    # Files out there have been through it: change the schema by a new step, never this one.
    text = "\n".join(CATALOGUE.owners[0].migrations[0].statements)
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == "549341706b80840e"


def test_a_failing_step_leaves_nothing_behind(tmp_path):
    import sqlite3

    import pytest

    from labapp.store.catalogue import Catalogue, Migration, Owner

    store = built(tmp_path / "a.db")
    broken = Owner("extra", (), (Migration(1, ("CREATE TABLE extra_a (id TEXT) STRICT", "CREATE TABLE nonsense (")),))
    with pytest.raises(sqlite3.OperationalError):
        migrate(store, Catalogue([*CATALOGUE.owners, broken]), NOW)
    assert store.query("SELECT 1 FROM sqlite_master WHERE name = 'extra_a'") == []
    assert store.query("SELECT 1 FROM migrations WHERE owner = 'extra'") == []
    store.close()


def test_the_page_on_the_format_is_current():
    assert TARGET.read_text(encoding="utf-8") == describe(CATALOGUE), "run python -m tests.file_format"


def test_numbers_and_bytes_say_what_they_are_and_every_fact_what_it_holds():
    plain = [
        (table.name, column.name) for table in CATALOGUE.tables.values() for column in table.columns
        if column.type != "TEXT" and column.holds is TEXT
    ]  # fmt: skip
    assert plain == []
    assert set(FACTS) == set(facts.DEFAULTS)
    assert [key for key, value in facts.DEFAULTS.items() if not FACTS[key].good(json.dumps(value))] == []


def test_defaults_are_what_columns_hold():
    for table in CATALOGUE.tables.values():
        for column in table.columns:
            if column.default is not None:
                value = column.default.strip("'") if column.type == "TEXT" else json.loads(column.default)
                assert column.holds.good(value), (table.name, column.name)


def test_private_columns_are_known():
    private = set(CATALOGUE.private_columns())
    for column in ("name", "email", "phone", "needs", "note", "function", "consents"):
        assert ("participants", column) in private
    assert {("journal", "old"), ("journal", "new")} <= private


def test_a_choice_that_has_words_has_one_for_each_and_they_are_translated():
    _ = translator("pl")
    told = [column for table in CATALOGUE.tables.values() for column in table.columns if column.words]
    assert len(told) > 8
    for column in told:
        if column.holds.choice:
            assert set(column.words) == set(column.holds.choice) - {""}, column.name
        for word in column.words.values():
            assert (_(word) if isinstance(word, str) else _.context(*word)), column.name

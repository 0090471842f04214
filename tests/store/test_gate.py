"""What is refused at the door, each with its own code, and never with a byte changed."""

import json
import os
import sqlite3
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labapp.checking import check_file
from labapp.document import open_document
from labapp.errors import UserError, WorldError
from labapp.model import agenda, facts
from labapp.wording.errors import error_sentence
from labapp.wording.translate import translator
from tests.lab_files import add_idea, again, fresh, populate, words


@pytest.fixture
def file(tmp_path):
    document = fresh(tmp_path / "a.lab")
    populate(document)
    document.close()
    return tmp_path / "a.lab"


def refused(path, code, **more):
    before = path.read_bytes() if path.is_file() else None
    for readonly in (False, True):
        with pytest.raises(UserError) as raised:
            again(path, readonly=readonly, **more)
        assert raised.value.code == code
        for language in ("pl", "en"):
            said = error_sentence(raised.value, translator(language))
            assert code not in said
            assert len(said) > 20
    assert before is None or path.read_bytes() == before
    return raised.value


def changed(file, *statements):
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_missing_folder_and_foreign(tmp_path, file):
    assert isinstance(refused(tmp_path / "none.lab", "store.missing"), WorldError)
    refused(tmp_path, "store.folder")
    text = tmp_path / "text.lab"
    text.write_text("to nie jest spotkanie" * 30, encoding="utf-8")
    refused(text, "store.not-a-database")
    empty = tmp_path / "empty.lab"
    empty.write_bytes(b"")
    refused(empty, "store.not-a-database")
    other = tmp_path / "other.lab"
    changed(other, "CREATE TABLE t (a)")
    refused(other, "store.foreign")


def test_a_newer_format_or_step(file):
    changed(file, "INSERT INTO migrations VALUES ('core', 99, 'x')")
    refused(file, "store.newer")
    changed(file, "DELETE FROM migrations WHERE number = 99", "PRAGMA user_version = 99")
    refused(file, "store.newer")


@pytest.mark.parametrize("left", [10, 99, 100, 5000, 40_000])
def test_cut_anywhere(file, left):
    file.write_bytes(file.read_bytes()[:left])
    refused(file, "store.truncated")


def test_a_schema_format_sqlite_does_not_know(file):
    with file.open("r+b") as stream:
        stream.seek(44)  # "schema format number" of SQLite's header: 1 to 4
        stream.write(b"\0\0\0\7")
    refused(file, "store.damaged")


@pytest.mark.parametrize("column", ["name", "tbl_name", "sql"])
def test_a_schema_that_is_no_text(file, column):
    with closing(sqlite3.connect(file)) as store:
        store.execute("PRAGMA writable_schema = ON")
        store.execute(f"UPDATE sqlite_master SET {column} = CAST({column} AS BLOB) WHERE name = 'ideas'")
        store.commit()
    refused(file, "store.damaged")


def test_damaged_inside(file):
    raw = bytearray(file.read_bytes())
    raw[4096 * 2 : 4096 * 12] = os.urandom(4096 * 10)
    file.write_bytes(raw)
    refused(file, "store.damaged")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER evil AFTER INSERT ON ideas BEGIN DELETE FROM ideas; END",
        "CREATE VIEW evil AS SELECT * FROM ideas",
        "CREATE VIRTUAL TABLE evil USING fts5(text)",
        "CREATE TABLE evil (a TEXT, b TEXT GENERATED ALWAYS AS (lower(a)))",
        "CREATE TABLE evil (a TEXT CHECK (length(a) > 2))",
        'CREATE TABLE "evil; DROP TABLE ideas" (a TEXT)',
        """CREATE TABLE evil (id TEXT PRIMARY KEY, "z',1), '{}'); DELETE FROM sectors; --" TEXT)""",
        'CREATE TABLE evil (id TEXT PRIMARY KEY, "a""b" TEXT)',
        """CREATE TABLE evil (id TEXT PRIMARY KEY, person TEXT REFERENCES "x'); DELETE FROM ideas; --")""",
        'CREATE TABLE evil (id TEXT PRIMARY KEY, person TEXT REFERENCES participants ("x""y"))',
        "CREATE INDEX evil ON ideas (upper(text))",
        "CREATE INDEX evil ON ideas (text)",
        "ALTER TABLE ideas ADD COLUMN evil TEXT",
        "DROP INDEX placements_by_activity_cluster_position",
    ],
)
def test_a_strange_schema(file, statement):
    changed(file, statement)
    refused(file, "store.strange")


@pytest.mark.parametrize(
    ("statement", "table", "column"),
    [
        ("UPDATE days SET date = '2026-13-45'", "days", "date"),
        ("UPDATE days SET start = '25:99'", "days", "start"),
        ("UPDATE activities SET settings = '[1]'", "activities", "settings"),
        ("UPDATE activities SET minutes = 1000000000000", "activities", "minutes"),
        ("UPDATE activities SET started = '2026-11-22T09:00:00'", "activities", "started"),
        ("UPDATE participants SET consents = 'null'", "participants", "consents"),
        ("UPDATE ideas SET created = 'wczoraj'", "ideas", "created"),
        ("UPDATE placements SET x = 9e999", "placements", "x"),
        ("UPDATE changes SET params = '[]'", "changes", "params"),
    ],
)
def test_a_value_that_is_none(file, statement, table, column):
    changed(file, statement)
    problem = refused(file, "store.damaged")
    assert (problem.params["table"], problem.params["column"]) == (table, column)
    assert column in error_sentence(problem, translator("pl"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE participants SET role = 'gość'",
        "UPDATE ideas SET retired = 7",
        "UPDATE ideas SET color = 'teal'",
        "INSERT OR REPLACE INTO lab VALUES ('zone', '\"Foo/Bar\"')",
        "INSERT OR REPLACE INTO lab VALUES ('organisers', '3')",
        "INSERT OR REPLACE INTO lab VALUES ('timer', '{\"until\": \"soon\"}')",
    ],
)
def test_a_word_of_another_age_is_lived_with_and_named(file, statement):
    changed(file, statement)
    with again(file, readonly=True) as document:
        about = facts.facts(document.lab.read)
        assert (str(about.timezone), about.organisers) == ("Europe/Warsaw", ())
    assert {problem.code for problem in check_file(file)} & {"check.value", "check.fact"}


def test_no_change_writes_what_could_not_be_opened_again(file):
    with again(file) as document:
        point = agenda.activities(document.lab.read)[0].id
        with pytest.raises(ValueError, match="cannot hold"), document.lab.change("activity.edit") as tx:
            tx.update("activities", point, fixed="25:99")
    again(file, readonly=True).close()


def test_plain_tables_of_an_unknown_kind_are_kept(file):
    changed(
        file,
        "CREATE TABLE survey_answers (id TEXT NOT NULL, activity TEXT, size REAL, raw BLOB, PRIMARY KEY (id)) STRICT",
        "CREATE INDEX survey_answers_by_activity ON survey_answers (activity)",
        "CREATE TABLE survey_loose (a TEXT) STRICT",
        "INSERT INTO survey_answers VALUES ('x', NULL, 0.1, x'00ff')",
        "INSERT INTO survey_loose VALUES ('y')",
        "UPDATE activities SET kind = 'survey'",
        "INSERT INTO migrations VALUES ('survey', 3, 'x')",
    )
    document = again(file)
    add_idea(document, "raz")
    with document.lab.change("activity.edit") as tx:
        tx.update("survey_answers", "x", size=0.3, raw=b"\x01")
    document.lab.undo()
    document.close()
    document = again(file, readonly=True)
    row = document.lab.read.row("SELECT * FROM survey_answers")
    assert tuple(row) == ("x", None, 0.1, b"\x00\xff")
    assert document.lab.read.value("SELECT a FROM survey_loose") == "y"
    assert document.lab.read.value("SELECT number FROM migrations WHERE owner = 'survey'") == 3
    assert "raz" in words(document)
    document.close()


def test_a_name_in_the_journal_is_never_sql(tmp_path):
    with fresh(tmp_path / "a.lab") as document:
        ideas = [add_idea(document, text) for text in ("raz", "dwa", "trzy")]
        with document.lab.change("idea.edit") as tx:
            tx.update("ideas", ideas[0], text="cztery")
    evil = json.dumps({"text\" = 'x' WHERE ? <> '' AND id = ? --": "?"})
    with closing(sqlite3.connect(tmp_path / "a.lab")) as connection, connection:
        connection.execute("UPDATE journal SET old = ? WHERE seq = (SELECT max(seq) FROM journal)", [evil])
    with again(tmp_path / "a.lab") as document:
        with pytest.raises(UserError, match=r"undo\.blocked"):
            document.lab.undo()
        assert words(document) == ["cztery", "dwa", "trzy"]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_flipped_bytes_are_opened_or_refused_but_never_crash(file, data):
    whole = file.read_bytes()
    raw = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 20))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    hurt = file.with_name("hurt.lab")
    hurt.write_bytes(raw)
    try:
        document = open_document(hurt, readonly=True)
    except UserError:
        return
    try:
        words(document)
    finally:
        document.close()

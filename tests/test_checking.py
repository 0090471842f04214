"""`lab check` finds what was changed past the program, and is quiet about a sound file."""

import sqlite3
from contextlib import closing

import pytest

from labapp.checking import check_file, problem_sentence
from labapp.document import open_document
from labapp.errors import WorldError
from labapp.model import facts
from labapp.wording.translate import translator
from tests.lab_files import fresh, populate


@pytest.fixture
def file(tmp_path):
    document = fresh(tmp_path / "a.lab")
    populate(document)
    document.lab.undo()
    document.lab.redo()
    document.close()
    return tmp_path / "a.lab"


def test_a_sound_file_has_no_problems_and_keeps_every_byte(file):
    before = file.read_bytes()
    assert check_file(file) == []
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE ideas SET text = 'inne'", "check.journal-now"),
        ("DELETE FROM presence", "check.journal-now"),
        ("DELETE FROM ideas WHERE id = (SELECT min(id) FROM ideas)", "check.reference"),
        ("DELETE FROM changes WHERE code = 'idea.add'", "check.journal-orphan"),
        ("UPDATE changes SET undoes = 999 WHERE id = 2", "check.history"),
        ("UPDATE journal SET new = 'x' WHERE seq = 3", "check.journal-row"),
        ("UPDATE journal SET tbl = 'nowhere' WHERE seq = 3", "check.journal-row"),
        ("UPDATE journal SET key = '[\"x' WHERE seq = 3", "check.journal-row"),
        ("UPDATE journal SET key = '[1,2,3,4]' WHERE seq = 3", "check.journal-row"),
        ("UPDATE journal SET key = '{}' WHERE seq = 3", "check.journal-row"),
        ("UPDATE activities SET settings = '{'", "check.value"),
        ("UPDATE lab SET value = 'x' WHERE key = 'title'", "check.fact"),
        ("UPDATE participants SET consents = 'tak'", "check.value"),
        ("UPDATE placements SET position = 'a-b'", "check.position"),
        ("UPDATE days SET position = ''", "check.position"),
        ("CREATE VIEW v AS SELECT 1", "store.strange"),
        ("PRAGMA user_version = 9", "store.newer"),
    ],
)
def test_what_was_changed_past_the_program(file, statement, code):
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(statement)
    found = check_file(file)
    assert code in {problem.code for problem in found}
    for problem in found:
        for language in ("pl", "en"):
            assert problem.code not in problem_sentence(problem, translator(language))


@pytest.mark.parametrize("value", ["x", "5", "[]", "null"])
def test_a_fact_that_cannot_be_read_keeps_nobody_out(file, value):
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE lab SET value = ? WHERE key = 'title'", (value,))
    with open_document(file, readonly=True) as document:
        assert facts.facts(document.lab.read).title == ""


def test_two_points_running_at_once(file):
    with closing(sqlite3.connect(file)) as connection, connection:
        row = connection.execute("SELECT * FROM activities").fetchone()
        marks = ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO activities VALUES ({marks})", ("other", *row[1:]))
        connection.execute("UPDATE activities SET state = 'running'")
    assert "check.running" in {problem.code for problem in check_file(file)}


def test_cards_merged_in_a_ring_are_named(file):
    with closing(sqlite3.connect(file)) as connection, connection:
        (first,), (second,) = connection.execute("SELECT id FROM ideas ORDER BY id LIMIT 2").fetchall()
        connection.execute("UPDATE ideas SET merged_into = ? WHERE id = ?", (first, second))
        connection.commit()
        assert "check.merges" not in {problem.code for problem in check_file(file)}
        connection.execute("UPDATE ideas SET merged_into = ? WHERE id = ?", (second, first))
    (problem,) = (item for item in check_file(file) if item.code == "check.merges")
    assert problem.params == {"n": 2}


def test_every_column_with_values_that_are_none_is_named(file):
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE days SET date = '2026-13-45', start = 'rano'")
    found = check_file(file)
    assert [problem.code for problem in found] == ["store.damaged", "check.value", "check.value"]
    assert [problem.params.get("column") for problem in found[1:]] == ["date", "start"]


def test_a_missing_file_is_the_worlds_failure(tmp_path):
    with pytest.raises(WorldError):
        check_file(tmp_path / "none.lab")

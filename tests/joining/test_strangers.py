"""Tables of kinds this program does not know are joined row by row, or refused in words; never a crash."""

import sqlite3

import pytest

from labapp.errors import UserError
from labapp.joining import join
from labapp.wording.errors import error_sentence
from labapp.wording.translate import translator
from tests.joining.two import compared, content, joined, opened, parted, side


def with_tables(folder, *statements):
    """Part from a file that a later version of the program has left tables in."""
    here, there, _made = parted(folder)
    for document in (here, there):
        document.close()
        with sqlite3.connect(document.path) as connection:
            for statement in statements:
                connection.execute(statement)
        connection.close()
    return opened(folder / "a.lab", 1, 11), opened(folder / "b.lab", 2, 22)


def write(document, table, **values):
    with document.lab.change("later.row") as tx:
        tx.insert(table, **values)


@pytest.mark.parametrize("target", ["later_bare", "later_gone"])
def test_a_reference_to_what_has_no_key_is_refused_in_words(tmp_path, target):
    here, there = with_tables(
        tmp_path, "CREATE TABLE later_bare (a TEXT) STRICT",
        f"CREATE TABLE later_rows (id TEXT PRIMARY KEY, bare TEXT REFERENCES {target}) STRICT",
    )  # fmt: skip
    with here, there:
        before = content_of(here)
        with pytest.raises(UserError) as told:
            joined(here, there)
        assert told.value.code == "join.reference"
        for language in ("pl", "en"):
            assert "later_rows" in error_sentence(told.value, translator(language))
        assert content_of(here) == before


def content_of(document):
    return document.lab.read.value("SELECT count(*) FROM changes"), [
        tuple(row) for row in document.lab.read.rows("SELECT * FROM ideas")
    ]


def test_rows_that_must_be_unique_are_joined_as_one(tmp_path):
    here, there = with_tables(
        tmp_path, "CREATE TABLE later_rows (id TEXT PRIMARY KEY, word TEXT UNIQUE, n INTEGER) STRICT",
        "CREATE TABLE later_parts (word TEXT, n INTEGER, row TEXT NOT NULL REFERENCES later_rows,"
        " PRIMARY KEY (word, n)) STRICT",
        "CREATE TABLE later_notes (id TEXT PRIMARY KEY, word TEXT, n INTEGER,"
        " FOREIGN KEY (word, n) REFERENCES later_parts) STRICT",
    )  # fmt: skip
    with here, there:
        for document, own in ((here, "a"), (there, "b")):
            write(document, "later_rows", id=own, word="to samo", n=1)
            write(document, "later_parts", word=own, n=1, row=own)
            write(document, "later_notes", id=own, word=own, n=1)
        of_here = side(here)
        joined(here, there)
        join(there, of_here)
        assert content(here) == content(there)
        rows = here.lab.read.rows
        assert [tuple(row) for row in rows("SELECT id, word FROM later_rows")] == [("a", "to samo")]
        assert [tuple(row) for row in rows("SELECT word, row FROM later_parts ORDER BY word")] == [
            ("a", "a"), ("b", "a"),
        ]  # fmt: skip
        assert len(rows("SELECT * FROM later_notes")) == 2
        assert not compared(here, there).brings

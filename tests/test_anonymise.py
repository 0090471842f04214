"""Nothing private is in a single byte of the copy; what was said and decided is there to the last card."""

import json
import sqlite3
from contextlib import closing

import pytest

from labapp import disk
from labapp.anonymise import anonymise
from labapp.checking import check_file
from labapp.clock import SteppingClock, seeded_ids
from labapp.errors import WorldError
from labapp.kinds.registry import CATALOGUE
from labapp.model import facts, ideas, notes, people
from labapp.store.catalogue import Privacy
from tests.lab_files import START, again, board, fresh, populate

HISTORY = ("changes", "journal", "migrations")


@pytest.fixture
def source(tmp_path):
    document = fresh(tmp_path / "a.lab")
    populate(document)
    document.close()
    return tmp_path / "a.lab"


def anonymous(source, **more):
    target = source.with_name("anon.lab")
    done = anonymise(source, target, clock=SteppingClock(START), ids=seeded_ids(3), **more)
    return again(target, readonly=True), done, target


def test_names_contacts_and_mentions_are_gone_results_stay(source):
    before = source.read_bytes()
    document, done, target = anonymous(source)
    read = document.lab.read
    assert [(p.code, p.name, p.email, p.phone, p.needs) for p in people.participants(read)] == [
        (code, "", "", "", "") for code in ("101", "102", "103")
    ]
    texts = [card.text for card in ideas.cards(read, board(document))]
    assert texts == ["Ścieżka rowerowa do szkoły", "Pani 101 zależy na ławkach, tel. […]"]
    assert [note.text for note in notes.notes(read)] == ["102 powierzono mapę", "[…] nie było"]
    assert ideas.cards(read, board(document))[0].author == people.participants(read)[0].id  # by code, not by name
    assert read.value("SELECT count(*) FROM journal") == 0
    assert [item.code for item in document.lab.history()] == ["lab.anonymised"]
    raw = target.read_bytes()
    for secret in ("Kowalsk", "Nowak", "Wiśniewsk", "Zieliński", "example.org", "601", "gluten", "sołtys", "o głos"):
        assert secret.encode() not in raw, secret
    assert source.read_bytes() == before
    assert check_file(target) == []
    assert {(line.what, line.table) for line in done} >= {
        ("emptied", "participants"), ("mentions", "ideas"), ("mentions", "notes"), ("rows-removed", "journal"),
        ("blurred", "presence"),
    }  # fmt: skip
    document.close()


def test_what_people_were_called_before_is_looked_for_as_well(source):
    with again(source) as document:
        ewa = people.participants(document.lab.read)[2].id
        with document.lab.change("person.edit") as tx:
            people.edit_participant(tx, ewa, name="Ewa Zawadzka", email="ewa@wisna.pl", phone="600 111 222")
            gone = people.add_participant(tx, name="Tomasz Borkowski")
            ideas.add(tx, board(document), "Wiśniewska: 600111222, ewa na ewa@wisna.pl; Borkowski o Zawadzkiej")
            notes.add(tx, "declaration", "mapa", who="Olga Wilczyńska")
            notes.add(tx, "note", "Wilczyńskiej nie ma, Olga Wilczyńska chora")
        with document.lab.change("person.edit") as tx:
            people.edit_participant(tx, ewa, email="", phone="")
            tx.delete("participants", gone)
            mine = next(note.id for note in notes.notes(document.lab.read) if note.who == "Olga Wilczyńska")
            tx.update("notes", mine, who="")
    document, _done, target = anonymous(source)
    with document:
        assert ideas.cards(document.lab.read, board(document))[-1].text == "103: […], ewa na […]; […] o 103"
        assert notes.notes(document.lab.read)[-1].text.endswith("[…] chora")
    for secret in ("Wiśniewsk", "600111", "wisna", "Borkowsk", "Zawadzk", "Olga"):
        assert secret.encode() not in target.read_bytes(), secret


def test_attendance_is_still_counted_but_no_time_told(source):
    document, _, _target = anonymous(source)
    rows = document.lab.read.rows("SELECT arrived, departed FROM presence")
    assert [tuple(row) for row in rows] == [("2026-11-22T12:00:00.000Z", None)]
    document.close()


@pytest.mark.parametrize("logos", [True, False])
def test_logos_stay_unless_asked_photographs_never(source, logos):
    with again(source) as document, document.lab.change("file.add") as tx:
        for name, purpose in ((b"logo bytes", "logo"), (b"flip chart bytes", "flipchart")):
            tx.insert("files", hash=purpose, name=purpose, media="image/png", bytes=name)
            tx.insert("file_links", file=purpose, activity=None, purpose=purpose, position="a")
    document, _, target = anonymous(source, logos=logos)
    raw = target.read_bytes()
    assert (b"logo bytes" in raw, b"flip chart bytes" in raw) == (logos, False)
    assert check_file(target) == []
    document.close()


def test_the_copy_is_a_document_of_its_own(source):
    document, _, target = anonymous(source)
    original = again(source, readonly=True)
    assert document.uid != original.uid
    document.close()
    original.close()
    with pytest.raises(WorldError, match=r"document\.exists"):
        anonymise(source, target)
    anonymise(source, target, overwrite=True)


def planted(document):
    """Put a marker into every private column of every table that has one, by SQL, whatever the kinds think of it."""
    store = document.lab.store
    markers = []
    store.execute("PRAGMA foreign_keys = OFF")
    with document.lab.change("facts.edit") as tx:
        for table in CATALOGUE.tables.values():
            private = [column for column in table.columns if column.privacy is Privacy.PRIVATE]
            if not private or table.name in HISTORY:
                continue
            values = {}
            for column in table.columns:
                marker = f"MARK{table.name}{column.name}"
                if column in private:
                    if column.holds.judges and not column.holds.json:
                        marker = f"2026-11-22T09:17:43.{len(markers):03d}Z"  # nothing else can be there
                    markers.append(marker)
                    values[column.name] = (
                        marker.encode() if column.type == "BLOB"
                        else json.dumps({"way": "lot", "x": marker}) if column.holds.json else marker
                    )  # fmt: skip
                elif not column.nullable and column.default is None:
                    fits = column.holds.instead(0) if column.holds.instead else "q"
                    values[column.name] = 1 if column.type == "INTEGER" else fits
            tx.insert(table.name, **values)
    store.execute("PRAGMA foreign_keys = ON")
    return markers


def test_a_marker_in_every_private_column_is_gone(tmp_path):
    path = tmp_path / "a.lab"
    document = fresh(path)
    markers = planted(document)
    document.close()
    assert len(markers) >= 15
    whole = path.read_bytes()
    assert all(marker.encode() in whole for marker in markers)
    anonymise(path, tmp_path / "anon.lab")
    raw = (tmp_path / "anon.lab").read_bytes()
    assert [marker for marker in markers if marker.encode() in raw] == []


def test_tables_nobody_here_can_judge_are_left_out(source):
    with closing(sqlite3.connect(source)) as connection, connection:
        connection.execute("CREATE TABLE survey_answers (id TEXT NOT NULL, text TEXT, PRIMARY KEY (id)) STRICT")
        connection.execute("INSERT INTO survey_answers VALUES ('x', 'tajne')")
    document, done, target = anonymous(source)
    assert b"tajne" not in target.read_bytes()
    assert ("tables-removed", "survey_answers") in {(line.what, line.table) for line in done}
    assert facts.get(document.lab.read, "title") == "Próba"
    document.close()


def test_what_a_killed_run_left_half_written_goes(tmp_path):
    fresh(tmp_path / "a.lab").close()
    disk._beside(tmp_path / "anon.lab").write_bytes(b"half")
    anonymise(tmp_path / "a.lab", tmp_path / "anon.lab")
    assert list(tmp_path.glob(".labapp-*")) == []

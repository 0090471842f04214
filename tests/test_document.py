"""Files of an open laboratory: whole at every moment, found again after a crash, never overwritten behind a back."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from labapp import paths
from labapp.document import new_document, restore
from labapp.errors import UserError, WorldError
from labapp.store import backups
from tests.lab_files import Ticker, add_idea, again, crash, fresh, words, words_in


def test_a_new_file_is_there_at_once_and_plain(tmp_path):
    path = tmp_path / "spotkanie ąę.lab"
    document = fresh(path, title="Zażółć")
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("SELECT value FROM lab WHERE key = 'title'").fetchone() == ('"Zażółć"',)
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    with pytest.raises(WorldError, match=r"document\.exists"):
        new_document(path)
    document.close()
    assert sorted(item.name for item in tmp_path.iterdir()) == ["labapp-data", path.name]
    assert list((paths.data_folder() / "work").iterdir()) == []


def test_the_working_copy_has_what_design_asks(tmp_path):
    document = fresh(tmp_path / "a.lab")
    value = {name: document.lab.store.query(f"PRAGMA {name}")[0][0] for name in (
        "journal_mode", "synchronous", "foreign_keys", "secure_delete", "recursive_triggers", "trusted_schema",
        "cell_size_check",
    )}  # fmt: skip
    assert value == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1,
                     "recursive_triggers": 1, "trusted_schema": 0, "cell_size_check": 1}  # fmt: skip
    document.close()


def test_equal_clock_ids_and_gestures_give_equal_bytes(tmp_path):
    for name in ("a", "b"):
        document = fresh(tmp_path / f"{name}.lab")
        add_idea(document, "raz")
        document.lab.undo()
        add_idea(document, "dwa")
        document.close()
    assert (tmp_path / "a.lab").read_bytes() == (tmp_path / "b.lab").read_bytes()


def test_snapshots_follow_five_seconds_after_the_last_change(tmp_path):
    ticker = Ticker()
    document = fresh(tmp_path / "a.lab", ticker=ticker)
    document.snapshot_now(wait=True)
    add_idea(document, "raz")
    assert document.status().pending
    for seconds, expected in ((4.0, []), (1.1, ["raz"])):
        ticker.now += seconds
        document.tick()
        document._keeper.settle()
        assert words_in(tmp_path / "a.lab") == expected
    document.tick()
    assert not document.status().pending
    ticker.now += 7
    assert document.status().file.age == 7
    document.close()


def test_steady_change_is_written_every_minute(tmp_path):
    ticker = Ticker()
    document = fresh(tmp_path / "a.lab", ticker=ticker)
    document.snapshot_now(wait=True)
    for number in range(21):
        add_idea(document, f"{number}")
        ticker.now += 3
        document.tick()
    document._keeper.settle()
    assert len(words_in(tmp_path / "a.lab")) >= 20
    document.close()


def test_a_closed_vote_is_written_at_the_next_tick(tmp_path):
    ticker = Ticker()
    document = fresh(tmp_path / "a.lab", ticker=ticker)
    document.snapshot_now(wait=True)
    add_idea(document, "raz")
    with document.lab.change("vote.close", undoable=False, barrier=True):
        pass
    document.lab.scrub()
    document.tick()
    document._keeper.settle()
    assert words_in(tmp_path / "a.lab") == ["raz"]
    add_idea(document, "dwa")
    document.snapshot_now()
    document._keeper.settle()
    assert words_in(tmp_path / "a.lab") == ["raz", "dwa"]
    document.close()


def test_scrubbing_in_the_middle_of_a_snapshot(tmp_path):
    document = fresh(tmp_path / "a.lab")
    for number in range(20):
        add_idea(document, f"{number}")
        document.snapshot_now()
        document.lab.scrub()
    document.close()
    assert len(words_in(tmp_path / "a.lab")) == 20


def test_after_a_crash_the_newer_working_copy_goes_on(tmp_path):
    document = fresh(tmp_path / "a.lab")
    document.snapshot_now(wait=True)
    add_idea(document, "raz")
    crash(document)
    assert words_in(tmp_path / "a.lab") == []
    document = again(tmp_path / "a.lab")
    assert words(document) == ["raz"]
    assert [notice.code for notice in document.notices] == ["document.continued"]
    document.close()
    assert words_in(tmp_path / "a.lab") == ["raz"]


def test_after_a_crash_a_renamed_file_finds_its_working_copy(tmp_path):
    document = fresh(tmp_path / "a.lab")
    document.snapshot_now(wait=True)
    add_idea(document, "raz")
    crash(document)
    (tmp_path / "a.lab").rename(tmp_path / "b.lab")
    document = again(tmp_path / "b.lab")
    assert words(document) == ["raz"]
    document.close()


@pytest.mark.parametrize("fate", ["gone", "damaged"])
def test_a_lost_or_damaged_file_does_not_matter_while_the_working_copy_lives(tmp_path, fate):
    document = fresh(tmp_path / "a.lab")
    add_idea(document, "raz")
    crash(document)
    (tmp_path / "a.lab").unlink()
    if fate == "damaged":
        (tmp_path / "a.lab").write_bytes(b"SQLite format 3\0 and then nothing")
    document = again(tmp_path / "a.lab")
    assert [notice.code for notice in document.notices] == ["document.rescued"]
    document.close()
    assert words_in(tmp_path / "a.lab") == ["raz"]
    kept = list(tmp_path.glob("a (*).lab"))
    assert len(kept) == (1 if fate == "damaged" else 0)


def test_a_write_protected_file_is_worked_on_beside_and_moved(tmp_path):
    path = tmp_path / "a.lab"
    fresh(path).close()
    path.chmod(0o444)
    before = path.read_bytes()
    document = again(path)
    add_idea(document, "raz")
    document.snapshot_now(wait=True)
    assert document.status().file.failure.code == "document.readonly-file"
    assert path.read_bytes() == before
    document.move_to(tmp_path / "b.lab")
    add_idea(document, "dwa")
    document.close()
    assert path.read_bytes() == before
    assert words_in(tmp_path / "b.lab") == ["raz", "dwa"]
    path.chmod(0o644)


def test_closing_over_a_failure_keeps_the_working_copy(tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    document = fresh(stick / "a.lab")
    document.snapshot_now(wait=True)
    stick.rename(tmp_path / "pulled")
    add_idea(document, "raz")
    with pytest.raises(WorldError, match=r"store\.missing"):
        document.close()
    (tmp_path / "pulled").rename(stick)
    document = again(stick / "a.lab")
    assert words(document) == ["raz"]
    document.close()


def test_looking_changes_no_byte_and_leaves_nothing(tmp_path):
    path = tmp_path / "a.lab"
    fresh(path).close()
    before, listed = path.read_bytes(), sorted(tmp_path.rglob("*"))
    again(path, readonly=True).close()
    assert path.read_bytes() == before
    assert sorted(tmp_path.rglob("*")) == listed


def test_opening_and_closing_does_not_touch_the_file(tmp_path):
    path = tmp_path / "a.lab"
    document = fresh(path)
    add_idea(document, "raz")
    document.close()
    before = path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino
    for _ in range(2):
        document = again(path)
        document.snapshot_now(wait=True)
        document.close()
    assert (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) == before


def test_the_last_twenty_backups_are_kept(tmp_path):
    ticker = Ticker()
    document = fresh(tmp_path / "a.lab", ticker=ticker)
    for number in range(25):
        add_idea(document, f"{number}")
        ticker.now += 601
        document.tick()
        document._keeper.settle()
    kept = backups.listed(document.uid)
    assert len(kept) == 20
    assert {item.reason for item in kept} == {"change"}
    assert len(words_in(kept[0].path)) == 25
    document.backup("import")
    add_idea(document, "x")
    document.backup("import")
    assert backups.listed(document.uid)[0].reason == "import"
    document.close()


def test_an_older_file_is_brought_up_after_a_backup(tmp_path):
    from labapp.kinds.registry import CATALOGUE
    from labapp.store.catalogue import Catalogue, Migration, Owner

    path = tmp_path / "a.lab"
    document = fresh(path)
    add_idea(document, "raz")
    document.close()
    old = path.read_bytes()
    newer = Catalogue([
        *CATALOGUE.owners,
        Owner("extra", (), (Migration(1, ("CREATE TABLE extra_a (id TEXT NOT NULL, PRIMARY KEY (id)) STRICT",)),)),
    ])  # fmt: skip
    looking = again(path, readonly=True, catalogue=newer)
    assert looking.lab.read.rows("SELECT * FROM extra_a") == []
    looking.close()
    assert path.read_bytes() == old
    document = again(path, catalogue=newer)
    assert document.lab.next_undo() is None  # undo reaches back to the last migration
    assert document.lab.history()[0].code == "lab.migrated"
    kept = backups.listed(document.uid)[0]
    assert (kept.reason, kept.path.read_bytes()) == ("migration", old)
    document.close()
    assert b"extra_a" in path.read_bytes()
    again(path).close()  # an older program keeps the table it does not know


def test_an_earlier_state_is_restored_into_a_new_file(tmp_path):
    document = fresh(tmp_path / "a.lab")
    add_idea(document, "raz")
    document.backup("import")
    add_idea(document, "dwa")
    restore(document.backups()[0], tmp_path / "b.lab")
    with pytest.raises(WorldError, match=r"document\.exists"):
        restore(document.backups()[0], tmp_path / "b.lab")
    assert words_in(tmp_path / "b.lab") == ["raz"]
    document.close()


@pytest.mark.parametrize("damage", ["header", "page", "log gone", "empty"])
def test_a_damaged_working_copy_gives_way_to_the_file(tmp_path, damage):
    document = fresh(tmp_path / "a.lab")
    for number in range(40):
        add_idea(document, f"{number}")
    document.snapshot_now(wait=True)
    database = document._work.database
    add_idea(document, "po zapisie")
    document.lab.store.query("PRAGMA wal_checkpoint(TRUNCATE)")
    crash(document)
    raw = bytearray(database.read_bytes())
    if damage == "header":
        raw[:100] = bytes(100)
    elif damage == "page":
        raw[4096 : 4096 * 30] = os.urandom(4096 * 29)
    else:
        raw = raw[: len(raw) // 2 if damage == "log gone" else 0]
    database.write_bytes(raw)
    document = again(tmp_path / "a.lab")
    assert words(document) == [str(number) for number in range(40)]
    (notice,) = document.notices
    assert notice.code == "document.working-damaged"
    assert Path(notice.params["kept"]).stat().st_size >= len(raw)
    add_idea(document, "dalej")
    document.close()
    assert words_in(tmp_path / "a.lab")[-1] == "dalej"


def test_a_damaged_working_copy_beside_a_damaged_file_is_refused_and_kept(tmp_path):
    document = fresh(tmp_path / "a.lab")
    add_idea(document, "raz")
    document.snapshot_now(wait=True)
    database = document._work.database
    crash(document)
    database.write_bytes(b"x" * 5000)
    (tmp_path / "a.lab").write_bytes(b"y" * 5000)
    with pytest.raises(UserError, match=r"store\."):
        again(tmp_path / "a.lab")
    assert database.read_bytes() == b"x" * 5000


@pytest.mark.skipif(os.name == "nt", reason="limits on the size of files are POSIX's")
def test_a_disk_that_is_full_in_the_middle_of_work(tmp_path):
    import resource

    document = fresh(tmp_path / "a.lab")
    add_idea(document, "raz")
    document.snapshot_now(wait=True)
    before = (tmp_path / "a.lab").read_bytes()
    add_idea(document, "dwa")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) // 2, hard))
    try:
        document.snapshot_now(wait=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert document.status().file.failure.code in ("store.full", "store.io")
    assert (tmp_path / "a.lab").read_bytes() == before
    assert words(document) == ["raz", "dwa"]
    document.close()
    assert words_in(tmp_path / "a.lab") == ["raz", "dwa"]
    assert sorted(item.name for item in tmp_path.iterdir()) == ["a.lab", "labapp-data"]

"""The one door: all or nothing, nothing outside, subscribers, the inbox of other threads, a full disk."""

import sqlite3
import threading
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.errors import UserError, WorldError
from labapp.model import ideas
from labapp.store.catalogue import Privacy
from tests.lab_files import add_idea, board, fresh, journalled, populate, words


@pytest.fixture
def document(tmp_path):
    made = fresh(tmp_path / "a.lab")
    yield made
    made.close()


def test_a_change_is_everything_or_nothing(document):
    def half(tx):
        ideas.add(tx, board(document), "raz")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), document.lab.change("idea.add") as tx:
        half(tx)
    assert words(document) == []
    assert document.lab.history()[0].code == "day.add"
    add_idea(document, "dwa")
    assert words(document) == ["dwa"]


def test_writing_outside_the_door_is_refused(document):
    with pytest.raises(sqlite3.IntegrityError, match=r"outside Lab\.change"):
        document.lab.store.execute("UPDATE activities SET title = 'x'")
    with pytest.raises(sqlite3.IntegrityError, match=r"outside Lab\.change"), document.lab.silent("vote.cast") as tx:
        tx.insert("sectors", name="x", letter="x", look="S", position="a")
    with document.lab.change("idea.add"), pytest.raises(RuntimeError), document.lab.change("idea.add"):
        pass


def test_subscribers_hear_what_changed_and_only_after_it_is_kept(document):
    heard = []
    end = document.lab.subscribe(lambda changes: heard.append((changes, words(document))))
    idea = add_idea(document, "raz")
    assert heard[0][0].code == "idea.add"
    assert heard[0][0].rows["ideas"] == {idea}
    assert heard[0][0].touches("placements")
    assert heard[0][1] == ["raz"]
    document.lab.undo()
    assert heard[1][0].rows["ideas"] == {idea}
    end()
    add_idea(document, "dwa")
    assert len(heard) == 2


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """Return a laboratory with rows that others hang on, and what it is told of changes."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("full")
        patch.setenv("LABAPP_DATA", str(folder / "data"))
        made = fresh(folder / "a.lab")
        populate(made)
        with made.lab.change("canvas.put") as tx:
            for row in tx.rows("SELECT id FROM placements"):
                tx.insert("board_spots", placement=row["id"], x=0.5, y=0.5)
        yield made
        made.close()


@given(picks=st.lists(st.tuples(st.booleans(), st.integers(0, 99)), max_size=4))
def test_a_change_tells_what_the_journal_knows_of_it_cascades_included(full, picks):
    heard = []
    end = full.lab.subscribe(heard.append)
    tables = [table for table in full.lab.catalogue.tables.values() if table.journalled]
    with suppress(sqlite3.IntegrityError), full.lab.change("row.any") as tx:
        for gone, number in picks:
            rows = [(table, tuple(row)) for table in tables
                    for row in tx.rows(f"SELECT {', '.join(table.pk)} FROM {table.name}")]  # fmt: skip
            table, key = rows[number % len(rows)]
            texts = [c.name for c in table.columns
                     if c.type == "TEXT" and c.privacy is not Privacy.REFERENCE and not c.holds.judges]  # fmt: skip
            free = [name for name in texts if name not in table.pk]
            if gone or not free:
                tx.delete(table.name, key)
            else:
                tx.update(table.name, key, **dict.fromkeys(free[:1], f"{number % 3}"))
    if heard and heard[0].number:
        full.lab.undo()
    end()
    for changes in heard:
        assert changes.rows == journalled(full.lab.read, changes.number)


def hears_badly(changes):
    raise ZeroDivisionError(changes.code)


@pytest.mark.parametrize("more", [True, False])
def test_what_was_refused_in_the_middle_of_a_change_is_not_told(full, more):
    """A statement over two people of which the second is refused: what it did to the first is taken back."""
    first, second, third = (row["id"] for row in full.lab.read.rows("SELECT id FROM participants ORDER BY code"))
    told = []
    entries = len(full.lab.history())
    end = full.lab.subscribe(told.append)
    with full.lab.change("person.edit") as tx:
        with pytest.raises(sqlite3.IntegrityError):
            full.lab.store.execute(
                "UPDATE participants SET code = 'same' WHERE id IN (?, ?)", sorted([first, second])
            )
        if more:
            tx.update("participants", third, note="later")
    end()
    assert [changes.rows for changes in told] == ([{"participants": {third}}] if more else [{}])
    assert len(full.lab.history()) == entries + more


def test_one_who_fails_to_hear_keeps_the_news_from_nobody_and_the_gesture_is_done(document):
    heard, bugs = [], []
    document.lab.subscribe(hears_badly)
    document.lab.subscribe(lambda changes: heard.append(changes.code))
    document.lab.listeners.failed = bugs.append
    add_idea(document, "raz")
    assert document.lab.undo() is not None
    assert document.lab.redo() is not None
    assert heard == ["idea.add", "history.undo", "history.redo"]
    assert [str(bug) for bug in bugs] == heard
    assert words(document) == ["raz"]


def test_where_nobody_takes_bugs_they_are_raised_when_all_have_heard(document):
    heard = []
    document.lab.subscribe(hears_badly)
    document.lab.subscribe(lambda changes: heard.append(changes.code))
    with pytest.raises(ZeroDivisionError):
        add_idea(document, "raz")
    assert (heard, words(document)) == (["idea.add"], ["raz"])
    document.lab.subscribe(hears_badly)
    with pytest.raises(ExceptionGroup) as raised:
        add_idea(document, "dwa")
    assert len(raised.value.exceptions) == 2


def test_what_is_changed_in_answer_is_heard_after_what_it_answers(document):
    heard = []

    def answers(changes):
        if changes.code == "idea.add":
            with document.lab.change("sector.add") as tx:
                tx.insert("sectors", name="x", letter="x", look="S", position="V")

    document.lab.subscribe(answers)
    document.lab.subscribe(lambda changes: heard.append((changes.code, document.lab.history()[0].code)))
    add_idea(document, "raz")
    assert heard == [("idea.add", "sector.add"), ("sector.add", "sector.add")]


def test_whoever_left_while_the_others_were_told_hears_no_more(document):
    heard = []
    ends = []
    document.lab.subscribe(lambda _changes: ends[0]())
    ends.append(document.lab.subscribe(heard.append))
    add_idea(document, "raz")
    assert heard == []


def test_what_was_read_is_read_anew_when_mending_it_fails(document):
    trouble = []

    def make():
        return words(document)

    def mend(_before, _changed):
        if trouble:
            raise trouble.pop()
        return make()

    def asked():
        return document.lab.read.kept("words", ("ideas",), make, mend)

    assert asked() == []
    add_idea(document, "raz")
    trouble.append(WorldError("store.io"))
    with pytest.raises(WorldError):
        asked()
    assert asked() == ["raz"]


def test_other_threads_hand_in_and_the_owner_writes_once_a_batch(document):
    threads = [
        threading.Thread(target=lambda n=n: document.lab.post(lambda tx: ideas.add(tx, board(document), f"{n}")))
        for n in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert document.lab.drain() == 20
    assert sorted(words(document), key=int) == [str(n) for n in range(20)]
    assert document.lab.history()[0].code == "inbox.batch"
    assert document.lab.drain() == 0


def test_one_refused_operation_does_not_take_the_others_along(document):
    def refused(tx):
        ideas.add(tx, board(document), "half")
        raise UserError("vote.frozen")

    document.lab.post(lambda tx: ideas.add(tx, board(document), "raz"))
    document.lab.post(refused)
    document.lab.post(lambda tx: ideas.add(tx, board(document), "dwa"))
    with pytest.raises(UserError, match=r"vote\.frozen"):
        document.lab.drain()
    assert words(document) == ["raz", "dwa"]
    assert document.lab.drain() == 0


def test_a_full_disk_is_a_sentence_and_nothing_posted_is_lost(document):
    store = document.lab.store
    pages = store.query("PRAGMA page_count")[0][0]
    store.query(f"PRAGMA max_page_count = {pages + 2}")
    long = "x" * 15_000
    document.lab.post(lambda tx: ideas.add(tx, board(document), long))
    with pytest.raises(WorldError, match=r"store\.full"):
        document.lab.drain()
    with pytest.raises(WorldError, match=r"store\.full"):
        add_idea(document, long)
    assert words(document) == []
    store.query("PRAGMA max_page_count = 100000")
    assert document.lab.drain() == 1
    assert words(document) == [long]


def test_scrubbing_leaves_nothing_deleted_in_the_files(document):
    idea = add_idea(document, "TAJNEHASLO")
    with document.lab.change("idea.edit") as tx:
        ideas.edit(tx, idea, text="jawne")
    document.lab.store.execute("DELETE FROM journal")
    document.lab.scrub()
    folder = document.lab.store.path.parent
    assert all(b"TAJNEHASLO" not in file.read_bytes() for file in folder.iterdir() if file.suffix == ".db")
    assert (folder / "lab.db-wal").stat().st_size == 0


def test_a_gesture_that_changes_nothing_leaves_no_entry_and_nothing_to_undo(document):
    idea = add_idea(document, "raz")
    before = document.lab.history()
    document.lab.undo()
    with document.lab.change("activity.edit") as tx:
        tx.update("activities", board(document), title="Pomysły")  # what it is called already
    with document.lab.change("activity.edit") as tx:
        tx.update("activities", board(document), title="Inaczej")
        tx.update("activities", board(document), title="Pomysły")  # there and back again
    redo = document.lab.redo()
    assert redo is not None
    assert redo.number == before[0].number  # an idle gesture does not cut redo off either
    assert [entry.code for entry in document.lab.history()][:3] == ["history.redo", "history.undo", "idea.add"]
    assert document.lab.read.value("SELECT count(*) FROM journal WHERE change NOT IN (SELECT id FROM changes)") == 0
    with document.lab.change("idea.edit") as tx:
        ideas.edit(tx, idea, text="dwa")
    assert document.lab.history()[0].code == "idea.edit"


def test_what_is_no_gesture_is_told_even_when_no_row_differs(document):
    with document.lab.change("vote.open", undoable=False, barrier=True):
        pass
    assert document.lab.history()[0].code == "vote.open"

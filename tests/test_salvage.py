"""From a damaged file comes what can be read, each table's loss named, the damaged file untouched."""

import random
import sqlite3
from contextlib import closing

import pytest

from labapp.checking import check_file
from labapp.errors import UserError, WorldError
from labapp.model import agenda, facts, ideas, people
from labapp.salvage import salvage_file
from tests.lab_files import add_idea, again, board, fresh, populate, words


@pytest.fixture
def file(tmp_path):
    document = fresh(tmp_path / "a.lab")
    populate(document)
    for number in range(150):
        add_idea(document, f"Pomysł numer {number}, " + "ławka " * 20)
    document.close()
    return tmp_path / "a.lab"


def salvaged(file, out="out.lab"):
    before = file.read_bytes()
    results = {line.table: line for line in salvage_file(file, file.with_name(out))}
    assert file.read_bytes() == before
    assert check_file(file.with_name(out)) == []
    return again(file.with_name(out), readonly=True), results


def root_page(file, table):
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [table]).fetchone()[0]


def spoil(file, page, count=1):
    raw = bytearray(file.read_bytes())
    raw[(page - 1) * 4096 : (page - 1 + count) * 4096] = random.Random(1).randbytes(4096 * count)
    file.write_bytes(raw)


def test_a_sound_file_comes_through_whole(file):
    original = again(file, readonly=True)
    document, results = salvaged(file)
    assert words(document) == words(original)
    assert people.participants(document.lab.read) == people.participants(original.lab.read)
    assert not any(line.damaged or line.dropped for line in results.values())
    assert facts.get(document.lab.read, "uid") == facts.get(original.lab.read, "uid")
    with pytest.raises(WorldError, match=r"document\.exists"):
        salvage_file(file, file.with_name("out.lab"))
    document.close()
    original.close()


def test_a_table_that_came_with_a_later_step_is_no_loss_of_an_older_file(file):
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DROP TABLE former_names")
        connection.execute("DELETE FROM migrations WHERE owner = 'core' AND number >= 3")
    document, results = salvaged(file)
    assert len(words(document)) > 150
    assert [name for name, line in results.items() if line.lost] == []
    document.close()


@pytest.mark.parametrize("table", ["ideas", "placements", "participants", "days", "lab", "journal"])
def test_the_root_of_a_table_is_gone(file, table):
    expected = again(file, readonly=True)
    all_words, board_id = words(expected), board(expected)
    everybody = people.participants(expected.lab.read)
    expected.close()
    spoil(file, root_page(file, table))
    document, results = salvaged(file)
    assert results[table].damaged
    assert agenda.activity(document.lab.read, board_id).title == "Pomysły"
    assert words(document) == all_words  # what the table lost the journal had
    assert people.participants(document.lab.read) == everybody
    document.close()


def test_without_a_journal_the_rest_is_kept_and_the_loss_named(file):
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DELETE FROM journal")
        pages = connection.execute("SELECT 1 FROM journal").fetchall()
    assert pages == []
    spoil(file, root_page(file, "days"))
    document, results = salvaged(file)
    assert results["days"].damaged
    assert len(words(document)) == 152  # a lost day takes nothing along: an empty one stands in its place
    document.close()


@pytest.mark.parametrize("seed", range(8))
def test_random_pages_gone_or_the_end_cut(file, seed):
    chance = random.Random(seed)
    pages = len(file.read_bytes()) // 4096
    if seed % 2:
        file.write_bytes(file.read_bytes()[: chance.randrange(20, pages) * 4096 + chance.randrange(4096)])
    else:
        for _ in range(3):
            spoil(file, chance.randrange(12, pages))
    document, results = salvaged(file)
    assert results
    assert len(agenda.days(document.lab.read)) >= 0
    document.close()


def test_a_header_of_zeros_costs_nothing(file):
    raw = bytearray(file.read_bytes())
    raw[:100] = bytes(100)
    file.write_bytes(raw)
    document, _ = salvaged(file)
    assert len(words(document)) == 152
    assert ideas.cards(document.lab.read, board(document))[0].author
    document.close()


@pytest.mark.parametrize("page", range(1, 12))
def test_each_page_of_the_beginning_gone(file, page):
    # Among them are those that say which tables there are; the loss of one page is never the loss of the whole.
    spoil(file, page)
    document, _ = salvaged(file)
    assert len(words(document)) == 152
    document.close()


def test_values_that_are_none_give_way_to_defaults_and_are_counted(file):
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE days SET date = '2026-13-45', start = ''")
        connection.execute("UPDATE lab SET value = '{' WHERE key = 'title'")
        connection.execute("UPDATE placements SET position = '!'")
    document, results = salvaged(file)
    assert (results["days"].replaced, results["lab"].unreadable, results["placements"].replaced) == (2, 1, 152)
    assert [(day.date, day.start) for day in agenda.days(document.lab.read)] == [("", "09:00")]
    assert facts.get(document.lab.read, "title") == ""
    assert len(set(words(document))) == 152
    document.close()


def test_nothing_of_a_laboratory(tmp_path):
    other = tmp_path / "x.lab"
    other.write_bytes(random.Random(1).randbytes(300_000))
    with pytest.raises(UserError, match=r"salvage\.nothing"):
        salvage_file(other, tmp_path / "out.lab")
    assert not (tmp_path / "out.lab").exists()
    with pytest.raises(WorldError, match=r"store\.missing"):
        salvage_file(tmp_path / "none.lab", tmp_path / "out.lab")

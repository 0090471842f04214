"""What a test leaves open is found, also when it was merely dropped; what is closed is not."""

import sqlite3
import threading

import pytest

from labapp.errors import UserError
from labapp.store.connection import Store
from tests import leaks


def test_forgotten_connections_and_transactions_are_named(tmp_path):
    with leaks.watched() as left:
        store = Store(tmp_path / "a.db")
        store.execute("BEGIN")
        sqlite3.connect(tmp_path / "b.db")  # dropped at once
        Store(tmp_path / "c.db").close()
        other = threading.Thread(target=lambda: sqlite3.connect(":memory:").close())
        other.start()
        other.join()
    assert len(left) == 2
    assert left[0].startswith("an unfinished transaction")
    assert left[0].endswith("a.db")
    assert left[1].startswith("a connection")
    assert left[1].endswith("b.db")


def test_one_thread_cannot_hide_what_another_left(tmp_path):
    kept = []
    with leaks.watched() as left:
        other = threading.Thread(target=lambda: kept.append(sqlite3.connect(":memory:", check_same_thread=True)))
        other.start()
        other.join()
    assert len(left) == 1


def test_a_damaged_database_is_let_go_of(tmp_path):
    (tmp_path / "a.db").write_bytes(b"no database at all" * 100)
    with leaks.watched() as left, pytest.raises(UserError, match=r"store\.not-a-database"):
        Store(tmp_path / "a.db")
    assert left == []

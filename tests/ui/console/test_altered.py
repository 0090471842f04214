"""A file somebody has altered by other means, within what its schema allows: opened, looked through, never a crash."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from labapp.checking import check_lab
from labapp.demo import Wish, make_demo
from labapp.errors import UserError
from labapp.kinds.registry import CATALOGUE
from labapp.model import agenda
from labapp.store.catalogue import Column
from ui import crash

LONG = "Ż" * 20_000
ODD: dict[str, list[Any]] = {"TEXT": ["", LONG, "nowhere-at-all", "<b>x</b>\n\u202e\u0000"],
                             "INTEGER": [-1, 2**62, 7], "REAL": [-1e6, 1e6, 0.0]}  # fmt: skip


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("altered")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LABAPP_DATA", str(folder / "data"))
        make_demo(folder / "demo.lab", Wish(language="pl"))
    return folder / "demo.lab"


def odd_values(column: Column, turn: int) -> Any:
    if column.nullable and turn == 0:
        return None
    listed = ODD.get(column.type, [b""])
    return listed[turn % len(listed)]


def alter(path: Path, turn: int) -> None:
    """Put an odd value into every column of some rows of each table, but where the program would refuse the file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for table in CATALOGUE.tables.values():
            if table.name in ("changes", "journal", "migrations", "lab", "files"):
                continue
            keys = ", ".join(table.pk)
            rows = connection.execute(f"SELECT {keys} FROM {table.name} LIMIT 40").fetchall()
            for number, column in enumerate(table.columns):
                value = odd_values(column, turn)
                refused = column in table.judged and value is not None and not fits(column, value)
                if column.name in table.pk or refused:
                    continue
                for key in rows[number % 3 :: 3]:
                    where = " AND ".join(f"{name} = ?" for name in table.pk)
                    with suppress(sqlite3.IntegrityError):
                        connection.execute(f"UPDATE {table.name} SET {column.name} = ? WHERE {where}", (value, *key))
        ideas = [row[0] for row in connection.execute("SELECT id FROM ideas LIMIT 3")]
        for one, other in zip(ideas, [*ideas[1:], ideas[0]], strict=True):  # three cards that stand behind each other
            connection.execute("UPDATE ideas SET merged_into = ? WHERE id = ?", (other, one))


def fits(column: Column, value: Any) -> bool:
    return column.by is None and column.holds.good(value)


@pytest.mark.parametrize("turn", range(4))
def test_every_page_of_an_altered_file_is_shown(
    shell: Any, played: Path, tmp_path: Path, turn: int, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "zmieniony.lab"
    path.write_bytes(played.read_bytes())
    alter(path, turn)
    monkeypatch.setattr(crash, "show", lambda words, report, *_rest: pytest.fail(words))
    assert shell.open(path)
    console = shell.console
    console.show()
    for activity in agenda.activities(console.context.lab.read):
        console.show_activity(activity.id)
        qapp.processEvents()
        with suppress(UserError), console.context.lab.change("activity.start", undoable=False) as tx:
            agenda.start(tx, activity.id)
        console.refresh_stage()
        qapp.processEvents()
    console.show_people()
    console.show_between()
    qapp.processEvents()
    assert check_lab(console.context.lab)

"""Laboratories for tests: small, with every table in use, on a clock and ids of their own."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from labapp.changes import Reader
from labapp.clock import SteppingClock, seeded_ids
from labapp.document import Document, new_document, open_document
from labapp.model import agenda, ideas, notes, people

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class Ticker:
    """A monotonic clock moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def fresh(path: Path, *, seed: int = 1, ticker: Ticker | None = None, title: str = "Próba") -> Document:
    """Make a laboratory with one day, a board and nobody in it."""
    document = new_document(
        path, title=title, clock=SteppingClock(START), ids=seeded_ids(seed), ticker=ticker or Ticker()
    )
    with document.lab.change("day.add") as tx:
        day = agenda.add_day(tx, date="2026-11-22")
        agenda.add_activity(tx, day, "board", "Pomysły")
    return document


def again(path: Path, *, ticker: Ticker | None = None, seed: int = 77, **more: object) -> Document:
    """Open it with a clock and ids of its own."""
    return open_document(
        path, clock=SteppingClock(START), ids=seeded_ids(seed), ticker=ticker or Ticker(), **more  # type: ignore[arg-type]
    )


def crash(document: Document) -> None:
    """Leave as a killed process does: nothing closed properly, only the system drops the lock."""
    document._keeper.settle()  # type: ignore[attr-defined]
    document.lab.store.connection.close()
    document._work.lock._connection.close()  # type: ignore[attr-defined]


def board(document: Document) -> str:
    """Return the id of its board."""
    return agenda.activities(document.lab.read)[0].id


def add_idea(document: Document, words: str) -> str:
    """Write one card."""
    with document.lab.change("idea.add") as tx:
        return ideas.add(tx, board(document), words)


def words(document: Document) -> list[str]:
    """Return all cards' words in order."""
    return [card.text for card in ideas.cards(document.lab.read, board(document))]


def words_in(path: Path) -> list[str]:
    """Return all cards' words in order, as a file holds them."""
    with again(path, readonly=True) as document:
        return words(document)


def journalled(read: Reader, change: int) -> dict[str, set[str]]:
    """Return which rows the journal knows of a change, in a ChangeSet's words."""
    found: dict[str, set[str]] = {}
    for row in read.rows("SELECT tbl, key FROM journal WHERE change = ?", change):
        key = json.loads(row["key"])
        found.setdefault(row["tbl"], set()).add(key[0] if len(key) == 1 else json.dumps(key))
    return found


def populate(document: Document) -> dict[str, str]:
    """Put people, ideas and notes in; returns their ids by a short name."""
    made: dict[str, str] = {}
    with document.lab.change("person.import", n=3) as tx:
        made["sector"] = people.add_sector(tx, "Mieszkańcy", "M", "M")
        made["anna"] = people.add_participant(
            tx, name="Anna Kowalska", email="anna@example.org", phone="+48 601 202 303", needs="bez glutenu",
            function="sołtyska", note="prosić o głos", sector=made["sector"], consents={"photo": True},
        )  # fmt: skip
        made["jan"] = people.add_participant(tx, name="Jan Nowak", email="jan.nowak@example.org")
        made["ewa"] = people.add_participant(tx, name="Ewa Wiśniewska")
    with document.lab.change("person.arrive") as tx:
        people.arrive(tx, made["anna"])
    with document.lab.change("idea.add") as tx:
        made["path"] = ideas.add(tx, board(document), "Ścieżka rowerowa do szkoły", author=made["anna"])
        made["mention"] = ideas.add(tx, board(document), "Pani Kowalskiej zależy na ławkach, tel. 601-202-303")
        ideas.edit(tx, made["mention"], note="od Jana Nowaka")
    with document.lab.change("note.add") as tx:
        made["note"] = notes.add(
            tx, "declaration", "Nowakowi powierzono mapę", participant=made["jan"], who="Piotr Zieliński"
        )
        notes.add(tx, "note", "Piotra Zielińskiego nie było")
    return made

"""The first pages of a damaged file, mended until SQLite opens it: the header, and the pages of the schema.

Both say nothing of what is in a laboratory: they are known, or can be taken from an empty one.
"""

from __future__ import annotations

from pathlib import Path

from labapp.store.catalogue import Catalogue
from labapp.store.connection import APPLICATION_ID, Store
from labapp.store.migrate import migrate
from labapp.store.working import vacuum_into

_HEADER = b"SQLite format 3\x00"
_PAGE = 4096


def restore_schema(copy: Path, catalogue: Catalogue, now: str) -> None:
    """Put the pages of the schema back.

    A snapshot lays out all tables before any row, so they are the same in every file of one format, whatever is in it:
    those of an empty one fit.
    """
    empty, plain = copy.with_name("empty.db"), copy.with_name("plain.db")
    store = Store(empty, wal=False)
    migrate(store, catalogue, now)
    store.close()
    vacuum_into(empty, plain)
    pattern = plain.read_bytes()
    with copy.open("r+b") as stream:
        size = stream.seek(0, 2)
        for number in _schema_pages(pattern):
            if number * _PAGE <= size:
                stream.seek((number - 1) * _PAGE)
                stream.write(pattern[(number - 1) * _PAGE : number * _PAGE])
    mend_header(copy)


def _schema_pages(raw: bytes) -> list[int]:
    # The pages of the first tree of a database: the file format's "interior table b-tree page" is of type 5.
    found, pending = [], [1]
    while pending:
        number = pending.pop()
        found.append(number)
        start = (number - 1) * _PAGE
        head = start + (100 if number == 1 else 0)
        if raw[head] == 5:
            cells = int.from_bytes(raw[head + 3 : head + 5])
            places = [int.from_bytes(raw[head + 12 + 2 * n : head + 14 + 2 * n]) for n in range(cells)]
            pending += [int.from_bytes(raw[start + place : start + place + 4]) for place in places]
            pending.append(int.from_bytes(raw[head + 8 : head + 12]))
    return found


def mend_header(copy: Path) -> None:
    """Mend the first hundred bytes: nothing is lost with them, all they say of our files is known or can be guessed."""
    with copy.open("r+b") as stream:
        header = bytearray(stream.read(100).ljust(100, b"\0"))
        size = stream.seek(0, 2)
        page = int.from_bytes(header[16:18])
        whole = header.startswith(_HEADER) and page in (512, 1024, 2048, 4096, 8192, 16384, 32768)
        whole = whole and {header[18], header[19]} <= {1, 2} and int.from_bytes(header[44:48]) <= 4
        if not whole:
            page = _PAGE
            header[:24] = _HEADER + page.to_bytes(2) + b"\x01\x01\x00\x40\x20\x20"
            header[44:48], header[56:60] = (4).to_bytes(4), (1).to_bytes(4)
            header[68:72] = APPLICATION_ID.to_bytes(4)
        # A cut file still claims its old length; SQLite trusts the real one when the two counters differ.
        header[28:32] = (size // page).to_bytes(4)
        header[24:28] = header[92:96]
        stream.seek(0)
        stream.write(header)

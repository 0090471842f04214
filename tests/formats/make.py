"""Makes the real file of the present format and its dump: `python -m tests.formats.make`, once before a release.

A file that is there is never replaced: it is what people have on their disks.
"""

from __future__ import annotations

import json
import lzma
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
# What a file says of itself in its own words; the journal's rows are as many again and are judged by `lab check`.
LEFT_OUT = frozenset({"journal"})


def version() -> str:
    """Return the version whose format this is."""
    from labapp import __version__

    return __version__


def file_of(number: str) -> Path:
    """Return the packed real file of a released version."""
    return HERE / f"{number}.lab.xz"


def dump_of(number: str) -> Path:
    """Return the golden dump of a released version's file."""
    return HERE / f"{number}.dump.txt"


def unpacked(number: str, folder: Path) -> Path:
    """Return the real file, byte for byte, in a folder of its own."""
    target = folder / f"{number}.lab"
    target.write_bytes(lzma.decompress(file_of(number).read_bytes()))
    return target


def dump(path: Path, columns: dict[str, list[str]] | None = None) -> str:
    """Return all rows as lines, by table and key; without a word of our own code. `columns`: only these."""
    lines: list[str] = []
    with closing(sqlite3.connect(path)) as plain:
        for table, names in (columns or columns_of(path)).items():
            listed = ", ".join(f'"{name}"' for name in names)
            rows = [_line(table, names, row) for row in plain.execute(f'SELECT {listed} FROM "{table}"')]
            lines += sorted(rows)
    return "\n".join(lines) + "\n"


def columns_of(path: Path) -> dict[str, list[str]]:
    """Return the tables of a file and their columns."""
    with closing(sqlite3.connect(path)) as plain:
        names = [row[0] for row in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {
            name: [row[1] for row in plain.execute(f'PRAGMA table_info("{name}")')]
            for name in names if not name.startswith("sqlite_") and name not in LEFT_OUT
        }  # fmt: skip


def _line(table: str, names: list[str], row: tuple[Any, ...]) -> str:
    values = {name: value.hex() if isinstance(value, bytes) else value for name, value in zip(names, row, strict=True)}
    return f"{table} {json.dumps(values, ensure_ascii=False)}"


def make() -> Path:
    """Write file and dump of the present format; FileExistsError when they are there."""
    from labapp.demo import Wish, make_demo

    number = version()
    if file_of(number).exists():
        raise FileExistsError(file_of(number))
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.lab"
        make_demo(made, Wish(participants=9, ideas=14, seed=20261122))
        file_of(number).write_bytes(lzma.compress(made.read_bytes(), preset=9 | lzma.PRESET_EXTREME))
        dump_of(number).write_text(dump(made), encoding="utf-8")
    return file_of(number)


if __name__ == "__main__":
    sys.stdout.write(f"{make()}\n")

"""In which order things were said: as they were written down, whatever the computer's clock said meanwhile."""

from __future__ import annotations

from labapp.changes import Reader

_MIXED = ("lab.join", "lab.salvaged", "lab.anonymised")  # changes after which rows stand in no order, or may not


def by_clock(read: Reader) -> bool:
    """Whether only clocks can tell: what another computer wrote was joined in behind all that was written here.

    Salvaging reads what lies behind the damage from the end; an anonymous copy does not know what was joined before.
    """
    marks = ", ".join("?" * len(_MIXED))
    sql = f"SELECT EXISTS (SELECT 1 FROM changes WHERE code IN ({marks}) AND undone_by IS NULL)"
    return bool(read.value(sql, *_MIXED))


def order(read: Reader, table: str) -> str:
    """Return by what a query puts rows of a table with a `created` in the order they were said."""
    return f"{table}.created, {table}.rowid" if by_clock(read) else f"{table}.rowid"

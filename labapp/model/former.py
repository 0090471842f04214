"""What people on the list were called before, and where they could be written to: a slip mended, a maiden name.

Texts written meanwhile still say it, and only the journal knows it: it is read before the journal is emptied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from labapp.model.mentions import Person

Query = Callable[[str], Iterable[Any]]  # rows read by name
Values = Mapping[str, Any]  # of one row of the list of people, by column
CONTACTS = ("email", "phone")
_COLUMNS = ("name", *CONTACTS)


def former(query: Query, stand_in: Callable[[str], str]) -> Iterator[Person]:
    """Return the earlier names and contacts of people, as the journal still tells them, to be looked for.

    `stand_in` says by the id of a row what is written for it, "" where it is not looked for.
    """
    now = {str(row["id"]): dict(row) for row in query(f"SELECT id, {', '.join(_COLUMNS)} FROM participants")}
    columns = ", ".join(f"json_extract(told, '$.{name}') AS {name}" for name in ("id", *_COLUMNS))
    before = [(str(row["id"]), dict(row)) for row in query(_told("participants", columns))]
    return known_before(now, before, stand_in)


def known_before(
    now: Mapping[str, Values], before: Iterable[tuple[str, Values]], stand_in: Callable[[str], str]
) -> Iterator[Person]:
    """Return as somebody to look for what rows held before and hold no more.

    What is somebody else's by now is theirs: a name once typed into the wrong row, an office's telephone handed on.
    """
    owners: dict[tuple[str, str], set[str]] = {}
    for key, values in now.items():
        for item in _said(values):
            owners.setdefault(_alike(*item), set()).add(key)
    for key, column, text in dict.fromkeys((key, *item) for key, values in before for item in _said(values)):
        said = stand_in(key)
        if not said or owners.get(_alike(column, text), set()) - {key} or now.get(key, {}).get(column) == text:
            continue
        yield Person("", said, (text,)) if column in CONTACTS else Person(text, said)


def typed_before(query: Query, table: str, column: str) -> Iterator[str]:
    """Return the texts that stood in a column of some table, as the journal still tells them."""
    value = f"json_extract(told, '$.{column}')"
    for row in query(_told(table, f"{value} AS text", f"WHERE typeof({value}) = 'text'")):
        yield row["text"]


def _told(table: str, columns: str, where: str = "") -> str:
    # What is no JSON no program of ours has written; `lab check` names it.
    sides = " UNION ALL ".join(
        f"SELECT {side} AS told FROM journal WHERE tbl = '{table}' AND json_valid({side})" for side in ("old", "new")
    )
    return f"SELECT DISTINCT {columns} FROM ({sides}) {where}"


def _said(values: Values) -> Iterator[tuple[str, str]]:
    return ((name, str(values[name])) for name in _COLUMNS if values.get(name))


def _alike(column: str, text: str) -> tuple[str, str]:
    digits = "".join(filter(str.isdigit, text))[-9:]
    return column, digits if column == "phone" and digits else " ".join(text.casefold().split())

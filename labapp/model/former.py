"""What people on the list were called before, and where they could be written to: a slip mended, a maiden name.

Texts written meanwhile still say it. The journal knows it; before the journal is emptied or folded away, `keep` puts
what it says of those who stay into a table of its own (`former_names`), so that removing them later finds it too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from labapp.changes import Change
from labapp.model.mentions import Mentions, Person

Query = Callable[[str], Iterable[Any]]  # rows read by name
Values = Mapping[str, Any]  # of one row of the list of people, by column
CONTACTS = ("email", "phone")
_COLUMNS = ("name", *CONTACTS)


def former(query: Query, stand_in: Callable[[str], str]) -> Iterator[Person]:
    """Return the earlier names and contacts of people, as the journal and what was kept of it tell them, to look for.

    `stand_in` says by the id of a row what is written for it, "" where it is not looked for.
    """
    return known_before(_now(query), [*_by_journal(query), *kept(query)], stand_in)


def kept(query: Query) -> Iterator[tuple[str, Values]]:
    """Return what was kept of earlier journals: whose it is, and the value by its column."""
    for row in query("SELECT participant, what, text FROM former_names"):
        yield str(row["participant"]), {str(row["what"]): str(row["text"])}


def keep(
    tx: Change, also: Iterable[tuple[str, Values]] = (), *, contacts: bool = True, gone: Mentions | None = None
) -> None:
    """Keep what the journal tells of those on the list, and `also`; without `contacts` what was kept of those goes.

    So does what names somebody who is `gone`, typed into a row of another one by mistake. To be called in the change
    that empties the journal, before it does.
    """

    def stays(column: str, text: str) -> bool:
        return (contacts or column not in CONTACTS) and not (gone and gone.found_in(text))

    for row in tx.rows("SELECT id, what, text FROM former_names"):
        if not stays(row["what"], row["text"]):
            tx.delete("former_names", row["id"])
    now, known = _now(tx.rows), {(key, *item) for key, values in kept(tx.rows) for item in _said(values)}
    told = ((key, *item) for key, values in [*_by_journal(tx.rows), *also] for item in _said(values))
    for key, column, text in dict.fromkeys(told):
        if key in now and now[key][column] != text and (key, column, text) not in known and stays(column, text):
            tx.insert("former_names", participant=key, what=column, text=text)


def _now(query: Query) -> dict[str, Values]:
    return {str(row["id"]): dict(row) for row in query(f"SELECT id, {', '.join(_COLUMNS)} FROM participants")}


def _by_journal(query: Query) -> Iterator[tuple[str, Values]]:
    columns = ", ".join(f"json_extract(told, '$.{name}') AS {name}" for name in ("id", *_COLUMNS))
    return ((str(row["id"]), dict(row)) for row in query(_told("participants", columns)))


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

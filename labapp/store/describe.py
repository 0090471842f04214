"""`docs/file-format.md` from the catalogue: `python -m tests.file_format` writes it, a test finds it out of date."""

from __future__ import annotations

from labapp.store.catalogue import Catalogue, Column, Table
from labapp.store.connection import APPLICATION_ID, FORMAT

_HEAD = f"""# The file format

A laboratory is one SQLite 3 database, `*.lab`, with `application_id` {APPLICATION_ID:#x} ("LABP") and format number
(`user_version`) {FORMAT}. Written whole every time: rollback journal mode, no `-wal` or `-journal` beside it. All
tables are STRICT. No trigger, view or virtual table is ever stored; a file that has one is refused, and so is a table
of ours whose definition is not, word for word, what our migrations build. Tables of kinds this program does not know
are kept.

Ids are 12 characters base32, random, unique across files. Positions are fractional text keys that sort as text.
Moments are UTC text (`YYYY-MM-DDTHH:MM:SS.mmmZ`); plans are local to the laboratory's time zone. *Private* columns
never reach the room's screen, a public report, a log; anonymising empties them. *Reference* columns point elsewhere.

What a column *holds* is more than its type. A file with a value that is none of it (JSON that cannot be read, a 45th of
a month, a zone nobody knows) is refused where the program would fail on it, and salvage puts the default there; another
word than those listed, or 2 for a 0 or 1, is lived with and named by `lab check`.

This page is generated from the catalogue (`labapp/store/core_schema.py`, `labapp/kinds/*/schema.py`) by
`python -m tests.file_format`.
"""


def describe(catalogue: Catalogue) -> str:
    """Return the page as Markdown."""
    parts = [_HEAD]
    for owner in catalogue.owners:
        steps = max((step.number for step in owner.migrations), default=0)
        parts.append(f"\n## Tables of {owner.name} (migration {steps})\n")
        parts += [_table(table) for table in owner.tables]
    return "".join(parts)


def _table(table: Table) -> str:
    remarks = [f"Key: {', '.join(f'`{name}`' for name in table.pk)}."]
    remarks += [f"Unique: {', '.join(f'`{name}`' for name in names)}." for names in table.unique]
    if not table.journalled:
        remarks.append("Not journalled.")
    if not table.rowid:
        remarks.append("Without row numbers.")
    rows = "".join(f"| {' | '.join(_cells(column))} |\n" for column in table.columns)
    head = "| column | type | holds | who may see it | meaning |\n|---|---|---|---|---|\n"
    rows += "".join(map(_by, table.columns))
    return f"\n### {table.name}\n\n{table.doc} {' '.join(remarks)}\n\n{head}{rows}"


def _cells(column: Column) -> tuple[str, ...]:
    type_ = column.type + (", may be empty" if column.nullable else "")
    if column.default is not None:
        type_ += f", default `{column.default}`"
    meaning = column.doc.replace("|", "\\|")
    if column.references:
        meaning += f" → `{column.references}`"
    holds = column.holds.said if column.by is None else f"by `{column.by[0]}`, see below"
    return f"`{column.name}`", type_, holds, column.privacy.value, meaning


def _by(column: Column) -> str:
    if column.by is None:
        return ""
    rows = "".join(f"| `{word}` | {held.said} |\n" for word, held in column.by[1].items())
    return f"\n| `{column.by[0]}` | `{column.name}` holds |\n|---|---|\n{rows}"


"""Every table and column is declared here or in a kind's `schema.py`, with its meaning and its privacy.

Anonymising, public reports, checks, logs, history and `docs/file-format.md` go by these declarations; a test holds
them against what the migrations really build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from labapp.store.holds import ID, KEY, MOMENT, REAL, TEXT, Holds
from labapp.store.joins import PLAIN, Joins

Words = Mapping[str, str | tuple[str, str]]
"""By value of a column: a text marked with `N_`, or (context, text)."""


class Privacy(StrEnum):
    """Who may see a column: everybody, nobody outside the console, or it merely points to another row."""

    PUBLIC = "public"
    PRIVATE = "private"
    REFERENCE = "reference"


@dataclass(frozen=True)
class Column:
    """One column of a STRICT table: TEXT, INTEGER, REAL or BLOB; `holds` says what its values are beyond that.

    `by`: what it holds depends on the word in another column of its row (a fact's value on which fact it is).
    `words` are what people call those of its values that are words of ours.
    """

    name: str
    type: str
    privacy: Privacy
    doc: str
    nullable: bool = False
    default: str | None = None
    references: str | None = None
    check: str | None = None
    keeps: tuple[str, ...] = ()  # keys of a private JSON value that are results and survive anonymising
    holds: Holds = TEXT
    by: tuple[str, Mapping[str, Holds]] | None = None
    blurs: bool = False  # a private UTC time of which the day survives anonymising: it is counted, not told
    words: Words = field(default_factory=dict)

    @property
    def wordless(self) -> bool:
        """Whether its values say nothing to a person: a place in an order or in the plane, settings, bare codes."""
        return self.holds is KEY or self.holds is REAL or self.holds.json or bool(self.holds.choice and not self.words)

    @property
    def timed(self) -> bool:
        """Whether its values are moments."""
        return self.holds is MOMENT

    def sql(self) -> str:
        """Return the column's part of CREATE TABLE."""
        parts = [self.name, self.type]
        if not self.nullable:
            parts.append("NOT NULL")
        if self.default is not None:
            parts.append(f"DEFAULT {self.default}")
        if self.references:
            parts.append(f"REFERENCES {self.references}")
        if self.check:
            parts.append(f"CHECK ({self.check})")
        return " ".join(parts)


@dataclass(frozen=True)
class Table:
    """One table; `journalled` is False only where order and time must leave no trace, or where bytes are immutable.

    `called` names the columns by which people know a row (public words, or a reference whose row has them), the first
    one filled counts; `tells` the codes of the history, or their first words, that are about rows of this table.
    `noun` is what people call its rows together; marked with `N_`, it is translated where it is shown. `joins` is how
    its rows join when two states of a laboratory went apart.
    """

    name: str
    owner: str
    doc: str
    columns: tuple[Column, ...]
    pk: tuple[str, ...] = ("id",)
    unique: tuple[tuple[str, ...], ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    journalled: bool = True
    rowid: bool = True
    called: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    noun: str = ""
    joins: Joins = PLAIN

    @cached_property
    def judged(self) -> tuple[Column, ...]:
        """Return the columns not every value of which will do."""
        return tuple(column for column in self.columns if column.by is not None or column.holds.judges)

    def column(self, name: str) -> Column:
        """Return a column by name; KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")

    def sql(self) -> list[str]:
        """Return CREATE TABLE and CREATE INDEX statements."""
        lines = [column.sql() for column in self.columns]
        lines.append(f"PRIMARY KEY ({', '.join(self.pk)})")
        lines += [f"UNIQUE ({', '.join(names)})" for names in self.unique]
        tail = "STRICT" if self.rowid else "STRICT, WITHOUT ROWID"
        statements = [f"CREATE TABLE {self.name} (\n  " + ",\n  ".join(lines) + f"\n) {tail}"]
        for names in self.indexes:
            index = f"{self.name}_by_{'_'.join(names)}"
            statements.append(f"CREATE INDEX {index} ON {self.name} ({', '.join(names)})")
        return statements


@dataclass(frozen=True)
class Migration:
    """One numbered step of an owner's tables; raw SQL only, frozen once released."""

    number: int
    statements: tuple[str, ...]

    def makes(self, table: str) -> bool:
        """Whether a table is there since this step."""
        return any(statement.startswith(f"CREATE TABLE {table} (") for statement in self.statements)


@dataclass(frozen=True)
class Owner:
    """Somebody who owns tables: the core, or a kind.

    `may_return` is asked when undo, redo or going back has put rows (by table) as they once were: beside tables without
    a journal, which nothing takes back, they may no longer be true. It refuses by UserError.
    """

    name: str
    tables: tuple[Table, ...]
    migrations: tuple[Migration, ...]
    may_return: Callable[[Any, Mapping[str, Set[str]]], None] | None = None


class Catalogue:
    """All declared tables of this program, found by name."""

    def __init__(self, owners: Iterable[Owner]) -> None:
        self.owners = tuple(owners)
        self.tables = {table.name: table for owner in self.owners for table in owner.tables}

    def noun(self, table: str) -> str:
        """Return a table's name as people say it, to be translated; its own where nobody has declared it."""
        declared = self.tables.get(table)
        return declared.noun if declared is not None else table

    def column(self, table: str, name: str) -> Column | None:
        """Return a declared column, None of tables and columns nobody here has declared."""
        declared = self.tables.get(table)
        return next((c for c in declared.columns if c.name == name), None) if declared is not None else None

    def private_columns(self) -> list[tuple[str, str]]:
        """Return (table, column) pairs that must never leave the console."""
        return [
            (table.name, column.name)
            for table in self.tables.values()
            for column in table.columns
            if column.privacy is Privacy.PRIVATE
        ]


def public(name: str, doc: str, type: str = "TEXT", **more: object) -> Column:
    """Declare a column everybody may see."""
    return Column(name, type, Privacy.PUBLIC, doc, **more)  # type: ignore[arg-type]


def private(name: str, doc: str, type: str = "TEXT", **more: object) -> Column:
    """Declare a column that never reaches the stage, a public report, a log."""
    return Column(name, type, Privacy.PRIVATE, doc, **more)  # type: ignore[arg-type]


def ref(name: str, table: str, doc: str, *, nullable: bool = False, delete: str = "") -> Column:
    """Declare a foreign key; `delete` is SQL's action, e.g. "CASCADE" or "SET NULL"."""
    target = f"{table}" + (f" ON DELETE {delete}" if delete else "")
    return Column(name, "TEXT", Privacy.REFERENCE, doc, nullable=nullable, references=target, holds=ID)


def text_id(doc: str = "random id, unique across files") -> Column:
    """Declare the usual primary key."""
    return Column("id", "TEXT", Privacy.REFERENCE, doc, holds=ID)

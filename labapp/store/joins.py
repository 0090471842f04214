"""How a table's rows join when two states of one laboratory went apart: declared beside the table, done by the joining.

What needs no declaration: rows are joined by key and column; what is pointed to stays; references of a table to itself
never close a ring; values that must be unique stay so. Everything else a table says here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Unit:
    """Rows joined whole or not at all, with every row that cannot be without them (a round of voting and its ballots).

    `state` is the column that says how far a unit is: while it is a `draft` its rows are joined like any others, while
    it is `open` nothing is joined at all (`refused` is the code that says so, with "-there" for the other state).
    Of two states of one unit the further one in `stages` is proposed.
    """

    state: str
    draft: str
    open: str
    stages: tuple[str, ...] = ()
    refused: str = "join.open"


@dataclass(frozen=True)
class Same:
    """Two rows with equal `columns` say one thing, written on both sides: one stays, what pointed to the other follows.

    A column may be looked up through a reference ("group_id.activity"). `only` limits it to rows with a value in a
    column. `yields`: only a row where that column is empty is the same as another, and gives way to it. `first` are
    columns whose smallest value stays, empty ones last, "-" before a name for the largest; `newest` the row changed
    last.
    """

    columns: tuple[str, ...]
    only: tuple[str, object] | None = None
    yields: str = ""
    first: tuple[str, ...] = ()
    newest: bool = False


@dataclass(frozen=True)
class Numbered:
    """Rows counted 1, 2, 3 … among those with equal `within`: counted anew by `by` where two sides used one number.

    Rows with the value of `last` in its column come at the end.
    """

    column: str
    within: tuple[str, ...]
    by: tuple[str, ...] = ()
    last: tuple[str, object] | None = None


@dataclass(frozen=True)
class Alike:
    """By what a row written on one laptop may be one written on another: a person decides, names are no proof.

    One `name` (in any order, without accents) unless columns in `beside` contradict; or one value of `contacts` or one
    number, and a part of the name. Words that have to give way to others are kept in the column `rest`.
    """

    name: str
    contacts: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    rest: str = ""


@dataclass(frozen=True)
class Joins:
    """What the joining of two states has to know of a table beyond its columns.

    `together`: columns that say one thing, of which one side's are taken. `beside`: columns in which rows with an
    order (a column of fractional keys) are siblings. `next_free`: a unique number on a row; the later one of two with
    the same gets the next from there on. `merged`: the column by which a row stands behind another one of its table;
    nobody disappears behind a row that was set aside elsewhere. `newest`: whoever changed a row last is right and
    nobody is asked; a tuple limits it to those keys. `named`: the columns people know a row by, where they are more
    than `called`. A table not `told` is told through what its rows belong to; `untold` are keys of rows that are
    nobody's business.
    """

    together: tuple[tuple[str, ...], ...] = ()
    beside: tuple[str, ...] | None = None
    same: tuple[Same, ...] = ()
    alike: Alike | None = None
    unit: Unit | None = None
    numbered: Numbered | None = None
    next_free: tuple[str, int] | None = None
    merged: str = ""
    newest: bool | tuple[str, ...] = False
    named: tuple[str, ...] = ()
    told: bool = True
    untold: tuple[str, ...] = ()


PLAIN = Joins()

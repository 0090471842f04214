"""Differences of two states in words: what each side did, and what both changed, as people know it."""

from __future__ import annotations

from datetime import datetime

from labapp.clock import moment
from labapp.joining import MINE, THEIRS, Comparison, Conflict, Difference
from labapp.joining.side import Row
from labapp.kinds.registry import CATALOGUE
from labapp.wording import dates
from labapp.wording.translate import N_, Translator
from ui.safety.frame import table_words

_WHAT = {"added": N_("{what} · new: {n}"), "changed": N_("{what} · changed: {n}"), "gone": N_("{what} · removed: {n}")}
_RELATIONS = {
    "same": N_("Both are the same: there is nothing to join."),
    "ahead": N_("This meeting already holds everything that is in the other state."),
    "behind": N_("The other state holds everything that is here, and went on further."),
    "apart": N_("Since {when} both were worked on apart."),
}

def relation_words(comparison: Comparison, _: Translator) -> str:
    """Return how both states stand to one another."""
    return _(_RELATIONS[comparison.relation], when=when_words(comparison.parted, comparison, _))


def when_words(stamp: str, comparison: Comparison, _: Translator) -> str:
    """Return a UTC stamp in the meeting's own time."""
    if not stamp:
        return "–"
    local: datetime = moment(stamp).astimezone(comparison.zone)
    return dates.moment(local, _)


def difference_words(difference: Difference, _: Translator) -> str:
    """Return what happened to rows of one table on one side."""
    return _(_WHAT[difference.what], what=table_words(difference.table, _), n=difference.count)


def title_words(table: str, title: str, _: Translator) -> str:
    """Return a row's title; what is a word of ours (a fact of the meeting) is said as people say it."""
    declared = CATALOGUE.tables.get(table)
    names = () if declared is None else declared.joins.named or declared.called
    words = declared.column(names[0]).words if declared is not None and len(names) == 1 else {}
    return _ours(words[title], _) if title in words else title or "–"


def number_words(table: str, title: str, old: str, new: str, _: Translator) -> str:
    """Return that a row had to give way to another one with the same number."""
    if table == "participants":
        return _("{name}: the badge says {old}, now {new}; two people had the same number",
                 name=title, old=old, new=new)  # fmt: skip
    return _("{what}, {name}: the number was {old}, is now {new}; two had the same",
             what=table_words(table, _), name=title, old=old, new=new)  # fmt: skip


def conflict_words(conflict: Conflict, comparison: Comparison, _: Translator) -> str:
    """Return what both changed."""
    row = conflict.mine or conflict.theirs or {}
    title = comparison.titled(conflict.table, row, MINE if conflict.mine else THEIRS)
    return f"{table_words(conflict.table, _)}: {title_words(conflict.table, title, _)}"


def row_words(table: str, row: Row, comparison: Comparison) -> str:
    """Return by what a person tells two rows of a table apart: name, number, contacts, whom they represent."""
    alike = comparison.shapes[table].joins.alike
    side = MINE if row in comparison.mine.rows.get(table, {}).values() else THEIRS
    words = [comparison.titled(table, row, side)]
    state = (comparison.mine if side == MINE else comparison.theirs).rows
    for name in dict.fromkeys((*alike.beside, *alike.contacts)) if alike is not None else ():
        pointer = comparison.shapes[table].pointer(name)
        found = state.get(pointer.table, {}).get((row[name],)) if pointer is not None else None
        if pointer is None:
            words.append(str(row[name] or ""))
        elif found is not None:
            words.append(comparison.titled(pointer.table, found, side))
    return " · ".join(filter(None, words))


def side_words(conflict: Conflict, side: str, comparison: Comparison, _: Translator) -> str:
    """Return how it is on one side."""
    row = conflict.mine if side == MINE else conflict.theirs
    if row is None or (not conflict.columns and row.get("retired")):
        return _("removed")
    unit = comparison.shapes[conflict.table].joins.unit
    if unit is not None and not conflict.columns:
        return _value_words(conflict.table, unit.state, row, comparison, side, _)
    if not conflict.columns:
        return comparison.titled(conflict.table, row, side)
    parts = (_value_words(conflict.table, name, row, comparison, side, _) for name in conflict.columns)
    return " · ".join(part for part in parts if part) or _("otherwise")


def _value_words(table: str, name: str, row: Row, comparison: Comparison, side: str, _: Translator) -> str:
    # Words of ours are said as people say them, moments in the meeting's own time; some values say nothing to a person.
    value, column = row.get(name), CATALOGUE.column(table, name)
    if value in (None, "", 0) or (column is not None and column.wordless):
        return ""
    pointer = comparison.shapes[table].pointer(name)
    if pointer is not None:
        state = comparison.mine if side == MINE else comparison.theirs
        found = state.rows.get(pointer.table, {}).get((value,))
        return comparison.titled(pointer.table, found, side) if found is not None else ""
    if column is not None and column.timed:
        return when_words(str(value), comparison, _)
    words = column.words if column is not None else {}
    return _ours(words[value], _) if value in words else str(value)


def _ours(word: str | tuple[str, str], _: Translator) -> str:
    return _(word) if isinstance(word, str) else _.context(*word)

"""Differences of two states in words: what each side did, and what both changed, as people know it."""

from __future__ import annotations

from datetime import datetime

from labapp.clock import moment
from labapp.joining import MINE, Comparison, Conflict, Difference
from labapp.joining.differences import titled
from labapp.model import agenda
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
_FACTS = {
    "title": N_("title"), "subtitle": N_("subtitle"), "place": N_("place"), "organisers": N_("organisers"),
    "funder": N_("funder"), "project": N_("project"), "purpose": N_("purpose"), "contract": N_("contract"),
    "ends": N_("end of the day"), "tables": N_("rounds of tables"), "zone": N_("time zone"),
    "contacts_until": N_("until when contacts are kept"), "language": N_("language"),
}  # fmt: skip
_STATES = {
    agenda.PLANNED: N_("not begun yet"), agenda.RUNNING: N_("going on now"), agenda.DONE: N_("finished"),
    agenda.SKIPPED: N_("passed over"),
}  # fmt: skip
_ROUNDS = {
    "draft": N_("in preparation"), "open": N_("open"), "closed": N_("closed, not announced"),
    "announced": N_("announced"), "void": N_("declared void"),
}  # fmt: skip
# What says nothing to a person: where exactly a row stands.
_SILENT = frozenset({"position", "x", "y", "settings", "consents"})


def relation_words(comparison: Comparison, _: Translator) -> str:
    """Return how both states stand to one another."""
    return _(_RELATIONS[comparison.relation], when=when_words(comparison.parted, comparison, _))


def when_words(stamp: str, comparison: Comparison, _: Translator) -> str:
    """Return a UTC stamp in the meeting's own time."""
    if not stamp:
        return "—"
    local: datetime = moment(stamp).astimezone(comparison.zone)
    return dates.moment(local, _)


def difference_words(difference: Difference, _: Translator) -> str:
    """Return what happened to rows of one table on one side."""
    return _(_WHAT[difference.what], what=table_words(difference.table, _), n=difference.count)


def title_words(table: str, title: str, _: Translator) -> str:
    """Return a row's title; facts of the meeting have names of their own."""
    return _(_FACTS[title]) if table == "lab" and title in _FACTS else title or "—"


def conflict_words(conflict: Conflict, comparison: Comparison, _: Translator) -> str:
    """Return what both changed."""
    row = conflict.mine or conflict.theirs or {}
    rows = (comparison.mine if conflict.mine else comparison.theirs).rows
    return f"{table_words(conflict.table, _)}: {title_words(conflict.table, titled(conflict.table, row, rows), _)}"


def side_words(conflict: Conflict, side: str, comparison: Comparison, _: Translator) -> str:
    """Return how it is on one side."""
    row = conflict.mine if side == MINE else conflict.theirs
    if row is None or (not conflict.columns and row.get("retired")):
        return _("removed")
    if conflict.table == "vote_votes" and not conflict.columns:
        return _(_ROUNDS[str(row["state"])])
    state = comparison.mine if side == MINE else comparison.theirs
    if not conflict.columns:
        return titled(conflict.table, row, state.rows)
    pointers = {pointer.column: pointer.table for pointer in comparison.shapes[conflict.table].pointers}
    parts: list[str] = []
    for name in conflict.columns:
        value = row.get(name)
        if value in (None, "", 0) or name in _SILENT:
            continue
        if name in pointers:
            found = state.rows.get(pointers[name], {}).get((value,))
            parts.append(titled(pointers[name], found, state.rows) if found is not None else "")
        elif name == "state" and conflict.table == "activities":
            parts.append(_(_STATES[str(value)]))
        elif name not in ("started", "finished"):
            parts.append(str(value))
    return " · ".join(part for part in parts if part) or _("otherwise")

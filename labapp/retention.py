"""How long personal data is kept: needs until the event is over, contacts until a stated date, results for good.

Nothing goes by itself: what is due is named when a laboratory is opened, and a person says so. Removing is a barrier,
for undo would need what was removed; backups go too, because they hold the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from labapp.changes import Change, Reader
from labapp.document import Document
from labapp.model import agenda, facts, former
from labapp.opened import traces

NEEDS, CONTACTS = "needs", "contacts"
_COLUMNS = {NEEDS: ("needs",), CONTACTS: ("email", "phone")}
_KEPT_FOR = timedelta(days=90)  # contacts, where nobody has stated another date


@dataclass(frozen=True)
class Category:
    """One kind of personal data: of how many people there is some, and from which day on it should be gone."""

    name: str
    people: int
    until: date | None  # None while no day of the agenda has a date
    due: bool


def last_day(read: Reader) -> date | None:
    """Return the last dated day of the agenda."""
    dated = [date.fromisoformat(day.date) for day in agenda.days(read) if day.date]
    return max(dated, default=None)


def contacts_until(read: Reader) -> date | None:
    """Return the day up to which people may still be written to: the stated one, or three months after the event."""
    stated = facts.get(read, "contacts_until")
    if stated:
        return date.fromisoformat(stated)
    last = last_day(read)
    return last + _KEPT_FOR if last else None


def state_contacts_until(tx: Change, until: date | None) -> None:
    """State up to which day contacts are needed; None goes back to three months after the event."""
    facts.put(tx, "contacts_until", until.isoformat() if until else "")


def categories(read: Reader, today: date) -> list[Category]:
    """Return what is kept of people and until when."""
    ends = {NEEDS: last_day(read), CONTACTS: contacts_until(read)}
    found = []
    for name, columns in _COLUMNS.items():
        some = " OR ".join(f"{column} <> ''" for column in columns)
        people = int(read.value(f"SELECT count(*) FROM participants WHERE {some}"))
        until = ends[name]
        found.append(Category(name, people, until, due=bool(people and until and today > until)))
    return found


def due(read: Reader, today: date) -> list[Category]:
    """Return what should be gone by today; the reminder on opening."""
    return [item for item in categories(read, today) if item.due]


def clear(document: Document, *names: str) -> int:
    """Remove kinds of personal data from everybody and return of how many people; results stay.

    With it go the journal's earlier values of the list of people and the backups on this computer.
    """
    lab = document.lab
    columns = [column for name in names for column in _COLUMNS[name]]
    some = " OR ".join(f"{column} <> ''" for column in columns)
    with lab.change("retention.clear", undoable=False, barrier=True) as tx:
        rows = tx.rows(f"SELECT id FROM participants WHERE {some}")
        for row in rows:
            tx.update("participants", row["id"], **dict.fromkeys(columns, ""))
        tx.note(n=len(rows))
        former.keep(tx, contacts=CONTACTS not in names)
        traces.mark(tx)
        tx.forget_history("participants")
    traces.remove(document)
    return len(rows)

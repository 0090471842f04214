"""Who sits where as the room may see it: badge codes and sector marks of those who are here, never a name."""

from __future__ import annotations

from labapp.changes import Reader
from labapp.model import agenda, cafe, groups, people
from labapp.stage.scenes import ReportBackScene, Seat, TableCard, TablesScene
from labapp.stage.state import Scene


def scene(read: Reader, activity: str) -> Scene:
    """Return the tables of an activity in the round going on, or the one that reports."""
    made = groups.plan(read, activity)
    shown = agenda.activity(read, activity)
    shared = shown.question or shown.title  # what all tables work on unless one has a topic of its own
    speaking = cafe.course(read, activity).speaking
    telling = cafe.reporting(made)
    for number, table in enumerate(telling, 1):
        if table.id == speaking:
            return ReportBackScene(table.name, table.topic or shared, number, len(telling))
    looks = {sector.id: sector.look for sector in people.sectors(read, retired=True)}
    here = {person.id: Seat(person.code, looks.get(person.sector or "", "")) for person in people.present(read)}
    cards = []
    for index, table in enumerate(made.tables):
        if table.closed:
            continue
        sitting = made.rounds[made.now][index] if made.rounds else ()
        host = here.get(table.host or "")
        ordered = sorted(sitting, key=lambda ident, first=table.host: ident != first)  # type: ignore[misc]
        seats = tuple(here[ident] for ident in ordered if ident in here)
        cards.append(TableCard(table.name, table.topic, seats, host.code if host else "", table.state))
    return TablesScene(tuple(cards), shared, made.now + 1, max(1, len(made.rounds)))

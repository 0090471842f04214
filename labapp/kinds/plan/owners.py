"""Who an action belongs to, as the console may say it and as the room and public reports may."""

from __future__ import annotations

from labapp.changes import Reader
from labapp.kinds.plan.actions import Action
from labapp.model import people


class Owners:
    """Looks names up once for a whole plan."""

    def __init__(self, read: Reader) -> None:
        self._people = {person.id: person for person in people.participants(read, retired=True)}
        self._entities = {
            row["id"]: (row["name"], row["sector"]) for row in read.rows("SELECT id, name, sector FROM entities")
        }
        self._marks = {sector.id: sector.look for sector in people.sectors(read, retired=True)}

    def full(self, action: Action) -> str:
        """Return the owner with names, for the console and internal reports."""
        person = self._people.get(action.person or "")
        parts = [(person.name or person.code) if person else "", self._entity(action), action.who]
        return ", ".join(dict.fromkeys(part for part in parts if part))

    def public(self, action: Action) -> str:
        """Return the owner without a person's name: the body, else the badge's code; typed names stay private."""
        person = self._people.get(action.person or "")
        return self._entity(action) or (person.code if person else "")

    def mark(self, action: Action) -> str:
        """Return the sector's token of the owner, or nothing."""
        person = self._people.get(action.person or "")
        entity = self._entities.get(action.entity or (person.entity if person and person.entity else ""))
        sector = (person.sector if person else None) or (entity[1] if entity else None)
        return self._marks.get(sector or "", "")

    def _entity(self, action: Action) -> str:
        person = self._people.get(action.person or "")
        found = self._entities.get(action.entity or (person.entity if person and person.entity else ""))
        return str(found[0]) if found else ""

"""A laboratory with a room full of people and one vote, for tests: made through the public operations only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from labapp.clock import SteppingClock, seeded_ids, stamp
from labapp.kinds.vote import options, rounds
from labapp.kinds.vote.schema import OWNER
from labapp.lab import Lab
from labapp.model import agenda, people
from labapp.store.catalogue import Catalogue
from labapp.store.connection import Store
from labapp.store.core_schema import CORE
from labapp.store.migrate import migrate

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@dataclass
class Room:
    lab: Lab
    path: Path
    activity: str
    people: list[str]
    sectors: list[str]
    clock: SteppingClock

    @property
    def vote(self) -> str:
        latest = rounds.latest(self.lab.read, self.activity)
        assert latest is not None
        return latest.id

    def set(self, **settings: Any) -> None:
        with self.lab.change("vote.edit") as tx:
            rounds.configure(tx, self.activity, **settings)

    def vacuumed(self, path: Path) -> bytes:
        self.lab.store.execute("VACUUM INTO ?", [str(path)])
        return path.read_bytes()

    def close(self) -> None:
        self.lab.store.close()


def make(path: Path, sectors: str = "SSSSSOOOOOMMMMM", titles: str = "abcd", **settings: Any) -> Room:
    """Make a room: one person per letter of `sectors`, one option per letter of `titles`."""
    clock = SteppingClock(START)
    store = Store(path)
    catalogue = Catalogue([CORE, OWNER])
    migrate(store, catalogue, stamp(START))
    lab = Lab(store, catalogue, clock, seeded_ids(7))
    with lab.change("people") as tx:
        by_letter = {letter: people.add_sector(tx, f"sector {letter}", letter, letter) for letter in "SOMEI"}
        everyone: list[str] = []
        entity = ""
        for number, letter in enumerate(sectors):
            sector = by_letter.get(letter)
            if number % 2 == 0:
                entity = people.add_entity(tx, f"entity {number // 2}")
            everyone.append(people.add_participant(tx, name=f"Person {number}", sector=sector, entity=entity))
            people.arrive(tx, everyone[-1])
        day = agenda.add_day(tx)
        activity = agenda.add_activity(tx, day, "vote", "The vote", question="Which one?")
        if settings:
            rounds.configure(tx, activity, **settings)
        for title in titles:
            options.add(tx, activity, f"option {title}")
    return Room(lab, path, activity, everyone, list(by_letter.values()), clock)

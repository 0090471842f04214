"""Facts about the whole laboratory: title, language, time zone, place, organisers, funder, unique id."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from labapp.changes import Change, Reader
from labapp.store.core_facts import FACTS

DEFAULTS: dict[str, Any] = {
    "uid": "",
    "title": "",
    "subtitle": "",
    "language": "pl",
    "zone": "Europe/Warsaw",
    "place": "",
    "organisers": [],
    "funder": "",
    "project": "",
    "purpose": "",
    "template": "",
    "contract": "",
    "current": "",
    "pin": "",
    "contacts_until": "",
    "timer": {},
    "pause": {},  # an ad-hoc break: until when, see model/pause.py
    "ends": {},  # by day: HH:MM when it must be over, see model/rhythm.py
    "paper": {},  # by activity: its minutes when its day began, see model/agenda.py
    "tables": {},  # by activity: round and wishes of its tables, see model/groups.py
}


@dataclass(frozen=True)
class Facts:
    """The facts most screens and the report ask for."""

    uid: str
    title: str
    subtitle: str
    language: str
    zone: str
    place: str
    organisers: tuple[str, ...]
    funder: str
    project: str
    purpose: str
    current: str

    @property
    def timezone(self) -> ZoneInfo:
        """Return the zone in which dates and times of the agenda are meant."""
        return ZoneInfo(self.zone)


def get(read: Reader, key: str) -> Any:  # noqa: ANN401 - JSON
    """Return one fact; its default when never set or damaged (`lab check` names it); KeyError for an unknown name.

    Kept from one question to the next: clocks ask each second, and each time the room's picture is made. What is
    returned is looked at, never altered.
    """

    def make() -> Any:  # noqa: ANN401 - JSON
        return read_as(key, read.value("SELECT value FROM lab WHERE key = ?", key))

    return read.kept(("fact", key), ("lab",), make, lambda _, changed: make())


def read_as(key: str, text: str | None) -> Any:  # noqa: ANN401 - JSON
    """Return what a fact's row says, None for no row; its default where that is not what the fact holds."""
    return DEFAULTS[key] if text is None or not FACTS[key].good(text) else json.loads(text)


def facts(read: Reader) -> Facts:
    """Return the facts in one value."""
    found: Facts = read.kept("facts", ("lab",), lambda: _made(read), lambda _, changed: _made(read))
    return found


def _made(read: Reader) -> Facts:
    value: Callable[[str], Any] = lambda key: get(read, key)  # noqa: E731 - nine times the same call
    return Facts(
        value("uid"), value("title"), value("subtitle"), value("language"), value("zone"), value("place"),
        tuple(value("organisers")), value("funder"), value("project"), value("purpose"), value("current"),
    )  # fmt: skip


def put(tx: Change, key: str, value: Any) -> None:  # noqa: ANN401 - JSON
    """Set one fact; KeyError for an unknown name."""
    if key not in DEFAULTS:
        raise KeyError(key)
    text = json.dumps(value, ensure_ascii=False)
    if tx.row("SELECT 1 FROM lab WHERE key = ?", key) is None:
        tx.insert("lab", key=key, value=text)
    else:
        tx.update("lab", key, value=text)

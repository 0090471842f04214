"""Time and ids are given to a laboratory, so demos and tests are reproducible to the byte."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
Ids = Callable[[], str]

_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


def system_clock() -> datetime:
    """Return the time now, UTC."""
    return datetime.now(UTC)


class SteppingClock:
    """A clock for demos and tests: starts at a given moment and is moved by hand."""

    def __init__(self, start: datetime) -> None:
        self.now = start

    def __call__(self) -> datetime:
        """Return the moment it was moved to."""
        return self.now

    def forward(self, **amount: float) -> None:
        """Move on by a timedelta's keywords."""
        self.now += timedelta(**amount)


def random_id() -> str:
    """Return 12 characters base32 (60 bits) of the system's randomness."""
    number = secrets.randbits(60)
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(0, 60, 5))


def seeded_ids(seed: int) -> Ids:
    """Return a generator of reproducible ids; never for a real room."""
    source = random.Random(seed)

    def make() -> str:
        number = source.getrandbits(60)
        return "".join(_ALPHABET[number >> shift & 31] for shift in range(0, 60, 5))

    return make


def stamp(moment: datetime) -> str:
    """Return a moment as UTC text that sorts: YYYY-MM-DDTHH:MM:SS.mmmZ."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def moment(text: str) -> datetime:
    """Read a stamp back; ValueError if it is none."""
    return datetime.fromisoformat(text)

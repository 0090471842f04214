"""How whoever owns a laboratory waits for what takes its time: a slow place, a large file written anew.

By default it is done at once, where it was asked for. A window does it in a thread and goes on drawing meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
OPEN, BACKUP, WRITE, SCRUB = "open", "backup", "write", "scrub"
# Does the work, in any thread, and returns when it is over; raises what it raised. The word says which work; the second
# function, where there is one, ends the waiting early (any thread).
Waiter = Callable[[str, Callable[[], None], Callable[[], None] | None], None]


def at_once(_what: str, work: Callable[[], None], _give_up: Callable[[], None] | None) -> None:
    """Wait without ado."""
    work()


def waited(waiter: Waiter, what: str, work: Callable[[], T], give_up: Callable[[], None] | None = None) -> T:
    """Return what the work returns."""
    found: list[T] = []
    waiter(what, lambda: found.append(work()), give_up)
    return found[0]

"""What kinds have done when a laboratory is opened or moved, and which of their changes are written out at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from labapp.errors import UserError
from labapp.lab import Lab

if TYPE_CHECKING:
    from labapp.kinds.base import Kind


def milestones() -> frozenset[str]:
    """Return the changes after which the user's file is written at the next tick instead of five seconds later."""
    from labapp.kinds.registry import KINDS

    return frozenset(code for kind in KINDS.values() for code in kind.milestones)


def moved(lab: Lab, before: str) -> None:
    """Tell the kinds that a laboratory is kept in another file from now on."""
    for kind in _there(lab):
        kind.on_moved(lab, before)


def opened(lab: Lab) -> list[UserError]:
    """Tell the kinds, and return what they could not finish: it waits for next time and keeps no file shut."""
    failed: list[UserError] = []
    for kind in _there(lab):
        try:
            kind.on_open(lab)
        except UserError as problem:
            failed.append(problem)
    return failed


def _there(lab: Lab) -> Iterator[Kind]:
    """Yield the kinds whose tables this file has."""
    from labapp.kinds.registry import KINDS

    yield from (kind for kind in KINDS.values() if kind.owner is None or kind.owner in lab.catalogue.owners)

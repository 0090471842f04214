"""Stages of a count that were followed, so that none is followed twice: the ways of a tie meet again.

What earlier stages tell of a stage takes longest to find out, and most stages look like no other even without it. So it
is asked for only when a second one comes that looks the same, or when too many wait for that.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable

Tell = Callable[[], Hashable]
_LATE = 500  # stages: each keeps the votes of all who stand


class Seen:
    """Stages by what is known of them at once, each with who can tell more or what was told."""

    def __init__(self) -> None:
        """Begin with none."""
        self._stages: dict[Hashable, Tell | set[Hashable] | None] = {}
        self._late: deque[Hashable] = deque()

    def __contains__(self, key: Hashable) -> bool:
        """Tell whether a stage of this key was met."""
        return key in self._stages

    def add(self, key: Hashable, tell: Tell | None = None) -> bool:
        """Note a stage, False where it was met before; `tell` says what else parts it from others of its key."""
        if key not in self._stages:
            self._stages[key] = tell
            if tell is not None:
                self._late.append(key)
                if len(self._late) > _LATE:
                    self._told(self._late.popleft())
            return True
        if tell is None:
            return False
        before, told = self._told(key), tell()
        if told in before:
            return False
        before.add(told)
        return True

    def _told(self, key: Hashable) -> set[Hashable]:
        known = self._stages[key]
        if not isinstance(known, set):
            known = self._stages[key] = {known() if known is not None else ()}
        return known

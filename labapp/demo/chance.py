"""Choices of the invented laboratories: made from a seed alone, the same on every Python."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """A seeded source; uses only `random()`, whose sequence Python promises to keep."""

    def __init__(self, seed: int) -> None:
        self._next = random.Random(seed).random

    def below(self, n: int) -> int:
        """Return a whole number from 0 to n - 1."""
        return min(int(self._next() * n), n - 1)

    def between(self, low: float, high: float) -> float:
        """Return a number within the limits."""
        return low + (high - low) * self._next()

    def one_in(self, n: int) -> bool:
        """Return True about once in n times."""
        return self.below(n) == 0

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Return the items in another order."""
        return [item for _, _, item in sorted((self._next(), place, item) for place, item in enumerate(items))]

    def drawn(self, weights: Sequence[float]) -> int:
        """Return a place, the likelier the heavier it weighs."""
        mark = self._next() * sum(weights)
        for place, weight in enumerate(weights):
            mark -= weight
            if mark < 0:
                return place
        return len(weights) - 1

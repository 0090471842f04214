"""Which ideas an invented board gets: every text once, then combined with places and times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from labapp.demo.chance import Chance
from labapp.demo.texts import Texts

# One row a board, in the order of the agenda; one pool a column. A board with one column takes all of them.
BOARDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "laboratorium": (
        ("works", "fails", "unknown"),
        ("planning", "money", "information", "dreams"),
        ("legal", "who", "risks", "first"),
    ),
    "sniadanie": (("quick", "slow", "questions"),),
    "burza": (("quick", "slow"),),
    "puste": (("quick", "slow"),),
}  # fmt: skip
# Answers to a question stay what they are; only proposals make sense once more in another place.
REPEATABLE = ("planning", "money", "information", "dreams", "quick", "slow")
_SIDE_SHARE = 5  # a board without proposals gets at most a fifth of all


def shares(scenario: str, total: int, texts: Texts) -> list[dict[str, int]]:
    """Return for each board how many ideas of each pool it gets; together exactly `total`."""
    boards = BOARDS[scenario]
    main = max(range(len(boards)), key=lambda index: sum(pool in REPEATABLE for pool in boards[index]))
    left = total
    found: list[dict[str, int]] = [{} for _ in boards]
    for index, pools in enumerate(boards):
        fixed = [pool for pool in pools if pool not in REPEATABLE]
        most = total // _SIDE_SHARE
        for number, pool in enumerate(fixed):
            share = min(len(texts.pools[pool]), most // len(fixed) + (number < most % len(fixed)))
            found[index][pool] = share
            left -= share
    free = [pool for pool in boards[main] if pool in REPEATABLE]
    for number, pool in enumerate(free):
        found[main][pool] = left // len(free) + (number < left % len(free))
    return found


def supply(pool: str, count: int, texts: Texts, chance: Chance) -> Iterator[tuple[int | None, str]]:
    """Return `count` different texts of a pool, each with its place in the pool (None for a combined one)."""
    listed = texts.pools[pool]
    order = chance.shuffled(range(len(listed)))
    for number in range(count):
        turn, place = divmod(number, len(order))
        index = order[place]
        if turn == 0:
            yield index, listed[index]
        else:
            yield None, _combined(listed[index], turn - 1 + index, turn - 1, texts)


def _combined(text: str, shift: int, turn: int, texts: Texts) -> str:
    where = texts.places[shift % len(texts.places)]
    later = turn // len(texts.places)
    if later == 0:
        return texts.combined.format(text=text, place=where)
    return texts.dated.format(text=text, place=where, time=texts.times[(later - 1) % len(texts.times)])


def spread(items: Sequence[str], most: int) -> list[str]:
    """Return at most `most` items, taken evenly from the whole list."""
    if len(items) <= most:
        return list(items)
    return [items[number * len(items) // most] for number in range(most)]

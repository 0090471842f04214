"""Rows of numbers as big integers with a lane for each option: thousands of options are added or compared at once.

A lane is a machine's word wide, or several words, so that rows are packed and unpacked without a step for each number;
its highest bit stays free as a guard for comparing. Sets of options are integers with a bit for each.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator, Sequence
from itertools import compress

from labapp.counting.checks import paced
from labapp.counting.rule import Progress

EVERY = 64  # options between two words of progress: each takes up to a millisecond
_LONG = 64
_LANES = {8: "B", 16: "H", 32: "I", 64: "Q"}
_TO_DIGIT = bytes.maketrans(b"\x80\x00", b"10")
_TO_BIT = bytes.maketrans(b"01", b"\x00\x01")


def unpack(row: int, size: int, width: int) -> Sequence[int]:
    """Return the numbers of a row."""
    word = min(width, _LONG)
    parts = struct.unpack(f"<{size * width // word}{_LANES[word]}", row.to_bytes(size * width // 8, "little"))
    if width == word:
        return parts
    whole = list(parts[:: width // word])
    for shift in range(1, width // word):
        whole = [low | high << shift * word for low, high in zip(whole, parts[shift :: width // word], strict=True)]
    return whole


def lane_width(most: int) -> int:
    """Return how many bits a lane has that holds up to `most` and one bit more: a machine's word, or several."""
    bits = most.bit_length() + 1
    return next((width for width in _LANES if width >= bits), -(-bits // _LONG) * _LONG)


def turned(rows: Sequence[int], size: int, width: int, progress: Progress | None) -> list[int]:
    """Return the columns of a table of rows."""
    word = min(width, _LONG)
    each = width // word
    held = array(_LANES[word])
    for row in paced(rows, progress, size, EVERY):
        held.frombytes(row.to_bytes(size * width // 8, "little"))
    columns: list[int] = []
    for place in paced(range(size), progress, size, EVERY):
        column = array(_LANES[word], bytes(size * width // 8))
        for part in range(each):
            column[part::each] = held[place * each + part :: size * each]
        columns.append(int.from_bytes(column.tobytes(), "little"))
    return columns


def wider(above: int, below: int, guards: int, size: int, width: int) -> int:
    """Return a bit for each lane in which the first row has more than the second; `guards` are the lanes' highest."""
    if not size:
        return 0
    more = guards & ~((below | guards) - above)
    step = width // 8
    return int(more.to_bytes(size * step, "little")[step - 1 :: step].translate(_TO_DIGIT)[::-1], 2)


def members(bits: int) -> Iterator[int]:
    """Return the places of the bits that are set, lowest first."""
    if bits.bit_count() * 8 > bits.bit_length():
        digits = bin(bits)[:1:-1].encode().translate(_TO_BIT)
        return compress(range(len(digits)), digits)
    return _few(bits)


def _few(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest

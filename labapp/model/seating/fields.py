"""A first seating in which nobody meets twice, where arithmetic gives one for nothing.

Put people into columns of G. With arithmetic of a finite field of G elements, table `j + r·i` for the person in row j
of column i makes any two people of different columns meet exactly once in G rounds; column 0 stays where it is, so it
is the hosts'. For G that is no power of a prime, remainders are used: not perfect, but a good place to begin.
"""

from __future__ import annotations

from collections.abc import Callable

_MODULUS = {4: 0b111, 8: 0b1011, 16: 0b10011}


def line(tables: int) -> Callable[[int, int, int], int]:
    """Return `(row, column, round) -> table`."""
    if tables in _MODULUS:
        modulus = _MODULUS[tables]
        return lambda row, column, turn: row ^ _times_two(column % tables, turn % tables, tables, modulus)
    if tables == 9:
        return lambda row, column, turn: _plus_nine(row, _times_nine(column % 9, turn % 9))
    return lambda row, column, turn: (row + column * turn) % tables


def _times_two(one: int, two: int, size: int, modulus: int) -> int:
    """Multiply polynomials over two elements."""
    product = 0
    while two:
        if two & 1:
            product ^= one
        one <<= 1
        if one & size:
            one ^= modulus
        two >>= 1
    return product


def _plus_nine(one: int, two: int) -> int:
    return (one // 3 + two // 3) % 3 * 3 + (one + two) % 3


def _times_nine(one: int, two: int) -> int:
    """Multiply a + b·i over three elements, where i·i = -1; numbers are 3·b + a."""
    a, b, c, d = one % 3, one // 3, two % 3, two // 3
    return (a * d + b * c) % 3 * 3 + (a * c - b * d) % 3

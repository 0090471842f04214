"""Amounts of money in words of a language: grouped, to the cent, never rounded to nothing."""

from __future__ import annotations

from fractions import Fraction

from labapp.wording.saying import NBSP, grouped
from labapp.wording.translate import Translator

_HALF = Fraction(1, 2)


def money(_: Translator, value: int | Fraction, currency: str = "PLN", up: Fraction = _HALF) -> str:
    """Write an amount to the cent, whole ones without cents; złoty after the number, other currencies by their code.

    What is below a cent keeps its first two digits, for it is not nothing. `up` is added before the rest is cut off.
    """
    amount, places = abs(Fraction(value)), 2
    while 0 < amount * 10**places < 1:
        places += 1
    places += places > 2
    rounded = int(amount * 10**places + up)
    whole, part = divmod(rounded, 10**places)
    comma = "," if _.language == "pl" else "."
    digits = f"{part:0{places}d}"
    decimals = digits if places == 2 else digits.rstrip("0")
    text = grouped(_, str(whole), value < 0) + (comma + decimals if part else "")
    return f"{text}{NBSP}{'zł' if currency == 'PLN' else currency}"

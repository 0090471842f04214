"""Sentences about sectors side by side: code -> sentence; titles of sectors come in the same mapping as of options."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from labapp.wording.saying import Names, Sentence, figure
from labapp.wording.translate import Translator

_PERCENTS = ("people", "dots", "points")
Params = Mapping[str, Any]


def support(_: Translator, unit: str, value: Fraction) -> str:
    """Write support by its unit: percents as whole numbers, grades and places to two digits; compared by eye.

    Nearly nobody is not nobody, and nearly all are not all.
    """
    if unit in _PERCENTS and 0 < value < Fraction(1, 2):
        return _("<{number}%", number=1)
    if unit in _PERCENTS and Fraction(199, 2) <= value < 100:
        return _(">{number}%", number=99)
    if unit in _PERCENTS:
        return _("{number}%", number=figure(_, _rounded(value, 1)))
    return figure(_, _rounded(value, 100))


def gap(_: Translator, unit: str, high: Fraction, low: Fraction) -> str:
    """Write the difference of two supports as it is between their figures: people subtract what they see."""
    if unit not in _PERCENTS:
        return figure(_, abs(_rounded(high, 100) - _rounded(low, 100)))
    n = _shown(high) - _shown(low)
    return _("{n} pp", n=n) if n or high == low else _("<{n} pp", n=1)


def _shown(percent: Fraction) -> int:
    """Return the whole number that stands for a percentage, also behind "<" and ">"."""
    if percent < Fraction(1, 2):
        return 0
    return 99 if Fraction(199, 2) <= percent < 100 else int(_rounded(percent, 1))


def _rounded(value: Fraction, parts: int) -> Fraction:
    return Fraction(int(value * parts + Fraction(1, 2)), parts)


def sector(t: Names, name: str) -> str:
    """Return the title of a sector, which stands without quotation marks."""
    return t.titles.get(name) or name


def _gap(_: Translator, p: Params, t: Names) -> str:
    k = {
        "option": t.one(p["option"]),
        "high": sector(t, p["high"]),
        "high_figure": support(_, p["unit"], p["high_figure"]),
        "low": sector(t, p["low"]),
        "low_figure": support(_, p["unit"], p["low_figure"]),
        "gap": gap(_, p["unit"], p["high_figure"], p["low_figure"]),
    }
    if p["unit"] == "dots":
        return _("{option}: {high} {high_figure} of dots, {low} {low_figure} – the largest gap ({gap}).", **k)
    if p["unit"] == "points":
        return _("{option}: {high} {high_figure} of points, {low} {low_figure} – the largest gap ({gap}).", **k)
    if p["unit"] == "grade":
        return _("{option}: {high} {high_figure}, {low} {low_figure} – the largest gap ({gap} on the scale).", **k)
    if p["unit"] == "place":
        return _("{option}, mean place: {high} {high_figure}, {low} {low_figure} – the largest gap ({gap}).", **k)
    return _("{option}: {high} {high_figure}, {low} {low_figure} – the largest gap ({gap}).", **k)


def _ground(_: Translator, p: Params, t: Names) -> str:
    k = {"options": t.all(p["options"]), "figure": support(_, p["unit"], p["figure"])}
    if p["unit"] == "grade":
        return _("Common ground: {options}; the lowest grade in any sector is {figure}.", **k)
    if p["unit"] == "place":
        return _("Common ground: {options}; the worst mean place in any sector is {figure}.", **k)
    if p["unit"] == "dots":
        return _("Common ground: {options}; the lowest share of dots in any sector is {figure}.", **k)
    if p["unit"] == "points":
        return _("Common ground: {options}; the lowest share of points in any sector is {figure}.", **k)
    return _("Common ground: {options}; the lowest support in any sector is {figure}.", **k)


def _dissent(_: Translator, p: Params, t: Names) -> str:
    options = t.all(p["options"])
    if p["sector"] is None:
        return _("Whole room: opinions are strongly divided on {options}.", options=options)
    return _("{sector}: opinions are strongly divided on {options}.", sector=sector(t, p["sector"]), options=options)


SENTENCES: dict[str, Sentence] = {"sector-gap": _gap, "common-ground": _ground, "strong-dissent": _dissent}

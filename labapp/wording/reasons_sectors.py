"""Sentences about sectors side by side: code -> sentence; titles of sectors come in the same mapping as of options."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from labapp.wording.saying import Names, Sentence, figure, joined, people
from labapp.wording.translate import Translator

Params = Mapping[str, Any]


def _share(_: Translator, share: Fraction) -> str:
    """Write a share in whole percents: here it is compared by eye."""
    return _("{number}%", number=figure(_, int(share * 100 + Fraction(1, 2))))


def _name(t: Names, sector: str) -> str:
    return t.titles.get(sector) or sector


def _gap(_: Translator, p: Params, t: Names) -> str:
    return _(
        "{option}: most support in the sector {high} ({high_share}), least in {low} ({low_share}).",
        option=t.one(p["option"]),
        high=_name(t, p["high"]),
        high_share=_share(_, p["high_share"]),
        low=_name(t, p["low"]),
        low_share=_share(_, p["low_share"]),
    )


def _dissent(_: Translator, p: Params, t: Names) -> str:
    option = t.one(p["option"])
    if p["criterion"]:
        option = _("{option}, criterion “{criterion}”", option=option, criterion=p["criterion"])
    params = {"option": option, "people": people(_, p["people"])}
    if p["sector"] is None:
        return _("{option}: opinions are strongly divided ({people}); the mean alone says little.", **params)
    return _(
        "{option}: opinions are strongly divided within the sector {sector} ({people}).",
        sector=_name(t, p["sector"]),
        **params,
    )


SENTENCES: dict[str, Sentence] = {
    "sector-gap": _gap,
    "common-ground": lambda _, p, t: _(
        "Common ground: {options}; support in every sector is at least {share}.",
        options=t.all(p["options"]),
        share=_share(_, p["share"]),
    ),
    "strong-dissent": _dissent,
    "sectors-withheld": lambda _, p, t: _(
        "Too few ballots to show these sectors apart: {sectors}.",
        sectors=joined(_, [_name(t, sector) for sector in p["sectors"]]),
    ),
}

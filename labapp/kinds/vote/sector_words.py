"""Sectors side by side in words: the same figures, gaps and sentences on the console and in the report."""

from __future__ import annotations

from collections.abc import Mapping

from labapp.counting.sector_support import GRADE, PLACE
from labapp.kinds.vote import figure_words, groups
from labapp.kinds.vote.cells import Cell
from labapp.kinds.vote.result import Bar, Result, decimals
from labapp.wording import reasons
from labapp.wording.reasons_sectors import gap, support
from labapp.wording.translate import Translator


def name(sectors: tuple[str, ...], names: Mapping[str, str], _: Translator) -> str:
    """Return the name of a sector, or of several counted together."""
    return " + ".join(names.get(sector, _("no sector")) for sector in sectors)


def score(cell: Cell, bar: Bar, found: Result, _: Translator) -> str:
    """Return what a sector (or several) gave one option, said as the whole result says it."""
    option = bar.choice.id
    steps, score = cell.steps.get(option, ()), cell.scores.get(option, 0)
    return figure_words.score(steps, score, found.round.terms, _, decimals(found))


def figure(cell: Cell, bar: Bar, found: Result, _: Translator) -> str:
    """Return the same with the share it is of that sector, which is what can be compared between sectors."""
    said = score(cell, bar, found, _)
    share = cell.support.get(bar.choice.id)
    if share is None or found.between is None:
        return said
    scale = found.between.scale
    value = support(_, scale.unit, scale.figure(share))
    if scale.unit == GRADE:
        said = value
    elif scale.unit == PLACE:
        said = _("{votes}, mean place {place}", votes=said, place=value)
    else:
        said = f"{said} · {value}"
    return f"{said} · {divided(_)}" if bar.choice.id in cell.divided else said


def divided(_: Translator) -> str:
    """Return the word beside a mean that hides a quarrel."""
    return _.context("opinions", "divided")


def distance(found: Result, option: str, _: Translator) -> str:
    """Return the gap between the sectors on one option, as it is between the figures that stand beside it."""
    between = found.between
    shares = [cell.support[option] for cell in found.by_sector if option in cell.support]
    if between is None or option not in between.gaps:
        return "–"
    scale = between.scale
    return gap(_, scale.unit, scale.figure(max(shares)), scale.figure(min(shares)))


def lowest(found: Result, option: str, _: Translator) -> str:
    """Return the lowest support of any sector."""
    between = found.between
    if between is None or option not in between.lowest:
        return "–"
    return support(_, between.scale.unit, between.scale.figure(between.lowest[option]))


def ground_title(unit: str, _: Translator) -> str:
    """Return the words over options ordered by what the sector that likes them least thinks of them."""
    if unit == PLACE:
        return _("Common ground: the worst mean place in any sector")
    if unit == GRADE:
        return _("Common ground: the lowest grade in any sector")
    return _("Common ground: the lowest support in any sector")


def ground_heads(unit: str, _: Translator) -> tuple[str, str]:
    """Return the heads of such a table: the figure, and the sectors it is of."""
    if unit == PLACE:
        return _("Worst mean place"), _("Where it is worst")
    if unit == GRADE:
        return _("Lowest grade"), _.context("grade", "Where it is lowest")
    return _("Lowest support"), _("Where it is lowest")


def least(found: Result, option: str) -> list[Cell]:
    """Return the sectors whose support is the lowest."""
    value = found.between.lowest.get(option) if found.between is not None else None
    return [cell for cell in found.by_sector if value is not None and cell.support.get(option) == value]


def turnout(cell: Cell, _: Translator) -> str:
    """Return how many of a sector voted."""
    return figure_words.progress(cell.voted, cell.entitled, cell.exact, _)


def alone(cell: Cell, found: Result, names: Mapping[str, str], _: Translator) -> str:
    """Return what would have come out had only this sector voted."""
    terms = found.round.terms
    titles = {bar.choice.id: bar.choice.title for bar in found.bars}
    said = figure_words.verdict(
        [titles[option] for option in cell.won], [titles[option] for option in cell.tied], terms=terms,
        single=len(found.bars) == 1, tie=groups.tie_head((), _), _=_,
    )  # fmt: skip
    return f"{name(cell.sectors, names, _)} – {said}"


def sentences(found: Result, names: Mapping[str, str], _: Translator) -> list[str]:
    """Return what lies between the sectors, one sentence each."""
    if found.between is None:
        return []
    titles = {bar.choice.id: bar.choice.title for bar in found.bars}
    titles |= {cell.name: name(cell.sectors, names, _) for cell in found.by_sector}
    return [reasons.sentence(reason, _, titles) for reason in found.between.reasons]


def by_gap(found: Result) -> list[Bar]:
    """Return the options with the largest gap first."""
    gaps = found.between.gaps if found.between is not None else {}
    return sorted(found.bars, key=lambda bar: -gaps.get(bar.choice.id, -1))


def by_ground(found: Result) -> list[Bar]:
    """Return the options in the order of their lowest support, what all sectors share first."""
    levels = found.between.ground if found.between is not None else ()
    place = {option: n for n, level in enumerate(levels) for option in level}
    return sorted(found.bars, key=lambda bar: place.get(bar.choice.id, len(place)))

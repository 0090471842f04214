"""Sectors side by side in the report: figures with their gap, what each would have chosen, what they have in common."""

from __future__ import annotations

from collections.abc import Mapping

from labapp.changes import Reader
from labapp.content.nodes import Items, Node, Paragraph, Table
from labapp.kinds.vote import sector_words
from labapp.kinds.vote.result import Result
from labapp.kinds.vote.section_figures import agreement_by_sector
from labapp.model import people
from labapp.wording.translate import Translator


def nodes(read: Reader, found: Result, _: Translator) -> list[Node]:
    """Return what may be said by sector; nothing where a result has no sectors."""
    if not found.by_sector:
        return []
    names = {sector.id: sector.name for sector in people.sectors(read, retired=True)}
    made: list[Node] = [_table(found, names, _)]
    chart = agreement_by_sector(found, [sector_words.name(cell.sectors, names, _) for cell in found.by_sector], _)
    made += [] if chart is None else [chart]
    if any(len(cell.sectors) > 1 for cell in found.by_sector):
        said = _("Sectors with fewer than {n} votes are counted together.", n=found.round.terms.minimum_cell)
        made.append(Paragraph(said, "quiet"))
    if said_between := sector_words.sentences(found, names, _):
        made.append(Items(tuple(said_between)))
    made.append(Paragraph(_("If one sector alone had voted"), "strong"))
    made.append(Items(tuple(sector_words.alone(cell, found, names, _) for cell in found.by_sector)))
    made += _ground(found, names, _)
    return made


def _table(found: Result, names: Mapping[str, str], _: Translator) -> Table:
    cells, between = found.by_sector, found.between
    header = [_("Option"), *(sector_words.name(cell.sectors, names, _) for cell in cells)]
    rows = [[bar.choice.title, *(sector_words.figure(cell, bar, found, _) for cell in cells)] for bar in found.bars]
    last = [_("Voted"), *(sector_words.turnout(cell, _) for cell in cells)]
    if between is not None:
        header.append(_("Gap"))
        last.append("")
        for row, bar in zip(rows, found.bars, strict=True):
            row.append(sector_words.distance(found, bar.choice.id, _))
    lines = (*(tuple(row) for row in rows), tuple(last))
    beside = len(header) - 1
    first = 0.34 if beside < 5 else 0.28  # names of sectors are long words: they get what the options can spare
    widths = (first, *[(1 - first) / beside] * beside)
    return Table(tuple(header), lines, widths, caption=_("By sector"), numeric=tuple(range(1, len(header))))


def _ground(found: Result, names: Mapping[str, str], _: Translator) -> list[Node]:
    between = found.between
    if between is None or not between.lowest:
        return []
    rows = tuple(
        (bar.choice.title, sector_words.lowest(found, bar.choice.id, _),
         ", ".join(sector_words.name(cell.sectors, names, _) for cell in sector_words.least(found, bar.choice.id)))
        for bar in sector_words.by_ground(found)
        if bar.choice.id in between.lowest
    )  # fmt: skip
    unit = between.scale.unit
    header = (_("Option"), *sector_words.ground_heads(unit, _))
    caption = sector_words.ground_title(unit, _)
    return [Table(header, rows, (0.5, 0.2, 0.3), caption=caption, numeric=(1,))]

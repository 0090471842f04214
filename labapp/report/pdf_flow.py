"""Keeps what belongs together on one page: headings with what they head, a chart of ordinary height in one piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportlab.platypus import CondPageBreak, LongTable, TableStyle
from reportlab.platypus.flowables import Flowable

_BEGINNING = 72.0  # points of what follows a heading that have to stand below it: a few lines, some rows of a table
_LOW_TABLE = 150.0  # points: a higher one is rather parted than pushed to the next page
_HIGHEST = 1e6
_LEAVING = 3  # rows at least before a table gives one away, so that the last is not alone on the next page


class Rows(LongTable):  # type: ignore[misc] # reportlab has no types
    """A table whose last row is not alone on a page."""

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Break between rows; what would leave one row over breaks a row earlier."""
        parts: list[Flowable] = super().split(available_width, available_height)
        if len(parts) != 2 or parts[1]._nrows > 2 or parts[0]._nrows <= _LEAVING:
            return parts
        less = sum(self._rowHeights[: parts[0]._nrows - 1])
        earlier = super().split(available_width, less)
        # There is room for one row below: without a break of its own the rest would begin there.
        return [earlier[0], CondPageBreak(available_height), earlier[1]] if len(earlier) == 2 else parts


def begun(rows: Sequence[Sequence[Flowable]], widths: Sequence[float], look: TableStyle) -> float:
    """Return how high the header of a table and its first row are: what has to stand below a heading."""
    return float(LongTable(rows[:2], colWidths=widths, style=look).wrap(sum(widths), _HIGHEST)[1])


def leads(flowable: Flowable) -> Flowable:
    """Mark a heading, a caption or a question: alone at the foot of a page it would head nothing."""
    flowable.leads = True
    return flowable


def kept(flowables: Iterable[Flowable], width: float) -> Iterator[Flowable]:
    """Yield the flowables, with a page break wherever what leads would part from what it leads."""
    waiting: list[Flowable] = []
    for flowable in flowables:
        if getattr(flowable, "leads", False):
            waiting.append(flowable)
            continue
        whole = getattr(flowable, "whole", False)
        if waiting or whole:
            yield CondPageBreak(sum(_height(item, width) for item in waiting) + _begun(flowable, width, whole))
        yield from waiting
        yield flowable
        waiting = []
    if waiting:  # a section that ends with a heading: still whole on one page
        yield CondPageBreak(sum(_height(item, width) for item in waiting))
        yield from waiting


def _begun(flowable: Flowable, width: float, whole: bool) -> float:
    most = _LOW_TABLE if isinstance(flowable, LongTable) else _HIGHEST
    if whole and (high := _height(flowable, width)) <= most:
        return high
    if isinstance(flowable, LongTable):
        # To lay out hundreds of rows only to learn that they are higher would cost as much again.
        return max(_BEGINNING, getattr(flowable, "begun", 0.0))
    return min(_height(flowable, width), _BEGINNING)


def _height(flowable: Flowable, width: float) -> float:
    before = flowable.getSpaceBefore() + flowable.getSpaceAfter()
    return float(flowable.wrap(width, _HIGHEST)[1] + before)

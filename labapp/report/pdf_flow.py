"""Keeps what belongs together on one page: headings with what they head, a chart of ordinary height in one piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportlab.platypus import CondPageBreak, LongTable
from reportlab.platypus.flowables import Flowable

_BEGINNING = 72.0  # points of what follows a heading that have to stand below it: a few lines, some rows of a table
_LOW_TABLE = 150.0  # points: a higher one is rather parted than pushed to the next page
_HIGHEST = 1e6


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
        return _BEGINNING  # to lay out hundreds of rows only to learn that they are higher would cost as much again
    return min(_height(flowable, width), _BEGINNING)


def _height(flowable: Flowable, width: float) -> float:
    before = flowable.getSpaceBefore() + flowable.getSpaceAfter()
    return float(flowable.wrap(width, _HIGHEST)[1] + before)

"""What a reader in the back row would complain about, computed from a display list without looking at pixels."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from ui.stage.display import BarItem, DisplayList, Item, PathItem, PieItem, RectItem, ShapeItem, TextItem
from ui.stage.geometry import Rect
from ui.theme import GROUNDS, MAX_STAGE_SIZES, Pair, Token, Use

Code = Literal["clipped", "overlap", "small", "outside", "pair", "ground", "sizes", "covered"]
_SLACK = 1.5


@dataclass(frozen=True, slots=True)
class Problem:
    """One complaint: what is wrong and with which text."""

    code: Code
    about: str


def check(display: DisplayList) -> list[Problem]:
    """Return all complaints about a picture; an empty list means everybody can read everything that is shown."""
    screen = Rect(0, 0, *display.size)
    problems = [Problem("outside", _name(item)) for item in display.items if not screen.holds(_bounds(item), _SLACK)]
    for index, item in enumerate(display.items):
        problems.extend(_check_pair(item))
        if isinstance(item, TextItem):
            problems.extend(_check_text(item, display, display.items[:index]))
    texts = [item for item in display.texts if item.text.strip()]
    problems.extend(
        Problem("overlap", f"{_name(one)} / {_name(two)}")
        for one, two in combinations(texts, 2)
        if one.extent.meets(two.extent, _SLACK)
    )
    sizes = sorted({item.size for item in texts})
    if len(sizes) > MAX_STAGE_SIZES:
        problems.append(Problem("sizes", ", ".join(map(str, sizes))))
    return problems


def _check_text(item: TextItem, display: DisplayList, before: tuple[Item, ...]) -> list[Problem]:
    found: list[Problem] = []
    extent = item.extent
    if extent.w > item.rect.w + _SLACK or extent.h > item.rect.h + _SLACK:
        found.append(Problem("clipped", _name(item)))
    if item.size < display.smallest:
        found.append(Problem("small", f"{_name(item)}: {item.size} < {display.smallest}"))
    if _ground_under(extent, display, before) is not item.pair.ground:
        found.append(Problem("ground", f"{_name(item)}: {item.pair.name}"))
    if any(_painted(other).meets(extent, _SLACK) for other in display.items if _is_mark(other)):
        found.append(Problem("covered", _name(item)))
    return found


def _check_pair(item: Item) -> list[Problem]:
    if isinstance(item, RectItem):
        good = item.ground in GROUNDS
    elif isinstance(item, TextItem):
        good = _declared(item.pair) and item.pair.use is Use.STAGE
    else:
        good = _declared(item.pair) and item.pair.use in (Use.SHAPE, Use.DECOR)
    return [] if good else [Problem("pair", _name(item))]


def _declared(pair: object) -> bool:
    return isinstance(pair, Pair)


def _ground_under(extent: Rect, display: DisplayList, before: tuple[Item, ...]) -> Token | None:
    """Return the one ground all of the text stands on; None where it straddles an edge."""
    for item in reversed(before):
        if isinstance(item, RectItem) and item.rect.meets(extent, _SLACK):
            return item.ground if item.rect.holds(extent, _SLACK) else None
    return display.ground


def _is_mark(item: Item) -> bool:
    return isinstance(item, BarItem | ShapeItem | PieItem)


def _painted(item: Item) -> Rect:
    rect = _bounds(item)
    return rect.left(rect.w * item.part) if isinstance(item, BarItem) else rect


def _bounds(item: Item) -> Rect:
    if isinstance(item, PathItem):
        xs, ys = [x for x, _ in item.points], [y for _, y in item.points]
        return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)) if xs else Rect(0, 0, 0, 0)
    return item.extent if isinstance(item, TextItem) and item.text else item.rect


def _name(item: Item) -> str:
    if isinstance(item, TextItem):
        return f"{item.role} {item.text[:40]!r}"
    return type(item).__name__

"""Sorting on the stage: one card as large as fits, numbered groups below it, how many cards wait."""

from __future__ import annotations

from dataclasses import replace

from labapp.kinds.board.stage import SortScene
from labapp.wording.nouns import noun
from ui.kinds.board.paint import question
from ui.kinds.board.paint_cards import footer, words
from ui.stage.display import Item, Sheet, line_height
from ui.stage.fitting import largest, longest_word, text_item, text_width, wrap
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.stage.pieces import hint, note, note_height
from ui.theme import Pair, Weight

_MOST = 9  # groups, as many as there are keys; more of them turn the page
_WAYS = ((3, 1), (3, 2), (2, 1), (2, 2), (3, 3), (2, 3))  # names side by side, lines of each
_LINES = 6  # of all names; the rest of the screen is the card's


def layout(scene: SortScene, area: Rect, look: Look) -> Sheet:
    """Lay out the card above and a page of groups below."""
    items, rest = question(scene.question, area, look, 2)
    line = line_height(look.small)
    across, tall = _way(scene, rest, look)
    step = line * tall + look.gap // 2
    pages = max(1, -(-len(scene.groups) // _MOST))
    rows = -(-min(_MOST, len(scene.groups)) // across)
    below = rows * step + line + 2 * look.gap
    items += _card(scene, rest.top(rest.h - below), look)
    y = rest.bottom - below + look.gap
    items.append(_waiting(scene, Rect(rest.x, y, rest.w, line), look))
    first = look.page_of(pages) * _MOST
    cells = rest.columns(across, look.gap * 2)
    for place, group in enumerate(scene.groups[first : first + _MOST]):
        cell = cells[place % across]
        at = Rect(cell.x, y + line + look.gap // 2 + place // across * step, cell.w, line * tall)
        items += _group(group, at, look)
    return Sheet(items, pages)


def _way(scene: SortScene, rest: Rect, look: Look) -> tuple[int, int]:
    """Return how many names stand side by side in how many lines: the least in which all of them are whole."""
    count = min(_MOST, len(scene.groups))
    for across, tall in _WAYS:
        width = rest.columns(across, look.gap * 2)[0].w
        if -(-count // across) * tall <= _LINES and all(_whole(group, width, tall, look) for group in scene.groups):
            return across, tall
    return _WAYS[1]


def _whole(group: tuple[int, str, int], width: float, tall: int, look: Look) -> bool:
    words, room = _name(group, look), width - _value_width(group, look)
    if longest_word(words, look.small, Weight.BOLD) > room:
        return False
    return not wrap(words, look.small, int(room), Weight.BOLD, max_lines=tall).cut


def _card(scene: SortScene, area: Rect, look: Look) -> list[Item]:
    _ = look.translate
    if scene.card is None:
        return hint(area, _("All cards are sorted."), look)
    look = replace(look, shapes=bool(scene.card.mark))
    small = footer(scene.card, look)
    width = min(area.w, area.w * 0.5 + look.unit * 0.4)
    size = largest(
        look.steps, lambda s: note_height(words(scene.card), s, width, look, footer=small) <= area.h - look.gap  # type: ignore[arg-type]
    )
    room = area.h - look.gap - note_height("", size, width, look, footer=small) + line_height(size)
    most = max(1, int(room // line_height(size)))
    height = note_height(words(scene.card), size, width, look, footer=small, max_lines=most)
    rect = Rect(area.x + (area.w - width) / 2, area.y + max(0.0, (area.h - height) / 2), width, height)
    return note(
        rect, words(scene.card), size, look, mark=scene.card.mark, colour=scene.card.color, footer=small,
        max_lines=most,
    )  # fmt: skip


def _waiting(scene: SortScene, line: Rect, look: Look) -> Item:
    _ = look.translate
    text = _("Still to be sorted: {count}", count=noun(scene.noun).counted(_, scene.waiting)) if scene.waiting else ""
    return text_item(line, text, look.small, Pair.QUIET_ON_PAPER, align="center", role="waiting", max_lines=1)


def _name(group: tuple[int, str, int], look: Look) -> str:
    number, title, _count = group
    return f"{number}\u00a0\u00a0{title or look.translate('Untitled column')}"


def _value_width(group: tuple[int, str, int], look: Look) -> float:
    return text_width(f"  {group[2]}", look.small, Weight.BOLD) + 1


def _group(group: tuple[int, str, int], cell: Rect, look: Look) -> list[Item]:
    width = _value_width(group, look)
    named = text_item(cell.left(cell.w - width), _name(group, look), look.small, weight=Weight.BOLD, role="group",
                      even=True)  # fmt: skip
    value = Rect(named.extent.right, named.rect.y, width, line_height(look.small))
    return [
        named,
        text_item(value, str(group[2]), look.small, Pair.QUIET_ON_PAPER, weight=Weight.BOLD, align="end", role="value",
                  max_lines=1),
    ]  # fmt: skip

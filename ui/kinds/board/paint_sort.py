"""Sorting on the stage: one card as large as fits, numbered groups below it, how many cards wait."""

from __future__ import annotations

from dataclasses import replace

from labapp.kinds.board.stage import SortScene
from labapp.wording.nouns import noun
from ui.kinds.board.paint import question
from ui.kinds.board.paint_cards import footer, words
from ui.stage.display import Item, Sheet, line_height
from ui.stage.fitting import largest, text_item, text_width
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.stage.pieces import hint, note, note_height
from ui.theme import Pair, Weight

_ACROSS = 3
_ROWS = 3  # nine groups, as many as there are keys; more of them turn the page


def layout(scene: SortScene, area: Rect, look: Look) -> Sheet:
    """Lay out the card above and a page of groups below."""
    items, rest = question(scene.question, area, look, 2)
    line = line_height(look.small)
    tall = 2 if len(scene.groups) <= _ACROSS * 2 else 1  # few groups: their names may take two lines
    step = line * tall + look.gap // 2
    pages = max(1, -(-len(scene.groups) // (_ACROSS * _ROWS)))
    tall_line = line * tall
    rows = min(_ROWS, -(-len(scene.groups) // _ACROSS))
    below = rows * step + line + 2 * look.gap
    items += _card(scene, rest.top(rest.h - below), look)
    y = rest.bottom - below + look.gap
    items.append(_waiting(scene, Rect(rest.x, y, rest.w, line), look))
    first = look.page_of(pages) * _ACROSS * _ROWS
    cells = rest.columns(_ACROSS, look.gap * 2)
    for place, group in enumerate(scene.groups[first : first + _ACROSS * _ROWS]):
        cell = cells[place % _ACROSS]
        at = Rect(cell.x, y + line + look.gap // 2 + place // _ACROSS * step, cell.w, tall_line)
        items += _group(group, at, look)
    return Sheet(items, pages)


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


def _group(group: tuple[int, str, int], cell: Rect, look: Look) -> list[Item]:
    _ = look.translate
    number, title, count = group
    width = text_width(f"  {count}", look.small, Weight.BOLD) + 1
    untitled = _("Untitled column")
    named = text_item(
        cell.left(cell.w - width), f"{number}  {title or untitled}", look.small, weight=Weight.BOLD, role="group",
        max_lines=2,
    )  # fmt: skip
    value = Rect(named.extent.right, named.rect.y, width, line_height(look.small))
    return [
        named,
        text_item(value, str(count), look.small, Pair.QUIET_ON_PAPER, weight=Weight.BOLD, align="end", role="value",
                  max_lines=1),
    ]  # fmt: skip

"""The talk's scene: the question as large as it fits, the clock below it."""

from __future__ import annotations

from labapp.kinds.talk.stage import TalkScene
from ui.stage.display import Item, line_height
from ui.stage.fitting import fit_item, text_item
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.stage.pieces import big_clock
from ui.theme import Pair, Weight


def layout(scene: TalkScene, area: Rect, look: Look) -> list[Item]:
    """Place title, question and clock; without a question the title takes its place."""
    items: list[Item] = []
    if scene.question:
        head = text_item(area, scene.title, look.body, Pair.QUIET_ON_PAPER, role="title", max_lines=1)
        items.append(head)
        area = area.below(head.rect.h + look.gap)
    if look.timer is not None:
        clock = line_height(look.clock) + line_height(look.body)
        if clock > area.h * 0.5:
            clock = line_height(look.title) + line_height(look.body)
        items.extend(big_clock(Rect(area.x, area.bottom - clock, area.w, clock), look.timer, look))
        area = area.top(area.h - clock - 2 * look.gap)
    sizes = [size for size in look.steps if size >= look.body]
    role = "question" if scene.question else "title"
    words = scene.question or scene.title
    items.append(fit_item(area, words, sizes, weight=Weight.SEMIBOLD, valign="middle", role=role, even=True))
    return items

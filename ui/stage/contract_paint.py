"""The group's contract on the room's screen: its points, as large as all of them fit, else in pages."""

from __future__ import annotations

from labapp.stage.scenes import ContractScene
from ui.stage.display import Item, Sheet
from ui.stage.fitting import largest, text_item, wrap
from ui.stage.flow import split_pages
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.stage.pieces import headline
from ui.theme import Weight


def layout(scene: ContractScene, area: Rect, look: Look) -> Sheet:
    """Place the heading and one paragraph a point; never below the body size."""
    _ = look.translate
    items, rest = headline(_.context("stage", "Our contract"), area, look)
    width, gap = int(rest.w), 2 * look.gap

    def heights(size: int) -> list[float]:
        return [min(float(wrap(point, size, width, Weight.SEMIBOLD).height), rest.h) for point in scene.points]

    sizes = [size for size in look.steps if look.body <= size <= look.title] or [look.body]
    size = largest(sizes, lambda s: sum(heights(s)) + gap * (len(scene.points) - 1) <= rest.h)
    runs = split_pages(heights(size), rest.h, gap)
    made: list[Item] = list(items)
    y = rest.y
    for index in runs[look.page_of(len(runs))] if runs else ():
        item = text_item(Rect(rest.x, y, rest.w, rest.bottom - y), scene.points[index], size, weight=Weight.SEMIBOLD,
                         role="point")  # fmt: skip
        made.append(item)
        y = item.rect.bottom + gap
    return Sheet(made, max(1, len(runs)))

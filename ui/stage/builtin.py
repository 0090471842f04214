"""Layouts of the scenes that belong to no kind: title, dark, break, test card."""

from __future__ import annotations

from dataclasses import replace

from labapp.stage.scenes import BlankScene, BreakScene, TestCardScene, TitleScene
from ui.stage.display import BarItem, Item, TextItem, line_height
from ui.stage.fitting import fit_item, text_item, wrap
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.stage.pieces import big_clock
from ui.theme import Pair, Weight


def title(scene: TitleScene, area: Rect, look: Look) -> list[Item]:
    """The title, quietly; what comes next below it; the organisers at the foot.

    With large letters not everything has room: then organisers, subtitle and the next point go, in this order.
    """
    organisers = " · ".join(scene.organisers)
    under = _under_title(scene, look)
    if look.corner is not None:
        area = area.below(look.corner.bottom - area.y)
    variants = [(organisers, under), ("", under), ("", under[-1:]), ("", [])]
    for foot, lines in variants:
        items = _title_block(scene.title, lines, foot, area, look)
        if items is not None:
            return items
    return [text_item(area, scene.title, look.body, weight=Weight.BOLD, role="title")]


def _title_block(words: str, lines: list[tuple[str, int, str]], foot: str, area: Rect, look: Look) -> list[Item] | None:
    """Return title, rule, lines below and foot, or None when the title does not show whole."""
    items: list[Item] = []
    if foot:
        height = min(2, len(wrap(foot, look.small, int(area.w)).lines)) * line_height(look.small)
        low = Rect(area.x, area.bottom - height, area.w, height)
        items.append(text_item(low, foot, look.small, Pair.QUIET_ON_PAPER, role="organisers"))
        area = area.top(area.h - height - 2 * look.gap)
    under = [text_item(area, text, size, role=role, max_lines=2) for text, size, role in lines]
    below = 5 * look.gap + look.edge + sum(item.rect.h + look.gap for item in under)
    sizes = [size for size in look.steps if size >= look.body]
    room = area.top(area.h - below)
    main = fit_item(room, words, sizes, weight=Weight.BOLD, role="title", even=True)
    if main.cut or main.rect.h > room.h or room.h < line_height(main.size):
        return None
    down = (room.h - main.rect.h) * 0.4  # a little above the middle
    items.append(_moved(main, down))
    y = main.rect.bottom + down + 2 * look.gap
    items.append(BarItem(Rect(area.x, y, look.unit / 6, look.edge), 1.0))
    y += look.edge + 3 * look.gap
    for item in under:
        items.append(_moved(item, y - item.rect.y))
        y += item.rect.h + look.gap
    return items


def _moved(item: TextItem, down: float) -> TextItem:
    return replace(item, rect=item.rect._replace(y=item.rect.y + down))


def _under_title(scene: TitleScene, look: Look) -> list[tuple[str, int, str]]:
    _ = look.translate
    lines = [(scene.subtitle, look.small, "subtitle")] if scene.subtitle else []
    if scene.next_activity and scene.next_at:
        text = _("Next, at {time}: {activity}", time=scene.next_at, activity=scene.next_activity)
        lines.append((text, look.body, "next"))
    elif scene.next_activity:
        lines.append((_("Next: {activity}", activity=scene.next_activity), look.body, "next"))
    return lines


def blank(scene: BlankScene, area: Rect, look: Look) -> list[Item]:
    """Nothing; the frame leaves the screen dark."""
    return []


def pause(scene: BreakScene, area: Rect, look: Look) -> list[Item]:
    """When we resume, as large as a clock, and with what; the running timer below."""
    _ = look.translate
    items: list[Item] = []
    upper = area.inset(0, area.h * 0.06)
    head = text_item(upper, scene.title or _("Break"), look.title, weight=Weight.SEMIBOLD, align="center", max_lines=1)
    items.append(head)
    rest = upper.below(head.rect.h + 2 * look.gap)
    word = text_item(rest, _("We resume at"), look.body, Pair.QUIET_ON_PAPER, align="center", max_lines=1)
    items.append(word)
    rest = rest.below(word.rect.h)
    time = text_item(rest, scene.resume_at, look.clock, weight=Weight.BOLD, align="center", role="clock", max_lines=1)
    items.append(time)
    rest = rest.below(time.rect.h + look.gap)
    if scene.goes_on or scene.next_activity:
        back, coming = scene.goes_on, scene.next_activity
        text = _("Back to: {activity}", activity=back) if back else _("Next: {activity}", activity=coming)
        item = text_item(rest, text, look.body, align="center", role="next", max_lines=2)
        items.append(item)
        rest = rest.below(item.rect.h + look.gap)
    if look.timer is not None and rest.h > line_height(look.title) + line_height(look.body):
        items.extend(big_clock(rest.top(line_height(look.title) + line_height(look.body)), look.timer, look))
    return items


def test_card(scene: TestCardScene, area: Rect, look: Look) -> list[Item]:
    """One line at the size in question, the instruction at a size everybody can read."""
    _ = look.translate
    part = scene.steps[scene.step % len(scene.steps)]
    size = max(look.small, round(look.unit * part))
    ask = text_item(
        area, _("Last row: please read this aloud"), look.title, Pair.QUIET_ON_PAPER, align="center", max_lines=2
    )
    rest = area.below(ask.rect.h + 2 * look.gap)
    sample = _("Quick zebras jump over 12 lazy oxen")
    step = scene.step % len(scene.steps) + 1
    foot = text_item(
        Rect(area.x, area.bottom - line_height(look.body), area.w, line_height(look.body)),
        _("Size {step} of {steps}", step=step, steps=len(scene.steps)),
        look.body, Pair.QUIET_ON_PAPER, align="center", max_lines=1,
    )  # fmt: skip
    middle = rest.top(rest.h - foot.rect.h - look.gap)
    return [ask, text_item(middle, sample, size, align="center", valign="middle", role="sample"), foot]

"""The reasons of a result for the room: large where they are few; where they are many, long titles once a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from labapp.kinds.vote.stage import VoteResult
from labapp.kinds.vote.why import Told
from labapp.wording.saying import NBSP, Names
from labapp.wording.translate import Translator
from ui.stage.display import Item, line_height
from ui.stage.fitting import LONGEST, text_item, wrap
from ui.stage.geometry import Rect
from ui.stage.look import Look

_FEW = 2
"""So many pages of reasons are turned gladly; beyond, or where one would do, letters get smaller; and where that is not
enough titles are not said over again."""
_NEXT = " "  # between two sentences of one paragraph
_LONG = 30
"""Letters; a shorter title is said each time, for its number would hardly be shorter."""


def reason_pages(scene: VoteResult, area: Rect, look: Look) -> list[list[Item]]:
    """Return the reasons, as many to a page as it holds; one longer than a page goes on on the next.

    Nobody in the room turns back a page: an option that is named by its number has its title on the same one.
    """
    large, plain = (list(_filled(scene, size, area, look, once=False)) for size in (look.body, look.small))
    if len(large) < 2 or (len(plain) > 1 and len(large) <= _FEW):
        return [_placed(page, look.body, area, look) for page in large]
    said = plain if len(plain) <= _FEW else list(_filled(scene, look.small, area, look, once=True))
    return [_placed(page, look.small, area, look) for page in said]


def _filled(scene: VoteResult, size: int, area: Rect, look: Look, *, once: bool) -> Iterator[list[str]]:
    """Return the sentences of each page; `once`: with long titles only where a page names an option first."""
    titles = {bar.number: bar.title for bar in scene.bars}
    page: list[str] = []
    used, named = 0.0, set[int]()
    for told in _joined(scene.reasons):
        said, now = _said(told, titles, named if once else None, look.translate)
        high = wrap(said, size, int(area.w)).height
        if page and used + look.gap + high > area.h:
            yield page
            page, used = [], 0.0
            said, now = _said(told, titles, set() if once else None, look.translate)
            high = wrap(said, size, int(area.w)).height
        *whole, said = _pieces(said, size, area)
        yield from ([piece] for piece in whole)
        page.append(said)
        used += wrap(said, size, int(area.w)).height + (look.gap if used else 0)
        named = named | now if len(page) > 1 else now
    if page:
        yield page


def _joined(reasons: Sequence[Told]) -> Iterator[Told]:
    """Put what goes on about the same option into one paragraph."""
    open_: Told = ()
    for told in reasons:
        about = [part for part in open_ if isinstance(part, int)]
        if len(set(about)) == 1 and told[:1] == (about[0],):
            open_ = (*open_, _NEXT, *told)
            continue
        if open_:
            yield open_
        open_ = told
    if open_:
        yield open_


def _pieces(said: str, size: int, area: Rect) -> list[str]:
    """Return a sentence in pieces no higher than a page, also one of more letters than are measured at once."""
    lines = [line for part in _measured(said) for line in wrap(part, size, int(area.w)).lines]
    most = max(1, int(area.h // line_height(size)))
    return [" ".join(lines[start : start + most]) for start in range(0, len(lines), most)]


def _measured(said: str) -> Iterator[str]:
    while len(said) > LONGEST:
        end = said.rfind(" ", 0, LONGEST) + 1 or LONGEST
        yield said[:end].rstrip()
        said = said[end:]
    yield said


def _said(told: Told, titles: dict[int, str], named: set[int] | None, _: Translator) -> tuple[str, set[int]]:
    """Return a sentence and which options it has named by their titles; all by titles alone where `named` is None."""
    now: set[int] = set()
    parts: list[str] = []
    for part in told:
        if isinstance(part, str):
            parts.append(part)
            continue
        title = Names({"": titles.get(part, str(part))}, _).one("")
        if named is not None and len(titles.get(part, "")) > _LONG:
            number = _("no. {n}", n=part).replace(" ", NBSP)
            number = number if parts and parts[-1] != _NEXT else number[:1].upper() + number[1:]
            title = number if part in named | now else f"{number} {title}"
            now.add(part)
        parts.append(title)
    return "".join(parts), now


def _placed(said: Sequence[str], size: int, area: Rect, look: Look) -> list[Item]:
    items: list[Item] = []
    rest = area
    for sentence in said:
        item = text_item(rest, sentence, size, role="reason")
        items.append(item)
        rest = rest.below(item.rect.h + look.gap)
    return items

"""The vote on the stage: what is asked and how, how many have voted, and, once announced, who won and by how much."""

from __future__ import annotations

from collections.abc import Sequence

from labapp.kinds.vote import words
from labapp.kinds.vote.stage import Numbered, VoteBefore, VoteClosed, VoteOpen
from labapp.kinds.vote.terms import Terms
from labapp.wording.translate import Translator
from ui.stage.display import Item, Sheet, line_height
from ui.stage.fitting import fit_item, largest, text_item, text_width, wrap
from ui.stage.flow import split_pages
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.stage.pieces import headline
from ui.theme import Pair, Weight


def before(scene: VoteBefore, area: Rect, look: Look) -> Sheet:
    """Lay out what a vote says of itself before it opens, beside its options or, when they are many, before them."""
    _ = look.translate
    lines = [
        (words.character(scene.terms.character, _), words.no_decision(_)),
        (_("Entitled"), words.entitled(scene.terms, scene.entitled, _)),
        *_ways(scene.terms, _),
        (_("Decided"), words.rule_line(scene.terms, _) + " " + words.tie_line(_)),
        (_("Secrecy"), words.secrecy(scene.terms, _)),
    ]
    if scene.repeats:
        lines.insert(0, (_("Repeated"), scene.repeats))
    return _asked(scene.question, scene.options, lines, "", area, look)


def opened(scene: VoteOpen, area: Rect, look: Look) -> Sheet:
    """Lay out an open vote: how to vote and how many have, never what."""
    _ = look.translate
    lines = [
        *_ways(scene.terms, _),
        (words.character(scene.terms.character, _), words.no_decision(_)),
        (_("Decided"), words.rule_line(scene.terms, _)),
        (_("Secrecy"), words.secrecy(scene.terms, _)),
    ]
    said = words.progress(scene.voted, scene.entitled, scene.exact, _)
    return _asked(scene.question, scene.options, lines, said, area, look)


def closed(scene: VoteClosed, area: Rect, look: Look) -> list[Item]:
    """Say that the vote has ended and how many voted; the result is still the moderator's."""
    _ = look.translate
    items, rest = headline(scene.question, area, look)
    said = _("This vote will be repeated.") if scene.void else _("The vote has ended.")
    progress = words.progress(scene.voted, scene.entitled, scene.exact, _)
    size = look.title
    step = line_height(size)
    top = rest.y + max(0.0, (rest.h - step - line_height(look.body)) / 2)
    line = Rect(rest.x, top, rest.w, step)
    items.append(text_item(line, said, size, weight=Weight.SEMIBOLD, align="center", role="status", max_lines=1))
    below = Rect(rest.x, line.bottom, rest.w, line_height(look.body))
    text = _("Voted: {progress}", progress=progress)
    items.append(text_item(below, text, look.body, Pair.QUIET_ON_PAPER, align="center", role="progress", max_lines=1))
    return items


def _ways(terms: Terms, _: Translator) -> list[tuple[str, str]]:
    return [(_("How to vote"), words.how(terms, _)), (_("Where to vote"), words.where(terms, _))]


def _asked(
    question: str, options: Sequence[Numbered], lines: list[tuple[str, str]], progress: str, area: Rect, look: Look
) -> Sheet:
    """Options left and terms right where both fit, else terms first and the options on pages of their own."""
    counted = line_height(look.title) + look.gap if progress else 0.0
    listed_height = sum(_option_height(option, look.body, area.w, look) + look.gap for option in options)
    items, rest = _head(question, area, look, max(_terms_height(lines, area.w, look), listed_height) + counted)
    if progress:
        items += _progress(progress, rest, look)
        rest = rest.below(counted)
    gap = look.gap * 3
    left, right = rest.left(rest.w * 0.5 - gap / 2), rest.after(rest.w * 0.5 + gap / 2)
    if options and _terms_height(lines, right.w, look) <= right.h:
        for size in (look.body, look.small):
            heights = [_option_height(option, size, left.w, look) for option in options]
            if sum(heights) + look.gap * (len(heights) - 1) <= left.h:
                listed = _options(options, size, left, look)
                return Sheet([*items, *listed, *_terms(lines, right, look)])
    pages = [_terms(page, rest, look) for page in _terms_pages(lines, rest, look)]
    pages += [_options(page, look.body, rest, look) for page in _options_pages(options, rest, look)]
    return Sheet([*items, *pages[look.page_of(len(pages))]], len(pages))


def _head(text: str, area: Rect, look: Look, needed: float) -> tuple[list[Item], Rect]:
    """Place the question as large as leaves room for what must stand below it on the same page."""
    corner = look.corner
    width = area.w if corner is None else corner.x - area.x - 2 * look.gap
    least = 0.0 if corner is None else corner.bottom - area.y

    def taken(size: int) -> float:
        return max(least, wrap(text, size, int(width), Weight.SEMIBOLD, 5).height) + look.gap * 2

    size = largest([s for s in look.steps if s >= look.body], lambda s: taken(s) + needed <= area.h)
    item = text_item(Rect(area.x, area.y, width, area.h), text, size, weight=Weight.SEMIBOLD, role="title", max_lines=5)
    return [item], area.below(max(least, item.rect.h) + look.gap * 2)


def _progress(text: str, area: Rect, look: Look) -> list[Item]:
    _ = look.translate
    width = text_width(text, look.title, Weight.BOLD) + 2
    box = Rect(area.x, area.y, width, line_height(look.title))
    said = Rect(box.right + look.gap * 2, area.y, area.w - width - look.gap * 2, box.h)
    word = text_item(said, _("have voted"), look.body, Pair.QUIET_ON_PAPER, valign="middle", role="status", max_lines=1)
    return [text_item(box, text, look.title, weight=Weight.BOLD, role="progress", max_lines=1), word]


def _terms_height(lines: Sequence[tuple[str, str]], width: float, look: Look) -> float:
    return sum(_term_height(line, width, look) + look.gap for line in lines) - look.gap


def _term_height(line: tuple[str, str], width: float, look: Look) -> float:
    return wrap(f"{line[0]}: {line[1]}", look.small, int(width)).height


def _terms(lines: Sequence[tuple[str, str]], area: Rect, look: Look) -> list[Item]:
    items: list[Item] = []
    for line in lines:
        item = text_item(area, f"{line[0]}: {line[1]}", look.small, role="term")
        items.append(item)
        area = area.below(item.rect.h + look.gap)
    return items


def _terms_pages(lines: list[tuple[str, str]], area: Rect, look: Look) -> list[list[tuple[str, str]]]:
    heights = [_term_height(line, area.w, look) for line in lines]
    return [[lines[index] for index in page] for page in split_pages(heights, area.h, look.gap)]


def _number_width(look: Look, size: int) -> float:
    return text_width("888", size, Weight.BOLD) + look.gap * 2


def _option_height(option: Numbered, size: int, width: float, look: Look) -> float:
    return wrap(option.title, size, int(width - _number_width(look, size)), max_lines=3).height


def _options_pages(options: Sequence[Numbered], area: Rect, look: Look) -> list[list[Numbered]]:
    heights = [_option_height(option, look.body, area.w, look) for option in options]
    return [[options[index] for index in page] for page in split_pages(heights, area.h, look.gap)]


def _options(options: Sequence[Numbered], size: int, area: Rect, look: Look) -> list[Item]:
    items: list[Item] = []
    for option in options:
        height = _option_height(option, size, area.w, look)
        wide = _number_width(look, size)
        number = Rect(area.x, area.y, wide - look.gap * 2, line_height(size))
        items.append(
            text_item(number, str(option.number), size, weight=Weight.BOLD, align="end", role="number", max_lines=1)
        )
        title = Rect(area.x + wide, area.y, area.w - wide, height)
        items.append(fit_item(title, option.title, (size,), role="option"))
        area = area.below(height + look.gap)
    return items

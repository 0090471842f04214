"""The vote on the stage: what is asked and how, how many have voted, and, once announced, who won and by how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from labapp.kinds.vote import figure_words, tie_words, words
from labapp.kinds.vote.stage import Numbered, VoteBefore, VoteClosed, VoteOpen
from labapp.kinds.vote.terms import Terms
from labapp.wording.translate import Translator
from ui.kinds.vote.paint_options import option_cut, option_items, shared_out
from ui.kinds.vote.paint_question import LINES, head, terms_height, terms_items, terms_pages
from ui.stage.display import Item, Sheet, line_height
from ui.stage.fitting import largest, reads_well, text_item, text_width, wrap
from ui.stage.geometry import Rect
from ui.stage.look import Look
from ui.theme import Pair, Weight

_ALONE_LINES = 8
"""The lines a question may take where nothing else is voted on."""
_ASKED = 0.45
"""The share of their column that a question in the smallest letters may take from its options."""
_OPTIONS = 0.66
"""The share of the screen that question and options take while how to vote stands beside them."""


def before(scene: VoteBefore, area: Rect, look: Look) -> Sheet:
    """Lay out what a vote says of itself before it opens: its options with the short of it, then every word of it."""
    _ = look.translate
    terms = [
        (words.character(scene.terms.character, _), words.no_decision(_)),
        (_("Entitled"), words.entitled(scene.terms, scene.entitled, _)),
        *_ways(scene.terms, len(scene.options), _),
        (_("Decided"), " ".join(filter(None, (words.rule_line(scene.terms, _), tie_words.agreed(scene.terms, _))))),
        (_("Secrecy"), words.secrecy(scene.terms, _)),
    ]
    terms = _within(terms)
    first = [words.entitled(scene.terms, scene.entitled, _)]
    note = ""
    if scene.repeats:
        terms.insert(0, (_("Repeated"), scene.repeats))
        note = _("Repeated because: {reason}", reason=scene.repeats)
    short = [*first, *_short(scene.terms, len(scene.options), _)]
    asked = _Asked(scene.question, _titled(scene, look), terms, short, 2, note=note, alone=_alone(scene))
    return _sheet(asked, area, look, every_word=True)


def opened(scene: VoteOpen, area: Rect, look: Look) -> Sheet:
    """Lay out an open vote: what can be chosen beside how many have voted, never what."""
    _ = look.translate
    terms = [
        *_ways(scene.terms, len(scene.options), _),
        (words.character(scene.terms.character, _), words.no_decision(_)),
        (_("Decided"), words.rule_line(scene.terms, _)),
        (_("Secrecy"), words.secrecy(scene.terms, _)),
    ]
    said = figure_words.progress(scene.voted, scene.entitled, scene.exact, _)
    asked = _Asked(
        scene.question, _titled(scene, look), _within(terms), _short(scene.terms, len(scene.options), _), 1,
        said, _("have voted"), alone=_alone(scene),
    )  # fmt: skip
    return _sheet(asked, area, look, every_word=False)


def closed(scene: VoteClosed, area: Rect, look: Look) -> list[Item]:
    """Say that the vote has ended and how many voted; the result is still the moderator's."""
    _ = look.translate
    items, rest = head(scene.question, area, look, line_height(look.title) + line_height(look.body))
    said = _("This vote will be repeated.") if scene.void else _("The vote has ended.")
    progress = figure_words.progress(scene.voted, scene.entitled, scene.exact, _)
    size = look.title
    step = line_height(size)
    top = rest.y + max(0.0, (rest.h - step - line_height(look.body)) / 2)
    line = Rect(rest.x, top, rest.w, step)
    items.append(text_item(line, said, size, weight=Weight.SEMIBOLD, align="center", role="status", max_lines=1))
    below = Rect(rest.x, line.bottom, rest.w, line_height(look.body))
    text = _("Voted: {progress}", progress=progress)
    items.append(text_item(below, text, look.body, Pair.QUIET_ON_PAPER, align="center", role="progress", max_lines=1))
    return items


@dataclass(frozen=True)
class _Asked:
    """What a vote shows while its options stand: each part at its longest and at its shortest."""

    question: str
    options: Sequence[Numbered]
    terms: list[tuple[str, str]]
    """Every word of the terms, a line each."""
    short: list[str]
    """The short lines beside the options, most needed first: how and where to vote, then what else was agreed."""
    needed: int
    """How many of them must stand beside the options; the others may go into the line at the foot."""
    progress: str = ""
    progress_word: str = ""
    note: str = ""
    """A quiet line under the question."""
    alone: bool = False
    """Whether the question is all that is voted on, so that nothing is listed below it."""


def _within(lines: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return sentences as they go on behind their name and a colon."""
    return [(name, said[:1].lower() + said[1:]) for name, said in lines]


def _ways(terms: Terms, count: int, _: Translator) -> list[tuple[str, str]]:
    how = " ".join(filter(None, (words.how(terms, _, count), words.criteria(terms, _))))
    return [(_("How to vote"), how), (_("Where to vote"), words.where(terms, _))]


def _alone(scene: VoteBefore | VoteOpen) -> bool:
    """Tell whether the one motion says what the question says: a room reads it once."""
    said = [" ".join(option.title.split()) for option in scene.options]
    return scene.terms.form_id == "answers" and said == [" ".join(scene.question.split())]


def _titled(scene: VoteBefore | VoteOpen, look: Look) -> list[Numbered]:
    """Return the options with what each of them costs, where money is voted on; none that is the question itself."""
    if _alone(scene):
        return []
    return [replace(o, title=words.titled(o.title, o.cost, scene.terms, look.translate)) for o in scene.options]


def _short(terms: Terms, count: int, _: Translator) -> list[str]:
    place = words.where(terms, _)
    criteria = words.criteria(terms, _).rstrip(".")
    return [
        *filter(None, (words.how(terms, _, count), criteria)), place[:1].upper() + place[1:],
        words.brief_character(terms.character, _),
        words.brief_secrecy(terms, _), words.rule_line(terms, _).rstrip("."),
    ]  # fmt: skip


def _sheet(asked: _Asked, area: Rect, look: Look, *, every_word: bool) -> Sheet:
    """Question and options left, the short words right of them on every page, under the timer; the rest of them below.

    Where letters are so large that nothing stands beside the options, everything comes in turn.
    """
    left, right = area.left(area.w * _OPTIONS), area.after(area.w * _OPTIONS + look.gap * 3)
    if look.corner is not None:
        right = right.below(look.corner.bottom - area.y + look.gap)
    fitting = [k for k in range(len(asked.short), asked.needed - 1, -1) if _beside_fits(asked, k, area, right, look)]
    if not (asked.options or asked.alone) or not fitting:
        return _in_turn(asked, area, look)
    low = _strip_height(asked.short[fitting[0] :], area, look)
    if _asked_cut(asked, look.small, left.top(left.h - low - look.gap), look):
        return _in_turn(asked, area, look)
    items: list[Item] = [*_side(asked, fitting[0], right, look), *_strip(asked.short[fitting[0] :], area, look)]
    left = left.top(left.h - low - look.gap)
    asking, size = _sizes(asked, left, look)
    question = text_item(
        left, asked.question, asking, weight=Weight.SEMIBOLD, role="title", even=True,
        max_lines=_asked_lines(asked, asking, left, look),
    )  # fmt: skip
    rest = left.below(_asked_height(asked, asking, left, look) + look.gap * 2)
    if option_cut(asked.options, size, rest, look):
        return _in_turn(asked, area, look)
    if asked.note:
        under = left.below(question.rect.h)
        items.append(text_item(under, asked.note, look.small, Pair.QUIET_ON_PAPER, role="note", max_lines=2))
    pages = [
        [*items, question, *option_items(asked.options, run, size, rest, look)]
        for run in shared_out(asked.options, size, rest, look) or [range(0)]
    ]
    if every_word:
        top, room = head(asked.question, area, look, terms_height(asked.terms, area.w, look))
        pages += [[*top, *terms_items(page, room, look)] for page in terms_pages(asked.terms, room, look)]
    return Sheet(pages[look.page_of(len(pages))], len(pages))


def _sizes(asked: _Asked, area: Rect, look: Look) -> tuple[int, int]:
    """Return the sizes of question and options: the largest at which one page holds all, else small for many pages."""

    def together(asking: int, size: int) -> bool:
        high = _asked_height(asked, asking, area, look)
        runs = shared_out(asked.options, size, area.below(high + look.gap * 2), look)
        return len(runs) <= 1 and high + line_height(size) * 2 <= area.h and not _asked_cut(asked, asking, area, look)

    for size in (look.body, look.small):
        fitting = [asking for asking in look.steps if together(asking, size)]
        well = [s for s in fitting if s >= look.body and reads_well(asked.question, s, int(area.w), Weight.SEMIBOLD)]
        if fitting:
            return (well or fitting)[0], size
    fits = wrap(asked.question, look.body, int(area.w), Weight.SEMIBOLD, 3).height <= line_height(look.body) * 2
    return (look.body if fits else look.small), look.small


def _asked_lines(asked: _Asked, size: int, area: Rect, look: Look) -> int:
    """Return how many lines a question may take: in the smallest letters as many as leave room for the rest."""
    usual = _ALONE_LINES if asked.alone else LINES
    share = 1.0 if asked.alone else _ASKED
    return max(usual, int(area.h * share // line_height(size))) if size == look.small else usual


def _asked_cut(asked: _Asked, size: int, area: Rect, look: Look) -> bool:
    return wrap(asked.question, size, int(area.w), Weight.SEMIBOLD, _asked_lines(asked, size, area, look)).cut


def _asked_height(asked: _Asked, size: int, area: Rect, look: Look) -> float:
    note = wrap(asked.note, look.small, int(area.w), max_lines=2).height if asked.note else 0
    most = _asked_lines(asked, size, area, look)
    return wrap(asked.question, size, int(area.w), Weight.SEMIBOLD, most).height + note


def _beside_fits(asked: _Asked, count: int, area: Rect, right: Rect, look: Look) -> bool:
    low = _strip_height(asked.short[count:], area, look)
    return _side_height(asked, count, right.w, look) <= right.h - low - look.gap and low <= area.h / 3


def _strip_text(lines: Sequence[str]) -> str:
    return " · ".join(lines)


def _strip_height(lines: Sequence[str], area: Rect, look: Look) -> float:
    return wrap(_strip_text(lines), look.small, int(area.w)).height if lines else 0.0


def _strip(lines: Sequence[str], area: Rect, look: Look) -> list[Item]:
    if not lines:
        return []
    high = _strip_height(lines, area, look)
    box = Rect(area.x, area.bottom - high, area.w, high)
    return [text_item(box, _strip_text(lines), look.small, Pair.QUIET_ON_PAPER, role="term", even=True)]


def _in_turn(asked: _Asked, area: Rect, look: Look) -> Sheet:
    """Terms first and the options on pages of their own."""
    counted = line_height(look.title) + look.gap if asked.progress else 0.0
    items, rest = head(asked.question, area, look, terms_height(asked.terms, area.w, look) + counted)
    if asked.progress:
        items = [*items, *_progress(asked, rest, look)]
        rest = rest.below(counted)
    pages = [terms_items(page, rest, look) for page in terms_pages(asked.terms, rest, look)]
    size = look.small if option_cut(asked.options, look.body, rest, look) else look.body
    runs = shared_out(asked.options, size, rest, look)
    pages += [option_items(asked.options, run, size, rest, look) for run in runs]
    return Sheet([*items, *pages[look.page_of(len(pages))]], len(pages))


def _progress(asked: _Asked, area: Rect, look: Look) -> list[Item]:
    width = text_width(asked.progress, look.title, Weight.BOLD) + 2
    box = Rect(area.x, area.y, width, line_height(look.title))
    said = Rect(box.right + look.gap * 2, area.y, area.w - width - look.gap * 2, box.h)
    word = text_item(
        said, asked.progress_word, look.body, Pair.QUIET_ON_PAPER, valign="middle", role="status", max_lines=1
    )
    return [text_item(box, asked.progress, look.title, weight=Weight.BOLD, role="progress", max_lines=1), word]


def _side(asked: _Asked, count: int, area: Rect, look: Look) -> list[Item]:
    """The count as large as everything here may be, its word, and how and where to vote."""
    items: list[Item] = []
    if asked.progress:
        said = text_item(area, asked.progress, _count_size(asked, area.w, look), weight=Weight.BOLD, role="progress")
        word = text_item(area.below(said.rect.h), asked.progress_word, look.small, Pair.QUIET_ON_PAPER, role="status")
        items += [said, word]
        area = area.below(said.rect.h + word.rect.h + look.gap * 2)
    for line in asked.short[:count]:
        item = text_item(area, line, look.small, role="term")
        items.append(item)
        area = area.below(item.rect.h + look.gap)
    return items


def _count_size(asked: _Asked, width: float, look: Look) -> int:
    return largest((look.title, look.body), lambda s: text_width(asked.progress, s, Weight.BOLD) <= width)


def _side_height(asked: _Asked, count: int, width: float, look: Look) -> float:
    high = sum(wrap(line, look.small, int(width)).height + look.gap for line in asked.short[:count])
    if asked.progress:
        size = _count_size(asked, width, look)
        high += wrap(asked.progress, size, int(width), Weight.BOLD).height + look.gap * 2
        high += wrap(asked.progress_word, look.small, int(width)).height
    return high

"""Columns of a table as wide as their words: reportlab and word processors break a word that is too long anywhere.

What a column lacks is taken from those with room to spare. Where all are narrow, the words of the header are set
smaller, and only then broken, with a hyphen and never one or two letters alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from reportlab.pdfbase.pdfmetrics import stringWidth

from labapp.content import nodes as n
from labapp.report import faces, style
from labapp.wording.saying import NBSP

HEAD_FACE, FACE = "Inter-SemiBold", "Inter"
SIZE = style.BODY - 1.2
PADDING = 8.0  # points: both sides of a cell
_SMALLEST = 0.8  # of the header's size
_ROWS = 40  # looked at: what is longer has its like among them
_WORD = 0.3  # of the table at most for the sake of one word
_LEAST = 3  # letters on either side of a hyphen
_SPACES = re.compile(r"[ \t\n]+")  # what is tied by a no-break space is one word
_WORDS = re.compile(r"[^ \t\n]+")
_NAME = re.compile(r"[„“(]?(?=.{,60}$)[^\W\d_]+(?:-[^\W\d_]+)*[”,;:.!?)]*")  # a word; an address gets no hyphens
_WIDEST = 12.0  # points: a letter of Inter in this size is hardly ever wider
_VOWELS = frozenset("aąeęioóuy")


def shares(table: n.Table, width: float) -> tuple[float, ...]:
    """Return each column's share of a width in points, so that as many words as can be stay whole."""
    had = [share * width for share in table.shares]
    needed = [min(need, _WORD * width) for need in _needs(table)]
    lacking = sum(max(0.0, need - have) for need, have in zip(needed, had, strict=True))
    spare = sum(max(0.0, have - need) for need, have in zip(needed, had, strict=True))
    if not lacking or not spare:
        return table.shares
    given = min(1.0, spare / lacking)  # part of what is lacking that can be given
    taken = min(1.0, lacking / spare)
    made = [
        have + given * (need - have) if need > have else have - taken * (have - need)
        for need, have in zip(needed, had, strict=True)
    ]
    return tuple(part / width for part in made)


def header(texts: Sequence[str], widths: Sequence[float]) -> tuple[list[str], float]:
    """Return the words over columns of such widths, broken where nothing else helps, and the size they are set in."""
    faces.register()
    rooms = [width - PADDING for width in widths]
    most = _crowding(texts, rooms)
    if most * _SMALLEST > 1:  # rather "Etap" above "12" than a word of four letters in two
        texts = [text.replace(NBSP, "\n") for text in texts]
        most = _crowding(texts, rooms)
    size = SIZE * max(_SMALLEST, min(1.0, 1 / most))
    return [_broken(text, room, size) for text, room in zip(texts, rooms, strict=True)], size


def fitted(text: str, room: float) -> str:
    """Return a cell's words for such a room: what is tied and does not fit is untied, a long word gets hyphens.

    Left alone, the writer breaks inside a figure ("19,6" and "3") and inside a name, without a hyphen.
    """
    faces.register()
    if len(text) * _WIDEST <= room:
        return text
    return _WORDS.sub(lambda found: _apart(found.group(), room) if _wide(found.group()) > room else found.group(), text)


def _apart(together: str, room: float) -> str:
    """Return words that are tied in parts no wider than the room, as far as words allow."""
    first, *rest = together.split(NBSP)
    lines = [first]
    for word in rest:
        longer = f"{lines[-1]}{NBSP}{word}"
        if _wide(longer) <= room:
            lines[-1] = longer
        elif len(lines[-1]) == 1 and _NAME.fullmatch(word):
            lines[-1] = _hyphened(longer, room)  # "w Szczebrzeszynie-": the letter keeps its word
        else:
            lines.append(word)
    return " ".join(_hyphened(line, room) if _NAME.fullmatch(line) else line for line in lines)


def _hyphened(word: str, room: float) -> str:
    """Return a word in lines that end with its own hyphen or else with a syllable; without either it stays as it is."""
    lines: list[str] = []
    while _wide(word) > room:
        ends = range(_LEAST, len(word) - _LEAST + 1)
        own = [word[:end] for end in ends if word[end - 1] == "-"]
        made = [word[:end] + "-" for end in ends if _syllable(word, end)]
        fitting = [part for part in own if _wide(part) <= room] or [part for part in made if _wide(part) <= room]
        if not fitting:
            break
        lines.append(fitting[-1])
        word = word[len(fitting[-1]) - (fitting[-1] not in own) :]
    return "\n".join([*lines, word])


def _wide(text: str) -> float:
    return float(stringWidth(text, FACE, SIZE))


def _crowding(texts: Sequence[str], rooms: Sequence[float]) -> float:
    """Return how much wider than its room the widest word is."""
    return max((_longest(text, HEAD_FACE) / room for text, room in zip(texts, rooms, strict=True)), default=1.0)


def _needs(table: n.Table) -> list[float]:
    faces.register()
    columns = [list(column) for column in zip(*table.rows[:_ROWS], strict=False)] or [[]] * len(table.header)
    return [
        max(_longest(head, HEAD_FACE), *(_longest(cell, FACE) for cell in cells), 0.0) + PADDING + 0.5
        for head, cells in zip(table.header, columns, strict=False)
    ]


@lru_cache(maxsize=4096)
def _longest(text: str, face: str) -> float:
    return max((float(stringWidth(word, face, SIZE)) for word in _SPACES.split(text[:400])), default=0.0)


def _broken(text: str, room: float, size: float) -> str:
    return _WORDS.sub(lambda word: _parted(word.group(), room, size), text)


def _parted(word: str, room: float, size: float) -> str:
    lines: list[str] = []
    while stringWidth(word, HEAD_FACE, size) > room:
        fitting = [end for end in range(_LEAST, len(word) - _LEAST + 1)
                   if stringWidth(word[:end] + "-", HEAD_FACE, size) <= room]  # fmt: skip
        ends = [end for end in fitting if _syllable(word, end)] or fitting
        if not ends:
            break  # hardly any room at all: the writer breaks it where it must
        lines.append(word[: ends[-1]] + "-")
        word = word[ends[-1] :]
    return "\n".join([*lines, word])


def _syllable(word: str, end: int) -> bool:
    """Tell whether a syllable ends after so many letters: before a consonant that follows a vowel."""
    before, after = word[end - 1].lower(), word[end].lower()
    return before in _VOWELS and after.isalpha() and after not in _VOWELS

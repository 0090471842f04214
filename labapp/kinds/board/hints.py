"""Near-duplicates among ideas, as hints only: pure work on texts, beside the window, tuned for Polish inflection.

Words are folded and gathered into families by their beginnings ("ścieżka", "ścieżek", "ścieżkami"), rare families
bring pairs of ideas together, and rapidfuzz compares what remains. Nothing is ever merged from here.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from labapp.jobs import Progress
from labapp.wording.folding import fold

LEAST = 74.0
"""Below this score two ideas are different things that share words."""
MOST = 200
"""More hints than this nobody reads; the best are kept."""

_WORD = re.compile(r"[0-9a-z]+")
_SHORT = frozenset(
    _WORD.findall(
        "a aby albo ale bo by byc czy dla do i ich ile in jak jest juz ktore ktory ktorych lub ma miec na nad nie o od"
        " oraz po pod przed przez przy raz sa sie so tak te tez to tych tym u w we wiecej z za ze"
        " and at for of on the with"
    )
)
_COMMON = 0.08  # a family in more than this part of the ideas brings nobody together
_OTHER_NUMBER = 20.0
_LETTERS = 600  # what comes later in a long text says nothing about its being the same idea


@dataclass(frozen=True)
class Hint:
    """Two ideas that may be one, and how alike they are (0–100)."""

    one: str
    other: str
    score: float


@dataclass(frozen=True)
class Texts:
    """What the job gets: ideas in order, and pairs that were told apart already."""

    ideas: tuple[tuple[str, str], ...]
    refused: frozenset[frozenset[str]] = frozenset()


def find(values: Texts, progress: Progress) -> list[Hint]:
    """Return likely duplicates, the likeliest first."""
    progress.step(0, 3)
    bags = [_words(text) for _, text in values.ideas]
    families = _families({word for bag in bags for word in bag})
    kept = [sorted({families[word] for word in bag}) for bag in bags]
    progress.step(1)
    pairs = _pairs(kept, progress)
    progress.step(2)
    found = [
        Hint(values.ideas[one][0], values.ideas[other][0], score)
        for one, other in pairs
        if frozenset((values.ideas[one][0], values.ideas[other][0])) not in values.refused
        and (score := likeness(kept[one], kept[other])) >= LEAST
    ]
    progress.step(3)
    return sorted(found, key=lambda hint: (-hint.score, hint.one, hint.other))[:MOST]


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Return how alike two lists of families are: whole sets and parts of sets count alike, a single word not."""
    if not one or not other:
        return 0.0
    left, right = " ".join(one), " ".join(other)
    whole = fuzz.token_sort_ratio(left, right)
    part = fuzz.token_set_ratio(left, right) if min(len(one), len(other)) > 1 else whole
    numbers = [{word for word in words if word[0].isdigit()} for words in (one, other)]
    apart = all(numbers) and not numbers[0] & numbers[1]  # school 3 is not school 13
    return (2 * whole + part) / 3 - (_OTHER_NUMBER if apart else 0)


def _words(text: str) -> list[str]:
    words = [word for word in _WORD.findall(fold(text[:_LETTERS])) if word not in _SHORT]
    return words or _WORD.findall(fold(text[:_LETTERS]))


def _families(words: Iterable[str]) -> dict[str, str]:
    """Return the head of each word's family: neighbours in the alphabet that differ only in their endings."""
    heads: dict[str, str] = {}
    head = ""
    for word in sorted(words):
        if not head or not akin(head, word):
            head = word
        heads[word] = head
    return heads


def akin(one: str, other: str) -> bool:
    """Tell whether two folded words look like forms of one: a long common beginning, short endings."""
    if one == other:
        return True
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    tails = (len(one) - shared, len(other) - shared)
    if shared < 3 or one[:1].isdigit() or max(tails) > 4:
        return False
    return shared >= 0.6 * min(len(one), len(other)) and max(tails) <= max(2, shared - 1)


def _pairs(kept: Sequence[Sequence[str]], progress: Progress) -> list[tuple[int, int]]:
    """Return pairs that share enough of what is rare: weights by how seldom a family is."""
    count = Counter(family for bag in kept for family in bag)
    total = len(kept)
    weight = {family: math.log(1 + total / n) for family, n in count.items()}
    whole = [sum(weight[family] for family in bag) for bag in kept]
    most = max(12, int(total * _COMMON))
    holders: dict[str, list[int]] = defaultdict(list)
    found: list[tuple[int, int]] = []
    for index, bag in enumerate(kept):
        if index % 100 == 0:
            progress.check()
        shared: dict[int, float] = defaultdict(float)
        for family in bag:
            if count[family] > most:
                continue
            for other in holders[family]:
                shared[other] += weight[family]
            holders[family].append(index)
        least = 0.35 * whole[index]
        found += [
            (other, index) for other, common in shared.items() if common >= least or common >= 0.5 * whole[other]
        ]
    return found

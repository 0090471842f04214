"""Names that may be one name written twice: where ballots are written out, a slip makes a new option."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping
from difflib import SequenceMatcher
from itertools import permutations
from typing import Literal

from labapp.counting.profile import Approvals, Marks, Ranking
from labapp.exchange.pile import Pile
from labapp.exchange.source import Notes, told

_ALIKE = 0.85
_MANY = 80  # options; beyond that comparing all pairs costs more than it tells
_LONG = 4  # letters from which names are compared
_RARE = 20  # a slip is at least this many times rarer than the right name
_OFTEN = 3  # beside a name that comes so often one that comes once may be a slip, in a room of twenty too
_NUMBERING = re.compile(r"\d+\w?|\b(?:[ivxlcdm]+|\w)\b|[\W_]")  # 2, 5b, IV, a letter alone, signs
_UNSEEN = ("Cf", "Cc")  # marks of direction, of no width, of a byte order


def warn_of_likeness(pile: Pile, notes: Notes, *, weighed: bool = False) -> None:
    """Warn of each rare name that is much like a common one; both stay options, for the reader cannot know.

    Where rows are `weighed` a name is as rare as its rows: a slip in one of them may stand for a thousand ballots.

    Names that stand beside each other on a paper are two (Polna, Rolna): nobody chooses one thing twice and misspells
    it once. What differs in accents and signs alone is said all the same.
    """
    named: Counter[str] = Counter()
    for (found, _), count in told(pile.papers.items(), notes):
        for name in set(_named(found)):
            named[name] += 1 if weighed else count
    twins = warn_of_twins(pile, notes, named)
    if len(pile.options) > _MANY:
        return
    shown = {option: _seen(option).casefold() for option in pile.options if option not in twins}
    bare = {option: _bare(text) for option, text in shown.items()}
    alike: dict[str, list[str]] = {}
    for rare, common in permutations(shown, 2):
        if bare[rare] == bare[common]:
            if (named[rare], rare) <= (named[common], common):
                alike.setdefault(rare, []).append(common)
        elif _alike(rare, common, shown, named):
            alike.setdefault(rare, []).append(common)
    beside = _beside(alike, pile, notes)
    for rare, others in alike.items():
        other = next((name for name in others if bare[name] == bare[rare] or name not in beside[rare]), None)
        if other is not None:
            notes.warn("ballots.alike", option=rare, other=other)


def _named(marks: Marks) -> list[str]:
    if isinstance(marks, Approvals):
        return list(marks.chosen)
    return [name for level in marks.levels for name in level] if isinstance(marks, Ranking) else []


def _beside(names: Collection[str], pile: Pile, notes: Notes) -> dict[str, set[str]]:
    """Return what stands with each of these names on a paper that repeats nothing."""
    others: dict[str, set[str]] = {name: set() for name in names}
    for marks, _ in told(pile.papers, notes) if names else ():
        named = _named(marks)
        if len(set(named)) == len(named):
            for name in named:
                if name in others:
                    others[name].update(named)
    return others


def warn_of_twins(pile: Pile, notes: Notes, named: Counter[str] | None = None) -> set[str]:
    """Warn of names that look the same and are not, however often each comes; return all but the commonest of each.

    One program writes ë as one letter, another as two; a copied name takes along marks that nobody sees. H₂O and H2O,
    ① and 1 can be told apart by eye: they are alike.
    """
    often = named or Counter()
    families: dict[str, list[str]] = {}
    for option in pile.options:
        families.setdefault(_seen(option), []).append(option)
    twins: set[str] = set()
    for family in families.values():
        right = max(family, key=lambda name: (often[name], name))
        for other in (name for name in family if name != right):
            twins.add(other)
            if _seen(other, "NFC") == _seen(right, "NFC"):
                notes.warn("ballots.look-same", option=right, signs=_difference(other, right))
            else:
                notes.warn("ballots.alike", option=other, other=right)
    return twins


def _difference(one: str, other: str) -> str:
    """Return the signs that only one of two names has, or has more often."""
    here, there = Counter(one), Counter(other)
    return ", ".join(f"U+{ord(sign):04X}" for sign in sorted((here - there) + (there - here)))


def _seen(name: str, form: Literal["NFC", "NFKC"] = "NFKC") -> str:
    """Return a name as it looks: one form of each letter, no blank twice, nothing that is not seen."""
    shown = "".join(" " if sign.isspace() else sign for sign in unicodedata.normalize(form, name))
    return " ".join("".join(sign for sign in shown if unicodedata.category(sign) not in _UNSEEN).split())


def _bare(text: str) -> str:
    """Return letters and digits alone, without their accents; of a short name its signs are kept (A+, C++)."""
    letters = (sign for sign in unicodedata.normalize("NFKD", text.replace("ł", "l")) if sign.isalnum())
    bare = "".join(letters)
    return bare if len(bare) >= _LONG else text


def _alike(rare: str, common: str, shown: Mapping[str, str], named: Counter[str]) -> bool:
    one, other = shown[rare], shown[common]
    once = named[rare] == 1 and named[common] >= _OFTEN and not _told_apart(one, other)
    if (not once and named[rare] * _RARE > named[common]) or min(len(one), len(other)) < _LONG:
        return False
    return one.startswith(other) or other.startswith(one) or SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _told_apart(one: str, other: str) -> bool:
    """Tell names of one series (Project A, Project B), or a name and a longer one: few votes do not make them slips."""
    if one.startswith(other) or other.startswith(one):
        return True
    return _NUMBERING.sub("", one) == _NUMBERING.sub("", other)

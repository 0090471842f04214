"""Copeland: the option that wins the most duels wins.

Source: Copeland's method. Choice made here: score = duels won minus duels lost; an even duel counts nothing for both
(the order is the same as with 1, ½ and 0). How equal and unranked options are compared is told in `pairwise`.

Rounds: one mapping per option with what stands for it above each other option.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from labapp.counting.outcome import Outcome
from labapp.counting.pairwise import UNRANKED, Pairwise, compare, rows_of
from labapp.counting.profile import Profile, Ranking
from labapp.counting.ranked import conclude
from labapp.counting.rule import Progress, Rule
from labapp.counting.settings import SEATS, TIE_SETTINGS


def duels(pairs: Pairwise, option: str) -> Mapping[str, int]:
    """Return how many duels an option won, lost and drew."""
    won = sum(pairs.beats(option, other) for other in pairs.ids)
    lost = sum(pairs.beats(other, option) for other in pairs.ids)
    return {"won": won, "lost": lost, "even": len(pairs.ids) - 1 - won - lost}


def count(profile: Profile, settings: Mapping[str, Any], progress: Progress | None) -> Outcome:
    """Hold every duel and add up."""
    pairs = compare(profile, settings, progress)
    results = {option: duels(pairs, option) for option in pairs.ids}
    scores = {option: result["won"] - result["lost"] for option, result in results.items()}
    return conclude(
        RULE.id, profile, settings, scores, pairs.ballots, rows_of(pairs), pairs.warnings, lambda o: results[o]
    )


RULE = Rule("copeland", (Ranking,), count, (SEATS, UNRANKED, *TIE_SETTINGS))

"""Copeland: the option that wins the most duels wins.

Source: Copeland's method. Choice made here: score = duels won minus duels lost; an even duel counts nothing for both
(the order is the same as with 1, ½ and 0). How equal and unranked options are compared is told in `pairwise`.

Rounds: one mapping per option with what stands for it above each other option, shortened as told in `pairwise`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from labapp.counting.outcome import Number, Outcome
from labapp.counting.pairwise import UNRANKED, Pairwise, compare, rows_of, shown_duels
from labapp.counting.profile import Profile, Ranking
from labapp.counting.ranked import conclude
from labapp.counting.rule import Progress, Rule
from labapp.counting.settings import SEATS, TIE_SETTINGS


def duels(pairs: Pairwise, option: int) -> Mapping[str, int]:
    """Return how many duels an option won, lost and drew."""
    won, lost = pairs.wins[option].bit_count(), pairs.losses[option].bit_count()
    return {"won": won, "lost": lost, "even": len(pairs.ids) - 1 - won - lost}


def count(profile: Profile, settings: Mapping[str, Any], progress: Progress | None) -> Outcome:
    """Hold every duel and add up."""
    pairs = compare(profile, settings, progress)
    results = {option: duels(pairs, place) for place, option in enumerate(pairs.ids)}
    scores: dict[str, Number] = {option: result["won"] - result["lost"] for option, result in results.items()}
    found = conclude(
        RULE.id, profile, settings, scores, pairs.ballots, warnings=pairs.warnings, details=lambda o: results[o]
    )
    tied = found.ties[0].among if found.ties else ()
    shown, said = shown_duels(pairs, (*found.winners, *tied), scores)
    return replace(found, rounds=rows_of(pairs, shown), reasons=(*found.reasons, *said))


RULE = Rule("copeland", (Ranking,), count, (SEATS, UNRANKED, *TIE_SETTINGS))

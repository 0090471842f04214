"""Borda: every place in a ranking is worth points, the highest sum wins.

Source: Borda's count for n options: n-1 points for the first place down to 0 for the last. The conventions differ in
what an incomplete ranking is worth, and the winner with them, so they are settings. `unranked=zero` (default): what is
not ranked gets nothing; `average`: the unranked share the places left over; `count-down`: a ballot with r ranked
options gives r, r-1 … 1 (the modified count; 3-2-1 in Kraków). `equal=lowest`: equal options all get the worst of
their places; `average`: they share them; `follow` (default): average for unranked=average, else lowest.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from labapp.counting.checks import powers, watched
from labapp.counting.outcome import BallotCount, Outcome, Reason
from labapp.counting.pairwise import once
from labapp.counting.profile import Profile, Ranking
from labapp.counting.ranked import conclude
from labapp.counting.rule import Progress, Rule
from labapp.counting.settings import CHOICE, SEATS, TIE_SETTINGS, Setting

UNRANKED = Setting("unranked", CHOICE, "zero", ("zero", "average", "count-down"))
EQUAL = Setting("equal", CHOICE, "follow", ("follow", "lowest", "average"))


def count(profile: Profile, settings: Mapping[str, Any], progress: Progress | None) -> Outcome:
    """Add up the points of all places; sums are kept doubled because a mean of places ends in a half at worst."""
    unranked = settings["unranked"]
    if settings["equal"] == "follow":
        settings = {**settings, "equal": "average" if unranked == "average" else "lowest"}
    average = settings["equal"] == "average"
    total = len(profile.options)
    sums: dict[str, int] = {option.id: 0 for option in profile.options}
    shared = 0  # what unranked options got, added to all and taken back from the ranked: one step per ballot
    weights, unit = powers(profile, progress)
    valid = blank = doubled = 0
    for ballot, weight in zip(watched(profile, progress), weights, strict=True):
        if not isinstance(ballot.marks, Ranking):
            continue
        levels, twice = once(ballot.marks.levels)
        doubled += ballot.count if twice else 0
        if not levels:
            blank += ballot.count
            continue
        valid += ballot.count
        ranked = sum(len(level) for level in levels)
        rest = weight * (total - ranked - 1) if unranked == "average" and ranked < total else 0
        shared += rest
        better = ranked + 1 if unranked == "count-down" else total  # places are worth better-1, better-2 …
        for level in levels:
            size = len(level)
            worth = 2 * better - size - 1 if average else 2 * (better - size)
            gain = worth * weight - rest
            for option in level:
                sums[option] += gain
            better -= size
    scores = {option: Fraction(amount + shared, 2 * unit) for option, amount in sums.items()}
    warnings = (Reason("doubled-marks", {"ballots": doubled}),) if doubled else ()
    ballots = BallotCount(valid, profile.invalid, blank)
    return conclude(RULE.id, profile, settings, scores, ballots, warnings=warnings)


RULE = Rule("borda", (Ranking,), count, (SEATS, UNRANKED, EQUAL, *TIE_SETTINGS))

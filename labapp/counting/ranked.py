"""What rules with a score per option share when a zero score is still a score: fill the seats, say why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from labapp.counting.checks import tidy
from labapp.counting.outcome import BallotCount, Number, Outcome, Reason
from labapp.counting.profile import Profile
from labapp.counting.ties import choose, levels_of, same_score, unfilled
from labapp.counting.totals import nothing_counted

Details = Callable[[str], Mapping[str, Any]]


def conclude(
    rule: str,
    profile: Profile,
    settings: Mapping[str, Any],
    scores: Mapping[str, Number],
    ballots: BallotCount,
    rounds: tuple[Mapping[str, Any], ...] = (),
    warnings: tuple[Reason, ...] = (),
    details: Details | None = None,
) -> Outcome:
    """Fill the seats by score; `details` adds to the parameters of the reason of one option."""
    exact = {option: tidy(score) for option, score in scores.items()}
    common: dict[str, Any] = {
        "rule": rule,
        "settings": dict(settings),
        "ballots": ballots,
        "scores": exact,
        "rounds": rounds,
        "warnings": warnings,
    }
    empty = nothing_counted(profile, ballots.valid)
    if empty is not None:
        return Outcome(winners=(), reasons=(empty,), **common)
    choice = choose(levels_of(exact), settings["seats"], settings, profile)
    tied = choice.ties[0].among if choice.ties else ()
    cut = min((exact[option] for option in (*choice.winners, *tied)), default=0)
    reasons: list[Reason] = []
    losers = sorted((option for option in exact if option not in choice.winners), key=lambda o: exact[o], reverse=True)
    for option in (*choice.winners, *losers):
        params = {"option": option, "score": exact[option], **(details(option) if details else {})}
        if option in choice.winners:
            reasons.append(Reason(f"{rule}-won", params))
        elif option not in tied:
            reasons.append(Reason(f"{rule}-lost", params | {"needed": cut}))
        elif rule == "copeland":  # equal differences may come of different duels
            reasons.append(Reason("copeland-tied", params))
    reasons += same_score(rule, exact, choice)
    reasons.extend(choice.reasons)
    reasons += unfilled(settings["seats"], choice)
    return Outcome(winners=choice.winners, ties=choice.ties, reasons=tuple(reasons), **common)

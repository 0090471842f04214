"""What the additive rules share: add up, fill the seats from the top, say why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from labapp.counting.checks import powers, tidy
from labapp.counting.outcome import BallotCount, Number, Outcome, Reason
from labapp.counting.profile import Ballot, Profile
from labapp.counting.rule import Progress
from labapp.counting.settings import CountError
from labapp.counting.ties import choose, levels_of, same_score, unfilled


@dataclass
class Totals:
    """A running sum per option, with what happened to the ballots on the way.

    Sums are kept in whole parts of a vote (`unit` of them are one) until all is added up: `weights` say how many each
    bundle of ballots has.
    """

    sums: dict[str, Number]
    weights: Sequence[int]
    unit: int
    valid: int = 0
    invalid: int = 0
    blank: int = 0
    hands: int = 0
    doubled: int = 0
    overmarked: int = 0
    voters: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, profile: Profile, progress: Progress | None) -> Totals:
        """Start at zero for every option, with the ballots already refused on paper."""
        ids = [option.id for option in profile.options]
        weights, unit = powers(profile, progress)
        return cls(dict.fromkeys(ids, 0), weights, unit, invalid=profile.invalid, voters=dict.fromkeys(ids, 0))

    def add(self, option: str, amount: Number, ballot: Ballot) -> None:
        """Add parts of a vote for one option from one bundle of ballots."""
        self.sums[option] += amount
        self.voters[option] += ballot.count

    def scores(self) -> dict[str, Number]:
        """Return the sums in votes (or dots, or points)."""
        if self.unit == 1:
            return {option: tidy(amount) for option, amount in self.sums.items()}
        return {option: tidy(Fraction(amount) / self.unit) for option, amount in self.sums.items()}

    def add_tallies(self, profile: Profile) -> None:
        """Add counted hands; a tally of anything but support cannot be added up."""
        for tally in profile.tallies:
            if tally.answer != "yes":
                raise CountError("bad-answer", {"answer": tally.answer, "option": tally.option})
            self.sums[tally.option] += tally.count * self.unit
            self.hands += tally.count

    def ballots(self) -> BallotCount:
        """Return how many ballots counted, were refused and were empty."""
        return BallotCount(self.valid, self.invalid, self.blank)

    def warnings(self) -> tuple[Reason, ...]:
        """Say what was odd about the ballots."""
        said: list[Reason] = []
        if self.doubled:
            said.append(Reason("doubled-marks", {"ballots": self.doubled}))
        if self.overmarked:
            said.append(Reason("overmarked", {"ballots": self.overmarked}))
        return tuple(said)


def nothing_counted(profile: Profile, valid: int) -> Reason | None:
    """Return why there is nothing to decide (no options, no ballots), or None."""
    if not profile.options:
        return Reason("no-options")
    return Reason("no-ballots") if valid == 0 else None


def finish(rule: str, profile: Profile, settings: Mapping[str, Any], totals: Totals) -> Outcome:
    """Fill the seats with the highest sums; an option without any support is never chosen, and that is said."""
    scores = totals.scores()
    common: dict[str, Any] = {
        "rule": rule,
        "settings": dict(settings),
        "ballots": totals.ballots(),
        "scores": scores,
        "warnings": totals.warnings(),
    }
    empty = nothing_counted(profile, totals.valid + totals.hands)
    if empty is not None:
        return Outcome(winners=(), reasons=(empty,), **common)
    supported = {option: score for option, score in scores.items() if score > 0}
    choice = choose(levels_of(supported), settings["seats"], settings, profile)
    reasons = [*_said(rule, scores, totals, choice.winners, choice.ties[0].among if choice.ties else ())]
    reasons += same_score(rule, scores, choice)
    reasons.extend(choice.reasons)
    reasons += unfilled(settings["seats"], choice)
    return Outcome(winners=choice.winners, ties=choice.ties, reasons=tuple(reasons), **common)


def _said(
    rule: str, scores: Mapping[str, Number], totals: Totals, winners: tuple[str, ...], tied: tuple[str, ...]
) -> list[Reason]:
    in_order = sorted(scores, key=lambda option: scores[option], reverse=True)
    first = [*winners, *(option for option in in_order if option not in winners)]
    cut = min((scores[option] for option in (*winners, *tied)), default=0)
    said: list[Reason] = []
    for option in first:
        params = {"option": option, "score": scores[option], "ballots": totals.valid, "voters": totals.voters[option]}
        if option in winners:
            said.append(Reason(f"{rule}-won", params))
        elif scores[option] <= 0:
            said.append(Reason("no-support", {"option": option}))
        elif scores[option] < cut:
            said.append(Reason(f"{rule}-lost", params | {"needed": cut}))
    return said

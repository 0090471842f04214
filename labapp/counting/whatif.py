"""What if: the same ballots under the other rules that fit them, so that the room sees what the rule alone decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from labapp.counting.outcome import Outcome
from labapp.counting.profile import Approvals, Profile
from labapp.counting.rule import Progress, Rule
from labapp.counting.rules import RULES, count
from labapp.counting.settings import CountError


@dataclass(frozen=True)
class Alternative:
    """One other rule, what it would say, and whether the same options win (in whatever order)."""

    rule: str
    outcome: Outcome
    same: bool


def fits(candidate: Rule, profile: Profile) -> bool:
    """Tell whether a rule can count these ballots at all."""
    if profile.tallies and not candidate.takes_tallies:
        return False
    if candidate.uses_cost and (profile.budget is None or any(option.cost is None for option in profile.options)):
        return False
    if not all(isinstance(ballot.marks, candidate.needs) for ballot in profile.ballots):
        return False
    if candidate.id == "plurality":
        return all(
            not isinstance(ballot.marks, Approvals) or len(set(ballot.marks.chosen)) <= 1 for ballot in profile.ballots
        )
    return bool(profile.ballots or profile.tallies)


def what_if(
    rule_id: str, profile: Profile, options: Mapping[str, Any] | None = None, progress: Progress | None = None
) -> tuple[Alternative, ...]:
    """Count under every other rule that fits: its own defaults, as many seats, the same weights, ties left open."""
    given = dict(options or {})
    own = count(rule_id, profile, given, progress)
    kept: dict[str, Any] = {name: value for name, value in given.items() if name in ("seats", "per")}
    found: list[Alternative] = []
    for other in RULES.values():
        if other.id == rule_id or not fits(other, profile):
            continue
        takes_seats = any(setting.name == "seats" for setting in other.options)
        try:
            same = {name: value for name, value in kept.items() if name != "seats" or takes_seats}
            outcome = count(other.id, profile, same, progress)
        except CountError:
            continue  # a rule for one seat only, or a limit of its own: it does not fit after all
        found.append(Alternative(other.id, outcome, set(outcome.winners) == set(own.winners)))
    return tuple(found)

"""What if: the same ballots under the other rules that fit them, so that the room sees what the rule alone decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from labapp.counting.outcome import Outcome
from labapp.counting.profile import Approvals, Profile
from labapp.counting.rule import Rule
from labapp.counting.rules import RULES, count, settings_of
from labapp.counting.settings import CountError

_KEPT = ("seats", "per", "weights", "min-opinions")
"""Settings that say what is voted on and whose votes weigh what: they hold under every rule."""


@dataclass(frozen=True)
class Alternative:
    """What one other rule would say, and whether the same options win beyond doubt (in whatever order)."""

    outcome: Outcome
    same: bool


def fits(candidate: Rule, profile: Profile) -> bool:
    """Tell whether a rule can count these ballots at all.

    Raised hands fit no other: they do not show what was asked, nor whether anybody raised more than one, and the rules
    that take them add them up alike.
    """
    if profile.tallies or not profile.ballots:
        return False
    if candidate.uses_cost and (profile.budget is None or any(option.cost is None for option in profile.options)):
        return False
    if not all(isinstance(ballot.marks, candidate.needs) for ballot in profile.ballots):
        return False
    return candidate.id != "plurality" or all(
        not isinstance(ballot.marks, Approvals) or len(set(ballot.marks.chosen)) <= 1 for ballot in profile.ballots
    )


def what_if(
    own: Outcome, profile: Profile, options: Mapping[str, Any] | None = None,
    usual: Mapping[str, Mapping[str, Any]] | None = None,
) -> tuple[Alternative, ...]:  # fmt: skip
    """Count under every other rule that fits: its defaults, as many seats, the same weights, ties left open.

    `usual` are settings by rule that stand for its own defaults. Where money was spent, only rules that spend it are
    compared.
    """
    found: list[Alternative] = []
    for other in RULES.values():
        if other.id == own.rule or not fits(other, profile) or other.uses_cost < RULES[own.rule].uses_cost:
            continue
        declared = {setting.name for setting in settings_of(other.id)} & set(_KEPT)
        held = {name: value for name, value in (options or {}).items() if name in declared}
        try:
            outcome = count(other.id, profile, {**(usual or {}).get(other.id, {}), **held})
        except CountError:
            continue  # a rule for one seat only, or a limit of its own: it does not fit after all
        tied = own.ties or any(tie.decided_by is None for tie in outcome.ties)
        found.append(Alternative(outcome, not tied and set(outcome.winners) == set(own.winners)))
    return tuple(found)

"""The registry: every rule by its id, and the one door through which a profile is counted.

The tables are literal so that installers can follow the imports. To add a rule: one file, one row here, its codes in
`labapp/wording/reasons.py`, a test.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from labapp.counting import (
    agreement,
    approval,
    borda,
    condorcet,
    copeland,
    dots,
    irv,
    motion,
    nominal,
    plurality,
    schulze,
    score_mean,
    score_median,
    stv,
)
from labapp.counting.checks import check
from labapp.counting.outcome import Outcome
from labapp.counting.profile import Profile
from labapp.counting.rule import Progress, Rule
from labapp.counting.rules_cost import COST_RULES
from labapp.counting.settings import CountError, Setting, read
from labapp.counting.weights import PER, weigh

PLAIN_RULES: dict[str, Rule] = {
    "plurality": plurality.RULE,
    "approval": approval.RULE,
    "dots": dots.RULE,
    "nominal-group": nominal.RULE,
    "score-mean": score_mean.RULE,
    "score-median": score_median.RULE,
    "borda": borda.RULE,
    "copeland": copeland.RULE,
    "condorcet": condorcet.RULE,
    "schulze": schulze.RULE,
    "irv": irv.RULE,
    "stv": stv.RULE,
    "agreement": agreement.RULE,
    "motion": motion.RULE,
}
WEIGHED_BASES = ("cast", "present", "entitled")
"""Bases of a majority that count heads, which weighed votes cannot be measured by."""
RULES: dict[str, Rule] = {**PLAIN_RULES, **COST_RULES}


def rule(rule_id: str) -> Rule:
    """Return a rule by its id, or refuse with the ids that exist."""
    if rule_id not in RULES:
        raise CountError("unknown-rule", {"rule": rule_id, "known": tuple(RULES)})
    return RULES[rule_id]


def settings_of(rule_id: str) -> tuple[Setting, ...]:
    """Return the settings of a rule, with the one that all rules share: whose votes weigh the same."""
    return (*rule(rule_id).options, PER)


def count(
    rule_id: str, profile: Profile, options: Mapping[str, Any] | None = None, progress: Progress | None = None
) -> Outcome:
    """Count a profile; every refusal is a CountError with a code and parameters, never a wrong winner."""
    chosen = rule(rule_id)
    settings = read(settings_of(rule_id), options or {})
    check(profile, chosen, settings, progress)
    per = settings.pop("per")
    if per != "person":
        if settings.get("base") in WEIGHED_BASES and settings["majority"] != "simple":
            raise CountError("weighed-base", {"base": settings["base"]})
        profile = weigh(profile, per)
    outcome = chosen.count(profile, settings, progress)
    if per != "person":
        outcome = replace(outcome, settings={**outcome.settings, "per": per})
    unused = {name for name in ("lot", "run-off-result") if outcome.settings.get(name) == ()}
    if not unused:
        return outcome
    return replace(outcome, settings={name: value for name, value in outcome.settings.items() if name not in unused})

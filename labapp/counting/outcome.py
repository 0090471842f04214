"""What a count says: winners, scores, ties as values, rounds and reasons.

An Outcome is data only. Sentences are made from its reasons by `labapp.wording`, so the same outcome reads in Polish
in the window and in English in the report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

Number = int | Fraction


@dataclass(frozen=True)
class Reason:
    """One statement about the count: a code of the vocabulary and exact parameters, never a sentence."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Tie:
    """Options that the rule itself cannot tell apart; `decided_by` is None while the tie is left open."""

    among: tuple[str, ...]
    decided_by: str | None = None
    winners: tuple[str, ...] = ()


@dataclass(frozen=True)
class BallotCount:
    """How many ballots were counted, refused, and handed in empty (blank ones are valid only where a rule says so)."""

    valid: int
    invalid: int = 0
    blank: int = 0


@dataclass(frozen=True)
class Outcome:
    """The result of one rule over one profile, with everything a person needs to follow and to doubt it.

    `winners` are option ids in order of election; `scores` exact numbers by option id; `rounds` plain mappings whose
    keys the rule documents; `settings` every choice the outcome depends on.
    """

    rule: str
    settings: Mapping[str, Any]
    ballots: BallotCount
    winners: tuple[str, ...]
    ties: tuple[Tie, ...] = ()
    scores: Mapping[str, Number] = field(default_factory=dict)
    rounds: tuple[Mapping[str, Any], ...] = ()
    reasons: tuple[Reason, ...] = ()
    warnings: tuple[Reason, ...] = ()
    total_cost: Number | None = None

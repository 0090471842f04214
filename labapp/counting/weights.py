"""Whose votes weigh the same: every person's, every entity's or every sector's. A declared choice, never silent."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from labapp.counting.profile import Ballot, Profile
from labapp.counting.settings import CHOICE, CountError, Setting, parse

PER = Setting("per", CHOICE, "person", ("person", "entity", "sector"))


def weigh(profile: Profile, per: str) -> Profile:
    """Share the weight of one between the ballots of each entity or sector; per person nothing changes."""
    if parse(PER, per) == "person":
        return profile
    if profile.tallies:
        raise CountError("tallies-not-weighted", {"per": per})
    groups = [_group(ballot, per, number) for number, ballot in enumerate(profile.ballots, 1)]
    sizes: dict[str, int] = {}
    for ballot, group in zip(profile.ballots, groups, strict=True):
        sizes[group] = sizes.get(group, 0) + ballot.count
    shares = {group: Fraction(1, size) for group, size in sizes.items() if size}
    ballots: list[Ballot] = []
    for ballot, group in zip(profile.ballots, groups, strict=True):
        share = shares.get(group, Fraction(1))
        ballots.append(replace(ballot, weight=share if ballot.weight == 1 else ballot.weight * share))
    return replace(profile, ballots=tuple(ballots))


def _group(ballot: Ballot, per: str, number: int) -> str:
    group = ballot.entity if per == "entity" else ballot.sector
    if group is None:
        raise CountError("group-missing", {"per": per, "ballot": number})
    return group

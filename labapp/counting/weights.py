"""Whose votes weigh the same: every person's, every entity's or every sector's. A declared choice, never silent."""

from __future__ import annotations

from dataclasses import replace

from labapp.counting.profile import Ballot, Profile
from labapp.counting.settings import CHOICE, CountError, Setting, parse

PER = Setting("per", CHOICE, "person", ("person", "entity", "sector"))


def weigh(profile: Profile, per: str) -> Profile:
    """Share the weight of one between the ballots of each entity or sector; per person nothing changes."""
    if parse(PER, per) == "person":
        return profile
    if profile.tallies:
        raise CountError("tallies-not-weighted", {"per": per})
    sizes: dict[str, int] = {}
    for number, ballot in enumerate(profile.ballots, 1):
        sizes[_group(ballot, per, number)] = sizes.get(_group(ballot, per, number), 0) + ballot.count
    ballots: list[Ballot] = []
    for number, ballot in enumerate(profile.ballots, 1):
        size = sizes[_group(ballot, per, number)]
        ballots.append(replace(ballot, weight=ballot.weight / size) if size else ballot)
    return replace(profile, ballots=tuple(ballots))


def _group(ballot: Ballot, per: str, number: int) -> str:
    group = ballot.entity if per == "entity" else ballot.sector
    if group is None:
        raise CountError("group-missing", {"per": per, "ballot": number})
    return group

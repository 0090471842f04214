"""Agreement: each person marks a step of a scale from full support (1) to a block (the last step), per proposal.

Source: gradients of agreement (methods.md 6.9). What suffices is agreed beforehand, so everything is a setting:
`steps` of the scale (published scales have 5, 7 or 8), steps up to `support` are support, steps after it are
reservations, the last is a block. Agreement is reached when at least `level` of those who marked support the proposal
and, with `block=binds`, nobody blocks. `level reached` is the lowest step that at least `level` of the people stand on
or above; the mean is never an answer here, so none is given.

Scores: share of support. Rounds: one mapping per option with counts (by step), people, support, reservations, blocks,
median, step (the level reached), agreed.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from labapp.counting.checks import powers, tidy, watched
from labapp.counting.grades import Opinions
from labapp.counting.outcome import BallotCount, Number, Outcome, Reason
from labapp.counting.profile import Agreement, Profile
from labapp.counting.rule import Progress, Rule
from labapp.counting.settings import CHOICE, INTEGER, SHARE, CountError, Setting
from labapp.counting.totals import nothing_counted

STEPS = Setting("steps", INTEGER, "8", minimum=2, maximum=100)
SUPPORT = Setting("support", INTEGER, "4", minimum=1, maximum=100)
LEVEL = Setting("level", SHARE, "1")
BLOCK = Setting("block", CHOICE, "binds", ("binds", "counts"))


def count(profile: Profile, settings: Mapping[str, Any], progress: Progress | None) -> Outcome:
    """Say for each proposal whether agreement is reached, and what stands in the way."""
    if settings["support"] >= settings["steps"]:
        limits = {"minimum": 1, "maximum": settings["steps"] - 1, "choices": (), "kind": INTEGER}
        raise CountError("bad-setting", {"setting": "support", "value": str(settings["support"]), **limits})
    marks, ballots = _gather(profile, settings["steps"], progress)
    empty = nothing_counted(profile, ballots.valid)
    if empty is not None:
        return Outcome(RULE.id, dict(settings), ballots, (), reasons=(empty,))
    rounds = tuple(_judge(option, cell, settings) for option, cell in marks.items())
    winners = tuple(row["option"] for row in rounds if row["agreed"])
    scores = {row["option"]: tidy(Fraction(row["support"]) / row["people"]) for row in rounds if row["people"]}
    weighed = any(ballot.weight != 1 for ballot in profile.ballots)
    reasons = tuple(reason for row in rounds for reason in _said(row, settings, weighed))
    return Outcome(RULE.id, dict(settings), ballots, winners, (), scores, rounds, reasons)


def _gather(
    profile: Profile, steps: int, progress: Progress | None
) -> tuple[dict[str, Opinions], BallotCount]:
    marks = {option.id: Opinions() for option in profile.options}
    weights, unit = powers(profile, progress)
    valid = blank = 0
    for number, ballot in enumerate(watched(profile, progress), 1):
        if not isinstance(ballot.marks, Agreement):
            continue
        given = ballot.marks.steps
        valid += ballot.count if given else 0
        blank += 0 if given else ballot.count
        for option, step in given.items():
            if not 1 <= step <= steps:
                raise CountError("bad-step", {"step": step, "steps": steps, "option": option, "ballot": number})
            cell = marks[option]
            cell.given[step] = cell.given.get(step, 0) + weights[number - 1]
    if unit > 1:
        for cell in marks.values():
            cell.given = {step: tidy(Fraction(part) / unit) for step, part in cell.given.items()}
    return marks, BallotCount(valid, profile.invalid, blank)


def _judge(option: str, cell: Opinions, settings: Mapping[str, Any]) -> Mapping[str, Any]:
    steps, support = settings["steps"], settings["support"]
    counts = {step: cell.given.get(step, 0) for step in range(1, steps + 1)}
    people = cell.weight
    for_it = sum(amount for step, amount in counts.items() if step <= support)
    blocks = counts[steps]
    blocked = blocks > 0 and settings["block"] == "binds"
    median = cell.median()
    return {
        "option": option,
        "counts": counts,
        "people": people,
        "support": for_it,
        "reservations": people - for_it - blocks,
        "blocks": blocks,
        "median": None if median is None else tidy(median),
        "step": _step(counts, people, settings["level"]),
        "agreed": for_it > 0 and for_it >= settings["level"] * people and not blocked,
    }


def _step(counts: Mapping[int, Number], people: Number, level: Fraction) -> int | None:
    """Return the lowest step that the needed share of people stand on or above."""
    reached: Number = 0
    for step, amount in counts.items():
        reached += amount
        if reached > 0 and reached >= level * people:
            return step
    return None


def _said(row: Mapping[str, Any], settings: Mapping[str, Any], weighed: bool) -> list[Reason]:
    """Say what came of one proposal; of `weighed` votes it is their weight that is told, which are no people."""
    option = {"option": row["option"], **({"weighed": True} if weighed else {})}
    if not row["people"]:
        return [Reason("agreement-unmarked", option)]
    share = {"support": row["support"], "people": row["people"], "level": settings["level"]}
    enough = row["support"] > 0 and row["support"] >= settings["level"] * row["people"]
    said: list[Reason] = []
    if row["agreed"]:
        said.append(Reason("agreement-reached", option | share))
    elif enough:
        said.append(Reason("agreement-blocked", option | share | {"blocks": row["blocks"]}))
    else:
        said.append(Reason("agreement-missed", option | share))
    scale = {"step": row["step"], "steps": settings["steps"], "support_to": settings["support"]}
    said.append(Reason("agreement-step", option | scale))
    if row["reservations"]:
        said.append(Reason("agreement-reservations", option | {"reservations": row["reservations"]}))
    if row["blocks"] and row["agreed"]:
        said.append(Reason("agreement-blocks-counted", option | {"blocks": row["blocks"]}))
    elif row["blocks"] and not enough:
        said.append(Reason("agreement-blocks", option | {"blocks": row["blocks"]}))
    return said


RULE = Rule("agreement", (Agreement,), count, (STEPS, SUPPORT, LEVEL, BLOCK))

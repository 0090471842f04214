"""Motion: each option is put to the vote by itself, for, against or abstaining, and is carried or not.

Source: Polish standing orders (methods.md; ordinary, absolute and qualified majority). Choices made here:
`majority=simple` more for than against, abstentions do not count; `absolute` more than half of the base; `two-thirds`
at least 2/3 of the base; `share` at least `share` of the base. `base=cast` all ballots handed in, also blank and
invalid ones, and the hands raised beside them; `valid` for + against + abstaining; `present`, `entitled` as the profile
says. Equal votes do not carry. `quorum` below 1 is a share of the entitled, otherwise a number of people; attendance is
`present`, else the ballots and the most hands raised about one motion: who raises a hand has handed in no ballot.

Rounds: one mapping per option with yes, no, abstain, blank, base, carried.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any

from labapp.counting.checks import powers, tidy, watched
from labapp.counting.outcome import BallotCount, Number, Outcome, Reason
from labapp.counting.profile import Answers, Profile
from labapp.counting.rule import Progress, Rule
from labapp.counting.settings import CHOICE, HEADS, SHARE, CountError, Setting
from labapp.counting.totals import nothing_counted

ANSWERS = ("yes", "no", "abstain")
MAJORITY = Setting("majority", CHOICE, "simple", ("simple", "absolute", "two-thirds", "share"))
SHARE_NEEDED = Setting("share", SHARE, "1/2")
BASE = Setting("base", CHOICE, "valid", ("cast", "valid", "present", "entitled"))
QUORUM = Setting("quorum", HEADS, "none", ("none",))


@dataclass
class _Votes:
    """The answers to one motion."""

    yes: Number = 0
    no: Number = 0
    abstain: Number = 0
    blank: int = 0
    hands: int = 0

    @property
    def valid(self) -> Number:
        """Everybody who answered, abstaining included."""
        return self.yes + self.no + self.abstain


def count(profile: Profile, settings: Mapping[str, Any], progress: Progress | None) -> Outcome:
    """Decide each motion by itself."""
    votes, ballots = _gather(profile, progress)
    cast = ballots.valid + ballots.blank + ballots.invalid
    reasons = _quorum(profile, settings, cast + max((vote.hands for vote in votes.values()), default=0))
    winners: list[str] = []
    rounds: list[Mapping[str, Any]] = []
    quorate = not any(reason.code == "quorum-missed" for reason in reasons)
    empty = nothing_counted(profile, int(cast > 0 or any(vote.valid for vote in votes.values())))
    if empty is not None:
        return Outcome(RULE.id, dict(settings), ballots, (), reasons=(*reasons, empty))
    whole = all(ballot.weight.denominator == 1 for ballot in profile.ballots)
    for option, vote in votes.items():
        base = _base(profile, settings, vote, cast)
        carried = quorate and _carried(settings, vote, base)
        if carried:
            winners.append(option)
        rounds.append(
            {
                "option": option,
                "yes": vote.yes,
                "no": vote.no,
                "abstain": vote.abstain,
                "blank": vote.blank,
                "base": base,
                "carried": carried,
            }
        )
        if quorate:
            reasons.append(_said(option, settings, vote, base, carried, whole))
    scores = {option: tidy(vote.yes) for option, vote in votes.items()}
    return Outcome(RULE.id, dict(settings), ballots, tuple(winners), (), scores, tuple(rounds), tuple(reasons))


def _gather(profile: Profile, progress: Progress | None) -> tuple[dict[str, _Votes], BallotCount]:
    votes = {option.id: _Votes() for option in profile.options}
    weights, unit = powers(profile, progress)
    valid = blank = 0
    for number, ballot in enumerate(watched(profile, progress), 1):
        if not isinstance(ballot.marks, Answers):
            continue
        answers = ballot.marks.answers
        weight = weights[number - 1]
        if answers:
            valid += ballot.count
        else:
            blank += ballot.count
        for option, vote in votes.items():
            answer = answers.get(option)
            if answer is None:
                vote.blank += ballot.count
            else:
                _add(vote, option, answer, weight, number)
    for tally in profile.tallies:
        _add(votes[tally.option], tally.option, tally.answer, tally.count * unit, None)
        votes[tally.option].hands += tally.count
    if unit > 1:
        for vote in votes.values():
            given = vote.yes, vote.no, vote.abstain
            vote.yes, vote.no, vote.abstain = (tidy(Fraction(part) / unit) for part in given)
    return votes, BallotCount(valid, profile.invalid, blank)


def _add(vote: _Votes, option: str, answer: str, amount: int, ballot: int | None) -> None:
    if answer not in ANSWERS:
        place = {} if ballot is None else {"ballot": ballot}
        raise CountError("bad-answer", {"answer": answer, "option": option} | place)
    setattr(vote, answer, getattr(vote, answer) + amount)


def _quorum(profile: Profile, settings: Mapping[str, Any], voted: int) -> list[Reason]:
    quorum = settings["quorum"]
    if quorum == "none":
        return []
    if quorum < 1:
        if profile.entitled is None:
            raise CountError("base-missing", {"base": "entitled"})
        quorum = quorum * profile.entitled
    needed = ceil(quorum)
    present = voted if profile.present is None else profile.present
    code = "quorum-met" if present >= needed else "quorum-missed"
    return [Reason(code, {"present": present, "needed": needed})]


def _base(profile: Profile, settings: Mapping[str, Any], vote: _Votes, cast: int) -> Number:
    if settings["base"] == "valid" or settings["majority"] == "simple":
        return vote.valid
    if settings["base"] == "cast":
        return cast + vote.hands
    people = profile.present if settings["base"] == "present" else profile.entitled
    if people is None:
        raise CountError("base-missing", {"base": settings["base"]})
    if people < vote.valid:
        raise CountError("base-too-small", {"base": settings["base"], "people": people, "votes": vote.valid})
    return people


def _share(settings: Mapping[str, Any]) -> Fraction:
    return Fraction(2, 3) if settings["majority"] == "two-thirds" else Fraction(settings["share"])


def _carried(settings: Mapping[str, Any], vote: _Votes, base: Number) -> bool:
    if settings["majority"] == "simple":
        return vote.yes > vote.no
    if settings["majority"] == "absolute":
        return 2 * vote.yes > base
    return vote.yes > 0 and vote.yes >= _share(settings) * base


def _said(
    option: str, settings: Mapping[str, Any], vote: _Votes, base: Number, carried: bool, whole: bool
) -> Reason:
    """State the answers and what was needed: `needed` is the least whole number of votes that carries.

    Where votes are weighed, less than that may carry, and only the share is said.
    """
    params: dict[str, Any] = {"option": option, "yes": vote.yes, "no": vote.no, "abstain": vote.abstain}
    majority = settings["majority"]
    ending = "carried" if carried else "failed"
    if majority == "simple":
        return Reason(f"motion-simple-{ending}", params)
    params |= {"base": settings["base"], "base_count": base}
    if majority == "absolute":
        needed = {"needed": floor(Fraction(base) / 2) + 1} if whole else {}
        return Reason(f"motion-absolute-{ending}", params | needed)
    share = _share(settings)
    needed = {"needed": max(1, ceil(share * base))} if whole else {}
    return Reason(f"motion-share-{ending}", params | {"share": share, **needed})


RULE = Rule("motion", (Answers,), count, (MAJORITY, SHARE_NEEDED, BASE, QUORUM), takes_tallies=True)

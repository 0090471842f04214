"""Ties for last place in IRV and STV, and what they can change.

`exclude-ties=open`: the count follows every way the tie could fall. If all ways elect the same, the tie changes
nothing and the count goes on, saying so; if not, the ends that differ are an open tie. `backwards`: the one that had
less at the latest earlier stage where they differed goes; a tie that remains is followed as for `open`. `lot`: the
lot's order is entered, first drawn best, so the last drawn goes. `ways` is how many stages may be followed before the
count gives up and leaves the tie open (`too-many-ways`): small enough for a room by default, to be raised at leisure.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from labapp.counting.outcome import Number, Reason, Tie
from labapp.counting.profile import Profile
from labapp.counting.rule import Progress
from labapp.counting.settings import CHOICE, INTEGER, Setting
from labapp.counting.ties import BY_LOT, Choice, check_list, settle

EXCLUDE_TIES_OPEN = Setting("exclude-ties", CHOICE, "open", ("open", "backwards", "lot"))
EXCLUDE_TIES_BACKWARDS = Setting("exclude-ties", CHOICE, "backwards", ("open", "backwards", "lot"))
WAYS = Setting("ways", INTEGER, "1500", minimum=1, maximum=10_000_000)
FEWER_WAYS = Setting("ways", INTEGER, "150", minimum=1, maximum=10_000_000)
BACKWARDS = "earlier stages"
End = frozenset[str]
S = TypeVar("S")


class Blur(NamedTuple):
    """Stands in a history for stages whose order is open: who of several that gained there had more is not known."""

    gained: frozenset[str]


class Ways(Generic[S]):
    """Follows every way a count can go from a state, as far as a fixed number of states allows.

    `step` returns the next states (one, or several at a tie) or the set of winners where the count ends; states with
    equal `key` have the same future and are followed once.
    """

    def __init__(
        self,
        step: Callable[[S], Sequence[S] | End],
        key: Callable[[S], Hashable],
        limit: int,
        progress: Progress | None = None,
    ) -> None:
        self._step, self._key, self._limit, self._progress = step, key, limit, progress

    def ends(self, starts: Sequence[S]) -> frozenset[End] | None:
        """Return all possible sets of winners, or None when there are too many ways to follow."""
        found: set[End] = set()
        waiting = list(starts)
        seen = {self._key(state) for state in waiting}
        followed = 0
        while waiting:
            if followed >= self._limit:
                return None
            if self._progress is not None:
                self._progress(followed, self._limit)
            followed += 1
            after = self._step(waiting.pop())
            if isinstance(after, frozenset):
                found.add(after)
                continue
            for state in after:
                key = self._key(state)
                if key not in seen:
                    seen.add(key)
                    waiting.append(state)
        return frozenset(found)


def narrow(
    among: tuple[str, ...],
    history: Sequence[Mapping[str, Number] | Blur],
    settings: Mapping[str, Any],
    profile: Profile,
    lowest: bool = True,
) -> tuple[tuple[str, ...], Reason | None, str | None]:
    """Pick out of equal options the one to exclude (or, not `lowest`, to serve first), as far as the settings allow.

    Returns those still equal (one when settled), the reason to give and what decided.
    """
    way = settings["exclude-ties"]
    kind = "stage-tie" if lowest else "surplus-tie"
    if way == "lot" and settings["lot"]:
        order = check_list("lot", settings["lot"], among, profile)
        picked = order[-1] if lowest else order[0]
        return (picked,), Reason(f"{kind}-by-lot", {"among": among, "option": picked}), BY_LOT
    if way != "backwards":
        return among, None, None
    left = among
    for stage in reversed(history):
        if isinstance(stage, Blur):
            if len(stage.gained.intersection(left)) > 1:
                break
            continue
        edge = (min if lowest else max)(stage[option] for option in left)
        left = tuple(option for option in left if stage[option] == edge)
        if len(left) == 1:
            return left, Reason(f"{kind}-by-earlier", {"among": among, "option": left[0]}), BACKWARDS
    return left, None, None


def settle_ends(
    ends: frozenset[End], places: int, settings: Mapping[str, Any], profile: Profile
) -> tuple[End, Choice]:
    """Settle between possible ends by the `ties` setting, one place at a time; what all ends share is sure.

    Returns the sure winners and the choice made among the rest; left open, the choice has the tie and no winners.
    """
    order = [option.id for option in profile.options]
    sure = frozenset.intersection(*ends)
    winners: list[str] = []
    ties: list[Tie] = []
    reasons: list[Reason] = []
    left = ends
    while len(left) > 1:
        settled = sure.union(winners)
        doubtful = tuple(o for o in order if o not in settled and any(o in end for end in left))
        choice = settle(doubtful, 1, settings, profile)
        ties.extend(choice.ties)
        if not choice.winners:
            reasons.append(Reason("ends-differ", {"among": doubtful, "places": places - len(settled)}))
            reasons.extend(reason for reason in choice.reasons if reason.code != "tie-open")
            break
        reasons.extend(choice.reasons)
        winners.extend(choice.winners)
        left = frozenset(end for end in left if choice.winners[0] in end)
    if len(left) == 1:
        winners = [option for option in order if option in next(iter(left)) and option not in sure]
    return sure, Choice(tuple(winners), tuple(ties), tuple(reasons))

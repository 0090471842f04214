"""Ties for last place in IRV and STV, and what they can change.

`exclude-ties=open`: the count follows every way the tie could fall. If all ways elect the same, the tie changes
nothing and the count goes on, saying so; if not, those who are not in every end are an open tie. `backwards`: the one
that had less at the latest earlier stage where they differed goes; a tie that remains is followed as for `open`. `lot`:
the lot's order is entered, first drawn best, so the last drawn goes. `ways` is how many stages may be followed before
the count gives up and leaves the tie open (`too-many-ways`), small enough for a room by default, to be raised at
leisure; what takes about twice as long for each stage (IRV looking back, a second look of STV) follows half as many.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from labapp.counting.outcome import Reason, Tie
from labapp.counting.outlook import AnyOf, End, Span
from labapp.counting.past import Blur, Past
from labapp.counting.profile import Profile
from labapp.counting.rule import Progress
from labapp.counting.seen import Seen, Tell
from labapp.counting.settings import CHOICE, INTEGER, Setting
from labapp.counting.ties import BY_COST, BY_LOT, Choice, check_list, settle

EXCLUDE_TIES_OPEN = Setting("exclude-ties", CHOICE, "open", ("open", "backwards", "lot"))
EXCLUDE_TIES_BACKWARDS = Setting("exclude-ties", CHOICE, "backwards", ("open", "backwards", "lot"))
WAYS = Setting("ways", INTEGER, "1200", minimum=1, maximum=10_000_000)
FEWER_WAYS = Setting("ways", INTEGER, "120", minimum=1, maximum=10_000_000)
BACKWARDS = "earlier stages"
_CROWD = 200
S = TypeVar("S")


def look_every(standing: int) -> int:
    """Return after how many stages to look anew at what is sure: with few who stand, at each."""
    return 1 + (standing - 1) // _CROWD


Way = tuple[Callable[[], S], Hashable | None]
"""One way to go on, made only when it is followed, and the key of the stage where it is known before."""


class Ways(Generic[S]):
    """Follows every way a count can go, as far as a fixed number of stages allows.

    `step` returns the ways from a stage (one, or several at a tie) or the ends where they are known; stages with equal
    `key` (see `Seen`) have the same future and are followed once. `span` tells what is sure of a stage without
    following it: where that is nothing new, it is not followed; `every` how many stages may pass before that is looked
    at anew, which takes the square of those who stand. Ways are asked for one by one, the next only when all that came
    of the one before was followed: of a thousand equals most are never asked for.
    """

    def __init__(
        self,
        step: Callable[[S], Iterable[Way[S]] | AnyOf],
        key: Callable[[S], tuple[Hashable, Tell | None]],
        span: Callable[[S], Span],
        every: Callable[[S], int],
        limit: int,
        progress: Progress | None = None,
    ) -> None:
        self._step, self._key, self._span, self._every = step, key, span, every
        self._limit, self._progress = limit, progress

    def ends(self, start: S, ways: Iterable[Way[S]], chosen: End = frozenset()) -> Span | None:
        """Return who is in all and who in some of the ends that have everybody of `chosen`; None: too many ways.

        `ways` are all that go on from `start`.
        """
        found: Span | None = None
        waiting = [(iter(ways), self._span(start))]
        seen = Seen()
        followed = 0
        while waiting:
            ways_on, span = waiting[-1]
            way = next(ways_on, None)
            if way is None:
                waiting.pop()
                continue
            make, key = way
            if key in seen or not _tells(span, found, chosen):
                continue
            state = make()
            if not seen.add(*((key, None) if key is not None else self._key(state))):
                continue
            if followed % self._every(state) == 0:  # else what was sure before still is, and has to do
                span = self._span(state)
            if not _tells(span, found, chosen):
                continue
            if span.least == span.most:
                found = _joined(found, span)
                continue
            if followed >= self._limit:
                return None
            if self._progress is not None:
                self._progress(followed, self._limit)
            followed += 1
            after = self._step(state)
            if isinstance(after, AnyOf):
                found = _joined(found, after.span(chosen))
            else:
                waiting.append((iter(after), span))
        return found


def _tells(span: Span, found: Span | None, chosen: End) -> bool:
    """Tell whether ends within these bounds can have everybody of `chosen` and add to what was found."""
    return chosen <= span.most and not (found and span.most <= found.most and span.least >= found.least)


def _joined(found: Span | None, more: Span | None) -> Span | None:
    return Span(found.least & more.least, found.most | more.most) if found and more else found or more


def narrow(
    among: tuple[str, ...],
    past: Past | None,
    settings: Mapping[str, Any],
    lowest: bool = True,
) -> tuple[tuple[str, ...], Reason | None, str | None]:
    """Pick out of equal options the one to exclude (or, not `lowest`, to serve first), as far as the settings allow.

    Returns those still equal (one when settled), the reason to give and what decided.
    """
    way = settings["exclude-ties"]
    kind = "stage-tie" if lowest else "surplus-tie"
    if way == "lot" and settings["lot"]:
        order = check_list("lot", settings["lot"], among)
        picked = order[-1] if lowest else order[0]
        return (picked,), Reason(f"{kind}-by-lot", {"among": among, "option": picked}), BY_LOT
    if way != "backwards":
        return among, None, None
    left = among
    while past is not None:
        if isinstance(past.stage, Blur):
            if len(past.stage.gained.intersection(left)) > 1:
                break
            past = past.before
            continue
        place = past.place()
        edge = (min if lowest else max)([place[option] for option in left])
        left = tuple([option for option in left if place[option] == edge])
        if len(left) == 1:
            return left, Reason(f"{kind}-by-earlier", {"among": among, "option": left[0]}), BACKWARDS
        past = past.blur
    return left, None, None


def settle_ends(
    ends: Span, among: Callable[[End], Span | None], places: int, settings: Mapping[str, Any], profile: Profile
) -> tuple[End, Choice]:
    """Settle between possible ends by the `ties` setting, one place at a time; what all ends share is sure.

    `among` returns the ends that have certain options, None where there are too many ways to tell. Returns the sure
    winners and the choice made among the rest; left open, the choice has the tie.
    """
    order = [option.id for option in profile.options]
    sure = ends.least
    winners: list[str] = []
    ties: list[Tie] = []
    reasons: list[Reason] = []
    left: Span | None = ends
    doubtful: tuple[str, ...] = ()
    while left is not None and left.least != left.most:
        settled, possible = sure.union(winners), left.most
        doubtful = tuple(option for option in order if option in possible and option not in settled)
        open_places = places - len(settled)
        choice, left = _next(doubtful, winners, open_places, among, settings, profile)
        ties.extend(choice.ties)
        if not choice.winners:
            reasons.append(Reason("ends-differ", {"among": doubtful, "places": open_places}))
            reasons.extend(reason for reason in choice.reasons if reason.code != "tie-open")
            return sure, Choice(tuple(winners), tuple(ties), tuple(reasons))
        reasons.extend(choice.reasons)
        winners.extend(choice.winners)
    if left is None:
        rest = tuple(option for option in doubtful if option not in winners)
        ties.append(Tie(rest))
        reasons.append(Reason("too-many-ways", {"among": rest, "standing": rest}))
    else:
        winners = [option for option in order if option in left.least and option not in sure]
    return sure, Choice(tuple(winners), tuple(ties), tuple(reasons))


def _next(
    doubtful: tuple[str, ...], taken: Sequence[str], places: int, among: Callable[[End], Span | None],
    settings: Mapping[str, Any], profile: Profile,
) -> tuple[Choice, Span | None]:  # fmt: skip
    """Settle who comes next, and what is possible then; the cheapest that cost the same go together where all can."""
    choice = settle(doubtful, 1, settings, profile)
    if choice.winners:
        return choice, among(frozenset((*taken, *choice.winners)))
    cheapest = choice.ties[-1].among
    together = among(frozenset((*taken, *cheapest))) if settings["ties"] == "lowest-cost" else None
    if together is not None:
        said = Reason("tie-by-cost", {"among": doubtful, "winners": cheapest})
        return Choice(cheapest, (Tie(doubtful, BY_COST, cheapest),), (said,)), together
    said_of_all = tuple(Reason(reason.code, {**reason.params, "places": places}) for reason in choice.reasons)
    return Choice((), choice.ties, said_of_all), None

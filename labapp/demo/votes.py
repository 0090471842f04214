"""How the invented rooms vote: by the same operations as real ones, sealed ballots included."""

from __future__ import annotations

from typing import Any

from labapp.clock import SteppingClock
from labapp.demo.chance import Chance
from labapp.kinds.vote import box, entitled, hands, options, rounds
from labapp.kinds.vote.rounds import Round
from labapp.kinds.vote.terms import HANDS
from labapp.lab import Lab
from labapp.model.agenda import Activity

_CROWD = 10  # in a smaller room everybody votes


def prepare(lab: Lab, activity: Activity, chosen: list[str], typed: tuple[str, ...] = ()) -> bool:
    """Fill in the options and fit the limits to them; False when there is nothing to vote on."""
    with lab.change("vote.edit") as tx:
        options.add_ideas(tx, activity.id, chosen)
        for title in typed:
            options.add(tx, activity.id, title)
        vote = rounds.get(tx, rounds.draft(tx, activity.id))
        count = len(options.of_vote(tx, vote.id))
        limits, counting = vote.terms.limits, vote.terms.counting
        if vote.terms.form_id == "choose":
            limits = {"max": max(1, min(limits["max"], count)), "min": 1}
        if "seats" in counting:
            counting = {**counting, "seats": str(max(1, min(int(counting["seats"]), count)))}
        rounds.configure(tx, activity.id, limits=limits, counting=counting)
    return count > 0


def hold(lab: Lab, activity: Activity, clock: SteppingClock, chance: Chance, step: float) -> None:
    """Open, vote, close and announce; `step` seconds lie between two ballots."""
    drawn = rounds.latest(lab.read, activity.id)
    assert drawn is not None
    box.open_vote(lab, drawn.id)
    now = rounds.get(lab.read, drawn.id)
    if HANDS in now.terms.channels:
        clock.forward(minutes=2)
        _raise_hands(lab, now)
    else:
        _cast(lab, now, clock, chance, step)
    clock.forward(minutes=1)
    box.close_vote(lab, now.id)
    clock.forward(minutes=1)
    box.announce(lab, now.id)


def _cast(lab: Lab, now: Round, clock: SteppingClock, chance: Chance, step: float) -> None:
    choices = options.of_vote(lab.read, now.id)
    base = [chance.between(0.2, 1.0) ** 2 for _ in choices]
    tastes: dict[str | None, list[float]] = {}
    voters = entitled.frozen(lab.read, now.id)
    for voter in voters:
        clock.forward(seconds=step)
        if len(voters) >= _CROWD and chance.one_in(15):
            continue  # some do not vote, and it is not held against them
        taste = tastes.setdefault(voter.sector, [weight * chance.between(0.4, 1.6) for weight in base])
        body = now.terms.form.blank() if len(voters) >= _CROWD and chance.one_in(40) else _ballot(now, taste, chance)
        box.cast(lab, now.id, voter.voter, body)


def _ballot(now: Round, taste: list[float], chance: Chance) -> Any:  # noqa: ANN401 - JSON of the form
    limits, weights = now.terms.limits, list(taste)
    if now.terms.form_id == "dots":
        dots: dict[str, int] = {}
        for _ in range(int(limits["n"])):
            place = chance.drawn(weights)
            dots[str(place + 1)] = dots.get(str(place + 1), 0) + 1
            if dots[str(place + 1)] >= limits["cap"]:
                weights[place] = 0.0
            if not any(weights):
                break
        return dots
    picked: list[int] = []
    for _ in range(int(limits["max"])):
        place = chance.drawn(weights)
        picked.append(place + 1)
        weights[place] = 0.0
        if not any(weights):
            break
    return sorted(picked)


def _raise_hands(lab: Lab, now: Round) -> None:
    """Count hands so that the last place to be won is tied, where there are options and people enough for it."""
    choices = options.of_vote(lab.read, now.id)
    room = hands.able(lab.read, now.id)
    seats = int(now.terms.counting.get("seats", "1"))
    for place, count in enumerate(hand_counts(room, len(choices), seats, int(now.terms.limits["max"]))):
        with lab.change("vote.hands") as tx:
            hands.enter(tx, now.id, choices[place].id, count)
    if not hands.people(lab.read, now.id)[1]:
        with lab.change("vote.hands") as tx:
            hands.enter(tx, now.id, None, room, hands.PEOPLE)


def hand_counts(room: int, count: int, seats: int, each: int) -> list[int]:
    """Return raised hands per option: falling, with the places `seats` and `seats + 1` equal; at most what is there."""
    left, found = room * each, []
    for place in range(count):
        tied = max(1, 2 * room // (5 if each == 1 else 3))
        share = tied + max(0, seats - 1 - place) * max(1, room // 10) - max(0, place - seats) * max(1, room // 8)
        found.append(max(0, min(share, room, left)))
        left -= found[-1]
    return found

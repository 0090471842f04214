"""Paper ballots handled for ever, and what must be true of them after a kill: issued, read, void, read again, counted.

The n-th ballot read says `n % 3 + 1`, so one that is lost, doubled or changed shows in what lies in the box.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from labapp.document import Document
from labapp.kinds.vote import box, entitled, envelopes, options, paper, result, rounds, second
from labapp.lab import Lab

ISSUED = 18
MISTYPED = "1 2"
VOID_EVERY = 6
"""So often a sheet is void: it carries the number of the ballots handled before it."""


def handle(document: Document, now: rounds.Round, pipe: Connection, cast: Callable[[], None]) -> None:
    """Do what is left to do, from issuing to announcing; each step is said when it is kept."""
    lab, vote = document.lab, now.id
    if now.state == rounds.OPEN:
        _issue(lab, vote, pipe)
        _read(lab, vote, pipe)
        _read_again(lab, vote, pipe)
        cast()
        box.close_vote(lab, vote)
        pipe.send(("closed", ""))
    if rounds.get(lab.read, vote).state == rounds.CLOSED:
        box.announce(lab, vote)
        pipe.send(("announced", ""))


def _issue(lab: Lab, vote: str, pipe: Connection) -> None:
    while (done := paper.papers(lab.read, vote).issued) < ISSUED:
        voter = paper.waiting(lab.read, vote)[0].voter
        paper.issue(lab, vote, [voter])
        pipe.send(("issued", done + 1))


def _read(lab: Lab, vote: str, pipe: Connection) -> None:
    while (stand := paper.papers(lab.read, vote)).missing:
        handled = stand.returned + stand.void
        if handled % VOID_EVERY == VOID_EVERY - 1:
            paper.spoil(lab, vote, f"#{handled + 1} podarta")
            pipe.send(("void", stand.void + 1))
            continue
        text = typed_of(stand.returned)
        if stand.returned % 5 == 4:  # mistyped and taken back; killed between, the second reading has to find it
            paper.take_back(lab, vote, paper.enter(lab, vote, MISTYPED))
        paper.enter(lab, vote, text)
        pipe.send(("read", stand.returned + 1))


def _read_again(lab: Lab, vote: str, pipe: Connection) -> None:
    if rounds.get(lab.read, vote).second is None:
        _type_again(lab, vote, pipe)
        second.end(lab, vote)
        pipe.send(("compared", 0))
    for found in second.differences(lab, vote):
        assert found.first == MISTYPED
        second.correct(lab, vote, found)


def _type_again(lab: Lab, vote: str, pipe: Connection) -> None:
    if not second.going_on(lab.read, vote):
        second.begin(lab, vote)
    returned = paper.papers(lab.read, vote).returned
    while (done := second.count(lab.read, vote)) < returned:
        second.enter(lab, vote, typed_of(done))
        pipe.send(("again", done + 1))


def typed_of(place: int) -> str:
    """Return what is typed for the ballot of this place, counted from 0."""
    return str(place % 3 + 1)


def judge(document: Document, now: rounds.Round, said: list[Any], cast: Callable[[], None]) -> None:
    """Find everything that was said to be kept, nothing twice, and go on where the vote is still open."""
    lab = document.lab
    told: dict[str, int] = {}
    for what, number in said:
        told[what] = max(told.get(what, 0), number or 0)
    stand = paper.papers(lab.read, now.id)
    assert stand.issued >= told.get("issued", 0)
    assert stand.returned >= told.get("read", 0)
    assert stand.void >= told.get("void", 0)
    sheets = [sheet.number for sheet in paper.void_sheets(lab.read, now.id)]
    assert sheets == [VOID_EVERY * (place + 1) for place in range(stand.void)]
    if now.state == rounds.OPEN:
        _judge_open(lab, now, stand.returned, told)
        cast()
    else:
        _judge_counted(lab, now, stand.returned)
        assert "announced" not in told or now.state == rounds.ANNOUNCED


def _judge_open(lab: Lab, now: rounds.Round, returned: int, told: dict[str, int]) -> None:
    assert not {"closed", "announced", "left"} & set(told)
    first = [tuple(body) for body in envelopes.papers(lab, now)]
    assert len(first) == returned
    right = Counter((place % 3 + 1,) for place in range(returned))
    assert not Counter(body for body in first if body != (1, 2)) - right
    assert first.count((1, 2)) <= 1 + returned // 5
    again = [tuple(body) for body in envelopes.second(lab, now)]
    assert len(again) >= told.get("again", 0)
    assert Counter(again) == Counter((place % 3 + 1,) for place in range(len(again)))


def _judge_counted(lab: Lab, now: rounds.Round, returned: int) -> None:
    box.finish_interrupted(lab)
    found = result.result(lab.read, now.id)
    numbers = {choice.id: choice.number for choice in options.of_vote(lab.read, now.id)}
    others = len(entitled.voted(lab.read, now.id)) - ISSUED  # they all cast for the first option
    right = Counter(place % 3 + 1 for place in range(returned)) + Counter({1: others})
    assert {numbers[bar.choice.id]: int(bar.score) for bar in found.bars} == dict(right)
    assert found.outcome.ballots.invalid == paper.papers(lab.read, now.id).void
    assert rounds.get(lab.read, now.id).second is not None
    if now.terms.sealed:
        assert lab.read.value("SELECT count(*) FROM vote_second") == 0

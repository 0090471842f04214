"""What must add up in every round, for `lab check`: numbers only, never who or what."""

from __future__ import annotations

from labapp.changes import Reader
from labapp.errors import UserError
from labapp.kinds.base import Problem
from labapp.kinds.vote import hands, keys, options, paper, rounds
from labapp.kinds.vote.rounds import Round

_BALLOTS = "SELECT count(*) FROM vote_ballots WHERE vote = ?"
_BOXES = "SELECT count(*) FROM vote_boxes WHERE vote = ?"
_SEALED_AGAIN = "SELECT count(*) FROM vote_second WHERE vote = ? AND box IS NOT NULL"
_TURNOUT = "SELECT count(*) FROM vote_turnout WHERE vote = ?"
_ENTITLED = "SELECT count(*) FROM vote_entitled WHERE vote = ?"
_STRANGERS = (
    "SELECT count(*) FROM vote_turnout t WHERE t.vote = ? AND NOT EXISTS"
    " (SELECT 1 FROM vote_entitled e WHERE e.vote = t.vote AND e.voter = t.voter)"
)
_BODIES = "SELECT DISTINCT body FROM vote_ballots WHERE vote = ?"
_NAMED = "SELECT count(*) FROM vote_ballots WHERE vote = ? AND voter IS NOT NULL"


def problems(read: Reader, held: Round) -> list[Problem]:
    """Return what does not add up in one round."""
    found: list[Problem] = []

    def expect(code: str, sound: bool, **numbers: int) -> None:
        if not sound:
            found.append(Problem(code, {"round": held.number, **numbers}))

    if held.state == rounds.DRAFT:
        return found
    state = read.value("SELECT state FROM vote_votes WHERE id = ?", held.id)
    expect("vote.terms-altered", state == held.state)
    expect("vote.ballots-altered", not _altered(read, held))
    ballots, boxes = int(read.value(_BALLOTS, held.id)), int(read.value(_BOXES, held.id))
    turnout, people = int(read.value(_TURNOUT, held.id)), int(read.value(_ENTITLED, held.id))
    voted, _exact = hands.voted(read, held.id)
    out = paper.papers(read, held.id)
    strangers = int(read.value(_STRANGERS, held.id))
    expect("vote.more-than-entitled", voted <= people, voted=voted, entitled=people)
    expect("vote.not-entitled-voted", strangers == 0, n=strangers)
    expect("vote.hands-both-ways", hands.way(read, held.id) != hands.MIXED)
    if held.state != rounds.VOID:
        apart = out.missing + out.void  # signed for, and not in the box
        sound = ballots + boxes == turnout - apart
        expect("vote.ballots-differ", sound, ballots=ballots + boxes, turnout=turnout - apart)
    if held.terms.sealed:
        named = int(read.value(_NAMED, held.id))
        expect("vote.secret-named", named == 0, n=named)
        expect("vote.secret-in-clear", held.state != rounds.OPEN or ballots == 0, n=ballots)
        boxes += int(read.value(_SEALED_AGAIN, held.id))
        expect("vote.boxes-left", held.state == rounds.OPEN or boxes == 0, n=boxes)
        if held.state == rounds.OPEN:
            expect("vote.key-missing", keys.present(read, held.id))
    return found


def _altered(read: Reader, held: Round) -> bool:
    """Whether some ballot is none of this vote: only a file changed past the program has one."""
    if held.state == rounds.VOID:
        return False
    form, limits = held.terms.form, held.terms.limits
    numbers = [choice.number for choice in options.of_vote(read, held.id)]
    try:
        for row in read.rows(_BODIES, held.id):
            form.decode(row["body"], limits, numbers)
    except UserError:
        return True
    return False

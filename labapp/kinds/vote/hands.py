"""Raised hands: counted per option by the moderator, among those who have not voted otherwise.

Counts are ordinary gestures (they can be undone until the vote ends); only an open vote has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from labapp.changes import Change, Reader
from labapp.errors import UserError
from labapp.kinds.vote import options, paper, rounds
from labapp.kinds.vote.rounds import Round
from labapp.kinds.vote.terms import HANDS

PEOPLE = "people"


@dataclass(frozen=True)
class Count:
    """One counted number; `sector` None where the room was counted as a whole."""

    option: str | None
    answer: str
    sector: str | None
    count: int


def counts(read: Reader, vote: str) -> list[Count]:
    """Return what has been counted so far."""
    rows = read.rows("SELECT * FROM vote_tallies WHERE vote = ? ORDER BY id", vote)
    return [Count(r["option"], r["answer"], r["sector"], r["count"]) for r in rows]


def enter(
    tx: Change, vote: str, option: str | None, count: int, answer: str = "yes", sector: str | None = None
) -> None:
    """Set one counted number; UserError when more hands were raised than there are people who may raise them.

    `option` None with the answer `people` says how many took part, where the counts themselves cannot tell.
    """
    now = rounds.in_state(tx, vote, rounds.OPEN)
    _check_place(tx, now, option, answer)
    if count < 0:
        raise UserError("vote.hands-negative")
    row = tx.row(
        "SELECT id FROM vote_tallies WHERE vote = ? AND option IS ? AND answer = ? AND sector IS ?",
        vote, option, answer, sector,
    )  # fmt: skip
    if row is not None:
        tx.update("vote_tallies", row["id"], count=count)
    else:
        tx.insert("vote_tallies", vote=vote, option=option, answer=answer, sector=sector, count=count)
    _drop_other_way(tx, vote, option, answer, sector)
    _check_room(tx, now, sector)
    _check_room(tx, now, None)


def without_ballot(read: Reader, vote: str, sector: str | None = None) -> int:
    """Return how many entitled votes (of a sector) have not been cast as ballots."""
    sql = (
        "SELECT count(*) FROM vote_entitled e WHERE e.vote = ? AND NOT EXISTS"
        " (SELECT 1 FROM vote_turnout t WHERE t.vote = e.vote AND t.voter = e.voter)"
    )
    if sector is None:
        return int(read.value(sql, vote))
    return int(read.value(sql + " AND e.sector = ?", vote, sector))


def people(read: Reader, vote: str) -> tuple[int, bool]:
    """Return how many took part by hand, and whether that is exact or only "at least"."""
    found = counts(read, vote)
    now = rounds.get(read, vote)
    told = sum(item.count for item in found if item.answer == PEOPLE)
    cast = [item for item in found if item.answer != PEOPLE]
    if not cast:
        return told, True
    least = _least(cast, now)
    single = len(options.of_vote(read, vote)) == 1 if now.terms.form_id == "answers" else _one_hand(now)
    return (least, True) if single else (max(told, least), told > 0)


def by_sector(read: Reader, vote: str) -> dict[str, tuple[int, bool]]:
    """Return for each sector that was counted apart how many took part by hand, and whether that is exact."""
    now = rounds.get(read, vote)
    single = len(options.of_vote(read, vote)) == 1 if now.terms.form_id == "answers" else _one_hand(now)
    apart: dict[str, list[Count]] = {}
    for item in counts(read, vote):
        if item.sector is not None and item.answer != PEOPLE:
            apart.setdefault(item.sector, []).append(item)
    return {sector: (_least(cast, now), single) for sector, cast in apart.items()}


def voted(read: Reader, vote: str) -> tuple[int, bool]:
    """Return how many have voted by whatever channel, and whether that is exact."""
    signed = int(read.value("SELECT count(*) FROM vote_turnout WHERE vote = ?", vote))
    ballots = signed - paper.papers(read, vote).missing
    raised, exact = people(read, vote)
    return ballots + raised, exact


def check_room_for_ballot(read: Reader, vote: str) -> None:
    """Refuse a ballot when everybody who has not cast one has already been counted by hand."""
    raised, _ = people(read, vote)
    if raised and without_ballot(read, vote) <= raised:
        raise UserError("vote.hands-full", n=raised)


def _check_place(tx: Change, now: Round, option: str | None, answer: str) -> None:
    if HANDS not in now.terms.channels:
        raise UserError("vote.channel-closed")
    if option is None and answer == PEOPLE:
        return
    if option not in {choice.id for choice in options.of_vote(tx, now.id)}:
        raise UserError("vote.ballot-shape")
    if answer not in now.terms.form.hand_answers:
        raise UserError("vote.ballot-shape")


def _drop_other_way(tx: Change, vote: str, option: str | None, answer: str, sector: str | None) -> None:
    """Either the room as a whole or sector by sector: the newer way of counting replaces the other."""
    side = "IS NOT NULL" if sector is None else "IS NULL"
    sql = f"SELECT id FROM vote_tallies WHERE vote = ? AND option IS ? AND answer = ? AND sector {side}"
    for row in tx.rows(sql, vote, option, answer):
        tx.delete("vote_tallies", row["id"])


def _check_room(tx: Change, now: Round, sector: str | None) -> None:
    room = without_ballot(tx, now.id, sector)
    mine = [item for item in counts(tx, now.id) if sector is None or item.sector == sector]
    told = sum(item.count for item in mine if item.answer == PEOPLE)
    if told > room:
        raise UserError("vote.hands-above", count=told, room=room)
    cap = int(now.terms.limits.get("cap", 1))
    for option, total in _by_option(mine).items():
        if option is not None and total > room * cap:
            raise UserError("vote.hands-above", count=total, room=room * cap)
    if now.terms.form_id != "answers":
        total = sum(item.count for item in mine if item.answer != PEOPLE)
        most = room * now.terms.form.hands_per_person(now.terms.limits)
        if total > most:
            raise UserError("vote.hands-above", count=total, room=most)


def _least(cast: list[Count], now: Round) -> int:
    """Return the fewest people who could have raised so many hands."""
    by_option = _by_option(cast)
    most = max(by_option.values(), default=0)
    if now.terms.form_id == "answers":
        return most
    cap = int(now.terms.limits.get("cap", 1))
    per_person = now.terms.form.hands_per_person(now.terms.limits)
    return max(-(-most // cap), -(-sum(by_option.values()) // per_person))


def _one_hand(now: Round) -> bool:
    return now.terms.form.hands_per_person(now.terms.limits) == 1


def _by_option(found: list[Count]) -> Mapping[str | None, int]:
    totals: dict[str | None, int] = {}
    for item in found:
        if item.answer != PEOPLE:
            totals[item.option] = totals.get(item.option, 0) + item.count
    return totals

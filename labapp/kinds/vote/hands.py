"""Raised hands: counted per option by the moderator, among those who have not voted otherwise.

Counts are ordinary gestures (they can be undone until the vote ends); only an open vote has them. A vote is counted in
one way, the room as a whole or sector by sector: the two beside each other would lose or double hands. Sector by
sector, people of no sector are a group of their own (`NO_SECTOR`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from labapp.changes import Change, Reader
from labapp.errors import UserError
from labapp.kinds.vote import options, paper, rounds
from labapp.kinds.vote.entitled import NO_SECTOR
from labapp.kinds.vote.rounds import Round
from labapp.kinds.vote.terms import HANDS

PEOPLE = "people"
WHOLE, SECTORS = "whole", "sectors"
MIXED = "mixed"
"""What files of earlier versions may hold: both ways in one vote. Such counts add up to nothing."""
_NOWHERE = "/-"
"""Ends the answer in the row of people without a sector: the column of the sector can name existing ones only.

A version that does not know it takes the row for one of the whole room beside sectors, and refuses the count.
"""
_IN_ROOM = (
    " AND EXISTS (SELECT 1 FROM presence p, vote_votes v WHERE v.id = e.vote AND p.participant = e.participant"
    " AND (p.departed IS NULL OR {since}))"
)
_BY_CLOCK = "p.departed >= v.opened"
_BY_HISTORY = "p.id IN (SELECT json_extract(key, '$[0]') FROM journal WHERE tbl = 'presence' AND change > {begun})"


@dataclass(frozen=True)
class Count:
    """One counted number; `sector` None where the room was counted as a whole, `NO_SECTOR` for people of none."""

    option: str | None
    answer: str
    sector: str | None
    count: int


def counts(read: Reader, vote: str) -> list[Count]:
    """Return what has been counted so far."""
    rows = read.rows("SELECT * FROM vote_tallies WHERE vote = ? ORDER BY id", vote)
    return [Count(r["option"], *_place(r["answer"], r["sector"]), r["count"]) for r in rows]


def way(read: Reader, vote: str) -> str:
    """Return how this vote has been counted so far; empty while no hand has been."""
    found = {WHOLE if item.sector is None else SECTORS for item in counts(read, vote) if item.count}
    return MIXED if len(found) > 1 else next(iter(found), "")


def refuse_mixed(read: Reader, vote: str) -> None:
    """Raise UserError where the room and its sectors were counted beside each other."""
    if way(read, vote) == MIXED:
        raise UserError("vote.hands-mixed")


def begin_again(tx: Change, vote: str) -> None:
    """Take all counts away, so that the vote can be counted in the other way; one gesture, to be undone as one."""
    rounds.in_state(tx, vote, rounds.OPEN)
    for row in tx.rows("SELECT id FROM vote_tallies WHERE vote = ?", vote):
        tx.delete("vote_tallies", row["id"])


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
    _keep_to_one_way(tx, vote, sector)
    kept, of = (f"{answer}{_NOWHERE}", None) if sector == NO_SECTOR else (answer, sector)
    row = tx.row(
        "SELECT id FROM vote_tallies WHERE vote = ? AND option IS ? AND answer = ? AND sector IS ?",
        vote, option, kept, of,
    )  # fmt: skip
    if row is not None:
        tx.update("vote_tallies", row["id"], count=count)
    else:
        tx.insert("vote_tallies", vote=vote, option=option, answer=kept, sector=of, count=count)
    _check_room(tx, now, sector)
    _check_room(tx, now, None)


def without_ballot(read: Reader, vote: str, sector: str | None = None) -> int:
    """Return how many entitled votes (of a sector) have not been cast as ballots."""
    return _without(read, vote, sector, "")


def able(read: Reader, vote: str, sector: str | None = None) -> int:
    """Return how many of those (of a sector) have been in the room since the vote began: whose hands there can be.

    Where nobody entitled is known to be here, nobody has kept attendance, and all of them may be.
    """
    in_room = _in_room(read, vote)
    here = "SELECT EXISTS (SELECT 1 FROM vote_entitled e WHERE e.vote = ?" + in_room + ")"
    return _without(read, vote, sector, in_room if read.value(here, vote) else "")


def _in_room(read: Reader, vote: str) -> str:
    """Return the condition of having been in the room since a vote began.

    The history knows who left after that, though the clock was set meanwhile; a vote joined in from another computer,
    or a history whose details were removed, leaves only the clock.
    """
    sql = (
        "SELECT max(c.id) FROM changes c, vote_votes v WHERE v.id = ? AND c.code = 'vote.open' AND c.at = v.opened"
        " AND EXISTS (SELECT 1 FROM journal j WHERE j.change = c.id)"
    )
    begun = read.value(sql, vote)
    return _IN_ROOM.format(since=_BY_CLOCK if begun is None else _BY_HISTORY.format(begun=int(begun)))


def _without(read: Reader, vote: str, sector: str | None, more: str) -> int:
    sql = (
        "SELECT count(*) FROM vote_entitled e WHERE e.vote = ? AND NOT EXISTS"
        " (SELECT 1 FROM vote_turnout t WHERE t.vote = e.vote AND t.voter = e.voter)" + more
    )
    if sector is None:
        return int(read.value(sql, vote))
    return int(read.value(sql + " AND e.sector IS ?", vote, None if sector == NO_SECTOR else sector))


def _place(answer: str, sector: str | None) -> tuple[str, str | None]:
    """Return the answer and whose it is, from a row."""
    if sector is None and answer.endswith(_NOWHERE):
        return answer.removesuffix(_NOWHERE), NO_SECTOR
    return answer, sector


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
    if single:
        return least, True
    # "at least everybody" is everybody
    return max(told, least), told > 0 or least >= without_ballot(read, vote)


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


def check_room_for_ballot(read: Reader, vote: str, voter: str) -> None:
    """Refuse a ballot when everybody who has not cast one, in the room or in the voter's sector, was counted by hand.

    Somebody nobody has marked as present was not among those counted.
    """
    raised, _ = people(read, vote)
    if not raised:
        return
    sql = "SELECT sector FROM vote_entitled e WHERE vote = ? AND voter = ?" + _in_room(read, vote)
    row = read.row(sql, vote, voter)
    free = without_ballot(read, vote) if row is None else able(read, vote)
    if free <= raised:
        raise UserError("vote.hands-full", n=raised)
    apart = by_sector(read, vote)
    of = (row["sector"] or NO_SECTOR) if row is not None else ""
    if of in apart and able(read, vote, of) <= apart[of][0]:
        raise UserError("vote.hands-full", n=raised)


def check_again(read: Reader, vote: str) -> None:
    """Refuse counts that ballots cast since have left no room for."""
    now = rounds.get(read, vote)
    for sector in {None, *(item.sector for item in counts(read, vote))}:
        _check_room(read, now, sector)


def _check_place(tx: Change, now: Round, option: str | None, answer: str) -> None:
    if HANDS not in now.terms.channels:
        raise UserError("vote.channel-closed")
    if option is None and answer == PEOPLE:
        return
    if option not in {choice.id for choice in options.of_vote(tx, now.id)}:
        raise UserError("vote.ballot-shape")
    if answer not in now.terms.form.hand_answers:
        raise UserError("vote.ballot-shape")


def _keep_to_one_way(tx: Change, vote: str, sector: str | None) -> None:
    """Refuse a count beside counts of the other way; noughts of it are nothing and give place."""
    if way(tx, vote) not in ("", WHOLE if sector is None else SECTORS):
        raise UserError("vote.hands-other-way")
    for row in tx.rows("SELECT id, answer, sector FROM vote_tallies WHERE vote = ?", vote):
        if (_place(row["answer"], row["sector"])[1] is None) != (sector is None):
            tx.delete("vote_tallies", row["id"])


def _check_room(tx: Reader, now: Round, sector: str | None) -> None:
    """Refuse more than the people can have raised who have not voted otherwise; of a sector where one is given."""
    people_left = able(tx, now.id, sector)
    absent = without_ballot(tx, now.id, sector) - people_left
    mine = [item for item in counts(tx, now.id) if sector is None or item.sector == sector]
    told = sum(item.count for item in mine if item.answer == PEOPLE)
    cap = int(now.terms.limits.get("cap", 1))

    def refuse_above(total: int, each: int) -> None:
        if total > people_left * each:
            name = "" if sector is None else str(
                tx.value("SELECT name FROM sectors WHERE id = ?", sector, default=NO_SECTOR)
            )  # fmt: skip
            raise UserError(
                "vote.hands-above", count=total, people=people_left, room=people_left * each, sector=name, absent=absent
            )

    refuse_above(told, 1)
    for option, total in _by_option(mine).items():
        if option is not None:
            refuse_above(total, cap)
    if now.terms.form_id != "answers":
        refuse_above(sum(_by_option(mine).values()), now.terms.form.hands_per_person(now.terms.limits))
    if told < (least := _least([item for item in mine if item.answer != PEOPLE], now)) and told:
        raise UserError("vote.hands-told", people=told, least=least)


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

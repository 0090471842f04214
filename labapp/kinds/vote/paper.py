"""Paper ballots: issued to people, read back apart from them, void with a reason, read a second time.

To issue a ballot uses up that person's vote, as signing for it does at any polling station; what comes back carries no
name and joins the others in the box (sealed while a secret vote is open). So nobody votes twice over all channels, and
what did not come back is a number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from labapp.changes import Change, Reader
from labapp.errors import UserError
from labapp.kinds.vote import entitled, envelopes, options, rounds, typed
from labapp.kinds.vote.rounds import Round
from labapp.kinds.vote.terms import PAPER
from labapp.lab import Lab

ISSUED, RETURNED, VOID = "issued", "returned", "void"
REASON_LIMIT = 200


@dataclass(frozen=True)
class Papers:
    """How the printed ballots stand: given out in all, read back, void, not back yet."""

    issued: int
    returned: int
    void: int

    @property
    def missing(self) -> int:
        """Return how many are still out."""
        return self.issued - self.returned - self.void


@dataclass(frozen=True)
class Difference:
    """One ballot on which the two readings differ; an empty side means that the other has one more."""

    first: str | None
    second: str | None


def papers(read: Reader, vote: str) -> Papers:
    """Return how the printed ballots stand."""
    rows = read.rows("SELECT state, count(*) AS n FROM vote_paper WHERE vote = ? GROUP BY state", vote)
    found = {row["state"]: int(row["n"]) for row in rows}
    return Papers(sum(found.values()), found.get(RETURNED, 0), found.get(VOID, 0))


def void_reasons(read: Reader, vote: str) -> list[str]:
    """Return why ballots are void, each reason as often as it was given."""
    rows = read.rows("SELECT reason FROM vote_paper WHERE vote = ? AND state = ? ORDER BY reason", vote, VOID)
    return [str(row["reason"]) for row in rows]


def waiting(read: Reader, vote: str) -> list[entitled.Voter]:
    """Return the entitled in the room who have neither voted nor been given a ballot."""
    done = entitled.voted(read, vote)
    rows = read.rows("SELECT DISTINCT participant FROM presence WHERE departed IS NULL")
    here = {row["participant"] for row in rows}
    return [v for v in entitled.frozen(read, vote) if v.voter not in done and v.participant in here]


def issue(lab: Lab, vote: str, voters: Sequence[str]) -> int:
    """Give ballots to these people and return how many; UserError for somebody who has voted or has one."""
    with lab.silent("vote.paper", source="console") as tx:
        _open(tx, lab, vote)
        done = entitled.voted(tx, vote)
        known = {voter.voter for voter in entitled.frozen(tx, vote)}
        serial = int(tx.value("SELECT coalesce(max(serial), 0) FROM vote_paper WHERE vote = ?", vote))
        for voter in voters:
            if voter not in known:
                raise UserError("vote.not-entitled")
            if voter in done:
                raise UserError("vote.already-voted")
            hands_room(tx, vote)
            serial += 1
            tx.insert("vote_turnout", vote=vote, voter=voter, channel="" if _sealed(tx, vote) else PAPER)
            tx.insert("vote_paper", vote=vote, serial=serial, state=ISSUED)
    return len(voters)


def enter(lab: Lab, vote: str, text: str) -> str:
    """Read one ballot as typed into the box and return a mark by which it can be taken back at once."""
    with lab.silent("vote.paper", source="console") as tx:
        now = _open(tx, lab, vote)
        numbers = [choice.number for choice in options.of_vote(tx, vote)]
        body = typed.read(text, now.terms, numbers)
        _tick_off(tx, vote, RETURNED, "")
        return envelopes.put_paper(tx, now, now.terms.form.encode(body), len(numbers))


def spoil(lab: Lab, vote: str, reason: str) -> None:
    """Count one ballot as void; the reason is part of the report."""
    said = " ".join(reason.split())[:REASON_LIMIT]
    if not said:
        raise UserError("vote.void-reason")
    with lab.silent("vote.paper", source="console") as tx:
        _open(tx, lab, vote)
        _tick_off(tx, vote, VOID, said)


def take_back(lab: Lab, vote: str, mark: str) -> None:
    """Take the ballot that was just read out of the box again; an empty mark means a void one."""
    with lab.silent("vote.paper", source="console") as tx:
        _open(tx, lab, vote)
        state = RETURNED if mark else VOID
        row = tx.row("SELECT max(serial) AS serial FROM vote_paper WHERE vote = ? AND state = ?", vote, state)
        if row is None or row["serial"] is None:
            raise UserError("vote.not-voted")
        if mark:
            envelopes.drop(tx, vote, mark)
        tx.update("vote_paper", (vote, row["serial"]), state=ISSUED, reason="")


def differences(lab: Lab, vote: str, second: Sequence[str]) -> list[Difference]:
    """Compare a second reading (as typed) with the first; order does not matter, for ballots have none."""
    now = rounds.in_state(lab.read, vote, rounds.OPEN)
    numbers = [choice.number for choice in options.of_vote(lab.read, vote)]
    form = now.terms.form
    first = Counter(form.encode(body) for body in envelopes.papers(lab, now))
    again = Counter(form.encode(typed.read(text, now.terms, numbers)) for text in second)
    only_first, only_second = sorted((first - again).elements()), sorted((again - first).elements())
    longest = max(len(only_first), len(only_second))

    def said(found: list[str], at: int) -> str | None:
        return typed.shown(form.decode(found[at]), now.terms, numbers) if at < len(found) else None

    return [Difference(said(only_first, at), said(only_second, at)) for at in range(longest)]


def correct(lab: Lab, vote: str, difference: Difference) -> None:
    """Put the second reading of one ballot in the place of the first."""
    if difference.first is None or difference.second is None:
        raise UserError("vote.second-count")
    now = rounds.in_state(lab.read, vote, rounds.OPEN)
    numbers = [choice.number for choice in options.of_vote(lab.read, vote)]
    form = now.terms.form
    wanted = form.encode(typed.read(difference.first, now.terms, numbers))
    mark = envelopes.find_paper(lab, now, wanted)
    with lab.silent("vote.paper", source="console") as tx:
        _open(tx, lab, vote)
        envelopes.drop(tx, vote, mark)
        text = form.encode(typed.read(difference.second, now.terms, numbers))
        envelopes.put_paper(tx, now, text, len(numbers))


def note_second(lab: Lab, vote: str, differing: int) -> None:
    """Write down that there was a second reading, and on how many ballots it differed."""
    with lab.change("vote.second", undoable=False) as tx:
        rounds.in_state(tx, vote, rounds.OPEN)
        tx.update("vote_votes", vote, second=differing)


def settle(tx: Change, vote: str) -> None:
    """Forget in which order ballots were read: returned first, then void by reason, then what never came back."""
    rows = tx.rows("SELECT state, reason FROM vote_paper WHERE vote = ?", vote)
    order = (RETURNED, VOID, ISSUED)
    settled = sorted(((str(row["state"]), str(row["reason"])) for row in rows), key=lambda r: (order.index(r[0]), r[1]))
    for serial, (state, reason) in enumerate(settled, 1):
        tx.update("vote_paper", (vote, serial), state=state, reason=reason)


def hands_room(read: Reader, vote: str) -> None:
    """Refuse a ballot to somebody who may have been counted by hand already."""
    from labapp.kinds.vote import hands  # which asks here how many ballots are out

    hands.check_room_for_ballot(read, vote)


def _open(tx: Change, lab: Lab, vote: str) -> Round:
    now = rounds.in_state(tx, vote, rounds.OPEN)
    if PAPER not in now.terms.channels:
        raise UserError("vote.channel-closed")
    envelopes.refuse_copy(lab, now)
    return now


def _sealed(read: Reader, vote: str) -> bool:
    return rounds.get(read, vote).terms.sealed


def _tick_off(tx: Change, vote: str, state: str, reason: str) -> None:
    row = tx.row("SELECT min(serial) AS serial FROM vote_paper WHERE vote = ? AND state = ?", vote, ISSUED)
    if row is None or row["serial"] is None:
        raise UserError("vote.paper-all-back")
    tx.update("vote_paper", (vote, row["serial"]), state=state, reason=reason)

"""Paper ballots: issued to people, read back apart from them, void with a reason.

To issue a ballot uses up that person's vote, as signing for it does at any polling station; what comes back carries no
name and joins the others in the box (sealed while a secret vote is open). So nobody votes twice over all channels, and
what did not come back is a number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from labapp.changes import Change, Reader
from labapp.errors import UserError
from labapp.kinds.vote import entitled, envelopes, options, rounds, typed
from labapp.kinds.vote.rounds import Round
from labapp.kinds.vote.terms import PAPER
from labapp.lab import Lab

ISSUED, RETURNED, VOID = "issued", "returned", "void"
CAST, ON_PAPER, EITHER = "cast", "paper", "either"  # how somebody's one vote is used up, see `used`
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
class Sheet:
    """A void sheet or one that never came back: its printed number, where somebody looked, and what was the matter."""

    number: int | None
    said: str


def papers(read: Reader, vote: str) -> Papers:
    """Return how the printed ballots stand."""
    rows = read.rows("SELECT state, count(*) AS n FROM vote_paper WHERE vote = ? GROUP BY state", vote)
    found = {row["state"]: int(row["n"]) for row in rows}
    return Papers(sum(found.values()), found.get(RETURNED, 0), found.get(VOID, 0))


def void_sheets(read: Reader, vote: str) -> list[Sheet]:
    """Return the void ballots with their reasons, each as often as it was given."""
    rows = read.rows(
        "SELECT sheet, reason FROM vote_paper WHERE vote = ? AND state = ? ORDER BY sheet IS NULL, sheet, reason",
        vote, VOID,
    )  # fmt: skip
    return [Sheet(row["sheet"], str(row["reason"])) for row in rows]


def missing_sheets(read: Reader, vote: str) -> list[Sheet]:
    """Return the sheets known never to have come back."""
    rows = read.rows(
        "SELECT sheet, lost FROM vote_paper WHERE vote = ? AND state = ? AND sheet IS NOT NULL ORDER BY sheet",
        vote, ISSUED,
    )  # fmt: skip
    return [Sheet(row["sheet"], str(row["lost"])) for row in rows]


def waiting(read: Reader, vote: str) -> list[entitled.Voter]:
    """Return the entitled in the room who have neither voted nor been given a ballot."""
    done = entitled.voted(read, vote)
    rows = read.rows("SELECT DISTINCT participant FROM presence WHERE departed IS NULL")
    here = {row["participant"] for row in rows}
    return [v for v in entitled.frozen(read, vote) if v.voter not in done and v.participant in here]


def used(read: Reader, vote: str) -> dict[str, str]:
    """Say by voter how a vote is used up: cast, out on paper, or (sealed: it is not kept which) either of them."""
    out = papers(read, vote).issued
    rows = read.rows("SELECT voter, channel FROM vote_turnout WHERE vote = ?", vote)
    return {
        row["voter"]: ON_PAPER if row["channel"] == PAPER else EITHER if out and not row["channel"] else CAST
        for row in rows
    }


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
            hands_room(tx, vote, voter)
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
        _tick_off(tx, vote, RETURNED)
        return envelopes.put_paper(tx, now, now.terms.form.encode(body), len(numbers))


def spoil(lab: Lab, vote: str, said: str) -> None:
    """Count one ballot as void; the reason is part of the report, and so is the sheet's number: `#12 torn`."""
    number, reason = typed.void(said)
    if not reason:
        raise UserError("vote.void-reason")
    with lab.silent("vote.paper", source="console") as tx:
        _open(tx, lab, vote)
        _refuse_known(tx, vote, [] if number is None else [number])
        _tick_off(tx, vote, VOID, reason[:REASON_LIMIT], number)


def lose(tx: Change, vote: str, sheets: Sequence[int], said: str) -> None:
    """Write down which sheets never came back; UserError for more than are missing, or one known otherwise."""
    rows = tx.rows("SELECT serial FROM vote_paper WHERE vote = ? AND state = ? ORDER BY serial", vote, ISSUED)
    if len(set(sheets)) > len(rows):
        raise UserError("vote.sheets-too-many", n=len(rows))
    for row in rows:
        tx.update("vote_paper", (vote, row["serial"]), sheet=None, lost="")
    _refuse_known(tx, vote, sheets)
    for row, number in zip(rows, sorted(set(sheets)), strict=False):
        tx.update("vote_paper", (vote, row["serial"]), sheet=number, lost=said)


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
        tx.update("vote_paper", (vote, row["serial"]), state=ISSUED, reason="", sheet=None)


def settle(tx: Change, vote: str) -> None:
    """Forget in which order ballots were read: returned first, then void by reason, then what never came back."""
    rows = tx.rows("SELECT state, reason, sheet FROM vote_paper WHERE vote = ?", vote)
    order = (RETURNED, VOID, ISSUED)
    settled = sorted(rows, key=lambda row: (order.index(row["state"]), row["reason"], row["sheet"] or 0))
    for serial, row in enumerate(settled, 1):
        tx.update("vote_paper", (vote, serial), state=row["state"], reason=row["reason"], sheet=row["sheet"])


def hands_room(read: Reader, vote: str, voter: str) -> None:
    """Refuse a ballot to somebody who may have been counted by hand already."""
    from labapp.kinds.vote import hands  # which asks here how many ballots are out

    hands.check_room_for_ballot(read, vote, voter)


def _open(tx: Change, lab: Lab, vote: str) -> Round:
    now = rounds.in_state(tx, vote, rounds.OPEN)
    if PAPER not in now.terms.channels:
        raise UserError("vote.channel-closed")
    envelopes.refuse_copy(lab, now)
    return now


def _sealed(read: Reader, vote: str) -> bool:
    return rounds.get(read, vote).terms.sealed


def _tick_off(tx: Change, vote: str, state: str, reason: str = "", sheet: int | None = None) -> None:
    row = tx.row("SELECT min(serial) AS serial FROM vote_paper WHERE vote = ? AND state = ?", vote, ISSUED)
    if row is None or row["serial"] is None:
        raise UserError("vote.paper-all-back")
    tx.update("vote_paper", (vote, row["serial"]), state=state, reason=reason, sheet=sheet)


def _refuse_known(tx: Change, vote: str, sheets: Sequence[int]) -> None:
    for number in sheets:
        if number < 1 or tx.row("SELECT 1 FROM vote_paper WHERE vote = ? AND sheet = ?", vote, number):
            raise UserError("vote.sheet-known", n=number)

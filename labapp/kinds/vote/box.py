"""The ballot box: open, cast, take back, close, announce. Every channel enters through `cast`.

An open vote keeps who cast what until it ends. A sealed one (secret, or counted by sector) keeps encrypted ballots
and, apart from them, who has voted; closing opens them all at once, sorts them and forgets everything else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from labapp.changes import Change
from labapp.errors import UserError
from labapp.kinds.vote import (
    entitled,
    envelopes,
    hands,
    keys,
    options,
    paper,
    reconcile,
    result,
    rounds,
    run_offs,
    second,
    ties,
)
from labapp.kinds.vote.forms.base import Body
from labapp.kinds.vote.terms import BOOTH, BY_SECTOR, PAPER, check, frozen, terms
from labapp.kinds.vote.ties import Decision
from labapp.lab import Lab
from labapp.model import agenda


def open_vote(lab: Lab, vote: str) -> None:
    """Begin voting: freeze words, order, cost, terms and the entitled. A barrier: no undo crosses it."""
    ready = rounds.in_state(lab.read, vote, rounds.DRAFT)
    choices = options.of_vote(lab.read, vote)
    settings = options.fitted(agenda.activity(lab.read, ready.activity).settings, choices)
    check(terms(settings), len(choices))
    result.check_countable(terms(settings), choices)
    voters = entitled.roll(lab.read, settings)
    if not voters:
        raise UserError("vote.nobody-entitled")
    with lab.change("vote.open", undoable=False, barrier=True, n=len(voters)) as tx:
        for choice in choices:
            tx.update("vote_options", choice.id, number=choice.number)
        tag = tx.new_id() if ready.terms.sealed else ""
        by_sector = ready.terms.secrecy == BY_SECTOR
        entitled.freeze(tx, vote, voters, ready.terms.minimum_cell, merge=by_sector)
        tx.update(
            "vote_votes", vote, state=rounds.OPEN, opened=tx.now, question=ready.question, settings=frozen(settings),
            key_tag=tag,
        )  # fmt: skip
        if tag:
            keys.create(lab, vote, tag)  # last: what was refused before leaves no key behind


def cast(lab: Lab, vote: str, voter: str, body: Body, channel: str = BOOTH) -> None:
    """Put one ballot in; UserError when not open, not entitled, voted already, or outside the limits.

    Leaves no row in the history or the journal, so that neither order nor time can be read anywhere.
    """
    with lab.silent("vote.cast", source=channel) as tx:
        now = rounds.in_state(tx, vote, rounds.OPEN)
        envelopes.refuse_copy(lab, now)
        if channel not in now.terms.channels or channel == PAPER:
            raise UserError("vote.channel-closed")
        row = tx.row("SELECT cell FROM vote_entitled WHERE vote = ? AND voter = ?", vote, voter)
        if row is None:
            raise UserError("vote.not-entitled")
        if tx.row("SELECT 1 FROM vote_turnout WHERE vote = ? AND voter = ?", vote, voter):
            raise UserError("vote.already-voted")
        hands.check_room_for_ballot(tx, vote, voter)
        numbers = [choice.number for choice in options.of_vote(tx, vote)]
        text = now.terms.form.encode(now.terms.form.check(body, now.terms.limits, numbers))
        envelopes.put(tx, now, voter, row["cell"], text, len(numbers))
        # which channel is no secret of an open vote; of a sealed one not even that is kept
        tx.insert("vote_turnout", vote=vote, voter=voter, channel="" if now.terms.sealed else channel)


def take_back(lab: Lab, vote: str, voter: str) -> None:
    """Remove somebody's ballot before the end, so that they may vote again; never where ballots are sealed."""
    with lab.silent("vote.take-back", source="console") as tx:
        now = rounds.in_state(tx, vote, rounds.OPEN)
        if now.terms.sealed:
            raise UserError("vote.sealed")
        row = tx.row("SELECT id FROM vote_ballots WHERE vote = ? AND voter = ?", vote, voter)
        if row is None:
            raise UserError("vote.not-voted")
        tx.delete("vote_ballots", row["id"])
        tx.delete("vote_turnout", (vote, voter))


def close_vote(lab: Lab, vote: str) -> None:
    """End voting. Sealed ballots are opened, sorted, written under random ids; boxes, log and key are destroyed.

    UserError `vote.key-lost` when they cannot be opened: then only `give_up` and a repeat remain.
    """
    now = rounds.in_state(lab.read, vote, rounds.OPEN)
    envelopes.refuse_copy(lab, now)
    hands.refuse_mixed(lab.read, vote)  # while it is open it can be counted again, afterwards only repeated
    opened = envelopes.opened(lab, now) if now.terms.sealed else []
    with _ended(lab, vote), lab.change("vote.close", undoable=False, barrier=True) as tx:
        by_sector = now.terms.secrecy == BY_SECTOR
        cells = entitled.merge_by_turnout(tx, vote, now.terms.minimum_cell) if by_sector else {"": ""}
        for body, cell in sorted((now.terms.form.encode(item["b"]), cells[item["c"]]) for item in opened):
            tx.insert("vote_ballots", vote=vote, body=body, cell=cell)
        _drop_boxes(tx, vote)
        paper.settle(tx, vote)
        tx.update(
            "vote_votes", vote, state=rounds.CLOSED, closed=tx.now, present=_present(tx, vote),
            invalid=paper.papers(tx, vote).void,
        )  # fmt: skip


def give_up(lab: Lab, vote: str) -> None:
    """End a vote whose ballots nobody can open any more; it counts for nothing and can be repeated."""
    now = rounds.in_state(lab.read, vote, rounds.OPEN)
    if not now.terms.sealed or keys.usable(lab, vote):
        raise UserError("vote.key-present")
    with _ended(lab, vote), lab.change("vote.give-up", undoable=False, barrier=True) as tx:
        _drop_boxes(tx, vote)
        tx.update("vote_votes", vote, state=rounds.VOID, closed=tx.now)


def announce(lab: Lab, vote: str, *, stepwise: bool = False) -> None:
    """Let the room see the result at once, or from the last place to the first by `reveal`.

    UserError `vote.unexplained` while numbers differ and nobody has said why.
    """
    rounds.in_state(lab.read, vote, rounds.CLOSED)
    found = reconcile.reconcile(lab.read, vote)
    if not found.settled:
        raise UserError("vote.unexplained", n=found.missing)
    with lab.change("vote.announce", undoable=False) as tx:
        revealed = 0 if stepwise else None
        tx.update("vote_votes", vote, state=rounds.ANNOUNCED, announced=tx.now, revealed=revealed)


def reveal(lab: Lab, vote: str) -> None:
    """Show the room the next place, counted from the last; after the first the whole result stands."""
    now = rounds.in_state(lab.read, vote, rounds.ANNOUNCED)
    if now.revealed is None:
        return
    last = now.revealed + 1 >= len(options.of_vote(lab.read, vote))
    with lab.change("vote.reveal", undoable=False) as tx:
        tx.update("vote_votes", vote, revealed=None if last else now.revealed + 1)


def show_why(lab: Lab, vote: str, shown: bool) -> None:
    """Show the room the reasons of the outcome, or put them away."""
    rounds.in_state(lab.read, vote, rounds.ANNOUNCED)
    with lab.change("vote.why", undoable=False) as tx:
        tx.update("vote_votes", vote, why=int(shown))


def show_ground(lab: Lab, vote: str, shown: bool) -> None:
    """Show the room what sectors have in common, or put it away; UserError where nothing may be said by sector."""
    rounds.in_state(lab.read, vote, rounds.ANNOUNCED)
    if shown and result.result(lab.read, vote).between is None:
        raise UserError("vote.no-sectors")
    with lab.change("vote.ground", undoable=False) as tx:
        tx.update("vote_votes", vote, ground=int(shown))


def explain(lab: Lab, vote: str, words: str, sheets: Sequence[int] = ()) -> None:
    """Keep the moderator's words for what did not add up, and which sheets never came back; part of the report."""
    rounds.in_state(lab.read, vote, rounds.CLOSED, rounds.ANNOUNCED)
    said = words.strip()
    if not said:
        raise UserError("vote.explanation-empty")
    # Not undoable: the sheets lie in a table without a journal and would keep words that were withdrawn.
    with lab.change("vote.explain", undoable=False) as tx:
        tx.update("vote_votes", vote, explained=said)
        paper.lose(tx, vote, sheets, said)


def repeat(lab: Lab, vote: str, reason: str, *, only_tied: bool = False) -> str:
    """Prepare a new, linked round with its reason and return its id; the first one stays.

    `only_tied`: a run-off, of the options nothing has decided between, for as many places as they are tied about.
    """
    tied = run_offs.options(lab.read, vote) if only_tied else ()
    if only_tied and not tied:
        raise UserError("vote.no-tie")
    with lab.change("vote.repeat") as tx:
        again = rounds.repeat(tx, vote, reason, tied)
        if tied:
            run_offs.fit(tx, vote)
        return again


def decide_tie(lab: Lab, vote: str, decision: Decision) -> None:
    """Enter how the room settled a tie; UserError for what does not fit the tie or nobody could vouch for."""
    now = rounds.in_state(lab.read, vote, rounds.CLOSED, rounds.ANNOUNCED)
    later = [held.state for held in rounds.of_activity(lab.read, now.activity) if held.follows == vote]
    if set(later) - {rounds.DRAFT, rounds.VOID}:
        raise UserError("vote.repeated-already")  # two answers to one question would stand in the report
    given = ties.check(lab.read, now.terms, decision)
    cast = result.profile(lab.read, now)
    if not any(tie.decided_by is None for tie in result.settled_by(now, cast, None).ties):
        raise UserError("vote.no-tie")
    result.settled_by(now, cast, given)  # an order that does not fit is refused here
    with lab.change("vote.decide-tie", activity=now.activity, way=given.way) as tx:
        tx.update("vote_votes", vote, decision=replace(given, at=tx.now).text())
        if tx.row("SELECT 1 FROM vote_bodies WHERE vote = ?", vote):
            tx.delete("vote_bodies", vote)
        if given.body:
            tx.insert("vote_bodies", vote=vote, body=given.body)


@contextmanager
def _ended(lab: Lab, vote: str) -> Iterator[None]:
    """Finish a sealed vote once its end is kept, whatever those who hear of it make of the news."""
    try:
        yield
    finally:
        now = rounds.get(lab.read, vote)
        if now.terms.sealed and now.state != rounds.OPEN:
            finish(lab, vote)


def finish(lab: Lab, vote: str) -> None:
    """Remove every trace of the boxes and the key; safe to call again after a power cut between the two."""
    lab.scrub()
    keys.destroy(lab, vote)


def finish_interrupted(lab: Lab) -> int:
    """Complete closings that were cut short (the key of a closed vote is still here) and return how many."""
    rows = lab.read.rows("SELECT id FROM vote_votes WHERE state NOT IN ('draft', 'open')")
    ended = [str(row["id"]) for row in rows]
    left = [vote for vote in ended if keys.file_of(lab.read, vote).exists() and not keys.held_elsewhere(lab, vote)]
    for vote in left:
        finish(lab, vote)
    return len(left)


def _drop_boxes(tx: Change, vote: str) -> None:
    for row in tx.rows("SELECT box FROM vote_boxes WHERE vote = ?", vote):
        tx.delete("vote_boxes", [vote, row["box"]])
    if rounds.get(tx, vote).terms.sealed:
        second.forget(tx, vote)


def _present(tx: Change, vote: str) -> int:
    """Count entitled votes whose person is in the room now; some of those who voted may have left."""
    here: Any = tx.value(
        "SELECT count(*) FROM vote_entitled e WHERE e.vote = ? AND EXISTS"
        " (SELECT 1 FROM presence r WHERE r.participant = e.participant AND r.departed IS NULL)", vote,
    )  # fmt: skip
    return int(here)

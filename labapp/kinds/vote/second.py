"""The second reading of paper ballots: kept beside the first as it is typed, compared, corrected.

It outlives a closed window and a power cut. Where ballots are sealed, so is every ballot read again, to the same key
and of the same length; nothing of it is left when the vote has ended.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from labapp.changes import Change, Reader
from labapp.errors import UserError
from labapp.kinds.vote import envelopes, options, rounds, typed
from labapp.kinds.vote.rounds import Round
from labapp.lab import Lab


@dataclass(frozen=True)
class Difference:
    """One ballot on which the two readings differ; an empty side means that the other has one more."""

    first: str | None
    second: str | None


def begin(lab: Lab, vote: str) -> None:
    """Start reading again from the first ballot; an earlier second reading is gone."""
    with lab.change("vote.second", undoable=False) as tx:
        rounds.in_state(tx, vote, rounds.OPEN)
        forget(tx, vote)
        tx.update("vote_votes", vote, second=None)


def enter(lab: Lab, vote: str, text: str) -> str:
    """Keep one ballot as read again and return its mark; UserError for what cannot be a ballot, or one too many."""
    with lab.silent("vote.paper", source="console") as tx:
        now = rounds.in_state(tx, vote, rounds.OPEN)
        envelopes.refuse_copy(lab, now)
        numbers = [choice.number for choice in options.of_vote(tx, vote)]
        body = typed.read(text, now.terms, numbers)
        if count(tx, vote) >= _returned(tx, vote):
            raise UserError("vote.second-all")
        return envelopes.put_second(tx, now, now.terms.form.encode(body), len(numbers))


def take_back(lab: Lab, vote: str, mark: str) -> None:
    """Take a ballot out of the second reading again."""
    with lab.silent("vote.paper", source="console") as tx:
        rounds.in_state(tx, vote, rounds.OPEN)
        if not tx.row("SELECT 1 FROM vote_second WHERE id = ? AND vote = ?", mark, vote):
            raise UserError("vote.not-voted")
        tx.delete("vote_second", mark)


def count(read: Reader, vote: str) -> int:
    """Return how many ballots have been read again."""
    return int(read.value("SELECT count(*) FROM vote_second WHERE vote = ?", vote))


def going_on(read: Reader, vote: str) -> bool:
    """Whether a second reading was begun and not compared yet, perhaps before the program was closed."""
    return count(read, vote) > 0 and rounds.get(read, vote).second is None


def end(lab: Lab, vote: str) -> list[Difference]:
    """Compare both readings, write down on how many ballots they differ, and return those."""
    found = differences(lab, vote)
    with lab.change("vote.second", undoable=False) as tx:
        rounds.in_state(tx, vote, rounds.OPEN)
        tx.update("vote_votes", vote, second=len(found))
    return found


def differences(lab: Lab, vote: str) -> list[Difference]:
    """Compare both readings as they are now; order does not matter, for ballots have none."""
    now = rounds.in_state(lab.read, vote, rounds.OPEN)
    numbers = [choice.number for choice in options.of_vote(lab.read, vote)]
    form = now.terms.form
    first = Counter(form.encode(body) for body in envelopes.papers(lab, now))
    again = Counter(form.encode(body) for body in envelopes.second(lab, now))
    only_first, only_second = sorted((first - again).elements()), sorted((again - first).elements())
    longest = max(len(only_first), len(only_second))

    def said(found: list[str], at: int) -> str | None:
        if at >= len(found):
            return None
        return typed.shown(form.decode(found[at], now.terms.limits, numbers), now.terms, numbers)

    return [Difference(said(only_first, at), said(only_second, at)) for at in range(longest)]


def correct(lab: Lab, vote: str, difference: Difference) -> None:
    """Put the second reading of one ballot in the place of the first."""
    if difference.first is None or difference.second is None:
        raise UserError("vote.second-count")
    now = rounds.in_state(lab.read, vote, rounds.OPEN)
    envelopes.refuse_copy(lab, now)
    numbers = [choice.number for choice in options.of_vote(lab.read, vote)]
    mark = envelopes.find_paper(lab, now, _encoded(difference.first, now, numbers))
    with lab.silent("vote.paper", source="console") as tx:
        envelopes.drop(tx, vote, mark)
        envelopes.put_paper(tx, now, _encoded(difference.second, now, numbers), len(numbers))


def forget(tx: Change, vote: str) -> None:
    """Drop what was read again."""
    for row in tx.rows("SELECT id FROM vote_second WHERE vote = ?", vote):
        tx.delete("vote_second", row["id"])


def _encoded(text: str, now: Round, numbers: list[int]) -> str:
    return now.terms.form.encode(typed.read(text, now.terms, numbers))


def _returned(read: Reader, vote: str) -> int:
    return int(read.value("SELECT count(*) FROM vote_paper WHERE vote = ? AND state = 'returned'", vote))

"""Before a result is announced: do entitled, present, voted and paper agree, and if not, what was the matter."""

from __future__ import annotations

from dataclasses import dataclass

from labapp.changes import Reader
from labapp.kinds.vote import entitled, hand_words, hands, paper, rounds
from labapp.kinds.vote.paper import Papers, Sheet
from labapp.kinds.vote.rounds import Round
from labapp.kinds.vote.terms import BOOTH, PAPER


@dataclass(frozen=True)
class Reconciliation:
    """The numbers side by side; `left` are the entitled who were not in the room at the end, by voter id."""

    entitled: int
    present: int
    voted: int
    exact: bool
    channels: tuple[tuple[str, int], ...]
    papers: Papers
    left: tuple[str, ...]
    second: int | None
    explained: str
    void_sheets: tuple[Sheet, ...] = ()
    missing_sheets: tuple[Sheet, ...] = ()

    @property
    def missing(self) -> int:
        """Return how many issued ballots never came back."""
        return self.papers.missing

    @property
    def settled(self) -> bool:
        """Whether everything adds up, or the moderator has said why it does not."""
        return not self.missing or bool(self.explained)


def reconcile(read: Reader, vote: str) -> Reconciliation:
    """Return the numbers of a round that has opened."""
    now = rounds.get(read, vote)
    frozen = entitled.frozen(read, vote)
    voted, exact = hands.voted(read, vote)
    stand = paper.papers(read, vote)
    return Reconciliation(
        len(frozen), now.present if now.present is not None else len(frozen), voted, exact,
        _channels(read, now, stand), stand, _left(read, vote, now.closed), now.second, now.explained,
        tuple(paper.void_sheets(read, vote)), tuple(paper.missing_sheets(read, vote)),
    )  # fmt: skip


def _channels(read: Reader, now: Round, stand: Papers) -> tuple[tuple[str, int], ...]:
    rows = read.rows("SELECT channel, count(*) AS n FROM vote_turnout WHERE vote = ? GROUP BY channel", now.id)
    found = {str(row["channel"]): int(row["n"]) for row in rows}
    if "" in found:  # sealed: the channel is not kept, but whatever was not issued on paper came from the booth
        found[BOOTH] = found.pop("") - stand.issued
    found[PAPER] = stand.returned + stand.void
    found[hand_words.name(now.terms)] = hands.people(read, now.id)[0]
    return tuple((name, n) for name, n in sorted(found.items()) if n)


def _left(read: Reader, vote: str, closed: str | None) -> tuple[str, ...]:
    rows = read.rows(
        "SELECT e.voter FROM vote_entitled e WHERE e.vote = ? AND NOT EXISTS (SELECT 1 FROM presence p"
        " WHERE p.participant = e.participant AND (p.departed IS NULL OR p.departed > ?)) ORDER BY e.voter",
        vote, closed or "9",
    )  # fmt: skip
    return tuple(str(row["voter"]) for row in rows)

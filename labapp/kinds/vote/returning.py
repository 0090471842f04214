"""What undo may bring back while a vote is open: ballots are in no journal, so what stood before may be untrue now.

Hands counted before somebody voted at the booth would count that person twice; a delegate named before the vote was
cast would be said to have cast it.
"""

from __future__ import annotations

from collections.abc import Mapping, Set

from labapp.changes import Reader
from labapp.kinds.vote import entitled, hands, rounds


def may_return(read: Reader, rows: Mapping[str, Set[str]]) -> None:
    """Refuse counts there is no room for any more, and another delegate of a vote that has been cast."""
    if not rows.keys() & {"vote_tallies", "vote_entitled"}:
        return
    for row in read.rows("SELECT id FROM vote_votes WHERE state = ?", rounds.OPEN):
        vote = str(row["id"])
        if "vote_tallies" in rows:
            hands.refuse_mixed(read, vote)
            hands.check_again(read, vote)
        if "vote_entitled" in rows:
            entitled.check_delegates(read, vote, rows["vote_entitled"])

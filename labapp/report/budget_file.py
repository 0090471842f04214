"""A budget vote as `.pb` file, so that its ballots can be counted anew by anybody, with any tool."""

from __future__ import annotations

from pathlib import Path

from labapp import disk
from labapp.changes import Reader
from labapp.errors import UserError
from labapp.exchange.pabulib_write import paper_of, write_pabulib
from labapp.kinds.vote import options, result
from labapp.kinds.vote.terms import PERSON
from labapp.model import facts


def write(read: Reader, vote: str, target: Path) -> None:
    """Write a counted round; UserError for what the format has no place for."""
    disk.write_whole(target, text(read, vote).encode())


def text(read: Reader, vote: str) -> str:
    """Return the file's text: ids are the numbers people saw, ballots carry no names and no order of voting."""
    found = result.result(read, vote)
    if found.round.terms.weight != PERSON:
        raise UserError("vote.pb-weighed")  # the format has no weights: anybody would count another result
    about = facts.facts(read)
    day = (found.round.closed or "")[:10]
    date = f"{day[8:10]}.{day[5:7]}.{day[:4]}"
    meta = {
        "description": found.round.question, "country": "Poland",
        "unit": about.place or about.title or found.round.question,
        "instance": about.title or found.round.question, "date_begin": date, "date_end": date,
        "language": about.language,
    }  # fmt: skip
    if found.round.terms.form_id == "budget":
        limits = found.round.terms.limits
        if limits["way"] == "points":
            meta |= {"max_sum_points": str(limits["n"]), "max_points": str(limits["cap"])}
        elif limits["max"]:
            meta |= {"max_length": str(limits["max"])}
    counted = result.profile(read, found.round)
    numbers = {choice.id: str(choice.number) for choice in options.of_vote(read, vote)}
    paper = paper_of(result.renamed(counted, numbers), meta, result.renamed_outcome(found.outcome, numbers))
    return write_pabulib(paper)

"""A count as `.pb` file, so that its ballots can be counted anew by anybody, with any tool.

The report's room joins kinds and formats, which do not meet.
"""

from __future__ import annotations

from pathlib import Path

from labapp import disk
from labapp.changes import Reader
from labapp.exchange.pabulib_write import paper_of, write_pabulib
from labapp.kinds.base import Counted
from labapp.model import facts


def write(read: Reader, counted: Counted, target: Path) -> None:
    """Write a count; UserError for what the format has no place for."""
    disk.write_whole(target, text(read, counted).encode())


def text(read: Reader, counted: Counted) -> str:
    """Return the file's text."""
    about = facts.facts(read)
    date = f"{counted.day[8:10]}.{counted.day[5:7]}.{counted.day[:4]}"
    meta = {
        "description": counted.question, "country": "Poland",
        "unit": about.place or about.title or counted.question,
        "instance": about.title or counted.question, "date_begin": date, "date_end": date,
        "language": about.language, **counted.profile.meta, **counted.limits,
    }  # fmt: skip
    return write_pabulib(paper_of(counted.profile, meta, counted.outcome))

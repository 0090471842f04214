"""Readers of our own for the files of the shared data: plain, and independent of `labapp.exchange`."""

import csv
import re
from pathlib import Path

from labapp.counting.profile import Approvals, Ballot, Marks, Option, Profile, Ranking

GROUP = re.compile(r"\{([^}]*)\}|([^,{}]+)")


def preflib(path: Path) -> Profile:
    """Read a PrefLib file; of a .cat the first category is support."""
    ids: list[str] = []
    ballots: list[Ballot] = []
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        if line.startswith("#"):
            found = re.match(r"# ALTERNATIVE NAME (\d+):", line)
            ids += [found[1]] if found else []
        elif line.strip():
            number, order = line.split(":", 1)
            parts = [m[1] if m[1] is not None else m[2] for m in GROUP.finditer(order.strip())]
            levels = tuple(tuple(x.strip() for x in part.split(",") if x.strip()) for part in parts)
            marks: Marks = Approvals(levels[0]) if path.suffix == ".cat" else Ranking(levels)
            ballots.append(Ballot(marks, int(number)))
    return Profile(tuple(Option(i) for i in ids), tuple(ballots))


def scot(path: Path) -> tuple[Profile, int]:
    """Read a scot-elex file; candidates are "1", "2" … as in the oracle."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = [[cell.strip() for cell in row] for row in csv.reader(stream)]
    candidates, seats = int(rows[0][0]), int(rows[0][1])
    options = tuple(Option(str(n)) for n in range(1, candidates + 1))
    ballots = tuple(
        Ballot(Ranking(tuple((cell,) for cell in row[1:] if cell)), int(row[0]))
        for row in rows[1:]
        if row and row[0].isdigit()
    )
    return Profile(options, ballots), seats


def burlington(path: Path) -> Profile:
    """Read the ballots of Burlington 2009: an overvote ends the ballot, a rank left out is skipped."""
    ballots: dict[str, list[tuple[int, str]]] = {}
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            ballots.setdefault(row["ballot_id"], []).append((int(row["rank"]), row["choice"]))
    made: list[Ballot] = []
    for rows in ballots.values():
        choices = [choice for _, choice in sorted(rows)]
        if "$OVERVOTE" in choices:
            choices = choices[: choices.index("$OVERVOTE")]
        made.append(Ballot(Ranking(tuple(() if choice == "$UNDERVOTE" else (choice,) for choice in choices))))
    named = {choice for rows in ballots.values() for _, choice in rows if not choice.startswith("$")}
    return Profile(tuple(Option(name) for name in sorted(named)), tuple(made))

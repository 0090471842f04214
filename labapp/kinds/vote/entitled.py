"""Who may vote: worked out from the people before opening, frozen into rows at opening, never widened afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from labapp.changes import Change, Reader
from labapp.errors import UserError
from labapp.kinds.vote import rounds
from labapp.kinds.vote.terms import DEFAULTS, ENTITIES, ENTITY, PEOPLE, SECTORS
from labapp.model import people
from labapp.model.people import Participant
from labapp.store.journal import row_name

NO_SECTOR = "-"


@dataclass(frozen=True)
class Voter:
    """One vote: of a person, or of an entity through its delegate; `cell` are the sectors it is counted with.

    `weighs_with` is the entity whose people share one vote, where that was agreed.
    """

    voter: str
    participant: str | None
    entity: str | None
    sector: str | None
    cell: str = ""
    weighs_with: str | None = None


def roll(read: Reader, settings: Mapping[str, Any]) -> list[Voter]:
    """Return who would be entitled if the vote opened now, with whose vote each weighs."""
    found = _roll(read, {**DEFAULTS, **settings})
    if settings.get("weight") != ENTITY:
        return found
    entities = {person.id: person.entity for person in people.participants(read)}
    return [replace(voter, weighs_with=voter.entity or entities.get(voter.participant or "")) for voter in found]


def _roll(read: Reader, given: Mapping[str, Any]) -> list[Voter]:
    if given["entitled"] == PEOPLE:
        chosen = set(given["people"])
        return [_person(p) for p in people.participants(read) if p.id in chosen]
    here = [p for p in people.present(read) if p.role in people.VOTING_ROLES]
    if given["entitled"] == ENTITIES:
        return _delegates(here, given["delegates"])
    if given["entitled"] == SECTORS:
        here = [p for p in here if p.sector in given["sectors"]]
    return [_person(p) for p in here]


def freeze(tx: Change, vote: str, voters: Sequence[Voter], minimum: int, *, merge: bool) -> None:
    """Write the list down; with `merge` sectors below the minimum are counted together from the start."""
    sizes = Counter(voter.sector or NO_SECTOR for voter in voters)
    cells = merged_cells(sizes, minimum if merge else 0)
    for voter in voters:
        tx.insert(
            "vote_entitled", vote=vote, voter=voter.voter, participant=voter.participant, entity=voter.entity,
            sector=voter.sector, cell=cells[voter.sector or NO_SECTOR], weighs_with=voter.weighs_with,
        )  # fmt: skip


def cells_before(voters: Sequence[Voter], minimum: int) -> list[tuple[tuple[str, ...], int]]:
    """Return which sectors would be counted together if the vote began now, with how many people, largest first."""
    sizes = Counter(voter.sector or NO_SECTOR for voter in voters)
    people: Counter[str] = Counter()
    for sector, cell in merged_cells(sizes, minimum).items():
        people[cell] += sizes[sector]
    return [(tuple(cell.split("+")), n) for cell, n in sorted(people.items(), key=lambda item: (-item[1], item[0]))]


def merged_cells(sizes: Mapping[str, int], minimum: int) -> dict[str, str]:
    """Return for each key the name of the cell it is counted in: a small one takes the next smallest along.

    So every cell that is shown has at least `minimum` members (unless there is only one cell), and none can be had
    by subtracting the others from the whole.
    """
    cells = [([key], size) for key, size in sorted(sizes.items(), key=lambda item: (item[1], item[0]))]
    while len(cells) > 1 and cells[0][1] < minimum:
        (first, small), (second, next_size), *rest = cells
        cells = sorted([([*first, *second], small + next_size), *rest], key=lambda cell: (cell[1], cell[0]))
    return {key: "+".join(sorted(keys)) for keys, _ in cells for key in keys}


def sectors_voted(read: Reader, vote: str) -> dict[str, int]:
    """Return for each cell from how many of its sectors somebody voted."""
    rows = read.rows(
        "SELECT e.cell, count(DISTINCT coalesce(e.sector, ?)) AS many FROM vote_turnout t JOIN vote_entitled e"
        " ON e.vote = t.vote AND e.voter = t.voter WHERE t.vote = ? GROUP BY e.cell", NO_SECTOR, vote,
    )  # fmt: skip
    return {str(row["cell"]): int(row["many"]) for row in rows}


def merge_by_turnout(tx: Change, vote: str, minimum: int) -> dict[str, str]:
    """Count together once more the cells of which too few came to vote; return where each cell of the start went.

    Who voted is known to everybody in the room: a cell of which one person voted would show that person's ballot, in
    the file as on the screen. So the finer cells do not outlive the vote.
    """
    rows = tx.rows(
        "SELECT e.voter, e.cell, t.voter AS cast FROM vote_entitled e"
        " LEFT JOIN vote_turnout t ON t.vote = e.vote AND t.voter = e.voter WHERE e.vote = ? ORDER BY e.voter", vote,
    )  # fmt: skip
    sizes: dict[str, int] = {}
    for row in rows:
        sizes[row["cell"]] = sizes.get(row["cell"], 0) + (row["cast"] is not None)
    into = {cell: "+".join(sorted(merged.split("+"))) for cell, merged in merged_cells(sizes, minimum).items()}
    for row in rows:
        if into[row["cell"]] != row["cell"]:
            tx.update("vote_entitled", (vote, row["voter"]), cell=into[row["cell"]])
    return into


def frozen(read: Reader, vote: str) -> list[Voter]:
    """Return the entitled of an opened vote."""
    rows = read.rows("SELECT * FROM vote_entitled WHERE vote = ? ORDER BY voter", vote)
    return [_voter(row) for row in rows]


def voted(read: Reader, vote: str) -> set[str]:
    """Return who has cast a ballot."""
    return {row["voter"] for row in read.rows("SELECT voter FROM vote_turnout WHERE vote = ?", vote)}


def by_person(read: Reader, vote: str, participant: str) -> Voter:
    """Return the vote a person casts; UserError when that person is not entitled."""
    row = read.row("SELECT * FROM vote_entitled WHERE vote = ? AND participant = ?", vote, participant)
    if row is None:
        raise UserError("vote.not-entitled")
    return _voter(row)


def by_code(read: Reader, vote: str, code: str) -> Voter:
    """Return the vote of whoever carries this code; UserError for a code nobody has or nobody entitled has."""
    person = read.row("SELECT id, retired FROM participants WHERE code = ?", code.strip())
    if person is None:
        raise UserError("vote.code-unknown")
    held = read.value("SELECT count(*) FROM vote_entitled WHERE vote = ? AND participant = ?", vote, person["id"])
    if person["retired"] and not held:  # who was taken off the list after the vote began keeps the vote
        raise UserError("vote.off-list")
    return by_person(read, vote, str(person["id"]))


def change_delegate(tx: Change, vote: str, entity: str, participant: str) -> None:
    """Let somebody else cast an entity's vote, as long as it has not been cast."""
    rounds.in_state(tx, vote, rounds.OPEN)
    if not tx.row("SELECT 1 FROM vote_entitled WHERE vote = ? AND voter = ? AND entity IS NOT NULL", vote, entity):
        raise UserError("vote.not-entitled")  # a person's own vote is cast by nobody else
    if entity in voted(tx, vote):
        raise UserError("vote.already-voted")
    if tx.row("SELECT 1 FROM vote_entitled WHERE vote = ? AND participant = ?", vote, participant):
        raise UserError("vote.delegate-twice")
    tx.update("vote_entitled", (vote, entity), participant=participant)


def check_delegates(read: Reader, vote: str, changed: Set[str]) -> None:
    """Refuse rows put back where the vote has been cast since, or where one person would cast two."""
    if any(row_name((vote, voter)) in changed for voter in voted(read, vote)):
        raise UserError("vote.cast-since")
    here = [voter.participant for voter in frozen(read, vote) if voter.participant]
    if len(set(here)) < len(here):
        raise UserError("vote.delegate-twice")


def _voter(row: Any) -> Voter:  # noqa: ANN401 - sqlite3.Row
    return Voter(row["voter"], row["participant"], row["entity"], row["sector"], row["cell"], row["weighs_with"])


def refilled(read: Reader, earlier: str, voters: Sequence[Voter]) -> list[Voter]:
    """Return the entities whose vote somebody else would cast than in an earlier round."""
    before = {voter.voter: voter.participant for voter in frozen(read, earlier) if voter.entity}
    return [v for v in voters if v.entity and v.voter in before and before[v.voter] != v.participant]


def _person(person: Participant) -> Voter:
    return Voter(person.id, person.id, None, person.sector)


def _delegates(here: Sequence[Participant], named: Mapping[str, str]) -> list[Voter]:
    """Take the named delegate of each entity, else the first of its people by code who is in the room."""
    chosen: dict[str, Participant] = {}
    for person in here:
        if person.entity and (person.entity not in chosen or named.get(person.entity) == person.id):
            chosen[person.entity] = person
    return [Voter(entity, person.id, entity, person.sector) for entity, person in sorted(chosen.items())]

"""Tables (stoliki) of one activity: topic, host, state, who sits there in which round, who should sit apart.

Seats are rows; the round that goes on now and the wishes are one fact of the laboratory, by activity. Arithmetic is
`model/seating`'s: this file reads the document into its values and writes them back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from labapp.changes import Change, Reader
from labapp.model import facts, order, people
from labapp.model.seating import late
from labapp.model.seating.values import Pair, Quality, Request, Round, Sitter, quality

STATES = ("open", "working", "handed", "typed")
CLOSED = "closed"


@dataclass(frozen=True)
class Table:
    """One table; a closed one keeps its name, topic and what happened there."""

    id: str
    activity: str
    name: str
    topic: str
    host: str | None
    state: str
    position: str

    @property
    def closed(self) -> bool:
        """Whether nobody is to be seated there any more."""
        return self.state == CLOSED


@dataclass(frozen=True)
class Plan:
    """All tables of an activity and who sits where: `rounds[r][t]` are the ids at table t, in the tables' order."""

    tables: tuple[Table, ...]
    rounds: tuple[Round, ...]
    now: int  # the round going on, from 0
    apart: tuple[Pair, ...]
    together: tuple[Pair, ...]

    def table_of(self, person: str, turn: int) -> int | None:
        """Return the index of somebody's table in a round, None where they have no chair."""
        if turn >= len(self.rounds):
            return None
        return next((index for index, members in enumerate(self.rounds[turn]) if person in members), None)

    @property
    def quality(self) -> Quality:
        """Return how good the seating is as it stands."""
        return quality(self.rounds, self.apart, self.together)


def tables(read: Reader, activity: str) -> list[Table]:
    """Return the tables of an activity in order, closed ones included."""
    rows = read.rows("SELECT * FROM groups WHERE activity = ? AND retired = 0 ORDER BY position, id", activity)
    return [
        Table(r["id"], r["activity"], r["name"], r["topic"], r["host"], r["state"], r["position"]) for r in rows
    ]


def plan(read: Reader, activity: str) -> Plan:
    """Return tables, seats, round and wishes of an activity."""
    listed = tables(read, activity)
    index = {table.id: number for number, table in enumerate(listed)}
    rows = read.rows(
        "SELECT s.group_id, s.participant, s.round FROM seats s JOIN groups g ON g.id = s.group_id"
        " JOIN participants p ON p.id = s.participant"
        " WHERE g.activity = ? AND g.retired = 0 AND p.retired = 0 ORDER BY s.round, p.code", activity,
    )  # fmt: skip
    count = max((row["round"] for row in rows), default=0)
    seated: list[list[list[str]]] = [[[] for _ in listed] for _ in range(count)]
    for row in rows:
        seated[row["round"] - 1][index[row["group_id"]]].append(row["participant"])
    rounds = tuple(tuple(tuple(members) for members in turn) for turn in seated)
    found = kept(read, activity)
    now = max(0, min(int(found.get("round", 1)) - 1, count - 1))
    return Plan(tuple(listed), rounds, now, _pairs(found, "apart"), _pairs(found, "together"))


def unseated(read: Reader, activity: str) -> list[people.Participant]:
    """Return those who are in the room and have no chair in the round going on: latecomers."""
    made = plan(read, activity)
    if not made.rounds:
        return []
    return [person for person in people.present(read) if made.table_of(person.id, made.now) is None]


def request(read: Reader, activity: str, count: int, rounds: int, seed: int) -> Request:
    """Return what is to be divided: those in the room, at so many open tables, with their hosts and wishes."""
    hosts = [table.host for table in tables(read, activity) if not table.closed][:count]
    here = people.present(read)
    known = {person.id for person in here}
    made = plan(read, activity)
    return Request(
        tuple(Sitter(person.id, person.sector or "") for person in here), count, rounds,
        tuple(host if host in known else None for host in [*hosts, *[None] * (count - len(hosts))]),
        made.apart, made.together, topics=True, seed=seed,
    )  # fmt: skip


def add_table(tx: Change, activity: str, name: str) -> str:
    """Add an empty table behind the others and return its id."""
    position = order.between(order.last(table.position for table in _all(tx, activity)), None)
    return tx.insert("groups", activity=activity, name=name, position=position)


def set_count(tx: Change, activity: str, count: int, name: str) -> None:
    """Have so many open tables: new ones are called `name` with {n}, the last ones are taken away with their seats."""
    listed = [table for table in tables(tx, activity) if not table.closed]
    for table in listed[count:]:
        _unseat(tx, [table.id])
        tx.update("groups", table.id, retired=1)
    used = {table.name for table in tables(tx, activity)}
    for _more in range(count - len(listed)):
        free = next(number for number in range(1, len(used) + 2) if name.format(n=number) not in used)
        add_table(tx, activity, name.format(n=free))
        used.add(name.format(n=free))


def edit_table(tx: Change, table_id: str, **values: Any) -> None:  # noqa: ANN401 - columns of `groups`
    """Change name, topic, host or state; a host of one table is no longer another's."""
    host = values.get("host")
    if host:
        activity = tx.value("SELECT activity FROM groups WHERE id = ?", table_id)
        for table in tables(tx, activity):
            if table.host == host and table.id != table_id:
                tx.update("groups", table.id, host=None)
    if values.get("state", STATES[0]) not in (*STATES, CLOSED):
        raise ValueError(values["state"])
    tx.update("groups", table_id, **values)
    if host:
        _seat_host(tx, table_id, host)


def _seat_host(tx: Change, table_id: str, host: str) -> None:
    """Let a host stay at their table from the next round that begins; each time one person changes places with them."""
    activity = str(tx.value("SELECT activity FROM groups WHERE id = ?", table_id))
    made, sectors = plan(tx, activity), _sectors(tx)
    place = next(index for index, table in enumerate(made.tables) if table.id == table_id)
    if made.tables[place].closed:
        return
    hosts = {table.host for table in made.tables}
    rounds = [[list(members) for members in turn] for turn in made.rounds]
    for turn in rounds[made.now + bool(kept(tx, activity).get("begun")) :]:
        at = next((index for index, members in enumerate(turn) if host in members), place)
        if at == place:
            continue
        turn[at].remove(host)
        turn[place].append(host)
        others = [person for person in turn[place] if person not in hosts]
        if others:
            goes = min(others, key=partial(_unwished, made, sectors, host, turn[place], turn[at]))
            turn[place].remove(goes)
            turn[at].append(goes)
    _write(tx, made, [tuple(map(tuple, turn)) for turn in rounds])


def _unwished(
    made: Plan, sectors: Mapping[str, str], host: str, here: Sequence[str], there: Sequence[str], goes: str
) -> tuple[int, bool]:
    """Return how many sit with whom they should not once somebody makes room for a host, and whether sectors change."""
    met = [{host, other} for other in here if other != goes] + [{goes, other} for other in there]
    return sum(set(pair) in met for pair in made.apart), sectors.get(goes) != sectors.get(host)


def set_round(tx: Change, activity: str, turn: int) -> None:
    """Say which round goes on (0 for the first); every table that is not closed works on."""
    keep_fact(tx, activity, round=turn + 1)
    for table in tables(tx, activity):
        if not table.closed and table.state != "working":
            tx.update("groups", table.id, state="working")


def set_wishes(tx: Change, activity: str, apart: Sequence[Pair], together: Sequence[Pair]) -> None:
    """Say who should sit apart and who together, from the next dividing on."""
    keep_fact(tx, activity, apart=[list(pair) for pair in apart], together=[list(pair) for pair in together])


def keep(tx: Change, activity: str, rounds: Sequence[Round]) -> None:
    """Write a seating of the open tables in place of what was; the first round begins."""
    listed = [table for table in tables(tx, activity) if not table.closed]
    _unseat(tx, [table.id for table in tables(tx, activity)])
    for turn, seated in enumerate(rounds, 1):
        for table, members in zip(listed, seated, strict=True):
            for person in members:
                tx.insert("seats", group_id=table.id, participant=person, round=turn)
    keep_fact(tx, activity, round=1, begun=False, speaking="", over=False)
    for place, table in enumerate(listed):
        # a table closed or a host named since this was asked for: the seating does not know of it
        if table.host and any(table.host not in turn[place] for turn in rounds):
            _seat_host(tx, table.id, table.host)


def seat_latecomers(tx: Change, activity: str) -> list[str]:
    """Give everybody in the room without a chair one from this round on; nobody else moves. Returns who they are."""
    late_ones = [person.id for person in unseated(tx, activity)]
    return late_ones if _seat(tx, plan(tx, activity), late_ones) else []


def seat(tx: Change, activity: str, person: str) -> Table | None:
    """Give one person a chair from this round on, and return their table; who has one keeps it."""
    made = plan(tx, activity)
    if not made.rounds:
        return None
    if made.table_of(person, made.now) is None and _seat(tx, made, [person]):
        made = plan(tx, activity)
    place = made.table_of(person, made.now)
    return made.tables[place] if place is not None else None


def _seat(tx: Change, made: Plan, late_ones: Sequence[str]) -> bool:
    closed = {number for number, table in enumerate(made.tables) if table.closed}
    if len(closed) == len(made.tables):
        return False
    sectors, here = _sectors(tx), {person.id for person in people.present(tx)}
    rounds = made.rounds
    for person in late_ones:
        own = next((n for n, table in enumerate(made.tables) if table.host == person and n not in closed), None)
        rounds = late.place(rounds, person, sectors, made.now, closed=closed, apart=made.apart, here=here, own=own)
    _write(tx, made, rounds)
    return True


def open_table(tx: Change, activity: str, name: str) -> str:
    """Open one more table now; the largest ones send people there from this round on."""
    made = plan(tx, activity)
    closed = {number for number, table in enumerate(made.tables) if table.closed}
    hosts = {table.host for table in made.tables if table.host}
    rounds = late.open_table(made.rounds, _sectors(tx), made.now, closed=closed, hosts=hosts)
    ident = add_table(tx, activity, name)
    if kept(tx, activity).get("begun"):
        tx.update("groups", ident, state="working")
    _write(tx, plan(tx, activity), rounds)
    return ident


def close_table(tx: Change, table_id: str) -> None:
    """Close a table now; those who sit there go to the others from this round on, nobody else moves."""
    activity = str(tx.value("SELECT activity FROM groups WHERE id = ?", table_id))
    made = plan(tx, activity)
    number = next(index for index, table in enumerate(made.tables) if table.id == table_id)
    closed = {index for index, table in enumerate(made.tables) if table.closed}
    if len(made.tables) - len(closed) > 1:
        rounds = late.close_table(made.rounds, number, _sectors(tx), made.now, closed=closed, apart=made.apart)
        _write(tx, made, rounds)
    tx.update("groups", table_id, state=CLOSED, host=None)


def _sectors(read: Reader) -> dict[str, str]:
    return {person.id: person.sector or "" for person in people.participants(read, retired=True)}


def _all(read: Reader, activity: str) -> list[Table]:
    rows = read.rows("SELECT * FROM groups WHERE activity = ? ORDER BY position, id", activity)
    return [Table(r["id"], r["activity"], r["name"], r["topic"], r["host"], r["state"], r["position"]) for r in rows]


def _unseat(tx: Change, table_ids: Sequence[str]) -> None:
    for table in table_ids:
        for row in tx.rows("SELECT id FROM seats WHERE group_id = ?", table):
            tx.delete("seats", row["id"])


def _write(tx: Change, before: Plan, rounds: Sequence[Round]) -> None:
    """Write only the seats that differ, so that history and undo hold what really changed."""
    now = {(table.id, person, turn) for turn, seated in enumerate(rounds, 1)
           for table, members in zip(before.tables, seated, strict=True) for person in members}  # fmt: skip
    was = {(table.id, person, turn) for turn, seated in enumerate(before.rounds, 1)
           for table, members in zip(before.tables, seated, strict=True) for person in members}  # fmt: skip
    for table, person, turn in sorted(was - now):
        sql = "SELECT id FROM seats WHERE group_id = ? AND participant = ? AND round = ?"
        tx.delete("seats", str(tx.value(sql, table, person, turn)))
    for table, person, turn in sorted(now - was, key=lambda seat: (seat[2], seat[0], seat[1])):
        tx.insert("seats", group_id=table, participant=person, round=turn)


def kept(read: Reader, activity: str) -> dict[str, Any]:
    """Return what is kept about the tables of an activity beside their rows: round, wishes, times."""
    all_: dict[str, Any] = facts.get(read, "tables")
    return dict(all_.get(activity, {}))


def keep_fact(tx: Change, activity: str, **values: Any) -> None:  # noqa: ANN401 - JSON
    """Keep some of it; the rest stays."""
    all_: dict[str, Any] = facts.get(tx, "tables")
    facts.put(tx, "tables", {**all_, activity: {**kept(tx, activity), **values}})


def _pairs(kept: dict[str, Any], key: str) -> tuple[Pair, ...]:
    return tuple((str(one), str(two)) for one, two in kept.get(key, []))

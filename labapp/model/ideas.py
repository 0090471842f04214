"""Ideas, where they are placed, and the groups they lie in. An idea is never copied: everything points to it."""

from __future__ import annotations

import json
from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from labapp.changes import Change, Reader
from labapp.model import order, said

# Longer texts are cut on the stage, never in the file; beyond this a paste is a mistake.
TEXT_LIMIT = 20_000


@dataclass(frozen=True)
class Cluster:
    """A group of ideas on one board; a column is one."""

    id: str
    activity: str
    title: str
    color: str
    position: str


@dataclass(frozen=True)
class Card:
    """An idea as it lies on one board; `merged` are the ids of ideas it speaks for since a merge."""

    placement: str
    idea: str
    text: str
    cluster: str | None
    position: str
    author: str | None
    sector: str | None
    color: str
    note: str
    created: str
    covered: bool
    x: float | None
    y: float | None
    table: str | None = None
    round: int | None = None
    seq: int = 0  # grows from idea to idea as they are written


def clusters(read: Reader, activity: str) -> list[Cluster]:
    """Return the groups of a board in order."""
    rows = read.rows("SELECT * FROM clusters WHERE activity = ? AND retired = 0 ORDER BY position, id", activity)
    return [Cluster(r["id"], r["activity"], r["title"], r["color"], r["position"]) for r in rows]


_FIELDS = (  # of a Card, in their order
    "p.id, i.id, i.text, p.cluster, p.position, i.author, i.sector, i.color, i.note, i.created, p.covered <> 0,"
    " p.x, p.y, i.group_id, i.round, i.rowid"
)
_LIVING, _ASIDE = "i.retired = 0 AND i.merged_into IS NULL", "i.retired = 1 AND i.merged_into IS NULL"
_SOME = (  # the plus: from these few rows to their board, or all cards of the board would be looked at
    f"SELECT {_FIELDS} FROM placements p JOIN ideas i ON i.id = p.idea WHERE +p.activity = ?"
    " AND p.id IN (SELECT value FROM json_each(?) UNION"
    " SELECT id FROM placements WHERE idea IN (SELECT value FROM json_each(?)))"
)


def cards(read: Reader, activity: str) -> list[Card]:
    """Return the living cards of a board in order; merged and retired ideas are left out.

    Kept from one question to the next: a key on a board of 500 cards reads one row, and what did not change is the
    same object as before.
    """

    sql = (
        f"SELECT {_FIELDS} FROM placements p JOIN ideas i ON i.id = p.idea"
        f" WHERE p.activity = ? AND {_LIVING} ORDER BY p.position, p.id"
    )
    return _kept(read, "cards", activity, sql, _LIVING)


def _kept(read: Reader, key: str, activity: str, sql: str, which: str) -> list[Card]:
    """Return the cards a statement finds, `which` in its own words, mended by the rows that changed."""

    def make() -> list[Card]:
        # In the order of the fields: by names it takes three times as long.
        return [Card(*row) for row in read.rows(sql, activity)]

    def mend(kept: list[Card], changed: Mapping[str, frozenset[str]]) -> list[Card]:
        placements, moved = changed.get("placements", frozenset()), changed.get("ideas", frozenset())
        rows = read.rows(f"{_SOME} AND {which}", activity, json.dumps([*placements]), json.dumps([*moved]))
        rest = [card for card in kept if card.placement not in placements and card.idea not in moved]
        for row in rows:  # a few: each finds its place quicker than all are sorted
            insort(rest, Card(*row), key=lambda card: (card.position, card.placement))
        return rest

    kept: list[Card] = read.kept((key, activity), ("ideas", "placements"), make, mend)
    return list(kept)


def set_aside(read: Reader, activity: str) -> list[Card]:
    """Return the cards of a board that were set aside, in the order in which they lay; merged ones are left out."""
    # From the few ideas set aside to their places: the other way round all cards of a board would be looked at.
    sql = (
        f"SELECT {_FIELDS} FROM ideas i CROSS JOIN placements p ON p.idea = i.id"
        f" WHERE {_ASIDE} AND p.activity = ? ORDER BY p.position, p.id"
    )
    return _kept(read, "set aside", activity, sql, _ASIDE)


def written(read: Reader, listed: Iterable[Card]) -> dict[str, int]:
    """Number ideas in the order they were written, by id; those of one gesture, such as a paste, share a number."""
    by = attrgetter("created", "seq") if said.by_clock(read) else attrgetter("seq")
    number, before, found = 0, "", {}
    for card in sorted(listed, key=by):
        number += card.created != before
        before = card.created
        found[card.idea] = number
    return found


def text(read: Reader, idea: str) -> str:
    """Return an idea's words; KeyError when there is none."""
    found = read.row("SELECT text FROM ideas WHERE id = ?", idea)
    if found is None:
        raise KeyError(idea)
    return str(found["text"])


def merged(read: Reader, idea: str) -> list[str]:
    """Return the ids of ideas merged into this one, directly or through another, oldest first."""
    sql = (
        "WITH RECURSIVE under(id) AS (SELECT id FROM ideas WHERE merged_into = ?"
        " UNION SELECT i.id FROM ideas i JOIN under u ON i.merged_into = u.id)"
        f" SELECT i.id FROM ideas i JOIN under u ON u.id = i.id ORDER BY {said.order(read, 'i')}"
    )
    return [row["id"] for row in read.rows(sql, idea)]


def speaking(read: Reader) -> dict[str, int]:
    """Return for how many ideas merged into it an idea speaks besides, by id; without those that speak for none."""
    rows = read.rows("SELECT merged_into AS id, count(*) AS n FROM ideas WHERE merged_into IS NOT NULL GROUP BY 1")
    return {row["id"]: row["n"] for row in rows}


def add_cluster(tx: Change, activity: str, title: str, *, color: str = "") -> str:
    """Append a group to a board and return its id."""
    position = order.between(order.last(item.position for item in clusters(tx, activity)), None)
    return tx.insert("clusters", activity=activity, title=title, color=color, position=position)


def edit_cluster(tx: Change, cluster: str, **values: Any) -> None:  # noqa: ANN401 - columns of `clusters`
    """Change title, colour, position, or retire a group."""
    tx.update("clusters", cluster, **values)


def move_cluster(tx: Change, cluster: str, places: int) -> None:
    """Move a group by places to the right (negative: left); at the end it stays."""
    row = tx.row("SELECT activity FROM clusters WHERE id = ?", cluster)
    if row is None:
        raise KeyError(cluster)
    listed = clusters(tx, row["activity"])
    others = [item for item in listed if item.id != cluster]
    index = next(i for i, item in enumerate(listed) if item.id == cluster)
    target = min(max(0, index + places), len(others))
    tx.update("clusters", cluster, position=order.place([item.position for item in others], target))


def retire_cluster(tx: Change, cluster: str) -> None:
    """Take a group away; its cards stay on the board, in no group."""
    for row in tx.rows("SELECT id, idea, activity FROM placements WHERE cluster = ? ORDER BY position, id", cluster):
        elsewhere = tx.value("SELECT 1 FROM placements p LEFT JOIN clusters c ON c.id = p.cluster WHERE p.idea = ?"
                             " AND p.activity = ? AND p.id <> ? AND coalesce(c.retired, 0) = 0",
                             row["idea"], row["activity"], row["id"])  # fmt: skip
        if elsewhere:  # it lies in another group too: there it stays
            tx.delete("placements", row["id"])
        else:
            tx.update("placements", row["id"], cluster=None)
    tx.update("clusters", cluster, retired=1)


def add(
    tx: Change, activity: str, words: str, *, cluster: str | None = None, author: str | None = None,
    sector: str | None = None, color: str = "", covered: bool = False, table: str | None = None,
    turn: int | None = None,
) -> str:  # fmt: skip
    """Write a new idea at the end of a group and return its id; ValueError when there are no words or too many.

    `table` and `turn`: at which table and in which of its rounds (from 1) it was said.
    """
    words = clean(words)
    if not words or len(words) > TEXT_LIMIT:
        raise ValueError("an idea needs between 1 and 20 000 characters")
    idea = tx.insert(
        "ideas", text=words, author=author, sector=sector, born=activity, created=tx.now, color=color,
        group_id=table, round=turn,
    )  # fmt: skip
    place(tx, idea, activity, cluster=cluster, covered=covered)
    return idea


def place(tx: Change, idea: str, activity: str, *, cluster: str | None = None, covered: bool = False) -> str:
    """Place an existing idea at the end of a group of another board and return the placement's id."""
    return tx.insert(
        "placements", idea=idea, activity=activity, cluster=cluster, covered=int(covered),
        position=_end(tx, activity, cluster),
    )  # fmt: skip


def move(tx: Change, placement: str, cluster: str | None, after: str | None) -> str:
    """Move a card into a group behind another placement (None: first) and return where it lies now.

    An idea lies once in a group: one that is there already under another placement takes the moved card in.
    """
    row = tx.row("SELECT activity, idea FROM placements WHERE id = ?", placement)
    if row is None:
        raise KeyError(placement)
    listed = [card for card in cards(tx, row["activity"]) if card.cluster == cluster]
    twin = next((c.placement for c in listed if c.idea == row["idea"] and c.placement != placement), None)
    if twin is not None:
        tx.delete("placements", placement)
        return twin
    others = [card for card in listed if card.placement != placement]
    index = next((i + 1 for i, card in enumerate(others) if card.placement == after), 0)
    position = order.place([card.position for card in others], index)
    tx.update("placements", placement, cluster=cluster, position=position)
    return placement


def append(tx: Change, placement: str, cluster: str | None) -> str:
    """Move a card to the end of a group and return where it lies now: `move` without reading the whole board."""
    row = tx.row("SELECT activity, idea FROM placements WHERE id = ?", placement)
    if row is None:
        raise KeyError(placement)
    twin = _placed(tx, row["idea"], row["activity"], cluster)
    if twin is not None and twin != placement:
        tx.delete("placements", placement)
        return twin
    tx.update("placements", placement, cluster=cluster, position=_end(tx, row["activity"], cluster))
    return placement


def also(tx: Change, placement: str, cluster: str) -> bool:
    """Put a card into a second group too; False when it lies there already."""
    row = tx.row("SELECT activity, idea, covered FROM placements WHERE id = ?", placement)
    if row is None:
        raise KeyError(placement)
    if _placed(tx, row["idea"], row["activity"], cluster) is not None:
        return False
    place(tx, row["idea"], row["activity"], cluster=cluster, covered=bool(row["covered"]))
    return True


def divide(tx: Change, placement: str, parts: Sequence[str]) -> list[str]:
    """Split one card into several and return their ideas: the first keeps its life, the others begin right behind it.

    Voice, colour and cover are the same on all; ValueError when a part has no words.
    """
    row = tx.row("SELECT p.*, i.author, i.sector, i.color, i.group_id, i.round FROM placements p"
                 " JOIN ideas i ON i.id = p.idea WHERE p.id = ?", placement)  # fmt: skip
    if row is None:
        raise KeyError(placement)
    edit(tx, row["idea"], text=parts[0])
    made, behind = [str(row["idea"])], placement
    for words in parts[1:]:
        idea = add(tx, row["activity"], words, cluster=row["cluster"], author=row["author"], sector=row["sector"],
                   color=row["color"], covered=bool(row["covered"]), table=row["group_id"],
                   turn=row["round"])  # fmt: skip
        fresh = _placed(tx, idea, row["activity"], row["cluster"])
        assert fresh is not None
        behind = move(tx, fresh, row["cluster"], behind)
        made.append(idea)
    return made


def reveal(tx: Change, activity: str) -> int:
    """Uncover all cards of a board and return how many there were."""
    covered = tx.rows("SELECT id FROM placements WHERE activity = ? AND covered = 1", activity)
    for row in covered:
        tx.update("placements", row["id"], covered=0)
    return len(covered)


def take(tx: Change, activity: str, chosen: Sequence[str], *, cluster: str | None = None) -> int:
    """Place ideas that are not on a board yet and return how many came; what is there stays where it lies."""
    lying = {row["idea"] for row in tx.rows("SELECT idea FROM placements WHERE activity = ?", activity)}
    fresh = [idea for idea in dict.fromkeys(chosen) if idea not in lying]
    for idea in fresh:
        place(tx, idea, activity, cluster=cluster)
    return len(fresh)


def put_at(tx: Change, placement: str, x: float | None, y: float | None) -> None:
    """Put a card at a point of the matrix, 0–1 across and down; None takes it off."""
    limited = [None if value is None else min(1.0, max(0.0, float(value))) for value in (x, y)]
    tx.update("placements", placement, x=limited[0], y=limited[1])


def _placed(read: Reader, idea: str, activity: str, cluster: str | None) -> str | None:
    found = read.value(
        "SELECT id FROM placements WHERE idea = ? AND activity = ? AND cluster IS ?", idea, activity, cluster
    )
    return None if found is None else str(found)


def _end(read: Reader, activity: str, cluster: str | None) -> str:
    top = read.value("SELECT max(position) FROM placements WHERE activity = ? AND cluster IS ?", activity, cluster)
    return order.between(top, None)


def edit(tx: Change, idea: str, **values: Any) -> None:  # noqa: ANN401 - columns of `ideas`
    """Change words, note, colour, author or sector of an idea."""
    if "text" in values:
        values["text"] = clean(values["text"])
        if not values["text"] or len(values["text"]) > TEXT_LIMIT:
            raise ValueError("an idea needs between 1 and 20 000 characters")
    tx.update("ideas", idea, **values)


def retire(tx: Change, idea: str) -> None:
    """Set an idea aside; it stays in the file because others may point to it."""
    tx.update("ideas", idea, retired=1)


def restore(tx: Change, idea: str) -> None:
    """Bring an idea back that was set aside: it lies where it lay."""
    tx.update("ideas", idea, retired=0)


def merge(tx: Change, keep: str, others: Sequence[str]) -> None:
    """Let one idea speak for others: their words, authors and marks stay theirs and are shown beneath."""
    for other in others:
        if other != keep:
            tx.update("ideas", other, merged_into=keep)


def clean(words: str) -> str:
    """Return the words without control characters (they break windows, PDF and DOCX alike) and outer space."""
    kept = "".join(letter for letter in words if letter in "\n\t" or (letter >= " " and not "\x7f" <= letter <= "\x9f"))
    return kept.replace("\t", " ").encode("utf-8", "ignore").decode("utf-8").strip()

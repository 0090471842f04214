"""Ideas, where they are placed, and the groups they lie in. An idea is never copied: everything points to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from labapp.changes import Change, Reader
from labapp.model import order

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


def clusters(read: Reader, activity: str) -> list[Cluster]:
    """Return the groups of a board in order."""
    rows = read.rows("SELECT * FROM clusters WHERE activity = ? AND retired = 0 ORDER BY position", activity)
    return [Cluster(r["id"], r["activity"], r["title"], r["color"], r["position"]) for r in rows]


def cards(read: Reader, activity: str) -> list[Card]:
    """Return the living cards of a board in order; merged and retired ideas are left out."""
    sql = (
        "SELECT p.id AS placement, i.id AS idea, i.text, p.cluster, p.position, i.author, i.sector, i.color, i.note,"
        " i.created, p.covered, p.x, p.y FROM placements p JOIN ideas i ON i.id = p.idea"
        " WHERE p.activity = ? AND i.retired = 0 AND i.merged_into IS NULL ORDER BY p.position"
    )
    return [
        Card(
            r["placement"], r["idea"], r["text"], r["cluster"], r["position"], r["author"], r["sector"], r["color"],
            r["note"], r["created"], bool(r["covered"]), r["x"], r["y"],
        )
        for r in read.rows(sql, activity)
    ]


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
        " SELECT i.id FROM ideas i JOIN under u ON u.id = i.id ORDER BY i.created, i.id"
    )
    return [row["id"] for row in read.rows(sql, idea)]


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
    before = others[target - 1].position if target else None
    behind = others[target].position if target < len(others) else None
    tx.update("clusters", cluster, position=order.between(before, behind))


def retire_cluster(tx: Change, cluster: str) -> None:
    """Take a group away; its cards stay on the board, in no group."""
    for row in tx.rows("SELECT id FROM placements WHERE cluster = ?", cluster):
        tx.update("placements", row["id"], cluster=None)
    tx.update("clusters", cluster, retired=1)


def add(
    tx: Change, activity: str, words: str, *, cluster: str | None = None, author: str | None = None,
    sector: str | None = None, color: str = "", covered: bool = False,
) -> str:  # fmt: skip
    """Write a new idea at the end of a group and return its id; ValueError when there are no words or too many."""
    words = clean(words)
    if not words or len(words) > TEXT_LIMIT:
        raise ValueError("an idea needs between 1 and 20 000 characters")
    idea = tx.insert(
        "ideas", text=words, author=author, sector=sector, born=activity, created=tx.now, color=color
    )
    place(tx, idea, activity, cluster=cluster, covered=covered)
    return idea


def place(tx: Change, idea: str, activity: str, *, cluster: str | None = None, covered: bool = False) -> str:
    """Place an existing idea at the end of a group of another board and return the placement's id."""
    top = tx.value("SELECT max(position) FROM placements WHERE activity = ? AND cluster IS ?", activity, cluster)
    return tx.insert(
        "placements", idea=idea, activity=activity, cluster=cluster, covered=int(covered),
        position=order.between(top, None),
    )  # fmt: skip


def move(tx: Change, placement: str, cluster: str | None, after: str | None) -> None:
    """Move a card into a group behind another placement (None: first)."""
    row = tx.row("SELECT activity FROM placements WHERE id = ?", placement)
    if row is None:
        raise KeyError(placement)
    others = [c for c in cards(tx, row["activity"]) if c.cluster == cluster and c.placement != placement]
    index = next((i + 1 for i, card in enumerate(others) if card.placement == after), 0)
    before = others[index - 1].position if index else None
    behind = others[index].position if index < len(others) else None
    if before is not None and behind is not None and before >= behind:
        behind = None  # equal keys can only come from a joined file; the end of the run is near enough
    tx.update("placements", placement, cluster=cluster, position=order.between(before, behind))


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


def merge(tx: Change, keep: str, others: Sequence[str]) -> None:
    """Let one idea speak for others: their words, authors and marks stay theirs and are shown beneath."""
    for other in others:
        if other != keep:
            tx.update("ideas", other, merged_into=keep)


def clean(words: str) -> str:
    """Return the words without control characters (they break windows, PDF and DOCX alike) and outer space."""
    kept = "".join(letter for letter in words if letter in "\n\t" or (letter >= " " and not "\x7f" <= letter <= "\x9f"))
    return kept.replace("\t", " ").encode("utf-8", "ignore").decode("utf-8").strip()

"""From the document to what the board's page shows: columns with their faces, filtered as the moderator asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from labapp.changes import Reader
from labapp.model import ideas, people
from labapp.model.ideas import Cluster
from labapp.wording.folding import fold
from ui.kinds.board.model import Face


@dataclass(frozen=True)
class BoardView:
    """The columns of a board (None last: cards in no column) with their faces, and how many cards there are in all."""

    clusters: tuple[Cluster, ...]
    faces: dict[str | None, list[Face]]
    total: int


def read_board(read: Reader, activity: str, settings: dict[str, Any], search: str = "") -> BoardView:
    """Read a board; `search` keeps the cards that hold the words, Polish letters folded, in text or note."""
    marks = {sector.id: sector for sector in people.sectors(read, retired=True)}
    names = {person.id: person.name or person.code for person in people.participants(read, retired=True)}
    merged = read.rows("SELECT merged_into AS id, count(*) AS n FROM ideas WHERE merged_into IS NOT NULL GROUP BY 1")
    counts = {row["id"]: row["n"] for row in merged}
    clusters = tuple(ideas.clusters(read, activity))
    faces: dict[str | None, list[Face]] = {cluster.id: [] for cluster in clusters}
    cards = ideas.cards(read, activity)
    wanted = fold(search)
    for card in cards:
        if wanted and wanted not in fold(f"{card.text} {card.note}"):
            continue
        sector = marks.get(card.sector or "") if settings["attribution"] != "nobody" else None
        author = names.get(card.author or "", "") if settings["attribution"] == "person" else ""
        mark, name = (sector.look, sector.name) if sector else ("", "")
        face = Face(card, mark, name, author, counts.get(card.idea, 0))
        faces.setdefault(card.cluster if card.cluster in faces else None, []).append(face)
    return BoardView(clusters, faces, len(cards))

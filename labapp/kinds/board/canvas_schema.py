"""The canvas's own tables: where cards and empty groups lie in the plane, apart from the matrix's 0–1 points."""

from __future__ import annotations

from labapp.marking import N_
from labapp.store.catalogue import Migration, Owner, Table, public, ref
from labapp.store.holds import REAL
from labapp.store.joins import Joins

# Where a thing lies in the plane: whoever moved it last is right, and it is told through the thing itself.
_LYING = Joins(newest=True, told=False)

SPOTS = Table(
    "board_spots",
    "board",
    "Canvas: the top left corner of a card in the plane; a card without one gets a free spot when it is shown.",
    (
        ref("placement", "placements", "the card as it lies on its board", delete="CASCADE"),
        public("x", "to the right, in card pixels: a card is 208 wide", "REAL", holds=REAL),
        public("y", "downwards, in card pixels: a card is 112 high", "REAL", holds=REAL),
    ),
    pk=("placement",),
    noun=N_("places on the canvas"),
    joins=_LYING,
)
AREAS = Table(
    "board_areas",
    "board",
    "Canvas: where a group's area begins; with cards in it the area follows them.",
    (
        ref("cluster", "clusters", "the group", delete="CASCADE"),
        public("x", "left edge of its first card", "REAL", holds=REAL),
        public("y", "top of its first card", "REAL", holds=REAL),
    ),
    pk=("cluster",),
    noun=N_("areas of the canvas"),
    joins=_LYING,
)

TABLES = (SPOTS, AREAS)

MIGRATION_1: tuple[str, ...] = (
    """CREATE TABLE board_spots (
  placement TEXT NOT NULL REFERENCES placements ON DELETE CASCADE,
  x REAL NOT NULL,
  y REAL NOT NULL,
  PRIMARY KEY (placement)
) STRICT""",
    """CREATE TABLE board_areas (
  cluster TEXT NOT NULL REFERENCES clusters ON DELETE CASCADE,
  x REAL NOT NULL,
  y REAL NOT NULL,
  PRIMARY KEY (cluster)
) STRICT""",
)

OWNER = Owner("board", TABLES, (Migration(1, MIGRATION_1),))

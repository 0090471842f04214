"""Two states of one laboratory that were worked on apart: what differs, in numbers and names, and how they join.

`load` takes a state out of an open laboratory, `load_file` out of a file; `Comparison` names the differences and knows
the joined state; `join` writes it into an open document as one change. Everything between is values.
"""

from labapp.joining.compare import Comparison
from labapp.joining.differences import Difference
from labapp.joining.join import Joined, join, joined_before, mark
from labapp.joining.merge import MINE, THEIRS, Conflict
from labapp.joining.same import Twin
from labapp.joining.side import Side, load, load_file

__all__ = [
           "MINE",
           "THEIRS",
           "Comparison",
           "Conflict",
           "Difference",
           "Joined",
           "Side",
           "Twin",
           "join",
           "joined_before",
           "load",
           "load_file",
           "mark",
]

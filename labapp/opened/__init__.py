"""A laboratory that is open: what its owner may ask of its files, whether it is worked on or only looked at."""

from labapp.opened import traces
from labapp.opened.base import ChoiceNeeded, Document, PlaceStatus, ReadDocument, Status, Ticker
from labapp.opened.beside import conflict_copies
from labapp.opened.places import aside, resolved, restore, set_aside
from labapp.opened.writing import WriteDocument

__all__ = [
    "ChoiceNeeded", "Document", "PlaceStatus", "ReadDocument", "Status", "Ticker", "WriteDocument", "aside",
    "conflict_copies", "resolved", "restore", "set_aside", "traces",
]  # fmt: skip

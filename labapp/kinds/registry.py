"""The kinds this program knows, in the order in which they are offered."""

from __future__ import annotations

from labapp.kinds.base import Kind
from labapp.kinds.board.kind import Board
from labapp.kinds.plan.kind import Plan
from labapp.kinds.talk.kind import Talk
from labapp.kinds.vote.kind import Vote
from labapp.store.catalogue import Catalogue
from labapp.store.core_schema import CORE

KINDS: dict[str, Kind] = {kind.id: kind for kind in (Talk(), Board(), Vote(), Plan())}

CATALOGUE = Catalogue([CORE, *(kind.owner for kind in KINDS.values() if kind.owner is not None)])

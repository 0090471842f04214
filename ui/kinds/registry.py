"""Pages of the kinds, as a literal table; a kind without a page here is shown read-only."""

from __future__ import annotations

from ui.kinds.base import KindPage
from ui.kinds.board.page import BoardPage
from ui.kinds.plan.page import PlanPage
from ui.kinds.talk.page import TalkPage
from ui.kinds.vote.page import VotePage

PAGES: dict[str, type[KindPage]] = {"talk": TalkPage, "board": BoardPage, "vote": VotePage, "plan": PlanPage}

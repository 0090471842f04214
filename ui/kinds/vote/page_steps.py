"""The steps a vote's page offers in each state: the one that leads on, and what else can be done then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labapp.kinds.vote import options, rounds
from labapp.kinds.vote.rounds import Round
from labapp.kinds.vote.terms import BOOTH
from ui.kinds.base import PageAction
from ui.kinds.vote.setup import refusal

if TYPE_CHECKING:
    from ui.kinds.vote.page import VotePage


def offered(page: VotePage, now: Round | None) -> list[PageAction]:
    """Return the one step that leads on, and what else can be done now."""
    _ = page._
    if now is None or now.state == rounds.DRAFT:
        ready = refusal(page.context, page.activity_id) is None
        return [  # not Ctrl+Shift+V: it pastes words in many programs, and options are pasted here
            PageAction("vote.open", _("Start the vote"), page.start, "Ctrl+Shift+G", "play", primary=True,
                       enabled=ready),
            PageAction("vote.print", _("Print ballots…"), page.print_ballots, "", "printer"),
            PageAction("vote.ideas", _("Options from ideas…"), page.setup.pick, "Ctrl+I", "log-in"),
        ]  # fmt: skip
    if now.state == rounds.OPEN:
        booth = BOOTH in now.terms.channels
        return [
            PageAction("vote.close", _("End the vote"), page.end, "Ctrl+Shift+E", "square", primary=True),
            PageAction("vote.print", _("Print ballots…"), page.print_ballots, "", "printer"),
            PageAction("vote.booth", _("Open the booth"), page.open_booth, "Ctrl+B", "monitor", enabled=booth),
        ]
    return [*of_result(page, now), PageAction("vote.repeat", _("Repeat the vote…"), page.repeat, "",
                                                   "refresh-cw")]  # fmt: skip


def of_result(page: VotePage, now: Round) -> list[PageAction]:
    """Return what leads a counted result to the room, and a budget to a file."""
    _ = page._
    found: list[PageAction] = []
    if now.state == rounds.CLOSED:
        found = [PageAction("vote.announce", _("Announce the result"), page.announce, "Ctrl+U", "megaphone",
                            primary=True)]  # fmt: skip
        if len(options.of_vote(page.context.lab.read, now.id)) > 1:  # a single motion has no last place
            found.append(PageAction("vote.announce-steps", _("Announce from the last place"),
                                    page.announce_stepwise, "Ctrl+Shift+U", "arrow-up"))  # fmt: skip
    elif now.state == rounds.ANNOUNCED and now.revealed is not None:
        found = [PageAction("vote.reveal", _("Show the next place"), page.reveal, "Ctrl+Shift+U", "chevron-right",
                            primary=True)]  # fmt: skip
    elif now.state == rounds.ANNOUNCED:
        text = _("Put the reasons away") if now.why else _("Show the room why")
        found = [PageAction("vote.why", text, page.show_why, "Ctrl+Shift+U", "info"), _ground(page, now)]
    if now.terms.form_id == "budget" and now.state in (rounds.CLOSED, rounds.ANNOUNCED):
        found.append(PageAction("vote.pb", _("Save as .pb…"), page.save_pb, "", "download", reads=True))
    return found


def _ground(page: VotePage, now: Round) -> PageAction:
    """Return how the room comes to see what sectors have in common, where the result may be shown by sector."""
    text = page._("Put the common ground away") if now.ground else page._("Show the room the common ground")
    return PageAction("vote.ground", text, page.show_ground, "", "users", enabled=page.outcome.has_sectors())

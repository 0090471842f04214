"""A booth on a monitor of its own outlives the console's language and theme, and goes with the meeting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QApplication

from labapp.kinds.vote import box, entitled, options, rounds
from labapp.model import agenda, people
from ui.booth.window import BoothWindow
from ui.kinds.vote.page import VotePage

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow
    from ui.shell import Shell


def page(shell: Shell) -> VotePage:
    assert shell.console is not None
    found = shell.console.middle.page
    assert isinstance(found, VotePage)
    return found


def standing() -> list[BoothWindow]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, BoothWindow) and w.isVisible()]


@pytest.fixture
def filling(shell: Shell, console: ConsoleWindow) -> Iterator[BoothWindow]:
    """A secret vote is open and somebody has marked an option at the booth."""
    lab = console.context.lab
    vote = next(item.id for item in agenda.activities(lab.read) if item.kind == "vote")

    def prepare(tx: Any) -> None:
        for name in ("Anna Nowak", "Jan Lis"):
            people.arrive(tx, people.add_participant(tx, name=name))
        for title in "ab":
            options.add(tx, vote, title)
        rounds.configure(tx, vote, channels=["booth"], secrecy="secret", counting={"seats": 1})

    console.context.run("vote.setup", prepare)
    console.handlers.start_id(vote)
    now = rounds.latest(lab.read, vote)
    assert now is not None
    box.open_vote(lab, now.id)
    booth = BoothWindow(console.context, now.id, locked=False)
    page(shell).door._show(booth, QApplication.primaryScreen(), console)
    booth.choose(entitled.frozen(lab.read, now.id)[0].voter)
    assert booth.ballot is not None
    booth.ballot.rows[1].click()
    yield booth
    for left in standing():
        left.leave()


@pytest.mark.parametrize("what", ["language", "theme"])
def test_another_language_or_theme_takes_no_ballot_out_of_hand(shell: Shell, filling: BoothWindow, what: str) -> None:
    shell.set_language("en") if what == "language" else shell.set_theme("dark")
    QApplication.processEvents()
    lab, vote = page(shell).context.lab, filling._vote
    filling.cast_ballot()
    assert len(entitled.voted(lab.read, vote)) == 1
    assert page(shell).door.booth is filling, "a second one would be opened over it"
    page(shell).door.shut()
    assert standing() == []


def test_a_meeting_that_is_closed_leaves_no_booth_behind(shell: Shell, filling: BoothWindow) -> None:
    assert shell.close_meeting()
    assert standing() == []

"""`labapp --self-test`: what a build must be able to do, without a screen: meeting, idea, vote, stage, report."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.shell import Shell


class SelfTestFailed(Exception):
    """Something the program must be able to do went wrong; the words say what."""


def run() -> int:
    """Try everything once in a folder of its own; 0 when all went well."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        os.environ["LABAPP_DATA"] = str(Path(name) / "data")
        from ui.app import make_app
        from ui.shell import Shell

        shell = Shell(make_app())
        try:
            _try_all(shell, Path(name))
        except SelfTestFailed as problem:
            _say(f"self-test failed: {problem}", sys.stderr)
            return 1
        finally:
            shell.close_down()
    _say("self-test passed", sys.stdout)
    return 0


def _try_all(shell: Shell, folder: Path) -> None:
    """Each step is looked at through the window or read back from the file."""
    from labapp.wording.translate import translator

    _need(translator("pl")("Undo") == "Cofnij", "the Polish translation is missing")
    shell.show_welcome()
    shell.make("burza", folder / "test.lab", "Próba", "pl")
    window = shell.console
    if window is None:
        raise SelfTestFailed("the console did not open")
    window.show()
    board = _activity(shell, "board")
    window.handlers.start_id(board)
    _add_idea(shell, board)
    _vote(shell)
    state = window.stage.state()
    _need(state.lab_title == "Próba", "the stage shows another meeting")
    _need(not window.grab().isNull(), "the window cannot be painted")
    for ending in (".pdf", ".docx"):
        _report(shell, folder / f"report{ending}")
    shell.close_meeting()
    _need((folder / "test.lab").stat().st_size > 0, "the file is empty")
    _need(shell.open(folder / "test.lab"), "the file does not open again")
    _need(_ideas(shell, board) == ["Łąka kwietna"], "the idea was not kept")


def _add_idea(shell: Shell, board: str) -> None:
    from labapp.model import ideas

    assert shell.console is not None
    context = shell.console.context
    cluster = ideas.clusters(context.lab.read, board)[0].id
    context.run("idea.add", lambda tx: ideas.add(tx, board, "Łąka kwietna", cluster=cluster))
    _need(_ideas(shell, board) == ["Łąka kwietna"], "the idea was not written")
    sees = shell.console.stage.state().scene
    _need("Łąka kwietna" in repr(sees), "the stage does not show the idea")


def _vote(shell: Shell) -> None:
    """One person votes in a secret vote: sealed boxes need their library."""
    from labapp.kinds.vote import box, options, result, rounds
    from labapp.model import people

    assert shell.document is not None
    lab = shell.document.lab
    activity = _activity(shell, "vote")
    with lab.change("vote.edit") as tx:
        rounds.configure(tx, activity, secrecy="secret", channels=["booth"])
        first = options.add(tx, activity, "jeden")
        for title in ("dwa", "trzy"):
            options.add(tx, activity, title)
        person = people.add_participant(tx, name="Próbny")
        people.arrive(tx, person)
    vote = rounds.latest(lab.read, activity)
    if vote is None:
        raise SelfTestFailed("no vote was prepared")
    box.open_vote(lab, vote.id)
    box.cast(lab, vote.id, person, [1])
    box.close_vote(lab, vote.id)
    box.announce(lab, vote.id)
    _need(first in repr(result.outcome(lab.read, activity)), "the vote was not counted")


def _report(shell: Shell, out: Path) -> None:
    from labapp.kinds.base import ReportOptions
    from labapp.report.build import build
    from labapp.report.write import write
    from labapp.wording.translate import translator

    assert shell.document is not None
    document = build(shell.document.lab.read, ReportOptions(), translator("pl"))
    write(document, out)
    _need(out.stat().st_size > 1000, f"{out.name} is empty")


def _activity(shell: Shell, kind: str) -> str:
    from labapp.model import agenda

    assert shell.document is not None
    return next(item.id for item in agenda.activities(shell.document.lab.read) if item.kind == kind)


def _ideas(shell: Shell, board: str) -> list[str]:
    from labapp.model import ideas

    assert shell.document is not None
    return [card.text for card in ideas.cards(shell.document.lab.read, board)]


def _need(held: bool, otherwise: str) -> None:
    if not held:
        raise SelfTestFailed(otherwise)


def _say(words: str, stream: object) -> None:
    """A windowed build has no streams."""
    write = getattr(stream, "write", None)
    if write is not None:
        write(words + "\n")

"""Conflict copies beside the file: said once they are known to hold something this meeting has not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from labapp import joining
from labapp.errors import UserError
from labapp.jobs import Progress
from labapp.joining import Comparison, Side
from labapp.opened import conflict_copies
from ui.console.banner import Banner
from ui.context import Context
from ui.jobs import Work


def with_more(job: tuple[Side, list[Path]], progress: Progress) -> list[Path]:
    """Return those copies that hold something this state has not, in the pool."""
    mine, copies = job
    found: list[Path] = []
    for path in copies:
        progress.check()
        try:
            comparison = Comparison(mine, joining.load_file(path, lacking=mine.files))
        except UserError:  # gone meanwhile, or of a later version: there is nothing to be joined
            continue
        if comparison.brings:
            found.append(path)
    return found


def beside(job: tuple[Path, str, frozenset[str]], progress: Progress) -> list[Path]:
    """Return other states of this laboratory beside its file that were not joined yet, in the pool."""
    path, uid, joined = job
    found = conflict_copies(path, uid, progress.check)
    return [copy for copy, digest in found.items() if joining.mark(digest) not in joined]


def look_around(context: Context, banner: Banner, compare: Callable[[Path], bool]) -> None:
    """Look for conflict copies and say in the strip under the bar what was found, with the way to compare them.

    The file may lie on a share that hangs: opening does not wait for what lies beside it.
    """
    document, _ = context.document, context._

    def say(found: list[Path]) -> None:
        if not found or not banner.isHidden():
            return
        name = found[0].name
        words = _('Beside this file lies another state of the meeting: "{name}". Synchronised folders make such copies '
                  "when two computers write at once.", name=name)  # fmt: skip

        def look() -> None:
            if compare(found[0]):
                banner.hide()

        banner.say(words, "merge", _("Compare, join…"), look)

    def judge(copies: list[Path]) -> None:
        if copies:
            until_gone(context.jobs.start(with_more, (joining.load(context.lab), copies), say))

    def until_gone(work: Work) -> None:
        banner.destroyed.connect(work.cancel)  # the window was built anew in another language

    asked = document.path, document.uid, joining.joined_before(context.lab.read)
    until_gone(context.jobs.start(beside, asked, judge))

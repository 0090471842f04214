"""`lab --self-test`: a frozen program tries itself on a whole meeting: template, ideas, secret vote, report, check."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from labapp import __version__, templates
from labapp.checking import check_file
from labapp.document import Document, new_document
from labapp.exchange.photo import heic_is_read
from labapp.kinds.base import ReportOptions
from labapp.kinds.vote import box, options, result, rounds
from labapp.model import agenda, ideas, people
from labapp.report import build, write
from labapp.wording.translate import translator

_WORDS = ("Zażółć gęślą jaźń", "Ławki przy szkole", "Droga rowerowa nad strugą")


def run(out: TextIO, err: TextIO) -> int:
    """Print one line and return 0, or 1 with what went wrong; nothing is left behind."""
    with tempfile.TemporaryDirectory(prefix="labapp-self-test-", ignore_cleanup_errors=True) as name, _apart(name):
        try:
            said = _meeting(Path(name))
        except Exception as problem:  # noqa: BLE001 - whatever is missing from a build is the finding
            print(f"lab --self-test: {type(problem).__name__}: {problem}", file=err)
            return 1
    print(f"labapp {__version__}: self-test passed ({said})", file=out)
    return 0


@contextmanager
def _apart(folder: str) -> Iterator[None]:
    """Keep working copies, keys and settings of the test out of the user's folders."""
    before = os.environ.get("LABAPP_DATA")
    os.environ["LABAPP_DATA"] = str(Path(folder) / "data")
    try:
        yield
    finally:
        if before is None:
            del os.environ["LABAPP_DATA"]
        else:
            os.environ["LABAPP_DATA"] = before


def _meeting(folder: Path) -> str:
    path = folder / "self-test.lab"
    with new_document(path, title="Self-test", language="pl") as document:
        templates.fill(document.lab, "laboratorium", language="pl")
        voted = _vote(document)
        sizes = [_report(document, folder / name) for name in ("report.pdf", "report.docx")]
    problems = check_file(path)
    if problems:
        raise RuntimeError(f"check: {[problem.code for problem in problems]}")
    pictures = "with HEIC" if heic_is_read() else "without HEIC"
    return f"{voted} secret ballots, PDF {sizes[0]} bytes, DOCX {sizes[1]} bytes, pictures {pictures}"


def _vote(document: Document) -> int:
    lab = document.lab
    listed = agenda.activities(lab.read)
    board = next(item for item in listed if item.kind == "board")
    vote = next(item for item in listed if item.kind == "vote" and item.settings.get("secrecy") == "secret")
    with lab.change("idea.add") as tx:
        made = [ideas.add(tx, board.id, words) for words in _WORDS]
        persons = [people.add_participant(tx) for _ in range(5)]
        for person in persons:
            people.arrive(tx, person)
        options.add_ideas(tx, vote.id, made)
    now = rounds.latest(lab.read, vote.id)
    if now is None:
        raise RuntimeError("no vote was laid out")
    box.open_vote(lab, now.id)
    for number, person in enumerate(persons):
        box.cast(lab, now.id, person, [1] if number < 3 else [2])
    box.close_vote(lab, now.id)
    box.announce(lab, now.id)
    found = result.result(lab.read, now.id)
    scores = [int(bar.score) for bar in found.bars]
    if found.voted != len(persons) or scores != [3, 2, 0]:
        raise RuntimeError(f"counted {found.voted} ballots, {scores}")
    return found.voted


def _report(document: Document, target: Path) -> int:
    with document.lab.reading() as read:
        content = build(read, ReportOptions(), translator("pl"))
    write(content, target)
    return target.stat().st_size

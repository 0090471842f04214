"""Kill −9 at a random instant, open again, and judge: every trial returns normally or raises AssertionError."""

from __future__ import annotations

import multiprocessing
import random
import shutil
import sqlite3
import threading
import zipfile
from collections.abc import Callable
from contextlib import closing
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any

from labapp import paths
from labapp.checking import check_file, check_lab
from labapp.kinds.vote import box, entitled, result, rounds
from labapp.model import agenda, ideas, people
from labapp.store import backups
from tests.lab_files import again, board
from tests.reliability import papers, workers

# Seconds within which the kill comes after the last word that is waited for.
_LATEST = {"joining": 0.6, "migrations": 0.12, "imports": 0.12, "reports": 0.5, "anonymising": 0.15}
_USUAL = 0.02
_STEPS = {"paper, secret": 45, "paper, open": 45}  # from issuing to announcing they have more to say than the others


class Reader(threading.Thread):
    """Somebody who reads the user's files all the time: a synchronised folder, a backup program."""

    def __init__(self, *files: Path) -> None:
        super().__init__()
        self._files, self.stop, self.read, self.problems = files, threading.Event(), 0, list[Any]()

    def run(self) -> None:
        """Read until stopped; what was not whole is noted."""
        while not self.stop.is_set():
            for path in self._files:
                self._look(path)
            self.stop.wait(0.004)

    def _look(self, path: Path) -> None:
        try:
            raw = path.read_bytes()
        except FileNotFoundError:  # the second place is not there before its first copy
            return
        with closing(sqlite3.connect(":memory:")) as seen:
            seen.deserialize(raw)
            answer = seen.execute("PRAGMA quick_check").fetchall()
            plain = seen.execute("SELECT count(*) FROM ideas").fetchone()
        self.read += 1
        if answer != [("ok",)] or plain is None:
            self.problems.append((path.name, answer))


def context() -> BaseContext:
    """Return how processes are made: a fresh interpreter for every kill would take minutes where one can be copied."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(["tests.reliability.workers", "labapp.report.pdf", "labapp.report.word"])
    return made


def kill_once(name: str, path: Path, chance: random.Random, made: BaseContext) -> list[Any]:
    """Let a worker work, kill it, and return all it said was kept."""
    ours, theirs = made.Pipe(duplex=False)
    process = made.Process(  # type: ignore[attr-defined]
        target=workers.run, args=(name, str(path), str(paths.data_folder()), theirs)
    )
    process.start()
    theirs.close()
    said: list[Any] = []
    try:
        for _ in range(1 if name in _LATEST else 1 + chance.randrange(_STEPS.get(name, 25))):
            said.append(ours.recv())
        threading.Event().wait(chance.random() * _LATEST.get(name, _USUAL))
        process.kill()
        while True:
            said.append(ours.recv())
    except EOFError:
        pass
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()
    bugs = [item[1] for item in said if isinstance(item, tuple) and item[0] == "bug"]
    assert bugs == [], bugs[0]
    return said


def trial(name: str, folder: Path, number: int, chance: random.Random, made: BaseContext) -> None:
    """One kill with all that is judged after it; files go on from trial to trial where the work does."""
    path = folder / "a.lab"
    if number == 0 or name == "migrations" or (name in workers.VOTES and number % 3 == 0):
        _begin(name, path)
    said = kill_once(name, path, chance, made)
    _JUDGES[name](path, said)
    left = [item.name for item in folder.iterdir() if item.name.endswith(".part")]
    assert len(left) <= 1, left  # what the kill interrupted is cleared by whoever writes there next


def _begin(name: str, path: Path) -> None:
    for item in path.parent.iterdir():
        if item.is_file():
            item.unlink()  # the reader beside finds nothing for a moment
    shutil.rmtree(paths.data_folder(), ignore_errors=True)
    if name in workers.VOTES:
        workers.prepare_vote(path, name)
    else:
        workers.prepare(path)


def _captured(path: Path, said: list[Any]) -> None:
    document = again(path)
    document.lab.redo()  # killed between an undo and its redo
    there = [card.text for card in ideas.cards(document.lab.read, board(document))]
    assert len(there) - said[-1] in (0, 1)  # at most the one that was kept but not said yet
    assert there[2:] == [str(number) for number in range(2, len(there))]
    _sound(document)
    document.close()


def _sound(document: Any) -> None:
    assert check_lab(document.lab) == []
    current = agenda.current(document.lab.read)
    assert current is not None  # the same activity is on
    assert current.kind in ("board", "vote")


def _imported(path: Path, said: list[Any]) -> None:
    document = again(path)
    there = len(people.participants(document.lab.read))
    kept = said[-1] or 3
    assert (there - 3) % workers.BATCH == 0  # a list is whole or not there
    assert there >= kept
    _sound(document)
    document.close()


def _voted(path: Path, said: list[Any]) -> None:
    document = workers.opened(path)  # ids of its own: it will vote
    lab, now = document.lab, workers.the_vote(document)
    done = {what for what, _ in said}
    voted = entitled.voted(lab.read, now.id)
    assert {voter for what, voter in said if what == "cast"} <= voted
    if now.state == rounds.OPEN:
        assert not done & {"closed", "announced", "left"}
        assert len(_keys()) == now.terms.sealed
        workers.cast_rest(document, now, 1)  # an open vote goes on
    else:
        box.finish_interrupted(lab)
        assert _keys() == []
        assert lab.read.value("SELECT count(*) FROM vote_boxes") == 0
        counted = result.result(lab.read, now.id)
        assert counted.voted == len(voted) + (3 if lab.read.value("SELECT count(*) FROM vote_tallies") else 0)
        assert int(counted.bars[0].score) == len(voted)
        assert "announced" not in done or now.state == rounds.ANNOUNCED
    _sound(document)
    document.close()


def _on_paper(path: Path, said: list[Any]) -> None:
    document = workers.opened(path)
    now = workers.the_vote(document)
    papers.judge(document, now, said, lambda: workers.cast_rest(document, now, 1))
    assert len(_keys()) == (now.terms.sealed and now.state == rounds.OPEN)
    _sound(document)
    document.close()


def _keys() -> list[Path]:
    folder = paths.data_folder() / "keys"
    return list(folder.iterdir()) if folder.exists() else []


def _migrated(path: Path, said: list[Any]) -> None:
    document = again(path, catalogue=workers.later_catalogue())
    texts = [card.text for card in ideas.cards(document.lab.read, board(document))]
    assert len(texts) == 2
    assert [text.count("!") for text in texts] == [1, 1]  # the step was done once
    assert document.lab.read.value("SELECT count(*) FROM vote_later") == 2
    assert "migration" in {item.reason for item in backups.listed(document.uid)}
    _sound(document)
    document.close()


def _reported(path: Path, said: list[Any]) -> None:
    pdf, word = path.with_name("report.pdf"), path.with_name("report.docx")
    assert not pdf.exists() or pdf.read_bytes().rstrip().endswith(b"%%EOF")
    if word.exists():
        with zipfile.ZipFile(word) as packed:
            assert packed.testzip() is None
    assert said[-1] < 1 or pdf.exists()
    assert check_file(path) == []


def _anonymised(path: Path, said: list[Any]) -> None:
    target = path.with_name("anon.lab")
    assert said[-1] < 1 or target.exists()
    if target.exists():
        assert check_file(target) == []
        assert b"Kowalsk" not in target.read_bytes()
    assert check_file(path) == []  # looking at it also sweeps away what the killed process left
    folders = [item for item in (paths.data_folder() / "work").iterdir() if item.name.startswith(".")]
    left = [item.name for folder in folders for item in folder.iterdir() if not item.name.startswith("lock.db")]
    assert left == []  # a folder whose maker died before it put anything in may stay an hour


def _joined(path: Path, said: list[Any]) -> None:
    document = again(path)
    texts = [card.text for card in ideas.cards(document.lab.read, board(document))]
    there, here = (sorted(text for text in texts if text.startswith(side)) for side in ("there", "here"))
    assert len(there) - said[-1] in (0, 1)  # at most the one that was joined but not said yet
    assert len(here) - len(there) in (0, 1)
    assert len({*there, *here}) == len(there) + len(here)
    _sound(document)
    if len(here) > len(there):  # killed between writing and joining: that card is taken off again
        with document.lab.change("idea.retire") as tx:
            last = next(card for card in ideas.cards(tx, board(document)) if card.text == f"here {len(there)}")
            ideas.retire(tx, last.idea)
    document.close()


_JUDGES: dict[str, Callable[[Path, list[Any]], None]] = {
    "captures": _captured, "snapshots": _captured, "imports": _imported, "ballots, secret": _voted,
    "ballots, open": _voted, "ballots, stage": _voted, "paper, secret": _on_paper, "paper, open": _on_paper,
    "migrations": _migrated, "reports": _reported, "anonymising": _anonymised,
    "joining": _joined,
}  # fmt: skip


def trials(name: str, folder: Path, count: int, seed: int) -> int:
    """Do many kills of one kind of work with a reader beside; returns how often the reader found a whole file."""
    made, chance = context(), random.Random(seed)
    reader = Reader(folder / "a.lab", folder / "second.lab")
    trial(name, folder, 0, chance, made)
    reader.start()
    try:
        for number in range(1, count):
            trial(name, folder, number, chance, made)
    finally:
        reader.stop.set()
        reader.join()
    assert reader.problems == []
    return reader.read

"""Killed at any instant: every acknowledged change is there, the check is clean, the user's file was always whole."""

import multiprocessing
import os
import random
import sqlite3
import threading
from contextlib import closing

from labapp import disk
from labapp.checking import check_lab
from tests.lab_files import Ticker, add_idea, again, board, fresh, words

KILLS = 30


def work_until_killed(path, data, pipe):
    """Write cards for ever, snapshots and undo among them; say each only when it is kept."""
    os.environ["LABAPP_DATA"] = data
    ticker = Ticker()
    document = again(path, ticker=ticker, seed=random.SystemRandom().randrange(2**40))
    number = len(words(document))
    pipe.send(number)
    while True:
        add_idea(document, f"{number}")
        number += 1
        pipe.send(number)
        if number % 5 == 0:  # what is undone and done again must not be lost either
            document.lab.undo()
            document.lab.redo()
        if number % 17 == 0:
            document.backup("import")
        ticker.now += 3.0
        document.tick()


class Reader(threading.Thread):
    """Somebody who reads the user's file all the time: a synchronised folder, a backup program."""

    def __init__(self, path):
        super().__init__()
        self.path, self.stop, self.read, self.problems = path, threading.Event(), 0, []

    def run(self):
        while not self.stop.is_set():
            with closing(sqlite3.connect(":memory:")) as seen:
                seen.deserialize(self.path.read_bytes())
                answer = seen.execute("PRAGMA quick_check").fetchall()
                plain = seen.execute("SELECT count(*) FROM ideas").fetchone()
            self.read += 1
            if answer != [("ok",)] or plain is None:
                self.problems.append(answer)
            self.stop.wait(0.002)


def test_killed_in_the_middle_of_anything(tmp_path, private_data):
    path = tmp_path / "a.lab"
    fresh(path).close()
    # A fresh interpreter for every kill would take minutes; where the system cannot copy one it takes them.
    forks = "forkserver" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if forks else "spawn")
    if forks:
        context.set_forkserver_preload(["tests.lab_files", "labapp.kinds.registry"])
    chance = random.Random(7)
    reader = Reader(path)
    reader.start()
    try:
        for _ in range(KILLS):
            kept = kill_once(context, path, str(private_data), chance)
            document = again(path)
            document.lab.redo()  # killed between an undo and its redo
            there = words(document)
            assert there == [str(number) for number in range(len(there))]
            assert len(there) - kept in (0, 1)  # at most the one that was kept but not said yet
            assert check_lab(document.lab) == []
            document.close()
    finally:
        reader.stop.set()
        reader.join()
    assert reader.problems == []
    assert reader.read > KILLS
    left = [item.name for item in tmp_path.iterdir() if item != private_data]
    assert left == ["a.lab"]


def kill_once(context, path, data, chance):
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=work_until_killed, args=(path, data, theirs))
    process.start()
    theirs.close()
    kept = ours.recv()
    for _ in range(chance.randrange(25)):
        kept = ours.recv()
    threading.Event().wait(chance.random() * 0.004)
    process.kill()
    process.join()
    while True:
        try:
            kept = ours.recv()
        except EOFError:
            break
    ours.close()
    return kept


def test_half_a_file_left_by_a_killed_process_is_cleared_away(tmp_path):
    path = tmp_path / "a.lab"
    fresh(path).close()
    disk._beside(path).write_bytes(b"half")
    mine = tmp_path / ".labapp-of-another-computer.part"
    mine.write_bytes(b"half")
    document = again(path)
    assert board(document)
    document.close()
    assert {item.name for item in tmp_path.glob(".labapp-*")} == {mine.name}

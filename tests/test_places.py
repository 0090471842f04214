"""The world fails in the middle of work: a sentence, work goes on here, the other place is not held up."""

import errno
import io
import os
import threading
from pathlib import Path

import pytest

from labapp import disk
from labapp.checking import check_file
from labapp.errors import WorldError
from labapp.store import backups, patience
from labapp.wording.errors import error_sentence
from labapp.wording.translate import translator
from tests.lab_files import Ticker, add_idea, again, fresh, words_in

FAILURES = {
    errno.ENOSPC: "store.full", errno.EDQUOT: "store.full", errno.EROFS: "store.readonly",
    errno.EACCES: "store.permission", errno.EPERM: "store.permission", errno.ENODEV: "store.missing",
    errno.ESTALE: "store.missing", errno.EHOSTDOWN: "store.missing", errno.ETIMEDOUT: "store.missing",
    errno.EIO: "store.io",
}  # fmt: skip


class Stick:
    """A folder on which writing fails as the system says it does, from the moment it is told to."""

    def __init__(self, folder, patch):
        self.folder, self.failure = folder, 0
        folder.mkdir()
        opened = io.open  # what pathlib opens files with

        def fails(path, mode="r", *rest, **more):
            if self.failure and set(mode) & set("wxa+") and Path(path).parent == self.folder:
                raise OSError(self.failure, os.strerror(self.failure), str(path))
            return opened(path, mode, *rest, **more)

        patch.setattr(io, "open", fails)


@pytest.fixture
def stick(tmp_path, monkeypatch):
    return Stick(tmp_path / "stick", monkeypatch)


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(patience, "PATIENCE", 0.2)


def sentences(failure):
    return [error_sentence(failure, translator(language)) for language in ("pl", "en")]


@pytest.mark.parametrize("number", FAILURES, ids=errno.errorcode.get)
@pytest.mark.parametrize("which", ["file", "second"])
def test_a_place_that_fails_is_named_and_work_goes_on(tmp_path, stick, number, which):
    ticker = Ticker()
    here, there = (stick.folder, tmp_path) if which == "file" else (tmp_path, stick.folder)
    document = fresh(here / "a.lab", ticker=ticker)
    document.set_second_place(there / "b.lab")
    add_idea(document, "raz")
    document.snapshot_now(wait=True)
    before = (stick.folder / ("a.lab" if which == "file" else "b.lab")).read_bytes()
    stick.failure = number
    add_idea(document, "dwa")
    ticker.now += 601
    document.tick()
    document._keeper.settle()
    status = document.status()
    failing, other = (status.file, status.second) if which == "file" else (status.second, status.file)
    assert failing.failure.code == FAILURES[number]
    assert all(str(failing.path) in sentence for sentence in sentences(failing.failure))
    assert other.failure is None
    assert words_in(other.path) == ["raz", "dwa"]
    assert failing.path.read_bytes() == before
    assert [item.name for item in stick.folder.iterdir() if item.suffix == ".part"] == []
    assert words_in(backups.listed(document.uid)[0].path) == ["raz", "dwa"]
    add_idea(document, "trzy")
    stick.failure = 0  # it is back
    ticker.now += 16
    document.tick()
    document._keeper.settle()
    assert document.status().file.failure is None
    document.close()
    assert words_in(here / "a.lab") == words_in(there / "b.lab") == ["raz", "dwa", "trzy"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.ENODEV])
def test_another_place_is_taken_in_the_middle_of_work(tmp_path, stick, number):
    document = fresh(stick.folder / "a.lab")
    add_idea(document, "raz")
    document.snapshot_now(wait=True)
    stick.failure = number
    add_idea(document, "dwa")
    document.snapshot_now(wait=True)
    with pytest.raises(WorldError):
        document.move_to(stick.folder / "c.lab")
    assert document.path == stick.folder / "a.lab"
    document.move_to(tmp_path / "b.lab")
    assert document.status().file.failure is None
    add_idea(document, "trzy")
    document.close()
    assert words_in(tmp_path / "b.lab") == ["raz", "dwa", "trzy"]
    assert words_in(stick.folder / "a.lab") == ["raz"]
    assert check_file(tmp_path / "b.lab") == []


@pytest.mark.parametrize("fate", ["pulled", "renamed", "a folder in its place"])
def test_the_path_is_gone_in_the_middle_of_work(tmp_path, fate):
    home = tmp_path / "stick"
    home.mkdir()
    document = fresh(home / "a.lab")
    document.set_second_place(tmp_path / "b.lab")
    add_idea(document, "raz")
    document.snapshot_now(wait=True)
    aside = tmp_path / "elsewhere"
    home.rename(aside)
    if fate == "a folder in its place":
        (home / "a.lab").mkdir(parents=True)
    add_idea(document, "dwa")
    document.snapshot_now(wait=True)
    status = document.status()
    assert status.file.failure.code == ("store.folder" if fate == "a folder in its place" else "store.missing")
    assert status.second.failure is None
    assert words_in(tmp_path / "b.lab") == ["raz", "dwa"]
    assert words_in(aside / "a.lab") == ["raz"]
    if fate == "pulled":
        aside.rename(home)
        document.close()
        assert words_in(home / "a.lab") == ["raz", "dwa"]
    else:
        with pytest.raises(WorldError):
            document.close()


FIFOS = pytest.mark.skipif(os.name == "nt", reason="a path that hangs is made of a POSIX fifo")


class Fifo:
    """A path that takes whoever opens it and never lets go: a share whose server has vanished."""

    def __init__(self, path):
        self.path, self.held = path, path.with_suffix(".held")
        path.rename(self.held)
        os.mkfifo(path)

    def lets_go(self):
        """Answer at last: the file is there again, whoever waited is told that nothing more comes."""
        os.close(os.open(self.path, os.O_RDWR | os.O_NONBLOCK))
        writer = os.open(self.path, os.O_RDWR)
        self.held.replace(self.path)
        os.close(writer)


@FIFOS
@pytest.mark.parametrize("which", ["file", "second"])
def test_a_share_that_hangs_holds_nothing_else_up(tmp_path, impatient, which):
    ticker = Ticker()
    share = tmp_path / "share"
    share.mkdir()
    here, there = (share, tmp_path) if which == "file" else (tmp_path, share)
    document = fresh(here / "a.lab", ticker=ticker)
    document.set_second_place(there / "b.lab")
    add_idea(document, "raz")
    document.snapshot_now(wait=True)
    hung = Fifo(share / ("a.lab" if which == "file" else "b.lab"))
    threads = threading.active_count()
    for word in ("dwa", "trzy"):
        add_idea(document, word)
        ticker.now += 601
        document.tick()
        document._keeper.settle()
        status = document.status()
        failing, other = (status.file, status.second) if which == "file" else (status.second, status.file)
        assert failing.failure.code == "store.not-answering"
        assert all(str(failing.path) in sentence for sentence in sentences(failing.failure))
        assert other.failure is None
        assert words_in(other.path)[-1] == word  # the other place is kept up
        assert words_in(backups.listed(document.uid)[0].path)[-1] == word
        assert list(document._work.folder.glob("snapshot-*.db")) == []  # a hanging place must not fill the disk
    assert threading.active_count() <= threads + 1  # no more than one attempt hangs
    if which == "file":
        with pytest.raises(WorldError, match=r"store\.not-answering"):
            document.close()
    else:
        document.close()
    hung.lets_go()
    wait_for_threads(threads)
    assert words_in(hung.path) == ["raz"]  # who was given up writes nothing any more
    document = again(here / "a.lab", ticker=ticker)
    document.snapshot_now(wait=True)
    document.close()
    assert words_in(here / "a.lab") == words_in(there / "b.lab") == ["raz", "dwa", "trzy"]
    assert [item.suffix for item in share.iterdir()] == [".lab"]


def wait_for_threads(count):
    for thread in threading.enumerate():
        if thread.name == "place":
            thread.join(10)
    assert threading.active_count() <= count


@FIFOS
def test_a_share_that_answers_again_is_written_anew(tmp_path, impatient):
    ticker = Ticker()
    document = fresh(tmp_path / "a.lab", ticker=ticker)
    add_idea(document, "raz")
    document.snapshot_now(wait=True)
    hung = Fifo(tmp_path / "a.lab")
    add_idea(document, "dwa")
    document.snapshot_now(wait=True)
    assert document.status().file.failure.code == "store.not-answering"
    hung.lets_go()
    wait_for_threads(threading.active_count())
    ticker.now += 16
    document.tick()
    document._keeper.settle()
    assert document.status().file.failure is None
    document.close()
    assert words_in(tmp_path / "a.lab") == ["raz", "dwa"]


def test_files_are_looked_for_without_waiting_for_a_share_that_hangs(tmp_path, monkeypatch):
    let_go, seen = threading.Event(), Path.exists
    (tmp_path / "here.lab").write_bytes(b"")
    (tmp_path / "hung.lab").write_bytes(b"")

    def exists(path):
        assert path.name != "hung.lab" or let_go.wait(20)
        return seen(path)

    monkeypatch.setattr(Path, "exists", exists)
    asked = [tmp_path / name for name in ("here.lab", "hung.lab", "gone.lab")]
    assert disk.there(asked, 0.2) == {tmp_path / "here.lab"}
    let_go.set()
    assert disk.there(asked, 5) == {tmp_path / "here.lab", tmp_path / "hung.lab"}


@FIFOS
def test_opening_from_a_share_that_hangs_is_refused_in_time(tmp_path, impatient):
    fresh(tmp_path / "a.lab").close()
    hung = Fifo(tmp_path / "a.lab")
    with pytest.raises(WorldError, match=r"store\.not-answering"):
        again(tmp_path / "a.lab")
    hung.lets_go()
    wait_for_threads(threading.active_count())
    again(tmp_path / "a.lab").close()


def test_a_slow_place_that_shows_signs_of_life_is_waited_for(tmp_path, impatient):
    begun, steps = threading.Event(), []

    def work(sign):
        begun.set()
        for step in range(6):  # together longer than anybody would wait without a sign
            threading.Event().wait(0.1)
            sign()
            steps.append(step)
        return "done"

    assert patience.patiently(work, tmp_path) == "done"
    assert len(steps) == 6

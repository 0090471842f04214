"""A secret vote in a real document: no copy holds anything readable, and a power cut loses nothing."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from labapp import paths
from labapp.clock import seeded_ids
from labapp.document import new_document, open_document
from labapp.errors import UserError
from labapp.kinds.vote import box, entitled, keys, options, result, rounds
from labapp.model import agenda, people

ROOT = Path(__file__).parents[3]
BODY = b'{"2":5,"4":3}'

CAST_AND_DIE = """
import os, sys
from labapp.document import open_document
from labapp.kinds.vote import box, rounds
document = open_document(sys.argv[1])
box.cast(document.lab, sys.argv[2], sys.argv[3], {"2": 5, "4": 3})
print("acknowledged", flush=True)
os._exit(9)
"""


def prepared(path):
    document = new_document(path, title="Secret", ids=seeded_ids(3))
    with document.lab.change("test") as tx:
        voters = [people.add_participant(tx, name=f"Person {n}") for n in range(6)]
        for voter in voters:
            people.arrive(tx, voter)
        activity = agenda.add_activity(tx, agenda.add_day(tx), "vote", "The vote")
        rounds.configure(tx, activity, form="dots", limits={"n": 9, "cap": 9}, secrecy="secret")
        for title in "abcd":
            options.add(tx, activity, title)
    now = rounds.latest(document.lab.read, activity)
    assert now is not None
    return document, now.id, voters


def everything(*folders):
    return b"\n".join(file.read_bytes() for folder in folders for file in folder.rglob("*") if file.is_file())


def test_no_copy_of_the_document_holds_a_ballot_in_clear_while_open_or_a_box_afterwards(tmp_path):
    home, stick = tmp_path / "home", tmp_path / "stick"
    home.mkdir()
    stick.mkdir()
    document, vote, voters = prepared(home / "a.lab")
    document.set_second_place(stick)
    box.open_vote(document.lab, vote)
    box.cast(document.lab, vote, voters[0], {"2": 5, "4": 3})
    document.backup("test")
    document.snapshot(now=True)
    boxes = [row["box"] for row in document.lab.read.rows("SELECT box FROM vote_boxes")]
    assert boxes[0] in everything(home)  # the snapshot has the sealed ballot: nothing cast is lost with this computer
    assert BODY not in everything(home, stick, paths.data_folder())
    box.close_vote(document.lab, vote)
    document.snapshot(now=True)
    assert BODY in everything(home)
    assert boxes[0] not in everything(home, stick)
    assert boxes[0] not in everything(paths.data_folder() / "work")
    document.close()
    assert list(keys.folder().iterdir()) == []


def test_a_power_cut_while_open_loses_nothing_that_was_acknowledged(tmp_path):
    document, vote, voters = prepared(tmp_path / "a.lab")
    box.open_vote(document.lab, vote)
    box.cast(document.lab, vote, voters[0], {"1": 1})
    document.close()
    command = [sys.executable, "-c", CAST_AND_DIE, str(tmp_path / "a.lab"), vote, voters[1]]
    died = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert (died.returncode, died.stdout.strip()) == (9, "acknowledged"), died.stderr
    document = open_document(tmp_path / "a.lab")
    assert entitled.voted(document.lab.read, vote) == set(voters[:2])
    box.close_vote(document.lab, vote)
    scores = [int(bar.score) for bar in result.result(document.lab.read, vote).bars]
    assert scores == [5, 3, 1, 0]
    document.close()


def test_opening_completes_a_closing_that_was_cut_short(tmp_path):
    document, vote, voters = prepared(tmp_path / "a.lab")
    box.open_vote(document.lab, vote)
    box.cast(document.lab, vote, voters[0], {"1": 1})
    key = keys.file_of(document.lab.read, vote)
    kept = key.read_bytes()
    box.close_vote(document.lab, vote)
    document.close()
    key.write_bytes(kept)  # as if the power had gone before the key was destroyed
    open_document(tmp_path / "a.lab").close()
    assert not key.exists()


def test_a_copied_file_leaves_the_original_its_vote_and_a_moved_one_keeps_it(tmp_path):
    document, vote, voters = prepared(tmp_path / "a.lab")
    box.open_vote(document.lab, vote)
    box.cast(document.lab, vote, voters[0], {"1": 1})
    document.close()
    shutil.copyfile(tmp_path / "a.lab", tmp_path / "copy.lab")
    copy = open_document(tmp_path / "copy.lab")
    with pytest.raises(UserError, match="held-elsewhere"):
        box.close_vote(copy.lab, vote)
    box.give_up(copy.lab, vote)
    copy.close()
    (tmp_path / "a.lab").rename(tmp_path / "moved.lab")
    moved = open_document(tmp_path / "moved.lab")
    box.cast(moved.lab, vote, voters[1], {"1": 1})
    box.close_vote(moved.lab, vote)
    assert result.result(moved.lab.read, vote).voted == 2
    moved.close()
    assert list(keys.folder().iterdir()) == []


def test_a_file_kept_elsewhere_takes_its_secret_vote_along(tmp_path):
    document, vote, voters = prepared(tmp_path / "a.lab")
    box.open_vote(document.lab, vote)
    box.cast(document.lab, vote, voters[0], {"1": 1})
    document.move_to(tmp_path / "b.lab")  # the old file stays where it lies
    box.cast(document.lab, vote, voters[1], {"1": 1})
    key = keys.file_of(document.lab.read, vote)
    key.with_suffix(".new").write_bytes(key.read_bytes())  # as if killed while it was handed over
    box.close_vote(document.lab, vote)
    assert result.result(document.lab.read, vote).voted == 2
    document.close()
    assert list(keys.folder().iterdir()) == []

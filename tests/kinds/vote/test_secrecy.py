"""A secret ballot leaves no trace of who, when, in which order: the whole file is compared, byte by byte."""

import json
import os
import stat
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from labapp import paths
from labapp.errors import UserError
from labapp.kinds.vote import box, entitled, keys, options, paper, result, rounds
from labapp.lab import Lab
from labapp.model import facts
from labapp.store.connection import Store
from labapp.wording.errors import error_sentence
from labapp.wording.translate import translator
from tests.kinds.vote.room import make

BALLOTS = [[1], [1, 2], [], [3], [1], [2, 4]]


def closed_bytes(folder: Path, order, ballots, secrecy="secret") -> bytes:
    room = make(folder / "a.lab", "SSSSSS", secrecy=secrecy, form="choose", limits={"min": 1, "max": 2})
    box.open_vote(room.lab, room.vote)
    for place, ballot in zip(order, ballots, strict=True):
        box.cast(room.lab, room.vote, room.people[place], ballot)
    box.close_vote(room.lab, room.vote)
    copied = room.vacuumed(folder / "copy.lab")
    live = room.path.read_bytes()
    room.close()
    return copied + live


@hypothesis_settings(max_examples=6)
@given(st.permutations(range(6)), st.permutations(BALLOTS), st.sampled_from(["secret", "sector"]))
def test_same_people_same_ballots_any_order_any_assignment_give_the_same_bytes(order, ballots, secrecy):
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        first = closed_bytes(Path(one), range(6), BALLOTS, secrecy)
        assert closed_bytes(Path(two), order, ballots, secrecy) == first


def test_other_ballots_give_other_bytes(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = closed_bytes(tmp_path / "a", range(6), BALLOTS)
    assert closed_bytes(tmp_path / "b", range(6), [[1]] * 6) != first


def every_file(*folders: Path) -> bytes:
    return b"\n".join(file.read_bytes() for folder in folders for file in folder.rglob("*") if file.is_file())


def test_while_open_no_file_holds_a_ballot_in_clear(tmp_path, room):
    here = room(secrecy="secret", form="dots", limits={"n": 9, "cap": 9})
    box.open_vote(here.lab, here.vote)
    box.cast(here.lab, here.vote, here.people[0], {"2": 5, "4": 3})
    here.vacuumed(tmp_path / "snapshot.lab")
    everything = every_file(tmp_path, paths.data_folder())
    assert b'"2":5' not in everything
    assert b'"2": 5' not in everything
    assert len(here.lab.read.rows("SELECT 1 FROM vote_boxes")) == 1
    assert not here.lab.read.rows("SELECT 1 FROM vote_ballots")
    box.close_vote(here.lab, here.vote)
    assert b'{"2":5,"4":3}' in every_file(tmp_path)


def test_boxes_are_of_one_length(room):
    here = room(secrecy="secret", form="choose", limits={"min": 0, "max": 4})
    box.open_vote(here.lab, here.vote)
    for person, ballot in zip(here.people, [[], [1], [1, 2, 3, 4]], strict=False):
        box.cast(here.lab, here.vote, person, ballot)
    assert len({len(row["box"]) for row in here.lab.read.rows("SELECT box FROM vote_boxes")}) == 1


def test_casting_leaves_nothing_in_history_and_journal(room):
    here = room(secrecy="secret")
    box.open_vote(here.lab, here.vote)
    before = [tuple(row) for table in ("changes", "journal") for row in here.lab.read.rows(f"SELECT * FROM {table}")]
    heard = []
    here.lab.subscribe(heard.append)
    here.clock.forward(minutes=3)
    box.cast(here.lab, here.vote, here.people[3], [1])
    after = [tuple(row) for table in ("changes", "journal") for row in here.lab.read.rows(f"SELECT * FROM {table}")]
    assert before == after
    assert [change.touches("vote_turnout") for change in heard] == [True]
    assert here.people[3] not in repr(heard)  # not even a subscriber's log could name the person


def test_after_closing_the_working_copy_and_its_log_hold_no_box(room, tmp_path):
    here = room(secrecy="secret")
    box.open_vote(here.lab, here.vote)
    for person in here.people:
        box.cast(here.lab, here.vote, person, [1])
    boxes = [row["box"] for row in here.lab.read.rows("SELECT box FROM vote_boxes")]
    box.close_vote(here.lab, here.vote)
    everything = every_file(tmp_path)
    assert not any(sealed[:40] in everything for sealed in boxes)
    assert not list(keys.folder().iterdir())
    row = here.lab.read.row("SELECT * FROM vote_ballots")
    assert row["voter"] is None
    assert row["cell"] == ""


def test_the_key_is_the_users_alone_and_outside_the_document(room):
    here = room(secrecy="secret")
    box.open_vote(here.lab, here.vote)
    path = keys.file_of(here.lab.read, here.vote)
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes()[:32] not in here.path.read_bytes()


def test_a_lost_key_ends_in_a_void_round_that_can_be_repeated(room):
    here = room(secrecy="secret")
    box.open_vote(here.lab, here.vote)
    box.cast(here.lab, here.vote, here.people[0], [1])
    first = here.vote
    with pytest.raises(UserError, match="key-present"):
        box.give_up(here.lab, first)
    keys.file_of(here.lab.read, first).unlink()
    with pytest.raises(UserError, match="key-lost"):
        box.close_vote(here.lab, first)
    assert rounds.get(here.lab.read, first).state == rounds.OPEN
    box.give_up(here.lab, first)
    assert not here.lab.read.rows("SELECT 1 FROM vote_boxes")
    second = box.repeat(here.lab, first, "the computer broke down")
    assert rounds.get(here.lab.read, second).follows == first
    box.open_vote(here.lab, second)
    box.cast(here.lab, second, here.people[0], [2])


def test_a_closing_cut_short_is_completed_later(room):
    here = room(secrecy="secret")
    box.open_vote(here.lab, here.vote)
    box.cast(here.lab, here.vote, here.people[0], [1])
    kept = keys.file_of(here.lab.read, here.vote).read_bytes()
    box.close_vote(here.lab, here.vote)
    keys.file_of(here.lab.read, here.vote).write_bytes(kept)  # as if the power had gone before the key was destroyed
    assert box.finish_interrupted(here.lab) == 1
    assert not keys.file_of(here.lab.read, here.vote).exists()
    assert box.finish_interrupted(here.lab) == 0


@pytest.mark.parametrize("end", [box.close_vote, box.give_up])
def test_a_view_that_fails_at_the_end_leaves_neither_key_nor_boxes(room, end):
    here = room(secrecy="secret")
    box.open_vote(here.lab, here.vote)
    box.cast(here.lab, here.vote, here.people[0], [1])
    if end is box.give_up:
        keys.file_of(here.lab.read, here.vote).write_bytes(b"lost")

    def bug(_changes):
        raise ZeroDivisionError

    here.lab.subscribe(bug)
    with pytest.raises(ZeroDivisionError):
        end(here.lab, here.vote)
    assert rounds.get(here.lab.read, here.vote).state != rounds.OPEN
    assert not keys.file_of(here.lab.read, here.vote).exists()
    log = here.lab.store.path.with_name(f"{here.lab.store.path.name}-wal")
    assert not log.exists() or log.stat().st_size == 0


def test_an_end_that_cannot_be_kept_keeps_the_key(room):
    here = room(secrecy="secret")
    box.open_vote(here.lab, here.vote)
    box.cast(here.lab, here.vote, here.people[0], [1])
    here.lab.store.execute("PRAGMA query_only = ON")  # the disk refuses
    with pytest.raises(UserError, match=r"store\.readonly"):
        box.close_vote(here.lab, here.vote)
    here.lab.store.execute("PRAGMA query_only = OFF")
    assert keys.present(here.lab.read, here.vote)
    box.close_vote(here.lab, here.vote)
    assert rounds.get(here.lab.read, here.vote).state == rounds.CLOSED


def test_by_sector_small_sectors_are_merged_before_anybody_votes(room):
    here = room(sectors="SSSSSOOMM", secrecy="sector")
    box.open_vote(here.lab, here.vote)
    cells = {voter.cell for voter in entitled.frozen(here.lab.read, here.vote)}
    sizes = {cell: sum(v.cell == cell for v in entitled.frozen(here.lab.read, here.vote)) for cell in cells}
    assert sorted(sizes.values()) == [9] or min(sizes.values()) >= 5
    for person in here.people:
        box.cast(here.lab, here.vote, person, [1])
    box.close_vote(here.lab, here.vote)
    assert {row["cell"] for row in here.lab.read.rows("SELECT cell FROM vote_ballots")} <= cells


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 12), min_size=1), st.integers(0, 6))
def test_merged_cells_are_never_small_unless_there_is_only_one(sizes, minimum):
    merged = entitled.merged_cells(sizes, minimum)
    assert set(merged) == set(sizes)
    totals: dict[str, int] = {}
    for key, cell in merged.items():
        totals[cell] = totals.get(cell, 0) + sizes[key]
        assert key in cell.split("+")
    assert len(totals) == 1 or min(totals.values()) >= minimum


def test_a_sealed_ballot_cannot_be_taken_back(room):
    here = room(secrecy="secret")
    box.open_vote(here.lab, here.vote)
    box.cast(here.lab, here.vote, here.people[0], [1])
    with pytest.raises(UserError, match="sealed"):
        box.take_back(here.lab, here.vote, here.people[0])


def test_history_of_a_secret_vote_names_nobody(room):
    here = room(secrecy="secret")
    box.open_vote(here.lab, here.vote)
    box.cast(here.lab, here.vote, here.people[0], [1])
    box.close_vote(here.lab, here.vote)
    assert [(entry.code, json.loads(entry.params)) for entry in here.lab.history(2)] == [
        ("vote.close", {}), ("vote.open", {"n": 15}),
    ]  # fmt: skip


def test_a_reader_who_stays_keeps_the_key_until_the_log_is_gone(room):
    here = room(secrecy="secret")
    box.open_vote(here.lab, here.vote)
    box.cast(here.lab, here.vote, here.people[0], [1])
    reader = Store(here.path, readonly=True)
    reader.connection.execute("PRAGMA busy_timeout = 0")
    here.lab.store.execute("PRAGMA busy_timeout = 0")
    reader.connection.execute("BEGIN")
    reader.query("SELECT count(*) FROM vote_boxes")
    with pytest.raises(UserError, match=r"store\.locked"):
        box.close_vote(here.lab, here.vote)
    assert rounds.get(here.lab.read, here.vote).state == rounds.CLOSED
    reader.connection.rollback()
    reader.close()
    assert box.finish_interrupted(here.lab) == 1
    assert not keys.file_of(here.lab.read, here.vote).exists()


def test_what_cannot_be_counted_is_said_by_the_rule(room):
    here = room(secrecy="open", titles="a", form="answers", counting={"quorum": "nonsense"})
    with pytest.raises(UserError, match="not-countable") as refused:
        box.open_vote(here.lab, here.vote)  # before anybody has voted
    assert "nonsense" in error_sentence(refused.value, translator("pl"))
    here.set(counting={})
    box.open_vote(here.lab, here.vote)
    box.close_vote(here.lab, here.vote)
    kept = json.loads(here.lab.read.value("SELECT settings FROM vote_votes"))
    with here.lab.change("altered") as tx:
        tx.update("vote_votes", here.vote, settings=json.dumps({**kept, "counting": {"quorum": "nonsense"}}))
    with pytest.raises(UserError, match="not-countable"):
        result.result(here.lab.read, here.vote)


@pytest.mark.parametrize(("form", "rule"), [("choose", "nonsense"), ("dots", "irv"), ("ranking", "greedy")])
def test_a_rule_that_cannot_count_these_ballots_is_refused_before_anybody_votes(room, form, rule):
    here = room(form=form, rule=rule, secrecy="secret")
    with pytest.raises(UserError, match="not-countable"):
        box.open_vote(here.lab, here.vote)
    assert not list(keys.folder().iterdir())


def test_a_copy_can_neither_close_nor_destroy_what_the_original_still_holds(room, tmp_path):
    here = room(secrecy="secret")
    here.lab.home = lambda: str(here.path)
    box.open_vote(here.lab, here.vote)
    box.cast(here.lab, here.vote, here.people[0], [1])
    here.vacuumed(tmp_path / "copy.lab")
    store = Store(tmp_path / "copy.lab")
    copy = Lab(store, here.lab.catalogue)
    copy.home = lambda: str(tmp_path / "copy.lab")
    for refused in (lambda: box.close_vote(copy, here.vote), lambda: box.cast(copy, here.vote, here.people[1], [1])):
        with pytest.raises(UserError, match="held-elsewhere"):
            refused()
    box.give_up(copy, here.vote)
    assert box.finish_interrupted(copy) == 0
    store.close()
    box.cast(here.lab, here.vote, here.people[1], [2])
    box.close_vote(here.lab, here.vote)
    assert result.result(here.lab.read, here.vote).voted == 2
    assert not list(keys.folder().iterdir())


def test_a_file_that_was_moved_takes_its_key_along(room, tmp_path):
    here = room(secrecy="secret")
    here.lab.home = lambda: str(tmp_path / "gone.lab")
    box.open_vote(here.lab, here.vote)
    here.lab.home = lambda: str(here.path)
    box.cast(here.lab, here.vote, here.people[0], [1])
    box.close_vote(here.lab, here.vote)
    assert not list(keys.folder().iterdir())


def test_another_round_or_laboratory_has_a_key_of_its_own(room):
    one, two = room(secrecy="secret"), room(secrecy="secret")
    with two.lab.change("facts.edit") as tx:
        facts.put(tx, "uid", "two")
    box.open_vote(one.lab, one.vote)
    box.open_vote(two.lab, two.vote)
    assert one.vote == two.vote  # seeded ids: as in two copies of one template
    assert keys.file_of(one.lab.read, one.vote) != keys.file_of(two.lab.read, two.vote)
    box.close_vote(two.lab, two.vote)
    box.cast(one.lab, one.vote, one.people[0], [1])
    box.close_vote(one.lab, one.vote)


@pytest.mark.parametrize("tag", ["", "x/../../{there}", "{there}", "Ż" * 100_000, "\0"])
def test_an_altered_file_wipes_nothing_that_lies_elsewhere(tmp_path, tag):
    """The names of keys come from the document: a stranger's must lead nowhere else."""
    precious = tmp_path / "server.key"
    precious.write_bytes(b"private" * 20)
    there = str(precious.with_suffix(""))
    room = make(tmp_path / "a.lab", "SS", secrecy="secret", form="choose", limits={"min": 1, "max": 1})
    box.open_vote(room.lab, room.vote)
    box.close_vote(room.lab, room.vote)
    with room.lab.change("altered") as tx:
        row = tx.row("SELECT * FROM vote_votes WHERE id = ?", room.vote)
        tx.insert("vote_votes", **{**dict(row), "id": there if not tag else "second",
                                   "round": 2, "key_tag": tag.format(there=there)})  # fmt: skip
    box.finish_interrupted(room.lab)
    assert precious.read_bytes() == b"private" * 20
    room.close()


PAPER_OR_BOOTH = [
    ("choose", {"min": 0, "max": 3}, "3 1", [1, 3]),
    ("dots", {"n": 5, "cap": 3}, "4 2 4", {"4": 2, "2": 1, "1": 0}),
    ("score", {"low": 1, "high": 5}, "3 - 5 -", {"": {"4": None, "1": 3, "3": 5, "2": None}}),
    ("score", {"low": 1, "high": 5}, "- - - -", {"": {"1": None, "2": None, "3": None, "4": None}}),
    ("agreement", {"steps": 5}, "1 - 4 2", {"4": 2, "3": [4, " "], "1": [1, "fine"]}),
    ("answers", {}, "1 - 2 3", {"4": "abstain", "3": "no", "1": "yes"}),
    ("ranking", {"min": 0, "max": 0}, "3 1", [3, 1]),
    ("budget", {"way": "points", "sum": "9", "n": 5, "cap": 3}, "", []),
]


@pytest.mark.parametrize(("form", "limits", "typed", "marked"), PAPER_OR_BOOTH)
def test_a_closed_secret_ballot_does_not_say_whether_it_came_on_paper(room, form, limits, typed, marked):
    here = room(form=form, limits=limits, secrecy="secret", channels=["booth", "paper"])
    if form == "budget":
        with here.lab.change("vote.edit") as tx:
            for choice in options.of_vote(here.lab.read, here.vote):
                options.edit(tx, choice.id, cost="1")
    box.open_vote(here.lab, here.vote)
    box.cast(here.lab, here.vote, here.people[0], marked)
    paper.issue(here.lab, here.vote, [here.people[1]])
    paper.enter(here.lab, here.vote, typed)
    box.close_vote(here.lab, here.vote)
    assert len({row["body"] for row in here.lab.read.rows("SELECT body FROM vote_ballots")}) == 1

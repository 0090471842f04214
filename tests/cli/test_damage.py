"""Damaged files, whatever the damage: a sentence and a status, never a crash; salvage brings back what it can."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.run import done, lab


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from labapp.demo import Wish, make_demo

    path = tmp_path_factory.mktemp("sound") / "sound.lab"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LABAPP_DATA", str(path.parent / "data"))
        make_demo(path, Wish("en", participants=4, ideas=6))
    return path


def damaged(data: bytes, seed: int) -> bytes:
    """Flip some bytes, cut the end off, or blank a stretch: what sticks and power cuts do."""
    dice = random.Random(seed)
    raw = bytearray(data)
    way = dice.randrange(3)
    if way == 0:
        for _ in range(dice.choice([1, 5, 50])):
            raw[dice.randrange(len(raw))] = dice.randrange(256)
    elif way == 1:
        del raw[dice.randrange(len(raw)) :]
    else:
        start, length = dice.randrange(len(raw)), dice.choice([16, 512, 4096])
        raw[start : start + length] = bytes(len(raw[start : start + length]))
    return bytes(raw)


@pytest.mark.parametrize("seed", range(16))
def test_any_damage_is_a_sentence(sound: Path, tmp_path: Path, seed: int):
    path = tmp_path / "damaged.lab"
    path.write_bytes(damaged(sound.read_bytes(), seed))
    before = path.read_bytes()
    for words in (
        ["check", path, "--json"], ["info", path, "--json"], ["salvage", path, "-o", tmp_path / "s.lab"],
        ["report", path, "-o", tmp_path / "r.pdf"], ["anonymise", path, "-o", tmp_path / "a.lab"],
    ):  # fmt: skip
        answer = lab(*words)
        assert answer.status in (0, 1), words
        assert answer.status == 0 or answer.err, words
    assert path.read_bytes() == before
    if (tmp_path / "s.lab").exists():
        # It opens again. Lost points of the agenda are warned of; whether counts add up is for `lab check` to say.
        assert lab("info", tmp_path / "s.lab").status == 0


def test_unreadable_names_of_columns_lose_no_row(sound: Path, tmp_path: Path):
    path = tmp_path / "damaged.lab"
    data = sound.read_bytes()
    path.write_bytes(data.replace(b"letter TEXT", b"\xa1etter TEXT", 1))
    assert path.read_bytes() != data
    lab("salvage", path, "-o", tmp_path / "s.lab")
    one, other = (done("info", item, "--json").json for item in (sound, tmp_path / "s.lab"))
    assert other["participants"] == one["participants"]
    assert [sector["name"] for sector in other["sectors"]] == [sector["name"] for sector in one["sectors"]]


def test_a_value_that_is_no_json_is_damage_and_salvage_empties_it(sound: Path, tmp_path: Path):
    path, whole = tmp_path / "damaged.lab", tmp_path / "whole.lab"
    shutil.copy(sound, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE activities SET settings = '{' WHERE kind = 'talk'")
        connection.execute("UPDATE activities SET settings = ? WHERE kind = 'plan'", ["[" * 100_000])
        connection.execute("UPDATE participants SET consents = '[]' WHERE code = '101'")
    for words in (["info", path], ["report", path, "-o", tmp_path / "r.pdf"], ["anonymise", path, "-o", whole]):
        answer = lab(*words)
        assert (answer.status, answer.err.count("\n")) == (1, 1), words
        assert "damaged" in answer.err
    assert lab("check", path, "--json").json["codes"] == ["store.damaged", "check.value", "check.value"]
    answer = lab("salvage", path, "-o", whole)
    assert answer.status == 0
    assert "table activities: 11 values cannot be understood, the default stands instead." in answer.err
    assert "table participants: 1 value" in answer.err
    assert "Nothing was found missing" not in answer.out
    one, other = (done("info", item, "--json").json for item in (sound, whole))
    assert other["participants"] == one["participants"]
    assert [item["title"] for item in other["activities"]] == [item["title"] for item in one["activities"]]


def test_rows_that_vanish_without_an_error_are_named(sound: Path, tmp_path: Path):
    path = tmp_path / "damaged.lab"
    raw = bytearray(sound.read_bytes())
    with closing(sqlite3.connect(sound)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'presence'").fetchone()
        (rows,) = connection.execute("SELECT count(*) FROM presence").fetchone()
    head = (root - 1) * 4096
    assert raw[head] in (10, 13)  # a leaf, so that it says itself how many rows it holds
    raw[head + 3 : head + 5] = (rows - 2).to_bytes(2)
    path.write_bytes(raw)
    answer = lab("salvage", path, "-o", tmp_path / "whole.lab")
    assert answer.status == 0
    assert "table presence: not every row could be reached." in answer.err


def test_a_header_sqlite_cannot_follow_is_a_sentence(sound: Path, tmp_path: Path):
    path = tmp_path / "damaged.lab"
    for place in range(100):
        raw = bytearray(sound.read_bytes())
        raw[place] ^= 0x55
        path.write_bytes(raw)
        for words in (["info", path], ["anonymise", path, "-o", tmp_path / "a.lab", "--force"]):
            assert lab(*words).status in (0, 1), (place, words)


def test_a_value_that_does_no_harm_stays_and_is_named(sound: Path, tmp_path: Path):
    path, whole = tmp_path / "damaged.lab", tmp_path / "whole.lab"
    shutil.copy(sound, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE participants SET role = 'guest' WHERE code IN ('101', '102')")
    answer = lab("salvage", path, "-o", whole)
    assert "participants: 2 values are kept as they are, though they are not what belongs there." in answer.err
    assert "Nothing was found missing" not in answer.out
    said = lab("check", whole).err.splitlines()
    assert said == ["whole.lab: table participants, column role: 2 values are not what belongs there"]


def test_rows_changed_past_the_program_are_counted_by_table(sound: Path, tmp_path: Path):
    path = tmp_path / "changed.lab"
    shutil.copy(sound, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        changed = connection.execute("UPDATE ideas SET text = 'x' || text").rowcount
    assert lab("check", path).err == f"changed.lab: table ideas: {changed} rows are not what the journal says\n"

"""Damaged files, whatever the damage: a sentence and a status, never a crash; salvage brings back what it can."""

from __future__ import annotations

import random
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

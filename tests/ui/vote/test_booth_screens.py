"""Where the booth goes among several screens (invented by Qt), and where a secret one never goes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


def screen(name, x, width, height):
    return {
        "name": name, "x": x, "y": 0, "width": width, "height": height,
        "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1,
    }  # fmt: skip


LAPTOP = screen("laptop", 0, 1280, 720)
HALL = screen("hall", 1280, 1920, 1080)
SIDE = screen("side", 3200, 1024, 768)
MIRROR = screen("mirror", 0, 1280, 720)


def probe(tmp_path, secrecy, channel, *screens):
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"screens": list(screens)}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.vote.booth_screens_probe", secrecy, channel],
        cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("secrecy", ["open", "secret"])
def test_beside_the_stage_the_booth_takes_the_laptop_and_locks_the_console(tmp_path, secrecy):
    found = probe(tmp_path, secrecy, "booth", LAPTOP, HALL)
    assert found["booth"] == [0, 0, 1280, 720]
    assert (found["locked"], found["console"], found["stage"], found["after"]) == (True, False, True, True)


def test_a_monitor_of_its_own_leaves_the_console_at_work(tmp_path):
    found = probe(tmp_path, "secret", "booth", LAPTOP, HALL, SIDE)
    assert found["booth"] == [3200, 0, 1024, 768]
    assert (found["locked"], found["console"]) == (False, True)


def test_an_open_vote_may_be_cast_on_the_rooms_screen(tmp_path):
    found = probe(tmp_path, "open", "stage", LAPTOP, HALL)
    assert found["booth"] == [1280, 0, 1920, 1080]
    assert (found["locked"], found["console"]) == (False, True)


def test_a_secret_vote_refuses_a_mirrored_display(tmp_path):
    found = probe(tmp_path, "secret", "booth", LAPTOP, MIRROR)
    assert found["booth"] is None
    assert "mirrored" in found["said"][-1]
    assert probe(tmp_path, "open", "booth", LAPTOP, MIRROR)["booth"] == [0, 0, 1280, 720]

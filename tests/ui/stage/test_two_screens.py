"""With a real second screen (Qt's offscreen platform can invent some) the stage lands there, full screen, at once."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


def screen(name, x, width, height, y=0):
    return {
        "name": name, "x": x, "y": y, "width": width, "height": height,
        "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1,
    }  # fmt: skip


LAPTOP = screen("laptop", 0, 1280, 720)
HALL = screen("hall", 1280, 1920, 1080)
SIDE = screen("side", 3200, 1024, 768)


def probe(tmp_path, *screens, remembered=""):
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"screens": list(screens)}))
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.stage.two_screens_probe", remembered],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "requestActivate" not in done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("order", [(LAPTOP, HALL), (HALL, LAPTOP)], ids=["laptop first", "hall first"])
def test_the_stage_fills_the_hall_and_the_console_stays(tmp_path, order):
    found = probe(tmp_path, *order)
    assert found["console"] == "laptop"
    assert found["stage"] == [1280, 0, 1920, 1080]
    assert found["picture"] == [1920, 1080]
    assert found["full"]
    assert found["visible"]
    assert found["console_visible"]
    assert found["placed"] == ["hall"]
    assert found["off"]


def test_the_remembered_screen_is_used(tmp_path):
    assert probe(tmp_path, LAPTOP, HALL, SIDE, remembered="side")["stage"] == [3200, 0, 1024, 768]


def test_a_mirrored_display_gets_no_stage(tmp_path):
    found = probe(tmp_path, LAPTOP, screen("copy", 0, 1280, 720))
    assert found["mirrored"]
    assert not found["visible"]

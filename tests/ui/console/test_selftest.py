"""What a build is tried with, run as a build would run it; and which pictures are drawn."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ui.pictures import camera, vote
from ui.pictures.__main__ import PARTS
from ui.pictures.album import draw
from ui.pictures.looks import LANGUAGES, SIZES, THEMES, Look, looks

ROOT = Path(__file__).resolve().parents[3]


def test_the_window_proves_itself_in_a_process_of_its_own(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ui", "--self-test"], cwd=ROOT, capture_output=True, text=True, timeout=120,
        env={**os.environ, "LABAPP_DATA": str(tmp_path / "mine")}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("self-test passed\n")
    assert not list((tmp_path / "mine").glob("work/*"))  # it kept to a folder of its own


def test_every_part_of_the_program_has_its_pictures(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(camera, "_SETTLE_MS", 0)  # that they are drawn matters here, not how they look
    monkeypatch.setattr(camera, "_SETTLE_ROUNDS", 1)
    monkeypatch.setattr(vote, "OFFERED", vote.OFFERED[-2:])
    taken = draw(qapp, Look("en", "light", SIZES[0]), tmp_path, tmp_path, PARTS)
    names = [path.stem.split("-", 4)[-1] for path in tmp_path.glob("en-*.png")]
    assert taken == len(set(names)) == len(names)
    assert {"welcome", "stage-board-canvas", "booth-budget", "stage-tables", "dialog-salvage"} <= set(names)


def test_pictures_are_drawn_in_every_look() -> None:
    every = list(looks(quick=False))
    assert len(set(every)) == len(LANGUAGES) * len(THEMES) * len(SIZES)
    quick = list(looks(quick=True))
    assert {look.size for look in quick} == set(SIZES)
    assert {look.theme for look in quick} == set(THEMES)
    assert {look.language for look in quick} == set(LANGUAGES)

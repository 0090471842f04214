"""What a build is tried with, run as a build would run it; and which pictures are drawn."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from ui.pictures import LANGUAGES, SIZES, THEMES, looks

ROOT = Path(__file__).resolve().parents[3]


def test_the_window_proves_itself_in_a_process_of_its_own(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ui", "--self-test"], cwd=ROOT, capture_output=True, text=True, timeout=120,
        env={**os.environ, "LABAPP_DATA": str(tmp_path / "mine")}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("self-test passed\n")
    assert not list((tmp_path / "mine").glob("work/*"))  # it kept to a folder of its own


def test_pictures_are_drawn_in_every_look() -> None:
    every = list(looks(quick=False))
    assert len(set(every)) == len(LANGUAGES) * len(THEMES) * len(SIZES)
    quick = list(looks(quick=True))
    assert {look.size for look in quick} == set(SIZES)
    assert {look.theme for look in quick} == set(THEMES)
    assert {look.language for look in quick} == set(LANGUAGES)

"""Hostile input grown by coverage, minutes for each reader: `python -m tests.bench.bench_fuzz [SECONDS] [TARGET …]`.

The suite tries what we could think of (Hypothesis); this is for a night. atheris lives in the oracle environment
(LABAPP_ORACLE, else /tmp/oracle-venv, made from requirements/oracle.lock), which borrows our packages. Prints one line
for each reader; bytes that crash, hang for ten seconds or take two gigabytes are kept beside and end with exit code 1.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from pathlib import Path

from openpyxl import Workbook
from PIL import Image

from labapp import paths
from labapp.demo import Wish, make_demo
from tests.bench.bench_counting import ORACLE

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60
RANKINGS = (
    "# FILE NAME: a.{kind}\n# TITLE: a\n# DATA TYPE: {kind}\n# NUMBER ALTERNATIVES: 3\n# NUMBER VOTERS: 5\n"
    "# NUMBER UNIQUE ORDERS: 2\n# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n# ALTERNATIVE NAME 3: C\n"
)
PB = (
    "META\nkey;value\ndescription;a\nbudget;100\nnum_projects;2\nnum_votes;2\nvote_type;approval\nrule;greedy\n"
    "PROJECTS\nproject_id;cost;name\n1;60;Park\n2;40;Ławka\nVOTES\nvoter_id;vote\n1;1,2\n2;2\n"
)


def seeds(target: str) -> list[bytes]:
    """Return whole files of the kind a target reads, to grow from."""
    if target == "xlsx":
        return [_sheet()]
    if target == "lab":
        return [_laboratory()]
    if target == "toml":
        return [path.read_bytes() for path in paths.resource("templates").glob("*.toml")]
    if target == "picture":
        return [_picture("PNG"), _picture("JPEG")]
    if target == "photo":
        heic = (ROOT / "tests" / "exchange" / "wall.heic").read_bytes()
        return [heic, _picture("PNG"), _picture("JPEG"), _picture("WEBP")]
    texts = {
        "pb": PB, "soi": RANKINGS.format(kind="soi") + "3: 1,2,3\n2: 3,1\n",
        "toc": RANKINGS.format(kind="toc") + "3: 1,{2,3}\n2: {1,3},2\n",
        "cat": RANKINGS.format(kind="cat") + "# NUMBER CATEGORIES: 2\n# CATEGORY NAME 1: Yes\n# CATEGORY NAME 2: No\n"
        "3: {1,2},{3}\n2: 1,{2,3}\n",
        "csv": "id,choice1,choice2\n1,A,B\n2,B,\n", "json": '{"@type": "CVR.CastVoteRecordReport", "CVR": []}',
        "list": "Imię;Podmiot;E-mail\nAnna Nowak;Gmina;a@example.org\n\"Jan\";;\n",
    }  # fmt: skip
    return [texts[target].encode()]


def _sheet() -> bytes:
    book, stream = Workbook(), io.BytesIO()
    assert book.active is not None
    for row in (("Imię", "Podmiot"), ("Anna", 3.5), ("Jan", True)):
        book.active.append(row)
    book.save(stream)
    with zipfile.ZipFile(stream) as packed:
        return packed.read("xl/worksheets/sheet1.xml")


def _laboratory() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.lab"
        make_demo(path, Wish(participants=4, ideas=4, scenario="burza"))
        return path.read_bytes()


def _picture(kind: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (9, 7), "teal").save(stream, kind)
    return stream.getvalue()


def grow(target: str, seconds: int, python: Path) -> tuple[bool, str]:
    """Run one target for so long; return whether it held and what libFuzzer said last."""
    with tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate(seeds(target)):
            (Path(folder) / str(number)).write_bytes(data)
        paths_of_ours = os.pathsep.join((str(ROOT), sysconfig.get_paths()["purelib"]))
        done = subprocess.run(
            [str(python), str(ROOT / "tests" / "bench" / "fuzz.py"), target, folder, f"-max_total_time={seconds}",
             "-timeout=10", "-rss_limit_mb=2048", f"-artifact_prefix={tempfile.gettempdir()}/fuzz-{target}-"],
            env={**os.environ, "PYTHONPATH": paths_of_ours}, capture_output=True, text=True, errors="replace",
            check=False,
        )  # fmt: skip
    runs = re.findall(r"Done (\d+) runs", done.stderr)
    return done.returncode == 0, f"{runs[-1]} files" if runs else done.stderr[-3000:]


def main(argv: list[str]) -> int:
    """Grow files for every reader, or for those named."""
    python = ORACLE / "bin" / "python"
    if not python.exists():
        raise SystemExit(f"no atheris in {ORACLE}: python -m venv, then pip install -r requirements/oracle.lock")
    seconds = int(argv[0]) if argv and argv[0].isdigit() else SECONDS
    held_all = True
    for target in [name for name in argv if not name.isdigit()] or TARGETS:
        held, said = grow(target, seconds, python)
        held_all = held_all and held
        print(f"fuzz: {target}: {said} in {seconds} s, {'nothing broke' if held else 'BROKEN'}", flush=True)
    return 0 if held_all else 1


TARGETS = ("pb", "soi", "toc", "cat", "csv", "json", "list", "xlsx", "toml", "lab", "picture", "photo")

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Lets atheris grow hostile files for one reader: `bench_fuzz` runs it with the Python of the oracle environment.

    python tests/bench/fuzz.py TARGET CORPUS_FOLDER [libFuzzer's own options]

What is refused must be a UserError; anything else ends the run with the bytes that did it.
"""

from __future__ import annotations

import os
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["labapp"]):
    from labapp import templates
    from labapp.checking import check_file
    from labapp.errors import UserError
    from labapp.exchange.ballots import read_ballots
    from labapp.exchange.pabulib import read_pabulib
    from labapp.exchange.photo import read_photo
    from labapp.exchange.table import read_lines, read_sheet
    from labapp.jobs import Progress
    from labapp.report.pictures import drawable

FOLDER = Path(tempfile.mkdtemp(prefix="labapp-fuzz-"))
PEOPLE = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def _file(ending: str, data: bytes) -> Path:
    path = FOLDER / f"a.{ending}"
    path.write_bytes(data)
    return path


def _list(data: bytes) -> None:
    for read in (read_sheet, read_lines):
        try:
            read(_file("csv", data))
        except UserError:
            continue


def _workbook(data: bytes) -> None:
    # A valid packing around the grown bytes: otherwise the checksums stop every attempt at the door.
    with zipfile.ZipFile(FOLDER / "whole.xlsx") as whole, zipfile.ZipFile(FOLDER / "a.xlsx", "w") as grown:
        for name in whole.namelist():
            grown.writestr(name, data if name == "xl/worksheets/sheet1.xml" else whole.read(name))
    read_sheet(FOLDER / "a.xlsx")


def _template(data: bytes) -> None:
    folder = Path(os.environ["LABAPP_DATA"]) / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.toml").write_bytes(data)
    for item in templates.templates():
        templates.check(item)


TARGETS: dict[str, Callable[[bytes], object]] = {
    "pb": lambda data: read_pabulib(_file("pb", data)),
    "soi": lambda data: read_ballots(_file("soi", data)),
    "toc": lambda data: read_ballots(_file("toc", data)),
    "cat": lambda data: read_ballots(_file("cat", data)),
    "csv": lambda data: read_ballots(_file("csv", data)),
    "json": lambda data: read_ballots(_file("json", data)),
    "list": _list,
    "xlsx": _workbook,
    "toml": _template,
    "lab": lambda data: check_file(_file("lab", data)),
    "picture": drawable,
    "photo": lambda data: read_photo(_file("heic", data), Progress()),
}


def main(argv: list[str]) -> None:
    """Hand one target to libFuzzer, which ends the process itself."""
    read = TARGETS[argv[1]]
    os.environ["LABAPP_DATA"] = str(FOLDER / "data")
    if argv[1] == "xlsx":
        from openpyxl import Workbook

        Workbook().save(FOLDER / "whole.xlsx")

    def once(data: bytes) -> None:
        try:
            read(data)
        except UserError:
            return

    atheris.Setup([argv[0], *argv[2:]], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)

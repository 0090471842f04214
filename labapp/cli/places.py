"""Where a command may write, and opening a file to look at it: the same refusals for every command."""

from __future__ import annotations

import argparse
from pathlib import Path

from labapp import paths
from labapp.changes import Reader
from labapp.cli import may_write
from labapp.document import Document, open_document
from labapp.errors import UsageError, UserError, WorldError
from labapp.marking import N_
from labapp.model import agenda
from labapp.model.agenda import Activity
from labapp.store import working
from labapp.store.locks import Marker, me


def add_file(parser: argparse.ArgumentParser) -> None:
    """Declare the laboratory a command works on."""
    parser.add_argument("file", metavar="FILE", type=Path, help=N_("a laboratory (.lab)"))


def add_out(parser: argparse.ArgumentParser) -> None:
    """Declare `-o OUT` with `--force`."""
    parser.add_argument("-o", "--out", metavar="OUT", type=Path, required=True, help=N_("the file to write"))
    parser.add_argument("--force", action="store_true", help=N_("replace an existing file"))


def look(path: Path) -> Document:
    """Open a laboratory to read it; not a byte of it, and nothing beside it, changes."""
    return open_document(lab_file(path), readonly=True)


def lab_file(path: Path) -> Path:
    """Return a laboratory to read; a pipe or a device is none, and would be waited for."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise UserError("store.not-a-database", path=str(path))
    return path


def new_place(path: Path, force: bool) -> Path:
    """Return where a new laboratory may be written; refuse one that is open, with or without `--force`."""
    if path.is_dir():
        raise WorldError("store.folder", path=str(path))
    may_write(path, force)
    if not path.parent.is_dir():
        raise WorldError("file.no-folder", file=str(path), folder=str(path.parent))
    if path.exists():
        _regular(path)
        _refuse_open(path.resolve())
    return path.resolve()


def _refuse_open(path: Path) -> None:
    """A window may be working on the file that `--force` would replace."""
    Marker(path).refuse_if_elsewhere(me("")["host"])
    if not (paths.data_folder() / "work").is_dir():
        return
    left = working.at(path)
    if left is not None:
        left.lock.take(me(""))
        left.lock.release()


def out_place(path: Path, force: bool, *, source: Path) -> Path:
    """Return where a result may be written: never over what it was made from, not even with `--force`."""
    if path.is_dir():
        raise WorldError("file.is-a-folder", file=str(path))
    if path.exists() and source.exists() and path.samefile(source):
        raise UsageError("file.onto-itself", file=str(path))
    may_write(path, force)
    if not path.parent.is_dir():
        raise WorldError("file.no-folder", file=str(path), folder=str(path.parent))
    if path.exists():
        _regular(path)
    return path.resolve()  # a link stays one: what it leads to is replaced


def _regular(path: Path) -> None:
    """Refuse a pipe or a device, with or without `--force`: a result is a file that replaces a file."""
    if not path.is_file():
        raise WorldError("file.not-a-file", file=str(path))


def activity_of(read: Reader, activity_id: str) -> Activity:
    """Return a point of the agenda by its id; UserError when there is none."""
    for item in agenda.activities(read):
        if item.id == activity_id:
            return item
    raise UserError("cli.no-activity", id=activity_id)

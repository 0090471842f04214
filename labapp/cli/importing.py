"""`lab import`: people or ideas from a list, in one change that one step takes back."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from labapp.cli.places import activity_of, add_file, lab_file
from labapp.cli.progress import Bar
from labapp.cli.streams import say
from labapp.counting.outcome import Reason
from labapp.document import Document, open_document
from labapp.errors import UsageError, UserError, WorldError
from labapp.exchange import ideas as ideas_in
from labapp.exchange import people as people_in
from labapp.exchange.table import Sheet
from labapp.kinds.board.kind import Board
from labapp.kinds.registry import KINDS
from labapp.marking import N_
from labapp.wording.errors import error_sentence, placed, warning_sentence
from labapp.wording.translate import Translator


@dataclass(frozen=True)
class _Done:
    imported: int
    updated: int
    refused: Sequence[Reason]
    warnings: Sequence[Reason]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the laboratory, one of two sources, and where ideas go."""
    add_file(parser)
    listed = N_(".csv or .xlsx; a row at the top names the columns")
    parser.add_argument("--people", type=Path, metavar="SRC", help=listed)
    parser.add_argument("--ideas", type=Path, metavar="SRC", help=N_(".csv, .xlsx or .txt (one idea a line)"))
    parser.add_argument("--activity", metavar="ID", help=N_("the board the ideas go to; see `lab info`"))
    parser.add_argument("--json", action="store_true", help=N_("one JSON object on standard output"))


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Read the source first, then open the file; rows that cannot be taken are named, the others come in together."""
    _ = args._
    _check_use(args)
    source: Path = args.people or args.ideas
    with Bar(err) as bar:
        sheet = people_in.read(source, tick=bar) if args.people else ideas_in.read(source, tick=bar)
    try:
        done = _bring_in(args, sheet, err)
    except WorldError as problem:
        if problem.code == "document.readonly-file":  # whose sentence speaks of work that goes on
            raise WorldError("store.readonly", path=str(args.file)) from problem
        raise
    _say(done, args, source, out, err)
    return 1 if done.refused and not done.imported + done.updated else 0


def _bring_in(args: argparse.Namespace, sheet: Sheet, err: TextIO) -> _Done:
    with Bar(err):
        opened = open_document(lab_file(args.file))
    with opened as document:
        for notice in document.notices:
            say(error_sentence(notice, args._), err)
        with Bar(err) as bar:
            return _people(document, sheet, bar) if args.people else _ideas(document, sheet, args.activity, bar)


def _check_use(args: argparse.Namespace) -> None:
    if bool(args.people) == bool(args.ideas):
        raise UsageError("cli.one-of")
    if args.ideas and not args.activity:
        raise UsageError("cli.activity-needed")
    if args.people and args.activity:
        raise UsageError("cli.activity-people")


def _people(document: Document, sheet: Sheet, bar: Bar) -> _Done:
    columns = people_in.guess(sheet)
    found = people_in.preview(document.lab.read, sheet, columns)
    for reason in found.refused:
        if reason.code == "import.no-name-column":  # the whole list is refused, not a row of it
            raise UserError(reason.code, file=sheet.file, **reason.params)
    added = updated = 0
    if found.taken:
        document.backup("import")
        with document.lab.change("person.import", n=len(found.taken)) as tx:
            added, updated = people_in.apply(tx, found.taken, tick=bar)
        _keep(document)
    return _Done(added, updated, found.refused, found.warnings)


def _ideas(document: Document, sheet: Sheet, activity_id: str, bar: Bar) -> _Done:
    activity = activity_of(document.lab.read, activity_id)
    if not isinstance(KINDS.get(activity.kind), Board):
        raise UserError("cli.takes-no-ideas", id=activity.id)
    text, group = ideas_in.guess(sheet)
    found = ideas_in.preview(sheet, text, group, ideas_in.lying(document.lab.read, activity.id))
    if found.taken:
        document.backup("import")
        with document.lab.change("idea.import", n=len(found.taken)) as tx:
            ideas_in.apply(tx, activity.id, found.taken, tick=bar)
        _keep(document)
    warnings = list(found.warnings)
    if found.doubled:
        warnings.append(Reason("import.already-there", {"line": found.doubled[0].line, "n": len(found.doubled)}))
    return _Done(len(found.taken), 0, found.refused, warnings)


def _keep(document: Document) -> None:
    """Write the user's file now; where that fails nothing shall have changed, so the import is taken back."""
    document.snapshot_now(wait=True)
    failure = document.status().file.failure
    if failure is not None:
        document.lab.undo()
        raise failure


def _say(done: _Done, args: argparse.Namespace, source: Path, out: TextIO, err: TextIO) -> None:
    _: Translator = args._
    if args.json:
        said = {
            "imported": done.imported,
            "updated": done.updated,
            "refused": [_row(reason, _) for reason in done.refused],
            "warnings": [warning_sentence(reason, _) for reason in done.warnings],
        }
        print(json.dumps(said, ensure_ascii=False), file=out)
    else:
        counted = (
            _("imported: {n}", n=done.imported), _("completed: {n}", n=done.updated),
            _("left out: {n}", n=len(done.refused)),
        )  # fmt: skip
        say(f"{source.name}: {', '.join(counted)}", out)
    for reason in (*done.refused, *done.warnings):
        say(placed(reason.code, {**reason.params, "file": source.name}, _), err)


def _row(reason: Reason, _: Translator) -> dict[str, Any]:
    params = {name: value for name, value in reason.params.items() if name not in ("file", "line", "column")}
    return {
        "line": reason.params.get("line"), "column": reason.params.get("column", ""),
        "reason": placed(reason.code, params, _),
    }  # fmt: skip

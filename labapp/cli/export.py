"""`lab export`: one activity in a format of other programs."""

from __future__ import annotations

import argparse
from typing import TextIO

from labapp import disk
from labapp.changes import Reader
from labapp.cli.places import activity_of, add_file, add_out, look, out_place
from labapp.cli.streams import say
from labapp.errors import UserError
from labapp.exchange.workbook import workbook
from labapp.kinds.registry import KINDS
from labapp.kinds.vote import rounds
from labapp.marking import N_
from labapp.model.agenda import Activity
from labapp.report import budget_file
from labapp.wording.translate import Translator

_ENDINGS = (".csv", ".xlsx", ".txt", ".pb")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the file, the activity and the output."""
    add_file(parser)
    parser.add_argument("--activity", required=True, metavar="ID", help=N_("see `lab info`"))
    add_out(parser)


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Write what the activity's kind can write in the format of the ending."""
    target = out_place(args.out, args.force, source=args.file)
    ending = target.suffix.lower()
    with look(args.file) as document, document.lab.reading() as read:
        activity = activity_of(read, args.activity)
        data = exported(read, activity, ending, args._)
        if data is None:
            known = [name for name in _ENDINGS if _possible(read, activity, name, args._)]
            raise UserError("cli.cannot-export", id=activity.id, ending=ending, known=", ".join(known))
    disk.write_whole(target, data)
    say(args._("{file}: ready.", file=args.out), out)
    return 0


def _budget_file(read: Reader, activity: Activity) -> bytes | None:
    """Return the newest counted round as `.pb`; the report's room joins kinds and formats, which do not meet."""
    if activity.kind != "vote":
        return None
    ended = (rounds.CLOSED, rounds.ANNOUNCED)
    counted = [held for held in rounds.of_activity(read, activity.id) if held.state in ended]
    return budget_file.text(read, counted[-1].id).encode() if counted else None


def _possible(read: Reader, activity: Activity, ending: str, _: Translator) -> bool:
    try:
        return exported(read, activity, ending, _) is not None
    except UserError:
        return False  # asked only to name the endings that work


def exported(read: Reader, activity: Activity, ending: str, _: Translator) -> bytes | None:
    """Return an activity's content; what a kind writes as CSV is also had as a workbook."""
    kind = KINDS.get(activity.kind)
    if kind is None:
        return None
    if ending == ".pb":
        return _budget_file(read, activity)
    data = kind.export(read, activity, ending, _)
    if data is None and ending == ".xlsx":
        table = kind.export(read, activity, ".csv", _)
        data = None if table is None else workbook(table)
    return data

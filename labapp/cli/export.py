"""`lab export`: one activity in a format of other programs."""

from __future__ import annotations

import argparse
from typing import TextIO

from labapp import disk
from labapp.changes import Reader
from labapp.cli.places import activity_of, add_file, add_out, look, out_place
from labapp.cli.progress import Bar
from labapp.cli.streams import say
from labapp.errors import UserError
from labapp.exchange.workbook import workbook
from labapp.kinds.registry import KINDS
from labapp.marking import N_
from labapp.model.agenda import Activity
from labapp.report import budget_file
from labapp.wording.translate import Translator

_TABLE, _WORKBOOK, _COUNT = ".csv", ".xlsx", ".pb"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the file, the activity and the output."""
    add_file(parser)
    parser.add_argument("--activity", required=True, metavar="ID", help=N_("see `lab info`"))
    add_out(parser)


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Write what the activity's kind can write in the format of the ending."""
    target = out_place(args.out, args.force, source=args.file)
    ending = target.suffix.lower()
    with Bar(err), look(args.file) as document, document.lab.reading() as read:
        activity = activity_of(read, args.activity)
        data = exported(read, activity, ending, args._)
        if data is None:
            known = [name for name in _endings(activity) if _possible(read, activity, name, args._)]
            raise UserError("cli.cannot-export", id=activity.id, ending=ending, known=", ".join(known))
    disk.write_whole(target, data)
    say(args._("{file}: ready.", file=args.out), out)
    return 0


def _endings(activity: Activity) -> list[str]:
    kind = KINDS.get(activity.kind)
    own = () if kind is None else kind.exports
    return list(dict.fromkeys((*own, *((_WORKBOOK,) if _TABLE in own else ()), _COUNT)))


def _possible(read: Reader, activity: Activity, ending: str, _: Translator) -> bool:
    try:
        return exported(read, activity, ending, _) is not None
    except UserError:
        return False  # asked only to name the endings that work


def exported(read: Reader, activity: Activity, ending: str, _: Translator) -> bytes | None:
    """Return an activity's content: what its kind writes, a table also as a workbook, a count to be counted anew."""
    kind = KINDS.get(activity.kind)
    if kind is None:
        return None
    if ending in kind.exports:
        return kind.export(read, activity, ending, _)
    if ending == _WORKBOOK and _TABLE in kind.exports:
        table = kind.export(read, activity, _TABLE, _)
        return None if table is None else workbook(table)
    counted = kind.counted(read, activity) if ending == _COUNT else None
    return None if counted is None else budget_file.text(read, counted).encode()

"""`lab anonymise`: a copy without personal data, its history empty."""

from __future__ import annotations

import argparse
from typing import TextIO

from labapp.anonymise import Done, anonymise
from labapp.cli.places import add_file, add_out, lab_file, out_place
from labapp.cli.progress import Bar
from labapp.cli.streams import say
from labapp.wording.translate import Translator


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the laboratory and the copy."""
    add_file(parser)
    add_out(parser)


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Write the copy and list what was done, so that somebody can judge what a machine cannot."""
    _ = args._
    target = out_place(args.out, args.force, source=args.file)
    with Bar(err) as bar:
        done = anonymise(lab_file(args.file), target, overwrite=args.force, progress=bar)
    for line in done:
        say(f"  {_sentence(line, _)}", out)
    say(_("Nicknames, initials, people on no list and their bare telephone numbers in free texts are not looked for; "
          "read them."), err)  # fmt: skip
    say(_("{file}: ready.", file=args.out), out)
    return 0


def _sentence(line: Done, _: Translator) -> str:
    place = f"{line.table}.{line.column}" if line.column else line.table
    said = {
        "emptied": _.plural("{n} value emptied", "{n} values emptied", line.count),
        "rows-removed": _.plural("{n} row removed", "{n} rows removed", line.count),
        "mentions": _.plural("{n} mention replaced", "{n} mentions replaced", line.count),
        "blurred": _.plural("of {n} time only the day is left", "of {n} times only the day is left", line.count),
        "tables-removed": _("removed, its kind is unknown here"),
    }
    return f"{place}: {said.get(line.what, line.what)}"

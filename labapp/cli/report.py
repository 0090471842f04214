"""`lab report`: the report as a file; the format is the ending's."""

from __future__ import annotations

import argparse
from typing import TextIO

from labapp.cli.places import add_file, add_out, look, out_place
from labapp.cli.progress import Bar
from labapp.cli.streams import say
from labapp.errors import UserError
from labapp.kinds.base import ReportOptions
from labapp.marking import N_
from labapp.model import facts
from labapp.report import ENDINGS, build, write
from labapp.report.build import KINDS_OF_REPORT
from labapp.wording.translate import translator


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the file, the output and what the report may say; `--lang` is also the report's language."""
    add_file(parser)
    add_out(parser)
    parser.add_argument("--public", action="store_true", help=N_("no names or contacts of people"))
    parser.add_argument("--notes", action="store_true", help=N_("with the moderator's notes (not in a public report)"))
    parser.add_argument(
        "--kind", choices=KINDS_OF_REPORT, default=KINDS_OF_REPORT[0], metavar="KIND", help=", ".join(KINDS_OF_REPORT)
    )


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Read, then write; without `--lang` the report speaks the laboratory's language."""
    if args.out.suffix.lower() not in ENDINGS:
        raise UserError("report.ending", ending=args.out.suffix, known=", ".join(ENDINGS))
    target = out_place(args.out, args.force, source=args.file)
    with Bar(err) as bar:
        with look(args.file) as document, document.lab.reading() as read:
            words = translator(args.lang or facts.facts(read).language)
            content = build(read, ReportOptions(public=args.public, notes=args.notes), words, args.kind)
        warnings = write(content, target, bar)
    for warning in warnings:
        say(f"{target.name}: {warning}", err)
    say(args._("{file}: ready.", file=args.out), out)
    return 0

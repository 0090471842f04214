"""`lab new`: a laboratory laid out from a template."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TextIO

from labapp import disk, templates
from labapp.cli import add_force
from labapp.cli.places import new_place
from labapp.cli.streams import say
from labapp.document import new_document
from labapp.errors import UsageError, UserError
from labapp.marking import N_
from labapp.model.ideas import clean
from labapp.store.scratch import scratch


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the file, the template and the title; `--lang` is also the language of the laboratory."""
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--template", required=True, metavar="ID", help=N_("see `lab templates`"))
    parser.add_argument("--title", default="", metavar="T", help=N_("default: the template's"))
    add_force(parser)


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Make the file; nothing is left behind when the template does not exist."""
    try:
        chosen = templates.template(args.template)
    except UserError as unknown:  # said on the command line, like an unknown scenario or rule
        raise UsageError(unknown.code, **unknown.params) from unknown
    templates.refuse_faulty(chosen)
    target = new_place(args.file, args.force)
    language = args._.language
    title = " ".join(clean(args.title).split())
    with scratch() as folder:
        made = folder / "new.lab"
        with new_document(made, title=title, language=language) as document:
            templates.fill(document.lab, args.template, language=language, title=title)
        disk.replace_by_copy(made, target)  # never an empty one in the place of what was there
    say(args._("{file}: ready.", file=args.file), out)
    return 0

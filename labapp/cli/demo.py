"""`lab demo`: a finished laboratory with invented content, the same for the same seed."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TextIO

from labapp.cli import add_force
from labapp.cli.parser import Parser
from labapp.cli.places import new_place
from labapp.cli.progress import Bar
from labapp.cli.streams import say
from labapp.demo import MOST_IDEAS, MOST_PEOPLE, SCENARIOS, Wish, make_demo
from labapp.marking import N_


def add_arguments(parser: Parser) -> None:
    """Declare the file and what it should hold; `--lang` is also the language of the content."""
    usual, _ = Wish(), parser.speech.words
    parser.add_argument("file", metavar="FILE", type=Path)
    for name, default, most in (
        ("--participants", usual.participants, MOST_PEOPLE), ("--ideas", usual.ideas, MOST_IDEAS),
    ):  # fmt: skip
        said = _("0 to {most} (default: {usual})", most=most, usual=default)
        parser.add_argument(name, type=int, default=default, metavar="N", help=said)
    parser.add_argument("--seed", type=int, default=usual.seed, metavar="N", help=N_("another number, another story"))
    parser.add_argument(
        "--scenario", choices=SCENARIOS, default=usual.scenario, metavar="ID", help=", ".join(SCENARIOS)
    )
    add_force(parser)


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Make the file."""
    target = new_place(args.file, args.force)
    wish = Wish(args._.language, args.participants, args.ideas, args.seed, args.scenario)
    with Bar(err) as bar:
        make_demo(target, wish, bar)
    say(args._("{file}: ready.", file=args.file), out)
    return 0

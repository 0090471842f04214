"""`lab demo`: a finished laboratory with invented content, the same for the same seed."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TextIO

from labapp.cli import add_force
from labapp.cli.places import new_place
from labapp.cli.progress import Bar
from labapp.cli.streams import say
from labapp.demo import MOST_IDEAS, MOST_PEOPLE, SCENARIOS, Wish, make_demo


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the file and what it should hold; `--lang` is also the language of the content."""
    usual = Wish()
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument(
        "--participants", type=int, default=usual.participants, metavar="N", help=f"0 to {MOST_PEOPLE} (%(default)s)"
    )
    parser.add_argument("--ideas", type=int, default=usual.ideas, metavar="N", help=f"0 to {MOST_IDEAS} (%(default)s)")
    parser.add_argument("--seed", type=int, default=usual.seed, metavar="N", help="another number, another story")
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

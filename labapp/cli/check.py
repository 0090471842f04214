"""`lab check`: opens, verifies structure, history and counts; changes no byte."""

from __future__ import annotations

import argparse
import json
from typing import TextIO

from labapp.checking import check_file, problem_sentence
from labapp.cli.places import add_file, lab_file
from labapp.cli.progress import Bar
from labapp.cli.streams import say
from labapp.marking import N_


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the file and `--json`."""
    add_file(parser)
    parser.add_argument("--json", action="store_true", help=N_("one JSON object on standard output"))


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Name every problem; the status is 1 when there is any."""
    with Bar(err) as bar:
        problems = check_file(lab_file(args.file), bar)
    said = [problem_sentence(problem, args._) for problem in problems]
    if args.json:
        answer = {"ok": not problems, "problems": said, "codes": [problem.code for problem in problems]}
        print(json.dumps(answer, ensure_ascii=False), file=out)
    elif not problems:
        say(args._("{file}: everything adds up.", file=args.file), out)
    for sentence in said:
        # A file that cannot be opened is named by the sentence itself.
        say(sentence if args.file.name in sentence else f"{args.file.name}: {sentence}", err)
    return 1 if problems else 0

"""`lab templates`: what a new laboratory can start from."""

from __future__ import annotations

import argparse
import json
from typing import TextIO

from labapp import templates
from labapp.cli.streams import say
from labapp.errors import UserError
from labapp.marking import N_
from labapp.wording.errors import error_sentence


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare `--json`."""
    parser.add_argument("--json", action="store_true", help=N_("one JSON object on standard output"))


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """List our templates and the user's own; broken ones of the user are named as warnings."""
    _ = args._
    for problem in templates.broken():
        say(error_sentence(problem, _), err)
    listed = []
    for item in templates.templates():
        try:
            templates.refuse_faulty(item)
        except UserError as problem:
            say(error_sentence(problem, _), err)
        else:
            listed.append(item)
    if args.json:
        rows = [
            {"id": item.id, "title": dict(item.title), "minutes": item.minutes, "activities": item.activities}
            for item in listed
        ]
        print(json.dumps({"templates": rows}, ensure_ascii=False), file=out)
        return 0
    width = max(len(item.id) for item in listed)
    for item in listed:
        points = _.plural("{n} point", "{n} points", item.activities)
        say(f"{item.id:<{width}}  {item.title[_.language]}  ({points}, {item.minutes} min)", out)
    return 0

"""`lab info`: what is in a laboratory, without changing a byte of it."""

from __future__ import annotations

import argparse
import json
from typing import Any, TextIO

from labapp.changes import Reader
from labapp.cli.places import add_file, look
from labapp.cli.progress import Bar
from labapp.cli.streams import say
from labapp.kinds.registry import KINDS
from labapp.marking import N_
from labapp.model import agenda, facts, ideas, people
from labapp.store.connection import FORMAT
from labapp.wording.errors import error_sentence
from labapp.wording.translate import Translator


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the file and `--json`."""
    add_file(parser)
    parser.add_argument("--json", action="store_true", help=N_("one JSON object on standard output"))


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Print what the file holds; numbers and public words only, nobody's name."""
    _ = args._
    with Bar(err), look(args.file) as document:
        said = facts_of(document.lab.read, _)
        said["warnings"] += [error_sentence(notice, _) for notice in document.notices]
    if args.json:
        print(json.dumps(said, ensure_ascii=False), file=out)
        return 0
    for warning in said["warnings"]:
        say(f"{args.file.name}: {warning}", err)
    _print(said, out, _)
    return 0


def facts_of(read: Reader, _: Translator) -> dict[str, Any]:
    """Return the object that `--json` prints; `ideas` are those on the boards, without set-aside and merged ones."""
    about = facts.facts(read)
    present = people.participants(read)
    listed = agenda.activities(read)
    days = agenda.days(read)
    numbers = {day.id: number for number, day in enumerate(days, 1)}
    total = read.value("SELECT count(*) FROM ideas WHERE retired = 0 AND merged_into IS NULL")
    return {
        "title": about.title,
        "language": about.language,
        "days": len(days),
        "dates": [{"day": numbers[day.id], "date": day.date, "start": day.start, "title": day.title} for day in days],
        "participants": len(present),
        "sectors": [
            {"id": sector.id, "name": sector.name, "participants": sum(p.sector == sector.id for p in present)}
            for sector in people.sectors(read)
        ],
        "ideas": int(total),
        "activities": [
            {
                "id": item.id, "day": numbers[item.day], "kind": item.kind, "title": item.title, "state": item.state,
                "minutes": item.minutes, "ideas": len(ideas.cards(read, item.id)),
            }
            for item in listed
        ],
        "format": FORMAT,
        "warnings": [
            _('"{title}": this kind of activity ({kind}) is not known here; it is kept as it is.',
              title=item.title, kind=item.kind)
            for item in listed if item.kind not in KINDS
        ],
    }  # fmt: skip


def _print(said: dict[str, Any], out: TextIO, _: Translator) -> None:
    say(said["title"] or _("Untitled meeting"), out)
    counted = (
        _.plural("{n} participant", "{n} participants", said["participants"]),
        _.plural("{n} idea", "{n} ideas", said["ideas"]),
    )
    say(", ".join(counted), out)
    for sector in said["sectors"]:
        say(f"  {sector['name']}: {sector['participants']}", out)
    states = {
        agenda.PLANNED: _("planned"), agenda.RUNNING: _("running"), agenda.DONE: _("done"),
        agenda.SKIPPED: _("left out"),
    }  # fmt: skip
    for day in said["dates"]:
        place = (_("Day {n}", n=day["day"]), day["date"], day["start"], day["title"])
        say(" · ".join(part for part in place if part), out)
        for item in (item for item in said["activities"] if item["day"] == day["day"]):
            ideas_here = f", {_.plural('{n} idea', '{n} ideas', item['ideas'])}" if item["ideas"] else ""
            kind = KINDS.get(item["kind"])
            name = _(kind.name) if kind else item["kind"]
            state = states.get(item["state"], item["state"])
            say(f"  {item['id']}  {item['title']} ({name}, {state}{ideas_here})", out)

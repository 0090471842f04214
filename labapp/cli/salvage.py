"""`lab salvage`: what can still be read of a damaged file goes into a new one; what cannot is named."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TextIO

from labapp.cli.places import add_file, add_out, out_place
from labapp.cli.progress import Bar
from labapp.cli.streams import say
from labapp.salvage import salvage_file
from labapp.store.salvage import Salvaged
from labapp.wording.translate import Translator


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the damaged file and the new one."""
    add_file(parser)
    add_out(parser)


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Write the new file and list, table by table, what came through; losses also as warnings."""
    _ = args._
    target = out_place(args.out, args.force, source=args.file)
    with Bar(err) as bar:
        results = salvage_file(args.file, target, overwrite=args.force, progress=bar)
    rescued = sum(table.rescued for table in results)
    for table in results:
        if table.read or table.from_journal:
            say(f"  {table.table}: {_('{n} read', n=table.read)}" + _besides(table, _), out)
    for table in results:
        for said in _losses(table, _):
            say(f"{args.file.name}: {said}", err)
    if not any(table.lost for table in results):
        say(_("Nothing was found missing."), out)
    say(_.plural("{file}: {n} row rescued.", "{file}: {n} rows rescued.", rescued, file=args.out), out)
    return 0


def _besides(table: Salvaged, _: Translator) -> str:
    return ", " + _("{n} more from the history", n=table.from_journal) if table.from_journal else ""


def _losses(table: Salvaged, _: Translator) -> Iterator[str]:
    name = table.table
    if table.damaged:
        yield _("table {table}: not every row could be reached.", table=name)
    if table.dropped:
        yield _.plural(
            "table {table}: {n} row left out, what it points to is gone.",
            "table {table}: {n} rows left out, what they point to is gone.", table.dropped, table=name,
        )  # fmt: skip
    if table.unreadable:
        yield _.plural(
            "table {table}: {n} row left out, it cannot be understood.",
            "table {table}: {n} rows left out, they cannot be understood.", table.unreadable, table=name,
        )  # fmt: skip
    if table.kept:
        yield _.plural(
            "table {table}: {n} value is kept as it is, though it is not what belongs there.",
            "table {table}: {n} values are kept as they are, though they are not what belongs there.", table.kept,
            table=name,
        )  # fmt: skip
    if table.replaced:
        yield _.plural(
            "table {table}: {n} value cannot be understood, the default stands instead.",
            "table {table}: {n} values cannot be understood, the default stands instead.", table.replaced, table=name,
        )  # fmt: skip

"""The counted vote as a table for an office's spreadsheet: options with their numbers, score and result."""

from __future__ import annotations

import csv
import io

from labapp.changes import Reader
from labapp.kinds.vote import rounds, words
from labapp.kinds.vote.result import Bar, decimals, result
from labapp.model.agenda import Activity
from labapp.wording.translate import Translator


def csv_of(read: Reader, activity: Activity, _: Translator) -> bytes | None:
    """Return the newest counted round as CSV (semicolons, BOM, formulas disarmed); None before the end of a vote."""
    ended = (rounds.CLOSED, rounds.ANNOUNCED)
    counted = [held for held in rounds.of_activity(read, activity.id) if held.state in ended]
    if not counted:
        return None
    found = result(read, counted[-1].id)
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([_("No."), _("Option"), words.unit(found.round.terms, _), _("Result")])
    for bar in found.bars:
        title = bar.choice.title
        shown = f"'{title}" if title[:1] in ("=", "+", "-", "@", "\t", "\r") else title
        score = words.score(bar.steps, bar.score, found.round.terms, _, decimals(found))
        writer.writerow([bar.choice.number, shown, score, _mark(bar, _)])
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")


def _mark(bar: Bar, _: Translator) -> str:
    if bar.tied:
        return _.context("vote", "tie")
    return _.context("vote", "chosen") if bar.won else ""

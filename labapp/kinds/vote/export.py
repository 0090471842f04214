"""The counted vote for others: a table for an office's spreadsheet, and values to be counted anew."""

from __future__ import annotations

import csv
import io

from labapp.changes import Reader
from labapp.errors import UserError
from labapp.kinds.base import Counted
from labapp.kinds.vote import figure_words, options, rounds
from labapp.kinds.vote.result import Bar, decimals, profile, renamed, renamed_outcome, result
from labapp.kinds.vote.terms import PERSON
from labapp.model.agenda import Activity
from labapp.wording.translate import Translator


def csv_of(read: Reader, activity: Activity, _: Translator) -> bytes | None:
    """Return the newest counted round as CSV (semicolons, BOM, formulas disarmed); None before the end of a vote."""
    now = rounds.counted(read, activity.id)
    if now is None:
        return None
    found = result(read, now.id)
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([_("No."), _("Option"), figure_words.unit(found.round.terms, _), _("Result")])
    for bar in found.bars:
        title = bar.choice.title
        shown = f"'{title}" if title[:1] in ("=", "+", "-", "@", "\t", "\r") else title
        score = figure_words.score(bar.steps, bar.score, found.round.terms, _, decimals(found))
        writer.writerow([bar.choice.number, shown, score, _mark(bar, _)])
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")


def counted(read: Reader, vote: str) -> Counted:
    """Return a counted round for other programs: ids are the numbers people saw, ballots carry no names and no order.

    UserError where votes weigh differently: no format has weights, and anybody would count another result.
    """
    found = result(read, vote)
    if found.round.terms.weight != PERSON:
        raise UserError("vote.pb-weighed")
    limits: dict[str, str] = {}
    if found.round.terms.form_id == "budget":
        allowed = found.round.terms.limits
        if allowed["way"] == "points":
            limits = {"max_sum_points": str(allowed["n"]), "max_points": str(allowed["cap"])}
        elif allowed["max"]:
            limits = {"max_length": str(allowed["max"])}
    numbers = {choice.id: str(choice.number) for choice in options.of_vote(read, vote)}
    return Counted(
        renamed(profile(read, found.round), numbers), renamed_outcome(found.outcome, numbers),
        found.round.question, (found.round.closed or "")[:10], limits,
    )  # fmt: skip


def _mark(bar: Bar, _: Translator) -> str:
    if bar.tied:
        return _.context("vote", "tie")
    return _.context("vote", "chosen") if bar.won else ""

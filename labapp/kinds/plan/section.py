"""The plan's part of the report: agreed actions first, those with unconfirmed owners apart, dropped ones named."""

from __future__ import annotations

import csv
import io
from datetime import date

from labapp.changes import Reader
from labapp.content.nodes import Node, Paragraph, Section, Table
from labapp.kinds.base import ReportOptions
from labapp.kinds.plan import actions
from labapp.kinds.plan.actions import Action
from labapp.kinds.plan.owners import Owners
from labapp.model import facts
from labapp.model.agenda import Activity
from labapp.wording import due as dues
from labapp.wording.translate import Translator

_WIDTHS = (0.07, 0.45, 0.25, 0.23)
_WAITING_WIDTHS = (0.07, 0.36, 0.21, 0.16, 0.20)


def section(read: Reader, activity: Activity, options: ReportOptions, _: Translator) -> Section:
    """Return the plan's section; a public one names bodies and badge codes, never people."""
    listed = actions.actions(read, activity.id)
    if not listed and activity.started is None:
        return Section(activity.title)  # never held: the agenda says so
    nodes: list[Node] = []
    if activity.question:
        nodes.append(Paragraph(activity.question, "strong"))
    if not listed:
        nodes.append(Paragraph(_("No actions were written down."), "quiet"))
    owners, today = Owners(read), _today(read)
    numbered = list(enumerate(listed, 1))
    agreed = [(n, a) for n, a in numbered if a.status != "dropped" and (a.confirmed or not a.has_owner)]
    waiting = [(n, a) for n, a in numbered if a.status != "dropped" and a.has_owner and not a.confirmed]
    dropped = [(n, a) for n, a in numbered if a.status == "dropped"]
    parts: list[Section] = []
    if agreed:
        nodes.append(_table(agreed, owners, options, today, _))
    if waiting:
        note = Paragraph(_("These owners have not agreed yet; they must not be read as responsible."), "warning")
        parts.append(Section(_("To be confirmed"), (note, _waiting(waiting, owners, options, today, _))))
    if dropped:
        parts.append(Section(_("Dropped"), (_table(dropped, owners, options, today, _),)))
    return Section(activity.title, tuple(nodes), tuple(parts))


def essence(read: Reader, activity: Activity, options: ReportOptions, _: Translator) -> list[Node]:
    """Return the short table for page one: what, who, by when; unconfirmed owners only counted."""
    owners = Owners(read)
    listed = [item for item in actions.actions(read, activity.id) if item.status != "dropped"]
    if not listed:
        return []
    waiting = sum(item.has_owner and not item.confirmed for item in listed)
    rows = tuple(
        (
            item.what, (_who(item, owners, options) if item.confirmed else "") or _owner_open(item, _),
            _when(item, _today(read), _),
        )
        for item in listed
    )  # fmt: skip
    nodes: list[Node] = [Table((_("What"), _("Who"), _("By when")), rows, (0.49, 0.28, 0.23))]
    if waiting:
        said = _.plural("{n} owner has still to confirm.", "{n} owners have still to confirm.", waiting)
        nodes.append(Paragraph(said, "quiet"))
    return nodes


def _owner_open(item: Action, _: Translator) -> str:
    return _("to be confirmed") if item.has_owner else _("nobody yet")


def status_word(status: str, _: Translator) -> str:
    """Return how an action stands, in a word."""
    words = {
        "planned": _("planned"), "underway": _("under way"), "done": _("done"),
        "held": _("on hold"), "dropped": _("dropped"),
    }  # fmt: skip
    return words.get(status, status)


def csv_of(read: Reader, activity: Activity, _: Translator) -> bytes:
    """Return the plan as CSV for an office's spreadsheet: semicolons, BOM, formulas disarmed."""
    owners = Owners(read)
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [_("No."), _("What"), _("Who"), _("Owner confirmed"), _("By when"), _("Resources"), _("Measure of success"),
         _("Status")]
    )  # fmt: skip
    for number, item in enumerate(actions.actions(read, activity.id), 1):
        confirmed = _("yes") if item.confirmed else _("no")
        cells = [
            str(number), item.what, owners.full(item), confirmed, dues.spoken(item.due_kind, item.due, _),
            item.resources, item.measure, status_word(item.status, _),
        ]  # fmt: skip
        writer.writerow([f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell for cell in cells])
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")


def _table(
    rows: list[tuple[int, Action]], owners: Owners, options: ReportOptions, today: date, _: Translator
) -> Table:
    return Table(
        (_("No."), _("What"), _("Who"), _("By when")),
        tuple(
            (str(number), _what(item, _), _who(item, owners, options) or _("nobody yet"), _when(item, today, _))
            for number, item in rows
        ),
        _WIDTHS,
    )


def _when(item: Action, today: date, _: Translator) -> str:
    said = dues.spoken(item.due_kind, item.due, _) or _("no date")
    return f"{said}\n{_('overdue')}" if item.overdue(today) else said


def _today(read: Reader) -> date:
    return read.clock().astimezone(facts.facts(read).timezone).date()


def _waiting(
    rows: list[tuple[int, Action]], owners: Owners, options: ReportOptions, today: date, _: Translator
) -> Table:
    return Table(
        (_("No."), _("What"), _("Proposed"), _("By when"), _("To be confirmed by")),
        tuple(
            (
                str(number), _what(item, _), _who(item, owners, options), _when(item, today, _),
                _confirm(item, options, _),
            )
            for number, item in rows
        ),
        _WAITING_WIDTHS,
    )  # fmt: skip


def _who(item: Action, owners: Owners, options: ReportOptions) -> str:
    return owners.public(item) if options.public else owners.full(item)


def _what(item: Action, _: Translator) -> str:
    """Return the action with, beneath it, how it stands, with what, how success is seen and with whom."""
    what = item.what if item.status == "planned" else f"{item.what} ({status_word(item.status, _)})"
    means = (
        (_("Resources"), item.resources), (_("Measure of success"), item.measure), (_("With whom"), item.partners),
    )  # fmt: skip
    return "\n".join([what, *(f"{name}: {value}" for name, value in means if value)])


def _confirm(item: Action, options: ReportOptions, _: Translator) -> str:
    who = "" if options.public else item.mandate_by
    until = _("until {day}", day=dues.spoken("day", item.mandate_until, _)) if item.mandate_until else ""
    return ", ".join(part for part in (who, until) if part)

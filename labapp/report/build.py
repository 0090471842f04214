"""The whole report as a tree: page one for somebody who was not there, then agenda, people and every activity.

The language is the translator's, whatever the laboratory's or the window's. A public report names no people.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from labapp.changes import Reader
from labapp.content.nodes import Document, Items, Node, Paragraph, Picture, Section, Table
from labapp.errors import UserError
from labapp.kinds.base import ReportOptions
from labapp.kinds.registry import KINDS
from labapp.model import agenda, facts, files, notes, people, timing
from labapp.model.agenda import Activity
from labapp.model.facts import Facts
from labapp.report.pictures import drawable
from labapp.wording import dates
from labapp.wording.errors import error_sentence
from labapp.wording.translate import Translator

KINDS_OF_REPORT = ("full", "note")
_FACTS_OF_NOTE = 3  # organisers, place, date: who sent it, and of what


def build(read: Reader, options: ReportOptions, _: Translator, kind: str = "full") -> Document:
    """Return the report as a value; `kind` is "full" or "note" (page one alone). ValueError for another kind."""
    if kind not in KINDS_OF_REPORT:
        raise ValueError(kind)
    about = facts.facts(read)
    listed = agenda.activities(read)
    sections = [_essence(read, listed, options, _)]
    if kind == "full":
        sections += [_agenda(read, about, listed, options, _), _people(read, options, _)]
        sections += [part for item in listed if (part := _activity(read, item, options, _)) is not None]
        sections.append(_contract(read, _))
        sections.append(_said_between(read, options, _))
    return Document(
        title=about.title or _("Untitled meeting"),
        language=_.language,
        subtitle=_("Report of the workshop") if kind == "full" else _("Note of the meeting"),
        facts=tuple(_facts(read, about, _))[: None if kind == "full" else _FACTS_OF_NOTE],
        logos=tuple(_logos(read)) if kind == "full" else (),
        sections=tuple(part for part in sections if part.nodes or part.sections),
        author=", ".join(about.organisers),
        footer=about.title,
        created=read.value("SELECT max(at) FROM changes", default=""),
        one_page=kind == "note",
    )


def _facts(read: Reader, about: Facts, _: Translator) -> Iterable[tuple[str, str]]:
    dates = _dates(read, about, _)
    count = read.value("SELECT count(*) FROM ideas WHERE retired = 0 AND merged_into IS NULL", default=0)
    rows = (
        (_("Organisers"), ", ".join(about.organisers)),
        (_("Place"), about.place),
        (_("Date"), dates),
        (_("Project"), about.project),
        (_("Funding"), about.funder),
        (_("Purpose"), about.purpose),
        (_("Ideas written down"), str(count) if count else ""),
    )
    return ((name, value) for name, value in rows if value)


def _dates(read: Reader, about: Facts, _: Translator) -> str:
    slots = timing.schedule(agenda.days(read), agenda.activities(read), about.timezone, read.clock()).slots
    real = {day.id for day in agenda.days(read) if day.date}
    held = {
        slot.start.astimezone(about.timezone).date()
        for slot in slots
        if slot.activity.day in real or slot.activity.started
    }
    return dates.days(held, _)


def _logos(read: Reader) -> Iterable[Picture]:
    for link in files.links(read, "logo"):
        data = files.content(read, link.file)
        if drawable(data):  # a stranger's file may call anything a logo
            yield Picture(data, link.media, link.alt or link.name, 0.25)


def _essence(read: Reader, listed: Sequence[Activity], options: ReportOptions, _: Translator) -> Section:
    """Page one: the question, what was agreed, who does what by when."""
    nodes: list[Node] = []
    parts: list[Section] = []
    for item in listed:
        said = _essence_of(read, item, options, _)
        if said:
            parts.append(Section(item.question or item.title, said))
    if not parts:
        nodes.append(Paragraph(_("Nothing has been voted on or planned yet."), "quiet"))
    return Section(_("In short"), tuple(nodes), tuple(parts))


def _essence_of(read: Reader, item: Activity, options: ReportOptions, _: Translator) -> tuple[Node, ...]:
    kind = KINDS.get(item.kind)
    try:
        return tuple(kind.essence(read, item, options, _)) if kind else ()
    except UserError:
        return ()  # its own part says why


def _agenda(
    read: Reader, about: Facts, listed: Sequence[Activity], options: ReportOptions, _: Translator
) -> Section:
    when = timing.schedule(agenda.days(read), listed, about.timezone, read.clock())
    planned = _on_paper(read, about, listed)
    parts: list[Section] = []
    for number, day in enumerate(agenda.days(read), 1):
        slots = [slot for slot in when.slots if slot.activity.day == day.id]
        if not slots:
            continue
        rows = [_agenda_row(slot, planned.get(slot.activity.id), when, _) for slot in slots]
        header = (_("Planned"), _("Actual"), _("Point of the agenda"), _("Planned minutes"), _("Actual minutes"))
        title = day.title or _("Day {n}", n=number)
        table = Table(header, tuple(rows), (0.12, 0.16, 0.42, 0.15, 0.15), numeric=(3, 4))
        nodes: list[Node] = [table]
        if not day.date and not slots[0].activity.fixed and when.local(slots[0].planned) != day.start.zfill(5):
            said = _("The day had no date: the planned times are counted from its real start, not from {start}.",
                     start=day.start)  # fmt: skip
            nodes.append(Paragraph(said, "quiet"))
        parts.append(Section(title, tuple(nodes)))
    if len(parts) == 1:
        return Section(_("Agenda"), parts[0].nodes)
    return Section(_("Agenda"), (), tuple(parts))


def _on_paper(read: Reader, about: Facts, listed: Sequence[Activity]) -> dict[str, timing.Slot]:
    """Return by point when it was to be as its day began; what was added afterwards was in no plan and is not in it."""
    paper = agenda.paper(read)
    begun = {item.day for item in listed if item.id in paper}
    then = [replace(item, minutes=paper.get(item.id, 0)) if item.day in begun else item for item in listed]
    plan = timing.schedule(agenda.days(read), then, about.timezone, read.clock())
    return {
        slot.activity.id: slot for slot in plan.slots if slot.activity.day not in begun or slot.activity.id in paper
    }


def _agenda_row(
    slot: timing.Slot, paper: timing.Slot | None, when: timing.Schedule, _: Translator
) -> tuple[str, ...]:
    item = slot.activity
    real = minutes = ""
    if item.state == agenda.SKIPPED:
        real = _("left out")
    elif item.started:
        real = when.local(slot.start)
        if item.finished:
            real = f"{real}–{when.local(slot.end)}"
            minutes = str(round((slot.end - slot.start).total_seconds() / 60))
    at, planned = (when.local(paper.planned), str(paper.activity.minutes)) if paper is not None else ("–", "–")
    return at, real, item.title, planned, minutes


def _people(read: Reader, options: ReportOptions, _: Translator) -> Section:
    everybody = people.participants(read)
    if not everybody:
        return Section(_("Participants"))
    came = {row["participant"] for row in read.rows("SELECT DISTINCT participant FROM presence")}
    rows = []
    for sector in [*people.sectors(read, retired=True), None]:
        mine = [person for person in everybody if person.sector == (sector.id if sector else None)]
        if mine:
            name = sector.name if sector else _("no sector")
            rows.append((name, str(len(mine)), str(sum(person.id in came for person in mine))))
    rows.append((_("Total"), str(len(everybody)), str(sum(person.id in came for person in everybody))))
    header = (_("Sector"), _("Invited"), _("Came"))
    nodes: list[Node] = [Table(header, tuple(rows), (0.6, 0.2, 0.2), numeric=(1, 2))]
    entities = [entity.name for entity in people.entities(read)]
    parts: list[Section] = []
    if entities:
        parts.append(Section(_("Organisations and institutions"), (Items(tuple(entities)),)))
    if not options.public:
        parts.append(Section(_("List of participants"), (_list_of_people(read, everybody, came, _),)))
    return Section(_("Participants"), tuple(nodes), tuple(parts))


def _list_of_people(
    read: Reader, everybody: Sequence[people.Participant], came: set[str], _: Translator
) -> Table:
    entities = {row["id"]: row["name"] for row in read.rows("SELECT id, name FROM entities")}
    sectors = {sector.id: sector.name for sector in people.sectors(read, retired=True)}
    columns = [
        (_("Code"), 0.1, [person.code for person in everybody]),
        (_("Name"), 0.27, [person.name for person in everybody]),
        (_("Organisation"), 0.33, [entities.get(person.entity or "", "") for person in everybody]),
        (_("Sector"), 0.2, [sectors.get(person.sector or "", "") for person in everybody]),
        (_.context("person", "Came"), 0.1, [_("yes") if person.id in came else _("no") for person in everybody]),
    ]
    shown = [column for column in columns if any(column[2])]  # in a room of residents nobody has an organisation
    whole = sum(share for _head, share, _cells in shown)
    rows = tuple(zip(*(cells for _head, _share, cells in shown), strict=True))
    return Table(tuple(head for head, _share, _cells in shown), rows, tuple(share / whole for _h, share, _c in shown))


def _activity(read: Reader, item: Activity, options: ReportOptions, _: Translator) -> Section | None:
    """Return an activity's section; None for one that has nothing to say (a break, a welcome)."""
    kind = KINDS.get(item.kind)
    if kind is None:
        said = _("This part was made by a newer program and cannot be shown here.")
        return Section(item.title, (Paragraph(said, "warning"),))
    try:
        part = kind.section(read, item, options, _)
    except UserError as problem:  # one point that cannot be read must not cost the report of the others
        return Section(item.title, (Paragraph(error_sentence(problem, _), "warning"),))
    # A photograph may show a face or a handwriting: it stays inside, like names.
    nodes = part.nodes if options.public else (*part.nodes, *_pictures(read, item, _))
    if not (nodes or part.sections) and item.kind == "talk":
        return None  # a break without a word written down; the agenda has it
    if options.notes and not options.public and item.notes:
        nodes = (*nodes, Paragraph(_("Moderator's notes"), "strong"), Paragraph(item.notes, "quiet"))
    return Section(part.title, nodes, part.sections) if nodes or part.sections else None


def _pictures(read: Reader, item: Activity, _: Translator) -> Iterable[Picture]:
    """Return what was photographed at an activity: walls and flip charts, as evidence of what was typed over."""
    for number, link in enumerate(files.links(read, "evidence", item.id), 1):
        alt = link.alt or _("Picture {n}: {title}", n=number, title=item.title)
        yield Picture(files.content(read, link.file), link.media, alt, 0.8)


def _contract(read: Reader, _: Translator) -> Section:
    points = tuple(line for line in str(facts.get(read, "contract")).splitlines() if line.strip())
    return Section(_("The group's contract"), (Items(points),) if points else ())


def _said_between(read: Reader, options: ReportOptions, _: Translator) -> Section:
    titles = {
        "parking": _("Parking lot"), "question": _("Questions left open"), "declaration": _("Declarations"),
    }  # fmt: skip
    names = {person.id: person.name or person.code for person in people.participants(read, retired=True)}
    parts = []
    for kind, title in titles.items():
        said = notes.notes(read, kind)
        if said:
            items = tuple(note.text for note in said)
            beneath = tuple(_beneath(note, names, options, _) for note in said)
            parts.append(Section(title, (Items(items, beneath),)))
    return Section(_("Said in between"), (), tuple(parts))


def _beneath(note: notes.Note, names: dict[str, str], options: ReportOptions, _: Translator) -> tuple[str, ...]:
    who = "" if options.public else names.get(note.participant or "", note.who)
    states = {"assigned": _("in the action plan"), "done": _("settled"), "dropped": _("put off for good")}
    state = states.get(note.state, "")
    return tuple(part for part in (who, state, note.answer) if part)

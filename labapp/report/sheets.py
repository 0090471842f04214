"""Sheets for the tables: one list for the wall, and a page for each table with everybody who comes there by round."""

from __future__ import annotations

from dataclasses import replace

from labapp.changes import Reader
from labapp.content.nodes import Document, Node, PageBreak, Paragraph, Section, Table
from labapp.model import agenda, facts, groups, people
from labapp.model.groups import Plan
from labapp.wording.translate import Translator


def build(read: Reader, activity: str, _: Translator, *, names: bool = False) -> Document:
    """Return the sheets as a value. They lie where everybody reads them, so they carry codes; names only if asked."""
    made = groups.plan(read, activity)
    about, point = facts.facts(read), agenda.activity(read, activity)
    said = {
        person.id: f"{person.code} {person.name}".strip() if names else person.code
        for person in people.participants(read, retired=True)
    }
    sheets = [Section(_("Who sits where"), (_wall(made, said, _),))]
    for index, table in enumerate(made.tables):
        if not table.closed:
            sheets.append(Section(table.name, tuple(_sheet(made, index, said, _))))
    # The break stands at the end of a sheet: at the beginning it would part a table's name from its people.
    sections = (*(replace(sheet, nodes=(*sheet.nodes, PageBreak())) for sheet in sheets[:-1]), sheets[-1])
    return Document(
        title=point.title, language=_.language, subtitle=point.question, sections=sections, contents=False,
        author=", ".join(about.organisers), footer=about.title, created=read.value("SELECT max(at) FROM changes") or "",
    )  # fmt: skip


def _wall(made: Plan, said: dict[str, str], _: Translator) -> Node:
    """Find yourself by code; the table of each round stands beside it."""
    seated = {person for tables in made.rounds for members in tables for person in members}
    rows = []
    for person in sorted(seated, key=lambda ident: said[ident]):
        places = [made.table_of(person, turn) for turn in range(len(made.rounds))]
        rows.append((said[person], *(made.tables[place].name if place is not None else "–" for place in places)))
    header = (_.context("sheet", "Who"), *_rounds(made, _))
    return Table(header, tuple(rows)) if rows else Paragraph(_("Nobody has been seated yet"), "quiet")


def _sheet(made: Plan, index: int, said: dict[str, str], _: Translator) -> list[Node]:
    table = made.tables[index]
    nodes: list[Node] = []
    if table.topic:
        nodes.append(Paragraph(table.topic, "strong"))
    if table.host:
        nodes.append(Paragraph(_("Host of the table: {who}", who=said[table.host])))
    rows = [
        (name, ", ".join(said[person] for person in made.rounds[turn][index]))
        for turn, name in enumerate(_rounds(made, _))
    ]
    if rows:
        nodes.append(Table((_("Round"), _("At this table")), tuple(rows), (0.2, 0.8)))
    return nodes


def _rounds(made: Plan, _: Translator) -> tuple[str, ...]:
    return tuple(_.context("table", "Round {n}", n=turn + 1) for turn in range(len(made.rounds)))

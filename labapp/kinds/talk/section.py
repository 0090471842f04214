"""A talk's part of the report: the question and what was written down meanwhile."""

from __future__ import annotations

from labapp.changes import Reader
from labapp.content.nodes import Items, Node, Paragraph, Section
from labapp.kinds.base import ReportOptions
from labapp.model import notes
from labapp.model.agenda import Activity
from labapp.wording.translate import Translator


def section(read: Reader, activity: Activity, options: ReportOptions, _: Translator) -> Section:
    """Return the section; an empty one says nothing: the agenda has the title of a break or a welcome."""
    nodes: list[Node] = []
    written = [note.text for note in notes.notes(read, "note") if note.activity == activity.id]
    noted = options.notes and not options.public and activity.notes
    if activity.question and (written or noted):
        nodes.append(Paragraph(activity.question, "strong"))
    if written:
        nodes.append(Items(tuple(written)))
    return Section(activity.title, tuple(nodes))

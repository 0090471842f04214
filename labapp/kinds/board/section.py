"""The board's part of the report: every column with its cards, nobody's words lost in a merge."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from labapp.changes import Reader
from labapp.content.nodes import Items, Node, Paragraph, Section
from labapp.kinds.base import ReportOptions
from labapp.kinds.board import layouts
from labapp.kinds.board.layouts import MATRIX
from labapp.kinds.board.stage import on_matrix
from labapp.kinds.board.voices import NOBODY, PERSON, TABLE, at_table, table_names
from labapp.model import ideas, people
from labapp.model.agenda import Activity
from labapp.model.ideas import Card, Cluster
from labapp.wording.nouns import noun
from labapp.wording.translate import Translator


def section(
    read: Reader, activity: Activity, settings: dict[str, Any], options: ReportOptions, _: Translator
) -> Section:
    """Return the board's section; authors are named only in an internal report of a board that attributes to people."""
    cards = [card for card in ideas.cards(read, activity.id) if not (options.public and card.covered)]
    if not cards and activity.started is None:
        return Section(activity.title)  # never held: the agenda says so
    nodes: list[Node] = []
    if activity.question:
        nodes.append(Paragraph(activity.question, "strong"))
    nodes.append(Paragraph(noun(settings["noun"]).counted(_, len({card.idea for card in cards})), "quiet"))
    voices = _Voices(read, settings, options, _)
    columns = ideas.clusters(read, activity.id)
    if settings["layout"] == MATRIX and (placed := on_matrix(cards)):
        return Section(activity.title, tuple(nodes), tuple(_quarters(cards, placed, columns, settings, voices)))
    parts = [
        Section(column.title or _("Untitled column"), (voices.items([c for c in cards if c.cluster == column.id]),))
        for column in columns
        if any(card.cluster == column.id for card in cards)
    ]
    known = {column.id for column in columns}
    loose = [card for card in cards if card.cluster not in known]
    if loose:
        nodes.append(voices.items(loose))
    return Section(activity.title, tuple(nodes), tuple(parts))


def _quarters(
    cards: Sequence[Card], placed: Sequence[Card], columns: Sequence[Cluster], settings: dict[str, Any], voices: _Voices
) -> Iterator[Section]:
    """Yield the quarters of the matrix as it is read, then what was not placed; each card with where it lies."""
    _, axes = voices.translate, layouts.axes(settings)
    titles = {column.id: column.title for column in columns}
    sides = (_("top left"), _("top right"), _("bottom left"), _("bottom right"))
    for quarter, (corner, side) in enumerate(zip(axes.corners, sides, strict=True)):
        mine = [card for card in placed if layouts.quarter(card.x or 0.0, card.y or 0.0) == quarter]
        if mine:
            points = [(titles.get(card.cluster or "", ""), *layouts.shares(card.x, card.y, axes, _)) for card in mine]
            yield Section(_(corner) if corner else side, (voices.items(mine, points),))
    known = {card.idea for card in placed}
    rest = list({card.idea: card for card in cards if card.idea not in known}.values())
    if rest:
        yield Section(_("Not placed yet"), (voices.items(rest, [(titles.get(c.cluster or "", ""),) for c in rest]),))


class _Voices:
    """Words of cards with, beneath them, who said them (as far as allowed) and what was merged into them."""

    def __init__(self, read: Reader, settings: dict[str, Any], options: ReportOptions, _: Translator) -> None:
        self._read, self.translate = read, _
        self._sectors = {s.id: s.name for s in people.sectors(read, retired=True)}
        names_allowed = settings["attribution"] == PERSON and not options.public
        self._names = {p.id: p.name or p.code for p in people.participants(read, retired=True)} if names_allowed else {}
        self._attributed = settings["attribution"] != NOBODY
        self._tables = table_names(read, settings)
        self._notes = options.notes and not options.public

    def items(self, cards: Sequence[Card], more: Sequence[Sequence[str]] = ()) -> Items:
        """Return a list node of cards, each with whose voice it is and `more` that is to be said of it."""
        said = more or [()] * len(cards)
        tails = [(self._voice(card), *parts) for card, parts in zip(cards, said, strict=True)]
        return Items(
            tuple(card.text for card in cards),
            tuple(self._beneath(card) for card in cards),
            tuple(", ".join(part for part in tail if part) for tail in tails),
        )

    def _voice(self, card: Card) -> str:
        name = self._names.get(card.author or "") or at_table(
            self._tables.get(card.table or "", ""), card.round, self.translate
        )
        return name or (self._sectors.get(card.sector or "", "") if self._attributed else "")

    def _beneath(self, card: Card) -> tuple[str, ...]:
        lines: list[str] = []
        _ = self.translate
        for idea in ideas.merged(self._read, card.idea):
            lines.append(_("merged: {text}", text=ideas.text(self._read, idea)))
        if self._notes and card.note:
            lines.append(_("note: {text}", text=card.note))
        return tuple(lines)


def csv_of(read: Reader, activity: Activity, _: Translator) -> bytes:
    """Return the cards as CSV; a leading apostrophe disarms texts that a spreadsheet would run as a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    tables = table_names(read, {"attribution": TABLE})
    cards = ideas.cards(read, activity.id)
    seated = any(card.table for card in cards)  # two more columns, where cards were said at tables
    writer.writerow([_("Column"), _("Text"), _("Sector"), *([_("Table"), _("Round")] if seated else [])])
    titles = {cluster.id: cluster.title for cluster in ideas.clusters(read, activity.id)}
    sectors = {sector.id: sector.name for sector in people.sectors(read, retired=True)}
    for card in cards:
        row = [titles.get(card.cluster or "", ""), card.text, sectors.get(card.sector or "", "")]
        row += [tables.get(card.table or "", ""), str(card.round or "")] if seated else []
        writer.writerow([_disarmed(cell) for cell in row])
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")


def _disarmed(cell: str) -> str:
    return f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell

"""Titles of any length: what heads something stays short, its rest follows as text, so that no letter is lost.

A heading is repeated in the contents and in bookmarks, those of columns on every page: ten thousand letters there would
be pages of them, and a row of headings higher than a page cannot be laid out at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from labapp.content import nodes as n

_TITLE, _HEADING, _CAPTION, _COLUMN = 240, 240, 400, 80  # letters: some five lines each


def tamed(document: n.Document) -> n.Document:
    """Return the document with short titles; one that was cut goes on in the text below it."""
    title, more = headed(document.title, _TITLE)
    subtitle, besides = headed(document.subtitle, _TITLE)
    sections = tuple(_section(section) for section in document.sections)
    over = tuple(n.Paragraph(rest, "quiet") for rest in (more, besides) if rest)
    if over:
        first = sections[0] if sections else n.Section("")
        sections = (replace(first, nodes=(*over, *first.nodes)), *sections[1:])
    return replace(document, title=title, subtitle=subtitle, sections=sections)


def headed(text: str, most: int) -> tuple[str, str]:
    """Return the beginning of a text, at most so many letters, and what is left of it; "…" stands at both ends."""
    if len(text) <= most:
        return text, ""
    cut = max(text.rfind(mark, most // 2, most) for mark in " \n")
    cut = cut if cut > 0 else most - 1
    return text[:cut].rstrip() + "…", "…" + text[cut:].strip()


def _section(section: n.Section) -> n.Section:
    title, rest = headed(section.title, _HEADING)
    nodes = tuple(made for node in section.nodes for made in _node(node))
    begun = (n.Paragraph(rest),) if rest else ()
    return n.Section(title, (*begun, *nodes), tuple(_section(part) for part in section.sections))


def _node(node: n.Node) -> Iterator[n.Node]:
    match node:
        case n.Heading():
            text, rest = headed(node.text, _HEADING)
            yield replace(node, text=text)
            if rest:
                yield n.Paragraph(rest)
        case n.Table():
            yield from _table(node)
        case _:
            yield node


def _table(table: n.Table) -> Iterator[n.Node]:
    caption, rest = headed(table.caption, _CAPTION)
    if rest:
        yield n.Paragraph(table.caption, "strong")
    yield replace(
        table, caption="" if rest else caption, header=tuple(headed(cell, _COLUMN)[0] for cell in table.header),
        above=tuple(cell for cell in table.header if len(cell) > _COLUMN),
    )  # fmt: skip

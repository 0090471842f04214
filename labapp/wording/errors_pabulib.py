"""Sentences about `.pb` files, read and written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from labapp.wording.saying import figure
from labapp.wording.translate import Translator

Sentence = Callable[[Translator, Mapping[str, Any]], str]

_STRUCTURE: dict[str, Sentence] = {
    "pb.not-pabulib": lambda _, p: _("this is not a .pb file: it does not begin with META."),
    "pb.section-missing": lambda _, p: _(
        "the section {section} is missing (the file may be cut).", **_only(p, "section")
    ),
    "pb.section-twice": lambda _, p: _("the section {section} begins a second time.", **_only(p, "section")),
    "pb.blank-lines": lambda _, p: _("there are blank lines; they are passed over."),
    "pb.tabs": lambda _, p: _("tabs stand where semicolons should; they are read as such."),
    "pb.commas": lambda _, p: _(
        "commas part the cells, and the projects of a vote too; save the file with semicolons between its cells."
    ),
    "pb.line-break": lambda _, p: _("a cell goes on over several lines."),
    "pb.open-quote": lambda _, p: _("a quotation mark is not closed and swallows the lines after it."),
    "pb.bad-quoting": lambda _, p: _("the quotation marks are wrong; the line is read as it stands."),
    "pb.no-meta-header": lambda _, p: _('the heading "key;value" is missing.'),
    "pb.no-header": lambda _, p: _("the section {section} has no headings.", **_only(p, "section")),
    "pb.no-column": lambda _, p: _("the section {section} lacks this column.", **_only(p, "section")),
    "pb.column-twice": lambda _, p: _("the section {section} has this column twice.", **_only(p, "section")),
    "pb.old-name": lambda _, p: _('this is the old name of the column "{now}".', **_only(p, "now")),
    "pb.short-row": lambda _, p: _("cells: {found}, headings: {wanted}; the missing cells are empty.", **_widths(p)),
    "pb.long-row": lambda _, p: _(
        "cells: {found}, headings: {wanted}; a semicolon may stand inside a name without quotation marks.", **_widths(p)
    ),
}
_META: dict[str, Sentence] = {
    "pb.key-twice": lambda _, p: _('"{key}" stands there twice.', **_only(p, "key")),
    "pb.unknown-key": lambda _, p: _(
        'the format knows no "{key}"; the line is passed over.', **_only(p, "key")
    ),
    "pb.key-missing": lambda _, p: _(
        '"{key}" is missing, so it cannot be checked whether the file is whole.', **_only(p, "key")
    ),
    "pb.no-budget": lambda _, p: _("the budget is missing."),
    "pb.budget-otherwise": lambda _, p: _(
        'the budget cannot be read from "{value}"; needed is "budget;" with an amount.', **_only(p, "value")
    ),
    "pb.zero-budget": lambda _, p: _("the budget is 0."),
    "pb.no-vote-type": lambda _, p: _('"vote_type" is missing; the votes are read as "{kind}".', **_only(p, "kind")),
    "pb.bad-vote-type": lambda _, p: _(
        'votes of the type "{value}" cannot be read; known are: {known}.', value=p["value"], known=", ".join(p["known"])
    ),
    "pb.bad-amount": lambda _, p: _(
        '"{value}" is not an amount that can be read without guessing.', **_only(p, "value")
    ),
    "pb.points-ignored": lambda _, p: _(
        'ballots of the type "{kind}" have no points; this column is not counted.', **_only(p, "kind")
    ),
    "pb.points-order": lambda _, p: _("the points do not fall as the ranking does; the ranking counts."),
    "pb.odd-amount": lambda _, p: _('"{value}" is read as {number}.', value=p["value"], number=figure(_, p["number"])),
    "pb.bad-limit": lambda _, p: _(
        '"{value}" is no limit that can be read; "{key}" is not checked.', value=p["value"], key=p["key"]
    ),
    "pb.not-applied": lambda _, p: _(
        '"{key}" shares out the money in a way of its own; this count has one budget for all.', **_only(p, "key")
    ),
}
_PROJECTS: dict[str, Sentence] = {
    "pb.no-id": lambda _, p: _("the project has no id."),
    "pb.project-twice": lambda _, p: _(
        'the project "{project}" stands there again (first in line {first}).', project=p["project"], first=p["first"]
    ),
    "pb.comma-in-id": lambda _, p: _(
        'the id "{project}" contains a comma, which parts the ids of a vote.', **_only(p, "project")
    ),
    "pb.withdrawn": lambda _, p: _('the project "{project}" was withdrawn and takes no part.', **_only(p, "project")),
    "pb.zero-cost": lambda _, p: _(
        'the project "{project}" costs 0; it is counted all the same.', **_only(p, "project")
    ),
    "pb.above-budget": lambda _, p: _(
        'the project "{project}" costs more than the whole budget.', **_only(p, "project")
    ),
    "pb.no-projects": lambda _, p: _("there is not a single project."),
    "pb.all-withdrawn": lambda _, p: _("all projects were withdrawn."),
    "pb.projects-differ": lambda _, p: _(
        '"{declared}" projects are declared, there are {found} (the file may be cut or changed).', **_counts(p)
    ),
    "pb.sum-differs": lambda _, p: _(
        'project "{project}": "{declared}" is declared, the ballots give {found}; the ballots count.',
        project=p["project"],
        declared=p["declared"],
        found=figure(_, p["found"]),
    ),
}
_VOTES: dict[str, Sentence] = {
    "pb.votes-differ": lambda _, p: _(
        '"{declared}" votes are declared, there are {found} (the file may be cut or changed).', **_counts(p)
    ),
    "pb.no-voter-id": lambda _, p: _("the ballots have no ids, so doubled ones cannot be noticed."),
    "pb.voter-twice": lambda _, p: _(
        '"{voter}" votes again (first in line {first}); both ballots are counted.', voter=p["voter"], first=p["first"]
    ),
    "pb.empty-vote": lambda _, p: _("the ballot is empty; it is counted as a person who voted."),
    "pb.empty-name": lambda _, p: _("a comma stands where a project is missing."),
    "pb.spaces": lambda _, p: _("there are blanks around ids; they are passed over."),
    "pb.named-twice": lambda _, p: _(
        'the project "{project}" stands there twice; it is counted once.', **_only(p, "project")
    ),
    "pb.vote-withdrawn": lambda _, p: _(
        'a vote for the withdrawn project "{project}" is not counted.', **_only(p, "project")
    ),
    "pb.unknown-project": lambda _, p: _(
        'there is no project "{project}"; this vote is not counted.', **_only(p, "project")
    ),
    "pb.id-form": lambda _, p: _(
        '"{project}" is read as the project "{known}", the only one written alike.',
        project=p["project"],
        known=p["known"],
    ),
    "pb.project-lost": lambda _, p: _(
        'there is no project "{project}", which {n} ballots name: its line may be lost (a withdrawn one costs '
        "999999999).",
        project=p["project"],
        n=p["n"],
    ),
    "pb.projects-lost": lambda _, p: _(
        '{n} ballots name projects that are not there, the first of them "{project}"; their lines may be lost.',
        project=p["project"],
        n=p["n"],
    ),
    "pb.other-mark": lambda _, p: _(
        '"{value}" is no project; the projects of a vote must be parted by commas alone.', **_only(p, "value")
    ),
    "pb.points-differ": lambda _, p: _(
        "projects: {wanted}, points: {found}; it is not clear which belong together.", **_widths(p)
    ),
    "pb.bad-points": lambda _, p: _('"{value}" is not a number of points.', **_only(p, "value")),
    "pb.outside-limit": lambda _, p: _(
        "the ballot has {found}, {key} is {limit}; it is counted all the same.",
        found=figure(_, p["found"]),
        key=p["key"],
        limit=figure(_, p["limit"]),
    ),
    "pb.outside-category": lambda _, p: _(
        'the ballot has {found} in "{category}", {key} is {limit}; it is counted all the same.',
        found=figure(_, p["found"]),
        category=p["category"],
        key=p["key"],
        limit=figure(_, p["limit"]),
    ),
}
_WRITING: dict[str, Sentence] = {
    "pb-write.no-decimal": lambda _, p: _(
        "{value} ({what}) has no short decimal form.", value=p["value"], what=p["what"]
    ),
    "pb-write.no-votes": lambda _, p: _("Nobody chose anything: there is nothing to be counted anew."),
    "pb-write.mixed-votes": lambda _, p: _(
        "A .pb file holds ballots of one kind only: choices, points or strict rankings."
    ),
    "pb-write.unknown-key": lambda _, p: _('A .pb file knows no "{key}".', **_only(p, "key")),
    "pb-write.key-missing": lambda _, p: (
        _("A .pb file is for votes on a budget: this one has no sum to spend.") if p["key"] == "budget"
        else _('A .pb file needs "{key}".', **_only(p, "key"))
    ),
    "pb-write.bad-word": lambda _, p: _(
        '"{value}" is not allowed for {key}; known are: {known}.',
        value=p["value"],
        key=p["key"],
        known=", ".join(p["known"]),
    ),
    "pb-write.bad-date": lambda _, p: _(
        '{key}: "{value}" is not a date such as 22.11.2026 or 2026.', key=p["key"], value=p["value"]
    ),
    "pb-write.bad-comment": lambda _, p: _('A comment in a .pb file begins with "#1: ".'),
    "pb-write.no-budget": lambda _, p: _("A .pb file needs a budget above 0."),
    "pb-write.no-cost": lambda _, p: _('The project "{project}" needs a cost above 0.', **_only(p, "project")),
    "pb-write.id-twice": lambda _, p: _("An id is used twice ({kind}).", **_only(p, "kind")),
    "pb-write.bad-id": lambda _, p: _('"{id}" cannot be an id in a .pb file.', **_only(p, "id")),
    "pb-write.unknown-project": lambda _, p: _(
        'The ballot {voter} names a project that is not there: "{project}".', voter=p["voter"], project=p["project"]
    ),
    "pb-write.empty-vote": lambda _, p: _(
        "The ballot {voter} is empty; a .pb file cannot hold it.", **_only(p, "voter")
    ),
}


def _only(p: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {key: p[key]}


def _widths(p: Mapping[str, Any]) -> dict[str, Any]:
    return {"found": p["found"], "wanted": p["wanted"]}


def _counts(p: Mapping[str, Any]) -> dict[str, Any]:
    return {"declared": p["declared"], "found": p["found"]}


SENTENCES: dict[str, Sentence] = {**_STRUCTURE, **_META, **_PROJECTS, **_VOTES, **_WRITING}

"""Sentences about ballots in foreign files: PrefLib, Scottish wards, VoteKit, RCTab, tables of rankings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from labapp.wording.errors_files import SENTENCES as FILE_SENTENCES
from labapp.wording.errors_pabulib import SENTENCES as PB_SENTENCES
from labapp.wording.translate import Translator

Sentence = Callable[[Translator, Mapping[str, Any]], str]


def _more(_: Translator, p: Mapping[str, Any]) -> str:
    known = {**FILE_SENTENCES, **PB_SENTENCES, **SENTENCES}
    sentence = known[p["of"]](_, p["like"]) if p["of"] in known else str(p["of"])
    return _.plural(
        "and {n} more place like this: {sentence}",
        "and {n} more places like this: {sentence}",
        p["n"],
        sentence=sentence,
    )


def _names(_: Translator, p: Mapping[str, Any]) -> str:
    if p.get("key") == "NUMBER CATEGORIES":
        return _("{declared} categories are declared, {found} are named.", declared=p["declared"], found=p["found"])
    return _("{declared} options are declared, {found} are named.", declared=p["declared"], found=p["found"])


_PAPERS: dict[str, Sentence] = {
    "ballots.empty-file": lambda _, p: _("the file is empty."),
    "ballots.none": lambda _, p: _("there is not a single ballot."),
    "ballots.blank-line": lambda _, p: _("this line ranks nobody; its ballots are counted as blank."),
    "ballots.zero-count": lambda _, p: _("this line stands for 0 ballots and is passed over."),
    "ballots.no-last-line-end": lambda _, p: _("the last line does not end (the file may be cut)."),
    "ballots.more-of-these": _more,
    "ballots.too-many-options": lambda _, p: _(
        "there are {found} options, more than {most} cannot be counted; a column may hold something else.",
        found=p["found"],
        most=p["most"],
    ),
    "ballots.repeated": lambda _, p: _(
        'option "{option}" stands more than once on a ballot.', option=p["option"]
    ),
    "ballots.overvote": lambda _, p: _("more than one option is marked at rank {rank}.", rank=p["rank"]),
    "ballots.skipped-rank": lambda _, p: _(
        "rank {rank} is empty though rank {marked} is marked.", rank=p["rank"], marked=p["marked"]
    ),
    "ballots.beyond-ranks": lambda _, p: _(
        "rank {rank} is marked; only ranks up to {most} count.", rank=p["rank"], most=p["most"]
    ),
    "ballots.unknown-option": lambda _, p: _('there is no option "{option}".', option=p["option"]),
    "ballots.bad-weight": lambda _, p: _('"{value}" is not a number of ballots.', value=p["value"]),
    "ballots.unclear-weight": lambda _, p: _(
        '"{value}" may be {many} or {few}; please write it as one of these.',
        value=p["value"],
        many=p["many"],
        few=p["few"],
    ),
    "ballots.sum-row": lambda _, p: _(
        "this last row stands for as many ballots as all others together; if it is their sum, it counts double."
    ),
    "table.blank-lines": lambda _, p: _(
        "an empty line is passed over; if it stands for a blank ballot, one is missing."
    ),
    "scottish.first-line-again": lambda _, p: _("this line repeats the first one and is read as a ballot."),
    "table.heading-as-option": lambda _, p: _(
        'the name "{name}" stands on a ballot and among the headings; cells may have moved.', name=p["name"]
    ),
    "table.no-choice": lambda _, p: _("a rank is given, but no option."),
    "table.number-missing": lambda _, p: _(
        "before this line the ballot of number {number} is missing; a line may be lost.", number=p["number"]
    ),
    "table.remark": lambda _, p: _("this line begins with # and is left out as a remark."),
    "table.remark-or-ballot": lambda _, p: _(
        'it cannot be told whether "{value}" is a remark or a ballot; delete the line, or the # before the name.',
        value=p["value"],
    ),
    "table.headings-again": lambda _, p: _("the headings come again (the file may be put together of several)."),
    "ballots.alike": lambda _, p: _(
        'the options "{option}" and "{other}" are much alike; if one is a slip, the outcome may be wrong.',
        option=p["option"],
        other=p["other"],
    ),
    "ballots.look-same": lambda _, p: _(
        'two options look like "{option}" but are written with different signs ({signs}); if they are one, the '
        "outcome may be wrong.",
        option=p["option"],
        signs=p["signs"],
    ),
    "table.rank-headings": lambda _, p: _(
        "the headings speak of the ranks {value}; needed are 1, 2, 3 … once each.", value=p["value"]
    ),
    "table.header-or-ballot": lambda _, p: _(
        'it cannot be told whether these are headings or a ballot; headings such as "rank 1, rank 2" are needed.'
    ),
    "table.ranks-or-options": lambda _, p: _(
        'it cannot be told whether "{value}" is a rank or an option; call ranks "rank 1", or options otherwise.',
        value=p["value"],
    ),
    "table.several-lists": lambda _, p: _(
        "several columns may hold the votes ({columns}); leave the one that is to be counted.", columns=p["columns"]
    ),
    "table.lists-as-rankings": lambda _, p: _("each cell of this column is read as a ranking of all options."),
    "table.lists-as-choices": lambda _, p: _("each cell of this column is read as choices without an order."),
    "table.comma-in-name": lambda _, p: _(
        '"{one}" and "{other}" may be one option with a comma; put semicolons between the options of a cell.',
        one=p["one"],
        other=p["other"],
    ),
    "table.prose": lambda _, p: _(
        "this is a running text; needed is a table with one ballot in each row, below headings such as rank 1, rank 2."
    ),
    "table.other-mark": lambda _, p: _(
        '"{value}" may be several options; put the same mark between the options of every cell.', value=p["value"]
    ),
    "table.marks-as-choices": lambda _, p: _("the marks below these options are read as choices without an order."),
    "table.empty-choice": lambda _, p: _("an empty cell counts as not chosen; a mark may be lost."),
    "table.chosen-by-all": lambda _, p: _(
        'every ballot marks "{name}"; if it is no option, delete the column.', name=p["name"]
    ),
    "table.total-column": lambda _, p: _(
        '"{name}" holds sums or means of the other columns; delete it, or call it otherwise if it is an option.',
        name=p["name"],
    ),
    "table.numbers-as-grades": lambda _, p: _(
        "the numbers below these headings are read as grades: {names}.", names=p["names"]
    ),
    "table.numbers-as-points": lambda _, p: _(
        "the numbers below these headings are read as points: {names}.", names=p["names"]
    ),
    "table.no-option": lambda _, p: _(
        'the numbers below "{name}" do not go with the others; if it is no option, delete the column.', name=p["name"]
    ),
    "table.ranks-or-grades": lambda _, p: _(
        "most ballots give one number to several options; numbers are read as ranks, 1 is the best."
    ),
    "table.bad-grade": lambda _, p: _('"{value}" is not a whole number of points or grade.', value=p["value"]),
    "table.wider": lambda _, p: _(
        "this row has {found} cells, all others have {expected}; the end of a line may be lost.",
        found=p["found"],
        expected=p["expected"],
    ),
    "table.stray-quote": lambda _, p: _(
        "a single quotation mark stands in the cell {value}; it may not belong there.", value=p["value"]
    ),
    "table.title-above": lambda _, p: _(
        "this looks like a title above the table that begins in line {headings}; headings must come first: delete "
        "what stands above them.",
        headings=p["headings"],
    ),
    "table.total-row": lambda _, p: _(
        "this row at the end seems to hold sums or means; delete it, or call it otherwise if it is a ballot."
    ),
    "table.filler": lambda _, p: _(
        '"{value}" stands twice on one ballot; leave these cells empty if nothing is marked there.', value=p["value"]
    ),
    "table.filler-as-option": lambda _, p: _(
        '"{name}" is counted as an option; if it stands for an empty cell, the outcome may be wrong.', name=p["name"]
    ),
    "table.no-headings": lambda _, p: _.plural(
        "no headings found: this line is read as a ballot, and {n} column as ranks.",
        "no headings found: this line is read as a ballot, and {n} columns as ranks.",
        p["ranks"],
    ),
    "table.weight-column": lambda _, p: _("this column is read as the number of ballots."),
    "table.column-ignored": lambda _, p: (
        _('the column "{name}" is not counted.', name=p["name"])
        if p["name"]
        else _("this column has no heading and is not counted; the headings may have moved.")
    ),
    "table.same-heading": lambda _, p: _('two columns are headed "{name}".', name=p["name"]),
    "table.bad-rank": lambda _, p: _('"{value}" is not a rank from 1 to {most}.', value=p["value"], most=p["most"]),
    "table.no-ballot-column": lambda _, p: _("there is no column that tells the ballots apart."),
    "table.no-ballot-id": lambda _, p: _("the line does not say which ballot it belongs to."),
    "table.no-ballot-name": lambda _, p: _("the ballot has no name; it is counted."),
    "table.same-ballot-name": lambda _, p: _(
        'the ballot of "{name}" comes again (first in line {first}); both are counted.',
        name=p["name"],
        first=p["first"],
    ),
}
_PREFLIB: dict[str, Sentence] = {
    "preflib.no-header": lambda _, p: _("this is not a PrefLib file: the header is missing."),
    "preflib.late-header": lambda _, p: _("a header line stands among the ballots (the file may be cut together)."),
    "preflib.bad-number": lambda _, p: _('"{value}" is not a whole number ({key}).', value=p["value"], key=p["key"]),
    "preflib.bad-name-number": lambda _, p: _("the number of this name is missing or used twice."),
    "preflib.other-kind": lambda _, p: _(
        'the header says "{kind}", the file name ".{ending}"; read as "{kind}".', kind=p["kind"], ending=p["ending"]
    ),
    "preflib.names-missing": _names,
    "preflib.no-names": lambda _, p: _("the header names no options."),
    "preflib.no-categories": lambda _, p: _("the header names no categories."),
    "preflib.bad-old-name": lambda _, p: _('"{value}" is not "number,name".', value=p["value"]),
    "preflib.bad-old-sums": lambda _, p: _('"{value}" is not "voters,sum,orders".', value=p["value"]),
    "preflib.unknown-option": lambda _, p: _('there is no option "{option}".', option=p["option"]),
    "preflib.no-count": lambda _, p: _('"{value}" does not begin with a number of ballots.', value=p["value"]),
    "preflib.bad-order": lambda _, p: _(
        'the order "{value}" cannot be read (braces or commas are wrong).', value=p["value"]
    ),
    "ballots.trailing-comma": lambda _, p: _("the order ends with a comma."),
    "preflib.same-order": lambda _, p: _("the same order stands in line {first}; added up.", first=p["first"]),
    "preflib.voters-differ": lambda _, p: _(
        "{declared} voters are declared, the lines hold {found} (the file is cut or was changed).",
        declared=p["declared"],
        found=p["found"],
    ),
    "preflib.key-missing": lambda _, p: _(
        '"{key}" is missing, so it cannot be checked whether the file is whole.', key=p["key"]
    ),
    "preflib.orders-differ": lambda _, p: _(
        "{declared} different orders are declared, there are {found}.", declared=p["declared"], found=p["found"]
    ),
    "preflib.not-complete": lambda _, p: _(
        'option "{option}" is missing, though ".{kind}" orders all options.', option=p["option"], kind=p["kind"]
    ),
    "preflib.not-strict": lambda _, p: _("options stand equal, though \".{kind}\" allows none.", kind=p["kind"]),
    "preflib.two-categories": lambda _, p: _('option "{option}" stands in two categories.', option=p["option"]),
    "preflib.category-count": lambda _, p: _(
        "{declared} categories are declared, the line has {found}.", declared=p["declared"], found=p["found"]
    ),
    "preflib.categories-unwritten": lambda _, p: _.plural(
        "{n} category at the end is not written; it is read as empty.",
        "{n} categories at the end are not written; they are read as empty.",
        p["n"],
    ),
    "preflib.approve-range": lambda _, p: _(
        "approve={value} is out of range: the file has {declared} categories.", value=p["value"], declared=p["declared"]
    ),
}
_OTHERS: dict[str, Sentence] = {
    "scottish.first-line": lambda _, p: _("the first line must be two whole numbers: candidates and seats."),
    "scottish.order": lambda _, p: _("this line stands among the ballots."),
    "scottish.names-missing": _names,
    "scottish.bad-name": lambda _, p: _(
        '"{value}" stands where "{expected}" with a name is needed.', value=p["value"], expected=p["expected"]
    ),
    "scottish.no-ward": lambda _, p: _("the name of the ward is missing (the file may be cut)."),
    "scottish.bad-line": lambda _, p: _(
        '"{value}" is neither a ballot nor a candidate nor the ward.', value=p["value"]
    ),
    "scottish.unknown-candidate": lambda _, p: _('there is no candidate "{value}".', value=p["value"]),
    "votekit.other-profile": lambda _, p: _('"{value}" is neither a ranked nor a score profile.', value=p["value"]),
    "votekit.bad-head": lambda _, p: _("the head of the saved profile is damaged."),
    "votekit.bad-score": lambda _, p: _('"{value}" is not a score that this rule can count.', value=p["value"]),
    "votekit.bad-cell": lambda _, p: _('"{value}" is not a set of names.', value=p["value"]),
    "rctab.same-name": lambda _, p: _('two candidates are called "{name}".', name=p["name"]),
    "rctab.unknown-rule": lambda _, p: _(
        '"{key}" is "{value}"; known are: {known}.', key=p["key"], value=p["value"], known=", ".join(p["known"])
    ),
    "rctab.bad-number": lambda _, p: _(
        '"{key}" is "{value}": a whole number or "max" is needed.', key=p["key"], value=p["value"]
    ),
    "rctab.provider": lambda _, p: _(
        'records of "{value}" cannot be read; known are: {known}.', value=p["value"], known=p["known"]
    ),
    "rctab.not-followed": lambda _, p: _('"{key}": "{value}" is not followed here.', key=p["key"], value=p["value"]),
    "rctab.not-set": lambda _, p: _(
        'the rules do not set "{key}" (the line may be lost); what is usual here is taken.', key=p["key"]
    ),
    "rctab.xml": lambda _, p: _("the records are XML; here only JSON is read."),
    "rctab.no-start": lambda _, p: _(
        '"{key}" is "{value}", which does not say where the first vote stands.', key=p["key"], value=p["value"]
    ),
    "rctab.no-file": lambda _, p: _('"filePath" does not name a file with votes.'),
    "rctab.same-file": lambda _, p: _('the file "{name}" is named twice among those with votes.', name=p["name"]),
    "rctab.bad-flag": lambda _, p: _('"{key}" is "{value}"; needed is true or false.', key=p["key"], value=p["value"]),
    "rctab.votes-outside": lambda _, p: _("a vote stands before the place where votes begin; it is not counted."),
    "rctab.no-ballots": lambda _, p: _("none of the files named there holds a ballot."),
    "rctab.empty-column": lambda _, p: _("votes should begin in this column, but it is empty."),
    "clear-ballot.heading": lambda _, p: _(
        '"{value}" is not a heading of a choice with contest, rank and candidate.', value=p["value"]
    ),
    "clear-ballot.mark": lambda _, p: _('"{value}" is neither 1 (marked) nor 0.', value=p["value"]),
    "dominion.no-export": lambda _, p: _('the folder "{folder}" holds no CvrExport.json.', folder=p["folder"]),
    "dominion.left-out": lambda _, p: _("this paper was set aside for the contest; it is not counted."),
    "count.approve-only-cat": lambda _, p: _("the option approve belongs to .cat files only."),
    "count.option-form": lambda _, p: _(
        '"{value}" is not an option; options are written name=value.', value=p["value"]
    ),
    "count.option-twice": lambda _, p: _('the option "{name}" is given twice.', name=p["name"]),
    "count.refused": lambda _, p: str(p["sentence"]),
}
SENTENCES: dict[str, Sentence] = {**_PAPERS, **_PREFLIB, **_OTHERS}

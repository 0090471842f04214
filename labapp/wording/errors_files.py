"""Sentences about files as such: missing, unreadable, not text, tables and JSON that cannot be taken apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from labapp.wording.translate import Translator

SENTENCES: dict[str, Callable[[Translator, Mapping[str, Any]], str]] = {
    "file.missing": lambda _, p: _("there is no such file."),
    "file.is-a-folder": lambda _, p: _("this is a folder, not a file."),
    "file.not-a-file": lambda _, p: _("this is a pipe or a device, not a file."),
    "file.no-permission": lambda _, p: _("the system does not permit access to this file."),
    "file.unreadable": lambda _, p: _("the file cannot be read ({why}).", why=p["why"]),
    "file.exists": lambda _, p: _("the file exists already; --force replaces it."),
    "file.too-large": lambda _, p: _("the file is larger than {megabytes} MB.", megabytes=p["megabytes"]),
    "file.unpacks-too-large": lambda _, p: _(
        "the file is packed and would unpack to {megabytes} MB: too much for a list.", megabytes=p["megabytes"]
    ),
    "file.not-text": lambda _, p: _("this is not a text file."),
    "file.other-format": lambda _, p: _(
        "this is neither a text file nor an .xlsx workbook; save the list as .xlsx or .csv."
    ),
    "file.bad-character": lambda _, p: _(
        "byte {byte} is a character neither of UTF-8 nor of Windows-1250.", byte=f"0x{p['byte']:02X}"
    ),
    "file.read-as-utf-16": lambda _, p: _("the text does not say its encoding; it is read as UTF-16."),
    "file.read-as-1250": lambda _, p: _("not UTF-8, so the file is read as Windows-1250."),
    "file.unknown-ending": lambda _, p: (
        _('files ending in ".{ending}" cannot be counted; known are: {known}.', ending=p["ending"], known=p["known"])
        if p["ending"]
        else _("the name has no ending that tells the format; known are: {known}.", known=p["known"])
    ),
    "picture.foreign": lambda _, p: _("this is no picture that can be read (JPEG, PNG, WebP, HEIC)."),
    "picture.damaged": lambda _, p: _("the picture is damaged or cut, or made in a rare way: copy it anew or as JPEG."),
    "picture.too-many-dots": lambda _, p: _(
        "the picture has more than {millions} million dots: save it smaller.", millions=p["millions"]
    ),
    "picture.no-heic": lambda _, p: _("HEIC pictures cannot be read on this computer: save it as JPEG."),
    "table.bad-quoting": lambda _, p: _("the quotation marks of this row do not match (the file may be cut)."),
    "table.long-cell": lambda _, p: _("a cell is longer than 131,000 letters (a quotation mark may be missing)."),
    "table.quoted-twice": lambda _, p: _("the quotation marks around this line are doubled; read without them."),
    "table.damaged-workbook": lambda _, p: _("the workbook is damaged and cannot be opened."),
    "table.too-many-cells": lambda _, p: _("more than {most} cells: too much for a list.", most=p["most"]),
    "table.fault-in-cell": lambda _, p: _("the cell holds a fault of its formula ({value}).", value=p["value"]),
    "table.strict-workbook": lambda _, p: _(
        "the workbook was saved as Strict Open XML, which cannot be read here; save it as an ordinary .xlsx or as .csv."
    ),
    "table.formula-unsaved": lambda _, p: _(
        "the result of the formula in this cell was not saved; open the file in a spreadsheet program and save it "
        "there."
    ),
    "table.row-astray": lambda _, p: _("the rows of the sheet are numbered out of order; the workbook is damaged."),
    "table.merged-cells": lambda _, p: _.plural(
        "merged cells ({cells}) count where they begin, the rest of them is read as empty.",
        "merged cells in {n} places ({cells}) count where they begin, the rest of them is read as empty.",
        p["n"],
        cells=p["cells"],
    ),
    "file.control-character": lambda _, p: _(
        "there is a sign that nobody sees ({sign}); the file may be damaged.", sign=p["sign"]
    ),
    "table.hidden-columns": lambda _, p: _.plural(
        "{n} column is hidden in the sheet ({columns}); it is read like the others.",
        "{n} columns are hidden in the sheet ({columns}); they are read like the others.",
        p["n"],
        columns=p["columns"],
    ),
    "table.hidden-rows": lambda _, p: _.plural(
        "{n} row is hidden in the sheet; it is read like the others.",
        "{n} rows are hidden in the sheet; they are read like the others.",
        p["n"],
    ),
    "table.other-sheets": lambda _, p: _(
        'only the sheet "{name}" is read, though there are others that are not empty: {others}.',
        name=p["name"],
        others=p["others"],
    ),
    "table.first-sheet-empty": lambda _, p: _(
        'the sheet "{name}" is empty, and only the first one is read; not empty are: {others}.',
        name=p["name"],
        others=p["others"],
    ),
    "table.width": lambda _, p: _(
        "the row has {found} cells where the headings name {expected}.", found=p["found"], expected=p["expected"]
    ),
    "table.extra-commas": lambda _, p: _("the row has more cells than headings; the extra ones are empty."),
    "table.short-row": lambda _, p: _("the row is shorter than the headings (the file may be cut)."),
    "table.never-full": lambda _, p: _(
        "the headings name {expected} cells, but no row has more than {found}; a heading may be too many.",
        expected=p["expected"],
        found=p["found"],
    ),
    "table.line-end-in-cell": lambda _, p: _("the cell spans several lines (a quotation mark may be missing)."),
    "table.rows-in-cell": lambda _, p: _(
        "a cell of this row spans lines that look like rows of their own (a quotation mark may be missing)."
    ),
    "json.damaged": lambda _, p: _("the JSON is damaged or cut here."),
    "json.unknown": lambda _, p: _(
        "this JSON holds neither cast-vote records (Common Data Format, Dominion) nor an RCTab configuration."
    ),
    "json.missing": lambda _, p: _('"{key}" is missing or holds something else than it should.', key=p["key"]),
    "json.key-twice": lambda _, p: _(
        '"{key}" stands twice in one object with different values; which one counts cannot be told.', key=p["key"]
    ),
    "json.id-twice": lambda _, p: _('two different entries of "{key}" have the id "{id}".', key=p["key"], id=p["id"]),
    "json.same-record": lambda _, p: _(
        "the same record came before (record {first} of {where}); both are counted.", first=p["first"], where=p["where"]
    ),
    "json.bad-record": lambda _, p: _(
        "the record cannot be read: its current snapshot, selections or ranks do not fit the contest."
    ),
    "json.other-records": lambda _, p: _.plural(
        "{n} record does not hold this contest and is passed over.",
        "{n} records, this one first, do not hold this contest and are passed over.",
        p["n"],
    ),
    "json.which-contest": lambda _, p: (
        _('there is no single contest "{wanted}"; the file has: {known}.', wanted=p["wanted"], known=p["known"])
        if p["wanted"]
        else _("the file holds several contests ({known}); only one can be counted.", known=p["known"])
    ),
}

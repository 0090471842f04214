"""Sentences about lists of people and ideas: what a row lacks, and why it is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from labapp.wording.translate import Translator

SENTENCES: dict[str, Callable[[Translator, Mapping[str, Any]], str]] = {
    "table.empty": lambda _, p: _("there is nothing in this file."),
    "table.only-headings": lambda _, p: _("below the headings there is nothing."),
    "table.too-long": lambda _, p: _("the list has {rows} rows; at most {most} are read.", **p),
    "table.encoded-twice": lambda _, p: _("the letters were encoded twice; they have been put right."),
    "table.mixed-encodings": lambda _, p: _("UTF-8 and Windows-1250 are mixed; both have been read."),
    "table.wrong-encoding": lambda _, p: _("the file is not encoded as {encoding}.", encoding=p["encoding"]),
    "table.headings-below": lambda _, p: _("the headings stand here; what stands above them is left out."),
    "import.no-heading": lambda _, p: _("no heading: the first row is taken as a card like the others."),
    "import.no-headings": lambda _, p: _(
        "no headings: every row is taken as a card, its words from column {n}.", n=p["n"]
    ),
    "import.headings-unknown": lambda _, p: _(
        'the first row is taken for the names of columns ({said}), the words of cards from "{name}".', **p
    ),
    "import.empty": lambda _, p: _("there are no words."),
    "import.too-long": lambda _, p: _("{n} characters are too many; at most {most} fit.", n=p["n"], most=p["most"]),
    "import.no-name-column": lambda _, p: _("no column holds names; there are: {known}.", known=p["known"]),
    "import.no-name": lambda _, p: _("the name is missing."),
    "import.bad-email": lambda _, p: _('"{value}" is not an e-mail address.', value=p["value"]),
    "import.already-there": lambda _, p: _.plural(
        "{n} text lies on the board already; left out.",
        "{n} texts lie on the board already, this is the first; left out.",
        p["n"],
    ),
    "import.twice": lambda _, p: _("the same person stands in line {first}.", first=p["first"]),
    "import.unknown-sector": lambda _, p: _('there is no sector "{sector}"; left empty.', sector=p["sector"]),
    "template.unknown": lambda _, p: _('there is no template "{id}"; known are: {known}.', **p),
    "template.broken": lambda _, p: _("the template {path} cannot be read ({detail}).", **p),
    "plan.empty": lambda _, p: _("An action needs words."),
    "plan.choice": lambda _, p: _('"{value}" is not possible here.', value=p["value"]),
    "plan.due": lambda _, p: _('"{value}" is no date.', value=p["value"]),
}

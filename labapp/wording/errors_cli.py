"""Sentences of the command line: what it was asked that cannot be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from labapp.wording.translate import Translator

SENTENCES: dict[str, Callable[[Translator, Mapping[str, Any]], str]] = {
    "file.no-folder": lambda _, p: _('there is no folder "{folder}".', folder=p["folder"]),
    "file.onto-itself": lambda _, p: _("the result cannot replace what it is made from; choose another name."),
    "cli.one-of": lambda _, p: _("Say either --people or --ideas, not both."),
    "cli.activity-needed": lambda _, p: _("--ideas needs --activity ID; `lab info FILE` lists the ids."),
    "cli.activity-people": lambda _, p: _("--activity belongs to --ideas; people are not imported into an activity."),
    "cli.no-activity": lambda _, p: _(
        'there is no activity "{id}"; `lab info FILE` lists the ids.', id=p["id"]
    ),
    "cli.takes-no-ideas": lambda _, p: _(
        'the activity "{id}" is no board: ideas cannot be imported into it.', id=p["id"]
    ),
    "cli.cannot-export": lambda _, p: (
        _('the activity "{id}" cannot be written as "{ending}"; known are: {known}.',
          id=p["id"], ending=p["ending"], known=p["known"])
        if p["known"]
        else _('the activity "{id}" has nothing that could be written into a file.', id=p["id"])
    ),
    "cli.range": lambda _, p: _(
        "{option} must lie between {least} and {most}.", option=p["option"], least=p["least"], most=p["most"]
    ),
}  # fmt: skip

"""Sentences about laboratories as files, their places and undo: each names the place and a way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from labapp.wording import dates
from labapp.wording.translate import Translator

Sentence = Callable[[Translator, Mapping[str, Any]], str]

_WORKING = "lab.db"  # a working copy in the user's data folder: nobody knows its path, and no other place can be chosen


def _holder(_: Translator, p: Mapping[str, Any]) -> str:
    return _("{user} on {host}, since {since}", user=p["user"], host=p["host"], since=_local(_, str(p["since"])))


def _local(_: Translator, stamp: str) -> str:
    """Return a UTC stamp as the clock of whoever reads would have shown it; as it is where it is none."""
    try:
        return dates.moment(datetime.fromisoformat(stamp).astimezone(), _)
    except ValueError:
        return stamp


SENTENCES: dict[str, Sentence] = {
    "document.open-here": lambda _, p: _(
        "The meeting is open already: {holder}. It can be looked at without changing it.", holder=_holder(_, p)
    ),
    "document.open-elsewhere": lambda _, p: _(
        "The meeting is open on another computer: {holder}. "
        "It can be looked at, or taken over when nobody works on it.",
        holder=_holder(_, p),
    ),
    "store.missing": lambda _, p: _(
        '"{path}" is not there any more, or the disk or share is not connected.', path=p["path"],
    ),
    "store.folder": lambda _, p: _('"{path}" is a folder, not a meeting\'s file.', path=p["path"]),
    "store.name": lambda _, p: _('The name "{path}" is too long for this disk.', path=p["path"]),
    "store.too-large": lambda _, p: _('"{path}" is too large to be a meeting\'s file.', path=p["path"]),
    "store.not-a-database": lambda _, p: _(
        '"{path}" is not a meeting\'s file: its contents are of another kind.', path=p["path"],
    ),
    "store.foreign": lambda _, p: _(
        '"{path}" is a database of another program, not a meeting\'s file.', path=p["path"],
    ),
    "store.truncated": lambda _, p: _(
        '"{path}" is cut: a part of the file is missing. "Salvage" reads what is left; earlier states are in '
        "the backups.",
        path=p["path"],
    ),
    "store.damaged": lambda _, p: _(
        '"{path}" is damaged: in table {table}, column {column}, stands what cannot be there. "Salvage" (lab salvage) '
        "reads what can be read; earlier states are in the backups.",
        column=p["column"], path=p["path"], table=p["table"],
    ) if "column" in p else _(
        '"{path}" is damaged. "Salvage" reads what can be read; earlier states are in the backups.', path=p["path"],
    ),
    "store.newer": lambda _, p: _(
        '"{path}" was written by a newer version of the program. Update the program to open it.', path=p["path"],
    ),
    "store.strange": lambda _, p: _(
        '"{path}" holds something this program never writes ({name}) and is not opened, for '
        "safety.",
        name=p["name"],
        path=p["path"],
    ),
    "store.full": lambda _, p: _(
        "The disk of this computer is full: what was just done is not kept. Free some space and do it again; all that "
        "was done before is kept."
    ) if str(p.get("path", "")).endswith(_WORKING) else _(
        'The disk is full: nothing could be written at "{path}". Free some space or choose another '
        "place.",
        path=p["path"],
    ),
    "store.no-data-folder": lambda _, p: _(
        'The folder "{path}", where work is kept on this computer, cannot be made ({why}). LABAPP_DATA names another.',
        path=p["path"], why=p["why"],
    ),
    "store.readonly": lambda _, p: _('"{path}" can only be read: nothing was written there.', path=p["path"]),
    "store.permission": lambda _, p: _('No permission to write at "{path}". Choose another place.', path=p["path"]),
    "store.cannot-open": lambda _, p: _('"{path}" cannot be opened ({detail}).', detail=p["detail"], path=p["path"]),
    "store.io": lambda _, p: _(
        'The disk did not answer as it should at "{path}" ({detail}).', detail=p["detail"], path=p["path"],
    ),
    "store.not-answering": lambda _, p: _(
        '"{path}" does not answer. The work goes on in the working copy on this computer; choose another place.',
        path=p["path"],
    ),
    "store.locked": lambda _, p: _('"{path}" is being used by another program. Try again in a moment.', path=p["path"]),
    "store.memory": lambda _, p: _("The computer has run out of memory."),
    "salvage.nothing": lambda _, p: _(
        'Nothing of a meeting can be read from "{path}". Earlier states are in the backups.', path=p["path"],
    ),
    "check.fact": lambda _, p: _('the fact "{key}" of the meeting cannot be read', key=p["key"]),
    "check.merges": lambda _, p: _.plural(
        "{n} card is merged into itself and is not seen on any board",
        "{n} cards are merged into one another in a ring and are not seen on any board", p["n"],
    ),
    "check.running": lambda _, p: _("{n} points of the agenda are running at once", n=p["n"]),
    "check.reference": lambda _, p: _(
        "table {table}: {n} rows point to nothing in {parent}", n=p["n"], parent=p["parent"], table=p["table"],
    ),
    "check.value": lambda _, p: _.plural(
        "table {table}, column {column}: {n} value is not what belongs there",
        "table {table}, column {column}: {n} values are not what belongs there", p["n"],
        column=p["column"], table=p["table"],
    ),
    "check.position": lambda _, p: _(
        "table {table}: {n} rows have no place in the order", n=p["n"], table=p["table"],
    ),
    "check.journal-orphan": lambda _, p: _(
        "the journal has rows of change {change}, which the history does not know", change=p["change"],
    ),
    "check.history": lambda _, p: _(
        "the history: change {change} points to a change that is not there or cannot be read", change=p["change"],
    ),
    "check.journal-row": lambda _, p: _(
        "the journal: a row of change {change} (table {table}) cannot be read", change=p["change"], table=p["table"],
    ),
    "check.journal-gap": lambda _, p: _(
        "the journal: before change {change} something changed table {table} past the "
        "program",
        change=p["change"],
        table=p["table"],
    ),
    "check.journal-now": lambda _, p: _.plural(
        "table {table}: {n} row is not what the journal says", "table {table}: {n} rows are not what the journal says",
        p["n"], table=p["table"],
    ),
    "history.unreadable": lambda _, p: _(
        "The history cannot be read at change {change}: it was altered past the program.", change=p["change"],
    ),
    "undo.blocked": lambda _, p: _("This cannot be taken back any more: something later rests on it."),
    "document.exists": lambda _, p: _('"{path}" exists already. Choose another name.', path=p["path"]),
    "document.readonly": lambda _, p: _('"{path}" is open for reading only.', path=p["path"]),
    "document.readonly-file": lambda _, p: _(
        '"{path}" is write-protected. The work goes on in the working copy; choose another place for the '
        "file.",
        path=p["path"],
    ),
    "document.changed-elsewhere": lambda _, p: _(
        '"{path}" was changed by somebody else. Nothing there is overwritten until it is decided which state '
        "goes on.",
        path=p["path"],
    ),
    "document.choice": lambda _, p: _(
        '"{path}" was changed while newer work lies in the working copy. Choose which goes on; the other one '
        "is kept beside it.",
        path=p["path"],
    ),
    "document.continued": lambda _, p: _(
        "The program was not closed properly last time; the work goes on where it stopped, nothing is lost.",
    ),
    "document.rescued": lambda _, p: _(
        '"{path}" could not be read; the work goes on from the working copy on this computer, nothing is '
        "lost.",
        path=p["path"],
    ),
    "document.working-damaged": lambda _, p: _(
        "The working copy on this computer was damaged; the work goes on from the file, which is whole. The last "
        "seconds may be missing; what is left of them was put aside for salvage: {kept}",
        kept=p["kept"],
    ),
    "document.traces-left": lambda _, p: _(
        "It is removed from the meeting, but an earlier state on this computer may still hold it. That is removed "
        "when the meeting is opened the next time."
    ),
    "document.traces-apart": lambda _, p: _.plural(
        "{n} earlier state worked on apart still holds somebody removed for good, and perhaps work that is nowhere "
        "else: look into it under “Earlier states”, and delete it there.",
        "{n} earlier states worked on apart still hold somebody removed for good, and perhaps work that is nowhere "
        "else: look into them under “Earlier states”, and delete them there.",
        int(p["n"]),
    ),
    "document.second-same": lambda _, p: _("The second place must be another one than the file itself."),
    "document.second-taken": lambda _, p: _(
        '"{path}" is another meeting\'s file. Choose another second place.', path=p["path"],
    ),
}

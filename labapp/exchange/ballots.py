"""One door for ballots in foreign files: the format is told by content first, by the ending second."""

from __future__ import annotations

from pathlib import Path

from labapp.counting.outcome import Reason
from labapp.counting.profile import Profile
from labapp.exchange import preflib
from labapp.exchange.cdf import Contest, looks_like_cdf, parse
from labapp.exchange.dominion import looks_like_export, read_export
from labapp.exchange.json_places import Said
from labapp.exchange.pile import WRITE_INS, Pile, Reading, check_size, closed, put
from labapp.exchange.ranking_csv import OVERVOTE, read_table
from labapp.exchange.rctab import looks_like_config, read_config
from labapp.exchange.source import WORKBOOK, Notes, Tick, decode, read_bytes, warn_of_cut
from labapp.exchange.table_frame import without_remarks
from labapp.exchange.text_rows import rows
from labapp.exchange.xlsx import sheet_rows

ENDINGS = (*preflib.KINDS, "csv", "tsv", "txt", "xlsx", "json")


def read_ballots(
    path: Path, reading: Reading | None = None, tick: Tick | None = None
) -> tuple[Profile, list[Reason]]:
    """Read any format but `.pb` into a profile and warnings; what cannot be read is a UserError with its place."""
    ending = path.suffix.lstrip(".").lower()
    notes = Notes(path.name, tick)
    if ending in preflib.KINDS:
        profile, warnings = preflib.read_preflib(path, reading, tick)
        check_size(profile.options, notes)
        return profile, warnings
    data = read_bytes(path)
    if ending not in ENDINGS:
        notes.refuse("file.unknown-ending", ending=ending, known=", ".join(("pb", *ENDINGS)))
    profile = _read(data, path, reading or Reading(), notes)
    check_size(profile.options, notes)
    return profile, notes.all()


def _read(data: bytes, path: Path, reading: Reading, notes: Notes) -> Profile:
    if data.startswith(WORKBOOK) or path.suffix.lower() == ".xlsx":
        return read_table(sheet_rows(data, notes), reading, notes)
    text = decode(data, notes)
    if path.suffix.lower() != ".json":
        profile = read_table(without_remarks(rows(text, notes), notes), reading, notes)
        if profile.meta.get("source") != "scot-elex":  # these never end, and their names stand behind all ballots
            warn_of_cut(text, notes)
        return profile
    found = parse(text, notes)
    if looks_like_config(found):
        return read_config(Said(found, text), path, reading, notes)
    if looks_like_cdf(found):
        return _read_report(Said(found, text), reading, notes)
    if looks_like_export(found):
        return read_export(Said(found, text), path, reading, notes)
    return notes.refuse("json.unknown", line=1)


def _read_report(report: Said, reading: Reading, notes: Notes) -> Profile:
    contest = Contest(report, "", notes)
    pile = Pile(meta={"source": "cdf", "title": contest.title})
    for name in contest.names.values():
        if name.casefold() not in OVERVOTE and name != WRITE_INS:
            pile.name(name)
    for number, by_rank in contest.records():
        put(pile, by_rank, reading, notes, {"record": number})
    return closed(pile, notes)

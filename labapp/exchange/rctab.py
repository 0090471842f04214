"""Elections described by an RCTab configuration: which files hold the votes, who stands, how papers are read.

Covered are its providers `ess` (sheet), `genericCsv` and `clearBallot` (CSV), `cdf` and `dominion` (JSON). What its
rules say (overvotes, skipped ranks, quota, ties …) goes into the profile's `meta`, see `rctab_rules`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from labapp.counting.profile import Profile
from labapp.exchange.cdf import Contest, looks_like_cdf, parse
from labapp.exchange.clear_ballot import check_columns, find_marks
from labapp.exchange.dominion import Manifests, load
from labapp.exchange.json_places import Said, line_of
from labapp.exchange.pile import OVERVOTED, WRITE_INS, Pile, Place, Reading, closed, in_order, levels_of
from labapp.exchange.ranking_csv import OVERVOTE, SKIPPED
from labapp.exchange.rctab_rules import blank_is_write_in, flag, reading_of, settings_of, start_of, ties_of
from labapp.exchange.source import WORKBOOK, Notes, Row, decode, read_bytes, told, warn_of_cut, whole
from labapp.exchange.table_checks import check_names, check_outside, check_run, check_width, filled
from labapp.exchange.table_frame import refuse_faults
from labapp.exchange.text_rows import rows
from labapp.exchange.xlsx import sheet_rows


@dataclass
class _Election:
    """The parts of a configuration that decide what a paper says."""

    folder: Path
    names: dict[str, str]  # name or alias as written on a paper -> name
    excluded: frozenset[str]
    reading: Reading
    notes: Notes
    blank_is_write_in: bool = False  # of one source
    start: tuple[int, int] = (0, 0)  # column (from 0) and line (from 1) of the first vote, in a table

    def option(self, written: str, place: Mapping[str, Any], label: str) -> str:
        """Return the candidate meant by a cell; a name that is not declared is refused."""
        if label and written == label:
            return WRITE_INS
        if written not in self.names:
            self.notes.refuse("ballots.unknown-option", option=written[:60], **place)
        return self.names[written]


def looks_like_config(found: object) -> bool:
    """Tell a configuration by its keys."""
    return isinstance(found, dict) and "cvrFileSources" in found


def read_config(config: Said, path: Path, reading: Reading, notes: Notes) -> Profile:
    """Read every source a configuration names into one profile; options are the candidates' names."""
    rules = _inner(config, config.get("rules"), notes, "rules")
    election = _election(config, path, reading_of(rules, reading, notes), notes)
    said = config.get("outputSettings")
    title = str(said.get("contestName", "")) if isinstance(said, dict) else ""
    pile = Pile(meta={"source": "rctab", "title": title, **settings_of(rules, notes)})
    for name in dict.fromkeys(election.names.values()):
        if name not in election.excluded:
            pile.name(name)
    sources = config.get("cvrFileSources")
    if not isinstance(sources, list) or not sources:
        notes.refuse("json.missing", line=config.line("cvrFileSources"), key="cvrFileSources")
    read: set[str] = set()
    for number, found in enumerate(sources):
        source = _inner(config, found, notes, "cvrFileSources", number)
        election.blank_is_write_in = source.get("provider") == "ess" and blank_is_write_in(source, rules, notes)
        _read_source(pile, source, election, read)
    if not pile.papers:
        notes.refuse("rctab.no-ballots", line=config.line("cvrFileSources"))
    pile.meta.update(ties_of(rules, pile.options))
    return closed(pile, notes)


def _inner(config: Said, found: object, notes: Notes, key: str, *place: int) -> Said:
    """Return an object inside the configuration; what stands there instead is refused."""
    if not isinstance(found, dict):
        notes.refuse("json.missing", line=line_of(config.text, (key, *place)), key=key)
    return config.inner(found, key, *place)


def _election(config: Said, path: Path, reading: Reading, notes: Notes) -> _Election:
    names: dict[str, str] = {}
    declared: set[str] = set()
    excluded = set()
    candidates = config.get("candidates")
    for number, found in enumerate(candidates if isinstance(candidates, list) else []):
        entry = _inner(config, found, notes, "candidates", number)
        name = str(entry.get("name") or "").strip()
        if not name:
            notes.refuse("json.missing", line=entry.line("name"), key="name")
        aliases = entry.get("aliases")
        written = [name, str(entry.get("code") or ""), *(aliases if isinstance(aliases, list) else [])]
        for text in dict.fromkeys(str(text).strip() for text in written):
            if text and (names.setdefault(text, name) != name or (text == name and name in declared)):
                notes.refuse("rctab.same-name", line=entry.line("name"), name=text[:60])
        declared.add(name)
        if flag(entry, "excluded", notes):
            excluded.add(name)
    if not names:
        notes.refuse("json.missing", line=config.line("candidates"), key="candidates")
    return _Election(path.parent, names, frozenset(excluded), reading, notes)


def _read_source(pile: Pile, source: Said, election: _Election, read: set[str]) -> None:
    provider = str(source.get("provider") or "")
    readers = {
        "ess": _read_sheet,
        "genericCsv": _read_grid,
        "clearBallot": _read_clear_ballot,
        "cdf": _read_cdf,
        "dominion": _read_dominion,
    }
    if provider not in readers:
        place = {"line": source.line("provider")}
        election.notes.refuse("rctab.provider", **place, value=provider[:40], known=", ".join(readers))
    written = source.get("filePath")
    if not isinstance(written, str) or not written.strip():
        election.notes.refuse("rctab.no-file", line=source.line("filePath"))
    path = election.folder / written
    if (plain := os.path.normpath(path)) in read:
        election.notes.refuse("rctab.same-file", line=source.line("filePath"), name=written[:80])
    read.add(plain)
    inner = _noting(election, path)
    if provider in ("ess", "genericCsv"):
        inner.start = start_of(source, election.notes)
    before = sum(pile.papers.values())
    readers[provider](pile, source, path, inner)
    if sum(pile.papers.values()) == before:
        inner.notes.warn("ballots.none")
    election.notes.take(inner.notes)


def _noting(election: _Election, path: Path) -> _Election:
    """Return the same election, speaking of another file."""
    return replace(election, notes=Notes(path.name, election.notes.tick))


def _table(path: Path, notes: Notes, first: int = 0) -> list[Row]:
    """Return the rows of a source whose votes begin in column `first`: left of it a fault of a formula hides none."""
    data = read_bytes(path)
    if data.startswith(WORKBOOK):
        table = sheet_rows(data, notes)
    else:
        text = decode(data, notes)
        warn_of_cut(text, notes)
        table = rows(text, notes)
    refuse_faults(table, notes, range(first))
    return table


def _papers(table: list[Row], source: Said, election: _Election) -> list[Row]:
    """Return the rows that are papers, and say which comes again, where a column names them."""
    found = [row for row in table if row.line >= election.start[1]]
    named = whole(str(source.get("idColumnIndex") or "").strip())
    seen: dict[str, int] = {}
    for row in found if named else ():
        name = row.cell((named or 1) - 1)
        if name in seen:
            election.notes.warn("table.same-ballot-name", line=row.line, name=name[:40], first=seen[name])
        elif name:
            seen[name] = row.line
    check_run(list(seen.items()), election.notes)
    return found


def _read_sheet(pile: Pile, source: Said, path: Path, election: _Election) -> None:
    column, limit = election.start[0], election.reading.max_ranks
    table = _table(path, election.notes, column)
    if table and not any(row.cell(column) for row in table):
        election.notes.refuse("rctab.empty-column", line=table[0].line, column=column + 1)
    named = {name for name in election.names if not name.isdecimal()}  # a code may be a ballot's number too
    check_outside(table[1:], election.start, named.__contains__, election.notes)
    for row in told(_papers(table, source, election), election.notes):
        used = filled(row) - column
        most = min(limit, max(used, len(election.names)) + 1) if limit else used
        ranks = [_sheet_cell(row, column + rank, source, election) for rank in range(most)]
        _put(pile, {"line": row.line}, ranks, election)


def _sheet_cell(row: Row, column: int, source: Said, election: _Election) -> tuple[str, ...]:
    cell = row.cell(column)
    write_in = str(source.get("undeclaredWriteInLabel") or "")
    if not cell:
        return (WRITE_INS,) if election.blank_is_write_in else ()
    if cell == source.get("skippedRankLabel") or cell.casefold() in SKIPPED - set(election.names):
        return ()
    if cell == source.get("overvoteLabel") or cell.casefold() in OVERVOTE - set(election.names):
        return (OVERVOTED,)
    delimiter = str(source.get("overvoteDelimiter") or "")
    place = {"line": row.line, "column": column + 1}
    written = cell.split(delimiter) if delimiter else [cell]
    return tuple(election.option(text.strip(), place, write_in) for text in written if text.strip())


def _read_grid(pile: Pile, source: Said, path: Path, election: _Election) -> None:
    column = election.start[0]
    table = _table(path, election.notes, column)
    if not table:
        election.notes.refuse("ballots.empty-file", line=1)
    label = str(source.get("undeclaredWriteInLabel") or "")
    columns = range(column, len(table[0].cells))
    if not columns:
        election.notes.refuse("rctab.empty-column", line=table[0].line, column=column + 1)
    place = {"line": table[0].line}
    options = {c: election.option(table[0].cells[c], {**place, "column": c + 1}, label) for c in columns}
    check_outside(table[:1], (column, 1), election.names.__contains__, election.notes)
    skipped = [Row(row.line, ("",) * column + row.cells[column:]) for row in table[1:] if row.line < election.start[1]]
    check_outside(skipped, election.start, lambda cell: bool(whole(cell)), election.notes)
    papers = _papers(table[1:], source, election)
    if papers:
        check_width(table[0], papers, election.notes)
    for row in told(papers, election.notes):
        ranks: dict[int, list[str]] = {}
        for c, name in options.items():
            rank = whole(row.cell(c))
            if row.cell(c) and (not rank or rank > 1000):
                election.notes.refuse("table.bad-rank", line=row.line, column=c + 1, value=row.cell(c)[:40], most=1000)
            if rank:
                ranks.setdefault(rank, []).append(name)
        _put(pile, {"line": row.line}, in_order(ranks), election)


def _read_clear_ballot(pile: Pile, source: Said, path: Path, election: _Election) -> None:
    table = _table(path, election.notes)
    if not table:
        election.notes.refuse("ballots.empty-file", line=1)
    marks = find_marks(table[0], str(source.get("contestId") or ""), election.notes)
    check_columns(table, election.notes)
    check_names(table[0], table[1:], [0], election.notes)
    label = str(source.get("undeclaredWriteInLabel") or "")
    for line, ranks in marks.records(table[1:], election.notes):
        place = {"line": line}
        named = {rank: [election.option(name, place, label) for name in names] for rank, names in ranks.items()}
        _put(pile, place, in_order(named), election)


def _read_dominion(pile: Pile, source: Said, path: Path, election: _Election) -> None:
    contest = Manifests(path, str(source.get("contestId") or ""), election.notes)
    label = str(source.get("undeclaredWriteInLabel") or "")
    most = min(contest.ranks, election.reading.max_ranks or contest.ranks)
    for export in contest.exports(election.notes):
        inner = _noting(election, export)
        inner.reading = replace(election.reading, max_ranks=most)
        for number, ranks in contest.records(load(export, inner.notes), inner.notes):
            named = {
                rank: [_known_as(key, contest.names.get(key), number, label, inner) for key in keys]
                for rank, keys in ranks.items()
            }
            _put(pile, {"record": number}, in_order(named), inner)
        election.notes.take(inner.notes)


def _known_as(key: str, name: str | None, number: int, label: str, election: _Election) -> str:
    """Return the candidate of a number, known to the configuration by it or by the name the manifest gives it."""
    written = name if key != label and key not in election.names and name in election.names else key
    return election.option(written or key, {"record": number}, label)


def _read_cdf(pile: Pile, source: Said, path: Path, election: _Election) -> None:
    notes = election.notes
    text = decode(read_bytes(path), notes)
    if text.lstrip().startswith("<"):
        notes.refuse("rctab.xml", line=1)
    report = parse(text, notes)
    if not looks_like_cdf(report):
        notes.refuse("json.unknown", line=1)
    contest = Contest(Said(report, text), str(source.get("contestId") or ""), notes)
    label = str(source.get("undeclaredWriteInLabel") or "")
    ids = {name: key for key, name in contest.names.items()}
    for number, ranks in contest.records():
        named = {
            rank: [_selection(name, ids, number, label, election) for name in names] for rank, names in ranks.items()
        }
        _put(pile, {"record": number}, in_order(named), election)


def _selection(name: str, ids: Mapping[str, str], number: int, label: str, election: _Election) -> str:
    """Return the candidate of a selection, known to the configuration by its name or by its id."""
    if name in (OVERVOTED, WRITE_INS):
        return name
    written = name if name in election.names or ids.get(name) not in election.names else ids[name]
    return election.option(written, {"record": number}, label)


def _put(pile: Pile, place: Place, ranks: list[tuple[str, ...]], election: _Election) -> None:
    if any(WRITE_INS in names for names in ranks):
        pile.name(WRITE_INS)
    levels = levels_of(ranks, election.reading, election.notes, place)
    standing = [tuple(name for name in level if name not in election.excluded) for level in levels]
    pile.rank([level for level, was in zip(standing, levels, strict=True) if level or not was])

"""PrefLib files: strict and weak orders (`.soc .soi .toc .toi`) and categories (`.cat`), in both layouts in use.

What a header declares (options, voters, categories) is held against the lines, so that a file cut or changed in the
middle is refused instead of being counted. A header that lacks one of these numbers is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from labapp.counting.outcome import Reason
from labapp.counting.profile import Approvals, Profile
from labapp.exchange.pile import Pile, Reading
from labapp.exchange.source import Notes, Tick, decode, lines, read_bytes, told, warn_of_cut, whole

KINDS = ("soc", "soi", "toc", "toi", "cat")
_HEADER = re.compile(r"#\s*([A-Za-z]+(?: [A-Za-z]+)*)(?:\s+([0-9]{1,9}))?\s*:(.*)")
_TOKEN = re.compile(r"\s*(?:([{}])|([^,{}]+))\s*(,?)")
_UNIQUE = ("NUMBER UNIQUE ORDERS", "NUMBER UNIQUE PREFERENCES")
_TOTALS = ("NUMBER ALTERNATIVES", "NUMBER VOTERS", "NUMBER CATEGORIES", *_UNIQUE)


@dataclass
class _Head:
    """What the header declares, each with the line that declares it."""

    totals: dict[str, tuple[int, int]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    categories: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    kind: str = ""


def read_preflib(
    path: Path, reading: Reading | None = None, tick: Tick | None = None
) -> tuple[Profile, list[Reason]]:
    """Read one file into a profile whose option ids are the file's own numbers; returns it with the warnings."""
    notes = Notes(path.name, tick)
    text = decode(read_bytes(path), notes)
    numbered = [(number, line.strip()) for number, line in enumerate(lines(text), 1) if line.strip()]
    if not numbered:
        notes.refuse("ballots.empty-file", line=1)
    head = _Head(kind=path.suffix.lstrip(".").lower())
    body = _head(numbered, head, notes) if numbered[0][1].startswith("#") else _old_head(numbered, head, notes)
    if not body:
        notes.refuse("ballots.none", line=numbered[-1][0])
    ended = text.endswith(("\n", "\r"))
    pile = _Papers(head, reading or Reading(), notes, 0 if ended else body[-1][0]).read(body)
    warn_of_cut(text, notes)
    return pile.profile(notes, _meta(head)), notes.all()


def _meta(head: _Head) -> dict[str, str]:
    title = head.texts.get("TITLE", "")
    return {"source": f"preflib.{head.kind}", **({"title": title} if title else {})}


def _head(numbered: list[tuple[int, str]], head: _Head, notes: Notes) -> list[tuple[int, str]]:
    body = []
    for number, line in numbered:
        if not line.startswith("#"):
            body.append((number, line))
        elif found := _HEADER.fullmatch(line):
            if body:
                notes.refuse("preflib.late-header", line=number)
            _declare(head, notes, number, (found[1].upper(), found[2] or "", found[3].strip()))
    last = numbered[-1][0] if not body else body[0][0] - 1
    _check_head(head, notes, last)
    return body


def _declare(head: _Head, notes: Notes, line: int, said: tuple[str, str, str]) -> None:
    key, number, value = said
    if key in _TOTALS:
        total = whole(value)
        if total is None:
            notes.refuse("preflib.bad-number", line=line, value=value, key=key)
        head.totals[key] = (total, line)
    elif key in ("ALTERNATIVE NAME", "CATEGORY NAME"):
        table = head.names if key == "ALTERNATIVE NAME" else head.categories
        number = str(int(number)) if number else ""
        if not number or number in table:
            notes.refuse("preflib.bad-name-number", line=line, value=number, key=key)
        table[number] = value or number
    elif key == "DATA TYPE" and value.lower() in KINDS:
        if value.lower() != head.kind and head.kind in KINDS:
            notes.warn("preflib.other-kind", line=line, kind=value.lower(), ending=head.kind)
        head.kind = value.lower()
    elif not number:
        head.texts[key] = value


def _check_head(head: _Head, notes: Notes, last: int) -> None:
    for key in _TOTALS[: 3 if head.kind == "cat" else 2]:
        if key not in head.totals:
            notes.warn("preflib.key-missing", line=last, key=key)
    for key, table in (("NUMBER ALTERNATIVES", head.names), ("NUMBER CATEGORIES", head.categories)):
        total, line = head.totals.get(key, (len(table), last))
        if total != len(table):
            notes.refuse("preflib.names-missing", line=line, declared=total, found=len(table), key=key)
    if not head.names:
        notes.refuse("preflib.no-names", line=last)
    if head.kind == "cat" and not head.categories:
        notes.refuse("preflib.no-categories", line=last)


def _old_head(numbered: list[tuple[int, str]], head: _Head, notes: Notes) -> list[tuple[int, str]]:
    """Read the layout before 2022: a number, that many `i,name` (from 0 or 1), `voters,sum,unique`, `count,order`."""
    first, text = numbered[0]
    total = whole(text)
    if total is None or head.kind == "cat":
        notes.refuse("preflib.no-header", line=first)
    for number, line in numbered[1 : total + 1]:
        option, _, name = line.partition(",")
        if whole(option.strip()) is None or not name.strip() or option.strip() in head.names:
            notes.refuse("preflib.bad-old-name", line=number, value=line[:80])
        head.names[option.strip()] = name.strip()
    if len(head.names) == total and len(numbered) < total + 2:
        notes.refuse("ballots.none", line=numbered[-1][0])
    if len(head.names) < total:
        notes.refuse("preflib.names-missing", line=first, declared=total, found=len(head.names), key=_TOTALS[0])
    start = 0 if "0" in head.names else 1
    for number, line in numbered[1 : total + 1]:
        if not start <= int(line.partition(",")[0]) < start + total:
            notes.refuse("preflib.unknown-option", line=number, option=line.partition(",")[0])
    at, sums = numbered[total + 1]
    counts = [whole(cell.strip()) for cell in sums.split(",")]
    if len(counts) != 3 or counts[0] is None or counts[2] is None:
        notes.refuse("preflib.bad-old-sums", line=at, value=sums[:80])
    head.totals["NUMBER VOTERS"] = (counts[0], at)
    head.totals["NUMBER UNIQUE ORDERS"] = (counts[2], at)
    return [(number, re.sub(r"^([^,:{]*),", r"\1:", line)) for number, line in numbered[total + 2 :]]


class _Papers:
    """Reads the lines `count: order` of one file; `open_line` is a last line that does not end (0: there is none).

    Some programs leave a comma behind an order and, in a `.cat`, do not write empty categories at its end. Both are
    said, but in a line that does not end the missing categories may have been cut off.
    """

    def __init__(self, head: _Head, reading: Reading, notes: Notes, open_line: int) -> None:
        self._head = head
        self._open_line = open_line
        self._reading = reading
        self._notes = notes
        self._pile = Pile()
        for option, name in head.names.items():
            self._pile.name(option, name)

    def read(self, body: list[tuple[int, str]]) -> Pile:
        """Read every line and compare with what the header declared."""
        voters = 0
        first_at: dict[str, int] = {}
        for line, text in told(body, self._notes):
            count, order = self._split(line, text)
            voters += count
            if order.replace(" ", "") in first_at:
                self._notes.warn("preflib.same-order", line=line, first=first_at[order.replace(" ", "")])
            first_at.setdefault(order.replace(" ", ""), line)
            groups = self._groups(line, order)
            if self._head.kind == "cat" and order.endswith(","):
                groups += self._unwritten(line, len(groups))
            self._paper(line, count, groups)
        declared, line = self._head.totals.get("NUMBER VOTERS", (voters, body[-1][0]))
        if declared != voters:
            self._notes.refuse("preflib.voters-differ", line=line, declared=declared, found=voters)
        self._check_unique(len(first_at), len(body))
        return self._pile

    def _check_unique(self, distinct: int, written: int) -> None:
        for key in _UNIQUE:
            declared, line = self._head.totals.get(key, (distinct, 0))
            if declared not in (distinct, written):
                self._notes.warn("preflib.orders-differ", line=line, declared=declared, found=distinct)

    def _split(self, line: int, text: str) -> tuple[int, str]:
        count, colon, order = text.partition(":")
        number = whole(count.strip())
        if not colon or number is None:
            self._notes.refuse("preflib.no-count", line=line, value=text[:80])
        return number, order.strip()

    def _groups(self, line: int, order: str) -> list[list[str]]:
        """Split `1,{2,3},4` into groups; any other punctuation is refused."""
        groups: list[list[str]] = []
        inside: list[str] | None = None
        position, comma = 0, False
        while position < len(order):
            found = _TOKEN.match(order, position)
            if not found:
                self._notes.refuse("preflib.bad-order", line=line, value=order[:80])
            if found[1] == "}" and comma:
                self._notes.refuse("preflib.bad-order", line=line, value=order[:80])
            brace, name, comma = found[1], found[2], bool(found[3])
            inside = self._token(line, order, (brace, name, comma), groups, inside)
            position = found.end()
        if inside is not None:
            self._notes.refuse("preflib.bad-order", line=line, value=order[:80])
        if comma:
            self._notes.warn("ballots.trailing-comma", line=line)
        return groups

    def _unwritten(self, line: int, written: int) -> list[list[str]]:
        missing = len(self._head.categories) - written
        if missing <= 0 or line == self._open_line:
            return []
        self._notes.warn("preflib.categories-unwritten", line=line, n=missing)
        return [[] for _ in range(missing)]

    def _token(
        self, line: int, order: str, token: tuple[str, str, bool], groups: list[list[str]], inside: list[str] | None
    ) -> list[str] | None:
        brace, name, comma = token
        if brace == "{" and inside is None and not comma:
            groups.append([])
            return groups[-1]
        if brace == "}" and inside is not None:
            return None
        if brace:
            self._notes.refuse("preflib.bad-order", line=line, value=order[:80])
        option = name.strip()
        if option not in self._head.names:
            self._notes.refuse("preflib.unknown-option", line=line, option=option[:40])
        if inside is None:
            groups.append([option])
        else:
            inside.append(option)
        return inside

    def _paper(self, line: int, count: int, groups: list[list[str]]) -> None:
        doubled = self._doubled(groups)
        if self._head.kind == "cat":
            self._categories(line, count, groups, doubled)
            return
        if doubled:
            self._notes.warn("ballots.repeated", line=line, option=doubled)
        if not any(groups):
            self._notes.warn("ballots.blank-line", line=line)
        self._check_order(line, groups)
        seen: set[str] = set()
        levels = []
        for group in groups:
            level = tuple(dict.fromkeys(option for option in group if option not in seen))
            seen.update(level)
            if level:
                levels.append(level)
        self._pile.rank(levels, count)

    @staticmethod
    def _doubled(groups: list[list[str]]) -> str:
        seen: set[str] = set()
        for option in (option for group in groups for option in group):
            if option in seen:
                return option
            seen.add(option)
        return ""

    def _check_order(self, line: int, groups: list[list[str]]) -> None:
        ranked = {option for group in groups for option in group}
        if self._head.kind in ("soc", "toc") and len(ranked) < len(self._head.names):
            missing = next(option for option in self._head.names if option not in ranked)
            self._notes.refuse("preflib.not-complete", line=line, option=missing, kind=self._head.kind)
        if self._head.kind in ("soc", "soi") and any(len(group) > 1 for group in groups):
            self._notes.refuse("preflib.not-strict", line=line, kind=self._head.kind)

    def _categories(self, line: int, count: int, groups: list[list[str]], doubled: str) -> None:
        if doubled:
            self._notes.refuse("preflib.two-categories", line=line, option=doubled)
        wanted = len(self._head.categories)
        if len(groups) != wanted:
            self._notes.refuse("preflib.category-count", line=line, declared=wanted, found=len(groups))
        approve = self._reading.approve
        if approve is None:
            self._pile.rank([group for group in groups if group], count)
            return
        if not 1 <= approve <= wanted:
            self._notes.refuse("preflib.approve-range", line=line, value=approve, declared=wanted)
        self._pile.add(Approvals(tuple(option for group in groups[:approve] for option in group)), count)

"""People from a list: columns matched by their names, rows refused by reason, duplicates offered for merging.

Nothing is written by a preview; `apply` writes everything in one change, so that one step takes it back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from labapp.changes import Change, Reader
from labapp.counting.outcome import Reason
from labapp.exchange.people_columns import headings, matched
from labapp.exchange.source import Row, Tick
from labapp.exchange.table import Sheet, read_sheet
from labapp.model import ideas, people
from labapp.model.people import Participant
from labapp.wording.folding import fold

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LONGEST = 300


@dataclass(frozen=True)
class NewPerson:
    """One row to bring in; `values` are columns of participants, `entity` and `sector` names as written."""

    line: int
    values: Mapping[str, str]
    entity: str = ""
    sector: str = ""
    twin: str | None = None  # id of a person already here who seems to be the same


@dataclass(frozen=True)
class PeoplePreview:
    """What an import would do: rows taken (some with a twin), rows refused, names of new entities, warnings."""

    taken: tuple[NewPerson, ...]
    refused: tuple[Reason, ...]
    entities: tuple[str, ...] = ()
    warnings: tuple[Reason, ...] = ()

    @property
    def twins(self) -> tuple[NewPerson, ...]:
        """Return the rows of people who seem to be here already."""
        return tuple(row for row in self.taken if row.twin)


@dataclass
class _Known:
    people: dict[str, Participant] = field(default_factory=dict)
    entities: dict[str, str] = field(default_factory=dict)
    by_email: dict[str, list[str]] = field(default_factory=dict)
    by_name: dict[str, list[str]] = field(default_factory=dict)
    by_code: dict[str, list[str]] = field(default_factory=dict)


def read(path: Path, *, encoding: str = "", separator: str = "", tick: Tick | None = None) -> Sheet:
    """Read a CSV or XLSX of people; titles above the row that names the columns are passed over."""
    return read_sheet(path, encoding=encoding, separator=separator, headings=headings, tick=tick)


def guess(sheet: Sheet) -> dict[str, int]:
    """Return which field each known column seems to be; fields without a column are left out."""
    found = matched(sheet.header)
    if "code" in found and not _codes_fit(sheet, found["code"]):
        del found["code"]  # "Nr" is often the row's number in another list, with repeats
    if "name" in found and "last_name" not in found:
        found.pop("first_name", None)
    elif "first_name" in found and "last_name" not in found:
        found["name"] = found.pop("first_name")  # a list that calls the whole name "Imię"
    return found


def preview(read: Reader, sheet: Sheet, columns: Mapping[str, int]) -> PeoplePreview:
    """Say what would be brought in with these columns; nothing is written."""
    if "name" not in columns and "last_name" not in columns:
        refused = Reason("import.no-name-column", {"known": ", ".join(sheet.header)})
        return PeoplePreview((), (refused,))
    known = _known(read)
    sectors = _sectors(read)
    seen: dict[str, int] = {}
    taken: list[NewPerson] = []
    refused_rows: list[Reason] = []
    warnings = list(sheet.warnings)
    for row in sheet.rows:
        made = _row(row, sheet, columns)
        if isinstance(made, Reason):
            refused_rows.append(made)
            continue
        key = f"{fold(made.values['name'])}|{fold(made.entity)}|{fold(made.values.get('email', ''))}"
        if key in seen:
            refused_rows.append(Reason("import.twice", {"line": row.line, "first": seen[key]}))
            continue
        seen[key] = row.line
        if made.sector and _sector(made.sector, sectors) is None:
            warnings.append(Reason("import.unknown-sector", {"line": row.line, "sector": made.sector}))
        taken.append(NewPerson(made.line, made.values, made.entity, made.sector, _twin(made, known)))
    here = {fold(entity.name) for entity in people.entities(read)}
    fresh: dict[str, str] = {}
    for person in taken:
        if person.entity and fold(person.entity) not in here:
            fresh.setdefault(fold(person.entity), person.entity)
    return PeoplePreview(tuple(taken), tuple(refused_rows), tuple(fresh.values()), tuple(warnings))


def parted(rows: Sequence[NewPerson], lines: frozenset[int]) -> tuple[NewPerson, ...]:
    """Return the rows with those of some lines taken for people of their own, whoever they look like."""
    return tuple(replace(row, twin=None) if row.line in lines else row for row in rows)


def apply(
    tx: Change, rows: tuple[NewPerson, ...], *, merge_twins: bool = True, tick: Tick | None = None
) -> tuple[int, int]:
    """Write the rows; return (added, updated). A twin is completed where its fields are empty, never overwritten."""
    entities = {fold(entity.name): (entity.id, entity.sector) for entity in people.entities(tx)}
    sectors = _sectors(tx)
    codes = _Codes(tx, {row.values.get("code", "") for row in rows if not (row.twin and merge_twins)})
    added = updated = 0
    for number, row in enumerate(rows):
        if tick is not None:
            tick(number, len(rows))
        sector = _sector(row.sector, sectors)
        entity, default = _entity(tx, row.entity, sector, entities)
        values = {**row.values, "entity": entity, "sector": sector or default}
        if row.twin and merge_twins:
            _complete(tx, people.participant(tx, row.twin), values)
            updated += 1
        else:
            values["code"] = codes.take(row.values.get("code", ""))
            people.add_participant(tx, **values)
            added += 1
    return added, updated


class _Codes:
    """Codes of badges: the wanted one where it is free, else the lowest free number that no row of the list has."""

    def __init__(self, read: Reader, given: set[str]) -> None:
        self._used = {row["code"] for row in read.rows("SELECT code FROM participants")}
        self._given = given
        self._next = 101

    def take(self, wanted: str) -> str:
        """Return a code nobody carries and keep it."""
        code = wanted
        while not code or code in self._used or (code != wanted and code in self._given):
            code = str(self._next)
            self._next += 1
        self._used.add(code)
        return code


def _row(row: Row, sheet: Sheet, columns: Mapping[str, int]) -> NewPerson | Reason:
    fault = sheet.fault(row, columns.values())
    if fault is not None:
        return fault
    cells = {name: " ".join(ideas.clean(row.cell(index)).split()) for name, index in columns.items()}
    for name, cell in cells.items():
        if len(cell) > _LONGEST:
            where = sheet.header[columns[name]]
            return Reason("import.too-long", {"line": row.line, "column": where, "n": len(cell), "most": _LONGEST})
    name = cells.pop("name", "") or f"{cells.get('first_name', '')} {cells.get('last_name', '')}".strip()
    cells.pop("first_name", None)
    cells.pop("last_name", None)
    if not name:
        column = sheet.header[columns.get("name", columns.get("last_name", 0))]
        return Reason("import.no-name", {"line": row.line, "column": column})
    email = cells.get("email", "")
    if email and not _EMAIL.fullmatch(email):
        return Reason("import.bad-email", {"line": row.line, "column": sheet.header[columns["email"]], "value": email})
    role = fold(cells.get("role", ""))
    if "role" in cells:
        cells["role"] = role if role in people.ROLES else _ROLES.get(role, "participant")
    entity, sector = cells.pop("entity", ""), cells.pop("sector", "")
    return NewPerson(row.line, {"name": name, **{k: v for k, v in cells.items() if v}}, entity, sector)


_ROLES = {
    "moderator": "moderator", "prowadzacy": "moderator", "wspolmoderator": "co-moderator", "protokolant": "recorder",
    "gospodarz": "host", "gospodarz stolika": "host", "ekspert": "expert", "obserwator": "observer",
    "uczestnik": "participant", "uczestniczka": "participant",
}  # fmt: skip


_SECTOR_WORDS = {
    "samorzad": "S", "jst": "S", "gmina": "S", "urzad": "S", "administracja": "S", "local government": "S",
    "council": "S", "ngo": "O", "organizacja": "O", "organizacje": "O", "organizacja pozarzadowa": "O",
    "organizacje pozarzadowe": "O", "trzeci sektor": "O", "civic organisations": "O", "organisation": "O",
    "organisations": "O", "ngos": "O", "non-governmental organisation": "O", "non-governmental organisations": "O",
    "third sector": "O", "local authority": "S", "local authorities": "S", "municipality": "S", "town hall": "S",
    "mieszkaniec": "M", "mieszkanka": "M", "mieszkancy": "M", "residents": "M", "resident": "M",
    "ekspert": "E", "ekspertka": "E", "eksperci": "E", "expert": "E", "experts": "E",
    "inny": "I", "inni": "I", "inne": "I", "other": "I", "others": "I",
}  # fmt: skip


def _codes_fit(sheet: Sheet, column: int) -> bool:
    codes = [row.cell(column) for row in sheet.rows if row.cell(column)]
    return len(codes) == len(set(codes)) and all(len(code) <= 12 for code in codes)


def _known(read: Reader) -> _Known:
    known = _Known(entities={entity.id: fold(entity.name) for entity in people.entities(read)})
    for person in people.participants(read):
        known.people[person.id] = person
        for table, key in (
            (known.by_email, fold(person.email)), (known.by_name, _name_key(person.name)),
            (known.by_code, fold(person.code)),
        ):  # fmt: skip
            if key:
                table.setdefault(key, []).append(person.id)
    return known


def _twin(row: NewPerson, known: _Known) -> str | None:
    """Return who seems to be the same: same e-mail and a name in common, or same name, or same badge of nobody yet.

    An office's e-mail is shared by people of different names; two of one name may come from different places.
    """
    name, email = _name_key(row.values["name"]), fold(row.values.get("email", ""))
    candidates: list[str] = [
        *known.by_email.get(email, ()), *known.by_name.get(name, ()),
        *known.by_code.get(fold(row.values.get("code", "")), ()),
    ]  # fmt: skip
    for candidate in candidates:
        person = known.people[candidate]
        here = _name_key(person.name)
        same_email = bool(email) and fold(person.email) == email
        pairs = ((fold(person.email), email), (known.entities.get(person.entity or "", ""), fold(row.entity)))
        contradicted = any(one and other and one != other for one, other in pairs)
        if same_email and (not here or set(here.split()) & set(name.split())):
            return candidate
        if here in ("", name) and not contradicted:
            return candidate
    return None


def _sectors(read: Reader) -> dict[str, str]:
    """Return sector ids by everything a list may call them: name, letter, or a common word for one of our five."""
    listed = people.sectors(read)
    found: dict[str, str] = {}
    for sector in reversed(listed):
        found |= {word: sector.id for word, look in _SECTOR_WORDS.items() if look == sector.look}
    for sector in reversed(listed):
        found[fold(sector.letter)] = sector.id
    return found | {fold(sector.name): sector.id for sector in listed}


def _sector(said: str, known: Mapping[str, str]) -> str | None:
    return known.get(fold(said)) if said.strip() else None


def _name_key(name: str) -> str:
    # "Kowalska Anna" and "Anna Kowalska" are offered as the same person; the moderator decides.
    return " ".join(sorted(fold(name).split()))


def _entity(
    tx: Change, name: str, sector: str | None, known: dict[str, tuple[str, str | None]]
) -> tuple[str | None, str | None]:
    if not name:
        return None, None
    key = fold(name)
    if key not in known:
        known[key] = (people.add_entity(tx, name, sector=sector), sector)
    return known[key]


def _complete(tx: Change, twin: Participant, values: Mapping[str, str | None]) -> None:
    empty = {
        name: value for name, value in values.items()
        if value and name not in ("code", "role") and not getattr(twin, name, None)
    }  # fmt: skip
    if empty:
        people.edit_participant(tx, twin.id, **empty)

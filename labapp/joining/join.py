"""Writes the joined state into an open laboratory: one named change, and a backup of how it was before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from labapp.changes import Change, Reader
from labapp.document import Document
from labapp.joining.compare import APART, BEHIND, Comparison, Plan
from labapp.joining.differences import titled
from labapp.joining.merge import THEIRS, Choices
from labapp.joining.same import Twin
from labapp.joining.shape import Shape
from labapp.joining.side import CLEARED, ERASED, JOIN, MET, SAME, Key, Row, Rows, Side, load
from labapp.model.former import Values, keep, known_before
from labapp.model.mentions import OF_OTHERS, Mentions, Person
from labapp.opened import traces


@dataclass(frozen=True)
class Joined:
    """What was done: rows written, numbers (badges) changed as (table, title, old, new), whether undo takes it back.

    `erased`: the removal of somebody, or of contacts and needs, came with it: no copy of the states before may be kept.
    """

    rows: int
    numbers: tuple[tuple[str, str, str, str], ...]
    undoable: bool
    erased: bool = False


def join(
    document: Document, theirs: Side, choices: Choices | None = None, same: Collection[Twin] = ()
) -> Joined:  # fmt: skip
    """Join another state into an open laboratory; UserError says what stands in the way, then nothing is changed.

    `same` are those of the comparison's `twins` that somebody has called one.
    Undo takes it back as a whole, unless units (rounds of voting) or the removal of personal data came with it: then
    the backup made just before ("join") is the way back; after a removal there is none.
    """
    lab = document.lab
    comparison = Comparison(load(lab), theirs, same)
    obstacle = comparison.obstacle
    if obstacle is not None:
        raise obstacle
    plan = comparison.plan(choices)
    if comparison.relation not in (APART, BEHIND):
        return Joined(0, (), undoable=True, erased=bool(plan.erased))
    gone_for_good = _forget_names(comparison, plan)
    document.backup("join")
    barrier = bool(plan.erased) or comparison.cleared or THEIRS in plan.units.values() or _silently(comparison, plan)
    with lab.change(JOIN, undoable=not barrier, barrier=barrier) as tx:
        lab.store.execute("PRAGMA defer_foreign_keys = ON")
        written = _write(tx, comparison, plan)
        tx.note(n=comparison.brought, mark=mark(theirs.digest), **{MET: [theirs.last, theirs.print_at(theirs.last)]})
        told = set(comparison.here.same())
        now_one = [[t, out[0], kept[0]] for (t, out), kept in comparison.same.items() if ((t, out), kept) not in told]
        if now_one:  # the next join must know it, or they would stand twice again
            tx.note(**{SAME: sorted(now_one)})
        gone = sorted(key[0] for key in {*plan.erased, *theirs.erased_ids() - comparison.mine.erased_ids()})
        if comparison.cleared:
            tx.note(**{CLEARED: 1})
        if gone:  # the next join must know it, or those people would come back with another state
            tx.note(**{ERASED: gone})
        if plan.erased or comparison.cleared:
            keep(tx, _told_before(comparison), contacts=not comparison.cleared, gone=gone_for_good)
            traces.mark(tx)
            tx.forget_history("" if plan.erased else "participants")
    if plan.erased or comparison.cleared:
        traces.remove(document)
    elif barrier:
        lab.scrub()
    return Joined(written, tuple(_renumbered(comparison, plan)), undoable=not barrier,
                  erased=bool(plan.erased) or comparison.cleared)  # fmt: skip


def joined_before(read: Reader) -> frozenset[str]:
    """Return the marks (the beginnings of fingerprints) of files whose states were joined into this laboratory."""
    sql = "SELECT json_extract(params, '$.mark') FROM changes WHERE code = ? AND undone_by IS NULL"
    return frozenset(str(row[0]) for row in read.rows(sql, JOIN) if row[0])


def mark(digest: str) -> str:
    """Return by what a joined file is known again."""
    return digest[:16]


def _write(tx: Change, comparison: Comparison, plan: Plan) -> int:
    changed, added = 0, []
    for digest, row in comparison.theirs.bytes.items():
        if digest not in comparison.mine.files:
            tx.insert("files", **row)
    begun = _stays(tx, comparison, plan)
    # Who points goes before what is pointed to: a row that goes must take nothing along that is to stay.
    for table in _pointing_first(comparison.shapes):
        rows, mine = plan.rows.get(table), comparison.here.rows.get(table)
        if rows is None or mine is None:
            continue  # history; or a table of a kind that only the other program knows
        mine = {**mine, **begun.get(table, {})}
        gone = sorted(mine.keys() - rows.keys(), key=str)
        for key in gone:
            tx.delete(table, list(key))
        differing = {key: _differing(mine[key], row) for key, row in rows.items() if mine.get(key, row) != row}
        for number, (key, values) in enumerate(list(differing.items()), 1):
            parked = _parked(comparison.shapes[table], key, number, values)
            if parked:
                tx.park(table, list(key), **parked)
                differing[key] = {**{name: rows[key][name] for name in parked}, **values}
        for key, values in differing.items():
            tx.update(table, list(key), **values)
        added += [(table, row) for key, row in rows.items() if key not in mine]
        changed += len(gone) + len(differing)
    for table, row in added:
        tx.insert(table, **row)
    return changed + len(added)


def _stays(tx: Change, comparison: Comparison, plan: Plan) -> Rows:
    """Write first who stays for somebody here who goes: undo takes it away last, when nothing points to it any more."""
    begun: Rows = {}
    for number, ((table, _gone), key) in enumerate(comparison.same.items(), 1):
        row = plan.rows[table].get(key)
        if row is not None and key not in {**comparison.here.rows[table], **begun.get(table, {})}:
            parked = {**row, **_parked(comparison.shapes[table], key, number, row)}
            tx.insert(table, **parked)
            begun.setdefault(table, {})[key] = parked
    return begun


def _parked(shape: Shape, key: Key, number: int, values: Row) -> Row:
    # Two may have exchanged badges, groups or seats: each first leaves what the other gets, for a free value.
    parked: Row = {}
    for columns in shape.unique:
        if values.keys().isdisjoint(columns):
            continue
        empty = [name for name in columns if shape.types[name][1]]
        name = (empty or columns)[-1]
        type_, nullable = shape.types[name]
        parked[name] = None if nullable else f"~{key[0]}" if type_ == "TEXT" else -number
    return parked


def _renumbered(comparison: Comparison, plan: Plan) -> Iterator[tuple[str, str, str, str]]:
    for (table, key), (old, new) in plan.tidied.numbers.items():
        numbered = comparison.shapes[table].joins.next_free
        row = {**plan.rows[table][key], **({numbered[0]: ""} if numbered else {})}  # the number is told apart
        yield table, titled(table, row, plan.rows, comparison.shapes), old, new


def _silently(comparison: Comparison, plan: Plan) -> bool:
    """Whether rows are written that no journal tells of: no undo could take them back."""
    return any(
        plan.rows.get(table, rows) != rows for table, rows in comparison.here.rows.items()
        if not comparison.shapes[table].journalled
    )  # fmt: skip


def _differing(before: Row, after: Row) -> Row:
    return {name: value for name, value in after.items() if before.get(name) != value}


def _pointing_first(shapes: Mapping[str, Shape]) -> list[str]:
    ordered: dict[str, None] = {}

    def visit(table: str) -> None:
        for name, shape in shapes.items():
            if name != table and name not in ordered and any(pointer.table == table for pointer in shape.pointers):
                visit(name)
        ordered.setdefault(table)

    for table in shapes:
        visit(table)
    return list(ordered)


def _forget_names(comparison: Comparison, plan: Plan) -> Mentions | None:
    # Somebody removed for good on one side is removed from what the other side wrote as well.
    if not plan.erased:
        return None
    known = [state.get("participants", {}) for state in comparison.states]
    gone = [people[key] for key in plan.erased for people in known if key in people]
    looked = [Person(str(row["name"]), "[…]", (str(row["email"]), str(row["phone"]))) for row in gone]
    left = plan.rows.get("participants", {})
    others = [Person(str(row["name"]), "", stays=True) for row in left.values()]
    mentions = Mentions([*looked, *_before(comparison, plan), *others], strangers=False)
    for table, rows in plan.rows.items():
        shape = comparison.shapes[table]
        texts = set(shape.texts) - {*OF_OTHERS.get(table, ())}
        for key, row in rows.items():
            told = {name: row[name] for name in texts if isinstance(row.get(name), str)}
            found = {
                name: mentions.replace_in_json(text) if name in shape.json else mentions.replace(text)
                for name, text in told.items()
            }
            if found != told:
                rows[key] = {**row, **found}
    return mentions


def _before(comparison: Comparison, plan: Plan) -> Iterator[Person]:
    # Only the side that has not removed them still tells what the list said of them earlier.
    told = [(who, values) for who, values in _told_before(comparison) if (who,) in plan.erased]
    now = {str(key[0]): row for key, row in plan.rows.get("participants", {}).items()}
    return known_before(now, told, lambda _key: "[…]")


def _told_before(comparison: Comparison) -> Iterator[tuple[str, Values]]:
    for side in (comparison.here, comparison.there):
        yield from side.kept
        for row in (row for rows in side.journal.values() for row in rows if row.table == "participants"):
            yield from ((str(row.key[0]), values) for values in (row.old, row.new) if values)

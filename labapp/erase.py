"""Removing a person for good: rows, mentions in texts, the journal's values, backups, and what lingers in the files."""

from __future__ import annotations

from dataclasses import dataclass

from labapp.changes import Change
from labapp.document import Document
from labapp.model import people
from labapp.model.former import former, keep
from labapp.model.mentions import OF_OTHERS, Mentions, Person
from labapp.opened import traces
from labapp.store.catalogue import Catalogue, Privacy
from labapp.store.connection import Store, named


@dataclass(frozen=True)
class Erased:
    """What was done: mentions replaced in texts, journal rows and earlier states removed."""

    mentions: int
    journal: int
    backups: int


def erase_person(document: Document, participant: str) -> Erased:
    """Erase one person; what was said and voted stays, by nobody in particular.

    A barrier: no undo reaches behind it, because undo would need what was erased. The places where the laboratory is
    kept are written anew at once; copies somebody made elsewhere are out of reach, and the dialog says so.
    """
    lab = document.lab
    person = people.participant(lab.read, participant)
    others = [Person(item.name, "", stays=True) for item in people.participants(lab.read, retired=True)
              if item.id != participant]  # fmt: skip
    # What the list said of them before, as long as the journal still tells.
    before = former(lab.read.rows, lambda key: "[…]" if key == participant else "")
    looked = [Person(person.name, "[…]", (person.email, person.phone)), *before]
    mentions = Mentions([*looked, *others], strangers=False)
    with lab.change("person.erase", undoable=False, barrier=True) as tx:
        _release(lab.store, participant)
        tx.delete("participants", participant)
        tx.note(erased=[participant])  # the id alone: so that no other state brings them back
        keep(tx, gone=mentions)  # of the others: the next one to be removed was called something before, too
        _forget(tx, lab.catalogue, mentions)
        traces.mark(tx)
        # Every row change ever seen may hold the name; behind a barrier nobody needs them.
        rows = tx.forget_history()
    return Erased(mentions.count, rows, traces.remove(document))


def _release(store: Store, participant: str) -> None:
    # References that the schema does not empty by itself.
    for row in store.query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"):
        table = str(row["name"])
        for key in store.query(f"PRAGMA foreign_key_list({named(table)})"):
            if key["table"] == "participants" and key["on_delete"] not in ("CASCADE", "SET NULL"):
                column = named(key["from"])
                store.execute(f"UPDATE {named(table)} SET {column} = NULL WHERE {column} = ?", [participant])


def _forget(tx: Change, catalogue: Catalogue, mentions: Mentions) -> None:
    for table in catalogue.tables.values():
        if table.name in ("changes", "journal", "migrations"):
            continue
        for column in table.columns:
            if column.type != "TEXT" or column.privacy is Privacy.REFERENCE or column.name in (*table.pk, "code"):
                continue
            if column.name in OF_OTHERS.get(table.name, ()):
                continue
            keys = ", ".join(f'"{key}"' for key in table.pk)
            replaced = mentions.replace_in_json if column.holds.json else mentions.replace
            for row in tx.rows(f'SELECT {keys}, "{column.name}" FROM "{table.name}" WHERE "{column.name}" IS NOT NULL'):
                text = row[column.name]
                changed = replaced(text)
                if changed != text:
                    tx.update(table.name, list(tuple(row)[:-1]), **{column.name: changed})

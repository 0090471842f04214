"""Said in between: parking, questions, declarations, notes and the group's contract."""

from __future__ import annotations

from dataclasses import dataclass

from labapp.changes import Change, Reader
from labapp.model import said

KINDS = ("parking", "question", "declaration", "note")


@dataclass(frozen=True)
class Note:
    """One thing said in between, in the speaker's words."""

    id: str
    kind: str
    text: str
    participant: str | None
    who: str
    activity: str | None
    created: str
    state: str
    answer: str

    @property
    def open(self) -> bool:
        """Whether something is still to become of it; a note for the report only stands there."""
        return self.state == "open" and self.kind != "note"


def notes(read: Reader, kind: str | None = None) -> list[Note]:
    """Return the notes of a kind, or all, in the order they were said."""
    where, params = ("AND kind = ?", [kind]) if kind else ("", [])
    rows = read.rows(f"SELECT * FROM notes WHERE retired = 0 {where} ORDER BY {said.order(read, 'notes')}", *params)
    return [
        Note(r["id"], r["kind"], r["text"], r["participant"], r["who"], r["activity"], r["created"], r["state"],
             r["answer"])
        for r in rows
    ]


def add(
    tx: Change, kind: str, text: str, *, participant: str | None = None, who: str = "", activity: str | None = None
) -> str:
    """Write down something said and return its id; ValueError for an unknown kind."""
    if kind not in KINDS:
        raise ValueError(kind)
    return tx.insert(
        "notes", kind=kind, text=text, participant=participant, who=who, activity=activity, created=tx.now
    )


def settle(tx: Change, note: str, state: str, answer: str = "") -> None:
    """Say what became of it: open, assigned, done or dropped."""
    tx.update("notes", note, state=state, answer=answer)


def reopen(tx: Change, note: str) -> None:
    """Let a note that was assigned be open again: what was made of it is gone, and nothing else became of it."""
    if tx.value("SELECT state FROM notes WHERE id = ?", note, default="") == "assigned":
        tx.update("notes", note, state="open")


def edit(tx: Change, note: str, text: str) -> None:
    """Change the words; ValueError when none are left."""
    if not text.strip():
        raise ValueError("a note needs words")
    tx.update("notes", note, text=text.strip())


def retire(tx: Change, note: str) -> None:
    """Set a note aside; undo brings it back."""
    tx.update("notes", note, retired=1)

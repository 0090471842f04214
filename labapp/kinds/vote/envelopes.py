"""What lies in the box: in clear with its voter in an open vote, sealed and nameless in any other.

A sealed ballot that came on paper says so inside its seal only, for the second reading; nothing of that is left when
the vote has ended.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from labapp.changes import Change
from labapp.errors import UserError
from labapp.kinds.vote import keys, options
from labapp.kinds.vote.forms.base import Body
from labapp.kinds.vote.rounds import Round
from labapp.kinds.vote.terms import BY_SECTOR
from labapp.lab import Lab

_BLOCK_FOR_CELL = 256  # a cell may name several sectors of twelve letters each


def put(tx: Change, now: Round, voter: str, cell: str, text: str, count: int) -> None:
    """Put in somebody's ballot."""
    if not now.terms.sealed:
        tx.insert("vote_ballots", vote=now.id, body=text, voter=voter, cell=cell)
        return
    shown = cell if now.terms.secrecy == BY_SECTOR else ""
    _seal(tx, now, {"b": json.loads(text), "c": shown}, count)


def put_paper(tx: Change, now: Round, text: str, count: int) -> str:
    """Put in a ballot that came on paper and return its mark."""
    if not now.terms.sealed:
        return tx.insert("vote_ballots", vote=now.id, body=text)
    return _seal(tx, now, {"b": json.loads(text), "c": "", "p": 1}, count)


def put_second(tx: Change, now: Round, text: str, count: int) -> str:
    """Keep a ballot of the second reading, sealed where the first is, and return its mark."""
    if not now.terms.sealed:
        return tx.insert("vote_second", vote=now.id, body=text)
    return tx.insert("vote_second", vote=now.id, box=_sealed(tx, now, {"b": json.loads(text), "c": ""}, count))


def second(lab: Lab, now: Round) -> list[Body]:
    """Return the ballots of the second reading so far."""
    rows = lab.read.rows("SELECT body, box FROM vote_second WHERE vote = ?", now.id)
    if not now.terms.sealed:
        return _bodies(lab, now, [row["body"] for row in rows])
    return [json.loads(text)["b"] for text in keys.unseal(lab.read, now.id, [row["box"] for row in rows])]


def drop(tx: Change, vote: str, mark: str) -> None:
    """Take a ballot from paper out by its mark; UserError when it is not there."""
    if tx.row("SELECT 1 FROM vote_ballots WHERE id = ? AND vote = ? AND voter IS NULL", mark, vote):
        tx.delete("vote_ballots", mark)
        return
    try:
        tx.delete("vote_boxes", [vote, bytes.fromhex(mark)])
    except (KeyError, ValueError) as problem:
        raise UserError("vote.not-voted") from problem


def opened(lab: Lab, now: Round) -> list[dict[str, Any]]:
    """Return what all sealed envelopes hold, for the closing alone."""
    sealed = [row["box"] for row in lab.read.rows("SELECT box FROM vote_boxes WHERE vote = ?", now.id)]
    return [json.loads(text) for text in sorted(keys.unseal(lab.read, now.id, sealed))]


def papers(lab: Lab, now: Round) -> list[Body]:
    """Return the ballots read from paper so far; what the booth put in is passed over."""
    return [body for _mark, body in _papers(lab, now)]


def find_paper(lab: Lab, now: Round, text: str) -> str:
    """Return the mark of one ballot from paper that reads so."""
    found = next((mark for mark, body in _papers(lab, now) if now.terms.form.encode(body) == text), None)
    if found is None:
        raise UserError("vote.not-voted")
    return found


def refuse_copy(lab: Lab, now: Round) -> None:
    """Refuse a sealed vote that belongs to another file."""
    if now.terms.sealed:
        keys.refuse_copy(lab, now.id)


def may_look(lab: Lab, now: Round) -> bool:
    """Whether this file can open what lies in the box, for a second reading."""
    return not now.terms.sealed or keys.usable(lab, now.id)


def _papers(lab: Lab, now: Round) -> list[tuple[str, Body]]:
    if not now.terms.sealed:
        rows = lab.read.rows("SELECT id, body FROM vote_ballots WHERE vote = ? AND voter IS NULL", now.id)
        bodies = _bodies(lab, now, [row["body"] for row in rows])
        return list(zip((str(row["id"]) for row in rows), bodies, strict=True))
    boxes = [row["box"] for row in lab.read.rows("SELECT box FROM vote_boxes WHERE vote = ?", now.id)]
    texts = [json.loads(text) for text in keys.unseal(lab.read, now.id, boxes)]
    return [(bytes(box).hex(), item["b"]) for box, item in zip(boxes, texts, strict=True) if item.get("p")]


def _bodies(lab: Lab, now: Round, texts: Sequence[str]) -> list[Body]:
    numbers = [choice.number for choice in options.of_vote(lab.read, now.id)]
    return [now.terms.form.decode(text, now.terms.limits, numbers) for text in texts]


def _seal(tx: Change, now: Round, content: dict[str, Any], count: int) -> str:
    box = _sealed(tx, now, content, count)
    tx.insert("vote_boxes", vote=now.id, box=box)
    return box.hex()


def _sealed(tx: Change, now: Round, content: dict[str, Any], count: int) -> bytes:
    envelope = json.dumps(content, ensure_ascii=False, sort_keys=True)
    length = keys.padded_length(count, now.terms.form.block(now.terms.limits)) + _BLOCK_FOR_CELL
    return keys.seal(tx, now.id, envelope, length)

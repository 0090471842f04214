"""Pictures and logos kept in the laboratory by the hash of their bytes; immutable, so never journalled."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from labapp.changes import Change, Reader
from labapp.model import order

LIMIT = 30 * 1024 * 1024


@dataclass(frozen=True)
class Link:
    """A file where it is used; `alt` says in words what it shows."""

    id: str
    file: str
    name: str
    media: str
    activity: str | None
    purpose: str
    alt: str


def add(tx: Change, name: str, media: str, data: bytes) -> str:
    """Keep bytes and return their hash; the same bytes are kept once. ValueError above the limit."""
    if len(data) > LIMIT:
        raise ValueError("file too large")
    digest = hashlib.sha256(data).hexdigest()
    if tx.row("SELECT 1 FROM files WHERE hash = ?", digest) is None:
        tx.insert("files", hash=digest, name=name, media=media, bytes=data)
    return digest


def content(read: Reader, digest: str) -> bytes:
    """Return the bytes of a file; KeyError when there is none."""
    row = read.row("SELECT bytes FROM files WHERE hash = ?", digest)
    if row is None:
        raise KeyError(digest)
    return bytes(row["bytes"])


def link(tx: Change, digest: str, purpose: str, *, activity: str | None = None, alt: str = "") -> str:
    """Use a file somewhere and return the link's id."""
    top = tx.value("SELECT max(position) FROM file_links WHERE purpose = ? AND activity IS ?", purpose, activity)
    return tx.insert(
        "file_links", file=digest, activity=activity, purpose=purpose, alt=alt, position=order.between(top, None)
    )


def unlink(tx: Change, link_id: str) -> None:
    """Use a file there no longer; its bytes stay, so that undo can bring it back."""
    tx.delete("file_links", link_id)


def links(read: Reader, purpose: str, activity: str | None = None) -> list[Link]:
    """Return the files used for a purpose, in order."""
    rows = read.rows(
        "SELECT l.*, f.name, f.media FROM file_links l JOIN files f ON f.hash = l.file"
        " WHERE l.purpose = ? AND l.activity IS ? ORDER BY l.position", purpose, activity,
    )  # fmt: skip
    return [Link(r["id"], r["file"], r["name"], r["media"], r["activity"], r["purpose"], r["alt"]) for r in rows]

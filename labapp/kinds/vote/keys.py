"""Sealing: each ballot of a secret vote is encrypted to a key whose other half lies outside the document.

The key is a file of this computer's data folder, readable by the user alone, and is destroyed when the vote closes.
Libsodium's sealed boxes: who holds the document, any copy of it, or the public half, reads nothing. The key belongs to
the file in which the vote was opened: while that file lies where it lay, a copy of it can neither cast, close nor
destroy.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from labapp import paths
from labapp.changes import Reader
from labapp.errors import UserError, WorldError
from labapp.lab import Lab
from labapp.model import facts

_LENGTH = 4
_BLOCK = 256
_PER_OPTION = 64
_SECRET = 32
_PLAIN = re.compile(r"[A-Za-z0-9-]{1,64}")
_FRESH = ".new"  # a key on its way to another holder


def folder() -> Path:
    """Return (and make) the folder of keys."""
    made = paths.data_folder() / "keys"
    made.mkdir(mode=0o700, exist_ok=True)
    return made


def file_of(read: Reader, vote: str) -> Path:
    """Return where the key of a vote lies: named by laboratory, vote and a tag of its own."""
    tag = read.value("SELECT key_tag FROM vote_votes WHERE id = ?", vote, default="")
    return _named(read, vote, str(tag))


def create(lab: Lab, vote: str, tag: str) -> None:
    """Make a key and keep it on disk, with the file it belongs to.

    Not even its public half goes into the document: it is random, and the closed file shall hold nothing random that
    belongs to a secret vote but the ids of its ballots.
    """
    secret = PrivateKey.generate()
    try:
        path = _named(lab.read, vote, tag)
        path.unlink(missing_ok=True)  # left by an opening that was refused after all
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(bytes(secret) + lab.home().encode(errors="surrogatepass"))
            file.flush()
            os.fsync(file.fileno())
    except OSError as problem:
        raise WorldError("vote.key-not-kept", detail=str(problem)) from problem


def present(read: Reader, vote: str) -> bool:
    """Whether the key that opens this vote's ballots is still here."""
    try:
        _secret(read, vote)
    except UserError:
        return False
    return True


def held_elsewhere(lab: Lab, vote: str) -> str:
    """Return the file the key belongs to when that is another one that still exists; else nothing.

    A file that was moved takes its key along: at the old place there is none any more.
    """
    try:
        holder = file_of(lab.read, vote).read_bytes()[_SECRET:].decode(errors="surrogatepass")
    except (OSError, UnicodeDecodeError):
        return ""
    here = lab.home()
    return holder if holder and here and Path(holder) != Path(here) and Path(holder).exists() else ""


def hand_over(lab: Lab, vote: str, before: str) -> None:
    """Let the key belong to the file the laboratory lies in now; only where it belonged to the file `before`."""
    path = file_of(lab.read, vote)
    try:
        kept = path.read_bytes()
        if kept[_SECRET:].decode(errors="surrogatepass") != before:
            return
        fresh = path.with_suffix(_FRESH)
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(kept[:_SECRET] + lab.home().encode(errors="surrogatepass"))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except FileNotFoundError:
        return  # no secret vote, or its key is lost already
    except (OSError, UnicodeDecodeError) as problem:
        raise WorldError("vote.key-not-kept", detail=str(problem)) from problem


def refuse_copy(lab: Lab, vote: str) -> None:
    """Refuse what only the file in which the vote was opened may do."""
    holder = held_elsewhere(lab, vote)
    if holder:
        raise UserError("vote.held-elsewhere", path=holder)


def usable(lab: Lab, vote: str) -> bool:
    """Whether this file can go on with its sealed vote."""
    return present(lab.read, vote) and not held_elsewhere(lab, vote)


def padded_length(options: int, per_option: int = _PER_OPTION) -> int:
    """Return the one length all ballots of a vote are padded to, from its options and form alone."""
    return _BLOCK * (1 + (per_option * options) // _BLOCK)


def seal(read: Reader, vote: str, text: str, length: int) -> bytes:
    """Encrypt a ballot, padded so that its length says nothing; UserError when nobody could ever open it."""
    body = text.encode()
    if len(body) + _LENGTH > length:
        raise UserError("vote.ballot-too-long")
    padded = len(body).to_bytes(_LENGTH, "big") + body
    return SealedBox(_secret(read, vote).public_key).encrypt(padded.ljust(length, b"\0"))


def unseal(read: Reader, vote: str, boxes: list[bytes]) -> list[str]:
    """Decrypt all ballots of a vote; UserError `vote.key-lost` when that is no longer possible."""
    opener = SealedBox(_secret(read, vote))
    try:
        opened = [opener.decrypt(box) for box in boxes]
    except (CryptoError, ValueError) as problem:
        raise UserError("vote.key-lost") from problem
    return [text[_LENGTH : _LENGTH + int.from_bytes(text[:_LENGTH], "big")].decode() for text in opened]


def destroy(lab: Lab, vote: str) -> None:
    """Overwrite and remove the key; nothing happens when it is gone already, or belongs to another file."""
    path = file_of(lab.read, vote)
    if held_elsewhere(lab, vote):
        return
    try:
        for item in (path, path.with_suffix(_FRESH)):  # the second one where a kill fell into handing over
            if item.exists():
                with item.open("r+b") as file:
                    file.write(b"\0" * _SECRET)
                    file.flush()
                    os.fsync(file.fileno())
                item.unlink()
    except OSError as problem:
        raise WorldError("vote.key-not-destroyed", path=str(path)) from problem


def _named(read: Reader, vote: str, tag: str) -> Path:
    # Without a tag: opened by a version that named keys by the vote alone.
    parts = [part for part in (str(facts.get(read, "uid")), vote, tag) if part] if tag else [vote]
    if not all(_PLAIN.fullmatch(part) for part in parts):
        # Ids from a file somebody altered: no path may come of them, for what lies there would be wiped as a key.
        parts = [hashlib.sha256(repr(parts).encode(errors="surrogatepass")).hexdigest()]
    return folder() / f"{'-'.join(parts)}.key"


def _secret(read: Reader, vote: str) -> PrivateKey:
    try:
        return PrivateKey(file_of(read, vote).read_bytes()[:_SECRET])
    except (OSError, ValueError, TypeError, CryptoError) as problem:
        raise UserError("vote.key-lost") from problem

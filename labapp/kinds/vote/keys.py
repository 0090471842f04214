"""Sealing: each ballot of a secret vote is encrypted to a key whose other half lies outside the document.

The key is a file of this computer's data folder, readable by the user alone, and is destroyed when the vote closes.
Libsodium's sealed boxes: who holds the document, any copy of it, or the public half, reads nothing.
"""

from __future__ import annotations

import os
from pathlib import Path

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from labapp import paths
from labapp.errors import UserError, WorldError

_LENGTH = 4
_BLOCK = 256
_PER_OPTION = 64


def folder() -> Path:
    """Return (and make) the folder of keys."""
    made = paths.data_folder() / "keys"
    made.mkdir(mode=0o700, exist_ok=True)
    return made


def file_of(vote: str) -> Path:
    """Return where the key of a vote lies."""
    return folder() / f"{vote}.key"


def create(vote: str) -> None:
    """Make a key and keep it on disk.

    Not even its public half goes into the document: it is random, and the closed file shall hold nothing random that
    belongs to a secret vote but the ids of its ballots.
    """
    secret = PrivateKey.generate()
    try:
        path = file_of(vote)
        path.unlink(missing_ok=True)  # left by an opening that was refused after all
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(bytes(secret))
            file.flush()
            os.fsync(file.fileno())
    except OSError as problem:
        raise WorldError("vote.key-not-kept", detail=str(problem)) from problem


def present(vote: str) -> bool:
    """Whether the key that opens this vote's ballots is still here."""
    try:
        _secret(vote)
    except UserError:
        return False
    return True


def padded_length(options: int) -> int:
    """Return the one length all ballots of a vote are padded to, from the number of options alone."""
    return _BLOCK * (1 + (_PER_OPTION * options) // _BLOCK)


def seal(vote: str, text: str, length: int) -> bytes:
    """Encrypt a ballot, padded so that its length says nothing; UserError when nobody could ever open it."""
    body = text.encode()
    if len(body) + _LENGTH > length:
        raise UserError("vote.ballot-too-long")
    padded = len(body).to_bytes(_LENGTH, "big") + body
    return SealedBox(_secret(vote).public_key).encrypt(padded.ljust(length, b"\0"))


def unseal(vote: str, boxes: list[bytes]) -> list[str]:
    """Decrypt all ballots of a vote; UserError `vote.key-lost` when that is no longer possible."""
    opener = SealedBox(_secret(vote))
    try:
        opened = [opener.decrypt(box) for box in boxes]
    except (CryptoError, ValueError) as problem:
        raise UserError("vote.key-lost") from problem
    return [text[_LENGTH : _LENGTH + int.from_bytes(text[:_LENGTH], "big")].decode() for text in opened]


def destroy(vote: str) -> None:
    """Overwrite and remove the key; nothing happens when it is gone already."""
    path = file_of(vote)
    try:
        if path.exists():
            with path.open("r+b") as file:
                file.write(b"\0" * 32)
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
    except OSError as problem:
        raise WorldError("vote.key-not-destroyed", path=str(path)) from problem


def _secret(vote: str) -> PrivateKey:
    try:
        return PrivateKey(file_of(vote).read_bytes())
    except (OSError, ValueError, TypeError, CryptoError) as problem:
        raise UserError("vote.key-lost") from problem

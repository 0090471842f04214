"""The PIN that leads from the booth back to the console; kept only as a slow, salted hash."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from labapp.model import facts
from ui.context import Context

SHORTEST = 4
_COST = {"n": 2**13, "r": 8, "p": 1}


def hashed(pin: str, salt: bytes | None = None) -> str:
    """Return what is kept of a PIN."""
    salt = salt or secrets.token_bytes(16)
    return salt.hex() + ":" + hashlib.scrypt(pin.encode(), salt=salt, dklen=32, **_COST).hex()


def matches(pin: str, kept: str) -> bool:
    """Whether a typed PIN is the kept one."""
    salt, colon, _rest = kept.partition(":")
    return bool(colon) and hmac.compare_digest(hashed(pin, bytes.fromhex(salt)), kept)


def is_set(context: Context) -> bool:
    """Whether this laboratory has a PIN."""
    return bool(facts.get(context.lab.read, "pin"))


def check(context: Context, pin: str) -> bool:
    """Whether a typed PIN is this laboratory's."""
    return matches(pin, str(facts.get(context.lab.read, "pin")))


def keep(context: Context, pin: str) -> None:
    """Keep a new PIN."""
    kept = hashed(pin)
    context.run("lab.pin", lambda tx: facts.put(tx, "pin", kept), undoable=False)

"""Files replaced whole or not at all, and the system's refusals told as sentences; knows nothing of laboratories."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import secrets
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from labapp.errors import WorldError

_CODES = {
    errno.ENOSPC: "store.full",
    errno.EDQUOT: "store.full",
    errno.EFBIG: "store.full",
    errno.EROFS: "store.readonly",
    errno.EACCES: "store.permission",
    errno.EPERM: "store.permission",
    errno.ENOENT: "store.missing",
    errno.ENOTDIR: "store.missing",
    errno.EISDIR: "store.folder",
    errno.ENAMETOOLONG: "store.name",
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn the system's refusals into WorldError that names the place."""
    try:
        yield
    except OSError as problem:
        raise WorldError(_CODES.get(problem.errno or 0, "store.io"), path=str(path), detail=str(problem)) from problem


def fingerprint(path: Path) -> str:
    """Return SHA-256 of a file's bytes in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def replace_by_copy(source: Path, target: Path) -> None:
    """Put a complete copy of `source` at `target`: at every moment a reader finds the old file or the new one."""
    with told(target):
        part = _beside(target)
        try:
            with source.open("rb") as reader, part.open("xb") as writer:
                shutil.copyfileobj(reader, writer, 1 << 20)
                _synced(writer.fileno(), writer)
            part.replace(target)
            sync_folder(target.parent)
        finally:
            with suppress(OSError):  # a pulled stick takes the part with it; the first failure is the one to tell
                part.unlink(missing_ok=True)


def write_whole(target: Path, data: bytes) -> None:
    """Put bytes at `target`, whole or not at all, and on the disk when this returns."""
    with told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        part = _beside(target)
        try:
            with part.open("xb") as writer:
                writer.write(data)
                _synced(writer.fileno(), writer)
            part.replace(target)
            sync_folder(target.parent)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def write_json(target: Path, value: Any) -> None:  # noqa: ANN401 - JSON
    """Write a JSON value, whole or not at all."""
    write_whole(target, json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode())


def read_json(path: Path) -> dict[str, Any]:
    """Return a JSON object; empty when there is none or it is not readable as one."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def sync_folder(folder: Path) -> None:
    """Make a rename durable; Windows keeps folders itself and cannot open them."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as problem:
        if problem.errno not in (errno.EINVAL, errno.ENOTSUP):  # some network shares cannot sync a folder
            raise
    finally:
        os.close(handle)


def clear_parts(target: Path) -> None:
    """Remove what a killed process left half-written beside a file; only for who alone may write there."""
    with suppress(OSError):
        for part in target.parent.glob(f"{_mine(target)}-*.part"):
            part.unlink(missing_ok=True)


def clear_all_parts(folder: Path) -> None:
    """Remove every half-written file in a folder that is ours alone."""
    with suppress(OSError):
        for part in folder.glob(".labapp-*.part"):
            part.unlink(missing_ok=True)


def _beside(target: Path) -> Path:
    return target.with_name(f"{_mine(target)}-{secrets.token_hex(4)}.part")


def _mine(target: Path) -> str:
    # Short, because the target's name may already be as long as the file system allows; of this computer, because
    # another one may be writing to the same share.
    return ".labapp-" + hashlib.sha256(f"{socket.gethostname()}/{target.name}".encode()).hexdigest()[:12]


def _synced(handle: int, writer: Any) -> None:  # noqa: ANN401 - a binary stream
    writer.flush()
    os.fsync(handle)

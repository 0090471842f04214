"""Files replaced whole or not at all, and the system's refusals told as sentences; knows nothing of laboratories.

The welcome window reads its recents through here: what only writing needs is imported when something is written.
"""

from __future__ import annotations

import errno
import json
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from labapp.errors import WorldError

_BLOCK = 4 << 20
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
    # a stick pulled out under us, a share whose server is gone
    **dict.fromkeys((errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.ENOTCONN, errno.EHOSTDOWN, errno.EHOSTUNREACH,
                     errno.ENETUNREACH, errno.ETIMEDOUT), "store.missing"),
}  # fmt: skip
# Windows tells more than its errno: not ready, no network path, unexpected network error, name gone, device gone …
_WINDOWS = {
    19: "store.readonly", 39: "store.full", 112: "store.full",
    **dict.fromkeys((21, 53, 55, 59, 64, 67, 121, 1167, 1231, 1232), "store.missing"),
}  # fmt: skip


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn the system's refusals into WorldError that names the place."""
    try:
        yield
    except OSError as problem:
        code = _WINDOWS.get(getattr(problem, "winerror", None) or 0) or _CODES.get(problem.errno or 0, "store.io")
        raise WorldError(code, path=str(path), detail=str(problem)) from problem


def fingerprint(path: Path) -> str:
    """Return SHA-256 of a file's bytes in hex."""
    import hashlib

    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def replace_by_copy(source: Path, target: Path, sign: Callable[[], None] = lambda: None) -> None:
    """Put a complete copy of `source` at `target`: at every moment a reader finds the old file or the new one.

    `sign` is called while it goes on, the last time just before the replacing; what it raises stops it.
    """
    with told(target):
        part = _beside(target)
        try:
            with source.open("rb") as reader, part.open("xb") as writer:
                while block := reader.read(_BLOCK):
                    writer.write(block)
                    _synced(writer.fileno(), writer)  # a slow stick shows that it lives
                    sign()
                _synced(writer.fileno(), writer)
            sign()
            _as_before(part, target)
            part.replace(target)
            sync_folder(target.parent)
        finally:
            with suppress(OSError):  # a pulled stick takes the part with it; the first failure is the one to tell
                part.unlink(missing_ok=True)


def there(paths: Iterable[Path], within: float = 0.5) -> set[Path]:
    """Return which files are there; of a share that does not answer in time it is taken that they are not."""
    found: set[Path] = set()

    def look(path: Path) -> None:
        with suppress(OSError):
            if path.exists():
                found.add(path)

    askers = [threading.Thread(target=look, args=(path,), daemon=True) for path in paths]
    for asker in askers:
        asker.start()
    last = time.monotonic() + within
    for asker in askers:
        asker.join(max(0.0, last - time.monotonic()))
    return set(found)


def copy(source: Path, target: Path, sign: Callable[[], None]) -> None:
    """Copy a file from a place that may be slow; `sign` is called while it goes on."""
    with told(source), source.open("rb") as reader, target.open("wb") as writer:
        while block := reader.read(_BLOCK):
            writer.write(block)
            sign()


def write_whole(target: Path, data: bytes) -> None:
    """Put bytes at `target`, whole or not at all, and on the disk when this returns."""
    with told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        part = _beside(target)
        try:
            with part.open("xb") as writer:
                writer.write(data)
                _synced(writer.fileno(), writer)
            _as_before(part, target)
            part.replace(target)
            sync_folder(target.parent)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def write_json(target: Path, value: Any) -> None:  # noqa: ANN401 - JSON
    """Write a JSON value, whole or not at all."""
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    write_whole(target, text.encode(errors="surrogatepass"))  # a path may hold bytes that are no letters


def read_json(path: Path) -> dict[str, Any]:
    """Return a JSON object; empty when there is none or it is not readable as one."""
    try:
        value = json.loads(path.read_text(encoding="utf-8", errors="surrogatepass"))
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


def _as_before(part: Path, target: Path) -> None:
    # Who may read a file was decided by its owner: a list of people kept from others stays so.
    if os.name != "nt":
        with suppress(OSError):  # there is none yet, or the disk knows no modes
            part.chmod(target.stat().st_mode & 0o777)


def _beside(target: Path) -> Path:
    import secrets

    return target.with_name(f"{_mine(target)}-{secrets.token_hex(4)}.part")


def _mine(target: Path) -> str:
    # Short, because the target's name may already be as long as the file system allows; of this computer, because
    # another one may be writing to the same share.
    import hashlib
    import socket

    name = f"{socket.gethostname()}/{target.name}".encode(errors="surrogatepass")
    return ".labapp-" + hashlib.sha256(name).hexdigest()[:12]


def _synced(handle: int, writer: Any) -> None:  # noqa: ANN401 - a binary stream
    writer.flush()
    os.fsync(handle)

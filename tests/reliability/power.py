"""Power loss: every write and sync of a real session, recorded by strace, is replayed into every prefix and torn state.

The model of the disk: what was written before a file's last sync is there; what came after it may be there, may be
missing, or its last write may be torn. A rename is there once its folder was synced; before that it may be or not. Two
disks are tried at each moment: the obedient one (all so far) and the forgetful one (only what was synced), and the
obedient one with its last write torn. Linux only; everything else of the suite runs everywhere.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from labapp.checking import check_lab
from labapp.document import open_document
from labapp.errors import UserError
from tests.lab_files import fresh, words

ROOT = Path(__file__).parents[2]
_CALLS = "openat,open,creat,write,pwrite64,pwritev,fsync,fdatasync,ftruncate,rename,renameat,renameat2,unlink," \
    "unlinkat,close,lseek,mkdir,mkdirat,rmdir,dup,dup2,dup3,fcntl,sendfile,copy_file_range"  # fmt: skip
_LINE = re.compile(r"^(\d+)\s+(\w+)\((.*)\)\s+=\s+(-?\d+|\?)(.*)$")
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')

SESSION = """
import sys
from pathlib import Path
from tests.lab_files import Ticker, add_idea, again
ticker = Ticker()
document = again(Path(sys.argv[1]), ticker=ticker)
for number in range(int(sys.argv[2])):
    add_idea(document, f"{number}")
    print(f"kept {number + 1}", flush=True)
    if number % 3 == 2:
        document.snapshot_now(wait=True)
    if number == 4:
        document.backup("import")
document.close()
print("closed", flush=True)
"""


@dataclass
class Inode:
    """One file: what the system sees and what the platter is sure of."""

    seen: bytearray = field(default_factory=bytearray)
    sure: bytes = b""


@dataclass
class Disk:
    """Names and files, twice: as seen, and as they are after a power cut that forgets all that was not synced."""

    root: str
    names: dict[str, Inode] = field(default_factory=dict)
    sure: dict[str, Inode] = field(default_factory=dict)
    last: tuple[Inode, int, bytes] | None = None  # the last write, for tearing: file, place, what was there before

    def sync_folder(self, folder: str) -> None:
        """Make the names in a folder sure."""
        for name in {*self.names, *self.sure}:
            if str(Path(name).parent) == folder:
                self._settle(name)

    def sync(self, path: str, inode: Inode) -> None:
        """Make a file's contents sure, and its name: journalling file systems sync a new file's name with it."""
        inode.sure = bytes(inode.seen)
        if self.last is not None and self.last[0] is inode:
            self.last = None  # what is synced cannot be torn any more
        if path in self.names:
            self.sure[path] = self.names[path]

    def _settle(self, name: str) -> None:
        if name in self.names:
            self.sure[name] = self.names[name]
        else:
            self.sure.pop(name, None)

    def write(self, inode: Inode, place: int, data: bytes) -> None:
        """Write as seen."""
        before = bytes(inode.seen[place : place + len(data)])
        if len(inode.seen) < place:
            inode.seen.extend(bytes(place - len(inode.seen)))
        inode.seen[place : place + len(data)] = data
        self.last = (inode, place, before)

    def states(self) -> Iterator[tuple[str, dict[str, bytes]]]:
        """Yield what a power cut at this moment may leave: obedient, forgetful, torn."""
        yield "all", {name: bytes(inode.seen) for name, inode in self.names.items()}
        yield "synced", {name: inode.sure for name, inode in self.sure.items()}
        if self.last is not None and len(self.last[2]) != 1:
            inode, place, before = self.last
            torn = bytearray(inode.seen)
            middle = place + max(512, (len(inode.seen) - place) // 2 // 512 * 512)
            if middle < len(torn):
                torn[middle : place + len(before)] = before[middle - place :] or torn[middle : place + len(before)]
                if not before:
                    del torn[middle:]
                yield "torn", {n: bytes(torn if i is inode else i.seen) for n, i in self.names.items()}


class Replay:
    """Follows the calls of one recorded session; `moments` yields each disk with what had been acknowledged by then."""

    def __init__(self, root: Path, start: dict[str, bytes]) -> None:
        self.disk = Disk(str(root))
        for name, data in start.items():
            self.disk.names[name] = self.disk.sure[name] = Inode(bytearray(data), data)
        self._open: dict[int, tuple[str, Inode | None, int, bool]] = {}
        self.kept = 0

    def moments(self, log: Path) -> Iterator[tuple[int, Disk]]:
        """Replay line by line; a moment is after every call that changed something."""
        for line in _whole_lines(log):
            match = _LINE.match(line)
            if match and match[4] not in ("?", "-1") and self._call(match[2], match[3], int(match[4])):
                yield self.kept, self.disk

    def _call(self, name: str, arguments: str, result: int) -> bool:
        strings = [bytes.fromhex(text.replace("\\x", "")) for text in _STRING.findall(arguments)]
        numbers = [part.strip() for part in _STRING.sub("", arguments).split(",")]
        if name in ("openat", "open", "creat"):
            return self._opened(os.fsdecode(strings[0]), arguments, result)
        if name in ("rename", "renameat", "renameat2"):
            source, target = (os.fsdecode(text) for text in strings[:2])
            if source not in self.disk.names:
                return False
            self.disk.names[target] = self.disk.names.pop(source)
            return True
        if name in ("unlink", "unlinkat"):
            return self.disk.names.pop(os.fsdecode(strings[0]), None) is not None
        if not numbers[0].isdigit():
            return False
        handle = int(numbers[0])
        if name == "write" and handle == 1:
            text = strings[0].decode() if strings else ""
            self.kept = max([self.kept, *(int(number) for number in re.findall(r"kept (\d+)", text))])
            return False
        if name == "close":
            self._open.pop(handle, None)
            return False
        if handle not in self._open:
            return False
        path, inode, place, append = self._open[handle]
        if inode is None:
            if name in ("fsync", "fdatasync"):
                self.disk.sync_folder(path)
            return name in ("fsync", "fdatasync")
        if name == "lseek":
            self._open[handle] = (path, inode, result, append)
            return False
        if name in ("fsync", "fdatasync"):
            self.disk.sync(path, inode)
        elif name == "ftruncate":
            size = int(numbers[1])
            del inode.seen[size:]
            inode.seen.extend(bytes(size - len(inode.seen)))
        elif name == "pwrite64":
            self.disk.write(inode, int(numbers[-1]), strings[0][:result])
        elif name == "write":
            place = len(inode.seen) if append else place
            self.disk.write(inode, place, strings[0][:result])
            self._open[handle] = (path, inode, place + result, append)
        elif name == "sendfile":
            offset = re.search(r"\[(\d+)\]", arguments)
            origin = self._open[int(numbers[1])][1]
            assert origin is not None
            begin = int(offset[1]) if offset else 0
            self.disk.write(inode, place, bytes(origin.seen[begin : begin + result]))
            self._open[handle] = (path, inode, place + result, append)
        elif name not in ("fcntl",):
            raise NotImplementedError(f"{name}({arguments[:80]}) on a file of ours")
        else:
            return False
        return True

    def _opened(self, path: str, arguments: str, handle: int) -> bool:
        if not path.startswith(self.disk.root):
            self._open.pop(handle, None)
            return False
        if "O_DIRECTORY" in arguments or Path(path).is_dir():
            self._open[handle] = (path, None, 0, False)
            return False
        new = path not in self.disk.names
        if new and "O_CREAT" not in arguments:
            self._open[handle] = (path, None, 0, False)  # a folder that is gone by now
            return False
        inode = self.disk.names.setdefault(path, Inode())
        if "O_TRUNC" in arguments:
            inode.seen.clear()
        self._open[handle] = (path, inode, 0, "O_APPEND" in arguments)
        return new


def _whole_lines(log: Path) -> Iterator[str]:
    # strace splits a call that another thread interrupts; its two halves belong together.
    pending: dict[str, str] = {}
    for line in log.read_text(encoding="ascii", errors="replace").splitlines():
        number, _, rest = line.partition(" ")
        rest = rest.strip()
        if rest.endswith("<unfinished ...>"):
            pending[number] = rest.removesuffix("<unfinished ...>").rstrip()
        elif rest.startswith("<...") and number in pending:
            yield f"{number} {pending.pop(number)}{rest.partition('resumed>')[2]}"
        else:
            yield line


def record(folder: Path, changes: int) -> tuple[Path, dict[str, bytes]]:
    """Run a session under strace in `folder`; return the log and the files as they were before."""
    path = folder / "place" / "a.lab"
    path.parent.mkdir(parents=True)
    os.environ["LABAPP_DATA"] = str(folder / "place" / "data")
    fresh(path).close()
    start = {str(item): item.read_bytes() for item in (folder / "place").rglob("*") if item.is_file()}
    log = folder / "strace.log"
    command = [
        "strace", "-f", "-xx", "-s", "100000000", "-e", f"trace={_CALLS}", "-o", str(log),
        sys.executable, "-c", SESSION, str(path), str(changes),
    ]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode or "closed" not in done.stdout:
        raise RuntimeError(done.stderr[-2000:])
    return log, start


def judge(state: dict[str, bytes], root: Path, place: Path, kept: int) -> None:
    """Lay a state out and open it: consistent, and with everything that was acknowledged."""
    shutil.rmtree(place, ignore_errors=True)
    for name, data in state.items():
        target = place / Path(name).relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    data = place / "data"
    # The notes in the data folder name the place as it was; it is another one now.
    for note in (data / "work").glob("*/state.json"):
        text = note.read_text(encoding="utf-8", errors="replace")
        note.write_text(text.replace(str(root), str(place)), encoding="utf-8")
    os.environ["LABAPP_DATA"] = str(data)
    with open_document(place / "a.lab") as document:
        there = words(document)
        problems = check_lab(document.lab)
    if problems or there != [str(number) for number in range(len(there))] or not kept <= len(there) <= kept + 1:
        raise AssertionError((kept, there, problems))


def run(changes: int = 8, every: int = 1) -> dict[str, int]:
    """Record, replay, judge; returns how many states of each sort were opened. AssertionError names a loss."""
    counts: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        log, start = record(folder, changes)
        root, place = folder / "place", folder / "after"
        seen: set[int] = set()
        for number, (kept, disk) in enumerate(Replay(root, start).moments(log)):
            if number % every:
                continue
            for sort, state in disk.states():
                mark = hash((kept, tuple(sorted(state.items()))))
                if mark in seen:
                    continue
                seen.add(mark)
                try:
                    judge(state, root, place, kept)
                except (AssertionError, UserError) as lost:
                    raise AssertionError(f"moment {number}, {sort}: {lost!r}") from lost
                counts[sort] = counts.get(sort, 0) + 1
    return counts


if __name__ == "__main__":
    sys.stdout.write(f"power loss: {run(*(int(text) for text in sys.argv[1:]))}, lost 0\n")

"""What the owner of an open laboratory may ask of its files, whether it is worked on or only looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from labapp.errors import UserError, WorldError
from labapp.jobs import Progress
from labapp.lab import Lab
from labapp.model import facts
from labapp.store import backups
from labapp.store.backups import Backup
from labapp.store.scratch import Scratch
from labapp.waiting import Waiter, at_once

Ticker = Callable[[], float]
WRITE, READ = "write", "read"


class ChoiceNeeded(UserError):
    """The user's file changed behind our back and the working copy is newer too: the user must say which goes on.

    Open again with `choice="working"` or `choice="file"`; the other one is kept beside the file under another name.
    """

    choices = ("working", "file")


@dataclass(frozen=True)
class PlaceStatus:
    """How a place stands: seconds since it was last written, and what stands in the way."""

    path: Path
    age: float | None
    failure: UserError | None


@dataclass(frozen=True)
class Status:
    """What the bar shows; `pending` when something is not in the user's file yet, `choice` when it must be asked."""

    file: PlaceStatus
    second: PlaceStatus | None
    pending: bool
    choice: bool


class Document:
    """An open laboratory with its files. `mode` is "write" or "read"; `notices` are sentences for the user."""

    def __init__(self, lab: Lab, path: Path, mode: str, notices: list[UserError]) -> None:
        self.lab = lab
        self.path = path
        self.mode = mode
        self.notices = notices
        self.waiter: Waiter = at_once  # how its owner waits for a slow place or a large file
        self.others: list[Path] = []  # where opening has put other states of this laboratory

    @property
    def uid(self) -> str:
        """Return the laboratory's unique id."""
        return str(facts.get(self.lab.read, "uid"))

    @property
    def busy(self) -> bool:
        """Whether something is waited for just now: until that is over it cannot be closed."""
        return False

    @property
    def second_place(self) -> Path | None:
        """Return where else the laboratory is kept."""
        return None

    def set_second_place(self, place: Path | None) -> None:
        """Name a folder or file for the same snapshots, or none."""
        raise WorldError("document.readonly", path=str(self.path))

    def tick(self) -> None:
        """Do what is due; call about once a second."""

    def snapshot_now(self, *, wait: bool = False) -> None:
        """Write the user's file and the second place now; failures are in `status()`."""

    def snapshot(self, now: bool = False) -> None:
        """Write a snapshot; `now` waits until it is done."""
        self.snapshot_now(wait=now)

    def status(self) -> Status:
        """Return how the user's file and the second place stand."""
        return Status(PlaceStatus(self.path, None, None), None, pending=False, choice=False)

    def backups(self) -> list[Backup]:
        """Return the earlier states kept on this computer, newest first; each opens like any file, read-only."""
        return backups.listed(self.uid)

    def holding(self) -> list[Backup]:
        """Return those of them that were worked on apart and still hold what was removed for good here."""
        return []

    def drop_backup(self, backup: Backup) -> None:
        """Remove one of them for good."""
        raise WorldError("document.readonly", path=str(self.path))

    def backup(self, reason: str) -> None:
        """Keep the state as it is now (before an import, say) in the data folder."""
        raise WorldError("document.readonly", path=str(self.path))

    def backup_beside(self, reason: str) -> Callable[[object, Progress], None] | None:
        """Return `backup` as work for the pool where the laboratory is so large that a window would notice; else None.

        It keeps the state there is when it runs: nothing is to be written before it has ended.
        """
        return None

    def resolve(self, choice: str) -> None:
        """Answer `status().choice` after the file changed behind our back."""
        raise WorldError("document.readonly", path=str(self.path))

    def replaces(self, path: Path, digest: str, *, keep: bool) -> None:
        """Say that what lies at one of the places (by its fingerprint) has been joined: it may be replaced.

        `keep` a backup of it; not where it still holds somebody who was removed for good.
        """
        raise WorldError("document.readonly", path=str(self.path))

    def move_to(self, path: Path) -> None:
        """Keep the laboratory in another file from now on; the old one stays as it is."""
        raise WorldError("document.readonly", path=str(self.path))

    def begin_close(self) -> None:
        """Begin the last snapshot, so that a window need not wait for it in `close`."""

    def ready_to_close(self, within: float = 0.0) -> bool:
        """Whether `close` has nothing to wait for any more; waits at most so many seconds to find out."""
        return True

    def give_up_places(self) -> None:
        """Wait no longer for places that take their time: the working copy holds everything, and is kept."""

    def close(self) -> None:
        """Close; with a last snapshot where it is written."""
        raise NotImplementedError

    def __enter__(self) -> Document:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class ReadDocument(Document):
    """A look at a laboratory: a private copy that nothing is ever written back from."""

    def __init__(self, lab: Lab, path: Path, folder: Scratch) -> None:
        super().__init__(lab, path, READ, [])
        self._folder = folder

    def close(self) -> None:
        """Remove the private copy."""
        self.lab.store.close()
        self._folder.close()

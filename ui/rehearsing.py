"""A rehearsal as the windows have it: the meeting is closed, work goes on in a copy, and the end comes back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from labapp.errors import UserError

if TYPE_CHECKING:
    from labapp.document import Document
    from ui.shell import Shell


class Rehearsing:
    """Knows which meeting a rehearsal is of, and whether that was only looked at."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._home: tuple[Path, bool] | None = None

    @property
    def home(self) -> tuple[Path, bool] | None:
        """Return which meeting a rehearsal is of; None while there is no rehearsal."""
        return self._home

    @property
    def on(self) -> bool:
        """Whether the open meeting is a copy that will be thrown away."""
        return self._home is not None

    def begin(self) -> bool:
        """Close the meeting and go on in a copy of it."""
        document = self._shell.document
        if document is None or self.on:
            return False
        home = document.path, document.lab.readonly
        self._shell.leave()
        if self._shell.enter(lambda: self._copy(home)):
            return True
        self._home = None
        if self._shell.console is None:
            self._back(home)
        return False

    def _copy(self, home: tuple[Path, bool]) -> Document:
        from labapp import rehearsal
        from labapp.document import open_document

        document = open_document(rehearsal.begin(home[0]))
        self._home = home
        return document

    def end(self) -> None:
        """Throw the copy away and go back to the meeting itself."""
        home = self._home
        if home is not None:
            self._shell.leave()
            self._back(home)

    def _back(self, home: tuple[Path, bool]) -> None:
        if not self._shell.open(home[0], readonly=home[1]):
            self._shell.show_welcome()

    def close(self, document: Document) -> None:
        """Close the copy and remove every trace of it."""
        from labapp import rehearsal

        self._home = None
        try:
            rehearsal.end(document)
        except UserError:  # what stood in the way of its last copy does not matter: nothing of it is kept
            return

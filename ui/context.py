"""What every screen of the console is handed: the open laboratory and the few services a page may need.

Passed in, never global, so that a page can be shown in a test with nothing but a Context.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from labapp.changes import Change
from labapp.errors import UserError
from labapp.lab import Lab
from labapp.wording.errors import error_sentence
from labapp.wording.translate import Translator
from ui.crash import doing

if TYPE_CHECKING:
    from labapp.document import Document
    from ui.jobs import Jobs
    from ui.theme import Theme

T = TypeVar("T")


class Signals(QObject):
    """What pages tell the console without knowing it."""

    message = Signal(str, str)  # text, tone: info, good, warning, danger
    stage_changed = Signal()  # something public changed that is not in the document (a page, a focus)
    go_to = Signal(str)  # show this activity in the middle
    chosen_changed = Signal()  # another card, or none, is chosen in what is shown
    tables_wanted = Signal()  # divide those present among tables


@dataclass
class Context:
    """The open document, the words, the look, the worker pool; `run` is how a gesture reaches the document."""

    document: Document
    _: Translator
    theme: Theme
    jobs: Jobs
    signals: Signals = field(default_factory=Signals)

    @property
    def lab(self) -> Lab:
        """Return the open laboratory."""
        return self.document.lab

    @property
    def readonly(self) -> bool:
        """Whether the laboratory is only looked at."""
        return self.document.lab.readonly

    def refuse(self) -> None:
        """Say that a meeting which is only looked at stays as it is."""
        self.tell(self._("This meeting is only looked at: nothing is changed."), "warning")

    def run(self, code: str, operation: Callable[[Change], T], *, undoable: bool = True, **params: Any) -> T | None:  # noqa: ANN401
        """Do one gesture as one change; what the world refuses becomes a sentence and None."""
        if self.readonly:
            self.refuse()
            return None
        doing(code)
        try:
            with self.lab.change(code, undoable=undoable, **params) as tx:
                return operation(tx)
        except UserError as problem:
            self.signals.message.emit(error_sentence(problem, self._), "danger")
            return None

    def tell(self, text: str, tone: str = "info") -> None:
        """Show a sentence in the console's message line."""
        self.signals.message.emit(text, tone)

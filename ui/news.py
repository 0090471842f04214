"""What is said when a meeting was just opened: what was mended, whose data should go, which other states lie by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labapp.wording.errors import error_sentence

if TYPE_CHECKING:
    from labapp.document import Document
    from ui.console.window import ConsoleWindow


def tell(document: Document, console: ConsoleWindow) -> None:
    """Say in the console's line what opening came across, else of what personal data reminds."""
    if document.notices:
        words = " ".join(error_sentence(notice, console.context._) for notice in document.notices)
    else:
        from ui.safety.retention_dialog import remind

        words = remind(console.context)
    if words:
        console.context.tell(words, "warning")


def offer_other_states(document: Document, console: ConsoleWindow) -> None:
    """Compare with what the person wanted held against it, and look for copies a synchronised folder made."""
    from ui.safety.handlers import SafetyHandlers

    safety = SafetyHandlers(console)
    for path in document.others:
        safety.compare(path)
    safety.look_around()

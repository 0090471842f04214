"""What things said in between are called: title, invitation and icon of each kind of note."""

from __future__ import annotations

from labapp.wording.translate import Translator


def note_names(_: Translator) -> dict[str, tuple[str, str, str]]:
    """Return title, invitation and icon of each thing said in between."""
    return {
        "parking": (_("Parking"), _("For later: what is it about?"), "box"),
        "question": (_("Question"), _("What was asked?"), "circle-question-mark"),
        "declaration": (_("Declaration"), _("Who: what (e.g. Anna Nowak: a room for free in May)"), "hand"),
        "note": (_("Note"), _("Note for the report"), "sticky-note"),
    }

"""What plans made of an idea, for its history: what is to be done and whether it is agreed; never who."""

from __future__ import annotations

from labapp.changes import Reader
from labapp.wording.translate import Translator


def life(read: Reader, idea: str, _: Translator) -> list[str]:
    """Return a sentence for each action that grew out of the idea."""
    rows = read.rows(
        "SELECT p.what, p.mandate, a.title FROM plan_actions p JOIN activities a ON a.id = p.activity"
        " WHERE p.idea = ? AND p.retired = 0 ORDER BY p.position",
        idea,
    )
    return [
        _("Agreed at {title}: {what}", title=row["title"], what=row["what"])
        if row["mandate"] == "accepted"
        else _("Proposed at {title}: {what}", title=row["title"], what=row["what"])
        for row in rows
    ]

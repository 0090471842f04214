"""What a screen reader says of a card: words for everything the eye sees as a colour, a shape or a sign."""

from __future__ import annotations

from labapp.wording.translate import Translator
from ui.kinds.board.model import Face


def spoken(face: Face, _: Translator, *more: str) -> str:
    """Return a card's text, `more` (its column, its place), who speaks, and what it bears."""
    card, marks = face.card, face.marks
    parts = [card.text, *more, face.sector, face.author]
    parts += [_("covered")] if card.covered else []
    parts += [_.plural("speaks for {n} more card", "speaks for {n} more cards", face.merged)] if face.merged else []
    parts += [_("with a star")] if marks.star else []
    parts += [_("visionary")] if marks.visionary else []
    for meaning, count in marks.dots:
        dots = _.plural("{n} dot", "{n} dots", count)
        parts.append(f"{meaning}: {dots}" if meaning else dots)
    parts += [_("with a note")] if card.note else []
    return ", ".join(part for part in parts if part)

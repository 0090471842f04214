"""Whether the numbers of a vote add up, in words: who could vote, who did by which way, and paper ballots."""

from __future__ import annotations

from labapp.kinds.vote import sheet_words
from labapp.kinds.vote.figure_words import progress
from labapp.kinds.vote.reconcile import Reconciliation
from labapp.kinds.vote.terms import HANDS, STAGE
from labapp.wording.translate import Translator


def not_returned(found: Reconciliation, _: Translator) -> str:
    """Return the line that does not add up: how many paper ballots never came back, and which."""
    return _("Ballots not returned") + ": " + _missing(found, _)


def _missing(found: Reconciliation, _: Translator) -> str:
    return sheet_words.missing(found.missing, found.missing_sheets, _)


def reconciliation(found: Reconciliation, _: Translator) -> list[tuple[str, str]]:
    """Return the numbers before announcing as pairs of words and figure, the same on console and in the report."""
    rows = [
        (_("Entitled"), str(found.entitled)),
        (_("Present at the end"), str(found.present)),
        (_("Voted"), progress(found.voted, found.entitled, found.exact, _)),
    ]
    rows += [(_of_these(name, _), str(n)) for name, n in found.channels]
    if found.papers.issued:
        rows += [
            (_("Ballots issued"), str(found.papers.issued)),
            (_("Ballots returned"), str(found.papers.returned + found.papers.void)),
            (_("of these void"), sheet_words.void(found.papers.void, found.void_sheets, _)),
            (_("Ballots not returned"), _missing(found, _)),
        ]
    if found.second is not None:
        rows.append((_("Second reading: ballots that differed"), str(found.second)))
    if found.explained:
        rows.append((_("Explanation"), found.explained))
    return rows


def _of_these(channel: str, _: Translator) -> str:
    """Return through which channel some of the votes came, to stand under how many there were."""
    return {
        "paper": _("of these on paper"),
        "booth": _("of these at the booth"),
        HANDS: _("of these by raised hands"),
        "poster": _("of these with stickers"),
        STAGE: _("of these on the room's screen"),
    }.get(channel, channel)

"""Words where the moderator counts in the room: raised hands, or, where one gives dots, stickers on a poster."""

from __future__ import annotations

from labapp.kinds.vote.terms import HANDS, PAPER, Terms
from labapp.wording.translate import Translator


def name(terms: Terms) -> str:
    """Return the name under which counting in the room stands in `words.channel`."""
    return "poster" if terms.form_id == "dots" else HANDS


def raised(terms: Terms, _: Translator) -> str:
    """Return what is counted."""
    return _("Stickers") if terms.form_id == "dots" else _("Hands")


def raisers(terms: Terms, _: Translator) -> str:
    """Return who is counted where the counts themselves cannot tell how many took part."""
    return _("People who put up dots") if terms.form_id == "dots" else _("People who raised a hand")


def no_names(terms: Terms, _: Translator) -> str:
    """Return, for the console, why nobody leaves the list of those without a ballot by being counted."""
    if terms.form_id == "dots":
        return _("Dots on a poster are put down to nobody.")
    return _("Raised hands are put down to nobody.")


def open_vote(terms: Terms, _: Translator) -> str:
    """Return what is kept of an open vote and what is not, by where it is held."""
    dots, paper, hands = terms.form_id == "dots", PAPER in terms.channels, HANDS in terms.channels
    if terms.channels == (HANDS,):
        return (
            _("Open vote: dots on the poster are counted, names are not written down.") if dots
            else _("Open vote: hands are counted, names are not written down.")
        )  # fmt: skip
    if terms.channels == (PAPER,):
        return _("Open vote: paper ballots are counted, names are not written down.")
    if paper and set(terms.channels) <= {PAPER, HANDS}:
        return (
            _("Open vote: paper ballots and dots on the poster are counted, names are not written down.") if dots
            else _("Open vote: paper ballots and hands are counted, names are not written down.")
        )  # fmt: skip
    if paper and not hands:
        return _("Open vote: it is kept who voted for what; paper ballots are not put down to anybody.")
    if paper:
        return (
            _("Open vote: it is kept who voted for what; paper ballots and dots on the poster are put down to nobody.")
            if dots
            else _("Open vote: it is kept who voted for what; paper ballots and hands are not put down to anybody.")
        )
    if hands:
        return (
            _("Open vote: it is kept who voted for what; dots on the poster are put down to nobody.") if dots
            else _("Open vote: it is kept who voted for what; hands are not put down to anybody.")
        )  # fmt: skip
    return _("Open vote: it is kept who voted for what.")

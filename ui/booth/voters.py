"""Whom the booth waits for, and how whoever stands there is named."""

from __future__ import annotations

from labapp.changes import Reader
from labapp.errors import UserError
from labapp.kinds.vote import entitled, paper
from labapp.model import people
from labapp.wording.translate import Translator
from ui.booth.pages import Name

_REFUSED = {paper.CAST: "vote.already-voted", paper.ON_PAPER: "vote.has-paper", paper.EITHER: "vote.cast-or-paper"}


def refusal(read: Reader, vote: str, voter: str) -> UserError | None:
    """Return why somebody gets no ballot here, None when the vote is still theirs to cast."""
    how = paper.used(read, vote).get(voter)
    return UserError(_REFUSED[how]) if how else None


def names(read: Reader, vote: str, _: Translator) -> list[Name]:
    """List the entitled, those who have voted last; of a sealed vote too, for that somebody voted is no secret."""
    words = {
        paper.CAST: _("vote cast"), paper.ON_PAPER: _("has a paper ballot"),
        paper.EITHER: _("vote cast or on paper"),
    }  # fmt: skip
    done = paper.used(read, vote)
    persons = {person.id: person for person in people.participants(read, retired=True)}
    entities = {entity.id: entity.name for entity in people.entities(read)}
    found: list[Name] = []
    for voter in entitled.frozen(read, vote):
        person = persons.get(voter.participant or "")
        if person is None:
            continue
        text = person.name or person.code
        if voter.entity:
            text = f"{entities.get(voter.entity, '')} – {text}"
        found.append(Name(text, voter.voter, person.code, words.get(done.get(voter.voter, ""), "")))
    return sorted(found, key=lambda name: (bool(name.used), name.text))


def whose(read: Reader, vote: str, voter: str, _: Translator) -> str:
    """Return code and name of whoever casts this vote, so that nobody fills in a neighbour's ballot."""
    found = next((item for item in entitled.frozen(read, vote) if item.voter == voter), None)
    person = people.participant(read, found.participant) if found and found.participant else None
    said = _("Voting: {name}", name=f"{person.code} {person.name}".strip() if person else "")
    entities = {entity.id: entity.name for entity in people.entities(read)}
    if voter in entities:
        said += " · " + _("On behalf of: {entity}", entity=entities[voter])
    return said

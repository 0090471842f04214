"""What can be voted for: from ideas, from groups, or typed; words are copied at once and frozen at opening."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from labapp.changes import Change, Reader
from labapp.errors import UserError
from labapp.kinds.base import Handed
from labapp.kinds.vote import rounds
from labapp.kinds.vote.terms import terms
from labapp.model import agenda, ideas, order

TITLE_LIMIT = 500


@dataclass(frozen=True)
class Choice:
    """One option under the number it has on stage, booth, paper and entry form."""

    id: str
    number: int
    title: str
    note: str
    cost: str
    source_kind: str
    source_id: str | None
    position: str


def of_vote(read: Reader, vote: str) -> list[Choice]:
    """Return the options by number; before opening the number is the place in the list."""
    rows = read.rows("SELECT * FROM vote_options WHERE vote = ? ORDER BY number, position, id", vote)
    return [
        Choice(r["id"], r["number"] or place, r["title"], r["note"], r["cost"], r["source_kind"], r["source_id"],
               r["position"])
        for place, r in enumerate(rows, 1)
    ]  # fmt: skip


def add(
    tx: Change, activity: str, title: str, *, source_kind: str = "typed", source_id: str | None = None, note: str = "",
    cost: str = "",
) -> str:  # fmt: skip
    """Append an option to the vote being prepared and return its id; UserError without words."""
    vote = rounds.draft(tx, activity)
    words = _words(title)
    position = order.between(order.last(choice.position for choice in of_vote(tx, vote)), None)
    return tx.insert(
        "vote_options", vote=vote, position=position, source_kind=source_kind, source_id=source_id, title=words,
        note=note, cost=cost,
    )  # fmt: skip


def add_ideas(tx: Change, activity: str, chosen: Sequence[str]) -> int:
    """Append ideas that are not options yet and return how many were added."""
    known = {choice.source_id for choice in of_vote(tx, rounds.draft(tx, activity))}
    fresh = [idea for idea in dict.fromkeys(chosen) if idea not in known]
    for idea in fresh:
        add(tx, activity, ideas.text(tx, idea), source_kind="idea", source_id=idea)
    return len(fresh)


def add_handed(tx: Change, activity: str, given: Sequence[Handed]) -> int:
    """Append what another vote has left and is no option yet, in its words, and return how many were added."""
    listed = of_vote(tx, rounds.draft(tx, activity))
    known = {choice.source_id for choice in listed} | {choice.title for choice in listed}
    added = 0
    for item in given:
        if (item.idea or _words(item.words)) not in known:
            known.add(item.idea or _words(item.words))
            add(tx, activity, item.words, source_kind="idea" if item.idea else "typed", source_id=item.idea)
            added += 1
    return added


def handed(read: Reader, choice: Choice, *, chosen: bool) -> Handed:
    """Return an option as it goes on: in its idea's whole words, unless other words were put to the vote."""
    if choice.source_kind != "idea" or not choice.source_id:
        return Handed(choice.title, None, chosen)
    whole = ideas.text(read, choice.source_id)
    return Handed(whole if _words(whole) == choice.title else choice.title, choice.source_id, chosen)


def add_clusters(tx: Change, activity: str, chosen: Sequence[str]) -> int:
    """Append groups that are not options yet and return how many were added; a group without a name is passed over."""
    known = {choice.source_id for choice in of_vote(tx, rounds.draft(tx, activity))}
    added = 0
    for cluster in dict.fromkeys(chosen):
        title = str(tx.value("SELECT title FROM clusters WHERE id = ?", cluster, default=""))
        if cluster not in known and title.strip():
            add(tx, activity, title, source_kind="cluster", source_id=cluster)
            added += 1
    return added


def edit(tx: Change, option: str, **values: Any) -> None:  # noqa: ANN401 - columns of `vote_options`
    """Change words, note or cost of an option before opening."""
    _draft_of(tx, option)
    if "title" in values:
        values["title"] = _words(values["title"])
    tx.update("vote_options", option, **values)


def remove(tx: Change, option: str) -> None:
    """Take an option off the list before opening; what it stood for is untouched."""
    _draft_of(tx, option)
    tx.delete("vote_options", option)


def move(tx: Change, option: str, place: int) -> None:
    """Put an option at a place of the list (0 = first) before opening."""
    others = [choice for choice in of_vote(tx, _draft_of(tx, option)) if choice.id != option]
    place = max(0, min(place, len(others)))
    tx.update("vote_options", option, position=order.place([choice.position for choice in others], place))


def fitted(settings: Mapping[str, Any], choices: Sequence[Choice]) -> dict[str, Any]:
    """Return settings whose limits fit these options: no maximum above them, and their costs where money is spent."""
    agreed = terms(settings)
    limits = agreed.form.fitted(agreed.limits, len(choices))
    if "costs" in limits:
        limits["costs"] = [choice.cost for choice in choices]
    if agreed.rule == "poznan":
        limits["beyond"] = True
    return {**settings, "limits": limits}


def printable(read: Reader, activity: str) -> rounds.Round:
    """Return the round to print ballots of; UserError while it has no options, or a sum or a cost is not said."""
    now = rounds.latest(read, activity)
    choices = of_vote(read, now.id) if now is not None else []
    if now is None or not choices:
        raise UserError("vote.no-options")
    if now.state == rounds.DRAFT:
        agreed = terms(fitted(agenda.activity(read, activity).settings, choices))
        agreed.form.check_limits(agreed.limits, len(choices))
    return now


def _draft_of(tx: Change, option: str) -> str:
    vote = str(tx.value("SELECT vote FROM vote_options WHERE id = ?", option))
    if rounds.get(tx, vote).state != rounds.DRAFT:
        raise UserError("vote.frozen")
    return vote


def _words(title: str) -> str:
    words = " ".join(ideas.clean(title).split())
    if not words:
        raise UserError("vote.option-empty")
    return words if len(words) <= TITLE_LIMIT else words[: TITLE_LIMIT - 1] + "…"

"""What the history says of each change, as plain sentences: `14:32 · 2 cards merged`.

To add a code, add one row: `said(...)` for a fixed sentence, `plural(...)` where a number `n` matters (1 when the
change does not say). A code nobody worded here shows itself, so that nothing is hidden; a test finds such codes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from labapp.wording.translate import N_, Translator

Sentence = Callable[[Translator, Mapping[str, Any]], str]
_MOST_LETTERS = 48


def said(msgid: str) -> Sentence:
    """Return a sentence that is always the same; its text is marked with N_."""
    return lambda _, params: _(msgid)


def plural(one: str, many: str) -> Sentence:
    """Return a sentence that counts."""
    return lambda _, params: _.plural(one, many, _number(params))


def _number(params: Mapping[str, Any]) -> int:
    value = params.get("n", 1)
    return value if isinstance(value, int) else 1


def _undone(_: Translator, params: Mapping[str, Any]) -> str:
    return _("undone: {what}", what=history_sentence(str(params.get("code", "")), params, _))


def _redone(_: Translator, params: Mapping[str, Any]) -> str:
    return _("redone: {what}", what=history_sentence(str(params.get("code", "")), params, _))


def _tie(_: Translator, params: Mapping[str, Any]) -> str:
    ways = {
        "lot": _("tie settled by lot"),
        "run-off": _("tie settled by a run-off"),
        "equal": _("tie left as equal places"),
        "body": _("tie settled by a named body"),
    }
    return ways.get(str(params.get("way")), _("tie decided"))


def _note(_: Translator, params: Mapping[str, Any]) -> str:
    kinds = {
        "parking": _("put on the parking list"),
        "question": _("question written down"),
        "declaration": _("declaration written down"),
    }
    return kinds.get(str(params.get("kind")), _("note written down"))


def _step(_: Translator, params: Mapping[str, Any]) -> str:
    texts = {
        "round": _("round {n} at the tables begun", n=_number(params)),
        "report": _("report {n} of the tables begun", n=_number(params)),
        "end": _("reports of the tables ended"),
    }
    return texts.get(str(params.get("what")), _("next step at the tables"))


def _settled(_: Translator, params: Mapping[str, Any]) -> str:
    n = _number(params)
    texts = {
        "dropped": _.plural("put off for good: {n} thing said", "put off for good: {n} things said", n),
        "open": _.plural("open again: {n} thing said", "open again: {n} things said", n),
    }
    return texts.get(str(params.get("state")), _("note settled"))


def _layout(_: Translator, params: Mapping[str, Any]) -> str:
    names = {
        "list": _("layout: list"),
        "columns": _("layout: columns"),
        "fields": _("layout: fields"),
        "matrix": _("layout: matrix"),
        "canvas": _("layout: canvas"),
    }
    return names.get(str(params.get("layout")), _("settings of a point changed"))


HISTORY: dict[str, Sentence] = {
    "history.undo": _undone,
    "history.redo": _redone,
    "history.restore": plural("went back in time: {n} change taken back", "went back in time: {n} changes taken back"),
    # The whole laboratory
    "lab.create": said(N_("file created")),
    "lab.new": said(N_("agenda and sectors laid out")),
    "lab.migrated": said(N_("file brought to the format of this version")),
    "lab.pin": said(N_("PIN of the booth set")),
    "lab.rehearsal": said(N_("copied for a rehearsal")),
    "lab.anonymised": said(N_("personal data removed from this copy")),
    "lab.join": plural(
        "joined with another state of the meeting, {n} change", "joined with another state of the meeting, {n} changes"
    ),
    "clock.set": said(N_("the computer's clock was set; what is running goes on as long as it was to")),
    "lab.salvaged": said(N_("file put together from what could be read")),
    "compaction": said(N_("older details of the history folded away; the sentences stay")),
    "facts.edit": said(N_("particulars of the meeting changed")),
    "contract.edit": said(N_("the group's contract changed")),
    "file.add": plural("file added", "{n} files added"),
    "file.remove": said(N_("picture removed")),
    "file.describe": said(N_("picture described")),
    "inbox.batch": plural("{n} item taken in", "{n} items taken in"),
    # Ideas and groups
    "idea.add": plural("card written", "{n} cards written"),
    "idea.paste": plural("card pasted", "{n} cards pasted"),
    "idea.import": plural("{n} card imported", "{n} cards imported"),
    "idea.place": plural("card taken over from another point", "{n} cards taken over from another point"),
    "idea.edit": plural("card changed", "{n} cards changed"),
    "idea.move": plural("card moved", "{n} cards moved"),
    "idea.merge": plural("card merged", "{n} cards merged"),
    "idea.split": said(N_("merged cards taken apart")),
    "idea.retire": plural("card set aside", "{n} cards set aside"),
    "idea.restore": plural("card brought back", "{n} cards brought back"),
    "idea.note": said(N_("note on a card changed")),
    "idea.color": plural("card coloured", "{n} cards coloured"),
    "idea.mark": plural("card marked", "{n} cards marked"),
    "idea.reveal": said(N_("covered cards revealed")),
    "idea.divide": said(N_("card split into several")),
    "idea.also": plural("card put into a second group too", "{n} cards put into a second group too"),
    "idea.group": plural("card grouped and named", "{n} cards grouped and named"),
    "idea.at": plural("card put on the matrix", "{n} cards put on the matrix"),
    "canvas.move": plural("card moved on the canvas", "{n} cards moved on the canvas"),
    "canvas.shift": said(N_("group moved on the canvas")),
    "canvas.arrange": said(N_("cards put in order on the canvas")),
    "twins.refuse": said(N_("two cards told apart")),
    "sort.begin": said(N_("sorting begun")),
    "sort.put": said(N_("card sorted")),
    "sort.group": said(N_("card sorted into a new group")),
    "sort.also": said(N_("card sorted into a second group too")),
    "sort.postpone": said(N_("card put off")),
    "sort.end": said(N_("sorting ended")),
    "cluster.add": plural("group added", "{n} groups added"),
    "cluster.edit": said(N_("group changed")),
    "cluster.move": said(N_("group moved")),
    "cluster.retire": said(N_("group set aside")),
    # People
    "person.add": plural("person added", "{n} people added"),
    "person.edit": said(N_("person's particulars changed")),
    "person.arrive": plural("arrival noted", "{n} arrivals noted"),
    "person.leave": plural("departure noted", "{n} departures noted"),
    "person.import": plural("{n} person imported", "{n} people imported"),
    "person.merge": said(N_("entries of one person merged")),
    "person.retire": plural("person taken off the list", "{n} people taken off the list"),
    "person.restore": said(N_("person put back on the list")),
    "retention.clear": said(N_("personal data removed whose time had come")),
    "person.erase": said(N_("a person's data erased")),
    "traces.removed": said(N_("earlier states on this computer removed: they held what was erased")),
    "sector.add": said(N_("sector added")),
    "sector.edit": said(N_("sector changed")),
    "sector.move": said(N_("sector moved")),
    "sector.retire": said(N_("sector set aside")),
    "entity.add": plural("organisation or unit added", "{n} organisations or units added"),
    "entity.edit": said(N_("organisation or unit changed")),
    "entity.retire": said(N_("organisation or unit set aside")),
    # Agenda
    "day.add": said(N_("day added")),
    "day.edit": said(N_("day changed")),
    "day.move": said(N_("day moved")),
    "day.retire": said(N_("day removed")),
    "activity.add": said(N_("point of the agenda added")),
    "activity.edit": said(N_("point of the agenda changed")),
    "activity.move": said(N_("point of the agenda moved")),
    "activity.duplicate": said(N_("point of the agenda duplicated")),
    "activity.retire": said(N_("point of the agenda taken off")),
    "activity.start": said(N_("point of the agenda started")),
    "activity.finish": said(N_("point of the agenda finished")),
    "activity.skip": said(N_("point of the agenda skipped")),
    "activity.settings": said(N_("settings of a point changed")),
    "board.layout": _layout,
    "activity.notes": said(N_("moderator's notes changed")),
    "timer.start": said(N_("timer started")),
    "timer.pause": said(N_("timer paused or resumed")),
    "timer.add": said(N_("timer extended")),
    "timer.clear": said(N_("timer put away")),
    "agenda.pace": said(N_("agenda adjusted to the delay")),
    "day.end": said(N_("end of the day set")),
    "pause.press": said(N_("break announced")),
    "pause.clear": said(N_("break ended")),
    # Tables
    "tables.count": said(N_("number of tables changed")),
    "tables.divide": plural("{n} person seated at tables", "{n} people seated at tables"),
    "tables.edit": said(N_("table changed")),
    "tables.open": said(N_("table opened")),
    "tables.close": said(N_("table closed")),
    "tables.late": plural("latecomer seated", "{n} latecomers seated"),
    "tables.round": said(N_("next round at the tables")),
    "tables.step": _step,
    "tables.times": said(N_("times at the tables changed")),
    "tables.again": said(N_("work at the tables begun again")),
    "tables.wishes": said(N_("who sits apart or together changed")),
    "talk.form": said(N_("form of a point changed")),
    "talk.resume": said(N_("time of resuming set")),
    # Votes
    "vote.edit": said(N_("vote prepared")),
    "vote.open": said(N_("vote opened")),
    "vote.close": said(N_("vote closed")),
    "vote.announce": said(N_("outcome announced")),
    "vote.cast": said(N_("ballot cast")),
    "vote.hands": said(N_("votes in the room counted")),
    "vote.hands-again": said(N_("votes in the room to be counted anew")),
    "vote.repeat": said(N_("vote repeated")),
    "vote.take-back": said(N_("ballot taken back")),
    "vote.give-up": said(N_("vote declared void")),
    "vote.decide-tie": _tie,
    "vote.paper": said(N_("paper ballot handled")),
    "vote.second": said(N_("second reading of paper ballots")),
    "vote.explain": said(N_("differences of a vote explained")),
    "vote.reveal": said(N_("results shown one by one")),
    "vote.why": said(N_("reasons of an outcome shown")),
    "vote.ground": said(N_("common ground of sectors shown")),
    "vote.delegate": said(N_("delegate changed")),
    # Plan and notes
    "plan.add": plural("action added", "{n} actions added"),
    "plan.from-ideas": plural("action drawn from a card", "{n} actions drawn from cards"),
    "plan.from-notes": plural("action made of something said", "{n} actions made of what was said"),
    "plan.edit": said(N_("action changed")),
    "plan.accept": said(N_("action accepted in the room, or not yet")),
    "plan.move": said(N_("action moved")),
    "plan.retire": said(N_("action set aside")),
    "note.add": _note,
    "note.edit": said(N_("note changed")),
    "note.settle": _settled,
    "note.retire": said(N_("note set aside")),
}


def history_line(
    code: str, params: Mapping[str, Any], things: Sequence[tuple[str, str]], more: bool, _: Translator
) -> str:
    """Return the sentence and what it is about: a few things as (table, words), and whether there are more."""
    sentence = history_sentence(code, params, _)
    if not things:
        return sentence
    named = ", ".join(_thing(table, words, _) for table, words in things)
    return _("{what}: {things}", what=sentence, things=f"{named}, …" if more else named)


def _thing(table: str, words: str, _: Translator) -> str:
    if table == "participants":  # known here by what stands for them in public
        return _("code {code}", code=words)
    return _("“{words}”", words=first_words(words))


def first_words(text: str, most: int = _MOST_LETTERS) -> str:
    """Return as many whole words as fit in a line, with "…" where more follows."""
    whole = " ".join(text.split())
    if len(whole) <= most:
        return whole
    cut = whole[:most].rpartition(" ")[0] or whole[: most - 1]
    return cut.rstrip(" ,;:.–") + "…"


def history_sentence(code: str, params: Mapping[str, Any], _: Translator) -> str:
    """Return the sentence of one change; `params` are those of the entry, read from its JSON."""
    sentence = HISTORY.get(code)
    if sentence is None or (code.startswith("history.") and params.get("code") == code):
        return code
    return sentence(_, params)

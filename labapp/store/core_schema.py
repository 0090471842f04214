"""The tables every laboratory has, whatever its activities: people, agenda, ideas, notes, files, journal."""

from __future__ import annotations

from labapp.store.catalogue import Migration, Owner, Table, private, public, ref, text_id
from labapp.store.core_migrations import MIGRATION_1, MIGRATION_2

_POSITION = public("position", "fractional key: order among its siblings")
_RETIRED = public("retired", "1 when set aside; kept because others point here", "INTEGER", default="0")


def _t(name: str, doc: str, *columns: object, **more: object) -> Table:
    return Table(name, "core", doc, tuple(columns), **more)  # type: ignore[arg-type]


LAB = _t(
    "lab",
    "Facts about the whole laboratory: title, language, zone, place, organisers, funder, unique id.",
    public("key", "name of the fact"),
    public("value", "its value as text or JSON"),
    pk=("key",),
    rowid=False,
)
SECTORS = _t(
    "sectors",
    "Sides of the table: local government, organisations, residents, experts, others; editable.",
    text_id(),
    public("name", "as shown, in the laboratory's language"),
    public("letter", "one letter beside the shape"),
    public("look", "colour and shape token: S, O, M, E or I"),
    _POSITION,
    _RETIRED,
    called=("name",),
    tells=("sector",),
)
ENTITIES = _t(
    "entities",
    "Organisations and units of local government that people come from.",
    text_id(),
    public("name", "full name"),
    public("kind", "unit, organisation or other", default="'other'"),
    ref("sector", "sectors", "the sector its people belong to by default", nullable=True),
    public("level", "gmina, miasto, powiat, wojewodztwo for units", default="''"),
    public("teryt", "official territorial code", default="''"),
    private("note", "for the moderator only", default="''"),
    _RETIRED,
    called=("name",),
    tells=("entity",),
)
PARTICIPANTS = _t(
    "participants",
    "People in the room; names and contacts never leave the console without consent.",
    text_id(),
    public("code", "short code on the badge; stands for the person in public"),
    private("name", "first and last name", default="''"),
    ref("entity", "entities", "whom the person represents", nullable=True),
    ref("sector", "sectors", "side of the table", nullable=True),
    public("role", "moderator, co-moderator, recorder, host, expert, participant, observer", default="'participant'"),
    private("function", "office held, as on the list", default="''"),
    private("email", "contact", default="''"),
    private("phone", "contact", default="''"),
    private("needs", "diet, accessibility, care", default="''"),
    private("consents", "JSON: consent code -> true/false", default="'{}'"),
    private("note", "for the moderator only", default="''"),
    _RETIRED,
    unique=(("code",),),
    called=("code",),
    tells=("person",),
)
PRESENCE = _t(
    "presence",
    "Arrivals and departures; somebody may come and go more than once.",
    text_id(),
    ref("participant", "participants", "who", delete="CASCADE"),
    private("arrived", "UTC", blurs=True),
    private("departed", "UTC, empty while in the room", nullable=True, blurs=True),
    indexes=(("participant",),),
    called=("participant",),
    tells=("person.arrive", "person.leave"),
)
DAYS = _t(
    "days",
    "Days of the laboratory; dates and times are local to the laboratory's zone.",
    text_id(),
    public("date", "YYYY-MM-DD, empty until known", default="''"),
    public("start", "HH:MM local"),
    public("title", "optional", default="''"),
    _POSITION,
    called=("title", "date"),
    tells=("day",),
)
ACTIVITIES = _t(
    "activities",
    "Points of the agenda; each has a kind that owns its settings and tables.",
    text_id(),
    ref("day", "days", "the day it stands in"),
    _POSITION,
    public("kind", "talk, board, vote, plan …; unknown kinds are kept and shown read-only"),
    public("title", "as in the programme"),
    public("question", "what the room is asked", default="''"),
    private("notes", "for the moderator only", default="''"),
    public("minutes", "planned length", "INTEGER", default="15"),
    public("minimum", "shortest sensible length in minutes", "INTEGER", default="5"),
    public("fixed", "HH:MM when it must start then", default="''"),
    public("skippable", "1 when it may be left out", "INTEGER", default="0"),
    ref("needs", "participants", "person without whom it cannot run", nullable=True, delete="SET NULL"),
    public("needs_until", "HH:MM until which that person is here", default="''"),
    public("settings", 'JSON {"v": n, …} owned by the kind', default="'{\"v\": 1}'"),
    public("state", "planned, running, done or skipped", default="'planned'"),
    public("started", "UTC", nullable=True),
    public("finished", "UTC", nullable=True),
    _RETIRED,
    indexes=(("day",),),
    called=("title",),
    tells=("activity", "talk", "agenda", "twins", "sort.begin", "sort.end"),
)
CLUSTERS = _t(
    "clusters",
    "Groups of ideas on one board; a column is one.",
    text_id(),
    ref("activity", "activities", "the board"),
    public("title", "its name", default="''"),
    public("color", "tint token or empty", default="''"),
    _POSITION,
    _RETIRED,
    indexes=(("activity",),),
    called=("title",),
    tells=("cluster", "idea.group", "sort.group"),
)
IDEAS = _t(
    "ideas",
    "What was said, written once; everything else points here.",
    text_id(),
    public("text", "the words"),
    ref("author", "participants", "who said it, where the board attributes", nullable=True, delete="SET NULL"),
    ref("sector", "sectors", "whose voice, where the board attributes by sector", nullable=True),
    ref("born", "activities", "the board it was first placed on", nullable=True),
    public("created", "UTC"),
    public("color", "tint token or empty", default="''"),
    private("note", "moderator's note on the card", default="''"),
    ref("merged_into", "ideas", "the card that speaks for this one since a merge", nullable=True),
    _RETIRED,
    ref("group_id", "groups", "at which table it was said, where the board attributes by table", nullable=True),
    public("round", "in which round of the tables, from 1", "INTEGER", nullable=True),
    indexes=(("merged_into",),),
    called=("text",),
    tells=("idea",),
)
PLACEMENTS = _t(
    "placements",
    "Where an idea lies: in which activity, which group, in what order or at which point.",
    text_id(),
    ref("idea", "ideas", "what"),
    ref("activity", "activities", "where"),
    ref("cluster", "clusters", "in which group", nullable=True),
    _POSITION,
    public("x", "0–1 across the canvas or axis", "REAL", nullable=True),
    public("y", "0–1 down the canvas or axis", "REAL", nullable=True),
    public("covered", "1 while collected hidden", "INTEGER", default="0"),
    unique=(("idea", "activity", "cluster"),),
    indexes=(("activity", "cluster", "position"),),
    called=("idea",),
    tells=("idea", "sort"),
)
MARKS = _t(
    "marks",
    "Marks on ideas without a vote: dots by meaning, stars, visionary.",
    text_id(),
    ref("idea", "ideas", "what"),
    ref("activity", "activities", "where it was marked"),
    public("kind", "star, visionary, dot:<meaning>, axis:<name>"),
    public("value", "how many or how much", "INTEGER", default="1"),
    ref("sector", "sectors", "whose mark, where known", nullable=True),
    indexes=(("idea",),),
    called=("idea",),
    tells=("idea.mark",),
)
NOTES = _t(
    "notes",
    "Said in between: parking, questions, declarations, notes; nothing gets lost.",
    text_id(),
    public("kind", "parking, question, declaration, note or contract"),
    public("text", "the speaker's words"),
    ref("participant", "participants", "who said it", nullable=True, delete="SET NULL"),
    private("who", "the speaker as typed, when not on the list", default="''"),
    ref("activity", "activities", "during which point", nullable=True),
    public("created", "UTC"),
    public("state", "open, assigned, done or dropped", default="'open'"),
    public("answer", "what became of it", default="''"),
    _RETIRED,
    called=("text",),
    tells=("note", "plan.from-notes"),
)
FILES = _t(
    "files",
    "Pictures and logos, by the hash of their bytes; immutable.",
    public("hash", "SHA-256 in hex"),
    public("name", "as imported"),
    public("media", "media type"),
    private("bytes", "the content", "BLOB"),
    pk=("hash",),
    journalled=False,
)
FILE_LINKS = _t(
    "file_links",
    "What a file belongs to: the report's logos, a board's flip chart, a card.",
    text_id(),
    ref("file", "files(hash)", "which file"),
    ref("activity", "activities", "shown with this activity", nullable=True),
    public("purpose", "logo, flipchart, evidence"),
    public("alt", "what the picture shows, in words", default="''"),
    _POSITION,
    called=("alt",),
    tells=("file",),
)
GROUPS = _t(
    "groups",
    "Tables (stoliki) and teams of one activity.",
    text_id(),
    ref("activity", "activities", "where"),
    public("name", "as on the sheet"),
    public("topic", "what the table works on", default="''"),
    ref("host", "participants", "who stays and sums up", nullable=True, delete="SET NULL"),
    public("state", "open, working, handed, typed or closed", default="'open'"),
    _POSITION,
    _RETIRED,
    called=("topic", "name"),
    tells=("tables.edit", "tables.open", "tables.close"),
)
SEATS = _t(
    "seats",
    "Who sits where in which round.",
    text_id(),
    ref("group_id", "groups", "the table"),
    ref("participant", "participants", "who", delete="CASCADE"),
    public("round", "1 for the first", "INTEGER", default="1"),
    unique=(("participant", "group_id", "round"),),
)
CHANGES = _t(
    "changes",
    "One row per gesture: a sentence's code, for history and undo.",
    public("id", "running number", "INTEGER"),
    public("at", "UTC"),
    public("code", "sentence of the history, worded in wording/history.py"),
    public("params", "JSON of numbers and ids, never names or texts"),
    public("source", "console, booth, import or system"),
    public("undoable", "1 for gestures, 0 for entries such as opening a vote", "INTEGER"),
    public("barrier", "1 when no undo crosses it", "INTEGER"),
    public("undoes", "number of the change this one takes back", "INTEGER", nullable=True),
    public("undone_by", "number of the change that took this one back", "INTEGER", nullable=True),
    journalled=False,
)
JOURNAL = _t(
    "journal",
    "One row per changed row: what it was and what it became; gives undo without code per operation.",
    public("seq", "running number", "INTEGER"),
    public("change", "number of the change", "INTEGER"),
    public("tbl", "table"),
    public("key", "JSON array of the primary key"),
    public("op", "I, U or D"),
    private("old", "JSON of the row before", nullable=True),
    private("new", "JSON of the row after", nullable=True),
    pk=("seq",),
    indexes=(("change",),),
    journalled=False,
)
MIGRATIONS = _t(
    "migrations",
    "Which numbered steps of which owner this file has been through.",
    public("owner", "core or a kind"),
    public("number", "step", "INTEGER"),
    public("applied", "UTC"),
    pk=("owner", "number"),
    rowid=False,
    journalled=False,
)

TABLES = (
    LAB, SECTORS, ENTITIES, PARTICIPANTS, PRESENCE, DAYS, ACTIVITIES, CLUSTERS, IDEAS, PLACEMENTS, MARKS, NOTES, FILES,
    FILE_LINKS, GROUPS, SEATS, CHANGES, JOURNAL, MIGRATIONS,
)  # fmt: skip

CORE = Owner("core", TABLES, (Migration(1, MIGRATION_1), Migration(2, MIGRATION_2)))

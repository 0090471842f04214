"""The tables every laboratory has, whatever its activities: people, agenda, ideas, notes, files, journal."""

from __future__ import annotations

from labapp.marking import N_
from labapp.store import core_words
from labapp.store.catalogue import Migration, Owner, Table, private, public, ref, text_id
from labapp.store.core_facts import FACTS, FACTS_NAMED, MOST_MINUTES
from labapp.store.core_migrations import MIGRATION_1, MIGRATION_2, MIGRATION_3
from labapp.store.holds import (
    BYTES,
    CLOCK,
    COUNT,
    DATE,
    FLAG,
    JSON_ANY,
    JSON_OBJECT,
    KEY,
    MOMENT,
    NUMBER,
    REAL,
    of_json,
    one_of,
    whole,
)
from labapp.store.joins import Alike, Joins, Same

_POSITION = public("position", "order among its siblings", holds=KEY)
_RETIRED = public("retired", "1 when set aside; kept because others point here", "INTEGER", default="0", holds=FLAG)
_COLOR = public("color", "tint token or empty", default="''", holds=one_of(
    "", "yellow", "blue", "green", "orange", "violet", "grey"), words=core_words.COLORS)
_MINUTES = whole(0, MOST_MINUTES)
_TURN = whole(1, 1000)  # a round of tables


def _t(name: str, doc: str, *columns: object, **more: object) -> Table:
    return Table(name, "core", doc, tuple(columns), **more)  # type: ignore[arg-type]


LAB = _t(
    "lab",
    "Facts about the whole laboratory: title, language, zone, place, organisers, funder, unique id.",
    public("key", "name of the fact", words=FACTS_NAMED),
    public("value", "its value", holds=of_json("JSON", lambda _value: True).mild(), by=("key", FACTS)),
    pk=("key",),
    rowid=False,
    noun=N_("particulars of the meeting"),
    joins=Joins(
        newest=("current", "timer", "pause", "paper"), named=("key",),
        untold=("current", "timer", "pause", "paper", "pin", "uid"),
    ),
)
SECTORS = _t(
    "sectors",
    "Sides of the table: local government, organisations, residents, experts, others; editable.",
    text_id(),
    public("name", "as shown, in the laboratory's language"),
    public("letter", "one letter beside the shape"),
    public("look", "colour and shape token", holds=one_of("S", "O", "M", "E", "I")),
    _POSITION,
    _RETIRED,
    called=("name",),
    tells=("sector",),
    noun=N_("sectors"),
    joins=Joins(beside=(), alike=Alike("name")),
)
ENTITIES = _t(
    "entities",
    "Organisations and units of local government that people come from.",
    text_id(),
    public("name", "full name"),
    public("kind", "what it is", default="'other'", holds=one_of("unit", "organisation", "other")),
    ref("sector", "sectors", "the sector its people belong to by default", nullable=True),
    public("level", "gmina, miasto, powiat, wojewodztwo for units", default="''"),
    public("teryt", "official territorial code", default="''"),
    private("note", "for the moderator only", default="''"),
    _RETIRED,
    called=("name",),
    tells=("entity",),
    noun=N_("organisations and units"),
    joins=Joins(alike=Alike("name", ("teryt",), ("teryt", "level"), rest="note")),
)
PARTICIPANTS = _t(
    "participants",
    "People in the room; names and contacts never leave the console without consent.",
    text_id(),
    public("code", "short code on the badge; stands for the person in public"),
    private("name", "first and last name", default="''"),
    ref("entity", "entities", "whom the person represents", nullable=True),
    ref("sector", "sectors", "side of the table", nullable=True),
    public("role", "what for the person is here", default="'participant'", holds=one_of(
        "moderator", "co-moderator", "recorder", "host", "expert", "participant", "observer"), words=core_words.ROLES),
    private("function", "office held, as on the list", default="''"),
    private("email", "contact", default="''"),
    private("phone", "contact", default="''"),
    private("needs", "diet, accessibility, care", default="''"),
    private("consents", "consent code -> true/false", default="'{}'", holds=JSON_OBJECT),
    private("note", "for the moderator only", default="''"),
    _RETIRED,
    unique=(("code",),),
    called=("code",),
    tells=("person",),
    noun=N_("participants"),
    joins=Joins(
        together=(("entity", "sector"),), next_free=("code", 101), named=("code", "name"),
        alike=Alike("name", ("email", "phone"), ("entity", "email"), rest="note"),
    ),
)
PRESENCE = _t(
    "presence",
    "Arrivals and departures; somebody may come and go more than once.",
    text_id(),
    ref("participant", "participants", "who", delete="CASCADE"),
    private("arrived", "since when in the room", blurs=True, holds=MOMENT),
    private("departed", "until when; empty while in the room", nullable=True, blurs=True, holds=MOMENT),
    indexes=(("participant",),),
    called=("participant",),
    tells=("person.arrive", "person.leave"),
    noun=N_("presence"),
    joins=Joins(
        together=(("participant", "arrived", "departed"),),
        same=(Same(("participant",), only=("departed", None), first=("arrived",)),),
    ),
)
FORMER_NAMES = _t(
    "former_names",
    "What the list said of people before, kept when the journal that tells it goes: removing somebody looks for it.",
    text_id(),
    ref("participant", "participants", "of whom", delete="CASCADE"),
    public("what", "which column of the list", holds=one_of("name", "email", "phone")),
    private("text", "what stood there"),
    indexes=(("participant",),),
    journalled=False,
    noun=N_("earlier names"),
)
DAYS = _t(
    "days",
    "Days of the laboratory; dates and times are local to the laboratory's zone.",
    text_id(),
    public("date", "empty until known", default="''", holds=DATE.or_empty()),
    public("start", "when it begins, local", holds=CLOCK),
    public("title", "optional", default="''"),
    _POSITION,
    called=("title", "date"),
    tells=("day",),
    noun=N_("days"),
    joins=Joins(beside=(), named=("date", "title")),
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
    public("minutes", "planned length", "INTEGER", default="15", holds=_MINUTES),
    public("minimum", "shortest sensible length in minutes", "INTEGER", default="5", holds=_MINUTES),
    public("fixed", "when it must start then", default="''", holds=CLOCK.or_empty()),
    public("skippable", "1 when it may be left out", "INTEGER", default="0", holds=FLAG),
    ref("needs", "participants", "person without whom it cannot run", nullable=True, delete="SET NULL"),
    public("needs_until", "until when that person is here", default="''", holds=CLOCK.or_empty()),
    public("settings", '{"v": n, …}, owned by the kind', default="'{\"v\": 1}'", holds=JSON_OBJECT),
    public("state", "how it stands", default="'planned'", holds=one_of("planned", "running", "done", "skipped"),
           words=core_words.RUN),
    public("started", "when it was begun", nullable=True, holds=MOMENT),
    public("finished", "when it was ended", nullable=True, holds=MOMENT),
    _RETIRED,
    indexes=(("day",),),
    called=("title",),
    tells=("activity", "talk", "agenda", "twins", "sort.begin", "sort.end"),
    noun=N_("points of the agenda"),
    joins=Joins(
        together=(("state", "started", "finished"), ("day", "position"), ("needs", "needs_until"),
                  ("minutes", "minimum")),
        beside=("day",),
    ),
)
CLUSTERS = _t(
    "clusters",
    "Groups of ideas on one board; a column is one.",
    text_id(),
    ref("activity", "activities", "the board"),
    public("title", "its name", default="''"),
    _COLOR,
    _POSITION,
    _RETIRED,
    indexes=(("activity",),),
    called=("title",),
    tells=("cluster", "idea.group", "sort.group"),
    noun=N_("groups of cards"),
    joins=Joins(beside=("activity",)),
)
IDEAS = _t(
    "ideas",
    "What was said, written once; everything else points here.",
    text_id(),
    public("text", "the words"),
    ref("author", "participants", "who said it, where the board attributes", nullable=True, delete="SET NULL"),
    ref("sector", "sectors", "whose voice, where the board attributes by sector", nullable=True),
    ref("born", "activities", "the board it was first placed on", nullable=True),
    public("created", "when it was written down", holds=MOMENT),
    _COLOR,
    private("note", "moderator's note on the card", default="''"),
    ref("merged_into", "ideas", "the card that speaks for this one since a merge", nullable=True),
    _RETIRED,
    ref("group_id", "groups", "at which table it was said, where the board attributes by table", nullable=True),
    public("round", "in which round of the tables, from 1", "INTEGER", nullable=True, holds=_TURN),
    indexes=(("merged_into",),),
    called=("text",),
    tells=("idea",),
    noun=N_("cards"),
    joins=Joins(together=(("merged_into", "retired"),), merged="merged_into"),
)
PLACEMENTS = _t(
    "placements",
    "Where an idea lies: in which activity, which group, in what order or at which point.",
    text_id(),
    ref("idea", "ideas", "what"),
    ref("activity", "activities", "where"),
    ref("cluster", "clusters", "in which group", nullable=True),
    _POSITION,
    public("x", "0–1 across the canvas or axis", "REAL", nullable=True, holds=REAL),
    public("y", "0–1 down the canvas or axis", "REAL", nullable=True, holds=REAL),
    public("covered", "1 while collected hidden", "INTEGER", default="0", holds=FLAG),
    unique=(("idea", "activity", "cluster"),),
    indexes=(("activity", "cluster", "position"),),
    called=("idea",),
    tells=("idea", "sort"),
    noun=N_("places of cards"),
    joins=Joins(
        together=(("cluster", "position", "x", "y"),),
        beside=("activity", "cluster"),
        same=(Same(("idea", "activity", "cluster"), first=("x",)), Same(("idea", "activity"), yields="cluster")),
    ),
)
MARKS = _t(
    "marks",
    "Marks on ideas without a vote: dots by meaning, stars, visionary.",
    text_id(),
    ref("idea", "ideas", "what"),
    ref("activity", "activities", "where it was marked"),
    public("kind", "star, visionary, dot:<meaning>, axis:<name>"),
    public("value", "how many or how much", "INTEGER", default="1", holds=COUNT),
    ref("sector", "sectors", "whose mark, where known", nullable=True),
    indexes=(("idea",),),
    called=("idea",),
    tells=("idea.mark",),
    noun=N_("marks"),
    joins=Joins(
        together=(("idea", "activity", "kind", "sector"),),
        same=(Same(("idea", "activity", "kind", "sector"), first=("-value",)),),
    ),
)
NOTES = _t(
    "notes",
    "Said in between: parking, questions, declarations, notes; nothing gets lost.",
    text_id(),
    public("kind", "what it is", holds=one_of("parking", "question", "declaration", "note", "contract"),
           words=core_words.NOTES),
    public("text", "the speaker's words"),
    ref("participant", "participants", "who said it", nullable=True, delete="SET NULL"),
    private("who", "the speaker as typed, when not on the list", default="''"),
    ref("activity", "activities", "during which point", nullable=True),
    public("created", "when it was written down", holds=MOMENT),
    public("state", "whether it is settled", default="'open'", holds=one_of("open", "assigned", "done", "dropped"),
           words=core_words.SETTLED),
    public("answer", "what became of it", default="''"),
    _RETIRED,
    called=("text",),
    tells=("note", "plan.from-notes"),
    noun=N_("notes and questions"),
    joins=Joins(together=(("participant", "who"), ("state", "answer", "retired"))),
)
FILES = _t(
    "files",
    "Pictures and logos, by the hash of their bytes; immutable.",
    public("hash", "SHA-256 in hex"),
    public("name", "as imported"),
    public("media", "media type"),
    private("bytes", "the content", "BLOB", holds=BYTES),
    pk=("hash",),
    journalled=False,
    noun=N_("pictures"),
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
    noun=N_("use of pictures"),
    joins=Joins(beside=("activity", "purpose"), same=(Same(("file", "activity", "purpose")),)),
)
GROUPS = _t(
    "groups",
    "Tables (stoliki) and teams of one activity.",
    text_id(),
    ref("activity", "activities", "where"),
    public("name", "as on the sheet"),
    public("topic", "what the table works on", default="''"),
    ref("host", "participants", "who stays and sums up", nullable=True, delete="SET NULL"),
    public("state", "how it stands", default="'open'",
           holds=one_of("open", "working", "handed", "typed", "closed"), words=core_words.TABLES),
    _POSITION,
    _RETIRED,
    called=("topic", "name"),
    tells=("tables.edit", "tables.open", "tables.close"),
    noun=N_("tables and teams"),
    joins=Joins(together=(("state", "retired"),), beside=("activity",), named=("name",)),
)
SEATS = _t(
    "seats",
    "Who sits where in which round.",
    text_id(),
    ref("group_id", "groups", "the table"),
    ref("participant", "participants", "who", delete="CASCADE"),
    public("round", "1 for the first", "INTEGER", default="1", holds=_TURN),
    unique=(("participant", "group_id", "round"),),
    noun=N_("seats"),
    joins=Joins(same=(Same(("participant", "round", "group_id.activity"), newest=True),), named=("participant",)),
)
CHANGES = _t(
    "changes",
    "One row per gesture: a sentence's code, for history and undo.",
    public("id", "running number", "INTEGER", holds=NUMBER),
    public("at", "when it was done", holds=MOMENT),
    public("code", "sentence of the history, worded in wording/history.py"),
    public("params", "numbers and ids, never names or texts", holds=JSON_OBJECT),
    public("source", "from where", holds=one_of("console", "booth", "import", "system")),
    public("undoable", "1 for gestures, 0 for entries such as opening a vote", "INTEGER", holds=FLAG),
    public("barrier", "1 when no undo crosses it", "INTEGER", holds=FLAG),
    public("undoes", "number of the change this one takes back", "INTEGER", nullable=True, holds=NUMBER),
    public("undone_by", "number of the change that took this one back", "INTEGER", nullable=True, holds=NUMBER),
    journalled=False,
    noun=N_("history"),
)
JOURNAL = _t(
    "journal",
    "One row per changed row: what it was and what it became; gives undo without code per operation.",
    public("seq", "running number", "INTEGER", holds=NUMBER),
    public("change", "number of the change", "INTEGER", holds=NUMBER),
    public("tbl", "table"),
    public("key", "values of the primary key, in a list", holds=JSON_ANY),
    public("op", "inserted, updated or deleted", holds=one_of("I", "U", "D")),
    private("old", "the row before", nullable=True, holds=JSON_ANY),
    private("new", "the row after", nullable=True, holds=JSON_ANY),
    pk=("seq",),
    indexes=(("change",),),
    journalled=False,
    noun=N_("details of the history"),
)
MIGRATIONS = _t(
    "migrations",
    "Which numbered steps of which owner this file has been through.",
    public("owner", "core or a kind"),
    public("number", "step", "INTEGER", holds=NUMBER),
    public("applied", "when", holds=MOMENT.mild()),
    pk=("owner", "number"),
    rowid=False,
    journalled=False,
    noun=N_("steps of the file format"),
)

TABLES = (
    LAB, SECTORS, ENTITIES, PARTICIPANTS, PRESENCE, FORMER_NAMES, DAYS, ACTIVITIES, CLUSTERS, IDEAS, PLACEMENTS, MARKS,
    NOTES, FILES, FILE_LINKS, GROUPS, SEATS, CHANGES, JOURNAL, MIGRATIONS,
)  # fmt: skip

CORE = Owner("core", TABLES, (Migration(1, MIGRATION_1), Migration(2, MIGRATION_2), Migration(3, MIGRATION_3)))

"""The tables of voting. What is cast lies in tables without a journal and without row numbers: no order, no time."""

from __future__ import annotations

from labapp.kinds.vote import returning
from labapp.marking import N_
from labapp.store.catalogue import Column, Migration, Owner, Privacy, Table, private, public, ref, text_id
from labapp.store.holds import (
    BYTES,
    COUNT,
    FLAG,
    ID,
    JSON_BODY,
    JSON_OBJECT,
    KEY,
    MOMENT,
    is_text,
    is_whole,
    list_of,
    of_json,
    one_of,
    record,
)
from labapp.store.joins import Joins, Numbered, Same, Unit

_TEXTS = dict.fromkeys(("way", "witnesses", "words", "recorded", "at"), is_text)
_DECISION = of_json(
    "JSON object", record({**_TEXTS, "order": list_of(is_text), "votes": list_of(is_whole)}), surely="$ = '{}'"
)

_STATES = {
    "draft": N_("in preparation"), "open": N_("open"), "closed": N_("closed, not announced"),
    "announced": N_("announced"), "void": N_("declared void"),
}  # fmt: skip


def _t(name: str, doc: str, *columns: Column, **more: object) -> Table:
    return Table(name, "vote", doc, tuple(columns), **more)  # type: ignore[arg-type]


def _key(name: str, doc: str) -> Column:
    return Column(name, "TEXT", Privacy.REFERENCE, doc, holds=ID)


VOTES = _t(
    "vote_votes",
    "Rounds of voting of an activity; a repeated vote is a new round that names the one it follows.",
    text_id(),
    ref("activity", "activities", "the point of the agenda"),
    public("round", "1 for the first", "INTEGER", default="1", holds=COUNT),
    ref("follows", "vote_votes", "the round this one repeats", nullable=True),
    public("reason", "why it is repeated, as told to the room", default="''"),
    public("state", "how it stands; void when it could not be counted", default="'draft'",
           holds=one_of("draft", "open", "closed", "announced", "void"), words=_STATES),
    public("question", "what was asked, frozen at opening", default="''"),
    public("settings", "the activity's settings, frozen at opening", default="'{}'", holds=JSON_OBJECT),
    public("opened", "when", nullable=True, holds=MOMENT),
    public("closed", "when", nullable=True, holds=MOMENT),
    public("announced", "when", nullable=True, holds=MOMENT),
    public("present", "entitled people in the room when it closed", "INTEGER", nullable=True, holds=COUNT),
    public("invalid", "void ballots, on paper", "INTEGER", default="0", holds=COUNT),
    private("decision", "how a tie was settled: way, order, witnesses; a body's words and its scribe",
            default="'{}'", keeps=("way", "order", "at", "votes"), holds=_DECISION),
    Column("key_tag", "TEXT", Privacy.REFERENCE, "names the key file of a sealed round", default="''", holds=ID),
    private("explained", "the moderator's words for what did not add up before announcing", default="''"),
    public("revealed", "results shown so far, from the last; empty when all are", "INTEGER", nullable=True,
           holds=COUNT),
    public("why", "1 while the room is shown the reasons", "INTEGER", default="0", holds=FLAG),
    public("second", "ballots that differed in the second reading of paper", "INTEGER", nullable=True, holds=COUNT),
    public("ground", "1 while the room is shown what sectors have in common", "INTEGER", default="0", holds=FLAG),
    indexes=(("activity",),),
    called=("question", "activity"),
    tells=("vote",),
    noun=N_("rounds of voting"),
    joins=Joins(
        # Never ballots of one state with ballots of the other: nobody could answer for the count.
        unit=Unit("state", "draft", "open", ("void", "closed", "announced"), "join.open-vote"),
        same=(Same(("activity",), only=("state", "draft")),),
        numbered=Numbered("round", ("activity",), ("opened",), last=("state", "draft")),
        named=("activity",),
    ),
)
OPTIONS = _t(
    "vote_options",
    "What can be voted for: copies of the words as they were at opening, with one number everywhere.",
    text_id(),
    ref("vote", "vote_votes", "the round"),
    public("position", "order before opening", holds=KEY),
    public("number", "the one number on stage, booth, paper and entry form; 0 before opening", "INTEGER", default="0",
           holds=COUNT),
    public("source_kind", "where its words are from", default="'typed'", holds=one_of("idea", "cluster", "typed")),
    Column("source_id", "TEXT", Privacy.REFERENCE, "the idea or group it stands for", nullable=True, holds=ID),
    public("title", "the words"),
    public("note", "a line beneath", default="''"),
    public("cost", "exact decimal number, empty where nothing is spent", default="''"),
    indexes=(("vote",),),
    called=("vote",),
    tells=("vote.edit",),
    noun=N_("options"),
    joins=Joins(beside=("vote",), named=("title",)),
)
ENTITLED = _t(
    "vote_entitled",
    "Who may vote, frozen at opening: one row a vote, of a person or of an entity through its delegate.",
    ref("vote", "vote_votes", "the round"),
    _key("voter", "id of the person, or of the entity where each entity has one vote"),
    ref("participant", "participants", "who casts it: the person or the delegate", nullable=True, delete="SET NULL"),
    ref("entity", "entities", "whose vote it is, where entities vote", nullable=True),
    ref("sector", "sectors", "side of the table at opening", nullable=True),
    public("cell", "sectors counted together because they are small: their ids joined by +", default="''"),
    ref("weighs_with", "entities", "the entity whose one vote this is a part of, where entities weigh the same",
        nullable=True),
    pk=("vote", "voter"),
    rowid=False,
    noun=N_("entitled to vote"),
)
TURNOUT = _t(
    "vote_turnout",
    "That somebody has voted; never what, when or in which order.",
    ref("vote", "vote_votes", "the round"),
    _key("voter", "as in vote_entitled"),
    public("channel", "by which way, in an open vote; empty where ballots are sealed", default="''",
           holds=one_of("", "booth", "stage", "paper")),
    pk=("vote", "voter"),
    rowid=False,
    journalled=False,
    noun=N_("turnout"),
)
BOXES = _t(
    "vote_boxes",
    "Sealed ballots while a secret vote is open, all of one length; gone when it closes.",
    ref("vote", "vote_votes", "the round"),
    private("box", "sealed ballot", "BLOB", holds=BYTES),
    pk=("vote", "box"),
    rowid=False,
    journalled=False,
    noun=N_("sealed ballots"),
)
BALLOTS = _t(
    "vote_ballots",
    "Ballots in clear: of an open vote as cast, of a secret one written sorted under random ids at closing.",
    text_id(),
    ref("vote", "vote_votes", "the round"),
    public("body", "the form's own canonical shape, by option number", holds=JSON_BODY),
    Column("voter", "TEXT", Privacy.REFERENCE, "who cast it, in an open vote only", nullable=True, holds=ID),
    public("cell", "sector or sectors, where the vote is counted by sector; else empty", default="''"),
    indexes=(("vote",),),
    rowid=False,
    journalled=False,
    noun=N_("ballots cast"),
)
TALLIES = _t(
    "vote_tallies",
    "Hands (later stickers) counted per option.",
    text_id(),
    ref("vote", "vote_votes", "the round"),
    ref("option", "vote_options", "for what", nullable=True),
    public("answer", "yes, no, abstain; people = how many raised a hand at all, where the counts cannot tell;"
           " ending in /- of people without a sector, where counted by sector"),
    ref("sector", "sectors", "of which side, where counted so", nullable=True),
    public("count", "how many", "INTEGER", holds=COUNT),
    indexes=(("vote",),),
    called=("vote",),
    tells=("vote.hands", "vote.hands-again"),
    noun=N_("counted hands"),
)
PAPER = _t(
    "vote_paper",
    "Printed ballots by serial number, apart from people. What was read is ticked off in the order of the numbers:"
    " how many returned is true, which sheet it was is not recorded.",
    ref("vote", "vote_votes", "the round"),
    public("serial", "1 for the first issued; a running number, not the one on the sheet", "INTEGER", holds=COUNT),
    public("state", "where it is", default="'issued'", holds=one_of("issued", "returned", "void")),
    public("reason", "why void", default="''"),
    public("sheet", "the number on the sheet, where a void or missing one was looked up", "INTEGER", nullable=True,
           holds=COUNT),
    private("lost", "what happened to a sheet that never came back", default="''"),
    pk=("vote", "serial"),
    rowid=False,
    journalled=False,
    noun=N_("printed ballots"),
)
SECOND = _t(
    "vote_second",
    "The second reading of paper ballots: sealed while a secret vote is open and gone when it closes.",
    text_id(),
    ref("vote", "vote_votes", "the round"),
    public("body", "as in vote_ballots, in an open vote only", default="''", holds=JSON_BODY.or_empty()),
    private("box", "sealed, in any other", "BLOB", nullable=True, holds=BYTES),
    indexes=(("vote",),),
    rowid=False,
    journalled=False,
    noun=N_("second reading of paper"),
)
BODIES = _t(
    "vote_bodies",
    "The body that settled a tie, where one did: an institution, named to everybody.",
    ref("vote", "vote_votes", "the round"),
    public("body", "its name"),
    pk=("vote",),
    rowid=False,
    called=("body",),
    tells=("vote.decide-tie",),
    noun=N_("bodies that settle ties"),
)

TABLES = (VOTES, OPTIONS, ENTITLED, TURNOUT, BOXES, BALLOTS, TALLIES, PAPER, SECOND, BODIES)

MIGRATION_1: tuple[str, ...] = (
    """CREATE TABLE vote_votes (
  id TEXT NOT NULL,
  activity TEXT NOT NULL REFERENCES activities,
  round INTEGER NOT NULL DEFAULT 1,
  follows TEXT REFERENCES vote_votes,
  reason TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'draft',
  question TEXT NOT NULL DEFAULT '',
  settings TEXT NOT NULL DEFAULT '{}',
  opened TEXT,
  closed TEXT,
  announced TEXT,
  present INTEGER,
  invalid INTEGER NOT NULL DEFAULT 0,
  decision TEXT NOT NULL DEFAULT '{}',
  PRIMARY KEY (id)
) STRICT""",
    """CREATE INDEX vote_votes_by_activity ON vote_votes (activity)""",
    """CREATE TABLE vote_options (
  id TEXT NOT NULL,
  vote TEXT NOT NULL REFERENCES vote_votes,
  position TEXT NOT NULL,
  number INTEGER NOT NULL DEFAULT 0,
  source_kind TEXT NOT NULL DEFAULT 'typed',
  source_id TEXT,
  title TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  cost TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (id)
) STRICT""",
    """CREATE INDEX vote_options_by_vote ON vote_options (vote)""",
    """CREATE TABLE vote_entitled (
  vote TEXT NOT NULL REFERENCES vote_votes,
  voter TEXT NOT NULL,
  participant TEXT REFERENCES participants ON DELETE SET NULL,
  entity TEXT REFERENCES entities,
  sector TEXT REFERENCES sectors,
  cell TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (vote, voter)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE vote_turnout (
  vote TEXT NOT NULL REFERENCES vote_votes,
  voter TEXT NOT NULL,
  channel TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (vote, voter)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE vote_boxes (
  vote TEXT NOT NULL REFERENCES vote_votes,
  box BLOB NOT NULL,
  PRIMARY KEY (vote, box)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE vote_ballots (
  id TEXT NOT NULL,
  vote TEXT NOT NULL REFERENCES vote_votes,
  body TEXT NOT NULL,
  voter TEXT,
  cell TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID""",
    """CREATE INDEX vote_ballots_by_vote ON vote_ballots (vote)""",
    """CREATE TABLE vote_tallies (
  id TEXT NOT NULL,
  vote TEXT NOT NULL REFERENCES vote_votes,
  option TEXT REFERENCES vote_options,
  answer TEXT NOT NULL,
  sector TEXT REFERENCES sectors,
  count INTEGER NOT NULL,
  PRIMARY KEY (id)
) STRICT""",
    """CREATE INDEX vote_tallies_by_vote ON vote_tallies (vote)""",
    """CREATE TABLE vote_paper (
  vote TEXT NOT NULL REFERENCES vote_votes,
  serial INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'issued',
  reason TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (vote, serial)
) STRICT, WITHOUT ROWID""",
)

MIGRATION_2: tuple[str, ...] = (
    "ALTER TABLE vote_votes ADD COLUMN key_tag TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE vote_votes ADD COLUMN explained TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE vote_votes ADD COLUMN revealed INTEGER",
    "ALTER TABLE vote_votes ADD COLUMN why INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE vote_votes ADD COLUMN second INTEGER",
)

MIGRATION_3: tuple[str, ...] = (
    "ALTER TABLE vote_paper ADD COLUMN sheet INTEGER",
    "ALTER TABLE vote_paper ADD COLUMN lost TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE vote_second (
  id TEXT NOT NULL,
  vote TEXT NOT NULL REFERENCES vote_votes,
  body TEXT NOT NULL DEFAULT '',
  box BLOB,
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID""",
    """CREATE INDEX vote_second_by_vote ON vote_second (vote)""",
    """CREATE TABLE vote_bodies (
  vote TEXT NOT NULL REFERENCES vote_votes,
  body TEXT NOT NULL,
  PRIMARY KEY (vote)
) STRICT, WITHOUT ROWID""",
)

MIGRATION_4: tuple[str, ...] = (
    "ALTER TABLE vote_votes ADD COLUMN ground INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE vote_entitled ADD COLUMN weighs_with TEXT REFERENCES entities",
)

_STEPS = (MIGRATION_1, MIGRATION_2, MIGRATION_3, MIGRATION_4)
OWNER = Owner(
    "vote", TABLES, tuple(Migration(number, step) for number, step in enumerate(_STEPS, 1)), returning.may_return
)

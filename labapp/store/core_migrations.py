"""Numbered steps of the core tables, frozen as raw SQL: a step never changes once a file has been through it."""

MIGRATION_1: tuple[str, ...] = (
    """CREATE TABLE lab (
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (key)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE sectors (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  letter TEXT NOT NULL,
  look TEXT NOT NULL,
  position TEXT NOT NULL,
  retired INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (id)
) STRICT""",
    """CREATE TABLE entities (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL DEFAULT 'other',
  sector TEXT REFERENCES sectors,
  level TEXT NOT NULL DEFAULT '',
  teryt TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  retired INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (id)
) STRICT""",
    """CREATE TABLE participants (
  id TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL DEFAULT '',
  entity TEXT REFERENCES entities,
  sector TEXT REFERENCES sectors,
  role TEXT NOT NULL DEFAULT 'participant',
  function TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  needs TEXT NOT NULL DEFAULT '',
  consents TEXT NOT NULL DEFAULT '{}',
  note TEXT NOT NULL DEFAULT '',
  retired INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  UNIQUE (code)
) STRICT""",
    """CREATE TABLE presence (
  id TEXT NOT NULL,
  participant TEXT NOT NULL REFERENCES participants ON DELETE CASCADE,
  arrived TEXT NOT NULL,
  departed TEXT,
  PRIMARY KEY (id)
) STRICT""",
    """CREATE INDEX presence_by_participant ON presence (participant)""",
    """CREATE TABLE days (
  id TEXT NOT NULL,
  date TEXT NOT NULL DEFAULT '',
  start TEXT NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  position TEXT NOT NULL,
  PRIMARY KEY (id)
) STRICT""",
    """CREATE TABLE activities (
  id TEXT NOT NULL,
  day TEXT NOT NULL REFERENCES days,
  position TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  question TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT '',
  minutes INTEGER NOT NULL DEFAULT 15,
  minimum INTEGER NOT NULL DEFAULT 5,
  fixed TEXT NOT NULL DEFAULT '',
  skippable INTEGER NOT NULL DEFAULT 0,
  needs TEXT REFERENCES participants ON DELETE SET NULL,
  needs_until TEXT NOT NULL DEFAULT '',
  settings TEXT NOT NULL DEFAULT '{"v": 1}',
  state TEXT NOT NULL DEFAULT 'planned',
  started TEXT,
  finished TEXT,
  retired INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (id)
) STRICT""",
    """CREATE INDEX activities_by_day ON activities (day)""",
    """CREATE TABLE clusters (
  id TEXT NOT NULL,
  activity TEXT NOT NULL REFERENCES activities,
  title TEXT NOT NULL DEFAULT '',
  color TEXT NOT NULL DEFAULT '',
  position TEXT NOT NULL,
  retired INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (id)
) STRICT""",
    """CREATE INDEX clusters_by_activity ON clusters (activity)""",
    """CREATE TABLE ideas (
  id TEXT NOT NULL,
  text TEXT NOT NULL,
  author TEXT REFERENCES participants ON DELETE SET NULL,
  sector TEXT REFERENCES sectors,
  born TEXT REFERENCES activities,
  created TEXT NOT NULL,
  color TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  merged_into TEXT REFERENCES ideas,
  retired INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (id)
) STRICT""",
    """CREATE INDEX ideas_by_merged_into ON ideas (merged_into)""",
    """CREATE TABLE placements (
  id TEXT NOT NULL,
  idea TEXT NOT NULL REFERENCES ideas,
  activity TEXT NOT NULL REFERENCES activities,
  cluster TEXT REFERENCES clusters,
  position TEXT NOT NULL,
  x REAL,
  y REAL,
  covered INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  UNIQUE (idea, activity, cluster)
) STRICT""",
    """CREATE INDEX placements_by_activity_cluster_position ON placements (activity, cluster, position)""",
    """CREATE TABLE marks (
  id TEXT NOT NULL,
  idea TEXT NOT NULL REFERENCES ideas,
  activity TEXT NOT NULL REFERENCES activities,
  kind TEXT NOT NULL,
  value INTEGER NOT NULL DEFAULT 1,
  sector TEXT REFERENCES sectors,
  PRIMARY KEY (id)
) STRICT""",
    """CREATE INDEX marks_by_idea ON marks (idea)""",
    """CREATE TABLE notes (
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  participant TEXT REFERENCES participants ON DELETE SET NULL,
  who TEXT NOT NULL DEFAULT '',
  activity TEXT REFERENCES activities,
  created TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open',
  answer TEXT NOT NULL DEFAULT '',
  retired INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (id)
) STRICT""",
    """CREATE TABLE files (
  hash TEXT NOT NULL,
  name TEXT NOT NULL,
  media TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (hash)
) STRICT""",
    """CREATE TABLE file_links (
  id TEXT NOT NULL,
  file TEXT NOT NULL REFERENCES files(hash),
  activity TEXT REFERENCES activities,
  purpose TEXT NOT NULL,
  alt TEXT NOT NULL DEFAULT '',
  position TEXT NOT NULL,
  PRIMARY KEY (id)
) STRICT""",
    """CREATE TABLE groups (
  id TEXT NOT NULL,
  activity TEXT NOT NULL REFERENCES activities,
  name TEXT NOT NULL,
  topic TEXT NOT NULL DEFAULT '',
  host TEXT REFERENCES participants ON DELETE SET NULL,
  state TEXT NOT NULL DEFAULT 'open',
  position TEXT NOT NULL,
  retired INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (id)
) STRICT""",
    """CREATE TABLE seats (
  id TEXT NOT NULL,
  group_id TEXT NOT NULL REFERENCES groups,
  participant TEXT NOT NULL REFERENCES participants ON DELETE CASCADE,
  round INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (id),
  UNIQUE (participant, group_id, round)
) STRICT""",
    """CREATE TABLE changes (
  id INTEGER NOT NULL,
  at TEXT NOT NULL,
  code TEXT NOT NULL,
  params TEXT NOT NULL,
  source TEXT NOT NULL,
  undoable INTEGER NOT NULL,
  barrier INTEGER NOT NULL,
  undoes INTEGER,
  undone_by INTEGER,
  PRIMARY KEY (id)
) STRICT""",
    """CREATE TABLE journal (
  seq INTEGER NOT NULL,
  change INTEGER NOT NULL,
  tbl TEXT NOT NULL,
  key TEXT NOT NULL,
  op TEXT NOT NULL,
  old TEXT,
  new TEXT,
  PRIMARY KEY (seq)
) STRICT""",
    """CREATE INDEX journal_by_change ON journal (change)""",
    """CREATE TABLE migrations (
  owner TEXT NOT NULL,
  number INTEGER NOT NULL,
  applied TEXT NOT NULL,
  PRIMARY KEY (owner, number)
) STRICT, WITHOUT ROWID""",
)

MIGRATION_2: tuple[str, ...] = (
    "ALTER TABLE ideas ADD COLUMN group_id TEXT REFERENCES groups",
    "ALTER TABLE ideas ADD COLUMN round INTEGER",
)

MIGRATION_3: tuple[str, ...] = (
    """CREATE TABLE former_names (
  id TEXT NOT NULL,
  participant TEXT NOT NULL REFERENCES participants ON DELETE CASCADE,
  what TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (id)
) STRICT""",
    """CREATE INDEX former_names_by_participant ON former_names (participant)""",
)

"""The plan's table. An action points to the idea it came from and to the person who took it on."""

from __future__ import annotations

from labapp.marking import N_
from labapp.store.catalogue import Migration, Owner, Table, private, public, ref, text_id
from labapp.store.holds import DATE, FLAG, KEY, one_of
from labapp.store.joins import Joins

_STATUSES = {
    "planned": N_("planned"), "underway": N_("under way"), "done": N_("done"), "held": N_("on hold"),
    "dropped": N_("dropped"),
}  # fmt: skip
_MANDATES = {"proposed": N_("proposed"), "accepted": N_("accepted in the room"), "pending": N_("to be confirmed")}

ACTIONS = Table(
    "plan_actions",
    "plan",
    "Actions: what, who, by when, with what, how success is seen, and the mandate behind the name.",
    (
        text_id(),
        ref("activity", "activities", "the plan it stands in"),
        public("position", "order in the plan", holds=KEY),
        ref("idea", "ideas", "the idea it came from", nullable=True),
        ref("note", "notes", "the declaration it came from", nullable=True),
        public("what", "the action"),
        ref("person", "participants", "who does it, when on the list", nullable=True, delete="SET NULL"),
        ref("entity", "entities", "whose task it is", nullable=True),
        private("who", "who does it, as typed", default="''"),
        public("partners", "with whom", default="''"),
        public("due_kind", "how exactly it is said by when", default="'none'",
               holds=one_of("none", "day", "month", "quarter", "half", "event")),
        public("due", "YYYY-MM-DD, YYYY-MM, YYYY-Qn, YYYY-Hn or the event's name", default="''"),
        public("resources", "money, people, place", default="''"),
        public("measure", "how success is seen", default="''"),
        public("status", "how far it is", default="'planned'",
               holds=one_of("planned", "underway", "done", "held", "dropped"), words=_STATUSES),
        public("mandate", "whether who is named agreed", default="'proposed'",
               holds=one_of("proposed", "accepted", "pending"), words=_MANDATES),
        private("mandate_by", "who accepted it in the room, or who has to confirm it", default="''"),
        public("mandate_until", "until when it is to be confirmed", default="''", holds=DATE.or_empty().mild()),
        public("retired", "1 when taken out of the plan", "INTEGER", default="0", holds=FLAG),
    ),
    indexes=(("activity",),),
    called=("what",),
    tells=("plan",),
    noun=N_("actions"),
    joins=Joins(
        together=(("due_kind", "due"), ("person", "entity", "who"), ("mandate", "mandate_by", "mandate_until")),
        beside=("activity",),
    ),
)

TABLES = (ACTIONS,)

MIGRATION_1: tuple[str, ...] = (
    """CREATE TABLE plan_actions (
  id TEXT NOT NULL,
  activity TEXT NOT NULL REFERENCES activities,
  position TEXT NOT NULL,
  idea TEXT REFERENCES ideas,
  note TEXT REFERENCES notes,
  what TEXT NOT NULL,
  person TEXT REFERENCES participants ON DELETE SET NULL,
  entity TEXT REFERENCES entities,
  who TEXT NOT NULL DEFAULT '',
  partners TEXT NOT NULL DEFAULT '',
  due_kind TEXT NOT NULL DEFAULT 'none',
  due TEXT NOT NULL DEFAULT '',
  resources TEXT NOT NULL DEFAULT '',
  measure TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL DEFAULT 'planned',
  mandate TEXT NOT NULL DEFAULT 'proposed',
  mandate_by TEXT NOT NULL DEFAULT '',
  mandate_until TEXT NOT NULL DEFAULT '',
  retired INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (id)
) STRICT""",
    """CREATE INDEX plan_actions_by_activity ON plan_actions (activity)""",
)

OWNER = Owner("plan", TABLES, (Migration(1, MIGRATION_1),))

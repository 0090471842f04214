"""What people call the values of core columns that are words of ours (`Column.words`)."""

from __future__ import annotations

from labapp.marking import N_
from labapp.store.catalogue import Words

RUN: Words = {
    "planned": N_("not begun yet"), "running": N_("going on now"), "done": N_("finished"), "skipped": N_("passed over"),
}  # fmt: skip
COLORS: Words = {color: ("colour", color) for color in ("yellow", "blue", "green", "orange", "violet", "grey")}
ROLES: Words = {
    "participant": N_("participant"), "moderator": N_("moderator"), "co-moderator": N_("co-moderator"),
    "recorder": N_("recorder"), "host": N_("table host"), "expert": N_("expert"), "observer": N_("observer"),
}  # fmt: skip
NOTES: Words = {
    "parking": N_("Parking"), "question": N_("Question"), "declaration": N_("Declaration"), "note": N_("Note"),
    "contract": N_("contract"),
}  # fmt: skip
SETTLED: Words = {"open": N_("open"), "assigned": N_("assigned"), "done": N_("done"), "dropped": N_("dropped")}
TABLES: Words = {
    "open": ("table", "ready"), "working": ("table", "working"), "handed": ("table", "handed in"),
    "typed": ("table", "written up"), "closed": ("table", "closed"),
}  # fmt: skip

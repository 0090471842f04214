"""What was released: the steps each version's file has been through, and the words of every step, by their hash."""

from __future__ import annotations

RELEASED: dict[str, dict[str, int]] = {
    "0.1.0": {"core": 2, "board": 1, "vote": 3, "plan": 1},
}
# A step never changes once a file has been through it: change the schema by a new step, and add its line here.
STEPS: dict[tuple[str, int], str] = {
    ("core", 1): "549341706b80840e",
    ("core", 2): "2d409fc63d8dd1f9",
    ("core", 3): "73fa3165855ce636",
    ("board", 1): "bdeb19fcc4c5a969",
    ("vote", 1): "5ba25bc65b1a602c",
    ("vote", 2): "d081910719ee72de",
    ("vote", 3): "24688ca7435955c4",
    ("vote", 4): "54f92bc9c3f5975c",
    ("plan", 1): "4ea9918853a1ac3d",
}

"""Frozen public values: the only thing that ever reaches the room's screen."""

"""Sentences about counts that spend a budget: code -> sentence, merged into `labapp.wording.reasons`."""

from __future__ import annotations

from labapp.wording.saying import Sentence

SENTENCES: dict[str, Sentence] = {}
ERRORS: dict[str, Sentence] = {}

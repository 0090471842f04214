"""Sentences about counts that spend a budget: code -> sentence, merged into `labapp.wording.reasons`.

The names of these rules, their lines, settings and choices are merged into `labapp.wording.rule_texts`.
"""

from __future__ import annotations

from collections.abc import Callable

from labapp.wording.saying import Sentence
from labapp.wording.translate import Translator

Text = Callable[[Translator], str]

SENTENCES: dict[str, Sentence] = {}
ERRORS: dict[str, Sentence] = {}
RULE_NAMES: dict[str, Text] = {}
RULE_LINES: dict[str, Text] = {}
SETTING_NAMES: dict[str, Text] = {}
CHOICE_NAMES: dict[tuple[str, str], Text] = {}

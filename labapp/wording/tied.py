"""Words that no line may part, as Polish typesetting asks: on the room's screen, in the booth and on paper alike."""

from __future__ import annotations

import re

_SINGLE = re.compile(r"(?<![^\s(„“‘«])([aiouwzAIOUWZ]) (?=\S)")
_SHORTENED = re.compile(
    r"(?<![\w.])((?:ul|al|pl|os|im|św|ks|dr|prof|gen|np|tzw|pow|gm|woj|nr|pkt|art|ust|str|ok)\."
    r"|dr|nr|im|SP|LO|pkt(?= proc)) (?=\w)",
    re.IGNORECASE,
)
_MARK = re.compile(r"(?<=\S) (?=[–—-](?:\s|$)|: )|(?<=\d) (?=· \d)")  # no line begins with a dash or a colon
_FIGURES = re.compile(r"(?<=·) (?=\d)|(?<=\d\u00a0:) (?=\d)")  # once a mark is tied to the figure before it
_LISTED = re.compile(r"((?:^|(?<=[;:] ))\d{1,3}\.) (?=[^\W\d_])")  # "5. A park" among options
_FIGURE = re.compile(r"(?<=\d) (?=(?:\d{3}|zł|tys|mln|min|godz|km|m|ha|lat)\b|%)")
_COUNTED = re.compile(r"(?<![\d\u00a0-])(\d{1,4}) (?=[^\W\d_]{2,14}(?![^\W\d_]))")
_RANGE = re.compile(r"(?<=\bdo|\bod|\bof|\bto) (?=\d{1,2}(?![\d\u00a0]))")
_NUMBERED = re.compile(  # a number is not parted from what it numbers
    r"(?<!\w)(no\.|nos\.|place|places|round|stage|table|page|day|step|part|team|option|motion|point|room|article"
    r"|tura|turze|tury|etap|etapie|stolik|stoliku|dzień|dnia|punkt|punkcie|krok|opcja|strona|miejsce|zespół|wniosek"
    r"|numer) (?=\d)",
    re.IGNORECASE,
)


def tied(text: str) -> str:
    """Return a text whose words of one letter (i, w, z, o …) and shortened ones (ul., św. …) are tied to the next one.

    A dash or a colon is tied to the word before, thousands to each other and numbers to what they count or to the
    word they number (no. 3, etap 2).
    """
    singles = _NUMBERED.sub("\\1\u00a0", _SINGLE.sub("\\1\u00a0", _SHORTENED.sub("\\1\u00a0", text)))
    figures = _COUNTED.sub("\\1\u00a0", _RANGE.sub("\u00a0", _FIGURE.sub("\u00a0", singles)))
    return _LISTED.sub("\\1\u00a0", _FIGURES.sub("\u00a0", _MARK.sub("\u00a0", figures)))

"""What Polish declension leaves of a name: the stem its cases share, and stems in which a letter changes.

"Kowalski" is "Kowalsk-iego"; "Paweł" becomes "Pawł-a" and "Pawl-e", "Gołąb" "Gołęb-ia", "Małgorzata" "Małgorzac-ie".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

SHORTEST = 3
# Longest first; what remains is what all cases share: Kowalsk-iego, Nowak-owi, Kamińsk-iej, Ann-ie.
_ENDINGS = ("ska", "ski", "cka", "cki", "dzka", "dzki", "iec", "ek", "ia", "ie", "a", "e", "o", "y", "i")
_SHARED = {"ska": "sk", "ski": "sk", "cka": "ck", "cki": "ck", "dzka": "dzk", "dzki": "dzk", "iec": "", "ek": ""}
# What declension may put behind a stem, women's old forms included; anything else is another word (Janowo, Nowaczek).
CASES = (
    "a|ą|ach|ami|e|ę|ego|ej|em|emu|i|ia|ią|ich|ie|ię|iego|iej|iem|iemu|ii|im|imi|io|iom|iu|iowi|iów|ka|ki|kiem|ko|kom|kowi|ków|ku"
    "|ca|ce|cem|ców|cowi|cu|o|om|owa|owe|owej|owi|owie|ową|ówna|ównie|ówną|ówny|ów|u|y|ych|ym|ymi|ek|iec"
)
# A vowel of the last syllable that falls out or changes before an ending; the consonant in front of it hardens.
_VOWELS = (
    (r"ci(?:eń|eł|oł)$", "t"), (r"dzi(?:eń|eł|oł)$", "d"), (r"si(?:eń|eł|oł)$", "ś"), (r"rz(?:e|io)(?=[łc]$)", "r"),
    (r"i?e(?=[łrc]$)", ""), (r"io(?=ł$)", ""), (r"ie(?=ń$)", ""), (r"e(?=k$)", ""),
    (r"ą(?=[^aeiouyąęó]+$)", "ę"), (r"ó(?=[^aeiouyąęó]+$)", "o"),
)  # fmt: skip
_FALLEN = {"t": "n", "d": "n", "ś": "n"}
# A consonant that softens before -e or -ie; the ending of the stem that is left is enough to tell the case from a word.
_SOFTENED = (
    ("st", "śc"), ("zł", "źl"), ("sł", "śl"), ("ch", "sz"), ("t", "c"), ("d", "dz"), ("r", "rz"), ("ł", "l"),
    ("k", "c"), ("g", "dz"),
)  # fmt: skip


def stem(word: str) -> str:
    """Return what all regular cases of a name share, in the letters it is written with."""
    small = word.lower()
    for ending in _ENDINGS:
        cut = len(word) - len(ending) + len(_SHARED.get(ending, ""))
        if small.endswith(ending) and cut >= SHORTEST:
            return word[:cut]
    return word


def changed_stems(word: str) -> set[str]:
    """Return stems, in small letters, that some cases have instead; they mean the name only with an ending."""
    small = word.lower()
    found = _softened_ends(small)
    found |= {small[:-1]} if len(small) == SHORTEST and small.endswith("a") else set()  # Ew-y, Id-ą
    bare = small[:-1] if small.endswith(("a", "o")) else small
    bases = {bare, *_changed_vowels(small)}
    found |= bases - {bare}
    for base in bases:
        for hard, soft in _SOFTENED:
            if base.endswith(hard) and len(base) > SHORTEST - (small != bare):
                found.add(base[: -len(hard)] + soft)
                break
    return {item for item in found if len(item) >= SHORTEST or small.startswith(item)} - {small, stem(small)}


def _softened_ends(word: str) -> set[str]:
    """Return stems of names on -ski and -cki for several men, and of those whose last letter is written with an i."""
    if word.endswith(("ski", "cki", "dzki")):
        return {word[:-2] + "c"}  # Jabłońsc-y, Wysocc-y
    for written, spoken in (("ść", "ści"), ("dź", "dzi"), ("ć", "ci"), ("ś", "si"), ("ź", "zi"), ("ń", "ni")):
        if word.endswith(written):
            return {word.removesuffix(written) + spoken}  # Gołasi-a, Kości-owi
    return set()


def _changed_vowels(word: str) -> Iterator[str]:
    for pattern, put in _VOWELS:
        changed = re.sub(pattern, put, word)
        if changed == word:
            continue
        if put in _FALLEN and pattern.endswith("oł)$"):
            changed += "ł" if word.endswith("ł") else _FALLEN[put]
        yield changed[:-1] + "n" if changed.endswith("ń") else changed
        return

"""argparse in the language of the words: its errors, its help, and what the commands say of their arguments.

argparse speaks English and wraps it into exceptions; `error` is the one door all of them leave by, so they are known
there by their form and said anew. One that is not known stays English: nothing is hidden from the person.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NoReturn, TextIO

from labapp.marking import N_
from labapp.wording.translate import LANGUAGES, Translator

_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple((re.compile(form, re.DOTALL), said) for form, said in (
    (r"the following arguments are required: (?P<names>.*)", N_("the following arguments are required: {names}")),
    (r"unrecognized arguments: (?P<names>.*)", N_("unrecognized arguments: {names}")),
    (r"argument (?P<name>\S+): invalid choice: (?P<value>.*?)(?:, maybe you meant .*)? \(choose from (?P<known>.*)\)",
     N_("argument {name}: there is no {value}; known are: {known}")),
    (r"argument (?P<name>\S+): invalid int value: (?P<value>.*)", N_("argument {name}: {value} is no whole number")),
    (r"argument (?P<name>\S+): expected one argument", N_("argument {name}: a value must follow")),
    (r"argument (?P<name>\S+): ignored explicit argument (?P<value>.*)",
     N_("argument {name}: takes no value, but {value} is given")),
    (r"ambiguous option: (?P<name>.*) could match (?P<known>.*)",
     N_("ambiguous option: {name} could be each of {known}")),
))  # fmt: skip
_HELP = N_("show this help message and exit")  # argparse's own text of `-h`


class WrongUse(Exception):
    """argparse wants to leave; carries the exit status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@dataclass(frozen=True)
class Speech:
    """How a parser speaks: in which language, and where to."""

    words: Translator
    out: TextIO
    err: TextIO


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Help whose headings are in the language of its parser."""

    def __init__(self, words: Translator, **about: Any) -> None:  # noqa: ANN401 - argparse's own
        super().__init__(**about)
        self._words = words

    def add_usage(
        self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None  # noqa: ANN401 - argparse's own
    ) -> None:
        _ = self._words
        super().add_usage(usage, actions, groups, _("usage: ") if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        _ = self._words
        said = {"positional arguments": _("positional arguments"), "options": _.context("help", "options")}
        super().start_section(said.get(heading or "", heading))


class Parser(argparse.ArgumentParser):
    """Writes to the streams it was given, in the language it was given, and never ends the process itself."""

    def __init__(self, speech: Speech, **about: Any) -> None:  # noqa: ANN401 - argparse's own
        self.speech = speech
        super().__init__(formatter_class=partial(_Formatter, speech.words), **about)

    def add_argument(self, *names: Any, **about: Any) -> argparse.Action:  # noqa: ANN401 - argparse's own
        """Declare an argument; its help is translated here, so that every command may leave it in English."""
        if about.get("help") not in (None, argparse.SUPPRESS):
            about["help"] = self.speech.words(about["help"])
        return super().add_argument(*names, **about)

    def error(self, message: str) -> NoReturn:
        """Say how the command is used and what was wrong, and leave with the status of wrong use."""
        self.print_usage(sys.stderr)
        _ = self.speech.words
        self.exit(2, _("{prog}: error: {message}", prog=self.prog, message=_said(message, _)) + "\n")

    def _print_message(self, message: str, file: object = None) -> None:
        if message:
            (self.speech.err if file is sys.stderr else self.speech.out).write(message)

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """Leave argparse, but not the process."""
        if message:
            self.speech.err.write(message)
        raise WrongUse(status)


def _said(message: str, _: Translator) -> str:
    for form, sentence in _FORMS:
        found = form.fullmatch(message)
        if found:
            parts = found.groupdict()
            if "known" in parts:
                parts["known"] = parts["known"].replace("'", "")
            return _(sentence, **parts)
    return message


def asked_language(words: Sequence[str]) -> str | None:
    """Return what `--lang` says before anything is parsed: errors of parsing are to speak it too."""
    for word, following in zip(words, [*words[1:], ""], strict=False):
        if word == "--":
            break
        said = following if word == "--lang" else word.removeprefix("--lang=")
        if said in LANGUAGES and word.startswith("--lang"):
            return said
    return None

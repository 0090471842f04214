"""The two streams of the process: any letter, even where none was given, and a line that stays one line.

What comes out of a file or its name may hold line ends and commands for a terminal; `plain` shows them instead.
"""

from __future__ import annotations

import os
import re
import signal
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import TextIO

_ENDS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
_asked: list[int] = []  # statuses, in a list because a handler of signals can hand nothing on
# Controls, line and paragraph ends, and marks that turn the direction of everything behind them.
_COMMANDS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Ended(BaseException):
    """Somebody asked the process to end: what was begun is cleared away, then it leaves with this status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def plain(text: object) -> str:
    """Return a text for one line of a terminal: what would be a command there is shown, not carried out."""
    return _COMMANDS.sub(lambda found: found[0].encode("unicode_escape").decode(), str(text))


def say(text: object, stream: TextIO) -> None:
    """Print one line."""
    print(plain(text), file=stream)


def prepare() -> None:
    """Give a process that was started without one of its streams an empty one, and let it end tidily."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:  # closed by whoever started us: our own files must not get its number
            os.open(os.devnull, os.O_RDWR)
    for name in _ENDS:
        ending = getattr(signal, name, None)
        if ending is not None and signal.getsignal(ending) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(ending, _end)


def asked_to_end() -> int | None:
    """Return the status of a request to end that was lost on its way: inside a call back from SQLite, for one."""
    return _asked[-1] if _asked else None


def utf8(stream: TextIO | None) -> TextIO:
    """Let a stream of the process carry any letter: UTF-8 into files and pipes, escapes on a poor terminal."""
    if stream is None:
        return Path(os.devnull).open("w", encoding="utf-8")
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace", **({} if stream.isatty() else {"encoding": "utf-8"}))
    return stream


def give_up(*streams: TextIO) -> None:
    """Nobody takes what is still to be written to a stream: let it go, so that the interpreter leaves quietly."""
    for stream in streams:
        with suppress(OSError, ValueError):  # a stream in memory has no number, and needs none
            number = stream.fileno()
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, number)
            os.close(nowhere)


def _end(number: int, _: FrameType | None) -> None:
    _asked.append(128 + number)
    raise Ended(128 + number)

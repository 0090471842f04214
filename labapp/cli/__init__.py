"""The command line `lab`: one frame for all commands, each of which is a module of its own.

A command module has `add_arguments(parser)` and `run(args, out, err) -> exit status`. To add one: the module, one
line in `COMMANDS`, a test. `args._` is the translator for sentences, `args.lang` what `--lang` said (None: nothing).
Exit status: 0 done, 1 the input is refused, 2 wrong use, 3 the world failed.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn, Protocol, TextIO

from labapp import __version__
from labapp.errors import UserError


class Command(Protocol):
    """What a command module offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the arguments of this command."""

    def run(self, args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
        """Do it and return the exit status; raise UserError to refuse."""


def _templates() -> Command:
    from labapp.cli import templates

    return templates


def _new() -> Command:
    from labapp.cli import new

    return new


def _demo() -> Command:
    from labapp.cli import demo

    return demo


def _info() -> Command:
    from labapp.cli import info

    return info


def _import() -> Command:
    from labapp.cli import importing

    return importing


def _report() -> Command:
    from labapp.cli import report

    return report


def _count() -> Command:
    from labapp.cli import count

    return count


def _export() -> Command:
    from labapp.cli import export

    return export


def _check() -> Command:
    from labapp.cli import check

    return check


def _salvage() -> Command:
    from labapp.cli import salvage

    return salvage


def _anonymise() -> Command:
    from labapp.cli import anonymise

    return anonymise


# Literal imports, so that the installer can follow them, and late, so that `--help` costs nothing.
COMMANDS: dict[str, tuple[Callable[[], Command], str]] = {
    "templates": (_templates, "what a new laboratory can start from"),
    "new": (_new, "make a laboratory from a template"),
    "demo": (_demo, "make a finished laboratory with invented content"),
    "info": (_info, "say what is in a laboratory; changes no byte"),
    "import": (_import, "bring in people or ideas from a list"),
    "report": (_report, "write the report of a laboratory"),
    "count": (_count, "count ballots of a file without a laboratory"),
    "export": (_export, "write one activity in a format of other programs"),
    "check": (_check, "verify a laboratory; changes no byte"),
    "salvage": (_salvage, "read what is left of a damaged laboratory"),
    "anonymise": (_anonymise, "make a copy without personal data"),
}


class _WrongUse(Exception):
    """argparse wants to leave; carries the exit status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class _Parser(argparse.ArgumentParser):
    """Writes to the streams it was given and never ends the process itself."""

    out: TextIO = sys.stdout
    err: TextIO = sys.stderr

    def _print_message(self, message: str, file: object = None) -> None:
        if message:
            (_Parser.err if file is sys.stderr else _Parser.out).write(message)

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        if message:
            _Parser.err.write(message)
        raise _WrongUse(status)


class _SelfTest(argparse.Action):
    """`--self-test`: a frozen program tries itself; hidden, because it is for builds and not for people."""

    def __call__(self, *_: object) -> None:
        from labapp.selftest import run

        raise _WrongUse(run(_Parser.out, _Parser.err))


def main(argv: Sequence[str] | None = None, out: TextIO | None = None, err: TextIO | None = None) -> int:
    """Run one command and return the exit status; the streams can be given for tests and other programs."""
    words = list(sys.argv[1:] if argv is None else argv)
    out, err = out or _utf8(sys.stdout), err or _utf8(sys.stderr)
    _Parser.out, _Parser.err = out, err
    try:
        args = _parser(words).parse_args(words)
        return _run(args, out, err)
    except _WrongUse as use:
        return use.status
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of a pipe left: nothing more to say, and nothing to say it to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 3


def _run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    from labapp.wording.translate import translator

    args._ = translator(args.lang or language_of(os.environ))
    try:
        status = COMMANDS[args.command][0]().run(args, out, err)
        out.flush()
        return status
    except UserError as error:
        from labapp.wording.errors import error_sentence

        print(f"lab {args.command}: {error_sentence(error, args._)}", file=err)
        return error.exit_code


def language_of(environ: os._Environ[str] | dict[str, str]) -> str:
    """Return `pl` where the environment speaks Polish, else `en`."""
    said = next((environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(key)), "")
    return "pl" if said.lower().startswith("pl") else "en"


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """Build the parser; only the module of the command that was named is loaded."""
    parser = _Parser(prog="lab", description="Run and count workshops without a window.")
    parser.add_argument("--version", action="version", version=f"lab {__version__}")
    parser.add_argument("--self-test", action=_SelfTest, nargs=0, help=argparse.SUPPRESS)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=_Parser)
    named = next((word for word in words if word in COMMANDS), None)
    for name, (load, summary) in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary.capitalize() + ".")
        command.add_argument("--lang", choices=("pl", "en"), help="language of sentences (default: the environment's)")
        if name == named:
            load().add_arguments(command)
    return parser


def _utf8(stream: TextIO) -> TextIO:
    """Let a stream of the process carry any letter: UTF-8 into files and pipes, escapes on a poor terminal."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace", **({} if stream.isatty() else {"encoding": "utf-8"}))
    return stream


def add_force(parser: argparse.ArgumentParser) -> None:
    """Declare `--force`, which every command that writes a file has."""
    parser.add_argument("--force", action="store_true", help="replace an existing file")


def may_write(path: Path, force: bool) -> Path:
    """Return the path of a file to write, or refuse one that exists without `--force`."""
    if path.exists() and not force:
        raise UserError("file.exists", file=str(path))
    return path

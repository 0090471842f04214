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
from labapp.cli import streams
from labapp.errors import UserError, WorldError


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
    if argv is None:
        streams.prepare()
    out, err = out or streams.utf8(sys.stdout), err or streams.utf8(sys.stderr)
    _Parser.out, _Parser.err = out, err
    try:
        return _run(words, out, err)
    except KeyboardInterrupt:
        return 130
    except streams.Ended as ended:
        return ended.status
    except Exception:
        status = streams.asked_to_end()
        if status is None:
            raise
        return status


def _run(words: Sequence[str], out: TextIO, err: TextIO) -> int:
    args = argparse.Namespace(command="", lang=None)
    try:
        status = _command(words, args, out, err)
        out.flush()
        return status
    except UserError as error:
        return _refused(error, args, err)
    except BrokenPipeError:  # the reader of a pipe left: nothing more to say, and nothing to say it to
        streams.give_up(out, err)
        return 3
    except OSError as problem:
        if not problem.filename:  # no file's: a stream takes no more
            streams.give_up(out)
        return _refused(_world(problem), args, err)


def _command(words: Sequence[str], args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    from labapp.wording.translate import translator

    try:
        _parser(words).parse_args(words, args)
    except _WrongUse as use:
        return use.status
    args._ = translator(args.lang or language_of(os.environ))
    return COMMANDS[args.command][0]().run(args, out, err)


def _refused(error: UserError, args: argparse.Namespace, err: TextIO) -> int:
    from labapp.wording.errors import error_sentence
    from labapp.wording.translate import translator

    said = error_sentence(error, translator(args.lang or language_of(os.environ)))
    try:
        print(f"{' '.join(filter(None, ('lab', args.command)))}: {streams.plain(said)}", file=err)
        err.flush()
    except OSError:  # nobody hears the sentence; the status is left
        streams.give_up(err)
    return error.exit_code


def _world(problem: OSError) -> UserError:
    """Return what the system refuses where no room has told it better: a name too long, a stream that takes no more."""
    from labapp import disk, paths

    if isinstance(problem, paths.NoFolder):
        return WorldError("store.no-data-folder", path=problem.filename, why=problem.strerror)
    place = str(problem.filename) if problem.filename else "stdout"
    try:
        with disk.told(Path(place)):
            raise problem
    except UserError as told:
        return told


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


def add_force(parser: argparse.ArgumentParser) -> None:
    """Declare `--force`, which every command that writes a file has."""
    parser.add_argument("--force", action="store_true", help="replace an existing file")


def may_write(path: Path, force: bool) -> Path:
    """Return the path of a file to write, or refuse one that exists without `--force`."""
    if path.exists() and not force:
        raise UserError("file.exists", file=str(path))
    return path

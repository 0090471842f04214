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
from typing import Protocol, TextIO

from labapp import __version__
from labapp.cli import streams
from labapp.cli.parser import Parser, Speech, WrongUse, asked_language
from labapp.errors import UserError, WorldError
from labapp.marking import N_


class Command(Protocol):
    """What a command module offers."""

    def add_arguments(self, parser: Parser) -> None:
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
    "templates": (_templates, N_("what a new laboratory can start from")),
    "new": (_new, N_("make a laboratory from a template")),
    "demo": (_demo, N_("make a finished laboratory with invented content")),
    "info": (_info, N_("say what is in a laboratory; changes no byte")),
    "import": (_import, N_("bring in people or ideas from a list")),
    "report": (_report, N_("write the report of a laboratory")),
    "count": (_count, N_("count ballots of a file without a laboratory")),
    "export": (_export, N_("write one activity in a format of other programs")),
    "check": (_check, N_("verify a laboratory; changes no byte")),
    "salvage": (_salvage, N_("read what is left of a damaged laboratory")),
    "anonymise": (_anonymise, N_("make a copy without personal data")),
}


_VERSION = f"lab {__version__}"


class _SelfTest(argparse.Action):
    """`--self-test`: a frozen program tries itself; hidden, because it is for builds and not for people."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from labapp.selftest import run

        assert isinstance(parser, Parser)
        raise WrongUse(run(parser.speech.out, parser.speech.err))


def main(argv: Sequence[str] | None = None, out: TextIO | None = None, err: TextIO | None = None) -> int:
    """Run one command and return the exit status; the streams can be given for tests and other programs."""
    words = list(sys.argv[1:] if argv is None else argv)
    if argv is None:
        streams.prepare()
    out, err = out or streams.utf8(sys.stdout), err or streams.utf8(sys.stderr)
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
    args = argparse.Namespace(command="", lang=asked_language(words))
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

    speech = Speech(translator(args.lang or language_of(os.environ)), out, err)
    try:
        _parser(words, speech).parse_args(words, args)
    except WrongUse as use:
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


def _parser(words: Sequence[str], speech: Speech) -> Parser:
    """Build the parser; only the module of the command that was named is loaded."""
    _ = speech.words
    parser = Parser(speech, prog="lab", description=_("Run and count workshops without a window."))
    parser.add_argument("--version", action="version", version=_VERSION, help=N_("say the version and exit"))
    parser.add_argument("--self-test", action=_SelfTest, nargs=0, help=argparse.SUPPRESS)
    _add_language(parser)
    commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"), required=True, parser_class=Parser)
    named = next((word for word in words if word in COMMANDS), None)
    for name, (load, summary) in COMMANDS.items():
        said = _(summary)
        command = commands.add_parser(name, speech=speech, help=said, description=said[0].upper() + said[1:] + ".")
        _add_language(command)
        if name == named:
            load().add_arguments(command)
    return parser


def _add_language(parser: argparse.ArgumentParser) -> None:
    said = N_("language of sentences (default: the environment's)")
    parser.add_argument("--lang", choices=("pl", "en"), default=argparse.SUPPRESS, help=said)


def add_force(parser: argparse.ArgumentParser) -> None:
    """Declare `--force`, which every command that writes a file has."""
    parser.add_argument("--force", action="store_true", help=N_("replace an existing file"))


def may_write(path: Path, force: bool) -> Path:
    """Return the path of a file to write, or refuse one that exists without `--force`."""
    if path.exists() and not force:
        raise UserError("file.exists", file=str(path))
    return path

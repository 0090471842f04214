"""`lab count`: ballots of a file in, an explained outcome out, without a laboratory."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, TextIO

from labapp.cli.parser import Parser
from labapp.cli.progress import Bar
from labapp.cli.streams import say
from labapp.counting.outcome import Outcome, Reason
from labapp.counting.profile import Approvals, Grades, Points, Profile, Ranking
from labapp.counting.rule import Rule
from labapp.counting.rules import RULES
from labapp.counting.rules import count as count_profile
from labapp.counting.settings import CHOICE, INTEGER, CountError, Setting, parse
from labapp.errors import UsageError, UserError
from labapp.exchange.ballots import read_ballots
from labapp.exchange.pile import Reading
from labapp.marking import N_
from labapp.wording import reasons
from labapp.wording.errors import warning_sentence
from labapp.wording.translate import Translator

_WRONG_USE = frozenset({"unknown-setting", "bad-setting", "setting-doubled"})
_APPROVE = Setting("approve", INTEGER, "1", minimum=1)
_READS_PAPERS = ("irv", "stv", "plurality")  # to plurality an overvoted first rank is no vote for the second
_FROM_FILE = ("overvote", "max-skipped", "repeats", "exclude-first")
_RUN_OFFS_FROM_FILE = ("exclude-ties", "lot", "quota", "precision")
_PATIENT = {"irv": 100_000, "stv": 30_000}  # nobody is waiting in a room: at a tie many more ways are followed
_MANY = 30  # of more options fewer ways are followed, each takes longer


def add_arguments(parser: Parser) -> None:
    """Declare source, rule and options; each rule's options and defaults are listed in the help."""
    parser.add_argument("src", metavar="SRC", type=Path, help=".pb .soc .soi .toc .toi .cat .csv .xlsx .json")
    parser.add_argument("--rule", required=True, choices=tuple(RULES), metavar="RULE", help=", ".join(RULES))
    winning = N_("how many win (default 1; a ward file brings its own)")
    parser.add_argument("--seats", type=int, metavar="N", help=winning)
    parser.add_argument("--option", action="append", default=[], metavar="K=V", help=N_("a setting of the rule"))
    parser.add_argument("--json", action="store_true", help=N_("one JSON object on standard output"))
    _ = parser.speech.words
    parser.epilog = _("options by rule (default):") + "\n" + "\n".join(_help(rule) for rule in RULES.values())


def _help(rule: Rule) -> str:
    own = {"ways": str(_PATIENT.get(rule.id, ""))}
    said = (f"{s.name}={_values(s)} ({own.get(s.name, s.default) or 'none'})" for s in rule.options)
    return f"  {rule.id}: " + ("  ".join(name for name in said if not name.startswith("seats=")) or "none")


def _values(setting: Setting) -> str:
    """Return what a setting takes: its words, and a number or list where it takes one too."""
    return "|".join((*setting.choices, *(() if setting.kind == CHOICE else (setting.kind,))))


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Read, count, print; warnings go to standard error and the work goes on."""
    rule = RULES[args.rule]
    options = _options(args)
    approve = _approve(options, args, rule)
    with Bar(err) as bar:
        shapes = {"grades": Grades in rule.needs, "points": rule.needs == (Points,)}
        reading = Reading(tracks=rule.id in _READS_PAPERS, approve=approve, **shapes)
        profile, warnings = _read(args.src, reading, bar)
        options = _defaults(rule, profile) | options
        try:
            outcome = count_profile(rule.id, profile, options, bar)
        except CountError as error:
            raise _refused(error, args, profile) from error
    said = _Said(outcome, profile, warnings, args._, {} if approve is None else {"approve": approve})
    for note in warnings:
        say(warning_sentence(Reason(note.code, {"file": args.src.name, **note.params}), args._), err)
    for sentence in reasons.warnings(outcome, args._, _titles(profile)):
        say(f"{args.src.name}: {sentence}", err)
    if args.json:
        print(json.dumps(said.as_json(), ensure_ascii=False), file=out)
    else:
        said.print(out)
    return 0


def _options(args: argparse.Namespace) -> dict[str, str]:
    given: dict[str, str] = {}
    for text in args.option:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise UsageError("count.option-form", value=text[:60])
        if name.strip() in given or (name.strip() == "seats" and args.seats is not None):
            raise UsageError("count.option-twice", name=name.strip()[:60])
        given[name.strip()] = value.strip()
    if args.seats is not None:
        given["seats"] = str(args.seats)
    return given


def _approve(options: dict[str, str], args: argparse.Namespace, rule: Rule) -> int | None:
    """Take `approve` out of the options: it tells how a `.cat` is read, not how it is counted."""
    src: Path = args.src
    given = options.pop("approve", None)
    if src.suffix.lower() != ".cat":
        if given is not None:
            raise UsageError("count.approve-only-cat", file=src.name)
        return None
    if given is None and Approvals not in rule.needs and Ranking in rule.needs:
        return None
    try:
        return int(parse(_APPROVE, given or _APPROVE.default))
    except CountError as error:
        sentence = reasons.error_sentence(error, args._, {})
        raise UsageError("count.refused", file=src.name, sentence=sentence) from error


def _read(src: Path, reading: Reading, bar: Bar) -> tuple[Profile, list[Reason]]:
    if src.suffix.lower() == ".pb":
        from labapp.exchange.pabulib import read_pabulib

        return read_pabulib(src, bar)
    return read_ballots(src, reading, bar)


def _defaults(rule: Rule, profile: Profile) -> dict[str, str]:
    """Return how this count differs from a room's by itself: by what the file says, and by patience with ties."""
    known = {setting.name for setting in rule.options}
    run_off = _RUN_OFFS_FROM_FILE if rule.id in ("irv", "stv") else ()
    names = (*_FROM_FILE, *run_off, *(("seats",) if rule.id == "stv" else ()))
    said = {name: profile.meta[name] for name in names if name in known and name in profile.meta}
    if rule.id not in _PATIENT:
        return said
    return {"ways": str(_PATIENT[rule.id] * _MANY // max(_MANY, len(profile.options))), **said}


def _refused(error: CountError, args: argparse.Namespace, profile: Profile) -> UserError:
    kind = UsageError if error.code in _WRONG_USE else UserError
    return kind("count.refused", file=args.src.name, sentence=reasons.error_sentence(error, args._, _titles(profile)))


def _titles(profile: Profile) -> dict[str, str]:
    """Return what options are called, with the id behind a title that several have."""
    titles = {option.id: option.title or option.id for option in profile.options}
    shared = Counter(titles.values())
    return {id_: title if shared[title] == 1 else f"{title} ({id_})" for id_, title in titles.items()}


class _Said:
    """An outcome with everything around it, as JSON or as lines to read."""

    def __init__(
        self, outcome: Outcome, profile: Profile, notes: list[Reason], _: Translator, read_as: Mapping[str, Any]
    ) -> None:
        self._ = _
        self.outcome = outcome
        self.titles = _titles(profile)
        self.settings = {**outcome.settings, **read_as}
        self.warnings = [warning_sentence(note, _) for note in notes]
        self.warnings += reasons.warnings(outcome, _, self.titles)
        self.explanation = reasons.explanation(outcome, _, self.titles)

    def as_json(self) -> dict[str, Any]:
        """Return the object that `--json` prints; all quantities are exact text."""
        found = self.outcome
        ballots = {"valid": found.ballots.valid, "invalid": found.ballots.invalid, "blank": found.ballots.blank}
        said: dict[str, Any] = {
            "rule": found.rule,
            "settings": _plain(self.settings, counts_as_text=False),
            "ballots": ballots,
            "winners": list(found.winners),
            "ties": [
                {"among": list(tie.among), "decided_by": tie.decided_by, "winners": list(tie.winners)}
                for tie in found.ties
            ],
            "scores": _plain(found.scores),
            "rounds": [_round(row) for row in found.rounds],
        }
        if found.total_cost is not None:
            said["total_cost"] = _exact(found.total_cost)
        return said | {"explanation": self.explanation, "warnings": self.warnings}

    def print(self, out: TextIO) -> None:
        """Write the outcome as lines for a person."""
        _, found = self._, self.outcome
        say(_("Rule: {rule}", rule=found.rule), out)
        for name, value in self.settings.items():
            say(f"  {name} = {_text(value)}", out)
        counts = found.ballots
        say(_("Ballots: valid {v}, invalid {i}, blank {b}", v=counts.valid, i=counts.invalid, b=counts.blank), out)
        say(_("Winners:") if found.winners else _("Winners: none"), out)
        for place, winner in enumerate(found.winners, 1):
            say(f"  {place}. {self._named(winner)}", out)
        if found.total_cost is not None:
            say(_("Total cost: {cost}", cost=found.total_cost), out)
        for sentence in self.explanation:
            say(sentence, out)

    def _named(self, option: str) -> str:
        title = self.titles.get(option, option)
        return option if title == option else f"{option}  {title}"


def _round(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value if key == "round" else _plain(value) for key, value in row.items()}


def _plain(value: Any, counts_as_text: bool = True) -> Any:  # noqa: ANN401 - rounds and settings hold what they hold
    """Turn values into JSON; exact numbers become text, also whole ones where `counts_as_text`."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item, counts_as_text) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item, counts_as_text) for item in value]
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int) and not counts_as_text:
        return value
    return _exact(value) if isinstance(value, int | Fraction) else str(value)


def _exact(number: int | Fraction) -> str:
    """Return a number as text; `str` refuses more than 4 300 digits, and exact STV for many seats comes to them."""
    above, below = (format(Decimal(part), "f") for part in (number.numerator, number.denominator))
    return above if number.denominator == 1 else f"{above}/{below}"


def _text(value: object) -> str:
    if isinstance(value, Fraction | int):
        return _exact(value)
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value) or "–"
    return json.dumps(_plain(value), ensure_ascii=False)

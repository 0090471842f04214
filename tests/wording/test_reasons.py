"""Every code a count can emit has a sentence in both languages, and the sentences say what the count says."""

import ast
import re
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import labapp.counting
import labapp.kinds.vote.ties
from labapp.counting.profile import Approvals, Ballot, Option, Profile, Ranking
from labapp.counting.rules import COST_RULES, PLAIN_RULES, RULES, count, settings_of
from labapp.counting.sectors import by_sector
from labapp.counting.settings import CHOICE, CountError, Setting, parse
from labapp.wording.reasons import ERRORS, SENTENCES, error_sentence, explanation, sentence, warnings
from labapp.wording.reasons_sectors import gap, support
from labapp.wording.rule_texts import choice_name, rule_line, rule_name, setting_name
from labapp.wording.saying import Names, figure
from labapp.wording.translate import translator
from tests.counting.strategies import SHAPES, profiles, ranking_profile

LANGUAGES = ("pl", "en")
TITLES = {"a": "Park", "b": "Ławki {x}", "c": "Biblioteka", "d": "Rada", "e": "Most"}
# What an expression in a code can stand for; a new one must be added here, or the test fails.
MEANINGS = {
    "rule": ("plurality", "approval", "dots", "borda", "copeland", "score-mean", "score-median"),
    "ending": ("carried", "failed"),
    "majority": ("simple",),
    "kind": ("stage-tie", "surplus-tie"),
    "way.needs": ("tie-needs-lot", "tie-needs-run-off", "cost-tie-open"),
    "growth.ended": ("exhaustive", "all", "overspent"),
}


def codes_of(call: str) -> set[str]:
    """Read the source of labapp.counting (and how votes settle ties) for every code given to Reason or CountError."""
    found: set[str] = set()
    for path in [*Path(labapp.counting.__file__).parent.glob("*.py"), Path(labapp.kinds.vote.ties.__file__)]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named: dict[str, list[ast.expr]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                named.setdefault(node.targets[0].id, []).append(node.value)
        said = (call, "case.reason", "self.say", "self.record.say") if call == "Reason" else (call,)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and ast.unparse(node.func) in said:
                found |= spelled(node.args[0], named, path.name)
    return found


def spelled(node: ast.expr, named: dict[str, list[ast.expr]], where: str) -> set[str]:
    """Return all codes an expression can be: a text, an f-string, a choice, or a name given one before."""
    if isinstance(node, ast.Constant):
        return {str(node.value)}
    if isinstance(node, ast.IfExp):
        return spelled(node.body, named, where) | spelled(node.orelse, named, where)
    if isinstance(node, ast.JoinedStr):
        parts = [
            (str(part.value),) if isinstance(part, ast.Constant) else MEANINGS[ast.unparse(part.value)]
            for part in node.values
            if isinstance(part, ast.Constant | ast.FormattedValue)
        ]
        return {"".join(chosen) for chosen in product(*parts)}
    if ast.unparse(node) in MEANINGS:
        return set(MEANINGS[ast.unparse(node)])
    if ast.unparse(node) in ("error.code", "reason.code") or (where, ast.unparse(node)) == ("budget_case.py", "code"):
        return set()  # passed on with its place or more
    if isinstance(node, ast.Name) and node.id in named:
        return {text for value in named[node.id] for text in spelled(value, named, where)}
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
        table = node.func.value
        assert isinstance(table, ast.Dict), where
        return {text for value in (*table.values, node.args[1]) for text in spelled(value, named, where)}
    raise AssertionError(f"{where}: cannot tell which codes {ast.unparse(node)} stands for")


def test_every_reason_code_has_a_sentence():
    codes = codes_of("Reason")
    assert {"plurality-won", "surplus-tie-by-lot", "motion-share-failed", "tie-needs-run-off"} <= codes
    assert codes <= set(SENTENCES), sorted(codes - set(SENTENCES))


def test_every_refusal_has_a_sentence():
    codes = codes_of("CountError")
    assert {"bad-setting", "off-scale"} <= codes
    assert codes <= set(ERRORS), sorted(codes - set(ERRORS))


def test_every_sentence_can_be_emitted_by_something():
    assert set(SENTENCES) <= codes_of("Reason"), sorted(set(SENTENCES) - codes_of("Reason"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_setting_and_choice_has_a_name(rule, language):
    _ = translator(language)
    assert rule_name(rule, _)
    assert rule_line(rule, _).endswith(".")
    for setting in settings_of(rule):
        assert setting_name(setting.name, _)
        for choice in setting.choices:
            assert choice_name(setting.name, choice, _)


@pytest.mark.parametrize("rule", sorted(SHAPES))
@given(data=st.data())
def test_whatever_a_rule_says_reads_as_a_sentence_in_both_languages(rule, data):
    profile = data.draw(profiles(SHAPES[rule], weights=True))
    options = {}
    for setting in PLAIN_RULES[rule].options:
        if setting.kind == CHOICE and setting.name != "base":
            options[setting.name] = data.draw(st.sampled_from(setting.choices))
    if options.get("ties") == "lot" or options.get("exclude-ties") == "lot":
        options["lot"] = data.draw(st.permutations("abcde"))
    outcome = count(rule, profile, options)
    texts = {lang: explanation(outcome, translator(lang), TITLES) + warnings(outcome, translator(lang), TITLES)
             for lang in LANGUAGES}  # fmt: skip
    for polish, english in zip(texts["pl"], texts["en"], strict=True):
        assert polish != english
        for text in (polish, english):
            assert text.rstrip(")").endswith(".")
            assert not re.search(r"\{(?!x\})|Fraction|None|\d/\d\d", text), text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", sorted(SHAPES))
@given(data=st.data())
def test_sectors_read_as_sentences(language, rule, data):
    profile = data.draw(profiles(SHAPES[rule], most=5))
    ballots = tuple(Ballot(b.marks, b.count, sector="s" if n % 2 else "o") for n, b in enumerate(profile.ballots))
    for reason in by_sector(rule, Profile(profile.options, ballots)).reasons():
        said = sentence(reason, translator(language), {**TITLES, "s": "samorząd", "o": "organizacje"})
        assert said.endswith(".")
        assert not re.search(r"\{(?!x\})|Fraction|None", said), said


def test_a_gap_and_common_ground_in_polish():
    marks = {"s": {"ab": 4, "b": 1}, "o": {"a": 7, "b": 12, "c": 1}}
    ballots = tuple(
        Ballot(Approvals(tuple(chosen)), n, sector=side) for side, cast in marks.items() for chosen, n in cast.items()
    )
    found = by_sector("approval", Profile((Option("a"), Option("b"), Option("c")), ballots))
    said = [sentence(r, translator("pl"), {**TITLES, "s": "samorząd", "o": "organizacje"}) for r in found.reasons()]
    assert said == [
        "„Park”: samorząd 80%, organizacje 35% – największa różnica (45 pkt proc.).",
        "Wspólny grunt: „Ławki {x}”; najniższe poparcie wśród sektorów to 60%.",
    ]


@pytest.mark.parametrize(
    ("high", "low", "said"),
    [("1/3", "1/5", "33% 20% 13 pp"), ("63.49", "48.5", "63% 49% 14 pp"), ("62.5", "48.4", "63% 48% 15 pp"),
     ("40.2", "40.1", "40% 40% <1 pp"), ("40", "40", "40% 40% 0 pp"), ("99.7", "40.4", ">99% 40% 59 pp"),
     ("50.2", "0.3", "50% <1% 50 pp"), ("100", "0", "100% 0% 100 pp")],
)  # fmt: skip
def test_a_gap_is_what_the_figures_beside_it_leave(high, low, said):
    """63 % and 48 % stood beside a gap of 14: each of the three was rounded by itself."""
    top, bottom = (Fraction(n) * (100 if "/" in n else 1) for n in (high, low))
    _ = translator("en")
    shown = [support(_, "people", top), support(_, "people", bottom), gap(_, "people", top, bottom)]
    assert " ".join(shown) == said


def test_a_gap_of_grades_is_the_difference_of_grades():
    assert gap(translator("pl"), "grade", Fraction(10, 3), Fraction(13, 6)) == "1,16"  # 3,33 and 2,17


def test_a_winner_and_a_loser_in_polish():
    marks = [Approvals(("a",))] * 12 + [Approvals(("c",))] * 7
    outcome = count("plurality", Profile((Option("a"), Option("c")), tuple(Ballot(mark) for mark in marks)))
    assert explanation(outcome, translator("pl"), TITLES) == [
        "Wybrano „Park”: 12 głosów.",
        "Nie wybrano „Biblioteka”: 7 głosów; próg wyboru: 12.",
    ]


@pytest.mark.parametrize(
    ("language", "said"), [("pl", "„Rajd «Śladami Źródeł»”"), ("en", "“Rajd ‘Śladami Źródeł’”")]
)
def test_a_title_with_quotation_marks_has_others_within_a_sentence(language, said):
    for title in ("Rajd „Śladami Źródeł”", 'Rajd "Śladami Źródeł"', "Rajd “Śladami Źródeł”"):
        assert Names({"a": title}, translator(language)).one("a") == said
    assert "5\" x" in Names({"a": '5" x'}, translator(language)).one("a"), "a mark of inches stays what it is"


def test_no_lot_is_asked_for_that_would_decide_nothing():
    """Looked back on, nobody is put out by a lot: what it would be entered for is the place between both."""
    profile = ranking_profile("2:ab", "2:ba")
    said = [reason.code for reason in count("stv", profile, {"exclude-ties": "backwards"}).reasons]
    assert said == ["stage-tie-matters", "ends-differ"]
    assert "tie-needs-lot" in [reason.code for reason in count("stv", profile, {"exclude-ties": "lot"}).reasons]


def test_a_tie_of_duels_says_what_the_tied_have():
    profile = ranking_profile("2:abc", "2:bac", "1:cab", "1:cba")
    said = explanation(count("copeland", profile), translator("en"), TITLES)
    assert said[:2] == ["“Park”: duels won 1, lost 0, even 1.", "“Ławki {x}”: duels won 1, lost 0, even 1."]
    said = explanation(count("schulze", profile), translator("pl"), TITLES)
    assert said[0] == "Pojedynek nierozstrzygnięty: „Park” i „Ławki {x}”, 3 do 3."


def test_a_circle_in_english():
    outcome = count("condorcet", ranking_profile("3:abc", "2:bca", "2:cab"))
    assert explanation(outcome, translator("en"), TITLES)[1] == (
        "The duels go round in a circle: “Park” beats “Ławki {x}” (5 votes), “Ławki {x}” beats “Biblioteka” (5 votes) "
        "and “Biblioteka” beats “Park” (4 votes)."
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("rule", "options"),
    [("stv", {"seats": "x"}), ("stv", {"quota": "big"}), ("stv", {"coin": "1"}), ("stv", {"lot": "z,a"}), ("x", {})],
)
def test_a_refusal_names_the_setting(rule, options, language):
    profile = ranking_profile("1:ab", "1:ba")
    with pytest.raises(CountError) as refused:
        count(rule, profile, {"exclude-ties": "lot", **options} if "lot" in options else options)
    said = error_sentence(refused.value, translator(language), TITLES)
    assert all(name in said for name in options or ("x",))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["integer", "share", "number", "part-or-number", "list", "weights", "choice"])
def test_every_kind_of_setting_says_what_it_takes(kind, language):
    with pytest.raises(CountError) as refused:
        parse(Setting("thing", kind, "", ("word",)), object())
    assert "thing" in error_sentence(refused.value, translator(language))


@pytest.mark.parametrize(
    ("value", "polish", "english"),
    [
        (1234, "1234", "1,234"),
        (12345, "12\N{NO-BREAK SPACE}345", "12,345"),
        (-5, "−5", "−5"),
        (Fraction(5, 2), "2,5", "2.5"),
        (Fraction(123456, 10**5), "1,23456", "1.23456"),
        (Fraction(2, 3), "około 0,67", "about 0.67"),
        (Fraction(-1, 3), "około −0,33", "about −0.33"),
        (Fraction(2999, 3), "około 999,67", "about 999.67"),
        (Fraction(1, 300), "około 0,003", "about 0.003"),  # one of 300 who share a vote: not nothing
        (Fraction(-1, 3_000_000), "około −0,0000003", "about −0.0000003"),
    ],
)
def test_numbers_read_as_people_write_them(value, polish, english):
    assert figure(translator("pl"), value) == polish
    assert figure(translator("en"), value) == english


def test_reasons_are_true_of_the_scores_they_speak_of():
    outcome = count("borda", Profile(tuple(Option(i) for i in "abc"), (Ballot(Ranking((("a",), ("b",), ("c",)))),)))
    for reason in outcome.reasons:
        assert reason.params["score"] == outcome.scores[reason.params["option"]]
    assert not set(COST_RULES) & set(PLAIN_RULES)

"""Settings arrive as text or values and come out exact, or are refused by name."""

from fractions import Fraction

import pytest

from labapp.counting import settings
from labapp.counting.profile import Approvals, Ballot, Option, Profile, Ranking, Tally
from labapp.counting.rules import RULES, count
from labapp.counting.settings import CountError, Setting, parse

SHARE = Setting("share", settings.SHARE, "1/2")
NUMBER = Setting("least", settings.NUMBER, "none", ("none",))
QUORUM = Setting("quorum", settings.HEADS, "none", ("none",))
WHOLE = Setting("seats", settings.INTEGER, "1", ("all",), minimum=1, maximum=9)
PLAIN = Profile((Option("a"), Option("b")), (Ballot(Approvals(("a",)), 2), Ballot(Approvals(("b",)))))


@pytest.mark.parametrize(
    ("setting", "given", "value"),
    [
        (SHARE, "2/3", Fraction(2, 3)),
        (SHARE, "60%", Fraction(3, 5)),
        (SHARE, "0,25", Fraction(1, 4)),
        (SHARE, Fraction(1, 3), Fraction(1, 3)),
        (NUMBER, "none", "none"),
        (NUMBER, "12", 12),
        (QUORUM, "12", 12),
        (QUORUM, "33%", Fraction(33, 100)),
        (WHOLE, " 3 ", 3),
        (WHOLE, 3, 3),
        (WHOLE, "all", "all"),
        (settings.LOT, "b, a", ("b", "a")),
        (settings.LOT, ["x,y"], ("x,y",)),
        (settings.LOT, '"Nowak, Jan", "Kowal, Ewa",c', ("Nowak, Jan", "Kowal, Ewa", "c")),
        (Setting("weights", settings.WEIGHTS, ""), "cost=2,sense=1/2", {"cost": 2, "sense": Fraction(1, 2)}),
    ],
)
def test_values_are_read_exactly(setting, given, value):
    assert parse(setting, given) == value


@pytest.mark.parametrize(
    ("setting", "given"),
    [
        (SHARE, "3/2"),
        (SHARE, "1/0"),
        (SHARE, "1e999999999"),
        (SHARE, 0.5),
        (SHARE, True),
        (WHOLE, "0"),
        (WHOLE, "10"),
        (WHOLE, "1.5"),
        (WHOLE, "-1"),
        (WHOLE, "200%"),
        (NUMBER, "50%"),
        (QUORUM, "100%"),
        (QUORUM, "%"),
        (WHOLE, None),
        (WHOLE, "9" * 10_000),
        (settings.TIES, "toss"),
        (settings.LOT, "a,a"),
        (settings.LOT, '"Nowak, Jan'),
        (settings.LOT, 7),
        (Setting("weights", settings.WEIGHTS, ""), "cost"),
        (Setting("weights", settings.WEIGHTS, ""), "cost=-1"),
    ],
)
def test_a_value_out_of_its_limits_is_refused_by_the_name_of_its_setting(setting, given):
    with pytest.raises(CountError) as refused:
        parse(setting, given)
    assert refused.value.params["setting"] == setting.name


def test_every_default_is_itself_a_value_of_its_setting():
    for rule in RULES.values():
        for setting in rule.options:
            parse(setting, setting.default)


@pytest.mark.parametrize(
    ("code", "rule", "profile", "options"),
    [
        ("unknown-rule", "coin", PLAIN, {}),
        ("unknown-setting", "plurality", PLAIN, {"quota": "droop"}),
        ("wrong-marks", "borda", PLAIN, {}),
        ("unknown-option", "approval", Profile(PLAIN.options, (Ballot(Approvals(("z",))),)), {}),
        ("doubled-option", "approval", Profile((Option("a"), Option("a"))), {}),
        ("bad-count", "approval", Profile(PLAIN.options, (Ballot(Approvals(("a",)), -1),)), {}),
        ("bad-count", "approval", Profile(PLAIN.options, invalid=-1), {}),
        ("tallies-not-counted", "borda", Profile(PLAIN.options, tallies=(Tally("a", 3),)), {}),
        ("unknown-option", "approval", Profile(PLAIN.options, tallies=(Tally("z", 3),)), {}),
        ("bad-count", "approval", Profile(PLAIN.options, tallies=(Tally("a", -3),)), {}),
        ("unknown-option", "plurality", PLAIN, {"lot": "b,z"}),  # no tie asks for it
        ("unknown-option", "greedy", PLAIN, {"ties": "open", "run-off-result": "z"}),
        ("unknown-option", "irv", Profile(PLAIN.options), {"exclude-first": "z"}),
        ("setting-doubled", "score-mean", PLAIN, {"weights": "x=1,x=2"}),
        ("bad-answer", "approval", Profile(PLAIN.options, tallies=(Tally("a", 3, "no"),)), {}),
    ],
)
def test_what_cannot_be_counted_is_refused_with_a_code(code, rule, profile, options):
    with pytest.raises(CountError) as refused:
        count(rule, profile, options)
    assert refused.value.code == code


def test_a_ballot_that_cannot_be_counted_is_named_by_its_place():
    profile = Profile(PLAIN.options, (*PLAIN.ballots, Ballot(Ranking((("a",),)))))
    with pytest.raises(CountError) as refused:
        count("approval", profile)
    assert refused.value.params["ballot"] == 3


def test_the_outcome_keeps_every_setting_but_not_the_unused_lot():
    assert count("plurality", PLAIN).settings == {"seats": 1, "ties": "open"}
    assert count("plurality", PLAIN, {"ties": "lot", "lot": "a,b"}).settings["lot"] == ("a", "b")

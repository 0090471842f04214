"""The vote on the stage: everybody can read everything, at three sizes, both languages, few options and many."""

from dataclasses import replace
from fractions import Fraction

import pytest

from labapp.kinds.vote.stage import (
    Ground,
    GroundBar,
    Numbered,
    RankingStage,
    ResultBar,
    SectorPart,
    VoteBefore,
    VoteClosed,
    VoteOpen,
    VoteResult,
)
from labapp.kinds.vote.terms import terms
from labapp.stage.state import StageState, TimerFace
from ui.stage.checking import check
from ui.stage.display import BarItem, ShapeItem
from ui.stage.painters import compose
from ui.theme import THEMES, contrast

SIZES = ((1024, 768), (1280, 800), (1366, 768), (1920, 1080))
WORDS = ("Park", "Stały zespół do spraw programu współpracy z organizacjami pozarządowymi", "Jedno okienko")
LONG = "Które trzy rozwiązania rekomendujemy do programu współpracy miasta z organizacjami na rok 2027?"
SECRET = terms({"form": "choose", "limits": {"min": 1, "max": 3}, "secrecy": "secret", "character": "recommendation"})
BY_SECTOR = terms({"form": "dots", "secrecy": "sector", "show_sectors": True})
MOTION = terms({"form": "answers", "counting": {"majority": "absolute", "base": "present", "quorum": "1/2"}})
MARKS = (("S",), ("O",), ("M", "E", "I"))

FIVE = tuple(SectorPart((letter,), 6 - n) for n, letter in enumerate("SOMEI"))
NAMES = ("Samorząd", "Organizacje pozarządowe", "Mieszkańcy", "Eksperci", "Inni")
NAMED = tuple(((letter,), (name,)) for letter, name in zip("SOMEI", NAMES, strict=True))


def numbered(count):
    return tuple(Numbered(n + 1, WORDS[n % 3]) for n in range(count))


def bars(count, *, sectors=False, answers=False):
    return tuple(
        ResultBar(n + 1, WORDS[n % 3], max(0, 20 - n), n == 0, n in (1, 2), (20 - n, 2, 1) if answers else (),
                  tuple(SectorPart(mark, 5 - n % 3) for mark in MARKS) if sectors else ())
        for n in range(count)
    )  # fmt: skip


def stepped(count):
    parts = tuple(SectorPart(mark, 1, (1, 2, 0, 4, 1)) for mark in MARKS)
    return tuple(
        ResultBar(n + 1, WORDS[n % 3], 1, n == 0, False, (), parts if n % 2 else (), (5, 4, 3, 2, n % 3))
        for n in range(count)
    )  # fmt: skip


def priced(count):
    return tuple(ResultBar(n + 1, WORDS[n % 3], 20 - n, n < 3, False, cost="125000.50") for n in range(count))


AGREEMENT = terms({"form": "agreement", "limits": {"steps": 5, "support": 2}, "show_sectors": True})
CRITERIA = terms({"form": "score", "limits": {"criteria": ["wpływ na mieszkańców", "koszt"], "weights": ["2", "1"]}})
RANKING = terms({"form": "ranking"})
BUDGET = terms({"form": "budget", "limits": {"sum": "1000000"}})
_VOTES = tuple((n + 1, WORDS[n % 3], 20 - n) for n in range(16))
STAGES = (RankingStage(1, _VOTES, (16,), ()), RankingStage(2, _VOTES[:5], (), (1,)))
WEIGHED = terms({"form": "dots", "secrecy": "sector", "weight": "sector"})


def ground(count, unit="people"):
    return Ground(unit, tuple(
        GroundBar(n + 1, WORDS[n % 3], Fraction(count - n, count), Fraction(100 * (count - n), count), MARKS[n % 3])
        for n in range(count)
    ))  # fmt: skip


SCENES = {
    "before": VoteBefore(LONG, SECRET, 24, numbered(6)),
    "before none": VoteBefore("", SECRET, 0, ()),
    "before many": VoteBefore(LONG, BY_SECTOR, 24, numbered(40), "W pierwszej turze był remis."),
    "open": VoteOpen(LONG, BY_SECTOR, 17, False, 24, numbered(5)),
    "open motion": VoteOpen("Czy zaczynamy o 9:00?", MOTION, 17, True, 24, numbered(1)),
    "closed": VoteClosed(LONG, 24, True, 28),
    "void": VoteClosed(LONG, 24, True, 28, True),
    "result": VoteResult(LONG, SECRET, bars(5), 24, True, 28),
    "result many": VoteResult(LONG, SECRET, bars(40), 24, True, 28),
    "result none": VoteResult(LONG, SECRET, (), 0, True, 28),
    "sectors": VoteResult(LONG, BY_SECTOR, bars(9, sectors=True), 24, True, 28),
    "common ground": VoteResult(LONG, BY_SECTOR, bars(14), 24, True, 28, ground=ground(14)),
    "common ground of places": VoteResult(LONG, RANKING, bars(3), 24, True, 28, ground=ground(3, "place")),
    "before weighed": VoteBefore(LONG, WEIGHED, 24, numbered(6)),
    "open weighed": VoteOpen(LONG, WEIGHED, 17, True, 24, numbered(5)),
    "result weighed": VoteResult(LONG, WEIGHED, bars(5), 24, True, 28),
    "agreement": VoteResult(LONG, AGREEMENT, stepped(6), 24, True, 28),
    "agreement many": VoteResult(LONG, AGREEMENT, stepped(30), 24, True, 28),
    "ranking": VoteResult(LONG, RANKING, bars(6), 24, True, 28, stages=STAGES),
    "why": VoteResult(LONG, SECRET, bars(5), 24, True, 28, reasons=((LONG,),) * 30),
    "one by one": VoteResult(LONG, SECRET, bars(3), 24, True, 28, hidden=2),
    "first of all": VoteResult(LONG, SECRET, (), 24, True, 28, hidden=5),
    "budget": VoteResult(LONG, BUDGET, priced(14), 24, True, 28, spent=(1_000_000, 900_500, 99_500)),
    "motion": VoteResult("Czy?", MOTION, bars(1, answers=True), 24, True, 28),
    "motion by sector": VoteResult("Czy?", MOTION, bars(1, answers=True, sectors=True), 24, True, 28),
    "motion by five sectors": VoteResult(
        LONG, MOTION, (ResultBar(1, WORDS[1], 17, True, False, (17, 5, 2), FIVE),), 24, True, 28, legend=NAMED
    ),
    "motions": VoteResult(LONG, MOTION, bars(7, answers=True), 24, False, 28),
}


def pages(scene, size, language="pl", timer=None):
    first = compose(StageState("Toruń", language, scene, timer), size)
    return [compose(StageState("Toruń", language, scene, timer, page), size) for page in range(first.pages)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCENES)
def test_everybody_can_read_it(qapp, name, size):
    for language in ("pl", "en"):
        for timer in (None, TimerFace(300, 600)):
            for page in pages(SCENES[name], size, language, timer):
                assert check(page) == []
                assert all(readable(item.pair, theme) for item in page.texts for theme in THEMES.values())


def readable(pair, theme):
    return contrast(theme.hex(pair.ink), theme.hex(pair.ground)) >= pair.use.minimum


def words(item):
    return " ".join(item.text.replace("\u00a0", " ").split())


def test_every_option_is_on_some_page_under_its_number(qapp):
    shown = pages(SCENES["before many"], SIZES[0])
    seen = [item.text for page in shown for item in page.texts if item.role == "number"]
    assert seen == [str(n) for n in range(1, 41)]


def test_a_page_has_at_most_twelve_bars_and_none_is_lost(qapp):
    counts = [sum(item.role == "option" for item in page.texts) for page in pages(SCENES["result many"], SIZES[2])]
    assert max(counts) <= 12
    assert sum(counts) == 40


def test_an_open_vote_tells_how_many_and_no_more(qapp):
    texts = [words(item) for page in pages(SCENES["open"], SIZES[1]) for item in page.texts]
    assert "co najmniej 17 z 24" in texts
    assert not any(item.role == "value" for page in pages(SCENES["open"], SIZES[1]) for item in page.texts)


@pytest.mark.parametrize("size", SIZES)
def test_an_open_vote_has_options_and_count_on_its_first_page(qapp, size):
    first = pages(SCENES["open"], size, timer=TimerFace(300, 600))[0]
    roles = [item.role for item in first.texts]
    assert {"option", "progress"} <= set(roles)
    said = [words(item) for item in first.texts]
    assert "5 kropek do rozdania, najwyżej 3 na jedną opcję." in said
    assert any("Sonda, nie uchwała" in text for text in said)
    for page in pages(SCENES["open"], size, timer=TimerFace(300, 600)):
        assert "progress" in [item.role for item in page.texts]  # whoever looks up sees how many have voted
        assert not any(item.cut for item in page.texts)


def test_a_vote_about_to_open_says_every_word_of_its_terms(qapp):
    said = " ".join(words(item) for page in pages(SCENES["before"], SIZES[0]) for item in page.texts)
    no_decision = "Rekomendacja: nie jest to rozstrzygnięcie organu."
    for sentence in (no_decision, "Nie da się ich połączyć.", "24 osoby obecne", "W razie remisu"):
        assert sentence in said


@pytest.mark.parametrize("scene", [
    VoteBefore("Które pomysły opracujemy jutro?", SECRET, 24, numbered(2)),
    VoteBefore("Które pomysły opracujemy jutro?", SECRET, 24, ()),
    VoteOpen("Które pomysły opracujemy jutro?", SECRET, 17, False, 24, numbered(2)),
])  # fmt: skip
def test_no_word_of_the_question_is_left_over_for_a_line_of_its_own(qapp, scene):
    """“Które pomysły opracujemy / jutro?” stood on the wall over every vote with few options."""
    for shown in pages(scene, (1366, 768), timer=TimerFace(300, 600)):
        question = next(item for item in shown.items if getattr(item, "role", "") == "title")
        assert len(question.lines[-1].split()) > 1, question.lines


@pytest.mark.parametrize(("name", "word"), [("motion", "Przyjęto"), ("result none", "Niczego nie wybrano")])
def test_the_verdict_is_a_word(qapp, name, word):
    page = pages(SCENES[name], SIZES[1])[0]
    assert word in [item.text for item in page.texts if item.role == "status"]


@pytest.mark.parametrize("size", SIZES)
def test_winners_and_ties_are_named_under_a_word_of_their_own(qapp, size):
    scene = replace(SCENES["result"], tied_places=(2, 2))
    shown = pages(scene, size, timer=TimerFace(300, 600))
    said = [words(item) for page in shown for item in page.texts if item.role in ("status", "option")]
    assert said[:5] == ["Wybrano", f"1 {WORDS[0]}", "Remis o 2. miejsce", f"2 {WORDS[1]}", f"3 {WORDS[2]}"]
    assert said[5] == "Nie wybrano"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [2, 7, 12, 13, 30])
def test_no_title_is_cut_where_another_page_can_hold_it(qapp, size, count):
    shown = pages(VoteResult(LONG, SECRET, bars(count), 24, True, 28), size, timer=TimerFace(300, 600))
    assert not [item.text for page in shown for item in page.texts if item.cut]
    assert all(sum(item.role == "option" for item in page.texts) <= 12 for page in shown)
    titles = [words(item) for page in shown for item in page.texts if item.role == "option"]
    assert titles == [f"{n + 1} {WORDS[n % 3]}" for n in range(count)]


def test_a_group_that_goes_on_says_its_word_again(qapp):
    for page in pages(SCENES["result many"], SIZES[0]):
        first = next(item for item in page.texts if item.role in ("status", "option"))
        assert first.role == "status"


def test_a_budget_says_what_was_bought_and_what_is_left(qapp):
    shown = pages(SCENES["budget"], SIZES[2], "en")
    said = [words(item) for page in shown for item in page.texts if item.role == "status"]
    assert said[0] == "Allotted 900,500 zł of 1,000,000 zł, left 99,500 zł"
    assert said[1] == "Within the sum: 3, together 375,001.50 zł"
    assert any(text.startswith("Not chosen: 11") for text in said)


@pytest.mark.parametrize("size", SIZES)
def test_the_stages_of_a_ranking_are_one_table_and_lose_no_option(qapp, size):
    shown = pages(SCENES["ranking"], size)
    table = [page for page in shown if any(words(item) == "Etapy liczenia" for item in page.texts)]
    assert sum(item.role == "option" for page in table for item in page.texts) == 16
    last = next(page for page in table if any(words(item) == "16 Park" for item in page.texts))
    row = next(item for item in last.texts if words(item) == "16 Park").rect.y
    assert [words(item) for item in last.texts if item.role == "value" and item.rect.y == row] == ["5"]  # then out
    assert {"wybrano", "odpada"} == {words(item) for item in last.texts if item.role == "legend"}
    marks = [item for page in table for item in page.items if isinstance(item, ShapeItem)]
    assert len(marks) == 2 + 2 * len(table)  # one is out, one is elected; what that means stands on every page


def test_the_foot_tells_turnout_and_rule(qapp):
    for name in ("result", "result many"):
        first, *later = pages(SCENES[name], SIZES[1])
        said = next(words(item) for item in first.texts if item.role == "rule")
        assert "24 z 28" in said
        assert "Wygrywa opcja z największą liczbą głosów" in said
        assert not any(item.role == "rule" for page in later for item in page.texts)


@pytest.mark.parametrize("name", ["budget", "motions"])
def test_equal_scores_have_equal_bars_whatever_their_figures_say(qapp, name):
    scene = replace(SCENES[name], bars=tuple(
        replace(bar, score=7, cost="1" + "0" * n if bar.cost else "", answers=(7, 10**n, 0) if bar.answers else ())
        for n, bar in enumerate(SCENES[name].bars[:4])
    ))  # fmt: skip
    drawn = [item for page in pages(scene, SIZES[1]) for item in page.items if isinstance(item, BarItem)]
    assert len({round(item.rect.w * item.part) for item in drawn}) == 1


def test_the_middle_lines_of_agreement_stand_under_each_other(qapp):
    scene = replace(SCENES["agreement"], bars=tuple(
        replace(bar, steps=(5 + 10 * n, 4, 3, 2, n), sectors=()) for n, bar in enumerate(SCENES["agreement"].bars[:4])
    ))  # fmt: skip
    shown = pages(scene, SIZES[2])
    lines = [item.rect.x for page in shown for item in page.items if isinstance(item, BarItem) and item.rect.w < 4]
    assert len(lines) == 4
    assert max(lines) - min(lines) < 1


def test_common_ground_comes_first_in_its_order_with_marks_and_figures(qapp):
    shown = pages(SCENES["common ground"], SIZES[1])
    first = [page for page in shown if any(item.role == "ground" for item in page.texts)]
    assert first == shown[: len(first)]
    options = [words(item) for page in first for item in page.texts if item.role == "option"]
    assert options == [f"{n + 1} {WORDS[n % 3]}" for n in range(14)]
    figures = [words(item) for page in first for item in page.texts if item.role == "value"]
    assert figures == [f"{int(Fraction(100 * (14 - n), 14) + Fraction(1, 2))}%" for n in range(14)]
    with_ground = sum(isinstance(item, BarItem) for page in first for item in page.items)
    assert with_ground == 14
    assert len(pages(replace(SCENES["common ground"], ground=None), SIZES[1])) == len(shown) - len(first)


def test_from_the_last_place_on_a_bar_is_as_long_as_the_votes_of_the_room(qapp):
    shown = VoteResult(LONG, SECRET, (ResultBar(4, "Park", 6, False, False),), 24, True, 28, hidden=3)
    found = [item.part for page in pages(shown, SIZES[0]) for item in page.items if isinstance(item, BarItem)]
    assert found == [0.25]
    graded = replace(shown, terms=CRITERIA)
    found = [item.part for page in pages(graded, SIZES[0]) for item in page.items if isinstance(item, BarItem)]
    assert found == [1.0]  # grades go up to 5


@pytest.mark.parametrize("size", SIZES)
def test_thin_bars_compare_down_the_page_and_their_marks_are_explained(qapp, size):
    shown = (
        ResultBar(1, "Park", 12, True, False, sectors=(SectorPart(("S",), 8), SectorPart(("O",), 4))),
        ResultBar(2, "Plac", 6, False, False, sectors=(SectorPart(("S",), 2), SectorPart(("O",), 4))),
    )
    legend = ((("S",), ("Samorząd",)), (("O", "M"), ("Organizacje", "")))
    page = pages(VoteResult(LONG, BY_SECTOR, shown, 12, True, 12, legend=legend), size)[0]
    thin = [item for item in page.items if isinstance(item, BarItem) and item.rect.h < page.size[1] / 60]
    assert [item.part for item in thin] == [1.0, 0.5, 0.25, 0.5]
    said = [item.words for item in page.texts if item.role == "legend"]
    assert said == ["Samorząd", "Organizacje + bez sektora"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("form", ["choose", "agreement", "score", "ranking"])
def test_the_longest_title_keeps_its_words_over_its_bar(qapp, size, form):
    title = ("Utwardzenie terenu stanowiącego dojazd do bramy i na zaplecze budynków przy ulicy Tarnogajskiej 61-35, "
             "Gazowej 16 i Kamienieckiej 70-4 dla służb ratowniczych, śmieciarek i wszystkich mieszkańców osiedla")
    agreed = terms({"form": form, "show_sectors": True})
    steps = (9, 4, 3, 1, 0) if form == "agreement" else ()
    shown = tuple(ResultBar(n, title, 9 - n, n == 1, False, steps=steps,
                            sectors=(SectorPart(("S",), 2, steps),)) for n in range(1, 4))  # fmt: skip
    stages = (RankingStage(1, ((1, title, 9), (2, title, 7)), (2,), ()), RankingStage(2, ((1, title, 9),), (), (1,)))
    reasons = ((" ".join([title] * 8),),)
    scene = VoteResult(LONG, agreed, shown, 17, True, 18, reasons=reasons, stages=stages if form == "ranking" else (),
                       legend=((("S",), ("Samorząd",)),))  # fmt: skip
    found = pages(scene, size, timer=TimerFace(880, 900))
    assert not [item.text for page in found for item in page.texts if item.cut]
    assert [problem for page in found for problem in check(page)] == []
    reasoned = " ".join(item.words for page in found for item in page.texts if item.role == "reason")
    assert reasoned == reasons[0][0]


@pytest.mark.parametrize("size", SIZES)
def test_before_and_while_it_is_open_the_room_sees_what_an_option_costs_and_by_what_it_is_graded(size):
    priced = tuple(replace(each, cost="12500") for each in numbered(3))
    for agreed, said in (
        (BUDGET, "Park · 12 500 zł"), (CRITERIA, "Kryteria: wpływ na mieszkańców (waga 2), koszt (waga 1)"),
    ):  # fmt: skip
        for scene in (VoteBefore(LONG, agreed, 20, priced), VoteOpen(LONG, agreed, 3, True, 20, priced)):
            display = compose(StageState("Toruń", "pl", scene), size)
            assert check(display) == []
            words = " ".join(item.words for item in display.texts).replace("\N{NO-BREAK SPACE}", " ")
            assert said in " ".join(words.split())
            assert ("zł" in words) is (agreed is BUDGET)


LONGER = "Czy rekomendujemy burmistrzowi wprowadzenie trzyletniego programu współpracy z organizacjami pozarządowymi?"


@pytest.mark.parametrize("size", [*SIZES, (1280, 720)])
@pytest.mark.parametrize("question", [LONGER, "Shall we adopt motion no. 3 on the neighbourhood centre?"])
def test_a_motion_that_is_the_question_is_read_once_and_whole(qapp, size, question):
    """It stood there twice, and where it was long, both times without its end."""
    for scene in (VoteBefore(question, MOTION, 24, (Numbered(1, question),)),
                  VoteOpen(question, MOTION, 17, True, 24, (Numbered(1, question),))):  # fmt: skip
        for timer in (None, TimerFace(300, 600)):
            first = pages(scene, size, timer=timer)[0]
            assert [words(item) for item in first.texts if item.role == "title"] == [question]
            assert not [item for item in first.texts if item.role == "option"]
            assert check(first) == []
            if isinstance(scene, VoteOpen):
                assert any(item.role == "progress" for item in first.texts)
    other = VoteOpen("Co dalej?", MOTION, 17, True, 24, (Numbered(1, question),))
    assert [words(item) for item in pages(other, size)[0].texts if item.role == "option"] == [question]


def test_a_motion_knows_no_tie_and_is_not_said_to_be_run_off(qapp):
    said = " ".join(words(item) for page in pages(VoteBefore("Czy?", MOTION, 24, numbered(1)), SIZES[0])
                    for item in page.texts)  # fmt: skip
    assert "remisu" not in said
    simple = terms({"form": "answers"})
    said = " ".join(words(item) for page in pages(VoteBefore("Czy?", simple, 24, numbered(1)), SIZES[0])
                    for item in page.texts)  # fmt: skip
    assert "Równa liczba głosów za i przeciw nie wystarcza." in said


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["pl", "en"])
def test_of_a_tie_about_money_the_room_hears_before_and_after_that_the_cheaper_comes_first(qapp, size, language):
    """It was told of a run-off, a lot or equal places, of which there are none; then the cost decided."""
    level = tuple(replace(bar, won=False, tied=n < 2) for n, bar in enumerate(priced(5)))
    first = "pierwszeństwo ma opcja tańsza" if language == "pl" else "the cheaper option comes first"
    for scene, role in (
        (VoteBefore(LONG, BUDGET, 24, numbered(5)), "term"), (VoteResult(LONG, BUDGET, level, 24, True, 28), "rule"),
    ):  # fmt: skip
        shown = pages(scene, size, language)
        assert first in " ".join(words(item) for page in shown for item in page.texts if item.role == role)
        assert [problem for page in shown for problem in check(page)] == []
    settled = pages(VoteResult(LONG, BUDGET, priced(5), 24, True, 28), size, language)
    assert first not in " ".join(words(item) for page in settled for item in page.texts)

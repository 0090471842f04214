"""A long result before the room: few pages, every word, the rule once, sectors beside, long titles once a page."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest

from labapp.kinds.vote.stage import RankingStage, ResultBar, SectorPart, VoteResult
from labapp.kinds.vote.terms import terms
from labapp.stage.state import StageState, TimerFace
from tests.ui.vote.test_paint import FIVE, LONG, NAMED, RANKING, SIZES, pages, words
from ui.stage.checking import check
from ui.stage.display import BarItem
from ui.stage.painters import compose

ROOM = ((1280, 720), *SIZES)
SHORT = ("Park kieszonkowy", "Stały zespół do spraw programu współpracy", "Jedno okienko dla organizacji")
LONGEST = (
    "Utwardzenie terenu stanowiącego dojazd do bramy i na zaplecze budynków przy ulicy Tarnogajskiej 61-35, "
    "Gazowej 16 i Kamienieckiej 70-4 dla służb ratowniczych i mieszkańców"
)
MONEY = terms({"form": "budget", "rule": "equal-shares", "limits": {"sum": "1000000"}, "show_sectors": True})


def solid(text):
    """Return a text without its spaces: a line may end inside "61-35"."""
    return "".join(text.split())


def funded(count, sectors, titles=SHORT):
    return tuple(
        ResultBar(n, titles[n % len(titles)], max(0, 20 - n), n < 6, False, cost="125000",
                  sectors=tuple(replace(part, score=max(0, 9 - n)) for part in FIVE[:sectors]))
        for n in range(1, count + 1)
    )  # fmt: skip


def result(count, sectors, titles=SHORT, reasons=()):
    return VoteResult(LONG, MONEY, funded(count, sectors, titles), 24, True, 28, spent=(1_000_000, 625_000, 375_000),
                      legend=NAMED[:sectors], reasons=reasons)  # fmt: skip


@pytest.mark.parametrize("size", ROOM)
@pytest.mark.parametrize("sectors", [0, 3, 5])
@pytest.mark.parametrize("titles", [SHORT, (*SHORT, LONGEST)])
def test_twenty_projects_take_few_pages_and_lose_no_word(qapp, size, sectors, titles):
    """They took 13 to 20: one project a page, the rule and the sum on each."""
    shown = pages(result(20, sectors, titles), size)
    assert len(shown) <= (6 if size[0] / size[1] > 1.7 else 7 if size[0] > 1024 or titles == SHORT else 10)
    named = [solid(item.text) for page in shown for item in page.texts if item.role == "option"]
    assert named == [solid(f"{bar.number} {bar.title}") for bar in funded(20, sectors, titles)]
    assert [problem for page in shown for problem in check(page)] == []
    assert not [item.text for page in shown for item in page.texts if item.cut]
    timed = pages(result(20, sectors, titles), size, timer=TimerFace(300, 600))
    assert [problem for page in timed for problem in check(page)] == []


def test_rule_and_sum_are_said_once_and_the_marks_of_sectors_on_every_page(qapp):
    shown = pages(result(20, 5), ROOM[0])
    for role, times in (("rule", 1), ("legend", len(shown) * 5), ("title", len(shown))):
        assert sum(item.role == role for page in shown for item in page.texts) == times
    said = [words(item) for page in shown for item in page.texts if item.role == "status"]
    assert sum(text.startswith("Rozdzielono") for text in said) == 1
    assert any(item.role == "rule" for item in shown[0].texts)


@pytest.mark.parametrize("size", ROOM)
def test_bars_compare_down_the_pages_whichever_words_stand_over_them(qapp, size):
    """A title that had the whole line had a bar twice as long for the same votes."""
    bars = tuple(replace(bar, score=7) for bar in funded(12, 5, (*SHORT, LONGEST)))
    shown = pages(replace(result(12, 5), bars=bars), size)
    thick = [item for page in shown for item in page.items
             if isinstance(item, BarItem) and item.rect.h > size[1] / 60]  # fmt: skip
    assert len({round(item.rect.w * item.part) for item in thick}) == 1
    assert len(thick) == 12


def test_what_nobody_supports_has_no_bars_of_zero_by_sector(qapp):
    bars = funded(20, 5)
    none = replace(bars[-1], score=0, sectors=tuple(replace(part, score=0) for part in FIVE))
    shown = pages(replace(result(20, 5), bars=(*bars[:-1], none)), ROOM[0])
    values = [words(item) for item in shown[-1].texts if item.role == "value"]
    assert values[-1].startswith("0 ·")


def reasons(count):
    """Reasons each of which names another option and the first one."""
    return tuple(("Nie przechodzi ", n, ": pieniądze poszły na ", 1, " i ", 2, "; zabrakło 12 000 zł.")
                 for n in range(3, count))  # fmt: skip


@pytest.mark.parametrize("size", ROOM)
@pytest.mark.parametrize("language", ["pl", "en"])
def test_a_long_title_is_said_once_a_page_and_stands_there_before_its_number(qapp, size, language):
    titles = (LONGEST, LONGEST.replace("Utwardzenie", "Odwodnienie"))
    scene = result(20, 0, titles, reasons(20))
    told = [page for page in pages(scene, size, language) if any(item.role == "reason" for item in page.texts)]
    plain = sum(len(LONGEST) * 3 + 60 for _reason in scene.reasons)
    if size[0] / size[1] > 1.7:  # else a page holds one reason only
        assert sum(len(words(i)) for page in told for i in page.texts if i.role == "reason") < plain * 0.85
    named = "nr" if language == "pl" else "no."
    for page in told:
        said = solid("".join(item.text for item in page.texts if item.role == "reason"))
        for number in set(re.findall(rf"{re.escape(named)}(\d+)", said)):
            first = re.search(rf"{re.escape(named)}{number}(?!\d)", said)
            assert said[first.end() + 1 :].startswith(solid(titles[int(number) % 2])), number
    assert [problem for page in told for problem in check(page)] == []


def test_few_reasons_are_large_and_name_titles_alone(qapp):
    scene = result(4, 0, SHORT, (("Przechodzi ", 1, "."), ("Nie przechodzi ", 3, ".")))
    first = pages(scene, ROOM[0])[0]
    said = [item for item in first.texts if item.role == "reason"]
    assert [words(item) for item in said] == [f"Przechodzi „{SHORT[1]}”.", f"Nie przechodzi „{SHORT[0]}”."]
    assert said[0].size > first.smallest


def test_sentences_about_the_same_option_are_one_paragraph(qapp):
    blocked = " – sprzeciw: 2 osoby."
    many = tuple(each for n in range(1, 15) for each in (("Nie ma zgody co do ", n, "."), (n, blocked)))
    shown = pages(result(14, 0, (LONGEST,), many), ROOM[0])
    said = [words(item) for page in shown for item in page.texts if item.role == "reason"]
    assert len(said) == 14
    assert said[0].endswith("”. Nr 1 – sprzeciw: 2 osoby.")


def test_the_first_stages_of_a_long_ranking_are_a_line_each(qapp):
    standing = [(n, SHORT[n % 3], 30 - n) for n in range(1, 31)]
    stages = tuple(RankingStage(30 - left + 1, tuple(standing[:left]), (left,) if left > 2 else (),
                                () if left > 2 else (1,)) for left in range(30, 1, -1))  # fmt: skip
    scene = VoteResult(LONG, RANKING, result(20, 0).bars, 24, True, 28, stages=stages)
    shown = [page for page in pages(scene, ROOM[0]) if any(item.role == "stage" for item in page.texts)]
    said = [words(item) for page in shown for item in page.texts if item.role == "stage"]
    assert len(shown) <= 8
    assert len(said) == len(stages)
    assert said[0] == f"Etap 1 z 29 · odpada: 30 {SHORT[0]} (0)"
    assert sum(any(item.role == "value" for item in page.texts) for page in shown) == 4  # from five on, bars


def test_sectors_counted_together_keep_room_for_their_marks(qapp):
    merged = (SectorPart(("S",), 3), SectorPart(("O", "M", "E", "I"), Fraction(5, 2)))
    bars = tuple(replace(bar, sectors=merged) for bar in funded(20, 2))
    for size in ROOM:
        assert [problem for page in pages(replace(result(20, 2), bars=bars), size) for problem in check(page)] == []


@pytest.mark.parametrize("size", [(1280, 720), (1024, 768)])
@pytest.mark.parametrize("sectors", [0, 5])
def test_letters_for_a_long_room_cut_no_title_of_a_result(qapp, size, sectors):
    scene = result(8, sectors, (*SHORT, LONGEST))
    first = compose(StageState("Toruń", "pl", scene, smallest=1 / 16), size)
    shown = [compose(StageState("Toruń", "pl", scene, page=page, smallest=1 / 16), size) for page in range(first.pages)]
    assert not [item.text for page in shown for item in page.texts if item.cut]
    assert [problem for page in shown for problem in check(page)] == []
    assert first.smallest >= size[1] / 24


@pytest.mark.parametrize("size", ROOM)
@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("titles", [SHORT, (LONGEST,)])
def test_a_ranking_of_seven_is_one_table_and_cut_nowhere(qapp, size, language, titles):
    """It was a page a stage."""
    standing = [(n, titles[n % len(titles)], Fraction(401 - 30 * n, 7)) for n in range(1, 8)]
    stages = tuple(RankingStage(8 - left, tuple(standing[:left]), (left,) if left > 2 else (),
                                () if left > 2 else (1,)) for left in range(7, 1, -1))  # fmt: skip
    scene = VoteResult(LONG, RANKING, result(7, 0, titles).bars, 24, True, 28, stages=stages)
    told = [page for page in pages(scene, size, language) if any(item.role == "stage" for item in page.texts)]
    assert len(told) <= (2 if titles == SHORT else 6 if size[0] > 1024 else 9)
    if size[0] > 1024 or titles == SHORT:  # else the first stages are a line each
        assert {words(item)[0] for page in told for item in page.texts if item.role == "option"} == set("1234567")
        assert sum(item.role == "value" for page in told for item in page.texts) == 7 + 6 + 5 + 4 + 3 + 2
    assert [problem for page in told for problem in check(page)] == []
    assert not [item.text for page in told for item in page.texts if item.cut]

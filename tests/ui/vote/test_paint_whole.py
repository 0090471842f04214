"""Long questions and long titles before the room: no word of them is cut, and no page stands empty."""

from dataclasses import replace

import pytest

from labapp.kinds.vote.stage import Numbered, ResultBar, SectorPart, VoteBefore, VoteClosed, VoteOpen, VoteResult
from labapp.kinds.vote.terms import terms
from labapp.stage.state import TimerFace
from tests.ui.vote.test_paint import MOTION, NAMED, pages, words
from tests.ui.vote.test_paint_long import solid
from ui.stage.checking import check
from ui.stage.display import BarItem

ROOM = ((1280, 720), (1366, 768), (1920, 1080))
WORDS = (
    "Utwardzenie terenu stanowiącego dojazd do bramy i na zaplecze budynków przy ulicy Tarnogajskiej oraz Gazowej dla "
    "służb ratowniczych i mieszkańców osiedla, razem z odwodnieniem, oświetleniem, ławkami i koszami na odpady, a "
    "także z nasadzeniem drzew i krzewów wzdłuż ogrodzenia szkoły i przedszkola, jak wnioskowała rada osiedla"
)
RULES = [("choose", ""), ("score", ""), ("ranking", "borda"), ("agreement", ""), ("budget", "equal-shares")]
TIMER = TimerFace(300, 600)


def letters(count):
    return (WORDS + " " + WORDS.replace("Utwardzenie", "oraz utwardzenie"))[:count].rstrip()


def bar(number, form, title):
    """An option of five sectors."""
    steps = (5, 4, 3, 2, 1) if form == "agreement" else ()
    parts = tuple(SectorPart((letter,), 1 if steps else 6 - n, (1, 2, 0, 4, 1) if steps else ())
                  for n, letter in enumerate("SOMEI"))  # fmt: skip
    cost = "125000" if form == "budget" else ""
    return ResultBar(number, title, 9, number == 1, False, (), parts, steps, cost)


def problems(shown):
    return [problem for page in shown for problem in check(page)] + [
        item.text for page in shown for item in page.texts if item.cut
    ]


@pytest.mark.parametrize("size", ROOM)
@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize(("form", "rule"), RULES)
@pytest.mark.parametrize(("asked", "titled"), [(30, 142), (30, 200), (390, 142), (390, 200)])
def test_a_result_of_long_words_and_five_sectors_is_cut_nowhere_and_has_no_empty_page(
    qapp, size, language, form, rule, asked, titled
):
    """A single option of 142 letters ended in "…"; the first page of bars held no bar."""
    agreed = terms({"form": form, "rule": rule, "show_sectors": True})
    for count in (1, 3):
        bars = tuple(bar(n, form, letters(titled)) for n in range(1, count + 1))
        spent = (1_000_000, 125_000, 875_000) if form == "budget" else ()
        scene = VoteResult(letters(asked), agreed, bars, 24, True, 28, spent=spent, legend=NAMED)
        shown = pages(scene, size, language, timer=TIMER)
        assert problems(shown) == []
        assert all(any(item.role in ("option", "status") for item in page.texts) for page in shown)
        assert any(words(item) == letters(asked) for page in shown for item in page.texts if item.role == "title")
        named = [solid(item.text) for page in shown for item in page.texts if item.role == "option"]
        assert named == [solid(f"{each.number} {each.title}") for each in bars]


@pytest.mark.parametrize("size", ROOM)
@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("timer", [None, TIMER])
@pytest.mark.parametrize("asked", [200, 300, 400, 490])
def test_a_long_question_is_read_whole_before_during_and_after_the_vote(qapp, size, language, timer, asked):
    """A motion that is its question was not listed, while the question above ended in "…"."""
    question = letters(asked)
    dots = terms({"form": "dots", "show_sectors": True})
    for agreed, titles in ((MOTION, [question]), (MOTION, [letters(200)]), (dots, [letters(200)] * 4)):
        options = tuple(Numbered(n, title) for n, title in enumerate(titles, 1))
        for scene in (VoteBefore(question, agreed, 24, options), VoteOpen(question, agreed, 17, True, 24, options)):
            shown = pages(scene, size, language, timer=timer)
            assert problems(shown) == []
            assert any(words(item) == question for page in shown for item in page.texts if item.role == "title")
            listed = sum(item.role == "option" for page in shown for item in page.texts)
            assert listed == (0 if titles == [question] else len(titles))
    assert problems(pages(VoteClosed(question, 24, True, 28), size, language, timer=timer)) == []


def test_a_reason_of_more_letters_than_are_measured_at_once_loses_no_word(qapp):
    titles = [f"{letters(200)} {n}" for n in range(1, 19)]
    bars = tuple(ResultBar(n, title, 0, False, False) for n, title in enumerate(titles, 1))
    told = ("Nikt nie poparł opcji: ", *(part for n in range(1, 19) for part in (n, ", ")), "i na tym koniec.")
    scene = VoteResult("Co?", terms({"form": "choose"}), bars, 24, True, 28, reasons=(told,))
    shown = pages(scene, ROOM[0])
    said = solid("".join(item.text for page in shown for item in page.texts if item.role == "reason"))
    assert all(solid(title) in said for title in titles)
    assert said.endswith(solid("i na tym koniec."))


@pytest.mark.parametrize("size", ROOM)
@pytest.mark.parametrize("timer", [None, TIMER])
@pytest.mark.parametrize(("form", "rule"), [*RULES, ("answers", "")])
@pytest.mark.parametrize("asked", [350, 490])
def test_one_short_option_below_a_long_question_has_room_of_its_own(qapp, size, timer, form, rule, asked):
    """Its bar, or the three of a motion, lay over each other and over what stands at the foot."""
    for sectors in (0, 5) if form != "answers" else (0,):
        agreed = terms({"form": form, "rule": rule, "show_sectors": bool(sectors)})
        one = bar(1, form, letters(20)) if form != "answers" else ResultBar(1, letters(20), 9, True, False, (9, 3, 2))
        one = one if sectors else replace(one, sectors=())
        spent = (1_000_000, 125_000, 875_000) if form == "budget" else ()
        scene = VoteResult(letters(asked), agreed, (one,), 24, True, 28, spent=spent, legend=NAMED if sectors else ())
        shown = pages(scene, size, "pl", timer=timer)
        assert problems(shown) == []
        said = [words(item) for item in shown[0].texts if item.role == "status"]
        assert len(said) == len(set(said)), "what came out stands once"


@pytest.mark.parametrize("size", ROOM)
def test_two_that_are_level_are_seen_side_by_side_though_the_foot_is_long(qapp, size):
    """The one stood on the first page in large letters, the other on the second."""
    agreed = terms({"form": "budget", "rule": "equal-shares"})
    titles = (
        "Konsultować program współpracy już w czerwcu, zanim powstanie projekt budżetu",
        "Cele programu zapisane tak, żeby po roku dało się powiedzieć, czy je osiągnięto",
        "Sprawozdanie skrócone dla dotacji poniżej 10 000 zł",
        "Bezpłatne sale w szkołach po lekcjach dla organizacji z gminy",
    )
    bars = tuple(ResultBar(n, said, 9, False, n < 3, cost="20000") for n, said in enumerate(titles, 1))
    shown = pages(VoteResult("Co?", agreed, bars, 24, True, 24, spent=(30_000, 0, 30_000)), size, timer=TIMER)
    assert problems(shown) == []
    assert [[words(item)[:1] for item in page.texts if item.role == "option"] for page in shown] == [
        ["1", "2"], ["3", "4"]
    ]  # fmt: skip


@pytest.mark.parametrize("size", ROOM)
@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize(("form", "counting"), [
    ({"form": "ranking", "rule": "irv"}, {}), ({"form": "ranking", "rule": "stv"}, {"seats": "3"}),
    ({"form": "agreement", "limits": {"block": "counts"}}, {"level": "2/3"}), ({"form": "answers"}, {"quorum": "33%"}),
])  # fmt: skip
def test_what_came_out_lies_over_nothing_where_words_and_sectors_fill_the_page(qapp, size, language, form, counting):
    """"Carried" stood on the names of the sectors, of whom that page had no bar."""
    agreed = terms({**form, "counting": counting, "show_sectors": True})
    for asked in (420, 490):
        one = bar(1, agreed.form_id, letters(20))
        one = replace(one, answers=(9, 3, 2)) if agreed.form_id == "answers" else one
        scene = VoteResult(letters(asked), agreed, (one,), 24, True, 28, legend=NAMED)
        shown = pages(scene, size, language, timer=TIMER)
        assert problems(shown) == []
        assert [item.role for item in shown[0].texts].count("status") == 1
        named = [page for page in shown if any(item.role == "legend" for item in page.texts)]
        assert named == [page for page in shown if len([item for item in page.items if isinstance(item, BarItem)]) > 3]


@pytest.mark.parametrize("size", ROOM)
@pytest.mark.parametrize("language", ["pl", "en"])
def test_three_long_proposals_by_sector_are_whole_below_a_question_of_two_hundred_and_fifty_letters(
    qapp, size, language
):
    """The question stood again on the pages of the bars, and all three ended in "…"."""
    agreed = terms({"form": "agreement", "counting": {"level": "75%"}, "limits": {"block": "counts"},
                    "show_sectors": True})  # fmt: skip
    bars = tuple(bar(n, "agreement", f"{letters(200)} {n}") for n in (1, 2, 3))
    shown = pages(VoteResult(letters(250), agreed, bars, 24, True, 28, legend=NAMED), size, language, timer=TIMER)
    assert problems(shown) == []

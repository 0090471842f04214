"""Text is wrapped whole where it fits, cut with a visible mark where it can't, and no text breaks anything."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.stage.display import line_height
from ui.stage.fitting import LONGEST, MARK, clean, fit_item, fits, reads_well, text_item, text_width, wrap
from ui.stage.geometry import Rect
from ui.theme import Weight

pytestmark = pytest.mark.usefixtures("qapp")

RTL = "שלום עולם מה שלומך היום בעיר הזאת"
EMOJI = "👩‍👩‍👧‍👦 Rodzinny park 🌳🌳 i 🏳️‍🌈 plac"


def joined(lines):
    return "".join("".join(lines).split())


def test_a_cut_ends_behind_a_word():
    width = text_width("Bezpieczeństwo mieszkańców po", 40).__int__() + 1
    cut = wrap("Bezpieczeństwo mieszkańców po zmroku", 40, width, max_lines=1)
    assert cut.lines == ("Bezpieczeństwo mieszkańców…",)


def test_short_text_is_one_line():
    assert wrap("Park kieszonkowy", 40, 1000).lines == ("Park kieszonkowy",)


def test_lines_stay_within_the_width_and_lose_nothing():
    text = "Stały zespół ds. programu współpracy z organizacjami pozarządowymi " * 5
    wrapped = wrap(text, 45, 500)
    assert len(wrapped.lines) > 3
    assert all(text_width(line, 45) <= 501 for line in wrapped.lines)
    assert joined(wrapped.lines) == joined([text])
    assert wrapped.height == len(wrapped.lines) * line_height(45)
    assert not wrapped.cut


def test_a_word_wider_than_the_line_is_broken_rather_than_lost():
    wrapped = wrap("Konstantynopolitańczykowianeczka", 45, 300)
    assert joined(wrapped.lines) == "Konstantynopolitańczykowianeczka"
    assert all(text_width(line, 45) <= 301 for line in wrapped.lines)


def test_no_polish_word_of_one_letter_ends_a_line():
    wrapped = wrap("a i w z o u " * 10 + "koniec", 40, 200)
    assert all(line.split("\u00a0")[-1].split()[-1] not in "aiwzou" for line in wrapped.lines[:-1] if " " in line)
    assert wrap("praca w mieście", 40, text_width("praca w m", 40).__int__()).lines[0] == "praca"


def test_a_sum_is_never_broken_nor_parted_from_its_currency():
    width = text_width("dotacja do 10 000 z", 40).__int__()
    assert wrap("dotacja do 10 000 zł rocznie", 40, width).lines == ("dotacja do", "10\u00a0000\u00a0zł rocznie")
    assert clean("12 osób, 50 % i 3 min") == "12\u00a0osób, 50\u00a0% i\u00a03\u00a0min"


def test_a_number_stays_with_what_it_counts_and_with_the_end_of_a_range():
    assert clean("najwyżej 3 opcje") == "najwyżej 3\u00a0opcje"
    assert clean("at most 3 options") == "at most 3\u00a0options"
    assert clean("stopnie od 1 do 2; sprzeciw") == "stopnie od\u00a01 do\u00a02; sprzeciw"
    assert clean("12.10 sala 3") == "12.10\u00a0sala 3"


def test_too_many_lines_are_cut_with_a_mark():
    wrapped = wrap("słowo " * 100, 45, 400, max_lines=3)
    assert wrapped.cut
    assert len(wrapped.lines) == 3
    assert wrapped.lines[-1].endswith(MARK)
    assert text_width(wrapped.lines[-1], 45) <= 401


def test_ten_thousand_letters_are_cut_and_marked():
    item = text_item(Rect(0, 0, 1800, 900), "abc " * 2500, 45)
    assert item.cut
    assert item.lines[-1].endswith(MARK)
    assert item.rect.h <= 900


@pytest.mark.parametrize(
    "text", [RTL, EMOJI, "a\x00b\x07c", "\ud800 sam", "x" * 10_000, "\n\n\n", "", " ", "a\r\nb\u2028c"]
)
def test_odd_texts_can_be_laid_out(text):
    item = text_item(Rect(0, 0, 400, 200), text, 45)
    assert item.extent.h <= 200
    assert all(ord(letter) >= 32 for line in item.lines for letter in line)


def test_emoji_are_not_torn_by_counting_in_other_units():
    wrapped = wrap(EMOJI * 4, 45, 350)
    assert joined(wrapped.lines) == joined([clean(EMOJI * 4)])


@given(st.text(max_size=200), st.integers(60, 900), st.sampled_from([20, 45]))
def test_whatever_is_typed_stays_within_its_width(text, width, size):
    wrapped = wrap(text, size, width)
    assert not wrapped.cut
    assert joined(wrapped.lines) == joined([clean(text)])


def test_paragraphs_stay_apart_and_empty_ones_are_few():
    assert wrap("jeden\n\n\n\ndwa", 40, 500).lines == ("jeden", "", "dwa")


def test_the_largest_size_that_fits_is_taken():
    box = Rect(0, 0, 600, 200)
    sizes = (90, 75, 60, 52, 45)
    assert fit_item(box, "Park", sizes).size == 90
    middling = fit_item(box, "Stały zespół ds. programu współpracy miasta", sizes)
    assert 45 <= middling.size < 90
    assert fits(middling.text, middling.size, box)
    bigger = sizes[sizes.index(middling.size) - 1]
    assert not fits("Stały zespół ds. programu współpracy miasta", bigger, box)
    assert fit_item(box, "słowo " * 200, sizes).cut


def test_a_size_that_would_break_a_word_does_not_fit():
    assert not fits("Konstantynopolitańczykowianeczka", 90, Rect(0, 0, 600, 900))


def test_text_is_as_high_as_its_lines_and_stands_where_asked():
    box = Rect(10, 100, 500, 300)
    top, middle, bottom = (text_item(box, "Raz", 40, valign=v) for v in ("top", "middle", "bottom"))
    assert top.rect == Rect(10, 100, 500, line_height(40))
    assert middle.rect.y == 100 + (300 - line_height(40)) / 2
    assert bottom.rect.bottom == 400


def test_bold_text_is_measured_bold():
    assert text_width("Wspólnie", 40, Weight.BOLD) > text_width("Wspólnie", 40)


def test_only_what_can_matter_is_measured():
    assert sum(map(len, wrap("x" * 10_000, 45, 100_000).lines)) <= LONGEST + 1


def test_no_shortened_word_ends_a_line_and_no_dash_begins_one():
    assert clean("park przy ul. Polnej nr 4 – etap - drugi") == (
        "park przy ul.\u00a0Polnej nr\u00a04\u00a0– etap\u00a0- drugi")  # fmt: skip
    width = text_width("skwer przy ul. P", 40).__int__()
    assert wrap("skwer przy ul. Polnej", 40, width).lines == ("skwer przy", "ul.\u00a0Polnej")


def test_words_tied_to_more_than_a_line_go_apart_rather_than_break_inside():
    width = text_width("Niepodległości", 40).__int__() + 1
    assert wrap("ul. Niepodległości", 40, width).lines == ("ul.", "Niepodległości")


@pytest.mark.parametrize("width", [800, 1000, 1200])
def test_a_title_leaves_no_single_word_for_its_last_line(width):
    words, room = "Jak współpracujemy w Brzezinach nad Strugą", Rect(0, 0, width, 600)
    long = "Co z tego bierzemy, co dostosowujemy, co nie jest dla nas?"
    assert text_item(room, long, 60, even=True).lines[0].endswith(",") or width < 1200
    even, greedy = (text_item(room, words, 60, even=kept) for kept in (True, False))
    assert len(even.lines) == len(greedy.lines)
    assert joined(even.lines) == joined(greedy.lines)
    widths = [text_width(line, 60) for line in even.lines]
    assert min(widths) > 0.4 * max(widths)


QUESTIONS = (
    "Czy powołujemy stały zespół międzysektorowy?", "Czy przyjmujemy stanowisko w sprawie konsultacji?",
    "Czy rekomendujemy utworzenie Gminnej Rady Działalności Pożytku Publicznego?",
    "Do we recommend a standing cross-sector team for the cooperation programme?",
    "Shall we found a Municipal Council for Public Benefit Activity?",
)  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("width", [800, 1000, 1300])
def test_no_word_of_a_title_stands_alone_where_lines_can_be_shared_out(question, width):
    """“Czy powołujemy stały zespół / międzysektorowy?” was kept, because so long a word fills half a line."""
    for size in (60, 45):
        even = text_item(Rect(0, 0, width, 600), question, size, even=True)
        assert len(even.lines) == len(wrap(question, size, width).lines)
        alone = [line for line in even.lines if len(line.split()) == 1]
        assert not alone or not reads_well(question, size, width)
        if reads_well(question, size, width) and len(even.lines) > 1:
            widths = [text_width(line, size) for line in even.lines]
            assert min(widths) > 0.35 * max(widths), even.lines


@pytest.mark.parametrize("said", ["motion no. 3", "Tie for place 2", "remis o miejsce 2", "etap 4", "Page 3 of 7"])
def test_a_number_is_not_parted_from_the_word_it_numbers(said):
    word, number = re.match(r"(.*) (\d)", said).groups()
    assert f"{word.split()[-1]}\u00a0{number}" in clean(said)

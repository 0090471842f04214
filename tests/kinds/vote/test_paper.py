"""Paper ballots: nobody votes twice, nothing typed is lost, a second reading finds what the first got wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from labapp import paths
from labapp.errors import UserError
from labapp.kinds.registry import KINDS
from labapp.kinds.vote import box, hands, options, paper, result, typed
from labapp.kinds.vote.terms import terms
from labapp.model import agenda
from labapp.report import ballots
from labapp.wording.translate import translator
from tests.kinds.vote.room import make
from tests.kinds.vote.test_secrecy import every_file
from tests.report.pages import outside


def issued(room, **settings):
    here = room(**{"form": "dots", "limits": {"n": 5, "cap": 3}, "channels": ["paper"], **settings})
    box.open_vote(here.lab, here.vote)
    paper.issue(here.lab, here.vote, [voter.voter for voter in paper.waiting(here.lab.read, here.vote)])
    return here


def ended(here):
    box.close_vote(here.lab, here.vote)
    return result.result(here.lab.read, here.vote)


@pytest.mark.parametrize("secrecy", ["open", "secret"])
def test_dots_are_typed_as_repeats_and_add_up(room, secrecy):
    here = issued(room, secrecy=secrecy)
    for text in ("3 3 1", "3", "", "1 2 3 4"):
        paper.enter(here.lab, here.vote, text)
    paper.spoil(here.lab, here.vote, "torn")
    assert paper.papers(here.lab.read, here.vote) == paper.Papers(15, 4, 1)
    found = ended(here)
    assert {bar.choice.number: bar.score for bar in found.bars} == {1: 2, 2: 1, 3: 4, 4: 1}
    assert found.voted == 5
    assert found.outcome.ballots.invalid == 1
    assert found.outcome.ballots.blank == 1
    assert KINDS["vote"].problems(here.lab.read, agenda.activity(here.lab.read, here.activity)) == []


def test_who_was_given_a_ballot_does_not_vote_at_the_booth_too(room):
    here = room(channels=["paper", "booth"], titles="ab", limits={"min": 1, "max": 1}, secrecy="secret")
    box.open_vote(here.lab, here.vote)
    box.cast(here.lab, here.vote, here.people[0], [1])
    paper.issue(here.lab, here.vote, here.people[1:3])
    with pytest.raises(UserError, match="already-voted"):
        box.cast(here.lab, here.vote, here.people[1], [1])
    with pytest.raises(UserError, match="already-voted"):
        paper.issue(here.lab, here.vote, [here.people[0]])
    paper.enter(here.lab, here.vote, "2")
    assert hands.voted(here.lab.read, here.vote) == (2, True)
    assert ended(here).voted == 2


def test_more_cannot_be_read_than_was_issued(room):
    here = room(channels=["paper"], titles="ab", limits={"min": 1, "max": 1})
    box.open_vote(here.lab, here.vote)
    with pytest.raises(UserError, match="paper-all-back"):
        paper.enter(here.lab, here.vote, "1")
    paper.issue(here.lab, here.vote, here.people[:1])
    paper.enter(here.lab, here.vote, "1")
    with pytest.raises(UserError, match="paper-all-back"):
        paper.spoil(here.lab, here.vote, "torn")


@pytest.mark.parametrize(("text", "code"), [
    ("5", "ballot-unknown"), ("1 1 1 1", "ballot-value"), ("1 1 2 2 3 3", "ballot-too-many"), ("x", "vote.typed"),
])  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_counted(room, text, code):
    here = issued(room)
    with pytest.raises(UserError, match=code):
        paper.enter(here.lab, here.vote, text)
    assert paper.papers(here.lab.read, here.vote).returned == 0


def test_the_last_ballot_can_be_taken_back(room):
    here = issued(room, secrecy="secret")
    mark = paper.enter(here.lab, here.vote, "1")
    paper.spoil(here.lab, here.vote, "torn")
    paper.take_back(here.lab, here.vote, "")
    paper.take_back(here.lab, here.vote, mark)
    assert paper.papers(here.lab.read, here.vote) == paper.Papers(15, 0, 0)
    assert not here.lab.read.rows("SELECT 1 FROM vote_boxes")


def test_while_open_no_file_holds_what_was_typed(room, tmp_path):
    here = issued(room, secrecy="secret")
    paper.enter(here.lab, here.vote, "2 2 2 4")
    here.vacuumed(tmp_path / "snapshot.lab")
    everything = every_file(tmp_path, paths.data_folder())
    assert b'"2":3' not in everything
    assert b"2 2 2 4" not in everything
    assert not here.lab.read.rows("SELECT 1 FROM vote_ballots")


def test_by_sector_and_paper_exclude_each_other(room):
    here = room(channels=["paper"], secrecy="sector")
    with pytest.raises(UserError, match="paper-no-sector"):
        box.open_vote(here.lab, here.vote)


_NUMBERS = [1, 2, 3]
_DOTS = st.dictionaries(st.sampled_from(["1", "2", "3"]), st.integers(1, 3), max_size=3)
_CHOSEN = st.sets(st.sampled_from([1, 2, 3])).map(sorted)
_STEPS = st.dictionaries(st.sampled_from(["1", "2", "3"]), st.integers(1, 5), max_size=3)


@given(st.one_of(
    st.tuples(st.just({"form": "dots", "limits": {"n": 9, "cap": 3}}), _DOTS),
    st.tuples(st.just({"form": "choose", "limits": {"min": 0, "max": 3}}), _CHOSEN),
    st.tuples(st.just({"form": "ranking"}), st.permutations(_NUMBERS).map(lambda found: found[:2])),
    st.tuples(st.just({"form": "agreement"}), _STEPS),
    st.tuples(st.just({"form": "score"}), _STEPS.map(lambda given: {"": given} if given else {})),
))  # fmt: skip
def test_what_is_shown_is_what_would_be_typed(case):
    settings, body = case
    agreed = terms(settings)
    assert typed.read(typed.shown(body, agreed, _NUMBERS), agreed, _NUMBERS) == body


@pytest.mark.parametrize(("form", "large"), [
    ("dots", False), ("choose", True), ("answers", False), ("agreement", True),
])  # fmt: skip
def test_printed_ballots_carry_the_numbers_and_no_name(room, tmp_path, form, large):
    here = room(form=form, channels=["paper"])
    sheets = ballots.write(here.lab.read, here.vote, tmp_path / "b.pdf", 7, translator("pl"), large=large)
    pages = PdfReader(tmp_path / "b.pdf").pages
    text = "\n".join(page.extract_text() for page in pages)
    assert sheets == len(pages)
    assert text.count("option c") == 7
    assert "Karta nr 7" in text
    assert "Person" not in text
    assert (sheets <= 2) is not large


SCALE = {"criteria": ["wpływ", "koszt"], "weights": ["2", "1"], "low": 1, "high": 5}


@pytest.mark.parametrize(("settings", "said"), [
    ({"form": "answers"}, ["Za", "Przeciw", "Wstrzymuję się"]),
    ({"form": "ranking"}, ["1 = najlepsza"]),
    ({"form": "agreement"}, ["pełna zgoda", "sprzeciw blokujący", "Powód (można podać):"]),
    ({"form": "agreement", "limits": {"words": list("abcde"), "reasons": False}}, ["1 – a, 2 – b, 3 – c"]),
    ({"form": "budget", "limits": {"sum": "20000"}}, ["option a · 4500 zł"]),
    ({"form": "score", "limits": SCALE}, ["wpływ", "koszt"]),
    ({"form": "dots", "limits": {"n": 20, "cap": 20}}, ["W polach: liczba przy każdej wybranej opcji."]),
])  # fmt: skip
@pytest.mark.parametrize("large", [False, True])
def test_a_printed_ballot_says_what_its_marks_mean(room, tmp_path, settings, said, large):
    here = room(titles="a", channels=["paper"], **settings)
    with here.lab.change("vote.edit") as tx:
        options.edit(tx, options.of_vote(tx, here.vote)[0].id, cost="4500" if settings["form"] == "budget" else "")
    ballots.write(here.lab.read, here.vote, tmp_path / "b.pdf", 1, translator("pl"), large=large)
    (page,) = PdfReader(tmp_path / "b.pdf").pages
    text = " ".join(page.extract_text().replace("\xa0", " ").replace("\u202f", " ").split())
    assert [words for words in said if words not in text] == []


def test_a_printed_ballot_has_a_row_of_grades_for_every_criterion(room, tmp_path):
    here = room(titles="ab", channels=["paper"], form="score", limits=SCALE)
    ballots.write(here.lab.read, here.vote, tmp_path / "b.pdf", 1, translator("pl"))
    (page,) = PdfReader(tmp_path / "b.pdf").pages
    lines = page.extract_text().splitlines()
    assert sum(line.strip() == "5" for line in lines) == 4
    assert sum("wpływ" in line for line in lines) >= 2


def test_options_longer_than_a_page_go_on_over_the_next(room, tmp_path):
    here = room(titles="abcdefghijklmnopqrstuvwxyz" * 3, channels=["paper"])
    sheets = ballots.write(here.lab.read, here.vote, tmp_path / "b.pdf", 2, translator("en"), large=True)
    assert sheets == len(PdfReader(tmp_path / "b.pdf").pages) > 4


def closed_bytes(folder, entries):
    folder.mkdir()
    here = make(folder / "a.lab", "SSSSSS", secrecy="secret", channels=["paper", "booth"], titles="ab",
                limits={"min": 0, "max": 2})  # fmt: skip
    box.open_vote(here.lab, here.vote)
    paper.issue(here.lab, here.vote, here.people[:4])
    for entry in entries:
        if entry.startswith("n"):
            paper.spoil(here.lab, here.vote, entry[1:])
        elif entry.startswith("b"):
            box.cast(here.lab, here.vote, here.people[int(entry[1])], [int(entry[2])])
        else:
            paper.enter(here.lab, here.vote, entry)
    box.close_vote(here.lab, here.vote)
    copied = here.vacuumed(folder / "copy.lab")
    here.close()
    return copied


def test_any_order_of_reading_and_any_channel_between_gives_the_same_bytes(tmp_path):
    first = closed_bytes(tmp_path / "a", ["1", "n torn", "2", "b41", "b52"])
    assert closed_bytes(tmp_path / "b", ["b52", "n torn", "2", "1", "b41"]) == first
    # who put in which ballot, and what came on paper, cannot be told either
    assert closed_bytes(tmp_path / "c", ["b51", "b42", "2", "1", "n torn"]) == first
    assert closed_bytes(tmp_path / "d", ["b51", "b41", "2", "2", "n torn"]) == first
    assert closed_bytes(tmp_path / "e", ["b51", "b41", "1", "2", "n torn"]) != first


@pytest.mark.parametrize("large", [True, False])
def test_more_criteria_than_a_page_holds_go_on_over_the_next(room, tmp_path, large):
    names = [f"{n}. Na ile pomysł odpowiada na potrzeby osób starszych, dzieci i osób z niepełnosprawnościami" for n in
             range(1, 25)]  # fmt: skip
    here = room(titles="ab", form="score", limits={"low": 1, "high": 9, "criteria": names})
    path = tmp_path / "b.pdf"
    sheets = ballots.write(here.lab.read, here.vote, path, 2, translator("pl"), large=large)
    assert sheets == len(PdfReader(path).pages) >= 4
    assert outside(path) == []
    text = "\n".join(page.extract_text() for page in PdfReader(path).pages)
    assert text.count("24. Na ile") == 4  # two options on two ballots


@pytest.mark.parametrize("large", [False, True])
def test_where_a_ballot_goes_on_over_the_page_its_number_stands_clear_of_the_marks(room, tmp_path, large):
    limits = {"criteria": ["wpływ na mieszkańców", "koszt", "czas"]}
    here = room(titles="abcdefghijklmn" * 2, form="score", limits=limits, channels=["paper"])
    ballots.write(here.lab.read, here.vote, tmp_path / "b.pdf", 1, translator("pl"), large=large)
    pages = PdfReader(tmp_path / "b.pdf").pages
    assert len(pages) > 1
    for page in pages:
        for column in {place[0] > 297 for place in places(page)} if not large else {None}:
            mine = [place for place in places(page) if column in (None, place[0] > 297)]
            (number,) = (y for _x, y, text in mine if "Karta nr" in text)
            assert min(y for _x, y, text in mine if "Karta nr" not in text) - number > 8


def places(page):
    """Return where on a page which words stand: x, y and the text."""
    found = []
    page.extract_text(visitor_text=lambda text, by, at, _font, _size: (
        found.append((by[4] + at[4], by[5] + at[5], text.strip())) if text.strip() else None
    ))  # fmt: skip
    return found


def test_a_long_ballot_fills_both_columns_and_shares_no_sheet_with_another(room, tmp_path):
    """Its rest stood beside the beginning of the next one: cut along the lines, parts of two were handed out."""
    here = room(titles=["Utwardzenie dojazdu do świetlicy i remizy"] * 30, channels=["paper"])
    assert ballots.write(here.lab.read, here.vote, tmp_path / "b.pdf", 3, translator("pl")) == 3
    for number, page in enumerate(PdfReader(tmp_path / "b.pdf").pages, 1):
        assert {text for _x, _y, text in places(page) if "Karta" in text} == {f"Karta nr {number}"}
        assert {x > 297 for x, _y, text in places(page) if text in ("1", "30")} == {False, True}


def test_a_long_criterion_stands_clear_of_its_circles(room, tmp_path):
    name = "Wykonalność przy naszych zasobach kadrowych i sprzętowych"
    here = room(titles="a", form="score", limits={"criteria": [name, "koszt"]}, channels=["paper"])
    ballots.write(here.lab.read, here.vote, tmp_path / "b.pdf", 1, translator("pl"), large=True)
    (page,) = PdfReader(tmp_path / "b.pdf").pages
    words = next(y for _x, y, text in places(page) if text.startswith("Wykonalność"))
    assert words - max(y for _x, y, text in places(page) if text == "5") > 19  # radius and what hangs below a line


def test_a_sum_on_a_ballot_is_not_parted_nor_does_a_line_end_with_a_word_of_one_letter(room, tmp_path):
    here = room(titles="", form="answers", channels=["paper"])
    with here.lab.change("vote.edit") as tx:
        options.add(tx, here.activity, "Sprawozdanie skrócone dla dotacji poniżej 10 000 zł")
        options.add(tx, here.activity, "Konsultować program współpracy już w czerwcu")
    ballots.write(here.lab.read, here.vote, tmp_path / "b.pdf", 1, translator("pl"))
    lines = PdfReader(tmp_path / "b.pdf").pages[0].extract_text().splitlines()
    assert "10 000 zł" in lines
    assert "w czerwcu" in lines

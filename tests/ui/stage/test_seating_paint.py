"""Who sits where can be read from the last row, whatever the number of tables, and shows codes alone."""

from dataclasses import replace

import pytest

from labapp.stage.scenes import ReportBackScene, Seat, TableCard, TablesScene
from labapp.stage.state import StageState, TimerFace
from ui.stage.checking import check
from ui.stage.display import ShapeItem
from ui.stage.painters import compose

pytestmark = pytest.mark.usefixtures("qapp")

SIZES = [(1024, 768), (1280, 800), (1920, 1080)]
LONG = "Jak urząd i organizacje mogą wspólnie przygotować program współpracy na kolejny rok"


def tables(count: int, seats: int, topic: str = "", state: str = "working", code: str = "") -> TablesScene:
    return TablesScene(
        tuple(
            TableCard(
                f"Stolik {t + 1}", topic,
                tuple(Seat(code or str(101 + t * seats + s), "SOMEI"[s % 5]) for s in range(seats)),
                code or str(101 + t * seats), state,
            )
            for t in range(count)
        ),
        "Kawiarenka", 2, 4,
    )  # fmt: skip


SCENES = [
    tables(0, 0), tables(1, 0), tables(1, 5), tables(4, 6), tables(8, 5, LONG), tables(8, 8, "Sport", "handed"),
    tables(12, 5, "Kultura", "typed"), tables(30, 10, LONG), tables(3, 40, LONG),
    tables(5, 4, "x" * 400, code="B" * 40),
    TablesScene((TableCard("Stolik 👩‍👩‍👧‍👦 " * 20, "שלום " * 60, (Seat("101"),)),)),
]  # fmt: skip


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: f"{len(scene.tables)}")
def test_every_card_can_be_read(scene, size, language):
    for timer in (None, TimerFace(755, 1200), TimerFace(-7000, 900)):
        first = compose(StageState("Toruń 2027", language, scene, timer), size)
        for page in range(first.pages):
            assert check(compose(StageState("Toruń 2027", language, scene, timer, page), size)) == []


def test_everybody_finds_their_code_on_some_page():
    scene = tables(30, 10, LONG)
    first = compose(StageState("Toruń", "pl", scene), (1280, 800))
    assert first.pages > 1
    seen = [
        item.words for page in range(first.pages)
        for item in compose(StageState("Toruń", "pl", scene, page=page), (1280, 800)).texts if item.role == "seat"
    ]  # fmt: skip
    assert sorted(seen) == sorted(str(101 + n) for n in range(300))


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("smallest", [1 / 24, 1 / 18, 1 / 14])
@pytest.mark.parametrize("count", [2, 5, 8, 12])
def test_the_number_of_a_table_is_never_cut(count, smallest, size):
    state = StageState("Toruń", "pl", tables(count, 6), TimerFace(755, 1200), smallest=smallest)
    heads: list[str] = []
    for page in range(compose(state, size).pages):
        shown = compose(replace(state, page=page), size)
        assert check(shown) == []
        heads += [item.words for item in shown.texts if item.role == "table"]
    assert [head.split()[-1] for head in heads] == [str(n + 1) for n in range(count)]


def test_a_number_without_its_word_is_larger():
    shown = compose(StageState("Toruń", "pl", tables(5, 6), TimerFace(755, 1200)), SIZES[0])
    heads = [item for item in shown.texts if item.role == "table"]
    seats = [item for item in shown.texts if item.role == "seat"]
    assert [head.words for head in heads] == ["1", "2", "3", "4", "5"]
    assert heads[0].size > seats[0].size


def test_a_room_of_sixty_is_on_one_page():
    for scene in (tables(10, 6), tables(10, 6, "Sport")):
        assert compose(StageState("Toruń", "pl", scene), (1920, 1080)).pages == 1


def test_the_round_is_said_only_when_there_are_several():
    def title(scene):
        return next(i.words for i in compose(StageState("T", "pl", scene), SIZES[2]).texts if i.role == "title")

    assert "2 z 4" in title(tables(2, 3))
    assert "1" not in title(TablesScene((TableCard("Stolik A"),)))


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("timer", [None, TimerFace(90, 120), TimerFace(4, 120), TimerFace(-7, 120)], ids=str)
@pytest.mark.parametrize(("table", "topic"), [
    ("Stolik 3", ""), ("Stolik 3", LONG), ("Stolik bardzo długo nazwany przez salę " * 6, "x" * 900),
])  # fmt: skip
def test_the_table_that_reports_can_be_read(table, topic, timer, language, size):
    state = StageState("Toruń 2027", language, ReportBackScene(table, topic, 3, 8), timer, notice="Czas minął")
    display = compose(state, size)
    assert check(display) == []
    said = " ".join(item.words for item in display.texts)
    assert "3 z 8" in said.replace("\xa0", " ") if language == "pl" else "3 of 8" in said
    assert table.split()[0] in said


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", ["pl", "en"])
def test_round_and_number_stay_on_one_line_beside_the_timer(language, size):
    shown = compose(StageState("Toruń", language, tables(5, 5), TimerFace(2988, 3000)), size)
    assert len(next(item for item in shown.texts if item.role == "title").lines) == 1


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("count", [2, 4, 8])
def test_topics_stand_whole_under_the_name_of_their_table(count, size):
    state = StageState("Toruń", "pl", tables(count, 6, LONG))
    for page in range(compose(state, size).pages):
        shown = compose(replace(state, page=page), size)
        heads = [item for item in shown.texts if item.role == "table"]
        topics = [item for item in shown.texts if item.role == "topic"]
        assert [(item.words, item.rect.x) for item in topics] == [(LONG, head.rect.x) for head in heads]


def test_what_all_tables_work_on_is_said_once_and_hosts_are_told_by_their_look():
    shown = compose(StageState("Toruń", "pl", tables(4, 6)), SIZES[1])
    assert [item.words for item in shown.texts if item.role == "topic"] == ["Kawiarenka"]
    assert [item.words for item in shown.texts if item.role == "legend"] == ["Pogrubiony kod: gospodarz stolika"]
    bold = [item.words for item in shown.texts if item.role == "seat" and item.weight > 500]
    assert bold == ["101", "107", "113", "119"]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_few_tables_are_written_large(size):
    shown = compose(StageState("Toruń", "pl", tables(4, 5)), size)
    assert max(item.rect.bottom for item in shown.texts if item.role == "seat") > size[1] * 0.6
    assert min(item.size for item in shown.texts if item.role == "seat") > size[1] / 18


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_mark_is_nearer_to_its_own_code_than_to_the_one_before(size):
    display = compose(StageState("Toruń", "pl", tables(4, 6)), size)
    codes = [item.extent for item in display.texts if item.role == "seat"]
    marks = [item.rect for item in display.items if isinstance(item, ShapeItem)]
    for mark, code in zip(marks, codes, strict=True):
        before = [other.right for other in codes if other.right <= mark.x and abs(other.y - code.y) < 1]
        assert not before or mark.x - max(before) > 1.2 * (code.x - mark.right)

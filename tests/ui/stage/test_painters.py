"""Every scene has a painter; the built-in ones hold at every size, language, timer and length of text."""

import itertools
from dataclasses import replace

import pytest
from PySide6.QtGui import QImage, QPainter

from labapp.stage.legibility import LARGEST
from labapp.stage.scenes import BlankScene, BreakScene, TestCardScene, TitleScene
from labapp.stage.state import Scene, StageState, TimerFace
from tests.stage.test_state import scene_classes
from tests.ui.vote.test_paint import SCENES as VOTES
from ui.stage.checking import check
from ui.stage.painters import LAYOUTS, compose, paint
from ui.theme import THEMES, Token

pytestmark = pytest.mark.usefixtures("qapp")

SIZES = [(1024, 768), (1280, 800), (1920, 1080)]
LAB = "Toruń – program współpracy z organizacjami 2027"
SHORT = TitleScene("Toruń 2027")
LONG = TitleScene(
    "Laboratorium pomysłów i działań: program współpracy Torunia z organizacjami na rok 2027",
    "Toruń, 22 listopada 2026",
    "Co powinno się zmienić we współpracy?",
    "09:20",
    ("Urząd Miasta Torunia", "Kujawsko-Pomorska Federacja Organizacji Pozarządowych", "Fundacja Stocznia"),
)
ENDLESS = TitleScene("słowo " * 1700, "b" * 300, "שלום " * 80, "09:20", ("👩‍👩‍👧‍👦" * 40,) * 6)
SCENES = [
    SHORT, LONG, ENDLESS, BlankScene(), BreakScene("11:20"), BreakScene("11:20", "Kawa", "Głosowanie nad priorytetami"),
    BreakScene("11:20", "b" * 400, "d " * 400), *(TestCardScene(step) for step in range(6)),
]  # fmt: skip
TIMERS = [
    None, TimerFace(755, 1800), TimerFace(150, 900), TimerFace(30, 900), TimerFace(-7000, 900),
    TimerFace(30_000, 30_000, running=False),
]  # fmt: skip


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", ["pl", "en"])
def test_built_in_scenes_can_be_read(size, language):
    for scene, timer, notice in itertools.product(SCENES, TIMERS, [None, "5 minut", "bardzo długie ogłoszenie " * 20]):
        picture = compose(StageState(LAB, language, scene, timer, notice=notice), size)
        assert check(picture) == [], (scene, timer)


@pytest.mark.parametrize("size", [(800, 600), (640, 360), (1080, 1920), (3840, 1080)], ids=str)
@pytest.mark.parametrize("smallest", [1 / 24, 1 / 16, 1 / 12])
def test_odd_screens_and_large_letters(size, smallest):
    for scene in (SHORT, LONG, BreakScene("11:20"), TestCardScene(3)):
        picture = compose(StageState(LAB, "pl", scene, TimerFace(755, 1800), smallest=smallest), size)
        assert check(picture) == [], scene
        assert all(item.size >= min(size[1], size[0] * 0.75) * smallest - 1 for item in picture.texts)


@pytest.mark.parametrize("size", SIZES[:2], ids=str)
@pytest.mark.parametrize("smallest", [LARGEST, 1 / 18])
@pytest.mark.parametrize("name", ["result", "agreement", "budget", "motions"])
def test_nothing_is_covered_at_any_size_that_is_accepted(size, smallest, name):
    state = StageState(LAB, "pl", VOTES[name], TimerFace(3443, 3600), smallest=smallest)
    for page in range(min(3, compose(state, size).pages)):
        assert check(compose(replace(state, page=page), size)) == []
    later = replace(state, timer=TimerFace(-4, 3600))
    assert compose(later, size).smallest == compose(state, size).smallest, "letters stay as the seconds pass"


def test_a_scene_with_room_gets_the_letters_that_were_asked_for():
    assert compose(StageState(LAB, "pl", SHORT, smallest=LARGEST), SIZES[2]).smallest >= 1080 * LARGEST


def test_every_scene_has_a_painter_and_every_painter_a_scene():
    assert set(LAYOUTS) == set(scene_classes())


def test_the_rooms_language_is_the_states_own():
    words = {
        language: {item.words for item in compose(StageState(LAB, language, BreakScene("11:20")), SIZES[2]).texts}
        for language in ("pl", "en")
    }
    assert "Wznawiamy o" in words["pl"]
    assert "We resume at" in words["en"]
    assert "11:20" in words["pl"] & words["en"]


def test_blank_is_dark_and_says_nothing():
    picture = compose(StageState(LAB, "pl", BlankScene(), TimerFace(3, 9), notice="tajne"), SIZES[0])
    assert picture.items == ()
    assert picture.ground is Token.DARK


def test_timer_state_is_told_by_word_and_shape():
    def told(timer):
        picture = compose(StageState(LAB, "pl", SHORT, timer), SIZES[2])
        words = next(item.words for item in picture.texts if item.role == "timer-word")
        return words, next(type(item).__name__ + str(getattr(item, "shape", "")) for item in picture.items)

    seen = [told(timer) for timer in TIMERS[1:]]
    assert len({words for words, _ in seen}) == 5
    assert len({shape for _, shape in seen}) == 5


def test_nothing_moves_when_the_timer_changes_or_a_notice_comes():
    def places(timer, notice=None):
        picture = compose(StageState(LAB, "pl", LONG, timer, notice=notice), SIZES[1])
        return [item.rect for item in picture.texts if item.role in ("title", "subtitle", "next", "organisers")]

    assert places(TIMERS[1]) == places(TIMERS[3]) == places(TIMERS[1], "5 minut")


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_pictures_are_painted_in_the_themes_colours(theme):
    image = QImage(1024, 768, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint(painter, (1024, 768), StageState(LAB, "pl", LONG, TIMERS[1]), theme)
    painter.end()
    assert image.pixelColor(2, 2).name() == theme.hex(Token.PAPER).lower()
    colours = {image.pixelColor(x, y).name() for x in range(0, 1024, 3) for y in range(0, 768, 3)}
    assert theme.hex(Token.INK).lower() in colours
    assert theme.hex(Token.ACCENT).lower() in colours


def test_a_scene_without_painter_is_a_bug():
    class Stray(Scene):
        pass

    with pytest.raises(KeyError):
        compose(StageState(LAB, "pl", Stray()), SIZES[0])

"""The miniature shows what the room sees, in its proportions, at most four times a second."""

import pytest

from labapp.stage.scenes import BreakScene, TitleScene
from labapp.stage.state import StageState
from ui.stage.miniature import INTERVAL_MS, StageMiniature
from ui.theme import LIGHT, Token


@pytest.fixture
def small(qtbot):
    widget = StageMiniature(LIGHT)
    qtbot.addWidget(widget)
    widget.resize(320, 180)
    widget.show()
    return widget


def test_keeps_the_stages_proportions(small):
    assert small.heightForWidth(320) == 180
    small.set_stage_size(1024, 768)
    assert small.heightForWidth(320) == 240


def test_tells_in_words_what_is_shown(small, qtbot):
    small.show_state(StageState("Toruń", "pl", BreakScene("11:20")))
    qtbot.waitUntil(lambda: "11:20" in small.accessibleDescription())
    assert "Wznawiamy o" in small.accessibleDescription()


def test_a_burst_of_changes_is_drawn_a_few_times(small, qtbot):
    for number in range(200):
        small.show_state(StageState("Toruń", "pl", TitleScene(f"Tytuł {number}")))
    qtbot.waitUntil(lambda: "Tytuł 199" in small.accessibleDescription(), timeout=10 * INTERVAL_MS)
    assert small.renders <= 2


def test_the_picture_is_painted(small, qtbot):
    small.show_state(StageState("Toruń", "pl", TitleScene("Tytuł")))
    qtbot.waitUntil(lambda: small.renders > 0)
    image = small.grab().toImage()
    assert image.pixelColor(5, 5).name() == LIGHT.hex(Token.PAPER).lower()
    dark = {image.pixelColor(x, y).lightness() for x in range(image.width()) for y in range(image.height())}
    assert min(dark) < 100

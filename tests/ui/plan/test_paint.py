"""The plan on the stage: five rows a page at most, states said by a word, nothing clipped."""

import pytest

from labapp.kinds.plan.stage import PlanScene, StageAction
from labapp.stage.state import StageState
from ui.stage.checking import check
from ui.stage.painters import compose
from ui.widgets.fonts import load_fonts


@pytest.fixture(autouse=True)
def fonts(qapp: object) -> None:
    load_fonts()


@pytest.mark.parametrize("size", [(1024, 768), (1280, 800), (1920, 1080)])
@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("count", [0, 1, 5, 50])
def test_every_action_can_be_read_on_some_page(size: tuple[int, int], language: str, count: int) -> None:
    statuses = ("planned", "underway", "done", "held", "dropped")
    rows = tuple(
        StageAction(
            i + 1, f"{i} Powołać międzysektorowy zespół do spraw programu współpracy na rok 2027 i kolejne",
            ("", "Centrum Współpracy z Organizacjami Pozarządowymi", "101")[i % 3], "SO"[i % 2], "quarter", "2027-Q2",
            statuses[i % 5], i % 3 == 0, i % 4 == 0,
        )
        for i in range(count)
    )  # fmt: skip
    scene = PlanScene("Kto, co i do kiedy?", rows)
    pages = compose(StageState("x", language, scene), size).pages
    seen: list[str] = []
    for page in range(pages):
        display = compose(StageState("x", language, scene, page=page), size)
        assert check(display) == []
        shown = [item.text.split()[0] for item in display.texts if item.role == "what"]
        assert len(shown) <= 5
        seen += shown
    assert seen == [str(i) for i in range(count)]

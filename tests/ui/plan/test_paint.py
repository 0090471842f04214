"""The plan on the stage: five rows a page at most, states said by a word, nothing clipped."""

from dataclasses import replace

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


@pytest.mark.parametrize("size", [(1024, 768), (1280, 800), (1920, 1080)])
@pytest.mark.parametrize("letters", [40, 150, 300])
def test_an_action_is_shown_whole(size: tuple[int, int], letters: int) -> None:
    words = ("Powołać międzysektorowy zespół do spraw programu współpracy, który spotka się co kwartał i spisze "
             "wspólne ustalenia dla rady miasta oraz mieszkańców osiedli. " * 3)[:letters].strip()  # fmt: skip
    owner = "Centrum Współpracy z Organizacjami Pozarządowymi w Toruniu"
    rows = tuple(StageAction(n, words, owner, "S", "quarter", "2027-Q2", "held", True, True) for n in range(1, 8))
    state = StageState("x", "pl", PlanScene("Kto, co i do kiedy?", rows))
    shown = [compose(replace(state, page=page), size) for page in range(compose(state, size).pages)]
    assert [problem for page in shown for problem in check(page)] == []
    assert [item.words for page in shown for item in page.texts if item.role == "what"] == [words] * 7
    assert [item.words for page in shown for item in page.texts if item.role == "who"] == [owner] * 7


def test_an_endless_action_leaves_its_page_whole() -> None:
    rows = (StageAction(1, "Powołać zespół " * 200, "", "", "", "", "planned", False, False),)
    display = compose(StageState("x", "pl", PlanScene("Kto?", rows)), (1024, 768))
    assert check(display) == []
    assert next(item for item in display.texts if item.role == "what").cut

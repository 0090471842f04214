"""The contract can be read at every size, however long it is, and no point of it is lost between pages."""

import pytest

from labapp.stage.scenes import ContractScene
from labapp.stage.state import StageState
from ui.stage.checking import check
from ui.stage.painters import compose

pytestmark = pytest.mark.usefixtures("qapp")
POINTS = ("Mówimy pojedynczo", "Każdy pomysł zapisujemy", "Kończymy o czasie")


@pytest.mark.parametrize("size", [(1024, 768), (1280, 800), (1920, 1080)], ids=str)
@pytest.mark.parametrize("points", [(), POINTS, POINTS * 9, ("słowo " * 400, "a"), ("x" * 300,)], ids=len)
@pytest.mark.parametrize("smallest", [1 / 24, 1 / 14])
def test_it_can_be_read(size, points, smallest):
    first = compose(StageState("Toruń", "pl", ContractScene(points), smallest=smallest), size)
    seen = []
    for page in range(first.pages):
        picture = compose(StageState("Toruń", "pl", ContractScene(points), page=page, smallest=smallest), size)
        assert check(picture) == []
        seen += [item for item in picture.texts if item.role == "point"]
    assert len(seen) == len(points)

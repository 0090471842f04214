"""What may reach the room: frozen dataclasses of plain public values, in every kind there is."""

import dataclasses
import importlib
import pkgutil
import sys
import types
import typing
from enum import Enum
from fractions import Fraction

import pytest

import labapp.kinds
import labapp.stage.scenes
from labapp.stage.state import Scene, StageState, TimerFace, TimerState

PLAIN = (str, int, float, bool, types.NoneType, Fraction)  # a fraction is an exact number, and as frozen as one
PRIVATE_WORDS = {
    "contact",
    "email",
    "phone",
    "pin",
    "participant",
    "participants",
    "person",
    "author",
    "notes",
    "needs",
}


def scene_classes() -> list[type[Scene]]:
    for module in pkgutil.walk_packages(labapp.kinds.__path__, "labapp.kinds."):
        if module.name.endswith("stage"):
            importlib.import_module(module.name)
    found, todo = [], [Scene]
    while todo:
        for cls in todo.pop().__subclasses__():
            todo.append(cls)
            ours = cls.__module__.startswith("labapp.")  # a made-up kind of another test has scenes too
            if ours and getattr(sys.modules[cls.__module__], cls.__name__, None) is cls:  # slots make a stray one
                found.append(cls)
    return found


def complaints(annotation: object, where: str) -> list[str]:
    if annotation in PLAIN or annotation is Ellipsis or annotation is Scene:
        return []
    origin = typing.get_origin(annotation)
    if origin in (typing.Union, types.UnionType, tuple):
        return [text for part in typing.get_args(annotation) for text in complaints(part, where)]
    if origin is typing.Literal:
        return []
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return []
    if isinstance(annotation, type) and dataclasses.is_dataclass(annotation):
        return class_complaints(annotation)
    return [f"{where}: {annotation!r} is not a plain value"]


def class_complaints(cls: type) -> list[str]:
    found = [] if cls.__dataclass_params__.frozen else [f"{cls.__name__} is not frozen"]
    hints = typing.get_type_hints(cls)
    for field in dataclasses.fields(cls):
        found += complaints(hints[field.name], f"{cls.__name__}.{field.name}")
        if field.name in PRIVATE_WORDS:
            found.append(f"{cls.__name__}.{field.name} has the name of something private")
    return found


@pytest.mark.parametrize("cls", [StageState, TimerFace, *scene_classes()], ids=lambda cls: cls.__name__)
def test_only_frozen_plain_public_values(cls):
    assert class_complaints(cls) == []


def test_built_in_scenes_are_found():
    assert {"TitleScene", "BlankScene", "BreakScene", "TestCardScene"} <= {cls.__name__ for cls in scene_classes()}


def test_kinds_of_scenes_are_named():
    assert all(cls.kind for cls in scene_classes())


def test_the_walk_notices_what_it_must():
    @dataclasses.dataclass
    class Loose:
        who: dict[str, int]
        email: str

    found = class_complaints(Loose)
    assert len(found) == 3


@pytest.mark.parametrize(
    ("left", "total", "state"),
    [
        (900, 900, TimerState.NORMAL),
        (181, 900, TimerState.NORMAL),
        (180, 900, TimerState.LOW),
        (46, 900, TimerState.LOW),
        (45, 900, TimerState.LAST),
        (1, 900, TimerState.LAST),
        (0, 900, TimerState.OVER),
        (-61, 900, TimerState.OVER),
    ],
)
def test_timer_states(left, total, state):
    assert TimerFace(left, total).state is state


@pytest.mark.parametrize(
    ("left", "text"),
    [(755, "12:35"), (5, "0:05"), (0, "0:00"), (-130, "+2:10"), (3900, "1:05:00"), (-3661, "+1:01:01")],
)
def test_timer_digits(left, text):
    assert TimerFace(left, 900).text == text


def test_a_state_can_be_compared_and_kept():
    scene = labapp.stage.scenes.TitleScene("T", organisers=("A", "B"))
    assert hash(StageState("T", "pl", scene)) == hash(StageState("T", "pl", scene))
    with pytest.raises(dataclasses.FrozenInstanceError):
        scene.title = "U"  # type: ignore[misc]

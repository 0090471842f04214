"""A vote about much, and by rules offered last: twenty projects by sector, every reason, a motion by itself."""

from __future__ import annotations

from labapp.kinds.vote import box, options
from labapp.kinds.vote.terms import BOOTH
from labapp.model import agenda, people
from ui.console.window import ConsoleWindow
from ui.pictures.camera import Camera
from ui.pictures.vote import cast_by_lot, prepare
from ui.stage.painters import compose

_PROJECTS = {
    "pl": ("Bezpieczne przejście przy szkole", "Ławki w parku", "Doświetlenie ulicy Polnej od rynku do mostu",
           "Utwardzenie dojazdu do świetlicy i remizy z odwodnieniem dla służb ratowniczych i mieszkańców osiedla"),
    "en": ("A safe crossing at the school", "Benches in the park", "Lights for Polna Street from the square on",
           "A paved road with drains to the common room and the fire station for rescue services and all around"),
}  # fmt: skip
_PLACES = 5


def every(window: ConsoleWindow, camera: Camera) -> None:
    """Hold three votes, each seen before it begins and to its last page."""
    window.resize(*camera.look.size)
    window.show()
    with window.context.lab.change("person.arrive") as tx:
        for person in people.participants(tx):
            people.arrive(tx, person.id)
    _projects(window, camera, "equal-shares")
    _projects(window, camera, "poznan")
    _sheet(window, camera)
    _motion(window, camera)


def _projects(window: ConsoleWindow, camera: Camera, rule: str) -> None:
    vote = prepare(window, "budget", 0, rule=rule, show_sectors=True, limits={"sum": "150000"})
    lab = window.context.lab
    with lab.change("vote.edit") as tx:
        for n in range(20):
            title = _PROJECTS[window.context._.language][n % 4]
            options.add(tx, _activity(window), f"{title} ({n // 4 + 1})", cost=str(4_000 + 1_500 * (n * 7 % 20)))
    camera.take(window, f"long-{rule}-set-up")
    box.open_vote(lab, vote)
    camera.stage(window, f"stage-long-{rule}-open")
    cast_by_lot(window, vote)
    _told(window, camera, vote, f"stage-long-{rule}")


def _sheet(window: ConsoleWindow, camera: Camera) -> None:
    vote = prepare(window, "ranking", rule="nominal-group", limits={"max": _PLACES})
    camera.take(window, "long-nominal-set-up")
    camera.stage(window, "stage-long-nominal-before")
    lab = window.context.lab
    box.open_vote(lab, vote)
    cast_by_lot(window, vote)
    _told(window, camera, vote, "stage-long-nominal")


def _motion(window: ConsoleWindow, camera: Camera) -> None:
    counting = {"majority": "share", "share": "3/5", "quorum": "12"}
    vote = prepare(window, "answers", 0, channels=[BOOTH], counting=counting)
    lab = window.context.lab
    with lab.change("vote.edit") as tx:
        options.add(tx, _activity(window), agenda.activity(tx, _activity(window)).question)
    camera.take(window, "long-motion-set-up")
    camera.stage(window, "stage-long-motion-before")
    box.open_vote(lab, vote)
    cast_by_lot(window, vote)
    _told(window, camera, vote, "stage-long-motion")


def _told(window: ConsoleWindow, camera: Camera, vote: str, name: str) -> None:
    """End and announce a vote with its reasons, and keep every page of it."""
    lab = window.context.lab
    box.close_vote(lab, vote)
    box.announce(lab, vote)
    box.show_why(lab, vote, True)
    for page in range(compose(window.stage.state(), camera.look.size).pages):
        camera.stage(window, f"{name}-{page + 1:02}", page)


def _activity(window: ConsoleWindow) -> str:
    assert window.middle.page is not None
    return window.middle.page.activity_id

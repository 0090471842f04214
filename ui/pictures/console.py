"""Welcome, the console with each kind of activity, the list of people, the quick lines, and a new meeting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from labapp.model import agenda
from labapp.settings import Recent
from ui.console.window import ConsoleWindow
from ui.pictures.camera import Camera
from ui.shell import Shell

_RECENT = {
    "pl": ("Toruń – program współpracy 2027", "Budżet obywatelski – próba", "Śniadanie w sołectwie Zarzecze"),
    "en": ("Toruń – cooperation programme 2027", "Participatory budget – rehearsal", "Breakfast in Zarzecze"),
}


def welcome(shell: Shell, camera: Camera, there: Path) -> None:
    """The window the program begins with: at the first start as it opens, later with meetings, the last one gone."""
    shell.show_welcome()
    assert shell.welcome is not None
    camera.take(shell.welcome, "welcome", resize=False)
    now = datetime.now(UTC)
    paths = (there, there.with_name(f"{there.stem} running.lab"), there.with_name("gone.lab"))
    paths[1].touch()
    shell.welcome.show_recents([
        Recent(str(path), title, (now - timedelta(days=18 * number)).isoformat())
        for number, (path, title) in enumerate(zip(paths, _RECENT[shell.language], strict=True))
    ])
    camera.take(shell.welcome, "welcome-recent")
    shell.welcome.close()


def activities(window: ConsoleWindow, camera: Camera) -> None:
    """The console with one activity of each kind, what was said in between, people, quick lines."""
    seen: set[str] = set()
    for activity in agenda.activities(window.context.lab.read):
        form = f"{activity.kind}-{activity.settings.get('form', '')}".rstrip("-")
        if form not in seen:
            seen.add(form)
            window.show_activity(activity.id)
            camera.take(window, form)
    window.show_between()
    camera.take(window, "between")
    window.show_between()
    _people(window, camera, "people")
    for mode in ("presence", "declaration"):
        window.quick.open(mode)
        camera.take(window, f"quick-{mode}")
        window.quick.put_away()


def empty(shell: Shell, camera: Camera, folder: Path) -> None:
    """What a new meeting shows before anything is in it."""
    shell.make("laboratorium", folder / f"empty-{camera.look.name}.lab", "", shell.language)
    assert shell.console is not None
    window = shell.console
    camera.take(window, "empty-start")
    for kind in ("board", "vote", "plan"):
        ident = next(item.id for item in agenda.activities(window.context.lab.read) if item.kind == kind)
        window.show_activity(ident)
        camera.take(window, f"empty-{kind}")
    _people(window, camera, "empty-people")


def _people(window: ConsoleWindow, camera: Camera, name: str) -> None:
    window.show_people()
    camera.take(window, name)
    window.show_people()

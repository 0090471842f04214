"""A picture lies beside the capture line, what is typed is counted, the report keeps it, without what phones add."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from labapp.content.nodes import Picture
from labapp.jobs import Progress
from labapp.kinds.base import ReportOptions
from labapp.model import agenda, files, ideas
from labapp.report.build import build
from labapp.wording.translate import translator
from tests.ui.console.test_fitting import cut, settle

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow
    from ui.shell import Shell

WALL = Path(__file__).parents[2] / "exchange" / "wall.heic"


def at_board(console: ConsoleWindow) -> str:
    board = next(item.id for item in agenda.activities(console.context.lab.read) if item.kind == "board")
    console.show_activity(board)
    return board


def lay(console: ConsoleWindow, qtbot: Any, *paths: Path) -> None:
    """Lay pictures beside the work and wait until they are there."""
    assert console.handlers.around.open_photos(list(paths))
    qtbot.waitUntil(lambda: not console.photo.reading.busy)


def drop(console: ConsoleWindow, *paths: Path) -> bool:
    """Drag files into the console; True when it takes them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at, copy = QPointF(400, 300), Qt.DropAction.CopyAction
    buttons, held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(at.toPoint(), copy, data, buttons, held)
    QApplication.sendEvent(console, entering)
    if entering.isAccepted():
        QApplication.sendEvent(console, QDropEvent(at, copy, data, buttons, held))
    return entering.isAccepted()


def made(path: Path, number: int) -> Path:
    Image.new("RGB", (300 + number, 200), (10 * number, 90, 90)).save(path / f"{number}.png")
    return path / f"{number}.png"


def names(console: ConsoleWindow, board: str) -> list[str]:
    return [link.name for link in files.links(console.context.lab.read, "evidence", board)]


@contextmanager
def pool_is_busy(console: ConsoleWindow) -> Iterator[None]:
    """Keep every thread of the pool at work, so that nothing is read meanwhile."""
    go = threading.Event()

    def wait(_values: None, progress: Progress) -> None:
        while not go.wait(0.01):
            progress.check()

    for _thread in range(2):
        console.context.jobs.start(wait, None)
    try:
        yield
    finally:
        go.set()


def test_a_wall_is_typed_over(console: ConsoleWindow, qtbot: Any, tmp_path: Path) -> None:
    read = console.context.lab.read
    board = at_board(console)
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010E] = "Anna Nowak, 53.01 N"
    Image.new("RGB", (3000, 1000), "white").save(tmp_path / "sciana.jpg", exif=exif)
    lay(console, qtbot, tmp_path / "sciana.jpg")
    assert console.photo.isVisible()
    focus = console.focusWidget()
    assert focus is not None
    assert console.middle.isAncestorOf(focus)
    console.photo.total.setValue(3)
    console.context.run("idea.add", lambda tx: ideas.add(tx, board, "Park"))
    assert console.photo.typed.text() == "przepisano 1 z 3"
    console.photo._alt.setText("Ściana z kartkami")
    console.photo._alt.editingFinished.emit()
    link = files.links(read, "evidence", board)[0]
    data = files.content(read, link.file)
    assert b"Nowak" not in data
    (tmp_path / "kept.jpg").write_bytes(data)
    with Image.open(tmp_path / "kept.jpg") as kept:
        assert kept.size == (800, 2400)
    report = build(read, ReportOptions(), translator("pl"))
    nodes = [node for part in report.sections for node in part.nodes if isinstance(node, Picture)]
    assert [node.alt for node in nodes] == ["Ściana z kartkami"]


def test_what_is_no_picture_is_refused(console: ConsoleWindow, qtbot: Any, tmp_path: Path) -> None:
    (tmp_path / "zly.jpg").write_bytes(b"nic")
    console.show_current()
    lay(console, qtbot, tmp_path / "zly.jpg")
    assert console.message.text.startswith("zly.jpg: to nie jest zdjęcie")
    assert console.photo.isHidden()


def test_pictures_are_opened_again_removed_and_brought_back(console: ConsoleWindow, qtbot: Any, tmp_path: Path) -> None:
    read, photo = console.context.lab.read, console.photo
    board = at_board(console)
    again = console.actions_by_id["photos"]
    again.trigger()
    assert "Ctrl+Shift+O" in console.message.text
    for number, colour in enumerate(("white", "grey", "black")):
        Image.new("RGB", (300 + number, 200), colour).save(tmp_path / f"{number}.png")
        lay(console, qtbot, tmp_path / f"{number}.png")
    assert photo.which.text() == "Zdjęcie 3 z 3"
    photo.hide()
    again.trigger()
    assert photo.isVisible()
    assert photo._image.width() == 302
    photo.previous.click()
    photo._alt.setText("Środkowe")
    photo.previous.click()
    assert photo._image.width() == 300
    assert not photo.previous.isEnabled()
    photo.following.click()
    assert photo._alt.text() == "Środkowe"
    photo.remove.click()
    assert [link.name for link in photo.kept()] == ["0.jpg", "2.jpg"]
    assert photo._image.width() == 302
    console.handlers.undo()
    assert [link.alt for link in photo.kept()] == ["", "Środkowe", ""]
    for _left in range(3):
        photo.remove.click()
    assert photo.isHidden()
    assert files.links(read, "evidence", board) == []
    console.handlers.undo()
    again.trigger()
    assert photo.isVisible()
    again.trigger()
    assert photo.isHidden()


def test_what_was_typed_from_each_picture_is_counted_for_each(
    console: ConsoleWindow, qtbot: Any, tmp_path: Path
) -> None:
    board = at_board(console)
    for number in range(2):
        Image.new("RGB", (300, 200 + number), "white").save(tmp_path / f"{number}.png")
        lay(console, qtbot, tmp_path / f"{number}.png")
        console.photo.total.setValue(5 + number)
        with console.context.lab.change("idea.add") as tx:
            ideas.add(tx, board, f"Park {number}")
        assert console.photo.typed.text() == f"przepisano 1 z {5 + number}"
    console.photo.previous.click()
    assert console.photo.total.value() == 5


def test_a_picture_of_an_iphone_is_dragged_in(console: ConsoleWindow, qtbot: Any, tmp_path: Path) -> None:
    board = at_board(console)
    shutil.copy(WALL, tmp_path / "IMG_0001.HEIC")
    assert drop(console, tmp_path / "IMG_0001.HEIC")
    qtbot.waitUntil(lambda: names(console, board) == ["IMG_0001.jpg"])
    assert (console.photo._image.width(), console.photo._image.height()) == (64, 96)
    (tmp_path / "a.txt").write_text("nic", "utf-8")
    assert not drop(console, tmp_path / "a.txt")


def test_pictures_dropped_together_keep_their_order_and_the_first_is_shown(
    console: ConsoleWindow, qtbot: Any, tmp_path: Path
) -> None:
    board = at_board(console)
    Image.new("RGB", (4000, 3000), "teal").save(tmp_path / "0.png")  # takes longest
    (tmp_path / "1.jpg").write_bytes(b"nic")
    assert drop(console, tmp_path / "0.png", tmp_path / "1.jpg", made(tmp_path, 2), made(tmp_path, 3))
    assert console.photo.isVisible()
    assert console.photo._said.toolTip() == "Odczyt 1 z 4: 0.png…"
    qtbot.waitUntil(lambda: not console.photo.reading.busy)
    assert names(console, board) == ["0.jpg", "2.jpg", "3.jpg"]
    assert console.photo.which.text() == "Zdjęcie 1 z 3"
    assert console.photo._image.width() == 2400
    assert console.message.text.startswith("1.jpg: ")  # said last, so that what was kept does not hide it
    assert console.photo._under_way.isHidden()


def test_cards_are_typed_while_a_picture_is_read(console: ConsoleWindow, qtbot: Any, tmp_path: Path) -> None:
    board = at_board(console)
    with pool_is_busy(console):
        assert console.handlers.around.open_photos([made(tmp_path, 1)])
        focus = console.focusWidget()
        assert focus is not None
        assert console.middle.isAncestorOf(focus)
        qtbot.keyClicks(focus, "Park")
        qtbot.keyClick(focus, Qt.Key.Key_Return)
        assert [card.text for card in ideas.cards(console.context.lab.read, board)] == ["Park"]
        assert console.photo._said.toolTip() == "Odczyt: 1.png…"
        assert not console.photo.total.isEnabled()
    qtbot.waitUntil(lambda: names(console, board) == ["1.jpg"])
    assert console.photo.total.isEnabled()


def test_reading_is_stopped(console: ConsoleWindow, qtbot: Any, tmp_path: Path) -> None:
    board = at_board(console)
    with pool_is_busy(console):
        console.handlers.around.open_photos([made(tmp_path, 1), made(tmp_path, 2)])
        console.photo.stop_reading.click()
        assert console.photo.isHidden()
    qtbot.waitUntil(lambda: not console.context.jobs.busy)
    assert names(console, board) == []
    lay(console, qtbot, tmp_path / "2.png")
    assert names(console, board) == ["2.jpg"]


def test_a_window_in_another_language_goes_on_reading(
    shell: Shell, console: ConsoleWindow, qtbot: Any, tmp_path: Path
) -> None:
    board = at_board(console)
    with pool_is_busy(console):
        console.handlers.around.open_photos([made(tmp_path, 1), made(tmp_path, 2)])
        shell.set_language("en")
    after = shell.console
    assert after is not None
    assert after is not console
    qtbot.waitUntil(lambda: names(after, board) == ["1.jpg", "2.jpg"] and not after.photo.reading.busy)
    assert after.photo.isVisible()


def test_the_meeting_is_closed_while_a_picture_is_read(
    shell: Shell, console: ConsoleWindow, qtbot: Any, tmp_path: Path
) -> None:
    board = at_board(console)
    path = console.context.document.path
    with pool_is_busy(console):
        console.handlers.around.open_photos([made(tmp_path, 1), made(tmp_path, 2)])
        assert shell.close_meeting()
    qtbot.waitUntil(lambda: not shell.jobs.busy)
    assert shell.open(path)
    assert shell.console is not None
    assert names(shell.console, board) == []


def test_a_picture_whose_point_was_taken_off_the_agenda_is_not_kept(
    console: ConsoleWindow, qtbot: Any, tmp_path: Path
) -> None:
    board = at_board(console)
    with pool_is_busy(console):
        console.handlers.around.open_photos([made(tmp_path, 1)])
        with console.context.lab.change("activity.delete") as tx:
            agenda.retire_activity(tx, board)
    qtbot.waitUntil(lambda: not console.photo.reading.busy)
    assert "punkt usunięto z agendy" in console.message.text
    assert console.photo.isHidden()


def test_pictures_are_asked_for_by_every_ending(
    console: ConsoleWindow, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = at_board(console)
    asked: list[str] = []

    def choose(*words: Any) -> tuple[list[str], str]:
        asked.append(words[3])
        return [str(made(tmp_path, 1)), str(made(tmp_path, 2))], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose)
    console.actions_by_id["photo"].trigger()
    qtbot.waitUntil(lambda: names(console, board) == ["1.jpg", "2.jpg"])
    assert {"*.heic", "*.HEIC", "*.jpg", "*.JPG", "*.webp"} <= set(asked[0].rstrip(")").split("(")[1].split())


def test_a_meeting_that_is_only_looked_at_keeps_no_picture(
    shell: Shell, console: ConsoleWindow, tmp_path: Path, opened: Callable[[str], ConsoleWindow]
) -> None:
    path = console.context.document.path
    assert shell.close_meeting()
    assert shell.open(path, readonly=True)
    assert shell.console is not None
    at_board(shell.console)
    assert not shell.console.handlers.around.open_photos([made(tmp_path, 1)])
    assert not shell.console.photo.reading.busy


@pytest.mark.parametrize("scale", [100, 130, 150])
@pytest.mark.parametrize("language", ["pl", "en"])
def test_beside_a_picture_there_is_a_line_to_type_in_and_nothing_is_cut(
    shell: Shell, opened: Any, qtbot: Any, tmp_path: Path, scale: int, language: str
) -> None:
    shell.settings.put("scale", scale)
    shell.settings.put("language", language)
    shell.dress.put_on()
    console = opened("laboratorium")
    board = at_board(console)
    with console.context.lab.change("cluster.add") as tx:
        for title in ("Co dziś działa dobrze", "Nie działa"):
            ideas.add_cluster(tx, board, title)
    console.resize(1093, 614)
    console.show()
    lay(console, qtbot, made(tmp_path, 1))
    settle(QApplication)
    page = console.middle.page
    letters = page.capture.edit.width() / page.capture.edit.fontMetrics().averageCharWidth()
    assert letters > 21
    assert cut(console) == []
    assert not console.column.isVisible()
    console.photo.hide()
    QApplication.processEvents()
    assert console.column.isVisible()
    shell.settings.put("scale", 100)
    shell.dress.put_on()

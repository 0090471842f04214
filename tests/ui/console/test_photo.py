"""A picture lies beside the capture line, what is typed is counted, the report keeps it, without what phones add."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image
from PySide6.QtWidgets import QApplication

from labapp.content.nodes import Picture
from labapp.kinds.base import ReportOptions
from labapp.model import agenda, files, ideas
from labapp.report.build import build
from labapp.wording.translate import translator

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow


def test_a_wall_is_typed_over(console: ConsoleWindow, qtbot: Any, tmp_path: Path) -> None:
    read = console.context.lab.read
    board = next(item.id for item in agenda.activities(read) if item.kind == "board")
    console.show_activity(board)
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010E] = "Anna Nowak, 53.01 N"
    Image.new("RGB", (3000, 1000), "white").save(tmp_path / "sciana.jpg", exif=exif)
    assert console.handlers.around.open_photo(tmp_path / "sciana.jpg")
    assert console.photo.isVisible()
    focus = QApplication.focusWidget()
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


def test_what_is_no_picture_is_refused(console: ConsoleWindow, tmp_path: Path) -> None:
    (tmp_path / "zly.jpg").write_bytes(b"nic")
    console.show_current()
    assert not console.handlers.around.open_photo(tmp_path / "zly.jpg")
    assert "nie jest" in console.message.text
    assert console.photo.isHidden()


def test_pictures_are_opened_again_removed_and_brought_back(console: ConsoleWindow, qtbot: Any, tmp_path: Path) -> None:
    read, photo = console.context.lab.read, console.photo
    board = next(item.id for item in agenda.activities(read) if item.kind == "board")
    console.show_activity(board)
    again = console.actions_by_id["photos"]
    again.trigger()
    assert "Ctrl+Shift+O" in console.message.text
    for number, colour in enumerate(("white", "grey", "black")):
        Image.new("RGB", (300 + number, 200), colour).save(tmp_path / f"{number}.png")
        assert console.handlers.around.open_photo(tmp_path / f"{number}.png")
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


def test_what_was_typed_from_each_picture_is_counted_for_each(console: ConsoleWindow, tmp_path: Path) -> None:
    board = next(item.id for item in agenda.activities(console.context.lab.read) if item.kind == "board")
    console.show_activity(board)
    for number in range(2):
        Image.new("RGB", (300, 200 + number), "white").save(tmp_path / f"{number}.png")
        console.handlers.around.open_photo(tmp_path / f"{number}.png")
        console.photo.total.setValue(5 + number)
        with console.context.lab.change("idea.add") as tx:
            ideas.add(tx, board, f"Park {number}")
        assert console.photo.typed.text() == f"przepisano 1 z {5 + number}"
    console.photo.previous.click()
    assert console.photo.total.value() == 5

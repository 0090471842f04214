"""Whatever people write, however many they are: every layout holds, on the console and before the room."""

import csv
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from labapp.document import Document
from labapp.kinds.board import canvas, sorting
from labapp.kinds.board.kind import Board
from labapp.kinds.board.layouts import CANVAS, LAYOUTS
from labapp.model import agenda, ideas, marks, people
from labapp.stage.state import Scene, StageState, TimerFace
from tests.lab_files import board, fresh
from tests.shared_data import shared_data
from tests.ui.rooms import context
from ui.context import Context
from ui.kinds.board.page import BoardPage
from ui.stage.checking import check
from ui.stage.display import draw
from ui.stage.painters import compose
from ui.theme import THEMES
from ui.widgets.fonts import load_fonts

STAGES = ((1024, 768), (1280, 800), (1920, 1080))
MIDDLES = ((580, 400), (800, 560), (1230, 850))  # what the page gets of 1093×614, 1366×768, 1920×1080
NASTY = (
    "x" * 10_000, "Ławka " * 1_600, "👩‍👩‍👧‍👦 🏳️‍🌈 🇵🇱 emoji 🚲🌳", "مقعد في الظل بجانب المدرسة 3",
    "ספסל בצל ליד בית הספר (12)",
    "Z̸̡̛a̶l̴g̵o̶ " * 40, "=1+1", "<b>nie</b> &amp; %s {title}", "a\nb\n\n\nc", "https://torun.pl/" + "a" * 300,
    "\u202eodwrotnie\u202c", "\u200b", "„Cudzysłów” – i 1 m² za 5\u00a0zł", "字" * 120, "ﷺ" * 60,
)  # fmt: skip


@pytest.fixture(autouse=True)
def fonts(qapp: object) -> None:
    load_fonts()


def _real() -> list[str]:
    with shared_data("ideas", "pl_pomysly.csv").open(encoding="utf-8-sig") as source:
        return [row["nazwa"] for row in csv.DictReader(source, delimiter=";")]


def _fill(document: Document, texts: list[str], layout: str) -> None:
    """Write cards into two columns and none, at points, covered, marked, merged."""
    activity = board(document)
    with document.lab.change("idea.paste") as tx:
        columns = [ideas.add_cluster(tx, activity, title) for title in (NASTY[0][:190], "مجموعة 🚲")]
        sectors = [person.sector for person in people.participants(tx)] or [None]
        for number, text in enumerate(texts):
            cluster = [*columns, None][number % 3]
            ideas.add(tx, activity, text, cluster=cluster, sector=sectors[number % len(sectors)],
                      covered=number % 11 == 5)  # fmt: skip
        for number, card in enumerate(ideas.cards(tx, activity)):
            ideas.put_at(tx, card.placement, (number * 37 % 101) / 100, (number * 53 % 11) / 10)
            if number % 4 == 1:
                marks.dot(tx, card.idea, activity, "ważne dla wszystkich mieszkańców", number)
        if len(texts) > 8:
            cards = ideas.cards(tx, activity)
            ideas.merge(tx, cards[0].idea, [card.idea for card in cards[1:4]])
    settings = {**Board().defaults(), "marks_on_stage": True, "dots": ["ważne"], "layout": layout}
    with document.lab.change("activity.settings") as tx:
        agenda.edit_activity(tx, activity, settings=settings, question="Co " + "dalej " * 30 + "?")
        if layout == CANVAS:
            canvas.switch(tx, activity, layout)


def _scene(document: Document) -> Scene:
    return Board().scene(document.lab.read, agenda.activity(document.lab.read, board(document)))


def _looked_at(scene: Scene, *, all_pages: bool) -> None:
    for size in STAGES:
        for language in ("pl", "en"):
            state = StageState("Toruń – program 2027", language, scene, TimerFace(750, 1200))
            pages = compose(state, size).pages
            for page in range(pages) if all_pages else {0, pages // 2, pages - 1}:
                shown = compose(StageState("Toruń", language, scene, TimerFace(750, 1200), page), size)
                assert check(shown) == [], (size, language, page)
    for theme in THEMES.values():
        image = QImage(*STAGES[0], QImage.Format.Format_RGB32)
        painter = QPainter(image)
        draw(painter, compose(state, STAGES[0]), theme)
        painter.end()


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("count", [0, 5, 50, 500])
def test_real_texts_can_be_read_by_the_room_in_every_layout(tmp_path: Path, layout: str, count: int) -> None:
    with fresh(tmp_path / "a.lab") as document:
        _fill(document, list(islice(cycle(_real()), count)), layout)
        _looked_at(_scene(document), all_pages=count <= 5)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nasty_texts_can_be_read_by_the_room_in_every_layout(tmp_path: Path, layout: str) -> None:
    with fresh(tmp_path / "a.lab") as document:
        _fill(document, [*NASTY, *NASTY], layout)
        _looked_at(_scene(document), all_pages=True)


def test_sorting_holds_every_nasty_text(tmp_path: Path) -> None:
    with fresh(tmp_path / "a.lab") as document:
        _fill(document, [*NASTY], "columns")
        with document.lab.change("sort.begin") as tx:
            sorting.begin(tx, board(document), ideas.clusters(tx, board(document))[0].id)
        while (now := sorting.sorting(document.lab.read, board(document), _settings(document))).card is not None:
            _looked_at(_scene(document), all_pages=True)
            with document.lab.change("sort.put") as tx:
                sorting.put(tx, now.card.placement, now.groups[0][0].id)
        _looked_at(_scene(document), all_pages=True)


def _settings(document: Document) -> dict[str, object]:
    return Board().upgrade(agenda.activity(document.lab.read, board(document)).settings)


@pytest.fixture(params=[("pl", 0), ("pl", 300), ("en", 300)], ids=str)
def room(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Context]:
    language, count = request.param
    with context(tmp_path / "a.lab", language) as made:
        with made.lab.change("people") as tx:
            sectors = [people.add_sector(tx, name, name[0], name[0]) for name in ("Samorząd", "Organizacje")]
            for number in range(count):
                name = f"Osoba {number} o bardzo długim i wieloczłonowym nazwisku"
                people.arrive(tx, people.add_participant(tx, name=name, sector=sectors[number % 2]))
        yield made


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("filled", [False, True])
def test_the_console_holds_them_in_every_layout(qtbot: QtBot, room: Context, layout: str, filled: bool) -> None:
    _fill(room.document, [*NASTY, *NASTY] if filled else [], layout)
    page = BoardPage(room, board(room.document))
    qtbot.addWidget(page)
    end = room.lab.subscribe(page.refresh)
    page.put_settings(attribution="person", turns=True)
    for size in MIDDLES:
        page.resize(*size)
        page.show()
        QApplication.processEvents()
        page.grab()
        assert page.minimumSizeHint().width() <= size[0]
        assert page.minimumSizeHint().height() <= size[1]
        outside = [child for child in (page.bar, page.capture, page.capture.edit) if not _within(child, page)]
        assert outside == []
        assert page.capture.edit.width() >= 140, "there is room to write"
        assert all(menu.sizeHint().width() < 700 for menu in page.findChildren(QMenu))
    page.add("następna 🚲 " + "ą" * 9_000)
    assert len(page.cards()) == len({card.placement for card in page.cards()})
    end()


def _within(child: QWidget, page: QWidget) -> bool:
    return page.rect().contains(QRect(child.mapTo(page, child.rect().topLeft()), child.size()))

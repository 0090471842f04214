"""Two states of one meeting through the real dialog: what differs is named, joined or left apart, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton, QTreeWidgetItem

from labapp.erase import erase_person
from labapp.joining import MINE, THEIRS
from labapp.model import ideas, people
from labapp.wording.translate import translator
from tests.joining.two import compared as between
from tests.joining.two import opened as opened_there
from tests.joining.two import parted
from tests.lab_files import add_idea, board, fresh, populate, words
from ui.console.places_dialog import PlacesDialog
from ui.safety.compare_dialog import CompareDialog
from ui.safety.compare_words import side_words

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow

BRIDGE = "Most <b>drewniany</b> przez Strugę, koło młyna i szkoły"  # one title alone has the whole line to itself


@pytest.fixture
def made(tmp_path: Path) -> dict[str, str]:
    with fresh(tmp_path / "spotkanie.lab") as document:
        return populate(document)


def go_on_there(path: Path, made: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Go on with a file on another computer: a card changed, one added, somebody new."""
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("LABAPP_DATA", str(path.parent / "elsewhere"))
        with opened_there(path, 2, 33) as document:
            add_idea(document, BRIDGE)
            with document.lab.change("idea.edit") as tx:
                ideas.edit(tx, made["path"], text="Ścieżka do przedszkola")
            with document.lab.change("person.add") as tx:
                people.add_participant(tx, name="Zofia Nowa")


def here(console: ConsoleWindow, made: dict[str, str]) -> None:
    with console.context.lab.change("idea.edit") as tx:
        ideas.edit(tx, made["path"], text="Ścieżka do szkoły")
    with console.context.lab.change("person.add") as tx:
        people.add_participant(tx, name="Adam Tutejszy")


def settled(console: ConsoleWindow, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: not console.context.jobs.busy, timeout=30_000)


def lines(dialog: CompareDialog) -> list[str]:
    def below(item: QTreeWidgetItem | None) -> list[str]:
        assert item is not None
        return [item.text(0), *(text for n in range(item.childCount()) for text in below(item.child(n)))]

    return [text for n in range(dialog.tree.topLevelItemCount()) for text in below(dialog.tree.topLevelItem(n))]


@pytest.fixture
def compared(shell: Any, made: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any) -> Any:
    def show(language: str = "pl") -> tuple[ConsoleWindow, CompareDialog]:
        other = tmp_path / "pendrive" / "spotkanie.lab"
        other.parent.mkdir()
        other.write_bytes((tmp_path / "spotkanie.lab").read_bytes())
        go_on_there(other, made, monkeypatch)
        shell.set_language(language)
        assert shell.open(tmp_path / "spotkanie.lab")
        here(shell.console, made)
        dialog = CompareDialog(shell.console.context, other, shell.console)
        qtbot.addWidget(dialog)
        settled(shell.console, qtbot)
        return shell.console, dialog

    return show


@pytest.mark.parametrize("language", ["pl", "en"])
def test_what_differs_is_named_and_joined(compared: Any, language: str, made: dict[str, str]) -> None:
    console, dialog = compared(language)
    said = "\n".join(lines(dialog))
    assert ("kartki · nowe: 1" if language == "pl" else "cards · new: 1") in said
    assert BRIDGE in next(line for line in lines(dialog) if line.startswith(("kartki · nowe", "cards · new")))
    assert "104 Zofia Nowa" in said
    assert "104 Adam Tutejszy" in said
    assert dialog.table.rowCount() == 1
    assert [dialog.table.item(0, n).text() for n in (1, 2)] == ["Ścieżka do szkoły", "Ścieżka do przedszkola"]
    dialog.choose(0, "mine")
    dialog.join_button.click()
    assert dialog.said.property("role") == "good"
    assert "104" in dialog.lines.toPlainText()
    assert "105" in dialog.lines.toPlainText()
    document = console.context.document
    assert words(document)[0] == "Ścieżka do szkoły"
    assert words(document)[-1] == BRIDGE
    assert len(people.participants(document.lab.read)) == 5
    console.handlers.undo()
    assert len(people.participants(document.lab.read)) == 4


def test_choices_are_said_in_words_not_in_our_codes(tmp_path: Path) -> None:
    here, there, made = parted(tmp_path)
    for document, color in ((here, "yellow"), (there, "green")):
        with document.lab.change("idea.color") as tx:
            ideas.edit(tx, made["path"], color=color)
    comparison = between(here, there)
    (conflict,) = comparison.plan().conflicts
    _ = translator("pl")
    assert [side_words(conflict, side, comparison, _) for side in (MINE, THEIRS)] == ["żółty", "zielony"]
    here.close()
    there.close()


def test_left_apart_nothing_changes(compared: Any) -> None:
    console, dialog = compared()
    number = console.context.lab.history()[0].number
    dialog.close_button.click()
    assert dialog.joined is None
    assert console.context.lab.history()[0].number == number


def test_another_meeting_is_refused_in_words(shell: Any, made: dict[str, str], tmp_path: Path, qtbot: Any) -> None:
    fresh(tmp_path / "inne.lab", seed=5).close()
    assert shell.open(tmp_path / "spotkanie.lab")
    dialog = CompareDialog(shell.console.context, tmp_path / "inne.lab", shell.console)
    qtbot.addWidget(dialog)
    settled(shell.console, qtbot)
    assert "to inne spotkanie" in dialog.said.text()
    assert not dialog.join_button.isEnabled()


@pytest.mark.parametrize("name", ["spotkanie-LAPTOP.lab", "spotkanie (skonfliktowana kopia Ewa 2026-11-22).lab"])
def test_a_conflict_copy_is_said_at_opening(
    shell: Any, made: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any, name: str
) -> None:
    copy = tmp_path / name
    copy.write_bytes((tmp_path / "spotkanie.lab").read_bytes())
    assert shell.open(tmp_path / "spotkanie.lab")
    settled(shell.console, qtbot)
    assert shell.console.banner.isHidden()  # nothing in it that is not here too
    assert shell.close_meeting()
    go_on_there(copy, made, monkeypatch)
    assert shell.open(tmp_path / "spotkanie.lab")
    banner = shell.console.banner
    qtbot.waitUntil(banner.isVisible, timeout=30_000)
    assert name in banner.text

    def join(dialog: CompareDialog) -> int:
        settled(shell.console, qtbot)
        dialog.join()
        dialog.reject()
        return 0

    monkeypatch.setattr(CompareDialog, "exec", join)
    banner.findChild(QPushButton, "banner-out").click()
    assert words(shell.console.context.document)[-1] == BRIDGE
    assert banner.isHidden()
    assert shell.close_meeting()
    assert shell.open(tmp_path / "spotkanie.lab")
    settled(shell.console, qtbot)
    assert shell.console.banner.isHidden()  # joined once, it is not said again


def test_a_second_place_worked_on_elsewhere_is_joined_and_then_replaced(
    shell: Any, made: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    stick = tmp_path / "pendrive"
    stick.mkdir()
    assert shell.open(tmp_path / "spotkanie.lab")
    document = shell.console.context.document
    document.set_second_place(stick)
    document.snapshot_now(wait=True)
    assert shell.close_meeting()
    go_on_there(stick / "spotkanie.lab", made, monkeypatch)
    assert shell.open(tmp_path / "spotkanie.lab")
    document = shell.console.context.document
    here(shell.console, made)
    document.snapshot_now(wait=True)
    shell.console.tick()
    assert "zmieniona gdzie indziej" in shell.console.bar._copy.text()
    places = PlacesDialog(shell.console.context, shell.console)
    qtbot.addWidget(places)
    places.show()
    assert places._compare.isVisible()

    def join(dialog: CompareDialog) -> int:
        settled(shell.console, qtbot)
        dialog.join()
        dialog.reject()
        return 0

    monkeypatch.setattr(CompareDialog, "exec", join)
    places._compare.click()
    document.snapshot_now(wait=True)
    places.refresh()
    assert document.status().second.failure is None
    assert not places._compare.isVisible()
    assert (stick / "spotkanie.lab").read_bytes() == (tmp_path / "spotkanie.lab").read_bytes()
    assert words(document)[-1] == BRIDGE


def test_joining_a_second_place_keeps_nobody_who_was_removed_for_good(
    shell: Any, made: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    stick = tmp_path / "pendrive"
    stick.mkdir()
    assert shell.open(tmp_path / "spotkanie.lab")
    document = shell.console.context.document
    document.set_second_place(stick)
    document.snapshot_now(wait=True)
    assert shell.close_meeting()
    go_on_there(stick / "spotkanie.lab", made, monkeypatch)
    assert shell.open(tmp_path / "spotkanie.lab")
    document = shell.console.context.document
    document.snapshot_now(wait=True)
    erase_person(document, made["anna"])
    dialog = CompareDialog(shell.console.context, stick / "spotkanie.lab", shell.console)
    qtbot.addWidget(dialog)
    settled(shell.console, qtbot)
    dialog.join_button.click()
    assert dialog.joined is not None
    assert dialog.joined.erased
    assert document.status().second.failure is None
    kept = [tmp_path / "spotkanie.lab", stick / "spotkanie.lab", *(item.path for item in document.backups())]
    assert [path for path in kept if b"Kowalsk" in path.read_bytes()] == []
    assert words(document)[-1] == BRIDGE


def test_a_file_changed_while_open_can_be_joined(
    shell: Any, made: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    path = tmp_path / "spotkanie.lab"
    assert shell.open(path)
    document = shell.console.context.document
    document.snapshot_now(wait=True)
    go_on_there(path, made, monkeypatch)
    add_idea(document, "tu")
    document.snapshot_now(wait=True)
    assert document.status().choice

    def join(dialog: CompareDialog) -> int:
        settled(shell.console, qtbot)
        dialog.join()
        dialog.reject()
        return 0

    monkeypatch.setattr(CompareDialog, "exec", join)
    shell.console.tick()
    box = shell.console.findChild(QMessageBox)
    next(button for button in box.buttons() if button.text().startswith("Porównaj")).click()
    qtbot.waitUntil(lambda: not document.status().choice)
    document.snapshot_now(wait=True)
    assert document.status().file.failure is None
    with opened_there(path, 3, 44, readonly=True) as seen:
        assert {"tu", BRIDGE} <= {card.text for card in ideas.cards(seen.lab.read, board(seen))}


def test_after_a_crash_both_states_can_be_joined_at_opening(
    shell: Any, made: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    path = tmp_path / "spotkanie.lab"
    document = opened_there(path, 1, 55)
    add_idea(document, "przed awarią")
    document._keeper.settle()  # type: ignore[attr-defined]
    document.lab.store.connection.close()  # as a killed process leaves it
    document._work.lock._connection.close()  # type: ignore[attr-defined]
    go_on_there(path, made, monkeypatch)

    def press(box: QMessageBox) -> int:
        next(button for button in box.buttons() if button.text().startswith("Porównaj")).click()
        return 0

    def join(dialog: CompareDialog) -> int:
        settled(shell.console, qtbot)
        dialog.join()
        dialog.reject()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", press)
    monkeypatch.setattr(CompareDialog, "exec", join)
    assert shell.open(path)
    assert {"przed awarią", BRIDGE} <= set(words(shell.console.context.document))
    assert len(list(tmp_path.glob("spotkanie (*).lab"))) == 1  # the changed file is kept beside, too


@pytest.fixture
def twice(shell: Any, made: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any) -> Any:
    """Let one person, her organisation and another one be written down on both computers."""

    def show(language: str) -> tuple[ConsoleWindow, CompareDialog]:
        other = tmp_path / "pendrive" / "spotkanie.lab"
        other.parent.mkdir()
        other.write_bytes((tmp_path / "spotkanie.lab").read_bytes())

        def write(document: Any, entity: str, **more: str) -> None:
            with document.lab.change("person.add") as tx:
                circle = people.add_entity(tx, entity)
                who = people.add_participant(tx, name="Zofia Nowa", entity=circle, **more)
                people.arrive(tx, who)
                ideas.add(tx, board(document), "Most", author=who)
                people.add_participant(tx, name="Jan Kowal")

        with monkeypatch.context() as elsewhere:
            elsewhere.setenv("LABAPP_DATA", str(tmp_path / "elsewhere"))
            with opened_there(other, 2, 33) as document:
                write(document, "KOŁO GOSPODYŃ", phone="600 100 200")
        shell.set_language(language)
        assert shell.open(tmp_path / "spotkanie.lab")
        write(shell.console.context.document, "Koło Gospodyń", email="zofia@kolo.pl")
        dialog = CompareDialog(shell.console.context, other, shell.console)
        qtbot.addWidget(dialog)
        dialog.show()
        settled(shell.console, qtbot)
        return shell.console, dialog

    return show


@pytest.mark.parametrize(("language", "what"), [("pl", "uczestnicy"), ("en", "participants")])
def test_who_was_written_down_on_both_becomes_one_where_it_is_ticked(twice: Any, language: str, what: str) -> None:
    console, dialog = twice(language)
    shown = [[dialog.same.item(row, column).text() for column in range(3)] for row in range(dialog.same.rowCount())]
    assert [row[0] for row in shown[1:]] == [what, what]
    assert "Jan Kowal" in shown[1][1]  # by name, whoever was written down first
    assert "zofia@kolo.pl" in shown[2][1]
    assert "KOŁO GOSPODYŃ" in shown[2][2]
    assert "600 100 200" in shown[2][2]
    assert dialog.same.accepted == []
    dialog.same.tick(0)
    dialog.same.tick(2)
    dialog.join_button.click()
    read = console.context.document.lab.read
    listed = [person.name for person in people.participants(read)]
    assert (listed.count("Zofia Nowa"), listed.count("Jan Kowal")) == (1, 2)
    (zofia,) = [person for person in people.participants(read) if person.name == "Zofia Nowa"]
    assert (zofia.email, zofia.phone) == ("zofia@kolo.pl", "600 100 200")
    assert [entity.name.casefold() for entity in people.entities(read)].count("koło gospodyń") == 1
    authors = read.rows("SELECT author FROM ideas WHERE text = 'Most'")
    assert [row["author"] for row in authors] == [zofia.id, zofia.id]
    assert dialog.same.isHidden()
    console.handlers.undo()
    assert [person.name for person in people.participants(read)].count("Zofia Nowa") == 1
    assert read.value("SELECT count(*) FROM ideas WHERE text = 'Most'") == 1


def test_without_anybody_written_twice_nothing_is_offered(compared: Any) -> None:
    _console, dialog = compared()
    assert dialog.same.isHidden()

"""The frame of the command line: help, version, exit statuses, one sentence for every failure."""

import io
import itertools
import json
import re
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from labapp import __version__
from labapp.cli import COMMANDS, language_of, main, may_write
from labapp.cli.progress import Bar
from labapp.errors import UserError


def lab(*words: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    status = main(words, out, err)
    return status, out.getvalue(), err.getvalue()


def test_version_and_help() -> None:
    assert lab("--version") == (0, f"lab {__version__}\n", "")
    status, out, err = lab("--help")
    assert (status, err) == (0, "")
    assert all(name in out for name in COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help(name: str) -> None:
    status, out, err = lab(name, "--help")
    assert (status, err) == (0, "")
    assert "--lang" in out


@pytest.mark.parametrize("words", [(), ("fly",), ("count",), ("count", "x.soi"), ("count", "x.soi", "--rule", "magic")])
def test_wrong_use_is_2_and_says_why(words: tuple[str, ...]) -> None:
    status, out, err = lab(*words)
    assert (status, out) == (2, "")
    assert "usage: lab" in err


def test_a_missing_file_is_3_and_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "nowhere.soi"
    status, out, err = lab("count", str(path), "--rule", "irv", "--lang", "en")
    assert (status, out) == (3, "")
    assert err == f"lab count: {path}: there is no such file.\n"
    assert lab("count", str(tmp_path), "--rule", "irv")[0] == 3


def test_sentences_follow_the_language(tmp_path: Path) -> None:
    path = tmp_path / "nowhere.soi"
    assert "nie ma takiego pliku" in lab("count", str(path), "--rule", "irv", "--lang", "pl")[2]
    assert language_of({"LANG": "pl_PL.UTF-8"}) == "pl"
    assert language_of({"LANG": "pl_PL.UTF-8", "LC_ALL": "C"}) == "en"
    assert language_of({}) == "en"


def test_nothing_is_overwritten_without_force(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    assert may_write(path, force=False) == path
    path.write_text("kept")
    assert may_write(path, force=True) == path
    with pytest.raises(UserError) as caught:
        may_write(path, force=False)
    assert (caught.value.code, caught.value.exit_code) == ("file.exists", 1)


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_waits_shows_and_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("labapp.cli.progress.time.monotonic", lambda: now[0])
    screen, pipe = Screen(), io.StringIO()
    with Bar(screen) as bar, Bar(pipe) as silent:
        bar(1, 4)
        assert screen.getvalue() == ""
        now[0] = 3.0
        bar(2, 4)
        silent(2, 4)
        assert screen.getvalue() == "\r50 %"
        bar(3, 4)
        assert screen.getvalue() == "\r50 %"
    assert screen.getvalue().endswith("\r\033[K")
    assert pipe.getvalue() == ""


def test_where_nobody_says_how_far_it_is_the_seconds_go_by(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("labapp.cli.progress.time.monotonic", lambda: now[0])
    screen = Screen()
    bar = Bar(screen)
    for now[0] in (1.5, 2.5):
        bar.beat()
    assert screen.getvalue() == "\r\033[K… 2 s"
    bar(1, 4)
    bar.beat()  # the work has just told itself
    assert screen.getvalue().endswith("2 s\r\033[K25 %")
    now[0] = 9.0
    bar.beat()
    assert screen.getvalue().endswith("25 %\r\033[K… 9 s")
    bar.__exit__()
    assert screen.getvalue().endswith("9 s\r\033[K")


def test_the_seconds_go_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("labapp.cli.progress._PATIENCE", 0.0)
    monkeypatch.setattr("labapp.cli.progress._BEAT", 0.01)
    written = threading.Event()
    screen = Screen()
    monkeypatch.setattr(screen, "flush", written.set)
    with Bar(screen):
        assert written.wait(10)
    assert re.fullmatch(r"(\r\x1b\[K… \d s)+\r\x1b\[K", screen.getvalue())


def _long_works(folder: Path) -> list[tuple[str, ...]]:
    made, people, cards = str(folder / "a.lab"), folder / "people.csv", folder / "cards.txt"
    people.write_text("List\nname\nAnna Nowak\nJan Lis\n", encoding="utf-8")
    cards.write_text("Bench\nTree\n", encoding="utf-8")
    assert lab("demo", made, "--participants", "12", "--ideas", "20")[0] == 0
    listed = json.loads(lab("info", made, "--json")[1])["activities"]
    board = next(item["id"] for item in listed if item["kind"] == "board")
    return [
        ("check", made), ("anonymise", made, "-o", f"{folder}/b.lab"), ("salvage", made, "-o", f"{folder}/c.lab"),
        ("import", made, "--people", str(people)), ("import", made, "--ideas", str(cards), "--activity", board),
    ]  # fmt: skip


def test_every_long_work_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for words in _long_works(tmp_path):
        hours = itertools.count(0, 3600)  # a machine so slow that every look at the clock is an hour later
        with monkeypatch.context() as slow:
            slow.setattr("labapp.cli.progress.time", SimpleNamespace(monotonic=lambda hours=hours: next(hours)))
            screen = Screen()
            assert main(words, io.StringIO(), screen) == 0
        shown = re.findall(r"\r(\d+)(?: %)?(?=\r)", screen.getvalue())
        assert shown, words
        assert "\r\033[K" in screen.getvalue()
        assert all(int(done) <= 100 for done in re.findall(r"\r(\d+) %", screen.getvalue()))


def test_the_start_loads_nothing_heavy() -> None:
    code = (
        "import io, sys; from labapp.cli import main; main(['--help'], io.StringIO(), io.StringIO());"
        "print([m for m in ('openpyxl', 'sqlite3', 'sqlite_utils', 'reportlab', 'PySide6', 'numpy', 'docx', 'babel',"
        " 'labapp.counting.rules') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_python_m_labapp_is_lab() -> None:
    done = subprocess.run([sys.executable, "-m", "labapp", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"lab {__version__}\n"


@pytest.mark.parametrize(("words", "said"), [
    (["new", "--lang", "pl"], "lab new: błąd: brakuje: FILE, --template"),
    (["--lang", "pl"], "lab: błąd: brakuje: POLECENIE"),
    (["fly", "--lang=pl"], "lab: błąd: argument POLECENIE: nie ma 'fly'; dostępne: templates, new, "),
    (["--lang", "pl", "count", "x", "--rule", "magic"], "błąd: argument --rule: nie ma 'magic'; dostępne: plurality, "),
    (["demo", "x", "--seed", "ż", "--lang", "pl"], "błąd: argument --seed: 'ż' nie jest liczbą całkowitą"),
    (["demo", "x", "--lang", "pl", "--seed"], "błąd: argument --seed: brakuje wartości"),
    (["demo", "x", "--lang", "pl", "--s", "1"], "błąd: niejednoznaczna opcja --s: pasują --seed, --scenario"),
    (["info", "x", "--lang", "pl", "--fly"], "błąd: nieznane argumenty: --fly"),
    (["info", "x", "--lang", "pl", "--json=1"], "błąd: argument --json: nie przyjmuje wartości, a podano '1'"),
])  # fmt: skip
def test_wrong_use_is_said_in_the_language_asked_for(words: list[str], said: str) -> None:
    status, out, err = lab(*words)
    assert (status, out) == (2, "")
    assert err.startswith("użycie: lab")
    assert said in err
    status, _, english = lab(*(word.replace("pl", "en") if "pl" in (word, word[-2:]) else word for word in words))
    assert (status, english.isascii() or "ż" in english) == (2, True)
    assert english.startswith("usage: lab")


@pytest.mark.parametrize("name", ["", *sorted(COMMANDS)])
def test_help_is_in_one_language(name: str) -> None:
    english = lab("--lang", "en", *filter(None, (name, "--help")))[1]
    polish = lab("--lang", "pl", *filter(None, (name, "--help")))[1]
    assert polish.startswith("użycie: lab")
    assert "\nopcje:\n" in polish
    alike = {line.strip() for line in english.splitlines()} & {line.strip() for line in polish.splitlines()}
    words = re.compile(r"\b(the|and|of|for|message|default|argument)\b")
    assert [line for line in alike if words.search(line)] == []


def test_the_language_may_stand_before_or_after_the_command(tmp_path: Path) -> None:
    path = str(tmp_path / "nowhere.soi")
    for words in (("--lang", "pl", "count", path, "--rule", "irv"), ("count", "--lang", "pl", path, "--rule", "irv")):
        assert "nie ma takiego pliku" in lab(*words)[2]
    assert "no such file" in lab("--lang", "pl", "count", path, "--rule", "irv", "--lang", "en")[2]

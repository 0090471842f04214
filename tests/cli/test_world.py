"""The world around the command line: streams that are closed or full, odd names, no home, signals, pipes and modes."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from labapp.cli import main, streams
from tests.cli.run import activity, done, lab, untouched

posix = pytest.mark.skipif(os.name == "nt", reason="names, modes and signals of other systems")
COMMAND = [sys.executable, "-m", "labapp"]


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    path = tmp_path / "rooms" / "meeting.lab"
    path.parent.mkdir()
    done("new", path, "--template", "burza", "--title", "Park")
    return path


def shell(line: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a line of the shell in which $LAB is the command line."""
    env = {**os.environ, "LAB": " ".join(COMMAND), **environ}
    return subprocess.run(["sh", "-c", line], env=env, capture_output=True, text=True, timeout=60, check=False)


@posix
@pytest.mark.parametrize(
    ("line", "status", "said"),
    [
        ("$LAB templates >&-", 0, ""), ("$LAB --help >&-", 0, ""), ("$LAB templates <&- >&- 2>&-", 0, ""),
        ("$LAB info nowhere.lab 2>&-", 3, ""),
    ],
)  # fmt: skip
def test_a_stream_that_is_not_there_is_no_failure(line: str, status: int, said: str):
    answer = shell(line)
    assert (answer.returncode, answer.stderr) == (status, said)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("words", ["templates", "templates --json", "--help"])
def test_an_output_that_takes_no_more_is_the_worlds_failure(words: str):
    answer = shell(f"$LAB {words} >/dev/full", LC_ALL="C")
    assert answer.returncode == 3
    assert answer.stderr.count("\n") == 1
    assert 'disk is full: nothing could be written at "stdout"' in answer.stderr
    assert shell("$LAB info nowhere.lab 2>/dev/full").returncode == 3


@posix
def test_a_reader_that_leaves_is_told_nothing():
    answer = shell("( $LAB templates; echo $? >&2 ) | true")
    assert answer.stderr.strip() in ("0", "3")  # written before the reader left, or not


@posix
def test_a_name_that_is_no_text_is_a_name_like_any_other(tmp_path: Path):
    path = tmp_path / os.fsdecode(b"\xff\xfe.lab")
    done("new", path, "--template", "burza", "--title", os.fsdecode(b"\xffPark\x1b[2J"))
    assert done("info", path, "--json").json["title"] == "Park[2J"
    people = tmp_path / "people.csv"
    people.write_text("name\nAnna\n", encoding="utf-8")
    done("import", path, "--people", people)
    done("report", path, "-o", path.with_suffix(".docx"))
    assert done("info", path, "--json").json["participants"] == 1


def test_a_name_too_long_is_a_sentence(tmp_path: Path, meeting: Path):
    path = tmp_path / f"{'x' * 300}.lab"
    for words in (["new", path, "--template", "puste"], ["info", path], ["report", meeting, "-o", f"{path}.pdf"]):
        answer = lab(*words)
        assert (answer.status, answer.out, answer.err.count("\n")) == (3, "", 1), words


@pytest.mark.parametrize("length", [255, 256, 20_000])
def test_a_long_title_fits_every_report(tmp_path: Path, length: int):
    path = tmp_path / "a.lab"
    done("new", path, "--template", "puste", "--title", "x" * length)
    done("report", path, "-o", tmp_path / "a.docx")
    if length < 1000:
        done("report", path, "-o", tmp_path / "a.pdf")


def test_where_nothing_can_be_kept_is_said(meeting: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LABAPP_DATA", str(meeting))
    answer = lab("info", meeting)
    assert (answer.status, answer.out, answer.err.count("\n")) == (3, "", 1)
    assert "LABAPP_DATA" in answer.err


@posix
def test_a_pipe_is_no_laboratory_and_no_place_for_one(meeting: Path, tmp_path: Path):
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    copies = ([name, pipe, "-o", tmp_path / "s.lab"] for name in ("salvage", "anonymise"))
    for words in (["info", pipe], ["check", pipe], *copies):
        assert lab(*words).status == 1, words
    for words in (
        ["export", meeting, "--activity", activity(meeting, "board"), "-o", pipe, "--force"],
        ["anonymise", meeting, "-o", pipe, "--force"], ["new", pipe, "--template", "puste", "--force"],
    ):  # fmt: skip
        assert lab(*words).status == 3, words
    assert pipe.is_fifo()


@posix
def test_a_list_may_come_out_of_a_pipe(meeting: Path):
    answer = shell(f"printf 'Name\\nAnna\\n' | $LAB import '{meeting}' --people /dev/stdin")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert done("info", meeting, "--json").json["participants"] == 1


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no device without an end")
def test_a_list_without_an_end_is_refused(meeting: Path):
    answer = lab("import", meeting, "--people", "/dev/zero")
    assert (answer.status, answer.err.count("\n")) == (1, 1)


@posix
def test_who_may_read_stays_as_it_was(meeting: Path, tmp_path: Path):
    people = tmp_path / "people.csv"
    people.write_text("name\nAnna\n", encoding="utf-8")
    meeting.chmod(0o600)
    done("import", meeting, "--people", people)
    report, copy = tmp_path / "r.pdf", tmp_path / "a.lab"
    for path in (report, copy):
        path.touch(mode=0o640)
    done("report", meeting, "-o", report, "--force")
    assert lab("anonymise", meeting, "-o", copy, "--force").status == 0
    assert [path.stat().st_mode & 0o777 for path in (meeting, report, copy)] == [0o600, 0o640, 0o640]


@posix
def test_a_new_report_is_for_whom_the_system_says(meeting: Path, tmp_path: Path):
    out = tmp_path / "r.pdf"
    answer = shell(f"umask 077; $LAB report '{meeting}' -o '{out}'")
    assert (answer.returncode, out.stat().st_mode & 0o777) == (0, 0o600)


@posix
def test_a_link_stays_a_link(meeting: Path, tmp_path: Path):
    real, link = tmp_path / "real.pdf", tmp_path / "link.pdf"
    link.symlink_to(real)
    done("report", meeting, "-o", link)
    assert link.is_symlink()
    assert real.read_bytes().startswith(b"%PDF")
    (tmp_path / "same.pdf").symlink_to(meeting)
    before = untouched(meeting)
    assert lab("report", meeting, "-o", tmp_path / "same.pdf", "--force").status == 2
    assert untouched(meeting) == before


@posix
def test_a_new_one_in_the_place_of_another_is_never_half_made(meeting: Path, monkeypatch: pytest.MonkeyPatch):
    from labapp import templates

    def ended(*_: object, **__: object) -> None:
        raise streams.Ended(143)

    before = untouched(meeting)
    monkeypatch.setattr(templates, "fill", ended)
    assert lab("new", meeting, "--template", "burza", "--force").status == 143
    assert untouched(meeting) == before


@posix
def test_asked_to_end_it_clears_away_what_it_began(meeting: Path, private_data: Path, tmp_path: Path):
    waiting = tmp_path / "list.csv"
    os.mkfifo(waiting)
    running = subprocess.Popen([*COMMAND, "import", str(meeting), "--people", str(waiting)], stderr=subprocess.PIPE)
    with waiting.open("w", encoding="utf-8"):  # opens when the command reads, and says nothing
        running.send_signal(signal.SIGTERM)
        _, said = running.communicate(timeout=60)
    assert (running.returncode, said) == (143, b"")


def test_a_request_to_end_that_was_lost_on_its_way_is_still_one(monkeypatch: pytest.MonkeyPatch):
    def lost(*_: object) -> None:  # SQLite turns what its callbacks raise into an error of its own
        monkeypatch.setattr(streams, "_asked", [143])
        raise RuntimeError

    monkeypatch.setattr("labapp.cli.language_of", lost)
    assert main(["templates"], io.StringIO(), io.StringIO()) == 143


def test_what_a_file_says_cannot_command_the_terminal(tmp_path: Path):
    assert streams.plain("a\x1b[2J\r\n\u202eb\u2028") == "a\\x1b[2J\\r\\n\\u202eb\\u2028"
    assert streams.plain("Żółw 🐢 „x”") == "Żółw 🐢 „x”"
    answer = lab("info", tmp_path / "two\nlines.lab")
    assert answer.err.count("\n") == 1

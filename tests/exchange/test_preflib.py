"""PrefLib files: both layouts, every kind, and every way a file can be cut or changed."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labapp.counting.profile import Approvals, Ranking
from labapp.errors import UserError
from labapp.exchange.pile import Reading
from labapp.exchange.preflib import read_preflib
from tests.shared_data import shared_data

KINDS = (".soc", ".soi", ".toc", ".toi", ".cat")
HEAD = """# FILE NAME: x.{kind}
# TITLE: Park or bench
# DATA TYPE: {kind}
# NUMBER ALTERNATIVES: 3
# NUMBER VOTERS: {voters}
# ALTERNATIVE NAME 1: Park
# ALTERNATIVE NAME 2: Ławka
# ALTERNATIVE NAME 3: Scena
"""


def write(folder: Path, kind: str, body: str, voters: int, encoding: str = "utf-8") -> Path:
    path = folder / f"x.{kind}"
    path.write_bytes((HEAD.format(kind=kind, voters=voters) + body).encode(encoding))
    return path


def refused(path: Path, reading: Reading | None = None) -> UserError:
    with pytest.raises(UserError) as caught:
        read_preflib(path, reading)
    assert caught.value.exit_code == 1
    assert caught.value.params["file"] == path.name
    return caught.value


def papers(path: Path, reading: Reading | None = None):
    profile, warnings = read_preflib(path, reading)
    return {ballot.marks: ballot.count for ballot in profile.ballots}, [w.code for w in warnings]


def test_reads_strict_and_weak_orders(tmp_path: Path) -> None:
    path = write(tmp_path, "toi", "4: 2,{1,3}\n1: 3\n", 5)
    profile, warnings = read_preflib(path)
    assert [(o.id, o.title) for o in profile.options] == [("1", "Park"), ("2", "Ławka"), ("3", "Scena")]
    assert [(b.marks, b.count) for b in profile.ballots] == [
        (Ranking((("2",), ("1", "3"))), 4),
        (Ranking((("3",),)), 1),
    ]
    assert warnings == []
    assert profile.meta["title"] == "Park or bench"


def test_equal_orders_are_bundled_and_said(tmp_path: Path) -> None:
    found, codes = papers(write(tmp_path, "soi", "2: 1,2\n3: 1, 2\n", 5))
    assert found == {Ranking((("1",), ("2",))): 5}
    assert codes == ["preflib.same-order"]


@pytest.mark.parametrize("key", ["NUMBER VOTERS", "NUMBER ALTERNATIVES", "NUMBER CATEGORIES"])
def test_a_header_that_cannot_show_a_cut_is_said(tmp_path: Path, key: str) -> None:
    whole = write(tmp_path, "cat", CATEGORIES + "2: {1,3},2\n1: {},{1,2,3}\n", 3)
    assert papers(whole)[1] == []
    lines = whole.read_text(encoding="utf-8").splitlines(keepends=True)
    whole.write_text("".join(line for line in lines if key not in line), encoding="utf-8")
    profile, warnings = read_preflib(whole)
    assert len(profile.ballots) == 2
    assert [(w.code, w.params["key"], w.params["line"]) for w in warnings] == [("preflib.key-missing", key, 10)]


CATEGORIES = "# NUMBER CATEGORIES: 2\n# CATEGORY NAME 1: Yes\n# CATEGORY NAME 2: No\n"


def test_first_categories_are_approvals_and_an_empty_one_keeps_its_place(tmp_path: Path) -> None:
    path = write(tmp_path, "cat", CATEGORIES + "2: {1,3},2\n1: {},{1,2,3}\n", 3)
    assert papers(path, Reading(approve=1))[0] == {Approvals(("1", "3")): 2, Approvals(()): 1}
    assert papers(path, Reading(approve=2))[0] == {Approvals(("1", "3", "2")): 2, Approvals(("1", "2", "3")): 1}
    assert papers(path)[0] == {Ranking((("1", "3"), ("2",))): 2, Ranking((("1", "2", "3"),)): 1}
    assert refused(path, Reading(approve=3)).code == "preflib.approve-range"


OLD = "3\n1,Park\n2,Bench\n3,Stage\n5,5,2\n3,1,{2,3}\n2,3\n"


def test_reads_the_layout_before_2022_from_one_and_from_zero(tmp_path: Path) -> None:
    path = tmp_path / "old.toi"
    path.write_text(OLD)
    assert papers(path)[0] == {Ranking((("1",), ("2", "3"))): 3, Ranking((("3",),)): 2}
    path.write_text("2\n0,Park\n1,Bench\n2,2,1\n2,1,0\n")
    assert papers(path)[0] == {Ranking((("1",), ("0",))): 2}


@pytest.mark.parametrize(
    ("kind", "body", "voters", "code", "line"),
    [
        ("soi", "4: 1,2\n", 5, "preflib.voters-differ", 5),
        ("soi", "4: 1,9\n", 4, "preflib.unknown-option", 9),
        ("soi", "4: 1,,\n", 4, "preflib.bad-order", 9),
        ("soi", "4: 1,,2\n", 4, "preflib.bad-order", 9),
        ("soi", "4: {1,2},3\n", 4, "preflib.not-strict", 9),
        ("toi", "4: {1,2\n", 4, "preflib.bad-order", 9),
        ("toi", "4: 1,2}\n", 4, "preflib.bad-order", 9),
        ("toi", "4: {1,{2}}\n", 4, "preflib.bad-order", 9),
        ("soi", "four: 1,2\n", 4, "preflib.no-count", 9),
        ("soi", "-4: 1,2\n", 4, "preflib.no-count", 9),
        ("soi", "1,2\n", 4, "preflib.no-count", 9),
        ("soc", "4: 1,2\n", 4, "preflib.not-complete", 9),
        ("toc", "4: 1,{2}\n", 4, "preflib.not-complete", 9),
        ("soi", "", 0, "ballots.none", 8),
        ("soi", "4: 1\n# ALTERNATIVE NAME 4: Late\n", 4, "preflib.late-header", 10),
        ("soi", "# ALTERNATIVE NAME 3: Twice\n4: 1\n", 4, "preflib.bad-name-number", 9),
        ("soi", "# ALTERNATIVE NAME 4: Extra\n4: 1\n", 4, "preflib.names-missing", 4),
        ("cat", "4: {1},{2,3}\n", 4, "preflib.no-categories", 8),
        ("cat", CATEGORIES + "4: {1,2,3}\n", 4, "preflib.category-count", 12),
        ("cat", CATEGORIES + "4: {1,2},{2,3}\n", 4, "preflib.two-categories", 12),
    ],
)
def test_refuses_by_line(tmp_path: Path, kind: str, body: str, voters: int, code: str, line: int) -> None:
    error = refused(write(tmp_path, kind, body, voters))
    assert (error.code, error.params["line"]) == (code, line)


def test_says_what_is_odd_and_goes_on(tmp_path: Path) -> None:
    assert papers(write(tmp_path, "soi", "4: 1,2,1\n", 4)) == (
        {Ranking((("1",), ("2",))): 4},
        ["ballots.repeated"],
    )
    assert papers(write(tmp_path, "soi", "4: 1,2", 4))[1] == ["ballots.no-last-line-end"]
    assert papers(write(tmp_path, "soi", "4: 1,2\n", 4, "cp1250"))[1] == ["file.read-as-1250"]


def test_a_comma_behind_an_order_is_said(tmp_path: Path) -> None:
    path = write(tmp_path, "soi", "3: 2,1,\n1: 3,\n", 4)
    assert papers(path) == (
        {Ranking((("2",), ("1",))): 3, Ranking((("3",),)): 1},
        ["ballots.trailing-comma", "ballots.trailing-comma"],
    )


def test_categories_that_are_not_written_are_empty(tmp_path: Path) -> None:
    path = write(tmp_path, "cat", CATEGORIES + "3: {1,2},\n1: {},3\n", 4)
    profile, warnings = read_preflib(path, Reading(approve=2))
    assert [(ballot.marks, ballot.count) for ballot in profile.ballots] == [
        (Approvals(("1", "2")), 3), (Approvals(("3",)), 1),
    ]  # fmt: skip
    assert [(w.code, w.params["line"]) for w in warnings] == [
        ("ballots.trailing-comma", 12), ("preflib.categories-unwritten", 12),
    ]  # fmt: skip
    whole = write(tmp_path, "cat", CATEGORIES + "3: {1,2},3,\n1: {},3\n", 4)
    assert [w.code for w in read_preflib(whole, Reading(approve=2))[1]] == ["ballots.trailing-comma"]
    cut = write(tmp_path, "cat", CATEGORIES + "3: {},3\n1: {1,2},", 4)
    assert refused(cut).code == "preflib.category-count"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_any_line_end_and_a_byte_order_mark(tmp_path: Path, end: str, mark: bytes) -> None:
    path = write(tmp_path, "soi", "4: 1,2\n1: 3\n", 5)
    path.write_bytes(mark + path.read_bytes().replace(b"\n", end.encode()))
    assert papers(path) == ({Ranking((("1",), ("2",))): 4, Ranking((("3",),)): 1}, [])


def test_every_file_of_the_shared_data_is_read_without_a_warning() -> None:
    files = [path for path in sorted(shared_data("preflib").iterdir()) if path.suffix in KINDS]
    assert len(files) == 40
    for path in files:
        profile, warnings = read_preflib(path)
        assert profile.ballots
        assert warnings == [], path.name


@pytest.mark.parametrize(("name", "voters"), [("test1.toi", 5), ("test3.toc", 5), ("test4.cat", 5)])
def test_what_abcvoting_reads_is_read(name: str, voters: int) -> None:
    profile, _ = read_preflib(shared_data("abcvoting", "data", name))
    assert sum(ballot.count for ballot in profile.ballots) == voters


@pytest.mark.parametrize("name", ["test1.toi", "test2.soi", "test3.toc", "test7.toi", "test8.soi"])
def test_the_bad_files_of_abcvoting_are_refused_by_line(name: str) -> None:
    assert refused(shared_data("abcvoting", "data-fail", name)).params["line"] > 1


CUT = ["00002-00000001.soi", "00031-00000008.toc", "00023-00000001.toi", "00033-00000002.cat"]


@pytest.mark.parametrize("name", CUT)
def test_a_real_file_cut_after_any_line_is_refused(name: str, tmp_path: Path) -> None:
    """The header declares the voters, so no cut goes unnoticed; only the whole file is counted."""
    whole = shared_data("preflib", name).read_bytes().splitlines(keepends=True)
    for kept in range(len(whole)):
        path = tmp_path / name
        path.write_bytes(b"".join(whole[:kept]))
        refused(path)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_change_of_bytes_is_counted_or_refused_by_place(data: st.DataObject, tmp_path: Path) -> None:
    text = (HEAD.format(kind="toi", voters=8) + "5: 2,{1,3}\n3: 1,2\n").encode()
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 20)))
    signs = st.sampled_from([b"{", b"}", b",", b":", b"\n", b"#", b"9" * 40])
    patch = data.draw(st.one_of(st.binary(max_size=6), signs))
    path = tmp_path / "x.toi"
    path.write_bytes(text[:start] + patch + text[end:])
    try:
        profile, _ = read_preflib(path)
    except UserError as error:
        place = error.params.get("line", 0)
    else:
        place = 1
        known = {option.id for option in profile.options}
        assert all(set(level) <= known for b in profile.ballots for level in b.marks.levels)
    assert place >= 1

"""Backups are kept from several threads: a snapshot's own and those of the pool."""

import secrets
import threading

from labapp import disk
from labapp.errors import UserError
from labapp.store import backups

AT = "2026-11-22T09:00:00.000Z"


def test_threads_that_keep_backups_at_once_do_not_clear_away_each_others(tmp_path):
    failed = []

    def keep(number):
        source = tmp_path / f"{number}.lab"
        for turn in range(15):
            source.write_bytes(secrets.token_bytes(50_000))
            try:
                backups.keep("uid", source, f"2026-11-22T09:00:{number:02d}.{turn:03d}Z", "change")
            except (OSError, UserError) as problem:
                failed.append(problem)

    threads = [threading.Thread(target=keep, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(backups.listed("uid")) == backups.KEEP


def test_a_share_that_hangs_holds_up_nobody_elses_backup(tmp_path, monkeypatch):
    copied, go_on, entered = disk.replace_by_copy, threading.Event(), threading.Event()

    def hanging(source, target):
        if source.name == "share.lab":
            entered.set()
            go_on.wait()
        copied(source, target)

    monkeypatch.setattr(disk, "replace_by_copy", hanging)
    for name in ("share.lab", "own.lab"):
        (tmp_path / name).write_bytes(name.encode())
    share = threading.Thread(target=backups.keep, args=("uid", tmp_path / "share.lab", AT, "second-place"))
    share.start()
    entered.wait()
    own = backups.keep("uid", tmp_path / "own.lab", AT, "change")  # of the very same moment
    assert [item.path for item in backups.listed("uid")] == [own]
    go_on.set()
    share.join()
    assert {item.path.read_bytes() for item in backups.listed("uid")} == {b"share.lab", b"own.lab"}

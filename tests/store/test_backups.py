"""Backups are kept from several threads: a snapshot's own and those of the pool."""

import secrets
import threading

from labapp.errors import UserError
from labapp.store import backups


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

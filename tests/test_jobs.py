"""Long work: values in, a value out, progress, cancelling, failures handed to whoever asks."""

import threading

import pytest

from labapp.jobs import Cancelled, Pool


def test_a_job_returns_its_value_and_reports_its_steps():
    seen = []

    def double(values, progress):
        for _ in values:
            progress.step(total=len(values))
        return [value * 2 for value in values]

    with Pool() as pool:
        job = pool.start(double, [1, 2, 3], on_step=lambda progress: seen.append(progress.fraction))
        assert job.result(10) == [2, 4, 6]
    assert seen == [1 / 3, 2 / 3, 1.0]
    assert job.finished


def test_a_cancelled_job_stops_at_its_next_step():
    begun = threading.Event()

    def endless(values, progress):
        begun.set()
        while True:
            progress.step()

    with Pool() as pool:
        job = pool.start(endless, None)
        begun.wait(10)
        job.cancel()
        with pytest.raises(Cancelled):
            job.result(10)
        assert job.progress.cancelled


def test_a_job_that_never_began_is_cancelled_too():
    gate = threading.Event()
    with Pool(threads=1) as pool:
        first = pool.start(lambda values, progress: gate.wait(10), None)
        waiting = pool.start(lambda values, progress: 1, None)
        waiting.cancel()
        gate.set()
        with pytest.raises(Cancelled):
            waiting.result(10)
        assert first.result(10)


def test_a_failure_is_raised_where_the_result_is_asked_for():
    told = threading.Event()
    with Pool() as pool:
        job = pool.start(lambda values, progress: 1 / values, 0)
        job.when_finished(lambda finished: told.set())
        with pytest.raises(ZeroDivisionError):
            job.result(10)
        assert told.wait(10)

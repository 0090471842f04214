"""Staying awake through a helper that ends with us, and what each system says about its power."""

import sys

import pytest

from ui.stage.awake import (
    Awake,
    Power,
    PowerWarning,
    helper_commands,
    power_from_pmset,
    power_from_sys,
    power_from_windows,
    read_power,
)

WAIT = [sys.executable, "-c", "import sys; sys.stdin.read()"]


def test_starts_and_ends_its_helper():
    awake = Awake([WAIT])
    awake.start()
    awake.start()
    assert awake.active
    helper = awake._helpers[0]
    assert len(awake._helpers) == 1
    awake.stop()
    assert not awake.active
    assert helper.poll() is not None


def test_the_helper_ends_when_our_end_of_the_pipe_closes():
    awake = Awake([WAIT])
    awake.start()
    helper = awake._helpers[0]
    helper.stdin.close()
    assert helper.wait(timeout=20) == 0
    awake.stop()


def test_nothing_there_is_no_failure():
    awake = Awake([["/no/such/program"]])
    awake.start()
    assert not awake.active
    awake.stop()
    Awake([]).stop()


def test_only_helpers_that_exist_are_used(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    assert helper_commands() == []


def supply(folder, name, **files):
    place = folder / name
    place.mkdir()
    for file, text in files.items():
        (place / file).write_text(f"{text}\n")


def test_linux_on_battery(tmp_path):
    supply(tmp_path, "AC", type="Mains", online="0")
    supply(tmp_path, "BAT0", type="Battery", status="Discharging", capacity="18")
    supply(tmp_path, "hidpp_battery_0", type="Battery", scope="Device", status="Discharging", capacity="5")
    power = power_from_sys(tmp_path)
    assert power == Power(False, 18)
    assert power.warnings == (PowerWarning.UNPLUGGED, PowerWarning.LOW_BATTERY)


def test_linux_plugged_in_by_any_of_its_sockets(tmp_path):
    supply(tmp_path, "AC", type="Mains", online="0")
    supply(tmp_path, "ucsi", type="USB", online="1")
    supply(tmp_path, "BAT0", type="Battery", status="Charging", capacity="12")
    assert power_from_sys(tmp_path) == Power(True, 12)
    assert Power(True, 12).warnings == ()


def test_linux_without_a_battery(tmp_path):
    assert power_from_sys(tmp_path) == Power(None, None)
    assert power_from_sys(tmp_path / "none") == Power(None, None)
    assert Power().warnings == ()


def test_linux_battery_that_says_only_its_status(tmp_path):
    supply(tmp_path, "BAT0", type="Battery", status="Discharging")
    assert power_from_sys(tmp_path) == Power(False, None)
    assert Power(False, None).warnings == (PowerWarning.UNPLUGGED,)


def test_macos():
    text = "Now drawing from '{}'\n -InternalBattery-0 (id=123)\t{}%; discharging; 3:10 remaining present: true\n"
    assert power_from_pmset(text.format("Battery Power", 57)) == Power(False, 57)
    assert power_from_pmset(text.format("AC Power", 100)) == Power(True, 100)
    assert power_from_pmset("") == Power()


@pytest.mark.parametrize(
    ("numbers", "power"),
    [((0, 1, 55), Power(False, 55)), ((1, 128, 255), Power(True, None)), ((255, 255, 255), Power(None, None))],
)
def test_windows(numbers, power):
    assert power_from_windows(*numbers) == power


def test_this_machine_answers():
    assert isinstance(read_power(), Power)

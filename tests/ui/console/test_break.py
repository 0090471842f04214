"""The break by one key and the keys that give time: what the room is told, when it is rung, what ends it."""

import wave
from datetime import timedelta
from io import BytesIO

from labapp.kinds.talk import kind as talk
from labapp.model import agenda, countdown, pause
from labapp.stage.scenes import BreakScene
from ui.console import chime
from ui.stage.painters import compose


def test_a_break_in_the_middle_of_a_point_says_what_goes_on(console):
    listed = agenda.activities(console.context.lab.read)
    console.context.run("activity.start", lambda tx: agenda.start(tx, listed[0].id))
    console.actions_by_id["break"].trigger()
    scene = console.stage.state().scene
    assert (scene.goes_on, scene.next_activity) == (listed[0].title, listed[1].title)
    words = {item.words for item in compose(console.stage.state(), (1024, 768)).texts}
    assert f"Wracamy do: {listed[0].title}" in {" ".join(word.split()) for word in words}
    console.actions_by_id["end_break"].trigger()
    console.context.run("activity.finish", lambda tx: agenda.finish(tx, listed[0].id))
    console.actions_by_id["break"].trigger()
    assert console.stage.state().scene == BreakScene(scene.resume_at, "", listed[1].title)


def test_one_key_announces_a_break_and_each_press_gives_five_minutes(console, clock):
    for presses, resume in ((1, "10:20"), (2, "10:25")):
        console.actions_by_id["break"].trigger()
        scene = console.stage.state().scene
        assert isinstance(scene, BreakScene)
        assert scene.resume_at == resume, presses
    assert console.stage.state().timer.remaining_seconds == 23 * 60
    assert "10:25" in console.message.text
    console.actions_by_id["end_break"].trigger()
    assert not isinstance(console.stage.state().scene, BreakScene)


def test_in_a_lengthened_break_the_bar_counts_to_the_time_the_room_was_told(console, clock):
    point = agenda.activities(console.context.lab.read)[0]
    with console.context.lab.change("activity.edit") as tx:
        made = agenda.add_activity(tx, point.day, "talk", "Przerwa", minutes=15, settings={"form": "break"})
        agenda.start(tx, made)
    console.follower.tick()
    assert console.bar._left.text() == "zostało 15:00"
    with console.context.lab.change("talk.resume") as tx:
        talk.set_resume(tx, agenda.activity(tx, made), "10:22")
    console.follower.tick()
    assert console.stage.state().timer.remaining_seconds == 20 * 60
    assert console.bar._left.text() == "zostało 20:00"


def test_the_end_of_a_break_is_rung_once(console, clock, monkeypatch):
    rung = []
    monkeypatch.setattr(chime, "ring", lambda: rung.append(1))
    console.actions_by_id["break"].trigger()
    console.stage.tick()
    clock.now += timedelta(minutes=19)
    for _ in range(3):
        console.stage.tick()
    assert rung == [1]
    assert console.stage.state().timer.remaining_seconds == -60
    console.actions_by_id["sound"].trigger()
    console.actions_by_id["break"].trigger()
    clock.now += timedelta(minutes=40)
    console.stage.tick()
    assert rung == [1]
    assert not console.actions_by_id["sound"].isChecked()


def test_a_point_that_starts_ends_the_break(console, clock):
    console.actions_by_id["break"].trigger()
    clock.now += timedelta(minutes=5)
    console.handlers.next_step()
    assert pause.current(console.context.lab.read) is None


def test_timer_keys_give_time_to_the_timer_or_to_what_runs(console, clock):
    console.handlers.next_step()
    running = agenda.current(console.context.lab.read)
    console.actions_by_id["timer_five"].trigger()
    assert agenda.current(console.context.lab.read).minutes == running.minutes + 5
    console.context.run("timer.start", lambda tx: countdown.start(tx, 60), undoable=False)
    console.actions_by_id["timer_one"].trigger()
    assert countdown.face(console.context.lab.read, clock.now).remaining_seconds == 120


def test_bells_are_a_sound_file_and_silence_is_no_error(monkeypatch):
    with wave.open(BytesIO(chime.bells())) as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
        assert 1 < sound.getnframes() / sound.getframerate() < 3
        frames = memoryview(sound.readframes(sound.getnframes())).cast("h")
    assert 2_000 < max(frames) < 12_000  # heard, and gentle
    monkeypatch.setattr(chime.shutil, "which", lambda name: None)
    monkeypatch.setattr(chime.sys, "platform", "linux")
    assert chime.ring() is False

"""A gentle sound at the end of a break: two soft bells, made here, played by what the system has; else silence.

Qt's multimedia is not part of what we install. Windows plays by itself; macOS and Linux by their own small players.
"""

from __future__ import annotations

import io
import math
import shutil
import sys
import wave
from array import array
from pathlib import Path

from PySide6.QtCore import QProcess

from labapp import paths

_RATE = 22_050
_BELLS = ((0.0, 659.25), (0.45, 880.0))  # when, which tone
_SECONDS, _LOUD = 2.2, 0.22
_PLAYERS = ("afplay", "paplay", "pw-play", "aplay")


def bells() -> bytes:
    """Return the sound as a WAV file: mono, 16 bits."""
    samples = array("h")
    for step in range(int(_RATE * _SECONDS)):
        at = step / _RATE
        value = sum(_bell(at - begin, tone) for begin, tone in _BELLS if at >= begin)
        samples.append(round(32_767 * _LOUD * max(-1.0, min(1.0, value))))
    if sys.byteorder == "big":
        samples.byteswap()
    kept = io.BytesIO()
    with wave.open(kept, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        file.writeframes(samples.tobytes())
    return kept.getvalue()


def _bell(at: float, tone: float) -> float:
    """A soft stroke: no click at its beginning, an octave above it, dying away."""
    swell = min(1.0, at / 0.02) * math.exp(-3.2 * at)
    return swell * (math.sin(2 * math.pi * tone * at) + 0.3 * math.sin(4 * math.pi * tone * at)) / 1.3


def ring() -> bool:
    """Play it without waiting; tell whether anything could play it."""
    try:
        path = _file()
    except OSError:  # a full disk must not spoil the end of a break
        return False
    if sys.platform == "win32":
        import winsound

        try:
            winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
        except RuntimeError:  # no sound device
            return False
        return True
    player = next((found for name in _PLAYERS if (found := shutil.which(name))), None)
    return player is not None and QProcess.startDetached(player, [str(path)])[0]


def _file() -> Path:
    path = paths.data_folder() / "bells.wav"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bells())
    return path

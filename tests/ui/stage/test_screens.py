"""The stage's screen is chosen from plain values; the moderator's own is never taken."""

from hypothesis import given
from hypothesis import strategies as st

from ui.stage.screens import ScreenInfo, choose, describe, find, present

LAPTOP = ScreenInfo("eDP-1", 0, 0, 1366, 768)
HALL = ScreenInfo("HDMI-1", 1366, 0, 1920, 1080, "Epson", "EB", "X1")
SMALL = ScreenInfo("DP-2", 3286, 0, 1024, 768)
MIRROR = ScreenInfo("HDMI-2", 0, 0, 1366, 768)


def test_one_screen_is_the_moderators():
    assert choose([LAPTOP], LAPTOP).screen is None


def test_the_other_screen_is_the_stage():
    assert choose([LAPTOP, HALL], LAPTOP).screen == HALL
    assert choose([LAPTOP, HALL], HALL).screen == LAPTOP


def test_the_remembered_screen_goes_before_the_larger_one():
    assert choose([LAPTOP, SMALL, HALL], LAPTOP).screen == HALL
    assert choose([LAPTOP, HALL, SMALL], LAPTOP, "DP-2").screen == SMALL
    assert choose([LAPTOP, HALL, SMALL], LAPTOP, "Epson/EB/X1").screen == HALL
    assert choose([LAPTOP, HALL], LAPTOP, "eDP-1").screen == HALL


def test_a_mirrored_display_is_named_and_not_used():
    choice = choose([LAPTOP, MIRROR], LAPTOP)
    assert choice.mirrored
    assert choice.screen is None
    assert choose([LAPTOP, MIRROR, HALL], LAPTOP).screen == HALL
    assert not choose([LAPTOP, HALL], LAPTOP).mirrored


def test_no_console_yet():
    assert choose([LAPTOP, HALL], None).screen is None


screens = st.lists(
    st.builds(ScreenInfo, st.text("abc", min_size=1, max_size=3), st.integers(0, 3).map(lambda n: n * 1000), st.just(0),
              st.sampled_from([800, 1000]), st.just(600)), max_size=5, unique=True)  # fmt: skip


@given(screens, st.integers(0, 4), st.text("abc", max_size=3))
def test_the_choice_is_never_the_consoles_and_never_over_it(found, index, remembered):
    console = found[index % len(found)] if found else None
    chosen = choose(found, console, remembered).screen
    if chosen is not None and console is not None:
        assert chosen in found
        assert chosen.x >= console.x + console.width or console.x >= chosen.x + chosen.width


def test_live_screens_are_found_by_their_value(qapp):
    info = present()[0]
    assert describe(find(info)) == info
    assert find(HALL) is None

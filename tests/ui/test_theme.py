"""Every declared pair can be read, in every theme."""

import pytest

from ui.theme import (
    GROUNDS,
    THEMES,
    Pair,
    Token,
    Use,
    contrast,
    ink_on,
    note_ground,
    quiet_on,
    sector_pair,
)

themes = pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)


@themes
@pytest.mark.parametrize("pair", list(Pair), ids=lambda pair: pair.name)
def test_declared_pairs_reach_their_contrast(theme, pair):
    assert contrast(theme.hex(pair.ink), theme.hex(pair.ground)) >= pair.use.minimum


@themes
def test_shapes_show_on_every_ground_they_may_stand_on(theme):
    for pair in (
        pair for pair in Pair if pair.use is Use.SHAPE and pair not in (Pair.SHAPE_BORDER, Pair.FADED_ON_PAPER)
    ):
        for ground in GROUNDS - {Token.DARK}:
            assert contrast(theme.hex(pair.ink), theme.hex(ground)) >= 3, (pair.name, ground)


@themes
def test_every_token_has_a_colour(theme):
    assert set(theme.colours) == set(Token)
    assert all(len(value) == 7 and value.startswith("#") for value in theme.colours.values())


def test_contrast_is_the_wcag_ratio():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#0B6B6B", "#0B6B6B") == 1


def test_text_on_any_note_is_declared():
    for colour in ("", "blue", "orange", "green", "violet", "grey", "yellow"):
        for mark in ("", "S", "O", "M", "E", "I", "?"):
            ground = note_ground(colour, mark)
            assert ink_on(ground).ground is ground
            assert quiet_on(ground).ground is ground


def test_five_sectors_have_five_colours_and_strangers_count_among_the_others():
    assert len({sector_pair(mark) for mark in "SOMEI"}) == 5
    assert sector_pair("XYZ") is sector_pair("I")


def test_a_notes_own_colour_goes_before_its_sectors():
    assert note_ground("yellow", "S") is Token.NOTE_YELLOW
    assert note_ground("", "S") is Token.NOTE_BLUE

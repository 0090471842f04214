"""Fonts, icons, shapes and the style sheet: there, ours, and made of tokens only."""

import re

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontInfo, QIcon, QRawFont
from PySide6.QtWidgets import QDialog, QListWidget, QMessageBox, QPushButton, QScrollArea, QSpinBox, QToolButton

from labapp import paths
from ui.theme import THEMES, Token, Weight, contrast
from ui.widgets import style
from ui.widgets.fonts import font, load_fonts, metrics
from ui.widgets.icons import icon, icon_file, icon_pixmap
from ui.widgets.marks import sector_icon
from ui.widgets.shapes import Shape, pie_path, sector_shape, shape_path

themes = pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)


def test_inter_is_ours_in_four_cuts(qapp):
    assert load_fonts()
    assert {QFontInfo(font(40, weight)).family() for weight in Weight} <= {"Inter", "Inter Medium", "Inter SemiBold"}
    widths = [metrics(40, weight).horizontalAdvance("Wspólnie") for weight in Weight]
    assert widths == sorted(set(widths))


def test_inter_holds_every_polish_letter(qapp):
    load_fonts()
    raw = QRawFont.fromFont(font(20))
    assert all(raw.supportsCharacter(ord(letter)) for letter in "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„”–…→✓")


def test_figures_are_as_wide_as_each_other(qapp):
    measure = metrics(45, tabular=True)
    assert measure.horizontalAdvance("111") == measure.horizontalAdvance("088")


@themes
def test_style_sheet_has_no_placeholder_left_and_only_token_colours(qapp, theme):
    sheet = style.stylesheet(theme)
    assert "@" not in sheet
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", sheet)) <= set(theme.colours.values())


def test_style_sheet_is_parsed_by_qt_without_a_warning(qtbot):
    button = QPushButton("Zapisz")
    qtbot.addWidget(button)
    button.setStyleSheet(style.stylesheet(THEMES["light"]))
    button.setProperty("variant", "primary")
    style.restyle(button)
    button.show()
    assert button.grab().toImage().pixelColor(8, 8).name() == THEMES["light"].hex(Token.ACCENT).lower()


def test_a_list_asked_for_from_a_scrolled_form_lies_on_its_own_ground(qtbot):
    form = QScrollArea()
    qtbot.addWidget(form)
    form.setStyleSheet(style.stylesheet(THEMES["light"]))
    form.show()
    asked = QDialog(form)
    listed = QListWidget(asked)
    asked.show()
    ground = listed.grab().toImage().pixelColor(listed.rect().center()).name()
    assert ground == THEMES["light"].hex(Token.SURFACE).lower()


def test_a_spin_boxs_text_keeps_off_its_frame(qtbot):
    box = QSpinBox()
    qtbot.addWidget(box)
    style.ease(box)
    box.setStyleSheet(style.stylesheet(THEMES["light"]))
    box.show()
    assert box.lineEdit().geometry().x() + box.lineEdit().textMargins().left() >= 6


def test_style_sheet_grows_with_the_users_text_size(qapp):
    assert "font-size: 13px" in style.stylesheet(THEMES["light"])
    assert "font-size: 20px" in style.stylesheet(THEMES["light"], 1.5)


@themes
def test_palette_text_can_be_read(qapp, theme):
    palette = style.palette(theme)
    assert contrast(palette.windowText().color().name(), palette.window().color().name()) >= 7
    assert contrast(palette.highlightedText().color().name(), palette.highlight().color().name()) >= 4.5


def test_every_icon_we_ship_draws_something_in_the_colour_asked_for(qapp):
    names = sorted(path.stem for path in paths.resource("icons").glob("*.svg"))
    assert len(names) > 60
    for name in names:
        image = icon_pixmap(name, "#ff0000", 24).toImage()
        inked = [image.pixelColor(x, y) for x in range(24) for y in range(24) if image.pixelColor(x, y).alpha() > 200]
        assert inked, name
        assert all(colour.red() > 200 and colour.green() < 60 for colour in inked), name


def test_an_unknown_icon_is_a_bug(qapp):
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon", THEMES["light"])


def test_tinted_icon_files_lie_in_the_users_folder(qapp, private_data):
    path = icon_file("check", "#0B6B6B")
    assert path.startswith(private_data.as_posix())
    assert "#0b6b6b" in (private_data / "look" / "check-0b6b6b.svg").read_text()


def test_shapes_fill_their_square_and_differ(qapp):
    box = QRectF(10, 20, 100, 60)
    seen = set()
    for shape in Shape:
        bounds = shape_path(shape, box).boundingRect()
        assert box.adjusted(-1, -1, 1, 1).contains(bounds), shape
        assert max(bounds.width(), bounds.height()) > 40, shape
        path = shape_path(shape, box)
        seen.add(tuple(path.contains(box.center() + d) for d in _grid()))
    assert len(seen) == len(Shape)


def _grid():
    from PySide6.QtCore import QPointF

    return [QPointF(x, y) for x in range(-28, 29, 4) for y in range(-28, 29, 4)]


def test_sector_shapes_are_five_and_strangers_get_the_cross():
    assert len({sector_shape(mark) for mark in "SOMEI"}) == 5
    assert sector_shape("?") is Shape.CROSS


def test_a_pie_shows_its_part(qapp):
    box = QRectF(0, 0, 100, 100)
    assert pie_path(box, 0).isEmpty()
    assert pie_path(box, 0.25).contains(box.center() + (box.topRight() - box.center()) * 0.5)
    assert not pie_path(box, 0.25).contains(box.center() + (box.topLeft() - box.center()) * 0.5)
    assert pie_path(box, 1).contains(box.center() + (box.topLeft() - box.center()) * 0.5)


def test_icons_of_buttons_grow_with_the_text_and_keep_clear_of_their_word(qapp, qtbot):
    for scale in (1.0, 1.3, 1.5):
        style.apply(qapp, THEMES["light"], scale)
        for made in (QPushButton(), QToolButton()):
            qtbot.addWidget(made)
            made.setIcon(icon("square", THEMES["light"]))
            made.ensurePolished()
            box, picture = round(20 * scale), round(16 * scale)
            assert made.iconSize() == QSize(box, box)
            image = made.icon().pixmap(made.iconSize()).toImage()
            drawn = [x for x in range(image.width()) if any(image.pixelColor(x, y).alpha() for y in range(box))]
            assert image.width() == box
            assert drawn[0] >= (box - picture) // 2
            assert drawn[-1] < box - (box - picture) // 2
            assert drawn[-1] - drawn[0] > picture / 2
    style.apply(qapp, THEMES["light"], 1.0)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_what_a_message_box_asks_or_warns_by_has_our_colours(qapp, qtbot, theme):
    style.apply(qapp, theme)
    wanted = {QMessageBox.Icon.Question: Token.ACCENT, QMessageBox.Icon.Information: Token.ACCENT,
              QMessageBox.Icon.Warning: Token.WARNING, QMessageBox.Icon.Critical: Token.DANGER}  # fmt: skip
    for kind, token in wanted.items():
        box = QMessageBox(kind, "", "")
        qtbot.addWidget(box)
        drawn = box.iconPixmap().toImage()
        seen = {drawn.pixelColor(x, y).name() for x in range(drawn.width()) for y in range(drawn.height())
                if drawn.pixelColor(x, y).alpha() == 255}  # fmt: skip
        assert seen == {theme.hex(token).lower()}
    qapp.setStyleSheet("")


@themes
def test_a_chosen_row_leaves_a_sector_its_colour(qapp, theme):
    sign = sector_icon("O", theme)
    plain, chosen = (sign.pixmap(QSize(16, 16), mode).toImage() for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected))
    assert plain == chosen

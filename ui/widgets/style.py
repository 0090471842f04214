"""The console's and booth's look in one place: a palette and one style sheet, both built from the tokens.

Widgets choose a look by property, never by their own style sheet: buttons `variant` = primary | quiet | danger |
toggle, tool buttons `menu` = true for an arrow, labels `role` = title | section | secondary | warning | danger | good,
frames `role` = card | bar | side.
After changing a property at run time call `restyle(widget)`; a new spin box goes through `ease(box)`.
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QStyleFactory, QWidget

from ui import theme as t
from ui.theme import Theme, Token
from ui.widgets.fonts import font, load_fonts
from ui.widgets.icons import SCALE, icon_file, worn_scale
from ui.widgets.sheet import SHEET

NAME, WORN = "Fusion", "labapp-style"
_LOOK = "labapp-look"
_MENU_ROW = 40  # px at most: the longest menu is one column on the smallest laptop at the largest text
_BOX_MOST = 500  # px of words: Qt lets no box be wider than the screen less 480, and cuts what is


def apply(app: QApplication, theme: Theme, scale: float = 1.0) -> None:
    """Give the whole application the theme; `scale` is the user's text size for console and booth."""
    look = f"{theme.name} {scale}"
    if app.property(_LOOK) == look and app.styleSheet():
        return  # a sheet set again is worked into every living widget again: seconds, where there are many
    app.setProperty(_LOOK, look)
    app.setProperty(SCALE, scale)
    load_fonts()
    if not app.property(WORN):
        app.setStyle(QStyleFactory.create(NAME))
        app.setProperty(WORN, True)
    app.setFont(font(px(t.CONSOLE_BODY, scale)))
    app.setPalette(palette(theme))
    app.setStyleSheet(stylesheet(theme, scale))


def restyle(widget: QWidget) -> None:
    """Make a changed `variant` or `role` property show."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def ease(box: QAbstractSpinBox) -> None:
    """Keep a spin box's text off its frame: style sheets cannot, Qt ignores their left padding there."""
    box.lineEdit().setTextMargins(t.SPACE_XS + 2, 0, 0, 0)


def text_scale() -> float:
    """Return the user's text size as it is worn now, 1.0 at 100 %."""
    return worn_scale()


def px(size: float, scale: float) -> int:
    """Return a console size at the user's scale."""
    return max(1, round(size * scale))


def palette(theme: Theme) -> QPalette:
    """Return Qt's palette of a theme, for everything the style sheet does not name."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    made = QPalette()
    table = {
        role.Window: Token.PAPER,
        role.WindowText: Token.INK,
        role.Base: Token.SURFACE,
        role.AlternateBase: Token.PAPER,
        role.Text: Token.INK,
        role.PlaceholderText: Token.QUIET,
        role.Button: Token.SURFACE,
        role.ButtonText: Token.INK,
        role.BrightText: Token.DANGER,
        role.Highlight: Token.ACCENT,
        role.HighlightedText: Token.ON_ACCENT,
        role.Link: Token.ACCENT,
        role.LinkVisited: Token.ACCENT,
        role.ToolTipBase: Token.INK,
        role.ToolTipText: Token.PAPER,
        role.Mid: Token.LINE,
        role.Accent: Token.ACCENT,
    }
    for target, token in table.items():
        made.setColor(target, QColor(theme.hex(token)))
    for target in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(group.Disabled, target, QColor(theme.hex(Token.FADED)))
    return made


def stylesheet(theme: Theme, scale: float = 1.0) -> str:
    """Return the one style sheet of console and booth."""
    values: dict[str, str] = {token.value: theme.hex(token) for token in Token}
    values |= {
        "body": f"{px(t.CONSOLE_BODY, scale)}px",
        "secondary": f"{px(t.CONSOLE_SECONDARY, scale)}px",
        "section": f"{px(t.CONSOLE_SECTION, scale)}px",
        "title": f"{px(t.CONSOLE_TITLE, scale)}px",
        "booth_question": f"{px(t.BOOTH_QUESTION, scale)}px",
        "booth_large": f"{px(t.BOOTH_LARGE, scale)}px",
        "booth_title": f"{px(t.BOOTH_TITLE, scale)}px",
        # a control is a row less its frame and padding, so that boxes and buttons share one line
        "control": f"{px(t.ROW, scale) - 2 * (t.SPACE_XS + 1)}px",
        "row": f"{px(t.ROW, scale)}px",
        "menu_row": f"{min(px(t.ROW, scale), _MENU_ROW)}px",
        "asleep": theme.hex(Token.FADED if theme.outlined else Token.LINE),  # the frame of what is disabled
        "calendar": f"{px(280, scale)}px",
        "box": f"{min(px(400, scale), _BOX_MOST)}px",
        "icon": f"{px(t.ICON_BOX, scale)}px",
        "arrow": f"{px(12, scale)}px",
        "arrow_room": f"{px(12, scale) + t.SPACE_M - 2}px",
        "radius": f"{t.CORNER}px",
        "note_radius": f"{t.CORNER_NOTE}px",
        "icon_left": icon_file("chevron-left", theme.hex(Token.QUIET)),
        "icon_down": icon_file("chevron-down", theme.hex(Token.QUIET)),
        "icon_up": icon_file("chevron-up", theme.hex(Token.QUIET)),
        "icon_right": icon_file("chevron-right", theme.hex(Token.QUIET)),
        "icon_check": icon_file("check", theme.hex(Token.ON_ACCENT)),
        "icon_minus": icon_file("minus", theme.hex(Token.ON_ACCENT)),
        "icon_tick": icon_file("check", theme.hex(Token.INK)),
        "icon_ask": icon_file("circle-question-mark", theme.hex(Token.ACCENT)),
        "icon_tell": icon_file("info", theme.hex(Token.ACCENT)),
        "icon_warn": icon_file("triangle-alert", theme.hex(Token.WARNING)),
        "icon_fail": icon_file("circle-alert", theme.hex(Token.DANGER)),
    }
    sheet = SHEET
    for name in sorted(values, key=len, reverse=True):  # longest first: @on_accent before @on
        sheet = sheet.replace(f"@{name}", values[name])
    return sheet

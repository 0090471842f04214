"""The first window at every size of text: no title or description is cut, whatever the screen; the rest scrolls."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from ui.shell import Shell
from ui.widgets.rich_button import RichButton


@pytest.mark.parametrize("size", [(740, 500), (1093, 614), (1920, 1080)])
@pytest.mark.parametrize("scale", [100, 150])
@pytest.mark.parametrize("language", ["pl", "en"])
def test_titles_and_descriptions_of_templates_are_whole(
    shell: Shell, qapp: QApplication, size: tuple[int, int], scale: int, language: str
) -> None:
    shell.settings.put("scale", scale)
    shell.settings.put("language", language)
    shell.dress.put_on()
    shell.show_welcome()
    window = shell.welcome
    assert window is not None
    window.resize(*size)
    for _ in range(4):
        qapp.processEvents()
    for button in window.findChildren(RichButton):
        for label in button.findChildren(QLabel):
            if label.text():
                assert label.height() >= label.heightForWidth(label.width()), label.text()
    shell.settings.put("scale", 100)
    shell.dress.put_on()

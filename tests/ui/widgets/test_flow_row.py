"""A row that goes on in the next line: nothing cut, nothing pushed wide, hidden widgets take no room."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.widgets.flow_row import FlowRow


@pytest.mark.parametrize("width", [220, 260, 700])
def test_every_button_is_whole_at_any_width(qtbot: Any, width: int) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    outer, row = QVBoxLayout(page), FlowRow()
    buttons = [QPushButton(text) for text in ("Jak w wyniku", "Od różnicy", "Od wspólnego gruntu", "Ukryty")]
    for button in buttons:
        row.addWidget(button)
    buttons[3].hide()
    outer.addLayout(row)
    outer.addStretch(1)
    page.resize(width, 400)
    page.show()
    shown = buttons[:3]
    assert all(button.width() >= min(button.sizeHint().width(), width - 40) for button in shown)
    assert all(button.geometry().right() <= width for button in shown)
    assert not any(one.geometry().intersects(other.geometry()) for one in shown for other in shown if one is not other)
    assert (len({button.y() for button in shown}) == 1) is (width == 700)

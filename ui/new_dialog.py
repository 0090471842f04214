"""Two questions before a new meeting: what it is called, and where its file lies."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from labapp.template_files import template
from labapp.wording.translate import Translator
from ui import theme as t
from ui.widgets.place_row import PlaceRow

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_LANGUAGES = (("pl", "Polski"), ("en", "English"))


class NewDialog(QDialog):
    """`title`, `path` and `language` are what was chosen."""

    def __init__(
        self, translate: Translator, template_id: str, language: str, folder: Path, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._ = translate
        self._template = template(template_id)
        self._folder = folder
        self._typed: Path | None = None
        _ = translate
        self.setWindowTitle(_("New meeting"))
        self.setMinimumWidth(520)
        layout = QVBoxLayout(self)
        layout.setSpacing(t.SPACE_M)
        head = QLabel(self._template.title[language])
        head.setProperty("role", "title")
        layout.addWidget(head)
        layout.addLayout(self._fields(language))
        note = QLabel(_("Everything is kept on this computer at once; there is no need to save."))
        note.setProperty("role", "secondary")
        note.setWordWrap(True)
        layout.addWidget(note)
        layout.addWidget(self._button_box())
        self._suggest()
        self._title.selectAll()

    def _fields(self, language: str) -> QFormLayout:
        _ = self._
        form = QFormLayout()
        form.setSpacing(t.SPACE_S)
        self._title = QLineEdit()
        self._title.setPlaceholderText(_("e.g. Cooperation programme 2027"))
        self._title.textChanged.connect(self._suggest)
        self._language = QComboBox()
        for code, name in _LANGUAGES:
            self._language.addItem(name, code)
        self._language.setCurrentIndex(self._language.findData(language))
        self._place = PlaceRow(_, self._elsewhere)
        form.addRow(_("Title"), self._title)
        form.addRow(_("Language of the meeting"), self._language)
        form.addRow(_("File"), self._place)
        return form

    def _button_box(self) -> QDialogButtonBox:
        _ = self._
        box = QDialogButtonBox()
        make = box.addButton(_("Create"), QDialogButtonBox.ButtonRole.AcceptRole)
        make.setProperty("variant", "primary")
        make.setDefault(True)
        box.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box

    @property
    def title(self) -> str:
        """Return the title; the template's when none was typed."""
        return self._title.text().strip() or self._template.title[self.language]

    @property
    def language(self) -> str:
        """Return the meeting's language."""
        return str(self._language.currentData())

    @property
    def path(self) -> Path:
        """Return where the file will lie."""
        return self._typed or free_path(self._folder, self.title)

    def _suggest(self) -> None:
        self._place.say(self.path)

    def _elsewhere(self) -> None:
        _ = self._
        name, _chosen = QFileDialog.getSaveFileName(self, _("Where to keep the meeting"), str(self.path),
                                                    _("Meetings (*.lab)"))  # fmt: skip
        if name:
            path = Path(name)
            # whether a file may be replaced was asked of the name as it was typed, of no other
            self._typed = path if path.suffix == ".lab" else free_path(path.parent, path.name)
            self._suggest()


def free_path(folder: Path, title: str) -> Path:
    """Return a path in a folder that no file has, named after the title."""
    stem = _FORBIDDEN.sub(" ", unicodedata.normalize("NFC", title)).strip(" .")
    stem = " ".join(stem.split())[:80] or "laboratorium"
    names = [f"{stem}.lab", *(f"{stem} {number}.lab" for number in range(2, 1000))]
    return next(folder / name for name in names if not (folder / name).exists())

"""About the meeting: what stands on the title page of the report and between things on the room's screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeDatabase
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from labapp.changes import Change
from labapp.model import facts, files
from ui.console.form_dialog import FormDialog
from ui.context import Context
from ui.widgets.icons import icon
from ui.widgets.style import px, text_scale

_LINES = ("title", "subtitle", "place", "project")
_MOST_LOGO = 2 * 1024 * 1024
_LOGO = "logo"
_ROWS = 58  # px at 100 %: two lines


class FactsDialog(FormDialog):
    """Keeps everything as one change when accepted; logos are added at once."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        _ = context._
        super().__init__(context, _("About the meeting"), _("Save"), parent)
        self.setMinimumWidth(560)
        read = context.lab.read
        self._lines = {key: QLineEdit(str(facts.get(read, key))) for key in _LINES}
        self._organisers = QPlainTextEdit("\n".join(facts.get(read, "organisers")))
        self._purpose = QPlainTextEdit(str(facts.get(read, "purpose")))
        self._funder = QPlainTextEdit(str(facts.get(read, "funder")))  # what funders ask to be written is long
        for edit in (self._organisers, self._purpose, self._funder):
            edit.setTabChangesFocus(True)
            edit.setFixedHeight(px(_ROWS, text_scale()))
        self._organisers.setPlaceholderText(_("one a line"))
        self._funder.setPlaceholderText(_("e.g. Co-financed by the city of Toruń"))
        for label, field in (
            (_("Title"), self._lines["title"]),
            (_("Subtitle"), self._lines["subtitle"]),
            (_("Place"), self._lines["place"]),
            (_("Organisers"), self._organisers),
            (_("Purpose"), self._purpose),
            (_("Funder"), self._funder),
            (_("Project"), self._lines["project"]),
        ):
            field.setAccessibleName(label)
            self.form.addRow(label, field)
        self.form.addRow(_("Logos"), self._logo_row())
        self.accepted.connect(self._keep)

    def _logo_row(self) -> QHBoxLayout:
        _ = self._
        row = QHBoxLayout()
        self._logos = QLabel()
        self._logos.setWordWrap(True)
        self._logos.setProperty("role", "secondary")
        add = QPushButton(icon("image", self.context.theme), _("Add a logo…"))
        add.setAutoDefault(False)
        add.clicked.connect(self._ask_logo)
        self._remove = QPushButton(icon("trash-2", self.context.theme), _("Remove the last one"))
        self._remove.setAutoDefault(False)
        self._remove.clicked.connect(self._remove_logo)
        row.addWidget(self._logos, 1)
        row.addWidget(add)
        row.addWidget(self._remove)
        self._show_logos()
        return row

    def _show_logos(self) -> None:
        known = files.links(self.context.lab.read, _LOGO)
        self._logos.setText(", ".join(link.name for link in known) or self._("none yet"))
        self._remove.setEnabled(bool(known))

    def _ask_logo(self) -> None:
        _ = self._
        name, _chosen = QFileDialog.getOpenFileName(self, _("Add a logo"), "", _("Pictures (*.png *.jpg *.jpeg)"))
        if name:
            self.add_logo(Path(name))

    def add_logo(self, path: Path) -> bool:
        """Add a picture as a logo; False with a sentence when it is none or too large."""
        _ = self._
        try:
            data = path.read_bytes()
        except OSError as problem:
            self._logos.setText(_("{file} cannot be read: {why}", file=path.name, why=problem.strerror or ""))
            return False
        if len(data) > _MOST_LOGO or QImage.fromData(data).isNull():
            self._logos.setText(_("{file} is no PNG or JPEG picture, or larger than 2 MB.", file=path.name))
            return False
        media = QMimeDatabase().mimeTypeForData(data).name()

        def operation(tx: Change) -> str:
            return files.link(tx, files.add(tx, path.name, media, data), _LOGO, alt=path.stem)

        self.context.run("file.add", operation, n=1)
        self._show_logos()
        return True

    def _remove_logo(self) -> None:
        last = files.links(self.context.lab.read, _LOGO)[-1]
        self.context.run("file.remove", lambda tx: tx.delete("file_links", last.id))
        self._show_logos()

    def _keep(self) -> None:
        values = {key: line.text().strip() for key, line in self._lines.items()}
        organisers = [line.strip() for line in self._organisers.toPlainText().splitlines() if line.strip()]
        purpose = self._purpose.toPlainText().strip()
        funder = " ".join(self._funder.toPlainText().split())

        typed: dict[str, object] = {**values, "organisers": organisers, "purpose": purpose, "funder": funder}
        changed = {key: value for key, value in typed.items() if facts.get(self.context.lab.read, key) != value}

        def operation(tx: Change) -> None:
            for key, value in changed.items():
                facts.put(tx, key, value)

        if changed:  # "Save" without a change is no change
            self.context.run("facts.edit", operation)

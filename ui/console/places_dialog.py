"""Where the meeting is kept: its file, and a second place whose age is always visible."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from labapp.document import PlaceStatus
from labapp.errors import UserError
from labapp.wording.errors import error_sentence
from ui import theme as t
from ui.console.clock import age_words
from ui.context import Context
from ui.widgets.asking import ask
from ui.widgets.icons import icon
from ui.widgets.style import px, restyle, text_scale


class PlacesDialog(QDialog):
    """Shows both places and changes the second."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context = context
        self._ = context._
        _ = self._
        self.setWindowTitle(_("Where the meeting is kept"))
        self.setMinimumWidth(px(560, text_scale()))
        layout = QVBoxLayout(self)
        layout.setSpacing(t.SPACE_M)
        head = QLabel(_("Everything is kept on this computer the moment it is done. A few seconds later the file and "
                        "the second place get a complete copy."))  # fmt: skip
        head.setWordWrap(True)
        layout.addWidget(head)
        self._file, self._second = QLabel(), QLabel()
        for title, label, buttons in (
            (_("File"), self._file, self._file_buttons()),
            (_("Second place (a stick, another disk)"), self._second, self._second_buttons()),
        ):
            name = QLabel(title)
            name.setProperty("role", "section")
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)  # a path may look like markup
            layout.addWidget(name)
            layout.addWidget(label)
            layout.addLayout(buttons)
        layout.addStretch(1)
        box = QDialogButtonBox()
        box.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        box.rejected.connect(self.reject)
        layout.addWidget(box)
        self._look_again = QTimer(self)
        self._look_again.setInterval(200)
        self._look_again.timeout.connect(self._looked)
        self.finished.connect(lambda _result: self._look_again.stop())
        self.refresh()

    def _file_buttons(self) -> QHBoxLayout:
        _ = self._
        now = QPushButton(icon("refresh-cw", self._context.theme), _("Copy now"))
        now.clicked.connect(self._now)
        folder = QPushButton(icon("folder-open", self._context.theme), _("Open the folder"))
        folder.clicked.connect(self._open_folder)
        elsewhere = QPushButton(icon("save", self._context.theme), _("Keep the file elsewhere…"))
        elsewhere.clicked.connect(self._ask_elsewhere)
        return _row(now, folder, elsewhere)

    def _second_buttons(self) -> QHBoxLayout:
        _ = self._
        choose = QPushButton(icon("usb", self._context.theme, t.Token.ON_ACCENT), _("Choose the second place…"))
        choose.setProperty("variant", "primary")
        choose.clicked.connect(self._choose)
        self._none = QPushButton(_("No second place"))
        self._none.clicked.connect(lambda: self.use(None))
        self._compare = QPushButton(icon("merge", self._context.theme), _("Compare, join…"))
        self._compare.clicked.connect(self.compare)
        return _row(choose, self._none, self._compare)

    def refresh(self) -> None:
        """Show how both places stand."""
        status = self._context.document.status()
        self._show(self._file, status.file)
        if status.second is not None:
            self._show(self._second, status.second)
        else:
            self._second.setText(self._("None yet. If this computer breaks down, the meeting breaks down with it."))
        self._none.setEnabled(status.second is not None)
        failure = status.second.failure if status.second is not None else None
        # what lies there is another state of this meeting: somebody went on with it elsewhere
        self._compare.setVisible(failure is not None and failure.code == "document.changed-elsewhere")

    def _show(self, label: QLabel, place: PlaceStatus) -> None:
        _ = self._
        age = age_words(place.age, _) if place.age is not None else _("not written yet")
        failure = error_sentence(place.failure, _) if place.failure is not None else ""
        label.setText(f"{place.path}\n{failure or age}")
        label.setProperty("role", "danger" if failure else "secondary")
        restyle(label)

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self._("Choose the second place"), str(Path.home()))
        if name:
            self.use(Path(name))

    def use(self, place: Path | None) -> None:
        """Keep copies there too; what stands in the way is said."""
        try:
            self._context.document.set_second_place(place)
        except UserError as problem:
            self._second.setText(error_sentence(problem, self._))
            self._second.setProperty("role", "danger")
            restyle(self._second)
            return
        self._now()

    def compare(self) -> None:
        """Hold what lies at the second place against this meeting; joined, it is replaced by both."""
        from ui.safety.compare_dialog import CompareDialog

        second = self._context.document.second_place
        if second is not None:
            ask(CompareDialog(self._context, second, self))
            self._now()

    def _now(self) -> None:
        # A stick or a share takes its time; the window does not wait for it, it looks again.
        self._context.document.snapshot_now()
        self._look_again.start()
        self.refresh()

    def _looked(self) -> None:
        self._context.document.tick()
        status = self._context.document.status()
        new = status.second is not None and status.second.age is None and status.second.failure is None
        if not status.pending and not new:
            self._look_again.stop()
        self.refresh()

    def _ask_elsewhere(self) -> None:
        start = Path.home() / self._context.document.path.name
        name, _kind = QFileDialog.getSaveFileName(self, self._("Keep the file elsewhere"), str(start), "*.lab")
        if name:
            self.keep_at(Path(name))

    def keep_at(self, path: Path) -> None:
        """Keep the meeting in another file from now on; the old one stays as it is."""
        try:
            self._context.document.move_to(path)
        except UserError as problem:
            self.refresh()
            self._file.setText(error_sentence(problem, self._))
            self._file.setProperty("role", "danger")
            restyle(self._file)
            return
        self.refresh()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._context.document.path.parent)))


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    for button in buttons:
        button.setAutoDefault(False)
        row.addWidget(button)
    row.addStretch(1)
    return row
